"""Names in titles and headings: only those that the text below has made known are read.

Case tells nothing in a title ("Union Rejects Pay Offer From Meridian"), so that no name is found
there first; but a title names the same actors as its article.
"""

from __future__ import annotations

import re

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.sorts import sort_of
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.reference import organisation_words

_SHORTEST = 3
_COMMON = word_set(
    """
    National United General First New North South East West International European American
    African Asian British French German Royal Federal State Central Public Global World Great
    Western Eastern Northern Southern Union Bank Council Board Committee Institute
    """
)


def read_headlines(words: Words, entities: list[Entity]) -> None:
    """Add to each named actor its names in titles and headings."""
    places = [index for index, is_heading in enumerate(words.heading) if is_heading]
    names = _names(entities)
    taken = {
        index
        for entity in entities
        for mention in entity.mentions
        if words.heading[mention.first]
        for index in range(mention.first, mention.last)
    }
    _read_surnames(words, entities)
    if not places or not names:
        return
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=_longest))) + r")\b")
    for start, end in _stretches(words, places):
        for match in pattern.finditer(words.text, start, end):
            first, last = words.tokens_between(match.start(), match.end())
            if first >= last or taken.intersection(range(first, last)):
                continue
            names[match.group()].add(
                Mention(
                    first, last, last - 1, match.start(), match.end(), "name", match.group()
                )
            )  # fmt: skip


def _read_surnames(words: Words, entities: list[Entity]) -> None:
    """Add the surnames that the tagger took for something else ("Stavrides said")."""
    surnames = {
        name.split()[-1]: entity
        for name, entity in _names(entities).items()
        if entity.kind == "person" and " " in entity.name
    }
    taken = {
        index
        for entity in entities
        for mention in entity.mentions
        for index in range(mention.first, mention.last)
    }
    for index, word in enumerate(words.words):
        person = surnames.get(word)
        if person is None or index in taken or words.heading[index]:
            continue
        neighbours = [words.words[i] for i in (index - 1, index + 1) if 0 <= i < len(words)]
        if any(other[:1].isupper() and other.isalpha() for other in neighbours):
            continue
        start, end = words.start[index], words.end[index]
        person.add(Mention(index, index + 1, index, start, end, "name", word))


def _tells_alone(word: str) -> bool:
    """Tell whether a company's first word names it ("Lakeland" for Lakeland Air)."""
    return len(word) > _SHORTEST and word not in _COMMON and word not in organisation_words()


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


def _names(entities: list[Entity]) -> dict[str, Entity]:
    """Return each name that only one actor has, with surnames."""
    found: dict[str, Entity | None] = {}
    for entity in entities:
        if not entity.named or entity.key.startswith("unnamed:") or not entity.mentions:
            continue
        own = {entity.name, *entity.names}
        if entity.kind == "person":
            own |= {name.split()[-1] for name in own if name}
        elif entity.kind == "organisation" and sort_of(entity) in ("company", "unknown"):
            own |= {name.split()[0] for name in own if name and _tells_alone(name.split()[0])}
        for name in own:
            if len(name) >= _SHORTEST and name[:1].isupper():
                found[name] = entity if found.get(name, entity) is entity else None
    return {name: entity for name, entity in found.items() if entity is not None}


def _stretches(words: Words, places: list[int]) -> list[tuple[int, int]]:
    """Return the runs of heading tokens as code points."""
    runs: list[tuple[int, int]] = []
    first = previous = places[0]
    for index in [*places[1:], -1]:
        if index != previous + 1:
            runs.append((words.start[first], words.end[previous]))
            first = index
        previous = index
    return runs
