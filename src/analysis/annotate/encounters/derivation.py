"""How a date was reached, in words that a reader with a calendar can check."""

from __future__ import annotations

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.datelines import DATELINE
from analysis.annotate.encounters.days import Days, coarse, in_words, one_of, read_value
from analysis.annotate.encounters.mentions import Dated, Mention
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.solver import Solution

_ROLES = {
    "on": "",
    "start": "first day ",
    "end": "last day ",
    "until": "until ",
    "before": "before ",
    "after": "after ",
    "moved from": "moved from ",
    "day": "",
}
_TENSES = {
    "held": "past",
    "ongoing": "under way",
    "scheduled": "to come",
    "proposed": "proposed",
    "cancelled": "cancelled",
}


def derive(group: Group, solution: Solution, context: Context) -> str:
    """Return the derivation of a meeting's dates: expressions, rules, anchors."""
    parts = [_from_date(dated, group, context) for dated in _once(solution.used)]
    parts += _undatable(group)
    parts += _from_duration(group)
    if solution.is_assumed_whole:
        parts.append("its first day is not named, no day but its last is")
    if solution.is_open:
        parts.append("its last day is not named")
    parts += _from_places(group)
    if not solution.used and not solution.is_dated and not parts_name_a_date(group):
        parts.insert(0, "no date is given")
    return "; ".join([*parts, *solution.remarks])


def parts_name_a_date(group: Group) -> bool:
    """Tell whether a mention has a date of any kind, placed on the calendar or not."""
    return bool(group.dates)


def _once(dates: list[Dated]) -> list[Dated]:
    seen: set[tuple[str, Days, str]] = set()
    kept = []
    for dated in sorted(dates, key=lambda one: one.timex.start):
        key = (dated.role, dated.days, dated.timex.record.text)
        if key not in seen:
            seen.add(key)
            kept.append(dated)
    return kept


def _from_date(dated: Dated, group: Group, context: Context) -> str:
    mention = next((one for one in group.mentions if dated in one.dates), group.mentions[0])
    words = _quoted(mention, dated, context)
    value = coarse(dated.days) if dated.role != "day" else None
    value = value if value == dated.timex.record.value else one_of(dated.days)
    result = f"{_ROLES[dated.role]}{value}"
    if dated.role == "day" and dated.days.is_day and dated.days.first is not None:
        first = one_of(Days(*(2 * [dated.days.first - dated.ordinal_day + 1])))
        result = f"day {dated.ordinal_day} on {value}, so first day {first}"
    return f"{words}{_anchor(dated, mention, context)} → {result}"


def _quoted(mention: Mention, dated: Dated, context: Context) -> str:
    """Return the date's words, with the noun or verb they stand beside when that is near."""
    first, last = dated.timex.start, dated.timex.end - 1
    for index in {mention.head.i, *(event.token.i for event in mention.events)}:
        if abs(index - first) <= 4 or abs(index - last) <= 4:
            first, last = min(first, index), max(last, index)
    doc = context.doc
    text = context.article.text[doc[first].idx : doc[last].idx + len(doc[last])]
    return f"“{' '.join(text.split())}”"


def _anchor(dated: Dated, mention: Mention, context: Context) -> str:
    """Say what a date that is not whole by itself was reckoned from."""
    record = dated.timex.record
    year = record.value[:4]
    if record.value[4:] == "-XX-XX":
        return ", whose day and month could be either way round,"
    if year in record.text:
        return ""
    tense = _TENSES.get(mention.status or "", "")
    tense = f", {tense}" if tense else ""
    published = context.article.published
    if record.anchor and read_value(record.anchor) and len(record.anchor) == 10:
        if published and record.anchor != published:
            return f" counted from {_spelt(record.anchor)}{tense}"
        return f" in an article of {_spelt(record.anchor)}{tense}"
    if published:
        return f" in an article of {_spelt(published)}{tense}"
    return tense


def _spelt(iso_date: str) -> str:
    days = read_value(iso_date)
    return in_words(days) if days is not None else iso_date


def _undatable(group: Group) -> list[str]:
    words = [dated.words for dated in group.dates if dated.days == Days()]
    return [
        f"“{word}” cannot be placed on the calendar, because the article bears no date"
        for word in dict.fromkeys(words)
    ]


def _from_duration(group: Group) -> list[str]:
    for mention in group.mentions:
        if mention.duration is not None:
            number, unit = mention.duration
            return [f"“{mention.duration_words}” → lasts {number} {_unit(unit, number)}"]
    return []


def _unit(unit: str, number: int) -> str:
    word = {"D": "day", "W": "week"}[unit]
    return word if number == 1 else f"{word}s"


def _from_places(group: Group) -> list[str]:
    if any(mention.kind == DATELINE for mention in group.mentions):
        return ["place from the dateline"]
    places = group.places
    for place in places:
        for other in places:
            if place.chain[0] != other.chain[0] and place.within(other) and not place.is_venue:
                return [f"{place.name} lies in {other.name}, so both name one meeting"]
    return []
