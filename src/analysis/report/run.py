"""From articles and a notebook to a folder of reports, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Literal

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")

Progress = Callable[[str], None]
"""Called with a short line ("reading", "executing briefing", ...) as each stage begins."""


@dataclass(frozen=True)
class ReportResult:
    """Where a report was written, and what a user should know of it.

    ``folder`` is the report's folder; ``files`` maps the name of each product ("html", "pdf",
    "notebook", "annotation", "record", "tables/actors.csv", ...) to its path. ``warnings`` are for
    people: glyphs that no font has, a PDF standard that had to be given up, remarks on the text.
    ``seconds`` holds the wall time of each stage.
    """

    folder: Path
    files: dict[str, Path]
    warnings: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def report(
    articles: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
    *,
    notebook: str | PathLike[str] = "briefing",
    published: str | None = None,
    model: str | None = None,
    parameters: Mapping[str, object] | None = None,
    formats: Sequence[str] = FORMATS,
    output: str | PathLike[str] = "reports",
    progress: Progress | None = None,
    timeout: float = 600.0,
) -> ReportResult:
    """Run `notebook` on `articles` and write one folder of reports under `output`.

    Parameters
    ----------
    articles
        Paths, or names in data/articles; none means the project's default article.
    notebook
        The name of a notebook of Parley ("briefing", "actors", "positions", "chronology"), or the
        path of one of your own.
    published
        Date of publication (ISO), over that of the article's metadata.
    model
        Name of the spaCy pipeline to use.
    parameters
        Values for the notebook's parameters cell. Text (as ``-p NAME VALUE`` gives it) is read by
        the declared type of the parameter; other values must have that type.
    formats
        Any of "html", "pdf".
    output
        Folder of reports. The report itself goes into ``output/ARTICLE/`` (one article),
        written aside and then put in place as a whole.
    progress
        Called with a line as each stage begins.
    timeout
        Deadline of the whole execution, in seconds.

    Raises
    ------
    analysis.errors.ParameterError
        If a parameter is unknown or of the wrong type, or the notebook or format is unknown.
    analysis.errors.ArticleError
        If an article cannot be read.
    analysis.errors.ReportError
        If a cell fails (the notebook up to it and an HTML that shows it are kept in a folder
        ``NAME.failed`` beside the last good report), or the report cannot be written.
    """
    raise NotImplementedError
