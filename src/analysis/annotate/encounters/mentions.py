"""What is known of one place in the text that speaks of a meeting.

A mention is found by its noun or its verb (:mod:`.finding`); what else is said of the meeting there
(dates, place, participants, whether it happened) is filled in by :mod:`.slots`, :mod:`.events` and
:mod:`.participants`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Token

from analysis.annotate.encounters.context import Timex
from analysis.annotate.encounters.days import Days
from analysis.annotate.encounters.lexicon import Effect
from analysis.annotate.encounters.modality import Modality
from analysis.annotate.encounters.places import Place
from analysis.model import MeetingFormat, MeetingStatus

Reference = Literal["definite", "new", "prior", "next", "again", "bare"]
DateRole = Literal["on", "start", "end", "until", "before", "after", "moved from", "day", "resumes"]


@dataclass(frozen=True)
class Dated:
    """A time expression said of a meeting; `words` are its words with their preposition."""

    role: DateRole
    days: Days
    timex: Timex
    words: str
    ordinal_day: int = 0  # "on the third day of talks": 3
    is_about: bool = False  # "around 5 May"


@dataclass(frozen=True)
class Gap:
    """How long ago the meeting before this one was: "first in eight months", "since November"."""

    words: str
    number: int = 0
    unit: str = ""
    since: Timex | None = None
    days: Days | None = None


@dataclass
class Event:
    """A verb (or event noun) that says what happens to the meeting."""

    token: Token
    effect: Effect | None
    role: Literal["subject", "object", "purpose", "self"]
    modality: Modality


@dataclass
class Mention:
    """One mention; token indices, `first` and `last` included, bound its evidence."""

    head: Token
    top: Token
    kind: str
    sentence: int
    first: int
    last: int
    reference: Reference = "bare"
    events: list[Event] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)  # "ministers", of nobody named
    is_about_the_sides: bool = False
    is_between: bool = False  # "between the minister and all unions", known or not
    is_about_them: bool = False  # "their talks", "the two leaders": those spoken of last
    duration: tuple[int, str] | None = None
    duration_words: str = ""
    ordinal: int | None = None
    gap: Gap | None = None
    resumes: Dated | None = None  # "adjourned until Monday": when it is to go on
    status: MeetingStatus | None = None
    status_words: str = ""
    format: MeetingFormat | None = None
    follows: list[Mention] = field(default_factory=list)
    aliases: list[Token] = field(default_factory=list)  # "met, their third round of talks,"
    is_several: bool = False  # "three summits": no one meeting
    is_demonstrative: bool = False  # "those talks": the ones just spoken of
    is_anaphor: bool = False  # "they would continue": takes up a meeting, never opens one
    is_background: bool = False  # named as what came before or after another
    journey: Token | None = None  # "flew to Lima on Monday and met": the verb of the journey
    origin: Mention | None = None  # the mention of several meetings that this one is part of

    @property
    def is_verb(self) -> bool:
        """Tell whether a verb, not a noun, names the meeting."""
        return self.head.pos_ in {"VERB", "AUX"} and self.head.lower_ != "talks"

    @property
    def is_an_agreement(self) -> bool:
        """Tell whether it is "the agreement reached in Oslo on 5 June"."""
        return self.kind == "outcome" and not self.is_verb

    @property
    def speaks_of_the_future(self) -> bool:
        """Tell whether a verb beside it is in the future: "the talks would focus on aid"."""
        return any(
            event.modality == "future" and event.effect in {None, "on", "start"}
            for event in self.events
        )

    def cover(self, *tokens: Token | int) -> None:
        """Widen the evidence so that it holds these tokens."""
        for token in tokens:
            index = token if isinstance(token, int) else token.i
            self.first = min(self.first, index)
            self.last = max(self.last, index)
