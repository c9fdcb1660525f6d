"""A year of slots worked out the slow way: every minute of the year is looked at.

Nothing of the package is used here. The rules are those of Debian's cron(8): a job for a clock time
that the clock skips runs once, right after the gap; one for a time that is shown twice runs the
first time; jobs whose minute or hour begins with a star run by the time that really passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)

Fields = tuple[set[int], set[int], set[int], set[int], set[int], bool]


def expand(field: str, first: int, last: int) -> set[int]:
    """Return the numbers that a field of cron stands for."""
    found: set[int] = set()
    for part in field.split(","):
        span, _, step = part.partition("/")
        low, _, high = span.partition("-")
        start, end = (
            (first, last) if span == "*" else (int(low), int(high or (last if step else low)))
        )
        found.update(range(start, end + 1, int(step or 1)))
    return found


def read(expression: str) -> Fields:
    """Return the fields, and whether day and weekday must both fit."""
    minute, hour, day, month, weekday = expression.split()
    both = day.startswith("*") or weekday.startswith("*")
    weekdays = {number % 7 for number in expand(weekday, 0, 7)}
    return (
        expand(minute, 0, 59), expand(hour, 0, 23), expand(day, 1, 31),
        expand(month, 1, 12), weekdays, both,
    )  # fmt: skip


def fits(fields: Fields, clock: datetime) -> bool:
    """Whether a clock time is one of an expression."""
    minutes, hours, days, months, weekdays, both = fields
    day, weekday = clock.day in days, clock.isoweekday() % 7 in weekdays
    return (
        clock.minute in minutes
        and clock.hour in hours
        and clock.month in months
        and ((day and weekday) if both else (day or weekday))
    )


def slots(expression: str, timezone: str, after: datetime, until: datetime) -> list[datetime]:
    """Return the slots after one instant and up to another."""
    fields, zone = read(expression), ZoneInfo(timezone)
    by_clock = not expression.split()[0].startswith("*") and not expression.split()[1].startswith(
        "*"
    )
    found = set(
        _by_clock(fields, zone, after, until) if by_clock else _by_time(fields, zone, after, until)
    )
    return sorted(found)


def _minutes(after: datetime, until: datetime) -> Iterator[datetime]:
    moment = after.replace(second=0, microsecond=0)
    while moment <= until:
        if moment > after:
            yield moment
        moment += MINUTE


def _by_time(
    fields: Fields, zone: ZoneInfo, after: datetime, until: datetime
) -> Iterator[datetime]:
    for moment in _minutes(after, until):
        if fits(fields, moment.astimezone(zone)):
            yield moment


def _by_clock(
    fields: Fields, zone: ZoneInfo, after: datetime, until: datetime
) -> Iterator[datetime]:
    shown: set[datetime] = set()
    # From two days before, so that what the clock shows a second time is known as such.
    before = (after - timedelta(days=2)).astimezone(zone).replace(tzinfo=None)
    for moment in _minutes(after - timedelta(days=2), until):
        clock = moment.astimezone(zone).replace(tzinfo=None)
        skipped = before + MINUTE
        due = False
        while skipped < clock:  # clock times that never were: they run now
            due = due or fits(fields, skipped)
            skipped += MINUTE
        if clock not in shown and fits(fields, clock):
            due = True
        shown.add(clock)
        before = max(clock, before)
        if due and moment > after:
            yield moment
    return


def utc(*parts: int) -> datetime:
    """Return an instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
