"""Positions: who demands, offers, accepts, refuses, threatens ... what, of whom, on what condition.

The component ``parley_positions`` turns the stances that :mod:`analysis.annotate.stances` finds in
the grammar into :class:`~analysis.model.Position` records: holders become actors, issues get one
label for each matter, and each position says on which words it rests.

Notes
-----
Types follow the stance classes of event data: PLOVER's verbal event types (Open Event Data
Alliance) refined by strength (a demand against an appeal) and by commitment (offer, acceptance,
promise).

A position inside what someone is reported to say belongs to that attribution, and its holder is
whom the words name; where they name nobody it is the speaker. A position whose cue is itself the
word of saying ("demanded that ...") is the writer's statement about the holder.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from analysis.annotate.calibration import confidence
from analysis.annotate.encounters.context import dateline_end
from analysis.annotate.stances.confidence import evidence_of
from analysis.annotate.stances.events import EventType, event_type
from analysis.annotate.stances.find import find_stances
from analysis.annotate.stances.holders import Speakers
from analysis.annotate.stances.issues import label_issues, resolve_anaphors
from analysis.annotate.stances.plover import plover_code
from analysis.annotate.stances.stance import Range, Stance
from analysis.model import Attribution, Position, Span

_NAME_REACH = 8
_PRESSING = frozenset({"call", "press", "push", "pressure", "pressurise", "pressurize"})
_OUTSIDE = frozenset({"mediator", "host", "third party"})
_MILD = frozenset({"calm", "restraint", "dialogue", "unity", "patience", "moderation", "peace"})
_ISSUE_REACH = 12


@Language.component("parley_positions")
def set_positions(doc: Doc) -> Doc:
    """Set ``doc._.positions``."""
    doc._.positions = find_positions(doc) if doc._.article is not None else []
    return doc


def find_positions(doc: Doc) -> list[Position]:
    """Return the positions of a document that the earlier components have annotated."""
    speakers = Speakers.of(doc)
    held = _all_held(doc, speakers)
    stances = [stance for stance, _, _ in held]
    attributions = [attribution for _, attribution, _ in held]
    holders = [holder for _, _, holder in held]
    labels = label_issues(doc, stances, holders)
    rows = zip(stances, attributions, holders, labels, strict=True)
    return [_position(f"p{number}", *row, speakers) for number, row in enumerate(rows, start=1)]


def _all_held(doc: Doc, speakers: Speakers) -> list[tuple[Stance, Attribution | None, str | None]]:
    return list(_held(find_stances(doc, speakers), speakers))


def evidence_of_positions(doc: Doc) -> list[dict[str, float]]:
    """Return the evidence that the confidence of each position rests on, in their order."""
    speakers = Speakers.of(doc)
    return [
        evidence_of(stance, attribution, holder, speakers)
        for stance, attribution, holder in _all_held(doc, speakers)
    ]


def _held(
    stances: list[Stance], speakers: Speakers
) -> Iterator[tuple[Stance, Attribution | None, str | None]]:
    """Yield each stance with its attribution and holder, once for each that holds it."""
    resolve_anaphors(stances)
    for stance in stances:
        attribution = speakers.attribution_at(speakers.doc[stance.cue[0]])
        for holder in speakers.holders(stance.holder, attribution):
            if holder is None and not _is_of_nobody(stance):
                continue
            yield _softened(stance, holder, speakers), attribution, holder


def _is_of_nobody(stance: Stance) -> bool:
    """ "Nobody expects a breakthrough": all the world holds it; else a row needs a holder."""
    holder = stance.holder
    return holder is not None and holder.lower_ in ("nobody", "none", "few", "neither")


def _softened(stance: Stance, holder: str | None, speakers: Speakers) -> Stance:
    """What those outside press the parties for is an appeal; so is a call for mere calm."""
    if stance.kind != "demand" or stance.anchor.lemma_ not in _PRESSING:
        return stance
    actor = speakers.actors.get(holder) if holder is not None else None
    outside = actor is not None and actor.role in _OUTSIDE and speakers.has_parties
    mild = stance.topic is not None and stance.topic.lemma_.lower() in _MILD
    return replace(stance, kind="appeal") if outside or mild else stance


def _position(
    name: str,
    stance: Stance,
    attribution: Attribution | None,
    holder: str | None,
    label: str | None,
    speakers: Speakers,
) -> Position:
    doc = speakers.doc
    cue = _span(doc, stance.cue)
    return Position(
        id=name,
        actor=holder,
        type=stance.kind,
        plover=plover_code(stance.kind, _words(stance), stance.plover, cue.text.lower()),
        issue=label,
        recipients=_recipients(stance, holder, speakers),
        condition=None if stance.condition is None else _span(doc, stance.condition),
        negated=stance.negated,
        attribution=None if attribution is None else attribution.id,
        evidence=_span(doc, _evidence(stance, attribution)),
        confidence=confidence(
            "positions", evidence_of(stance, attribution, holder, speakers), unfitted=0.7
        ),
        issue_span=None if stance.issue is None else _span(doc, stance.issue),
        cue=cue,
    )


def _evidence(stance: Stance, attribution: Attribution | None) -> Range:
    ranges = [stance.extent, stance.cue]
    named = _source_before(stance, attribution)
    if named is not None:
        ranges.append(named)
    if stance.issue is not None and _near(stance.issue, stance.extent):
        ranges.append(stance.issue)
    if stance.condition is not None:
        ranges.append(stance.condition)
    start, end = min(start for start, _ in ranges), max(end for _, end in ranges)
    start = min(_after_dateline(stance.anchor.doc, start), stance.cue[0])
    return start, _with_closing_mark(stance.anchor.doc, start, end)


def _after_dateline(doc: Doc, start: int) -> int:
    """Leave a dateline ("OSLO, 12 May - ") out of the words that a position rests on."""
    article = doc._.article
    for paragraph in article.paragraphs:
        if paragraph.start <= doc[start].idx < paragraph.end:
            after = dateline_end(article.text, paragraph.start)
            return max(start, bisect_left(doc, after, key=lambda token: token.idx))
    return start


def _with_closing_mark(doc: Doc, start: int, end: int) -> int:
    """Take in the mark that closes a quotation which opens inside the range."""
    if end >= len(doc) or not doc[end].is_quote:
        return end
    return end + sum(token.is_quote for token in doc[start:end]) % 2


def _source_before(stance: Stance, attribution: Attribution | None) -> Range | None:
    """The name right before a pronoun that stands for it: "Israel has suggested it will ..."."""
    if stance.holder is None or stance.holder.tag_ != "PRP":
        return None
    if attribution is None or attribution.source is None or attribution.kind == "direct":
        return None
    doc = stance.anchor.doc
    source = doc.char_span(
        attribution.source.start, attribution.source.end, alignment_mode="expand"
    )
    if source is None or source.sent.start != stance.anchor.sent.start:
        return None
    return (source.start, source.end) if 0 < stance.extent[0] - source.end <= _NAME_REACH else None


def _near(issue: Range, extent: Range) -> bool:
    return extent[0] <= issue[0] <= extent[1] + _ISSUE_REACH


def _words(stance: Stance) -> list[str]:
    doc = stance.anchor.doc
    start, end = stance.complement or stance.cue
    tokens: list[Token] = [*doc[start:end]]
    if stance.issue is not None:
        tokens += doc[stance.issue[0] : stance.issue[1]]
    return [word for token in tokens for word in (token.lower_, token.lemma_.lower())]


def _recipients(stance: Stance, holder: str | None, speakers: Speakers) -> tuple[str, ...]:
    attribution = speakers.attribution_at(stance.anchor)
    found = []
    for token in stance.recipients:
        actor = speakers.actor_at(token)
        if actor is None and speakers.is_speaker(token, attribution):
            actor = speakers.side_of_speaker(attribution)
        if actor is not None and actor != holder:
            found.append(actor)
    return tuple(dict.fromkeys(found))


def _span(doc: Doc, tokens: Range) -> Span:
    first, last = doc[tokens[0]], doc[tokens[1] - 1]
    span: Span = doc._.article.span(first.idx, last.idx + len(last))
    return span


def find_event_type(doc: Doc) -> EventType:
    """Return the PLOVER event type of a one-sentence document; OTHER for all but verbal ones."""
    return event_type(doc, find_stances(doc, Speakers.of(doc)))
