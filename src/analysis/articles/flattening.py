"""A tree of markup -> its paragraphs. Used for whole pages, e-mails and the entries of feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.articles.extracted import Block
from analysis.model import ParagraphKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = re.compile(r"\s+")
# Two breaks in a row stand for the end of a paragraph. The extractor makes one of them: the place
# is marked by a character that no text has (it is taken out of the text before).
_MARK = "\ue00a"
# HTML's blocks, and those of the tree that trafilatura makes (head, item, row, quote, ab).
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "head"})
_ITEMS = frozenset({"li", "item", "dd", "dt"})
_BLOCKS = frozenset(
    {
        *("p", "div", "body", "html", "article", "section", "main", "header", "footer", "aside"),
        *("blockquote", "quote", "pre", "code", "ab", "figure", "figcaption", "address", "hr"),
        *("ul", "ol", "dl", "list", "table", "tbody", "thead", "tr", "row", "center", "form"),
        *("caption", "fieldset", "details", "summary", "nav", "title"),
        *_HEADINGS,
        *_ITEMS,
    }
)
_CELLS = frozenset({"td", "th", "cell"})
_BREAKS = frozenset({"br", "lb"})
_SILENT = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed"),
        *("select", "button", "textarea", "input", "video", "audio", "canvas", "graphic", "img"),
    }
)


def flattened(root: _Element, *, head: bool = False) -> list[Block]:
    """Return the text below an element as blocks, headings and list items marked as such.

    Parameters
    ----------
    root
        An element of HTML, or of the tree that trafilatura makes.
    head
        Whether ``head`` is a heading (trafilatura's) and not what HTML keeps before the body.
    """
    return list(_Flattening(head).blocks(root))


def parsed(markup: str) -> _Element | None:
    """Parse a piece of HTML; None if there is nothing in it. Nothing is fetched or run."""
    from lxml import etree, html

    # A parser of libxml2 is bounded in depth, loads no DTD and asks no network.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        return html.document_fromstring(_encodable(markup), parser=parser)
    except (etree.ParserError, ValueError):
        return None


def _encodable(markup: str) -> str:
    return markup.replace("\x00", "").replace(_MARK, "").encode("utf-8", "replace").decode("utf-8")


def mark_double_breaks(root: _Element) -> None:
    """Mark, in a tree of HTML, the places where two line breaks end a paragraph."""
    for element in root.iter("br"):
        following = element.getnext()
        blank = not (element.tail or "").strip()
        if following is not None and following.tag == "br" and blank:
            element.tail = _MARK


class _Flattening:
    """One walk over a tree; without recursion, for pages nest as deep as they like."""

    def __init__(self, head: bool) -> None:
        self._head = head
        self._pieces: list[str] = []

    def blocks(self, root: _Element) -> Iterator[Block]:
        from lxml import etree

        silent = 0
        open_kinds: list[ParagraphKind] = []
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = self._tag(element)
            quiet = tag in _SILENT or (tag == "head" and not self._head)
            if event == "start":
                if not silent and not quiet:
                    yield from self._opened(tag, open_kinds)
                    self._add(element.text)
                silent += quiet
                continue
            silent -= quiet
            if not silent:
                if not quiet:
                    yield from self._closed(tag, open_kinds)
                if element is not root:
                    self._add(element.tail)
        yield from self._flush(open_kinds)

    def _tag(self, element: Any) -> str:
        tag = element.tag
        return tag.rpartition("}")[2].lower() if isinstance(tag, str) else "script"

    def _opened(self, tag: str, kinds: list[ParagraphKind]) -> Iterator[Block]:
        if tag in _BREAKS:
            self._pieces.append("\n")
        if tag in _CELLS and self._pieces:
            self._pieces.append(" | ")
        if tag in _BLOCKS:
            yield from self._flush(kinds)
        if tag in _HEADINGS:
            kinds.append("heading")
        elif tag in _ITEMS:
            kinds.append("list item")

    def _closed(self, tag: str, kinds: list[ParagraphKind]) -> Iterator[Block]:
        if tag in _BLOCKS:
            yield from self._flush(kinds)
        if tag in _HEADINGS or tag in _ITEMS:
            kinds.pop()

    def _add(self, text: str | None) -> None:
        if text:
            # A line end in markup is a blank; only <br> ends a line.
            self._pieces.append(_BLANKS.sub(" ", text).replace(_MARK, "\n\n"))

    def _flush(self, kinds: list[ParagraphKind]) -> Iterator[Block]:
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        kind = kinds[-1] if kinds else None
        # Two breaks in a row divide paragraphs; one ends a line.
        part: list[str] = []
        for line in text.split("\n"):
            if line.strip(" |"):
                part.append(line.strip())
            elif part:
                yield Block("\n".join(part), kind)
                part = []
        if part:
            yield Block("\n".join(part), kind)
