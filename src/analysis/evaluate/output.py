"""Scores as a table to read, as JSON, and as the page docs/accuracy.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.evaluate.gold import BLIND_FOLDER
from analysis.evaluate.results import LayerResult, Measure

_HEAD = ("layer", "gold data", "documents", "measure", "value", "precision", "recall", "gold items")


def rows(results: Iterable[LayerResult]) -> list[tuple[str, ...]]:
    """Return one row a measure: texts, shares as percentages with one decimal."""
    return [
        (result.layer, result.dataset, str(result.documents), name, *_figures(measure))
        for result in results
        for name, measure in result.measures.items()
    ]


def _figures(measure: Measure) -> tuple[str, str, str, str]:
    gold = "" if measure.gold is None else f"{measure.gold:.0f}"
    return _percent(measure.value), _percent(measure.precision), _percent(measure.recall), gold


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def as_text(results: Sequence[LayerResult]) -> str:
    """Return the scores as a table in plain text."""
    table = [_HEAD, *rows(results)]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in {2, 4, 5, 6, 7} else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    return "\n".join(lines) + "\n"


def as_json(results: Sequence[LayerResult]) -> str:
    """Return the scores as JSON, the same results giving the same text."""
    return json.dumps([result.to_dict() for result in results], indent=2, ensure_ascii=False) + "\n"


def errors_as_text(results: Iterable[LayerResult], most: int) -> str:
    """Return the kinds of error of each result with counts, and up to `most` cases of each kind."""
    lines: list[str] = []
    for result in results:
        lines.append(f"{result.layer} on {result.dataset}")
        for kind, count in result.errors_by_kind():
            lines.append(f"  {count:5d}  {kind}")
            cases = [error for error in result.errors if error.kind == kind][:most]
            lines.extend(
                f"           {case.document} {case.start}-{case.end}:"
                f" gold {case.gold!r}, found {case.predicted!r}"
                for case in cases
            )
    return "\n".join(lines) + "\n"


def as_markdown(results: Sequence[LayerResult]) -> str:
    """Return the page docs/accuracy.md."""
    lines = [
        "# Accuracy",
        "",
        "Written by `make accuracy`, never by hand. Percentages. The measures are defined in",
        "[method.md](method.md#how-accuracy-is-measured).",
        "",
        *_what_was_tuned_on(results),
        "",
        "| " + " | ".join(_HEAD) + " |",
        "|" + "---|" * 3 + "---|" + "--:|" * 4,
        *("| " + " | ".join(row) + " |" for row in rows(results)),
        "",
        "## Kinds of error",
        "",
    ]
    for result in results:
        if result.errors:
            kinds = "; ".join(f"{kind} {count}" for kind, count in result.errors_by_kind()[:12])
            lines += [f"- **{result.layer}, {result.dataset}**: {kinds}"]
    return "\n".join(lines) + "\n"


def _what_was_tuned_on(results: Sequence[LayerResult]) -> list[str]:
    """Return which sets the annotators were tuned on, and which say how they do on unseen text."""
    sets = dict.fromkeys(result.dataset for result in results)
    blind = [name for name in sets if name.startswith(f"{BLIND_FOLDER}/")]
    tuned = [name for name in sets if name not in blind]
    lines = []
    if tuned:
        names = ", ".join(f"`{name}`" for name in tuned)
        lines.append(
            f"- **Tuned on** (their errors are read, so that the figures flatter): {names}."
        )
    if blind:
        names = ", ".join(f"`{name}`" for name in blind)
        lines.append(
            f"- **Not tuned on** (written after the rules; only scores are seen, errors are neither"
            f" listed nor read; few articles, so that a figure is right to some points): {names}."
        )
    return lines


def save(results: Sequence[LayerResult], *, scores: Path | None, page: Path | None) -> None:
    """Write the scores as JSON to `scores` and as a page to `page`, where given."""
    if scores is not None:
        scores.write_text(as_json(results), "utf-8")
    if page is not None:
        page.write_text(as_markdown(results), "utf-8")
