"""``parley annotate``, ``tables`` and ``schema``: what the machine reads in articles, as data."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from analysis.cli.base import Articles, Corrections, Model, Published, app, say


@app.command()
def annotate(
    articles: Articles = None,
    published: Published = None,
    model: Model = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help="Write here instead of standard output."),
    ] = None,
) -> None:
    """Annotate articles: one line of JSON for each, in the format of `parley schema`.

    A file that cannot be read is named and left out; the others are annotated all the same, and
    the exit status says that something is missing.
    """
    from analysis.articles.metadata import iso_date
    from analysis.batch import annotate_files
    from analysis.whole import writing_whole

    day = iso_date(published, where="--published")
    with writing_whole(output) as file:
        outcome = annotate_files(
            articles or [],
            write=lambda annotation: _write_line(file, annotation.to_json()),
            published=day,
            model=model,
            problem=lambda error: say(str(error)),
        )
        if outcome.errors and not outcome.done:
            raise typer.Exit(outcome.errors[0].exit_status)
    if outcome.errors:
        say(f"{outcome.done} annotated, {len(outcome.errors)} left out (see above)")
        raise typer.Exit(outcome.errors[0].exit_status)


def _write_line(file: Any, line: str) -> None:
    file.write(line.encode("utf-8") + b"\n")


@app.command()
def tables(
    articles: Articles = None,
    published: Published = None,
    model: Model = None,
    format: Annotated[
        str, typer.Option(metavar="csv|parquet|json", help="Format of the tables.")
    ] = "csv",
    table: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this table; may be repeated. One table without --output goes to standard "
            "output.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder to write to.  [default: tables]"),
    ] = None,
    corrections: Corrections = None,
) -> None:
    """Write tables of actors, attributions, positions, meetings, time expressions, sentences.

    Of several articles also what they have in common: reconciled_actors, reconciled_meetings,
    reconciled_positions.
    """
    from analysis.dossier import open as open_dossier
    from analysis.table_files import TABLES, encoder, table_names, write_tables

    encode, names = encoder(format), table_names(table or [])
    dossier = open_dossier(
        articles or [], published=published, model=model, corrections=corrections
    )
    if table and len(names) == 1 and output is None:
        sys.stdout.buffer.write(encode(TABLES[names[0]](dossier.annotations)))
        return
    folder = output or Path("tables")
    for path in write_tables(dossier.annotations, folder, format=format, tables=table or []):
        print(path)


@app.command()
def schema() -> None:
    """Print the JSON Schema of an annotation, as `parley annotate` writes it."""
    import json

    from analysis.model import Annotation

    described = Annotation.model_json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    print(json.dumps(whole, indent=2, ensure_ascii=False))
