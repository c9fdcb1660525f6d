"""Who stands where: what each side wants, offers, refuses and threatens, and what others say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.summaries.digest import Digest
from analysis.summaries.prose import Prose
from analysis.summaries.rows import Row
from analysis.summaries.statements import Statement

COLUMNS = ("wants", "offers", "refuses", "threatens, on condition")
_COLUMN_OF = {
    "demand": "wants",
    "appeal": "wants",
    "offer": "offers",
    "promise": "offers",
    "accept": "offers",
    "reject": "refuses",
    "threaten": "threatens, on condition",
}
_LEADS = {"appeal": "calls for", "promise": "promises", "accept": "accepts"}
_DENIED = {"offer": "does not offer", "promise": "does not promise", "accept": "does not accept"}
# "Asks “Oslo to stop”", not "calls for": whom to do what.
_WHOM_TO_DO = re.compile(r"^(?!to\b)(?:[\w.'’&-]+\s+){1,6}?(?:not\s+)?to\s+[a-z]")


@dataclass(frozen=True)
class SideRow:
    """One side of the negotiation: its name and, for each column, its positions."""

    name: str
    actors: tuple[str, ...]
    cells: dict[str, tuple[Prose, ...]]


def sides_called(digest: Digest) -> dict[str, str]:
    """Return how each side is called in a sentence ("the Dockworkers' Union")."""
    called = {side: side for side in digest.sides}
    for row in reversed(digest.actors):
        if row["name"] in called:
            called[row["name"]] = digest.naming.name(row["article"], row["actor"]) or row["name"]
    return called


def side_rows(digest: Digest) -> list[SideRow]:
    """Return the sides with what each wants, offers, refuses and threatens.

    A denied offer, promise or acceptance stands under "refuses", in words that say so; a denied
    demand, refusal or threat is no such thing and is left to :func:`other_statements`.
    """
    members = digest.members
    result = []
    for side in digest.sides:
        held: dict[str, list[Statement]] = {column: [] for column in COLUMNS}
        for statement in digest.statements:
            column = _column(statement)
            key = (statement.row["article"], statement.row["actor"])
            if column is not None and members.get(key) == side:
                held[column].append(statement)
        result.append(
            SideRow(
                name=side,
                actors=tuple(
                    dict.fromkeys(
                        name
                        for (article, actor), of in members.items()
                        if of == side and (name := digest.called(article, actor) or side) != side
                    )
                ),
                cells={
                    column: tuple(_entry(digest, statement, side) for statement in _distinct(found))
                    for column, found in held.items()
                },
            )
        )
    return result


def _column(statement: Statement) -> str | None:
    if statement.negated:
        return "refuses" if statement.type in _DENIED else None
    return _COLUMN_OF.get(statement.type)


def _distinct(found: list[Statement]) -> list[Statement]:
    """Return each position once: of two on the same words in one column, the surer one."""
    best: dict[tuple[object, ...], Statement] = {}
    for statement in found:
        key = (statement.row["article"], statement.numbers, statement.negated)
        if key not in best or statement.row["confidence"] > best[key].row["confidence"]:
            best[key] = statement
    return list(best.values())


def _entry(digest: Digest, statement: Statement, side: str) -> Prose:
    lead = (_DENIED if statement.negated else _LEADS).get(statement.type, "")
    if statement.type == "appeal" and not statement.negated:
        asks = _WHOM_TO_DO.match(statement.words) or statement.words.startswith(("to ", "that "))
        lead = "asks" if asks else lead
    of_itself = digest.called(statement.row["article"], statement.row["actor"]) == side
    holder = None if of_itself else statement.holder
    return statement.cell(holder, lead)


def other_statements(digest: Digest) -> list[Statement]:
    """Return the positions that the table of sides leaves out.

    Those of actors who are not on a side, and what sides criticise, support or expect.
    """
    members = digest.members
    return [
        statement
        for statement in digest.statements
        if _column(statement) is None
        or (statement.row["article"], statement.row["actor"]) not in members
    ]


def helpers(digest: Digest, role: str) -> list[Row]:
    """Return the actors with the given role ("mediator", "host")."""
    return [row for row in digest.actors if row["role"] == role]
