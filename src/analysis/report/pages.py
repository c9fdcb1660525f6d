"""The files of a report: executed notebook, HTML and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import analysis
from analysis.model import Annotation
from analysis.report.content import Document, Info
from analysis.report.light import without_slow_validators


@dataclass(frozen=True)
class Pages:
    """What became of HTML and PDF: the standards the PDF keeps to, and warnings."""

    standards: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def information(
    annotations: Sequence[Annotation], notebook: str, *, failed: bool = False
) -> Info | None:
    """Return what the report says of itself; None leaves it to the notebook's own title."""
    if not annotations:
        return None
    articles = [annotation.article for annotation in annotations]
    titles = [" ".join((article.title or article.id).split()) for article in articles]
    title = titles[0] if len(titles) == 1 else f"{titles[0]} and {_more(len(titles) - 1)}"
    running = title
    if notebook != "briefing":
        title = f"{notebook.replace('-', ' ').replace('_', ' ').capitalize()}: {title}"
    dates = sorted(article.published for article in articles if article.published)
    said = [f"Parley {analysis.__version__}"]
    if len(articles) == 1:
        said += (
            [f"published {day_in_words(dates[0])}"] if dates else ["date of publication unknown"]
        )
        said.append(f"SHA-256 of the text {articles[0].sha256[:12]}…")
    return Info(
        title=f"{title} (failed)" if failed else title,
        running=running,
        published=dates[-1] if dates else None,
        colophon=" · ".join(said),
        description=f"Made by Parley from the words of: {'; '.join(titles[:5])}",
        keywords=("negotiation", "press analysis", notebook),
    )


def _more(number: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    said = words[number] if number < len(words) else str(number)
    return f"{said} more article" if number == 1 else f"{said} more articles"


def day_in_words(day: str) -> str:
    """Return an ISO date as "26 February 2013"; anything else as it is."""
    try:
        read = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{read.day} {read:%B} {read.year}"


def prepare(formats: Sequence[str]) -> None:
    """Import what writes the formats, so that it is there when the notebook is done."""
    without_slow_validators()
    if "html" in formats:
        import analysis.report.html
    if "pdf" in formats:
        import typst  # noqa: F401

        import analysis.report.pdf  # noqa: F401


def write_pages(
    document: Document,
    formats: Sequence[str],
    folder: Path,
    name: str,
    pool: Executor | None = None,
) -> Pages:
    """Write a document as ``folder/NAME.html`` and ``NAME.pdf``, at once if there is a pool.

    Raises
    ------
    analysis.errors.ReportError
        If the PDF cannot be set.
    """
    without_slow_validators()
    later = None
    if "pdf" in formats:
        from analysis.report.pdf import write_pdf

        later = pool.submit(write_pdf, document) if pool is not None else write_pdf(document)
    warnings: list[str] = []
    if "html" in formats:
        from analysis.report.html import BriefingHTMLExporter, html_warnings

        exporter = BriefingHTMLExporter()  # type: ignore[no-untyped-call]
        page, _ = exporter.from_notebook_node(_empty(), {"report": document})
        (folder / f"{name}.html").write_text(page, "utf-8", newline="\n")
        warnings.extend(html_warnings(document))
    if later is None:
        return Pages((), tuple(warnings))
    pdf = later.result() if hasattr(later, "result") else later
    (folder / f"{name}.pdf").write_bytes(pdf.content)
    return Pages(pdf.standards, (*warnings, *pdf.warnings))


def _empty() -> Any:
    """Return a notebook without cells: the document is composed already."""
    import nbformat

    return nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]


def write_notebook(notebook: Any, path: Path) -> None:
    """Write an executed notebook without what differs from run to run: times and random names."""
    import nbformat

    for number, cell in enumerate(notebook["cells"], start=1):
        cell["metadata"].pop("papermill", None)
        cell["metadata"].pop("execution", None)
        if "injected-parameters" in cell["metadata"].get("tags", []):
            cell["id"] = "injected-parameters"
        elif not cell.get("id"):
            cell["id"] = f"cell-{number}"
    papermill = notebook["metadata"].pop("papermill", None)
    if papermill:
        notebook["metadata"]["parley"] = {"parameters": papermill.get("parameters", {})}
    text = nbformat.writes(notebook, version=4)  # type: ignore[no-untyped-call]
    path.write_text(text.encode("utf-8", "replace").decode("utf-8") + "\n", "utf-8", newline="\n")
