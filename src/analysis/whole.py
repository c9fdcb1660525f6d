"""Files that are there whole or not at all: written aside, then renamed."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from analysis.errors import ReportError


def write_whole(path: Path, content: bytes) -> None:
    """Write a file aside and rename it.

    Raises
    ------
    ReportError
        If it cannot be written; nothing is left behind.
    """
    with writing_whole(path) as file:
        file.write(content)


@contextlib.contextmanager
def writing_whole(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file aside, and put it in place when the block ends without an exception.

    ``None`` stands for standard output, which is written as it comes.

    Raises
    ------
    ReportError
        If it cannot be written; nothing is left behind, and what was there stays.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise ReportError(f"cannot be written: {error.strerror}", where=path) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        # mkstemp makes files that only their owner may read.
        os.chmod(aside, 0o666 & ~_umask())
        os.replace(aside, path)
    except OSError as error:
        raise ReportError(f"cannot be written: {error.strerror}", where=path) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(aside)


def _umask() -> int:
    """Return the process's mask of file modes, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
