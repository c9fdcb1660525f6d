"""Why a run failed, in one word, and whether the same run may pass another time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.schedule.processes import Ended

_DISK = {"ENOSPC": "disk full", "EDQUOT": "disk full", "EFBIG": "disk full"}
_NOT_ALLOWED = {"EACCES": "not allowed", "EPERM": "not allowed", "EROFS": "not allowed"}
_ERRORS = {
    "ArticleError": "article",
    "ParameterError": "parameter",
    "ModelError": "model",
    "AnnotationError": "annotation",
}
# What an exception in a cell must be for the same cell to pass later: the machine or the network.
_PASSING = frozenset(
    {
        *("OSError", "IOError", "MemoryError", "TimeoutError", "ConnectionError"),
        *("ConnectionResetError", "ConnectionRefusedError", "ConnectionAbortedError"),
        *("BrokenPipeError", "BlockingIOError", "InterruptedError", "URLError", "HTTPError"),
    }
)


@dataclass(frozen=True)
class Cause:
    """A word for what went wrong, all of it in words, the exit status, and whether it can pass."""

    word: str
    message: str
    exit_status: int = 6
    passing: bool = False


def cause_of(ended: Ended, timeout: str, part: Path) -> Cause:
    """Return why a worker made no report.

    Parameters
    ----------
    ended
        What became of its process.
    timeout
        The edition's timeout in words.
    part
        The folder it worked in, with the record of a failed notebook if there is one.
    """
    if ended.timed_out:
        return Cause("timeout", f"not done within {timeout}", passing=True)
    if ended.result is None:
        return _without_answer(ended)
    if ended.result["status"] != "failed":
        return Cause("internal", "the run ended without a whole report", exit_status=1)
    return _of_failure(ended.result, part)


def _without_answer(ended: Ended) -> Cause:
    last = next((line for line in reversed(ended.words) if line.strip()), "")
    said = f"; its last words: {last}" if last else ""
    if ended.code < 0:
        message = f"the process of the run was ended by signal {-ended.code}{said}"
        return Cause("process killed", message, passing=True)
    return Cause("internal", f"the process of the run left with {ended.code}{said}", exit_status=1)


def _of_failure(result: Mapping[str, Any], part: Path) -> Cause:
    message, status = str(result["message"]), int(result["exit_status"])
    system = result.get("errno")
    if system in _DISK:
        return Cause(_DISK[system], message, 6, passing=True)
    if system in _NOT_ALLOWED:
        return Cause(_NOT_ALLOWED[system], message, 6)
    if system is not None or result["below"] == "MemoryError":
        return Cause("system", message, status, passing=True)
    word = _ERRORS.get(str(result["error"]))
    if word is not None:
        return Cause(word, message, status)
    failure = notebook_failure(part)
    if failure is None:
        return Cause("internal", message, status)
    kind = str(failure.get("kind", "error"))
    if kind == "error":
        return Cause("notebook", message, status, failure.get("exception") in _PASSING)
    return Cause(kind, message, status, kind in ("kernel", "timeout", "open"))


def of_exception(error: BaseException) -> Cause:
    """Return the cause for an exception of the runner's own work: reading inputs, publishing."""
    from analysis.schedule.worker import describe

    return _of_failure(describe(error), Path())


def notebook_failure(part: Path) -> dict[str, Any] | None:
    """Return what the record of a failed notebook in a run's folder says of the failure."""
    for record in part.glob("*.failed/run.json"):
        try:
            failure = json.loads(record.read_text("utf-8")).get("failure")
        except (OSError, ValueError):
            continue
        if isinstance(failure, dict):
            return failure
    return None
