"""Descriptions of actors: "a Western official", "the Iranian negotiators", "the union".

A base noun phrase is read off the tags; its head noun decides whether it describes an actor. What
it belongs to is the name in front of it ("Iranian", "the ministry's") or behind it ("for the
European Union's foreign policy chief").
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.annotate.naming.mentions import Definiteness, Mention
from analysis.annotate.naming.usage import ACT_NOUNS
from analysis.annotate.naming.words import Words
from analysis.model import ActorKind
from analysis.reference import role_nouns

DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_INSIDE = frozenset(
    {
        "JJ",
        "JJR",
        "JJS",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "CD",
        "POS",
        "HYPH",
        "VBN",
        "VBG",
        "AFX",
        "ADD",
    }
)
_OPENERS = frozenset({"DT", "PRP$", "WP$", "PDT"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_FIELD_TAGS = frozenset({"NN", "NNS", "NNP", "JJ", "VBG"})
_OFFICES = frozenset({"secretary", "minister", "undersecretary", "commissioner", "head", "chief",
                      "director", "manager", "president", "officer"})  # fmt: skip
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several", "many", "two", "three",
                         "four", "five", "six", "any", "no", "few", "other", "more"})  # fmt: skip
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_CONNECTORS = frozenset(
    {"of", "for", "from", "at", "with", "in", "within", "inside", "behind", "on"}
)
_POST_MODIFIERS = frozenset(
    {"close", "familiar", "involved", "briefed", "opposed", "loyal", "allied"}
)
_STANDALONE = frozenset(
    {"few", "many", "others", "some", "most", "critics", "analysts", "observers", "nobody"}
)
_WHO_SPEAK = frozenset(
    {"official", "analyst", "expert", "diplomat", "source", "critic", "observer", "economist",
     "trader", "negotiator", "minister", "lawmaker", "leader", "aide", "adviser", "envoy",
     "delegate", "mediator", "campaigner", "insider", "commander", "witness", "banker", "other",
     "person", "people", "executive", "manager", "reporter", "journalist", "scientist", "lawyer",
     "spokesman"}
)  # fmt: skip
_HOUSEHOLDS = frozenset({"family", "crew", "community"})
_KINDS: dict[str, ActorKind] = {
    "person": "role", "people": "role", "body": "organisation", "state": "state", "media": "media",
}  # fmt: skip
_LONG_NOUNS = frozenset({"radio station", "television station", "tv station", "news site",
                         "news agency", "prime minister", "think tank", "central bank",
                         "crown prince"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """A base noun phrase: tokens ``first`` to ``last`` (end exclusive), headed by its last noun."""

    first: int
    last: int
    head: int


def find_chunks(words: Words) -> list[Chunk]:
    """Return the base noun phrases; a possessor belongs to the phrase of what it possesses."""
    chunks: list[Chunk] = []
    index, size = 0, len(words)
    while index < size:
        if not (words.tag[index] in _OPENERS or words.tag[index] in _INSIDE) or words.is_blank(
            index
        ):
            index += 1
            continue
        first = index
        index = _chunk_end(words, first)
        head = index - 1
        while head > first and words.tag[head] not in _NOUNS:
            head -= 1
        if words.tag[head] in _NOUNS:
            chunks.append(Chunk(first, head + 1, head))
        index = max(index, first + 1)
    return chunks


def _chunk_end(words: Words, first: int) -> int:
    index, size = first, len(words)
    while index < size and words.tag[index] in _OPENERS:
        index += 1
    while index < size and not words.is_blank(index):
        tag = words.tag[index]
        if words.sentence[index] != words.sentence[first]:
            break
        if words.heading[index] != words.heading[first] or _is_day_after_noun(words, index, first):
            break
        if tag in _OPENERS:
            break
        if tag in ("VBN", "VBG") and not _modifies(words, index, first):
            break
        if tag == "CC" and _joins_modifiers(words, index):
            index += 1
            continue
        if tag not in _INSIDE and not (tag == ":" and words.words[index] == "-"):
            break
        if tag == "RB":
            break
        index += 1
    return index


def _is_day_after_noun(words: Words, index: int, first: int) -> bool:
    """Tell whether "late Tuesday" follows the phrase "the rebels"."""
    if index == first or words.tag[index - 1] not in ("NNS", "NN"):
        return False
    word = words.words[index] if words.tag[index] == "NNP" else words.words[index + 1 : index + 2]
    day = word if isinstance(word, str) else "".join(word)
    adjective = words.tag[index] == "JJ" and words.tag[index - 1] == "NNS"
    return day in DAYS or adjective


def _modifies(words: Words, index: int, first: int) -> bool:
    """Tell whether a participle stands before the noun it modifies ("the striking workers")."""
    following = index + 1
    while following < len(words) and words.tag[following] in ("JJ", "VBN", "VBG", "HYPH"):
        following += 1
    if following >= len(words) or words.tag[following] not in _NOUNS:
        return False
    if words.dep[index] in ("amod", "compound", "nmod"):
        return True
    return index > first and words.tag[index - 1] not in _NOUNS


def _joins_modifiers(words: Words, index: int) -> bool:
    """Tell whether "and" joins two adjectives before a noun ("French and German officials")."""
    if not 0 < index < len(words) - 2 or words.lower[index] not in ("and", "or"):
        return False
    return words.tag[index - 1] == "JJ" and words.tag[index + 1] == "JJ"


def find_descriptions(words: Words, names: list[Mention], chunks: list[Chunk]) -> list[Mention]:
    """Return the described actors, and give the titles in front of names to those names."""
    at = {index: name for name in names for index in range(name.first, name.last)}
    found: list[Mention] = []
    for chunk in chunks:
        if words.heading[chunk.first]:
            continue
        for place in _role_places(words, chunk, at):
            mention = _describe(words, chunk, place, at)
            if mention is not None:
                found.append(mention)
    _attach_complements(words, found, names)
    return found


def _role_places(words: Words, chunk: Chunk, at: dict[int, Mention]) -> list[int]:
    """Return the tokens of the chunk that are role nouns and close a phrase of their own.

    A role noun counts as the chunk's head, before a possessive mark, or before a person's name.
    """
    places = []
    for index in range(chunk.first, chunk.last):
        titling = index + 1 in at and words.lower[index] in role_nouns()
        if words.tag[index] not in _NOUNS and words.lower[index] not in _STANDALONE and not titling:
            continue
        if index in at:
            continue
        if not noun_class_at(words, index):
            continue
        following = index + 1
        if _names_a_sort(words, index, chunk):
            continue
        closes = (
            index == chunk.head
            or (words.lemma[chunk.head] in ACT_NOUNS and noun_class_at(words, index) == "body")
            or words.tag[following] == "POS"
            or (following in at and _titles(words, index, at[following], following))
        )
        if closes:
            places.append(index)
    return places


def _names_a_sort(words: Words, index: int, chunk: Chunk) -> bool:
    """Tell whether the noun only says what sort of body it is ("Pilots' union")."""
    return (
        index + 1 < chunk.last
        and words.words[index + 1] == "'"
        and words.tag[index] in ("NNS", "NNPS")
        and words.tag[chunk.first] != "DT"
    )


def noun_class_at(words: Words, index: int) -> str:
    """Return what the noun at a token is for: person, people, body, state or media; or ""."""
    nouns = role_nouns()
    if index and f"{words.lower[index - 1]} {words.lemma[index]}" in _LONG_NOUNS:
        pair = f"{words.lower[index - 1]} {words.lemma[index]}"
        return nouns.get(pair, "")
    word, lemma = words.lower[index], words.lemma[index]
    if word == "power" or (
        lemma in ("reporter", "journalist") and words.dep[index] in ("dobj", "pobj")
    ):
        return ""  # "told reporters": the audience, not an actor
    return nouns.get(lemma) or nouns.get(word) or nouns.get(_singular(word)) or ""


def _kind(noun: str, noun_class: str, *, plural: bool) -> ActorKind:
    """Return the kind of actor: people who act as one ("the striking pilots") are a group."""
    if noun in _HOUSEHOLDS:
        return "group"
    if noun_class == "people" or (noun_class == "person" and plural):
        return "role" if not plural or noun in _WHO_SPEAK or noun in _STANDALONE else "group"
    if noun_class in ("state", "body") and plural:
        return "group"
    return _KINDS[noun_class]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    return word[:-1] if word.endswith("s") else word


def _describe(words: Words, chunk: Chunk, place: int, at: dict[int, Mention]) -> Mention | None:
    """Make the mention that ends at the role noun `place`, or title the name that follows it."""
    first = _description_start(words, chunk, place)
    owners = _owners_before(words, first, place, at)
    if not owners and first >= 2 and words.words[first - 1] == ")" and first - 2 in at:
        owners = [at[first - 2]]  # "the Grain Exchange (GX) | chief Ada Holm"
    following = place + 1
    title_first = _after_owners(first, owners)
    if following in at and _titles(words, place, at[following], following):
        title = words.text[words.start[title_first] : words.end[place]]
        _entitle(words, at[following], first, place, title, owners)
        return None
    noun = (
        _singular(words.lower[place]) if words.tag[place] in ("NNS", "NNPS") else words.lower[place]
    )
    noun_class = noun_class_at(words, place)
    plural = words.tag[place] in ("NNS", "NNPS") or words.lower[place] in _STANDALONE
    last = _office_end(words, place, at)
    start, end = words.start[first], words.end[last - 1]
    mention = Mention(
        first, last, place, start, end, "description", words.text[start:end],
        kind=_kind(noun, noun_class, plural=plural), noun=noun, noun_class=noun_class,
        plural=plural,
        definiteness=_definiteness(words, first, place), owners=owners,
    )  # fmt: skip
    if title_first <= place:
        mention.title = _without_article(words.text[words.start[title_first] : end])
    if noun in _SPOKES and owners:
        mention.speaks_for = owners[-1]
    return mention


def _office_end(words: Words, place: int, at: dict[int, Mention]) -> int:
    """Return the end of the office: "secretary of | state", "head of | sourcing"."""
    after = place + 2
    if words.lemma[place] not in _OFFICES:
        return place + 1
    if words.lower[place + 1 : after] not in (["of"], ["for"]):
        return place + 1
    while after < len(words) and after not in at and after - place < 5:
        if words.tag[after] not in _FIELD_TAGS or not words.words[after].islower():
            break
        if words.tag[after] != "VBG" and noun_class_at(words, after) in ("person", "people"):
            return place + 1  # "the chief of rebels": whom, not of what
        after += 1
    return after if after > place + 2 else place + 1


def _titles(words: Words, place: int, name: Mention, following: int) -> bool:
    """Tell whether the role noun at `place` is the title of the name right after it.

    "Foreign policy chief | Catherine Ashton", "the dockworkers' union | FNV Havens".
    """
    if name.first != following or (name.key is not None and name.key.startswith("state:")):
        return False
    noun_class = noun_class_at(words, place)
    plural = words.tag[place] in ("NNS", "NNPS")
    if noun_class in ("person", "people"):
        unsure = name.kind in (None, "organisation", "group") and not name.noun.isalpha()
        unsure = name.key is None and (name.kind is None or unsure or name.noun == "")
        return not plural and (name.kind == "person" or unsure)
    return (
        noun_class in ("body", "media")
        and not plural
        and (name.kind in (None, "organisation", "group", "media") or not name.title)
    )


def _entitle(
    words: Words, name: Mention, first: int, place: int, title: str, owners: list[Mention]
) -> None:
    noun_class, noun = noun_class_at(words, place), words.lemma[place]
    name.owners = owners + [owner for owner in name.owners if owner not in owners]
    name.first, name.start = first, words.start[first]
    name.certain = True
    if noun_class in ("body", "media"):
        name.kind = (
            name.kind if name.key else ("media" if noun_class == "media" else "organisation")
        )
        name.called = noun
        name.noun = "" if name.noun in ("unknown", "place") else name.noun
        name.described = True
        return
    name.kind = "person"
    name.title = f"{_without_article(title)} {name.title}".strip()
    name.noun = name.noun if name.noun not in ("", "unknown", "place") else noun
    name.described = True
    if noun in _SPOKES and owners:
        name.speaks_for = owners[-1]


def _description_start(words: Words, chunk: Chunk, place: int) -> int:
    """Return where it starts: with the phrase, or at the noun in "a | government proposal"."""
    modifies = place != chunk.head and words.tag[place + 1] not in ("POS", "NNP", "NNPS")
    return place if modifies and words.lemma[chunk.head] in ACT_NOUNS else chunk.first


def _owners_before(words: Words, first: int, place: int, at: dict[int, Mention]) -> list[Mention]:
    owners: list[Mention] = []
    index = first
    while index < place:
        owner = at.get(index)
        if owner is not None:
            owners.append(owner)
            index = owner.last
        else:
            index += 1
    return owners


def _after_owners(first: int, owners: list[Mention]) -> int:
    return owners[-1].last if owners else first


def _without_article(text: str) -> str:
    head, _, rest = text.strip().partition(" ")
    if head.lower() in ("the", "a", "an", "its", "his", "her", "their", "'s", "'", ",", "and"):
        return _without_article(rest)
    return text.strip()


def _definiteness(words: Words, first: int, place: int) -> Definiteness:
    word = words.lower[first]
    if word in _INDEFINITE or words.tag[first] == "CD":
        return "indefinite"
    if words.tag[first] == "PRP$" or any(words.tag[i] == "POS" for i in range(first, place)):
        return "possessed"
    return "definite" if word in _DEFINITE else "bare"


def _attach_complements(words: Words, found: list[Mention], names: list[Mention]) -> None:
    """Give each description its possessor, and what follows it: "for X", "close to X"."""
    _attach_possessors(words, found, names)
    starting: dict[int, Mention] = {}
    for mention in (*found, *names):
        known = starting.get(mention.first)
        if known is None or mention.last > known.last:
            starting[mention.first] = mention
    for mention in reversed(found):
        _attach_complement(words, mention, starting)
    for name in names:
        if name.title and name.kind == "person":
            continue


def _attach_possessors(words: Words, found: list[Mention], names: list[Mention]) -> None:
    """Make "the guild" the owner in "the guild's chief negotiator, Ellen Stutzman"."""
    possessors = {
        mention.first: mention
        for mention in found
        if mention.last < len(words) and words.tag[mention.last] == "POS"
    }
    for mention in (*found, *(name for name in names if name.described)):
        owner = possessors.get(mention.first)
        if owner is not None and owner is not mention and owner.last < mention.head:
            mention.owners = [owner, *(o for o in mention.owners if o.last > owner.last)]
            if mention.title:
                tail = words.text[words.start[owner.last + 1] : mention.end]
                known = mention.title.rpartition("'s ")[2].rpartition("' ")[2]
                mention.title = known or tail
            if mention.noun in _SPOKES and mention.speaks_for is None:
                mention.speaks_for = owner


def _attach_complement(words: Words, mention: Mention, starting: dict[int, Mention]) -> None:
    index = mention.last
    if index >= len(words) or words.sentence[index] != words.sentence[mention.head]:
        return
    word = words.lower[index]
    if words.tag[index] == "VBN" and words.lower[index + 1 : index + 2] == ["by"]:
        _extend(words, mention, index + 2, starting, always=True)
        return
    if word in _POST_MODIFIERS and index + 1 < len(words):
        place = index + 1
        if words.lower[place] in ("to", "with", "in", "on", "by"):
            _extend(words, mention, place + 1, starting, always=True)
        return
    if word == "with" and words.lower[index + 1 : index + 2] in (["knowledge"], ["direct"]):
        place = index + 2 + (words.lower[index + 1] == "direct")
        if words.lower[place : place + 1] == ["of"]:
            _extend(words, mention, place + 1, starting, always=True)
        return
    if word in _CONNECTORS:
        _extend(words, mention, index + 1, starting, always=False)


def _extend(
    words: Words, mention: Mention, place: int, starting: dict[int, Mention], *, always: bool
) -> None:
    """Lengthen the mention over its complement, which starts at token `place`."""
    preposition = words.lower[place - 1]
    owner = _complement_at(words, place, starting)
    if owner is not None and owner.form == "adjective" and _goes_on(words, owner.last):
        owner, always = None, True  # "briefed on the Canadian | position"
    if owner is None:
        if always or (preposition == "of" and mention.noun_class in ("person", "people")):
            _extend_over_phrase(words, mention, place)
        return
    if preposition in ("in", "on", "with", "behind") and owner.form == "description":
        return
    if not always and preposition in ("in", "on", "with"):
        return
    mention.owners.append(owner)
    if mention.plural:
        mention.owners += _listed_after(words, owner, starting)
    mention.last, mention.end = mention.owners[-1].last, mention.owners[-1].end
    mention.name = words.text[mention.start : mention.end]
    if mention.noun in _SPOKES and preposition in ("for", "of"):
        mention.speaks_for = owner


def _goes_on(words: Words, index: int) -> bool:
    return index < len(words) and words.tag[index] in ("NN", "NNS")


def _complement_at(words: Words, first: int, starting: dict[int, Mention]) -> Mention | None:
    """Return the mention that starts within four tokens of the phrase at `first`, or None."""
    for place in range(first, min(first + 4, len(words))):
        if place in starting:
            return starting[place]
        if words.tag[place] not in _OPENERS and words.tag[place] not in _INSIDE:
            return None
    return None


def _listed_after(words: Words, owner: Mention, starting: dict[int, Mention]) -> list[Mention]:
    """Return Y and Z in "negotiators from X, Y and Z"; nothing where no "and" closes the list."""
    found: list[Mention] = []
    last, closed = owner.last, False
    while not closed and last + 1 < len(words) and words.lower[last] in (",", "and"):
        closed = words.lower[last] == "and"
        place = last + 1
        if words.lower[place] == "the" and place not in starting:
            place += 1
        other = starting.get(place)
        if other is None or other.form == "description" or other.kind == "person":
            return []
        found.append(other)
        last = other.last
    return found if closed else []


def _extend_over_phrase(words: Words, mention: Mention, place: int) -> None:
    """Lengthen "a source familiar with" over the plain noun phrase that follows."""
    last = place
    while last < len(words) and (words.tag[last] in _INSIDE or words.tag[last] in _OPENERS):
        last += 1
    if last > place and words.tag[last - 1] in _NOUNS:
        mention.last, mention.end = last, words.end[last - 1]
        mention.name = words.text[mention.start : mention.end]
