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
        if last is not None and run.id == last.id:
            continue
        if not run.folder or folders.remove(Path(run.folder)):
            removed.append(store.update(run.id, removed=now))
    if removed:
        with copies.lock():
            kept = [run for run in store.runs() if run.removed is None]
            copies.forget(str(each["sha256"]) for run in kept for each in run.inputs)
    return removed


def _past_keeping(edition: Edition, runs: list[Run], now: datetime) -> list[Run]:
    """Return the runs, the newest first, that are too many or too old."""
    there = [run for run in runs if run.removed is None and run.state != "running"]
    over: list[Run] = []
    for group in ([run for run in there if run.good], [run for run in there if not run.good]):
        for place, run in enumerate(group):
            old = edition.keep and (now - run.started).total_seconds() > edition.keep
            if place >= edition.keep_runs or (old and place > 0):
                over.append(run)
    return over
