"""PDF documents: the text of the pages, its lines put together into paragraphs again.

A PDF document holds letters at places, no paragraphs. The lines are found from the places, running
heads and feet from what recurs at the edges of pages, and paragraphs from gaps, indents and short
lines.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median
from typing import Any

from analysis.articles.extracted import Block, Extracted, from_blocks, one_line
from analysis.articles.limits import MAXIMUM_CHARACTERS, MAXIMUM_PAGES
from analysis.articles.nexis import begins_field, stands_alone
from analysis.articles.pagedata import language_tag, web_address
from analysis.articles.paragraphs import normalised
from analysis.errors import ArticleError

FORMAT = "PDF document"

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
# The last ones are what the bullets of Word's symbol fonts become.
_BULLET = re.compile(r"[•‣◦▪●○■–\uf0a7\uf0b7\uf0d8\uf076\uf0fc-]\s+|\(?\d{1,2}[.)]\s")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?\W*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
# What browsers print above and below each page.
_BROWSER_FOOT = re.compile(r"((?:https?|file)://\S+)\s+\d+\s*/\s*\d+")
_BROWSER_HEAD = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?\b.*", re.IGNORECASE
)
# Lines that divide the articles of a Nexis export.
_EXPORT_MARK = re.compile(r".*\bof \d+ documents?\b.*|.*\bend of document\b.*", re.IGNORECASE)
_GOES_ON = re.compile(
    r"(?:[,‐–-]|\b(?:the|of|in|and|or|to|a|an|for|with|by|that|on|at|from|their|its|his|her))\Z"
)
# Parts of words that are spelt with a hyphen, where the text does not show how this one is.
_COMPOUND_FIRST = re.compile(
    r"(?:all|cross|ex|half|hard|high|long|low|mid|old|one|second|self|short|so|third|two|three|four|"
    r"five|six|seven|eight|ten|vice|well)",
    re.IGNORECASE,
)
_COMPOUND_SECOND = re.compile(
    r"(?:based|backed|called|controlled|day|elect|fire|free|general|held|hour|led|level|known|month|"
    r"old|range|ranking|run|sized|term|time|wide|week|year)",
    re.IGNORECASE,
)
_EDGE_LINES = 3
_HYPHENATED = re.compile(r"(\w+)[-\u2010\u00ad]\Z")
_SPARE_LETTERS = 25


@dataclass(frozen=True)
class _Line:
    """A line as printed: its text, where it begins and ends, its baseline, its letters' size."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def read_pdf(data: bytes, *, where: str) -> list[Extracted]:
    """Read the text of a PDF document; no script, link or attached file of it is used.

    Raises
    ------
    ArticleError
        If it is damaged, protected by a password, has too many pages, or is a scan without text.
    """
    from pypdf.errors import DependencyError

    try:
        return _read(data, where)
    except DependencyError as error:
        raise ArticleError(
            "protected by an encryption (AES) that is not read here",
            where=where,
            allowed="the same document without protection: print it to a PDF anew",
        ) from error


def _read(data: bytes, where: str) -> list[Extracted]:
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(
                "protected by a password", where=where, allowed="a PDF that opens without one"
            )
        number = len(reader.pages)
    except PyPdfError as error:
        raise ArticleError(
            f"a damaged or cut off PDF document: {one_line(str(error))}",
            where=where,
            allowed="a whole file; copy it anew",
        ) from error
    if number > MAXIMUM_PAGES:
        raise ArticleError(
            "too many pages", where=where, found=f"{number:,}", allowed=f"{MAXIMUM_PAGES:,} pages"
        )
    pages, pictures = _pages(reader, where)
    silent = [index + 1 for index, page in enumerate(pages) if _letters(page) < _SPARE_LETTERS]
    if len(silent) == len(pages):
        _refuse_silent(pages, pictures, where)
    notes = []
    scanned = [str(page) for page in silent if page in pictures]
    if scanned:
        notes.append(
            f"Of the PDF document, {_numbered(scanned)} "
            f"{'is a picture' if len(scanned) == 1 else 'are pictures'} without text: "
            "what stands there was not read."
        )
    bodies, address = _without_edges(pages)
    blocks = list(_paragraphs(bodies))
    return [
        from_blocks(
            blocks,
            format=FORMAT,
            title=_title(reader, blocks, bodies),
            url=address,
            language=_language(reader),
            notes=tuple(notes),
        )
    ]


def _numbered(pages: Sequence[str]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]}"
    shown = ", ".join(pages[:10])
    return f"pages {shown}{', …' if len(pages) > 10 else ''}"


def _letters(page: Sequence[_Line]) -> int:
    return sum(len(line.text) for line in page)


def _refuse_silent(pages: Sequence[Sequence[_Line]], pictures: set[int], where: str) -> None:
    if pictures or not any(pages):
        raise ArticleError(
            "a PDF document without text: its pages are pictures (a scan) or empty",
            where=where,
            found=f"{len(pages)} pages, {len(pictures)} with pictures",
            allowed="a PDF document with text; have a scan read by OCR first",
        )


def _pages(reader: Any, where: str) -> tuple[list[list[_Line]], set[int]]:
    """Return the lines of each page, and the numbers (from 1) of the pages with pictures."""
    pages: list[list[_Line]] = []
    pictures: set[int] = set()
    length = 0
    for number, page in enumerate(reader.pages, start=1):
        lines = _lines(_fragments(page))
        length += _letters(lines)
        if length > MAXIMUM_CHARACTERS:
            raise ArticleError(
                "too much text", where=where, allowed=f"{MAXIMUM_CHARACTERS:,} characters"
            )
        pages.append(lines)
        if _has_picture(page):
            pictures.add(number)
    return pages, pictures


def _has_picture(page: Any) -> bool:
    try:
        resources = page.get("/Resources")
        objects = resources.get_object().get("/XObject") if resources is not None else None
        named = objects.get_object() if objects is not None else {}
        return any(named[name].get_object().get("/Subtype") == "/Image" for name in named)
    except Exception:  # a broken table of resources: it holds no picture that can be shown
        return False


@dataclass
class _Fragment:
    text: str
    x: float
    y: float
    size: float


def _fragments(page: Any) -> list[_Fragment]:
    """Return what a page shows in the order in which it shows it, a line end as its own piece."""
    found: list[_Fragment] = []

    def seen(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text:
            # The text's matrix within that of the page: where the letters stand, and how large.
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = (abs(tm[3]) or abs(tm[1]) or 1) * (abs(cm[3]) or abs(cm[1]) or 1)
            found.append(_Fragment(text, float(x), float(y), float(size or 1) * scale))

    page.extract_text(visitor_text=seen)
    return found


def _lines(fragments: Sequence[_Fragment]) -> list[_Line]:
    """Join fragments to lines at the line ends that the extraction sees."""
    lines: list[_Line] = []
    current: list[_Fragment] = []
    for fragment in fragments:
        *whole, rest = fragment.text.split("\n")
        for piece in whole:
            current.append(_Fragment(piece, fragment.x, fragment.y, fragment.size))
            lines.extend(_joined(current))
            current = []
        if rest:
            current.append(_Fragment(rest, fragment.x, fragment.y, fragment.size))
    lines.extend(_joined(current))
    return lines


def _joined(fragments: Sequence[_Fragment]) -> Iterator[_Line]:
    text = one_line(_LIGATURE.sub(_split, "".join(fragment.text for fragment in fragments)))
    shown = [fragment for fragment in fragments if fragment.text.strip()]
    if not text or not shown:
        return
    size = max(shown, key=lambda fragment: len(fragment.text)).size
    left = min(fragment.x for fragment in shown)
    # Letters are half as wide as high on the average: good enough to tell short lines.
    right = max(left + 0.5 * size * len(text), max(fragment.x for fragment in shown))
    yield _Line(text, left, right, shown[0].y, size)


def _split(match: re.Match[str]) -> str:
    return _LIGATURES[match.group()]


def _without_edges(pages: Sequence[Sequence[_Line]]) -> tuple[list[list[_Line]], str | None]:
    """Take running heads, feet and page numbers off the pages; return the address in a foot."""
    recurring = _recurring(pages)
    bodies: list[list[_Line]] = []
    address = None
    for page in pages:
        kept = []
        for index, line in enumerate(page):
            at_edge = index < _EDGE_LINES or index >= len(page) - _EDGE_LINES
            foot = _BROWSER_FOOT.fullmatch(line.text) if at_edge else None
            if foot:
                address = address or web_address(foot.group(1))
            elif not at_edge or not _is_edge(line, recurring):
                kept.append(line)
        bodies.append(kept)
    return bodies, address


def _is_edge(line: _Line, recurring: set[str]) -> bool:
    if _EXPORT_MARK.fullmatch(line.text):
        return False
    return (
        _DIGITS.sub("#", line.text) in recurring
        or bool(_PAGE_NUMBER.fullmatch(line.text))
        or bool(_BROWSER_HEAD.fullmatch(line.text))
    )


def _recurring(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """Return the lines, numbers made alike, that stand at the edges of many pages."""
    counts: Counter[str] = Counter()
    for page in pages:
        edges = [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]
        counts.update({_DIGITS.sub("#", line.text) for line in edges if len(line.text) < 200})
    needed = max(2, len(pages) / 3) if len(pages) < 20 else max(4, len(pages) / 10)
    return {text for text, number in counts.items() if number >= needed}


def _paragraphs(pages: Sequence[Sequence[_Line]]) -> Iterator[Block]:
    """Put lines together into paragraphs, over the ends of pages too."""
    everything = [line for page in pages for line in page]
    if not everything:
        return
    look = _Look(
        step=_usual_step(pages),
        length=_high(line.right - line.left for line in everything),
        right=_high(line.right for line in everything),
        size=median(line.size for line in everything),
        export=any(_EXPORT_MARK.fullmatch(line.text) for line in everything),
    )
    words = Counter(word for line in everything for word in re.findall(r"\w[\w-]*", line.text))
    current: list[_Line] = []
    for page in pages:
        margin = _margin(page)
        for index, line in enumerate(page):
            if current and _begins(current, line, index == 0, look, margin):
                yield _block(current, words, look)
                current = []
            current.append(line)
    yield _block(current, words, look)


@dataclass(frozen=True)
class _Look:
    """How a document is set.

    The usual distance of baselines in sizes of letters, the length of a full line and where it
    ends, the usual size of letters, and whether it is a Nexis export.
    """

    step: float
    length: float
    right: float
    size: float
    export: bool


def _high(values: Iterable[float]) -> float:
    """Return the value that nine of ten do not exceed."""
    ordered = sorted(values)
    return ordered[int(0.9 * (len(ordered) - 1))]


def _usual_step(pages: Sequence[Sequence[_Line]]) -> float:
    """Return the usual distance between baselines, as a multiple of the letters' size."""
    steps = [
        (above.bottom - below.bottom) / max(above.size, 1.0)
        for page in pages
        for above, below in pairwise(page)
        if above.bottom > below.bottom and abs(above.size - below.size) < 0.5
    ]
    close = [step for step in steps if step < 2.5]
    return median(close) if close else 1.3


def _margin(page: Sequence[_Line]) -> float:
    counts = Counter(round(line.left) for line in page)
    return float(counts.most_common(1)[0][0]) if counts else 0.0


def _begins(
    current: Sequence[_Line], line: _Line, new_page: bool, look: _Look, margin: float
) -> bool:
    """Tell whether a line begins a paragraph, and does not go on with the one before it."""
    before = current[-1]
    if look.export and (
        stands_alone(line.text) or stands_alone(before.text) or begins_field(line.text)
    ):
        return True
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    ended = bool(_ENDS.search(before.text))
    drop = before.bottom - line.bottom
    if new_page or drop < 0:
        # A full line at the foot of a page or column rarely ends its paragraph, even with a stop.
        goes_on = before.right - before.left > 0.88 * look.length if ended else False
        indented = line.left > margin + 0.8 * line.size
        if ended:
            return not goes_on or indented or bool(_BULLET.match(line.text))
        return not (line.text[:1].islower() or _open_ended(before.text))
    if drop > 1.25 * look.step * max(before.size, 1.0):
        return True
    listed = bool(_BULLET.match(current[0].text))
    if _BULLET.match(line.text) and (ended or listed):
        return True
    indented = line.left > margin + 0.8 * line.size and before.left <= margin + 0.5 * line.size
    if indented and ended and not listed:
        return True
    # A line into which the next word would have gone was not wrapped: its paragraph ends there.
    word = 0.5 * line.size * len(line.text.split(" ", 1)[0])
    length = before.right - before.left
    if line.text[:1].islower():
        aside = min(line.left, before.left) > margin + 0.8 * line.size
        return aside and before.right + word < 0.85 * look.right
    return length < (0.8 if ended else 0.55) * look.length


def _open_ended(before: str) -> bool:
    """Tell whether a sentence goes on over the end of a page although a name begins the next."""
    return bool(_GOES_ON.search(before))


def _block(lines: Sequence[_Line], words: Counter[str], look: _Look) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        cut = _HYPHENATED.search(text)
        if cut and line.text[:1].islower():
            text = _mended(text, cut.group(1), line.text, words)
        else:
            text = f"{text} {line.text}"
    bullet = _BULLET.match(text)
    if bullet and not bullet.group()[0].isdigit() and bullet.group()[0] not in "–-(":
        return Block(text[bullet.end() :], "list item")
    larger = min(line.size for line in lines) > 1.1 * look.size
    if larger and len(lines) < 4 and not _ENDS.search(text):
        return Block(text, "heading")
    return Block(text)


def _mended(text: str, first: str, following: str, words: Counter[str]) -> str:
    """Join a word that was cut at a line's end; keep the hyphen of one that is spelt with it."""
    match = re.match(r"\w+", following)
    second = match.group() if match else ""
    kept, joined = words[f"{first}-{second}"], words[f"{first}{second}"]
    compound = _COMPOUND_FIRST.fullmatch(first) or _COMPOUND_SECOND.fullmatch(second)
    if kept > joined or (compound and not joined):
        return text + following
    return text[:-1] + following


def _title(reader: Any, blocks: Sequence[Block], pages: Sequence[Sequence[_Line]]) -> str | None:
    """Return the title the document states, if its text opens with it; else its largest line."""
    heads = [one_line(block.text) for block in blocks[:6]]
    try:
        stated = one_line(str((reader.metadata or {}).get("/Title") or ""))
    except Exception:  # metadata that cannot be decoded states nothing
        stated = ""
    words = normalised(stated)
    for head in heads:
        if words and normalised(head) and (words == normalised(head) or normalised(head) in words):
            return head if len(head.split()) > 2 else None
    first = next((page for page in pages if page), [])[:12]
    if not first:
        return None
    usual = median(line.size for page in pages for line in page)
    largest = max(line.size for line in first)
    if largest < 1.15 * usual:
        return None
    shown = " ".join(line.text for line in first if abs(line.size - largest) < 0.1)
    if len(shown.split()) < 2:
        return None
    return next((head for head in heads if normalised(head) == normalised(shown)), None)


def _language(reader: Any) -> str | None:
    try:
        return language_tag(str(reader.trailer["/Root"].get("/Lang") or ""))
    except Exception:  # a broken catalogue states no language
        return None
