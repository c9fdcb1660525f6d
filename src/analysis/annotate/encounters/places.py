"""Where: a gazetteer of countries, cities and venues, and place names in the text.

The gazetteer (``reference/tables/places.csv``) knows what lies in what, so that talks "in
Kazakhstan" and talks "in Almaty" can be one meeting. A place that it does not know is still one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from analysis.annotate.encounters.lexicon import VENUE_NOUNS
from analysis.reference.reading import rows
from analysis.reference.states import states

_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_LONGEST_NAME = 5  # words


@dataclass(frozen=True)
class Place:
    """A place as the text names it, and the places that hold it, narrowest first.

    ``chain[0]`` is the place itself under its main name; ``start`` and ``end`` are token indices.
    """

    name: str
    chain: tuple[str, ...]
    start: int
    end: int
    is_venue: bool = False

    def within(self, other: Place) -> bool:
        """Tell whether this place is `other` or lies in it."""
        return other.chain[0] in self.chain

    def agrees(self, other: Place) -> bool:
        """Tell whether the two can be the same place: equal, or one in the other."""
        return self.within(other) or other.within(self)


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[str, str, str]]:
    """Return name or alias (lower case) -> (main name, kind, name of what it lies in)."""
    table: dict[str, tuple[str, str, str]] = {}
    for row in rows("places"):
        names = [row["place"], *filter(None, row["aliases"].split("|"))]
        for name in names:
            table.setdefault(name.lower(), (row["place"], row["kind"], row["inside"]))
    return table


def chain_of(name: str) -> tuple[str, ...]:
    """Return the place under its main name and all that holds it; unknown names hold themselves."""
    table = gazetteer()
    found = table.get(name.lower())
    if found is None:
        return (name.lower(),)
    chain = []
    while found is not None and found[0] not in chain:
        chain.append(found[0])
        found = table.get(found[2].lower()) if found[2] else None
    return tuple(chain)


def is_known(name: str) -> bool:
    """Tell whether the gazetteer knows the name."""
    return name.lower() in gazetteer()


def is_country(name: str) -> bool:
    """Tell whether the gazetteer knows the name as a country's."""
    found = gazetteer().get(name.lower())
    return found is not None and found[1] == "country"


def place_of(token: Token, *, after_at: bool = False) -> Place | None:
    """Return the place whose name, or whose venue noun, `token` heads.

    Parameters
    ----------
    token
        The noun of a phrase, such as the object of "in".
    after_at
        Whether the phrase follows "at", which makes a venue of any name ("at Davos", "at the
        Parliamentary Society").
    """
    known = _in_gazetteer(token)
    if known is not None:
        return known
    doc = token.doc
    if token.ent_type_ in _PLACE_ENTITIES:
        start, end = _entity(token)
        return _place(doc, start, end, is_venue=doc[end - 1].lower_ in VENUE_NOUNS)
    if token.lower_ in VENUE_NOUNS:
        return _venue(token)
    if after_at and token.pos_ == "PROPN":
        return _venue(token)
    return None


def _in_gazetteer(token: Token) -> Place | None:
    """Find the longest known name that holds `token`, written with capitals."""
    if not token.text[:1].isupper():
        return None
    doc, table = token.doc, gazetteer()
    for length in range(_LONGEST_NAME, 0, -1):
        for start in range(max(0, token.i - length + 1), token.i + 1):
            end = start + length
            if end > len(doc):
                break
            found = table.get(doc[start:end].text.lower())
            if found is not None and not _is_part_of_a_longer_name(doc, start, end):
                return Place(
                    doc[start:end].text, chain_of(found[0]), start, end, found[1] == "venue"
                )
    return None


def _is_part_of_a_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words are a piece of another name: "London Clubs", "John Paris"."""
    if doc[start].ent_type_ == "PERSON" and (
        doc[start].ent_iob_ == "I" or (end < len(doc) and doc[end].ent_iob_ == "I")
    ):
        return True
    following = doc[end] if end < len(doc) else None
    return (
        following is not None
        and doc[end - 1].dep_ == "compound"
        and doc[end - 1].ent_type_ == "ORG"
        and following.ent_type_ == "ORG"
        and following.ent_iob_ == "I"
    )


def _entity(token: Token) -> tuple[int, int]:
    start = end = token.i
    doc = token.doc
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I":
        end += 1
    return start, end + 1


def _place(doc: Doc, start: int, end: int, *, is_venue: bool = False) -> Place | None:
    while start < end and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text.strip()):
        end -= 1
    if start == end or not any(token.is_alpha for token in doc[start:end]):
        return None
    name = doc[start:end].text
    return Place(name, chain_of(name), start, end, is_venue)


_NAME_LINKS = frozenset({"of", "de", "des", "du", "der", "del", "di", "the", "al", "-"})


def _venue(token: Token) -> Place | None:
    """Return the venue that `token` heads, with the words of its name before and after it."""
    doc = token.doc
    start = token.left_edge.i
    while start < token.i and doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    end = token.i + 1
    while end < len(doc) and (
        (doc[end].lower_ in _NAME_LINKS and end + 1 < len(doc) and doc[end + 1].text[:1].isupper())
        or (doc[end].pos_ == "PROPN" and doc[end - 1].pos_ in {"PROPN", "ADP"})
    ):
        end += 1
    if end - start > 2 * _LONGEST_NAME:
        return None
    name = doc[start:end].text
    town = _town_before(doc, start, token.i)
    if town is not None:  # "the London headquarters" are in London
        return Place(town, chain_of(town), start, end)
    return Place(name, chain_of(name), start, end, is_venue=True)


_TOWNS = frozenset({"city", "capital"})


def capital_of(country: str) -> str | None:
    """Return the capital that the gazetteer knows for a country; None where there is none."""
    return _capitals().get(country.lower())


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {word.lower(): state.name for state in states().values() for word in state.adjectives}


def state_of(adjective: str) -> str | None:
    """Return the state that an adjective is of ("Venezuelan"); None where it is of none."""
    return _adjectives().get(adjective.lower())


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {
        row["inside"].lower(): row["place"] for row in rows("places") if row["kind"] == "capital"
    }


def _town_before(doc: Doc, start: int, noun: int) -> str | None:
    """Return the town that all the words before a common noun name."""
    name = doc[start:noun].text
    found = gazetteer().get(name.lower())
    return name if found is not None and found[1] in _TOWNS and not doc[noun].is_title else None


def display_name(places: list[Place]) -> str | None:
    """Return what to call the place of a meeting, given all that its mentions say of it.

    A city is followed by its country where the text names that too ("Almaty, Kazakhstan"); a named
    venue is followed by its city.
    """
    if not places:
        return None
    ranked = sorted(enumerate(places), key=lambda item: (-len(item[1].chain), item[0]))
    towns = [place for _, place in ranked if not place.is_venue]
    venues = [place for _, place in ranked if place.is_venue]
    parts: list[str] = []
    if venues and (not towns or any(c.isupper() for c in venues[0].name)):
        parts.append(venues[0].name)
    if venues and not towns and len(venues[0].chain) > 1:
        parts.append(venues[0].chain[1])
    if towns:
        narrowest = towns[0]
        parts.append(narrowest.name)
        wider = [town for town in towns if town.chain[0] != narrowest.chain[0]]
        parts += [town.name for town in wider[:1] if narrowest.within(town)]
    return ", ".join(dict.fromkeys(parts))
