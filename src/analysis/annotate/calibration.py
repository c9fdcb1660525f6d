"""Confidence that means something: the chance that an annotation is right.

Each layer notes a few things about how it came to an annotation (its evidence: "named" 1 or 0,
"mentions" 3.0, ...). A logistic regression, fitted on development data by
``scripts/calibrate_confidence.py`` (Platt 1999; ridge penalty, Newton's method), turns them into a
chance. The weights of each layer are a small file in ``weights``; the card beside them says on what
they were fitted and how well the stated chances held on articles left out of the fitting.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

LOWEST, HIGHEST = 0.05, 0.99
CONSTANT = "constant"
_FOLDER = Path(__file__).resolve().parent / "weights"
_BINS = 10


@dataclass(frozen=True)
class Case:
    """One annotation of development data: its evidence, and whether it was right.

    ``document`` keeps the annotations of one article together when some are left out.
    """

    document: str
    evidence: Mapping[str, float]
    right: bool


@dataclass(frozen=True)
class Reliability:
    """One row of a reliability table: mean chance stated, share right, number of annotations."""

    stated: float
    right: float
    number: int


def weights_file(layer: str) -> Path:
    """Return where the weights of `layer` are kept ("actors")."""
    return _FOLDER / f"confidence-{layer}.json"


@lru_cache(maxsize=8)
def weights_of(layer: str) -> dict[str, float] | None:
    """Return the fitted weight of each term of `layer`; None where nothing was fitted."""
    path = weights_file(layer)
    if not path.is_file():
        return None
    found: dict[str, float] = json.loads(path.read_text("utf-8"))["weights"]
    return found


def confidence(layer: str, evidence: Mapping[str, float], *, unfitted: float = 1.0) -> float:
    """Return the chance that an annotation with this evidence is right.

    Parameters
    ----------
    layer
        Name of the layer ("actors", "positions", "meetings").
    evidence
        Value of each term; terms that are absent count as 0, unknown ones are ignored.
    unfitted
        What to return where no weights were fitted for the layer.

    Returns
    -------
    float
        A chance between 0.05 and 0.99, with two decimals.
    """
    weights = weights_of(layer)
    return unfitted if weights is None else round(chance(weights, evidence), 2)


def chance(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """Return the logistic of the weighted evidence, between 0.05 and 0.99."""
    total = weights.get(CONSTANT, 0.0) + sum(
        weights.get(term, 0.0) * value for term, value in sorted(evidence.items())
    )
    return min(max(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), LOWEST), HIGHEST)


def fit(
    cases: Sequence[Case], *, penalty: float = 1.0, rounds: int = 50, minimum: int = 20
) -> dict[str, float]:
    """Fit a weight for each term of the cases, and the constant.

    Parameters
    ----------
    cases
        Annotations of development data.
    penalty
        Strength of the ridge penalty on all weights but the constant.
    rounds
        Most steps of Newton's method.
    minimum
        Terms that differ from 0 in fewer cases get no weight.

    Raises
    ------
    ValueError
        If there are no cases.
    """
    import numpy as np

    if not cases:
        raise ValueError("no cases to fit on")
    terms = [CONSTANT, *_terms(cases, minimum)]
    values = np.array([[_value(case, term) for term in terms] for case in cases])
    right = np.array([float(case.right) for case in cases])
    weights = np.zeros(len(terms))
    ridge = np.full(len(terms), penalty)
    ridge[0] = 1e-6
    for _ in range(rounds):
        chances = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (chances - right) + ridge * weights
        curve = (values * (chances * (1 - chances))[:, None]).T @ values
        change = np.linalg.solve(curve + np.diag(ridge), slope)
        weights -= change
        if float(np.abs(change).max()) < 1e-8:
            break
    return {term: round(float(weight), 4) for term, weight in zip(terms, weights, strict=True)}


def _terms(cases: Sequence[Case], minimum: int) -> list[str]:
    counts: dict[str, int] = {}
    for case in cases:
        for term, value in case.evidence.items():
            counts[term] = counts.get(term, 0) + (value != 0)
    return sorted(term for term, number in counts.items() if number >= minimum)


def _value(case: Case, term: str) -> float:
    return 1.0 if term == CONSTANT else float(case.evidence.get(term, 0.0))


def cross_validate(
    cases: Sequence[Case], *, folds: int = 10, penalty: float = 1.0, minimum: int = 20
) -> list[float]:
    """Return for each case the chance stated by weights fitted without its article's fold.

    Articles are dealt out to the folds in their order, so that the outcome is always the same.
    """
    documents = list(dict.fromkeys(case.document for case in cases))
    fold_of = {document: index % folds for index, document in enumerate(documents)}
    stated = [0.0] * len(cases)
    for fold in range(min(folds, len(documents))):
        rest = [case for case in cases if fold_of[case.document] != fold]
        weights = fit(rest or cases, penalty=penalty, minimum=minimum)
        for index, case in enumerate(cases):
            if fold_of[case.document] == fold:
                stated[index] = chance(weights, case.evidence)
    return stated


def reliability(stated: Iterable[float], right: Iterable[bool]) -> list[Reliability]:
    """Return mean chance stated, share right and number, for each tenth of the chance."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for value, hit in zip(stated, right, strict=True):
        bins.setdefault(min(int(value * _BINS), _BINS - 1), []).append((value, hit))
    return [
        Reliability(
            sum(value for value, _ in items) / len(items),
            sum(hit for _, hit in items) / len(items),
            len(items),
        )
        for _, items in sorted(bins.items())
    ]


def calibration_error(table: Iterable[Reliability]) -> float:
    """Return the mean gap between the chance stated and the share right, weighted by number."""
    rows = list(table)
    total = sum(row.number for row in rows)
    return sum(abs(row.stated - row.right) * row.number for row in rows) / total if total else 0.0


def record(
    cases: Sequence[Case], *, data: str, right: str, penalty: float = 1.0, minimum: int = 20
) -> dict[str, Any]:
    """Fit weights and return them with what a reader should know of them, ready for JSON.

    Parameters
    ----------
    cases
        Annotations of development data.
    data
        On what was fitted, in words.
    right
        What counted as right, in words.
    penalty, minimum
        As in :func:`fit`.
    """
    stated = cross_validate(cases, penalty=penalty, minimum=minimum)
    hits = [case.right for case in cases]
    table = reliability(stated, hits)
    share = sum(hits) / len(hits)
    brier = sum((value - hit) ** 2 for value, hit in zip(stated, hits, strict=True)) / len(hits)
    return {
        "data": data,
        "right": right,
        "articles": len({case.document for case in cases}),
        "cases": len(cases),
        "share_right": round(share, 4),
        "brier": round(brier, 4),
        "brier_of_constant": round(share * (1 - share), 4),
        "calibration_error": round(calibration_error(table), 4),
        "reliability": [
            {"stated": round(row.stated, 3), "right": round(row.right, 3), "number": row.number}
            for row in table
        ],
        "weights": fit(cases, penalty=penalty, minimum=minimum),
    }
