"""What speaks for a position being right: the terms of its calibrated confidence.

:mod:`analysis.annotate.calibration` turns them into a chance; ``scripts/calibrate_confidence.py``
fits the weights on development articles. ``Stance.confidence``, the strength of the cue, is one of
the terms, and decides by itself (before any fitting) which stances are kept at all.
"""

from __future__ import annotations

import math

from analysis.annotate.stances.holders import Speakers
from analysis.annotate.stances.stance import Stance
from analysis.model import Attribution


def evidence_of(
    stance: Stance, attribution: Attribution | None, holder: str | None, speakers: Speakers
) -> dict[str, float]:
    """Return the terms of a position: how it was found, who holds it, and in whose words."""
    cue = min(max(stance.confidence, 0.05), 0.95)
    actor = speakers.actors.get(holder) if holder is not None else None
    pronoun = stance.holder is not None and stance.holder.tag_ in ("PRP", "WP", "WDT")
    return {
        "cue": math.log(cue / (1 - cue)),
        "of the speaker": float(stance.by_speaker),
        "by a pronoun": float(pronoun),
        "reported": float(attribution is not None),
        "by a party": float(actor is not None and actor.role == "party"),
        "by a noun": float(stance.anchor.pos_ in ("NOUN", "PROPN")),
        "in a side clause": float(stance.anchor.dep_ in ("relcl", "acl", "advcl")),
        "expectation": float(stance.kind == "expect"),
        "promise": float(stance.kind == "promise"),
        "addressed": float(bool(stance.recipients)),
    }
