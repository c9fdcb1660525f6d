"""Dates that name a month or a day of it, wholly or in part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from analysis.annotate.timex.calendars import (
    WEEKDAYS,
    days_in_month,
    nth_weekday,
    period_value,
    shift,
)
from analysis.annotate.timex.making import finish
from analysis.annotate.timex.reading import pick, pick_last
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.tense import Direction
from analysis.annotate.timex.weekdays import weekday as weekday_alone

# Readings of the clause that only lean: "is", "to meet", "may meet".
_WEAK = re.compile(r"present tense|'(?:to|could|might|may|can|should|must)\b")


def year_in(scene: Scene, first: int, end: int) -> tuple[int | None, str]:
    """Read the year that belongs to an expression: "2012", "last year", "of this year"."""
    lexed = scene.lexed
    written = pick_last(lexed, first, end, "Y")
    if written is not None:
        return int(lexed.values[written]), "as written"
    unit = pick_last(lexed, first, end, "U")
    if unit is not None and lexed.values[unit] == "year":
        relation = pick_last(lexed, first, unit, "LXHA")
        if relation is None and scene.anchor is not None and lexed.codes[unit - 1] == "d":
            return scene.anchor.date.year, f"'the year' {scene.anchor.words}"
        if relation is None:
            return None, ""
        code = lexed.codes[relation]
        if code == "A":
            told = scene.narrative(first, frozenset({"year", "month", "day", "season", "quarter"}))
            date = told.date if told else None
            return (date.year, "the year just named") if date else (None, "")
        if scene.anchor is None:
            return None, ""
        step = {"L": -1, "X": 1, "H": 0}[code]
        return scene.anchor.date.year + step, f"'{lexed.word(relation)} year' {scene.anchor.words}"
    return _shared_year(scene, end)


def _shared_year(scene: Scene, end: int) -> tuple[int | None, str]:
    """The year of a range stands at its end: "from March 3 to June 5, 2010"."""
    rest = scene.lexed.codes[end : end + 9]
    match = re.match(r",?[>&-](?:d?[DO]o?)?M?[DO]?(?:,?Y)", rest)
    if match and "M" in match.group():
        return int(scene.lexed.values[end + match.end() - 1]), "the year at the range's end"
    return None, ""


def month(scene: Scene, first: int, end: int) -> list[Found]:
    """June; June 2012; early June; last June; October last year."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "M")
    if at is None or _is_name(scene, at):
        return []
    number = lexed.values[at]
    year, basis = year_in(scene, at, end)
    if year is not None:
        anchored = "written" not in basis
        return [finish(scene, first, end, f"{year:04d}-{number:02d}", basis, anchored=anchored)]
    relation = pick(lexed, first, at, "LXHA")
    if relation is None and lexed.codes[first : first + 2] == "dM":
        first += 1
    way = Direction(None, "")
    if relation is not None and (told := told_for(scene, first, relation)) is not None:
        assert told.date is not None
        later = lexed.codes[relation] == "X" and number <= told.date.month and told.unit != "year"
        value = f"{told.date.year + later:04d}-{number:02d}"
        step = f"counted from '{scene.words(told.first, told.end)}' ({told.value})"
        return [finish(scene, first, end, value, step)]
    if relation is not None:
        way = _RELATION[lexed.codes[relation]](lexed.word(relation))
    return _dated(scene, first, end, number, None, way)


_RELATION: dict[str, Callable[[str], Direction]] = {
    "L": lambda word: Direction("past", f"'{word}', before this month"),
    "X": lambda word: Direction("future", f"'{word}', after this month"),
    "H": lambda word: Direction(None, f"'{word}'"),
    "A": lambda word: Direction(None, f"'{word}'"),
}


def _is_name(scene: Scene, token: int) -> bool:
    """Tell whether a month's name is a person's: "April Ryan", "Theresa May"."""
    lexed = scene.lexed
    if lexed.code(token + 1) in "DOY" or lexed.code(token - 1) in "DO":
        return False
    if scene.clauses is None:
        return False
    label = scene.clauses.entity_type(lexed.starts[token])
    if lexed.lower(token) in ("may", "march") and label not in ("DATE", "TIME", ""):
        return True
    return label == "PERSON"


# The one date of recent history that is named by month and day alone.
_ATTACKS = re.compile(r"\s*,?\s*(?:terror(?:ist)?\s+)?(?:attack|hijack|commission)", re.IGNORECASE)


def week_of_month(scene: Scene, first: int, end: int) -> list[Found]:
    """The second week of July: weeks belong to the month that holds their Thursday."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "M")
    if at is None or lexed.values[first + 2] != "week" or _is_name(scene, at):
        return []
    ordinal = lexed.values[first + 1] if lexed.codes[first + 1] == "O" else -1
    if lexed.codes[first + 1] == "L" and lexed.lower(first + 1) != "last":
        return []
    found = month(scene, at, end)
    if not found or found[0].date is None or not (ordinal == -1 or 1 <= ordinal <= 5):
        return []
    start = found[0].date
    thursday = nth_weekday(start.year, start.month, 3, ordinal)
    if thursday.month != start.month:
        return []
    value = period_value(thursday, "week")
    words = scene.words(at, end)
    step = f"by the Thursdays of '{words}' ({found[0].value})"
    return [finish(scene, first, end, value, step)]


def told_for(scene: Scene, first: int, relation: int) -> Found | None:
    """The date that "that December" or "the following spring" is counted from, if one is told."""
    code, word = scene.lexed.codes[relation], scene.lexed.lower(relation)
    if code != "A" and word not in ("following", "subsequent", "ensuing"):
        return None
    told = scene.narrative(first, frozenset({"day", "week", "month", "season", "quarter", "year"}))
    return told if told is not None and told.date is not None else None


def looking_ahead_from(scene: Scene, first: int, way: Direction) -> Found | None:
    """ "In June they agreed to meet in September": what was ahead then, not what is ahead now.

    Only within a sentence, and never where the future tense itself looks ahead from today.
    """
    if way.way != "future" or way.reason in ("future tense", "present tense"):
        return None
    told = scene.narrative(first, frozenset({"day", "week", "month"}), paragraphs=0)
    if told is None or told.date is None or scene.anchor is None:
        return None
    if not scene.is_same_sentence(told.first, first):
        return None
    return told if (scene.anchor.date - told.date).days > 31 else None


def _dated(
    scene: Scene, first: int, end: int, month: int, day: int | None, way: Direction
) -> list[Found]:
    """Find the year of a month or of a day in it."""
    suffix = f"{month:02d}" if day is None else f"{month:02d}-{day:02d}"
    if scene.anchor is None:
        told = _narrative_year(scene, first, any_year=True)
        if told is None:
            return [finish(scene, first, end, f"XXXX-{suffix}", "no year given")]
        return _in_year_of(scene, first, end, suffix, told)
    if not way.reason:
        way = scene.direction(first, end)
        told = _narrative_year(scene, first)
        if told is not None and way.way != "future":
            return _in_year_of(scene, first, end, suffix, told)
    if (month, day) == (9, 11) and _ATTACKS.match(scene.lexed.text, scene.lexed.ends[end - 1]):
        return [finish(scene, first, end, "2001-09-11", "the attacks of that day")]
    base = looking_ahead_from(scene, first, way)
    if base is not None and base.date is not None:
        start = base.date
        later = (month, day or 31) < (start.month, start.day)
        step = f"ahead of '{scene.words(base.first, base.end)}' ({base.value})"
        value = f"{start.year + later:04d}-{suffix}"
        return [finish(scene, first, end, value, way.reason, step)]
    way = _unless_given_up(scene, first, month, day, way)
    year = _nearest_year(scene.anchor.date, month, day, way)
    if year is None:
        return []
    return [
        finish(
            scene,
            first,
            end,
            f"{year:04d}-{suffix}",
            way.reason or "the nearest",
            scene.anchor.words,
            anchored=True,
        )
    ]


def _in_year_of(scene: Scene, first: int, end: int, suffix: str, told: Found) -> list[Found]:
    value = f"{told.value[:4]}-{suffix}"
    words = scene.words(told.first, told.end)
    found = finish(scene, first, end, value, f"in the year of '{words}'")
    found.anchor = told.value
    return [found]


def _narrative_year(scene: Scene, first: int, *, any_year: bool = False) -> Found | None:
    """Return a date just before, in another year than the article's, that the text is still in."""
    told = scene.narrative(
        first, frozenset({"day", "month", "season", "quarter", "year"}), paragraphs=0
    )
    if told is None or told.date is None or not told.value[:4].isdigit():
        return None
    if any_year:
        return told
    assert scene.anchor is not None
    if told.date.year >= scene.anchor.date.year:
        return None
    between = scene.lexed.codes[told.end : first]
    if told.unit == "year" and between and set(between) <= set(",p&Md"):
        # "in 2012, in February and in August"
        return told
    ends = between.count("|")
    if told.unit == "year":
        return told if ends == 0 and (scene.anchor.date.year - told.date.year) > 1 else None
    if (scene.anchor.date - told.date).days < 365:
        return None
    return told if ends <= 1 else None


# A day that a plan was for, not a day on which something happened: the past tense of the sentence
# belongs to the end of the plan ("plans for a summit on May 20 were dropped").
_PLAN_GIVEN_UP = re.compile(
    r"\b(?:cancel|scrap|shelv|abandon|postpon|dropped\b|call(?:s|ed|ing)? (?:\w+ )?off\b"
    r"|put(?:s|ting)? (?:\w+ )?off\b|w(?:as|ere) to have\b)"
)
_SOON = dt.timedelta(days=92)


def _unless_given_up(
    scene: Scene, first: int, month: int, day: int | None, way: Direction
) -> Direction:
    """Look for the nearest such day where the past tense tells of a plan given up."""
    leaning = scene.plan(first, first + 1)
    if leaning == "behind":
        return Direction("past", "a plan now past")
    if leaning is not None:
        return Direction(None, "")
    if way.way != "past" or day is None or scene.clauses is None or scene.anchor is None:
        return way
    if not scene.clauses.doc.has_annotation("SENT_START"):
        return way
    token = scene.clauses.token_at(scene.lexed.starts[first])
    if token is None or not _PLAN_GIVEN_UP.search(token.sent.text.lower()):
        return way
    today = scene.anchor.date
    ahead = [
        dt.date(year, month, day)
        for year in (today.year, min(today.year + 1, 9999))
        if day <= days_in_month(year, month) and dt.date(year, month, day) > today
    ]
    soon = bool(ahead) and min(ahead) - today <= _SOON
    return Direction(None, "") if soon else way


def _nearest_year(today: dt.date, month: int, day: int | None, way: Direction) -> int | None:
    """Choose among last, this and next year by the direction, or by nearness."""
    strict = "this month" in way.reason
    candidates: list[tuple[int, float]] = []
    for year in (today.year - 1, today.year, today.year + 1):
        if not 1 <= year <= 9999 or (day is not None and day > days_in_month(year, month)):
            continue
        if day is None:
            distance = float((year - today.year) * 12 + month - today.month)
        else:
            distance = (dt.date(year, month, day) - today).days / 30.44
        candidates.append((year, distance))
    if not candidates:
        return None
    leeway = 0.1 if day is not None else 0.0
    limit = 1.0 if strict else 0.0
    if way.way == "past":
        past = [item for item in candidates if item[1] <= leeway - limit]
        return max(past, key=lambda item: item[1])[0] if past else None
    if way.way == "future":
        future = [item for item in candidates if item[1] >= limit - 3 * leeway]
        if not future:
            return None
        chosen = min(future, key=lambda item: item[1])
        nearest = min(candidates, key=lambda item: abs(item[1]))
        if _WEAK.match(way.reason) and abs(nearest[1]) + 3 < chosen[1]:
            return nearest[0]
        return chosen[0]
    return min(candidates, key=lambda item: (abs(item[1]), item[0]))[0]


def month_day(scene: Scene, first: int, end: int) -> list[Found]:
    """Feb. 26; Tuesday, February 26, 2013; 26 February; the 3rd of March last year."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "M")
    if at is None:
        return []
    day_at = _beside(lexed.codes, at, first, end)
    if day_at is None:
        return []
    if lexed.codes[first : first + 2] == "dM":
        # "the Feb. 13 death": the article belongs to the noun.
        first += 1
    return _one_day(scene, first, end, lexed.values[at], lexed.values[day_at], max(at, day_at))


def _beside(codes: str, month: int, first: int, end: int) -> int | None:
    """Return the token of the day of the month, next to the month's name."""
    places: list[int] = [*range(month + 1, min(month + 3, end)), *range(month - 1, first - 1, -1)]
    for index in places:
        if codes[index] in "DO":
            return index
    return None


def _one_day(
    scene: Scene, first: int, end: int, month: int, day: int, after: int, *, year: int | None = None
) -> list[Found]:
    if not 1 <= day <= 31:
        return []
    basis = "as written"
    if year is None:
        year, basis = year_in(scene, after, end)
    if year is not None:
        if day > days_in_month(year, month):
            return []
        anchored = "written" not in basis
        value = f"{year:04d}-{month:02d}-{day:02d}"
        return [finish(scene, first, end, value, basis, anchored=anchored)]
    if day > days_in_month(2000, month):
        return []
    weekday = pick(scene.lexed, first, after, "W")
    if weekday is not None and scene.anchor is not None:
        fitting = _year_with_weekday(scene.anchor.date, month, day, scene.lexed.values[weekday])
        if fitting is not None:
            name = WEEKDAYS[scene.lexed.values[weekday]]
            value = f"{fitting:04d}-{month:02d}-{day:02d}"
            step = f"the nearest year in which it is a {name}"
            return [finish(scene, first, end, value, step, scene.anchor.words, anchored=True)]
    return _dated(scene, first, end, month, day, Direction(None, ""))


def _year_with_weekday(today: dt.date, month: int, day: int, weekday: int) -> int | None:
    fitting = []
    for year in (today.year - 1, today.year, today.year + 1):
        if 1 <= year <= 9999 and day <= days_in_month(year, month):
            date = dt.date(year, month, day)
            if date.weekday() == weekday:
                fitting.append((abs((date - today).days), year))
    return min(fitting)[1] if fitting else None


def day_alone(scene: Scene, first: int, end: int) -> list[Found]:
    """On the 14th: of this month or the one before or after, as the tense has it."""
    lexed = scene.lexed
    day = lexed.values[end - 1]
    led = lexed.lower(first - 1) in ("on", "by", "until")
    if scene.anchor is None or not led or not lexed.word(end - 1)[0].isdigit() or day > 31:
        return []
    today = scene.anchor.date
    way = scene.direction(first, end)
    fitting = []
    for step in (-1, 0, 1):
        around = shift(today.replace(day=1), "month", step)
        if around is not None and 1 <= day <= days_in_month(around.year, around.month):
            fitting.append(around.replace(day=day))
    if way.way == "past":
        fitting = [date for date in fitting if date <= today]
    elif way.way == "future":
        fitting = [date for date in fitting if date >= today]
    if not fitting:
        return []
    value = min(fitting, key=lambda date: (abs((date - today).days), date)).isoformat()
    reason = way.reason or "the nearest"
    return [finish(scene, first, end, value, reason, scene.anchor.words, anchored=True)]


def month_days(scene: Scene, first: int, end: int) -> list[Found]:
    """Feb. 26-27; March 3, 5 and 7; 3 to 5 March 2013: one expression for each day."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "M")
    if at is None:
        return []
    if lexed.codes[first : first + 2] == "dM":
        first += 1
    days = [index for index in range(first, end) if lexed.codes[index] in "DO"]
    year, _ = year_in(scene, max(at, days[-1]), end)
    found: list[Found] = []
    for position, index in enumerate(days):
        start = first if position == 0 else index
        stop = end if position == len(days) - 1 else index + 1
        number = lexed.values[index]
        if year is not None:
            one = _one_day(scene, start, stop, lexed.values[at], number, max(at, index), year=year)
        elif found:
            one = _same_month(scene, start, stop, lexed.values[at], number, found[0])
        else:
            one = _one_day(scene, start, stop, lexed.values[at], number, max(at, index))
        if not one:
            return found
        found.extend(one)
    return found


def _same_month(
    scene: Scene, start: int, stop: int, month: int, day: int, before: Found
) -> list[Found]:
    year = before.value[:4]
    value = f"{year}-{month:02d}-{day:02d}"
    if not 1 <= day <= 31 or (year.isdigit() and day > days_in_month(int(year), month)):
        return []
    step = f"same month as '{scene.words(before.first, before.end)}'"
    found = finish(scene, start, stop, value, step)
    found.anchor = before.anchor
    return [found]


def weekday_day(scene: Scene, first: int, end: int) -> list[Found]:
    """Tuesday the 26th: the nearest month in which the two agree."""
    lexed = scene.lexed
    weekday, day = lexed.values[first], lexed.values[end - 1]
    if not lexed.word(end - 1)[0].isdigit():  # "on Thursday, the first time"
        return weekday_alone(scene, first, first + 1)
    if scene.anchor is None or not 1 <= (day or 0) <= 31:
        return []
    fitting = []
    for step in range(-6, 7):
        around = shift(scene.anchor.date.replace(day=1), "month", step)
        if around and day <= days_in_month(around.year, around.month):
            date = around.replace(day=day)
            if date.weekday() == weekday:
                fitting.append((abs((date - scene.anchor.date).days), date))
    if not fitting:
        return []
    value = min(fitting)[1].isoformat()
    step_words = f"the nearest {WEEKDAYS[weekday]} with that number"
    return [finish(scene, first, end, value, step_words, scene.anchor.words, anchored=True)]
