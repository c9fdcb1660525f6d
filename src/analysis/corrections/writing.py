"""Corrections as TOML: added to a user's file without touching what is there."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from analysis.corrections.files import corrections_path
from analysis.corrections.lines import lines_of
from analysis.corrections.model import FORMAT, BaseCorrection, Corrections
from analysis.corrections.reading import corrections_from, read_bytes
from analysis.errors import CorrectionError
from analysis.whole import write_whole

_ORDER = ("action", "exact", "prefix", "suffix", "was")
_LOCK_SECONDS = 10.0


def to_toml(corrections: Corrections) -> str:
    """Return corrections as the text of a file; reading it gives the same corrections."""
    return _head(corrections.analyst) + "".join(map(_table, corrections.entries))


def add(
    article: str,
    correction: BaseCorrection | Iterable[BaseCorrection],
    *,
    folder: str | PathLike[str] | None = None,
    beside: str | PathLike[str] | None = None,
) -> Path:
    """Add corrections to the file of an article, and return its path.

    The file is made if there is none. What stands in it, comments and order too, stays as it is; a
    correction that it holds already is not added again. The file is written aside and put in place
    as a whole; two processes that add at once both have their say.

    Parameters
    ----------
    article
        The id of the article.
    correction
        One, or several.
    folder
        The folder of the corrections; None means ``data/corrections`` of the project.
    beside
        The file of the article, from whose folder upwards the project is looked for.

    Raises
    ------
    CorrectionError
        If the file has mistakes, or there is no project.
    ReportError
        If the file cannot be written.
    """
    given = [correction] if isinstance(correction, BaseCorrection) else list(correction)
    path = corrections_path(article, folder=folder, beside=Path(beside) if beside else None)

    def with_given(text: str, now: Corrections) -> str:
        known = {one.fingerprint() for one in now.entries}
        new = {one.fingerprint(): one for one in given}
        tables = [_table(one) for key, one in new.items() if key not in known]
        if not tables:
            return text
        before = text if text.strip() else _head(None)
        return before + ("" if before.endswith("\n") else "\n") + "".join(tables)

    with _locked(path):
        _change(path, with_given)
    return path


def remove(
    article: str,
    fingerprint: str,
    *,
    folder: str | PathLike[str] | None = None,
    beside: str | PathLike[str] | None = None,
) -> bool:
    """Take a correction out of the file of an article; tell whether it was there.

    The parameters are those of :func:`add`; the fingerprint is that of the correction's outcome.
    """
    path = corrections_path(article, folder=folder, beside=Path(beside) if beside else None)
    removed = False

    def without(text: str, now: Corrections) -> str:
        nonlocal removed
        for index, one in enumerate(now.entries):
            if one.fingerprint() == fingerprint:
                removed = True
                return _without_table(text, now.lines[index])
        return text

    with _locked(path):
        if path.is_file():
            _change(path, without)
    return removed


def _without_table(text: str, line: int) -> str:
    """Return a file without the table whose head is on `line`, and the comment right above it."""
    lines = text.split("\n")
    heads = sorted(table.line for tables in lines_of(text).tables.values() for table in tables)
    first = line - 1
    while first and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    after = next((head for head in heads if head > line), len(lines) + 1) - 1
    while after < len(lines) and lines[after - 1].lstrip().startswith("#"):
        after -= 1
    if after < len(lines) and lines[after - 1] and not lines[after - 1].strip():
        after -= 1
    return "\n".join(lines[:first] + lines[after:])


def _change(path: Path, change: Callable[[str, Corrections], str]) -> None:
    """Write what `change` makes of the text of a file, if that can be read again."""
    try:
        before = read_bytes(path) if path.exists() else b""
        now = corrections_from(before, path)
        text = before.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except OSError as error:
        raise CorrectionError(
            f"the corrections cannot be read: {error.strerror}", where=path
        ) from error
    after = change(text, now)
    if after != text:
        corrections_from(after.encode(), path)
        write_whole(path, after.encode())


def _head(analyst: str | None) -> str:
    import tomlkit

    head = tomlkit.document()
    head["format"] = FORMAT
    if analyst is not None:
        head["analyst"] = analyst
    return head.as_string()


def _table(correction: BaseCorrection) -> str:
    """Return a correction as a table of TOML, with a blank line before it."""
    import tomlkit

    table = tomlkit.document()
    given = correction.given()
    first = [key for key in _ORDER if key in given]
    for key in [*first, *(key for key in given if key not in _ORDER)]:
        table[key] = _written(given[key])
    return f"\n[[{correction.layer}]]\n{table.as_string()}"


def _written(value: Any) -> Any:
    """Return a value as TOML writes it: quotations as inline tables, lists of them line by line."""
    import tomlkit

    if isinstance(value, Mapping):
        table = tomlkit.inline_table()
        table.update(value)
        return table
    if isinstance(value, list | tuple):
        array = tomlkit.array()
        for one in value:
            array.append(_written(one))
        return array.multiline(any(isinstance(one, Mapping) for one in value))
    return value


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the file for this process, so that no other changes it meanwhile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(str(path.resolve()).encode("utf-8", "replace")).hexdigest()[:32]
        with FileLock(Path(tempfile.gettempdir()) / f"parley-{name}.lock", timeout=_LOCK_SECONDS):
            yield
    except (OSError, Timeout) as error:
        why = "another process is writing them" if isinstance(error, Timeout) else error.strerror
        raise CorrectionError(f"the corrections cannot be written: {why}", where=path) from error
