"""Reading documents in a process of its own, which has bounds and can be ended.

Documents come from anywhere. A reader that hangs, eats memory or crashes costs one file and not the
run; it can reach no network and write no file. The process is started when the first document is
read, serves all that follow, and ends with this one.
"""

from __future__ import annotations

import atexit
import json
import os
import struct
import subprocess
import sys
import threading
from typing import Any

from analysis.articles.extracted import Extracted
from analysis.articles.limits import READING_SECONDS
from analysis.articles.sniffing import Format
from analysis.errors import ArticleError

_START = (
    "import sys; sys.path[:] = [path for path in sys.argv[1].split(sys.argv[2]) if path]; "
    "from analysis.articles.worker import main; main()"
)
_SEPARATOR = "\x1f"
_LONGEST_ANSWER = 1_000_000_000


class Confined:
    """The process that reads documents, started when it is needed and again when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def read(
        self, format: Format, data: bytes, *, where: str, seconds: float = READING_SECONDS
    ) -> list[Extracted]:
        """Read the articles of a document.

        Parameters
        ----------
        format
            What the file is.
        data
            The whole file.
        where
            Name of the file, for errors.
        seconds
            How long it may take.

        Raises
        ------
        ArticleError
            If the document cannot be read, takes too long, or ends the process.
        """
        header = {"format": format, "where": where, "length": len(data), "seconds": seconds}
        with self._lock:
            # One that died between two documents is started anew, once.
            for last in (False, True):
                process = self._running()
                late = threading.Event()
                timer = threading.Timer(seconds, _end, (process, late))
                timer.start()
                try:
                    answer = _asked(process, json.dumps(header).encode("ascii"), data)
                except (OSError, ValueError, EOFError) as error:
                    died_idle = isinstance(error, BrokenPipeError) and not late.is_set()
                    self._stop()
                    if not died_idle or last:
                        raise _failure(format, where, seconds, late.is_set()) from error
                    continue
                except BaseException:
                    self._stop()
                    raise
                finally:
                    timer.cancel()
                break
        return _articles(answer, format, where)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner == os.getpid():
            if self._process.poll() is None:
                return self._process
            self._stop()
        self._process = _started()
        self._owner = os.getpid()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        process.wait()

    def close(self) -> None:
        """End the process; the next document starts another."""
        with self._lock:
            self._stop()


def _started() -> subprocess.Popen[bytes]:
    paths = [path for path in sys.path if path]
    try:
        return subprocess.Popen(
            # -I: nothing of the working folder or the environment is imported or obeyed.
            [sys.executable, "-I", "-B", "-c", _START, _SEPARATOR.join(paths), _SEPARATOR],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise ArticleError(
            f"the process that reads documents cannot be started: {error}",
            where=sys.executable,
            allowed="a machine on which this Python can start itself; or plain text",
        ) from error


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _asked(process: subprocess.Popen[bytes], header: bytes, data: bytes) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(struct.pack(">I", len(header)) + header)
    process.stdin.write(data)
    process.stdin.flush()
    (length,) = struct.unpack(">Q", _exactly(process.stdout, 8))
    if length > _LONGEST_ANSWER:
        raise ValueError("the answer is too long")
    answer: dict[str, Any] = json.loads(_exactly(process.stdout, length))
    return answer


def _exactly(pipe: Any, number: int) -> bytes:
    read: bytes = pipe.read(number)
    if len(read) < number:
        raise EOFError("the process ended")
    return read


def _failure(format: Format, where: str, seconds: float, late: bool) -> ArticleError:
    if late:
        return ArticleError(
            f"reading this {format} takes too long",
            where=where,
            found=f"not done after {seconds:g} seconds",
            allowed="a file that is read in that time; try it as plain text",
        )
    return ArticleError(
        f"this {format} cannot be read: it ended its reader (too much memory or time, or broken)",
        where=where,
        allowed="a whole and valid file",
    )


def _articles(answer: dict[str, Any], format: Format, where: str) -> list[Extracted]:
    error = answer.get("error")
    if error is not None:
        raise ArticleError(
            str(error["message"]),
            where=error["where"],
            found=error["found"],
            allowed=error["allowed"],
        )
    try:
        return [Extracted.from_json(fields) for fields in answer["articles"]]
    except (KeyError, TypeError, ValueError) as broken:
        raise ArticleError(f"this {format} cannot be read", where=where) from broken


CONFINED_READER = Confined()
"""The one process of this program."""
atexit.register(CONFINED_READER.close)
