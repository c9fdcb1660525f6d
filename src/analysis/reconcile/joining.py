"""Which mentions are of one meeting: from the surest signs to the weaker, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.model import Meeting
from analysis.ordering import extent, precision

# Days by which two articles may differ on the date of one meeting: a slip of a day or two in what
# was held, a week in what was announced.
_SLIP = timedelta(days=3)
_POSTPONED = timedelta(days=7)
_ANNOUNCED = {"scheduled", "proposed", "cancelled"}
# A meeting without a date is one of the months around the article's publication.
_RECENT = timedelta(days=120)
# A meeting has two parties at least.
_BOTH = 2
_EARLIEST, _LATEST = date.min, date.max

Days = tuple[date, date]


@dataclass(frozen=True)
class Mention:
    """One meeting of one article.

    ``participants`` are keys of actors; ``parties`` those of the sides for which they take part.
    """

    article: str
    published: str | None
    meeting: Meeting
    participants: tuple[str, ...]
    parties: frozenset[str]

    @cached_property
    def extent(self) -> Days | None:
        """The first and last day on which it can have been, or None."""
        return extent(self.meeting)

    @property
    def edtf(self) -> str | None:
        """Its date in EDTF."""
        return self.meeting.date or self.meeting.start

    @property
    def closed(self) -> bool:
        """True unless its date is open at one end."""
        return ".." not in (self.edtf or "..")

    @cached_property
    def to_the_day(self) -> bool:
        """True if its first day is known."""
        return precision(self.meeting) == "day"

    @cached_property
    def place(self) -> frozenset[str]:
        """The words of its place, in lower case."""
        words = re.findall(r"\w+", (self.meeting.place or "").casefold())
        return frozenset(words) - {"the", "of", "in", "at"}

    @cached_property
    def day_of_publication(self) -> date | None:
        """The day on which its article was published, or None."""
        try:
            return date.fromisoformat(self.published or "")
        except ValueError:
            return None

    @cached_property
    def days(self) -> Days:
        """When it can have been: by its date, else by its status and publication."""
        if self.extent is not None:
            return self.extent
        published = self.day_of_publication
        if published is None:
            return _EARLIEST, _LATEST
        first, last = published - _RECENT, published + _RECENT
        if self.meeting.status == "cancelled":
            return first, last
        return (first, published) if self.meeting.status == "held" else (published, last)

    def may_be_when(self, other: Mention) -> bool:
        """Tell whether both can have been on the same day."""
        first, second = self.days, other.days
        return first[0] <= second[1] and second[0] <= first[1]

    def same_place(self, other: Mention) -> bool:
        """Tell whether both places are known and one names the other ("Oslo", "Oslo City Hall")."""
        return bool(self.place and other.place) and (
            self.place <= other.place or other.place <= self.place
        )

    def may_be_where(self, other: Mention) -> bool:
        """Tell whether both can have been in the same place."""
        return not self.place or not other.place or self.same_place(other)

    def may_be_of(self, other: Mention) -> bool:
        """Tell whether the participants do not exclude each other.

        Two or more on both sides exclude each other if they share none, or if two met on each
        side and only one of them is the same: "Iran and France", "Iran and Russia".
        """
        if len(self.parties) < 2 or len(other.parties) < 2:
            return True
        shared = len(self.parties & other.parties)
        return shared > 1 or (shared == 1 and not self._two_states(other))

    def _two_states(self, other: Mention) -> bool:
        return all(
            len(parties) == 2 and all(key.startswith("state:") for key in parties)
            for parties in (self.parties, other.parties)
        )


_Test = Callable[[Mention, Mention], bool]


def join(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return the mentions in groups, each of one meeting.

    Signs are tried from the surest to the weakest: same place and day; same place and a date that
    includes the other's; same day where one article gives no place; same place where one gives no
    date; then those on which articles disagree: the same place or the same two parties, days
    apart; the same two parties on the same day, in two places. A mention that would fit two
    meetings that are not the same is joined to neither.
    """
    if not mentions:
        return []
    compatible = _pairs(mentions, _compatible)
    alike = compatible | _pairs(mentions, _days_apart) | _pairs(mentions, _elsewhere)
    groups = [[number] for number in range(len(mentions))]
    for sign, allowed in (
        (_same_day_and_place, compatible),
        (_same_place_and_time, compatible),
        (_same_day, compatible),
        (_same_place, compatible),
        (_days_apart, alike),
        (_elsewhere, alike),
    ):
        groups = _joined(groups, _pairs(mentions, sign, allowed), allowed)
    return [[mentions[number] for number in group] for group in groups]


def _pairs(
    mentions: Sequence[Mention], test: _Test, among: NDArray[np.bool_] | None = None
) -> NDArray[np.bool_]:
    """Return as a symmetric table which pairs of mentions pass `test`, `among` these only."""
    number = len(mentions)
    found = np.zeros((number, number), dtype=bool)
    every = np.ones_like(found) if among is None else among
    for first, second in np.argwhere(np.triu(every, 1)).tolist():
        if test(mentions[first], mentions[second]):
            found[first, second] = found[second, first] = True
    return found


def _joined(
    groups: list[list[int]], signs: NDArray[np.bool_], allowed: NDArray[np.bool_]
) -> list[list[int]]:
    """Join the groups of which some mentions show a sign and all are allowed to be the same.

    Two are joined if whatever else either might be joined to may be the same as the other too.
    """
    of = np.zeros((len(groups), len(allowed)), dtype=np.float32)
    for number, group in enumerate(groups):
        of[number, group] = 1
    may = of @ ~allowed @ of.T == 0
    fit = (of @ signs @ of.T > 0) & may
    np.fill_diagonal(may, val=True)
    np.fill_diagonal(fit, val=False)
    alive: dict[int, list[int]] = dict(enumerate(groups))
    while True:
        pair = next(
            (
                (int(first), int(second))
                for second, first in np.argwhere(np.tril(fit))
                if not (fit[first] & ~may[second]).any() and not (fit[second] & ~may[first]).any()
            ),
            None,
        )
        if pair is None:
            return list(alive.values())
        first, second = pair
        alive[first] = sorted(alive[first] + alive.pop(second))
        both, some = may[first] & may[second], fit[first] | fit[second]
        both[first], some[first] = True, False
        may[first] = may[:, first] = both
        fit[first] = fit[:, first] = some & both
        # Nothing is joined any more to what is gone.
        fit[second] = fit[:, second] = False


def _compatible(one: Mention, other: Mention) -> bool:
    return (
        one.article != other.article
        and one.may_be_where(other)
        and one.may_be_when(other)
        and one.may_be_of(other)
    )


def _same_day_and_place(one: Mention, other: Mention) -> bool:
    return one.to_the_day and other.to_the_day and one.same_place(other)


def _same_place_and_time(one: Mention, other: Mention) -> bool:
    return one.extent is not None and other.extent is not None and one.same_place(other)


def _same_day(one: Mention, other: Mention) -> bool:
    return one.to_the_day and other.to_the_day and bool(one.parties & other.parties)


def _same_place(one: Mention, other: Mention) -> bool:
    return one.same_place(other) and (one.extent is not None or other.extent is not None)


def _days_apart(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions differ by days in what may be one meeting.

    Not where the earlier article could not know of the later day: that is a further meeting.
    """
    if one.article == other.article or not one.may_be_of(other):
        return False
    if not (one.to_the_day and other.to_the_day and _same_place_or_parties(one, other)):
        return False
    early, late = sorted((one, other), key=lambda mention: mention.days)
    announced = early.meeting.status in _ANNOUNCED or late.meeting.status in _ANNOUNCED
    gap = late.days[0] - early.days[1]
    if gap > (_POSTPONED if announced else _SLIP):
        return False
    if early.meeting.status in _ANNOUNCED:
        return True
    published = early.day_of_publication
    return published is not None and late.days[0] <= published


def _same_place_or_parties(one: Mention, other: Mention) -> bool:
    """Tell whether the place is the same, or, where one gives none, two of the parties.

    Where one article does not say who met, the place must do.
    """
    if one.same_place(other):
        return not one.parties or not other.parties or bool(one.parties & other.parties)
    unknown = not one.place or not other.place
    return unknown and len(one.parties & other.parties) >= _BOTH


def _elsewhere(one: Mention, other: Mention) -> bool:
    """Tell whether articles put the same two parties, on the same day, in two places.

    One of the two was announced only: on one day people may well meet twice.
    """
    return (
        one.article != other.article
        and bool({one.meeting.status, other.meeting.status} & _ANNOUNCED)
        and one.to_the_day
        and other.to_the_day
        and one.extent == other.extent
        and not one.may_be_where(other)
        and len(one.parties & other.parties) >= _BOTH
    )
