"""JSON lines: one article a line, for those who export articles from a database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from analysis.articles.decoding import decode
from analysis.articles.extracted import Extracted, whole_letters
from analysis.articles.limits import MAXIMUM_ARTICLES
from analysis.articles.metadata import checked_text, iso_date
from analysis.errors import ArticleError, ParleyError

FORMAT = "JSON lines"

KEYS = ("text", "title", "published", "published_basis", "publisher", "url", "language", "id")
"""What an article may say of itself; only ``text`` must be there."""

_ID = re.compile(r"\w[\w .~-]{0,79}")
_ALLOWED = f'an object such as {{"text": "…"}}, with the keys {", ".join(KEYS)}'


def read_records(data: bytes, *, where: str) -> tuple[list[Extracted], list[ParleyError]]:
    """Read a file of JSON lines; a file with one list of objects is read too.

    The text is taken as it is, line ends made ``\\n``: offsets count in it. A line that is wrong
    costs only itself.

    Returns
    -------
    tuple
        The articles, and the errors of the lines that are left out.

    Raises
    ------
    ArticleError
        If the file is no text, or holds too many articles.
    """
    text = decode(data, where=where).text
    articles: list[Extracted] = []
    errors: list[ParleyError] = []
    for place, key, record in _records(text, where):
        if len(articles) + len(errors) >= MAXIMUM_ARTICLES:
            raise ArticleError(
                "too many articles", where=where, allowed=f"{MAXIMUM_ARTICLES:,} in one file"
            )
        try:
            articles.append(_article(record, key, place))
        except ArticleError as error:
            errors.append(error)
    return articles, errors


def _records(text: str, where: str) -> Iterator[tuple[str, str, object]]:
    """Yield the place, the number and the value of each record; an error stands for a bad line."""
    if text.lstrip().startswith("["):
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ArticleError(f"not JSON: {error}", where=where, allowed=_ALLOWED) from error
        if isinstance(values, list):
            for number, value in enumerate(values, start=1):
                yield f"{where}, record {number}", str(number), value
            return
    number = 0
    for line_number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        number += 1
        place = f"{where}, line {line_number}"
        try:
            yield place, str(number), json.loads(line)
        except (ValueError, RecursionError) as error:
            broken = ArticleError(f"not JSON: {error}", where=place, allowed=_ALLOWED)
            yield place, str(number), broken


def _article(record: object, key: str, where: str) -> Extracted:
    if isinstance(record, ArticleError):
        raise record
    if not isinstance(record, dict):
        raise ArticleError("not an article", where=where, found=record, allowed=_ALLOWED)
    for name in record:
        if name not in KEYS:
            raise ArticleError("unknown key", where=where, found=name, allowed=KEYS)
    text = record.get("text")
    if not isinstance(text, str):
        raise ArticleError(
            "no text, or the value of text has the wrong type",
            where=where,
            found=text,
            allowed=_ALLOWED,
        )
    published = iso_date(record.get("published"), where=f"{where}, published", error=ArticleError)
    known: dict[str, Any] = {
        name: checked_text(name, _whole(record, name), where=f"{where}, {name}", error=ArticleError)
        for name in ("title", "published_basis", "publisher", "url", "language", "id")
    }
    if known["id"] and not _ID.fullmatch(known["id"]):
        raise ArticleError(
            "not an id",
            where=f"{where}, id",
            found=known["id"],
            allowed="up to 80 letters, digits, blanks and . _ ~ -",
        )
    basis = known["published_basis"] or ("the record's key published" if published else None)
    return Extracted(
        text=whole_letters(text).replace("\r\n", "\n").replace("\r", "\n"),
        format=FORMAT,
        key=known["id"] or key,
        title=known["title"],
        published=published,
        published_basis=basis,
        publisher=known["publisher"],
        url=known["url"],
        language=known["language"],
    )


def _whole(record: dict[str, object], name: str) -> object:
    value = record.get(name)
    return whole_letters(value) if isinstance(value, str) else value
