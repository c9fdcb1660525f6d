"""The ``parley`` command: thin, each command calls one function of the package.

Errors that a user can act on go to standard error, without a traceback; the exit status is that of
the error's class. What is heavy is imported by the command that needs it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from analysis import __version__
from analysis.errors import ParameterError, ParleyError

app = typer.Typer(
    name="parley",
    help="Turn news coverage of a negotiation into a sourced briefing.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Articles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ARTICLE]...",
        help="Text files, folders of them, or names in data/articles. "
        "None: the project's default article.",
        show_default=False,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Date of publication (YYYY-MM-DD), stronger than what the files say.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="spaCy pipeline to use instead of the default one."),
]


def main() -> None:
    """Run the command line; the entry point of the ``parley`` script."""
    # The attribution network multiplies small matrices, for which threads cost more than they give;
    # numpy reads this when it is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except ParleyError as error:
        _say(str(error))
        sys.exit(error.exit_status)


def _say(text: str) -> None:
    """Write to standard error, with control characters (of file names, say) made visible."""
    shown = "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1]
        for character in text
    )
    print(f"parley: {shown}", file=sys.stderr, flush=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"parley {__version__}")
        raise typer.Exit


@app.callback()
def _parley(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and leave.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Turn news coverage of a negotiation into a sourced briefing."""


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
            problem=lambda error: _say(str(error)),
        )
        if outcome.errors and not outcome.done:
            raise typer.Exit(outcome.errors[0].exit_status)
    if outcome.errors:
        _say(f"{outcome.done} annotated, {len(outcome.errors)} left out (see above)")
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
) -> None:
    """Write tables of actors, attributions, positions, meetings, time expressions, sentences."""
    from analysis.dossier import open as open_dossier
    from analysis.table_files import encoder, table_names, write_tables
    from analysis.tables import TABLES

    encode, names = encoder(format), table_names(table or [])
    dossier = open_dossier(articles or [], published=published, model=model)
    if table and len(names) == 1 and output is None:
        sys.stdout.buffer.write(encode(TABLES[names[0]](dossier.annotations)))
        return
    folder = output or Path("tables")
    for path in write_tables(dossier.annotations, folder, format=format, tables=names):
        print(path)


@app.command()
def schema() -> None:
    """Print the JSON Schema of an annotation, as `parley annotate` writes it."""
    import json

    from analysis.model import Annotation

    described = Annotation.model_json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    print(json.dumps(whole, indent=2, ensure_ascii=False))


class PairsCommand(typer.core.TyperCommand):
    """A command whose ``-p`` takes a name and a value, as papermill's does."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Join each ``-p NAME VALUE`` into one argument, then parse as usual."""
        parsed: list[str] = super().parse_args(ctx, join_pairs(args))
        return parsed


def join_pairs(args: Sequence[str], options: Sequence[str] = ("-p", "--parameter")) -> list[str]:
    """Return `args` with every ``-p NAME VALUE`` as ``-p NAME=VALUE``.

    ``-p NAME=VALUE``, where what precedes the equals sign is a name, stays as it is. What follows
    ``--`` is not looked at.
    """
    joined: list[str] = []
    rest = list(args)
    while rest:
        argument = rest.pop(0)
        joined.append(argument)
        if argument == "--":
            return joined + rest
        if argument in options and rest:
            name = rest.pop(0)
            complete = "=" in name and name.partition("=")[0].isidentifier()
            joined.append(name if complete or not rest else f"{name}={rest.pop(0)}")
    return joined


def parameters_of(pairs: Sequence[str]) -> dict[str, str]:
    """Return the values of ``NAME=VALUE`` by name.

    Raises
    ------
    ParameterError
        If a value is missing, or a name is given twice or is no name.
    """
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise ParameterError("not a parameter", where="-p", found=pair, allowed="-p NAME VALUE")
        if name in values:
            raise ParameterError(
                "given twice", where=f"-p {name}", found=value, allowed="one value"
            )
        values[name] = value
    return values


@app.command(cls=PairsCommand)
def report(
    articles: Articles = None,
    published: Published = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "-p",
            "--parameter",
            metavar="NAME VALUE",
            help="Set a parameter of the notebook; may be repeated.",
            show_default=False,
        ),
    ] = None,
    notebook: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="briefing, actors, positions, chronology; or a notebook's path."
        ),
    ] = "briefing",
    format: Annotated[
        str, typer.Option(metavar="html,pdf", help="What to write, separated by commas.")
    ] = "html,pdf",
    output: Annotated[Path, typer.Option(metavar="DIR", help="Folder of reports.")] = Path(
        "reports"
    ),
    model: Model = None,
) -> None:
    """Write the report on articles: HTML, PDF, executed notebook, tables, annotation, record."""
    from analysis.report.run import report as run_report

    result = run_report(
        articles or [],
        notebook=notebook,
        published=published,
        model=model,
        parameters=parameters_of(parameter or []),
        formats=[name.strip() for name in format.split(",") if name.strip()],
        output=output,
        progress=_progress(),
    )
    for warning in result.warnings:
        _say(f"note: {warning}")
    for name in ("html", "pdf"):
        if name in result.files:
            print(result.files[name])
    if not {"html", "pdf"} & result.files.keys():
        print(result.folder)


@app.command()
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD...", help="Files of gold data, or folders of them."),
    ],
    layer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this layer (attributions, actors, positions, meetings, time_expressions); "
            "may be repeated.",
            show_default=False,
        ),
    ] = None,
    errors: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="List the kinds of error, with N cases of each."),
    ] = 0,
    scores: Annotated[
        Path | None, typer.Option(metavar="FILE.json", help="Write the scores here as JSON.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE.md", help="Write the scores here as a page.")
    ] = None,
    model: Model = None,
) -> None:
    """Score the annotation on gold data: precision, recall and F1 of each layer."""
    from analysis.evaluate.output import as_text, errors_as_text, save
    from analysis.evaluate.run import evaluate as run_evaluation

    results = []
    report_progress = _progress()
    for result in run_evaluation(gold, layers=layer or [], model=model):
        report_progress(f"{result.layer} on {result.dataset}")
        results.append(result)
    print(as_text(results), end="")
    if errors:
        print()
        print(errors_as_text(results, errors), end="")
    save(results, scores=scores, page=page)


def _progress() -> Any:
    """Return a function that says on standard error what begins, and after how many seconds."""
    started = time.monotonic()
    return lambda stage: _say(f"{time.monotonic() - started:6.1f} s  {stage}")
