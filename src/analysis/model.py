"""The data that flows through Parley: an article and the annotation that points into it.

The classes are the Python side of the annotation format "parley-annotation/1": stand-off, offsets
in Unicode code points of ``article.text``, end exclusive, and for every span
``text == article.text[start:end]``. They are immutable, compare by value, pickle, and round-trip
through JSON.

Terms follow the field: source, cue and content of an attribution (PARC, Pareti 2012; PolNeAR,
Newell et al. 2018), TIMEX3 (ISO-TimeML), EDTF (ISO 8601-2), PLOVER event types and modes.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

FORMAT = "parley-annotation/1"

ActorKind = Literal["state", "organisation", "group", "person", "role", "media"]
ActorRole = Literal["party", "mediator", "host", "third party", "source only"]
AttributionKind = Literal["direct", "indirect", "mixed"]
PositionType = Literal[
    "demand",
    "offer",
    "accept",
    "reject",
    "threaten",
    "promise",
    "appeal",
    "criticise",
    "support",
    "expect",
]
PloverType = Literal["REQUEST", "AGREE", "CONCEDE", "REJECT", "THREATEN", "ACCUSE", "SUPPORT"]
MeetingStatus = Literal["held", "ongoing", "scheduled", "cancelled", "proposed"]
MeetingFormat = Literal["visit", "third-party", "multilateral", "phone"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
ParagraphKind = Literal["title", "heading", "dateline", "list item", "body"]
CorrectionLayer = Literal["actor", "attribution", "position", "meeting", "date"]
CorrectionAction = Literal["accept", "reject", "edit", "add", "merge", "split"]
CorrectionStatus = Literal["applied", "needless", "lost", "ambiguous", "no target"]


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields, equal by value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of the article: ``text == article.text[start:end]``, in code points."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str

    @model_validator(mode="after")
    def _length_matches(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"span {self.start}-{self.end} is {self.end - self.start} code points long, "
                f"its text {len(self.text)}"
            )
        return self

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class Paragraph(Record):
    """A block of the article's text, without the blanks and bullets around it."""

    start: int
    end: int
    kind: ParagraphKind = "body"


class Article(Record):
    """One news article as loaded.

    ``text`` is the decoded text with line ends as ``\\n``. ``sha256`` is the hash of its UTF-8
    bytes (a lone surrogate, which UTF-8 cannot hold, counts as its escape). ``published`` is an ISO
    date or None; ``published_basis`` says in words where the date comes from. ``paragraphs`` are in
    text order and do not overlap.

    ``file_format`` and ``file_sha256`` say what file the text was taken from: for a document, text
    and offsets are those of what was extracted. ``notes`` are remarks of its reader.
    """

    id: str
    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str = ""
    text: str
    paragraphs: tuple[Paragraph, ...] = ()
    file_format: str = "plain text"
    file_sha256: str = ""
    notes: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the span of this article from `start` to `end` (code points, end exclusive)."""
        return Span(start=start, end=end, text=self.text[start:end])

    def paragraph_at(self, offset: int) -> int | None:
        """Return the index of the paragraph that holds the code point at `offset`, or None."""
        index = bisect_right(self.paragraphs, offset, key=_start) - 1
        return index if index >= 0 and offset < self.paragraphs[index].end else None


def _start(paragraph: Paragraph) -> int:
    return paragraph.start


def text_sha256(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


class Actor(Record):
    """Someone who speaks, acts or is spoken of in the negotiation.

    ``key`` identifies the same actor across articles ("state:IR", "person:john kerry"). ``side`` is
    the id of the actor whose party this one belongs to, or None. ``speaks_for`` is the id of the
    actor for whom a spokesperson or an unnamed official speaks.
    """

    id: str
    name: str
    kind: ActorKind
    side: str | None = None
    role: ActorRole | None = None
    office: str | None = None
    member_of: str | None = None
    named: bool = True
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    key: str = ""
    speaks_for: str | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)


class Attribution(Record):
    """Someone (source) is reported (cue) to say, think or write something (content)."""

    id: str
    source: Span | None = None
    actor: str | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = Field(min_length=1)
    kind: AttributionKind
    within: str | None = None
    confidence: float = Field(default=1.0, ge=0, le=1)
    negated: bool = False


class Plover(Record):
    """PLOVER code of a position: event type, and mode where PLOVER has one."""

    event_type: PloverType
    mode: str | None = None


class Position(Record):
    """What an actor wants, offers, accepts, refuses, threatens, promises or thinks of an issue.

    ``actor`` is the holder; the source who reports it is that of ``attribution``, and None means
    that the article's writer says it. ``issue`` is the label shared by all positions on the same
    matter; ``issue_span`` the words of this one. ``cue`` is the word that makes it a position.
    """

    id: str
    actor: str | None
    type: PositionType
    plover: Plover | None = None
    issue: str | None = None
    recipients: tuple[str, ...] = ()
    condition: Span | None = None
    negated: bool = False
    attribution: str | None = None
    evidence: Span
    confidence: float = Field(default=1.0, ge=0, le=1)
    issue_span: Span | None = None
    cue: Span | None = None


class Meeting(Record):
    """One meeting, or round of talks.

    ``start`` and ``end`` are ISO dates as precise as the text allows ("2012-06"), ``date`` is the
    same in EDTF with its uncertainty. ``before`` lists the ids of meetings that this one preceded,
    where the text gives the order; ``duration`` is a TIMEX3 value ("P2D").
    """

    id: str
    place: str | None = None
    participants: tuple[str, ...] = ()
    format: MeetingFormat | None = None
    start: str | None = None
    end: str | None = None
    date: str | None = None
    status: MeetingStatus
    evidence: tuple[Span, ...] = Field(min_length=1)
    derivation: str
    name: str | None = None
    before: tuple[str, ...] = ()
    duration: str | None = None
    contradictions: tuple[str, ...] = ()
    confidence: float = Field(default=1.0, ge=0, le=1)


class TimeExpression(Record):
    """A TIMEX3: an expression of time and its normalised value.

    ``anchor`` is what the value was reckoned from: an ISO date, or the id of another expression.
    ``mod`` is TIMEX3's mod ("APPROX", "START", "END", ...); ``quant`` and ``freq`` those of a SET.
    """

    id: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str
    anchor: str | None = None
    derivation: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None

    @property
    def span(self) -> Span:
        """The expression's place in the article."""
        return Span(start=self.start, end=self.end, text=self.text)


class SentenceSpan(Record):
    """Where a sentence lies in the article's text."""

    start: int
    end: int


class CorrectionOutcome(Record):
    """What became of one correction of an analyst.

    ``number`` is its place in the file of corrections, from 1, ``line`` its line there;
    ``fingerprint`` identifies what it says. ``record`` is the id of what was corrected, None where
    nothing was; ``followed`` those of what changed with it, such as a meeting with its date;
    ``span`` its words in the article, None where they were not found. ``exact`` are
    the words that the correction quotes: where they differ from those of ``span``, the text has
    changed since. ``status``:

    - applied: the annotation is as the analyst wants it (confidence 1, on the analyst's word);
    - needless: it was so already;
    - lost: the quoted words are no longer in the text;
    - ambiguous: they are there more than once, or more than one record rests on them;
    - no target: they are there, but no such record rests on them, or the correction names an actor
      that the annotation does not have.
    """

    number: int = Field(ge=1)
    line: int | None = None
    fingerprint: str
    layer: CorrectionLayer
    action: CorrectionAction
    status: CorrectionStatus
    record: str | None = None
    followed: tuple[str, ...] = ()
    span: Span | None = None
    exact: str
    changes: str = ""
    detail: str = ""
    note: str = ""


class Annotation(Record):
    """All that Parley found in one article, and what an analyst corrected of it."""

    format: Literal["parley-annotation/1"] = "parley-annotation/1"
    article: Article
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Position, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    time_expressions: tuple[TimeExpression, ...] = ()
    sentences: tuple[SentenceSpan, ...] = ()
    notes: tuple[str, ...] = ()
    corrections: tuple[CorrectionOutcome, ...] = ()

    @model_validator(mode="after")
    def _spans_point_into_the_text(self) -> Self:
        for span in self.spans():
            if self.article.text[span.start : span.end] != span.text:
                raise ValueError(
                    f"span {span.start}-{span.end} says {span.text!r}, the article has "
                    f"{self.article.text[span.start : span.end]!r}"
                )
        return self

    def spans(self) -> Iterator[Span]:
        """Yield every span of the annotation, in the order of the format's keys."""
        for actor in self.actors:
            yield from actor.mentions
        for attribution in self.attributions:
            yield from filter(None, (attribution.source, attribution.cue))
            yield from attribution.content
        for position in self.positions:
            yield position.evidence
            yield from filter(None, (position.condition, position.issue_span, position.cue))
        for meeting in self.meetings:
            yield from meeting.evidence
        for expression in self.time_expressions:
            yield expression.span
        for outcome in self.corrections:
            yield from filter(None, (outcome.span,))

    def to_json(self) -> str:
        """Return the annotation as one line of JSON; the same annotation gives the same text.

        ``corrections`` is left out where an analyst corrected nothing.
        """
        return self.model_dump_json(exclude=None if self.corrections else {"corrections"})

    @classmethod
    def from_json(cls, line: str | bytes) -> Annotation:
        """Read an annotation from one line of JSON.

        Raises
        ------
        pydantic.ValidationError
            If the line is not JSON, breaks the format, or a span does not match the text.
        """
        return cls.model_validate_json(line)
