"""What follows a run, once its outcome is recorded: nothing here can change that outcome."""

from __future__ import annotations

import os
from datetime import UTC
from pathlib import Path
from urllib.parse import quote

from analysis.editions import Edition
from analysis.notify import Told, tell
from analysis.schedule.history import Run, Store
from analysis.schedule.published import write_gallery
from analysis.schedule.worker import changes_of

LINK = "PARLEY_REPORTS_URL"
"""Where the folder of editions.toml is published, for links in messages."""


def after_run(store: Store, edition: Edition, run: Run) -> list[str]:
    """Do what follows a run that is over; return remarks for its record.

    The gallery is written anew, and those are told who want to know. A run that failed but will be
    tried again is not told yet.

    Parameters
    ----------
    store
        The history, with the run in it.
    edition
        Its edition.
    run
        The run as recorded. ``run.settles`` or ``run.slot is None`` says that it will not be tried
        again by itself.
    """
    remarks = []
    try:
        write_gallery(store, edition.base)
    except Exception as error:  # a page that cannot be written keeps nobody from being told
        remarks.append(f"the gallery was not written: {error}")
    if edition.notify and (run.good or run.settles or run.slot is None):
        remarks += tell(edition.notify, told_of(store, edition, run))
    return remarks


def told_of(store: Store, edition: Edition, run: Run) -> Told:
    """Return what is told of a run."""
    folder = Path(run.folder) if run.folder else None
    changes = changes_of(folder) if run.good and folder else {}
    pdfs = sorted(folder.glob("*.pdf")) if run.good and folder else []
    return Told(
        edition=edition.name,
        title=edition.title or edition.name,
        run=run.id,
        good=run.good,
        started=f"{run.started.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        headline=str(changes.get("headline", "")),
        sentences=tuple(map(str, changes.get("sentences", ()))),
        first=run.good and store.last_good(edition.name, before=run.id) is None,
        left_out=tuple((Path(one["article"]).name, one["reason"]) for one in run.left_out),
        folder=run.folder if run.good else "",
        link=_link(edition.base, folder) if run.good and folder else "",
        pdf=pdfs[0] if pdfs else None,
        reason=f"{run.cause}: {run.message}" if run.cause else run.message,
        facts={
            "state": run.state,
            "slot": run.slot.isoformat() if run.slot else None,
            "ended": run.ended.isoformat() if run.ended else None,
            "changes": changes.get("changes"),
        },
    )


def _link(base: Path, folder: Path) -> str:
    """Return the address of the report's page, where the environment says what folder is online."""
    site = os.environ.get(LINK, "").rstrip("/")
    pages = sorted(folder.glob("*.html"))
    if not site or not pages:
        return ""
    try:
        return f"{site}/{quote(pages[0].relative_to(base).as_posix())}"
    except ValueError:
        return ""
