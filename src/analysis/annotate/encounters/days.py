"""Calendar intervals: TIMEX3 values read, ISO 8601 and EDTF written.

A :class:`Days` is a stretch of whole days, open at either end where nothing is known. Days are
counted as proleptic Gregorian ordinals (``date.toordinal``), so that arithmetic is arithmetic.

Notes
-----
EDTF is the Extended Date/Time Format of ISO 8601-2:2019: ``2012-06`` (some time in June),
``2012-06~`` (approximately), ``2013-02-26/2013-02-27`` (from, to), ``[2013-02-18..2013-02-24]``
(one day of these), ``[..2013-02-25]`` (that day or an earlier one), ``2013-21`` (spring).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date

# TIMEX3 season -> first month and EDTF code. Winter runs into the next year.
_SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Days:
    """The days from `first` to `last` (ordinals, both included); None is open."""

    first: int | None = None
    last: int | None = None

    @property
    def is_day(self) -> bool:
        """Tell whether this is one known day."""
        return self.first is not None and self.first == self.last

    @property
    def is_bounded(self) -> bool:
        """Tell whether both ends are known."""
        return self.first is not None and self.last is not None

    @property
    def is_empty(self) -> bool:
        """Tell whether no day is left."""
        return self.first is not None and self.last is not None and self.first > self.last

    def meet(self, other: Days) -> Days:
        """Return the days in both; empty where there is none."""
        firsts = [day for day in (self.first, other.first) if day is not None]
        lasts = [day for day in (self.last, other.last) if day is not None]
        return Days(max(firsts) if firsts else None, min(lasts) if lasts else None)

    def widened(self, days: int) -> Days:
        """Return the interval with `days` more at either known end."""
        return Days(
            None if self.first is None else self.first - days,
            None if self.last is None else self.last + days,
        )

    def shifted(self, days: int) -> Days:
        """Return the interval moved by `days` (negative: into the past)."""
        return Days(
            None if self.first is None else self.first + days,
            None if self.last is None else self.last + days,
        )


def one_day(text: str | None) -> int | None:
    """Return the ordinal of an ISO date ("2013-02-26"), or None where it is none."""
    try:
        return date.fromisoformat(text).toordinal() if text and len(text) == 10 else None
    except ValueError:
        return None


def month(year: int, number: int) -> Days:
    """Return the days of a month."""
    last = calendar.monthrange(year, number)[1]
    return Days(date(year, number, 1).toordinal(), date(year, number, last).toordinal())


_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-(?P<weekpart>WE|\d))?|Q(?P<quarter>[1-4])"
    r"|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?$"
)


def read_value(value: str, mod: str | None = None) -> Days | None:
    """Return the days of a TIMEX3 value, or None where it names none on a calendar.

    Parameters
    ----------
    value
        "2013-02-26", "2013-02-26TEV", "2012-06", "2012", "2013-W09", "2012-Q3", "2012-SU", …
    mod
        TIMEX3's mod: START, MID and END take the first, middle or last third of a longer stretch.
    """
    match = _VALUE.match(value)
    if match is None:
        return None
    try:
        days = _days_of(match)
    except ValueError:
        return None
    return _part(days, mod)


def _days_of(match: re.Match[str]) -> Days:
    year = int(match["year"])
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 1).toordinal()
        if match["weekpart"] == "WE":
            return Days(first + 5, first + 6)
        if match["weekpart"]:
            return Days(first + int(match["weekpart"]) - 1, first + int(match["weekpart"]) - 1)
        return Days(first, first + 6)
    if match["quarter"]:
        number = int(match["quarter"]) * 3
        return Days(month(year, number - 2).first, month(year, number).last)
    if match["half"]:
        number = int(match["half"]) * 6
        return Days(month(year, number - 5).first, month(year, number).last)
    if match["season"]:
        return season(year, match["season"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"])).toordinal()
        return Days(day, day)
    if match["month"]:
        return month(year, int(match["month"]))
    return Days(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def season(year: int, name: str) -> Days:
    """Return the days of a meteorological season ("SP", "SU", "FA", "WI") that starts in `year`."""
    first, _ = _SEASONS[name]
    end = first + 2
    last = month(year, end) if end <= 12 else month(min(year + 1, MAXYEAR), end - 12)
    return Days(date(year, first, 1).toordinal(), last.last)


def _part(days: Days, mod: str | None) -> Days:
    if mod not in {"START", "MID", "END"} or days.first is None or days.last is None:
        return days
    length = days.last - days.first + 1
    if length < 6:
        return days
    third = length // 3
    if mod == "START":
        return Days(days.first, days.first + third - 1)
    if mod == "END":
        return Days(days.last - third + 1, days.last)
    return Days(days.first + third, days.last - third)


_DURATION = re.compile(r"P(\d+(?:\.\d+)?)([DWMY])$")


def read_duration(value: str) -> tuple[int, str] | None:
    """Return number and unit ("D", "W", "M", "Y") of a TIMEX3 duration of whole days or longer."""
    match = _DURATION.match(value)
    if match is None or "." in match[1]:
        return None
    return int(match[1]), match[2]


def back(day: int, number: int, unit: str) -> int:
    """Return the day that lies `number` units before `day` (an ordinal)."""
    if unit == "D":
        return day - number
    if unit == "W":
        return day - 7 * number
    then = date.fromordinal(day)
    months = then.year * 12 + then.month - 1 - (number if unit == "M" else 12 * number)
    year, index = divmod(months, 12)
    if year < 1:
        return 1
    length = calendar.monthrange(year, index + 1)[1]
    return date(year, index + 1, min(then.day, length)).toordinal()


_A_MONTH = 31
_TOLERANCE = {"D": 0, "W": 4, "M": 16, "Y": 183}


def about_back(days: Days, number: int, unit: str) -> Days:
    """Return the days about `number` units before `days`, half a unit either way."""
    slack = _TOLERANCE[unit]
    return Days(
        None if days.first is None else back(days.first, number, unit) - slack,
        None if days.last is None else back(days.last, number, unit) + slack,
    )


def iso(days: Days) -> str | None:
    """Return a day, month, season or year that is exactly `days`, else None.

    A season is written as EDTF writes it ("2013-21" is the spring of 2013).
    """
    if days.first is None or days.last is None or days.is_empty:
        return None
    first = date.fromordinal(days.first)
    if days.first == days.last:
        return first.isoformat()
    if days == month(first.year, first.month):
        return f"{first.year:04d}-{first.month:02d}"
    last = date.fromordinal(days.last)
    if (first.month, first.day, last.month, last.day, last.year) == (1, 1, 12, 31, first.year):
        return f"{first.year:04d}"
    for name, (_, code) in _SEASONS.items():
        if days == season(first.year, name):
            return f"{first.year:04d}-{code}"
    return None


def coarse(days: Days) -> str | None:
    """Return the shortest of day, month and year that holds `days`, else None.

    A stretch of less than a month over the turn of one gets the month that holds its middle.
    """
    exact = iso(days)
    if exact is not None or days.first is None or days.last is None or days.is_empty:
        return exact
    first, last = date.fromordinal(days.first), date.fromordinal(days.last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    if days.last - days.first < _A_MONTH:
        middle = date.fromordinal((days.first + days.last) // 2)
        return f"{middle.year:04d}-{middle.month:02d}"
    return f"{first.year:04d}" if first.year == last.year else None


def one_of(days: Days) -> str | None:
    """Return the EDTF for one unknown day among `days`; None where nothing is known."""
    exact = iso(days)
    if exact is not None:
        return exact
    first = "" if days.first is None else date.fromordinal(days.first).isoformat()
    last = "" if days.last is None else date.fromordinal(days.last).isoformat()
    return f"[{first}..{last}]" if first or last else None


def in_words(days: Days) -> str:
    """Return the interval for readers: "Tuesday 26 February 2013", "June 2012"."""
    if days.first is None and days.last is None:
        return "an unknown day"
    if days.first is None:
        return f"no later than {_day_in_words(days.last)}"
    if days.last is None:
        return f"no earlier than {_day_in_words(days.first)}"
    if days.is_day:
        return f"{weekday(days.first)} {_day_in_words(days.first)}"
    exact = iso(days)
    if exact and len(exact) == 4:
        return exact
    if exact and int(exact[5:7]) <= 12:
        return f"{_MONTHS[int(exact[5:7])]} {exact[:4]}"
    return f"{_day_in_words(days.first)} to {_day_in_words(days.last)}"


def _day_in_words(day: int | None) -> str:
    if day is None:
        return "an unknown day"
    then = date.fromordinal(day)
    return f"{then.day} {_MONTHS[then.month]} {then.year}"


def weekday(day: int) -> str:
    """Return the English name of the weekday of an ordinal."""
    return _WEEKDAYS[date.fromordinal(day).weekday()]
