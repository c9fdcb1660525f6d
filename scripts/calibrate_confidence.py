"""Fit the confidence of each layer on development data, and print how well it holds.

Run from the top of the project::

    python scripts/calibrate_confidence.py GOLD... [--layer actors] [--dry-run]

GOLD are files or folders of gold data in the formats that ``parley evaluate`` reads. Each function
of ``LAYERS`` says what the evidence of its layer is on one document, and what of it was right. The
weights go to src/analysis/annotate/weights/confidence-LAYER.json, and the card of all layers beside
them. Reliability is that of articles left out of the fitting (ten folds).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from analysis.annotate.calibration import Case, record, weights_file
from analysis.evaluate.gold import GoldFormat, annotated, gold_files, read_gold

Row = dict[str, Any]


@dataclass(frozen=True)
class Layer:
    """How one layer is calibrated.

    ``cases`` yields the cases of one gold document; ``formats`` are the formats of gold data that
    it can judge; ``right`` says in words what counts as right.
    """

    cases: Callable[[Row, Doc], Iterator[Case]]
    formats: tuple[GoldFormat, ...]
    right: str


def cases_of_actors(row: Row, doc: Doc) -> Iterator[Case]:
    """Yield each actor found, with the evidence it was noted with."""
    from analysis.annotate.naming.confidence import evidence_of_actors
    from analysis.evaluate.actors import right_actors

    right = right_actors(row, doc._.article, doc._.actors)
    for identifier, evidence in evidence_of_actors(doc).items():
        if identifier in right:
            yield Case(doc._.article.id, evidence, right[identifier])


def cases_of_meetings(row: Row, doc: Doc) -> Iterator[Case]:
    """Yield each meeting found, with the evidence it was noted with."""
    from analysis.evaluate.meetings import right_meetings

    right = right_meetings(row, doc._.article, doc._.actors, doc._.meetings)
    for evidence, is_right in zip(doc._.meeting_evidence or (), right, strict=True):
        yield Case(doc._.article.id, evidence, is_right)


def cases_of_positions(row: Row, doc: Doc) -> Iterator[Case]:
    """Yield each position found, with the evidence that its confidence rests on."""
    from analysis.annotate.positions import evidence_of_positions
    from analysis.evaluate.positions import right_positions

    right = right_positions(row, doc._.article.text, doc._.positions, doc._.actors or [])
    for evidence, judged in zip(evidence_of_positions(doc), right, strict=True):
        yield Case(doc._.article.id, evidence, judged)


LAYERS: dict[str, Layer] = {
    "actors": Layer(
        cases_of_actors,
        ("annotation",),
        "the gold data has an actor of that kind with one of the aliases",
    ),
    "meetings": Layer(
        cases_of_meetings,
        ("annotation", "encounters"),
        "a meeting of the gold data, with its first day and its status",
    ),
    "positions": Layer(
        cases_of_positions,
        ("annotation",),
        "the gold data has a position of that type and holder on overlapping words",
    ),
}


def calibrate(name: str, paths: list[Path]) -> dict[str, Any]:
    """Return the record of one layer, fitted on all gold files that it can be judged on."""
    layer, cases, names = LAYERS[name], [], []
    for path in gold_files(paths):
        gold = read_gold(path)
        if gold.format not in layer.formats:
            continue
        names.append(gold.name)
        for row, doc in zip(gold.documents, annotated(gold.documents), strict=True):
            cases += layer.cases(row, doc)
    return record(cases, data=", ".join(names), right=layer.right)


def report(name: str, fitted: dict[str, Any]) -> str:
    """Return what was fitted, as Markdown."""
    lines = [
        f"## {name}",
        "",
        f"Right: {fitted['right']}. Fitted on {fitted['data']}: {fitted['cases']} annotations in "
        f"{fitted['articles']} articles, {100 * fitted['share_right']:.0f} % right.",
        "",
        f"On articles left out: calibration error {100 * fitted['calibration_error']:.1f} points, "
        f"Brier score {fitted['brier']:.3f} (the share right for all: "
        f"{fitted['brier_of_constant']:.3f}).",
        "",
        "| stated | right | annotations |",
        "|---:|---:|---:|",
        *(
            f"| {100 * row['stated']:.0f} % | {100 * row['right']:.0f} % | {row['number']} |"
            for row in fitted["reliability"]
        ),
        "",
        "Weights: "
        + ", ".join(f"{term} {weight:+.2f}" for term, weight in fitted["weights"].items())
        + ".",
        "",
    ]
    return "\n".join(lines)


CARD = """# Confidence

How sure an actor, a position or a meeting is: the chance stated by a logistic regression on a few
things noted while it was found, fitted by `scripts/calibrate_confidence.py`. The figures are of
articles left out of the fitting (ten folds). Gold data that lists only some actors judges only
those. Attributions have their own card, `attributions.md`.

"""


def write_card() -> None:
    """Write the card of all layers whose weights are there."""
    parts = []
    for name in LAYERS:
        path = weights_file(name)
        if path.is_file():
            parts.append(report(name, json.loads(path.read_text("utf-8"))))
    card = weights_file("x").parent / "confidence.md"
    card.write_text(CARD + "\n".join(parts), "utf-8")


def main() -> None:
    """Fit the layers asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--layer", action="append", choices=sorted(LAYERS))
    parser.add_argument("--dry-run", action="store_true", help="print, and write nothing")
    arguments = parser.parse_args()
    for name in arguments.layer or LAYERS:
        fitted = calibrate(name, arguments.gold)
        print(report(name, fitted))
        if not arguments.dry_run:
            text = json.dumps(fitted, indent=1, ensure_ascii=False) + "\n"
            weights_file(name).write_text(text, "utf-8")
    if not arguments.dry_run:
        write_card()


if __name__ == "__main__":
    main()
