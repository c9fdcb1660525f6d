"""The folder of an edition: its reports, what was kept of failed runs, and the way to the latest.

::

    OUTPUT/latest            a relative link to the newest report (latest.txt where no link can be)
    OUTPUT/runs/TIME-ID/     one report, whole
    OUTPUT/failed/TIME-ID/   what was kept of a run that failed
    OUTPUT/runs/.TIME-ID.part/   a run at work
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from analysis.errors import ReportError
from analysis.whole import write_whole

LATEST = "latest"
POINTER = "latest.txt"


def run_name(started: datetime, number: int) -> str:
    """Return the name of a run's folder; names sort by the time of the start."""
    return f"{started.astimezone(UTC):%Y-%m-%dT%H%M%SZ}-{number}"


class Folders:
    """The folders below the output folder of one edition."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.runs = output / "runs"
        self.failed = output / "failed"

    def part(self, name: str) -> Path:
        """Return the folder that a run works in."""
        return self.runs / f".{name}.part"

    def open_part(self, name: str) -> Path:
        """Make the folder that a run works in."""
        part = self.part(name)
        part.mkdir(parents=True)
        return part

    def publish(self, made: Path, name: str, *, leads: bool = True) -> Path:
        """Put a finished report in place by one rename, and (or not) let ``latest`` lead to it."""
        _flush(made)
        target = self.runs / name
        os.rename(made, target)
        _flush_folder(self.runs)
        if leads:
            try:
                self.point(target)
            except (OSError, ReportError):
                os.rename(target, made)  # as if it had not been: this run has failed
                raise
        return target

    def point(self, target: Path) -> None:
        """Let ``latest`` lead to a report, in one step."""
        link = os.path.relpath(target, self.output)
        aside = Path(tempfile.mkdtemp(dir=self.output, prefix=".latest-"))
        try:
            os.symlink(link, aside / LATEST, target_is_directory=True)
            os.replace(aside / LATEST, self.output / LATEST)
            (self.output / POINTER).unlink(missing_ok=True)
        except (OSError, NotImplementedError):
            # No links here (some shared folders, Windows without the right), or a folder in place.
            write_whole(self.output / POINTER, f"{Path(link).as_posix()}\n".encode())
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _flush_folder(self.output)

    def latest(self) -> Path | None:
        """Return the report that ``latest`` leads to, or None."""
        link, pointer = self.output / LATEST, self.output / POINTER
        with contextlib.suppress(OSError):
            if pointer.is_file():
                target = self.output / pointer.read_text("utf-8").strip()
            elif link.is_symlink():
                target = self.output / os.readlink(link)
            else:
                return None
            return target if target.is_dir() else None
        return None

    def keep_failed(self, made: Path, name: str) -> Path:
        """Put what there is of a failed run among the failed ones."""
        self.failed.mkdir(exist_ok=True)
        target = self.failed / name
        os.rename(made, target)
        return target

    def clear(self, *, but: Iterable[str] = ()) -> None:
        """Remove what runs that are over left of their work."""
        kept = {self.part(name) for name in but}
        for pattern in (".*.part", ".gone-*"):
            for folder in self.runs.glob(pattern):
                if folder not in kept:
                    shutil.rmtree(folder, ignore_errors=True)
        for folder in (*self.output.glob(".latest-*"), *self.failed.glob(".gone-*")):
            shutil.rmtree(folder, ignore_errors=True)

    def remove(self, folder: Path) -> bool:
        """Remove a report or what was kept of a failed run; False if it is the latest report.

        It goes out of sight in one step, so that no reader finds half of it.
        """
        latest = self.latest()
        if latest is not None and latest.resolve() == folder.resolve():
            return False
        if not folder.is_dir() or folder.resolve().parent not in (
            self.runs.resolve(),
            self.failed.resolve(),
        ):
            return True
        gone = folder.with_name(f".gone-{folder.name}")
        os.rename(folder, gone)
        shutil.rmtree(gone, ignore_errors=True)
        return True


def _flush(folder: Path) -> None:
    """Have the system write every file of a folder to disk."""
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb") as file:
                os.fsync(file.fileno())
    _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # some systems do not open folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
