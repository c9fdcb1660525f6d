"""The history of runs: one SQLite file, written ahead (WAL), on a disk of this machine.

A run is recorded as running before anything else is done for it, and its row is closed when its
outcome is known. A row that is still open when the edition's lock is free belongs to a process that
was killed; the next run of the edition says so in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from analysis.errors import HistoryError
from analysis.schedule.planning import Attempt, PassedOver, Past

State = Literal["running", "succeeded", "incomplete", "failed", "interrupted", "killed"]
GOOD: tuple[str, ...] = ("succeeded", "incomplete")
"""States of runs that published a whole report."""

_VERSION = 2
_SCHEMA = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition TEXT NOT NULL,
  slot TEXT,
  attempt INTEGER NOT NULL,
  origin TEXT NOT NULL,
  rerun_of INTEGER,
  state TEXT NOT NULL,
  settles INTEGER NOT NULL DEFAULT 0,
  cause TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  exit_status INTEGER,
  started TEXT NOT NULL,
  ended TEXT,
  process INTEGER NOT NULL,
  machine TEXT NOT NULL,
  notebook TEXT NOT NULL DEFAULT '',
  parameters TEXT NOT NULL DEFAULT '{}',
  formats TEXT NOT NULL DEFAULT '[]',
  inputs TEXT NOT NULL DEFAULT '[]',
  left_out TEXT NOT NULL DEFAULT '[]',
  warnings TEXT NOT NULL DEFAULT '[]',
  versions TEXT NOT NULL DEFAULT '{}',
  seconds TEXT NOT NULL DEFAULT '{}',
  folder TEXT NOT NULL DEFAULT '',
  removed TEXT,
  leads INTEGER NOT NULL DEFAULT 1,
  notes TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX runs_of_edition ON runs (edition, slot);
CREATE TABLE passed_over (
  edition TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  count INTEGER NOT NULL,
  decided TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX passed_over_of_edition ON passed_over (edition, last);
CREATE TABLE calendars (
  edition TEXT PRIMARY KEY,
  expression TEXT NOT NULL,
  timezone TEXT NOT NULL,
  since TEXT NOT NULL
);
"""
_FROM_VERSION_1 = "ALTER TABLE runs ADD COLUMN leads INTEGER NOT NULL DEFAULT 1"
# Slots long settled are left out: those from the newest settled one on, and all that are open.
_RECENT = """
SELECT slot, attempt, started, ended, settles FROM runs
WHERE edition = :edition AND slot IS NOT NULL AND origin = 'schedule' AND (
  slot >= coalesce((
    SELECT max(slot) FROM runs WHERE edition = :edition AND origin = 'schedule' AND settles
    AND slot <= :now AND started <= :now), '')
  OR slot IN (
    SELECT slot FROM runs WHERE edition = :edition AND slot IS NOT NULL AND origin = 'schedule'
    GROUP BY slot HAVING max(settles) = 0))
"""
_JSON = ("parameters", "formats", "inputs", "left_out", "warnings", "versions", "seconds", "notes")
_TIMES = ("slot", "started", "ended", "removed")


@dataclass(frozen=True)
class Run:
    """One row of the history.

    ``origin`` is "schedule", "command" (parley run NAME) or "rerun"; ``settles`` says that the slot
    is done with. ``cause`` is a word for what went wrong ("kernel", "timeout", "article", "disk
    full", ...), ``message`` the whole of it. ``inputs`` lists what the run read: role ("article",
    "metadata", "correction", "notebook"), path, sha256, bytes. ``left_out`` lists articles that are
    not in the report, with the reason. ``folder`` is that of the report, or, of a failed run, of
    what was kept; ``removed`` says when retention removed it. ``leads`` says that ``latest`` was
    set to the report: it is not for one made again after newer ones.
    """

    id: int
    edition: str
    slot: datetime | None
    attempt: int
    origin: str
    state: str
    started: datetime
    process: int
    machine: str
    rerun_of: int | None = None
    settles: bool = False
    cause: str = ""
    message: str = ""
    exit_status: int | None = None
    ended: datetime | None = None
    notebook: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    formats: list[str] = field(default_factory=list)
    inputs: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    folder: str = ""
    removed: datetime | None = None
    leads: bool = True
    notes: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether the run published a whole report."""
        return self.state in GOOD

    def as_json(self) -> dict[str, Any]:
        """Return the run as JSON-native values, times in ISO 8601."""
        return {
            name: instant(value) if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }


class Store:
    """The history in one file; opened anew in each process.

    Parameters
    ----------
    path
        The SQLite file; it and its folder are made where they are not there.

    Raises
    ------
    HistoryError
        If it cannot be opened, is no history, or was written by a later Parley.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._guarded():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._prepare()

    def _prepare(self) -> None:
        with self._transaction():
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {_VERSION}")
            elif version == 1:
                self._connection.execute(_FROM_VERSION_1)
                self._connection.execute(f"PRAGMA user_version = {_VERSION}")
            elif version != _VERSION:
                raise HistoryError(
                    "this history was written by another version of Parley",
                    where=self.path,
                    found=version,
                    allowed=str(_VERSION),
                )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(
        self,
        edition: str,
        *,
        slot: datetime | None,
        attempt: int,
        origin: str,
        now: datetime,
        rerun_of: int | None = None,
    ) -> Run:
        """Record that a run begins, and return it."""
        with self._transaction():
            cursor = self._connection.execute(
                "INSERT INTO runs (edition, slot, attempt, origin, rerun_of, state, started,"
                " process, machine) VALUES (?, ?, ?, ?, ?, 'running', ?, ?, ?)",
                (
                    *(edition, instant(slot), attempt, origin, rerun_of),
                    *(instant(now), os.getpid(), platform.node()),
                ),
            )
            number = cursor.lastrowid
        assert number is not None
        return self.run(number)

    def update(self, run: int, **values: Any) -> Run:
        """Change columns of a run, and return it as it then is."""
        known = {one.name for one in fields(Run)} - {"id"}
        assert values.keys() <= known, values.keys() - known
        columns = ", ".join(f"{name} = ?" for name in values)
        with self._transaction():
            self._connection.execute(
                f"UPDATE runs SET {columns} WHERE id = ?",
                (*(_stored(name, value) for name, value in values.items()), run),
            )
        return self.run(run)

    def run(self, number: int) -> Run:
        """Return one run.

        Raises
        ------
        HistoryError
            If there is no such run.
        """
        found = self._rows("SELECT * FROM runs WHERE id = ?", (number,))
        if not found:
            raise HistoryError(
                "there is no such run",
                where=self.path,
                found=number,
                allowed="a number that `parley runs` lists",
            )
        return found[0]

    def runs(
        self,
        edition: str | None = None,
        *,
        failed: bool = False,
        good: bool = False,
        limit: int | None = None,
    ) -> list[Run]:
        """Return runs, the newest first.

        Parameters
        ----------
        edition
            Only those of this edition.
        failed, good
            Only those that ended without a report, or only those that published one.
        limit
            At most so many.
        """
        wanted, values = ["1"], []
        if edition is not None:
            wanted.append("edition = ?")
            values.append(edition)
        if failed:
            wanted.append("state IN ('failed', 'interrupted', 'killed')")
        if good:
            wanted.append("state IN ('succeeded', 'incomplete')")
        query = f"SELECT * FROM runs WHERE {' AND '.join(wanted)} ORDER BY id DESC LIMIT ?"
        return self._rows(query, (*values, -1 if limit is None else limit))

    def last_good(self, edition: str, *, before: int | None = None) -> Run | None:
        """Return the newest run of an edition whose report is there and led to, or None.

        Parameters
        ----------
        before
            Only of runs with lower numbers than this.
        """
        found = self._rows(
            "SELECT * FROM runs WHERE edition = ? AND state IN ('succeeded', 'incomplete')"
            " AND removed IS NULL AND leads AND (? IS NULL OR id < ?) ORDER BY id DESC LIMIT 1",
            (edition, before, before),
        )
        return found[0] if found else None

    def editions(self) -> list[str]:
        """Return the names of all editions that ever ran, sorted."""
        with self._guarded():
            rows = self._connection.execute("SELECT DISTINCT edition FROM runs ORDER BY edition")
            return [row["edition"] for row in rows]

    def past(self, edition: str, expression: str, timezone: str, now: datetime) -> Past:
        """Return what :func:`analysis.schedule.planning.due` needs to know of an edition.

        A calendar that was not there before, or was another, counts from now; so does one that was
        first seen at a time that has not come yet.
        """
        with self._transaction():
            row = self._connection.execute(
                "SELECT * FROM calendars WHERE edition = ?", (edition,)
            ).fetchone()
            known = row is not None and (row["expression"], row["timezone"]) == (
                expression,
                timezone,
            )
            since = _instant(row["since"]) if known else now
            if not known or since > now:
                since = now
                self._connection.execute(
                    "INSERT OR REPLACE INTO calendars VALUES (?, ?, ?, ?)",
                    (edition, expression, timezone, instant(since)),
                )
            recent = {"edition": edition, "now": instant(now)}
            attempts = self._connection.execute(_RECENT, recent).fetchall()
            passed = self._connection.execute(
                "SELECT * FROM passed_over WHERE edition = ?", (edition,)
            ).fetchall()
        return Past(since, tuple(map(_attempt, attempts)), tuple(map(_passed_over, passed)))

    def pass_over(self, edition: str, passed: PassedOver) -> None:
        """Record slots that are not run."""
        with self._transaction():
            self._connection.execute(
                "INSERT INTO passed_over VALUES (?, ?, ?, ?, ?, ?)",
                (
                    *(edition, instant(passed.first), instant(passed.last), passed.count),
                    *(instant(passed.decided), passed.reason),
                ),
            )

    def passed_over(self, edition: str | None = None) -> list[tuple[str, PassedOver]]:
        """Return the slots that were not run, the newest first, each with its edition."""
        with self._guarded():
            rows = self._connection.execute(
                "SELECT * FROM passed_over WHERE ? IS NULL OR edition = ? ORDER BY last DESC",
                (edition, edition),
            )
            return [(row["edition"], _passed_over(row)) for row in rows]

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[Run]:
        with self._guarded():
            return [_run(row) for row in self._connection.execute(query, values)]

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._guarded():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            said = getattr(error, "strerror", None) or str(error)
            raise HistoryError(
                f"the history of runs cannot be read or written: {said}",
                where=self.path,
                allowed="a folder that can be written, with room on its disk; a damaged file may be"
                " moved away, and a new history begins",
            ) from error


def instant(moment: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in UTC ("2031-05-14T05:00:00Z"), which sorts as text."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _stored(name: str, value: Any) -> Any:
    if name in _JSON:
        return json.dumps(value, ensure_ascii=True)
    return instant(value) if isinstance(value, datetime) else value


def _run(row: Mapping[str, Any]) -> Run:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 -- a Row iterates its values
    for name in _JSON:
        values[name] = json.loads(values[name])
    for name in _TIMES:
        values[name] = _instant(values[name]) if values[name] else None
    flags = {name: bool(values[name]) for name in ("settles", "leads")}
    return Run(**{**values, **flags})


def _attempt(row: Mapping[str, Any]) -> Attempt:
    ended = _instant(row["ended"]) if row["ended"] else None
    return Attempt(
        _instant(row["slot"]), row["attempt"], _instant(row["started"]), ended, bool(row["settles"])
    )


def _passed_over(row: Mapping[str, Any]) -> PassedOver:
    first, last, decided = (_instant(row[name]) for name in ("first", "last", "decided"))
    return PassedOver(first, last, row["count"], decided, row["reason"])
