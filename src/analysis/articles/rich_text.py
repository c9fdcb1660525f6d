"""RTF documents, by striprtf."""

from __future__ import annotations

import re
from typing import Any

from analysis.articles.extracted import Block, Extracted, from_blocks, one_line
from analysis.articles.paragraphs import normalised
from analysis.errors import ArticleError

FORMAT = "RTF document"

_TITLE = re.compile(r"\{\\title\s+([^{}]{1,500})\}")
# Pictures and other data as hexadecimal digits; and control words that take binary data.
_HEX = re.compile(r"(?<![0-9A-Za-z\\'])[0-9a-fA-F\r\n]{400,}")
_BINARY = re.compile(rb"\\bin\d+ ")
# striprtf puts the address of a link behind its words.
_LINK = re.compile(r"(?<=\S)\(\"(?:[a-z][a-z0-9+.-]*:|www\.|#)?[^\s\"]*[./#@][^\s\"]*\"\)")
_ITEM = re.compile(r"[•·▪◦‣●○■–\uf0a7\uf0b7\uf0d8\uf076-]\t")


def read_rich_text(data: bytes, *, where: str) -> list[Extracted]:
    """Read an RTF document: its text, one block for each paragraph.

    Raises
    ------
    ArticleError
        If it holds no text.
    """
    from striprtf.striprtf import rtf_to_text

    source = _HEX.sub("", _BINARY.sub(b"", data).decode("latin-1"))
    convert: Any = rtf_to_text
    text = _LINK.sub("", str(convert(source, errors="replace")))
    blocks = [Block(line, "list item" if _ITEM.match(line) else None) for line in text.split("\n")]
    blocks = [Block(_ITEM.sub("", block.text, count=1), block.kind) for block in blocks]
    if not any(block.text.strip() for block in blocks):
        raise ArticleError(
            "no text in this document", where=where, allowed="a document with text; not pictures"
        )
    return [from_blocks(blocks, format=FORMAT, title=_title(source, text))]


def _title(source: str, text: str) -> str | None:
    """Return the title that the document states of itself, if the text opens with it."""
    stated = _TITLE.search(source)
    if stated is None:
        return None
    title = one_line(stated.group(1))
    words = normalised(title)
    heads = [line for line in text.split("\n") if line.strip()][:5]
    return title if words and words in [normalised(head) for head in heads] else None
