"""Corrections of actors: who they are, and which words mention them."""

from __future__ import annotations

from functools import lru_cache

from analysis.corrections.anchors import Place, Selector, find
from analysis.corrections.draft import (
    Anchor,
    Draft,
    Stretch,
    UndoneError,
    insert,
    mention_words,
    shared,
)
from analysis.corrections.model import ActorCorrection, ActorReference
from analysis.model import Actor, Span
from analysis.reference.bodies import bodies
from analysis.reference.states import states

_SOURCE_IS_MENTION = 0.5


def create(draft: Draft, correction: ActorCorrection, anchor: Anchor) -> Actor:
    """Add an actor, or split one from others; what refers to other actors is set later.

    The quoted words become its mentions, also where they were mentions of others. An actor of
    that name which the words mention already is left to be edited.

    Raises
    ------
    UndoneError
        If it is not clear which words are meant, or, for a split, no actor is mentioned in them.
    """
    spans = _mentions(draft, correction, anchor)
    known = _known(draft, correction, spans)
    if known is not None:
        return known
    owners = {_place(span): owner for span in spans if (owner := _owner(draft, span)) is not None}
    if correction.action == "split":
        if not owners:
            raise UndoneError("no target", "no actor is mentioned in these words")
        spans = [span for span in spans if _place(span) in owners]
    first_owner = draft.actors.get(next(iter(owners.values()), ""))
    kind = correction.kind or (first_owner.kind if first_owner else "organisation")
    name = correction.name or ""
    made = Actor(
        id=draft.new_id("a"),
        name=name,
        kind=kind,
        named=kind != "role" if correction.named is None else correction.named,
        mentions=tuple(spans),
        key=key_of(name, kind, draft.article.id),
    )
    insert(draft.actors, made, _first_mention)
    _take_over(draft, made, owners)
    return draft.actors[made.id]


def edit(draft: Draft, actor: Actor, correction: ActorCorrection, anchor: Anchor) -> Actor:
    """Give an actor what the analyst gives it.

    Raises
    ------
    UndoneError
        If an actor or words that the correction names are not to be found.
    """
    values: dict[str, object] = {
        name: given
        for name in ("name", "kind", "named", "aliases")
        if (given := getattr(correction, name)) is not None
    }
    for name in ("role", "office"):
        if (given := getattr(correction, name)) is not None:
            values[name] = given or None
    for name in ("member_of", "speaks_for"):
        if (reference := getattr(correction, name)) is not None:
            values[name] = _other(draft, actor, reference, name)
    if "name" in values or "kind" in values:
        name, kind = str(values.get("name", actor.name)), values.get("kind", actor.kind)
        if (name, kind) != (actor.name, actor.kind):
            values["key"] = key_of(name, str(kind), draft.article.id)
    side = _side(draft, actor, correction.side)
    mentions = _edited_mentions(draft, actor, correction, anchor)
    if side is not None:
        values["side"] = side.id if side != "" and not isinstance(side, str) else None
    changed = actor.model_copy(update={**values, "mentions": mentions, "confidence": 1.0})
    draft.actors[actor.id] = changed
    if side and not isinstance(side, str) and side.id != actor.id and side.side is None:
        draft.actors[side.id] = side.model_copy(update={"side": side.id})
    return changed


def merge(draft: Draft, actor: Actor, correction: ActorCorrection) -> Actor:
    """Make one actor part of another, and return the other.

    Raises
    ------
    UndoneError
        If the other is not to be found.
    """
    if correction.into is None:  # the model does not allow it
        raise UndoneError("no target", "into: nothing is given")
    into = draft.actor(correction.into, "into")
    if into.id == actor.id:
        return into
    names = dict.fromkeys([*into.aliases, actor.name, *actor.aliases])
    mentions = sorted({*into.mentions, *actor.mentions}, key=_place)
    whole = into.model_copy(
        update={
            "aliases": tuple(name for name in names if name != into.name),
            "mentions": tuple(mentions),
            "named": into.named or actor.named,
            "office": into.office or actor.office,
            "confidence": 1.0,
        }
    )
    draft.actors[into.id] = whole
    _replace(draft, actor.id, into.id)
    draft.moved[actor.id] = into.id
    return draft.actors[into.id]


def remove(draft: Draft, actor: Actor) -> None:
    """Take an actor away, and every reference to it."""
    _replace(draft, actor.id, None)


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    """Return the keys of states and bodies by their names, lower case."""
    names = {
        name.casefold(): body.key
        for body in bodies().values()
        for name in (body.name, *body.other_names)
    }
    return names | {
        name.casefold(): state.key
        for state in states().values()
        for name in (state.name, *state.other_names)
    }


def key_of(name: str, kind: str, article: str) -> str:
    """Return the key by which an actor of this name is the same in other articles."""
    folded = " ".join(name.split()).casefold().removeprefix("the ")
    if kind == "role":
        return f"unnamed:{article}:{folded}"
    if kind == "person":
        return f"person:{folded}"
    known = _known_names().get(folded)
    if known is not None and known.startswith("state:") == (kind == "state"):
        return known
    return f"{'state' if kind == 'state' else 'org'}:{folded}"


def _first_mention(actor: Actor) -> Stretch:
    return _place(actor.mentions[0]) if actor.mentions else (0, 0)


def _place(span: Span) -> Stretch:
    return span.start, span.end


def _mentions(draft: Draft, correction: ActorCorrection, anchor: Anchor) -> list[Span]:
    """Return the words that mention a new actor, in text order."""
    places = list(anchor.places)
    if correction.everywhere:
        places = find(draft.text, Selector(exact=correction.exact))
    else:
        draft.only_place(anchor)
    spans = [draft.span(place) for place in places]
    spans += [draft.near(words, "also", places[0]) for words in correction.also or ()]
    return sorted(dict.fromkeys(spans), key=_place)


def _known(draft: Draft, correction: ActorCorrection, spans: list[Span]) -> Actor | None:
    """Return an actor that has the name already and is mentioned by the words."""
    owners = {_owner(draft, span) for span in spans}
    for actor in draft.actors.values():
        if actor.id in owners and draft.is_as(
            actor.model_copy(update={"aliases": ()}), correction.name or ""
        ):
            return actor
    return None


def _owner(draft: Draft, span: Span) -> str | None:
    """Return the id of the actor that is mentioned in exactly these words, or None."""
    return next((one.id for one in draft.actors.values() if span in one.mentions), None)


def _take_over(draft: Draft, made: Actor, owners: dict[Stretch, str]) -> None:
    """Take the mentions from those who had them, with what is known only by these mentions."""
    for owner in dict.fromkeys(owners.values()):
        old = draft.actors[owner]
        kept = tuple(span for span in old.mentions if span not in made.mentions)
        draft.actors[owner] = old.model_copy(update={"mentions": kept})
        if not kept:  # none but these words was it ever known by
            _replace(draft, owner, made.id)
            draft.moved[owner] = made.id
    taken = list(made.mentions)
    moved = set()
    for one in list(draft.attributions.values()):
        if one.source is not None and _is_meant(one.source, one.actor, taken, owners):
            draft.attributions[one.id] = one.model_copy(update={"actor": made.id})
            moved.add((one.id, one.actor))
    for position in list(draft.positions.values()):
        said_by_it = (position.attribution, position.actor) in moved
        if position.actor is not None and (
            said_by_it or _only_by(draft, position.actor, (position.evidence,), taken)
        ):
            draft.positions[position.id] = position.model_copy(update={"actor": made.id})
    for meeting in list(draft.meetings.values()):
        changed = tuple(
            made.id
            if one in owners.values() and _only_by(draft, one, meeting.evidence, taken)
            else one
            for one in meeting.participants
        )
        if changed != meeting.participants:
            draft.meetings[meeting.id] = meeting.model_copy(
                update={"participants": tuple(dict.fromkeys(changed))}
            )


def _is_meant(
    source: Span, actor: str | None, taken: list[Span], owners: dict[Stretch, str]
) -> bool:
    """Tell whether the source of an attribution is one of the mentions taken over."""
    for span in taken:
        same = shared(_place(source), _place(span)) >= _SOURCE_IS_MENTION
        if same and (actor is None or actor == owners.get(_place(span))):
            return True
    return False


def _only_by(draft: Draft, actor: str, spans: tuple[Span, ...], taken: list[Span]) -> bool:
    """Tell whether an actor is in these words only by mentions that were taken from it."""
    left = draft.actors[actor].mentions if actor in draft.actors else ()

    def within(mention: Span) -> bool:
        return any(span.start <= mention.start and mention.end <= span.end for span in spans)

    return any(map(within, taken)) and not any(map(within, left))


def _edited_mentions(
    draft: Draft, actor: Actor, correction: ActorCorrection, anchor: Anchor
) -> tuple[Span, ...]:
    spans = list(actor.mentions)
    near = anchor.places[0]
    if correction.everywhere:
        spans += map(draft.span, find(draft.text, Selector(exact=correction.exact)))
    spans += [draft.near(words, "also", near) for words in correction.also or ()]
    without = [_place(draft.near(words, "without", near)) for words in correction.without or ()]
    others = {
        span for other in draft.actors.values() if other.id != actor.id for span in other.mentions
    }
    kept = [span for span in dict.fromkeys(spans) if _place(span) not in without]
    added = [span for span in kept if span in actor.mentions or span not in others]
    return tuple(sorted(added, key=_place))


def _other(draft: Draft, actor: Actor, reference: ActorReference, key: str) -> str | None:
    """Return the id of the actor referred to; None for none, or for the actor itself."""
    if reference == "":
        return None
    found = draft.actor(reference, key).id
    return None if found == actor.id else found


def _side(draft: Draft, actor: Actor, reference: ActorReference | None) -> Actor | str | None:
    """Return the actor whose side is meant, "" for none, None where nothing is said.

    The side of one who is on a side is that side.
    """
    if reference is None or reference == "":
        return reference
    named = draft.actor(reference, "side")
    if named.id == actor.id or named.side is None:
        return named
    return draft.actors.get(named.side, named)


def _replace(draft: Draft, old: str, new: str | None) -> None:
    """Take away the actor `old`, and let all that refers to it refer to `new`."""
    del draft.actors[old]

    def one(identity: str | None) -> str | None:
        return new if identity == old else identity

    def several(identities: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, map(one, identities))))

    for actor in list(draft.actors.values()):
        values = {"side": one(actor.side)} | {
            name: None if (referred := one(getattr(actor, name))) == actor.id else referred
            for name in ("member_of", "speaks_for")
        }
        draft.actors[actor.id] = actor.model_copy(update=values)
    for attribution in list(draft.attributions.values()):
        draft.attributions[attribution.id] = attribution.model_copy(
            update={"actor": one(attribution.actor)}
        )
    for position in list(draft.positions.values()):
        draft.positions[position.id] = position.model_copy(
            update={"actor": one(position.actor), "recipients": several(position.recipients)}
        )
    for meeting in list(draft.meetings.values()):
        draft.meetings[meeting.id] = meeting.model_copy(
            update={"participants": several(meeting.participants)}
        )


def words_of(draft: Draft, anchor: Anchor, actor: Actor) -> Place:
    """Return the place of an anchor that mentions an actor; the first, where several do."""
    for place in anchor.places:
        if any(shared((place.start, place.end), words) for words in mention_words(actor)):
            return place
    return anchor.places[0]
