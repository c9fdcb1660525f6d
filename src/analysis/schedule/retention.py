"""What is kept: reports and failed runs as long as the edition says, the last good one always."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from analysis.editions import Edition
from analysis.schedule.folders import Folders
from analysis.schedule.history import Run, Store
from analysis.schedule.inputs import Copies


def retire(
    edition: Edition, store: Store, folders: Folders, copies: Copies, now: datetime
) -> list[Run]:
    """Remove what is past keeping, and copies of inputs that nothing needs; return the runs.

    The records stay, with the time of the removal. Reports and failed runs are counted apart, so
    that failures drive out no report.
    """
    removed = []
    last = store.last_good(edition.name)
    for run in _past_keeping(edition, store.runs(edition.name), now):
        if last is None or run.id != last.id:
            removed += _removed(store, folders, run, now)
    if removed:
        with copies.lock():
            kept = [run for run in store.runs() if run.removed is None]
            copies.forget(str(each["sha256"]) for run in kept for each in run.inputs)
    return removed


def _removed(store: Store, folders: Folders, run: Run, now: datetime) -> list[Run]:
    """Remove one run's folder: recorded first, so that no record speaks of what is gone."""
    recorded = store.update(run.id, removed=now)
    try:
        gone = not run.folder or folders.remove(Path(run.folder))
    except OSError:
        gone = False
    if not gone:
        store.update(run.id, removed=None)
    return [recorded] if gone else []


def _past_keeping(edition: Edition, runs: list[Run], now: datetime) -> list[Run]:
    """Return the runs, the newest first, that are too many or too old."""
    there = [run for run in runs if run.state != "running" and not _gone(run)]
    over: list[Run] = []
    for group in ([run for run in there if run.good], [run for run in there if not run.good]):
        for place, run in enumerate(group):
            old = edition.keep and (now - run.started).total_seconds() > edition.keep
            if place >= edition.keep_runs or (old and place > 0):
                over.append(run)
    return over


def _gone(run: Run) -> bool:
    """Whether a run was removed, folder and all: this process may have been killed in between."""
    return run.removed is not None and not (run.folder and Path(run.folder).is_dir())
