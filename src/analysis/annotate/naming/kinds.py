"""What an unknown name is: a person, or a body, told by all its uses in the article together.

The model's entity label of one place is a weak witness; "Brennan Capital, a U.S. hedge fund",
"Nordhaven's shareholders" and "nurses at Meridian" are strong ones, wherever they stand.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

from analysis.annotate.naming.descriptions import Chunk, noun_class_at
from analysis.annotate.naming.mentions import Mention
from analysis.annotate.naming.merging import normal_name
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.model import ActorKind
from analysis.reference import first_names

_ENOUGH = 1.5
_OF_BODIES = word_set(
    """
    board shares shareholders investors management employees workers staff executives subsidiary
    subsidiaries headquarters fleet factories plant plants revenue profits stock chairman members
    customers bondholders owners creditors unit stake workforce bid offer brands
    """
)
_OFFICERS = frozenset({"chief executive", "chief negotiator", "chief financial",
                       "managing director",
                       "general secretary", "finance chief", "executive director"})  # fmt: skip
_HELD = word_set("shares stake employees workers stock control ownership takeover acquisition")
_TOWNS = word_set("town city village port suburb neighbourhood neighborhood settlement district")
_OF_TOWNS = word_set("mayor suburbs harbour harbor airport outskirts streets")
_AFTER_APPOSITION = word_set("IN WP WDT VBN , . ; ) WRB HYPH -RRB- : VBG")


class _Votes:
    """For one name: how much speaks for a person, and how much for a body."""

    def __init__(self) -> None:
        self.person = 0.0
        self.body = 0.0
        self.place = 0.0
        self.nouns: set[str] = set()

    def kind(self) -> ActorKind | None:
        """Return the kind that clearly more speaks for, or None."""
        if self.is_place():
            return None
        if self.person >= _ENOUGH and self.person > self.body:
            return "person"
        if self.body >= _ENOUGH and self.body > self.person:
            return "organisation"
        return None

    def is_place(self) -> bool:
        """Tell whether it is rather a town than a body or a person."""
        return self.place >= 1 and self.place >= max(self.body, self.person)


def settle_kinds(words: Words, names: list[Mention], chunks: list[Chunk]) -> None:
    """Give each unknown name the one kind that its uses speak for."""
    starting = {chunk.first: chunk for chunk in chunks}
    votes: dict[str, _Votes] = defaultdict(_Votes)
    unknown = [name for name in names if name.key is None and name.form == "name"]
    surnames = {n.name.split()[-1] for n in unknown if n.kind == "person" and " " in n.name}
    for name in unknown:
        _weigh(words, name, votes[normal_name(name.name)], starting)
    _weigh_lists(words, names, votes)
    _share_with_short_names(votes)
    for name in unknown:
        found = votes[normal_name(name.name)]
        kind = found.kind()
        if found.is_place() and not (name.title or name.described):
            name.kind, name.noun, name.certain = None, "place", False
        if name.title or kind is None or (kind == "organisation" and name.name in surnames):
            continue
        if kind == "organisation" and name.kind in ("media", "organisation"):
            name.certain = True
        elif kind == "organisation" or name.kind in (None, "group", "person", "organisation"):
            name.kind, name.certain = kind, True
            name.plural = False
        if kind == "organisation" and name.noun in ("unknown", "place", ""):
            name.noun = sorted(found.nouns)[0] if found.nouns else ""


def _weigh(words: Words, name: Mention, votes: _Votes, starting: dict[int, Chunk]) -> None:
    if name.title:
        votes.person += 4
    elif name.described and name.kind in ("organisation", "media", "group"):
        votes.body += 4
    tokens = name.name.split()
    if len(tokens) > 1 and tokens[0] in first_names():
        votes.person += 2
    if name.kind == "person":
        votes.person += 1.5 if len(tokens) > 1 else 0.7
    elif name.kind in ("organisation", "media"):
        votes.body += 2.5 if name.noun in words.lower[name.head] and name.noun else 1
    _weigh_apposition(words, name, votes, starting)
    _weigh_following(words, name, votes)
    _weigh_before(words, name, votes)


def _weigh_apposition(
    words: Words, name: Mention, votes: _Votes, starting: dict[int, Chunk]
) -> None:
    """Weigh "X, a hedge fund that holds ...", "X, one of the country's largest chains,"."""
    if name.last >= len(words) or words.words[name.last] != ",":
        return
    chunk = starting.get(name.last + 1)
    if chunk is None or words.sentence[chunk.first] != words.sentence[name.first]:
        return
    if words.lower[chunk.head] == "one" and words.lower[chunk.last : chunk.last + 1] == ["of"]:
        chunk = starting.get(chunk.last + 1, chunk)
    if words.lower[chunk.head] in _TOWNS:
        votes.place += 3
        return
    following = words.tag[chunk.last] if chunk.last < len(words) else "."
    if words.words[chunk.first][:1].isupper() or following not in _AFTER_APPOSITION:
        return
    found = noun_class_at(words, chunk.head)
    if found in ("body", "media"):
        votes.body += 3
        votes.nouns.add(words.lemma[chunk.head])
    elif found == "person" and words.tag[chunk.head] == "NN":
        votes.person += 3


def _weigh_following(words: Words, name: Mention, votes: _Votes) -> None:
    following = words.lower[name.last : name.last + 5]
    if following[:2] == [",", "who"]:
        votes.person += 2
    elif following[:2] == [",", "which"] or following[:1] in (["shares"], ["stock"]):
        votes.body += 2
    elif following[:1] in (["'s"], ["'"]):
        pair = " ".join(following[1:3])
        if _OF_TOWNS.intersection(following[1:2]):
            votes.place += 2
        elif pair in _OFFICERS or _OF_BODIES.intersection(following[1:4]):
            votes.body += 2


def _weigh_before(words: Words, name: Mention, votes: _Votes) -> None:
    before = words.lower[max(name.first - 2, 0) : name.first]
    if len(before) == 2 and before[1] == "of" and before[0] in _TOWNS:
        votes.place += 3
    if len(before) == 2 and before[1] in ("of", "in") and before[0] in _HELD:
        votes.body += 1.5
    if before[-1:] in (["in"], ["near"], ["outside"], ["across"]):
        votes.place += 1
    if len(before) == 2 and before[1] == "at" and _is_people(words, name.first - 2):
        votes.body += 2


def _is_people(words: Words, index: int) -> bool:
    return noun_class_at(words, index) in ("person", "people") and words.tag[index] == "NNS"


def _weigh_lists(words: Words, names: list[Mention], votes: dict[str, _Votes]) -> None:
    """Let the members of a list "X, Y and Z" be of one kind."""
    for left, right in itertools.pairwise(names):
        between = words.lower[left.last : right.first]
        if between not in ([","], ["and"], [",", "and"]):
            continue
        for one, other in ((left, right), (right, left)):
            if one.key is not None or one.form != "name" or one.title or other.title:
                continue
            if other.kind == "organisation" and (other.key or other.certain):
                votes[normal_name(one.name)].body += 1


def _share_with_short_names(votes: dict[str, _Votes]) -> None:
    """Let "Meridian" be what "Meridian Health" is."""
    for normal, long in list(votes.items()):
        tokens = normal.split()
        if len(tokens) > 1 and long.kind() == "organisation" and tokens[0] in votes:
            votes[tokens[0]].body += 2
