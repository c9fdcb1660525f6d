"""Words that tell what kind of actor a name or a description stands for."""

from __future__ import annotations

from functools import lru_cache

from analysis.reference.reading import rows


@lru_cache(maxsize=1)
def role_nouns() -> dict[str, str]:
    """Return noun (lower case, singular) -> class: person, people, body, state or media."""
    return {row["noun"]: row["class"] for row in rows("role_nouns")}


@lru_cache(maxsize=1)
def organisation_words() -> dict[str, tuple[str, bool]]:
    """Return word of organisations' names -> (kind, whether the word alone decides)."""
    return {
        row["word"]: (row["kind"], row["strength"] == "strong")
        for row in rows("organisation_words")
    }


@lru_cache(maxsize=1)
def first_names() -> dict[str, str | None]:
    """Return given name -> "m", "f", or None where both or neither is usual."""
    return {row["name"]: row["gender"] or None for row in rows("first_names")}
