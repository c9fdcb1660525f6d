"""States and regions that no table knows, told by how the text uses their names.

"Sundara's trade minister", "the government of Sundara", "Kessen, the capital of Sundara" and the
demonym "Sundaran" beside "Sundara" each speak for a state. What is told this way is added to the
names that the tables know, with its demonyms and its capital.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotate.naming.gazetteer import Match
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.reference import Alias, first_names, organisation_words, role_nouns

_NAME_TAGS = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS"})
_ENOUGH = 2.0
_SHORTEST = 4
# What a state has, in "X's foreign minister", and a company or a person has not.
_OF_STATES = word_set(
    """
    minister government parliament army military ministry capital ambassador embassy border
    territory airspace navy coast constitution premier junta independence sovereignty coastline
    legislature electorate monarchy population authorities
    """
)
_NOT_STATES = word_set(
    """
    North South East West Middle Europe Asia Africa America Oceania Antarctica Arctic Atlantic
    Pacific Mediterranean Islam Christianity Parliament God Earth European Asian African American
    """
)
_OF_TOWNS = word_set("mayor suburbs harbour harbor airport outskirts streets port university")
_GOVERNED = word_set(
    """
    government republic kingdom state country nation territory emirate island province region
    ambassador people border parliament ministers army president capital leadership
    """
)
_LANDS = word_set(
    """
    country nation state republic kingdom emirate territory island archipelago province region
    sultanate enclave neighbour neighbor
    """
)
_OFFICIAL = word_set(
    """
    minister government president official officials army military ministry parliament authorities
    prime foreign interior finance trade ambassador delegation troops diplomat diplomats soldiers
    forces negotiators negotiator side embassy premier cabinet farmers citizens
    """
)
_COURTESY = word_set("Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sir Lord Lady Gen. Sen. Rep. Judge President")


def find_unlisted_states(
    words: Words, known: list[Match], labels: list[tuple[str, int]]
) -> list[Match]:
    """Return the places of states that only the text tells, with their demonyms and capitals."""
    listed = {index for match in known for index in range(match.first, match.last)}
    places = _places_of_names(words, listed)
    if not places:
        return []
    persons = _parts_of_persons(words, labels)
    found: list[Match] = []
    for name in sorted(places):
        if name in persons or name in _NOT_STATES or len(name) < _SHORTEST:
            continue
        if name in organisation_words():
            continue
        demonyms = sorted(_demonyms(name) & places.keys())
        if _score(words, places, name, demonyms) < _ENOUGH:
            continue
        key = f"state:{name}"
        found += _matches(words, places[name], Alias(name, key, "name"))
        for demonym in demonyms:
            people = demonym.endswith("s") and not demonym.endswith(("ss", "is"))
            alias = Alias(demonym, key, "people" if people else "adjective")
            found += _matches(words, places[demonym], alias)
        for capital in _capitals(words, places[name]):
            if capital in places and capital not in persons:
                found += _matches(words, places[capital], Alias(capital, key, "capital"))
    return _without_overlaps(found)


def _places_of_names(words: Words, listed: set[int]) -> dict[str, list[int]]:
    """Return each capitalised word that no table knows -> the tokens where it stands."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words.words):
        if not word[:1].isupper() or not word.isalpha() or word.isupper() or index in listed:
            continue
        if words.heading[index] or words.tag[index] not in _NAME_TAGS:
            continue
        if words.lower[index] in role_nouns():
            continue
        places.setdefault(word, []).append(index)
    return places


def _parts_of_persons(words: Words, labels: list[tuple[str, int]]) -> set[str]:
    """Return the names that follow a given name, or "Mr", or end a person's longer name."""
    given = first_names()
    found = set(given)
    for index in range(1, len(words)):
        if not words.words[index][:1].isupper():
            continue
        before = words.words[index - 1]
        longer = labels[index][0] == "PERSON" and labels[index] == labels[index - 1]
        if before in given or before in _COURTESY or (longer and words.tag[index] == "NNP"):
            found.add(words.words[index])
    return found


def _demonyms(name: str) -> set[str]:
    """Return how the people of a state of this name could be called."""
    stems = {name}
    if name[-1] in "aeiouy":
        stems.add(name[:-1])
    forms = {stem + ending for stem in stems for ending in ("n", "an", "ian", "ean", "i", "ese")}
    forms |= {name + ending for ending in ("ish", "er", "ic", "ite")} | {name[:-1] + "ish"}
    forms.discard(name)
    return forms | {f"{form}s" for form in forms}


def _score(words: Words, places: dict[str, list[int]], name: str, demonyms: list[str]) -> float:
    uses = [_use(words, index) for index in places[name]]
    score = sum(use for use in uses if abs(use) >= 1) + (0.5 if 0.5 in uses else 0.0)
    if demonyms and not name.endswith(("on", "er")):
        official = any(
            words.lower[index + 1 : index + 2] and words.lower[index + 1] in _OFFICIAL
            for demonym in demonyms
            for index in places[demonym]
        )
        score += 2.0 if official or score > 0 else 1.0
    return score


def _use(words: Words, index: int) -> float:
    """Return how much one use of a name speaks for (or against) a state."""
    if index and words.words[index - 1][:1].isupper() and words.tag[index - 1] == "NNP":
        return 0.0  # a part of a longer name
    before = words.lower[max(index - 2, 0) : index]
    if len(before) == 2 and before[1] == "of" and before[0] in _GOVERNED:
        return 2.0 if before[0] != "president" else 0.5
    following = index + 1
    if following >= len(words):
        return 0.0
    if words.tag[following] == "POS":
        return _possessed(words, following + 1)
    if words.words[following][:1].isupper():
        return -1.0 if words.words[following] in organisation_words() else 0.0
    if words.words[following] == "," and _is_land(words, following + 1):
        return 2.0
    if before and before[-1] == "in" and words.lower[following] in (",", ".", "and", "on"):
        return 0.5
    return 0.0


def _possessed(words: Words, index: int) -> float:
    for place in range(index, min(index + 4, len(words))):
        word = words.lower[place]
        if word in _OF_STATES:
            return 2.0
        if word in _OF_TOWNS:
            return -1.0
        if words.tag[place][:2] not in ("NN", "JJ"):
            return 0.0
    return 0.0


def _is_land(words: Words, index: int) -> bool:
    """Tell whether "a small republic in the east" starts at token `index`."""
    if words.lower[index : index + 1] not in (["a"], ["an"], ["the"], ["its"]):
        return False
    for place in range(index + 1, min(index + 6, len(words))):
        if words.lower[place] in _LANDS and words.tag[place] == "NN":
            after = words.tag[place + 1] if place + 1 < len(words) else "."
            return after not in ("POS", "NN", "NNS")  # "the country's biggest refiner"
        if words.tag[place] not in ("JJ", "JJS", "NN", "NNP", "HYPH", "VBN", "RB", "POS"):
            return False
    return False


def _capitals(words: Words, places: list[int]) -> Iterator[str]:
    """Yield "Kessen" of "Kessen, the capital of X", "X's capital Kessen"."""
    for index in places:
        if words.lower[max(index - 2, 0) : index] == ["capital", "of"]:
            place = index - 3
            if place > 1 and words.lower[place] == "the" and words.words[place - 1] == ",":
                yield words.words[place - 2]
            elif index + 2 < len(words) and words.words[index + 1] == ",":
                yield words.words[index + 2]
        elif words.lower[index + 2 : index + 3] == ["capital"]:
            place = index + 3
            place += words.words[place : place + 1] == [","]
            if place < len(words):
                yield words.words[place]


def _matches(words: Words, places: list[int], alias: Alias) -> list[Match]:
    return [
        Match(index, index + 1, words.end[index], alias)
        for index in places
        if not _is_part(words, index)
    ]


def _is_part(words: Words, index: int) -> bool:
    """Tell whether the word is only the end of a longer name ("Bank Veldoria")."""
    return (
        index > 0
        and words.words[index - 1][:1].isupper()
        and words.tag[index - 1] == "NNP"
        and words.words[index - 1] not in ("President", "Minister", "North", "South")
    )


def _without_overlaps(found: list[Match]) -> list[Match]:
    seen: dict[int, Match] = {}
    for match in found:
        seen.setdefault(match.first, match)
    return [seen[first] for first in sorted(seen)]
