"""What a correction did, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.corrections.draft import Draft, Item, shown
from analysis.model import (
    Actor,
    Attribution,
    Meeting,
    Plover,
    Position,
    Span,
    TimeExpression,
)

# What is said of each kind of record, and under which name.
_FIELDS: Mapping[type[Item], Mapping[str, str]] = {
    Actor: {
        "name": "name", "kind": "kind", "side": "side", "role": "role", "office": "office",
        "member_of": "member of", "speaks_for": "speaks for", "named": "named",
        "aliases": "also called", "mentions": "mentions",
    },
    Attribution: {
        "source": "source", "cue": "cue", "actor": "actor", "content": "content", "kind": "kind",
        "negated": "negated",
    },
    Position: {
        "type": "type", "actor": "holder", "issue": "issue", "issue_span": "words for the issue",
        "condition": "condition", "negated": "negated", "recipients": "recipients",
        "attribution": "attribution", "evidence": "evidence",
    },
    Meeting: {
        "name": "name", "place": "place", "participants": "participants", "format": "format",
        "date": "date", "status": "status", "duration": "duration", "evidence": "evidence",
    },
    TimeExpression: {"value": "value", "type": "type", "mod": "mod"},
}  # fmt: skip
_ACTORS = {"side", "member_of", "speaks_for", "actor", "participants", "recipients"}


def changes(draft: Draft, before: Item, after: Item) -> str:
    """Return what differs between two states of a record: "type: demand → offer"."""
    parts = []
    for field, name in _FIELDS[type(before)].items():
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            parts.append(f"{name}: {_value(draft, field, old)} → {_value(draft, field, new)}")
    return "; ".join(parts)


def summary(draft: Draft, record: Item) -> str:
    """Return what a record says, in short."""
    match record:
        case Actor():
            return f"{record.name}, {record.kind}"
        case Attribution():
            return draft.name(record.actor) or (
                record.source.text if record.source else "no source"
            )
        case Position():
            about = f" on {record.issue}" if record.issue else ""
            return f"{draft.describe(record)}{about}"
        case Meeting():
            parts = (record.name, record.place, record.date or "no date", record.status)
            return ", ".join(filter(None, parts))
        case TimeExpression():
            return record.value


def _value(draft: Draft, field: str, value: object) -> str:
    if value is None or value == () or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Span):
        return f"“{shown(value.text, 60)}”"
    if isinstance(value, Plover):
        return value.event_type
    if field == "mentions" and isinstance(value, tuple):
        return str(len(value))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(_value(draft, field, one) for one in value)
    return (draft.name(str(value)) or str(value)) if field in _ACTORS else shown(str(value), 80)
