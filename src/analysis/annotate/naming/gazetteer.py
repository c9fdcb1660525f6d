"""Names of states, organisations, blocs, media and armed groups that the reference tables know."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analysis.annotate.naming.words import Words
from analysis.reference import Alias, Entry, aliases, entries, paraphrases

# Words of which every paraphrase holds at least one: most articles need no pattern tried.
_TELLTALES = (
    "permanent", "veto-", "seven ", "20 ", "quartet", " of 77", "134", "130", "developing",
    "Petroleum", "OPEC", "-nation", "-member", "-country", "-state", " nation", " member",
    " country", " state", "mall island", "mall-island",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """An alias found at tokens ``first`` to ``last`` (exclusive), ending at code point ``end``."""

    first: int
    last: int
    end: int
    alias: Alias


def entry_of(key: str) -> Entry:
    """Return what the tables say of `key`; of a state that only the text knows, its name."""
    known = entries().get(key)
    return known if known is not None else Entry(key, key.partition(":")[2], "state")


@lru_cache(maxsize=1)
def _by_beginning() -> dict[str, tuple[Alias, ...]]:
    """Return the aliases by their first two letters, longest first."""
    found: dict[str, list[Alias]] = {}
    for alias in aliases():
        found.setdefault(alias.text[:2], []).append(alias)
    return {key: tuple(sorted(value, key=lambda a: -len(a.text))) for key, value in found.items()}


def find_known_names(words: Words) -> list[Match]:
    """Return the longest known name at each place, left to right, without overlaps.

    Names are compared letter by letter, case included: "WHO" is not "who".
    """
    table, text, found = _by_beginning(), words.text, []
    free_from = 0
    for index, start in enumerate(words.start):
        if start < free_from:
            continue
        candidates = table.get(text[start : start + 2])
        if candidates is None:
            continue
        alias = _longest_at(text, start, candidates)
        if alias is None:
            continue
        free_from = start + len(alias.text)
        last = index + 1
        while last < len(words) and words.start[last] < free_from:
            last += 1
        found.append(Match(index, last, free_from, alias))
    return found


def _longest_at(text: str, start: int, candidates: tuple[Alias, ...]) -> Alias | None:
    for alias in candidates:
        if text.startswith(alias.text, start):
            after = text[start + len(alias.text) : start + len(alias.text) + 1]
            if not (after.isalnum() or after in ("_", "@")):
                return alias
    return None


def find_paraphrases(words: Words) -> list[tuple[int, int, str]]:
    """Return descriptions of a body by its membership as (start, end, key), longest first.

    "the five permanent members of the U.N. Security Council plus Germany" is the P5+1.
    """
    found: list[tuple[int, int, str]] = []
    if not any(number in words.text for number in _TELLTALES):
        return found
    for key, pattern in paraphrases():
        found += ((match.start(), match.end(), key) for match in pattern.finditer(words.text))
    found.sort(key=lambda item: (item[0] - item[1], item[0]))
    kept: list[tuple[int, int, str]] = []
    for start, end, key in found:
        if not any(start < other[1] and other[0] < end for other in kept):
            kept.append((start, end, key))
    return kept
