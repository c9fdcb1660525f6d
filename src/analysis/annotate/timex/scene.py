"""What a time expression is resolved against: the article's day, its place in the text, tense."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from analysis.annotate.timex.calendars import in_words, period_start, unit_of
from analysis.annotate.timex.lexer import Lexed
from analysis.annotate.timex.plans import Leaning
from analysis.annotate.timex.tense import UNKNOWN, Clauses, Direction
from analysis.model import TimexType

# A reader does not carry a date over more expressions than this.
_LOOK_BACK = 40


@dataclass
class Found:
    """A time expression from its first to its last token (exclusive), with its value."""

    first: int
    end: int
    type: TimexType
    value: str
    derivation: str
    anchor: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    rule: str = ""
    weekday: int | None = None
    weak: bool = False

    @property
    def date(self) -> dt.date | None:
        """First day of the period that the value names, if it names one."""
        return period_start(self.value) if self.type in ("DATE", "TIME") else None

    @property
    def unit(self) -> str | None:
        """Kind of period that the value names."""
        return unit_of(self.value) if self.type in ("DATE", "TIME") else None


@dataclass(frozen=True)
class Anchor:
    """The day that "today" is, and where it is known from."""

    date: dt.date
    basis: str

    @property
    def words(self) -> str:
        """For a derivation: "in an article of Tuesday 26 February 2013"."""
        return f"{self.basis} {in_words(self.date)}"


@dataclass
class Scene:
    """One text with its anchor and the expressions resolved so far, in text order."""

    lexed: Lexed
    anchor: Anchor | None
    clauses: Clauses | None = None
    paragraph_starts: list[int] = field(default_factory=list)
    title_end: int = 0
    found: list[Found] = field(default_factory=list)
    day_first: bool | None = None
    resolver: Callable[[Scene, int], Found | None] | None = None

    def resolve(self, token: int) -> Found | None:
        """Resolve the expression that starts at `token`, if one does."""
        return self.resolver(self, token) if self.resolver is not None else None

    def words(self, first: int, end: int) -> str:
        """Return the text of tokens `first` to `end`, on one line."""
        lexed = self.lexed
        return " ".join(lexed.text[lexed.starts[first] : lexed.ends[end - 1]].split())

    def direction(self, first: int, end: int) -> Direction:
        """Past or future, from the clause around tokens `first` to `end`."""
        if self.clauses is None:
            return UNKNOWN
        if self.lexed.starts[first] < self.title_end:
            # A headline's present tense tells of what has happened or will; it decides nothing.
            found = self.clauses.direction(self.lexed.starts[first], self.lexed.ends[end - 1])
            return UNKNOWN if found.reason == "present tense" else found
        return self.clauses.direction(self.lexed.starts[first], self.lexed.ends[end - 1])

    def plan(self, first: int, end: int) -> Leaning | None:
        """Where the day of a plan lies that was given up or changed; None where none was."""
        if self.clauses is None:
            return None
        return self.clauses.plan(self.lexed.starts[first], self.lexed.ends[end - 1])

    def paragraph(self, token: int) -> int:
        """Return the index of the paragraph that holds a token."""
        return bisect_right(self.paragraph_starts, self.lexed.starts[token])

    def is_same_sentence(self, earlier: int, later: int) -> bool:
        """Tell whether no sentence end lies between two tokens."""
        return "|" not in self.lexed.codes[earlier:later]

    def narrative(self, token: int, units: frozenset[str], *, paragraphs: int = 1) -> Found | None:
        """Return the last date before `token` of one of `units`, at most so many paragraphs back.

        Parameters
        ----------
        token
            The token to look back from.
        units
            Kinds of period that will do.
        paragraphs
            How many paragraphs before the token's own are searched.
        """
        here = self.paragraph(token)
        for earlier in reversed(self.found[-_LOOK_BACK:]):
            if earlier.first >= token:
                continue
            if here - self.paragraph(earlier.first) > paragraphs:
                return None
            if earlier.unit in units and earlier.date is not None:
                return earlier
        return None
