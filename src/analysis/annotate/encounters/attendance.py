"""Who takes part in a meeting, its own words and those around it taken together.

Named parties come first. "The two sides", "the leaders", "a fifth round" name none: their parties
are those of the meeting that they take up, or the parties of the negotiation. Where nothing names
them, an unnamed "ministers" is better than nobody.
"""

from __future__ import annotations

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.merging import Group, is_to_go_on, roots
from analysis.annotate.encounters.outcomes import OUTCOME

_FEWEST = 2


def participants_of(
    index: int, groups: list[Group], main: Group | None, context: Context
) -> list[str]:
    """Return the ids of those who take part in one of the meetings, in text order."""
    group = groups[index]
    own = group.participants
    main = _of_the_parties(groups, context) or main
    if len(own) < _FEWEST and _takes_up_others(group):
        other = _spoken_of(index, groups, main)
        if other is not None and other is not group:
            own = list(dict.fromkeys([*own, *other.participants]))
    if not own and (_takes_up_others(group) or group is main):
        own = _parties(context)
    if not own:
        own = list(dict.fromkeys(one for m in group.mentions for one in m.unnamed))
    return _without_doubles(own, context)


def _of_the_parties(groups: list[Group], context: Context) -> Group | None:
    """Return the meeting, named most often, at which two parties of the negotiation sit."""
    best: Group | None = None
    for group in groups:
        sides = {
            actor.side or actor.member_of or actor.id
            for one in group.participants
            if (actor := context.actors.get(one)) is not None and actor.role == "party"
        }
        if len(sides) >= _FEWEST and (best is None or len(group.mentions) > len(best.mentions)):
            best = group
    return best


def _takes_up_others(group: Group) -> bool:
    """Tell whether its parties are named elsewhere: "the two sides", "again", "a fifth round"."""
    first = group.mentions[0]
    return (
        any(mention.is_about_the_sides or is_to_go_on(mention) for mention in group.mentions)
        or (first.reference in {"again", "next"} and (first.is_verb or not first.participants))
        or first.kind in {"round", OUTCOME}
    )


def _spoken_of(index: int, groups: list[Group], main: Group | None) -> Group | None:
    """Return the meeting whose parties "their", "the leaders" or "the two sides" are.

    "The two sides" are those of the meeting that the article is about; "they" those named last.
    """
    about_them = any(mention.is_about_them for mention in groups[index].mentions)
    if not about_them and main is not None and len(main.participants) >= _FEWEST:
        return main
    here = groups[index].mentions[0].first
    named = [
        (mention.first, group)
        for group in groups
        for mention in group.mentions
        if mention.first < here
        and group is not groups[index]
        and len(mention.participants) >= _FEWEST
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else main


def _parties(context: Context) -> list[str]:
    """Return the parties of the negotiation, their own members left out."""
    return [
        actor.id
        for actor in context.actors.values()
        if actor.role == "party" and actor.side in (None, actor.id) and actor.kind != "person"
    ]


def _without_doubles(ids: list[str], context: Context) -> list[str]:
    """Leave out a party that another participant already stands for by speaking for it."""
    kept = []
    for one in ids:
        others = [other for other in ids if other != one]
        actor = context.actors.get(one)
        spoken_for = actor is not None and not actor.named and any(
            other in roots(one, context) for other in others
        )  # fmt: skip
        if not spoken_for:
            kept.append(one)
    return kept
