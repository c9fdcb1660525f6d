"""A cron expression in a time zone: the instants at which an edition is to run.

Daylight saving is that of Debian's cron, computed by cronsim: what is set for a clock time (07:00,
02:30) runs once a day, at the first moment after a gap if the clock skips it, and the first time if
the clock shows it twice; what is set for every so many minutes or hours runs by the time that
really passes. Slots are instants in UTC, so that no change of clocks makes one run twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

CRON_ALLOWED = (
    "minute hour day-of-month month day-of-week, as 0 7 * * 1-5 (weekdays at 07:00), "
    "*/30 * * * *, 0 9 1 * *, 0 8 * * MON#1"
)
# cronsim begins from a clock time; from a day before, no slot next to a change of clocks is lost.
_MARGIN = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """When an edition runs.

    Parameters
    ----------
    expression
        Five fields of cron: minute, hour, day of the month, month, day of the week.
    timezone
        IANA name of the zone whose clock the expression means ("Europe/Berlin").

    Raises
    ------
    ValueError
        If the expression is no cron expression or never comes to pass, or the zone is unknown.
    """

    expression: str
    timezone: str = "UTC"

    def __post_init__(self) -> None:
        if len(self.expression.split()) != 5:
            raise ValueError(f"{len(self.expression.split())} fields instead of five")
        zone_of(self.timezone)
        try:
            next(CronSim(self.expression, datetime(2024, 1, 1, tzinfo=UTC)))
        except CronSimError as error:
            raise ValueError(str(error)) from None
        except StopIteration:
            raise ValueError("no such day ever comes") from None

    def slots(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """Yield the slots after one instant, up to and with another, as instants in UTC, in order.

        Parameters
        ----------
        after, until
            Aware datetimes.
        """
        zone = zone_of(self.timezone)
        last = after.astimezone(UTC)
        # Two clock times in one gap are one instant: each is given once.
        for moment in CronSim(self.expression, (last - _MARGIN).astimezone(zone)):
            slot = moment.astimezone(UTC)
            if slot > until:
                return
            if slot > last:
                last = slot
                yield slot

    def next(self, after: datetime) -> datetime | None:
        """Return the first slot after an instant, in UTC; None if there is none in ten years."""
        return next(self.slots(after, after + timedelta(days=3660)), None)

    def local(self, slot: datetime) -> datetime:
        """Return an instant as the clock of the calendar's zone shows it."""
        return slot.astimezone(zone_of(self.timezone))


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA name.

    Raises
    ------
    ValueError
        If there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name!r}") from None
