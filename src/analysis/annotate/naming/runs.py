"""Runs of capitalised words, which names are cut from.

Case is the steadiest sign of a name in news. A run goes on over the small words that join parts of
a name ("Ministry *of* Trade", "van *der* Berg") and starts where the text does not have a capital
letter only because a sentence begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from analysis.annotate.naming.gazetteer import Match
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.reference import organisation_words, role_nouns

_CALENDAR = word_set(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May
    June July August September October November December Jan. Feb. Mar. Apr. Jun. Jul. Aug.
    Sept. Sep. Oct. Nov. Dec. Christmas Easter Ramadan GMT UTC EST BST CET AM PM I OK
    """
)
_PARTICLES = word_set(
    """
    de del della der den di do dos da du la le van von bin bint ibn al el abu ben ter ten zu
    """
)
_POSSESSIVE_NAMES = frozenset(
    {"Moody", "McDonald", "Sotheby", "Christie", "Macy", "Wendy", "Sainsbury", "Kellogg", "Levi",
     "Lloyd", "Lowe", "Kohl", "Domino", "Dunkin", "Ben", "Denny", "Carl", "Trader Joe"}
)  # fmt: skip
NAME_TAGS = frozenset({"NNP", "NNPS"})
ABBREVIATED_RANKS = frozenset({"Col", "Lt", "Capt", "Maj", "Sgt", "Adm", "Brig", "Cmdr", "Rev"})


@dataclass(slots=True)
class Run:
    """A run of capitalised tokens, ``first`` to ``last`` (end exclusive)."""

    first: int
    last: int
    known: list[Match] = field(default_factory=list)


def find_runs(words: Words, known: list[Match], labels: list[tuple[str, int]]) -> Iterator[Run]:
    """Yield the runs of capitalised words outside headings, with the known names in them."""
    starts = {match.first: match for match in known}
    index, size = 0, len(words)
    while index < size:
        if words.heading[index] or not (index in starts or _starts_name(words, labels, index)):
            index += 1
            continue
        run = Run(index, index)
        while True:
            match = starts.get(index)
            if match is not None:
                run.known.append(match)
                index = match.last
            elif index < size and not words.heading[index] and _continues_name(words, run, index):
                index += 1
            else:
                joined = _joint(words, labels, run, index, starts)
                if joined == index:
                    break
                index = joined
                continue
            run.last = index
        if run.last > run.first:
            yield run
        index = max(index, run.first + 1)


def _capitalised(words: Words, index: int) -> bool:
    word = words.words[index]
    if word[:2] in ("D-", "R-", "I-"):  # a member's party and state: "(D-Ohio)"
        return False
    return word[:1].isupper() and word not in _CALENDAR and word[-1:] != ":"


def _starts_sentence(words: Words, index: int) -> bool:
    previous = index - 1
    while previous >= 0 and not any(c.isalnum() for c in words.words[previous]):
        if words.words[previous] in (
            ".",
            "!",
            "?",
            ":",
            ";",
            '"',
            "“",
            "``",
            "•",
            "*",
            "-",
            "—",
            "–",
        ):
            return True
        previous -= 1
    return previous < 0 or words.sentence[previous] != words.sentence[index]


def _starts_name(words: Words, labels: list[tuple[str, int]], index: int) -> bool:
    if not _capitalised(words, index):
        return False
    tag = words.tag[index]
    if not _starts_sentence(words, index):
        return tag not in ("PRP", "PRP$", "DT", "IN", "CC", "WP", "WDT", "WRB", "MD")
    if _opens_office(words, index):
        return True
    if tag in NAME_TAGS or labels[index][0] in ("PERSON", "ORG", "GPE", "NORP"):
        if _is_role_word(words, index) and not _capitalised_at(words, index + 1):
            return False
        return tag not in ("DT", "IN", "PRP", "PRP$", "CC", "WRB", "RB")
    following = index + 1
    if _is_role_word(words, index) and not _capitalised_at(words, following):
        return False
    if following < len(words) and words.words[following] in ("'", "'s"):
        following += 1
    if following >= len(words):
        return False
    word = words.words[following]
    return (
        tag[:2] in ("NN", "JJ", "VB")
        and _capitalised(words, following)
        and (word in organisation_words() or words.tag[following] in NAME_TAGS)
    )


def _opens_office(words: Words, index: int) -> bool:
    """Tell whether "Secretary of State Paula Finch" begins a sentence."""
    return (
        words.words[index] in ("Secretary", "Undersecretary", "Minister", "Chancellor")
        and words.lower[index + 1 : index + 2] == ["of"]
        and _capitalised_at(words, index + 2)
        and _capitalised_at(words, index + 3)
    )


def _capitalised_at(words: Words, index: int) -> bool:
    return index < len(words) and _capitalised(words, index)


def _is_role_word(words: Words, index: int) -> bool:
    """Tell whether a sentence's first word is a common noun for people ("Negotiators for")."""
    lower = words.lower[index]
    singular = lower[:-3] + "man" if lower.endswith("men") else lower.removesuffix("s")
    return lower in role_nouns() or singular in role_nouns()


def _continues_name(words: Words, run: Run, index: int) -> bool:
    word = words.words[index]
    if word == "." and words.words[index - 1] in ABBREVIATED_RANKS and run.last > run.first:
        return words.start[index] == words.end[index - 1] and _capitalised_at(words, index + 1)
    if not _capitalised(words, index):
        return bool(run.last > run.first) and (
            word.isdigit() and len(word) <= 3 and words.words[index - 1] in organisation_words()
        )
    if words.tag[index] == "IN" and _capitalised_at(words, index + 1):
        return _is_role_word(words, index - 1)  # "Minister Per Aune": tagged as a preposition
    return words.tag[index] not in ("DT", "PRP", "PRP$", "IN", "WP", "WRB")


def _joint(
    words: Words, labels: list[tuple[str, int]], run: Run, index: int, starts: dict[int, Match]
) -> int:
    """Return the index after small words that join the run to a further name, or `index`."""
    if index >= len(words) or run.last != index or run.last == run.first:
        return index
    word = words.lower[index]

    def name_at(place: int) -> bool:
        return (
            place < len(words)
            and _capitalised(words, place)
            and words.tag[place] not in ("PRP", "DT")
            and words.sentence[place] == words.sentence[index]
        )

    before = words.words[index - 1]
    if word == "'s" and _ends_in_possessive(words, index):
        return index + 1
    if word in _PARTICLES:
        after = _after_particles(words, index)
        return after if name_at(after) and after - index <= 4 else index
    if word in ("-", "–", "/") and words.start[index] == words.end[index - 1]:
        return _after_hyphen(words, labels, run, index, starts, name_at)
    if word == "&":
        return index + 1 if name_at(index + 1) else index
    if word in ("of", "for"):
        return _after_of(words, run, index, starts, name_at)
    if word == "and":
        inside_of = any(words.lower[i] in ("of", "for", "on") for i in range(run.first, index))
        same = (
            labels[index - 1][0] == "ORG"
            and name_at(index + 1)
            and (labels[index + 1] == labels[index - 1])
        )
        complement = inside_of and name_at(index + 1) and index + 1 not in starts and same
        return index + 1 if complement or (same and labels[index] == labels[index - 1]) else index
    if word in ("'s", "'") and words.tag[index] == "POS" and name_at(index + 1):
        plural = word == "'" or before in ("People", "Women", "Children", "Lord", "Workers")
        is_known = any(m.last == index for m in run.known)
        organisation = any(
            words.words[i] in organisation_words()
            for i in range(index + 1, min(index + 4, len(words)))
            if words.words[i][:1].isupper()
        )
        return index + 1 if plural and organisation and not is_known else index
    return index


def _after_hyphen(
    words: Words,
    labels: list[tuple[str, int]],
    run: Run,
    index: int,
    starts: dict[int, Match],
    name_at: Callable[[int], bool],
) -> int:
    """Join "Jean-Marc", "Wan-sup"; not two names that the tables know."""
    if index + 1 >= len(words) or words.start[index + 1] != words.end[index]:
        return index
    if _ends_given_name(words, labels, index):
        return index + 2
    both_known = index + 1 in starts and any(m.last == index for m in run.known)
    return index + 1 if name_at(index + 1) and not both_known else index


def _ends_given_name(words: Words, labels: list[tuple[str, int]], index: int) -> bool:
    """Tell whether a hyphen joins the second syllable of a Korean given name ("Wan-sup")."""
    after = words.words[index + 1]
    return (
        after.isalpha()
        and after.islower()
        and len(after) <= 5
        and words.tag[index + 1][:2] == "NN"
        and index >= 2
        and words.words[index - 2][:1].isupper()
        and "PERSON" in (labels[index - 1][0], labels[index - 2][0])
    )


def _after_particles(words: Words, index: int) -> int:
    """Return the index after "van der", "bin", "al -"."""
    while index < len(words) and (words.lower[index] in _PARTICLES or words.words[index] == "-"):
        index += 1
    return index


def _ends_in_possessive(words: Words, index: int) -> bool:
    """Tell whether "'s" is part of a name that nothing possessed follows ("Moody's said")."""
    if words.words[index - 1] not in _POSSESSIVE_NAMES:
        return False
    following = words.tag[index + 1] if index + 1 < len(words) else "."
    return following[:2] not in ("NN", "JJ", "CD")


def _after_of(words: Words, run: Run, index: int, starts: dict[int, Match], name_at: object) -> int:
    """Join "Ministry of | Trade", "Secretary of | State"; not "President of | Iran"."""
    before = words.words[index - 1]
    if any(match.last == index for match in run.known):
        return index
    after = index + 1
    if after < len(words) and words.lower[after] == "the":
        after += 1
    if after >= len(words) or not _capitalised(words, after):
        return index
    if before in organisation_words():
        return after
    title = before.lower() in role_nouns() and after not in starts
    return after if title and words.lower[index] == "of" else index
