"""Runs at the right time: once for all that is due, or for ever in the foreground."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from analysis.editions import Edition, Editions, read_editions
from analysis.errors import BusyError, EditionError, IncompleteError, ParleyError
from analysis.schedule.history import Run
from analysis.schedule.planning import Due
from analysis.schedule.runner import Origin, Runner, at_slot
from analysis.schedule.signals import Interrupted, Signals

Sleep = Callable[[float], None]

PATIENCE = 900.0
"""The longest wait, in seconds, for a retry within one call; later ones are left to the next."""

_LOOK_EVERY = 60.0
_REST = 20.0


@dataclass
class Done:
    """The runs of one call, and the editions that another process was running."""

    runs: list[Run] = field(default_factory=list)
    busy: list[str] = field(default_factory=list)

    def exit_status(self) -> int:
        """Return 0 if all went well, else what tells the worst: a failure, or articles left out."""
        final = {(run.edition, run.slot): run for run in self.runs}
        for run in final.values():
            if not run.good:
                return run.exit_status or 1
        if any(run.state == "incomplete" for run in final.values()):
            return IncompleteError.exit_status
        return 0


def run_named(
    runner: Runner,
    edition: Edition,
    *,
    wait: float = 0.0,
    rerun: Run | None = None,
    sleep: Sleep = time.sleep,
) -> Done:
    """Run an edition now, whatever its schedule, and try again as its settings say.

    Parameters
    ----------
    wait
        Seconds to wait for another run of it to end.
    rerun
        An earlier run to be made again, with its parameters and inputs.
    """
    done = Done()
    attempt = 1
    while True:
        origin = Origin("rerun" if rerun else "command", None, attempt, rerun)
        run = runner.run(edition, origin, wait=wait)
        assert run is not None
        done.runs.append(run)
        if run.settles:
            return done
        attempt += 1
        seconds = edition.wait_before(attempt)
        runner.say(f"{edition.name}: {run.message}; again in {seconds:g} s")
        _sleep(runner, seconds, sleep)


def run_due(
    runner: Runner,
    editions: Sequence[Edition],
    *,
    patience: float = PATIENCE,
    sleep: Sleep = time.sleep,
) -> Done:
    """Run what is due, slot by slot in order of time, until nothing is.

    A run that failed and may be tried again holds up no other edition; when all others are done
    and its time comes within `patience` seconds, it is waited for.
    """
    done = Done()
    tried: set[tuple[str, datetime, int]] = set()
    while True:
        ready, waiting = _look(runner, editions, tried, done.busy)
        if ready is not None:
            tried.add((ready.edition, ready.slot, ready.number))
            edition = next(one for one in editions if one.name == ready.edition)
            try:
                run = runner.run(edition, at_slot(ready))
            except BusyError as error:
                runner.say(error.message)
                done.busy.append(edition.name)
                continue
            if run is not None:
                done.runs.append(run)
            continue
        own = [one.at for one in waiting if any(run.edition == one.edition for run in done.runs)]
        seconds = (min(own) - runner.clock()).total_seconds() if own else None
        if seconds is None or seconds > patience:
            return done
        runner.say(f"waiting {max(seconds, 0):.0f} s to try again")
        _sleep(runner, max(seconds, 0.0) + 0.01, sleep)


def _look(
    runner: Runner,
    editions: Iterable[Edition],
    tried: set[tuple[str, datetime, int]],
    busy: list[str],
) -> tuple[Due | None, list[Due]]:
    """Return the first slot that is ready, and those that wait for their retry."""
    ready: list[Due] = []
    waiting: list[Due] = []
    for edition in editions:
        if edition.calendar is None or edition.name in busy:
            continue
        runner.reconcile(edition)
        plan, now = runner.plan(edition), runner.clock()
        if plan.passed_over and not plan.now(now):
            runner.pass_over(edition)
        for one in plan.due:
            if (one.edition, one.slot, one.number) not in tried:
                (ready if one.at <= now else waiting).append(one)
    ready.sort(key=lambda one: (one.slot, one.edition))
    return (ready[0] if ready else None), waiting


def _sleep(runner: Runner, seconds: float, sleep: Sleep) -> None:
    with runner.signals.heeded():
        sleep(seconds)


class Daemon:
    """Runs editions at their times, each in a process of its own, until it is told to end.

    The file is read again when it changes. A machine that slept, or whose clock was set, is noticed
    within a minute.

    Parameters
    ----------
    file
        editions.toml.
    jobs
        At most so many editions at once.
    """

    def __init__(self, file: Path, *, jobs: int = 2, say: Callable[[str], None] = print) -> None:
        self.file = file
        self.jobs = jobs
        self.say = say
        self.signals = Signals()
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._read: tuple[float, Editions] | None = None
        self._resting: dict[str, float] = {}

    def run(self) -> None:
        """Run until a signal comes; then end the runs at work and return."""
        runner = Runner(self.file.parent)
        with self.signals.heeded():
            try:
                while True:
                    self._collect()
                    time.sleep(self._look(runner))
            except Interrupted as signal:
                self.say(f"ending on {signal.name}")
            finally:
                self._end_children()

    def _look(self, runner: Runner) -> float:
        """Begin what is due; a history that cannot be read or written may be so again later."""
        try:
            return self._step(runner)
        except ParleyError as error:
            self.say(str(error))
            return _LOOK_EVERY

    def _step(self, runner: Runner) -> float:
        """Begin what is due and return the seconds until the next look."""
        now = datetime.now(UTC)
        soonest = now + timedelta(seconds=_LOOK_EVERY)
        for edition in self._editions():
            if edition.calendar is None or edition.name in self._children:
                continue
            runner.reconcile(edition)
            plan = runner.plan(edition)
            ready = plan.now(datetime.now(UTC))
            rests = self._resting.get(edition.name, 0.0) > time.monotonic()
            if ready and not rests and len(self._children) < self.jobs:
                self._begin(edition.name)
            elif plan.passed_over and not ready:
                runner.pass_over(edition)
            if plan.next is not None:
                soonest = min(soonest, plan.next)
        seconds = (soonest - datetime.now(UTC)).total_seconds()
        return max(0.2, min(seconds, 1.0 if self._children else _LOOK_EVERY))

    def _editions(self) -> tuple[Edition, ...]:
        try:
            changed = self.file.stat().st_mtime
            if self._read is None or self._read[0] != changed:
                self._read = (changed, read_editions(self.file))
                for mistake in self._read[1].mistakes:
                    self.say(mistake.in_words(self.file.name))
                self.say(f"editions: {', '.join(self._read[1].names()) or 'none'}")
        except (OSError, EditionError) as error:
            if self._read is None:
                raise
            self.say(f"{error} (the editions read before still hold)")
        assert self._read is not None
        return self._read[1].editions

    def _begin(self, name: str) -> None:
        self.say(f"{name}: begins")
        command = ["run", "--due", name, "--no-wait", "--file", str(self.file)]
        self._children[name] = subprocess.Popen([sys.executable, "-m", "analysis", *command])

    def _collect(self) -> None:
        for name, child in list(self._children.items()):
            if child.poll() is not None:
                del self._children[name]
                if child.returncode:
                    # Should it have come to nothing at all, it is not begun again at once.
                    self._resting[name] = time.monotonic() + _REST
                self.say(f"{name}: ended with exit status {child.returncode}")

    def _end_children(self) -> None:
        for child in self._children.values():
            if child.poll() is None:
                child.terminate()
        for child in self._children.values():
            child.wait()
