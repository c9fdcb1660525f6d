"""What follows a run, once its outcome is recorded: nothing here can change that outcome."""

from __future__ import annotations

from analysis.editions import Edition
from analysis.schedule.history import Run, Store


def after_run(store: Store, edition: Edition, run: Run) -> list[str]:
    """Do what follows a run that is over; return remarks for its record.

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
    return []
