"""Lists of words, written as one string."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Return the set of the blank-separated words of a string."""
    return frozenset(words.split())
