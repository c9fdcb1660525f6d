"""Faults of every kind, each really caused, and what must hold after each.

Each fault is a function that is given a project with a last good report and a source of chance,
causes the fault, lets the schedule go on as it would, and returns what was not as it should be.
``python -m tests.schedule.faults [NAME]... [--times 100]`` causes them many times and counts.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil

from analysis.editions import Edition, read_editions
from analysis.schedule.folders import Folders
from analysis.schedule.history import Run, Store
from analysis.schedule.processes import MARK

HERE = Path(__file__).resolve().parent
BEGIN = datetime(2031, 1, 1, 6, 0, tzinfo=UTC)
SETTINGS = {
    "notebook": '"tiny.ipynb"',
    "formats": '["html"]',
    "schedule": '"0 7 * * *"',
    "retries": "3",
    "retry_wait": "0",
    "timeout": "60",
}
GOOD = ("succeeded", "incomplete")


class Project:
    """A project of its own with one edition, and a clock that only this file moves."""

    def __init__(self, base: Path, **settings: str) -> None:
        self.base = base
        self.day = 0
        self.calls = 0
        self.later = True
        self.took = 4.0
        self.output = base / "out"
        (base / "data" / "articles").mkdir(parents=True)
        shutil.copy(HERE / "notebooks" / "tiny.ipynb", base)
        self.set(**settings)

    def set(self, parameters: str = "{}", **settings: str) -> None:
        """Write editions.toml."""
        lines = {**SETTINGS, "output": '"out"', **settings, "parameters": parameters}
        text = "".join(f"{key} = {value}\n" for key, value in lines.items())
        self.file.write_text(f"[edition.tiny]\n{text}", "utf-8")

    @property
    def file(self) -> Path:
        return self.base / "editions.toml"

    @property
    def edition(self) -> Edition:
        return read_editions(self.file).edition("tiny")

    @property
    def now(self) -> datetime:
        """Shortly past the slot of the day, and five minutes later at each call."""
        return BEGIN + timedelta(days=self.day, hours=1, minutes=1 + 5 * self.calls)

    @property
    def slot(self) -> datetime:
        return BEGIN + timedelta(days=self.day, hours=1)

    def next_day(self) -> None:
        """Let the next slot come; the first time, let the edition become known before it."""
        if self.day == 0:
            with self.store() as store:
                store.past("tiny", "0 7 * * *", "UTC", BEGIN)
        self.day += 1
        self.calls = 0

    def store(self) -> Store:
        return Store(self.base / ".parley" / "history.sqlite")

    def runs(self, slot: datetime | None = None) -> list[Run]:
        with self.store() as store:
            return [run for run in store.runs() if slot is None or run.slot == slot]

    def begin(
        self, what: str = "due", now: datetime | None = None, **more: Any
    ) -> subprocess.Popen[str]:
        """Start the schedule's work in a process of its own."""
        environment = os.environ | {"PARLEY_CACHE": str(self.base / "cache")}
        environment.pop("PARLEY_STATE", None)
        program = [sys.executable, str(HERE / "drive.py"), str(self.file)]
        now = now or self.now
        if self.later:
            self.calls += 1
        return subprocess.Popen(
            [*program, now.isoformat(), what],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            **more,
        )

    def work(self, what: str = "due", now: datetime | None = None, **more: Any) -> tuple[int, str]:
        """Do the schedule's work to its end; return exit status and what it said."""
        began = time.monotonic()
        process = self.begin(what, now, **more)
        said = process.communicate(timeout=180)[1]
        if process.returncode == 0:
            self.took = time.monotonic() - began
        return process.returncode, said

    def latest(self) -> Path | None:
        found = Folders(self.output).latest()
        return None if found is None else found.resolve()

    def marked(self) -> list[psutil.Process]:
        """Return the living processes of this project's runs."""
        prefix = hashlib.sha256(str(self.base / ".parley" / "history.sqlite").encode()).hexdigest()[
            :16
        ]
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                own = process.environ().get(MARK, "").startswith(prefix)
                if own and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
        return found


def wrong_report(folder: Path | None) -> list[str]:
    """Return what is not whole about a published report."""
    if folder is None:
        return ["there is no report at latest"]
    try:
        record = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        return [f"{folder.name}: no record: {error}"]
    wrong = [] if record["status"] == "complete" else [f"{folder.name}: {record['status']}"]
    for name, digest in record["files"].items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            wrong.append(f"{folder.name}: {name} is not what was written")
    return wrong


def wrong_now(project: Project, *, orphans_within: float = 5.0) -> list[str]:
    """Return what does not hold at any moment: a whole report at latest, and no orphans for long."""
    wrong = wrong_report(project.latest())
    until = time.monotonic() + orphans_within
    left = project.marked()
    while left and time.monotonic() < until:
        time.sleep(0.1)
        left = project.marked()
    return wrong + [
        f"left alive: {process.cmdline()[:4]}" for process in left if process.is_running()
    ]


def wrong_after(project: Project) -> list[str]:
    """Return what does not hold when the schedule's work is done."""
    wrong = wrong_now(project)
    for folder in (project.output / "runs").iterdir():
        if folder.name.startswith("."):
            wrong.append(f"left behind: {folder.name}")
        else:
            wrong += wrong_report(folder)
    runs = project.runs()
    wrong += [f"run {run.id} is still open" for run in runs if run.state == "running"]
    wrong += [
        f"run {run.id} says nothing" for run in runs if run.state not in GOOD and not run.message
    ]
    good = [run.slot for run in runs if run.good and run.slot]
    wrong += [f"slot {slot} was run twice" for slot in set(good) if good.count(slot) > 1]
    published = {Path(run.folder).resolve() for run in runs if run.good and not run.removed}
    there = {one.resolve() for one in (project.output / "runs").iterdir() if one.name[0] != "."}
    if published != there:
        wrong.append(f"reports and records differ: {sorted(map(str, published ^ there))}")
    newest = max((run for run in runs if run.good), key=lambda run: run.id, default=None)
    if newest is not None and project.latest() != Path(newest.folder).resolve():
        wrong.append("latest is not the newest good run")
    return wrong


def settled(project: Project, slot: datetime) -> list[str]:
    """Let the schedule's work go on, and return what is wrong if the slot has no report then."""
    for _ in range(4):
        project.work()
        if any(run.good for run in project.runs(slot)):
            return wrong_after(project)
    return [*wrong_after(project), "the slot never got its report"]


def wait_for(condition: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Wait until something holds; False if it does not in time."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def kernels(project: Project) -> list[psutil.Process]:
    return [one for one in project.marked() if "ipykernel_launcher" in " ".join(_words(one))]


def workers(project: Project) -> list[psutil.Process]:
    return [one for one in project.marked() if "analysis.schedule.worker" in _words(one)]


def _words(process: psutil.Process) -> list[str]:
    with contextlib.suppress(psutil.Error):
        return list(process.cmdline())
    return []


def a_moment(project: Project, process: subprocess.Popen[str], chance: random.Random) -> None:
    """Wait for a moment of a run: any, or (every other time) around its publication."""
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0.0, 1.1 * project.took))
        return
    parts = project.output / "runs"
    wait_for(lambda: any(parts.glob(".*.part/*/run.json")) or process.poll() is not None)
    time.sleep(chance.choice([0.0, chance.uniform(0, 0.02), chance.uniform(0, 0.2)]))


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.Error):
        process.kill()


# The faults ---------------------------------------------------------------------------------------


def killed(project: Project, chance: random.Random) -> list[str]:
    """kill -9 of the runner, the worker, the kernel, or all of them, at any moment."""
    project.set()
    process = project.begin()
    a_moment(project, process, chance)
    victim = chance.choice(["runner", "runner", "worker", "kernel", "all"])
    marked = project.marked()
    if victim in ("runner", "all"):
        process.kill()
    for one in marked:
        if victim == "all" or (victim == "worker" and one in workers(project)):
            _kill(one)
    if victim == "kernel":
        for one in kernels(project):
            _kill(one)
    process.communicate(timeout=120)
    wrong = wrong_now(project, orphans_within=15)
    return wrong + settled(project, project.slot)


def terminated(project: Project, chance: random.Random) -> list[str]:
    """SIGTERM, SIGHUP or SIGINT of the runner, at any moment, sometimes twice."""
    project.set()
    number = chance.choice([signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
    process = project.begin()
    heard = wait_for(lambda: bool(project.runs(project.slot)), 20)
    a_moment(project, process, chance)
    process.send_signal(number)
    if chance.random() < 0.3:
        time.sleep(chance.uniform(0.0, 0.3))
        process.send_signal(number)
    process.communicate(timeout=60)
    wrong = [] if heard else ["the run never began"]
    first = project.runs(project.slot)[-1]
    if process.returncode not in (0, 128 + number, -number):
        wrong.append(f"exit status {process.returncode} after {number.name}")
    if process.returncode == 128 + number and first.state not in (*GOOD, "interrupted"):
        wrong.append(f"the record says {first.state}")
    wrong += wrong_now(project, orphans_within=1.0)
    return wrong + settled(project, project.slot)


def kernel_dies(project: Project, chance: random.Random) -> list[str]:
    """The kernel kills itself in a cell, once; the retry passes."""
    once = project.base / f"died-{project.day}"
    project.set(
        parameters=f'{{ behaviour = "die", once = "{once}", seconds = {chance.uniform(0, 0.3):.2f} }}'
    )
    status, _ = project.work()
    wrong = [] if status == 0 else [f"exit status {status}"]
    first, *_ = reversed(project.runs(project.slot))
    if (first.state, first.cause) != ("failed", "kernel"):
        wrong.append(f"the record says {first.state}: {first.cause}: {first.message}")
    return wrong + settled(project, project.slot)


def concurrent(project: Project, chance: random.Random) -> list[str]:
    """Several processes find the same slot due at the same time."""
    project.set(parameters=f"{{ seconds = {chance.uniform(0, 0.5):.2f} }}")
    started = []
    project.later = False
    for _ in range(chance.choice([2, 3, 4])):
        started.append(project.begin())
        time.sleep(chance.choice([0.0, 0.0, chance.uniform(0, 2.0)]))
    said = [process.communicate(timeout=120)[1] for process in started]
    codes = [process.returncode for process in started]
    project.later = True
    wrong = [f"exit statuses {codes}: {said}"] if any(codes) else []
    good = [run for run in project.runs(project.slot) if run.good]
    if len(good) != 1 or len(project.runs(project.slot)) != 1:
        wrong.append(f"{len(good)} good runs of {len(project.runs(project.slot))}")
    return wrong + wrong_after(project)


def full_disk(project: Project, chance: random.Random) -> list[str]:
    """The disk of the reports fills up, anywhere in the report; later there is room again."""
    project.set(retries="0", keep_runs="2", parameters='{ behaviour = "large" }')
    ballast = project.output / "ballast"
    free = shutil.disk_usage(project.output).free
    room = chance.choice(
        [0, 4096, chance.randrange(1, 12_000_000), chance.randrange(1, 12_000_000)]
    )
    with open(ballast, "wb") as file:
        file.write(b"x" * max(free - room, 0))
    status, said = project.work()
    run = project.runs(project.slot)[0]
    ballast.unlink()
    wrong = []
    if run.good:
        wrong += [] if status == 0 else [f"good, but exit status {status}"]
    elif (status, run.cause) != (6, "disk full"):
        wrong.append(f"status {status}, record {run.cause}: {run.message}: {said[-300:]}")
    wrong += wrong_after(project)
    # The next day there is room: nothing of the bad day stands in the way.
    project.set(keep_runs="2")
    project.next_day()
    return wrong + settled(project, project.slot)


def full_state(project: Project, chance: random.Random) -> list[str]:
    """The disk of the history fills up: nothing runs unknown, nothing is lost, it goes on later."""
    project.set(retries="3")
    state = project.base / ".parley"
    ballast = state / "ballast"
    free = shutil.disk_usage(state).free
    room = chance.choice([0, *(chance.randrange(1, 120_000) for _ in range(4))])
    with open(ballast, "wb") as file:
        file.write(b"x" * max(free - room, 0))
    status, said = project.work()
    ballast.unlink()
    wrong = wrong_now(project)
    good = any(run.good for run in project.runs(project.slot))
    if status not in (0, 6, 11) or (status == 0 and not good):
        wrong.append(f"status {status}, good {good}: {said[-300:]}")
    return wrong + settled(project, project.slot)


def too_large(project: Project, chance: random.Random) -> list[str]:
    """A limit on the size of files (RLIMIT_FSIZE) stops the writing somewhere."""
    project.set(retries="0", parameters='{ behaviour = "large" }')
    limit = chance.randrange(300_000, 2_500_000)
    status, said = project.work(
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    run = project.runs(project.slot)[0]
    wrong = []
    if not run.good and status == 0:
        wrong.append(f"status 0, record {run.cause}: {run.message}: {said[-300:]}")
    wrong += wrong_after(project)
    project.set()
    project.next_day()
    return wrong + settled(project, project.slot)


def hangs(project: Project, chance: random.Random) -> list[str]:
    """A cell hangs, with a child that would outlive it: ended at the deadline, nothing left."""
    project.set(retries="0", timeout="5", parameters='{ behaviour = "sleep" }')
    began = time.monotonic()
    status, _ = project.work()
    took = time.monotonic() - began
    run = project.runs(project.slot)[0]
    wrong = [] if took < 20 else [f"took {took:.0f} s"]
    if (status, run.state, run.cause) != (6, "failed", "timeout"):
        wrong.append(f"status {status}, record {run.state}: {run.cause}: {run.message}")
    wrong += wrong_now(project, orphans_within=0.5)
    return wrong + wrong_after(project)


def killed_while_hanging(project: Project, chance: random.Random) -> list[str]:
    """kill -9 of the runner while a cell hangs: the kernel and the cell's own child end by themselves."""
    project.set(parameters='{ behaviour = "sleep" }')
    process = project.begin()
    sleeping = wait_for(
        lambda: any("time.sleep(600)" in " ".join(_words(one)) for one in project.marked())
    )
    process.kill()
    process.communicate(timeout=60)
    wrong = [] if sleeping else ["the cell never hung"]
    wrong += wrong_now(project, orphans_within=10)
    project.set()
    return wrong + settled(project, project.slot)


def cell_fails(project: Project, chance: random.Random) -> list[str]:
    """A cell raises: no retry, the failed notebook is kept, the last good report stays."""
    before = project.latest()
    project.set(parameters='{ behaviour = "raise" }')
    status, said = project.work()
    runs = project.runs(project.slot)
    wrong = [] if before == project.latest() else ["latest has changed"]
    if (status, len(runs), runs[0].cause, runs[0].settles) != (6, 1, "notebook", True):
        wrong.append(f"status {status}, {len(runs)} runs, {runs[0].cause}: {said[-200:]}")
    if not (Path(runs[0].folder or "/none") / "tiny.failed.html").is_file():
        wrong.append("the failed notebook is not kept")
    return wrong + wrong_after(project)


def leaves(project: Project, chance: random.Random) -> list[str]:
    """A cell leaves the kernel (sys.exit(0)): that is no report."""
    project.set(parameters='{ behaviour = "leave" }')
    status, _ = project.work()
    runs = project.runs(project.slot)
    wrong = [] if (status, runs[0].cause) == (6, "left") else [f"status {status}, {runs[0].cause}"]
    return wrong + wrong_after(project)


def system_error_passes(project: Project, chance: random.Random) -> list[str]:
    """A cell meets a full disk once: tried again, and passed."""
    once = project.base / f"full-{project.day}"
    project.set(parameters=f'{{ behaviour = "full", once = "{once}" }}')
    status, _ = project.work()
    states = [run.state for run in reversed(project.runs(project.slot))]
    wrong = (
        [] if (status, states) == (0, ["failed", "succeeded"]) else [f"status {status}, {states}"]
    )
    return wrong + wrong_after(project)


def notebook_gone(project: Project, chance: random.Random) -> list[str]:
    """The notebook is gone: nothing can run, nothing is lost, and it is said."""
    before, notebook = project.latest(), project.base / "tiny.ipynb"
    project.set()
    notebook.rename(project.base / "away")
    status, said = project.work("tiny")
    (project.base / "away").rename(notebook)
    wrong = [] if status == 8 and "tiny.ipynb" in said else [f"status {status}: {said[-200:]}"]
    return (
        wrong
        + ([] if before == project.latest() else ["latest has changed"])
        + wrong_after(project)
    )


def read_only(project: Project, chance: random.Random) -> list[str]:
    """The folder of reports is read-only; later it is not."""
    before = project.latest()
    project.set(retries="1")
    with mounted_read_only(project.output):
        status, _ = project.work()
        wrong = wrong_report(project.latest())
    runs = project.runs(project.slot)
    if (status, len(runs), runs[0].cause) != (6, 1, "not allowed"):
        wrong.append(f"status {status}, {len(runs)} runs, {runs[0].cause}: {runs[0].message}")
    wrong += [] if before == project.latest() else ["latest has changed"]
    return wrong + wrong_after(project)


def history_read_only(project: Project, chance: random.Random) -> list[str]:
    """The history cannot be written: no run is made that nobody would know of, and it is said."""
    before, count = project.latest(), len(project.runs())
    project.set()
    with mounted_read_only(project.base / ".parley"):
        status, said = project.work()
    wrong = [] if status == 11 and "history" in said else [f"status {status}: {said[-300:]}"]
    wrong += [] if before == project.latest() and len(project.runs()) == count else ["it ran"]
    return wrong + settled(project, project.slot)


def history_damaged(project: Project, chance: random.Random) -> list[str]:
    """The history file is overwritten with something else: said, and nothing is lost of the reports."""
    before = project.latest()
    project.set()
    kept = {one: one.read_bytes() for one in (project.base / ".parley").glob("history.sqlite*")}
    for one in kept:
        one.write_bytes(chance.randbytes(8192))
    status, said = project.work()
    for one in (project.base / ".parley").glob("history.sqlite*"):
        one.unlink()
    for one, content in kept.items():
        one.write_bytes(content)
    wrong = [] if status == 11 and "history" in said else [f"status {status}: {said[-300:]}"]
    wrong += [] if before == project.latest() else ["latest has changed"]
    return wrong + settled(project, project.slot)


def clock_jumps(project: Project, chance: random.Random) -> list[str]:
    """The clock is set forward and back by hours and days: each slot has one report at most."""
    project.set(missed=f'"{chance.choice(["latest", "all"])}"')
    honest = project.now
    for _ in range(3):
        project.work(now=honest + timedelta(hours=chance.uniform(-60, 40)))
    wrong = wrong_after(project)
    project.work(now=honest)
    good = [run.slot for run in project.runs() if run.good]
    if project.slot not in good:
        wrong.append("the slot has no report when its time comes")
    project.day += 3
    return wrong + wrong_after(project)


def article_broken(project: Project, chance: random.Random) -> list[str]:
    """One article among twenty is broken: the report is made of the others, and says so."""
    folder = project.base / "incoming"
    folder.mkdir(exist_ok=True)
    for number in range(20):
        text = f"Round {number}\n\nNorway demanded on 3 May 2031 that Iceland end its ban on trawlers.\n"
        (folder / f"article-{number:02}.txt").write_text(text, "utf-8")
    broken = folder / f"article-{chance.randrange(20):02}.txt"
    broken.write_bytes(chance.choice([bytes(400), b"%PDF-1.7\n" + bytes(100), b""]))
    settings = {"notebook": '"chronology"', "articles": '["incoming/"]', "timeout": "170"}
    project.set(**settings)
    status, said = project.work()
    run = project.runs(project.slot)[0]
    wrong = (
        []
        if (status, run.state) == (10, "incomplete")
        else [f"{status} {run.state}: {said[-400:]}"]
    )
    if [Path(one["article"]).name for one in run.left_out] != [broken.name]:
        wrong.append(f"left out: {run.left_out}")
    latest = project.latest()
    page = (latest / "chronology.html").read_text("utf-8") if latest else ""
    if broken.name not in page or "left out of this report" not in page:
        wrong.append("the report does not say so")
    return wrong + wrong_after(project)


@contextlib.contextmanager
def mounted_read_only(folder: Path) -> Iterator[None]:
    """Make a folder read-only as a mount is: for everyone, root too."""
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextlib.contextmanager
def small_disk(folder: Path, size: str = "8m") -> Iterator[None]:
    """Mount a small file system of its own at a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def can_mount() -> bool:
    """Whether this process may mount file systems."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with small_disk(Path(folder) / "m", "64k"):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


Fault = Callable[[Project, random.Random], list[str]]
CHANCE: tuple[Fault, ...] = (
    *(killed, terminated, kernel_dies, concurrent, full_disk, full_state, too_large),
)
"""Faults in which chance plays a part."""
CERTAIN: tuple[Fault, ...] = (
    *(
        hangs,
        killed_while_hanging,
        cell_fails,
        leaves,
        system_error_passes,
        notebook_gone,
        read_only,
    ),
    *(history_read_only, history_damaged, clock_jumps, article_broken),
)
LIGHT: tuple[Fault, ...] = (killed, terminated, concurrent, full_disk, full_state)
"""Faults of the runner's own work, for which a stand-in for the worker will do, a thousand times."""
SMALL_DISKS = {full_disk: "out", full_state: ".parley"}
NEEDS_MOUNT = (full_disk, full_state, read_only, history_read_only)


@contextlib.contextmanager
def project_with_report(base: Path, on_small_disk: str | None = None) -> Iterator[Project]:
    """Yield a project whose first slot has a good report, with one folder on a disk of its own."""
    with small_disk(base / on_small_disk) if on_small_disk else contextlib.nullcontext():
        project = Project(base)
        project.next_day()
        status, said = project.work()
        assert status == 0, said
        yield project


def cause(
    fault: Fault, times: int, seed: int = 0, *, first: int = 0
) -> tuple[list[str], Counter[str]]:
    """Cause a fault a number of times in one project.

    Returns
    -------
    tuple
        All that was wrong, and how often runs ended in which way.
    """
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as base,
        project_with_report(Path(base), SMALL_DISKS.get(fault)) as project,
    ):
        for number in range(first, first + times):
            project.next_day()
            chance = random.Random(f"{fault.__name__} {seed} {number}")
            try:
                found = fault(project, chance)
            except (OSError, subprocess.SubprocessError, sqlite3.Error, IndexError) as error:
                found = [f"{type(error).__name__}: {error}"]
            wrong += [f"{fault.__name__} {number}: {words}" for words in found]
        ends = Counter(f"{run.state} {run.cause}".strip() for run in project.runs())
    return wrong, ends


def main() -> int:
    """Cause faults and count what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="faults; none means all")
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--certain", type=int, default=3, help="times for faults without chance")
    parser.add_argument("--first", type=int, default=0, help="number of the first time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--light", action="store_true", help="without kernels; see light_worker.py")
    given = parser.parse_args()
    if given.light:
        os.environ["FAULTS_LIGHT"] = "1"
    lost = 0
    for fault in (*CHANCE, *CERTAIN):
        if given.names and fault.__name__ not in given.names:
            continue
        if given.light and fault not in LIGHT:
            continue
        times = given.times if fault in CHANCE or given.names else given.certain
        began = time.monotonic()
        wrong, ends = cause(fault, times, given.seed, first=given.first)
        lost += len(wrong)
        took = time.monotonic() - began
        print(f"{fault.__name__:20} {times:4} times, {len(wrong)} wrong, {took:.0f} s; runs ended:")
        print("    " + ", ".join(f"{number} {how}" for how, number in ends.most_common()))
        for words in wrong:
            print(f"    {words}")
        sys.stdout.flush()
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
