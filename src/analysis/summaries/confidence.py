"""What the confidence of a layer's rows means, and how well it held where it was measured."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

_WHAT = {
    "positions": "that words, kind and holder of a position are right",
    "meetings": "that a meeting and its date are right",
    "actors": "that an actor is right",
}


@cache
def _record(layer: str) -> dict[str, Any] | None:
    """Return what the calibration of a layer recorded; None where there was none."""
    file = resources.files("analysis") / "annotate" / "weights" / f"confidence-{layer}.json"
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return found


def confidence_sentence(layer: str) -> str:
    """Return one or two sentences on the confidence of a layer ("positions")."""
    record = _record(layer)
    if record is None:
        return (
            "Confidence is the program's own estimate of its reading; how often it holds has not "
            "been measured."
        )
    error = 100 * record["calibration_error"]
    return (
        f"Confidence is the chance {_WHAT.get(layer, 'that a row is right')}, as the program "
        f"states it. On {record['cases']:,} cases in {record['articles']} articles that it was "
        f"not fitted on, it was {error:.0f} percentage points off on average."
    )
