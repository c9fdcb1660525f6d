"""The process of one run: started in a group of its own, bounded in time, ended with all it made.

Kernels begin sessions of their own, so that no process group holds a whole run. Every process of a
run therefore carries a mark in its environment, which children inherit, and all that carry it are
ended with the run.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NoReturn

import psutil

MARK = "PARLEY_RUN"
"""The variable of the environment that marks the processes of a run."""

WORKER = (sys.executable, "-m", "analysis.schedule.worker")
"""The command of the process that makes a report; it is also given the number of this process."""

_PATIENCE = 5.0
_LINES_KEPT = 60
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Ended:
    """What became of the process: its result if it gave one, its exit code, its last words."""

    result: dict[str, Any] | None
    code: int
    timed_out: bool = False
    words: tuple[str, ...] = field(default=())


def run_worker(
    job: Mapping[str, Any],
    mark: str,
    *,
    folder: Path,
    timeout: float,
    say: Callable[[str], None] | None = None,
) -> Ended:
    """Run :mod:`analysis.schedule.worker` on a job and wait for its end.

    However this function is left, by return or by exception, no process of the run is left behind.

    Parameters
    ----------
    job
        What the worker is to do, as JSON-native values; given to it on its standard input.
    mark
        The mark of the run, in the environment of all its processes.
    folder
        Its working folder.
    timeout
        Seconds after which it is ended.
    say
        Called with each line that it writes to standard error.
    """
    process = subprocess.Popen(
        [*WORKER, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=os.environ | {MARK: mark, "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )
    talk = _Talk(process, say)
    timed_out = False
    try:
        talk.begin(json.dumps(job).encode("ascii"))
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            timed_out = True
    finally:
        end(process, mark)
        talk.end()
    return Ended(talk.result(), process.returncode, timed_out, talk.words())


class _Talk:
    """What goes to and comes from the process, on threads, so that no full pipe stops either."""

    def __init__(self, process: subprocess.Popen[bytes], say: Callable[[str], None] | None) -> None:
        self._process = process
        self._say = say
        self._lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._answer = b""
        self._threads: list[threading.Thread] = []

    def begin(self, job: bytes) -> None:
        for work in (lambda: self._write(job), self._read_answer, self._read_lines):
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
            self._threads.append(thread)

    def end(self) -> None:
        for thread in self._threads:
            thread.join(timeout=_PATIENCE)

    def result(self) -> dict[str, Any] | None:
        try:
            read = json.loads(self._answer)
        except ValueError:
            return None
        return read if isinstance(read, dict) else None

    def words(self) -> tuple[str, ...]:
        return tuple(self._lines)

    def _write(self, job: bytes) -> None:
        stream = _pipe(self._process.stdin)
        with contextlib.suppress(OSError), stream:
            stream.write(job)

    def _read_answer(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._answer = _pipe(self._process.stdout).read()

    def _read_lines(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            for line in _pipe(self._process.stderr):
                words = line.decode("utf-8", "replace").rstrip()
                self._lines.append(words)
                if self._say is not None:
                    self._say(words)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End a run's process, politely and then not, and everything that it started."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
    end_marked(mark)


def end_marked(mark: str, *, patience: float = _PATIENCE) -> int:
    """Kill every process that carries the mark of a run, but this one; return their number."""
    until = time.monotonic() + patience
    seen: set[int] = set()
    quiet = 0
    # Twice nothing: a process that is just being started has no environment for a moment.
    while quiet < 2 and time.monotonic() < until:
        found = marked(mark)
        for process in found:
            seen.add(process.pid)
            with contextlib.suppress(psutil.Error):
                process.kill()
        quiet = 0 if found else quiet + 1
        if found:
            psutil.wait_procs(found, timeout=0.2)
        elif quiet < 2:
            time.sleep(0.1)
    return len(seen)


def marked(mark: str) -> list[psutil.Process]:
    """Return the living processes that carry the mark of a run, this one left out."""
    found = []
    for process in psutil.process_iter():
        if process.pid == os.getpid():
            continue
        with contextlib.suppress(psutil.Error, OSError):
            if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def alive(pid: int) -> bool:
    """Whether there is a process of this number."""
    return bool(psutil.pid_exists(pid))


@contextlib.contextmanager
def ending_with_parent(parent: int) -> Iterator[None]:
    """Have this process end when its parent does, however that ends, with all that it started.

    Linux sends a signal at once; elsewhere, and beside it, a thread looks every second.
    """

    def leave(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    try:
        yield
    except SystemExit:
        # Nobody may be left to do it: what a cell started would go on.
        end_marked(os.environ.get(MARK, ""))
        raise


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
