"""Bytes of a known format -> the articles in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.articles.decoding import decode
from analysis.articles.extracted import Extracted
from analysis.articles.feeds import read_feed
from analysis.articles.limits import MAXIMUM_CHARACTERS
from analysis.articles.mail import read_mail, read_mhtml
from analysis.articles.nexis import split_export
from analysis.articles.pdf import read_pdf
from analysis.articles.rich_text import read_rich_text
from analysis.articles.sniffing import Format
from analysis.articles.webpages import read_page
from analysis.articles.word import read_word
from analysis.errors import ArticleError, ParleyError

_Reader = Callable[..., list[Extracted]]


def read_text(data: bytes, *, where: str) -> list[Extracted]:
    """Read a plain text file, as it is.

    Raises
    ------
    ArticleError
        If the bytes are no text.
    """
    return [Extracted(decode(data, where=where).text, "plain text")]


_READERS: Mapping[Format, _Reader] = {
    "plain text": read_text,
    "HTML page": read_page,
    "MHTML page": read_mhtml,
    "PDF document": read_pdf,
    "DOCX document": read_word,
    "RTF document": read_rich_text,
    "e-mail": read_mail,
    "feed": read_feed,
}
# Formats in which archives of news export many articles at once.
_EXPORTS = frozenset({"plain text", "HTML page", "PDF document", "DOCX document", "RTF document"})
CONFINED = frozenset(_READERS) - {"plain text"}
"""The formats whose readers work in a process of their own."""


def _check_length(found: list[Extracted], where: str) -> None:
    length = sum(len(one.text) for one in found)
    if length > MAXIMUM_CHARACTERS:
        raise ArticleError(
            "too much text",
            where=where,
            found=f"{length:,} characters",
            allowed=f"{MAXIMUM_CHARACTERS:,} characters in a file",
        )


def read_as(format: Format, data: bytes, *, where: str) -> list[Extracted]:
    """Read the articles of a document in this process.

    Parameters
    ----------
    format
        What the file is, as :func:`~analysis.articles.sniffing.sniff` says; but for ZIP archives
        and JSON lines, which are read part by part.
    data
        The whole file.
    where
        Name of the file, for errors.

    Raises
    ------
    ArticleError
        If the file cannot be read; nothing else is raised, whatever its bytes.
    """
    try:
        found = _READERS[format](data, where=where)
        _check_length(found, where)
        if format in _EXPORTS and len(found) == 1:
            return split_export(found[0]) or found
        return found
    except ParleyError:
        raise
    except MemoryError as error:
        raise ArticleError(
            f"reading this {format} takes more memory than is allowed", where=where
        ) from error
    except RecursionError as error:
        raise ArticleError(f"this {format} is nested too deeply", where=where) from error
    except Exception as error:  # the libraries below raise whatever broken bytes make them raise
        raise ArticleError(
            f"this {format} cannot be read: {type(error).__name__}: {str(error)[:200]}",
            where=where,
            allowed="a whole and valid file",
        ) from error
