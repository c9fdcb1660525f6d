"""The gallery as one self-contained HTML page: no script, no request, light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined


@dataclass(frozen=True)
class RunShown:
    """One run as the gallery shows it.

    ``links`` are names and addresses of the report's files, relative to the gallery; ``said`` is
    why a run failed, or what is missing from its report; ``headline`` counts what changed.
    """

    number: int
    started: str
    state: str
    good: bool
    links: tuple[tuple[str, str], ...] = ()
    headline: str = ""
    said: tuple[str, ...] = ()
    removed: bool = False


@dataclass(frozen=True)
class EditionShown:
    """One edition: its name and title, when it runs, and its runs, the newest first."""

    name: str
    title: str
    runs: tuple[RunShown, ...] = ()
    schedule: str = ""
    next: str = ""

    @property
    def latest(self) -> RunShown | None:
        """The newest run whose report is there."""
        return next((run for run in self.runs if run.good and run.links), None)

    @property
    def failing(self) -> bool:
        """True if the newest run made no report."""
        return bool(self.runs) and not self.runs[0].good


def gallery_html(editions: Sequence[EditionShown], made: str) -> str:
    """Return the page.

    Parameters
    ----------
    editions
        In the order in which they are shown.
    made
        When the page was made, in words.
    """
    # What comes from files and articles is escaped by the template engine, without exception.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    template = environment.from_string(_resource("page.html.j2"))
    failing = [edition for edition in editions if edition.failing]
    return template.render(
        editions=editions, failing=failing, made=made, style=_resource("page.css")
    )


def _resource(name: str) -> str:
    return (files("analysis.gallery") / name).read_text("utf-8")
