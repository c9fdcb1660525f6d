"""PLOVER event types of positions, as the annotation format has them."""

from __future__ import annotations

from analysis.model import PloverType, PositionType

EVENT_TYPES: dict[PositionType, PloverType | None] = {
    "demand": "REQUEST",
    "appeal": "REQUEST",
    "offer": "AGREE",
    "accept": "AGREE",
    "promise": "AGREE",
    "reject": "REJECT",
    "threaten": "THREATEN",
    "criticise": "ACCUSE",
    "support": "SUPPORT",
    "expect": None,
}
"""The event type of each type of position; "expect" has none."""
