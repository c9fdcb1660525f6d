"""A document -> blocks in JSON, and pictures, for the Typst template that sets the PDF.

The template walks the blocks; no text of an article ever becomes Typst code. A block has a type
``t``, content ``c`` (inlines or blocks) and what its type needs; an inline is text or the like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from analysis.report.areas import areas
from analysis.report.content import HEADINGS, INLINE, Document, picture_bytes
from analysis.report.markup import Element, serialise
from analysis.report.text import is_right_to_left, printable

Node = Element | str
Block = dict[str, Any]
Inline = str | dict[str, Any]

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_STYLES = {
    "strong": "strong",
    "b": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "var": "emph",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "sup": "super",
    "sub": "sub",
    "small": "small",
    "del": "strike",
    "s": "strike",
    "u": "underline",
    "ins": "underline",
}
# Of a line of the PDF's tables, in average letters: what decides between natural and shared widths.
_LINE = 122
# Longer words may be hyphenated in a narrow column.
_WORD = 13
# Letters of the first column that have room, if there are so many.
_FIRST = 19


@dataclass
class Typesetting:
    """What the template reads: the blocks, and files by name."""

    blocks: list[Block] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()


def typesetting(document: Document, replaced: Iterable[str] = ()) -> Typesetting:
    """Turn a document into blocks.

    Parameters
    ----------
    document
        The composed document.
    replaced
        Letters that no font has; each becomes U+FFFD.
    """
    root = document.root
    targets = frozenset(element.get("id") for element in root.walk()) - {""}
    result = Typesetting(targets=targets, replaced=frozenset(replaced))
    result.blocks = _blocks(root.children, result)
    return result


def _blocks(nodes: Iterable[Node], to: Typesetting) -> list[Block]:
    blocks: list[Block] = []
    loose: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.name in INLINE:
            loose.append(node)
            continue
        blocks.extend(_paragraph(Element("p", {}, loose), to))
        loose = []
        made = _block(node, to)
        if made and made[0]["t"] == "figure" and blocks and blocks[-1]["t"] == "heading":
            made[0]["first"] = True
        blocks.extend(made)
    return [*blocks, *_paragraph(Element("p", {}, loose), to)]


def _block(element: Element, to: Typesetting) -> list[Block]:
    writer = _WRITERS.get(element.name)
    if writer is not None:
        return writer(element, to)
    # Divisions of all kinds, and whatever else holds blocks.
    return [_block_of(element, "group", _blocks(element.children, to))]


def _heading(element: Element, to: Typesetting) -> list[Block]:
    level = int(element.name[1])
    return [_block_of(element, "heading", _inlines(element, to), level=level)]


def _list(element: Element, to: Typesetting) -> list[Block]:
    items = [_blocks(item.children, to) for item in element.elements()]
    return [_block_of(element, "list", items, ordered=element.name == "ol")]


def _code(element: Element, to: Typesetting) -> list[Block]:
    return [_block_of(element, "code", _text(element.text(), to))]


def _quote(element: Element, to: Typesetting) -> list[Block]:
    return [_block_of(element, "quote", _blocks(element.children, to))]


def _block_of(element: Element, kind: str, content: Any, **more: Any) -> Block:
    block: Block = {"t": kind, "c": content, **more}
    if element.get("id"):
        block["id"] = element.get("id")
    if element.classes:
        block["class"] = list(element.classes)
    language = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", element.get("lang"))
    if language:
        block["lang"] = language[0].lower()
    if element.get("dir") == "rtl" or (kind != "group" and is_right_to_left(element.text())):
        block["rtl"] = True
    return block


def _paragraph(element: Element, to: Typesetting) -> list[Block]:
    inlines = _inlines(element, to)
    return [_block_of(element, "para", inlines)] if inlines else []


def _terms(element: Element, to: Typesetting) -> list[Block]:
    return [_block_of(element, "terms", _pairs(element, to))]


def _pairs(element: Element, to: Typesetting) -> list[Block]:
    pairs: list[Block] = []
    for child in element.elements():
        if child.name == "dt" or not pairs:
            pairs.append({"term": _inlines(child, to), "c": []})
        else:
            pairs[-1]["c"].extend(_blocks(child.children, to))
    return pairs


def _inlines(element: Element, to: Typesetting) -> list[Inline]:
    """Return the text of an element with its styles, blanks collapsed as a browser does."""
    inlines: list[Inline] = []
    _inline_children(element, inlines, to)
    _trim(inlines)
    return inlines


def _inline_children(element: Element, out: list[Inline], to: Typesetting) -> None:
    for child in element.children:
        if isinstance(child, str):
            text = _BLANKS.sub(" ", _text(child, to))
            if text:
                out.append(text)
        else:
            _inline(child, out, to)


def _inline(element: Element, out: list[Inline], to: Typesetting) -> None:
    if element.get("id"):
        out.append({"t": "anchor", "id": element.get("id")})
    if element.name == "br":
        out.append({"t": "break"})
        return
    inside: list[Inline] = []
    _inline_children(element, inside, to)
    target = element.get("href")[1:]
    if element.name == "a" and target in to.targets:
        out.append({"t": "link", "to": target, "c": inside})
    elif element.name == "mark":
        out.append({"t": "mark", "class": list(element.classes), "c": inside})
    elif element.name in _STYLES:
        out.append({"t": _STYLES[element.name], "c": inside})
    elif element.name == "q":
        out.extend(["“", *inside, "”"])
    elif element.classes and element.name == "span":
        out.append({"t": "span", "class": list(element.classes), "c": inside})
    else:
        out.extend(inside)


def _trim(inlines: list[Inline]) -> None:
    """Take blanks from both ends of a paragraph, and those that follow another blank."""
    while inlines and isinstance(inlines[0], str) and not inlines[0].strip(" "):
        inlines.pop(0)
    while inlines and isinstance(inlines[-1], str) and not inlines[-1].strip(" "):
        inlines.pop()
    if inlines and isinstance(inlines[0], str):
        inlines[0] = inlines[0].lstrip(" ")
    if inlines and isinstance(inlines[-1], str):
        inlines[-1] = inlines[-1].rstrip(" ")


def _text(text: str, to: Typesetting) -> str:
    shown = printable(text)
    if not to.replaced.isdisjoint(shown):
        shown = "".join("\ufffd" if letter in to.replaced else letter for letter in shown)
    return shown


def _figure(element: Element, to: Typesetting) -> list[Block]:
    caption = next((part for part in element.elements() if part.name == "figcaption"), None)
    pictures = list(element.find("svg", "img"))
    if not pictures:
        return _blocks(element.children, to)
    blocks: list[Block] = []
    for picture in pictures:
        last = picture is pictures[-1]
        blocks.extend(_picture_block(picture, caption if last else None, to))
    if element.get("id") and blocks:
        blocks[0]["id"] = element.get("id")
    return blocks


def _picture(picture: Element, to: Typesetting) -> list[Block]:
    return _picture_block(picture, None, to)


def _picture_block(picture: Element, caption: Element | None, to: Typesetting) -> list[Block]:
    name = f"picture-{len(to.files) + 1}"
    if picture.name == "svg":
        name += ".svg"
        root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | picture.attributes)
        root.children = picture.children
        to.files[name] = serialise(root).encode("utf-8", "replace")
        description = picture.get("aria-label")
    else:
        read = picture_bytes(picture)
        if read is None:
            return []
        name += f".{read[0]}"
        to.files[name] = read[1]
        description = picture.get("alt")
    block: Block = {"t": "figure", "src": name, "alt": _text(description, to) or "Figure"}
    block["width"] = _points(picture)
    block["areas"] = areas(picture, to.targets)
    if caption is not None:
        block["caption"] = _inlines(caption, to)
        block["rtl"] = is_right_to_left(caption.text())
    return [block]


def _points(picture: Element) -> float | None:
    """Return the width that a picture asks for, in points; None where it does not say."""
    match = re.fullmatch(r"([0-9.]+)(pt|px|in)?", picture.get("width").strip())
    if match is None:
        return None
    return float(match[1]) * {"pt": 1.0, "in": 72.0}.get(match[2] or "px", 0.75)


def _table(table: Element, to: Typesetting) -> list[Block]:
    caption = next((part for part in table.elements() if part.name == "caption"), None)
    head, body = _rows(table, to)
    columns = max((_width(row) for row in [*head, *body]), default=1)
    block = _block_of(
        table, "table", [], columns=columns, head=head, body=body, widths=_widths(table, columns)
    )
    block.pop("rtl", None)
    if caption is not None:
        block["caption"] = _inlines(caption, to)
    return [block]


def _rows(table: Element, to: Typesetting) -> tuple[list[list[Block]], list[list[Block]]]:
    head: list[list[Block]] = []
    body: list[list[Block]] = []
    for part in table.elements():
        rows = [part] if part.name == "tr" else [r for r in part.elements() if r.name == "tr"]
        for row in rows:
            cells = [_cell(cell, to) for cell in row.elements() if cell.name in ("td", "th")]
            if row.get("id") and cells:
                cells[0]["id"] = row.get("id")
            if cells:
                (head if part.name == "thead" else body).append(cells)
    if not body:
        # A head alone cannot be repeated over anything.
        return [], head
    return head, body


def _cell(cell: Element, to: Typesetting) -> Block:
    blocks = _blocks(cell.children, to)
    made = _block_of(cell, "cell", blocks, header=cell.name == "th")
    # A row stays on one page, unless it could be longer than a page.
    made["breakable"] = len(cell.text()) > 1500
    words = (word.strip("“”‘’.,;:()0123456789") for word in _without_notes(cell).split())
    if max((len(word) for word in words), default=0) > _WORD:
        made["hyphenate"] = True
    for name in ("colspan", "rowspan"):
        if cell.get(name).isdigit():
            made[name] = min(max(int(cell.get(name)), 1), 60)
    if re.search(r"text-align:\s*(right|end)", cell.get("style")) or "number" in cell.classes:
        made["end"] = True
    return made


def _width(row: list[Block]) -> int:
    return sum(int(cell.get("colspan", 1)) for cell in row)


def _widths(table: Element, columns: int) -> list[float] | None:
    """Return the width of each column in average letters, or None where all fit on one line.

    Every column has room for its longest word and the cells of one or two words; what is left is
    shared so that the row with most lines gets as few as possible: the columns that would run
    longest get the next letters.
    """
    cells = _column_texts(table, columns)
    words = [[len(word) for text in texts for word in text.split()] for texts in cells]
    longest = [max(lengths, default=1) for lengths in words]
    natural = _natural(cells)
    room = _LINE - 2 * columns
    if sum(natural) <= room:
        return None
    widths = [float(max(min(word, _WORD), 5)) for word in longest]
    # What a line is about should not be broken at every word.
    widths[0] = max(widths[0], float(min(natural[0], _FIRST)))
    while sum(widths) < room:
        lines = [whole / (width - 3) for whole, width in zip(natural, widths, strict=True)]
        widths[lines.index(max(lines))] += 1
    return [width + 2 for width in widths]


def _natural(cells: list[list[str]]) -> list[int]:
    """Return the letters of the longest cell of each column."""
    return [max((len(text) for text in texts), default=1) for texts in cells]


def _column_texts(table: Element, columns: int) -> list[list[str]]:
    """Return the texts of each column, leaving out rows with cells over several columns."""
    texts: list[list[str]] = [[] for _ in range(columns)]
    for row in table.find("tr"):
        cells = [cell for cell in row.elements() if cell.name in ("td", "th")]
        if len(cells) == columns:
            for column, cell in zip(texts, cells, strict=True):
                column.append(_without_notes(cell))
    return texts


def _without_notes(cell: Element) -> str:
    """Return the text of a cell; the raised numbers of notes are small, and count for half."""
    pieces = []
    for child in cell.children:
        if isinstance(child, str):
            pieces.append(child)
        else:
            text = _without_notes(child)
            pieces.append(text[: len(text) // 2 + 1] if child.name == "sup" else text)
    return " ".join("".join(pieces).split())


_WRITERS: dict[str, Callable[[Element, Typesetting], list[Block]]] = {
    **dict.fromkeys(("p", "dt", "summary", "figcaption", "caption"), _paragraph),
    **dict.fromkeys(HEADINGS, _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    **dict.fromkeys(("svg", "img"), _picture),
    "dl": _terms,
    "pre": _code,
    "table": _table,
    "figure": _figure,
    "blockquote": _quote,
    "hr": lambda element, to: [{"t": "rule"}],
}
