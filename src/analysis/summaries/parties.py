"""Which side of the negotiation each actor is on."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.reconcile import Identities
from analysis.summaries.rows import Row


def side_names(actors: Iterable[Row], identities: Identities) -> dict[tuple[str, str], str]:
    """Return the name of the side of each actor (by article and id) that belongs to one.

    A party without a side of its own is its own side. A side has one name in all articles, and an
    actor who is on one in some articles, and on no other, is on it in all.
    """
    rows = list(actors)
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        side = row["side"] or (row["actor"] if row["role"] == "party" else None)
        key = identities.key(row["article"], side)
        if key is not None:
            found[row["article"], row["actor"]] = identities.name(key)
    sides: dict[str | None, set[str]] = {}
    for place, side_name in found.items():
        sides.setdefault(identities.key(*place), set()).add(side_name)
    for row in rows:
        known = sides.get(identities.key(row["article"], row["actor"]), set())
        if len(known) == 1:
            found.setdefault((row["article"], row["actor"]), min(known))
    return {
        (row["article"], row["actor"]): found[row["article"], row["actor"]]
        for row in rows
        if (row["article"], row["actor"]) in found
    }


def ordered_sides(members: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """Return the names of the sides, in the order in which the text first mentions their actors."""
    return tuple(dict.fromkeys(members.values()))
