"""What a run reads: hashed, and copied, so that it can be run again on the same."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from filelock import FileLock

from analysis.errors import HistoryError
from analysis.whole import write_whole

Input = dict[str, Any]
"""One file that a run reads: role, path, sha256, bytes."""

LARGEST = 50_000_000
"""Larger files, in bytes, are not read."""

_CORRECTIONS = Path("data") / "corrections"


class Copies:
    """Copies of inputs in one folder, each named by its hash, each once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, role: str, path: Path) -> Input:
        """Hash a file and copy it, and return it as an input.

        Raises
        ------
        OSError
            If it cannot be read, or is too large.
        analysis.errors.ReportError
            If the copy cannot be written.
        """
        if path.stat().st_size > LARGEST:
            raise OSError(errno.EFBIG, f"larger than {LARGEST // 1_000_000} MB", str(path))
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        copy = self.path(digest)
        if not copy.exists():
            write_whole(copy, content)
        return {"role": role, "path": str(path), "sha256": digest, "bytes": len(content)}

    def path(self, digest: str) -> Path:
        """Return where the copy of this hash is, or would be."""
        return self.folder / digest[:2] / digest

    def read(self, kept: Input) -> bytes:
        """Return the bytes of an input as they were.

        Raises
        ------
        HistoryError
            If the copy is gone, or no longer what it was.
        """
        copy = self.path(str(kept["sha256"]))
        try:
            content = copy.read_bytes()
        except OSError:
            raise HistoryError(
                "the copy of this input is no longer kept", where=kept["path"], found=str(copy)
            ) from None
        if hashlib.sha256(content).hexdigest() != kept["sha256"]:
            raise HistoryError(
                "the copy of this input was changed", where=kept["path"], found=str(copy)
            )
        return content

    def lock(self) -> FileLock:
        """Return the lock to hold while copies are made, or removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / ".lock")

    def forget(self, wanted: Iterable[str]) -> int:
        """Remove the copies whose hashes are not wanted any more; return how many."""
        kept = set(wanted)
        gone = [file for file in self.folder.glob("??/*") if file.name not in kept]
        for file in gone:
            file.unlink(missing_ok=True)
        return len(gone)


def companions(article: Path, base: Path) -> list[tuple[str, Path]]:
    """Return the files that are read along with an article: its metadata, its corrections."""
    metadata = article.with_suffix(".toml")
    corrections = base / _CORRECTIONS / f"{article.stem}.toml"
    found = [("metadata", metadata), ("correction", corrections)]
    return [(role, path) for role, path in found if path.is_file()]


def changed(inputs: Iterable[Input]) -> list[str]:
    """Return the paths of inputs that are gone, or not what they were."""
    found = []
    for each in inputs:
        try:
            digest = hashlib.sha256(Path(each["path"]).read_bytes()).hexdigest()
        except OSError:
            digest = ""
        if digest != each["sha256"]:
            found.append(str(each["path"]))
    return found


def lay_out(
    inputs: Iterable[Input], copies: Copies, folder: Path
) -> tuple[list[Path], Path | None]:
    """Write inputs as they were into a new project folder.

    Returns
    -------
    tuple
        The articles, in order, and the notebook (None if there is none among the inputs).

    Raises
    ------
    HistoryError
        If a copy is no longer there.
    """
    articles: list[Path] = []
    notebook: Path | None = None
    top = folder / "data" / "articles"
    top.mkdir(parents=True)
    place = top
    for each in inputs:
        content, name = copies.read(each), Path(each["path"]).name
        if each["role"] == "notebook":
            notebook = folder / name
            notebook.write_bytes(content)
        elif each["role"] == "correction":
            (folder / _CORRECTIONS).mkdir(exist_ok=True)
            (folder / _CORRECTIONS / name).write_bytes(content)
        else:
            if each["role"] == "article":
                # Two articles of one name lie in two folders, here as there.
                place = top if not (top / name).exists() else top / str(len(articles))
                place.mkdir(exist_ok=True)
                articles.append(place / name)
            (place / name).write_bytes(content)
    return articles, notebook
