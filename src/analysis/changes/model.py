"""Records of change: immutable, compared by value, and JSON in and out."""

from __future__ import annotations

from typing import Literal

from analysis.model import MeetingStatus, PositionType, Record

FORMAT = "parley-changes/1"


class Words(Record):
    """Where words stand: an article, a paragraph (from 1, 0 for none), code points, the text."""

    article: str
    paragraph: int
    start: int
    end: int
    text: str


class ArticleChange(Record):
    """An article that came, went, or has another text or other corrections than before."""

    change: Literal["new", "gone", "other text", "read differently"]
    article: str
    title: str


class ActorChange(Record):
    """An actor whom the coverage did not name before."""

    change: Literal["new"] = "new"
    key: str
    name: str
    kind: str
    role: str | None = None
    side: str | None = None
    words: Words | None = None


class PositionChange(Record):
    """A position that is new, that its holder changed, or that is no longer reported.

    ``before`` holds the words of the position that it replaces, ``before_type`` its type.
    """

    change: Literal["new", "changed", "gone"]
    holder: str | None
    type: PositionType
    negated: bool = False
    issue: str | None = None
    condition: str | None = None
    sentence: str
    words: Words
    before_type: PositionType | None = None
    before_negated: bool = False
    before: Words | None = None
    why: str = ""


class MeetingChange(Record):
    """A meeting that is new, gone, newly dated, moved, or has another status.

    Dates are EDTF; ``before_date`` and ``before_status`` are those of the earlier run.
    """

    change: Literal["new", "gone", "dated", "moved", "held", "cancelled", "scheduled", "status"]
    name: str
    place: str | None = None
    participants: tuple[str, ...] = ()
    date: str | None = None
    status: MeetingStatus
    before_date: str | None = None
    before_status: MeetingStatus | None = None
    words: Words


class Changes(Record):
    """What changed from one run to the next."""

    format: Literal["parley-changes/1"] = "parley-changes/1"
    articles: tuple[ArticleChange, ...] = ()
    actors: tuple[ActorChange, ...] = ()
    positions: tuple[PositionChange, ...] = ()
    meetings: tuple[MeetingChange, ...] = ()

    def __bool__(self) -> bool:
        """True if anything changed that the coverage says: actors, positions or meetings."""
        return bool(self.actors or self.positions or self.meetings)

    def to_json(self) -> str:
        """Return the changes as one line of JSON."""
        return self.model_dump_json()
