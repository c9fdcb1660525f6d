"""What the readers of documents hand on: text, and what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, get_args

from analysis.articles.paragraphs import normalised
from analysis.model import ParagraphKind

_KINDS = frozenset(get_args(ParagraphKind))
# Soft hyphens, and marks without width, come from typesetting and would cut words in two.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


class Block(NamedTuple):
    """A paragraph of a document; its kind where the document's markup gives one."""

    text: str
    kind: ParagraphKind | None = None


@dataclass(frozen=True)
class Extracted:
    """One article as a document holds it.

    ``key`` tells it from the other articles of the same file ("3"), and is empty if there are none.
    ``kinds`` holds the stretches of ``text`` whose kind the document's markup gives, as
    (start, end, kind). ``notes`` are remarks for the reader of the report.
    """

    text: str
    format: str
    key: str = ""
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    kinds: tuple[tuple[int, int, ParagraphKind], ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the fields as JSON can hold them."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Extracted:
        """Return what :meth:`as_json` gave.

        Raises
        ------
        ValueError
            If a paragraph's kind is none of the model's.
        """
        kinds = tuple((start, end, kind) for start, end, kind in fields["kinds"])
        if not _KINDS.issuperset(kind for _, _, kind in kinds):
            raise ValueError("unknown kind of paragraph")
        return cls(**{**fields, "kinds": kinds, "notes": tuple(fields["notes"])})


def whole_letters(text: str) -> str:
    """Return text without lone surrogates: pairs are joined, others become U+FFFD."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def one_line(text: str) -> str:
    """Return text in one line: each run of blanks is one blank, invisible marks are gone."""
    text = whole_letters(text)
    return " ".join(_CONTROLS.sub("", _INVISIBLE.sub("", text)).split())


def lines_of(text: str) -> str:
    """Return text with its line ends, each line as :func:`one_line` gives it, no line empty."""
    text = whole_letters(text)
    bare = _CONTROLS.sub("", _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text)))
    lines = (_BLANKS.sub(" ", line).strip() for line in bare.split("\n"))
    return "\n".join(line for line in lines if line)


def from_blocks(blocks: Iterable[Block], *, format: str, **known: Any) -> Extracted:
    """Join the blocks of a document, a blank line between two, and keep the kinds that are given.

    A title that is known but does not open the text is put before it: it is part of the article.

    Parameters
    ----------
    blocks
        The paragraphs in order; empty ones are left out.
    format
        Name of the format, for the record.
    known
        Other fields of :class:`Extracted`.
    """
    kept = [block for block in (Block(lines_of(text), kind) for text, kind in blocks) if block.text]
    title = known.get("title")
    if title and not _opens_with(kept, title):
        kept.insert(0, Block(title, "title"))
    pieces: list[str] = []
    kinds: list[tuple[int, int, ParagraphKind]] = []
    length = 0
    for text, kind in kept:
        if kind is not None and kind != "body":
            kinds.append((length, length + len(text), kind))
        pieces.append(text)
        length += len(text) + 2
    whole = "\n\n".join(pieces)
    return Extracted(whole + "\n" if whole else "", format, kinds=tuple(kinds), **known)


def _opens_with(blocks: list[Block], title: str) -> bool:
    wanted = normalised(title)
    return any(normalised(block.text) == wanted for block in blocks[:4])
