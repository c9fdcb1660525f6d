"""ZIP archives of articles. Nothing is unpacked to the disk, so no name can lead anywhere."""

from __future__ import annotations

import time
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from analysis.articles.limits import (
    ARCHIVE_BYTES,
    ARCHIVE_ENTRIES,
    ARCHIVE_RATIO,
    ARCHIVE_SECONDS,
    MAXIMUM_BYTES,
)
from analysis.articles.sniffing import SUFFIXES
from analysis.errors import ArticleError

_SMALL = 1_000_000
_ENCRYPTED = 0x1
_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError),
    *(RuntimeError, MemoryError),
)


class Member(NamedTuple):
    """A file in an archive: its name there, what tells it from the others, and its bytes."""

    name: str
    key: str
    data: bytes


class Budget:
    """How many bytes may still be unpacked from an archive and those in it, and until when."""

    def __init__(self, size: int = ARCHIVE_BYTES, seconds: float = ARCHIVE_SECONDS) -> None:
        self.left = size
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check_time(self, where: str) -> None:
        """Raise if the time is over.

        Raises
        ------
        ArticleError
            If reading the files of the archive took too long.
        """
        if time.monotonic() > self._end:
            self.left = 0
            raise ArticleError(
                "reading this archive takes too long",
                where=where,
                found=f"not done after {self._seconds:g} seconds",
                allowed="an archive of fewer files",
            )


def members(data: bytes, *, where: str, budget: Budget) -> Iterator[Member | ArticleError]:
    """Yield the articles' files of an archive, in its order, or why one is left out.

    Files whose endings are not those of articles (pictures, styles), and hidden files, are passed
    over, as they are in a folder.

    Raises
    ------
    ArticleError
        If the archive is damaged, has too many entries, or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _DAMAGED as error:
        raise ArticleError(
            f"a damaged or cut off ZIP archive: {error}", where=where, allowed="a whole file"
        ) from error
    with archive:
        entries = archive.infolist()
        if len(entries) > ARCHIVE_ENTRIES:
            raise ArticleError(
                "too many entries in this archive",
                where=where,
                found=f"{len(entries):,}",
                allowed=f"{ARCHIVE_ENTRIES:,}",
            )
        taken: set[str] = set()
        for entry in entries:
            if not _is_article(entry):
                continue
            place = f"{where}, {entry.filename}"
            budget.check_time(place)
            try:
                content = _content(archive, entry, place, budget)
            except ArticleError as error:
                if budget.left <= 0:
                    raise
                yield error
                continue
            yield Member(entry.filename, _key(entry.filename, taken), content)


def _is_article(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    return (
        not entry.is_dir()
        and path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") and part[:2] != ".." for part in path.parts)
        and "__MACOSX" not in path.parts
    )


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, budget: Budget) -> bytes:
    path = PurePosixPath(entry.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in path.parts[0]:
        raise ArticleError(
            "the name leads out of the archive", where=where, allowed="names below the archive"
        )
    if entry.flag_bits & _ENCRYPTED:
        raise ArticleError(
            "protected by a password", where=where, allowed="an archive that opens without one"
        )
    allowed = min(MAXIMUM_BYTES, max(_SMALL, ARCHIVE_RATIO * entry.compress_size))
    try:
        with archive.open(entry) as file:
            # What the entry says of its size may be wrong: what is read counts.
            content = file.read(min(allowed, budget.left) + 1)
    except _DAMAGED as error:
        raise ArticleError(
            f"damaged in the archive: {error}", where=where, allowed="a whole archive"
        ) from error
    budget.left -= len(content)
    if budget.left <= 0:
        raise ArticleError(
            "the archive is too large when unpacked",
            where=where,
            found=f"more than {ARCHIVE_BYTES:,} bytes",
            allowed=f"{ARCHIVE_BYTES:,} bytes in all",
        )
    if len(content) > allowed:
        raise ArticleError(
            "too large when unpacked",
            where=where,
            found=f"{entry.compress_size:,} bytes packed, more than {allowed:,} unpacked",
            allowed=f"{MAXIMUM_BYTES:,} bytes, and {ARCHIVE_RATIO} times the packed size",
        )
    return content


def _key(name: str, taken: set[str]) -> str:
    """Return the name without its ending, folders before it with hyphens; unlike all others."""
    path = PurePosixPath(name)
    bare = "-".join([*path.parts[:-1], path.stem])
    key, number = bare, 1
    while key in taken:
        number += 1
        key = f"{bare}~{number}"
    taken.add(key)
    return key
