"""What the commands share: the application, common arguments, messages on standard error."""

from __future__ import annotations

import sys
import time
from typing import Annotated, Any

import typer

from analysis import __version__

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
        help="Files (text, HTML, MHTML, PDF, DOCX, RTF, EML, JSONL, RSS, ZIP), folders of them, "
        "patterns, or names in data/articles; FILE#KEY is one of many articles in a file. "
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
Corrections = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        help="File or folder of an analyst's corrections; none: without any.  "
        "[default: data/corrections]",
        show_default=False,
    ),
]


def say(text: str) -> None:
    """Write to standard error, with control characters (of file names, say) made visible."""
    shown = "".join(
        character if character.isprintable() or character == "\n" else ascii(character)[1:-1]
        for character in text
    )
    print(f"parley: {shown}", file=sys.stderr, flush=True)


def progress() -> Any:
    """Return a function that says on standard error what begins, and after how many seconds."""
    started = time.monotonic()
    return lambda stage: say(f"{time.monotonic() - started:6.1f} s  {stage}")


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
