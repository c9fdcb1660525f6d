"""``parley gallery``: the page of all editions, written anew."""

from __future__ import annotations

from analysis.cli.base import app
from analysis.cli.schedule import File, find_file


@app.command()
def gallery(file: File = None) -> None:
    """Write reports/index.html anew: all editions, their reports, and failures with their reason.

    Every run does this by itself; this is for when reports were moved or removed by hand.
    """
    from analysis.schedule.published import write_gallery
    from analysis.schedule.runner import Runner

    base = find_file(file).parent
    runner = Runner(base)
    try:
        print(write_gallery(runner.store, base))
    finally:
        runner.store.close()
