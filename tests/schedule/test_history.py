"""The store of runs: what is written is read, by several processes, and bad files are said."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.errors import HistoryError
from analysis.schedule.history import Run, Store
from analysis.schedule.planning import PassedOver
from tests.schedule.clocks import utc

NOW = utc(2031, 5, 14, 7, 1)
SLOT = utc(2031, 5, 14, 7)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "state" / "history.sqlite") as opened:
        yield opened


def begin(store: Store, edition: str = "e", slot: object = SLOT, attempt: int = 1) -> Run:
    origin = "schedule" if slot else "command"
    return store.begin(edition, slot=slot, attempt=attempt, origin=origin, now=NOW)  # type: ignore[arg-type]


def test_a_run_is_read_as_it_was_written(store: Store) -> None:
    run = begin(store)
    assert (run.state, run.slot, run.started, run.settles) == ("running", SLOT, NOW, False)
    values = {
        "state": "incomplete",
        "settles": True,
        "ended": utc(2031, 5, 14, 7, 2),
        "parameters": {"text": "ü \\ \n \ud800", "none": None},
        "inputs": [{"role": "article", "path": "a", "sha256": "b", "bytes": 3}],
        "left_out": [{"article": "x", "reason": "y"}],
        "seconds": {"run": 1.5},
        "notes": ["n"],
    }
    read = store.update(run.id, **values)
    assert read == store.run(run.id)
    assert {name: getattr(read, name) for name in values} == values
    assert read.good
    assert read.as_json()["slot"] == "2031-05-14T07:00:00.000000Z"


def test_runs_are_listed_newest_first_and_chosen(store: Store) -> None:
    first, second, third = begin(store), begin(store, attempt=2), begin(store, "other")
    store.update(first.id, state="failed", ended=NOW)
    store.update(second.id, state="succeeded", ended=NOW, settles=True)
    store.update(third.id, state="killed", ended=NOW)
    assert [run.id for run in store.runs()] == [third.id, second.id, first.id]
    assert [run.id for run in store.runs("e")] == [second.id, first.id]
    assert [run.id for run in store.runs(failed=True)] == [third.id, first.id]
    assert [run.id for run in store.runs(good=True)] == [second.id]
    assert [run.id for run in store.runs(limit=1)] == [third.id]
    assert store.editions() == ["e", "other"]


def test_the_last_good_run_is_one_whose_report_is_there(store: Store) -> None:
    first, second = begin(store), begin(store)
    assert store.last_good("e") is None
    for run in (first, second):
        store.update(run.id, state="succeeded")
    assert store.last_good("e") == store.run(second.id)
    assert store.last_good("e", before=second.id) == store.run(first.id)
    # What was made again after newer ones does not lead.
    third = begin(store)
    store.update(third.id, state="succeeded", leads=False)
    assert store.last_good("e") == store.run(second.id)
    store.update(second.id, removed=NOW)
    assert store.last_good("e") == store.run(first.id)


def test_the_past_counts_from_when_a_schedule_was_first_seen(store: Store) -> None:
    assert store.past("e", "0 7 * * *", "UTC", NOW).since == NOW
    later = utc(2031, 5, 20)
    assert store.past("e", "0 7 * * *", "UTC", later).since == NOW
    # Another schedule, or another zone, owes nothing for the time before it.
    assert store.past("e", "0 8 * * *", "UTC", later).since == later
    # First seen by a clock that was ahead: from now on, then.
    assert store.past("e", "0 8 * * *", "UTC", NOW).since == NOW


def test_the_past_holds_what_is_open_and_what_is_recent(store: Store) -> None:
    store.past("e", "0 7 * * *", "UTC", utc(2031, 5, 1))
    for day in (2, 3, 4):
        run = begin(store, slot=utc(2031, 5, day, 7))
        store.update(run.id, settles=day != 2, ended=NOW, state="failed")
    begin(store, slot=None)
    past = store.past("e", "0 7 * * *", "UTC", NOW)
    assert [(one.slot.day, one.settles) for one in past.attempts] == [(2, False), (4, True)]


def test_slots_passed_over_are_told(store: Store) -> None:
    over = PassedOver(utc(2031, 5, 1), utc(2031, 5, 3), 3, NOW, "missed")
    store.pass_over("e", over)
    assert store.passed_over("e") == [("e", over)]
    assert store.passed_over("other") == []
    assert store.past("e", "0 7 * * *", "UTC", NOW).passed_over == (over,)


def test_a_run_that_is_not_there(store: Store) -> None:
    with pytest.raises(HistoryError, match="no such run"):
        store.run(99)


def test_a_file_that_is_no_history(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(HistoryError, match="cannot be read or written"):
        Store(file)


def test_a_history_of_a_later_version(tmp_path: Path) -> None:
    Store(tmp_path / "history.sqlite").close()
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(HistoryError, match="another version"):
        Store(tmp_path / "history.sqlite")


def test_a_history_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    with Store(tmp_path / "history.sqlite") as store:
        run = begin(store)
    with sqlite3.connect(tmp_path / "history.sqlite") as connection:
        connection.execute("ALTER TABLE runs DROP COLUMN leads")
        connection.execute("PRAGMA user_version = 1")
    with Store(tmp_path / "history.sqlite") as store:
        assert store.run(run.id) == run


def test_the_log_is_written_ahead(store: Store) -> None:
    with sqlite3.connect(store.path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from analysis.schedule.history import Store\n"
        "for _ in range(25):\n"
        "    with Store(Path(sys.argv[1])) as store:\n"
        "        run = store.begin('e', slot=None, attempt=1, origin='command', now=datetime.now(UTC))\n"
        "        store.update(run.id, state='succeeded')\n"
    )
    file = tmp_path / "history.sqlite"
    started = [subprocess.Popen([sys.executable, "-c", program, str(file)]) for _ in range(4)]
    assert [process.wait(60) for process in started] == [0, 0, 0, 0]
    with Store(file) as store:
        assert len(store.runs(good=True)) == 100
