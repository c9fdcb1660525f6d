"""Dates as an analyst may write them: EDTF for meetings, TIMEX3 values for expressions of time.

Notes
-----
EDTF is that of ISO 8601-2:2019: dates of level 0 and 1 ("2031-04-08", "2031-04~", "2031-21" for a
spring), intervals ("2031-04-08/2031-04-09", "2031-04-08/.."), and "one of" of level 2
("[2031-04-01..2031-04-07]", "[..2031-04-08]", "[2031-04-08,2031-04-15]").
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from analysis.model import TimexType

EDTF_ALLOWED = (
    'EDTF, such as "2031-04-08", "2031-04", "2031", "2031-21" (spring), "2031-04~" (around), '
    '"2031-04-08/2031-04-09" (from, to), "[2031-04-01..2031-04-07]" (one day of these); '
    '"" for not known'
)
TIMEX_ALLOWED = (
    'a TIMEX3 value, such as "2031-04-08", "2031-04", "2031-W15", "2031-Q2", "2031-SP", '
    '"2031-04-08T14:00", "P2D" (two days), "PRESENT_REF"'
)

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SEASON = re.compile(r"\d{4}-2[1-4]")
_QUALIFIER = re.compile(r"[?~%]$")
_TIMEX_DATE = re.compile(
    r"(?P<date>[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?|[\dX]{4}-W[\dX]{2}(?:-(?:[1-7]|WE))?"
    r"|[\dX]{4}-(?:Q[1-4X]|H[12X]|SP|SU|FA|WI)|[\dX]{2,3})"
    r"(?P<time>T(?:[\dX]{2}(?::[\dX]{2}(?::[\dX]{2})?)?|MO|MI|AF|EV|NI|DT)Z?)?"
)
_TIMEX_TIME = re.compile(r"T(?:[\dX]{2}(?::[\dX]{2}(?::[\dX]{2})?)?|MO|MI|AF|EV|NI|DT)Z?")
_TIMEX_DURATION = re.compile(
    r"P(?=.)(?:[\dX]+(?:\.\d+)?(?:Y|M|W|D|DE|CE|Q|SP|SU|FA|WI|WE))*"
    r"(?:T(?=.)(?:[\dX]+(?:\.\d+)?[HMS])+)?"
)
_TIMEX_REFERENCES = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


def checked_edtf(text: str) -> str:
    """Return `text` if it is a date in EDTF that exists; "" stands for no date.

    Raises
    ------
    ValueError
        If it is not.
    """
    if text:
        start, end = _parts(text)
        for part in (start, end):
            if part not in ("", ".."):
                _check_single(part)
        if start in ("", "..") and end in ("", ".."):
            raise ValueError("no day is named")
        first, last = _first_day(start), _last_day(end)
        if first is not None and last is not None and last < first:
            raise ValueError("it ends before it begins")
    return text


def first_and_last(edtf: str) -> tuple[str | None, str | None]:
    """Return first and last day of a meeting as ISO dates, as precise as `edtf` gives them.

    "[2031-04-01..2031-04-07]" is one unknown day of these: both are "2031-04".
    """
    if not edtf:
        return None, None
    start, end = (_QUALIFIER.sub("", part) for part in _parts(edtf))
    known_start, known_end = (None if part in ("", "..") else part for part in (start, end))
    if edtf[0] in "[{":
        common = _common(known_start, known_end)
        return common, common
    return known_start, known_end


def checked_timex(value: str) -> str:
    """Return `value` if it is the value of a TIMEX3 whose day, if it names one, exists.

    Raises
    ------
    ValueError
        If it is not.
    """
    if value in _TIMEX_REFERENCES or _TIMEX_TIME.fullmatch(value):
        return value
    if _TIMEX_DURATION.fullmatch(value):
        return value
    match = _TIMEX_DATE.fullmatch(value)
    if match is None:
        raise ValueError("not a TIMEX3 value")
    if _DATE.fullmatch(match["date"]):
        _check_single(match["date"])
    return value


def timex_type(value: str) -> TimexType:
    """Return the type of an expression that has a value: DURATION, TIME or DATE."""
    if value.startswith("P") and value not in _TIMEX_REFERENCES:
        return "DURATION"
    return "TIME" if "T" in value and value not in _TIMEX_REFERENCES else "DATE"


def _parts(text: str) -> tuple[str, str]:
    """Return start and end of a date, an interval or a set."""
    if text[0] in "[{" and text[-1] == {"[": "]", "{": "}"}[text[0]]:
        inside = text[1:-1]
        if ".." in inside:
            start, _, end = inside.partition("..")
            return start.strip() or "..", end.strip() or ".."
        members = [part.strip() for part in inside.split(",")]
        for member in members:
            _check_single(member)
        return min(members), max(members)
    if "/" in text:
        start, _, end = text.partition("/")
        return start, end
    return text, text


def _check_single(text: str) -> None:
    bare = _QUALIFIER.sub("", text)
    if _SEASON.fullmatch(bare):
        return
    match = _DATE.fullmatch(bare)
    if match is None:
        raise ValueError("not a date in EDTF")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError("no such day in the calendar") from None


def _numbers(text: str) -> tuple[int, int, int] | None:
    match = _DATE.fullmatch(_QUALIFIER.sub("", text))
    if match is None or _SEASON.fullmatch(match.group()):
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    return year, month, day


def _first_day(text: str) -> date | None:
    numbers = _numbers(text)
    return None if numbers is None else date(numbers[0], numbers[1] or 1, numbers[2] or 1)


def _last_day(text: str) -> date | None:
    numbers = _numbers(text)
    if numbers is None:
        return None
    year, month = numbers[0], numbers[1] or 12
    return date(year, month, numbers[2] or monthrange(year, month)[1])


def _common(start: str | None, end: str | None) -> str | None:
    """Return the shortest of day, month and year that holds both, else None."""
    if start is None or end is None:
        return None
    for length in (10, 7, 4):
        if len(start) >= length and start[:length] == end[:length]:
            return start[:length]
    return None
