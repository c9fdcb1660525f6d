"""The gallery of a project: ``reports/index.html``, written anew after each run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from analysis.editions import Edition, read_editions
from analysis.editions.reading import FILE
from analysis.errors import ParleyError
from analysis.gallery import EditionShown, RunShown, gallery_html
from analysis.schedule.history import Run, Store
from analysis.schedule.worker import changes_of
from analysis.whole import write_whole

INDEX = Path("reports") / "index.html"
MOST_RUNS = 60
"""Runs of an edition that the gallery shows, the newest first; `parley runs` has all."""

_STATES = {
    "running": "running",
    "succeeded": "report made",
    "incomplete": "report made, articles left out",
    "failed": "failed",
    "interrupted": "interrupted",
    "killed": "killed",
}
_FORMATS = {".html": "HTML", ".pdf": "PDF"}


def write_gallery(store: Store, base: Path, now: datetime | None = None) -> Path:
    """Write the gallery of the project in `base` and return its path.

    Parameters
    ----------
    store
        The history.
    base
        The folder of editions.toml.
    now
        The present time; None means that of the machine's clock.

    Raises
    ------
    ReportError
        If it cannot be written; what was there stays.
    """
    moment = now or datetime.now(UTC)
    path = base / INDEX
    shown = [
        _edition(store, name, edition, path.parent, moment)
        for name, edition in _editions(store, base)
    ]
    page = gallery_html(shown, f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
    write_whole(path, page.encode("utf-8", "replace"))
    return path


def _editions(store: Store, base: Path) -> list[tuple[str, Edition | None]]:
    """Return the editions in the order of the file, then those that ran and are no longer in it."""
    try:
        read = read_editions(base / FILE).editions
    except ParleyError:
        read = ()  # its mistakes are told where it is used
    named = {edition.name: edition for edition in read}
    gone = [name for name in store.editions() if name not in named]
    return [*named.items(), *((name, None) for name in gone)]


def _edition(
    store: Store, name: str, edition: Edition | None, folder: Path, now: datetime
) -> EditionShown:
    runs = tuple(
        _run(run, folder) for run in store.runs(name, limit=MOST_RUNS) if run.state != "running"
    )
    if edition is None:
        return EditionShown(name, name, runs, schedule="no longer in editions.toml")
    calendar = edition.calendar
    following = calendar.next(now) if calendar else None
    return EditionShown(
        name=name,
        title=edition.title or name,
        runs=runs,
        schedule=f"{calendar.expression}, {calendar.timezone}" if calendar else "",
        next=f"{calendar.local(following):%Y-%m-%d %H:%M}" if calendar and following else "",
    )


def _run(run: Run, folder: Path) -> RunShown:
    report = Path(run.folder) if run.folder else None
    said = [f"left out: {Path(one['article']).name}: {one['reason']}" for one in run.left_out]
    if not run.good:
        said.insert(0, ": ".join(filter(None, (run.cause, run.message))))
    headline = changes_of(report).get("headline", "") if run.good and report else ""
    return RunShown(
        number=run.id,
        started=f"{run.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        state=_STATES.get(run.state, run.state),
        good=run.good,
        links=tuple(_links(report, folder)) if report else (),
        headline=str(headline),
        said=tuple(said),
        removed=run.removed is not None,
    )


def _links(report: Path, folder: Path) -> Sequence[tuple[str, str]]:
    """Return the names and relative addresses of a report's pages; none if it is gone."""
    try:
        files = sorted(one for one in report.iterdir() if one.suffix in _FORMATS)
    except OSError:
        return ()
    return [
        (_FORMATS[one.suffix], quote(os.path.relpath(one, folder).replace(os.sep, "/")))
        for one in files
    ]
