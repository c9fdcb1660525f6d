"""Writing lists of words as text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text, each once."""
    return frozenset(text.split())


def word_list(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return text.split()
