"""Corrections of attributions and positions: who says what, and who wants what."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.corrections.anchors import Place, Selector
from analysis.corrections.draft import (
    Draft,
    Stretch,
    UndoneError,
    attribution_words,
    insert,
    position_words,
    shared,
)
from analysis.corrections.model import (
    ActorReference,
    AttributionCorrection,
    PositionCorrection,
)
from analysis.model import (
    Attribution,
    AttributionKind,
    Plover,
    Position,
    PositionType,
    Span,
)
from analysis.reference.plover import EVENT_TYPES

# The words of a new record and of one that the program finds itself are the same from here on.
_SAME = 0.8
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|„[^„“”]*[“”]|‘[^‘’]*’(?!\w)")


def add_attribution(draft: Draft, correction: AttributionCorrection, place: Place) -> Attribution:
    """Add an attribution; one that the program finds in the same words is edited instead.

    Raises
    ------
    UndoneError
        If words or an actor that the correction names are not to be found.
    """
    content = _content(draft, correction, place) or (draft.span(place),)
    for known in draft.attributions.values():
        if _alike(_hull(known.content), _hull(content)):
            return edit_attribution(draft, known, correction, place)
    source = _words(draft, correction.source, "source", place, None)
    if correction.actor is None:
        actor = None if source is None else draft.owner_in((source.start, source.end))
    else:
        actor = _actor(draft, correction.actor, "actor")
    made = Attribution(
        id=draft.new_id("q"),
        source=source,
        actor=actor,
        cue=_words(draft, correction.cue, "cue", place, None),
        content=content,
        kind=correction.kind or kind_of(draft.text, content),
        within=_innermost(draft, _hull(content)),
        negated=bool(correction.negated),
    )
    insert(draft.attributions, made, lambda one: next(attribution_words(one)))
    return made


def edit_attribution(
    draft: Draft, one: Attribution, correction: AttributionCorrection, place: Place
) -> Attribution:
    """Give an attribution what the analyst gives it.

    Raises
    ------
    UndoneError
        If words or an actor that the correction names are not to be found.
    """
    content = _content(draft, correction, place) or one.content
    source = _words(draft, correction.source, "source", place, one.source)
    actor = one.actor
    if correction.actor is not None:
        actor = _actor(draft, correction.actor, "actor")
    elif source != one.source:
        actor = None if source is None else draft.owner_in((source.start, source.end)) or actor
    kind = correction.kind or (one.kind if content == one.content else kind_of(draft.text, content))
    changed = one.model_copy(
        update={
            "source": source,
            "actor": actor,
            "cue": _words(draft, correction.cue, "cue", place, one.cue),
            "content": content,
            "kind": kind,
            "negated": one.negated if correction.negated is None else correction.negated,
            "confidence": 1.0,
        }
    )
    draft.attributions[one.id] = changed
    return changed


def remove_attribution(draft: Draft, one: Attribution) -> None:
    """Take an attribution away; what it held falls to the one around it."""
    del draft.attributions[one.id]
    for inner in list(draft.attributions.values()):
        if inner.within == one.id:
            draft.attributions[inner.id] = inner.model_copy(update={"within": one.within})
    for position in list(draft.positions.values()):
        if position.attribution == one.id:
            draft.positions[position.id] = position.model_copy(update={"attribution": one.within})


def kind_of(text: str, content: Iterable[Span]) -> AttributionKind:
    """Return whether all, some or nothing of the content stands in quotation marks.

    A lone mark, whose partner stands in another paragraph, does not count.
    """
    inside = outside = False
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for span in content:
        for at in range(span.start, span.end):
            if text[at].isalnum():
                if any(start <= at < end for start, end in quoted):
                    inside = True
                else:
                    outside = True
    if inside:
        return "mixed" if outside else "direct"
    return "indirect"


def add_position(draft: Draft, correction: PositionCorrection, place: Place) -> Position:
    """Add a position; one of the same type and holder in the same words is edited instead.

    Raises
    ------
    UndoneError
        If words or an actor that the correction names are not to be found.
    """
    holder = _actor(draft, correction.holder or "", "holder")
    for known in draft.positions.values():
        same = (known.type, known.actor) == (correction.type, holder)
        if same and _alike(next(position_words(known)), (place.start, place.end)):
            return edit_position(draft, known, correction, place)
    if correction.type is None:  # the model does not allow it
        raise UndoneError("no target", "type: nothing is given")
    made = Position(
        id=draft.new_id("p"),
        actor=holder,
        type=correction.type,
        plover=plover_of(correction.type),
        evidence=draft.span(place),
        attribution=_innermost(draft, (place.start, place.end)),
    )
    changed = _edited_position(draft, made, correction, place)
    insert(draft.positions, changed, lambda one: next(position_words(one)))
    return changed


def edit_position(
    draft: Draft, one: Position, correction: PositionCorrection, place: Place
) -> Position:
    """Give a position what the analyst gives it.

    Raises
    ------
    UndoneError
        If words, an actor or an attribution that the correction names are not to be found.
    """
    changed = _edited_position(draft, one, correction, place)
    draft.positions[one.id] = changed
    return changed


def plover_of(kind: PositionType) -> Plover | None:
    """Return the PLOVER code of a type of position; the mode is not known."""
    event = EVENT_TYPES[kind]
    return None if event is None else Plover(event_type=event)


def _edited_position(
    draft: Draft, one: Position, correction: PositionCorrection, place: Place
) -> Position:
    values: dict[str, object] = {"confidence": 1.0}
    if correction.type is not None and correction.type != one.type:
        values |= {"type": correction.type, "plover": plover_of(correction.type)}
    if correction.holder is not None:
        values["actor"] = _actor(draft, correction.holder, "holder")
    if correction.negated is not None:
        values["negated"] = correction.negated
    if correction.recipients is not None:
        recipients = [_actor(draft, who, "recipients") for who in correction.recipients]
        values["recipients"] = tuple(dict.fromkeys(filter(None, recipients)))
    if correction.evidence is not None:
        values["evidence"] = draft.near(correction.evidence, "evidence", place)
    issue = _words(draft, correction.issue_words, "issue_words", place, one.issue_span)
    values["issue_span"] = issue
    if correction.issue is not None:
        values["issue"] = correction.issue or None
    elif issue is not None and issue != one.issue_span:
        values["issue"] = " ".join(issue.text.split())
    values["condition"] = _words(draft, correction.condition, "condition", place, one.condition)
    if correction.attribution is not None:
        values["attribution"] = _reported_by(draft, correction.attribution, place)
    return one.model_copy(update=values)


def _reported_by(draft: Draft, words: Selector | str, place: Place) -> str | None:
    """Return the attribution whose content is quoted; None for the article's writer."""
    if isinstance(words, str):
        return None
    span = draft.near(words, "attribution", place)
    found = {
        one.id: max(shared((span.start, span.end), words) for words in attribution_words(one))
        for one in draft.attributions.values()
    }
    best = max(found.values(), default=0.0)
    ids = [identity for identity, share in found.items() if share == best]
    if best <= 0:
        raise UndoneError("no target", "attribution: none rests on these words")
    if len(ids) > 1:
        raise UndoneError("ambiguous", "attribution: more than one rests on these words")
    return ids[0]


def _actor(draft: Draft, reference: ActorReference, key: str) -> str | None:
    return None if reference == "" else draft.actor(reference, key).id


def _words(
    draft: Draft, given: Selector | str | None, key: str, place: Place, now: Span | None
) -> Span | None:
    """Return the words that a key quotes, None for the empty text, `now` for nothing given."""
    if given is None:
        return now
    return None if isinstance(given, str) else draft.near(given, key, place)


def _content(
    draft: Draft, correction: AttributionCorrection, place: Place
) -> tuple[Span, ...] | None:
    if correction.content is None:
        return None
    spans = {draft.near(words, "content", place) for words in correction.content}
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _hull(content: tuple[Span, ...]) -> Stretch:
    return content[0].start, content[-1].end


def _alike(one: Stretch, other: Stretch) -> bool:
    return shared(one, other) >= _SAME


def _innermost(draft: Draft, words: Stretch) -> str | None:
    """Return the attribution with the shortest content around these words, or None."""
    around = [
        (span.end - span.start, one.id)
        for one in draft.attributions.values()
        for span in one.content
        if span.start <= words[0] and words[1] <= span.end
    ]
    return min(around)[1] if around else None
