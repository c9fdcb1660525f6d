"""Annotations -> tidy DataFrames whose columns are declared and checked.

Each table has one row for each thing found; the tables of several articles are those of one,
concatenated. Every row names its article and, but for the table of articles, where its words are:
``article.text[start:end]``. Missing values are ``<NA>``.

``COLUMNS`` declares each table's columns; docs/data-format.md is their dictionary for readers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

import pandas as pd
import pandera.errors
import pandera.pandas as pa

from analysis.errors import AnnotationError
from analysis.model import (
    ActorKind,
    ActorRole,
    Annotation,
    Article,
    AttributionKind,
    CorrectionAction,
    CorrectionLayer,
    CorrectionStatus,
    MeetingFormat,
    MeetingStatus,
    PloverType,
    PositionType,
    Span,
    TimexType,
    text_sha256,
)
from analysis.ordering import precision, ranks

_JOIN_NAMES = "; "
_JOIN_WORDS = " … "
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")

Annotations = Annotation | Iterable[Annotation]
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """One declared column.

    ``dtype`` is that of pandas: ``string``, ``int64``, ``float64`` or ``bool``. ``nullable``
    columns may hold ``<NA>``; ``allowed`` lists the values that others must be among.
    """

    name: str
    dtype: str
    meaning: str
    nullable: bool = False
    allowed: tuple[str, ...] = ()

    def described(self) -> str:
        """Return its meaning, with the values that are allowed."""
        if not self.allowed:
            return self.meaning
        return f"{self.meaning} One of: {', '.join(self.allowed)}."

    def schema(self) -> pa.Column:
        """Return the column as pandera checks it."""
        checks = []
        if self.allowed:
            checks.append(pa.Check.isin(self.allowed))
        if self.dtype == "int64":
            checks.append(pa.Check.ge(0))
        if self.name == "confidence":
            checks.append(pa.Check.in_range(0, 1))
        return pa.Column(
            pd.StringDtype() if self.dtype == "string" else self.dtype,
            checks=checks,
            nullable=self.nullable,
        )


def _text(name: str, meaning: str, *, missing: bool = False, allowed: object = None) -> Column:
    values = tuple(get_args(allowed)) if allowed is not None else ()
    return Column(name, "string", meaning, missing, values)


def _number(name: str, meaning: str) -> Column:
    return Column(name, "int64", meaning)


def _truth(name: str, meaning: str) -> Column:
    return Column(name, "bool", meaning)


_ARTICLE = _text("article", "Id of the article: its file's name without the ending.")
_CONFIDENCE = Column("confidence", "float64", "How sure the annotator is, from 0 to 1.")
_PLACE = (
    _number("paragraph", "Number of the paragraph in the article, from 1; 0 if in none."),
    _number("start", "Where the words begin: code points into the article's text, from 0."),
    _number("end", "Where the words end (exclusive)."),
)
_PRECISIONS = ("day", "month", "season", "year", "unknown")

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "articles": (
        _ARTICLE,
        _text("title", "Title.", missing=True),
        _text("published", "Date of publication (ISO 8601).", missing=True),
        _text("published_basis", "Where that date comes from, in words.", missing=True),
        _text("publisher", "Publisher.", missing=True),
        _text("url", "Address of the article on the web.", missing=True),
        _text("language", "Language tag (BCP 47).", missing=True),
        _text("sha256", "SHA-256 of the text in UTF-8, hexadecimal."),
        _number("words", "Words in the text."),
    ),
    "actors": (
        _ARTICLE,
        _text("actor", "Id of the actor, unique in its article."),
        _text("name", "Name, or description of an unnamed actor."),
        _text("kind", "What the actor is.", allowed=ActorKind),
        _text("side", "Id of the actor whose side this one is on.", missing=True),
        _text("side_name", "Name of that actor.", missing=True),
        _text("role", "Role in this negotiation.", missing=True, allowed=ActorRole),
        _text("office", "Office held, as the article has it.", missing=True),
        _text("member_of", "Name of the actor that this one is a member of.", missing=True),
        _truth("named", "False for an unnamed source."),
        _text("speaks_for", "Name of the actor that this one speaks for.", missing=True),
        _text("aliases", "Other names in the article, joined by “; ”.", missing=True),
        _number("mentions", "How often the article mentions the actor."),
        _text("key", "The same for the same actor in other articles.", missing=True),
        _CONFIDENCE,
        *_PLACE,
    ),
    "attributions": (
        _ARTICLE,
        _text("attribution", "Id of the attribution, unique in its article."),
        _text("actor", "Id of the actor who is the source.", missing=True),
        _text("actor_name", "Name of that actor.", missing=True),
        _text("side_name", "Name of the side that the actor is on.", missing=True),
        _text("source", "Words that name the source.", missing=True),
        _text("cue", "Words that attribute: “said”, “according to”.", missing=True),
        _text("content", "Words attributed; parts are joined by “ … ”."),
        _text(
            "kind",
            "direct: all content in quotation marks; indirect: none; mixed: some.",
            allowed=AttributionKind,
        ),
        _text("within", "Id of the attribution in which this one is nested.", missing=True),
        _truth("negated", "True if the cue is negated: “did not say”."),
        _CONFIDENCE,
        _number("words", "Words of the content."),
        *_PLACE,
    ),
    "positions": (
        _ARTICLE,
        _text("position", "Id of the position, unique in its article."),
        _text("actor", "Id of the actor who holds it.", missing=True),
        _text("actor_name", "Name of that actor.", missing=True),
        _text("side", "Id of the actor whose side the holder is on.", missing=True),
        _text("side_name", "Name of that side.", missing=True),
        _text("type", "What the holder does.", allowed=PositionType),
        _text("event_type", "PLOVER event type.", missing=True, allowed=PloverType),
        _text("mode", "PLOVER mode.", missing=True),
        _text("issue", "What it is about: the same for all positions on it.", missing=True),
        _text("issue_words", "Words for the issue in this position.", missing=True),
        _text("recipients", "Names of those it is directed at, joined by “; ”.", missing=True),
        _text("condition", "Words of the condition it depends on.", missing=True),
        _truth("negated", "True if the holder is said not to do it."),
        _text("attribution", "Id of the attribution that reports it.", missing=True),
        _text("source", "Words that name its source; none: the writer says it.", missing=True),
        _text("source_name", "Name of the actor who is its source.", missing=True),
        _text("evidence", "Words that it rests on."),
        _CONFIDENCE,
        *_PLACE,
    ),
    "meetings": (
        _ARTICLE,
        _text("meeting", "Id of the meeting, unique in its article."),
        _text("name", "Name or description.", missing=True),
        _text("place", "Place.", missing=True),
        _text("participants", "Names of the participants, joined by “; ”.", missing=True),
        _text("format", "PLOVER's mode of CONSULT.", missing=True, allowed=MeetingFormat),
        _text("start_date", "First day, as precise as known (2012-06).", missing=True),
        _text("end_date", "Last day, as precise as known.", missing=True),
        _text("date", "The same in EDTF (ISO 8601-2), with its uncertainty.", missing=True),
        Column("precision", "string", "How precise the first day is.", allowed=_PRECISIONS),
        _text("status", "Whether it took place.", allowed=MeetingStatus),
        _text("duration", "Duration as a TIMEX3 value (P2D).", missing=True),
        _number(
            "order",
            "Rank in time, from 1. Equal ranks: the order is not known, or the same day. "
            "Meetings of which nothing is known come last.",
        ),
        _text("before", "Ids of meetings that it preceded, joined by “; ”.", missing=True),
        _text("derivation", "How the date was reached, in words."),
        _text("contradictions", "What in the article disagrees, joined by “; ”.", missing=True),
        _text("evidence", "Words that it rests on; parts are joined by “ … ”."),
        _CONFIDENCE,
        *_PLACE,
    ),
    "time_expressions": (
        _ARTICLE,
        _text("time_expression", "Id of the expression, unique in its article."),
        _text("text", "Its words."),
        _text("type", "TIMEX3 type.", allowed=TimexType),
        _text("value", "TIMEX3 value."),
        _text("mod", "TIMEX3 mod.", missing=True),
        _text("anchor", "What it was reckoned from: a date or another's id.", missing=True),
        _text("derivation", "How the value was reached, in words."),
        *_PLACE,
    ),
    "sentences": (
        _ARTICLE,
        _number("sentence", "Number of the sentence in its article, from 1."),
        _text("text", "Its words."),
        _number("words", "How many words it has."),
        *_PLACE,
    ),
    "corrections": (
        _ARTICLE,
        _number("correction", "Place of the correction in its file, from 1."),
        _number("line", "Line in its file; 0 if it comes from no file."),
        _text("layer", "What it is about.", allowed=CorrectionLayer),
        _text("action", "What the analyst does.", allowed=CorrectionAction),
        _text("status", "What became of it.", allowed=CorrectionStatus),
        _text("record", "Id of the actor, position, ... corrected.", missing=True),
        _text("words", "Words that the correction quotes."),
        _text("changes", "What it changed, accepted, added or took away.", missing=True),
        _text("detail", "Why it was not carried out, or what to look at.", missing=True),
        _text("note", "The analyst's reason.", missing=True),
        _text("fingerprint", "Hash of what the correction says."),
        *_PLACE,
    ),
}
"""The declared columns of each table, in order."""


@lru_cache
def schema(table: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a table: these columns, in this order, and no others."""
    return schema_of(table, COLUMNS[table])


def schema_of(table: str, columns: Sequence[Column]) -> pa.DataFrameSchema:
    """Return the pandera schema of `columns`, in this order, and no others."""
    return pa.DataFrameSchema(
        {column.name: column.schema() for column in columns},
        index=pa.Index("int64"),
        strict=True,
        ordered=True,
        name=table,
    )


def check(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` if it is what is declared for `table`.

    Raises
    ------
    AnnotationError
        If a column is missing, unknown, of another type, or holds a value that is not allowed.
    """
    return check_against(schema(table), frame)


def check_against(declared: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` if it is what the schema declares; raise as :func:`check` does."""
    try:
        declared.validate(frame)
    except (pandera.errors.SchemaError, pandera.errors.SchemaErrors) as error:
        raise AnnotationError(
            "a table breaks its declared columns",
            where=declared.name,
            found=str(error).splitlines()[0],
            allowed=", ".join(declared.columns),
        ) from error
    return frame


def articles_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of articles."""
    return _table("articles", annotations, _article_rows)


def actors_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of actors; a row's words are the actor's first mention."""
    return _table("actors", annotations, _actor_rows)


def attributions_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of attributions; a row's words go from its first part to its last."""
    return _table("attributions", annotations, _attribution_rows)


def positions_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of positions; a row's words are its evidence."""
    return _table("positions", annotations, _position_rows)


def meetings_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of meetings; a row's words are its first evidence."""
    return _table("meetings", annotations, _meeting_rows)


def time_expressions_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of time expressions."""
    return _table("time_expressions", annotations, _time_expression_rows)


def corrections_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of an analyst's corrections; a row's words are those quoted, if found."""
    return _table("corrections", annotations, _correction_rows)


def sentences_table(annotations: Annotations) -> pd.DataFrame:
    """Return the table of sentences."""
    return _table("sentences", annotations, _sentence_rows)


TABLES: Mapping[str, Callable[[Annotations], pd.DataFrame]] = {
    "articles": articles_table,
    "actors": actors_table,
    "attributions": attributions_table,
    "positions": positions_table,
    "meetings": meetings_table,
    "time_expressions": time_expressions_table,
    "sentences": sentences_table,
    "corrections": corrections_table,
}
"""Every table by its name."""


def _table(
    name: str, annotations: Annotations, rows: Callable[[Annotation], Iterator[Row]]
) -> pd.DataFrame:
    each = [annotations] if isinstance(annotations, Annotation) else annotations
    found = [row for annotation in each for row in rows(annotation)]
    data = {
        column.name: pd.Series(
            [_value(row[column.name], column) for row in found],
            dtype=pd.StringDtype() if column.dtype == "string" else column.dtype,
        )
        for column in COLUMNS[name]
    }
    return check(name, pd.DataFrame(data))


def _value(value: object, column: Column) -> object:
    """Return the value of a cell; an empty text is a missing one where one may be missing."""
    return pd.NA if value is None or (value == "" and column.nullable) else value


class _Names:
    """Names and sides of the actors of one annotation, by id."""

    def __init__(self, annotation: Annotation) -> None:
        self._actors = {actor.id: actor for actor in annotation.actors}

    def name(self, actor: str | None) -> str | None:
        """Return the name of an actor, or None if there is no such actor."""
        found = self._actors.get(actor) if actor else None
        return found.name if found else None

    def names(self, actors: Iterable[str]) -> str:
        """Return the names of several actors, each once, joined."""
        return _JOIN_NAMES.join(dict.fromkeys(filter(None, map(self.name, actors))))

    def side(self, actor: str | None) -> str | None:
        """Return the id of the actor whose side `actor` is on, or None."""
        found = self._actors.get(actor) if actor else None
        return found.side if found else None

    def side_name(self, actor: str | None) -> str | None:
        """Return the name of the side that `actor` is on, or None."""
        return self.name(self.side(actor))


def _place(article: Article, start: int, end: int) -> Row:
    index = article.paragraph_at(start)
    return {
        "article": article.id,
        "paragraph": 0 if index is None else index + 1,
        "start": start,
        "end": end,
    }


def _around(article: Article, spans: Iterable[Span | None]) -> Row:
    given = [span for span in spans if span is not None]
    if not given:
        return {"article": article.id, "paragraph": 0, "start": 0, "end": 0}
    return _place(article, min(span.start for span in given), max(span.end for span in given))


def _words(text: str) -> int:
    return len(_WORD.findall(text))


def _of(span: Span | None) -> str | None:
    return None if span is None else span.text


def _article_rows(annotation: Annotation) -> Iterator[Row]:
    article = annotation.article
    yield {
        **article.model_dump(exclude={"id", "text", "paragraphs"}),
        "article": article.id,
        "sha256": article.sha256 or text_sha256(article.text),
        "words": _words(article.text),
    }


def _actor_rows(annotation: Annotation) -> Iterator[Row]:
    names = _Names(annotation)
    for actor in annotation.actors:
        yield {
            **_around(annotation.article, actor.mentions[:1]),
            "actor": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "side": actor.side,
            "side_name": names.name(actor.side),
            "role": actor.role,
            "office": actor.office,
            "member_of": names.name(actor.member_of),
            "named": actor.named,
            "speaks_for": names.name(actor.speaks_for),
            "aliases": _JOIN_NAMES.join(actor.aliases),
            "mentions": len(actor.mentions),
            "key": actor.key,
            "confidence": actor.confidence,
        }


def _attribution_rows(annotation: Annotation) -> Iterator[Row]:
    names = _Names(annotation)
    for one in annotation.attributions:
        yield {
            **_around(annotation.article, (one.source, one.cue, *one.content)),
            "attribution": one.id,
            "actor": one.actor,
            "actor_name": names.name(one.actor),
            "side_name": names.side_name(one.actor),
            "source": _of(one.source),
            "cue": _of(one.cue),
            "content": _JOIN_WORDS.join(span.text for span in one.content),
            "kind": one.kind,
            "within": one.within,
            "negated": one.negated,
            "confidence": one.confidence,
            "words": sum(_words(span.text) for span in one.content),
        }


def _position_rows(annotation: Annotation) -> Iterator[Row]:
    names = _Names(annotation)
    attributions = {one.id: one for one in annotation.attributions}
    for position in annotation.positions:
        reported = attributions.get(position.attribution) if position.attribution else None
        yield {
            **_around(annotation.article, (position.evidence,)),
            "position": position.id,
            "actor": position.actor,
            "actor_name": names.name(position.actor),
            "side": names.side(position.actor),
            "side_name": names.side_name(position.actor),
            "type": position.type,
            "event_type": position.plover.event_type if position.plover else None,
            "mode": position.plover.mode if position.plover else None,
            "issue": position.issue,
            "issue_words": _of(position.issue_span),
            "recipients": names.names(position.recipients),
            "condition": _of(position.condition),
            "negated": position.negated,
            "attribution": position.attribution,
            "source": _of(reported.source) if reported else None,
            "source_name": names.name(reported.actor) if reported else None,
            "evidence": position.evidence.text,
            "confidence": position.confidence,
        }


def _meeting_rows(annotation: Annotation) -> Iterator[Row]:
    names = _Names(annotation)
    order = ranks(annotation.meetings)
    for meeting in annotation.meetings:
        yield {
            **_around(annotation.article, meeting.evidence[:1]),
            "meeting": meeting.id,
            "name": meeting.name,
            "place": meeting.place,
            "participants": names.names(meeting.participants),
            "format": meeting.format,
            "start_date": meeting.start,
            "end_date": meeting.end,
            "date": meeting.date,
            "precision": precision(meeting),
            "status": meeting.status,
            "duration": meeting.duration,
            "order": order[meeting.id],
            "before": _JOIN_NAMES.join(meeting.before),
            "derivation": meeting.derivation,
            "contradictions": _JOIN_NAMES.join(meeting.contradictions),
            "evidence": _JOIN_WORDS.join(span.text for span in meeting.evidence),
            "confidence": meeting.confidence,
        }


def _time_expression_rows(annotation: Annotation) -> Iterator[Row]:
    for one in annotation.time_expressions:
        yield {
            **_place(annotation.article, one.start, one.end),
            "time_expression": one.id,
            "text": one.text,
            "type": one.type,
            "value": one.value,
            "mod": one.mod,
            "anchor": one.anchor,
            "derivation": one.derivation,
        }


def _correction_rows(annotation: Annotation) -> Iterator[Row]:
    for one in annotation.corrections:
        yield {
            **_around(annotation.article, (one.span,)),
            "correction": one.number,
            "line": one.line or 0,
            "layer": one.layer,
            "action": one.action,
            "status": one.status,
            "record": one.record,
            "words": one.exact,
            "changes": one.changes,
            "detail": one.detail,
            "note": one.note,
            "fingerprint": one.fingerprint,
        }


def _sentence_rows(annotation: Annotation) -> Iterator[Row]:
    number = 0
    for sentence in annotation.sentences:
        text = annotation.article.text[sentence.start : sentence.end]
        if not _words(text):  # a lone bullet or rule
            continue
        number += 1
        yield {
            **_place(annotation.article, sentence.start, sentence.end),
            "sentence": number,
            "text": text,
            "words": _words(text),
        }
