"""Weekdays: which one is meant, by tense, by the story, or by the one before."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from analysis.annotate.timex.calendars import shift
from analysis.annotate.timex.making import made
from analysis.annotate.timex.reading import pick, pick_last
from analysis.annotate.timex.scene import Found, Scene


class Weekday(NamedTuple):
    """A weekday's date, how it was read, what from, and whether the clause only leans that way."""

    value: str
    steps: str
    anchor: str | None
    weak: bool = False


# Readings that a plainer one elsewhere in the article overrules.
_LEANS = re.compile(r"present tense|the last such day")


def weekday_date(scene: Scene, first: int, end: int) -> Weekday | None:
    """Find the date of the weekday among the tokens."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "W")
    if at is None:
        return None
    weekday = lexed.values[at]
    relation = pick(lexed, first, end, "LXHA")
    code = lexed.codes[relation] if relation is not None else ""
    word = lexed.lower(relation) if relation is not None else ""
    told = _told_day(scene, first, code, word)
    if told is not None and told.date is not None:
        step = -1 if word == "previous" else 1
        day = _nearby(told.date, weekday, step) if code != "A" else _same_week(told.date, weekday)
        words = scene.words(told.first, told.end)
        return Weekday(day.isoformat(), f"counted from '{words}' ({told.value})", told.value)
    if scene.anchor is None:
        return Weekday(f"XXXX-WXX-{weekday + 1}", "no publication date", None)
    day_reason = _weekday_from_today(scene, first, end, weekday, code, word)
    if day_reason is None:
        return None
    day, reason = day_reason
    steps = ", ".join(part for part in (reason, scene.anchor.words) if part)
    anchor = scene.anchor.date.isoformat()
    return Weekday(day.isoformat(), steps, anchor, _LEANS.match(reason) is not None)


def _told_day(scene: Scene, first: int, code: str, word: str) -> Found | None:
    definite = word == "next" and scene.lexed.codes[first] == "d"
    if code == "A" or definite or word in ("following", "previous", "preceding"):
        return scene.narrative(first, frozenset({"day", "week"}))
    return None


def _nearby(date: dt.date, weekday: int, step: int) -> dt.date:
    distance = (weekday - date.weekday()) % 7 or 7
    return date + dt.timedelta(days=distance if step > 0 else distance - 7 if distance < 7 else -7)


def _same_week(date: dt.date, weekday: int) -> dt.date:
    distance = (weekday - date.weekday()) % 7
    return date + dt.timedelta(days=distance)


def _weekday_from_today(
    scene: Scene, first: int, end: int, weekday: int, code: str, word: str
) -> tuple[dt.date, str] | None:
    assert scene.anchor is not None
    now = scene.anchor.date
    back = (now.weekday() - weekday) % 7
    ahead = (weekday - now.weekday()) % 7
    try:
        if code == "L" and word != "following":
            return now - dt.timedelta(days=back or 7), f"'{word}'"
        if code == "X":
            monday = now - dt.timedelta(days=now.weekday())
            if word == "next":
                return monday + dt.timedelta(days=7 + weekday), "'next', in the week after"
            return now + dt.timedelta(days=ahead or 7), f"'{word}'"
        if joined := _joined(scene, first, weekday):
            return joined
        if planned := _of_a_plan(scene, first, end, back, ahead):
            return planned
        way = scene.direction(first, end)
        if way.way == "future":
            return now + dt.timedelta(days=ahead), way.reason
        if way.way is None and code == "H" and back:
            return now + dt.timedelta(days=ahead), "'this'"
        reason = way.reason or ("the same weekday" if not back else "the last such day")
        return now - dt.timedelta(days=back), reason
    except OverflowError:
        return None


def _of_a_plan(
    scene: Scene, first: int, end: int, back: int, ahead: int
) -> tuple[dt.date, str] | None:
    """Read "Plans for talks on Monday were dropped": the day of what was to be."""
    assert scene.anchor is not None
    leaning = scene.plan(first, end)
    if leaning is None:
        return None
    is_ahead = leaning == "ahead" or (leaning == "fresh" and back > 1)
    if is_ahead or (leaning == "near" and ahead < back):
        return scene.anchor.date + dt.timedelta(days=ahead), "a plan given up before its day"
    reason = "a plan now past" if leaning == "behind" else "the nearest, of a plan changed"
    days = (back or 7) if leaning == "behind" else back
    return scene.anchor.date - dt.timedelta(days=days), reason


def _joined(scene: Scene, first: int, weekday: int) -> tuple[dt.date, str] | None:
    """Tuesday and Wednesday; Monday to Thursday: the second follows the first."""
    if not scene.found:
        return None
    before = scene.found[-1]
    between = scene.lexed.codes[before.end : first]
    if between not in ("&", ">", "-", "&p", ",", ",&", ">d"):
        return None
    if scene.lexed.code(before.end - 1) != "W" or before.date is None or before.unit != "day":
        return None
    distance = (weekday - before.date.weekday()) % 7
    if not 1 <= distance <= 4:
        return None
    words = scene.words(before.first, before.end)
    return before.date + dt.timedelta(days=distance), f"after '{words}' ({before.value})"


def weekday(scene: Scene, first: int, end: int) -> list[Found]:
    """Tuesday; last Friday; late Monday."""
    found = weekday_date(scene, first, end)
    if found is None:
        return []
    result = made(scene, first, end, found.value, found.steps, anchor=found.anchor)
    result[0].weekday = scene.lexed.values[pick(scene.lexed, first, end, "W") or first]
    result[0].weak = found.weak
    return result


def weekday_of_week(scene: Scene, first: int, end: int) -> list[Found]:
    """Tuesday last week; Friday of next week."""
    lexed = scene.lexed
    relation = pick_last(lexed, first, end, "LXHA")
    if lexed.values[end - 1] != "week" or relation is None:
        return []
    step = {"L": -1, "X": 1, "H": 0}.get(lexed.codes[relation])
    weekday = lexed.values[first]
    if step is None:
        return []
    if scene.anchor is None:
        value = f"XXXX-WXX-{weekday + 1}"
        return made(scene, first, end, value, "no publication date", anchor=None)
    day = shift(scene.anchor.date, "day", 7 * step + weekday - scene.anchor.date.weekday())
    if day is None:
        return []
    anchor = scene.anchor.date.isoformat()
    return made(scene, first, end, day.isoformat(), scene.anchor.words, anchor=anchor)
