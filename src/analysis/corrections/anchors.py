"""Words found again by quotation: W3C TextQuoteSelectors, made and resolved.

A selector quotes the words themselves (``exact``) and, where these stand more than once, what
comes right before (``prefix``) and after (``suffix``). It survives a new version of the annotator,
which has no part in it, and small edits of the text:

1. The words are looked for as quoted; runs of blanks, and the shapes of quotation marks and dashes,
   do not matter. Places are told apart by how much of prefix and suffix stands around them.
2. Where they are nowhere, the words most like them are looked for (approximate matching by bit
   vectors), with at most one edit in :data:`EDITS_PER` characters, none of which may touch a
   number, a negation or a name: "will not sign" is never taken for "will sign".

Several places that fit alike are all returned: choosing among them is nobody's guess to make.

Notes
-----
Web Annotation Data Model, W3C Recommendation 23 February 2017, section 4.2.4. The approximate
matching is that of G. Myers, "A fast bit-vector algorithm for approximate string matching based on
dynamic programming", Journal of the ACM 46(3), 1999.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from analysis.model import Record

CONTEXT = 32
"""Characters of prefix and suffix that a selector is given, unless more are needed."""
MOST_CONTEXT = 512
EDITS_PER = 6
"""Characters for each edit that an approximate match may have."""
SHORTEST_APPROXIMATE = 16
"""Words shorter than this are found as quoted or not at all: one edit makes Iraq of Iran."""
# What must be found of words and context together, in characters, for a place to count.
_NEEDED = 24
_NEEDED_SHARE = 0.6
# Context that reads alike but for an edit counts by its likeness, if that is at least this.
_ALIKE = 0.75
# By how much a place must fit better than the next to be the only one.
_MARGIN = 4
_LONGEST_WORD_REST = 12

_SHAPES = str.maketrans(
    dict.fromkeys("“”„«»‟＂", '"') | dict.fromkeys("‘’‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "dozen", "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "million"),
    *("billion", "half", "third", "quarter", "first", "second", "last", "next"),
)
_NEGATIONS = (
    *("no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"),
    *("unless", "if"),
)
_TELLING = re.compile(rf"\d|\b(?:{'|'.join([*_NUMBERS, *_NEGATIONS])})\b|n't\b", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z]\w+")
_WORD = re.compile(r"\w+")
# Words that are capital only because a sentence begins with them.
_FUNCTION_WORDS = frozenset(
    {
        *(
            "the",
            "a",
            "an",
            "this",
            "that",
            "these",
            "those",
            "in",
            "on",
            "at",
            "by",
            "for",
            "from",
        ),
        *("to", "of", "with", "and", "but", "or", "so", "as", "he", "she", "it", "they", "we"),
        *("his", "her", "its", "their", "our", "there", "here", "when", "while", "after"),
        *("before", "under", "both", "all", "some", "any"),
    }
)


class Selector(Record):
    """A TextQuoteSelector: words, and what stands right before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Place:
    """A place in the text: ``start`` to ``end`` in code points; ``edits`` apart from the words."""

    start: int
    end: int
    edits: int = 0


@dataclass(frozen=True)
class _Folded:
    """A text with blanks and shapes made alike, and where each character comes from."""

    text: str
    origin: tuple[int, ...]

    def place(self, start: int, end: int, edits: int = 0) -> Place:
        """Return the place in the original text of the folded characters from start to end."""
        return Place(self.origin[start], self.origin[end - 1] + 1, edits)


def fold(text: str) -> str:
    """Return `text` with every run of blanks as one space, and marks and dashes in one shape."""
    return " ".join(text.translate(_SHAPES).split())


@lru_cache(maxsize=4)
def _folded(text: str) -> _Folded:
    return _fold_in_place(text)


def _fold_in_place(text: str) -> _Folded:
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text.translate(_SHAPES)):
        if not character.isspace():
            characters.append(character)
            origin.append(index)
        elif characters and characters[-1] != " ":
            characters.append(" ")
            origin.append(index)
    return _Folded("".join(characters), tuple(origin))


def find(text: str, selector: Selector) -> list[Place]:
    """Return the places of `text` that a selector may mean, in text order.

    One place: it is the one. None: the words are lost. Several: they fit alike.
    """
    folded = _folded(text)
    wanted = _Wanted.of(selector)
    if not wanted.exact:
        return []
    exact = list(_occurrences(folded.text, wanted))
    found = exact or list(_approximate(folded.text, wanted))
    return _best(folded, wanted, found)


def nearest(text: str, selector: Selector) -> Place | None:
    """Return the words most like those of a selector that is lost, to help a reader find them.

    They may differ in any way, as long as most of the characters are the same.
    """
    folded = _folded(text)
    wanted = _Wanted.of(selector)
    if len(wanted.exact) < SHORTEST_APPROXIMATE:
        return None
    ends = _distances(folded.text, wanted.exact, len(wanted.exact) // 3)
    if not ends:
        return None
    edits, end = min((edits, end) for end, edits in ends.items())
    found = _start_of(folded.text, wanted.exact, end, edits)
    return folded.place(*_whole_words(folded.text, *found))


def selector_for(text: str, start: int, end: int) -> Selector:
    """Return a selector of ``text[start:end]`` with as much context as tells it from others.

    Context is cut at :data:`MOST_CONTEXT` characters, so that words which stand several times in
    the same surroundings remain ambiguous.
    """
    context = CONTEXT
    while True:
        made = Selector(
            exact=text[start:end],
            prefix=text[max(0, start - context) : start],
            suffix=text[end : end + context],
        )
        places = find(text, made)
        if len(places) <= 1 or context >= MOST_CONTEXT:
            return made
        context *= 2


@dataclass(frozen=True)
class _Wanted:
    """A selector, folded; blanks at the ends of the context that touch the words are kept."""

    exact: str
    prefix: str
    suffix: str
    starts_word: bool
    ends_word: bool

    @classmethod
    def of(cls, selector: Selector) -> _Wanted:
        exact = fold(selector.exact)
        prefix = _fold_in_place(selector.prefix).text.lstrip()
        suffix = _fold_in_place(selector.suffix).text.rstrip()
        # Blanks at the ends of the quoted words belong to what is around them.
        if selector.exact[:1].isspace() and prefix:
            prefix = prefix.rstrip() + " "
        if selector.exact[-1:].isspace() and suffix:
            suffix = " " + suffix.lstrip()
        return cls(
            exact,
            prefix,
            suffix,
            starts_word=exact[:1].isalnum() and not prefix[-1:].isalnum(),
            ends_word=exact[-1:].isalnum() and not suffix[:1].isalnum(),
        )

    @property
    def length(self) -> int:
        """Characters of words and context."""
        return len(self.prefix) + len(self.exact) + len(self.suffix)

    @property
    def needed(self) -> float:
        """How many characters of words and context must be found."""
        return min(_NEEDED, _NEEDED_SHARE * self.length)


@dataclass(frozen=True)
class _Found:
    """Where the words may be in the folded text, and how many edits away from the quoted ones."""

    start: int
    end: int
    edits: int = 0


def _occurrences(text: str, wanted: _Wanted) -> Iterator[_Found]:
    start = text.find(wanted.exact)
    while start >= 0:
        end = start + len(wanted.exact)
        if not (wanted.starts_word and start and text[start - 1].isalnum()) and not (
            wanted.ends_word and text[end : end + 1].isalnum()
        ):
            yield _Found(start, end)
        start = text.find(wanted.exact, start + 1)


def _best(folded: _Folded, wanted: _Wanted, found: Sequence[_Found]) -> list[Place]:
    """Return those that have enough of words and context, and fit as well as the best."""
    surroundings = [_Surroundings.of(folded.text, wanted, one) for one in found]
    whole = wanted.length
    scored = [around.verbatim for around in surroundings]
    margin: float = 0
    if max(scored, default=0) < whole:  # the context has changed: how much is it still like it?
        scored = [around.alike() for around in surroundings]
        margin = _MARGIN
    best = max(scored, default=0)
    return [
        folded.place(one.start, one.end, one.edits)
        for support, one in zip(scored, found, strict=True)
        if support >= max(wanted.needed, best - margin)
    ]


@dataclass(frozen=True)
class _Surroundings:
    """The context at one place beside the wanted one, both read from the words outwards."""

    words: int
    before: tuple[str, str]
    after: tuple[str, str]

    @classmethod
    def of(cls, text: str, wanted: _Wanted, one: _Found) -> _Surroundings:
        """Cut as much from around the place as is wanted."""
        start, end = one.start, one.end
        # A blank that the analyst did not write between the words and their context.
        if wanted.prefix[-1:] not in ("", " ") and text[start - 1 : start] == " ":
            start -= 1
        if wanted.suffix[:1] not in ("", " ") and text[end : end + 1] == " ":
            end += 1
        before = text[max(0, start - len(wanted.prefix)) : start]
        return cls(
            len(wanted.exact) - one.edits,
            (before[::-1], wanted.prefix[::-1]),
            (text[end : end + len(wanted.suffix)], wanted.suffix),
        )

    @property
    def verbatim(self) -> float:
        """Characters of words and context that are there as quoted, without a gap."""
        return self.words + _verbatim(*self.before) + _verbatim(*self.after)

    def alike(self) -> float:
        """Characters of words and context that are there, give or take an edit."""
        return self.words + _alike(*self.before) + _alike(*self.after)


def _verbatim(there: str, wanted: str) -> int:
    pairs = enumerate(zip(there, wanted, strict=False))
    return next((i for i, (one, other) in pairs if one != other), min(len(there), len(wanted)))


def _alike(there: str, wanted: str) -> float:
    verbatim = _verbatim(there, wanted)
    if verbatim == len(wanted):
        return verbatim
    near, sought = there[:CONTEXT], wanted[:CONTEXT]
    matcher = SequenceMatcher(None, near, sought, autojunk=False)
    if matcher.quick_ratio() < _ALIKE or (likeness := matcher.ratio()) < _ALIKE:
        return verbatim
    return max(verbatim, likeness * len(sought))


def _approximate(text: str, wanted: _Wanted) -> Iterator[_Found]:
    """Yield the best place in each stretch of the text where the words are nearly as quoted."""
    if len(wanted.exact) < SHORTEST_APPROXIMATE:
        return
    most = len(wanted.exact) // EDITS_PER
    ends: dict[int, int] = {}
    for start, end in _windows(text, wanted.exact, most):
        for at, edits in _distances(text[start:end], wanted.exact, most).items():
            ends[start + at] = min(edits, ends.get(start + at, edits))
    for stretch in _stretches(sorted(ends), most):
        edits = min(ends[end] for end in stretch)
        end = max(end for end in stretch if ends[end] == edits)
        start, end = _whole_words(text, *_start_of(text, wanted.exact, end, edits))
        if _says_the_same(text[start:end], wanted.exact):
            yield _Found(start, end, edits)


def _windows(text: str, pattern: str, most: int) -> list[tuple[int, int]]:
    """Return where in the text the pattern can be with at most so many edits.

    Of one more pieces than edits, at least one stands there untouched (R. Baeza-Yates and
    C. Perleberg, "Fast and practical approximate string matching", 1996).
    """
    size = len(pattern) // (most + 1)
    found = []
    for number in range(most + 1):
        first = number * size
        piece = pattern[first : first + size]
        at = text.find(piece)
        while at >= 0:
            start = max(0, at - first - most)
            found.append((start, at - first + len(pattern) + most))
            at = text.find(piece, at + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _stretches(ends: Sequence[int], gap: int) -> Iterator[list[int]]:
    """Yield the ends in groups: neighbours at most `gap` apart belong to the same words."""
    group = list(ends[:1])
    for before, end in pairwise(ends):
        if end - before > gap:
            yield group
            group = []
        group.append(end)
    if group:
        yield group


def _says_the_same(found: str, wanted: str) -> bool:
    """Tell whether no number, negation or name of `wanted` was changed in `found`.

    A name may be added: "said Holm" and "said Ms Holm" say the same, Iran and Iraq do not.
    """
    if [one.lower() for one in _TELLING.findall(found)] != [
        one.lower() for one in _TELLING.findall(wanted)
    ]:
        return False
    words = {word.casefold() for word in _WORD.findall(found)}
    names = {name.casefold() for name in _NAME.findall(wanted)} - _FUNCTION_WORDS
    return names <= words


def _distances(text: str, pattern: str, most: int) -> dict[int, int]:
    """Return the edit distance of `pattern` to the text ending at each place, where `most` or less.

    The key is the index after the last character.
    """
    size = len(pattern)
    positions: dict[str, int] = {}
    for index, character in enumerate(pattern):
        positions[character] = positions.get(character, 0) | 1 << index
    full, last = (1 << size) - 1, 1 << (size - 1)
    up, down, score = full, 0, size
    found = {}
    for index, character in enumerate(text, start=1):
        equal = positions.get(character, 0)
        vertical = equal | down
        horizontal = (((equal & up) + up) ^ up) | equal
        right, left = down | (~(horizontal | up) & full), up & horizontal
        score += bool(right & last) - bool(left & last)
        right, left = (right << 1) & full, (left << 1) & full
        up, down = left | (~(vertical | right) & full), right & vertical
        if score <= most:
            found[index] = score
    return found


def _start_of(text: str, pattern: str, end: int, edits: int) -> tuple[int, int]:
    """Return start and end of the words that end at `end`, `edits` away from the pattern."""
    first = max(0, end - len(pattern) - edits)
    backwards = _distances(text[first:end][::-1], pattern[::-1], edits)
    length = min(
        (size for size, distance in backwards.items() if distance == edits),
        key=lambda size: (abs(size - len(pattern)), size),
        default=len(pattern),
    )
    return max(0, end - length), end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch with the words at its ends made whole, and without blanks there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for _ in range(_LONGEST_WORD_REST):
        if 0 < start < len(text) and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        if 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
    return start, end
