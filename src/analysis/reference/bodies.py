"""Organisations, blocs, media and armed groups: names, acronyms, seats, and who belonged when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis.reference.reading import rows, several


@dataclass(frozen=True, slots=True)
class Body:
    """One organisation, bloc, medium or armed group.

    ``definites`` are the short descriptions that can stand for it once it was named ("the bloc").
    ``parent`` is the key of what it is an organ of.
    """

    key: str
    name: str
    kind: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    parent: str | None
    seats: tuple[str, ...]
    definites: tuple[str, ...]


@lru_cache(maxsize=1)
def bodies() -> dict[str, Body]:
    """Return all bodies by their key, in the table's order."""
    table = (
        Body(
            key=row["key"],
            name=row["name"],
            kind=row["kind"],
            other_names=several(row["other_names"]),
            adjectives=several(row["adjectives"]),
            parent=row["parent"] or None,
            seats=several(row["seats"]),
            definites=several(row["definites"]),
        )
        for row in rows("bodies")
    )
    return {body.key: body for body in table}


@lru_cache(maxsize=1)
def _memberships() -> tuple[tuple[str, str, str, str], ...]:
    found = []
    for row in rows("memberships"):
        for member in several(row["members"]):
            key = member if ":" in member else f"state:{member}"
            found.append((row["body"], key, row["since"] or "", row["until"] or "9999"))
    return tuple(found)


@lru_cache(maxsize=4096)
def members_of(body: str, day: str | None = None) -> tuple[str, ...]:
    """Return the keys of the members of `body` on `day`.

    Parameters
    ----------
    body
        Key of a body ("bloc:P5+1").
    day
        ISO date; None counts every membership that there ever was.
    """
    return tuple(
        dict.fromkeys(
            member
            for group, member, since, until in _memberships()
            if group == body and (day is None or since <= day < until)
        )
    )


@lru_cache(maxsize=1)
def paraphrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return descriptions of bodies by their membership, as (key, pattern)."""
    return tuple((row["body"], re.compile(row["pattern"])) for row in rows("paraphrases"))
