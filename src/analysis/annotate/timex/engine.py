"""The recogniser: read the text, apply the grammar, resolve each expression in text order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from spacy.tokens import Doc

from analysis.annotate.timex import (
    dates,
    durations,
    grammar,
    numeric,
    relative,
    seasons,
    times,
    weekdays,
    years,
)
from analysis.annotate.timex.anchors import day_comes_first, find_anchor
from analysis.annotate.timex.calendars import WEEKDAYS, is_timex_value, period_value, shift
from analysis.annotate.timex.lexer import lex
from analysis.annotate.timex.reading import derive, mod_in, pick, read_amount
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.tense import Clauses
from analysis.model import TimeExpression

_BLANK_LINES = re.compile(r"\n\s*\n")
Rule = Callable[[Scene, int, int], list[Found]]

_RESOLVERS: dict[str, Rule] = {
    "iso": numeric.iso,
    "nine_eleven": numeric.nine_eleven,
    "numeric_date": numeric.numeric_date,
    "set_every": durations.set_every,
    "set_times": durations.set_times,
    "set_per": durations.set_per,
    "set_weekdays": durations.set_weekdays,
    "set_word": durations.set_word,
    "clock_day": times.clock_day,
    "day_part": times.day_part,
    "part_of": times.part_of,
    "week_of_month": dates.week_of_month,
    "month_days": dates.month_days,
    "days_month": dates.month_days,
    "month_day": dates.month_day,
    "day_month": dates.month_day,
    "day_alone": dates.day_alone,
    "weekday_day": dates.weekday_day,
    "fiscal": years.fiscal,
    "quarter": seasons.quarter,
    "month": dates.month,
    "season": seasons.season,
    "decade": years.decade,
    "century": years.century,
    "year": years.year,
    "year_range": years.year_range,
    "festival": seasons.festival,
    "day_after_tomorrow": relative.day_after_tomorrow,
    "unit_before": relative.unit_before,
    "ago": relative.ago,
    "earlier_later": relative.earlier_later,
    "from_now": relative.from_now,
    "past_amount": durations.past_amount,
    "recent": relative.recent,
    "coming_units": relative.coming_units,
    "within_period": relative.within_period,
    "relative": relative.relative,
    "relative_weekday": weekdays.weekday,
    "weekday": weekdays.weekday,
    "today": relative.today,
    "weekday_of_week": weekdays.weekday_of_week,
    "over_the_years": durations.over_the_years,
    "quarter_century": durations.quarter_century,
    "the_unit": relative.the_unit,
    "these_days": relative.these_days,
    "year_end": relative.year_end,
    "duration": durations.duration,
    "duration_range": durations.duration_range,
    "whole": durations.whole,
    "reference": relative.reference,
}


def _part_of_date(scene: Scene, first: int, end: int) -> list[Found]:
    """The end of June; the beginning of the year: the period, with TIMEX3's mod."""
    lexed = scene.lexed
    inner = lexed.codes.index("o", first) + 1
    codes = lexed.codes[inner:end]
    if codes in ("dU", "dq"):
        inside = _running_period(scene, inner, end)
    elif codes == "U":
        return []
    else:
        inside = resolve_at(scene, inner)
    if inside is None or inside.end > end:
        return []
    inside.first, inside.end = first, max(end, inside.end)
    inside.mod = mod_in(lexed, first, inner) or inside.mod
    steps = inside.derivation.rsplit(" → ", 1)[0].split("', ", 1)
    inside.derivation = derive(scene.words(first, end), steps[-1], value=inside.value)
    return [inside]


def _running_period(scene: Scene, first: int, end: int) -> Found | None:
    """The year of "the end of the year": the one the sentence has just named, or this one."""
    unit = scene.lexed.values[end - 1]
    if unit not in ("year", "month", "week", "decade", "century", "quarter"):
        return None
    told = scene.narrative(first, frozenset({unit}), paragraphs=0)
    if told is not None and told.date is not None and scene.is_same_sentence(told.first, first):
        found = relative.from_narrative(scene, first, end, unit, 0, fallback=True)
    else:
        found = relative.from_today(scene, first, end, unit, 0)
    return found[0] if found else None


def _unit_after_date(scene: Scene, first: int, end: int) -> list[Found]:
    """The day after Christmas; two days before Friday, where nothing hangs on the date."""
    lexed = scene.lexed
    inside = resolve_at(scene, end)
    at = pick(lexed, first, end, "UV")
    side = pick(lexed, first, end, "B")
    if inside is None or inside.date is None or inside.unit != "day" or at is None or side is None:
        return []
    if lexed.code(inside.end) in "'." and lexed.code(inside.end) != "|":
        return _amount_before_event(scene, first, end, at)
    amount = 1.0 if lexed.codes[first] == "d" else read_amount(lexed, first, at)
    unit = lexed.values[at]
    if amount is None or amount != int(amount) or unit in ("hour", "minute", "second", "half"):
        return []
    count = int(amount) * (1 if lexed.lower(side) == "after" else -1)
    day = shift(inside.date, unit, count)
    if day is None:
        return []
    whole = lexed.codes[first] == "d"
    value = period_value(day, unit if unit != "week" or whole else "day")
    step = f"counted from '{scene.words(inside.first, inside.end)}' ({inside.value})"
    derivation = derive(scene.words(first, inside.end), step, value=value)
    return [Found(first, inside.end, "DATE", value, derivation, anchor=inside.value)]


def _amount_before_event(scene: Scene, first: int, end: int, at: int) -> list[Found]:
    if scene.lexed.codes[first] == "d":
        return []
    return durations.duration(scene, first, at + 1)


_RESOLVERS["part_of_date"] = _part_of_date
_RESOLVERS["unit_after_date"] = _unit_after_date


def resolve_at(scene: Scene, token: int) -> Found | None:
    """Resolve the expression that starts exactly at `token`, without recording it."""
    match = grammar.match(scene.lexed.codes, token)
    if match is None:
        return None
    rule, first, end = match
    found = _RESOLVERS[rule](scene, first, end)
    return found[0] if found else None


def _resolve_all(scene: Scene) -> None:
    position = 0
    codes = scene.lexed.codes
    while (match := grammar.search(codes, position)) is not None:
        rule, first, end = match
        found = _RESOLVERS[rule](scene, first, end)
        kept = [item for item in found if is_timex_value(item.value) and item.first < item.end]
        for item in kept:
            item.rule = rule
            if scene.found and item.first < scene.found[-1].end:
                item.first = scene.found[-1].end
            if item.first < item.end:
                scene.found.append(item)
        position = max(first + 1, scene.found[-1].end if kept else first + 1)


def _harmonise(scene: Scene) -> None:
    """Let a weekday that is plain in one sentence settle the same one where the clause only leans.

    "Monday's vote matters" leans to the future; where the article says that members voted on
    Monday, it is that Monday.
    """
    plain: dict[int, set[str]] = {}
    for item in scene.found:
        if item.weekday is not None and not item.weak and item.date is not None:
            plain.setdefault(item.weekday, set()).add(item.date.isoformat())
    for item in scene.found:
        days = plain.get(item.weekday, set()) if item.weekday is not None else set()
        if not item.weak or len(days) != 1 or item.date is None:
            continue
        day = next(iter(days))
        if item.date.isoformat() == day:
            continue
        item.value = day + item.value[10:]
        name = WEEKDAYS[item.weekday or 0]
        step = f"the {name} that the article speaks of elsewhere"
        item.derivation = derive(scene.words(item.first, item.end), step, value=item.value)
        item.weak = False


def recognise(
    text: str,
    *,
    published: str | None = None,
    doc: Doc | None = None,
    paragraphs: Iterable[tuple[int, int]] = (),
    title_end: int = 0,
) -> list[TimeExpression]:
    """Find the time expressions of a text and give them TIMEX3 types and values.

    Parameters
    ----------
    text
        The article, in English; offsets of the result are code points of it.
    published
        Publication date (ISO), or None: then what depends on it stays underspecified (XXXX-06).
    doc
        The text's parse, with the same offsets; without one, tense cannot decide between past and
        future.
    paragraphs
        Start and end (code points) of the paragraphs; no expression crosses them.
    title_end
        Where the headline ends: its present tense tells nothing about time.

    Notes
    -----
    Types and values are those of TimeML's TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1).
    """
    blocks = list(paragraphs) or _paragraphs(text)
    lexed = lex(text, frozenset(end for _, end in blocks))
    scene = Scene(
        lexed,
        find_anchor(text, published),
        Clauses(doc) if doc is not None else None,
        [start for start, _ in blocks],
        title_end,
        day_first=day_comes_first(text) if "1" in lexed.codes else None,
        resolver=resolve_at,
    )
    _resolve_all(scene)
    _harmonise(scene)
    return [
        _to_record(lexed.starts, lexed.ends, text, item, number)
        for number, item in enumerate(scene.found, 1)
    ]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Cut a bare text at its blank lines."""
    blocks, start = [], 0
    for match in _BLANK_LINES.finditer(text):
        blocks.append((start, match.start()))
        start = match.end()
    return [*blocks, (start, len(text))]


def _to_record(
    starts: list[int], ends: list[int], text: str, found: Found, number: int
) -> TimeExpression:
    start, end = starts[found.first], ends[found.end - 1]
    return TimeExpression(
        id=f"t{number}",
        start=start,
        end=end,
        text=text[start:end],
        type=found.type,
        value=found.value,
        anchor=found.anchor,
        derivation=found.derivation,
        mod=found.mod,
        quant=found.quant,
        freq=found.freq,
    )
