"""Positions and meetings as PLOVER events, one JSON object a line.

Field names are those of the PLOVER manual's chapter "Data Fields" (Open Event Data Alliance,
PLOVER 2021-23): id, date, enddate, actor, recipient, event, mode, event_text, event_loc, text_info,
cite_info; everything beyond them is in ``comment``. An actor's ``code`` is the ISO 3166-1 alpha-3
code of its state where the state is known, and left out otherwise.

PLOVER wants the day of an event. A position has that of its article; a meeting its own, and only
those known to the day become events. ``expect`` has no PLOVER type, a negated position is not the
event, and the article's words are not given whole: PLOVER asks for the rights to them. All that is
left out is listed in ``Exported.left_out``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from analysis import __version__
from analysis.exports import Exported
from analysis.model import Actor, Annotation, Meeting, Position, Span
from analysis.reference.country_codes import alpha_3

_STATUSES = {"held", "ongoing"}


def write(annotations: Sequence[Annotation]) -> Exported:
    """Return the events of all articles as JSON lines, in the order of the articles."""
    events: list[dict[str, Any]] = []
    left_out: list[str] = []
    for annotation in annotations:
        for position in annotation.positions:
            _add(events, left_out, annotation, position.id, _position_event(annotation, position))
        for meeting in annotation.meetings:
            _add(events, left_out, annotation, meeting.id, _meeting_event(annotation, meeting))
    lines = (json.dumps(event, ensure_ascii=False) for event in events)
    return Exported(
        "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), tuple(left_out)
    )


def _add(
    events: list[dict[str, Any]],
    left_out: list[str],
    annotation: Annotation,
    name: str,
    event: dict[str, Any] | str,
) -> None:
    if isinstance(event, str):
        left_out.append(f"{annotation.article.id}, {name}: {event}")
    else:
        events.append(event)


def _position_event(annotation: Annotation, position: Position) -> dict[str, Any] | str:
    """Return the event, or in words why there is none."""
    published = annotation.article.published
    if position.plover is None:
        return f"PLOVER has no type for {position.type!r}"
    if position.negated:
        return "it is said not to have happened"
    if position.actor is None:
        return "its holder is not known"
    if published is None:
        return "the article has no date of publication"
    actors = {actor.id: actor for actor in annotation.actors}
    return {
        "id": f"{annotation.article.id}-{position.id}",
        "date": published,
        "actor": _entities(actors, [position.actor]),
        "recipient": _entities(actors, position.recipients),
        "event": [position.plover.event_type],
        "mode": [position.plover.mode] if position.plover.mode else [],
        **_source(annotation, [position.evidence]),
        "comment": _comment(
            {
                "type": position.type,
                "issue": position.issue,
                "condition": position.condition.text if position.condition else None,
                "confidence": position.confidence,
                "date": "of publication; the event was reported then",
            }
        ),
    }


def _meeting_event(annotation: Annotation, meeting: Meeting) -> dict[str, Any] | str:
    if meeting.status not in _STATUSES:
        return f"the meeting is {meeting.status}"
    if not meeting.start or len(meeting.start) != 10:
        return f"its day is not known ({meeting.start or 'no date'})"
    actors = {actor.id: actor for actor in annotation.actors}
    if not meeting.participants:
        return "its participants are not known"
    event = {
        "id": f"{annotation.article.id}-{meeting.id}",
        "date": meeting.start,
        # Without a clear host and visitor all who take part are actors (manual, CONSULT).
        "actor": _entities(actors, meeting.participants),
        "recipient": [],
        "event": ["CONSULT"],
        "mode": [meeting.format] if meeting.format else [],
        **_source(annotation, meeting.evidence),
        "comment": _comment({"status": meeting.status, "date": meeting.derivation}),
    }
    if meeting.end and len(meeting.end) == 10 and meeting.end != meeting.start:
        event["enddate"] = meeting.end
    if meeting.place:
        event["event_loc"] = {"extracted_place": meeting.place}
    return event


def _entities(actors: Mapping[str, Actor], ids: Iterable[str]) -> list[dict[str, Any]]:
    return [_entity(actors, actors[one]) for one in dict.fromkeys(ids) if one in actors]


def _entity(actors: Mapping[str, Actor], actor: Actor) -> dict[str, Any]:
    entity = {
        "code": _code(actors, actor),
        "entity_text": actor.mentions[0].text if actor.mentions else actor.name,
        "identifier_id": actor.key or None,
        "identifier_text": actor.name,
        "office": actor.office,
    }
    return {name: value for name, value in entity.items() if value is not None}


def _code(actors: Mapping[str, Actor], actor: Actor) -> str | None:
    """Return the code of the actor's state: its own, or that of whom it speaks for or stands by."""
    for one in _related(actors, actor):
        if one.key.startswith("state:"):
            return alpha_3(one.key.removeprefix("state:"))
    return None


def _related(actors: Mapping[str, Actor], actor: Actor) -> Iterator[Actor]:
    yield actor
    for other in (actor.speaks_for, actor.side):
        if other is not None and other in actors:
            yield actors[other]


def _source(annotation: Annotation, spans: Sequence[Span]) -> dict[str, Any]:
    article = annotation.article
    cited = {
        "citation": article.id,
        "url": article.url,
        "title": article.title,
        "language": (article.language or "en")[:2],
        "publication": article.publisher,
        "coder": f"parley-reports {__version__}",
        "codebook": "plover",
    }
    return {
        "event_text": [span.text for span in spans],
        "text_info": {"start": spans[0].start, "end": spans[-1].end},
        "cite_info": {name: value for name, value in cited.items() if value},
    }


def _comment(facts: Mapping[str, object]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in facts.items() if value is not None)
