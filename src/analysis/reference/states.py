"""States, and territories that act on their own: names, demonyms, seats of government."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.reference.reading import rows, several


@dataclass(frozen=True, slots=True)
class State:
    """One state or territory.

    ``code`` is ISO 3166-1 alpha-2; territories without one have three letters of our own.
    ``capitals`` stand for the state only where they act ("Moscow said"); ``seats`` ("the Kremlin")
    always do.
    """

    code: str
    name: str
    other_names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def key(self) -> str:
        """The state's key across articles: "state:IR"."""
        return f"state:{self.code}"


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """Return all states by their key, in the table's order."""
    table = (
        State(
            code=row["code"],
            name=row["name"],
            other_names=several(row["other_names"]),
            adjectives=several(row["adjectives"]),
            people=several(row["people"]),
            capitals=several(row["capital"]),
            seats=several(row["seats"]),
        )
        for row in rows("states")
    )
    return {state.key: state for state in table}
