"""The date of publication that a web page states: in its markup, in a line of its own, its address.

Nothing is guessed: where statements of one kind contradict each other, that kind gives no date. A
time in universal time, which many sites give, is of another day than the one on which people there
read the article: a line of the page counts before it, and without one the doubt is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.articles.dates import date_in, stated_day
from analysis.articles.days import day_of
from analysis.articles.extracted import one_line
from analysis.articles.paragraphs import is_date_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_DATE_METAS = (
    *("article:published_time", "og:article:published_time", "og:published_time"),
    *("datepublished", "article.published", "dcterms.issued", "dc.date.issued"),
    *("dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date"),
    *("parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date"),
    *("publish_date", "publication_date", "publication-date", "published_time", "published-date"),
    *("article_date_original", "cxenseparse:recs:publishtime", "date", "displaydate", "ptime"),
)
_ADDRESS_DAY = re.compile(
    r"/((?:19|20)\d{2})(?:[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)|(\d{2})(\d{2})/)"
)
# Names of classes that hold a date, and parts of a page that speak of other articles.
_DATE_CLASS = re.compile(r"date|time|publi|byline|meta|stamp", re.IGNORECASE)
_ASIDE = frozenset({"aside", "nav", "footer"})
_LONGEST_DATE_LINE = 100
_UPDATED = re.compile(r"updat|modif|expire|crawl|print", re.IGNORECASE)
# A time of day in universal time, at hours at which it is another day in America or East Asia.
_UNIVERSAL = re.compile(r"[T ](0[0-7]|2[23]):\d{2}(?::[\d.]+)?\s*(?:Z|UTC|GMT|[+-]00:?00)\Z")


class PageDate(NamedTuple):
    """A day (ISO), where the page states it, and remarks on contradictions."""

    day: str
    basis: str
    notes: tuple[str, ...] = ()


class _Stated(NamedTuple):
    day: str
    place: str
    words: str

    @property
    def basis(self) -> str:
        return f"{self.place} '{self.words}'"


def page_date(
    tree: _Element, article: dict[str, Any], metas: dict[str, str], address: str | None
) -> PageDate | None:
    """Return the date of publication of a page, or None.

    Parameters
    ----------
    tree
        The root of the page.
    article
        The JSON-LD of the page's article; {} if it has none.
    metas
        The page's meta tags by name.
    address
        Where the page came from.
    """
    stated = [*_in_markup(tree, article, metas)]
    shown = next(_agreeing(_lines(tree), "the page's line"), None)
    if not stated and shown is not None:
        return PageDate(shown.day, shown.basis)
    if not stated:
        found = _ADDRESS_DAY.search(address or "")
        day = day_of("-".join(filter(None, found.groups()))) if found else None
        if day is None or found is None:
            return None
        return PageDate(day, f"the date in the page's address, '{found.group().strip('/-')}'")
    first = stated[0]
    if _UNIVERSAL.search(first.words):
        return _in_universal_time(first, shown)
    others = [*stated[1:], *([shown] if shown is not None else [])]
    apart = next((other for other in others if _days(other.day, first.day) > 1), None)
    return PageDate(first.day, first.basis, () if apart is None else (_said(first, apart),))


def _said(first: _Stated, other: _Stated) -> str:
    return (
        f"The page gives two dates of publication: {first.day} ({first.basis}, used here) and "
        f"{other.day} ({other.basis})."
    )


def _in_universal_time(first: _Stated, shown: _Stated | None) -> PageDate:
    """Return the day that the page shows, if it is next to the one in universal time."""
    if shown is None:
        note = (
            f"The page gives its time of publication in universal time ({first.words}); where it "
            "was published, the day may have been the one before or after."
        )
        return PageDate(first.day, first.basis, (note,))
    if _days(shown.day, first.day) == 1:
        return PageDate(shown.day, f"{shown.basis} ({first.words} in universal time)")
    notes = (_said(first, shown),) if shown.day != first.day else ()
    return PageDate(first.day, first.basis, notes)


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _in_markup(tree: _Element, article: dict[str, Any], metas: dict[str, str]) -> Iterator[_Stated]:
    """Yield the dates of publication that the page states, the strongest first."""
    day = day_of(article.get("datePublished"))
    if day:
        yield _Stated(day, "the page's JSON-LD datePublished", one_line(article["datePublished"]))
    for name in _DATE_METAS:
        day = day_of(metas.get(name))
        if day:
            yield _Stated(day, f"the page's meta tag {name}", one_line(metas[name]))
            break
    yield from _agreeing(_properties(tree), "the page's property datePublished")
    yield from _times(tree)


def _agreeing(stated: Iterator[tuple[str, str]], place: str) -> Iterator[_Stated]:
    """Yield the day that all of some statements give, if they give one."""
    days: dict[str, str] = {}
    for day, words in stated:
        days.setdefault(day, words)
    if len(days) == 1:
        ((day, words),) = days.items()
        yield _Stated(day, place, words)


def _properties(tree: _Element) -> Iterator[tuple[str, str]]:
    """Yield the dates of microdata: elements with the property datePublished."""
    for element in tree.iter():
        if element.get("itemprop") == "datePublished" and element.tag != "meta":
            stated = element.get("content") or element.get("datetime") or element.text or ""
            day = day_of(stated) or stated_day(stated)
            if day:
                yield day, one_line(stated)


def _lines(tree: _Element) -> Iterator[tuple[str, str]]:
    """Yield the dates of lines that hold nothing else, in elements that are named for that.

    Only below the headline: above it stands the date of the day on which the page was shown.
    """
    below = False
    for element in tree.iter("h1", "span", "div", "p", "li", "time", "small", "td"):
        below = below or element.tag == "h1"
        if not below or not _DATE_CLASS.search(
            f"{element.get('class') or ''} {element.get('id') or ''}"
        ):
            continue
        words = one_line("".join(element.itertext())[: 2 * _LONGEST_DATE_LINE])
        if not is_date_line(words) or _UPDATED.search(words):
            continue
        if any(parent.tag in _ASIDE for parent in element.iterancestors()):
            continue
        day = date_in(words)
        if day:
            yield day, words


def _times(tree: _Element) -> Iterator[_Stated]:
    """Yield the date of the page's time elements, if all that count give the same day."""
    marked: dict[str, str] = {}
    plain: dict[str, str] = {}
    for time in tree.iter("time"):
        about = " ".join(time.get(name) or "" for name in ("class", "itemprop", "id"))
        day = day_of(time.get("datetime"))
        if day is None or _UPDATED.search(about):
            continue
        published = time.get("pubdate") is not None or "publish" in about.lower()
        (marked if published else plain).setdefault(day, one_line(time.get("datetime") or ""))
    for days in (marked, plain):
        if len(days) == 1:
            day, stated = next(iter(days.items()))
            yield _Stated(day, "the page's time element", stated)
            return
        if days:
            return
