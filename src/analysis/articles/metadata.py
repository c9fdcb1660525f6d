"""The TOML beside an article: what is known of it that its text does not say.

Keys: ``title``, ``published``, ``published_basis``, ``publisher``, ``url``, ``language``, and
``default = true`` for the one article that a project's commands use when none is named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from analysis.errors import ArticleError, ParameterError, ParleyError

KEYS = ("title", "published", "published_basis", "publisher", "url", "language", "default")
DATE_ALLOWED = "a date that exists, as YYYY-MM-DD"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Metadata(BaseModel):
    """What is known of an article from outside its text; None where nothing is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    default: bool = False


def read_metadata(path: Path) -> Metadata:
    """Read and check the TOML file at `path`; a file that is not there gives empty metadata.

    Raises
    ------
    ArticleError
        If it is not UTF-8 or not TOML, has an unknown key, a value of the wrong type, or a date
        that does not exist. The error names the file and the line.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Metadata()
    except UnicodeDecodeError as error:
        raise ArticleError("not UTF-8", where=path, allowed="TOML, which is UTF-8") from error
    except OSError as error:
        raise ArticleError(f"cannot be read: {error.strerror}", where=path) from error
    try:
        values = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ArticleError(
            f"not valid TOML: {error}", where=path, allowed='lines such as: title = "…"'
        ) from error
    return _checked(values, path, text)


def _checked(values: Mapping[str, Any], path: Path, text: str) -> Metadata:
    checked: dict[str, Any] = {}
    for key, value in values.items():
        where = f"{path}, {_line(text, key)}"
        if key not in KEYS:
            raise ArticleError("unknown key", where=where, found=key, allowed=KEYS)
        if key == "default":
            checked[key] = _truth(value, where)
        elif key == "published":
            checked[key] = iso_date(value, where=where, error=ArticleError)
        else:
            checked[key] = checked_text(key, value, where=where, error=ArticleError)
    return Metadata(**checked)


def _line(text: str, key: str) -> str:
    """Name the line of a top-level key; a key written in an unusual way is named alone."""
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*[\].=]")
    for number, line in enumerate(text.splitlines(), start=1):
        if pattern.match(line):
            return f"line {number}"
    return f"key {key!r}"


def _truth(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise ArticleError(
            "the value of default has the wrong type",
            where=where,
            found=value,
            allowed="true or false",
        )
    return value


def iso_date(value: object, *, where: str, error: type[ParleyError] = ParameterError) -> str | None:
    """Return `value` as an ISO date; the empty text and None mean that no date is given.

    Parameters
    ----------
    value
        A date, a date with a time (its day counts), or text that begins with an ISO date and may
        go on with a time ("2013-02-26", "2013-02-26T10:15:00Z").
    where
        File and line, or name of the parameter, for the error.
    error
        The class of the error to raise.
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if _is_iso_date(text):
            return text[:10]
    raise error("not a date", where=where, found=value, allowed=DATE_ALLOWED)


def _is_iso_date(text: str) -> bool:
    if not (text.isascii() and _ISO_DATE.match(text)):
        return False
    try:
        date.fromisoformat(text[:10])
        if len(text) > 10:
            datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def checked_text(
    key: str, value: object, *, where: str, error: type[ParleyError] = ParameterError
) -> str | None:
    """Return a metadata value as trimmed text, or None if it is empty; check its form.

    ``language`` is a language tag ("en", "pt-BR"), ``url`` an address of the web.
    """
    if value is None:
        return None
    if not isinstance(value, str):
        raise error(
            f"the value of {key} has the wrong type", where=where, found=value, allowed="text"
        )
    text = " ".join(value.split())
    if not text:
        return None
    if key == "language" and not _LANGUAGE.fullmatch(text):
        raise error(
            "not a language tag", where=where, found=value, allowed='BCP 47, such as "en" or "fr"'
        )
    if key == "url" and not _URL.fullmatch(text):
        raise error("not a web address", where=where, found=value, allowed="http://… or https://…")
    return text
