"""What the parts of attribution extraction hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass
class Draft:
    """An attribution in the making; ranges count tokens, end exclusive.

    Attributes
    ----------
    head
        Token that stands for the attribution: the head of its cue or, without a cue, the first
        token of its content.
    cue, source
        None where there is none.
    content
        In text order, without overlaps.
    score
        How sure the finder is, between 0 and 1; calibrated later.
    antecedent
        `head` of the attribution whose speaker goes on speaking, for a quotation without a cue.
    trusted
        Whether grammar alone vouches for it, however sure the network is.
    """

    head: int
    cue: Range | None
    source: Range | None
    content: list[Range]
    score: float = 0.5
    negated: bool = False
    antecedent: int | None = None
    trusted: bool = False
    evidence: dict[str, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """First token of the whole attribution."""
        return min(start for start, _ in self.parts())

    @property
    def end(self) -> int:
        """Token after the last one of the whole attribution."""
        return max(end for _, end in self.parts())

    def parts(self) -> list[Range]:
        """Return the ranges of cue, source and content."""
        return [part for part in (self.cue, self.source) if part is not None] + self.content

    def content_tokens(self) -> set[int]:
        """Return the tokens of the content."""
        return {token for start, end in self.content for token in range(start, end)}


def merge_ranges(ranges: list[Range], *, gap: int = 0) -> list[Range]:
    """Sort ranges and join those that touch, or lie at most `gap` tokens apart."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def subtract(ranges: list[Range], holes: list[Range]) -> list[Range]:
    """Return `ranges` without the tokens of `holes`."""
    for hole_start, hole_end in holes:
        cut: list[Range] = []
        for start, end in ranges:
            if hole_end <= start or hole_start >= end:
                cut.append((start, end))
                continue
            if start < hole_start:
                cut.append((start, hole_start))
            if hole_end < end:
                cut.append((hole_end, end))
        ranges = cut
    return ranges
