"""What is due: a pure function of an edition, its past and the time.

A slot is an instant in UTC at which an edition's calendar has it run. A slot is settled when a run
of it made a report, or failed for good, or it was passed over by policy. What is settled is never
due again, whatever the clock says; what was passed over while the clock was ahead of the present
time does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from analysis.editions import Edition

CATCH_UP = 500
"""The most slots of one edition that the policy "all" makes up for; older ones are passed over."""


@dataclass(frozen=True)
class Attempt:
    """One run of a slot: when it ended (None: it still runs), and whether that settles the slot."""

    slot: datetime
    number: int
    started: datetime
    ended: datetime | None
    settles: bool


@dataclass(frozen=True)
class PassedOver:
    """Slots from `first` to `last` that are not run, and why."""

    first: datetime
    last: datetime
    count: int
    decided: datetime
    reason: str = ""


@dataclass(frozen=True)
class Past:
    """What the history knows of one edition.

    ``since`` is the instant from which its present calendar counts: slots before it are nobody's.
    """

    since: datetime
    attempts: tuple[Attempt, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True)
class Due:
    """A slot to run now, or at a time to come: the `number`-th attempt, not before `at`."""

    edition: str
    slot: datetime
    number: int
    at: datetime


@dataclass(frozen=True)
class Plan:
    """What is due (in the order to run it), what is passed over, and when to look again."""

    due: tuple[Due, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    next: datetime | None = field(default=None)

    def now(self, now: datetime) -> tuple[Due, ...]:
        """Return what may run at this time: all that is due but retries still waiting."""
        return tuple(due for due in self.due if due.at <= now)


def due(edition: Edition, past: Past, now: datetime) -> Plan:
    """Decide which slots of an edition are to run.

    Parameters
    ----------
    edition
        The edition; without a calendar nothing is ever due.
    past
        Its runs and what was passed over.
    now
        The present time, aware.

    Returns
    -------
    Plan
        With the policy "latest", the newest open slot; with "all", each of them, oldest first; with
        "skip", only a slot that began not longer than the grace ago. Slots with attempts that
        failed and may be tried again are due when their wait is over, unless (but for "all") a
        newer slot takes their place.
    """
    if edition.calendar is None:
        return Plan()
    settled, tried = _settled(past), _last_attempts(past)
    start = _start(past, now)
    fresh = [
        slot
        for slot in edition.calendar.slots(start, now)
        if slot not in settled and slot not in tried
    ]
    waiting = [
        last
        for slot, last in tried.items()
        if slot not in settled and slot <= now and not _passed(slot, past, now)
    ]
    chosen, passed = _by_policy(edition, fresh, sorted(waiting, key=lambda last: last.slot), now)
    coming = edition.calendar.next(max(now, start))
    times = [one.at for one in chosen if one.at > now] + ([coming] if coming else [])
    return Plan(tuple(chosen), tuple(passed), min(times, default=None))


def due_of_all(
    editions: Iterable[Edition], pasts: Mapping[str, Past], now: datetime
) -> tuple[Due, ...]:
    """Return what may run now of several editions, slots in order of time."""
    found = [one for edition in editions for one in due(edition, pasts[edition.name], now).now(now)]
    return tuple(sorted(found, key=lambda one: (one.slot, one.edition)))


def _settled(past: Past) -> set[datetime]:
    return {attempt.slot for attempt in past.attempts if attempt.settles}


def _last_attempts(past: Past) -> dict[datetime, Attempt]:
    last: dict[datetime, Attempt] = {}
    for attempt in sorted(past.attempts, key=lambda one: one.number):
        last[attempt.slot] = attempt
    return last


def _start(past: Past, now: datetime) -> datetime:
    """Return the instant up to which every slot has been decided on.

    What was decided at a time that has not come yet was decided by a clock that was ahead.
    """
    decided = [one.last for one in past.passed_over if one.decided <= now]
    decided += [one.slot for one in past.attempts if one.settles and one.started <= now]
    return max([past.since, *(instant for instant in decided if instant <= now)])


def _passed(slot: datetime, past: Past, now: datetime) -> bool:
    return any(one.first <= slot <= one.last for one in past.passed_over if one.decided <= now)


def _by_policy(
    edition: Edition, fresh: list[datetime], waiting: list[Attempt], now: datetime
) -> tuple[list[Due], list[PassedOver]]:
    name = edition.name
    again = [
        Due(name, last.slot, last.number + 1, _retry_at(edition, last))
        for last in waiting
        if last.ended is not None
    ]
    firsts = [Due(name, slot, 1, slot) for slot in fresh]
    if edition.missed == "all":
        return _all(again, firsts, now)
    passed: list[PassedOver] = []
    if edition.missed == "skip":
        late = [one.slot for one in firsts if (now - one.slot).total_seconds() > edition.grace]
        passed += _range(late, now, "missed")
        firsts = firsts[len(late) :]
    passed += _range([one.slot for one in firsts[:-1]], now, "a newer slot was due")
    newest = firsts[-1:]
    # A slot that is tried again gives way to the next one.
    given_way = [one for one in again if newest and one.slot < newest[0].slot]
    for one in given_way:
        passed += _range([one.slot], now, "a newer slot was due before it could be tried again")
    return [one for one in again if one not in given_way][-1:] + newest, passed


def _all(again: list[Due], firsts: list[Due], now: datetime) -> tuple[list[Due], list[PassedOver]]:
    everything = sorted([*again, *firsts], key=lambda one: one.slot)
    surplus = everything[: max(len(everything) - CATCH_UP, 0)]
    passed = _range([one.slot for one in surplus], now, f"more than {CATCH_UP} slots were missed")
    return everything[len(surplus) :], passed


def _range(slots: list[datetime], now: datetime, reason: str) -> list[PassedOver]:
    if not slots:
        return []
    return [PassedOver(slots[0], slots[-1], len(slots), now, reason)]


def _retry_at(edition: Edition, last: Attempt) -> datetime:
    assert last.ended is not None
    return last.ended + timedelta(seconds=edition.wait_before(last.number + 1))
