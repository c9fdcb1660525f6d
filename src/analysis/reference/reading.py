"""Reading the CSV tables that travel with the package."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of `table` ("states") in the file's order, as column -> text.

    Raises
    ------
    FileNotFoundError
        If the package has no such table.
    """
    path = files("analysis.reference") / "tables" / f"{table}.csv"
    yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())


def several(cell: str | None) -> tuple[str, ...]:
    """Split a cell of several values ("EU|E.U."); an empty cell has none."""
    return tuple(part.strip() for part in (cell or "").split("|") if part.strip())
