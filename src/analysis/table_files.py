"""Tables as files: CSV for spreadsheets, Parquet for programs, JSON for everything else.

CSV is UTF-8 with a byte order mark, without which Excel takes it for the local encoding. Its cells
never become formulas: one that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return
(after any apostrophes) gets an apostrophe in front, which spreadsheets take to mean "text". See
OWASP, "CSV Injection". :func:`read_csv` takes the apostrophe away again.

JSON is a list of rows, UTF-8, missing values as null. Parquet holds the declared types.

Of several articles there are three tables more, in which a row stands for all of them: see
:mod:`analysis.reconcile`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import ParameterError
from analysis.model import Annotation
from analysis.reconcile import COLUMNS as SHARED_COLUMNS
from analysis.reconcile import FRAMES as SHARED_TABLES
from analysis.tables import COLUMNS as ARTICLE_COLUMNS
from analysis.tables import TABLES as ARTICLE_TABLES
from analysis.tables import Column
from analysis.whole import write_whole

TABLES: Mapping[str, Callable[[Sequence[Annotation]], pd.DataFrame]] = {
    **ARTICLE_TABLES,
    **SHARED_TABLES,
}
"""Every table by its name: those of each article, then those of all articles together."""
COLUMNS: Mapping[str, tuple[Column, ...]] = {**ARTICLE_COLUMNS, **SHARED_COLUMNS}
"""The declared columns of each of them."""

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")
_BYTE_ORDER_MARK = "\ufeff"


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV that a spreadsheet shows as it is; lines end as RFC 4180 has it."""
    guarded = frame.copy()
    for name in guarded.columns[guarded.dtypes == "string"]:
        guarded[name] = guarded[name].map(_guard, na_action="ignore").astype("string")
    # With these line ends the writer also quotes a carriage return inside a cell.
    text = guarded.to_csv(index=False, lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    return (_BYTE_ORDER_MARK + text).encode("utf-8")


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Return a table as Parquet (Snappy), with the declared types."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, engine="pyarrow", index=False)
    return buffer.getvalue()


def to_json(frame: pd.DataFrame) -> bytes:
    """Return a table as a JSON list of rows, one a line."""
    names = list(frame.columns)
    columns = [[_plain(value) for value in frame[name].tolist()] for name in names]
    rows = (dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, allow_nan=False) for row in rows)
    return (f"[\n{lines}\n]\n" if lines else "[]\n").encode("utf-8")


FORMATS: Mapping[str, Callable[[pd.DataFrame], bytes]] = {
    "csv": to_csv,
    "parquet": to_parquet,
    "json": to_json,
}


def read_csv(path: str | os.PathLike[str], table: str) -> pd.DataFrame:
    """Read a CSV that :func:`to_csv` wrote, with the declared types of `table`."""
    types: dict[str, Any] = {column.name: column.dtype for column in COLUMNS[table]}
    frame = pd.read_csv(
        path, encoding="utf-8-sig", dtype=types, keep_default_na=False, na_values=[""]
    )
    for name in frame.columns[frame.dtypes == "string"]:
        frame[name] = frame[name].map(_unguard, na_action="ignore").astype("string")
    return frame


def write_tables(
    annotations: Sequence[Annotation],
    folder: str | os.PathLike[str],
    *,
    format: str = "csv",
    tables: Iterable[str] = (),
) -> list[Path]:
    """Write tables as ``folder/NAME.FORMAT``, each aside and then renamed; return their paths.

    Parameters
    ----------
    annotations
        What the tables are made from.
    folder
        Where they go; it is made if it is not there.
    format
        "csv", "parquet" or "json".
    tables
        Names of the tables; none means all, those of all articles together only if there are
        several.

    Raises
    ------
    ParameterError
        If the format or a table is unknown.
    ReportError
        If a file cannot be written.
    """
    encode, names = encoder(format), table_names(tables, articles=len(annotations))
    target = Path(folder)
    contents = {name: encode(TABLES[name](annotations)) for name in names}
    for name, content in contents.items():
        write_whole(target / f"{name}.{format}", content)
    return [target / f"{name}.{format}" for name in names]


def encoder(format: str) -> Callable[[pd.DataFrame], bytes]:
    """Return the function that writes `format`; raise ParameterError if there is none."""
    if format not in FORMATS:
        raise ParameterError("unknown format", where="format", found=format, allowed=FORMATS)
    return FORMATS[format]


def table_names(names: Iterable[str], *, articles: int = 1) -> list[str]:
    """Return the names of tables asked for, each once. Unknown: ParameterError.

    If none is asked for, all; those of all articles together only if there are several `articles`.
    """
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in TABLES:
            raise ParameterError("unknown table", where="table", found=name, allowed=TABLES)
    return wanted or list(TABLES if articles > 1 else ARTICLE_TABLES)


def _guard(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def _plain(value: object) -> object:
    return None if value is pd.NA else value
