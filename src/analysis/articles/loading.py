"""File -> Article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from os import PathLike
from pathlib import Path

from analysis.articles.dates import stated_date
from analysis.articles.decoding import decode
from analysis.articles.metadata import Metadata, checked_text, iso_date, read_metadata
from analysis.articles.paragraphs import find_paragraphs, normalised
from analysis.errors import ArticleError
from analysis.model import Article, Paragraph, text_sha256

SUFFIXES = (".txt", ".text")
"""Endings of the files that a folder of articles is searched for."""

ANNOTATION_LIMIT = 200_000
"""The longest text, in code points, that is annotated: some 30,000 words, below 1 GB of memory."""

MAXIMUM_BYTES = 50_000_000
"""The largest file that is loaded at all."""

# Formats with markup or metadata of their own: as plain text they would be wrong, not just ugly.
_DOCUMENTS = frozenset({".htm", ".html", ".xhtml", ".mht", ".mhtml", ".pdf", ".doc", ".docx"})
_DATA = frozenset({".json", ".jsonl", ".xml", ".rss", ".atom", ".csv", ".xls", ".xlsx", ".toml"})
_OTHERS = frozenset({".odt", ".rtf", ".eml", ".msg", ".epub", ".ipynb", ".zip", ".gz", ".warc"})
_OTHER_FORMATS = _DOCUMENTS | _DATA | _OTHERS

GIVEN = "given by the user, not read from the article"


def load_article(
    path: str | PathLike[str],
    *,
    title: str | None = None,
    published: str | date | None = None,
    published_basis: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """Load a plain text file, and the TOML of the same name beside it.

    Metadata comes from the text's own title and date line, from ``NAME.toml``, and from the
    arguments, in rising order of strength. A date is never guessed: without one, ``published`` is
    None. ``published_basis`` says where the date comes from.

    Parameters
    ----------
    path
        The text file. Its name without the ending is the article's id.
    title, published, published_basis, publisher, url, language
        What the caller knows better than the files; None or an empty text means nothing is given.

    Raises
    ------
    ArticleError
        If the file cannot be read, is not plain text, or its TOML is wrong.
    ParameterError
        If one of the arguments is wrong.
    """
    source = Path(path)
    text = decode(_read(source), where=str(source)).text
    beside = read_metadata(source.with_suffix(".toml"))
    given = Metadata(
        title=checked_text("title", title, where="title"),
        published=iso_date(published, where="published"),
        published_basis=checked_text("published_basis", published_basis, where="published_basis"),
        publisher=checked_text("publisher", publisher, where="publisher"),
        url=checked_text("url", url, where="url"),
        language=checked_text("language", language, where="language"),
    )
    known_title = given.title or beside.title
    paragraphs = find_paragraphs(text, known_title)
    day, basis = _published(given, beside, source, text, paragraphs)
    return Article(
        id=source.stem,
        title=known_title or _own_title(text, paragraphs),
        published=day,
        published_basis=basis,
        publisher=given.publisher or beside.publisher,
        url=given.url or beside.url,
        language=given.language or beside.language,
        sha256=text_sha256(text),
        text=text,
        paragraphs=paragraphs,
    )


def article_files(path: str | PathLike[str]) -> list[Path]:
    """Return the article files that `path` stands for: itself, or those of a folder, sorted.

    Folders inside the folder, and files whose names begin with a dot, are left out.

    Raises
    ------
    ArticleError
        If there is nothing at `path`, or no article in the folder.
    """
    source = Path(path)
    if not source.is_dir():
        return [source]
    files = sorted(
        entry
        for entry in source.iterdir()
        if entry.suffix.lower() in SUFFIXES and not entry.name.startswith(".") and entry.is_file()
    )
    if not files:
        raise ArticleError(
            "no article in this folder",
            where=source,
            allowed=f"files ending in {' or '.join(SUFFIXES)}",
        )
    return files


def check_length(article: Article) -> None:
    """Raise if the article is too long to be annotated.

    The parser's memory grows with the length of a text; a file as long as this is no article but
    many, and belongs into as many files.

    Raises
    ------
    ArticleError
        If its text is longer than :data:`ANNOTATION_LIMIT`.
    """
    if len(article.text) > ANNOTATION_LIMIT:
        raise ArticleError(
            "the text is too long to be annotated as one article",
            where=article.id,
            found=f"{len(article.text):,} characters",
            allowed=f"{ANNOTATION_LIMIT:,} characters; put each article into a file of its own",
        )


def _read(source: Path) -> bytes:
    if source.suffix.lower() in _OTHER_FORMATS:
        raise ArticleError(
            "this format is not supported",
            where=source,
            found=source.suffix,
            allowed=f"plain text, in files ending in {' or '.join(SUFFIXES)}",
        )
    try:
        size = source.stat().st_size
        if size > MAXIMUM_BYTES:
            raise ArticleError(
                "the file is too large",
                where=source,
                found=f"{size:,} bytes",
                allowed=f"{MAXIMUM_BYTES:,} bytes",
            )
        return source.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError("there is no such file", where=source, allowed=_near(source)) from error
    except IsADirectoryError as error:
        raise ArticleError("this is a folder", where=source, allowed="a file") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ArticleError(f"cannot be read: {reason}", where=source) from error


def _near(source: Path) -> str | None:
    """Name the articles that do lie in the folder, for the error."""
    names = list(_names(source.parent))
    return f"in {source.parent}: {', '.join(names[:12])}" if names else None


def _names(folder: Path) -> Iterator[str]:
    try:
        yield from (file.name for file in article_files(folder) if file.parent == folder)
    except (ArticleError, OSError):
        return


def _published(
    given: Metadata, beside: Metadata, source: Path, text: str, paragraphs: tuple[Paragraph, ...]
) -> tuple[str | None, str | None]:
    """Return the date of publication and where it comes from, the strongest origin first."""
    if given.published:
        return given.published, given.published_basis or GIVEN
    if beside.published:
        basis = given.published_basis or beside.published_basis
        return beside.published, basis or f"from {source.stem}.toml"
    stated = stated_date(text, paragraphs)
    if stated is not None:
        return stated.value, f"the article's own line '{stated.words}'"
    return None, given.published_basis or beside.published_basis


def _own_title(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Return the text's own title in one line, or None."""
    for paragraph in paragraphs:
        if paragraph.kind == "title" and normalised(text[paragraph.start : paragraph.end]):
            return " ".join(text[paragraph.start : paragraph.end].split())
    return None
