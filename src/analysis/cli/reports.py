"""``parley report``: articles to HTML and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
import typer.core

from analysis.cli.base import Articles, Corrections, Model, Published, app, progress, say
from analysis.errors import ParameterError


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
    corrections: Corrections = None,
) -> None:
    """Write the report on articles: HTML, PDF, executed notebook, tables, annotation, record."""
    from analysis.report.run import report as run_report

    result = run_report(
        articles or [],
        notebook=notebook,
        published=published,
        model=model,
        corrections=corrections,
        parameters=parameters_of(parameter or []),
        formats=[name.strip() for name in format.split(",") if name.strip()],
        output=output,
        progress=progress(),
    )
    for warning in result.warnings:
        say(f"note: {warning}")
    for name in ("html", "pdf"):
        if name in result.files:
            print(result.files[name])
    if not {"html", "pdf"} & result.files.keys():
        print(result.folder)
