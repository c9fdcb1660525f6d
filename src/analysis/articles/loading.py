"""File -> the articles in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analysis.articles.archives import Budget, members
from analysis.articles.confined import CONFINED_READER
from analysis.articles.dates import stated_date
from analysis.articles.extracted import Extracted, whole_letters
from analysis.articles.limits import MAXIMUM_ARTICLES, MAXIMUM_BYTES
from analysis.articles.metadata import Metadata, checked_text, iso_date, read_metadata
from analysis.articles.paragraphs import find_paragraphs, normalised
from analysis.articles.readers import CONFINED, read_as
from analysis.articles.records import read_records
from analysis.articles.sniffing import SUFFIXES, sniff
from analysis.errors import ArticleError, ParleyError
from analysis.model import Article, Paragraph, text_sha256

ANNOTATION_LIMIT = 200_000
"""The longest text, in code points, that is annotated: some 30,000 words, below 1 GB of memory."""

GIVEN = "given by the user, not read from the article"

KEY_MARK = "#"
"""Stands between a file's name and what tells an article from the others in it: "export#3"."""

_SAFE_KEY = re.compile(r"\w[\w .~-]{0,120}")
# What a file of each ending is expected to hold; another content is read all the same, and said.
_EXPECTED = {
    ".html": "HTML page",
    ".htm": "HTML page",
    ".xhtml": "HTML page",
    ".mht": "MHTML page",
    ".mhtml": "MHTML page",
    ".pdf": "PDF document",
    ".docx": "DOCX document",
    ".rtf": "RTF document",
    ".eml": "e-mail",
    ".rss": "feed",
    ".atom": "feed",
    ".zip": "ZIP archive",
}


class Loaded(NamedTuple):
    """The articles of a file, and the errors of those in it that are left out."""

    articles: tuple[Article, ...]
    errors: tuple[ParleyError, ...]


def load_articles(
    path: str | PathLike[str],
    *,
    title: str | None = None,
    published: str | date | None = None,
    published_basis: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Loaded:
    """Load all articles of a file: plain text, HTML, MHTML, PDF, DOCX, RTF, e-mail, JSON, RSS, ZIP.

    What a file is, its content says; its name decides only between forms of text that look alike.
    Metadata comes from the text's own title and date line, from ``NAME.toml``, from what the
    document says of itself, from ``NAME#KEY.toml`` for one of many articles, and from the
    arguments, in rising order of strength. A date is never guessed: without one, ``published`` is
    None. ``published_basis`` says where the date comes from.

    Parameters
    ----------
    path
        The file. Its name without the ending is the article's id; of a file with several articles,
        ids are ``NAME#KEY``, and ``FILE#KEY`` as the path stands for that one alone.
    title, published, published_basis, publisher, url, language
        What the caller knows better than the files; None or an empty text means nothing is given.

    Returns
    -------
    Loaded
        The articles in the order of the file, and the errors of the parts that are left out.

    Raises
    ------
    ArticleError
        If the file cannot be read, holds no article that can, or its TOML is wrong.
    ParameterError
        If one of the arguments is wrong.
    """
    given = Metadata(
        title=checked_text("title", title, where="title"),
        published=iso_date(published, where="published"),
        published_basis=checked_text("published_basis", published_basis, where="published_basis"),
        publisher=checked_text("publisher", publisher, where="publisher"),
        url=checked_text("url", url, where="url"),
        language=checked_text("language", language, where="language"),
    )
    source, key = split_name(path)
    data = _read(source)
    found, errors = _extracted(data, source.suffix, str(source), Budget())
    if key is not None:
        found = _chosen(found, key, source)
        errors = []
    if not found and errors:
        raise errors[0]
    sha256 = hashlib.sha256(data).hexdigest()
    articles: dict[str, Article] = {}
    for one in found:
        try:
            article = _article(one, source, given, sha256)
            if article.id in articles:
                raise ArticleError(
                    "another article of this file has the same id", where=source, found=one.key
                )
        except ArticleError as error:
            errors.append(error)
            continue
        articles[article.id] = article
    if not articles and errors:
        raise errors[0]
    return Loaded(tuple(articles.values()), tuple(errors))


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
    """Load the one article of a file, as :func:`load_articles` does.

    Raises
    ------
    ArticleError
        If the file cannot be read, holds several articles, or its TOML is wrong.
    ParameterError
        If one of the arguments is wrong.
    """
    loaded = load_articles(
        path,
        title=title,
        published=published,
        published_basis=published_basis,
        publisher=publisher,
        url=url,
        language=language,
    )
    if len(loaded.articles) != 1:
        raise ArticleError(
            "several articles are in this file",
            where=path,
            found=f"{len(loaded.articles)} articles",
            allowed=f"one of {_some(article.id for article in loaded.articles)}",
        )
    return loaded.articles[0]


def split_name(path: str | PathLike[str]) -> tuple[Path, str | None]:
    """Return the file that a path names, and the key of one article in it, or None.

    "export.docx#3" is the article 3 of export.docx, unless there is a file of that name.
    """
    source = Path(path)
    parts = source.name.split(KEY_MARK)
    if len(parts) > 1 and not _is_file(source):
        for number in range(len(parts) - 1, 0, -1):
            name = KEY_MARK.join(parts[:number])
            if name and _is_file(source.with_name(name)):
                return source.with_name(name), KEY_MARK.join(parts[number:])
    return source, None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def _extracted(
    data: bytes, suffix: str, where: str, budget: Budget, depth: int = 0
) -> tuple[list[Extracted], list[ParleyError]]:
    """Return the articles in the bytes of a file, and the errors of those that are left out."""
    format = sniff(data, suffix, where=where)
    if format == "ZIP archive":
        return _from_archive(data, where, budget, depth)
    if format == "JSON lines":
        return read_records(data, where=where)
    if format in CONFINED:
        found = CONFINED_READER.read(format, data, where=where)
    else:
        found = read_as(format, data, where=where)
    expected = _EXPECTED.get(suffix.lower(), format)
    if expected != format:
        note = f"The file's name ends in {suffix}, but what it holds was read as {format}."
        found = [_with(one, notes=(*one.notes, note)) for one in found]
    return found, []


def _with(one: Extracted, **changed: object) -> Extracted:
    from dataclasses import replace

    return replace(one, **changed)  # type: ignore[arg-type]


def _from_archive(
    data: bytes, where: str, budget: Budget, depth: int
) -> tuple[list[Extracted], list[ParleyError]]:
    if depth > 1:
        raise ArticleError(
            "archives are nested too deeply",
            where=where,
            allowed="archives in an archive, and none in those",
        )
    found: list[Extracted] = []
    errors: list[ParleyError] = []
    for member in members(data, where=where, budget=budget):
        if isinstance(member, ArticleError):
            errors.append(member)
            continue
        suffix = PurePosixPath(member.name).suffix
        place = f"{where}, {member.name}"
        try:
            inner, left_out = _extracted(member.data, suffix, place, budget, depth + 1)
        except ArticleError as error:
            if budget.left <= 0:
                raise
            errors.append(error)
            continue
        errors += left_out
        found += [
            _with(one, key=f"{member.key}{KEY_MARK}{one.key}" if one.key else member.key)
            for one in inner
        ]
        if len(found) > MAXIMUM_ARTICLES:
            raise ArticleError(
                "too many articles", where=where, allowed=f"{MAXIMUM_ARTICLES:,} in one file"
            )
    if not found and not errors:
        raise ArticleError(
            "no article in this archive",
            where=where,
            allowed=f"files ending in {', '.join(SUFFIXES)}",
        )
    return found, errors


def _chosen(found: Sequence[Extracted], key: str, source: Path) -> list[Extracted]:
    chosen = [one for one in found if one.key == key]
    if not chosen:
        keys = [one.key for one in found if one.key]
        raise ArticleError(
            "there is no such article in this file",
            where=source,
            found=f"{KEY_MARK}{key}",
            allowed=_some(f"{KEY_MARK}{one}" for one in keys) if keys else "the file's name alone",
        )
    return chosen


def _some(names: Iterator[str] | Sequence[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:12]) + (", …" if len(listed) > 12 else "")


def _article(one: Extracted, source: Path, given: Metadata, sha256: str) -> Article:
    """Put together what the document, the TOML beside it and the caller say."""
    beside, own = _beside(source, one.key)
    # The format's contract: TOML beside the file, the document itself, what the caller gives. The
    # TOML of one of many articles is there to correct that one, so it counts before the document.
    stated = [given, own, _of_document(one), beside]
    known_title = _first(stated, "title")
    paragraphs = _paragraphs(one, known_title)
    # A name that is no UTF-8 cannot be written as JSON.
    name = whole_letters(source.stem)
    day, basis = _published(stated, one, name, paragraphs)
    return Article(
        id=f"{name}{KEY_MARK}{one.key}" if one.key else name,
        title=known_title or _own_title(one.text, paragraphs),
        published=day,
        published_basis=basis,
        publisher=_first(stated, "publisher"),
        url=_first(stated, "url"),
        language=_first(stated, "language"),
        sha256=text_sha256(one.text),
        text=one.text,
        paragraphs=paragraphs,
        file_sha256=sha256,
        file_format=one.format,
        notes=(*one.notes, *_overruled(beside, stated, name)),
    )


def _beside(source: Path, key: str) -> tuple[Metadata, Metadata]:
    """Return the metadata beside the file, and that of one of its articles."""
    whole = read_metadata(source.with_suffix(".toml"))
    if not key or not _SAFE_KEY.fullmatch(key.replace(KEY_MARK, "-")):
        return whole, Metadata()
    return whole, read_metadata(source.with_name(f"{source.stem}{KEY_MARK}{key}.toml"))


def _of_document(one: Extracted) -> Metadata:
    """Return what a document says of itself."""
    return Metadata.model_construct(
        title=one.title,
        published=one.published,
        published_basis=one.published_basis,
        publisher=one.publisher,
        url=one.url,
        language=one.language,
    )


def _first(stated: Sequence[Metadata], name: str) -> str | None:
    """Return a value of the strongest origin that gives one."""
    return next((value for one in stated if (value := getattr(one, name))), None)


def _overruled(beside: Metadata, stated: Sequence[Metadata], name: str) -> Iterator[str]:
    """Yield what the TOML says that something stronger says otherwise, for the report to tell."""
    for key in ("published", "publisher", "url", "language"):
        value, counts = getattr(beside, key), _first(stated[:-1], key)
        if value and counts and value != counts:
            yield f"{name}.toml says {key} {value!r}; {counts!r} counts, from a stronger source."


def _paragraphs(one: Extracted, title: str | None) -> tuple[Paragraph, ...]:
    """Find the paragraphs of the text; a kind that the document's markup gives counts."""
    found = find_paragraphs(one.text, title)
    if not one.kinds:
        return found
    kinds = iter(one.kinds)
    current = next(kinds, None)
    marked = []
    for paragraph in found:
        while current is not None and current[1] <= paragraph.start:
            current = next(kinds, None)
        within = current is not None and current[0] <= paragraph.start
        if within and current is not None and paragraph.kind != "title":
            marked.append(paragraph.model_copy(update={"kind": current[2]}))
        else:
            marked.append(paragraph)
    return tuple(marked)


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
            allowed=f"files ending in {', '.join(SUFFIXES)}",
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
    stated: Sequence[Metadata],
    one: Extracted,
    name: str,
    paragraphs: tuple[Paragraph, ...],
) -> tuple[str | None, str | None]:
    """Return the date of publication and where it comes from, the strongest origin first."""
    given, own, document, beside = stated
    written = given.published_basis or own.published_basis or beside.published_basis
    if given.published:
        return given.published, given.published_basis or GIVEN
    if own.published:
        return own.published, own.published_basis or f"from {name}{KEY_MARK}{one.key}.toml"
    if document.published:
        return document.published, document.published_basis
    if beside.published:
        return beside.published, written or f"from {name}.toml"
    found = stated_date(one.text, paragraphs)
    if found is not None:
        return found.value, f"the article's own line '{found.words}'"
    return None, written


def _own_title(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Return the text's own title in one line, or None."""
    for paragraph in paragraphs:
        if paragraph.kind == "title" and normalised(text[paragraph.start : paragraph.end]):
            return " ".join(text[paragraph.start : paragraph.end].split())
    return None
