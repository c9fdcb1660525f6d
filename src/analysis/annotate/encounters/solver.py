"""Dates of a meeting from all that is said of it, taken together.

Each statement bounds the first day, the last day, or both. Statements are added one at a time, the
more precise first; one that leaves no day possible is not used and is reported as a contradiction.
(This is the propagation of a simple temporal problem, Dechter, Meiri and Pearl 1991, over two
variables for each meeting, and over the order of meetings.)
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field, replace

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.days import Days, about_back, in_words
from analysis.annotate.encounters.mentions import Dated, Gap
from analysis.annotate.encounters.merging import Group


@dataclass
class Solution:
    """First and last day of a meeting, each as the days that are possible."""

    start: Days = field(default_factory=Days)
    end: Days = field(default_factory=Days)
    used: list[Dated] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    is_assumed_whole: bool = False  # only an end is named; the days before it are not
    is_open: bool = False  # began; no end is named
    is_approximate: bool = False
    days: int = 0  # how many it lasts, where that is said

    @property
    def is_dated(self) -> bool:
        """Tell whether the text itself gives a calendar date, of any precision."""
        return self.start.is_bounded

    @property
    def whole(self) -> Days:
        """From the first possible to the last possible day."""
        return Days(self.start.first, self.end.last)


def solve(group: Group, context: Context) -> Solution:
    """Return the dates of one meeting from its own mentions."""
    solution = Solution()
    dates = _plain(group, [dated for dated in group.dates if dated.days != Days()], context)
    several = _lasts_several_days(group, dates)
    opens = _opens_on_its_day(group, dates)
    for dated in sorted(dates, key=_coarseness):
        _add(
            solution,
            replace(dated, role="start") if opens and dated.role == "on" else dated,
            several,
        )
    _add_duration(solution, group)
    _close(solution, group, dates, several)
    return solution


def _plain(group: Group, dates: list[Dated], context: Context) -> list[Dated]:
    """Return the dates with what is known of the future, and vague beginnings beside a day.

    "Will open talks later this week … the first session is on Thursday": of the week only what is
    left, and the day is the meeting's.
    """
    if group.is_ahead and context.published is not None:
        ahead = Days(context.published, None)
        dates = [
            dated
            if dated.days.is_day or dated.days.meet(ahead).is_empty or dated.role == "moved from"
            else replace(dated, days=dated.days.meet(ahead))
            for dated in dates
        ]
    if any(dated.role == "on" and dated.days.is_day for dated in dates):
        dates = [
            replace(dated, role="on") if dated.role == "start" and not dated.days.is_day else dated
            for dated in dates
        ]
    return dates


def _opens_on_its_day(group: Group, dates: list[Dated]) -> bool:
    """Tell whether one day is named for several that lie ahead: "two days of talks on July 22"."""
    days = {dated.days for dated in dates if dated.role == "on" and dated.days.is_day}
    others = {dated.role for dated in dates} & {"start", "end", "until", "day"}
    longer = any(_length(mention.duration) > 1 for mention in group.mentions)
    return longer and group.is_ahead and len(days) == 1 and not others


def _coarseness(dated: Dated) -> int:
    if not dated.days.is_bounded:
        return 10**6
    assert dated.days.first is not None
    assert dated.days.last is not None
    late = 10**5 if dated.role in {"before", "after"} else 0
    return dated.days.last - dated.days.first + late


def _lasts_several_days(group: Group, dates: list[Dated]) -> bool:
    days = {dated.days for dated in dates if dated.role == "on" and dated.days.is_day}
    roles = {dated.role for dated in dates}
    longer = any(_length(mention.duration) > 1 for mention in group.mentions)
    return longer or len(days) > 1 or bool(roles & {"start", "end", "until", "day"})


def _length(duration: tuple[int, str] | None) -> int:
    if duration is None:
        return 0
    return duration[0] * {"D": 1, "W": 7}.get(duration[1], 0)


def _add(solution: Solution, dated: Dated, several: bool) -> None:
    start, end = _bounds(dated, several)
    new_start = solution.start.meet(start)
    new_end = solution.end.meet(end)
    if _is_impossible(new_start, new_end):
        known = in_words(Days(solution.start.first or solution.start.last, solution.end.last))
        solution.contradictions.append(
            f"“{dated.words}” would be {in_words(dated.days)}, but other words give {known}"
        )
        return
    solution.start, solution.end = new_start, new_end
    solution.is_approximate |= dated.is_about
    solution.used.append(dated)


def _bounds(dated: Dated, several: bool) -> tuple[Days, Days]:
    """Return what a date says of the first and of the last day."""
    days, unknown = dated.days, Days()
    if dated.role == "start":
        return days, Days(days.first, None)
    if dated.role == "end":
        return Days(None, days.last), days
    if dated.role == "until":
        return Days(None, days.last), Days(days.first, None)
    if dated.role == "day" and days.first is not None and days.last is not None:
        back = dated.ordinal_day - 1
        return Days(days.first - back, days.last - back), Days(days.first, None)
    if dated.role == "before":
        return unknown, Days(None, days.last)
    if dated.role == "after":
        return Days(days.first, None), unknown
    if dated.role == "moved from":
        return unknown, unknown
    if several and days.is_day:
        return Days(None, days.last), Days(days.first, None)
    return days, days


def _is_impossible(start: Days, end: Days) -> bool:
    if start.is_empty or end.is_empty:
        return True
    return start.first is not None and end.last is not None and start.first > end.last


def _add_duration(solution: Solution, group: Group) -> None:
    for mention in group.mentions:
        length = _length(mention.duration)
        if length < 1:
            continue
        more = length - 1
        solution.days = solution.days or length
        start = solution.start.meet(solution.end.shifted(-more))
        end = solution.end.meet(solution.start.shifted(more))
        if mention.duration is not None and mention.duration[1] == "W":
            # "two weeks of talks" seldom fill fourteen days: the bound is loose.
            start = solution.start.meet(solution.end.shifted(-more).widened(4))
            end = solution.end
        if _is_impossible(start, end):
            solution.contradictions.append(
                f"“{mention.duration_words}” does not fit the days that are named "
                f"({in_words(Days(solution.start.last, solution.end.first))})"
            )
            continue
        solution.start, solution.end = start, end


def _close(solution: Solution, group: Group, dates: list[Dated], several: bool) -> None:
    """Fill an open end by what is not said: no earlier or later day is named."""
    start, end = solution.start, solution.end
    roles = {dated.role for dated in dates}
    if start.first is None and end.is_bounded and roles & {"end"} and not roles & {"on", "start"}:
        solution.start = end
        solution.is_assumed_whole = end.is_day
    elif roles - {"moved from"} == {"until"} and "ongoing" in group.statuses:
        solution.start = Days()  # "extended until Friday": when it began is not said
    elif start.first is None and start.last is not None and roles & {"on", "until", "end", "day"}:
        solution.start = Days(start.last, start.last)
    if start.is_day and not end.is_day and "start" in roles and not roles & {"end", "until"}:
        solution.end = end = Days(start.first, None)
    if end.last is None and end.first is not None:
        if _is_left_open(roles, group):
            solution.is_open = True
        else:
            solution.end = Days(end.first, end.first)
    if roles <= {"before", "after"} or not roles:
        return
    if solution.start.first is None and solution.start.last is not None and several:
        solution.start = Days(solution.start.last, solution.start.last)


def _is_left_open(roles: Set[str], group: Group) -> bool:
    """Tell whether the meeting began, or entered a further day, and no end is named."""
    if roles & {"end", "until"}:
        return False
    return "day" not in roles if "start" in roles else "day" in roles and "ongoing" in (
        group.statuses
    )  # fmt: skip


def about_previous(gap: Gap, solution: Solution) -> Days | None:
    """Return when the meeting before this one was, as "first in eight months" has it."""
    if gap.days is not None:
        return gap.days
    if not gap.unit or not solution.start.is_bounded:
        return None
    return about_back(solution.start, gap.number, gap.unit)
