"""Meetings in the order of time, as far as dates and the article's words give it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Literal

from analysis.model import Meeting

Precision = Literal["day", "month", "season", "year", "unknown"]

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?=[T~?%]|\Z)")
# EDTF seasons 21 to 24 (spring to winter), as the months of the northern hemisphere.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


def precision(meeting: Meeting) -> Precision:
    """Return how precisely the first day of a meeting is known."""
    match = _DATE.match(meeting.start or "") or _DATE.match(meeting.date or "")
    if match is None or _bounds(match.group()) is None:
        return "unknown"
    if match["day"]:
        return "day"
    if match["month"]:
        return "season" if int(match["month"]) in _SEASONS else "month"
    return "year"


def ranks(meetings: Sequence[Meeting]) -> dict[str, int]:
    """Return the rank in time of each meeting, from 1.

    A meeting ranks above another if its last possible day comes before the other's first possible
    day, or if the article says that it came before. Meetings whose order is not known may share a
    rank; those of which neither date nor order is known come after all others. Where what the
    article says of the order goes round in a circle, dates count, then what is said first.
    """
    spans = {meeting.id: extent(meeting) for meeting in meetings}
    earlier: dict[str, set[str]] = {meeting.id: set() for meeting in meetings}
    for one in meetings:
        for other in meetings:
            first, second = spans[one.id], spans[other.id]
            if first is not None and second is not None and first[1] < second[0]:
                earlier[other.id].add(one.id)
    related = {one for one, span in spans.items() if span is not None}
    for meeting in meetings:
        for later in meeting.before:
            if later in earlier and not _reaches(earlier, meeting.id, later):
                earlier[later].add(meeting.id)
                related |= {later, meeting.id}
    levels: dict[str, int] = {}
    for identity in earlier:
        _level(identity, earlier, levels)
    last = max((levels[identity] for identity in related), default=0) + 1
    return {identity: levels[identity] if identity in related else last for identity in earlier}


def _reaches(earlier: dict[str, set[str]], start: str, goal: str) -> bool:
    """Tell whether `goal` is among what came before `start`, or is `start` itself."""
    seen, waiting = set(), [start]
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(earlier[one])
    return False


def _level(start: str, earlier: dict[str, set[str]], levels: dict[str, int]) -> None:
    """Set the level of `start` and all before it: one more than the highest that came before."""
    waiting = [start]
    while waiting:
        one = waiting[-1]
        open_ones = sorted(before for before in earlier[one] if before not in levels)
        if open_ones:
            waiting.extend(open_ones)
        else:
            levels[one] = 1 + max((levels[before] for before in earlier[one]), default=0)
            waiting.pop()


def extent(meeting: Meeting) -> tuple[date, date] | None:
    """Return the first and last day on which the meeting can have been, or None."""
    start = _first_bounds(meeting.start) or _first_bounds(meeting.date)
    end = _first_bounds(meeting.end)
    if start is None:
        return None
    return (start[0], end[1]) if end is not None and end[1] >= start[1] else start


def _first_bounds(value: str | None) -> tuple[date, date] | None:
    match = _DATE.match(value or "")
    return _bounds(match.group()) if match else None


def _bounds(value: str) -> tuple[date, date] | None:
    """Return first and last day of an ISO date of any precision, or None if it does not exist."""
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month in _SEASONS:
            first, last = _SEASONS[month]
            last_year = year + (last < first)
            return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:  # also calendar.IllegalMonthError
        return None
