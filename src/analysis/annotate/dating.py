"""When an article was published, by its own evidence, where nobody says so.

The evidence: a weekday beside a day of the month ("Tuesday, 26 February" fits few years), and
offices named with their holders ("Secretary of State John Kerry" fits a few years). Candidates are
offered with reasons; dates stay relative until the analyst confirms one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from analysis.model import Actor
from analysis.reference.offices import KNOWN_UNTIL, Holder, holders

EARLIEST_YEAR = 1990
"""News of before this year is not what these candidates are for."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_PAIR = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)}),?\s+(?:the\s+)?"
    rf"(?:{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.replace('month', 'month2')})"
    r"\b(?!,?\s+\d{4})"
)
_SHOWN = 6  # years named in a note


@dataclass(frozen=True)
class Term:
    """The days (ISO, end exclusive) on which a name fits its office, and the words."""

    words: str
    since: str
    until: str


def publication_notes(text: str, actors: Iterable[Actor] = ()) -> list[str]:
    """Return remarks on when an undated article can have been published.

    Parameters
    ----------
    text
        The article's text.
    actors
        Its actors; those with an office and a key bound the date by their terms.

    Returns
    -------
    list of str
        Empty where the article gives no evidence.
    """
    terms = office_terms(actors)
    window = _window(terms)
    notes = []
    if terms and window is not None:
        reasons = "; ".join(f"{term.words}: {term.since} to {term.until}" for term in terms)
        notes.append(
            f"The article bears no date. By the offices it names it is from {window[0]} or later "
            f"and before {window[1]} ({reasons})."
        )
    elif terms:
        reasons = "; ".join(f"{term.words}: {term.since} to {term.until}" for term in terms)
        notes.append(
            "The article bears no date, and the offices it names were never held at one time "
            f"({reasons})."
        )
    notes += [_about_pair(words, days, window) for words, days in weekday_pairs(text)]
    return notes


def office_terms(actors: Iterable[Actor]) -> list[Term]:
    """Return, in the actors' order, the terms in which their offices were theirs."""
    by_key: dict[str, list[Holder]] = {}
    for holder in holders():
        by_key.setdefault(holder.key, []).append(holder)
    terms = []
    for actor in actors:
        title = (actor.office or "").lower()
        if not title or "former" in title or "ex-" in title:
            continue
        for holder in by_key.get(actor.key, ()):
            if any(name in title for name in (holder.office, *holder.other_titles)):
                until = holder.until or KNOWN_UNTIL
                terms.append(Term(f"{actor.name} as {actor.office}", holder.since, until))
    return terms


def _window(terms: list[Term]) -> tuple[str, str] | None:
    if not terms:
        return None
    since = max(term.since for term in terms)
    until = min(term.until for term in terms)
    return (since, until) if since < until else None


def weekday_pairs(text: str) -> Iterator[tuple[str, list[date]]]:
    """Yield the words of each weekday with a day of a month but no year, and the days that fit."""
    seen: set[str] = set()
    for match in _PAIR.finditer(text):
        month = match["month"] or match["month2"]
        number = next(index for index, name in enumerate(_MONTHS, 1) if name.startswith(month[:3]))
        day = int(match["day"] or match["day2"])
        words = " ".join(match.group().split())
        weekday = _WEEKDAYS.index(match["weekday"])
        if words not in seen:
            seen.add(words)
            yield words, list(_days(number, day, weekday))


def _days(month: int, day: int, weekday: int) -> Iterator[date]:
    for year in range(EARLIEST_YEAR, int(KNOWN_UNTIL[:4]) + 1):
        try:
            then = date(year, month, day)
        except ValueError:
            continue
        if then.weekday() == weekday:
            yield then


def _about_pair(words: str, days: list[date], window: tuple[str, str] | None) -> str:
    if not days:
        return f"“{words}” fits no year: the day was never that weekday."
    if window is not None:
        # The day named may lie some months before or after the day of publication.
        low, high = int(window[0][:4]) - 1, int(window[1][:4]) + 1
        inside = [day for day in days if low <= day.year <= high]
        if len(inside) == 1:
            return f"“{words}” fits {inside[0].isoformat()} alone among the years that are left."
        days = inside or days
    years = [str(day.year) for day in days]
    shown = ", ".join(years[-_SHOWN:])
    more = " (and earlier years)" if len(years) > _SHOWN else ""
    return f"“{words}” fits the years {shown}{more}."
