"""One run of an edition, from its lock to its record.

The order of things is what keeps a run from being half, double or silent: the lock; the record that
it begins; copies of its inputs; the report, in a folder aside; one rename; ``latest``; the record
of its end. Whatever stops it, the report of the last good run stays, and the record says what
happened (where this process is killed: when the next run begins).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from analysis.editions import Edition, find_sources
from analysis.editions.values import in_words
from analysis.errors import ArticleError, BusyError, HistoryError, ParleyError, ReportError
from analysis.report.run import find_notebook
from analysis.schedule import after
from analysis.schedule.causes import Cause, cause_of, of_exception
from analysis.schedule.folders import Folders, run_name
from analysis.schedule.history import Run, Store
from analysis.schedule.inputs import Copies, Input, changed, companions, lay_out
from analysis.schedule.planning import Due, Plan, due
from analysis.schedule.processes import end_marked, run_worker
from analysis.schedule.retention import retire
from analysis.schedule.signals import Interrupted, Signals

STATE = "PARLEY_STATE"
"""The variable of the environment that names the folder of history, locks and copies."""

_KILLED = 137
# Of a run's time, so much is left for ending the notebook and keeping what it made.
_RESERVE = 0.1


def state_folder(base: Path) -> Path:
    """Return the folder of history, locks and copies of the project in `base`."""
    named = os.environ.get(STATE)
    return Path(named).absolute() if named else base / ".parley"


@dataclass(frozen=True)
class Origin:
    """Why a run is made: a slot of the schedule, a command, or another run to be made again."""

    name: str = "command"
    slot: datetime | None = None
    attempt: int = 1
    rerun: Run | None = None


@dataclass
class _Prepared:
    """What a run works with."""

    articles: list[str]
    notebook: str
    inputs: list[Input]
    left_out: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    folder: Path | None = None


class _RunError(Exception):
    """Ends the making of a report; carries the cause."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.message)
        self.cause = cause


class Runner:
    """Runs editions of one project.

    Parameters
    ----------
    base
        The folder of editions.toml.
    clock
        Returns the present time; tests give their own.
    say
        Called with lines for the person who looks on.
    """

    def __init__(
        self,
        base: Path,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        say: Callable[[str], None] = lambda words: None,
    ) -> None:
        self.base = base
        self.state = state_folder(base)
        self.clock = clock
        self.say = say
        self.signals = Signals()
        self.store = Store(self.state / "history.sqlite")
        self.copies = Copies(self.state / "inputs")
        self._published: dict[str, Any] | None = None

    def run(self, edition: Edition, origin: Origin = Origin(), *, wait: float = 0.0) -> Run | None:
        """Make one attempt at a run, and return it as recorded.

        None means that the slot was done by another process in the meantime.

        Parameters
        ----------
        edition
            The edition.
        origin
            Why; a slot is looked at again when the lock is held.
        wait
            Seconds to wait for another run of this edition to end.

        Raises
        ------
        BusyError
            If another run of the edition has not ended by then.
        HistoryError
            If the run cannot be recorded; it is then not made.
        Interrupted
            If a signal ended this process's work; the run is recorded as interrupted.
        """
        with self.signals.heeded(), self._locked(edition, wait):
            self._reconcile(edition)
            if origin.slot is not None and not self._still_due(edition, origin):
                return None
            with self.signals.held():
                run = self.store.begin(
                    edition.name,
                    slot=origin.slot,
                    attempt=origin.attempt,
                    origin=origin.name,
                    now=self.clock(),
                    rerun_of=origin.rerun.id if origin.rerun else None,
                )
            return self._recorded(edition, run, origin)

    def pass_over(self, edition: Edition) -> None:
        """Record the slots of an edition that its policy passes over, when no run does so."""
        with contextlib.suppress(BusyError), self._locked(edition, 0), self.signals.held():
            for passed in self.plan(edition).passed_over:
                self.store.pass_over(edition.name, passed)

    def plan(self, edition: Edition) -> Plan:
        """Return what is due of an edition now."""
        if edition.calendar is None:
            return Plan()
        now, calendar = self.clock(), edition.calendar
        past = self.store.past(edition.name, calendar.expression, calendar.timezone, now)
        return due(edition, past, now)

    def reconcile(self, edition: Edition) -> None:
        """Close the records of runs of an edition whose processes were killed, if there are any."""
        if not any(run.state == "running" for run in self.store.runs(edition.name)):
            return
        with contextlib.suppress(BusyError), self._locked(edition, 0):
            self._reconcile(edition)

    @contextlib.contextmanager
    def _locked(self, edition: Edition, wait: float) -> Iterator[None]:
        folder = self.state / "locks"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / f"{edition.name}.lock")
            lock.acquire(timeout=wait, poll_interval=0.1)
        except Timeout:
            raise BusyError(
                f"the edition {edition.name} is being run{self._by_whom(edition)}",
                allowed="one run at a time; --wait MINUTES waits for the other to end",
            ) from None
        except OSError as error:
            raise HistoryError(f"cannot be locked: {error.strerror}", where=folder) from error
        try:
            yield
        finally:
            lock.release()

    def _by_whom(self, edition: Edition) -> str:
        for run in self.store.runs(edition.name, limit=5):
            if run.state == "running":
                since = f"{run.started:%Y-%m-%d %H:%M:%S} UTC"
                return f" by process {run.process} since {since} (run {run.id})"
        return ""

    def _still_due(self, edition: Edition, origin: Origin) -> bool:
        """Look at the plan again, now that nobody else can change it."""
        now, plan = self.clock(), self.plan(edition)
        asked = (origin.slot, origin.attempt)
        if not any((one.slot, one.number) == asked for one in plan.now(now)):
            return False
        with self.signals.held():
            for passed in plan.passed_over:
                self.store.pass_over(edition.name, passed)
        return True

    def _reconcile(self, edition: Edition) -> None:
        """Close the records of runs that were killed. The lock is held: none of them lives."""
        folders = Folders(edition.output)
        with self.signals.held():
            for run in reversed(self.store.runs(edition.name)):
                if run.state == "running":
                    end_marked(self._mark(run))
                    self._close_killed(edition, run, folders)
            folders.clear()

    def _close_killed(self, edition: Edition, run: Run, folders: Folders) -> None:
        published = folders.runs / run_name(run.started, run.id)
        if published.is_dir():
            # Killed after the rename: the report is whole, only its record was not.
            if run.leads:
                folders.point(published)
            state = "incomplete" if run.left_out else "succeeded"
            values: dict[str, Any] = {"state": state, "settles": True, "exit_status": 0}
            values |= _of_record(published)
            values["folder"] = str(published)
            values["notes"] = ["the process was killed after the report was in place"]
        else:
            values = {
                "state": "killed",
                "settles": run.attempt > max(edition.retries, 1),
                "cause": "process killed",
                "message": f"process {run.process} was killed, or the machine was",
                "exit_status": _KILLED,
            }
        self.say(f"run {run.id} of {run.edition} was {values['state']}: its process is gone")
        self.store.update(run.id, ended=max(self.clock(), run.started), **values)
        self._follow(edition, run.id)

    def _mark(self, run: Run) -> str:
        return f"{hashlib.sha256(str(self.store.path).encode()).hexdigest()[:16]}-{run.id}"

    def _recorded(self, edition: Edition, run: Run, origin: Origin) -> Run:
        """Make the report and record what came of it, whatever that is."""
        began = time.monotonic()
        folders = Folders(edition.output)
        interrupted: Interrupted | None = None
        values: dict[str, Any]
        self._published = None
        try:
            values = self._made(edition, run, origin, folders, began)
        except Interrupted as signal:
            interrupted = signal
            # A signal that came while the report was put in place came too late.
            values = self._published or self._interrupted(edition, run, signal)
        except _RunError as failed:
            values = self._failure(edition, run, failed.cause)
        except Exception as error:
            values = self._failure(edition, run, of_exception(error))
        with self.signals.held():
            with contextlib.suppress(OSError):
                shutil.rmtree(folders.part(run_name(run.started, run.id)), ignore_errors=True)
                shutil.rmtree(self._aside(run), ignore_errors=True)
            seconds = {**values.pop("seconds", {}), "run": time.monotonic() - began}
            rounded = {stage: round(spent, 3) for stage, spent in seconds.items()}
            self.store.update(run.id, ended=self.clock(), seconds=rounded, **values)
            with contextlib.suppress(OSError, ParleyError):
                retire(edition, self.store, folders, self.copies, self.clock())
            done = self._follow(edition, run.id)
        if interrupted is not None:
            raise interrupted
        return done

    def _follow(self, edition: Edition, run: int) -> Run:
        """Let others know; what goes wrong there is noted and changes nothing."""
        recorded = self.store.run(run)
        try:
            remarks = after.after_run(self.store, edition, recorded)
        except Exception as error:
            remarks = [f"after the run: {type(error).__name__}: {error}"]
        for remark in remarks:
            self.say(remark)
        if not remarks:
            return recorded
        return self.store.update(run, notes=[*recorded.notes, *remarks])

    def _failure(self, edition: Edition, run: Run, cause: Cause) -> dict[str, Any]:
        again = cause.passing and run.attempt <= edition.retries
        return {
            "state": "failed",
            "settles": not again,
            "cause": cause.word,
            "message": cause.message,
            "exit_status": cause.exit_status,
            "folder": self._kept(edition, run),
        }

    def _interrupted(self, edition: Edition, run: Run, signal: Interrupted) -> dict[str, Any]:
        # Who ends a run (a shutdown, a new start) does not mean to give up its slot.
        return {
            "state": "interrupted",
            "settles": run.attempt > max(edition.retries, 1),
            "cause": "signal",
            "message": f"ended by {signal.name}",
            "exit_status": 128 + signal.number,
        }

    def _kept(self, edition: Edition, run: Run) -> str:
        """Keep what a failed notebook left, and return its folder."""
        name = run_name(run.started, run.id)
        folders = Folders(edition.output)
        with contextlib.suppress(OSError), self.signals.held():
            for made in folders.part(name).glob("*.failed"):
                return str(folders.keep_failed(made, name))
        return ""

    def _aside(self, run: Run) -> Path:
        """Return the folder that the inputs of a run to be made again are laid out in."""
        return self.state / "again" / str(run.id)

    def _made(
        self, edition: Edition, run: Run, origin: Origin, folders: Folders, began: float
    ) -> dict[str, Any]:
        prepared = self._prepared(edition, run, origin)
        name = run_name(run.started, run.id)
        part = folders.open_part(name)
        previous = self.store.last_good(edition.name, before=run.id)
        parameters = dict(origin.rerun.parameters if origin.rerun else edition.parameters)
        formats = list(origin.rerun.formats if origin.rerun else edition.formats)
        left = edition.timeout - (time.monotonic() - began)
        job = {
            "run": run.id,
            "edition": edition.name,
            "articles": prepared.articles,
            "left_out": prepared.left_out,
            "notebook": prepared.notebook,
            "parameters": parameters,
            "formats": formats,
            "part": str(part),
            "timeout": max(left - max(1.0, _RESERVE * left), 0.5),
            "previous": previous.folder if previous else "",
            "previous_run": previous.id if previous else None,
        }
        ended = run_worker(
            job,
            self._mark(run),
            folder=prepared.folder or self.base,
            timeout=max(left, 0.5),
            say=self.say,
        )
        if ended.result is None or ended.result["status"] != "made":
            raise _RunError(cause_of(ended, in_words(edition.timeout), part))
        made = Path(ended.result["folder"])
        _check_whole(made, formats)
        self._check_inputs(prepared)
        left_out = [*prepared.left_out, *ended.result["left_out"]]
        # What is made again after newer reports does not take their place.
        leads = origin.rerun is None or previous is None or previous.id <= origin.rerun.id
        with self.signals.held():
            # Recorded before the rename: should this process die between the two, it is known.
            self.store.update(run.id, left_out=left_out, leads=leads)
            published = folders.publish(made, name, leads=leads)
            self._published = {
                **_of_record(published),
                "state": "incomplete" if left_out else "succeeded",
                "settles": True,
                "exit_status": 0,
                "left_out": left_out,
                "warnings": [*prepared.warnings, *ended.result["warnings"]],
                "seconds": ended.result["seconds"],
                "folder": str(published),
            }
        return self._published

    def _prepared(self, edition: Edition, run: Run, origin: Origin) -> _Prepared:
        if origin.rerun is not None:
            return self._again(run, origin.rerun)
        prepared = self._gathered(edition)
        self.store.update(
            run.id,
            notebook=prepared.notebook,
            parameters=dict(edition.parameters),
            formats=list(edition.formats),
            inputs=prepared.inputs,
            left_out=prepared.left_out,
        )
        if edition.articles and not prepared.articles:
            reasons = "; ".join(f"{one['article']}: {one['reason']}" for one in prepared.left_out)
            raise ArticleError(
                f"the edition has no article to report on{': ' if reasons else ''}{reasons}",
                where=edition.name,
                allowed="articles that are there when it runs",
            )
        return prepared

    def _gathered(self, edition: Edition) -> _Prepared:
        """Find the inputs as they are now, and copy them."""
        notebook = find_notebook(edition.notebook)
        with self.copies.lock():
            prepared = _Prepared([], str(notebook), [self.copies.keep("notebook", notebook)])
            sources = find_sources(edition)
            for words, reason in sources.missing:
                prepared.left_out.append({"article": words, "reason": reason})
            for words in sources.empty:
                prepared.warnings.append(f"no article now: {words}")
            for file in sources.files:
                try:
                    kept = [self.copies.keep("article", file)]
                    kept += [
                        self.copies.keep(role, path) for role, path in companions(file, self.base)
                    ]
                except OSError as error:
                    reason = f"cannot be read: {error.strerror}"
                    prepared.left_out.append({"article": str(file), "reason": reason})
                    continue
                prepared.articles.append(str(file))
                prepared.inputs += kept
        return prepared

    def _again(self, run: Run, earlier: Run) -> _Prepared:
        """Lay out the inputs of an earlier run as they were."""
        folder = self._aside(run)
        articles, notebook = lay_out(earlier.inputs, self.copies, folder)
        if notebook is None:
            raise HistoryError("that run did not come to its inputs", found=earlier.id)
        self.store.update(
            run.id,
            notebook=earlier.notebook,
            parameters=earlier.parameters,
            formats=earlier.formats,
            inputs=earlier.inputs,
        )
        names = [str(article) for article in articles]
        read = {each["path"] for each in earlier.inputs}
        missing = [one for one in earlier.left_out if one["article"] not in read]
        return _Prepared(names, str(notebook), [], missing, folder=folder)

    def _check_inputs(self, prepared: _Prepared) -> None:
        """See that the run read what its record says it read."""
        other = changed(prepared.inputs)
        if other:
            message = f"changed while they were read: {', '.join(other)}"
            raise _RunError(Cause("input changed", message, passing=True))


def _check_whole(made: Path, formats: Sequence[str]) -> None:
    """See that a report is what its record says, before anyone else does."""
    record = json.loads((made / "run.json").read_text("utf-8"))
    for name, digest in record["files"].items():
        if hashlib.sha256((made / name).read_bytes()).hexdigest() != digest:
            raise ReportError("the report's file is not what was written", where=made / name)
    suffixes = {Path(name).suffix for name in record["files"]}
    missing = [name for name in formats if f".{name}" not in suffixes]
    if record["status"] != "complete" or missing:
        raise ReportError("the report is not whole", where=made, found=missing or record["status"])


def _of_record(folder: Path) -> dict[str, Any]:
    """Return what the report's own record adds to that of the run."""
    try:
        record = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {"versions": record.get("versions", {}), "warnings": record.get("warnings", [])}


def at_slot(one: Due) -> Origin:
    """Return the origin of a run that the schedule asks for."""
    return replace(Origin("schedule"), slot=one.slot, attempt=one.number)
