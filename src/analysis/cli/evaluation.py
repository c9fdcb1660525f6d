"""``parley evaluate``: scores of the annotation on gold data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.base import Model, app, progress


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
    report_progress = progress()
    for result in run_evaluation(gold, layers=layer or [], model=model):
        report_progress(f"{result.layer} on {result.dataset}")
        results.append(result)
    print(as_text(results), end="")
    if errors:
        print()
        print(errors_as_text(results, errors), end="")
    save(results, scores=scores, page=page)
