"""A folder that is there whole or not at all: written aside, then exchanged with the old one."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock

from analysis.errors import ReportError

_LONGEST = 80
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def folder_name(articles: Sequence[str], notebook: str) -> str:
    """Return the name of a report's folder: the article's id, or the first of several, and more.

    Letters that some file system refuses become hyphens; names that are cut, or stand for several
    articles, end in a hash of the ids, so that two reports do not share a folder.
    """
    if not articles:
        return _slug(notebook)
    whole = "\n".join(articles)
    slug = _slug(articles[0])
    if len(articles) > 1:
        slug = f"{slug}-and-{len(articles) - 1}-more"
    if slug != whole:
        slug = f"{slug}-{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:8]}"
    return f"{slug}-{_slug(notebook)}"


def _slug(text: str) -> str:
    cut = re.sub(r"[^\w.-]+", "-", text).strip("-.")
    while len(cut.encode("utf-8", "replace")) > _LONGEST:
        cut = cut[:-1]
    return cut or "article"


@contextlib.contextmanager
def written_aside(target: Path) -> Iterator[Path]:
    """Yield a new folder beside `target`; when the block ends without error, it takes its place.

    Raises
    ------
    analysis.errors.ReportError
        If the folder cannot be written; what was at `target` stays, and nothing else is left.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}-"))
    except OSError as error:
        raise ReportError(f"cannot be written: {error.strerror}", where=target) from error
    try:
        yield aside
        aside.chmod(0o777 & ~_umask())
        put_in_place(aside, target)
    except OSError as error:
        raise ReportError(f"cannot be written: {error.strerror}", where=target) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def put_in_place(aside: Path, target: Path) -> None:
    """Let `aside` take the place of `target`; an old folder there is exchanged, then removed.

    Where the system exchanges two names in one step (Linux, macOS), a reader sees the old folder
    or the new one, at every moment. Elsewhere the name is free for an instant between two renames.
    """
    with FileLock(target.parent / ".parley.lock"):
        if not target.exists():
            os.rename(aside, target)
        elif not _exchange(aside, target):
            old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:40]}-"))
            os.rename(target, old / "old")
            os.rename(aside, target)
            shutil.rmtree(old, ignore_errors=True)


def remove(target: Path) -> None:
    """Remove a folder that is out of date, if it is there."""
    shutil.rmtree(target, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return int(library.renamex_np(*names, _RENAME_EXCHANGE)) == 0
        return (
            int(
                library.renameat2(
                    _AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(_RENAME_EXCHANGE)
                )
            )
            == 0
        )
    except (OSError, AttributeError, TypeError):
        return False


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
