"""Leaves out actors without a name of whom the annotation tells nothing.

"900 people", "ministers", "a coalition of charities": whoever has no name and neither speaks, does
a clear deed, takes or receives a position, meets anyone nor has a speaker is no actor of the
negotiation. That is known only once positions and meetings are.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from analysis.model import Actor, Attribution, Meeting, Position


def prune_actors(doc: Doc) -> None:
    """Drop the idle unnamed actors from ``doc._.actors``, and number what remains anew."""
    actors: list[Actor] = list(doc._.actors or ())
    used = _used(actors, doc._.attributions or (), doc._.positions or (), doc._.meetings or ())
    doers = doc._.doers or frozenset()
    kept = [
        actor
        for actor in actors
        if actor.id in used or actor.key in doers or not _is_nameless(actor)
    ]
    if len(kept) == len(actors):
        return
    new = {actor.id: f"a{number}" for number, actor in enumerate(kept, 1)}
    doc._.actors = [_renamed(actor, new) for actor in kept]
    doc._.attributions = [
        one.model_copy(update={"actor": new.get(one.actor or "")}) for one in doc._.attributions
    ]
    doc._.positions = [
        one.model_copy(
            update={
                "actor": new.get(one.actor or ""),
                "recipients": tuple(new[other] for other in one.recipients if other in new),
            }
        )
        for one in doc._.positions or ()
    ]
    doc._.meetings = [
        one.model_copy(
            update={"participants": tuple(new[other] for other in one.participants if other in new)}
        )
        for one in doc._.meetings or ()
    ]
    index: dict[int, str] = doc._.mention_index or {}
    doc._.mention_index = {token: new[old] for token, old in index.items() if old in new}


def _is_nameless(actor: Actor) -> bool:
    return not actor.named or actor.key.startswith("unnamed:")


def _used(
    actors: Iterable[Actor],
    attributions: Iterable[Attribution],
    positions: Iterable[Position],
    meetings: Iterable[Meeting],
) -> set[str]:
    """Return the ids of the actors that something is told of."""
    used = {one.actor for one in attributions}
    for position in positions:
        used |= {position.actor, *position.recipients}
    for meeting in meetings:
        used |= set(meeting.participants)
    by_id = {actor.id: actor for actor in actors}
    used |= {actor.id for actor in actors if actor.role == "mediator" or actor.side == actor.id}
    waiting = [by_id[i] for i in used if i in by_id]
    waiting += [actor for actor in actors if not _is_nameless(actor)]
    while waiting:
        actor = waiting.pop()
        for above in (actor.speaks_for, actor.member_of):
            if above is not None and above not in used:
                used.add(above)
                waiting.append(by_id[above])
    return {identifier for identifier in used if identifier is not None}


def _renamed(actor: Actor, new: dict[str, str]) -> Actor:
    return actor.model_copy(
        update={
            "id": new[actor.id],
            "side": new.get(actor.side or ""),
            "member_of": new.get(actor.member_of or ""),
            "speaks_for": new.get(actor.speaks_for or ""),
        }
    )
