"""The settings of one edition, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from analysis.editions import values
from analysis.editions.calendars import Calendar
from analysis.editions.values import Reader

Missed = Literal["latest", "all", "skip"]
MISSED: tuple[str, ...] = ("latest", "all", "skip")
EVENTS: tuple[str, ...] = ("success", "change", "failure")


@dataclass(frozen=True)
class Notice:
    """One way of telling people what came of a run.

    ``on`` names the events told: every run that made a report ("success"), one whose report says
    something new ("change"), one that failed for good ("failure"). ``mail`` lists addresses;
    ``webhook`` is a URL, or ``webhook_env`` names the variable of the environment that holds it.
    ``attach`` sends the PDF along.
    """

    on: tuple[str, ...] = ("success", "failure")
    mail: tuple[str, ...] = ()
    webhook: str = ""
    webhook_env: str = ""
    attach: bool = False


@dataclass(frozen=True)
class Edition:
    """One table ``[edition.NAME]`` of editions.toml; durations are in seconds.

    ``base`` is the folder of editions.toml, in which the edition runs and which relative paths
    start from; ``notebook`` is the name of a notebook of Parley or an absolute path; ``output`` is
    absolute.
    """

    name: str
    base: Path
    output: Path
    notebook: str = "briefing"
    title: str = ""
    articles: tuple[str, ...] = ()
    newest: int = 0
    parameters: Mapping[str, Any] = field(default_factory=dict)
    formats: tuple[str, ...] = ("html", "pdf")
    calendar: Calendar | None = None
    missed: Missed = "latest"
    grace: float = 900.0
    retries: int = 2
    retry_wait: float = 60.0
    timeout: float = 900.0
    keep_runs: int = 30
    keep: float = 0.0
    notify: tuple[Notice, ...] = ()
    line: int = 0

    def wait_before(self, attempt: int) -> float:
        """Return the seconds to wait before an attempt (2 is the first retry): doubled each time.

        It is never more than an hour, or than the first wait where that is longer.
        """
        doubled: float = self.retry_wait * 2.0 ** min(max(attempt - 2, 0), 30)
        return min(doubled, max(3600.0, self.retry_wait))


def formats(value: object) -> tuple[str, ...]:
    """Read the list of formats."""
    return tuple(values.choices(("html", "pdf"))(value))


def parameters(value: object) -> dict[str, Any]:
    """Read the table of parameters; what they may be is the notebook's to say."""
    if not isinstance(value, dict):
        raise values.SettingError(
            "this is no table", "{ name = value, ... }, or [edition.NAME.parameters]"
        )
    return value


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise values.SettingError("this is no flag", "true or false")
    return value


FIELDS: dict[str, Reader] = {
    "title": values.text,
    "notebook": values.text,
    "articles": values.texts,
    "newest": values.whole(1, 10_000),
    "parameters": parameters,
    "formats": formats,
    "output": values.text,
    "schedule": values.text,
    "timezone": values.text,
    "missed": values.choice(*MISSED),
    "grace": values.duration(0),
    "retries": values.whole(0, 20),
    "retry_wait": values.duration(0),
    "timeout": values.duration(1),
    "keep_runs": values.whole(1, 100_000),
    "keep": values.duration(0),
}
"""How each key of an edition is read; ``notify`` has keys of its own."""

NOTICE_FIELDS: dict[str, Reader] = {
    "on": values.choices(EVENTS),
    "mail": values.texts,
    "webhook": values.text,
    "webhook_env": values.text,
    "attach": flag,
}
"""How each key of a notice is read."""

NOT_DEFAULTS = frozenset({"title", "articles", "output", "parameters"})
"""Keys that only a single edition has a value for."""
