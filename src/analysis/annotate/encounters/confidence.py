"""How sure a meeting is: the chance that it took or takes place as told, on the day given.

What was noted while it was found (dated, placed, attended, told more than once, ...) is weighed by
:mod:`analysis.annotate.calibration`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from analysis.annotate.calibration import confidence
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.outcomes import OUTCOME
from analysis.annotate.encounters.solver import Solution

_LAYER = "meetings"
_SURE = 0.98
_PARTIES = 2


def evidence_of(group: Group, solution: Solution, participants: Sequence[str]) -> dict[str, float]:
    """Return what speaks for and against a meeting; absent terms are 0.

    The terms: named to the day, dated more coarsely, in a place, attended by two or more, by some
    that its own words name, log of how often it is spoken of, a status told, dates that contradict
    each other, told by its outcome, opened by bare words ("talks", not "the talks").
    """
    own = set(group.participants)
    terms = {
        "day": float(solution.start.is_day),
        "coarse date": float(solution.is_dated and not solution.start.is_day),
        "place": float(bool(group.places)),
        "two parties": float(len(participants) >= _PARTIES),
        "own parties": float(bool(own & set(participants))),
        "mentions": math.log(len(group.mentions)),
        "status": float(bool(group.statuses)),
        "contradicted": float(bool(solution.contradictions)),
        "outcome": float(group.mentions[0].kind == OUTCOME),
        "bare": float(group.mentions[0].reference == "bare"),
        "several dates": float(len({dated.days for dated in solution.used}) > 1),
    }
    return {name: value for name, value in terms.items() if value}


def confidence_of(evidence: dict[str, float]) -> float:
    """Return the chance that a meeting with this evidence is right."""
    return confidence(_LAYER, evidence, unfitted=_unfitted(evidence))


def _unfitted(evidence: dict[str, float]) -> float:
    """Return a plain sum, for where no weights were fitted."""
    dated = 0.2 if "day" in evidence or "coarse date" in evidence else 0.0
    score = 0.45 + dated + 0.05 * evidence.get("status", 0.0)
    score += 0.1 * evidence.get("place", 0.0) + 0.1 * evidence.get("own parties", 0.0)
    score += 0.1 * float("mentions" in evidence) - 0.15 * evidence.get("contradicted", 0.0)
    return round(min(score, _SURE), 2)
