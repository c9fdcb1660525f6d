"""What several articles have in common, as tidy DataFrames with declared columns.

Like the tables of :mod:`analysis.tables`, but one row stands for all articles that mention a
thing. Evidence is given with its article: "first: “...”; second: “...”".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import get_args

import pandas as pd
import pandera.pandas as pa

from analysis.model import ActorKind, Annotation, MeetingStatus, Span
from analysis.reconcile.actors import Identities, identify
from analysis.reconcile.meetings import SharedMeeting, share_meetings
from analysis.reconcile.positions import SharedPosition, share_positions
from analysis.tables import Column, Row, check_against, schema_of

_JOIN = "; "
# Roles of actors in whom an article sees no part in the negotiation.
_NO_PART = {"third party", "source only"}


def _text(name: str, meaning: str, *, missing: bool = False) -> Column:
    return Column(name, "string", meaning, missing)


_ARTICLES = _text("articles", "Ids of the articles, in the order of publication, joined by “; ”.")
_AGREE = Column("sources_agree", "bool", "False if articles say different things.")
_DIFFERENCES = _text("differences", "What they say, each with its article.", missing=True)
_EVIDENCE = _text("evidence", "Words that it rests on, each with its article.")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "reconciled_actors": (
        _text("key", "Key of the actor, the same in all articles."),
        _text("name", "Its longest name."),
        Column(
            "kind", "string", "What it is, by its longest name.", False, get_args(ActorKind)
        ),
        _ARTICLES,
        _text("mentioned_as", "Article and id of each mention: first:a1; second:a3."),
        _text("names", "Names and aliases, joined by “; ”."),
        _text("roles", "Role; where articles differ, each with its articles.", missing=True),
        _text("sides", "Side; where articles differ, each with its articles.", missing=True),
        _text("offices", "Office; where articles differ, each with its articles.", missing=True),
        Column("named", "bool", "False for an unnamed source."),
        Column("mentions", "int64", "How often the articles mention it."),
        _AGREE,
        _DIFFERENCES,
    ),
    "reconciled_meetings": (
        _text("meeting", "Id of the meeting: r1, r2, ... in order of time."),
        _text("name", "Its name in the first article that names it.", missing=True),
        _text("place", "Its place.", missing=True),
        _text("participants", "Names of all participants, joined by “; ”.", missing=True),
        _text("start_date", "First day, as precise as known.", missing=True),
        _text("end_date", "Last day, as precise as known.", missing=True),
        _text("date", "The same in EDTF; a set of dates where articles differ.", missing=True),
        Column(
            "status", "string", "Status in the article published last.", False,
            get_args(MeetingStatus),
        ),
        _text("history", "Status in each article, in the order of publication."),
        Column("order", "int64", "Rank in time among the meetings of all articles, from 1."),
        _text("before", "Ids of meetings that it preceded, joined by “; ”.", missing=True),
        _ARTICLES,
        _text("mentioned_as", "Article and id of each mention: first:m1; second:m3."),
        _AGREE,
        _DIFFERENCES,
        _EVIDENCE,
    ),
    "reconciled_positions": (
        _text("position", "Id of the position: s1, s2, ..."),
        _text("actor", "Key of the actor who holds it.", missing=True),
        _text("actor_name", "Name of that actor.", missing=True),
        _text("issue", "What it is about, in the first article's label.", missing=True),
        _text("stances", "What the actor does in each article, in the order of publication."),
        Column("changed", "bool", "True if articles report a yes and a no, or other figures."),
        _ARTICLES,
        _text("mentioned_as", "Article and id of each mention: first:p1; second:p2."),
        _EVIDENCE,
    ),
}  # fmt: skip
"""The declared columns of each table, in order."""


def reconciled_actors(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return one row for each actor of all articles (see :func:`analysis.reconcile.identify`)."""
    given = tuple(annotations)
    return _frame("reconciled_actors", _actor_rows(identify(given), given))


def reconciled_meetings(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return one row for each meeting of all articles, in order of time."""
    given = tuple(annotations)
    known = identify(given)
    rows = [_meeting_row(one, known) for one in share_meetings(given, known)]
    return _frame("reconciled_meetings", rows)


def reconciled_positions(annotations: Iterable[Annotation]) -> pd.DataFrame:
    """Return one row for what each actor holds on each matter, in the order of publication."""
    given = tuple(annotations)
    known = identify(given)
    rows = [_position_row(one, known) for one in share_positions(given, known)]
    return _frame("reconciled_positions", rows)


FRAMES: Mapping[str, Callable[[Sequence[Annotation]], pd.DataFrame]] = {
    "reconciled_actors": reconciled_actors,
    "reconciled_meetings": reconciled_meetings,
    "reconciled_positions": reconciled_positions,
}
"""Every table of this module by its name."""


def _actor_rows(known: Identities, annotations: Sequence[Annotation]) -> Iterator[Row]:
    names = {(one.article.id, a.id): a.name for one in annotations for a in one.actors}
    for key, found in known.actors.items():
        said = {
            "roles": _roles((article, actor.role) for article, actor in found),
            "sides": _said(
                (article, _side(known, article, actor.side, names)) for article, actor in found
            ),
            "offices": offices_said((article, actor.office) for article, actor in found),
        }
        differing = [
            f"{name}: {_joined(values)}" for name, values in said.items() if len(values) > 1
        ]
        yield {
            "key": key,
            "name": known.name(key),
            "kind": known.kind(key),
            "articles": _once(article for article, _ in found),
            "mentioned_as": _once(f"{article}:{actor.id}" for article, actor in found),
            "names": _once(name for _, actor in found for name in (actor.name, *actor.aliases)),
            **{name: _joined(values) for name, values in said.items()},
            "named": any(actor.named for _, actor in found),
            "mentions": sum(len(actor.mentions) for _, actor in found),
            "sources_agree": not differing,
            "differences": _JOIN.join(differing),
        }


def _side(
    known: Identities, article: str, side: str | None, names: Mapping[tuple[str, str], str]
) -> str | None:
    key = known.key(article, side)
    return known.name(key) if key is not None else names.get((article, side or ""))


def _said(values: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    """Return what is said, with the articles that say it; what is not said is left out."""
    found: dict[str, list[str]] = {}
    for article, value in values:
        if value and article not in found.setdefault(value, []):
            found[value].append(article)
    return found


def _roles(values: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    """Return the roles; an article in which no part is seen does not speak against one."""
    found = _said(values)
    parts = {role: articles for role, articles in found.items() if role not in _NO_PART}
    return parts or found


def offices_said(values: Iterable[tuple[str, str | None]]) -> dict[str, list[str]]:
    """Return the offices; one whose words are all in another ("leader") is no other office."""
    found: dict[str, list[str]] = {}
    for office, articles in _said(values).items():
        words = _office_words(office)
        for other in [one for one in found if words >= _office_words(one)]:
            articles = found.pop(other) + articles
        same = next((one for one in found if words <= _office_words(one)), office)
        found[same] = list(dict.fromkeys(found.get(same, []) + articles))
    return found


def _office_words(office: str) -> set[str]:
    return set(office.casefold().split())


def _joined(values: Mapping[str, list[str]]) -> str:
    if len(values) < 2:
        return next(iter(values), "")
    return _JOIN.join(f"{value} ({', '.join(articles)})" for value, articles in values.items())


def _meeting_row(shared: SharedMeeting, known: Identities) -> Row:
    return {
        "meeting": shared.id,
        "name": shared.name,
        "place": shared.place,
        "participants": _once(known.name(key) for key in shared.participants),
        "start_date": shared.start,
        "end_date": shared.end,
        "date": shared.date,
        "status": shared.status,
        "history": _JOIN.join(_at(one.value, one.article, one.published) for one in shared.history),
        "order": shared.order,
        "before": _JOIN.join(shared.before),
        "articles": _JOIN.join(shared.articles),
        "mentioned_as": _once(f"{one.article}:{one.meeting.id}" for one in shared.mentions),
        "sources_agree": not shared.differences,
        "differences": " | ".join(one.text() for one in shared.differences),
        "evidence": _quoted((one.article, one.meeting.evidence) for one in shared.mentions),
    }


def _position_row(shared: SharedPosition, known: Identities) -> Row:
    return {
        "position": shared.id,
        "actor": shared.actor,
        "actor_name": known.name(shared.actor) if shared.actor else None,
        "issue": shared.stances[0].issue,
        "stances": _JOIN.join(
            _at(one.direction, one.article, one.published) for one in shared.stances
        ),
        "changed": shared.changed,
        "articles": _JOIN.join(shared.articles),
        "mentioned_as": _once(f"{one.article}:{one.position.id}" for one in shared.stances),
        "evidence": _quoted((one.article, (one.position.evidence,)) for one in shared.stances),
    }


def _at(value: str, article: str, published: str | None) -> str:
    return f"{value} ({article}, {published})" if published else f"{value} ({article})"


def _quoted(parts: Iterable[tuple[str, Sequence[Span]]]) -> str:
    return _JOIN.join(
        f"{article}: “{' … '.join(span.text for span in spans)}”" for article, spans in parts
    )


def _once(values: Iterable[str]) -> str:
    return _JOIN.join(dict.fromkeys(values))


@lru_cache
def _schema(table: str) -> pa.DataFrameSchema:
    return schema_of(table, COLUMNS[table])


def _frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    found = list(rows)
    data = {
        column.name: pd.Series(
            [_cell(row[column.name], column) for row in found],
            dtype=pd.StringDtype() if column.dtype == "string" else column.dtype,
        )
        for column in COLUMNS[table]
    }
    frame = pd.DataFrame(data)
    return check_against(_schema(table), frame)


def _cell(value: object, column: Column) -> object:
    return pd.NA if value is None or (value == "" and column.nullable) else value
