"""Secrets from the environment, or from files that it names (as container platforms mount them)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from analysis.errors import NotificationError

_LARGEST = 10_000


def secret(name: str, environment: Mapping[str, str]) -> str:
    """Return a setting: the variable `name`, or the content of the file that `name`_FILE names.

    Returns an empty text where there is neither.

    Raises
    ------
    NotificationError
        If the file cannot be read; its path is said, never its content.
    """
    given = environment.get(name, "")
    if given:
        return given.strip()
    path = environment.get(f"{name}_FILE", "")
    if not path:
        return ""
    try:
        with Path(path).open("rb") as file:
            return file.read(_LARGEST).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise NotificationError(f"cannot be read: {reason}", where=path) from None
