"""Festivals with a date that can be computed; the others are left alone.

Movable feasts whose day depends on a sighting of the moon (Eid, the start of Ramadan) or on a local
decree are not in the table: a gap is better than a wrong date.

The table ``reference/tables/festivals.csv`` has a row for each feast: ``name``, ``other_names``
(separated by |), ``rule`` (see :func:`date_in`) and ``region`` (ISO code of the state whose feast
it is; empty where many keep it). The rules are public facts: civil calendars, the Easter computus
and the March equinox.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache

from analysis.annotate.timex.calendars import WEEKDAYS, easter, nth_weekday, orthodox_easter
from analysis.reference.reading import rows, several


def _table() -> dict[str, str]:
    """Names in lower case -> rule, straight apostrophes only."""
    names: dict[str, str] = {}
    for row in rows("festivals"):
        for name in (row["name"], *several(row["other_names"])):
            names[_plain(name)] = row["rule"]
    return names


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").lower().split())


_RULES = _table()
# A feast's name inside another name ("Good Friday Agreement", "Christmas Island") is no date.
_PATTERN = re.compile(
    "(?:"
    + "|".join(
        re.escape(name).replace(r"\ ", r"\s+").replace("'", r"\s?['’]\s?")
        for name in sorted(_RULES, key=lambda name: (-len(name), name))
    )
    + r")(?![\w-])(?!\s+(?:Agreement|Accords?|Island|Carol|Process|Peace|Rising|Truce|Tree"
    r"|Offensive|Market))",
    re.IGNORECASE,
)
FIRST_WORDS = frozenset(re.split(r"[\s'.]", name)[0] for name in _RULES)


def match(text: str, start: int) -> tuple[str, int] | None:
    """Return the rule of the festival named at `start` and where its name ends, or None.

    A name must start with a capital letter and each of its words must too ("all saints" is none).
    """
    found = _PATTERN.match(text, start)
    if found is None:
        return None
    words = [word for word in re.findall(r"[^\W\d_]+", found.group()) if len(word) > 3]
    if not all(word[0].isupper() for word in words) or not text[start].isupper():
        return None
    plain = re.sub(r"\s*'\s*", "'", _plain(found.group()))
    rule = _RULES.get(plain) or _RULES.get(plain.replace("'s", "'s "))
    if rule is None:
        rule = _RULES.get(re.sub(r"'(?=[^s])", "' ", plain))
    return (rule, found.end()) if rule else None


@lru_cache(maxsize=512)
def date_in(rule: str, year: int) -> dt.date | None:
    """Return the day of a festival in a year, or None where its rule does not reach.

    Parameters
    ----------
    rule
        "fixed MM-DD", "nth MM WEEKDAY N", "nth+1 …" (the day after it), "easter DAYS",
        "orthodox DAYS" (days from the feast), or "nowruz".
    """
    name, *arguments = rule.split()
    try:
        if name == "fixed":
            return dt.date.fromisoformat(f"{year:04d}-{arguments[0]}")
        if name.startswith("nth"):
            month, weekday, which = arguments
            day = nth_weekday(year, int(month), WEEKDAYS.index(weekday), int(which))
            return day + dt.timedelta(days=int(name[3:] or 0))
        if name in ("easter", "orthodox"):
            if name == "orthodox" and not 1900 <= year <= 2099:
                return None
            feast = easter(year) if name == "easter" else orthodox_easter(year)
            return feast + dt.timedelta(days=int(arguments[0]))
        if name == "nowruz" and 1900 <= year <= 2100:
            return nowruz(year)
    except (ValueError, OverflowError):
        return None
    return None


# Periodic terms of the equinox: amplitude (1e-5 days), phase and speed (degrees, per century).
_EQUINOX_TERMS = (
    (485, 324.96, 1934.136),
    (203, 337.23, 32964.467),
    (199, 342.08, 20.186),
    (182, 27.85, 445267.112),
    (156, 73.14, 45036.886),
    (136, 171.52, 22518.443),
    (77, 222.54, 65928.934),
    (74, 296.72, 3034.906),
    (70, 243.58, 9037.513),
    (58, 119.81, 33718.147),
    (52, 297.17, 150.678),
    (50, 21.02, 2281.226),
)


def nowruz(year: int) -> dt.date:
    """Return the first day of the Iranian year: that of the March equinox if before noon in Iran.

    Notes
    -----
    Equinox after Meeus (1991, ch. 26), good to a few minutes; Iran Standard Time is UTC+3:30.
    """
    millennia = (year - 2000) / 1000
    mean = 2451623.80984 + 365242.37404 * millennia + 0.05169 * millennia**2
    centuries = (mean - 2451545.0) / 36525
    anomaly = math.radians(35999.373 * centuries - 2.47)
    longitude = 1 + 0.0334 * math.cos(anomaly) + 0.0007 * math.cos(2 * anomaly)
    periodic = sum(
        amplitude * math.cos(math.radians(phase + speed * centuries))
        for amplitude, phase, speed in _EQUINOX_TERMS
    )
    julian_day = mean + 0.00001 * periodic / longitude - 65 / 86400
    # Julian days start at noon; 2451545 is noon of 2000-01-01.
    moment = dt.datetime(2000, 1, 1, 12) + dt.timedelta(days=julian_day - 2451545.0, hours=3.5)
    return moment.date() + dt.timedelta(days=1 if moment.hour >= 12 else 0)
