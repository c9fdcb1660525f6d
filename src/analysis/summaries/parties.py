"""Which side of the negotiation each actor is on."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.reconcile import Identities
from analysis.summaries.rows import Row


def side_names(actors: Iterable[Row], identities: Identities) -> dict[tuple[str, str], str]:
    """Return the name of the side of each actor (by article and id) that belongs to one.

    A party without a side of its own is its own side. A side has one name in all articles.
    """
    found: dict[tuple[str, str], str] = {}
    for row in actors:
        side = row["side"] or (row["actor"] if row["role"] == "party" else None)
        key = identities.key(row["article"], side)
        if key is not None:
            found[row["article"], row["actor"]] = identities.name(key)
    return found


def ordered_sides(members: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """Return the names of the sides, in the order in which the text first mentions their actors."""
    return tuple(dict.fromkeys(members.values()))
