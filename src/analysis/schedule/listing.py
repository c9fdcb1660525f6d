"""Editions and runs as people and programs read them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import analysis
from analysis.editions import Edition, Editions, find_sources
from analysis.errors import ParleyError
from analysis.schedule.history import Run, instant
from analysis.schedule.inputs import changed
from analysis.schedule.planning import PassedOver
from analysis.schedule.processes import alive
from analysis.schedule.runner import Runner


def problems(read: Editions) -> list[str]:
    """Return everything that is wrong with a file of editions: mistakes, and what is not there."""
    found = [mistake.in_words(str(read.file)) for mistake in read.mistakes]
    for edition in read.editions:
        where = f"{read.file}, line {edition.line}, edition.{edition.name}"
        found += [f"{where}: {words}" for words in _missing(edition)]
    return found


def _missing(edition: Edition) -> Iterator[str]:
    try:
        sources = find_sources(edition)
    except ParleyError as error:
        yield error.message
    else:
        for words, reason in sources.missing:
            yield f"articles: {words}: {reason}"
    folder = edition.output
    while not folder.exists():
        folder = folder.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        yield f"output: {edition.output} cannot be written"


def editions_table(read: Editions, runner: Runner) -> str:
    """Return a table of editions: schedule, next run, last run."""
    rows = [("edition", "schedule", "next", "last run")]
    for edition in read.editions:
        last = runner.store.runs(edition.name, limit=1)
        rows.append(
            (
                edition.name,
                _schedule(edition),
                _next(edition, runner.clock()),
                f"{last[0].id} {_state(last[0])} {_moment(last[0].started)}" if last else "-",
            )
        )
    return _table(rows)


def _schedule(edition: Edition) -> str:
    calendar = edition.calendar
    return f"{calendar.expression} {calendar.timezone}" if calendar else "-"


def _next(edition: Edition, now: datetime) -> str:
    slot = edition.calendar.next(now) if edition.calendar else None
    if slot is None or edition.calendar is None:
        return "-"
    return f"{edition.calendar.local(slot):%a %Y-%m-%d %H:%M}"


def runs_table(runs: Iterable[Run], passed: Iterable[tuple[str, PassedOver]] = ()) -> str:
    """Return a table of runs, and of the slots that were not run."""
    rows = [(run.started, _row(run)) for run in runs]
    rows += [(one.decided, _row_passed(edition, one)) for edition, one in passed]
    # Stable: the newest first, runs of one moment in their order.
    rows.sort(key=lambda row: row[0], reverse=True)
    head = ("run", "edition", "slot", "started", "took", "state", "what")
    return _table([head, *(row for _, row in rows)])


def _row(run: Run) -> tuple[str, ...]:
    return (
        str(run.id),
        run.edition,
        _moment(run.slot) if run.slot else run.origin,
        _moment(run.started),
        f"{run.seconds['run']:.0f} s" if "run" in run.seconds else "",
        _state(run),
        _what(run),
    )


def _row_passed(edition: str, one: PassedOver) -> tuple[str, ...]:
    slots = "one slot" if one.count == 1 else f"{one.count} slots, the first {_moment(one.first)}"
    what = f"{slots}: {one.reason}"
    return "-", edition, _moment(one.last), _moment(one.decided), "", "passed over", what


def _state(run: Run) -> str:
    """Return the state; a run whose process is gone says so before the next run records it."""
    if run.state == "running" and not alive(run.process):
        return "killed?"
    return run.state if run.settles or run.state == "running" else f"{run.state} ({run.attempt})"


def _what(run: Run) -> str:
    if run.good:
        return f"{len(run.left_out)} left out" if run.left_out else ""
    return f"{run.cause}: {run.message.splitlines()[0]}" if run.message else run.cause


def run_in_full(run: Run) -> str:
    """Return everything about one run."""
    lines = [
        f"run         {run.id} of {run.edition}, {_state(run)}",
        f"asked for   {_origin(run)}",
        f"started     {_moment(run.started, seconds=True)}",
        f"ended       {_moment(run.ended, seconds=True) if run.ended else '-'}",
        f"process     {run.process} on {run.machine}",
        f"notebook    {run.notebook or '-'}",
        f"parameters  {json.dumps(run.parameters, ensure_ascii=False)}",
        f"formats     {', '.join(run.formats) or '-'}",
        f"folder      {_folder(run)}",
    ]
    if run.exit_status is not None:
        lines.append(f"exit status {run.exit_status}")
    if run.message:
        lines.append(f"why         {run.cause}: " + run.message.replace("\n", "\n            "))
    now_other = set(changed(run.inputs))
    for each in run.inputs:
        other = " (not the same now)" if each["path"] in now_other else ""
        lines.append(f"read        {each['sha256'][:12]} {each['role']} {each['path']}{other}")
    lines += [f"left out    {one['article']}: {one['reason']}" for one in run.left_out]
    lines += [f"note        {words}" for words in (*run.warnings, *run.notes)]
    if run.seconds:
        took = ", ".join(f"{stage} {spent:.1f}" for stage, spent in run.seconds.items())
        lines.append(f"seconds     {took}")
    if run.versions:
        versions = ", ".join(f"{name} {value}" for name, value in run.versions.items())
        lines.append(f"versions    {versions}")
    return "\n".join(lines) + "\n"


def _origin(run: Run) -> str:
    if run.rerun_of:
        return f"by parley rerun {run.rerun_of}"
    if run.slot is None:
        return f"by command, attempt {run.attempt}"
    return f"slot {_moment(run.slot)}, attempt {run.attempt}"


def _folder(run: Run) -> str:
    if run.removed:
        return f"{run.folder} (removed {_moment(run.removed)})"
    return run.folder or "-"


def run_as_json(run: Run) -> str:
    """Return one run as JSON."""
    return json.dumps(run.as_json(), indent=2) + "\n"


def runs_as_json(runs: Iterable[Run]) -> str:
    """Return runs as a JSON list."""
    return json.dumps([run.as_json() for run in runs], indent=2) + "\n"


def changed_since(run: Run) -> list[str]:
    """Return what is no longer as it was when a run was made."""
    found = [
        f"{path} has changed since, or is gone: the copy of run {run.id} is used"
        for path in changed(run.inputs)
    ]
    then = run.versions.get("parley")
    if then and then != analysis.__version__:
        found.append(f"run {run.id} was made by Parley {then}, this is {analysis.__version__}")
    return found


def _moment(moment: datetime, *, seconds: bool = False) -> str:
    text = instant(moment) or ""
    return f"{text[:10]} {text[11 : 19 if seconds else 16]}Z"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"
