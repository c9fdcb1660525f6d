"""The grammar of time expressions, as patterns over word classes (see :mod:`.lexicon`).

One alternative of one big regular expression is one rule; of those that match at a place the first
one wins, so specific rules stand before general ones. Letters are token classes: ``M`` a month,
``W`` a weekday, ``D`` a number up to 31, ``Y`` a number that can be a year, ``U`` and ``V`` a unit
in the singular and plural, ``L``, ``X`` and ``H`` words like last, next and this.
"""

from __future__ import annotations

import re

DAY = "[DO]"
YEAR = "(?:,?Y)"
OF_YEAR = "(?:,?Y|oY|o?d?[LXH]U|od?[LXH]?FUY?)"
SMALL = "[ND](?:-?N)?"
# twenty-five; two hundred and five; a dozen; two and a half; half a
NUMBER = f"(?:(?:{SMALL}|a)3+(?:&?{SMALL})?|{SMALL}(?:&ah)?|Y(?=e?-?V)|ha)"
VAGUE = "(?:aGo?|aeG|Go?)"
UNITS = "[UVqh]"
AMOUNT = f"(?:(?:{NUMBER}|{VAGUE})e?-?[UVq]|aU&ah|a?h-?U|aU|[ND]e?-?U&ah|aq|V)"
CLOCK = "(?:Ck?|[DN]k|[NDa]K|5(?=z)|Y(?=z)|n)(?:zi?)?"
WEEKDAY = "W"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", "I"),
    ("nine_eleven", "D/D"),
    ("numeric_date", "1"),
    # Sets
    ("set_every", f"E(?:{NUMBER}|y|O)?(?:[UVWMSPqnJ]|w)P?"),
    ("set_times", f"(?:x|{NUMBER}i)(?:a[Uqh]|r[Uqh]|E(?:{NUMBER}|y)?[UV])"),
    ("set_per", "r[U]"),
    ("set_weekdays", "w(?:,w)*(?:&w)?|WQ|w"),
    ("set_word", "j"),
    # Clock times with their day
    (
        "clock_day",
        f"{CLOCK}(?:,?(?:W(?:,?(?:M{DAY}|{DAY}M){YEAR}?)?|[Tt]|HP|(?:M{DAY}|{DAY}M){YEAR}?|dXU))?",
    ),
    ("day_part", "[ml]?(?:[LXHA]?[WT]m?P|d?[LXHA]m?P|t)"),
    ("week_of_month", f"d(?:O|L)UoM(?:{YEAR}|oY|,?o?d?[LHXA]U)?"),
    ("part_of", "d?m?Po(?=d?[WDOMJ])|dUo(?=W?,?(?:M[DO]|d?[DO]o?M))"),
    ("year_end", "[da]?U-c"),
    # Full and partial dates
    ("month_days", f"(?:W,?)?d?M{DAY}(?:(?:,{DAY})*,?(?:&|-|>){DAY}(?![VU3%k]|-[VU])){YEAR}?"),
    ("days_month", f"(?:W,?)?d?{DAY}(?:(?:,{DAY})*,?(?:&|-|>)d?{DAY})o?dM{YEAR}?"),
    ("days_month", f"(?:W,?)?d?{DAY}(?:(?:,{DAY})*,?(?:&|-|>)d?{DAY})o?M{YEAR}?"),
    ("month_day", f"(?:W[,|]?)?d?M[|]?{DAY}(?:{YEAR}|,?[LHX]U)?(?!-[VU])"),
    ("day_month", f"(?:W,?)?d?{DAY}o?M(?:{YEAR}|,?[LHX]U)?"),
    ("quarter_century", "[ad]?q-?U"),
    ("weekday_day", "W,?dO(?!.?o|U)"),
    ("day_alone", "dO(?=[|,)]|$)"),
    ("fiscal", "d?[LXHA]?FU?Y(?:[-/][DNY])?|d?[LXHA]?FU"),
    ("quarter", f"d?(?:m|co)?O-?[qh](?:{OF_YEAR}|od(?:F)?U)?|d?4{OF_YEAR}?|Y4"),
    ("part_of_date", f"d?co(?:M{YEAR}?|d?[LXHA]?(?:F)?[UqS](?!-)|Y|d?[LXH]?S{YEAR}?|d2|d?O-?U)"),
    ("month", f"d?(?:m-?|c-)?[LXHA]?M(?:{YEAR}|oY|,?o?d?[LHXA]U)?"),
    ("season", f"l?d?[LXHA]?(?:m-?)?[LXH]?S(?:{YEAR}|oY|o?d?[LHX]U)?"),
    ("decade", "d?(?:m-?)?2"),
    ("century", "d?(?:m-?)?O(?:-|&dO-?)?[UV]"),
    # Relative dates
    ("day_after_tomorrow", "dUBT"),
    ("unit_after_date", f"(?:d|{NUMBER}|a)[UV]B(?=d?(?:W|M{DAY}|{DAY}M|J|X?W))"),
    ("unit_before", "dUB(?:[LX](?![UVW])|(?=[|,)&pg]|$))"),
    ("ago", f"{AMOUNT}(?:e|&e)?g"),
    ("earlier_later", f"{AMOUNT}l"),
    ("earlier_later", f"{AMOUNT}B(?=[,|)]|$)"),
    ("from_now", f"{AMOUNT}fv"),
    ("past_amount", f"d?(?:L|X|H)(?:{NUMBER}|{VAGUE})e?-?[UVq]"),
    ("recent", "dRL?[UV]|mR[UV]|R[UV]"),
    ("coming_units", "d?[XL]V"),
    ("within_period", "[lm]pd[Uq]"),
    ("relative", "[lm]?[LXH][Uq]|d?[LXH]L?[Uqh]|d?A[Uq]|AAU"),
    ("weekday_of_week", "W,?o?d?[LXHA]U"),
    ("relative_weekday", "H?d?[LXHA]W|WL"),
    ("festival", f"[LXHA]?J(?:{YEAR}|oY)?"),
    ("weekday", "m?W"),
    ("year_end", "U-?c"),
    ("over_the_years", "dV"),
    ("the_unit", "dU"),
    ("today", "[lm]?T"),
    ("these_days", "yV|dyU"),
    # Durations
    ("duration_range", f"(?:{NUMBER})(?:>|&|-)(?:{NUMBER})-?V(?![gl])"),
    ("whole", "(?:d|a)eU"),
    ("duration", f"d?{AMOUNT}(?:-s)?"),
    # Years, and words that refer
    ("year_range", "d?Y[-/][DNY5](?![-/])"),
    ("year", "(?:d?m-?)?(?:dU)?Y"),
    ("reference", "v|dL(?![UVWMSq.])|du"),
)

RULE_NAMES: tuple[str, ...] = tuple(name for name, _ in _RULES)
# Classes that no rule starts with; most words are of one of them, so they are passed over first.
_NEVER_FIRST = r".|,:'()\-/&>opfgBzsikK8"
_GRAMMAR = re.compile(
    f"(?=[^{_NEVER_FIRST}])(?:"
    + "|".join(f"(?P<r{index}>{rule})" for index, (_, rule) in enumerate(_RULES))
    + ")"
)


def search(codes: str, position: int) -> tuple[str, int, int] | None:
    """Return rule name, first and end token of the first expression at or after `position`."""
    return _named(_GRAMMAR.search(codes, position))


def match(codes: str, position: int) -> tuple[str, int, int] | None:
    """Return rule name, first and end token of the expression that starts at `position`."""
    return _named(_GRAMMAR.match(codes, position))


def _named(match: re.Match[str] | None) -> tuple[str, int, int] | None:
    if match is None:
        return None
    return RULE_NAMES[int((match.lastgroup or "r0")[1:])], match.start(), match.end()
