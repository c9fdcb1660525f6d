"""Small helpers that all rules share: numbers in words, derivations, picking tokens by class."""

from __future__ import annotations

from analysis.annotate.timex.lexer import Lexed

# Amounts beyond these are no spans of time that a calendar can reckon with.
MAX_AMOUNT = 100_000


def derive(words: str, *steps: str, value: str) -> str:
    """Write a derivation: the expression, how it was read, its value.

    Examples
    --------
    >>> derive("Tuesday", "past tense", "in an article of …", value="2013-02-26")
    "'Tuesday', past tense, in an article of … → 2013-02-26"
    """
    parts = [f"'{words}'", *(step for step in steps if step)]
    return f"{', '.join(parts)} → {value}"


def pick(lexed: Lexed, first: int, end: int, classes: str) -> int | None:
    """Return the first token from `first` to `end` (exclusive) of one of `classes`, or None."""
    for index in range(first, end):
        if lexed.codes[index] in classes:
            return index
    return None


def pick_last(lexed: Lexed, first: int, end: int, classes: str) -> int | None:
    """Return the last token from `first` to `end` (exclusive) of one of `classes`, or None."""
    for index in range(end - 1, first - 1, -1):
        if lexed.codes[index] in classes:
            return index
    return None


def read_amount(lexed: Lexed, first: int, end: int) -> float | None:
    """Read the number that the tokens before a unit spell; None for "several" and its like.

    "two and a half" is 2.5, "twenty - five" 25, "a dozen" 12, "half an" 0.5, "a" 1.
    """
    codes = lexed.codes[first:end]
    if "G" in codes:
        return None
    half = 0.5 if "h" in codes else 0.0
    numbers = [
        (lexed.codes[index], lexed.values[index])
        for index in range(first, end)
        if lexed.codes[index] in "NDYO3" and lexed.values[index] is not None
    ]
    if not numbers:
        # "a year", "a year and a half", but "half a year" is one half only.
        one = 1.0 if codes.startswith("a") and not codes.startswith("ah") else 0.0
        return (one + half) or None
    amount = _sum(numbers) + half
    return amount if 0 < amount <= MAX_AMOUNT else None


def _sum(numbers: list[tuple[str, float]]) -> float:
    """Add up number words: two hundred and five is 205."""
    total = current = 0.0
    for code, value in numbers:
        if code != "3":
            current += value
        elif value == 1000:
            total, current = total + (current or 1) * value, 0
        else:
            current = (current or 1) * value
    return total + current


_MODIFIERS: dict[str, str] = {
    "about": "APPROX",
    "around": "APPROX",
    "roughly": "APPROX",
    "approximately": "APPROX",
    "some": "APPROX",
    "nearly": "LESS_THAN",
    "almost": "LESS_THAN",
    "under": "LESS_THAN",
    "over": "MORE_THAN",
    "more than": "MORE_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
    "just over": "MORE_THAN",
    "just under": "LESS_THAN",
    "well over": "MORE_THAN",
}


def approximation(lexed: Lexed, first: int) -> tuple[int, str | None]:
    """Return the token where an amount starts with its modifier ("more than"), and TIMEX3's mod."""
    two = f"{lexed.lower(first - 2)} {lexed.lower(first - 1)}"
    if two in _MODIFIERS:
        return first - 2, _MODIFIERS[two]
    one = lexed.lower(first - 1)
    if one in _MODIFIERS:
        # "6 percent over two years" is no comparison; "for over two years" is one.
        if one == "over" and lexed.code(first - 2) != "p":
            return first, None
        return first - 1, _MODIFIERS[one]
    return first, None


MOD_OF = {
    "early": "START",
    "mid": "MID",
    "late": "END",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "middle": "MID",
    "end": "END",
    "close": "END",
}


def mod_in(lexed: Lexed, first: int, end: int) -> str | None:
    """Return TIMEX3's mod of "early", "mid-", "the end of" … among the tokens."""
    for index in range(first, end):
        if lexed.codes[index] in "mc" and lexed.lower(index) in MOD_OF:
            return MOD_OF[lexed.lower(index)]
    return None
