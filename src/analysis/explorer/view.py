"""What the explorer shows, as plain JSON: texts, sides, and one item for each thing found.

The widget's script only draws this. Spans are code points of the article's text, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from analysis.charts.style import NEUTRAL, side_styles
from analysis.display.markup import direction
from analysis.explorer.editing import can_correct, fields, values_of
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    Meeting,
    Paragraph,
    Position,
    Span,
    TimeExpression,
)
from analysis.summaries import Digest
from analysis.summaries.dates import parse_period

LAYERS = ("actors", "positions", "meetings", "statements", "dates")

_CORRECTED = {
    "accept": "confirmed by the analyst",
    "edit": "corrected by the analyst",
    "add": "added by the analyst",
    "merge": "corrected by the analyst",
    "split": "corrected by the analyst",
}

Item = dict[str, Any]
Fact = tuple[str, str | None]


def view_of(digest: Digest) -> dict[str, Any]:
    """Return all that the explorer shows of the articles of `digest`.

    The keys: ``articles`` (title, paragraphs with their place and text), ``sides`` (name and
    colour, as in the charts), ``items`` (one for each thing found: layer, title, type, sides,
    actors, confidence, facts, spans, values), ``editable`` and ``addable`` (what the form of each
    layer asks for; None where corrections could not be written).
    """
    styles = side_styles(digest.sides)
    writable = bool(digest.annotations) and all(map(can_correct, digest.annotations))
    forms = fields(digest.annotations) if writable else None
    return {
        "articles": [_article(annotation.article) for annotation in digest.annotations],
        "sides": [{"name": side, "colour": styles[side].colour} for side in digest.sides],
        "neutral": NEUTRAL,
        "editable": forms,
        "addable": forms,
        "items": [
            item
            for number, annotation in enumerate(digest.annotations)
            for item in _Items(number, annotation, digest.members).all()
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    paragraphs = article.paragraphs
    if not paragraphs and article.text.strip():
        paragraphs = (Paragraph(start=0, end=len(article.text)),)
    return {
        "id": article.id,
        "title": article.title or article.id,
        "published": article.published,
        "language": article.language or "",
        "paragraphs": [
            {
                "number": number,
                "kind": paragraph.kind,
                "start": paragraph.start,
                "text": _shown(article.text[paragraph.start : paragraph.end]),
                "direction": direction(article.text[paragraph.start : paragraph.end]),
            }
            for number, paragraph in enumerate(paragraphs, start=1)
        ],
    }


def _shown(text: str) -> str:
    """Return `text` with lone surrogates, which JSON's UTF-8 cannot hold, replaced one by one."""
    return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)


class _Items:
    """The items of one annotation."""

    def __init__(
        self, number: int, annotation: Annotation, members: Mapping[tuple[str, str], str]
    ) -> None:
        self._number = number
        self._annotation = annotation
        self._members = members
        self._actors = {actor.id: actor for actor in annotation.actors}
        self._reports = {report.id: report for report in annotation.attributions}
        self._corrected = {
            outcome.record: outcome.action
            for outcome in annotation.corrections
            if outcome.record and outcome.status == "applied"
        }

    def all(self) -> Iterator[Item]:
        """Yield the items of every layer, each in text order."""
        annotation = self._annotation
        yield from (self._actor(actor) for actor in annotation.actors)
        yield from (self._position(position) for position in annotation.positions)
        yield from (self._meeting(meeting) for meeting in annotation.meetings)
        yield from (self._statement(report) for report in annotation.attributions)
        yield from (self._date(expression) for expression in annotation.time_expressions)

    def _name(self, actor: str | None) -> str | None:
        return self._actors[actor].name if actor in self._actors else None

    def _side(self, actor: str | None) -> str | None:
        return self._members.get((self._annotation.article.id, actor or ""))

    def _item(
        self,
        identity: str,
        layer: str,
        title: str,
        spans: Iterable[Span | None],
        facts: Iterable[Fact],
        *,
        kind: str,
        actors: Iterable[str | None] = (),
        confidence: float | None = None,
    ) -> Item:
        places = sorted({(span.start, span.end) for span in spans if span is not None})
        named = [name for name in (self._name(actor) for actor in actors) if name]
        sides = [side for side in (self._side(actor) for actor in actors) if side]
        return {
            "key": f"{self._number}:{identity}",
            "id": identity,
            "article": self._number,
            "layer": layer,
            "title": _shown(title),
            "type": kind,
            "actors": list(dict.fromkeys(map(_shown, named))),
            "sides": list(dict.fromkeys(map(_shown, sides))),
            "confidence": confidence,
            "facts": [[label, _shown(value)] for label, value in facts if value],
            "spans": [list(place) for place in places],
            "values": values_of(self._annotation, layer, identity),
            "corrected": _CORRECTED.get(self._corrected.get(identity, ""), ""),
        }

    def _actor(self, actor: Actor) -> Item:
        facts: list[Fact] = [
            ("Role", actor.role),
            ("Office", actor.office),
            ("Side", self._side(actor.id)),
            ("Member of", self._name(actor.member_of)),
            ("Speaks for", self._name(actor.speaks_for)),
            ("Also called", ", ".join(actor.aliases)),
            ("Mentions", str(len(actor.mentions))),
        ]
        return self._item(
            actor.id,
            "actors",
            actor.name,
            actor.mentions,
            facts,
            kind=actor.kind,
            actors=[actor.id],
            confidence=actor.confidence,
        )

    def _position(self, position: Position) -> Item:
        report = self._reports.get(position.attribution or "")
        source = _words(report.source) if report else None
        holder = self._name(position.actor) or "Someone"
        what = position.issue or _words(position.issue_span) or ""
        verb = f"{'not ' if position.negated else ''}{position.type}"
        facts: list[Fact] = [
            ("Holder", self._name(position.actor)),
            ("Issue", position.issue),
            ("Towards", ", ".join(filter(None, map(self._name, position.recipients)))),
            ("Condition", _words(position.condition)),
            ("Who says so", source or "the article's writer"),
            ("Words", _words(position.evidence)),
            ("PLOVER", _plover(position)),
        ]
        return self._item(
            position.id,
            "positions",
            f"{holder}: {verb}{f' · {what}' if what else ''}",
            (position.evidence,),
            facts,
            kind=position.type,
            actors=[position.actor],
            confidence=position.confidence,
        )

    def _meeting(self, meeting: Meeting) -> Item:
        period = parse_period(meeting.date or meeting.start)
        when = period.words if period else "date not known"
        name = meeting.name or "Meeting"
        said = any(part.strip() in name for part in (meeting.place or "").split(","))
        where = f" in {meeting.place}" if meeting.place and not said else ""
        before = ", ".join(meeting.before)
        facts: list[Fact] = [
            ("When", when),
            ("How reckoned", meeting.derivation),
            ("Place", meeting.place),
            ("Participants", ", ".join(filter(None, map(self._name, meeting.participants)))),
            ("Before", before),
            ("Contradictions", "; ".join(meeting.contradictions)),
            ("Words", " … ".join(" ".join(span.text.split()) for span in meeting.evidence)),
        ]
        return self._item(
            meeting.id,
            "meetings",
            f"{name[:1].upper()}{name[1:]}{where}, {when}",
            meeting.evidence,
            facts,
            kind=meeting.status,
            actors=meeting.participants,
            confidence=meeting.confidence,
        )

    def _statement(self, report: Attribution) -> Item:
        content = " … ".join(" ".join(span.text.split()) for span in report.content)
        source = self._name(report.actor) or _words(report.source) or "No source named"
        facts: list[Fact] = [
            ("Source", _words(report.source)),
            ("Cue", _words(report.cue)),
            ("Content", content),
            ("Negated", "yes" if report.negated else None),
        ]
        return self._item(
            report.id,
            "statements",
            f"{source}: {content}",
            (report.source, report.cue, *report.content),
            facts,
            kind=report.kind,
            actors=[report.actor],
            confidence=report.confidence,
        )

    def _date(self, expression: TimeExpression) -> Item:
        facts: list[Fact] = [
            ("Value", expression.value),
            ("How reckoned", expression.derivation),
            ("Modifier", expression.mod),
        ]
        return self._item(
            expression.id,
            "dates",
            f"{' '.join(expression.text.split())} → {expression.value}",
            (expression.span,),
            facts,
            kind=expression.type,
        )


def _words(span: Span | None) -> str | None:
    return " ".join(span.text.split()) if span is not None else None


def _plover(position: Position) -> str | None:
    if position.plover is None:
        return None
    mode = position.plover.mode
    return f"{position.plover.event_type}{f', {mode}' if mode else ''}"
