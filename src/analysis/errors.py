"""Errors that a user of Parley can act on.

Every error says what was given, what is allowed and where it was found. The command line prints the
message and leaves with the exit status of the class; library users catch :class:`ParleyError`.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike


class ParleyError(Exception):
    """Base class of all errors raised on purpose.

    Parameters
    ----------
    message
        What is wrong, in one sentence.
    where
        The file, and the place in it, to which the message applies ("talks.toml, line 3").
    found
        What was given, as it was given.
    allowed
        What would have been accepted, in words or as the list of accepted values.
    """

    exit_status = 1

    def __init__(
        self,
        message: str,
        *,
        where: str | PathLike[str] | None = None,
        found: object = None,
        allowed: str | Iterable[object] | None = None,
    ) -> None:
        self.message = message
        self.where = None if where is None else str(where)
        self.found = found
        self.allowed = _in_words(allowed)
        super().__init__(self.describe())

    def describe(self) -> str:
        """Return the whole error as the user sees it, one fact a line."""
        head = self.message if self.where is None else f"{self.where}: {self.message}"
        lines = [head]
        if self.found is not None:
            lines.append(f"  found:   {_shortened(repr(self.found))}")
        if self.allowed is not None:
            lines.append(f"  allowed: {self.allowed}")
        return "\n".join(lines)


class ArticleError(ParleyError):
    """An article, or the metadata beside it, cannot be read."""

    exit_status = 3


class ParameterError(ParleyError):
    """A parameter, option or argument is unknown or has the wrong type."""

    exit_status = 2


class ModelError(ParleyError):
    """A language model or trained weights cannot be loaded."""

    exit_status = 4


class AnnotationError(ParleyError):
    """An annotation breaks the format, or a table breaks its declared columns."""

    exit_status = 5


class CorrectionError(ParleyError):
    """A file of corrections cannot be read, or says what is not allowed."""

    exit_status = 7


class ReportError(ParleyError):
    """A notebook failed, or a report could not be written."""

    exit_status = 6


class EditionError(ParleyError):
    """editions.toml has mistakes, or has no edition of that name."""

    exit_status = 8


class BusyError(ParleyError):
    """Another run of the same edition has not ended."""

    exit_status = 9


class IncompleteError(ParleyError):
    """A report was made and published, but articles had to be left out of it."""

    exit_status = 10


class HistoryError(ParleyError):
    """The history of runs cannot be read or written, or has no run of that number."""

    exit_status = 11


class NotificationError(ParleyError):
    """A message about a run could not be sent."""

    exit_status = 12


def _in_words(allowed: str | Iterable[object] | None) -> str | None:
    if allowed is None or isinstance(allowed, str):
        return allowed
    return ", ".join(str(item) for item in allowed)


def _shortened(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
