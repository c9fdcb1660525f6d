"""editions.toml -> named sets of notebook, articles, parameters, output and schedule.

``lines`` knows on which line each value of a TOML file stands, ``values`` reads single values,
``calendars`` is the cron expression in its time zone, ``settings`` holds an edition's settings,
``reading`` reads a whole file and gathers every mistake in it, and ``sources`` finds the files
that an edition's articles stand for.
"""

from analysis.editions.calendars import Calendar
from analysis.editions.reading import (
    FILE,
    Editions,
    EditionsError,
    Mistake,
    read_editions,
)
from analysis.editions.settings import Edition, Notice
from analysis.editions.sources import Sources, find_sources

__all__ = [
    "FILE",
    "Calendar",
    "Edition",
    "Editions",
    "EditionsError",
    "Mistake",
    "Notice",
    "Sources",
    "find_sources",
    "read_editions",
]
