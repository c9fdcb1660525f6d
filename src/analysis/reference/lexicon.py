"""All names of states and bodies in one list, each with what it is and how it names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.reference.bodies import bodies
from analysis.reference.states import states

Form = Literal["name", "adjective", "people", "capital", "seat"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A state or a body as an actor: its key, usual name, kind, and what it is an organ of."""

    key: str
    name: str
    kind: str
    parent: str | None = None
    definites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """One way of naming the entry with `key`."""

    text: str
    key: str
    form: Form


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Return every state and body by its key."""
    found = {state.key: Entry(state.key, state.name, "state") for state in states().values()}
    for body in bodies().values():
        found[body.key] = Entry(body.key, body.name, body.kind, body.parent, body.definites)
    return found


@lru_cache(maxsize=1)
def aliases() -> tuple[Alias, ...]:
    """Return every alias of every entry; where two entries share one, the table's first has it."""
    found: dict[str, Alias] = {}
    for alias in _all_aliases():
        found.setdefault(alias.text, alias)
    return tuple(found.values())


def _all_aliases() -> Iterator[Alias]:
    """Yield all aliases, those that name an entry outright before those that only may."""
    yield from _names_of_states()
    yield from _names_of_bodies()
    for state in states().values():
        yield from (Alias(text, state.key, "people") for text in state.people)
        yield from (Alias(text, state.key, "adjective") for text in state.adjectives)
        yield from (Alias(text, state.key, "capital") for text in state.capitals)


def _names_of_states() -> Iterator[Alias]:
    for state in states().values():
        yield from (Alias(text, state.key, "name") for text in (state.name, *state.other_names))
        yield from (Alias(text, state.key, "seat") for text in state.seats)


def _names_of_bodies() -> Iterator[Alias]:
    for body in bodies().values():
        yield from (Alias(text, body.key, "name") for text in (body.name, *body.other_names))
        yield from (Alias(text, body.key, "adjective") for text in body.adjectives)
        yield from (Alias(text, body.key, "capital") for text in body.seats)
