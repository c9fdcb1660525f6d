"""Corrections of meetings and of expressions of time."""

from __future__ import annotations

from analysis.corrections.anchors import Place, Selector
from analysis.corrections.draft import (
    Anchor,
    Draft,
    UndoneError,
    date_words,
    insert,
    meeting_words,
    shown,
)
from analysis.corrections.model import DateCorrection, MeetingCorrection
from analysis.corrections.values import checked_edtf, first_and_last, timex_type
from analysis.model import Meeting, Span, TimeExpression

BY_ANALYST = "as an analyst has it"


def add_meeting(draft: Draft, correction: MeetingCorrection, place: Place) -> Meeting:
    """Add a meeting; one that the program finds in the very words is edited instead.

    Raises
    ------
    UndoneError
        If words or an actor that the correction names are not to be found.
    """
    known = [
        one
        for one in draft.meetings.values()
        if (place.start, place.end) in meeting_words(one)
        and correction.status == one.status
        and correction.date in (None, one.date)
    ]
    if len(known) == 1:
        return edit_meeting(draft, known[0], correction, place)
    if correction.status is None:  # the model does not allow it
        raise UndoneError("no target", "status: nothing is given")
    made = Meeting(
        id=draft.new_id("m"),
        status=correction.status,
        evidence=(draft.span(place),),
        derivation=BY_ANALYST if correction.date else "no date is given",
    )
    changed = _edited(draft, made, correction, place)
    insert(draft.meetings, changed, lambda one: next(meeting_words(one)))
    return changed


def edit_meeting(
    draft: Draft, one: Meeting, correction: MeetingCorrection, place: Place
) -> Meeting:
    """Give a meeting what the analyst gives it.

    Raises
    ------
    UndoneError
        If words or an actor that the correction names are not to be found, or no words are left
        that the meeting rests on.
    """
    changed = _edited(draft, one, correction, place)
    draft.meetings[one.id] = changed
    return changed


def merge_meeting(
    draft: Draft, one: Meeting, correction: MeetingCorrection, place: Place
) -> Meeting:
    """Make one meeting part of another, which keeps what it knows, and return the other.

    Raises
    ------
    UndoneError
        If the other is not to be found.
    """
    words = correction.into
    if words is None:  # the model does not allow it
        raise UndoneError("no target", "into: nothing is given")
    near = draft.near(words, "into", place)
    anchor = Anchor(words, (Place(near.start, near.end),))
    into = draft.target(draft.meetings, anchor, meeting_words, "meeting", None)
    if into.id == one.id:
        return into
    undated = into.date is None and into.start is None
    dated = one if undated else into
    evidence = sorted({*into.evidence, *one.evidence}, key=lambda span: (span.start, span.end))
    whole = into.model_copy(
        update={
            "evidence": tuple(evidence),
            "participants": tuple(dict.fromkeys([*into.participants, *one.participants])),
            "name": into.name or one.name,
            "place": into.place or one.place,
            "format": into.format or one.format,
            "duration": into.duration or one.duration,
            **{name: getattr(dated, name) for name in ("start", "end", "date", "derivation")},
            "before": _without((*into.before, *one.before), {one.id, into.id}),
            "confidence": 1.0,
        }
    )
    del draft.meetings[one.id]
    draft.meetings[into.id] = whole
    _replace(draft, one.id, into.id)
    return whole


def remove_meeting(draft: Draft, one: Meeting) -> None:
    """Take a meeting away; those before it are then before those that it was before."""
    del draft.meetings[one.id]
    for other in list(draft.meetings.values()):
        if one.id in other.before:
            later = _without((*other.before, *one.before), {one.id, other.id})
            draft.meetings[other.id] = other.model_copy(update={"before": later})


def add_date(draft: Draft, correction: DateCorrection, place: Place) -> TimeExpression:
    """Add an expression of time; one that the program finds in the very words is edited instead."""
    for known in draft.dates.values():
        if (known.start, known.end) == (place.start, place.end):
            return edit_date(draft, known, correction)
    span = draft.span(place)
    value = correction.value or ""
    made = TimeExpression(
        id=draft.new_id("t"),
        start=span.start,
        end=span.end,
        text=span.text,
        type=correction.type or timex_type(value),
        value=value,
        mod=correction.mod or None,
        derivation=f"“{shown(span.text)}”, {BY_ANALYST} → {value}",
    )
    insert(draft.dates, made, lambda one: next(date_words(one)))
    return made


def edit_date(draft: Draft, one: TimeExpression, correction: DateCorrection) -> TimeExpression:
    """Give an expression of time another value; meetings dated by it follow."""
    value = one.value if correction.value is None else correction.value
    kind = correction.type or (one.type if value == one.value else timex_type(value))
    changed = one.model_copy(
        update={
            "value": value,
            "type": kind,
            "mod": one.mod if correction.mod is None else correction.mod or None,
        }
    )
    if changed != one:
        changed = changed.model_copy(
            update={
                "anchor": one.anchor if value == one.value else None,
                "derivation": f"“{shown(one.text)}”, {BY_ANALYST} (the program: {one.value}) "
                f"→ {value}",
            }
        )
    draft.dates[one.id] = changed
    if value != one.value:
        for meeting in dated_by(draft, one):
            _follow(draft, meeting, one, value)
    return changed


def remove_date(draft: Draft, one: TimeExpression) -> None:
    """Take an expression of time away; others that were reckoned from it have no anchor."""
    del draft.dates[one.id]
    for other in list(draft.dates.values()):
        if other.anchor == one.id:
            draft.dates[other.id] = other.model_copy(update={"anchor": None})


def dated_by(draft: Draft, expression: TimeExpression) -> list[Meeting]:
    """Return the meetings whose first or last day was reckoned from an expression of time.

    Such a meeting has the expression's value as its day, its derivation quotes the expression, and
    it rests on words of the same sentence.
    """
    return [
        meeting
        for meeting in draft.meetings.values()
        if expression.value in (meeting.start, meeting.end)
        and " ".join(expression.text.split()) in meeting.derivation
        and any(
            draft.same_sentence((expression.start, expression.end), words)
            for words in meeting_words(meeting)
        )
    ]


def _follow(draft: Draft, meeting: Meeting, expression: TimeExpression, value: str) -> None:
    """Give a meeting the new day of the expression that dated it, if its date is plain."""
    old = expression.value
    start = value if meeting.start == old else meeting.start
    end = value if meeting.end == old else meeting.end
    if meeting.date not in (old, f"{meeting.start}/{meeting.end}"):
        return
    edtf = value if start == end else f"{start}/{end}"
    try:
        checked_edtf(edtf)
    except ValueError:
        return
    draft.meetings[meeting.id] = meeting.model_copy(
        update={
            "start": start,
            "end": end,
            "date": edtf,
            "derivation": f"“{shown(expression.text)}” → {value}, {BY_ANALYST} "
            f"(the program: {old})",
            "contradictions": (),
        }
    )


def _edited(draft: Draft, one: Meeting, correction: MeetingCorrection, place: Place) -> Meeting:
    values: dict[str, object] = {"confidence": 1.0}
    for name in ("name", "place", "format", "duration"):
        if (given := getattr(correction, name)) is not None:
            values[name] = given or None
    if correction.status is not None:
        values["status"] = correction.status
    if correction.participants is not None:
        ids = [draft.actor(who, "participants").id for who in correction.participants]
        values["participants"] = tuple(dict.fromkeys(ids))
    if correction.date is not None and correction.date != (one.date or ""):
        start, end = first_and_last(correction.date)
        found = f" (the program: {one.date})" if one.date else ""
        values |= {
            "date": correction.date or None,
            "start": start,
            "end": end,
            "derivation": f"{correction.date or 'no date'}, {BY_ANALYST}{found}",
            "contradictions": (),
        }
    values["evidence"] = _evidence(draft, one, correction, place)
    return one.model_copy(update=values)


def _evidence(
    draft: Draft, one: Meeting, correction: MeetingCorrection, place: Place
) -> tuple[Span, ...]:
    def quoted(key: str, given: tuple[Selector, ...] | None) -> list[Span]:
        return [draft.near(words, key, place) for words in given or ()]

    without = quoted("without", correction.without)
    spans = dict.fromkeys([*one.evidence, *quoted("also", correction.also)])
    kept = [span for span in spans if span not in without]
    if not kept:
        raise UndoneError("no target", "without: no words are left that the meeting rests on")
    return (
        tuple(sorted(kept, key=lambda span: (span.start, span.end)))
        if without or (correction.also)
        else one.evidence
    )


def _without(ids: tuple[str, ...], left_out: set[str]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(ids) if one not in left_out)


def _replace(draft: Draft, old: str, new: str) -> None:
    """Let all that refers to the meeting `old` refer to `new`."""
    for other in list(draft.meetings.values()):
        if old in other.before:
            later = tuple(new if one == old else one for one in other.before)
            draft.meetings[other.id] = other.model_copy(
                update={"before": _without(later, {other.id})}
            )
