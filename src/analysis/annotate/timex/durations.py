"""Lengths of time and recurring times."""

from __future__ import annotations

from analysis.annotate.timex.calendars import duration_value
from analysis.annotate.timex.reading import approximation, derive, pick, pick_last, read_amount
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.words import word_set

_BARE_BEFORE = word_set(
    """
    for after within over many in of
    """
)
_BARE_AFTER = frozenset(["of", "after", "before"])


def _span(scene: Scene, first: int, end: int, value: str, *, mod: str | None = None) -> list[Found]:
    derivation = derive(scene.words(first, end), "a length of time", value=value)
    return [Found(first, end, "DURATION", value, derivation, mod=mod)]


def _set(
    scene: Scene,
    first: int,
    end: int,
    value: str,
    *,
    quant: str | None = None,
    freq: str | None = None,
) -> list[Found]:
    derivation = derive(scene.words(first, end), "recurring", value=value)
    return [Found(first, end, "SET", value, derivation, quant=quant, freq=freq)]


def duration(scene: Scene, first: int, end: int) -> list[Found]:
    """Two days; a two-and-a-half-year plan; several weeks; months of talks."""
    lexed = scene.lexed
    at = _unit_token(scene, first, end)
    if at is None or _is_age(scene, first, end):
        return []
    unit = lexed.values[at]
    bare = lexed.codes[first + 1 : end] in ("V", "V-s")
    start = first + 1 if lexed.codes[first] == "d" and (lexed.codes[at] == "U" or bare) else first
    codes = lexed.codes[start:end]
    if codes == "V" and (start > first or not _bare_units_mean_time(scene, start, end)):
        return []
    if codes == "aU":
        return _one_unit(scene, start, end, unit)
    if unit == "day" and lexed.lower(start) == "one" and "-" not in codes:
        future = _one_day_ahead(scene, start, end)
        if future:
            return future
    if lexed.lower(first - 1) == "as" and codes[0] == "G":
        # "for the second time in as many months"
        return []
    amount = None if codes[0] == "V" else read_amount(lexed, start, end)
    if amount is None and not set(codes) & set("GV"):
        return []
    begin, mod = approximation(lexed, start)
    return _span(scene, begin, end, duration_value(amount, unit), mod=mod)


def _unit_token(scene: Scene, first: int, end: int) -> int | None:
    """Return the token that names the unit; None where it means a fraction ("a quarter of")."""
    lexed = scene.lexed
    at = pick_last(lexed, first, end, "UVqh")
    if at is not None and lexed.codes[at] == "h":
        # "a year and a half": the unit stands before the half.
        at = pick(lexed, first, at, "UV")
    if at is None:
        return None
    unit = lexed.values[at]
    if unit == "quarter" and (lexed.codes[at] != "V" or lexed.code(end) == "o"):
        return None
    if unit == "second" and lexed.codes[at] == "U":
        return None
    return at


def _is_age(scene: Scene, first: int, end: int) -> bool:
    """56 years old; a 27-year-old; aged 30 years."""
    lexed = scene.lexed
    if lexed.code(end) == "8" or (lexed.code(end) == "-" and lexed.code(end + 1) == "8"):
        return True
    return lexed.lower(first - 1) in ("aged", "age")


def _bare_units_mean_time(scene: Scene, first: int, end: int) -> bool:
    lexed = scene.lexed
    before, after = lexed.lower(first - 1), lexed.lower(end)
    if lexed.codes[end - 1] == "s":
        return True
    if lexed.code(first - 1) in "mLXHAOG-":
        return False
    if after not in ("after", "before") and _is_modifier(scene, first - 1):
        return False
    if lexed.values[first] in ("second", "weekend"):
        return False
    if before in _BARE_BEFORE and before not in ("of", "over", "in"):
        return True
    if before == "in" and lexed.values[first] in ("year", "month", "decade", "week"):
        return after not in ("to", "past", "gone")
    return after in _BARE_AFTER


def _is_modifier(scene: Scene, token: int) -> bool:
    """Tell whether a word qualifies the unit: "the opening minutes", "her final days"."""
    if scene.clauses is None or token < 0 or scene.lexed.codes[token] != ".":
        return False
    return scene.clauses.tag(scene.lexed.starts[token]) in (
        ["JJ", "JJR", "JJS", "VBG", "VBN", "NN", "NNS", "NNP", "PRP$", "POS", "DT"]
    )


def _one_day_ahead(scene: Scene, first: int, end: int) -> list[Found]:
    """ "will one day" is no length of time."""
    if scene.lexed.code(first - 1) in "pfB" or scene.clauses is None:
        return []
    lexed = scene.lexed
    around = (lexed.starts[first - 1] if first else 0, lexed.ends[end - 1] + 1)
    if not any(scene.clauses.tag(offset)[:2] in ("VB", "MD") for offset in around):
        return []
    way = scene.direction(first, end)
    if way.way != "future" or scene.lexed.code(end) in "olBg":
        return []
    value = "FUTURE_REF"
    derivation = derive(scene.words(first, end), way.reason, value=value)
    return [Found(first, end, "DATE", value, derivation)]


def _one_unit(scene: Scene, first: int, end: int, unit: str) -> list[Found]:
    """A year: a rate after an amount ("15 a year"), else a length of time."""
    if _is_rate(scene, first):
        return _set(scene, first, end, duration_value(1, unit), freq="1X")
    if unit in ("day", "second", "minute") and not _day_is_span(scene, first, end):
        return []
    begin, mod = approximation(scene.lexed, first)
    return _span(scene, begin, end, duration_value(1, unit), mod=mod)


def _day_is_span(scene: Scene, first: int, end: int) -> bool:
    lexed = scene.lexed
    before, after = lexed.lower(first - 1), lexed.lower(end)
    return (
        before in ("for", "in", "within", "after", "than", "about", "nearly", "almost", "over")
        or after in ("of", "after", "before")
    ) and lexed.code(end) != "-"


_AMOUNT_WORDS = word_set(
    """
    percent % million billion trillion times
    """
)


def _is_rate(scene: Scene, first: int) -> bool:
    lexed = scene.lexed
    if lexed.code(first - 1) in "NDY3" and first > 0:
        return True
    if lexed.lower(first - 1) in _AMOUNT_WORDS:
        return True
    if scene.clauses is None or first == 0:
        return False
    tag = scene.clauses.tag(lexed.starts[first - 1])
    if tag != "NNS":
        return False
    # "20,000 barrels a day": a counted noun, not "told reporters a year".
    return any(lexed.codes[index] in "NDY35G" for index in range(max(0, first - 4), first - 1))


def duration_range(scene: Scene, first: int, end: int) -> list[Found]:
    """Two to three weeks: each end is a length of its own."""
    lexed = scene.lexed
    unit = lexed.values[end - 1]
    middle = pick_last(lexed, first, end - 1, ">&-")
    if _is_age(scene, first, end) or unit in ("quarter", "half"):
        return []
    if lexed.codes[end - 2] == "-":
        middle = pick_last(lexed, first, end - 2, ">&-")
    if middle is None or lexed.lower(middle) in ("until", "through"):
        return []
    low, high = read_amount(lexed, first, middle), read_amount(lexed, middle + 1, end)
    if lexed.codes[middle] == "-" and low and high and low >= 20 and low % 10 == 0 and high < 10:
        return duration(scene, first, end)
    if low is None or high is None or lexed.lower(middle) == "and":
        start = middle + 1
        return _span(scene, start, end, duration_value(high, unit)) if high else []
    return [
        *_span(scene, first, middle, duration_value(low, unit)),
        *_span(scene, middle + 1, end, duration_value(high, unit)),
    ]


def past_amount(scene: Scene, first: int, end: int) -> list[Found]:
    """The past three weeks; the next five years; the last several months."""
    lexed = scene.lexed
    at = pick_last(lexed, first, end, "UVq")
    if at is None or lexed.code(end) == "8":
        return []
    relation = pick(lexed, first, end, "LXH")
    if relation is not None and lexed.codes[relation] == "H":
        return duration(scene, relation + 1, end)
    begin = relation + 1 if relation is not None else first
    amount = read_amount(lexed, begin, end)
    return _span(scene, first, end, duration_value(amount, lexed.values[at]))


def whole(scene: Scene, first: int, end: int) -> list[Found]:
    """A full day; the entire week."""
    lexed = scene.lexed
    if lexed.lower(end - 2) not in ("whole", "entire", "full"):
        return []
    return _span(scene, first, end, duration_value(1, lexed.values[end - 1]))


def over_the_years(scene: Scene, first: int, end: int) -> list[Found]:
    """Over the years: an unknown number of them."""
    unit = scene.lexed.values[end - 1]
    if scene.lexed.lower(first - 1) != "over" or unit not in ("year", "month", "week", "decade"):
        return []
    return _span(scene, first, end, duration_value(None, unit))


def quarter_century(scene: Scene, first: int, end: int) -> list[Found]:
    """A quarter-century."""
    unit = scene.lexed.values[end - 1]
    if unit not in ("century", "hour") or scene.lexed.codes[first] == "d":
        return []
    years = unit == "century"
    return _span(
        scene, first, end, duration_value(25 if years else 15, "year" if years else "minute")
    )


def set_every(scene: Scene, first: int, end: int) -> list[Found]:
    """Every Monday; each year; every two weeks; every other day; every morning."""
    lexed = scene.lexed
    quant = lexed.word(first).upper()
    at = pick_last(lexed, first, end, "UVWwMSPqnJ")
    if at is None:
        return []
    code, value = lexed.codes[at], lexed.values[at]
    if code in "Ww":
        return _set(scene, first, end, f"XXXX-WXX-{value + 1}", quant=quant)
    if code == "P":
        day = pick(lexed, first, at, "W")
        date = f"XXXX-WXX-{lexed.values[day] + 1}" if day is not None else "XXXX-XX-XX"
        return _set(scene, first, end, f"{date}T{value}", quant=quant)
    if code == "n":
        return _set(scene, first, end, f"XXXX-XX-XXT{value}", quant=quant)
    if code == "M":
        return _set(scene, first, end, f"XXXX-{value:02d}", quant=quant)
    if code == "S":
        return _set(scene, first, end, f"XXXX-{value}", quant=quant)
    if code == "J":
        rule = value.split()
        date = f"XXXX-{rule[1]}" if rule[0] == "fixed" else "XXXX-XX-XX"
        return _set(scene, first, end, date, quant=quant)
    return _every_unit(scene, first, end, at, quant)


def _every_unit(scene: Scene, first: int, end: int, at: int, quant: str) -> list[Found]:
    lexed = scene.lexed
    unit = lexed.values[at]
    second = pick(lexed, first, at, "yO")
    if second is not None:
        number = 2.0 if lexed.codes[second] == "y" else float(lexed.values[second] or 0)
        if lexed.lower(second) in ("these", "those") or number < 1:
            return []
        return _set(scene, first, end, duration_value(number, unit), quant=quant)
    amount = read_amount(lexed, first + 1, at) if at > first + 1 else 1
    if amount is None or (amount == 1 and unit in ("second", "minute") and quant == "EACH"):
        return []
    return _set(scene, first, end, duration_value(amount, unit), quant=quant)


def set_times(scene: Scene, first: int, end: int) -> list[Found]:
    """Twice a week; three times a day; once every two years."""
    lexed = scene.lexed
    at = pick_last(lexed, first, end, "UVqh")
    if at is None:
        return []
    if lexed.codes[first] == "x":
        times = {"once": 1, "twice": 2, "thrice": 3}[lexed.lower(first)]
    else:
        marker = pick(lexed, first, end, "i") or end
        times = int(read_amount(lexed, first, marker) or 1)
    amount: float | None = 1
    every = pick(lexed, first, end, "E")
    quant = None
    if every is not None:
        quant = lexed.word(every).upper()
        if at > every + 1:
            other = pick(lexed, every, at, "y")
            amount = 2 if other is not None else read_amount(lexed, every + 1, at)
    if lexed.codes[at] == "h":
        return []
    return _set(
        scene, first, end, duration_value(amount, lexed.values[at]), freq=f"{times}X", quant=quant
    )


def set_per(scene: Scene, first: int, end: int) -> list[Found]:
    """Per year."""
    return _set(scene, first, end, duration_value(1, scene.lexed.values[end - 1]), freq="1X")


def set_weekdays(scene: Scene, first: int, end: int) -> list[Found]:
    """Mondays and Thursdays; Sunday mornings."""
    lexed = scene.lexed
    if lexed.codes[end - 1] == "Q":
        value = f"XXXX-WXX-{lexed.values[first] + 1}T{lexed.values[end - 1]}"
        return _set(scene, first, end, value)
    found: list[Found] = []
    for index in range(first, end):
        if lexed.codes[index] == "w":
            found.extend(_set(scene, index, index + 1, f"XXXX-WXX-{lexed.values[index] + 1}"))
    return found


def set_word(scene: Scene, first: int, end: int) -> list[Found]:
    """Daily; annual."""
    lexed = scene.lexed
    unit = lexed.values[first]
    if lexed.word(end)[:1].isupper() and lexed.code(end) == ".":
        return []
    if unit == "two years":
        return _set(scene, first, end, "P2Y")
    return _set(scene, first, end, duration_value(1, unit))
