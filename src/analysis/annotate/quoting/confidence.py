"""How sure an attribution is: the chance that its content and its source are both right.

A logistic regression on what the network and the rules say of the attribution, fitted on
development articles that the network was not trained on (Platt 1999). Its weights come with the
network's; how well the stated chances hold is in the model card.
"""

from __future__ import annotations

import math

import numpy as np

from analysis.annotate.quoting.drafts import Draft
from analysis.annotate.quoting.features import Floats
from analysis.annotate.quoting.tree import Tree

TERMS = (
    "constant",
    "cue",
    "content",
    "source",
    "no source",
    "rule",
    "quoted",
    "words",
    "parts",
    "no clause",
    "carried on",
    "by rule alone",
)
LOWEST, HIGHEST = 0.05, 0.99
_TYPICAL_WORDS = 15


def evidence_of(tree: Tree, found: Draft) -> Floats:
    """Return the values of :data:`TERMS` for an attribution."""
    evidence = found.evidence
    tokens = [token for token in sorted(found.content_tokens()) if tree.has_word(token)]
    size = max(len(tokens), 1)
    quoted = sum(tree.quotation[token] >= 0 for token in tokens) / size
    finite = any(tree.tags[token] in ("VBD", "VBZ", "VBP", "MD") for token in tokens)
    learned = "cue" in evidence
    values = [
        1.0,
        _logit(evidence["cue"]) if learned else 0.0,
        _logit(evidence["content"]) if learned else 0.0,
        _logit(evidence["source"]) if learned and found.source else 0.0,
        float(found.source is None),
        float(evidence.get("rule", 0.0)),
        quoted,
        math.log(size / _TYPICAL_WORDS),
        float(len(found.content) > 1),
        float(not finite),
        float(found.cue is None),
        float(not learned and found.cue is not None),
    ]
    return np.array(values, dtype=np.float32)


def _logit(chance: float) -> float:
    chance = min(max(chance, 0.005), 0.995)
    return math.log(chance / (1 - chance))


def chance_right(weights: Floats, evidence: Floats) -> float:
    """Return the chance that an attribution is right, between 0.05 and 0.99."""
    chance = 1 / (1 + math.exp(-float(weights @ evidence)))
    return min(max(chance, LOWEST), HIGHEST)


def fit(evidence: Floats, right: Floats, *, penalty: float = 1.0, rounds: int = 50) -> Floats:
    """Fit the weights of the regression by Newton's method.

    Parameters
    ----------
    evidence
        Attributions by :data:`TERMS`.
    right
        1 where content and source are right, else 0.
    penalty
        Strength of the ridge penalty on all weights but the constant.
    """
    size = evidence.shape[1]
    weights = np.zeros(size)
    ridge = np.full(size, penalty)
    ridge[0] = 1e-6
    values = evidence.astype(np.float64)
    for _ in range(rounds):
        chances = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chances - right) + ridge * weights
        curve = (values * (chances * (1 - chances))[:, None]).T @ values + np.diag(ridge)
        change = np.linalg.solve(curve, slope)
        weights -= change
        if float(np.abs(change).max()) < 1e-8:
            break
    return weights.astype(np.float32)
