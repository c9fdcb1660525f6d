"""How dates were read, in words that a reader can check with a calendar."""

from __future__ import annotations

import re
from datetime import date

from analysis.summaries.chronology import MeetingView, curly
from analysis.summaries.chronology import derivation as meeting_derivation
from analysis.summaries.dates import day_words, iso_words, value_words
from analysis.summaries.digest import Digest
from analysis.summaries.rows import Row

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_VALUE = re.compile(r"(?<![\w-])\d{4}-[\dA-Z][\dA-Z:-]*(?![\w-])")
_RANGE = re.compile(r"\[[\d-]*\.\.[\d-]*\]")
_RESULT = re.compile(r"\s*→\s*\S+$")


def counted_from(digest: Digest) -> str:
    """Return from which day the dates of the article are counted; nothing where that varies."""
    day = _published(digest)
    if day is None:
        return ""
    return (
        "Where nothing else is said, dates are counted from the day of publication, "
        f"{_day_of_week(day)}."
    )


def _published(digest: Digest) -> date | None:
    if digest.several:
        return None
    published = digest.annotations[0].article.published
    try:
        return date.fromisoformat(published) if published else None
    except ValueError:
        return None


def _day_of_week(day: date) -> str:
    return f"{_DAYS[day.weekday()]} {day_words(day)}"


def _without_anchor(digest: Digest, words: str) -> str:
    """Return a derivation without the day of publication, which the report says once."""
    day = _published(digest)
    if day is None:
        return words
    return re.sub(rf",?\s*in an article of {re.escape(_day_of_week(day))}", "", words)


def in_words(derivation: str) -> str:
    """Return a derivation with its dates in words: "→ 2013-02-26" as "→ 26 February 2013"."""
    ranges = _RANGE.sub(lambda found: iso_words(found[0]), derivation)
    return _VALUE.sub(lambda found: value_words(found[0]), ranges)


def meeting_reading(
    digest: Digest, view: MeetingView, views: list[MeetingView], row: Row | None = None
) -> str:
    """Return how the date of a meeting was reached."""
    return in_words(_without_anchor(digest, meeting_derivation(view, views, row)))


def date_reading(digest: Digest, row: Row) -> str:
    """Return how a time expression was read, without its own words and without the result."""
    words = _RESULT.sub("", _without_anchor(digest, curly(row["derivation"])))
    own = re.escape(curly(f'"{row["text"]}"'))
    words = re.sub(rf"^{own}(?:,\s*|\s+|$)", "", words).strip(" ,")
    return in_words(words) or "from the day of publication"
