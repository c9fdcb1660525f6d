"""DOCX documents: the paragraphs of the body and of its tables, in order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from analysis.articles.extracted import Block, Extracted, from_blocks, one_line
from analysis.articles.limits import ARCHIVE_BYTES, ARCHIVE_ENTRIES
from analysis.articles.pagedata import language_tag
from analysis.articles.paragraphs import normalised
from analysis.errors import ArticleError
from analysis.model import ParagraphKind

FORMAT = "DOCX document"

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEADING = re.compile(r"(?:heading|berschrift|titre|subtitle|untertitel)", re.IGNORECASE)
_LIST = re.compile(r"(?:list|bullet|aufz)", re.IGNORECASE)


def read_word(data: bytes, *, where: str) -> list[Extracted]:
    """Read a DOCX document: no macro, no field and no link of it is followed.

    Deleted text of tracked changes is left out, inserted text is read. Headers, footers, footnotes
    and comments are not part of the article.

    Raises
    ------
    ArticleError
        If it is damaged, too large when unpacked, or holds no text.
    """
    _check_size(data, where)
    import docx

    document = docx.Document(BytesIO(data))
    blocks = list(_blocks(document))
    if not any(block.text.strip() for block in blocks):
        raise ArticleError(
            "no text in this document", where=where, allowed="a document with text; not pictures"
        )
    title = _title(document, blocks)
    language = language_tag(document.core_properties.language or None)
    return [from_blocks(blocks, format=FORMAT, title=title, language=language)]


def _check_size(data: bytes, where: str) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ARCHIVE_ENTRIES or unpacked > ARCHIVE_BYTES:
        raise ArticleError(
            "the document is too large when unpacked",
            where=where,
            found=f"{len(entries):,} parts of {unpacked:,} bytes",
            allowed=f"{ARCHIVE_ENTRIES:,} parts of {ARCHIVE_BYTES:,} bytes",
        )


def _blocks(document: Any) -> Iterator[Block]:
    """Yield the paragraphs of the body, those of tables, content controls and text boxes too."""
    styles = {style.style_id: style.name or "" for style in document.styles}
    for paragraph in document.element.body.iter(f"{_WORD}p"):
        if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue
        text = "".join(_pieces(paragraph))
        if text.strip():
            yield Block(text, _kind(paragraph, styles))


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{_WORD}t", *(f"{_WORD}{sign}" for sign in _SIGNS)):
        if _owner(element) is not paragraph:
            continue  # of a text box inside this paragraph, which is a paragraph of its own
        name = element.tag.removeprefix(_WORD)
        # A w:tab of the paragraph's properties is a tab stop and no sign.
        if name == "t":
            yield element.text or ""
        elif element.getparent().tag == f"{_WORD}r":
            yield _SIGNS[name]


def _owner(element: Any) -> Any:
    return next(element.iterancestors(f"{_WORD}p"), None)


def _kind(paragraph: Any, styles: dict[str, str]) -> ParagraphKind | None:
    properties = paragraph.find(f"{_WORD}pPr")
    if properties is None:
        return None
    named = properties.find(f"{_WORD}pStyle")
    style = "" if named is None else named.get(f"{_WORD}val") or ""
    name = styles.get(style, style)
    if name.lower() == "title":
        return "title"
    if _HEADING.search(name):
        return "heading"
    if properties.find(f"{_WORD}numPr") is not None or _LIST.match(name):
        return "list item"
    return None


def _title(document: Any, blocks: list[Block]) -> str | None:
    """Return the paragraph in the style Title, or the document's own title where it opens it."""
    for block in blocks[:5]:
        if block.kind == "title":
            return one_line(block.text)
    stated = one_line(document.core_properties.title or "")
    heads = [one_line(block.text) for block in blocks[:5]]
    if stated and normalised(stated) in [normalised(head) for head in heads]:
        return stated
    first = blocks[0]
    return heads[0] if first.kind == "heading" and len(blocks) > 1 else None
