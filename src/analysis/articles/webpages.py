"""HTML pages, as saved from news sites: main text, and what the page says of itself.

The main text is found by trafilatura's extractor (Barbaresi 2021, "Trafilatura: A Web Scraping
Library and Command-Line Tool for Text Discovery and Extraction", ACL); its fetcher is never used.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

from analysis.articles.decoding import decode
from analysis.articles.extracted import Block, Extracted, from_blocks
from analysis.articles.flattening import flattened, mark_double_breaks, parsed
from analysis.articles.limits import MAXIMUM_MARKUP
from analysis.articles.nexis import is_export
from analysis.articles.pagedata import PageData, page_data, web_address
from analysis.articles.paragraphs import normalised
from analysis.errors import ArticleError

if TYPE_CHECKING:
    from lxml.etree import _Element

FORMAT = "HTML page"

_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,400}?charset\s*=\s*["']?\s*|\?xml[^>]{0,100}?encoding\s*=\s*["'])([\w.:-]+)""",
    re.IGNORECASE,
)
# The encodings of the web; Python knows others that are no encodings of text.
_ENCODINGS = re.compile(
    r"utf-?8|iso-?8859-?\d+|latin-?1|windows-?12\d\d|cp12\d\d|windows-?31j|koi8-?[ru]|gb(?:k|2312|18030)|"
    r"big5(?:-?hkscs)?|shift[_-]?jis|sjis|euc-?(?:jp|kr)|iso-?2022-?jp|macintosh|tis-?620"
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->|\n\s*url:\s*(https?://\S+)")
_PROLOGUE = re.compile(r"\A[\s\ufeff]*<\?xml[^>]*\?>")
# What makes saved pages large and holds no text. JSON-LD stays.
_SCRIPT = re.compile(
    r"<script\b(?![^>]{0,300}ld\+json)[^>]*>.*?</script\s*>", re.DOTALL | re.IGNORECASE
)
_STYLE = re.compile(r"<(style|svg)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,80},[A-Za-z0-9+/%=_.~-]{200,}")
_FEW_WORDS = 25


def read_page(data: bytes, *, where: str) -> list[Extracted]:
    """Read a saved HTML page.

    Raises
    ------
    ArticleError
        If it is no text, too large, or holds no words.
    """
    return [page(page_text(data, where=where), where=where)]


def page_text(data: bytes, *, where: str, declared: str | None = None) -> str:
    """Decode a page: by its byte order mark, UTF-8, the encoding it declares, or by its bytes."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        stated = _DECLARED.search(data[:4096])
        name = (declared or (stated.group(1).decode("ascii") if stated else "")).lower()
        text = _as_declared(data, name)
        if text is not None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return decode(data, where=where).text


def _as_declared(data: bytes, name: str) -> str | None:
    """Decode as declared, if that fits; a page that is UTF-8 is so whatever it declares."""
    if not _ENCODINGS.fullmatch(name) or b"\x00" in data:
        return None
    if not name.startswith("iso-2022"):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if re.fullmatch(r"iso-?8859-?1|latin-?1|utf-?8", name):
        return None
    try:
        return data.decode({"windows-31j": "cp932", "macintosh": "mac_roman"}.get(name, name))
    except (UnicodeDecodeError, LookupError):
        return None


def page(markup: str, *, where: str, address: str | None = None, format: str = FORMAT) -> Extracted:
    """Read a decoded page.

    Parameters
    ----------
    markup
        The page.
    where
        Name of the file, for errors.
    address
        Where the page came from, if that is known from elsewhere.
    format
        Name of the format, for the record.

    Raises
    ------
    ArticleError
        If the page is too large, or holds no words.
    """
    saved = _SAVED_FROM.search(markup[:4096])
    tree = parsed(_light(markup, where))
    if tree is None:
        raise ArticleError("no text in this page", where=where, allowed="a page with an article")
    known = address or (web_address(saved.group(1) or saved.group(2)) if saved else None)
    about = page_data(tree, known)
    blocks, recognised = _main_text(tree)
    if not any(block.text for block in blocks):
        raise ArticleError(
            "no text in this page: it may be one that a script fills in",
            where=where,
            allowed="a page saved when it was complete, as MHTML or PDF if need be",
        )
    notes = list(about.notes)
    if not recognised:
        notes.append(
            "The main text of the page was not recognised; what was read may hold "
            "menus and other matter that is not of the article."
        )
    return from_blocks(_titled(blocks, about), format=format, notes=tuple(notes), **_fields(about))


def _light(markup: str, where: str) -> str:
    """Return a page without what holds no text, or refuse it for its size."""
    bare = _PROLOGUE.sub("", markup)
    if len(bare) > 100_000:
        bare = _STYLE.sub(" ", _SCRIPT.sub(" ", _EMBEDDED.sub("", bare)))
    if len(bare) > MAXIMUM_MARKUP:
        raise ArticleError(
            "the page is too large",
            where=where,
            found=f"{len(bare):,} characters of markup",
            allowed=f"{MAXIMUM_MARKUP:,} characters, scripts and embedded pictures aside",
        )
    return bare


def _main_text(tree: _Element) -> tuple[list[Block], bool]:
    """Return the blocks of the main text, and whether it was recognised as such."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    # Exports of news archives are no articles with menus around them: all of it is text.
    whole = flattened(tree)
    if is_export("\n".join(block.text for block in whole)):
        return whole, True
    mark_double_breaks(tree)
    # The extractor works on the tree that it is given: a copy stays for when it finds nothing.
    found: Any = bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False
    )
    if found is not None and found.body is not None:
        blocks = flattened(found.body, head=True)
        if _words(blocks) >= _FEW_WORDS:
            return blocks, True
    return whole, False


def _words(blocks: list[Block]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _titled(blocks: list[Block], about: PageData) -> list[Block]:
    """Mark the headline among the first blocks as the title."""
    title = normalised(about.title or "")
    return [
        Block(block.text, "title")
        if index < 4 and title and normalised(block.text) == title
        else block
        for index, block in enumerate(blocks)
    ]


def _fields(about: PageData) -> dict[str, Any]:
    return {
        "title": about.title,
        "published": about.published,
        "published_basis": about.published_basis,
        "publisher": about.publisher,
        "url": about.url,
        "language": about.language,
    }
