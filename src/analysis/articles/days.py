"""Dates as documents state them of themselves -> the day, as it is written."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_EPOCH = re.compile(r"1970-01-01T00:00|1970-01-01$")
# Newspapers began about then, and no article is from so far in the future.
_FIRST_YEAR, _LAST_YEAR = 1600, 2200


def day_of(stated: object) -> str | None:
    """Return the ISO date of a machine-readable date, or None.

    ISO 8601 ("2031-05-04T23:30:00-05:00", "20310504") and the form of mail ("Sun, 4 May 2031
    23:30:00 -0500") are read. The day is the one written: it is not moved to another time zone.
    Dates that stand for none (the year 1, the beginning of Unix time) are no dates.
    """
    if not isinstance(stated, str):
        return None
    text = stated.strip()[:80]
    if _EPOCH.match(text):
        return None
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        return _existing(*(int(part) for part in match.groups()))
    try:
        fields = parsedate(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return _existing(*fields[:3]) if fields else None


def _existing(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
