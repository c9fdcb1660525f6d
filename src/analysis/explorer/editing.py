"""What an analyst does in the explorer, as corrections in the article's file.

The widget sends plain messages; here they become corrections, anchored by the words of what they
are about, and are checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from pydantic import ValidationError

from analysis.corrections import (
    Corrections,
    add,
    add_at,
    apply,
    corrections_path,
    load,
)
from analysis.corrections import correct as make
from analysis.corrections.model import BaseCorrection
from analysis.errors import CorrectionError, ParleyError
from analysis.model import (
    ActorKind,
    ActorRole,
    Annotation,
    AttributionKind,
    CorrectionLayer,
    CorrectionOutcome,
    MeetingStatus,
    PositionType,
    Span,
    TimexType,
)

Field = dict[str, Any]
Message = Mapping[str, Any]

_LAYERS: dict[str, CorrectionLayer] = {
    "actors": "actor",
    "positions": "position",
    "meetings": "meeting",
    "statements": "attribution",
    "dates": "date",
}
# Keys that hold several values, which the form shows joined.
_LISTS = {"participants", "recipients"}
_ALLOWED = "accept, reject, edit or add, on an item or words of the article"


def fields(annotations: tuple[Annotation, ...]) -> dict[str, list[Field]]:
    """Return, for each layer, what the form asks for: key, label and, where fixed, the choices."""
    names = sorted({actor.name for one in annotations for actor in one.actors})
    return {
        "actors": [
            _field("name", "Name"),
            _field("kind", "Kind", get_args(ActorKind)),
            _field("side", "Side", names),
            _field("role", "Role", get_args(ActorRole)),
            _field("office", "Office"),
        ],
        "positions": [
            _field("type", "Type", get_args(PositionType)),
            _field("holder", "Holder", names),
            _field("issue", "Issue"),
            _field("recipients", "Towards (with ;)"),
            _field("condition", "Condition (words)"),
        ],
        "meetings": [
            _field("date", "Date (EDTF)"),
            _field("status", "Status", get_args(MeetingStatus)),
            _field("place", "Place"),
            _field("participants", "Participants (with ;)"),
            _field("name", "Name"),
        ],
        "statements": [
            _field("actor", "Speaker", names),
            _field("source", "Source (words)"),
            _field("cue", "Cue (words)"),
            _field("kind", "Kind", get_args(AttributionKind)),
        ],
        "dates": [
            _field("value", "Value (TIMEX3)"),
            _field("type", "Type", get_args(TimexType)),
        ],
    }


def _field(name: str, label: str, choices: Any = None) -> Field:
    made: Field = {"name": name, "label": label}
    if choices is not None:
        made["choices"] = list(choices)
    return made


def can_correct(annotation: Annotation, beside: Path | None = None) -> bool:
    """Tell whether there is a folder that corrections of the article could be written to."""
    try:
        corrections_path(annotation.article.id, beside=beside)
    except ParleyError:
        return False
    return True


def correct(
    annotation: Annotation, message: Message, *, beside: Path | None = None
) -> tuple[Annotation, CorrectionOutcome, Path]:
    """Carry out what the analyst asked for, and write it to the article's corrections.

    Parameters
    ----------
    annotation
        The article as shown.
    message
        ``op`` ("accept", "reject", "edit", "add"), ``layer``, ``values``; ``id`` of the item, or
        for "add" ``start`` and ``end`` in the article.
    beside
        The file of the article, beside whose project the corrections lie.

    Returns
    -------
    The annotation with the correction, what became of it, and the file that holds it.

    Raises
    ------
    CorrectionError
        If the message is no correction, or the correction cannot be carried out; nothing is
        written then.
    ParleyError
        If the file cannot be read or written.
    """
    correction = correction_of(annotation, message)
    tried = apply(annotation, Corrections(entries=(cast(Any, correction),)))
    outcome = next(one for one in tried.outcomes if one.fingerprint == correction.fingerprint())
    if outcome.status not in ("applied", "needless"):
        raise CorrectionError(f"not corrected: {outcome.detail or outcome.status}")
    path = add(annotation.article.id, correction, beside=beside)
    written = load(annotation.article.id, path)
    whole = written.corrections if written else Corrections()
    return apply(annotation, whole).annotation, outcome, path


def correction_of(annotation: Annotation, message: Message) -> BaseCorrection:
    """Return the correction that a message asks for.

    Raises
    ------
    ParleyError
        If there is no such item, or a value is not allowed.
    """
    layer, action = message.get("layer"), message.get("op")
    if layer not in _LAYERS or action not in ("accept", "reject", "edit", "add"):
        raise CorrectionError("no correction", found=[action, layer], allowed=_ALLOWED)
    values = _values(message.get("values") or {})
    try:
        if action == "add":
            return add_at(annotation, _LAYERS[layer], *_place(annotation, message), **values)
        return make(annotation, str(message.get("id")), action, **values)
    except ValidationError as error:
        first = error.errors()[0]
        raise CorrectionError(
            first["msg"].removeprefix("Value error, "),
            where=".".join(str(part) for part in first["loc"]) or None,
            found=first["input"] if first["loc"] else None,
        ) from error
    except TypeError as error:  # a name that the functions themselves use ("record")
        raise CorrectionError("no correction", found=sorted(values), allowed=_ALLOWED) from error


def values_of(annotation: Annotation, layer: str, identity: str) -> dict[str, str]:
    """Return what the form shows at first for an item."""
    item: Any = _item(annotation, layer, identity)
    names = {actor.id: actor.name for actor in annotation.actors}
    keys = {field["name"] for field in fields((annotation,))[layer]}
    found: dict[str, str] = {}
    for key in keys:
        value = getattr(item, "actor" if key == "holder" else key, None)
        if key in _LISTS:
            found[key] = "; ".join(names[one] for one in value or () if one in names)
        elif key in ("side", "actor", "holder"):
            found[key] = names.get(value or "", "")
        elif isinstance(value, Span):
            found[key] = " ".join(value.text.split())
        else:
            found[key] = str(value) if value is not None else ""
    return found


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's values as corrections have them."""
    return {
        key: tuple(part.strip() for part in str(value).split(";") if part.strip())
        if key in _LISTS
        else value
        for key, value in given.items()
    }


def _item(annotation: Annotation, layer: str, identity: object) -> Any:
    records: Any = {
        "actors": annotation.actors,
        "positions": annotation.positions,
        "meetings": annotation.meetings,
        "statements": annotation.attributions,
        "dates": annotation.time_expressions,
    }[layer]
    for record in records:
        if record.id == identity:
            return record
    raise CorrectionError("no such item", found=identity, allowed=f"an id of {layer}")


def _place(annotation: Annotation, message: Message) -> tuple[int, int]:
    start, end = message.get("start"), message.get("end")
    length = len(annotation.article.text)
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= length:
        raise CorrectionError(
            "no words of the article", found=[start, end], allowed=f"0 to {length}"
        )
    return start, end
