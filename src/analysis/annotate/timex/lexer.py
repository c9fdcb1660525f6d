"""From text to a string of word classes, one character a token, on which the grammar works.

Reading the text once and matching rules on that short string keeps recognition linear and fast:
words that have nothing to do with time all become ``.``, which no rule starts with.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from analysis.annotate.timex import festivals
from analysis.annotate.timex.lexicon import LEXICON, PUNCTUATION
from analysis.annotate.timex.words import word_set

_ABBREVIATED = (
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun"
)
_TOKEN = re.compile(
    rf"""(?x)
    (?P<break>[\n\u2028\u2029]\s*)
  | (?P<iso>(?<![\d-])\d{{4}}-\d{{2}}-\d{{2}}
        (?:T\d{{2}}:\d{{2}}(?::\d{{2}})?(?:Z|[+-]\d{{2}}:\d{{2}})?)?(?![\w-]))
  | (?P<numeric>\d{{1,4}}(?P<separator>[/.])\d{{1,2}}(?P=separator)\d{{2,4}}(?![\w/]))
  | (?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?![\d:]))
  | (?P<decade>(?:['’‘]\s?)?\d{{1,3}}0\s?['’]?s\b)
  | (?P<ordinal>\d{{1,2}}\s?(?:st|nd|rd|th)\b)
  | (?P<number>\d+(?:[.,]\d+)*)
  | (?P<period>[QH][1-4]\b)
  | (?P<abbreviation>(?:{_ABBREVIATED})\.)
  | (?P<half>[apAP]\.?\s?[mM]\b\.?)
  | (?P<word>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)
  | (?P<possessive>['’]s\b)
  | (?P<mark>[^\w\s])
    """
)
_SENTENCE_END = (".", "!", "?", ":", ";", '"', "”", "''", ")")

# Words after which a name of a month or season is one, whatever else it may mean.
_BEFORE_MONTH = word_set(
    """
    in since until till during throughout last next this early mid late every each
    """
)
_MAYBE_BEFORE_MONTH = word_set(
    """
    by of from between to through before after and or the for
    """
)
_WEEKDAY_NAMES = word_set(
    """
    black bloody good super ash palm easter holy maundy cyber giving shrove fat spy orange
    ruby blue green manic whit
    """
)
_MEDIA = word_set(
    """
    times telegraph mail mirror post herald express star world independent business mercury
    magazine review people sun age today programme program
    """
)
_BEFORE_VERB = word_set("will to would could may might can cannot not should must did does do 'll")
_SEASON_BEFORE = word_set(
    """
    last this next the in early late mid each every by until since of during for after
    before previous following past
    """
)


@dataclass
class Lexed:
    """Tokens of a text: their offsets, their classes (one character each) and values."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)
    codes: str = ""

    def lower(self, index: int) -> str:
        """Return a token in lower case; "" outside the text."""
        if 0 <= index < len(self.starts):
            return self.text[self.starts[index] : self.ends[index]].lower()
        return ""

    def word(self, index: int) -> str:
        """Return a token as written; "" outside the text."""
        if 0 <= index < len(self.starts):
            return self.text[self.starts[index] : self.ends[index]]
        return ""

    def code(self, index: int) -> str:
        """Return the class of a token; "|" outside the text."""
        return self.codes[index] if 0 <= index < len(self.codes) else "|"


def lex(text: str, breaks: frozenset[int] = frozenset()) -> Lexed:
    """Cut `text` into tokens and give each its class; `breaks` are offsets that nothing crosses."""
    lexed = Lexed(text)
    starts, ends, values = lexed.starts, lexed.ends, lexed.values
    codes: list[str] = []
    doubtful: list[int] = []
    skip_until = -1
    line_start = 0
    lookup = LEXICON.get
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < skip_until:
            continue
        kind = match.lastgroup
        value: Any = None
        if kind == "word":
            lower = match.group().lower()
            code, value = lookup(lower, _OTHER)
            if lower in festivals.FIRST_WORDS and (named := festivals.match(text, start)):
                code, (value, end) = "J", named
                skip_until = end
        elif kind == "break":
            ended = bool(ends) and ends[-1] in breaks
            code = "|" if ended or _is_break(text, match, line_start) else ""
            line_start = end
            if not code:
                continue
        else:
            code, value = _READERS[kind or "mark"](match.group())
        if code in _DOUBTFUL:
            doubtful.append(len(codes))
        starts.append(start)
        ends.append(end)
        codes.append(code)
        values.append(value)
    lexed.codes = "".join(codes)
    for index in doubtful:
        if not _is_meant(lexed, codes, index):
            codes[index] = "."
    lexed.codes = "".join(codes)
    return lexed


_DOUBTFUL = frozenset("MWwSTvjzL")
_OTHER: tuple[str, Any] = (".", None)


def _is_break(text: str, match: re.Match[str], line_start: int) -> bool:
    """Tell whether a line end ends a sentence: hard-wrapped lines go on, short lines do not."""
    if match.group().count("\n") > 1:
        return True
    line = text[line_start : match.start()]
    return len(line) < 50 or line.rstrip().endswith(_SENTENCE_END)


def _read_number(word: str) -> tuple[str, Any]:
    plain = word.replace(",", "")
    try:
        number = float(plain) if "." in plain else int(plain)
    except ValueError:
        return ".", None
    if not plain.isascii() or len(plain) > 9:
        return ".", None
    if word.isdigit():
        if len(word) == 4 and 1000 <= number <= 2199:
            return "Y", number
        if len(word) <= 2 and 1 <= number <= 31:
            return "D", number
        if len(word) == 4 and number < 2400:
            return "5", word
    return "N", number


def _digits(word: str) -> str:
    return "".join(character for character in word if character.isdigit())


# Class and value of the tokens that are not plain words.
_READERS: dict[str, Callable[[str], tuple[str, Any]]] = {
    "number": _read_number,
    "ordinal": lambda word: ("O", int(_digits(word))),
    "abbreviation": lambda word: LEXICON.get(word[:-1].lower(), _OTHER),
    "iso": lambda word: ("I", word),
    "numeric": lambda word: ("1", word),
    "clock": lambda word: ("C", word),
    "decade": lambda word: ("2", _digits(word)),
    "period": lambda word: ("4", word),
    "half": lambda word: ("k", 12 if word[0] in "pP" else 0),
    "possessive": lambda _: ("'", None),
    "mark": lambda word: (PUNCTUATION.get(word, "."), None),
}


def _is_meant(lexed: Lexed, codes: list[str], index: int) -> bool:
    """Tell whether a word that can be something else is a word of time here."""
    return _CHECKS[codes[index]](lexed, index)


def _month_is_meant(lexed: Lexed, index: int) -> bool:
    word = lexed.word(index)
    name = word.rstrip(".").lower()
    following, before = lexed.code(index + 1), lexed.code(index - 1)
    beside_number = following in "DOY" or before in "DO"
    if following == "," and lexed.code(index + 2) == "Y":
        beside_number = True
    previous = lexed.lower(index - 1)
    if previous == "of" and lexed.code(index - 2) in "DO":
        beside_number = True
    if word.islower() and name in ("may", "march", "mar", "august", "dec", "jan", "sept"):
        return False
    full = len(name) > 3 or name in ("may",)
    led = previous in _BEFORE_MONTH or (
        before == "-" and lexed.lower(index - 2) in ("mid", "early", "late", "end")
    )
    if not full or name == "sept":
        return (
            beside_number
            or (led and name not in ("mar", "dec", "jan"))
            or (led and word.endswith("."))
        )
    surname = lexed.word(index - 1)[:1].isupper() and lexed.code(index - 1) == "."
    if name == "may" and surname and not beside_number:
        return False
    if name in ("may", "march"):
        return (
            beside_number
            or led
            or _beside_month(lexed, index)
            or (
                previous in _MAYBE_BEFORE_MONTH
                and previous != "the"
                and lexed.lower(index + 1) not in ("on", "for", "against")
            )
        )
    return True


def _beside_month(lexed: Lexed, index: int) -> bool:
    """April and May; March-May."""
    return any(
        lexed.code(index + step) in "&->/" and lexed.code(index + 2 * step) == "M"
        for step in (-1, 1)
    )


def _weekday_is_meant(lexed: Lexed, index: int) -> bool:
    word = lexed.word(index)
    name = word.rstrip(".").lower()
    if len(name) <= 4 and name not in ("tues", "thur"):
        after = lexed.codes[index + 1 : index + 3]
        return word[0].isupper() and (
            any(code in "DM1I" for code in after)
            or (word.endswith(".") and name not in ("sat", "sun"))
        )
    if word[0].isupper():
        if lexed.lower(index + 1) in _MEDIA and lexed.word(index + 1)[:1].isupper():
            return False
        previous = lexed.word(index - 1)
        if previous[:1].isupper() and previous.lower() in _WEEKDAY_NAMES:
            return False
    return True


def _season_is_meant(lexed: Lexed, index: int) -> bool:
    word, previous = lexed.word(index), lexed.word(index - 1)
    lead = previous.lower()
    following = lexed.code(index + 1)
    dated = following == "Y" or (following in "o," and lexed.code(index + 2) == "Y")
    if following == "o" and lexed.code(index + 2) in "LHX":
        dated = True
    if word[0].isupper() and previous[:1].isupper() and lead not in _SEASON_BEFORE:
        return False
    if word[0].isupper() and lexed.word(index + 1)[:1].isupper() and not dated:
        return False
    if lead == "-":
        lead = lexed.lower(index - 2)
    if dated or (lexed.code(index - 1) == "E"):
        return True
    if lead not in _SEASON_BEFORE:
        return False
    if word.lower() in ("fall", "spring") and following == "o":
        return False
    if word.lower() == "fall" and lead in ("the", "this", "of", "for"):
        return lead != "the" or lexed.code(index - 2) in "pB>"
    return True


def _deictic_is_meant(lexed: Lexed, index: int) -> bool:
    """Newspapers are called "Today"; "now-cancelled" and "now that" are no dates."""
    word, previous = lexed.word(index), lexed.word(index - 1)
    if word.istitle() and previous[:1].isupper() and previous.lower() not in LEXICON:
        return False
    if lexed.codes[index] == "v":
        following = lexed.lower(index + 1)
        if following == "and" and lexed.lower(index + 2) in ("then", "again"):
            return False
        if following == "-" or (
            word.lower() == "now" and following in ("that", "infamous", "famous")
        ):
            return False
        if word.lower() == "soon" and (
            following in ("after", "afterwards", "thereafter", "as", "became", "found")
            or previous.lower() in ("as", "too", "so")
        ):
            return False
    return True


def _frequency_is_meant(lexed: Lexed, index: int) -> bool:
    """The Weekly Standard and LA Weekly are newspapers."""
    word, following = lexed.word(index), lexed.word(index + 1)
    previous = lexed.word(index - 1)
    if not word[0].isupper():
        return True
    return not (following[:1].isupper() or previous[:1].isupper())


def _last_is_meant(lexed: Lexed, index: int) -> bool:
    """ "Will last three hours" holds a verb."""
    if lexed.lower(index) != "last":
        return True
    return lexed.lower(index - 1) not in _BEFORE_VERB


def _zone_is_meant(lexed: Lexed, index: int) -> bool:
    word = lexed.word(index)
    return word.isupper() or (word == "local" and lexed.lower(index + 1) == "time")


_CHECKS = {
    "M": _month_is_meant,
    "W": _weekday_is_meant,
    "w": _weekday_is_meant,
    "S": _season_is_meant,
    "T": _deictic_is_meant,
    "v": _deictic_is_meant,
    "j": _frequency_is_meant,
    "z": _zone_is_meant,
    "L": _last_is_meant,
}
