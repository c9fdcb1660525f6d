"""Meetings beside one another: what their order and their gaps say, and where that disagrees."""

from __future__ import annotations

from datetime import date

from analysis.annotate.encounters import solver
from analysis.annotate.encounters.days import Days, in_words, iso
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.ordering import Precedence, groups_of_mentions
from analysis.annotate.encounters.places import display_name
from analysis.annotate.encounters.solver import Solution


def check_gaps(
    groups: list[Group], solutions: list[Solution], order: list[tuple[int, int, str]]
) -> None:
    """Compare "first in eight months" with what is known of the meeting before."""
    for index, group in enumerate(groups):
        gap = next((mention.gap for mention in group.mentions if mention.gap), None)
        if gap is None:
            continue
        when = solver.about_previous(gap, solutions[index])
        if when is None:
            continue
        said = f"“{' '.join(gap.words.split())}” puts the meeting before it at about "
        said += _about(when)
        previous = [
            one
            for one, later, _ in order
            if later == index and groups[one].is_prior and "cancelled" not in groups[one].statuses
        ]
        dated = [one for one in previous if solutions[one].is_dated]
        if not dated:
            solutions[index].remarks.append(said)
            continue
        latest = max(dated, key=lambda one: solutions[one].start.first or 0)
        known = in_words(solutions[latest].start)
        words = _quoted(groups[latest])
        if when.meet(solutions[latest].whole).is_empty:
            solutions[index].contradictions.append(f"{said}, but “{words}” gives {known}")
        else:
            solutions[index].remarks.append(f"{said}, which agrees with “{words}” ({known})")
            solutions[latest].remarks.append(f"agrees with “{' '.join(gap.words.split())}”")


def date_by_distance(
    groups: list[Group], solutions: list[Solution], said: list[Precedence]
) -> None:
    """Date a meeting by another: "came a day after the session ended"."""
    where = groups_of_mentions(groups)
    for relation in said:
        if relation.distance is None or relation.distance[1] not in {"D", "W"}:
            continue
        number, unit = relation.distance
        days = number * (7 if unit == "W" else 1)
        for one in where.get(id(relation.earlier), ()):
            for other in where.get(id(relation.later), ()):
                earlier, later = solutions[one], solutions[other]
                words = f"“{_length(number, unit)} {relation.words.split()[0]}”"
                slack = 3 if unit == "W" else 0
                if later.start.is_day and not earlier.is_dated:
                    when = later.start.shifted(-days).widened(slack)
                    ends = any(event.effect == "end" for event in relation.earlier.events)
                    _set(earlier, when, words, in_words(later.start), is_end=ends)
                elif earlier.start.is_day and not later.is_dated:
                    when = earlier.start.shifted(days).widened(slack)
                    _set(later, when, words, in_words(earlier.start), is_end=False)


def _length(number: int, unit: str) -> str:
    word = {"D": "day", "W": "week"}[unit]
    return f"{number} {word}{'s' if number > 1 else ''}"


def _set(solution: Solution, when: Days, words: str, anchor: str, *, is_end: bool) -> None:
    length = solution.days or 1
    solution.end = when
    solution.start = when.shifted(1 - length) if is_end else when
    solution.remarks.append(f"{words}, counted from the meeting of {anchor} → {in_words(when)}")


def say_what_may_be_one(
    groups: list[Group], solutions: list[Solution], order: list[tuple[int, int, str]]
) -> None:
    """Say so where "the last meeting in June" may be one of the earlier ones named by place."""
    for index, group in enumerate(groups):
        if not group.is_prior or group.places or not solutions[index].is_dated:
            continue
        later = {other for one, other, _ in order if one == index}
        named = [
            one
            for one, other, _ in order
            if other in later and one != index and groups[one].places
            and not solutions[one].is_dated
        ]  # fmt: skip
        if not named:
            continue
        towns = [display_name(groups[one].places) or "" for one in named]
        when = in_words(solutions[index].start)
        solutions[index].remarks.append(
            f"whether it is one of the meetings in {_listed(towns)} is not said"
        )
        for one in named:
            solutions[one].remarks.append(f"whether it is the meeting of {when} is not said")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _about(days: Days) -> str:
    if days.first is None or days.last is None:
        return in_words(days)
    exact = iso(days)
    if exact is not None:
        return in_words(days)
    middle = date.fromordinal((days.first + days.last) // 2)
    if days.last - days.first > 120:
        return f"{middle.year}"
    if days.last - days.first > 10:
        return f"{middle:%B} {middle.year}"
    return f"{middle.day} {middle:%B} {middle.year}"


def _quoted(group: Group) -> str:
    mention = group.mentions[0]
    doc = mention.head.doc
    return " ".join(doc[mention.first : mention.last + 1].text.split())


def bounds_by_order(solutions: list[Solution], order: list[tuple[int, int, str]]) -> list[Days]:
    """Return for each meeting the days that the order leaves it."""
    bounds = [Days() for _ in solutions]
    for _ in solutions:
        for earlier, later, _words in order:
            ends = solutions[later].start.last or bounds[later].last
            starts = solutions[earlier].start.first or bounds[earlier].first
            if ends is not None:
                bounds[earlier] = bounds[earlier].meet(Days(None, ends))
            if starts is not None:
                bounds[later] = bounds[later].meet(Days(starts, None))
    for earlier, later, words in order:
        one, other = solutions[earlier], solutions[later]
        if not (one.is_dated and other.is_dated):
            continue
        assert one.start.first is not None
        if other.start.last is not None and one.start.first > other.start.last:
            other.contradictions.append(
                f"“{words}” puts it after a meeting of {in_words(one.start)}, "
                f"its own words give {in_words(other.start)}"
            )
    return bounds


def say_order(
    solution: Solution, index: int, order: list[tuple[int, int, str]], ids: list[str]
) -> None:
    later = [ids[other] for one, other, _ in order if one == index]
    if later:
        solution.remarks.append(f"before {', '.join(later)}")
    earlier = [ids[one] for one, other, _ in order if other == index]
    if earlier and not solution.is_dated:
        solution.remarks.append(f"after {', '.join(earlier)}")
