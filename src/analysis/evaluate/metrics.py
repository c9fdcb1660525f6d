"""Counting and matching that all layers share.

The unit is the word token ``\\w+(?:['’.\\-]\\w+)*``; punctuation and quotation marks do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")


def words(text: str) -> list[tuple[int, int]]:
    """Return start and end (code points, end exclusive) of each word token of `text`."""
    return [match.span() for match in _WORD.finditer(text)]


def words_in(all_words: Iterable[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> set[int]:
    """Return the starts of those words that overlap any of `spans`."""
    ranges = list(spans)
    return {
        start
        for start, end in all_words
        if any(start < span_end and span_start < end for span_start, span_end in ranges)
    }


@dataclass(frozen=True)
class Counts:
    """How many predictions were right, how many were made, how many the gold data has."""

    right: float = 0
    predicted: float = 0
    gold: float = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 when there are none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold items that were found; 0 when there are none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def jaccard(left: set[int], right: set[int]) -> float:
    """Return the Jaccard index of two sets; 0 when both are empty."""
    union = left | right
    return len(left & right) / len(union) if union else 0.0


def match_one_to_one(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pair items greedily, best score first; each item is used once, scores of 0 never.

    Parameters
    ----------
    scores
        Score of each candidate pair (index of the gold item, index of the predicted item).
    """
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for (gold, predicted), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score > 0 and gold not in used_gold and predicted not in used_predicted:
            used_gold.add(gold)
            used_predicted.add(predicted)
            pairs.append((gold, predicted))
    return sorted(pairs)
