"""``parley corrections``: what an analyst corrected, checked, applied and exported."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.base import Articles, Corrections, Model, Published, app, say
from analysis.errors import CorrectionError, ParameterError, ParleyError

if TYPE_CHECKING:
    from analysis.dossier import Dossier

family = typer.Typer(
    help="Check, apply and export an analyst's corrections (data/corrections/NAME.toml).",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(family, name="corrections")

Output = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Write here instead of standard output.", show_default=False),
]


@family.command()
def check(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ARTICLE]...",
            help="Articles, as for `parley report`. None: all that have a file in "
            "data/corrections.",
            show_default=False,
        ),
    ] = None,
    corrections: Corrections = None,
    published: Published = None,
    model: Model = None,
) -> None:
    """Say what became of each correction: what is lost, ambiguous, or not needed any more.

    Every mistake in a file is named at once, with its line. The exit status says whether all
    corrections can be carried out.
    """
    problems: list[ParleyError] = []
    for name in articles or _corrected():
        try:
            problems += _check(_open(name, corrections, published, model))
        except ParleyError as error:
            say(str(error))
            problems.append(error)
    if problems:
        raise typer.Exit(problems[0].exit_status)


def _check(dossier: Dossier) -> list[ParleyError]:
    """Print the outcomes of a dossier; return an error for each that was not carried out."""
    lost: list[ParleyError] = []
    paths = {file.article: file.path for file in dossier.correction_files}
    for annotation in dossier.annotations:
        path = paths.get(annotation.article.id)
        if path is None:
            print(f"{annotation.article.id}: no corrections")
            continue
        print(f"{path}: {len(annotation.corrections)} corrections")
        for one in annotation.corrections:
            said = "; ".join(filter(None, (one.changes, one.detail)))
            where = f"line {one.line}" if one.line else f"number {one.number}"
            print(f"  {where}: {one.action} {one.layer}: {one.status}{f': {said}' if said else ''}")
            if one.status not in ("applied", "needless"):
                lost.append(CorrectionError(one.detail, where=f"{path}, {where}"))
    return lost


@family.command()
def apply(
    articles: Articles = None,
    corrections: Corrections = None,
    output: Output = None,
    published: Published = None,
    model: Model = None,
) -> None:
    """Write the corrected annotation: one line of JSON for each article.

    Its `corrections` say what became of each; those that were not carried out are also named on
    standard error.
    """
    from analysis.whole import writing_whole

    dossier = _open(articles or [], corrections, published, model)
    with writing_whole(output) as file:
        for annotation in dossier.annotations:
            file.write(annotation.to_json().encode("utf-8") + b"\n")
    for annotation in dossier.annotations:
        for one in annotation.corrections:
            if one.status not in ("applied", "needless"):
                where = f"line {one.line}" if one.line else f"number {one.number}"
                say(f"{annotation.article.id}, {where}: not carried out: {one.detail}")


@family.command()
def export(
    to: Annotated[
        str,
        typer.Option(
            metavar="web-annotation|gold",
            help="web-annotation: the corrections as W3C Web Annotations (JSON-LD); gold: the "
            "corrected annotation as gold data for `parley evaluate`.",
        ),
    ],
    articles: Articles = None,
    corrections: Corrections = None,
    output: Output = None,
    published: Published = None,
    model: Model = None,
) -> None:
    """Export corrections for tools of annotation, or as gold data.

    In gold data all counts as right that the analyst left as it was: read the whole article first.
    """
    from analysis.whole import writing_whole

    if to not in ("web-annotation", "gold"):
        raise ParameterError(
            "unknown format", where="--to", found=to, allowed="web-annotation, gold"
        )
    dossier = _open(articles or [], corrections, published, model)
    if not dossier.correction_files:
        raise CorrectionError(
            "there is nothing to export: no article has corrections",
            found=dossier.article_id,
            allowed="articles with a file in data/corrections; or --corrections FILE",
        )
    lines = _web_annotations(dossier) if to == "web-annotation" else _gold(dossier)
    with writing_whole(output) as file:
        file.writelines(lines)


def _web_annotations(dossier: Dossier) -> Iterable[bytes]:
    from analysis.corrections.web_annotation import as_json, to_web_annotations

    files = {file.article: file.corrections for file in dossier.correction_files}
    corrected = [
        (annotation, files[annotation.article.id])
        for annotation in dossier.annotations
        if annotation.article.id in files
    ]
    return [as_json(to_web_annotations(corrected))]


def _gold(dossier: Dossier) -> Iterator[bytes]:
    corrected = {file.article for file in dossier.correction_files}
    for annotation in dossier.annotations:
        if annotation.article.id in corrected:
            plain = annotation.model_copy(update={"corrections": ()})
            yield plain.to_json().encode("utf-8") + b"\n"


def _open(
    names: str | Sequence[str],
    corrections: str | None,
    published: str | None,
    model: str | None,
) -> Dossier:
    from analysis.dossier import open as open_dossier

    return open_dossier(names, published=published, model=model, corrections=corrections)


def _corrected() -> list[str]:
    """Return the names of the project's articles that have a file of corrections."""
    from analysis.corrections.files import FOLDER
    from analysis.project import project_folder

    project = project_folder()
    files = sorted((project / FOLDER).glob("*.toml")) if project is not None else []
    if not files:
        say("there are no corrections in data/corrections")
        sys.exit(0)
    return [file.stem for file in files]
