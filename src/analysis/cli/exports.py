"""``parley export``: articles as files of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.base import Articles, Corrections, Model, Published, app, say


@app.command()
def export(
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help="graphml, timelinejs, icalendar, plover or dna; csv, parquet or json for "
            "the tables (a folder of files).",
        ),
    ],
    articles: Articles = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write here instead of standard output; of tables, the folder.",
            show_default=False,
        ),
    ] = None,
    published: Published = None,
    model: Model = None,
    corrections: Corrections = None,
) -> None:
    """Export actors, positions and meetings to Gephi, TimelineJS, calendars, PLOVER, DNA, Parquet.

    What a format cannot hold is named on standard error.
    """
    from analysis.dossier import open as open_dossier
    from analysis.errors import ParameterError
    from analysis.exports import FORMATS
    from analysis.exports import export as write_export
    from analysis.table_files import FORMATS as TABLES
    from analysis.table_files import write_tables
    from analysis.whole import write_whole

    if to not in FORMATS and to not in TABLES:
        raise ParameterError("unknown format", where="--to", found=to, allowed=[*FORMATS, *TABLES])
    dossier = open_dossier(
        articles or [], published=published, model=model, corrections=corrections
    )
    if to in TABLES:
        for path in write_tables(dossier.annotations, output or Path("tables"), format=to):
            print(path)
        return
    exported = write_export(dossier.annotations, to)
    for reason in exported.left_out:
        say(f"left out: {reason}")
    if output is None:
        sys.stdout.buffer.write(exported.content)
        sys.stdout.flush()
    else:
        write_whole(output, exported.content)
        print(output)
