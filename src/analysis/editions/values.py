"""Single values of editions.toml: what each may be, and what to say of one that is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

Reader = Callable[[object], Any]

_DURATION = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*")
_UNITS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("w", "week", "weeks"), 604800),
}
_LONGEST = timedelta(days=3660).total_seconds()


class SettingError(Exception):
    """A value is not what it may be; says what may be written."""

    def __init__(self, message: str, allowed: str) -> None:
        super().__init__(message)
        self.message = message
        self.allowed = allowed


def text(value: object) -> str:
    """Read a text that is not empty."""
    if not isinstance(value, str) or not value.strip() or "\x00" in value:
        raise SettingError("this is no text", 'text in quotes, as "briefing"')
    return value


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts; one text stands for a list of one."""
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise SettingError("this is no list of texts", 'a list, as ["one.txt", "incoming/*.txt"]')
    return tuple(text(item) for item in items)


def whole(minimum: int, maximum: int) -> Reader:
    """Return a reader of whole numbers in a range."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not minimum <= value <= maximum:
            raise SettingError("not such a number", f"a whole number from {minimum} to {maximum}")
        return value

    return read


def duration(minimum: float) -> Reader:
    """Return a reader of durations, in seconds, of at least `minimum` seconds."""
    allowed = 'seconds, or a text as "90 s", "10 min", "2 h", "3 days"'
    if minimum:
        allowed += f"; at least {minimum:g} s"

    def read(value: object) -> float:
        seconds: float | None = None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            seconds = float(value)
        elif isinstance(value, str):
            match = _DURATION.fullmatch(value.lower())
            if match and match[2] in _UNITS:
                seconds = float(match[1]) * _UNITS[match[2]]
        if seconds is None or not minimum <= seconds <= _LONGEST:
            raise SettingError("this is no such duration", allowed)
        return seconds

    return read


def choice(*names: str) -> Reader:
    """Return a reader of one of several words."""

    def read(value: object) -> str:
        if value not in names:
            raise SettingError("not one of the words for this", " or ".join(names))
        return str(value)

    return read


def choices(names: Collection[str], *, at_least: int = 1) -> Reader:
    """Return a reader of a list of words, each out of `names`."""

    def read(value: object) -> tuple[str, ...]:
        given = texts(value)
        if len(given) < at_least or any(name not in names for name in given):
            raise SettingError("not all are words for this", f"a list out of: {', '.join(names)}")
        return tuple(dict.fromkeys(given))

    return read


def in_words(seconds: float) -> str:
    """Return a duration as a person would write it: "90 s", "10 min", "2 h", "3 days"."""
    for size, name in ((86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size and seconds % size == 0:
            return f"{seconds / size:g} {name}"
    return f"{seconds:g} s"
