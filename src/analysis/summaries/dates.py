"""Dates as an analyst reads them: EDTF (ISO 8601-2) to the days it may mean, and to words."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis.reference.months import MONTHS as MONTHS
from analysis.summaries.prose import count

# EDTF level 1 seasons; the months are those of the northern meteorological seasons and only say
# where a chart puts the soft band.
SEASONS = {
    21: ("spring", 3, 5),
    22: ("summer", 6, 8),
    23: ("autumn", 9, 11),
    24: ("winter", 12, 14),
}
QUARTERS = {33: ("first quarter", 1), 34: ("second quarter", 4), 35: ("third quarter", 7)} | {
    36: ("fourth quarter", 10)
}
_DATE = re.compile(r"(?P<year>\d[\dX]{3})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?$")


@dataclass(frozen=True)
class Period:
    """The days that a date may mean, and how sure it is.

    ``first`` and ``last`` are the earliest and latest day, None when the date is open on that side.
    ``precision`` is that of the words: "day", "month", "season", "year", "decade". ``whole`` is
    True when the period lasts from its first to its last day (a two-day meeting), False when it is
    some time within.
    """

    first: date | None
    last: date | None
    precision: str
    words: str
    approximate: bool = False
    uncertain: bool = False
    whole: bool = False

    @property
    def open(self) -> bool:
        """True when only one end is known."""
        return self.first is None or self.last is None

    @property
    def middle(self) -> date | None:
        """The day halfway, or the one known end."""
        if self.first and self.last:
            return self.first + (self.last - self.first) // 2
        return self.first or self.last


def parse_period(edtf: str | None) -> Period | None:
    """Read an EDTF date, interval or set; None when there is none or it is not understood."""
    text = (edtf or "").strip()
    if not text:
        return None
    if text[0] in "[{" and text[-1] in "]}":
        return _one_of(text[1:-1])
    if "/" in text:
        start, _, end = text.partition("/")
        return _interval(start, end)
    return _single(text)


def _one_of(inside: str) -> Period | None:
    if inside.startswith(".."):
        return _interval("..", inside[2:], within=True)
    if inside.endswith(".."):
        return _interval(inside[:-2], "..", within=True)
    members = [_single(part.strip()) for part in re.split(r",|\.\.", inside)]
    known = [member for member in members if member is not None]
    if not known or len(known) < len(members):
        return None
    if ".." in inside:
        return _within(known[0], known[-1])
    return replace(_hull(known), words=_one_of_words(known), whole=False, uncertain=True)


def _one_of_words(members: list[Period]) -> str:
    """Return "8 or 15 April 2031" for plain days of one month, else all dates in full."""
    days = [member.first for member in members if member.first and member.first == member.last]
    plain = len(days) == len(members) and not any(
        member.approximate or member.uncertain for member in members
    )
    if plain and len({(day.year, day.month) for day in days}) == 1:
        return " or ".join([*(str(day.day) for day in days[:-1]), members[-1].words])
    return " or ".join(member.words for member in members)


def _hull(periods: list[Period]) -> Period:
    firsts = [period.first for period in periods if period.first]
    lasts = [period.last for period in periods if period.last]
    return replace(periods[0], first=min(firsts, default=None), last=max(lasts, default=None))


def _within(start: Period, end: Period) -> Period:
    opening = start.words
    if start.first and end.last and start.precision == end.precision == "day":
        same = (start.first.year, start.first.month) == (end.last.year, end.last.month)
        opening = str(start.first.day) if same else opening
    return replace(start, last=end.last, words=f"between {opening} and {end.words}", whole=False)


def _interval(start: str, end: str, *, within: bool = False) -> Period | None:
    opening, closing = _single(start.strip(".")), _single(end.strip("."))
    if opening and closing:
        words = _range_words(opening, closing)
        days = opening.precision == closing.precision == "day"
        return replace(
            _hull([opening, closing]),
            words=words,
            whole=days and not within,
            approximate=opening.approximate or closing.approximate,
            uncertain=opening.uncertain or closing.uncertain,
        )
    if opening:
        return replace(opening, last=None, words=f"{opening.words} or later")
    if closing:
        return replace(closing, first=None, words=f"{closing.words} or earlier")
    return None


def begun(period: Period) -> Period:
    """Return a period whose first day is known and whose last is not: "from 8 April 2031"."""
    return replace(period, words=f"from {period.words.removesuffix(' or later')}")


def _single(text: str) -> Period | None:
    qualifiers = set(re.findall(r"[?~%]", text))
    bare = re.sub(r"[?~%]", "", text).split("T")[0]
    match = _DATE.match(bare)
    if match is None:
        return None
    try:
        period = _unqualified(match["year"], match["month"], match["day"])
    except ValueError:
        return None
    approximate, uncertain = bool(qualifiers & {"~", "%"}), bool(qualifiers & {"?", "%"})
    words = f"around {period.words}" if approximate else period.words
    words = f"possibly {words}" if uncertain else words
    return replace(period, approximate=approximate, uncertain=uncertain, words=words)


def _unqualified(year: str, month: str | None, day: str | None) -> Period:
    if "X" in year:
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        words = f"the {low}s" if year[:3].isdigit() else f"between {low} and {high}"
        return Period(date(max(low, 1), 1, 1), date(high, 12, 31), "decade", words)
    number = int(year)
    if month is None or "X" in month:
        return Period(date(number, 1, 1), date(number, 12, 31), "year", str(number))
    if day is None or "X" in day:
        return _part_of_year(number, int(month))
    there = date(number, int(month), int(day))
    return Period(there, there, "day", day_words(there), whole=True)


def _part_of_year(year: int, month: int) -> Period:
    if month in SEASONS:
        name, start, end = SEASONS[month]
        return Period(_month_start(year, start), _month_end(year, end), "season", f"{name} {year}")
    if month in QUARTERS:
        name, start = QUARTERS[month]
        first, last = _month_start(year, start), _month_end(year, start + 2)
        return Period(first, last, "season", f"the {name} of {year}")
    words = f"{MONTHS[month - 1]} {year}" if 1 <= month <= 12 else ""
    return Period(date(year, month, 1), _month_end(year, month), "month", words)


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _month_end(year: int, month: int) -> date:
    start = _month_start(year, month)
    return start + timedelta(days=calendar.monthrange(start.year, start.month)[1] - 1)


def day_words(day: date) -> str:
    """Return a day in words that hold in any year: "26 February 2013"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def iso_words(value: str | None) -> str:
    """Return an ISO date in words, or the value as it is when it is not one."""
    period = parse_period(value)
    return period.words if period else (value or "")


_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")
_PART_OF_DAY = {"MO": ", morning", "MI": ", noon", "AF": ", afternoon", "EV": ", evening"} | {
    "NI": ", night"
}
_TIMEX_PARTS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36}


def value_words(value: str) -> str:
    """Return a TIMEX3 value in words: "8 April 2031", "the week of 2 June 2031", "two days".

    A value that has no such words is returned as it is.
    """
    week = _WEEK.match(value)
    if week is not None:
        try:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        except ValueError:
            return value
        if week[3]:
            weekend = day_range_words(monday + timedelta(days=5), monday + timedelta(days=6))
            return f"the weekend of {weekend}"
        return f"the week of {day_words(monday)}"
    part = _TIMEX_PARTS.get(value[5:]) if value[4:5] == "-" else None
    text = f"{value[:4]}-{part}" if part else value
    if re.fullmatch(r"\d{3}", value):
        text = f"{value}X"
    clock = value.partition("T")[2]
    time = f", {clock}" if re.fullmatch(r"\d\d:\d\d", clock) else _PART_OF_DAY.get(clock, "")
    words = duration_words(value) or iso_words(text)
    return words + time if words != value else value


def _range_words(start: Period, end: Period) -> str:
    first, last = start.first, end.last
    plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    if first and last and start.precision == end.precision == "day" and plain:
        return day_range_words(first, last)
    if plain and start.last and end.last and end.last <= start.last:
        # "June 2031 to 15 June 2031": the start is not known more closely.
        return f"until {end.words}"
    return f"{start.words} to {end.words}"


def day_range_words(first: date, last: date) -> str:
    """Return days in words: "26 and 27 February 2013", "30 January to 2 February 2013"."""
    if first >= last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        joint = " and " if (last - first).days == 1 else "–"
        return f"{first.day}{joint}{day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def when_words(period: Period) -> str:
    """Return the period with its preposition: "on 26 February 2013", "around June 2012"."""
    if period.words.startswith(("between ", "from ", "until ")):
        return period.words
    core = re.sub(r"^(?:possibly |around )+", "", period.words)
    words = f"around {core}" if period.approximate else f"{_preposition(period)} {core}"
    return f"possibly {words}" if period.uncertain and " or " not in core else words


def _preposition(period: Period) -> str:
    if not period.whole:
        if " to " in period.words:
            return "from"
        return "in" if period.precision != "day" else "on"
    if period.first and period.last and (period.last - period.first).days > 1:
        same_month = (period.first.year, period.first.month) == (
            period.last.year,
            period.last.month,
        )
        return "on" if same_month else "from"
    return "on"


_DURATION = re.compile(r"P(?:T)?(\d+)([DWMYH])$")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "hour"}


def duration_words(value: str | None) -> str | None:
    """Return a TIMEX3 duration in words, "two days" for "P2D"; None when it is not a simple one."""
    match = _DURATION.match(value or "")
    if match is None:
        return None
    unit = "minute" if match[2] == "M" and "T" in (value or "") else _UNITS[match[2]]
    return count(int(match[1]), unit)
