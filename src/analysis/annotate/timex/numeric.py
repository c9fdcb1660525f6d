"""Dates in figures: 2013-02-26, 3/4/2013, 26.2.2013."""

from __future__ import annotations

import datetime as dt
import re

from analysis.annotate.timex.making import finish
from analysis.annotate.timex.scene import Found, Scene


def iso(scene: Scene, first: int, end: int) -> list[Found]:
    """2013-02-26, 2013-02-26T10:00."""
    value = scene.lexed.values[first]
    try:
        dt.date.fromisoformat(value[:10])
    except ValueError:
        return []
    found = finish(scene, first, end, value, "as written")
    if "T" in value:
        found.type = "TIME"
    return [found]


def nine_eleven(scene: Scene, first: int, end: int) -> list[Found]:
    """9/11, the one date that is known by its figures."""
    if scene.lexed.text[scene.lexed.starts[first] : scene.lexed.ends[end - 1]] != "9/11":
        return []
    return [finish(scene, first, end, "2001-09-11", "the attacks of that day")]


def numeric_date(scene: Scene, first: int, end: int) -> list[Found]:
    """3/4/2013, 26.2.2013, 2013/02/26: day or month first by what the article shows."""
    text = scene.lexed.values[first]
    parts = re.split(r"[/.]", text)
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return exact(scene, first, end, numbers[0], numbers[1], numbers[2])
    if len(parts[0]) > 2 or len(parts[2]) == 3:
        return []
    year = numbers[2]
    if len(parts[2]) == 2:
        if "." in text or scene.anchor is None:
            return []
        year = _century(scene, year)
    if not 1000 <= year <= 2199:
        return []
    low, high = numbers[0], numbers[1]
    if low > 12 >= high:
        return exact(scene, first, end, year, high, low)
    if high > 12 >= low:
        return exact(scene, first, end, year, low, high)
    if low == high or "." in text:
        return exact(scene, first, end, year, high, low)
    if scene.day_first is None:
        return _by_nearness(scene, first, end, year, low, high)
    order = "day first" if scene.day_first else "month first"
    month, day = (high, low) if scene.day_first else (low, high)
    return exact(scene, first, end, year, month, day, f"{order} as elsewhere in the article")


def _by_nearness(scene: Scene, first: int, end: int, year: int, low: int, high: int) -> list[Found]:
    """Take the reading next to the article's own day, if only one is; else leave day and month."""
    near = []
    if scene.anchor is not None:
        for month, day in ((low, high), (high, low)):
            try:
                date = dt.date(year, month, day)
            except ValueError:
                continue
            if abs((date - scene.anchor.date).days) <= 10:
                near.append((month, day))
    if len(near) == 1:
        month, day = near[0]
        return exact(scene, first, end, year, month, day, "the reading near the article's day")
    value = f"{year:04d}-XX-XX"
    return [finish(scene, first, end, value, "day and month could be either way round")]


def _century(scene: Scene, two_digits: int) -> int:
    base = scene.anchor.date.year if scene.anchor else 2000
    year = base - base % 100 + two_digits
    return year - 100 if year > base + 20 else year


def exact(
    scene: Scene, first: int, end: int, year: int, month: int, day: int, *steps: str
) -> list[Found]:
    try:
        value = dt.date(year, month, day).isoformat()
    except ValueError:
        return []
    return [finish(scene, first, end, value, *(steps or ("as written",)))]
