"""Which day "today" is: the article's publication date, or the date in its dateline.

Without either there is none, and dates stay as open as the text leaves them; the day on which the
program runs is never used.
"""

from __future__ import annotations

import datetime as dt
import re

from analysis.annotate.timex.scene import Anchor
from analysis.reference.months import MONTHS

_MONTH = "|".join(f"{name}|{name[:3]}|Sept" for name in MONTHS)
# A line that is nothing but a full date, or a dateline: "ALMATY, Feb 26 (Agency) -".
_LINE = re.compile(
    rf"""(?x) ^[ \t]*(?:[A-Z][a-z]+day\s?,\s*)?
    (?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH})\.?)
    \s?,?\s+(?P<y>(?:19|20)\d\d)[ \t.]*$""",
    re.MULTILINE,
)
_DATELINE = re.compile(
    rf"""(?x) ^[ \t•*]*(?P<place>[A-Z][A-Z'’.\- ]{{2,30}}(?:,\s?[A-Z][\w'’.\- ]{{1,30}}?)?)\s?,\s?
    (?:[A-Z][a-z]{{2,8}}\.?,\s)?
    (?:(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{_MONTH})\.?)
    (?:\s?,?\s+(?P<y>(?:19|20)\d\d))?(?=\s*(?:\(|-|–|—|/|:|\n|$))""",
    re.MULTILINE,
)
_HEAD = 1500  # datelines stand at the head of an article (code points)


def find_anchor(text: str, published: str | None) -> Anchor | None:
    """Return the article's own day.

    Parameters
    ----------
    text
        The article.
    published
        Its publication date in ISO form, or None.

    Notes
    -----
    Where text and metadata differ by a few days, the dateline wins: "yesterday" was written on the
    dateline's day.
    """
    day = _parse(published)
    written = _written(text[:_HEAD], day)
    if day is None:
        return written
    if written is not None and -7 <= (written.date - day).days <= 3 and written.date != day:
        return written
    return Anchor(day, "in an article of")


def _parse(published: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _written(head: str, near: dt.date | None) -> Anchor | None:
    for pattern, basis in ((_DATELINE, "under the dateline of"), (_LINE, "in an article dated")):
        match = pattern.search(head)
        if match is None:
            continue
        day = _date(match, near)
        if day is not None:
            return Anchor(day, basis)
    return None


def _date(match: re.Match[str], near: dt.date | None) -> dt.date | None:
    name = match["m1"] or match["m2"]
    month = next(index for index, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))
    day = int(match["d1"] or match["d2"])
    if match["y"]:
        return _safe(int(match["y"]), month, day)
    if near is None:
        return None
    options = [
        date
        for year in (near.year - 1, near.year, near.year + 1)
        if (date := _safe(year, month, day)) is not None
    ]
    return min(options, key=lambda date: abs((date - near).days), default=None)


def _safe(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_comes_first(text: str) -> bool | None:
    """Tell from unambiguous numeric dates whether the article writes 26/2 or 2/26; None if neither.

    Where it writes both ways, nothing is concluded.
    """
    day_first = month_first = False
    for match in re.finditer(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])", text):
        low, high = int(match[1]), int(match[2])
        day_first |= 12 < low <= 31 and high <= 12
        month_first |= 12 < high <= 31 and low <= 12
    if day_first == month_first:
        return None
    return day_first
