"""Clock times and parts of a day, on the day that they belong to."""

from __future__ import annotations

import datetime as dt
import re

from analysis.annotate.timex import dates, relative
from analysis.annotate.timex.calendars import shift
from analysis.annotate.timex.reading import derive, mod_in, pick
from analysis.annotate.timex.scene import Found, Scene

_DAY = frozenset({"day"})


def _time(
    scene: Scene, first: int, end: int, value: str, steps: str, anchor: str | None
) -> list[Found]:
    words = scene.words(first, end)
    mod = mod_in(scene.lexed, first, end)
    return [Found(first, end, "TIME", value, derive(words, steps, value=value), anchor, mod)]


def clock_day(scene: Scene, first: int, end: int) -> list[Found]:
    """3 p.m.; 18:00 UTC; noon Tuesday; 1430 GMT."""
    clock = _read_clock(scene, first, end)
    if clock is None:
        return []
    written, after = clock
    day = _own_day(scene, after, end) if after < end else None
    if day is None:
        end = after
        day = _day_of(scene, first, end)
    value, steps, anchor = day
    if not re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)", value):
        value, steps, anchor = "XXXX-XX-XX", "no day given", None
    return _time(scene, first, end, f"{value}T{written}", steps, anchor)


def _read_clock(scene: Scene, first: int, end: int) -> tuple[str, int] | None:
    """Return the clock time in ISO form and the token after it."""
    lexed = scene.lexed
    code, value, index = lexed.codes[first], lexed.values[first], first + 1
    if code == "n":
        return value, index
    if code in "Y5":
        text = lexed.word(first)
        hour, minute = int(text[:2]), int(text[2:])
    elif code == "C":
        hour, minute = (int(part) for part in value.split(":")[:2])
    elif isinstance(value, float):
        hour, minute = int(value), round((value - int(value)) * 100)
    elif isinstance(value, int):
        hour, minute = value, 0
    else:
        return None
    if index < end and lexed.codes[index] == "k":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + lexed.values[index]
        index += 1
    elif index < end and lexed.codes[index] == "K":
        index += 1
        if not 1 <= hour <= 12:
            return None
    zone = ""
    if index < end and lexed.codes[index] == "z":
        zone = lexed.values[index]
        index += 1
        if index < end and lexed.codes[index] == "i":
            index += 1
    if not (0 <= hour <= 24 and 0 <= minute <= 59):
        return None
    return f"{hour:02d}:{minute:02d}{zone}", index


def _own_day(scene: Scene, first: int, end: int) -> tuple[str, str, str | None] | None:
    """Resolve the day written right after a clock time."""
    lexed = scene.lexed
    if lexed.codes[first] == ",":
        first += 1
    if pick(lexed, first, end, "M") is not None:
        found = dates.month_day(scene, first, end)
        return (found[0].value, _steps(found[0]), found[0].anchor) if found else None
    if pick(lexed, first, end, "T") is not None:
        found = relative.today(scene, first, end)
        return (found[0].value, _steps(found[0]), found[0].anchor) if found else None
    if pick(lexed, first, end, "W") is not None:
        return relative.weekday_date(scene, first, end)
    found = relative.relative(scene, first, end)
    return (found[0].value, _steps(found[0]), found[0].anchor) if found else None


def _steps(found: Found) -> str:
    """Return the middle of a derivation."""
    text = found.derivation.rsplit(" → ", 1)[0]
    return text.split("', ", 1)[1] if "', " in text else text


_FOLLOWING_DAY = re.compile(r"(?:,|p|pd)?(?=W|M[DO]|[DO]M|T|d[XA]U|XW|LW)")


def _day_of(scene: Scene, first: int, end: int) -> tuple[str, str, str | None]:
    """Find the day of a clock time: right after it, before it in the sentence, else today."""
    lexed = scene.lexed
    match = _FOLLOWING_DAY.match(lexed.codes, end)
    if match is not None:
        found = scene.resolve(match.end())
        if found is not None and found.unit == "day":
            return found.value, _steps(found), found.anchor
    told = scene.narrative(first, _DAY, paragraphs=0)
    if told is not None and told.date is not None:
        same = scene.is_same_sentence(told.first, first)
        if same or lexed.codes[told.first : first].count("|") <= 2:
            words = scene.words(told.first, told.end)
            return told.value.split("T")[0], f"on '{words}' ({told.value})", told.value
    if scene.anchor is None:
        return "XXXX-XX-XX", "no publication date", None
    return scene.anchor.date.isoformat(), scene.anchor.words, scene.anchor.date.isoformat()


def day_part(scene: Scene, first: int, end: int) -> list[Found]:
    """Tuesday evening; this morning; last night; tonight; the next morning."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "Pt")
    if at is None:
        return []
    part = lexed.values[at]
    if lexed.lower(at) == "overnight":
        return []
    if pick(lexed, first, at, "W") is not None:
        found = relative.weekday_date(scene, first, at)
        if found is None:
            return []
        value, steps, anchor = found
        return _time(scene, first, end, f"{value}T{part}", steps, anchor)
    deictic = pick(lexed, first, at, "T")
    if deictic is not None:
        return _from_today(scene, first, end, lexed.values[deictic], part)
    relation = pick(lexed, first, at, "LXHA")
    if lexed.codes[at] == "t":
        return _from_today(scene, first, end, 0, part)
    if relation is None:
        return []
    code, word = lexed.codes[relation], lexed.lower(relation)
    if code == "H" and word == "this":
        return _from_today(scene, first, end, 0, part)
    if code == "L" and word == "last" and part == "NI" and lexed.code(relation - 1) != "d":
        return _from_today(scene, first, end, -1, part)
    if code in "AX" or word in ("previous", "preceding"):
        step = {"A": 0, "X": 1}.get(code, -1)
        return _from_story(scene, first, end, step, part)
    return []


def _from_today(scene: Scene, first: int, end: int, days: int, part: str) -> list[Found]:
    if scene.anchor is None:
        return _time(scene, first, end, f"XXXX-XX-XXT{part}", "no publication date", None)
    day = shift(scene.anchor.date, "day", days)
    if day is None:
        return []
    anchor = scene.anchor.date.isoformat()
    return _time(scene, first, end, f"{day.isoformat()}T{part}", scene.anchor.words, anchor)


def _from_story(scene: Scene, first: int, end: int, days: int, part: str) -> list[Found]:
    told = scene.narrative(first, _DAY)
    day = shift(told.date, "day", days) if told is not None and told.date else None
    if told is None or day is None:
        if days == 0:
            return []
        value = f"XXXX-XX-XXT{part}"
        return _time(scene, first, end, value, "no date before it to count from", None)
    step = f"counted from '{scene.words(told.first, told.end)}' ({told.value})"
    return _time(scene, first, end, f"{day.isoformat()}T{part}", step, told.value)


def part_of(scene: Scene, first: int, end: int) -> list[Found]:
    """The night of March 3; the morning of Sunday."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "P")
    found = scene.resolve(end)
    if at is None or found is None or found.unit != "day" or found.type != "DATE":
        return []
    value = f"{found.value}T{lexed.values[at]}"
    return _time(scene, first, found.end, value, _steps(found), found.anchor)


def is_day(value: str) -> bool:
    """Tell whether a value names one calendar day."""
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        return False
    return True
