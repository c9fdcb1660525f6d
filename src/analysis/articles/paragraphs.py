"""The paragraphs of a plain text, and what each of them is.

A paragraph is a run of lines that belong together, without the blanks and bullets around it. Lines
of nothing but blanks, bullets or rules separate blocks. Inside a block a line end either wraps one
paragraph, or divides two; it is a wrap where the next line's first word would not have fitted on
the line before it, which is how text wrapped at a fixed width comes about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.model import Paragraph, ParagraphKind

# Text with lines longer than this was not wrapped by hand or by a mail program.
_WIDEST_WRAP = 120
# Text whose longest line is shorter than this was not wrapped either: its lines are just short.
_NARROWEST_WRAP = 60
_TITLE_WORDS = 25
_HEADING_WORDS = 9
# Titles stand among the first paragraphs.
_HEAD = 5
# How much of a paragraph's end is looked at to tell how it ends.
_TAIL = 40

# A line, the line ends aside. FORM FEED and the Unicode separators end lines too.
_LINE = re.compile("[^\n\x0b\x0c\x85\u2028\u2029]+")
# Blanks, and characters without any width that come with copied text.
_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_BLANKS += "\u200b\u200e\u200f\u2060\ufeff\u00ad"
_ROUND_BULLETS = "•‣◦▪▫●○■□◆◇►▶➢➤⁃∙·"
_EDGE = _BLANKS + _ROUND_BULLETS
_RULE = "*-–—_=~#+."
_DASH_BULLETS = re.compile(rf"(?:[*\-–][ \t\xa0][{_EDGE}]*)+")
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z]\))[ \t\xa0]")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z")
_ENDS_STATEMENT = re.compile(r"(?:[.…;:,]|[.!?,][\"'”’»)\]]+|[-–—])\Z")
_FIRST_WORD = re.compile(r"\S+")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")


class _Line(NamedTuple):
    """A line of the text: its trimmed content, where its raw line begins, and how it begins."""

    start: int
    end: int
    raw_start: int
    round_bullet: bool
    dash_bullet: bool
    numbered: bool

    @property
    def bulleted(self) -> bool:
        """Whether a bullet of any form stands before the content."""
        return self.round_bullet or self.dash_bullet


def find_paragraphs(text: str, title: str | None = None) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`, in order, each with its kind.

    Parameters
    ----------
    text
        The article's text, line ends as ``\\n``.
    title
        The title that is known from elsewhere, if one is: leading paragraphs equal to it are
        titles. Without it, a short first paragraph that does not end like a sentence is the title.

    Returns
    -------
    tuple of Paragraph
        Offsets in code points. Paragraphs do not overlap, and neither begin nor end with a blank.
    """
    blocks = _blocks(text)
    known = normalised(title) if title else ""
    width = _wrap_width(blocks)
    pieces = [piece for block in blocks for piece in _divide(text, block, width, known)]
    return _with_kinds(text, pieces, known)


def normalised(text: str) -> str:
    """Return the words of `text` in lower case with one blank between them, to compare titles."""
    return " ".join(word.casefold() for word in _WORD.findall(text))


def _blocks(text: str) -> list[list[_Line]]:
    """Group the lines that have content; what lies between two groups has none."""
    blocks: list[list[_Line]] = []
    previous = -1
    for match in _LINE.finditer(text):
        line = _trimmed(match.group(), match.start())
        if line is None:
            continue
        # Lines belong together if one line end, and nothing else, lies between them.
        joined = match.start() - previous == 1 and text[previous] != "\u2029"
        if joined and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
        previous = match.end()
    return blocks


def _trimmed(content: str, start: int) -> _Line | None:
    """Return a line without the blanks and bullets around it, or None if nothing is left."""
    bare = content.strip(_EDGE)
    if not bare.strip(_RULE) or not bare.strip(_RULE + _EDGE):
        return None
    before = content[: len(content) - len(content.lstrip(_EDGE))]
    first = len(before)
    dashes = _DASH_BULLETS.match(content, first)
    if dashes:
        first = dashes.end()
    last = first + len(content[first:].rstrip(_EDGE))
    return _Line(
        start=start + first,
        end=start + last,
        raw_start=start,
        round_bullet=bool(before.strip(_BLANKS)),
        dash_bullet=dashes is not None,
        numbered=bool(_NUMBERED.match(content, first)),
    )


def _wrap_width(blocks: Sequence[Sequence[_Line]]) -> int | None:
    """Return the width at which the text was wrapped, or None if it was not.

    Only lines with a line after them in their block say anything: they are those that were wrapped,
    if any were. A few longer ones (an address, a headline) are forgiven.
    """
    lengths = sorted(line.end - line.raw_start for block in blocks for line in block[:-1])
    fitting = [length for length in lengths if length <= _WIDEST_WRAP]
    if not fitting or len(lengths) - len(fitting) > len(lengths) / 10:
        return None
    return max(fitting[-1], _NARROWEST_WRAP)


def _divide(
    text: str, block: Sequence[_Line], width: int | None, title: str
) -> Iterator[list[_Line]]:
    """Yield the paragraphs of a block, each as its lines."""
    current: list[_Line] = []
    for line in block:
        if current and _divides(text, current[0], current[-1], line, width, title):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _divides(
    text: str, head: _Line, line: _Line, following: _Line, width: int | None, title: str
) -> bool:
    """Tell whether the line end between two lines of a block divides two paragraphs."""
    words, next_words = text[line.start : line.end], text[following.start : following.end]
    ended = bool(_ENDS_SENTENCE.search(words[-_TAIL:]))
    if title and _is_title(words, title):
        return True
    if following.bulleted:
        # "plus Germany / - the P5+1 - on" is a wrapped dash, not a list.
        return following.round_bullet or head.bulleted or ended
    if following.numbered:
        return head.numbered or ended
    if following.start - following.raw_start > line.start - line.raw_start + 1:
        return ended and not line.bulleted
    if width is None:
        return ended or not next_words[:1].islower()
    first = _FIRST_WORD.match(next_words)
    room = width - (line.end - line.raw_start) - 1 - (len(first.group()) if first else 0)
    if room < 0:
        return False
    if ended:
        return room > 0
    return room > width / 3 and not next_words[:1].islower()


def _with_kinds(text: str, pieces: Sequence[Sequence[_Line]], title: str) -> tuple[Paragraph, ...]:
    spans = [(piece[0].start, piece[-1].end) for piece in pieces]
    listed = [piece[0].bulleted or piece[0].numbered for piece in pieces]
    words = [text[start:end] for start, end in spans]
    titles = _titles(words, listed, title)
    kinds = [
        "title" if index in titles else _kind(words, listed, index, max(titles, default=-1) + 1)
        for index in range(len(words))
    ]
    return tuple(
        Paragraph(start=start, end=end, kind=kind)
        for (start, end), kind in zip(spans, kinds, strict=True)
    )


def _titles(words: Sequence[str], listed: Sequence[bool], title: str) -> set[int]:
    """Return the indices of the title paragraphs, which all stand before the body."""
    found = {
        index for index in range(len(words[:_HEAD])) if title and _is_title(words[index], title)
    }
    if found or len(words) < 2:
        return found
    if listed[0] or not _is_headline(words[0]):
        return set()
    own = normalised(words[0])
    return {index for index in range(len(words[:_HEAD])) if _is_title(words[index], own)}


def _is_title(words: str, title: str) -> bool:
    """Tell whether `words` are those of the normalised `title`, blanks and punctuation aside."""
    return len(words) < 3 * len(title) + 20 and normalised(words) == title


def _is_headline(words: str) -> bool:
    return (
        0 < _count(words) <= _TITLE_WORDS
        and not _ENDS_STATEMENT.search(words[-_TAIL:])
        and not words[0].islower()
        and not is_date_line(words)
        and not is_byline(words)
    )


def _is_prose(words: str) -> bool:
    return _count(words) > _TITLE_WORDS or bool(_ENDS_SENTENCE.search(words[-_TAIL:]))


def _count(words: str) -> int:
    """Count the words of the beginning, which is as much as any rule here asks for."""
    return len(_WORD.findall(words[:500]))


def _kind(words: Sequence[str], listed: Sequence[bool], index: int, body: int) -> ParagraphKind:
    paragraph = words[index]
    if is_date_line(paragraph):
        return "dateline"
    if listed[index]:
        return "list item"
    if is_byline(paragraph):
        return "heading"
    if _is_crosshead(paragraph) and index + 1 < len(words) and _is_prose(words[index + 1]):
        return "heading"
    # Under the title a second line without an end is its subtitle.
    if index == body and 0 < body < len(words) - 1 and _is_headline(paragraph):
        return "heading"
    return "body"


def _is_crosshead(words: str) -> bool:
    return (
        0 < _count(words) <= _HEADING_WORDS
        and not _ENDS_STATEMENT.search(words[-_TAIL:])
        and not words[0].islower()
        and not any(mark in words for mark in '"“”«»,')
    )


_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)"
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}|Z)?)"
_DATE = (
    rf"{_WEEKDAY}?(?:{_DAY}\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+{_DAY},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    rf"(?:T[\d:.+Z-]+)?"
)
_LABEL = (
    r"(?:(?:first\s+)?(?:published|posted|issued|updated|last\s+updated|date|dated)"
    r"(?:\s+on|\s+at)?\s*[:\-–]?\s+)"
)
_DATE_LINE = re.compile(
    rf"\W*{_LABEL}?(?:[\w.' ]{{2,30}},\s+)?(?:{_CLOCK},?\s*)?{_DATE}"
    rf"(?:,?\s*(?:at\s+)?{_CLOCK})?\W*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:by|from)\s+(?:[A-Z][\w.'’\-]*(?:\s+|,\s*|\s+and\s+|$)){1,8}.{0,60}", re.DOTALL
)


def is_date_line(words: str) -> bool:
    """Tell whether a paragraph is nothing but a date ("Published: 26 February 2013, 10:15 GMT")."""
    return len(words) <= 100 and bool(_DATE_LINE.fullmatch(words.strip()))


def is_byline(words: str) -> bool:
    """Tell whether a paragraph is nothing but the author's line ("By Ann Lee in Oslo")."""
    if words[:3].casefold() != "by " or _count(words) > 14 or _ENDS_STATEMENT.search(words):
        return False
    return bool(_BYLINE.match("by " + words[3:]))
