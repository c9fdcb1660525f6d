"""Calendar arithmetic on periods of the Gregorian calendar, and their TIMEX3 values.

A period is given by the first day that lies in it and a unit; weeks are those of ISO 8601
(Monday to Sunday, week 1 holds the year's first Thursday).
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from analysis.reference.months import MONTHS

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "weekend",
    "week",
    "fortnight",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
]

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# First month of each meteorological season of the northern hemisphere.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

# Months in each unit that is a whole number of months.
_MONTHS_IN: dict[str, int] = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
    "millennium": 12000,
}
_DAYS_IN: dict[str, int] = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_DURATION: dict[str, tuple[int, str]] = {
    "second": (1, "S"),
    "minute": (1, "M"),
    "hour": (1, "H"),
    "day": (1, "D"),
    "weekend": (1, "WE"),
    "week": (1, "W"),
    "fortnight": (2, "W"),
    "month": (1, "M"),
    "quarter": (3, "M"),
    "season": (3, "M"),
    "half": (6, "M"),
    "year": (1, "Y"),
    "decade": (10, "Y"),
    "century": (100, "Y"),
    "millennium": (1000, "Y"),
}
CLOCK_UNITS = frozenset({"second", "minute", "hour"})

_TIMEX_VALUE = re.compile(
    r"""(?x)
    (?:PAST|PRESENT|FUTURE)_REF
  | P(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|WE)
  | PT(?:\d+(?:\.\d+)?|X)[HMS]
  | FY[\dX]{4}
  | [\dX]{2,3}
  | [\dX]{4}(?:-(?:Q[1-4X]|H[12X]|SP|SU|FA|WI))?
  | (?:[\dX]{4}-[\dX]{2}-[\dX]{2}|[\dX]{4}-[\dX]{2}|[\dX]{4}-W[\dX]{2}(?:-(?:[1-7X]|WE))?)?
    (?:T(?:MO|MI|AF|EV|NI|DT|[\dX]{2}(?::[\dX]{2}){0,2}(?:Z|[+-]\d{2}:\d{2})?))?
    """
)


def is_timex_value(value: str) -> bool:
    """Tell whether `value` is written as TIMEX3 writes values of the kinds made here."""
    return bool(value) and _TIMEX_VALUE.fullmatch(value) is not None


def shift(date: dt.date, unit: str, count: int) -> dt.date | None:
    """Return the day `count` units after `date` (before it if negative), or None past year 1-9999.

    A day that the target month lacks becomes the last of that month.
    """
    try:
        if unit in _DAYS_IN:
            return date + dt.timedelta(days=count * _DAYS_IN[unit])
        if unit in CLOCK_UNITS:
            seconds = {"second": 1, "minute": 60, "hour": 3600}[unit]
            noon = dt.datetime.combine(date, dt.time(12))
            return (noon + dt.timedelta(seconds=count * seconds)).date()
        months = date.year * 12 + date.month - 1 + count * _MONTHS_IN[unit]
        year, month = divmod(months, 12)
        return dt.date(year, month + 1, min(date.day, days_in_month(year, month + 1)))
    except (ValueError, OverflowError):
        return None


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month."""
    following = dt.date(year + month // 12, month % 12 + 1, 1) if year < 9999 else None
    return (following - dt.timedelta(days=1)).day if following else 28


def period_value(date: dt.date, unit: str) -> str:
    """Return the TIMEX3 value of the period of kind `unit` that holds `date`."""
    if unit in ("week", "fortnight"):
        year, week, _ = date.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "weekend":
        year, week, _ = date.isocalendar()
        return f"{year:04d}-W{week:02d}-WE"
    if unit == "month":
        return f"{date.year:04d}-{date.month:02d}"
    if unit == "quarter":
        return f"{date.year:04d}-Q{(date.month + 2) // 3}"
    if unit == "half":
        return f"{date.year:04d}-H{1 if date.month <= 6 else 2}"
    if unit == "season":
        return season_value(date)
    if unit == "year":
        return f"{date.year:04d}"
    if unit == "decade":
        return f"{date.year // 10:03d}"
    if unit == "century":
        return f"{date.year // 100:02d}"
    return date.isoformat()


def season_value(date: dt.date) -> str:
    """Return the value of the season that holds `date`; January belongs to last year's winter."""
    index = (date.month % 12) // 3
    name = ("WI", "SP", "SU", "FA")[index]
    year = date.year - 1 if name == "WI" and date.month < 3 else date.year
    return f"{year:04d}-{name}"


@lru_cache(maxsize=4096)
def period_start(value: str) -> dt.date | None:
    """Return the first day of the period that a fully specified date value names, else None."""
    day = value.split("T", 1)[0]
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
            return dt.date.fromisoformat(day)
        if match := re.fullmatch(r"(\d{4})-W(\d{2})(-WE|-\d)?", day):
            weekday = {"-WE": 6, None: 1}.get(match[3]) or int(match[3][1:])
            return dt.date.fromisocalendar(int(match[1]), int(match[2]), weekday)
        if match := re.fullmatch(r"(\d{4})-(\d{2})", day):
            return dt.date(int(match[1]), int(match[2]), 1)
        if match := re.fullmatch(r"(\d{4})-Q(\d)", day):
            return dt.date(int(match[1]), int(match[2]) * 3 - 2, 1)
        if match := re.fullmatch(r"(\d{4})-H(\d)", day):
            return dt.date(int(match[1]), int(match[2]) * 6 - 5, 1)
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", day):
            return dt.date(int(match[1]), SEASONS[match[2]], 1)
        if match := re.fullmatch(r"\d{2,4}", day):
            return dt.date(int(day.ljust(4, "0")), 1, 1)
    except ValueError:
        return None
    return None


@lru_cache(maxsize=4096)
def unit_of(value: str) -> Unit | None:
    """Return the kind of period that a date value names, or None where it names none."""
    day = value.split("T", 1)[0]
    for pattern, unit in _UNIT_OF:
        if pattern.fullmatch(day):
            return unit
    return None


_UNIT_OF: tuple[tuple[re.Pattern[str], Unit], ...] = (
    (re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}|[\dX]{4}-W[\dX]{2}-[\dX]"), "day"),
    (re.compile(r"[\dX]{4}-W[\dX]{2}-WE"), "weekend"),
    (re.compile(r"[\dX]{4}-W[\dX]{2}"), "week"),
    (re.compile(r"[\dX]{4}-[\dX]{2}"), "month"),
    (re.compile(r"[\dX]{4}-Q."), "quarter"),
    (re.compile(r"[\dX]{4}-H."), "half"),
    (re.compile(r"[\dX]{4}-(?:SP|SU|FA|WI)"), "season"),
    (re.compile(r"(?:FY)?[\dX]{4}"), "year"),
    (re.compile(r"[\dX]{3}"), "decade"),
    (re.compile(r"[\dX]{2}"), "century"),
)

UNDERSPECIFIED: dict[str, str] = {
    "second": "XXXX-XX-XX",
    "minute": "XXXX-XX-XX",
    "hour": "XXXX-XX-XX",
    "day": "XXXX-XX-XX",
    "weekend": "XXXX-WXX-WE",
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "season": "XXXX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
    "millennium": "XX",
}


def duration_value(count: float | None, unit: str) -> str:
    """Return the TIMEX3 duration of `count` units; None is an unknown number ("several")."""
    factor, letter = _DURATION[unit]
    prefix = "PT" if unit in CLOCK_UNITS else "P"
    if count is None:
        return f"{prefix}X{letter}"
    amount = count * factor
    if letter == "Y" and 0 < amount < 1 and (amount * 12) % 1 == 0:
        # "half a year": TimeML counts it in whole months.
        amount, letter = amount * 12, "M"
    if unit == "hour" and 0 < amount < 1 and (amount * 60) % 1 == 0:
        amount, letter = amount * 60, "M"
    return f"{prefix}{amount:g}{letter}" if amount < 1e6 else f"{prefix}{int(amount)}{letter}"


def nth_weekday(year: int, month: int, weekday: int, which: int) -> dt.date:
    """Return the `which`-th `weekday` (Monday 0) of a month; -1 is the last."""
    if which > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = dt.date(year, month, days_in_month(year, month))
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Return Western Easter Sunday (the anonymous Gregorian computus; Meeus 1991, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return dt.date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> dt.date:
    """Return Orthodox Easter in the Gregorian calendar (Meeus 1991, ch. 8; years 1900 to 2099)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + dt.timedelta(days=13)


def in_words(date: dt.date, *, weekday: bool = True) -> str:
    """Write a date as a person says it: "Tuesday 26 February 2013"."""
    day = f"{date.day} {MONTHS[date.month - 1]} {date.year}"
    return f"{WEEKDAYS[date.weekday()]} {day}" if weekday else day
