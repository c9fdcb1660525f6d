"""Names in different articles that are one actor's: each rule asks that there be only one to link.

The rules are those by which newspapers shorten names: a full name at first mention, then a surname
or an acronym (Wacholder, Ravin and Choi 1997; Charniak 2001).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.model import Actor

# Kinds that are read from a name alone, so that articles may disagree on them. States have keys of
# their own ("state:IR") and never share one with these.
READ_FROM_NAMES = {"person", "organisation", "group"}
_ACRONYM = re.compile(r"[A-Z][A-Z&.\-]{1,6}[A-Z.]?s?")
_LEFT_OUT_OF_ACRONYMS = {"of", "the", "and", "for", "on", "in", "to", "de", "du", "des", "la"}
_WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*", re.UNICODE)
_HE_OR_SHE = {"he", "him", "his", "she", "her", "hers"}
_LEAST_INITIALS = 3

Found = tuple[str, Actor]  # an article's id, and one of its actors
Keys = Mapping[tuple[str, str], str]


def linked(found: Sequence[Found], keys: Keys) -> dict[str, str]:
    """Return for the keys that stand for another key that other key.

    Parameters
    ----------
    found
        The actors that may be the same in several articles.
    keys
        The key of each, by article and id.
    """
    links: dict[str, str] = {}
    for rule in (_acronyms, _surnames, _first_words, _kinds):
        known: dict[str, list[Found]] = {}
        for article, actor in found:
            key = keys[article, actor.id]
            known.setdefault(resolved(links, key), []).append((article, actor))
        links |= dict(rule(known))
    return {key: resolved(links, key) for key in links}


def resolved(links: Mapping[str, str], key: str) -> str:
    """Follow `links` from `key` to its end."""
    seen = {key}
    while key in links and links[key] not in seen:
        key = links[key]
        seen.add(key)
    return key


def _acronyms(known: Mapping[str, Sequence[Found]]) -> Iterator[tuple[str, str]]:
    """Link an acronym that stands alone to the one name that it shortens."""
    named: dict[str, set[str]] = {}
    spelt: dict[str, set[str]] = {}
    for key, found in known.items():
        for name in _names(found):
            named.setdefault(name, set()).add(key)
            spelt.setdefault(_initials(name), set()).add(key)
    for key, found in known.items():
        short = {actor.name for _, actor in found}
        if len(short) != 1 or not _ACRONYM.fullmatch(name := next(iter(short))):
            continue
        candidates = named.get(name, set()) - {key}
        if not candidates and len(name) >= _LEAST_INITIALS:
            candidates = spelt.get(name, set()) - {key}
        if len(candidates) == 1 and _apart(found, known[min(candidates)]):
            yield key, min(candidates)


def _surnames(known: Mapping[str, Sequence[Found]]) -> Iterator[tuple[str, str]]:
    """Link one word to the one person whose full name ends in it.

    Of an organisation or group so called, only where nothing but the name speaks for one: it was
    taken for one by its name alone.
    """
    people: dict[str, set[str]] = {}
    for key, found in known.items():
        for _, actor in found:
            parts = _words(actor.name)
            if actor.kind == "person" and len(parts) > 1:
                people.setdefault(parts[-1], set()).add(key)
    for key, found in known.items():
        single = {parts[0] for _, actor in found if len(parts := _words(actor.name)) == 1}
        full = people.get(next(iter(single)), set()) - {key} if len(single) == 1 else set()
        if len(full) != 1 or not all(_by_name(actor) for _, actor in found):
            continue
        person = any(actor.kind == "person" for _, actor in found)
        (other,) = full
        if person or (all(_bare(actor) for _, actor in found) and _apart(found, known[other])):
            yield key, other


def _first_words(known: Mapping[str, Sequence[Found]]) -> Iterator[tuple[str, str]]:
    """Link a name to the one longer name of an organisation that begins with it."""
    longer = {
        key: {tuple(_words(actor.name)) for _, actor in found}
        for key, found in known.items()
        if all(_by_name(actor) and actor.kind != "person" for _, actor in found)
    }
    starting: dict[str, set[str]] = {}
    for key, names in longer.items():
        for name in names:
            starting.setdefault(" ".join(name[:1]), set()).add(key)
    for key in longer:
        (parts, *others) = sorted(longer[key])
        fits = [
            other
            for other in sorted(starting.get(" ".join(parts[:1]), set()) - {key})
            if any(len(name) > len(parts) and name[: len(parts)] == parts for name in longer[other])
        ]
        if parts and not others and len(fits) == 1 and _apart(known[key], known[fits[0]]):
            yield key, fits[0]


def _kinds(known: Mapping[str, Sequence[Found]]) -> Iterator[tuple[str, str]]:
    """Link the same name taken for a person here and for an organisation there."""
    same: dict[str, set[str]] = {}
    for key, found in known.items():
        _, colon, name = key.partition(":")
        if colon and name and all(_by_name(actor) for _, actor in found):
            same.setdefault(name, set()).add(key)
    for keys in same.values():
        first, *others = sorted(keys)
        yield from ((other, first) for other in others)


def _by_name(actor: Actor) -> bool:
    """Tell whether what an actor is was read from its name; a known state is in a table."""
    if actor.kind == "state":
        return not actor.key.startswith("state:")
    return actor.kind in READ_FROM_NAMES


def _names(found: Iterable[Found]) -> set[str]:
    return {name for _, actor in found for name in (actor.name, *actor.aliases)}


def _apart(one: Iterable[Found], other: Iterable[Found]) -> bool:
    """Tell whether no article has both: it would call them by one name."""
    return not {article for article, _ in one} & {article for article, _ in other}


def _bare(actor: Actor) -> bool:
    """Tell whether an actor is mentioned by its name, or as "he" or "she", and no other way."""
    named = actor.name.casefold()
    return all(
        (text := mention.text.casefold()) in _HE_OR_SHE or text == named
        for mention in actor.mentions
    )


def _initials(name: str) -> str:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", name))
    return "".join(word[0].upper() for word in words if word not in _LEFT_OUT_OF_ACRONYMS)


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(name)]
