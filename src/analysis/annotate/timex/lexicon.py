"""The words of time: each has a class, written as one character, and a value.

The grammar (:mod:`.grammar`) is written in these characters.
"""

from __future__ import annotations

from typing import Any

from analysis.annotate.timex.calendars import WEEKDAYS
from analysis.annotate.timex.words import word_list
from analysis.reference.months import MONTHS

NUMBERS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        word_list(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
    """
        )
    )
}
NUMBERS.update(
    {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
)
MULTIPLIERS = {"hundred": 100, "thousand": 1000, "dozen": 12}

ORDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        word_list(
            """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """
        ),
        1,
    )
}
ORDINALS["thirtieth"] = 30
ORDINALS["final"] = -1

_UNIT_WORDS = {
    "second": "second secs",
    "minute": "minute mins",
    "hour": "hour hrs",
    "day": "day",
    "week": "week wks",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "month": "month",
    "year": "year yrs",
    "decade": "decade",
    "millennium": "millennium",
}


def _units() -> dict[str, tuple[str, Any]]:
    words: dict[str, tuple[str, Any]] = {}
    for unit, forms in _UNIT_WORDS.items():
        for form in forms.split():
            if form == unit:
                words[form] = ("U", unit)
                words[form + "s"] = ("V", unit)
            else:
                words[form] = ("V", unit)
    words["century"] = ("U", "century")
    words["centuries"] = ("V", "century")
    words["quarter"] = ("q", "quarter")
    words["quarters"] = ("V", "quarter")
    words["half"] = ("h", "half")
    return words


def _calendar_names() -> dict[str, tuple[str, Any]]:
    words: dict[str, tuple[str, Any]] = {}
    for number, month in enumerate(MONTHS, 1):
        words[month.lower()] = ("M", number)
        if month not in ("May", "June", "July"):
            words[month[:3].lower()] = ("M", number)
    words.update({"sept": ("M", 9), "jun": ("M", 6), "jul": ("M", 7)})
    for number, weekday in enumerate(WEEKDAYS):
        words[weekday.lower()] = ("W", number)
        words[weekday.lower() + "s"] = ("w", number)
        words[weekday[:3].lower()] = ("W", number)
    words.update({"tues": ("W", 1), "weds": ("W", 2), "thur": ("W", 3), "thurs": ("W", 3)})
    return words


def _plain(letter: str, words: str) -> dict[str, tuple[str, Any]]:
    return {word: (letter, word) for word in words.split()}


LEXICON: dict[str, tuple[str, Any]] = {
    **_plain("p", "in on at by since during for within over throughout under about around upon"),
    **_plain("p", "across inside beyond"),
    **_plain("L", "last past previous preceding prior"),
    **_plain("X", "next coming following upcoming forthcoming ensuing subsequent"),
    **_plain("H", "this current present"),
    **_plain("A", "that same"),
    **_plain("E", "every each"),
    **_plain("G", "several few many some couple dozens hundreds thousands countless numerous"),
    **_plain("m", "early mid late"),
    **_plain("c", "beginning start end middle close outset turn rest remainder dawn eve height"),
    **_plain("l", "later earlier"),
    **_plain("B", "before after"),
    **_plain(">", "to through until till thru"),
    **_plain("&", "and or"),
    **_plain("x", "once twice thrice"),
    **_plain("i", "time times"),
    **_plain("F", "fiscal financial fy"),
    **_units(),
    **_calendar_names(),
    "the": ("d", "the"),
    "a": ("a", 1),
    "an": ("a", 1),
    "of": ("o", "of"),
    "from": ("f", "from"),
    "between": ("f", "between"),
    "per": ("r", "per"),
    "ago": ("g", "ago"),
    "hence": ("l", "later"),
    "following": ("X", "following"),
    "today": ("T", 0),
    "tomorrow": ("T", 1),
    "yesterday": ("T", -1),
    "tonight": ("t", "NI"),
    "overnight": ("t", "NI"),
    "morning": ("P", "MO"),
    "mornings": ("Q", "MO"),
    "afternoon": ("P", "AF"),
    "afternoons": ("Q", "AF"),
    "evening": ("P", "EV"),
    "evenings": ("Q", "EV"),
    "night": ("P", "NI"),
    "nights": ("Q", "NI"),
    "noon": ("n", "12:00"),
    "midday": ("n", "12:00"),
    "midnight": ("n", "24:00"),
    "spring": ("S", "SP"),
    "springtime": ("S", "SP"),
    "summer": ("S", "SU"),
    "summertime": ("S", "SU"),
    "autumn": ("S", "FA"),
    "fall": ("S", "FA"),
    "winter": ("S", "WI"),
    "wintertime": ("S", "WI"),
    "now": ("v", "PRESENT_REF"),
    "currently": ("v", "PRESENT_REF"),
    "presently": ("v", "PRESENT_REF"),
    "nowadays": ("v", "PRESENT_REF"),
    "recently": ("v", "PAST_REF"),
    "lately": ("v", "PAST_REF"),
    "soon": ("v", "FUTURE_REF"),
    "someday": ("v", "FUTURE_REF"),
    "recent": ("R", "PAST_REF"),
    "future": ("u", "FUTURE_REF"),
    "daily": ("j", "day"),
    "nightly": ("j", "day"),
    "hourly": ("j", "hour"),
    "weekly": ("j", "week"),
    "fortnightly": ("j", "fortnight"),
    "monthly": ("j", "month"),
    "quarterly": ("j", "quarter"),
    "yearly": ("j", "year"),
    "annual": ("j", "year"),
    "annually": ("j", "year"),
    "biannual": ("j", "half"),
    "biennial": ("j", "two years"),
    "am": ("k", 0),
    "pm": ("k", 12),
    "o'clock": ("K", None),
    "gmt": ("z", "Z"),
    "utc": ("z", "Z"),
    "these": ("y", "these"),
    "those": ("y", "those"),
    "other": ("y", "other"),
    "whole": ("e", "whole"),
    "entire": ("e", "entire"),
    "full": ("e", "full"),
    "consecutive": ("e", "consecutive"),
    "straight": ("e", "straight"),
    "successive": ("e", "successive"),
    "more": ("e", "more"),
    "additional": ("e", "additional"),
    "further": ("e", "further"),
    "another": ("N", 1),
    "long": ("s", "long"),
    "old": ("8", "old"),
    "older": ("8", "old"),
    "younger": ("8", "old"),
    "half": ("h", "half"),
    "local": ("z", ""),
}
for _zone in word_list(
    """
    est edt cst cdt mst mdt pst pdt bst cet cest eet eest msk ist jst
    """
):
    LEXICON[_zone] = ("z", "")
for _word, _number in NUMBERS.items():
    LEXICON[_word] = ("N", _number)
for _word, _number in MULTIPLIERS.items():
    LEXICON[_word] = ("3", _number)
for _word, _number in ORDINALS.items():
    LEXICON.setdefault(_word, ("O", _number))
LEXICON["second"] = ("O", 2)

DECADE_WORDS = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
for _word, _number in DECADE_WORDS.items():
    LEXICON[_word] = ("2", _word)

PUNCTUATION: dict[str, str] = {
    ",": ",",
    ".": "|",
    "!": "|",
    "?": "|",
    ";": "|",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "-": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "/": "/",
    "'": "'",
    "’": "'",
    "&": "&",
}
