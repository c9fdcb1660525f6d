"""The words that make a stance, with their inflected forms.

The table ``reference/tables/position_cues.csv`` lists cues by part of speech. A cue of several
words matches when its first word is followed by the others, in order, with at most a few words
between ("express their deep concern" for "express concern").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast, get_args

from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from analysis.annotate.stances.sheet import sheet_of
from analysis.annotate.stances.words import listed
from analysis.model import PloverType, PositionType
from analysis.reference.reading import rows

IRREGULAR = {
    "be": "is are was were been being am",
    "become": "became",
    "begin": "began begun beginning",
    "bind": "bound",
    "break": "broke broken",
    "bring": "brought",
    "buy": "bought",
    "come": "came",
    "cut": "cut cutting",
    "deal": "dealt",
    "dig": "dug digging",
    "draw": "drew drawn",
    "drive": "drove driven",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "forbid": "forbade forbidden forbidding",
    "foresee": "foresaw foreseen",
    "free": "freed freeing",
    "freeze": "froze frozen",
    "get": "got getting gotten",
    "give": "gave given",
    "go": "went gone goes",
    "have": "has had having",
    "hit": "hit hitting",
    "hold": "held",
    "keep": "kept",
    "lay": "laid",
    "leave": "left",
    "lend": "lent",
    "lose": "lost",
    "mean": "meant",
    "let": "let letting",
    "make": "made",
    "meet": "met",
    "pay": "paid",
    "pull": "pulled",
    "put": "put putting",
    "quit": "quit quitting",
    "say": "said",
    "seal": "sealed",
    "see": "saw seen",
    "seek": "sought",
    "send": "sent",
    "set": "set setting",
    "shoot": "shot",
    "shut": "shut shutting",
    "slam": "slammed slamming",
    "speak": "spoke spoken",
    "spring": "sprang",
    "stand": "stood",
    "step": "stepped stepping",
    "stick": "stuck",
    "strike": "struck striking",
    "swear": "swore sworn",
    "take": "took taken",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "tie": "tied tying",
    "undertake": "undertook undertaken",
    "win": "won winning",
    "withdraw": "withdrew withdrawn",
}
_DOUBLING = listed(
    "admit ban beg bar commit cut drag drop equip net pen permit plan plug quit rebut "
    "regret rip scrap shelve ship shut slam step stop submit swap tip trap transfer "
    "trim wrap refer defer abet abut counsel deter fit outwit rebel snub rap forbid bet shun"
)
_VOWELS = "aeiou"
_SLOT_WORDS = listed("its their his her our my your itself themselves himself herself")
_DETERMINERS = listed("a an the this that these those any no some")
_ARTICLES = frozenset({"a", "an", "the"})
_BREAKS = frozenset({"CC", "MD", "VBD", "VBZ", ",", ".", ":", "-LRB-", "-RRB-"})
_GAP = 4
_HANGING = frozenset({"prep", "prt", "ccomp", "oprd", "acomp"})

PARTS = ("verb", "noun", "adjective", "act")
ACT_KINDS = ("threaten", "promise", "reject", "concede")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, or words, that make a stance.

    ``kind`` is a position type; for the part "act" it is what someone who will do it does:
    threatens, promises, rejects (when negated) or concedes (when done).
    """

    words: tuple[str, ...]
    part: str
    kind: str
    plover: PloverType | None
    frames: frozenset[str]
    confidence: float

    @property
    def text(self) -> str:
        """The cue as listed."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by the string id of each inflected form of their first word."""

    by_form: Mapping[int, tuple[Cue, ...]]
    forms: Mapping[str, frozenset[str]]

    def match(self, token: Token, part: str) -> tuple[Cue, int] | None:
        """Return the longest cue of `part` that starts at `token`, and the index after it."""
        best: tuple[Cue, int] | None = None
        for cue in self.by_form.get(token.lower, ()):
            if cue.part != part:
                continue
            end = self.end_of(cue, token)
            if end is not None and (best is None or len(cue.words) > len(best[0].words)):
                best = (cue, end)
        return best

    def end_of(self, cue: Cue, token: Token) -> int | None:
        """Return the index after `cue` where it starts at `token`, or None where it does not."""
        if len(cue.words) == 1:
            return int(token.i) + 1
        sheet = sheet_of(token.doc)
        position, sentence_end = token.i + 1, sheet.sentences[token.i][1]
        for word in cue.words[1:]:
            if word in _ARTICLES:
                continue
            limit = min(position + _GAP, sentence_end)
            while position < limit and not self._fits(word, sheet.words[position]):
                if sheet.tags[position] in _BREAKS:
                    return None
                position += 1
            if position >= limit:
                # What is put, taken or blamed may be long: "put a five-year phase-out on ...".
                found = self._hanging(word, token, limit)
                if found is None:
                    return None
                position = found
            position += 1
        return int(position)

    @staticmethod
    def _hanging(word: str, token: Token, after: int) -> int | None:
        for child in token.rights:
            if child.i >= after and child.lower_ == word and child.dep_ in _HANGING:
                return int(child.i)
        return None

    def _fits(self, word: str, lower: str) -> bool:
        if word in _SLOT_WORDS:
            return lower in _SLOT_WORDS or lower in _DETERMINERS
        return lower == word or lower in self.forms.get(word, ())


def inflected(verb: str) -> frozenset[str]:
    """Return the forms of an English verb, by the spelling rules and a list of irregular verbs."""
    if verb in IRREGULAR:
        past = IRREGULAR[verb].split()
        return frozenset({verb, *past, _third_person(verb), _participle(verb, past)})
    if verb.endswith("e"):
        return frozenset({verb, verb + "s", verb + "d", verb[:-1] + "ing", verb + "ing"})
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return frozenset({verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"})
    stem = verb + verb[-1] if verb in _DOUBLING else verb
    return frozenset({verb, _third_person(verb), stem + "ed", stem + "ing"})


def _third_person(verb: str) -> str:
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _participle(verb: str, listed: list[str]) -> str:
    for form in listed:
        if form.endswith("ing"):
            return form
    return (verb[:-1] if verb.endswith("e") else verb) + "ing"


def plural(noun: str) -> str:
    """Return the regular plural of an English noun."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _forms_of_first(cue: Cue, extra: Iterable[str]) -> frozenset[str]:
    first = cue.words[0]
    if cue.part in ("verb", "act"):
        return inflected(first) | frozenset(extra)
    if cue.part == "noun" and len(cue.words) == 1:
        return frozenset({first, plural(first), *extra})
    return frozenset({first, *extra})


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the table of cues, once."""
    by_form: dict[int, list[Cue]] = {}
    forms: dict[str, set[str]] = {}
    for row in rows("position_cues"):
        cue = _cue(row)
        for form in _forms_of_first(cue, row["forms"].split()):
            by_form.setdefault(get_string_id(form), []).append(cue)
        for word in cue.words[1:]:
            forms.setdefault(word, set()).update({word, plural(word)})
    return Lexicon(
        {form: tuple(cues) for form, cues in by_form.items()},
        {word: frozenset(found) for word, found in forms.items()},
    )


def _cue(row: dict[str, str]) -> Cue:
    part, kind, plover = row["part"], row["type"], row["plover"] or None
    allowed = ACT_KINDS if part == "act" else get_args(PositionType)
    if part not in PARTS or kind not in allowed:
        raise ValueError(f"position_cues.csv: {row['cue']!r} has part {part!r} and type {kind!r}")
    return Cue(
        words=tuple(row["cue"].split()),
        part=part,
        kind=kind,
        plover=cast(PloverType | None, plover),
        frames=frozenset(filter(None, row["frames"].split("|"))),
        confidence=float(row["confidence"]),
    )


# Words at which modules other than this one look for a stance.
_OTHER_STARTS = set(
    map(
        get_string_id,
        listed("must should ought has have needs need force not n't n’t never"),
    )
)


def also_starts(words: Iterable[str]) -> None:
    """Let `words` (forms, lower case) be places where a stance may start."""
    _OTHER_STARTS.update(map(get_string_id, words))


def candidates(doc: Doc) -> list[int]:
    """Return the indices of the tokens at which some cue, or an obligation, may start."""
    known = lexicon().by_form.keys() | _OTHER_STARTS
    return [index for index, form in enumerate(doc.to_array([LOWER]).tolist()) if form in known]
