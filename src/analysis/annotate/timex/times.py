"""Clock times and parts of a day, on the day that they belong to."""

from __future__ import annotations

import re

from analysis.annotate.timex import dates, relative, weekdays
from analysis.annotate.timex.calendars import period_value, shift
from analysis.annotate.timex.reading import derive, mod_in, pick
from analysis.annotate.timex.scene import Found, Scene

_DAY = frozenset({"day"})
_Day = tuple[str, str, str | None]  # value, how it was read, anchor


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
    if lexed.codes[first] == "n":
        return lexed.values[first], first + 1
    numbers = _hour_and_minute(scene, first)
    if numbers is None:
        return None
    hour, minute = numbers
    index = first + 1
    if lexed.code(index) in "kK" and index < end:
        if not 1 <= hour <= 12:
            return None
        if lexed.codes[index] == "k":
            hour = hour % 12 + lexed.values[index]
        index += 1
    zone = ""
    if index < end and lexed.codes[index] == "z":
        zone = lexed.values[index]
        index += 2 if index + 1 < end and lexed.codes[index + 1] == "i" else 1
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return f"{hour:02d}:{minute:02d}{zone}", index


def _hour_and_minute(scene: Scene, token: int) -> tuple[int, int] | None:
    """Read 18:30, 1830, 6.30 or 6."""
    code, value = scene.lexed.codes[token], scene.lexed.values[token]
    if code in "Y5":
        text = scene.lexed.word(token)
        return int(text[:2]), int(text[2:])
    if code == "C":
        hour, minute = value.split(":")[:2]
        return int(hour), int(minute)
    if isinstance(value, float):
        return int(value), round((value - int(value)) * 100)
    return (value, 0) if isinstance(value, int) else None


def _own_day(scene: Scene, first: int, end: int) -> _Day | None:
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
    if pick(lexed, first, end, "tP") is not None:
        found = day_part(scene, first, end)
        return (found[0].value.split("T")[0], _steps(found[0]), found[0].anchor) if found else None
    if pick(lexed, first, end, "W") is not None:
        day = weekdays.weekday_date(scene, first, end)
        return None if day is None else (day.value, day.steps, day.anchor)
    found = relative.relative(scene, first, end)
    return (found[0].value, _steps(found[0]), found[0].anchor) if found else None


def _steps(found: Found) -> str:
    """Return the middle of a derivation."""
    text = found.derivation.rsplit(" → ", 1)[0]
    return text.split("', ", 1)[1] if "', " in text else text


# The day may follow after a part of day, a zone or another clock time: "9 a.m. (1300 GMT) on".
_FOLLOWING_DAY = re.compile(
    r"(?:[)]|[(][^|)]{0,6}[)])?(?:pdP|,)?(?:[)]|[(][^|)]{0,6}[)])?(?:p?d?)(?=W|M[DO]|[DO]o?M|T|[XA]U|[XL]W)"
)


def _day_of(scene: Scene, first: int, end: int) -> tuple[str, str, str | None]:
    """Find the day of a clock time: right after it, before it in the sentence, else today."""
    lexed = scene.lexed
    match = _FOLLOWING_DAY.match(lexed.codes, end)
    if match is not None:
        found = scene.resolve(match.end())
        if found is not None and found.unit == "day":
            return found.value, _steps(found), found.anchor
    told = scene.narrative(first, _DAY, paragraphs=0)
    if told is not None and relative.is_out_of_step(scene, first, end, told):
        told = None
    if told is not None and lexed.codes[told.end : first].count("|") <= 1:
        words = scene.words(told.first, told.end)
        day = told.value.split("T")[0]
        if told.date is not None and _runs_past_midnight(scene, told, first):
            following = shift(told.date, "day", 1)
            if following is not None:
                return following.isoformat(), f"after '{words}' ({told.value})", told.value
        return day, f"on '{words}' ({told.value})", told.value
    if scene.anchor is None:
        return "XXXX-XX-XX", "no publication date", None
    return scene.anchor.date.isoformat(), scene.anchor.words, scene.anchor.date.isoformat()


def _runs_past_midnight(scene: Scene, told: Found, first: int) -> bool:
    """From noon until 3 a.m.: the second is on the next day."""
    if scene.lexed.codes[told.end : first] not in (">", "-") or "T" not in told.value:
        return False
    clock = _read_clock(scene, first, min(first + 2, len(scene.lexed.codes)))
    return clock is not None and clock[0] < told.value.split("T")[1]


def day_part(scene: Scene, first: int, end: int) -> list[Found]:
    """Tuesday evening; this morning; last night; tonight; the next morning."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "Pt")
    if at is None or lexed.lower(at) == "overnight":
        return []
    part = lexed.values[at]
    if pick(lexed, first, at, "W") is not None:
        found = weekdays.weekday_date(scene, first, at)
        if found is None:
            return []
        made = _time(scene, first, end, f"{found.value}T{part}", found.steps, found.anchor)
        made[0].weekday = lexed.values[pick(lexed, first, at, "W") or first]
        made[0].weak = found.weak
        return made
    deictic = pick(lexed, first, at, "T")
    if deictic is not None or lexed.codes[at] == "t":
        days = lexed.values[deictic] if deictic is not None else 0
        return _from_today(scene, first, end, days, part)
    relation = pick(lexed, first, at, "LXHA")
    return [] if relation is None else _related_part(scene, first, end, relation, part)


def _related_part(scene: Scene, first: int, end: int, relation: int, part: str) -> list[Found]:
    """This morning; last night; that evening; the following morning."""
    lexed = scene.lexed
    code, word = lexed.codes[relation], lexed.lower(relation)
    definite = lexed.code(relation - 1) == "d" and relation > first
    if relation and lexed.word(relation - 1)[:1].isupper() and lexed.word(relation).istitle():
        return []
    if word == "this":
        return _from_today(scene, first, end, 0, part)
    if word == "last" and part in ("NI", "EV") and not definite:
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
    """The night of March 3; the morning of Sunday; the week of June 3."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "P")
    found = scene.resolve(end)
    if found is None or found.unit != "day" or found.type != "DATE":
        return []
    if at is None:
        return _week_of(scene, first, found) if lexed.values[first + 1] == "week" else []
    value = f"{found.value}T{lexed.values[at]}"
    return _time(scene, first, found.end, value, _steps(found), found.anchor)


def _week_of(scene: Scene, first: int, found: Found) -> list[Found]:
    if found.date is None:
        return []
    value = period_value(found.date, "week")
    derivation = derive(scene.words(first, found.end), _steps(found), value=value)
    return [Found(first, found.end, "DATE", value, derivation, found.anchor)]
