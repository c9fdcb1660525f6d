"""Where the article quotes: stretches of text between quotation marks.

Curly, straight, doubled (``) and single marks and guillemets are read paragraph by paragraph, so
that one odd mark spoils at most its own sentence. Apostrophes are no quotation marks. A quotation
that runs on over paragraphs, its opening mark repeated and only the last one closed, comes as one
quotation for each paragraph, linked by ``continues``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

_MARK = re.compile(r"``|''|’’|‘‘|[“”„‟\"«»＂‘’‚']")
_OPENING = frozenset("“„‟«") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
_SINGLE = frozenset("‘’‚'")
_BEFORE_OPENING = frozenset(" \t\n\xa0([{-–—/:,;…") | {""}
_SENTENCE_END = re.compile(r"[.!?…][)\]]?(?=\s|$)")
_REPORTING = re.compile(
    r"[,?!](?=\s+(?:[^\s,.;:?!]+\s+){0,5}(?:said|says|told|added|warned|asked|wrote)\b)"
)
_PUNCTUATION_WITHIN = frozenset(",.!?;:…—–-")


@dataclass(frozen=True)
class Quotation:
    """A quoted stretch of text, its marks included (code points, end exclusive).

    Attributes
    ----------
    balanced
        False where one of the two marks is missing and its place was inferred.
    continues
        True for a paragraph that carries on the quotation of the paragraph before it.
    """

    start: int
    end: int
    balanced: bool = True
    continues: bool = False


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    role: str  # "open", "close" or "either"
    single: bool


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """Find the outermost quotations of a text.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Start and end (code points) of each paragraph, in order.

    Returns
    -------
    list of Quotation
        In text order, without overlaps.
    """
    found: list[Quotation] = []
    open_ended = False
    for start, end in paragraphs:
        quotations, unclosed = _in_paragraph(text, start, end)
        carried_on = bool(quotations) and _only_marks(text[start : quotations[0].start])
        if open_ended and carried_on:
            quotations[0] = replace(quotations[0], continues=True)
        elif open_ended:
            found[-1] = _before_reporting_words(text, found[-1])
        found.extend(quotations)
        open_ended = unclosed
    if open_ended:
        found[-1] = _before_reporting_words(text, found[-1])
    return _without_false_alarms(text, found)


def _before_reporting_words(text: str, quotation: Quotation) -> Quotation:
    """End a quotation that nothing closes, and nothing carries on, where "..., he said" begins."""
    match = _REPORTING.search(text, quotation.start, quotation.end)
    return quotation if match is None else replace(quotation, end=match.start() + 1)


def _only_marks(text: str) -> bool:
    return not text.strip(" \t\n\xa0•*-")


def _without_false_alarms(text: str, found: list[Quotation]) -> list[Quotation]:
    """Drop quotations that hold no letter or digit, and those that overlap an earlier one."""
    kept: list[Quotation] = []
    for quotation in found:
        words = any(character.isalnum() for character in text[quotation.start : quotation.end])
        if words and (not kept or quotation.start >= kept[-1].end):
            kept.append(quotation)
    return kept


def _in_paragraph(text: str, start: int, end: int) -> tuple[list[Quotation], bool]:
    """Return the quotations of one paragraph, and whether its last one is left open."""
    marks = [_mark(text, match, start, end) for match in _MARK.finditer(text, start, end)]
    double = [mark for mark in marks if mark is not None and not mark.single]
    quotations, unclosed = _pair_doubles(text, start, end, double)
    single = [mark for mark in marks if mark is not None and mark.single]
    if single:
        quotations.extend(_pair_singles(text, single, quotations))
        quotations.sort(key=lambda quotation: quotation.start)
    return quotations, unclosed


def _mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark | None:
    mark, at, to = match.group(), match.start(), match.end()
    before = text[at - 1] if at > start else ""
    after = text[to] if to < end else ""
    if mark in _SINGLE:
        return _single_mark(mark, at, before, after)
    if mark in _OPENING:
        role = "open"
    elif mark in _CLOSING:
        role = "close"
    else:
        role = _role_by_context(before, after)
    return _Mark(at, to, role, single=False)


def _role_by_context(before: str, after: str) -> str:
    opens = before in _BEFORE_OPENING and before not in _PUNCTUATION_WITHIN
    closes = not after or after.isspace() or after in ")]}.,;:!?"
    if opens and not closes:
        return "open"
    if closes and not opens:
        return "close"
    return "either"


def _single_mark(mark: str, at: int, before: str, after: str) -> _Mark | None:
    """Read a single mark; None for an apostrophe."""
    if before.isalnum() and after.isalnum():
        return None
    opens = before in _BEFORE_OPENING or before in '“"‘'
    if opens and after.isalpha() and mark != "’":
        return _Mark(at, at + 1, "open", single=True)
    if before and not before.isspace() and not after.isalnum() and mark not in "‘‚":
        return _Mark(at, at + 1, "close", single=True)
    return None


def _pair_doubles(
    text: str, start: int, end: int, marks: list[_Mark]
) -> tuple[list[Quotation], bool]:
    quotations: list[Quotation] = []
    opened: _Mark | None = None
    for mark in marks:
        if opened is None:
            if mark.role != "close":
                opened = mark
            elif not quotations and _ends_speech(text, mark):
                quotations.append(Quotation(start, mark.end, balanced=False))
        elif mark.role == "open":
            quotations.append(_closed_at_sentence_end(text, opened, mark.start))
            opened = mark
        else:
            quotations.append(Quotation(opened.start, mark.end))
            opened = None
    if opened is None:
        return quotations, False
    whole = _only_marks(text[start : opened.start]) or _introduced(text, opened)
    if whole:
        quotations.append(Quotation(opened.start, end, balanced=False))
        return quotations, True
    quotations.append(_closed_at_sentence_end(text, opened, end))
    return quotations, quotations[-1].end >= end


def _ends_speech(text: str, mark: _Mark) -> bool:
    return text[mark.start - 1 : mark.start] in tuple(",.!?")


def _introduced(text: str, mark: _Mark) -> bool:
    """Tell whether a colon, comma or sentence end comes before an opening mark."""
    return text[: mark.start].rstrip()[-1:] in tuple(':,.!?”"')


def _closed_at_sentence_end(text: str, opened: _Mark, limit: int) -> Quotation:
    match = _SENTENCE_END.search(text, opened.end, limit)
    end = match.end() if match else limit
    while end > opened.end and text[end - 1].isspace():
        end -= 1
    return Quotation(opened.start, end, balanced=False)


def _pair_singles(text: str, marks: list[_Mark], doubles: list[Quotation]) -> list[Quotation]:
    """Pair single marks that lie outside the double ones."""
    starts = [quotation.start for quotation in doubles]

    def inside(position: int) -> bool:
        index = bisect_right(starts, position) - 1
        return index >= 0 and position < doubles[index].end

    outer = [mark for mark in marks if not inside(mark.start)]
    quotations: list[Quotation] = []
    position = 0
    while position < len(outer):
        mark = outer[position]
        position += 1
        if mark.role != "open":
            continue
        closing = _closing_single(text, outer, position)
        if closing is not None:
            quotations.append(Quotation(mark.start, outer[closing].end))
            position = closing + 1
    return quotations


def _closing_single(text: str, marks: list[_Mark], first: int) -> int | None:
    """Return the index of the mark that closes, preferring one after a comma or full stop.

    A plural possessive ("the ministers' talks") looks like a closing mark; one that follows
    punctuation cannot be a possessive.
    """
    fallback = None
    for index in range(first, len(marks)):
        mark = marks[index]
        if mark.role == "open":
            break
        before = text[mark.start - 1]
        if before in _PUNCTUATION_WITHIN:
            return index
        if fallback is None or text[marks[fallback].start - 1] == "s":
            fallback = index if fallback is None or before != "s" else fallback
    return fallback
