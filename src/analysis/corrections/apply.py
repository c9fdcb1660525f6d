"""An annotation and corrections -> the annotation as the analyst has it, and every outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from analysis.corrections import actors, events, statements
from analysis.corrections.describe import changes, summary
from analysis.corrections.draft import (
    Anchor,
    Draft,
    Item,
    UndoneError,
    attribution_words,
    date_words,
    listed,
    meeting_words,
    mention_words,
    position_words,
    shown,
)
from analysis.corrections.model import (
    ActorCorrection,
    AttributionCorrection,
    Correction,
    Corrections,
    DateCorrection,
    MeetingCorrection,
    PositionCorrection,
)
from analysis.model import Actor, Annotation, CorrectionOutcome, CorrectionStatus

AnyCorrection = TypeVar(
    "AnyCorrection",
    ActorCorrection,
    AttributionCorrection,
    PositionCorrection,
    MeetingCorrection,
    DateCorrection,
)


@dataclass(frozen=True)
class Corrected:
    """An annotation as corrected; ``outcomes`` are those of its ``corrections``, in file order."""

    annotation: Annotation
    outcomes: tuple[CorrectionOutcome, ...]

    @property
    def undone(self) -> tuple[CorrectionOutcome, ...]:
        """The outcomes of corrections that could not be carried out."""
        return tuple(one for one in self.outcomes if one.status not in ("applied", "needless"))


def apply(annotation: Annotation, corrections: Corrections) -> Corrected:
    """Return `annotation` with `corrections` carried out, and what became of each of them.

    New and split actors come first, so that all others can name them, then the other corrections
    of actors, then dates, attributions, positions and meetings, each in the order of the file. A
    correction is carried out as a whole or not at all. One whose outcome the annotation bears
    already is left alone: applying corrections twice changes nothing.

    Parameters
    ----------
    annotation
        As the program made it, or as corrected before.
    corrections
        Corrections of its article.
    """
    draft = Draft(annotation)
    run = _Run(draft)
    known = {one.fingerprint for one in annotation.corrections}
    pending = []
    for index, correction in enumerate(corrections.entries):
        fingerprint = correction.fingerprint()
        if fingerprint not in known:
            known.add(fingerprint)
            line = corrections.line(index)
            pending.append(_Pending(correction, index + 1, line, fingerprint))
    for one in pending:
        run.find(one)
    run.all(pending)
    outcomes = sorted(
        [*annotation.corrections, *(one.outcome(draft) for one in pending)],
        key=lambda outcome: outcome.number,
    )
    corrected = draft.result().model_copy(update={"corrections": tuple(outcomes)})
    return Corrected(_checked(corrected), tuple(outcomes))


def _checked(annotation: Annotation) -> Annotation:
    """Return the annotation with its spans held against the text once more."""
    return Annotation(**{name: getattr(annotation, name) for name in Annotation.model_fields})


@dataclass
class _Pending:
    """One correction on its way."""

    correction: Correction
    number: int
    line: int | None
    fingerprint: str
    anchor: Anchor | None = None
    status: CorrectionStatus = "applied"
    record: str | None = None
    followed: tuple[str, ...] = ()
    changes: str = ""
    detail: str = ""
    created: bool = False

    @property
    def is_open(self) -> bool:
        """True while nothing stands in its way."""
        return self.anchor is not None and self.status == "applied"

    def undo(self, undone: UndoneError) -> None:
        """Note why it could not be carried out."""
        self.status, self.detail = undone.status, undone.detail

    def outcome(self, draft: Draft) -> CorrectionOutcome:
        """Return what became of it."""
        span = None
        if self.anchor is not None and (len(self.anchor.places) == 1 or self.status == "applied"):
            span = draft.span(self.anchor.places[0])
        return CorrectionOutcome(
            number=self.number,
            line=self.line,
            fingerprint=self.fingerprint,
            layer=self.correction.layer,
            action=self.correction.action,
            status=self.status,
            record=self.record,
            followed=self.followed if self.status == "applied" else (),
            span=span,
            exact=self.correction.exact,
            changes=self.changes,
            detail=self.detail,
            note=self.correction.note or "",
        )


class _Run:
    """Carries out corrections on a draft, one after the other."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def find(self, one: _Pending) -> None:
        """Look for the words of a correction."""
        try:
            one.anchor = self.draft.anchor(one.correction.selector)
        except UndoneError as undone:
            one.undo(undone)
            return
        place = one.anchor.places[0]
        if place.edits:
            words = self.draft.text[place.start : place.end]
            one.detail = f"the words have changed: now “{shown(words)}”"

    def all(self, pending: list[_Pending]) -> None:
        """Carry out all that can be, in the order that lets them refer to each other."""
        of_actors = [one for one in pending if isinstance(one.correction, ActorCorrection)]
        for one in of_actors:
            if one.correction.action in ("add", "split"):
                self._try(one, self._create_actor)
        for one in of_actors:
            self._try(one, self._actor)
        for step in (self._date, self._attribution, self._position, self._meeting):
            for one in pending:
                self._try(one, step)

    def _try(self, one: _Pending, step: Callable[[_Pending], None]) -> None:
        if not one.is_open:
            return
        before = self.draft.records()
        try:
            step(one)
        except UndoneError as undone:
            one.undo(undone)
            return
        changed = self.draft.changed_since(before)
        ids = dict.fromkeys([*one.followed, *changed])
        one.followed = tuple(key for key in ids if key != one.record)

    def _create_actor(self, one: _Pending) -> None:
        correction, anchor = one.correction, one.anchor
        if isinstance(correction, ActorCorrection) and anchor is not None:
            before = set(self.draft.actors)
            one.record = actors.create(self.draft, correction, anchor).id
            one.created = one.record not in before

    def _actor(self, one: _Pending) -> None:
        correction, anchor = one.correction, one.anchor
        if not isinstance(correction, ActorCorrection) or anchor is None:
            return
        draft = self.draft
        if correction.action in ("add", "split"):
            actor = draft.actors.get(one.record or "")
            if actor is None:
                raise UndoneError("no target", "another correction took this actor away again")
            before = None if one.created else actor
        else:
            actor = draft.target(draft.actors, anchor, mention_words, "actor", correction.was)
            before = actor
            one.anchor = Anchor(anchor.selector, (actors.words_of(draft, anchor, actor),))
        self._check_was(actor, correction)
        if correction.action == "reject":
            actors.remove(draft, actor)
            self._done(one, actor, None)
        elif correction.action == "merge":
            into = actors.merge(draft, actor, correction)
            one.record = into.id
            if into.id == actor.id:
                one.status, one.detail = "needless", "they are one already"
            else:
                one.changes = f"“{actor.name}” is “{into.name}”"
        else:
            asked = _without_words(correction) if one.created else correction
            self._done(one, before, actors.edit(draft, actor, asked, anchor))

    def _date(self, one: _Pending) -> None:
        correction, anchor = one.correction, one.anchor
        if not isinstance(correction, DateCorrection) or anchor is None:
            return
        draft = self.draft
        if correction.action == "add":
            place = draft.only_place(anchor)
            known = dict(draft.dates)
            made = events.add_date(draft, correction, place)
            self._done(one, known.get(made.id), made)
            return
        found = draft.target(draft.dates, anchor, date_words, "date", correction.was)
        self._check_was(found, correction)
        following = [meeting.id for meeting in events.dated_by(draft, found)]
        before = {identity: draft.meetings[identity] for identity in following}
        if correction.action == "reject":
            events.remove_date(draft, found)
            self._done(one, found, None)
        elif correction.action == "accept":
            self._done(one, found, found)
        else:
            self._done(one, found, events.edit_date(draft, found, correction))
        if correction.action != "accept" and one.status == "applied":
            _say_what_follows(one, draft, before.values())

    def _attribution(self, one: _Pending) -> None:
        correction, anchor = one.correction, one.anchor
        if not isinstance(correction, AttributionCorrection) or anchor is None:
            return
        draft = self.draft
        if correction.action == "add":
            place = draft.only_place(anchor)
            known = dict(draft.attributions)
            made = statements.add_attribution(draft, correction, place)
            self._done(one, known.get(made.id), made)
            return
        found = draft.target(
            draft.attributions, anchor, attribution_words, "attribution", correction.was
        )
        self._check_was(found, correction)
        if correction.action == "reject":
            statements.remove_attribution(draft, found)
            self._done(one, found, None)
        else:
            place = anchor.places[0]
            self._done(one, found, statements.edit_attribution(draft, found, correction, place))

    def _position(self, one: _Pending) -> None:
        correction, anchor = one.correction, one.anchor
        if not isinstance(correction, PositionCorrection) or anchor is None:
            return
        draft = self.draft
        if correction.action == "add":
            place = draft.only_place(anchor)
            known = dict(draft.positions)
            made = statements.add_position(draft, correction, place)
            self._done(one, known.get(made.id), made)
            return
        found = draft.target(draft.positions, anchor, position_words, "position", correction.was)
        self._check_was(found, correction)
        if correction.action == "reject":
            del draft.positions[found.id]
            self._done(one, found, None)
        else:
            place = anchor.places[0]
            self._done(one, found, statements.edit_position(draft, found, correction, place))

    def _meeting(self, one: _Pending) -> None:
        correction, anchor = one.correction, one.anchor
        if not isinstance(correction, MeetingCorrection) or anchor is None:
            return
        draft = self.draft
        if correction.action == "add":
            place = draft.only_place(anchor)
            known = dict(draft.meetings)
            made = events.add_meeting(draft, correction, place)
            self._done(one, known.get(made.id), made)
            return
        found = draft.target(draft.meetings, anchor, meeting_words, "meeting", correction.was)
        self._check_was(found, correction)
        place = anchor.places[0]
        if correction.action == "reject":
            events.remove_meeting(draft, found)
            self._done(one, found, None)
        elif correction.action == "merge":
            into = events.merge_meeting(draft, found, correction, place)
            one.record = into.id
            if into.id == found.id:
                one.status, one.detail = "needless", "they are one already"
            else:
                one.changes = f"“{draft.describe(found)}” is “{draft.describe(into)}”"
        else:
            self._done(one, found, events.edit_meeting(draft, found, correction, place))

    def _check_was(self, record: Item, correction: Correction) -> None:
        """Accept and reject a reading only if it is the one that the analyst saw."""
        strict = correction.action in ("accept", "reject")
        if strict and correction.was and not self.draft.is_as(record, correction.was):
            raise UndoneError(
                "no target",
                f"the program now reads these words as “{self.draft.describe(record)}”, "
                f"not as “{correction.was}”",
            )

    def _done(self, one: _Pending, before: Item | None, after: Item | None) -> None:
        """Note the record that a correction has changed, added or taken away, and how."""
        draft = self.draft
        record = after or before
        one.record = record.id if record else None
        if before is None and after is not None:
            one.changes = summary(draft, after)
        elif after is None and before is not None:
            one.changes = summary(draft, before)
        elif before is not None and after is not None:
            if one.correction.action == "accept":
                one.changes = summary(draft, after)
                return
            one.changes = changes(draft, before, after)
            if not one.changes:
                one.status = "needless"
                one.detail = one.detail or "the program reads it so itself"


def _without_words(correction: ActorCorrection) -> ActorCorrection:
    """Return a correction without the words that have become mentions already."""
    return correction.model_copy(update={"also": None, "everywhere": None})


def _say_what_follows(one: _Pending, draft: Draft, meetings: Iterable[object]) -> None:
    """Say which meetings, dated by an expression, follow its new value, and which do not."""
    followed: list[str] = []
    left: list[str] = []
    for before in meetings:
        now = draft.meetings.get(getattr(before, "id", ""))
        if now is not None:
            (left if now == before else followed).append(f"the meeting “{draft.describe(now)}”")
    if followed:
        one.changes += f"; {listed(followed)} with it"
    if left:
        said = f"{listed(left)}, dated by these words, keeps its date: correct it too"
        one.detail = f"{one.detail}; {said}" if one.detail else said


__all__ = ["Actor", "Corrected", "apply"]
