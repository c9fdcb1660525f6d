"""A stance as the grammar shows it, before actors, labels and ids are known."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.model import PloverType, PositionType

Range = tuple[int, int]
"""Token indices, end exclusive."""


@dataclass(slots=True)
class Stance:
    """One cue with its arguments, all as tokens of the document.

    ``holder`` is the word that names the holder, or None: then it is who speaks.
    ``extent`` covers the words that the stance rests on; ``issue`` the phrase that names the
    matter and ``topic`` its most telling word. ``complement`` is what the cue governs: stances
    inside it are wanted, offered or feared, not taken.
    """

    kind: PositionType
    cue: Range
    anchor: Token
    holder: Token | None
    extent: Range
    confidence: float
    issue: Range | None = None
    topic: Token | None = None
    recipients: tuple[Token, ...] = ()
    negated: bool = False
    plover: PloverType | None = None
    complement: Range | None = None
    condition: Range | None = None
    by_speaker: bool = False
