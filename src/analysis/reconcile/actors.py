"""Actors across articles: one key for all mentions of the same actor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.model import Actor, Annotation

# Kinds that are read from a name alone, so that articles may disagree on them. States have keys of
# their own ("state:IR") and never share one with these.
_READ_FROM_NAMES = {"person", "organisation", "group"}


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
        """Return the longest name that an article gives to the actor, the first of several."""
        names = [actor.name for _, actor in self.actors[key]]
        return max(names, key=lambda name: len(name.split()))


def in_publication_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    """Return annotations by date of publication, then by id; those without a date come last."""
    return sorted(annotations, key=lambda one: (one.article.published or "~", one.article.id))


def identify(annotations: Iterable[Annotation]) -> Identities:
    """Recognise the same actors in several articles.

    Actors with the same key are the same. A person called by one name only is the one whose full
    name ends in it, if there is no other with that name in any of the articles. A name that is a
    person's in one article and an organisation's in another is one actor, unless a longer name of
    a person ends in it. Unnamed actors are never the same: two officials may be two people.

    Within one article, actors stay as they are.
    """
    ordered = in_publication_order(annotations)
    pairs = [(one.article.id, actor) for one in ordered for actor in one.actors]
    own = {
        (article, actor.id): actor.key if _may_be_shared(actor) else f"{article}:{actor.id}"
        for article, actor in pairs
    }
    if len(ordered) == 1:
        own = {(article, actor.id): _alone(article, actor, pairs) for article, actor in pairs}
        links: dict[str, str] = {}
    else:
        links = _links([actor for _, actor in pairs if _may_be_shared(actor)])
    keys = {place: links.get(key, key) for place, key in own.items()}
    found: dict[str, list[tuple[str, Actor]]] = {}
    for article, actor in pairs:
        found.setdefault(keys[article, actor.id], []).append((article, actor))
    return Identities(keys, {key: tuple(actors) for key, actors in found.items()})


def _may_be_shared(actor: Actor) -> bool:
    return actor.named and bool(actor.key)


def _alone(article: str, actor: Actor, pairs: Sequence[tuple[str, Actor]]) -> str:
    alike = sum(other.key == actor.key for _, other in pairs)
    return actor.key if _may_be_shared(actor) and alike == 1 else f"{article}:{actor.id}"


def _links(actors: Iterable[Actor]) -> dict[str, str]:
    """Return the keys that stand for another key, with that other key."""
    kinds: dict[str, set[str]] = {}
    for actor in actors:
        head, _, name = actor.key.partition(":")
        if actor.kind in _READ_FROM_NAMES and name:
            kinds.setdefault(name, set()).add(head)
    surnames: dict[str, set[str]] = {}
    for name, heads in kinds.items():
        words = name.split()
        if "person" in heads and len(words) > 1:
            surnames.setdefault(words[-1], set()).add(name)
    links = {}
    for name, heads in kinds.items():
        full = surnames.get(name, set())
        if "person" in heads and len(full) == 1:
            links[f"person:{name}"] = f"person:{min(full)}"
        elif not full and len(heads) > 1:
            first = min(heads)
            links |= {f"{head}:{name}": f"{first}:{name}" for head in heads if head != first}
    return links
