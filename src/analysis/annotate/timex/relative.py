"""Dates reckoned from another day: from the article's own, or from one just told."""

from __future__ import annotations

import datetime as dt

from analysis.annotate.timex.calendars import UNDERSPECIFIED, duration_value, period_value, shift
from analysis.annotate.timex.making import made, span
from analysis.annotate.timex.reading import approximation, derive, pick, pick_last, read_amount
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.words import word_set

_FINER: dict[str, frozenset[str]] = {
    "day": frozenset({"day"}),
    "weekend": frozenset({"day", "week", "weekend"}),
    "week": frozenset({"day", "week", "weekend"}),
    "fortnight": frozenset({"day", "week"}),
    "month": frozenset({"day", "month"}),
    "quarter": frozenset({"day", "month", "quarter"}),
    "half": frozenset({"day", "month", "quarter", "half"}),
    "year": word_set(
        """
    quarter year month season half day
    """
    ),
    "decade": frozenset({"day", "month", "year", "decade"}),
    "century": frozenset({"day", "month", "year", "decade", "century"}),
}


_SPAN_PREPOSITIONS = word_set(
    """
    over in within during for throughout across inside
    """
)


def from_today(scene: Scene, first: int, end: int, unit: str, count: int) -> list[Found]:
    """Resolve against the article's day; without one the value stays underspecified."""
    if scene.anchor is None:
        return made(scene, first, end, UNDERSPECIFIED[unit], "no publication date", anchor=None)
    day = shift(scene.anchor.date, unit, count)
    if day is None:
        return []
    value = period_value(day, unit)
    return made(scene, first, end, value, scene.anchor.words, anchor=scene.anchor.date.isoformat())


def from_narrative(
    scene: Scene, first: int, end: int, unit: str, count: int, *, fallback: bool = False
) -> list[Found]:
    """Resolve against the last date told; without one, leave open or use the article's day."""
    told = scene.narrative(first, _FINER.get(unit, frozenset({"day"})))
    if told is not None and is_out_of_step(scene, first, end, told):
        told = None
    if told is None or told.date is None:
        if fallback:
            return from_today(scene, first, end, unit, count)
        value = UNDERSPECIFIED[unit]
        return made(scene, first, end, value, "no date before it to count from", anchor=None)
    day = shift(told.date, unit, count)
    if day is None:
        return []
    step = f"counted from '{scene.words(told.first, told.end)}' ({told.value})"
    return made(scene, first, end, period_value(day, unit), step, anchor=told.value)


def is_out_of_step(scene: Scene, first: int, end: int, told: Found) -> bool:
    """What has happened is not counted from a day that is still to come."""
    if scene.anchor is None or told.date is None or told.date <= scene.anchor.date:
        return False
    return scene.direction(first, end).way == "past"


def relative(scene: Scene, first: int, end: int) -> list[Found]:
    """Last week; this year; the next day; that month; later this year."""
    lexed = scene.lexed
    at = pick_last(lexed, first, end, "Uqh")
    relation = pick_last(lexed, first, at or first, "LXHA")
    if at is None or relation is None:
        return []
    unit = lexed.values[at]
    code, word = lexed.codes[relation], lexed.lower(relation)
    definite = lexed.code(relation - 1) == "d" and relation > first
    if unit in ("second", "minute", "hour", "half", "millennium"):
        if word in ("past", "last") and unit == "hour" and definite:
            return span(scene, first, end, duration_value(1, unit))
        return []
    if code == "L" and lexed.codes[relation - 1] == "H" and relation > first:
        return from_today(scene, first, end, unit, -1)
    if code == "L":
        return _last(scene, first, end, unit, word, definite)
    if code == "X":
        return _next(scene, first, end, unit, word, definite)
    if code == "A":
        return _that(scene, first, end, unit, word)
    return _this(scene, first, end, unit, word)


def _last(scene: Scene, first: int, end: int, unit: str, word: str, definite: bool) -> list[Found]:
    if definite and scene.lexed.code(end) == "o":
        return []
    if word == "past" or (word == "last" and definite and unit not in ("quarter", "weekend")):
        if unit == "day" and word == "last":
            return []
        led = scene.lexed.lower(first - 1) in _SPAN_PREPOSITIONS
        if word == "past" or led:
            return span(scene, first, end, duration_value(1, unit))
    if word in ("previous", "preceding", "prior"):
        return from_narrative(scene, first, end, unit, -1, fallback=unit != "day")
    if unit == "day":
        return []
    return from_today(scene, first, end, unit, -1)


def _next(scene: Scene, first: int, end: int, unit: str, word: str, definite: bool) -> list[Found]:
    led = scene.lexed.lower(first - 1) in _SPAN_PREPOSITIONS
    if word in ("next", "coming") and definite and led and unit not in ("weekend",):
        if word == "next" and unit == "day":
            return from_narrative(scene, first, end, unit, 1)
        return span(scene, first, end, duration_value(1, unit))
    if word in ("following", "subsequent", "ensuing") or (definite and word == "next"):
        return from_narrative(scene, first, end, unit, 1, fallback=word == "next" and unit != "day")
    if unit == "day":
        return []
    return from_today(scene, first, end, unit, 1)


def _that(scene: Scene, first: int, end: int, unit: str, word: str) -> list[Found]:
    told = scene.narrative(first, _FINER.get(unit, frozenset()))
    if told is None:
        return []
    return from_narrative(scene, first, end, unit, 0)


def _this(scene: Scene, first: int, end: int, unit: str, word: str) -> list[Found]:
    if unit == "day":
        return []
    if unit == "weekend" and scene.anchor is not None:
        return _weekend(scene, first, end)
    return from_today(scene, first, end, unit, 0)


def _weekend(scene: Scene, first: int, end: int) -> list[Found]:
    """This weekend or the weekend: the one just past on a working day, in the past tense."""
    assert scene.anchor is not None
    way = scene.direction(first, end)
    weekday = scene.anchor.date.weekday()
    over = scene.lexed.code(first) == "d"
    # "over the weekend" is the last one, unless something is said to happen on it.
    spanned = over and scene.lexed.lower(first - 1) == "over" and way.reason == "present tense"
    past = way.way == "past" or (way.way is None and over) or spanned
    step = -1 if past and weekday < (5 if over else 4) else 0
    day = shift(scene.anchor.date, "week", step)
    if day is None:
        return []
    value = period_value(day, "weekend")
    anchor = scene.anchor.date.isoformat()
    return made(scene, first, end, value, way.reason, scene.anchor.words, anchor=anchor)


def the_unit(scene: Scene, first: int, end: int) -> list[Found]:
    """The weekend. Other units need a word more."""
    if scene.lexed.values[end - 1] != "weekend":
        return []
    if scene.anchor is None:
        return from_today(scene, first, end, "weekend", 0)
    return _weekend(scene, first, end)


def within_period(scene: Scene, first: int, end: int) -> list[Found]:
    """Later in the day; earlier in the week."""
    unit = scene.lexed.values[end - 1]
    if scene.lexed.lower(first + 1) != "in" or unit not in _FINER:
        return []
    told = scene.narrative(first, _FINER[unit], paragraphs=0)
    if told is None:
        return from_today(scene, first, end, unit, 0)
    if (
        scene.anchor is not None
        and told is not None
        and told.date is not None
        and (told.date > scene.anchor.date)
    ):
        # What is still to come does not set the scene.
        return from_today(scene, first, end, unit, 0)
    return from_narrative(scene, first, end, unit, 0, fallback=True)


def ago(scene: Scene, first: int, end: int) -> list[Found]:
    """Two years ago; a week ago; several months ago."""
    lexed = scene.lexed
    at = pick_last(lexed, first, end, "UVq")
    if at is None:
        return []
    unit = lexed.values[at]
    amount = read_amount(lexed, first, end)
    start, mod = approximation(lexed, first)
    if amount is None or lexed.codes[first] == "V":
        found = made(scene, start, end, "PAST_REF", "an unknown while back", anchor=None)
    elif unit in ("hour", "minute", "second"):
        found = _hours_ago(scene, start, end, unit, amount)
    elif amount != int(amount):
        found = _fraction_ago(scene, start, end, unit, amount)
    else:
        found = from_today(scene, start, end, _plain_unit(unit), -int(amount * _times(unit)))
    for item in found:
        item.mod = mod or item.mod
    return found


def _plain_unit(unit: str) -> str:
    return "week" if unit == "fortnight" else unit


def _times(unit: str) -> int:
    return 2 if unit == "fortnight" else 1


def _hours_ago(scene: Scene, first: int, end: int, unit: str, amount: float) -> list[Found]:
    if unit == "hour" and amount >= 24 and amount % 24 == 0:
        return from_today(scene, first, end, "day", -int(amount // 24))
    return made(scene, first, end, "PAST_REF", "the hour is not known", anchor=None)


def _fraction_ago(scene: Scene, first: int, end: int, unit: str, amount: float) -> list[Found]:
    smaller = {"year": ("month", 12), "decade": ("year", 10), "week": ("day", 7)}.get(unit)
    if smaller is None:
        return made(scene, first, end, "PAST_REF", "no whole number of units", anchor=None)
    name, factor = smaller
    return from_today(scene, first, end, name, -round(amount * factor))


def earlier_later(scene: Scene, first: int, end: int) -> list[Found]:
    """A day later; two years earlier; a week before: counted from the date just told."""
    lexed = scene.lexed
    at = pick_last(lexed, first, end - 1, "UVq")
    if at is None:
        return []
    unit = lexed.values[at]
    amount = read_amount(lexed, first, end)
    later = lexed.values[end - 1] == "later" or lexed.lower(end - 1) == "after"
    sign = 1 if later else -1
    start, mod = approximation(lexed, first)
    if amount is None or lexed.codes[first] == "V" or amount != int(amount):
        value = UNDERSPECIFIED.get(unit, "XXXX-XX-XX")
        found = made(scene, start, end, value, "an unknown while after or before", anchor=None)
    elif unit in ("hour", "minute", "second"):
        found = _clock_later(scene, start, end, unit, sign * int(amount))
    else:
        count = sign * int(amount) * _times(unit)
        back = sign < 0 and unit in ("year", "month", "week", "quarter")
        found = from_narrative(scene, start, end, _plain_unit(unit), count, fallback=back)
    for item in found:
        item.mod = mod or item.mod
    return found


def _clock_later(scene: Scene, first: int, end: int, unit: str, count: int) -> list[Found]:
    """Two hours later: exact only after a clock time."""
    told = scene.narrative(first, _FINER["day"])
    value, step, anchor = "XXXX-XX-XXTXX:XX", "no time before it to count from", None
    if told is not None:
        anchor = told.value
        step = f"counted from '{scene.words(told.first, told.end)}' ({told.value})"
        value = _add_to_clock(told.value, unit, count) or value
    words = scene.words(first, end)
    return [Found(first, end, "TIME", value, derive(words, step, value=value), anchor)]


def _add_to_clock(value: str, unit: str, count: int) -> str | None:
    try:
        moment = dt.datetime.strptime(value, "%Y-%m-%dT%H:%M") + dt.timedelta(**{f"{unit}s": count})
    except (ValueError, OverflowError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M")


def from_now(scene: Scene, first: int, end: int) -> list[Found]:
    """Two years from now."""
    at = pick(scene.lexed, first, end, "UVq")
    amount = read_amount(scene.lexed, first, end)
    if at is None or scene.lexed.lower(end - 1) != "now" or scene.lexed.lower(end - 2) != "from":
        return []
    unit = _plain_unit(scene.lexed.values[at])
    if amount is None or amount != int(amount) or unit not in _FINER:
        return made(scene, first, end, "FUTURE_REF", "an unknown while ahead", anchor=None)
    return from_today(scene, first, end, unit, int(amount) * _times(scene.lexed.values[at]))


def unit_before(scene: Scene, first: int, end: int) -> list[Found]:
    """The day before; the week before last."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "U")
    if at is None:
        return []
    unit = lexed.values[at]
    side = lexed.lower(at + 1)
    if unit not in _FINER:
        return []
    if lexed.codes[end - 1] == "L" and end - 1 > at:
        if lexed.lower(end - 1) != "last" or side != "before":
            return []
        return from_today(scene, first, end, unit, -2)
    if lexed.codes[end - 1] == "X" and end - 1 > at:
        return from_today(scene, first, end, unit, 2)
    return from_narrative(scene, first, end, unit, -1 if side == "before" else 1)


def day_after_tomorrow(scene: Scene, first: int, end: int) -> list[Found]:
    """The day after tomorrow; the day before yesterday."""
    lexed = scene.lexed
    unit = pick(lexed, first, end, "U")
    side = pick(lexed, first, end, "B")
    if unit is None or side is None or lexed.values[unit] not in ("day", "week"):
        return []
    step = 1 if lexed.lower(side) == "after" else -1
    count = lexed.values[end - 1] + step * (7 if lexed.values[unit] == "week" else 1)
    return from_today(scene, first, end, "day", count)


def today(scene: Scene, first: int, end: int) -> list[Found]:
    """Today, yesterday, tomorrow."""
    return from_today(scene, first, end, "day", scene.lexed.values[end - 1])


def recent(scene: Scene, first: int, end: int) -> list[Found]:
    """Recent weeks."""
    return made(scene, first, end, "PAST_REF", "not exact", anchor=None)


def coming_units(scene: Scene, first: int, end: int) -> list[Found]:
    """The coming weeks; the past months."""
    lexed = scene.lexed
    relation = pick(lexed, first, end, "LXH")
    if relation is None:
        return []
    if lexed.lower(relation) in ("coming", "upcoming", "forthcoming", "ensuing", "following"):
        return made(scene, first, end, "FUTURE_REF", "not exact", anchor=None)
    if lexed.lower(relation) in ("previous", "preceding", "prior"):
        return made(scene, first, end, "PAST_REF", "not exact", anchor=None)
    return span(scene, first, end, duration_value(None, lexed.values[end - 1]))


def these_days(scene: Scene, first: int, end: int) -> list[Found]:
    """These days; the other day."""
    lexed = scene.lexed
    word = lexed.lower(pick(lexed, first, end, "y") or first)
    if lexed.lower(end - 1) == "days" and word == "these":
        return made(scene, first, end, "PRESENT_REF", "not exact", anchor=None)
    if lexed.lower(end - 1) == "day" and word == "other" and lexed.codes[first] == "d":
        return made(scene, first, end, "PAST_REF", "not exact", anchor=None)
    return []


def reference(scene: Scene, first: int, end: int) -> list[Found]:
    """Now; currently; in the past; the future."""
    lexed = scene.lexed
    if lexed.codes[first] == "v":
        return made(scene, first, end, lexed.values[first], "not exact", anchor=None)
    word = lexed.lower(end - 1)
    if (
        lexed.lower(first - 1) not in ("in", "of", "for", "from")
        or lexed.code(end) not in "|,)p&>o"
    ):
        return []
    if word == "future":
        return made(scene, first, end, "FUTURE_REF", "not exact", anchor=None)
    if word == "past":
        return made(scene, first, end, "PAST_REF", "not exact", anchor=None)
    return []


def year_end(scene: Scene, first: int, end: int) -> list[Found]:
    """Year-end."""
    if scene.lexed.codes[first] in "da":
        first += 1
    if scene.lexed.values[first] != "year" or scene.lexed.lower(end - 1) != "end":
        return []
    return from_today(scene, first, end, "year", 0)
