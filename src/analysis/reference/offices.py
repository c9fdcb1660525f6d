"""Offices and who held them when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.reference.reading import rows, several

KNOWN_UNTIL = "2026-01-01"
"""The tables say nothing of who held an office on this day or later."""


@dataclass(frozen=True, slots=True)
class Holder:
    """One person's time in one office; ``until`` is exclusive, "" where it had not ended.

    ``office`` is the title in lower case ("foreign minister"), ``other_titles`` what else it is
    called ("secretary of state"), ``of`` the key of the state or body.
    """

    office: str
    other_titles: tuple[str, ...]
    of: str
    person: str
    other_names: tuple[str, ...]
    since: str
    until: str

    @property
    def key(self) -> str:
        """The holder's key across articles: "person:john kerry"."""
        return f"person:{self.person.lower()}"

    def held_on(self, day: str) -> bool:
        """Tell whether the office was held on `day`, an ISO date."""
        return self.since <= day < (self.until or KNOWN_UNTIL)


@lru_cache(maxsize=1)
def holders() -> tuple[Holder, ...]:
    """Return every known holder, in the table's order."""
    titles = {(row["office"], row["of"]): row for row in rows("offices")}
    found = []
    for row in rows("office_holders"):
        office = titles[row["office"], row["of"]]
        found.append(
            Holder(
                office=row["office"],
                other_titles=several(office["other_titles"]),
                of=row["of"],
                person=row["person"],
                other_names=several(row["other_names"]),
                since=row["since"],
                until=row["until"],
            )
        )
    return tuple(found)


@lru_cache(maxsize=1)
def _by_title() -> dict[tuple[str, str], tuple[Holder, ...]]:
    found: dict[tuple[str, str], list[Holder]] = {}
    for holder in holders():
        for title in (holder.office, *holder.other_titles):
            found.setdefault((title, holder.of), []).append(holder)
    return {key: tuple(value) for key, value in found.items()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = {}
    for holder in holders():
        for name in (holder.person, *holder.other_names):
            found.setdefault(name.lower(), []).append(holder)
    return {key: tuple(value) for key, value in found.items()}


def holder_on(title: str, of: str, day: str) -> Holder | None:
    """Return who held the office `title` of the state or body `of` on `day`.

    None where the table does not know, or knows of more than one.
    """
    found = {
        holder.person: holder
        for holder in _by_title().get((title.lower(), of), ())
        if holder.held_on(day)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def offices_held(name: str, day: str | None = None) -> tuple[Holder, ...]:
    """Return the offices that the person with this full name held on `day` (None: ever)."""
    return tuple(
        holder for holder in _by_name().get(name.lower(), ()) if day is None or holder.held_on(day)
    )


@lru_cache(maxsize=256)
def heads_called(surname: str) -> tuple[Holder, ...]:
    """Return the heads of state or government with this surname, in the table's order."""
    return tuple(
        holder
        for holder in holders()
        if holder.office in ("president", "prime minister", "chancellor")
        and holder.person.split()[-1] == surname
        and holder.of.startswith("state:")
    )
