"""Dates that name a day, month, season, quarter or year, wholly or in part."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from analysis.annotate.timex import festivals
from analysis.annotate.timex.calendars import (
    SEASONS,
    WEEKDAYS,
    days_in_month,
    shift,
)
from analysis.annotate.timex.lexer import Lexed
from analysis.annotate.timex.lexicon import DECADE_WORDS
from analysis.annotate.timex.reading import derive, mod_in, pick, pick_last
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.tense import Direction
from analysis.annotate.timex.words import word_set

# Readings of the clause that only lean: "is", "to meet", "may meet".
_WEAK = re.compile(r"present tense|'(?:to|could|might|may|can|should|must)\b")


def _finish(
    scene: Scene, first: int, end: int, value: str, *steps: str, anchored: bool = False
) -> Found:
    anchor = scene.anchor.date.isoformat() if anchored and scene.anchor else None
    words = scene.words(first, end)
    return Found(
        first,
        end,
        "DATE",
        value,
        derive(words, *steps, value=value),
        anchor=anchor,
        mod=mod_in(scene.lexed, first, end),
    )


def iso(scene: Scene, first: int, end: int) -> list[Found]:
    """2013-02-26, 2013-02-26T10:00."""
    value = scene.lexed.values[first]
    try:
        dt.date.fromisoformat(value[:10])
    except ValueError:
        return []
    found = _finish(scene, first, end, value, "as written")
    if "T" in value:
        found.type = "TIME"
    return [found]


def numeric_date(scene: Scene, first: int, end: int) -> list[Found]:
    """3/4/2013, 26.2.2013, 2013/02/26: day or month first by what the article shows."""
    text = scene.lexed.values[first]
    parts = re.split(r"[/.]", text)
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        return _exact(scene, first, end, numbers[0], numbers[1], numbers[2])
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
        return _exact(scene, first, end, year, high, low)
    if high > 12 >= low:
        return _exact(scene, first, end, year, low, high)
    if low == high or "." in text:
        return _exact(scene, first, end, year, high, low)
    if scene.day_first is None:
        return _by_nearness(scene, first, end, year, low, high)
    order = "day first" if scene.day_first else "month first"
    month, day = (high, low) if scene.day_first else (low, high)
    return _exact(scene, first, end, year, month, day, f"{order} as elsewhere in the article")


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
        return _exact(scene, first, end, year, month, day, "the reading near the article's day")
    value = f"{year:04d}-XX-XX"
    return [_finish(scene, first, end, value, "day and month could be either way round")]


def _century(scene: Scene, two_digits: int) -> int:
    base = scene.anchor.date.year if scene.anchor else 2000
    year = base - base % 100 + two_digits
    return year - 100 if year > base + 20 else year


def _exact(
    scene: Scene, first: int, end: int, year: int, month: int, day: int, *steps: str
) -> list[Found]:
    try:
        value = dt.date(year, month, day).isoformat()
    except ValueError:
        return []
    return [_finish(scene, first, end, value, *(steps or ("as written",)))]


def _year_in(scene: Scene, first: int, end: int) -> tuple[int | None, str]:
    """Read the year that belongs to an expression: "2012", "last year", "of this year"."""
    lexed = scene.lexed
    written = pick_last(lexed, first, end, "Y")
    if written is not None:
        return int(lexed.values[written]), "as written"
    unit = pick_last(lexed, first, end, "U")
    if unit is not None and lexed.values[unit] == "year":
        relation = pick_last(lexed, first, unit, "LXHA")
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
    year, basis = _year_in(scene, at, end)
    if year is not None:
        anchored = "written" not in basis
        return [_finish(scene, first, end, f"{year:04d}-{number:02d}", basis, anchored=anchored)]
    relation = pick(lexed, first, at, "LXHA")
    if relation is None and lexed.codes[first : first + 2] == "dM":
        first += 1
    way = Direction(None, "")
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


def _dated(
    scene: Scene, first: int, end: int, month: int, day: int | None, way: Direction
) -> list[Found]:
    """Find the year of a month or of a day in it."""
    suffix = f"{month:02d}" if day is None else f"{month:02d}-{day:02d}"
    if scene.anchor is None:
        told = _narrative_year(scene, first, any_year=True)
        if told is None:
            return [_finish(scene, first, end, f"XXXX-{suffix}", "no year given")]
        return _in_year_of(scene, first, end, suffix, told)
    if not way.reason:
        way = scene.direction(first, end)
        told = _narrative_year(scene, first)
        if told is not None and way.way != "future":
            return _in_year_of(scene, first, end, suffix, told)
    year = _nearest_year(scene.anchor.date, month, day, way)
    if year is None:
        return []
    return [
        _finish(
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
    found = _finish(scene, first, end, value, f"in the year of '{words}'")
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
    ends = scene.lexed.codes[told.end : first].count("|")
    if told.unit == "year":
        return told if ends == 0 and (scene.anchor.date.year - told.date.year) > 1 else None
    if (scene.anchor.date - told.date).days < 300:
        return None
    return told if ends <= 1 else None


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
        if _WEAK.match(way.reason) and abs(nearest[1]) + 5 < chosen[1]:
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
        year, basis = _year_in(scene, after, end)
    if year is not None:
        if day > days_in_month(year, month):
            return []
        anchored = "written" not in basis
        value = f"{year:04d}-{month:02d}-{day:02d}"
        return [_finish(scene, first, end, value, basis, anchored=anchored)]
    if day > days_in_month(2000, month):
        return []
    weekday = pick(scene.lexed, first, after, "W")
    if weekday is not None and scene.anchor is not None:
        fitting = _year_with_weekday(scene.anchor.date, month, day, scene.lexed.values[weekday])
        if fitting is not None:
            name = WEEKDAYS[scene.lexed.values[weekday]]
            value = f"{fitting:04d}-{month:02d}-{day:02d}"
            step = f"the nearest year in which it is a {name}"
            return [_finish(scene, first, end, value, step, scene.anchor.words, anchored=True)]
    return _dated(scene, first, end, month, day, Direction(None, ""))


def _year_with_weekday(today: dt.date, month: int, day: int, weekday: int) -> int | None:
    fitting = []
    for year in (today.year - 1, today.year, today.year + 1):
        if 1 <= year <= 9999 and day <= days_in_month(year, month):
            date = dt.date(year, month, day)
            if date.weekday() == weekday:
                fitting.append((abs((date - today).days), year))
    return min(fitting)[1] if fitting else None


def month_days(scene: Scene, first: int, end: int) -> list[Found]:
    """Feb. 26-27; March 3, 5 and 7; 3 to 5 March 2013: one expression for each day."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "M")
    if at is None:
        return []
    if lexed.codes[first : first + 2] == "dM":
        first += 1
    days = [index for index in range(first, end) if lexed.codes[index] in "DO"]
    year, _ = _year_in(scene, max(at, days[-1]), end)
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
    found = _finish(scene, start, stop, value, step)
    found.anchor = before.anchor
    return [found]


def weekday_day(scene: Scene, first: int, end: int) -> list[Found]:
    """Tuesday the 26th: the nearest month in which the two agree."""
    lexed = scene.lexed
    weekday, day = lexed.values[first], lexed.values[end - 1]
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
    return [_finish(scene, first, end, value, step_words, scene.anchor.words, anchored=True)]


# Words that make the number before them an amount, and words that make the one after them a name.
_MEASURES = word_set(
    """
    people percent per troops soldiers mw megawatts kilometers kilometres km miles meters
    metres tons tonnes jobs workers members refugees migrants euros dollars pounds yuan yen
    barrels hectares acres square cubic feet points votes seats pages words men women
    children civilians prisoners hostages hours days weeks months homes houses cases deaths
    rebels fighters police officers employees staff students degrees kg lbs gallons litres
    liters passengers vehicles trucks gmt
    """
)
_NUMBERED = word_set(
    """
    resolution no number article section flight route highway room page model boeing airbus
    windows office order decree directive regulation bill unit case file document form
    channel line bus train clause paragraph chapter protocol pin code extension gate
    district hr unscr rule
    """
)
_YEAR_PREPOSITIONS = word_set(
    """
    in since by until till from before after during for to through throughout of between
    around circa mid early late and or
    """
)


def year(scene: Scene, first: int, end: int) -> list[Found]:
    """2012; early 2009; the year 2001; the 1967 borders; but not 2000 people."""
    lexed = scene.lexed
    at = end - 1
    number = lexed.values[at]
    if first < at and lexed.codes[at - 1] == "U" and lexed.values[at - 1] != "year":
        first = at
    if not _is_year(scene, at, number, alone=first == at):
        return []
    value = f"{number:04d}"
    if first < at and lexed.codes[first] == "d" and lexed.codes[first + 1] not in "mU":
        first = at
    return [_finish(scene, first, end, value, "as written")]


def _is_year(scene: Scene, at: int, number: int, *, alone: bool) -> bool:
    lexed = scene.lexed
    before, after = lexed.lower(at - 1), lexed.lower(at + 1)
    if after in _MEASURES or after in ("%", "°") or lexed.code(at + 1) in "UVk3":
        return False
    if after == "-" and lexed.code(at + 2) in "UV":
        return False
    if lexed.word(at - 1) in ("$", "€", "£", "#", "+") or before in _NUMBERED:
        return False
    if after in ("-", "/") and _touches(lexed, at, 1) and lexed.code(at + 2) in "YDN5":
        return False
    if before in ("-", "/", ".") and _touches(lexed, at, -1) and lexed.lower(at - 2) != "mid":
        # B-1900, 020-2013, and the second half of a range, which its own rule reads.
        return lexed.code(at - 2) == "Y"
    if not alone:
        return True
    return _stands_as_year(scene, at, number, before)


def _touches(lexed: Lexed, at: int, step: int) -> bool:
    """Tell whether no blank lies between a token and the next (or the one before)."""
    left, right = (at, at + 1) if step > 0 else (at - 1, at)
    return left >= 0 and right < len(lexed.starts) and lexed.ends[left] == lexed.starts[right]


def _stands_as_year(scene: Scene, at: int, number: int, before: str) -> bool:
    lexed = scene.lexed
    label = scene.clauses.entity_type(lexed.starts[at]) if scene.clauses else ""
    if before in _YEAR_PREPOSITIONS and 1100 <= number <= 2150:
        if label in ("CARDINAL", "QUANTITY", "MONEY", "PERCENT") and not 1900 <= number <= 2050:
            return False
        following = scene.clauses.tag(lexed.ends[at] + 1) if scene.clauses else ""
        plural = following == "NNS" and lexed.code(at + 1) == "."
        return not (plural and label != "DATE" and before not in ("in", "since", "during"))
    if not 1800 <= number <= 2100:
        return label == "DATE" and number >= 1100
    if label in ("DATE", "EVENT"):
        return True
    if lexed.code(at - 1) in "d'(," or before in ("'s", "a", "an", "his", "her", "their", "its"):
        return label not in ("QUANTITY", "MONEY", "PERCENT") and not (
            label == "CARDINAL" and not 1900 <= number <= 2050
        )
    capital = lexed.word(at - 1)[:1].isupper()
    return capital and 1950 <= number <= 2050 and label != "CARDINAL"


def year_range(scene: Scene, first: int, end: int) -> list[Found]:
    """2011-12, 2011/12, 1998-2002: two years."""
    lexed = scene.lexed
    if lexed.codes[first] == "d":
        first += 1
    number, second = lexed.values[first], lexed.values[end - 1]
    if lexed.code(end) in "-/" and _touches(lexed, end - 1, 1) and lexed.code(end + 1) in "NDY5":
        return []
    if lexed.codes[end - 1] == "5":
        if len(second) != 4 or not second.isdigit():
            return []
        second = int(second)
    text = lexed.word(end - 1)
    if not isinstance(second, int) or len(text) not in (2, 4) or not 1800 <= number <= 2100:
        return []
    short = len(text) == 2
    full = number - number % 100 + second if short else second
    if short and full < number and second == (number + 1) % 100:
        full += 100
    if not short and not _is_span(number, full):
        return []
    if short and not _is_span(number, full):
        if 1 <= second <= 12:
            return [_finish(scene, first, end, f"{number:04d}-{second:02d}", "as written")]
        return []
    start = _finish(scene, first, first + 1, f"{number:04d}", "as written")
    stop = _finish(scene, end - 1, end, f"{full:04d}", f"the end of {scene.words(first, end)}")
    return [start, stop]


def _is_span(number: int, full: int) -> bool:
    return number < full <= number + 60


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
    year, basis = _year_in(scene, at, end)
    if year is not None:
        return [_finish(scene, first, end, write(year), basis, anchored="written" not in basis)]
    if scene.anchor is None:
        return [_finish(scene, first, end, "XXXX" + write(1000)[4:], "no year given")]
    relation = pick(scene.lexed, first, end, "LXHA")
    code = scene.lexed.codes[relation] if relation is not None else ""
    way = scene.direction(first, end)
    if code == "L":
        way = Direction("past", f"'{scene.lexed.word(relation or 0)}'")
    elif code == "X":
        way = Direction("future", f"'{scene.lexed.word(relation or 0)}'")
    today = scene.anchor.date
    year = _year_of_period(today, starts, months, way.way, code)
    if year is None:
        return []
    return [
        _finish(
            scene,
            first,
            end,
            write(year),
            way.reason or "the nearest",
            scene.anchor.words,
            anchored=True,
        )
    ]


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
            return [_finish(scene, first, end, value, "as written")]
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
    if scene.lexed.code(end) == "-" and _touches(scene.lexed, end - 1, 1):
        return []
    return _period_in_year(
        scene,
        first,
        end,
        at,
        lambda year: dt.date(year, SEASONS[name], 1),
        lambda year: f"{year:04d}-{name}",
        3,
    )


def fiscal(scene: Scene, first: int, end: int) -> list[Found]:
    """Fiscal 2013; the current financial year."""
    lexed = scene.lexed
    written = pick(lexed, first, end, "Y")
    if written is not None:
        return [_finish(scene, first, end, f"FY{lexed.values[written]:04d}", "as written")]
    relation = pick(lexed, first, end, "LXHA")
    if lexed.code(end) == "o" or (relation is None and lexed.codes[first] != "d"):
        return []
    if scene.anchor is None:
        return [_finish(scene, first, end, "FYXXXX", "no year given")]
    step = {"L": -1, "X": 1}.get(lexed.codes[relation] if relation is not None else "", 0)
    value = f"FY{scene.anchor.date.year + step:04d}"
    return [_finish(scene, first, end, value, scene.anchor.words, anchored=True)]


def decade(scene: Scene, first: int, end: int) -> list[Found]:
    """The 1980s; the '80s; the eighties."""
    lexed = scene.lexed
    value = str(lexed.values[end - 1])
    word = lexed.word(end - 1)
    if value in DECADE_WORDS:
        if lexed.codes[first] not in "dm" or lexed.lower(first - 1) in ("his", "her", "their"):
            return []
        value = f"19{DECADE_WORDS[value]}"
    elif len(value) == 4:
        value = value[:3]
    elif len(value) == 2 and word[0] in "'’‘":
        value = f"{'20' if value in ('00', '10') else '19'}{value[0]}"
    elif len(value) == 2 and lexed.codes[first] == "d":
        value = f"19{value[0]}"
    else:
        return []
    return [_finish(scene, first, end, value, "as written")]


def century(scene: Scene, first: int, end: int) -> list[Found]:
    """The 19th century; the early twentieth century."""
    lexed = scene.lexed
    ordinal = pick(lexed, first, end, "O")
    if lexed.values[end - 1] != "century" or ordinal is None:
        return []
    number = lexed.values[ordinal]
    if not 1 <= number <= 31:
        return []
    return [_finish(scene, first, end, f"{number - 1:02d}", f"century {number} less one")]


def festival(scene: Scene, first: int, end: int) -> list[Found]:
    """Christmas Day; Good Friday 2013; last Thanksgiving."""
    lexed = scene.lexed
    at = pick(lexed, first, end, "J")
    if at is None:
        return []
    rule = lexed.values[at]
    if _is_surname(scene, at):
        return []
    year, basis = _year_in(scene, at, end)
    if year is None and scene.anchor is None:
        value = f"XXXX-{rule.split()[1]}" if rule.startswith("fixed") else "XXXX-XX-XX"
        return [_finish(scene, first, end, value, "no year given")]
    if year is None:
        assert scene.anchor is not None
        year, basis = _festival_year(scene, first, end, rule)
    day = festivals.date_in(rule, year) if year is not None else None
    if day is None:
        return []
    return [_finish(scene, first, end, day.isoformat(), basis, anchored="written" not in basis)]


def _is_surname(scene: Scene, token: int) -> bool:
    """Christmas and Easter are surnames too."""
    if scene.clauses is None or " " in scene.lexed.word(token):
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
