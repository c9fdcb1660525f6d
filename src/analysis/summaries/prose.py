"""Sentences as data: pieces of text with a style, and numbers that refer to evidence.

A sentence is a :class:`Prose`. It knows nothing of HTML; whoever shows it escapes its text, so that
words of an article can never become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "em", "quote", "ref", "place"]

OPENING, CLOSING = "“", "”"
_DOUBLE_MARKS = '"“”„«»'
# Invisible characters that turn the direction of everything after them.
_DIRECTION_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one style.

    A "ref" holds the number of a piece of evidence; a "place" leads to the part of the report that
    ``target`` names.
    """

    text: str
    style: Style = "plain"
    target: str = ""


@dataclass(frozen=True)
class Prose:
    """A sentence, or part of one."""

    pieces: tuple[Piece, ...] = ()

    def __add__(self, other: Prose | str) -> Prose:
        return Prose(self.pieces + as_prose(other).pieces)

    def __radd__(self, other: str) -> Prose:
        return as_prose(other) + self

    def __bool__(self) -> bool:
        return any(piece.text for piece in self.pieces)

    def plain(self) -> str:
        """Return the sentence as plain text: quotations in marks, references as [12]."""
        return "".join(_plain(piece) for piece in self.pieces)


def _plain(piece: Piece) -> str:
    if piece.style == "quote":
        return f"{OPENING}{piece.text}{CLOSING}"
    if piece.style == "ref":
        return f" [{piece.text}]"
    return piece.text


def as_prose(value: Prose | str) -> Prose:
    """Return `value` as prose; a string becomes one plain piece."""
    if isinstance(value, Prose):
        return value
    return Prose((Piece(value),)) if value else Prose()


def strong(text: str) -> Prose:
    """Return `text` with emphasis on its importance."""
    return Prose((Piece(text, "strong"),))


def em(text: str) -> Prose:
    """Return `text` with stress."""
    return Prose((Piece(text, "em"),))


def quote(words: str, limit: int | None = None) -> Prose:
    """Return `words` of an article as a quotation, on one line, in at most `limit` characters.

    Quotation marks inside become single ones, as is usual in a quotation within a quotation.
    """
    line = one_line(words)
    cut = line if limit is None else shortened(line, limit)
    return Prose((Piece(single_quotation_marks(cut), "quote"),))


def single_quotation_marks(words: str) -> str:
    """Return `words` with double quotation marks as single ones, and marks in pairs.

    Marks around the whole are left out; one without its partner is given one, or left out where
    nothing would stand within.
    """
    result: list[str] = []
    is_open = False
    for index, character in enumerate(words):
        if character not in _DOUBLE_MARKS:
            result.append(character)
        elif is_open and (character in "”»" or not _opens(words, index)):
            result.append("’")
            is_open = False
        elif _opens(words, index) and not is_open:
            result.append("‘")
            is_open = True
        elif character not in "“”„":
            result.append(character)
    text = "".join(result).strip()
    if is_open:
        text = text[: -len("‘")].rstrip() if text.endswith("‘") else text + "’"
    if text.startswith("‘") and text.endswith("’") and text.count("‘") == 1:
        return text[1:-1].strip()
    return text


def _opens(words: str, index: int) -> bool:
    """Tell whether the mark at `index` opens: by its shape, else by the blank or bracket before."""
    if words[index] in "“„«":
        return True
    before = words[index - 1] if index else " "
    return words[index] not in "”»" and not (before.isalnum() or before in ".,;:!?…%’'")


def refs(numbers: Iterable[int]) -> Prose:
    """Return references to pieces of evidence, each once, in rising order."""
    return Prose(tuple(Piece(str(number), "ref") for number in sorted(set(numbers))))


def listed(items: Sequence[Prose | str], conjunction: str = "and") -> Prose:
    """Return `items` as an English list: "A", "A and B", "A, B and C"."""
    parts = [as_prose(item) for item in items]
    if not parts:
        return Prose()
    result = parts[0]
    for position, part in enumerate(parts[1:], start=2):
        result = result + (f" {conjunction} " if position == len(parts) else ", ") + part
    return result


def sentence(value: Prose | str) -> Prose:
    """Return `value` with a capital first letter and a full stop before its last references."""
    prose = as_prose(value)
    pieces = list(prose.pieces)
    if not pieces:
        return prose
    if pieces[0].style != "quote":
        pieces[0] = Piece(capitalised(pieces[0].text), pieces[0].style)
    last = len(pieces)
    while last and pieces[last - 1].style == "ref":
        last -= 1
    if last and not _ends(pieces[last - 1]):
        pieces.insert(last, Piece("."))
    return Prose(tuple(pieces))


def _ends(piece: Piece) -> bool:
    return piece.style != "quote" and piece.text.rstrip(")”").endswith((".", "!", "?", "…"))


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """Return `text` with every run of blanks as one space, without direction controls."""
    return " ".join(text.translate(_DIRECTION_CONTROLS).split())


def shortened(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, cut between words and marked with "…"."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    between = cut.rfind(" ")
    if between > limit // 2:
        cut = cut[:between]
    return cut.rstrip(" ,;:–-") + "…"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun: "no meeting", "one meeting", "12 meetings".

    Numbers up to nine are words, as is usual in prose.
    """
    noun = singular if number == 1 else (plural or f"{singular}s")
    return f"{number_word(number)} {noun}"


def number_word(number: int) -> str:
    """Return a small number as a word, "no" for 0, others in figures."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if 0 <= number < len(words) else f"{number:,}"
