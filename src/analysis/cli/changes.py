"""``parley diff``: what changed from one run to another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.base import app
from analysis.cli.schedule import File, find_file
from analysis.errors import HistoryError


@app.command()
def diff(
    earlier: Annotated[
        str,
        typer.Argument(
            metavar="RUN",
            help="A number that `parley runs` lists; or a report's folder, or a file of `parley "
            "annotate`.",
        ),
    ],
    later: Annotated[str, typer.Argument(metavar="RUN", help="The same, of the later run.")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of sentences.")] = False,
    file: File = None,
) -> None:
    """Say what changed from one run to another: actors, positions, meetings, by their meaning."""
    from analysis.changes import compare, headline, read_annotations, sentences

    changes = compare(
        read_annotations(_place(earlier, file)), read_annotations(_place(later, file))
    )
    if json:
        print(changes.to_json())
        return
    print(headline(changes))
    for sentence, words in sentences(changes):
        place = f" [{words.article}, paragraph {words.paragraph}]" if words else ""
        print(f"- {sentence}{place}")


def _place(named: str, file: Path | None) -> Path:
    """Return the report of a run by its number, or the path as given."""
    if not named.isdigit():
        return Path(named)
    from analysis.schedule.runner import Runner

    runner = Runner(find_file(file).parent)
    try:
        run = runner.store.run(int(named))
    finally:
        runner.store.close()
    if not run.good or run.removed or not Path(run.folder).is_dir():
        raise HistoryError(
            "this run has no report any more", found=int(named), allowed="a run with one"
        )
    return Path(run.folder)
