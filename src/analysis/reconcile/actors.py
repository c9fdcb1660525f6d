"""Actors across articles: one key for all mentions of the same actor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.model import Actor, ActorKind, Annotation
from analysis.reconcile.linking import linked

# Keys of actors who have no name of their own in their article.
_NO_NAME = "unnamed:"
# A state's government, in the words that are left without the state's name.
_GOVERNMENTS = {"government", "central government", "military government", "authorities"}


@dataclass(frozen=True)
class Identities:
    """The key of each actor, the same in all articles.

    ``keys`` holds it by article and id of the actor; ``actors`` the mentioned actors of each key
    in the order of publication.
    """

    keys: dict[tuple[str, str], str]
    actors: dict[str, tuple[tuple[str, Actor], ...]]

    def key(self, article: str, actor: str | None) -> str | None:
        """Return the key of an actor, or None if there is no such actor."""
        return self.keys.get((article, actor or ""))

    def name(self, key: str) -> str:
        """Return the longest name that an article gives to the actor, the first of several.

        Where the actor has a key of its own, that of a body that stands for it ("the Sudanese
        government") does not count.
        """
        return self._fullest(key).name

    def kind(self, key: str) -> ActorKind:
        """Return what the actor is, as the article takes it that gives the longest name."""
        return self._fullest(key).kind

    def _fullest(self, key: str) -> Actor:
        found = [actor for _, actor in self.actors[key]]
        own = [actor for actor in found if actor.key == key] or found
        return max(own, key=lambda actor: len(actor.name.split()))


def in_publication_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return annotations by date of publication, then by id; those without a date come last."""
    return sorted(annotations, key=lambda one: (one.article.published or "~", one.article.id))


def identify(annotations: Iterable[Annotation]) -> Identities:
    """Recognise the same actors in several articles.

    Actors with the same key are the same. Names that shorten one other name are that actor's: a
    surname, an acronym, the first words (see :mod:`analysis.reconcile.linking`). A body of a state
    or organisation that has no name of its own ("Kenya's foreign ministry") is the same wherever
    it is called so, and a state's government is the state. Unnamed actors are never the same: two
    officials may be two people. But "the mediator" is the one person who holds that office, and the
    one mediator of each article is the same.

    Within one article, actors stay as they are.
    """
    ordered = in_publication_order(annotations)
    pairs = [(one.article.id, actor) for one in ordered for actor in one.actors]
    if len(ordered) == 1:
        keys = {(article, actor.id): _alone(article, actor, pairs) for article, actor in pairs}
    else:
        keys = _shared(ordered, pairs)
    found: dict[str, list[tuple[str, Actor]]] = {}
    for article, actor in pairs:
        found.setdefault(keys[article, actor.id], []).append((article, actor))
    return Identities(keys, {key: tuple(actors) for key, actors in found.items()})


def _shared(
    ordered: Sequence[Annotation], pairs: Sequence[tuple[str, Actor]]
) -> dict[tuple[str, str], str]:
    by_id = {(article, actor.id): actor for article, actor in pairs}
    keys: dict[tuple[str, str], str] = {}
    for article, actor in pairs:
        keys[article, actor.id] = _own_key(article, actor, by_id)
    may_be_shared = [
        (article, actor) for article, actor in pairs if actor.named and _has_name(actor)
    ]
    links = linked(may_be_shared, keys)
    keys = {place: links.get(key, key) for place, key in keys.items()}
    holders = _office_holders(pairs, keys)
    for article, actor in pairs:
        for words in _posts(article, actor, by_id, keys):
            fits = {key for office, held in holders.items() if words <= office for key in held}
            if len(fits) == 1:
                keys[article, actor.id] = min(fits)
    _link_mediators(pairs, keys)
    return keys


def _link_mediators(pairs: Sequence[tuple[str, Actor]], keys: dict[tuple[str, str], str]) -> None:
    """Make "the mediator" and "a state mediator" one, where no article knows of a second one."""
    found = [(article, actor) for article, actor in pairs if actor.role == "mediator"]
    unnamed = [(article, actor) for article, actor in found if _is_one_mediator(actor)]
    if len(unnamed) == len(found) and len({article for article, _ in found}) == len(found):
        for article, actor in unnamed[1:]:
            keys[article, actor.id] = keys[unnamed[0][0], unnamed[0][1].id]


def _is_one_mediator(actor: Actor) -> bool:
    return not actor.named and actor.kind == "role" and _words(actor.name)[-1:] == ["mediator"]


def _has_name(actor: Actor) -> bool:
    return bool(actor.key) and not actor.key.startswith(_NO_NAME)


def _own_key(article: str, actor: Actor, by_id: Mapping[tuple[str, str], Actor]) -> str:
    """Return the key of an actor, which only one with a name, or a body of one, may share."""
    if actor.named and _has_name(actor):
        return actor.key
    principal = by_id.get((article, actor.member_of or ""))
    if actor.named and principal is not None and principal.named and _has_name(principal):
        body = _body(actor, principal)
        if body in _GOVERNMENTS and principal.kind == "state":
            return principal.key
        if body:
            return f"{principal.key}/{body}"
    return f"{article}:{actor.id}"


def _body(actor: Actor, principal: Actor) -> str:
    """Return the words for a body without those for whose it is: "foreign ministry"."""
    names = (principal.name, *principal.aliases, *(span.text for span in principal.mentions))
    whose = {word for name in names for word in _words(name)}
    return " ".join(word for word in _words(actor.name) if word not in whose | {"the", "of"})


def _posts(
    article: str,
    actor: Actor,
    by_id: Mapping[tuple[str, str], Actor],
    keys: Mapping[tuple[str, str], str],
) -> list[frozenset[str]]:
    """Return the words of the one post by which an unnamed actor is called, if there is one.

    "The state mediator", whoever's; "Turkey's defence minister", Turkey's.
    """
    if actor.named or actor.kind != "role" or not actor.mentions:
        return []
    first = actor.mentions[0].text.casefold()
    if first.startswith("the "):
        return [frozenset(first.removeprefix("the ").split())]
    principal = by_id.get((article, actor.member_of or ""))
    if principal is None or not re.search(r"['’]s? ", first):
        return []
    return [frozenset({keys[article, principal.id], *_body(actor, principal).split()})]


def _office_holders(
    pairs: Iterable[tuple[str, Actor]], keys: Mapping[tuple[str, str], str]
) -> dict[frozenset[str], set[str]]:
    """Return who holds each office: its words, and the key of the body whose it is."""
    holders: dict[frozenset[str], set[str]] = {}
    for article, actor in pairs:
        if actor.kind == "person" and actor.office:
            whose = keys.get((article, actor.member_of or ""))
            words = {*actor.office.casefold().split(), *([whose] if whose else [])}
            holders.setdefault(frozenset(words), set()).add(keys[article, actor.id])
    return holders


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.casefold()))


def _alone(article: str, actor: Actor, pairs: Sequence[tuple[str, Actor]]) -> str:
    alike = sum(other.key == actor.key for _, other in pairs)
    return actor.key if actor.named and actor.key and alike == 1 else f"{article}:{actor.id}"
