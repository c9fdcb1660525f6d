"""Which names are the same actor: by table, by acronym, by surname, by shortened name."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.annotate.naming.gazetteer import entry_of
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.usage import does_deed, is_acting
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.model import ActorKind
from analysis.reference import first_names, offices_held, organisation_words, role_nouns

_CORPORATE = word_set(
    """
    Inc Inc. Corp Corp. Ltd Ltd. LLC PLC plc Co Co. AG SA S.A. SE GmbH NV N.V. SpA AB ASA Oyj
    Limited Company Corporation Group Holdings Incorporated
    """
)
_SMALL = frozenset(["of", "the", "and", "for", "&", "de", "in", "on", "to's"])
_COURTESY_GENDER = {"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f",
                    "lord": "m", "dame": "f", "baroness": "f", "king": "m", "queen": "f",
                    "prince": "m", "princess": "f", "chairman": "m", "chairwoman": "f",
                    "spokesman": "m", "spokeswoman": "f", "congressman": "m",
                    "congresswoman": "f", "businessman": "m", "businesswoman": "f"}  # fmt: skip


def merge_names(words: Words, names: list[Mention]) -> list[Entity]:
    """Return one entity for each actor named, in the order of first mention."""
    merger = _Merger(words)
    merger.define_acronyms(names)
    for name in names:
        if name.kind == "person" and len(_name_tokens(name)) > 1:
            merger.place_person(name)
    for name in names:
        if name.entity is None:
            merger.place(name)
    for name in names:
        if name.entity is None and name.kind is None:
            merger.place_variant(name)
    return merger.entities


class _Merger:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.entities: list[Entity] = []
        self.by_key: dict[str, Entity] = {}
        self.acronyms: dict[str, str] = {}
        self.persons: list[Entity] = []
        self.others: dict[str, Entity] = {}
        self.full_names: dict[str, Mention] = {}

    def define_acronyms(self, names: list[Mention]) -> None:
        """Read "the Northern Miners' Front (NMF)" and 'the five nations - the "Q5" -'."""
        by_start = {name.first: name for name in names}
        ends = {name.last: name for name in reversed(names)}  # of nested names, the longest
        for name in names:
            if name.form not in ("name", "paraphrase") or ends[name.last] is not name:
                continue
            inner = _defined_after(self.words, name, by_start)
            if inner is not None and inner is not name and name.kind != "person":
                if name.key is not None and inner.key is not None:
                    continue  # the tables know both
                self.acronyms[inner.name] = name.key or f"name:{normal_name(name.name)}"
                inner.form = "acronym"

    def place(self, name: Mention) -> None:
        """Give the mention to the entity it names, making one where it is the first."""
        defined = self.acronyms.get(name.name)
        if defined is not None and defined != f"name:{normal_name(name.name)}":
            name.key = defined if not defined.startswith("name:") else None
            if name.key is None:
                self._place_other(name, defined.removeprefix("name:"))
                return
        if name.key is not None:
            self._place_known(name)
        elif name.kind == "person":
            self.place_person(name)
        else:
            self._place_unknown(name)

    def place_variant(self, name: Mention) -> None:
        """Give a name that nothing made an actor to the body whose name it lengthens."""
        if self.words.tag[name.head] in ("JJ", "AFX"):
            return
        entity = self._shortened(name, normal_name(name.name))
        if entity is not None and len(name.name.split()) > 1:
            entity.add(name)
            entity.names.append(name.name)

    def _place_known(self, name: Mention) -> None:
        assert name.key is not None
        entity = self.by_key.get(name.key)
        if entity is None:
            entry = entry_of(name.key)
            kind: ActorKind = name.kind or "organisation"
            entity = self._new(kind, name.key, entry.name)
            entity.plural = kind == "group"
            entity.definites = entry.definites
            entity.nouns = {phrase.split()[-1] for phrase in entry.definites}
            if kind == "organisation":
                entity.nouns.add(entry.name.split()[-1].lower())
            self.by_key[name.key] = entity
        entity.add(name)
        entity.names.append(name.name)

    def place_person(self, name: Mention) -> None:
        """Join "Kerry", "Mr Kerry" and "John Kerry"; a full name of its own is a new person."""
        tokens = _name_tokens(name)
        same = [person for person in self.persons if _same_person(tokens, person)]
        gender = _gender(name, tokens)
        same = [p for p in same if not (gender and p.gender and p.gender != gender)]
        if same:
            entity = same[-1]
        else:
            known = offices_held(" ".join(tokens))
            full = known[0].person if known else " ".join(tokens)
            entity = self._new("person", f"person:{full.lower()}", " ".join(tokens))
            self.persons.append(entity)
        entity.gender = entity.gender or gender
        if len(tokens) > len(entity.name.split()):
            entity.name = " ".join(tokens)
            if len(entity.names) and not offices_held(entity.name):
                entity.key = f"person:{entity.name.lower()}"
        entity.add(name)
        entity.names.append(name.name)
        if name.title:
            entity.nouns |= {word.lower().rstrip(".") for word in name.title.split()[-3:]}
        if name.noun:
            entity.nouns.add(name.noun)

    def _place_unknown(self, name: Mention) -> None:
        """Place a name that no table knows: a shortened name, a surname, or a new actor."""
        tokens = _name_tokens(name)
        if len(tokens) == 1 and name.kind in (None, "organisation"):
            same = [p for p in self.persons if tokens[0] in (p.name.split()[-1], p.name.split()[0])]
            if same and (name.kind is None or len(tokens[0]) > 3):
                name.kind = "person"
                same[-1].add(name)
                same[-1].names.append(name.name)
                return
        self._place_other(name, normal_name(name.name))

    def _place_other(self, name: Mention, normal: str) -> None:
        entity = self.others.get(normal) or self._shortened(name, normal)
        if entity is None:
            kind = name.kind or self._kind_by_use(name)
            if kind == "group" and self.words.tag[name.head] in ("JJ", "AFX"):
                return  # "African", "Kurdish": a description, not an actor
            if kind is None:
                return
            entity = self._new(kind, f"org:{normal}", _without_the(name.name))
            entity.plural = name.plural
            entity.confidence = 0.9 if name.certain else 0.6
        if name.noun and name.noun not in ("unknown", "place"):
            entity.nouns.add(name.noun)
        if name.called:
            entity.nouns.add(name.called)
        if self._represents_workers(name):
            entity.nouns.add("union")
        before = self.words.lower[name.first - 1] if name.first else ""
        if self.words.tag[name.first - 1] == "JJ" and role_nouns().get(before) == "people":
            entity.nouns.add(before)  # "the conservative People's Union": "the conservatives"
        self.others.setdefault(normal, entity)
        entity.add(name)
        entity.names.append(name.name)

    def _represents_workers(self, name: Mention) -> bool:
        """Tell whether ", which represents 3,000 teachers" follows."""
        words = self.words
        if words.lemma[name.last : name.last + 3] != [",", "which", "represent"]:
            return False
        nouns = role_nouns()
        return any(
            nouns.get(words.lemma[index]) == "people" and words.tag[index] == "NNS"
            for index in range(name.last + 3, min(name.last + 9, len(words)))
        )

    def _kind_by_use(self, name: Mention) -> ActorKind | None:
        """Return the kind of a name that only its use can tell; None where it does not act."""
        if self.words.tag[name.head] in ("JJ", "AFX"):
            return None
        following = self.words.lower[name.last : name.last + 2]
        if _GOVERNMENTS.intersection(following) or _governed(self.words, name):
            return "state"
        if name.noun == "place":
            return "state" if does_deed(self.words, name) else None
        if self.words.dep[name.head] in ("amod", "compound", "nmod"):
            return None  # "Senior officials", "Lead negotiator" where a sentence begins
        return "organisation" if is_acting(self.words, name) else None

    def _shortened(self, name: Mention, normal: str) -> Entity | None:
        """Return the organisation that this is a shorter or longer name of, or its initials."""
        tokens = normal.split()
        for entity in reversed(self.entities):
            if entity.kind not in ("organisation", "media", "group"):
                continue
            if self.words.tag[name.head] in ("JJ", "AFX") and len(tokens) == 1:
                continue
            for other in dict.fromkeys(entity.names):
                if _is_short_for(tokens, normal_name(other).split()):
                    return entity
                if _is_party_of(tokens, normal_name(other).split()):
                    return entity
                if name.name.isupper() and _shortens(name.name.replace(".", ""), other):
                    return entity
        return self._only_body_called(name, tokens)

    def _only_body_called(self, name: Mention, tokens: list[str]) -> Entity | None:
        """Return the one body of the text whose name ends in a common word ("the Front")."""
        if len(tokens) != 1 or tokens[0] not in _common_words() or name.first == 0:
            return None
        if "the" not in (self.words.lower[name.first - 1], self.words.lower[name.first]):
            return None
        found = [
            entity
            for entity in self.entities
            if entity.kind in ("organisation", "group")
            and any(normal_name(other).split()[-1] == tokens[0] for other in entity.names)
        ]
        return found[0] if len(found) == 1 else None

    def _new(self, kind: ActorKind, key: str, name: str) -> Entity:
        entity = Entity(kind, key, name)
        self.entities.append(entity)
        return entity


_GOVERNMENTS = frozenset({"government", "government's", "administration", "regime", "authorities"})


def _governed(words: Words, name: Mention) -> bool:
    """Tell whether the name follows "the government of"."""
    before = words.lower[max(name.first - 2, 0) : name.first]
    return len(before) == 2 and before[1] == "of" and before[0] in _GOVERNMENTS | {"republic"}


def _defined_after(words: Words, name: Mention, by_start: dict[int, Mention]) -> Mention | None:
    """Return the name that brackets, or dashes and quotation marks, set beside `name`."""
    index = name.last
    if index + 1 >= len(words):
        return None
    opened = words.words[index]
    if opened not in ("(", "-", "–", "—", ","):
        return None
    index += 1
    told = _told_acronym(words, index, by_start) if opened == "," else None
    if told is not None:
        return told
    quoted = opened == "("
    for _ in range(3):
        if index < len(words) and (
            words.lower[index] in ("the", "or", "known", "as") or words.words[index] in '"“”'
        ):
            quoted = quoted or words.words[index] in ('"', "“", "”")
            index += 1
    inner = by_start.get(index)
    if inner is None or not quoted or inner.last >= len(words):
        return None
    closing = words.words[inner.last]
    if opened == "(" and closing not in (")", ",", ";"):
        return None
    if opened == "(" and not _could_shorten(inner.name, name.name):
        return None
    return inner


def _told_acronym(words: Words, index: int, by_start: dict[int, Mention]) -> Mention | None:
    """Read ", known by its French acronym FDA," and ", or FDA by its initials,"."""
    for place in range(index, min(index + 9, len(words))):
        inner = by_start.get(place)
        if inner is not None and inner.name.replace(".", "").isupper():
            near = words.lower[index : inner.last + 5]
            return inner if {"acronym", "initials", "abbreviation"} & set(near) else None
        if words.words[place] in (",", ".", ";", ")") or words.tag[place] in ("VBD", "VBZ", "MD"):
            return None
    return None


def _could_shorten(short: str, long: str) -> bool:
    """Tell whether `short` looks like an acronym or short form of `long`."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not letters or len(short.split()) > 2:
        return False
    return letters[0].lower() in {word[0].lower() for word in re.findall(r"\w+", long)} and (
        sum(c.isupper() for c in letters) >= 2
    )


def _name_tokens(name: Mention) -> list[str]:
    return name.name.removesuffix("'s").split()


def _same_person(tokens: list[str], person: Entity) -> bool:
    known = person.name.split()
    if tokens == known:
        return True
    if tokens[-1] != known[-1] and " ".join(tokens) not in person.names:
        return len(tokens) == 1 and len(known) == 2 and tokens[0] == known[0]
    if len(tokens) == 1 or len(known) == 1:
        return tokens[-1] == known[-1]
    first, other = tokens[0], known[0]
    return first == other or (first[0] == other[0] and "." in first + other)


def _gender(name: Mention, tokens: list[str]) -> str | None:
    for word in name.title.lower().replace(".", "").split():
        if word in _COURTESY_GENDER:
            return _COURTESY_GENDER[word]
    return first_names().get(tokens[0]) if len(tokens) > 1 else None


@lru_cache(maxsize=4096)
def normal_name(name: str) -> str:
    """Return the name without article, corporate ending, dots and case."""
    tokens = _without_the(name).replace("'s", "").replace("'", "").split()
    while len(tokens) > 1 and tokens[-1] in _CORPORATE:
        tokens.pop()
    return " ".join(tokens).replace(".", "").lower()


def _without_the(name: str) -> str:
    return name[4:] if name[:4] in ("the ", "The ") else name


@lru_cache(maxsize=4096)
def _initials(name: str) -> str:
    words = [word for word in re.findall(r"[\w']+", name) if word.lower() not in _SMALL]
    return "".join(word[0] for word in words if word[:1].isupper()) if len(words) > 1 else ""


def _shortens(short: str, long: str) -> bool:
    """Tell whether letters are the initials, "Free Democrats" being "FDP", the party."""
    initials = _initials(long)
    return bool(initials) and (
        short == initials or (long.endswith("s") and short == f"{initials}P")
    )


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(word.lower() for word in organisation_words())


_PARTIES = frozenset({"party", "union", "alliance", "movement"})


def _is_party_of(one: list[str], other: list[str]) -> bool:
    """Tell whether the one is "Liberals", the other "Liberal Party"."""
    if len(one) > len(other):
        one, other = other, one
    return (
        len(one) == 1
        and len(other) == 2
        and other[1] in _PARTIES
        and one[0].endswith("s")
        and one[0][:-1] == other[0].removesuffix("s")
    )


def _is_short_for(short: list[str], long: list[str]) -> bool:
    """Tell whether `short` is the beginning or the end of `long`, and not only a common word."""
    if not short or len(short) >= len(long):
        return len(short) > len(long) and _is_short_for(long, short)
    if len(short) == 1 and short[0] in _common_words():
        return False
    return long[: len(short)] == short or long[-len(short) :] == short
