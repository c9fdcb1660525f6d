"""Quarters, halves and seasons of a year, and festivals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from analysis.annotate.timex import festivals
from analysis.annotate.timex.calendars import SEASONS, shift
from analysis.annotate.timex.dates import looking_ahead_from, told_for, year_in
from analysis.annotate.timex.making import finish, touches
from analysis.annotate.timex.reading import pick
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.tense import Direction
from analysis.annotate.timex.words import word_set


def _period_in_year(
    scene: Scene,
    first: int,
    end: int,
    at: int,
    starts: Callable[[int], dt.date],
    write: Callable[[int], str],
    months: int,
) -> list[Found]:
    """Resolve a quarter, half or season whose year may be left out."""
    year, basis = year_in(scene, at, end)
    if year is not None:
        return [finish(scene, first, end, write(year), basis, anchored="written" not in basis)]
    if scene.anchor is None:
        return [finish(scene, first, end, "XXXX" + write(1000)[4:], "no year given")]
    relation = pick(scene.lexed, first, end, "LXHA")
    code = scene.lexed.codes[relation] if relation is not None else ""
    if relation is not None and (told := told_for(scene, first, relation)) is not None:
        return _after_told(scene, first, end, told, starts, write)
    way = scene.direction(first, end)
    base = looking_ahead_from(scene, first, way)
    if base is not None:
        return _after_told(scene, first, end, base, starts, write)
    if code == "L":
        way = Direction("past", f"'{scene.lexed.word(relation or 0)}'")
    elif code == "X":
        way = Direction("future", f"'{scene.lexed.word(relation or 0)}'")
    today = scene.anchor.date
    year = _year_of_period(today, starts, months, way.way, code)
    if year is None:
        return []
    return [
        finish(
            scene,
            first,
            end,
            write(year),
            way.reason or "the nearest",
            scene.anchor.words,
            anchored=True,
        )
    ]


def _after_told(
    scene: Scene,
    first: int,
    end: int,
    told: Found,
    starts: Callable[[int], dt.date],
    write: Callable[[int], str],
) -> list[Found]:
    """The first such period that begins in or after the month, or in the year, of a date told."""
    assert told.date is not None
    year = told.date.year
    if not 1 <= year <= 9997:
        return []
    if told.unit != "year" and starts(year) < told.date.replace(day=1):
        year += 1
    step = f"counted from '{scene.words(told.first, told.end)}' ({told.value})"
    return [finish(scene, first, end, write(year), step)]


def _year_of_period(
    today: dt.date, starts: Callable[[int], dt.date], months: int, way: str | None, code: str
) -> int | None:
    years = [year for year in (today.year - 1, today.year, today.year + 1) if 1 <= year <= 9998]
    begun = [year for year in years if starts(year) <= today]
    running = [
        year
        for year in years
        if starts(year) <= today and (shift(starts(year), "month", months) or today) > today
    ]
    if code == "L":
        done = [year for year in begun if year not in running]
        return max(done) if done else None
    if code == "X":
        later = [year for year in years if starts(year) > today]
        return min(later) if later else None
    if running and (code == "H" or way is not None):
        return running[0]
    if code == "H":
        return today.year
    if way == "future":
        later = [year for year in years if starts(year) > today]
        return min(later) if later else None
    if way == "past" and begun:
        return max(begun)
    middle = months * 15
    return min(
        years,
        key=lambda year: (abs((starts(year) - today).days + middle), year),
        default=None,
    )


def quarter(scene: Scene, first: int, end: int) -> list[Found]:
    """The third quarter; Q1 2013; the first half of last year."""
    lexed = scene.lexed
    coded = pick(lexed, first, end, "4")
    if coded is not None:
        letter, number = lexed.word(coded)[0], int(lexed.word(coded)[1])
        at = coded
        if lexed.codes[first] == "Y":
            value = f"{lexed.values[first]:04d}-{letter}{number}"
            return [finish(scene, first, end, value, "as written")]
        if letter == "H" and (number > 2 or end - first == 1):
            return []
    else:
        ordinal = pick(lexed, first, end, "O")
        unit = pick(lexed, first, end, "qh")
        if ordinal is None or unit is None:
            return []
        letter = "Q" if lexed.codes[unit] == "q" else "H"
        number = lexed.values[ordinal]
        limit = 4 if letter == "Q" else 2
        number = limit if number == -1 else number
        if lexed.lower(end) in ("running", "straight") or lexed.codes.startswith("pa", end):
            # "for the second quarter in a row"
            return []
        if not 1 <= number <= limit or (letter == "H" and not _half_of_year(scene, unit, end)):
            return []
        at = unit
    step = 3 if letter == "Q" else 6
    month_number = (number - 1) * step + 1
    return _period_in_year(
        scene,
        first,
        end,
        at,
        lambda year: dt.date(year, month_number, 1),
        lambda year: f"{year:04d}-{letter}{number}",
        step,
    )


def _half_of_year(scene: Scene, unit: int, end: int) -> bool:
    """A "first half" is of the year only where the year is named."""
    return pick(scene.lexed, unit + 1, end, "YU") is not None


def season(scene: Scene, first: int, end: int) -> list[Found]:
    """Last summer; the spring of 2012; early winter."""
    at = pick(scene.lexed, first, end, "S")
    if at is None:
        return []
    name = scene.lexed.values[at]
    if scene.lexed.code(end) == "-" and touches(scene.lexed, end - 1, 1):
        if scene.lexed.codes[end - 1] != "Y" or scene.lexed.code(end + 1) not in "DN":
            return []
        # "the winter of 2014-15" begins in 2014.
        end += 2
    return _period_in_year(
        scene,
        first,
        end,
        at,
        lambda year: dt.date(year, SEASONS[name], 1),
        lambda year: f"{year:04d}-{name}",
        3,
    )


def festival(scene: Scene, first: int, end: int) -> list[Found]:
    """Christmas Day; Good Friday 2013; last Thanksgiving."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "J")
    if at is None:
        return []
    rule = lexed.values[at]
    if _is_surname(scene, at):
        return []
    year, basis = year_in(scene, at, end)
    if year is None and scene.anchor is None:
        value = f"XXXX-{rule.split()[1]}" if rule.startswith("fixed") else "XXXX-XX-XX"
        return [finish(scene, first, end, value, "no year given")]
    if year is None:
        assert scene.anchor is not None
        year, basis = _festival_year(scene, first, end, rule)
    day = festivals.date_in(rule, year) if year is not None else None
    if day is None:
        return []
    return [finish(scene, first, end, day.isoformat(), basis, anchored="written" not in basis)]


_BEFORE_FEAST = word_set("since at before after over until till by around during last next this")


def _is_surname(scene: Scene, token: int) -> bool:
    """Christmas and Easter are surnames too."""
    if scene.clauses is None or " " in scene.lexed.word(token):
        return False
    if scene.lexed.lower(token - 1) in _BEFORE_FEAST:
        return False
    return scene.clauses.entity_type(scene.lexed.starts[token]) == "PERSON"


def _festival_year(scene: Scene, first: int, end: int, rule: str) -> tuple[int | None, str]:
    assert scene.anchor is not None
    today = scene.anchor.date
    days = [
        (year, day)
        for year in (today.year - 1, today.year, today.year + 1)
        if (day := festivals.date_in(rule, year)) is not None
    ]
    way = scene.direction(first, end)
    code = scene.lexed.codes[first]
    if code in "LX":
        way = Direction("past" if code == "L" else "future", f"'{scene.lexed.word(first)}'")
    if way.way == "past":
        fitting = [item for item in days if item[1] <= today]
    elif way.way == "future":
        fitting = [item for item in days if item[1] >= today]
    else:
        fitting = days
    if not fitting:
        return None, ""
    chosen = min(fitting, key=lambda item: (abs((item[1] - today).days), item[0]))
    return chosen[0], ", ".join(part for part in (way.reason or "the nearest", scene.anchor.words))
