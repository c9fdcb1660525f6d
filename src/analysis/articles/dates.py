"""The date that an article states of itself: a date line with a day, a month and a year.

Nothing is guessed: a dateline without a year, a numeric date that two countries read differently,
a weekday that does not fit its date, or two lines that disagree give no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from analysis.articles.paragraphs import is_date_line
from analysis.model import Paragraph

_HEAD, _FOOT = 6, 3

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:\b(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH_NAME},?\s+(?P<year>\d{{4}})\b",
        rf"{_WEEKDAY}\b{_MONTH_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        rf"{_WEEKDAY}\b(?P<year>\d{{4}})-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?:\b|T)",
    )
)
_AFTER_DATE = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)?[a-z]*,?\s*(?:\d{1,2}:\d{2}.{0,20})?"
    r"(?:[\w ]{0,30}edition.{0,20})?",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\W*(?:first\s+)?(?:published|posted|issued)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\W*(?:last\s+)?updated\b", re.IGNORECASE)
# "ALMATY, Feb. 26, 2013 (Reuters) - ", "LONDON, 3 May 2019 –": at the start of the first paragraph.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\- ]{2,40}(?:,\s+[A-Z][\w.\- ]{1,30})?,?\s+[^()–—]{6,30}?"
    r"\s*(?:\([^)]{2,40}\)\s*)?[-–—]{1,2}\s"
)


class StatedDate(NamedTuple):
    """An ISO date, and the words of the article that give it."""

    value: str
    words: str


def stated_date(text: str, paragraphs: Sequence[Paragraph]) -> StatedDate | None:
    """Return the date of publication that the article itself states, or None.

    It is taken from a line that holds nothing but a date ("Tuesday, 26 February 2013", "Published:
    2013-02-26") among the first or last paragraphs, or from a dateline with a year. A line that
    says "published" counts more than one that does not; a line that says "updated" does not count.
    """
    found = list(_candidates(text, paragraphs))
    labelled = [stated for stated in found if _PUBLISHED.match(stated.words)]
    chosen = labelled or found
    if len({stated.value for stated in chosen}) != 1:
        return None
    return chosen[0]


def date_in(words: str) -> str | None:
    """Return the ISO date that a line with a date gives, or None."""
    return next((stated.value for stated in _read(words, words)), None)


def stated_day(line: str) -> str | None:
    """Return the ISO date of a line that is a date with a weekday and a time at most, or None.

    This is how exports of news archives date an article: "May 4, 2031 Sunday 9:20 AM GMT".
    """
    words = line.strip()
    if len(words) > 80:
        return None
    for pattern in _PATTERNS:
        match = pattern.search(words)
        if match is None:
            continue
        day = _date(match)
        before, after = words[: match.start()].strip(" ,"), words[match.end() :].strip(" ,")
        rest = _AFTER_DATE.fullmatch(after)
        if day is None or before or rest is None:
            return None
        weekday = (rest.group(1) or "")[:3].casefold()
        return day.isoformat() if weekday in ("", _WEEKDAYS[day.weekday()]) else None
    return None


def _candidates(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[StatedDate]:
    ends = list(paragraphs[:_HEAD]) + list(paragraphs[max(_HEAD, len(paragraphs) - _FOOT) :])
    for paragraph in ends:
        words = text[paragraph.start : paragraph.end]
        if is_date_line(words) and not _UPDATED.match(words):
            yield from _read(words, words)
    for paragraph in ends[:_HEAD]:
        dateline = _DATELINE.match(text[paragraph.start : paragraph.end])
        if dateline:
            words = dateline.group().rstrip(" -–—\t")
            yield from _read(words, words)


def _read(words: str, quoted: str) -> Iterator[StatedDate]:
    for pattern in _PATTERNS:
        match = pattern.search(words)
        if match:
            value = _date(match)
            if value is not None:
                yield StatedDate(value.isoformat(), " ".join(quoted.split()))
            return


def _date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = (
        int(parts["number"])
        if parts.get("number")
        else _MONTHS.index(parts["month"][:3].casefold()) + 1
    )
    try:
        value = date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
    weekday = parts["weekday"]
    if weekday and _WEEKDAYS[value.weekday()] != weekday.casefold():
        return None
    return value
