"""Tables as plain rows: what a sentence or a chart reads."""

from __future__ import annotations

from typing import Any, Protocol

import pandas as pd

Row = dict[str, Any]


class Tables(Protocol):
    """Anything that holds the tables of one or more articles; a dossier is one."""

    @property
    def actors(self) -> pd.DataFrame: ...
    @property
    def attributions(self) -> pd.DataFrame: ...
    @property
    def positions(self) -> pd.DataFrame: ...
    @property
    def meetings(self) -> pd.DataFrame: ...
    @property
    def time_expressions(self) -> pd.DataFrame: ...
    @property
    def sentences(self) -> pd.DataFrame: ...
    @property
    def articles(self) -> pd.DataFrame: ...


def rows(frame: pd.DataFrame) -> list[Row]:
    """Return the rows of `frame` as dictionaries, in order, with None for what is missing."""
    plain = frame.astype(object)
    records: list[Row] = plain.where(plain.notna(), None).to_dict("records")  # type: ignore[assignment]
    return records


def split_names(joined: str | None) -> list[str]:
    """Return the names of a column in which they are joined by "; "."""
    return [name for name in (joined or "").split("; ") if name]
