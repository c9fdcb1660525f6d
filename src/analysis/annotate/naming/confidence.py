"""How sure an actor is: the chance that it is one, of the kind that is said.

The evidence is what is known of the actor once the whole article is annotated; the weights are
fitted by ``scripts/calibrate_confidence.py``.
"""

from __future__ import annotations

import math

from spacy.tokens import Doc

from analysis.annotate.calibration import confidence
from analysis.model import Actor
from analysis.reference import entries, offices_held

_DOUBTFUL = 0.7


def evidence_of_actors(doc: Doc) -> dict[str, dict[str, float]]:
    """Return the id of each actor -> the terms of its evidence."""
    speaking = {one.actor for one in doc._.attributions or ()}
    holding = {one.actor for one in doc._.positions or ()}
    addressed = {other for one in doc._.positions or () for other in one.recipients}
    meeting = {other for one in doc._.meetings or () for other in one.participants}
    doubts: dict[str, float] = doc._.naming_scores or {}
    return {
        actor.id: {
            **_of_name(actor, doubts.get(actor.key, 1.0)),
            "speaks": float(actor.id in speaking),
            "holds positions": float(actor.id in holding),
            "is addressed": float(actor.id in addressed),
            "meets": float(actor.id in meeting),
            "has a side": float(actor.side is not None),
        }
        for actor in doc._.actors or ()
    }


def _of_name(actor: Actor, score: float) -> dict[str, float]:
    described = actor.key.startswith("unnamed:")
    known = actor.key in entries() or bool(offices_held(actor.name))
    words = len(actor.name.split())
    return {
        "in the tables": float(known),
        "described only": float(described),
        "full name": float(actor.kind == "person" and words > 1),
        "one unknown word": float(not known and not described and words == 1),
        "kind by use alone": float(score < _DOUBTFUL),
        "state": float(actor.kind == "state"),
        "mentions": math.log(max(len(actor.mentions), 1)),
    }


def set_confidence(doc: Doc) -> None:
    """Give each actor the chance that its evidence stands for."""
    evidence = evidence_of_actors(doc)
    doc._.actors = [
        actor.model_copy(
            update={
                "confidence": confidence("actors", evidence[actor.id], unfitted=actor.confidence)
            }
        )
        for actor in doc._.actors or ()
    ]
