"""What an evaluation returns: measures, and the errors behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from analysis.evaluate.metrics import Counts

FREQUENT = 3
"""Errors of one kind from which on it is named in files of scores."""


@dataclass(frozen=True)
class Measure:
    """One figure of a layer; plain accuracies and means have only `f1` (as `value`)."""

    value: float
    precision: float | None = None
    recall: float | None = None
    gold: float | None = None

    @classmethod
    def of(cls, counts: Counts) -> Measure:
        """Make the F1 measure of `counts`."""
        return cls(counts.f1, counts.precision, counts.recall, counts.gold)

    @classmethod
    def accuracy(cls, right: float, total: float) -> Measure:
        """Make an accuracy: `right` of `total`."""
        return cls(right / total if total else 0.0, gold=total)


@dataclass(frozen=True)
class ErrorCase:
    """One disagreement with the gold data, of a kind that can be counted."""

    kind: str
    document: str
    start: int
    end: int
    gold: str | None
    predicted: str | None


@dataclass
class LayerResult:
    """The scores of one layer on one set of gold data."""

    layer: str
    dataset: str
    documents: int
    measures: dict[str, Measure]
    errors: list[ErrorCase] = field(default_factory=list)

    def errors_by_kind(self) -> list[tuple[str, int]]:
        """Return the kinds of error and their counts, most frequent first."""
        return sorted(
            Counter(error.kind for error in self.errors).items(),
            key=lambda item: (-item[1], item[0]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the scores and the error counts as JSON-ready values (shares, 4 decimals).

        Rare kinds are counted together: their names hold words of the gold data, which is not to
        be spelled out where the scores go.
        """
        kinds = self.errors_by_kind()
        frequent = {kind: count for kind, count in kinds if count >= FREQUENT}
        rare = sum(count for _, count in kinds) - sum(frequent.values())
        return {
            "layer": self.layer,
            "dataset": self.dataset,
            "documents": self.documents,
            "measures": {name: _rounded(measure) for name, measure in self.measures.items()},
            "errors": {**frequent, **({"rarer kinds": rare} if rare else {})},
        }


def _rounded(measure: Measure) -> dict[str, float]:
    values = {
        "value": measure.value,
        "precision": measure.precision,
        "recall": measure.recall,
        "gold": measure.gold,
    }
    return {name: round(value, 4) for name, value in values.items() if value is not None}
