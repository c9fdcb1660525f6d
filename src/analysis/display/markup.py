"""HTML that is safe by construction: every text is escaped here and nowhere else.

Only a small set of elements is written, all without scripts, styles or addresses other than places
within the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from analysis.summaries.prose import Piece, Prose, as_prose

Cell = Prose | str | Sequence[Prose]

# What HTML, JSON and PDF cannot hold, or what would turn the direction of the text around it.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Return `text` escaped for HTML; characters that cannot be shown become U+FFFD."""
    shown = _UNSHOWABLE.sub("\ufffd", _DIRECTION_CONTROLS.sub("", text.replace("\r", "\n")))
    return escape(shown, quote=True)


def direction(text: str) -> str:
    """Return "rtl" or "ltr", by the first letter of `text` that has a direction (UAX 9, P2)."""
    for character in text:
        strength = unicodedata.bidirectional(character)
        if strength in ("R", "AL"):
            return "rtl"
        if strength == "L":
            return "ltr"
    return "ltr"


@dataclass(frozen=True)
class Block:
    """Something to show: as HTML, and as the same in plain text.

    Notebooks show it by its ``_repr_mimebundle_``.
    """

    html: str
    text: str

    def __add__(self, other: Block) -> Block:
        return Block(f"{self.html}\n{other.html}", f"{self.text}\n\n{other.text}")

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}


def prose_html(value: Prose | str) -> str:
    """Return prose as HTML: quotations as ``q``, references as links to their words."""
    pieces = as_prose(value).pieces
    return "".join(
        _piece(piece, after_reference=index > 0 and pieces[index - 1].style == "ref")
        for index, piece in enumerate(pieces)
    )


def _piece(piece: Piece, *, after_reference: bool) -> str:
    text = safe(piece.text)
    if piece.style == "ref":
        comma = "<sup>,</sup>" if after_reference else ""
        return f'{comma}<sup><a class="ref" href="#w{text}">{text}</a></sup>'
    if piece.style == "place":
        return f'<a class="place" href="#{safe(piece.target)}">{text}</a>'
    if piece.style == "quote":
        turned = ' dir="rtl"' if direction(piece.text) == "rtl" else ""
        return f'<span class="quote"{turned}>“{text}”</span>'
    return {"plain": text, "strong": f"<strong>{text}</strong>", "em": f"<em>{text}</em>"}[
        piece.style
    ]


def paragraph(value: Prose | str, css: str = "") -> Block:
    """Return one paragraph."""
    prose = as_prose(value)
    kind = f' class="{css}"' if css else ""
    return Block(f"<p{kind}>{prose_html(prose)}</p>", prose.plain())


def running(sentences: Iterable[Prose | str], css: str = "") -> Block:
    """Return sentences as one paragraph."""
    parts = [as_prose(item) for item in sentences]
    kind = f' class="{css}"' if css else ""
    return Block(
        f"<p{kind}>{' '.join(prose_html(part) for part in parts)}</p>",
        " ".join(part.plain() for part in parts),
    )


def bullets(items: Iterable[Prose | str], css: str = "") -> Block:
    """Return items as a list."""
    parts = [as_prose(item) for item in items]
    kind = f' class="{css}"' if css else ""
    inside = "".join(f"<li>{prose_html(part)}</li>" for part in parts)
    return Block(f"<ul{kind}>{inside}</ul>", "\n".join(f"- {part.plain()}" for part in parts))


def terms(pairs: Iterable[tuple[str, Prose | str]], css: str = "") -> Block:
    """Return pairs of a term and what is said of it."""
    found = [(term, as_prose(value)) for term, value in pairs]
    kind = f' class="{css}"' if css else ""
    inside = "".join(f"<dt>{safe(term)}</dt><dd>{prose_html(value)}</dd>" for term, value in found)
    return Block(
        f"<dl{kind}>{inside}</dl>", "\n".join(f"{term}: {value.plain()}" for term, value in found)
    )


def joined(parts: Iterable[Block]) -> Block:
    """Return blocks one after the other; empty ones are left out."""
    found = [part for part in parts if part.html]
    return Block("\n".join(part.html for part in found), "\n\n".join(part.text for part in found))


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    css: str = "",
    identifier: str = "",
) -> Block:
    """Return a table whose first column names its rows.

    Parameters
    ----------
    caption
        What the table shows.
    columns
        The heads of the columns.
    rows
        One sequence of cells for each row; an empty cell shows a dash, several proses stand one
        under the other.
    css
        Class of the table.
    identifier
        Its name as a place to which links lead.
    """
    body = [list(row) for row in rows]
    kind = f' class="{css}"' if css else ""
    kind += f' id="{safe(identifier)}"' if identifier else ""
    heads = "".join(f'<th scope="col">{safe(column)}</th>' for column in columns)
    lines = "".join(
        f'<tr><th scope="row">{_cell_html(row[0])}</th>'
        + "".join(f"<td>{_cell_html(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in body
    )
    html = (
        f"<table{kind}><caption>{safe(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )
    text = [caption, *(_row_text(columns, row) for row in body)]
    return Block(html, "\n".join(text))


def _parts(cell: Cell) -> list[Prose]:
    parts = [as_prose(cell)] if isinstance(cell, Prose | str) else list(cell)
    return [part for part in parts if part]


def _cell_html(cell: Cell) -> str:
    parts = _parts(cell)
    if len(parts) > 1:
        return "<ul>" + "".join(f"<li>{prose_html(part)}</li>" for part in parts) + "</ul>"
    return prose_html(parts[0]) if parts else "–"


def _row_text(columns: Sequence[str], row: Sequence[Cell]) -> str:
    cells = ["; ".join(part.plain() for part in _parts(cell)) or "–" for cell in row]
    named = [f"{column}: {cell}" for column, cell in zip(columns[1:], cells[1:], strict=True)]
    return "  ".join([cells[0], *(f"| {item}" for item in named)])
