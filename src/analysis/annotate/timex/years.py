"""Years, decades, centuries and fiscal years."""

from __future__ import annotations

from analysis.annotate.timex.lexicon import DECADE_WORDS
from analysis.annotate.timex.making import finish, touches
from analysis.annotate.timex.reading import pick
from analysis.annotate.timex.scene import Found, Scene
from analysis.annotate.timex.words import word_set

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
    return [finish(scene, first, end, value, "as written")]


def _is_year(scene: Scene, at: int, number: int, *, alone: bool) -> bool:
    lexed = scene.lexed
    before, after = lexed.lower(at - 1), lexed.lower(at + 1)
    if after in _MEASURES or after in ("%", "°") or lexed.code(at + 1) in "UVk3":
        return False
    if after == "-" and lexed.code(at + 2) in "UV":
        return False
    if lexed.word(at - 1) in ("$", "€", "£", "#", "+") or before in _NUMBERED:
        return False
    if after in ("-", "/") and touches(lexed, at, 1) and lexed.code(at + 2) in "YDN5":
        return False
    if before in ("-", "/", ".") and touches(lexed, at, -1) and lexed.lower(at - 2) != "mid":
        # B-1900, 020-2013, and the second half of a range, which its own rule reads.
        return lexed.code(at - 2) == "Y"
    if not alone:
        return True
    return _stands_as_year(scene, at, number, before)


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
    if lexed.code(end) in "-/" and touches(lexed, end - 1, 1) and lexed.code(end + 1) in "NDY5":
        return []
    if lexed.codes[end - 1] == "5":
        if len(second) != 4 or not second.isdigit():
            return []
        second = int(second)
    text = lexed.word(end - 1)
    if not isinstance(second, int) or len(text) not in (1, 2, 4) or not 1800 <= number <= 2100:
        return []
    short = len(text) <= 2
    round_to = 10 ** len(text)
    full = number - number % round_to + second if short else second
    if short and full < number and second == (number + 1) % round_to:
        full += round_to
    if not short and not _is_span(number, full):
        return []
    if short and not _is_span(number, full):
        if 1 <= second <= 12:
            return [finish(scene, first, end, f"{number:04d}-{second:02d}", "as written")]
        return []
    start = finish(scene, first, first + 1, f"{number:04d}", "as written")
    stop = finish(scene, end - 1, end, f"{full:04d}", f"the end of {scene.words(first, end)}")
    return [start, stop]


def _is_span(number: int, full: int) -> bool:
    return number < full <= number + 60


def fiscal(scene: Scene, first: int, end: int) -> list[Found]:
    """Fiscal 2013; the current financial year."""
    lexed = scene.lexed
    written = pick(lexed, first, end, "Y")
    if written is not None:
        return [finish(scene, first, end, f"FY{lexed.values[written]:04d}", "as written")]
    relation = pick(lexed, first, end, "LXHA")
    if lexed.code(end) == "o" or (relation is None and lexed.codes[first] != "d"):
        return []
    if scene.anchor is None:
        return [finish(scene, first, end, "FYXXXX", "no year given")]
    step = {"L": -1, "X": 1}.get(lexed.codes[relation] if relation is not None else "", 0)
    value = f"FY{scene.anchor.date.year + step:04d}"
    return [finish(scene, first, end, value, scene.anchor.words, anchored=True)]


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
    elif len(value) == 2 and (lexed.codes[first] == "d" or lexed.codes[first - 2 : first] == "2&"):
        value = f"19{value[0]}"
    else:
        return []
    return [finish(scene, first, end, value, "as written")]


def century(scene: Scene, first: int, end: int) -> list[Found]:
    """The 19th century; the early twentieth century."""
    lexed = scene.lexed
    ordinal = pick(lexed, first, end, "O")
    if lexed.values[end - 1] != "century" or ordinal is None:
        return []
    number = lexed.values[ordinal]
    if not 1 <= number <= 31:
        return []
    return [finish(scene, first, end, f"{number - 1:02d}", f"century {number} less one")]
