"""Descriptions and pronouns: whom "the minister", "the union", "the powers" and "he" refer to.

An indefinite description brings in someone new each time; a definite one looks back for someone
whom the text has called so. Pronouns are resolved by the grammar of their sentence, or by the
subject of the one before; where two actors fit, they are left alone.
"""

from __future__ import annotations

import re

from analysis.annotate.naming.appositions import join_appositions
from analysis.annotate.naming.groups import COMPANY_NOUNS, Groups
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.sorts import RELATIONAL, can_stand_for, sort_of
from analysis.annotate.naming.usage import subject_of
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.reference import bodies, heads_called, holder_on

STATE_NOUNS = word_set(
    """
    government administration leadership regime authority side cabinet state capital presidency
    junta delegation monarchy
    """
)
_FIGHTERS = frozenset({"rebel", "guerrilla", "insurgent", "separatist", "militant", "fighter"})
_SORTS = frozenset({"union", "group", "movement", "party", "company", "agency", "coalition",
                    "alliance", "militia", "firm", "airline", "bank", "newspaper", "bloc",
                    "federation", "association", "organisation", "organization"})  # fmt: skip
_GENERIC = frozenset({"group", "movement", "organisation", "organization"})
_RULERS = frozenset({"government", "junta", "regime", "presidency"})
_REGIONS = frozenset({"province", "region", "territory", "island", "republic"})
_KINGDOMS = frozenset(f"state:{code}" for code in ("SA", "JO", "MA", "BH", "TH", "KH", "BT", "LS",
                                                     "SZ", "TO", "BE", "NL", "DK", "NO", "SE", "ES",
                                                     "GB"))  # fmt: skip
_ORGANS = frozenset({"board", "management"})
_COUNTED = re.compile(r"^(?:\d+|[a-z]+)-(?:nation|member|country|state|strong)$")
_ALL_OF_THEM = frozenset({"both", "two", "three", "four", "neither", "either", "all"})
_PRIVATE = (
    COMPANY_NOUNS | _SORTS | {"daily", "broadcaster", "channel", "outlet", "fund", "investor"}
)
_COMMENTERS = frozenset({"analyst", "economist", "strategist", "trader", "lawyer", "lecturer"})
_REACH = 12
_NEAR = 3
_STANDALONE = frozenset({"few", "many", "others", "some", "most", "nobody", "everyone"})


class Resolver:
    """Walks through the mentions in text order and gives each description its entity."""

    def __init__(
        self, words: Words, entities: list[Entity], article_id: str, published: str | None
    ) -> None:
        self.words = words
        self.entities = entities
        self.article_id = article_id
        self.published = published
        self.by_key = {entity.key: entity for entity in entities}
        self.seen: list[tuple[int, Mention]] = []
        self.unnamed = 0
        self.groups = Groups(words)
        self.commenting: set[int] = set()

    def resolve(self, mentions: list[Mention]) -> None:
        """Give every description among `mentions` (in text order) an entity, or none."""
        join_appositions(self.words, mentions)
        self.groups.join_lists(mentions)
        for mention in sorted(mentions, key=lambda mention: (mention.end, -mention.start)):
            if mention.entity is None and mention.form == "description":
                self._place(mention)
            if mention.noun in _COMMENTERS:
                self.commenting |= {id(owner.entity) for owner in mention.owners if owner.entity}
            if mention.entity is not None:
                self.seen.append((self.words.sentence[mention.head], mention))
                self._note_office(mention)

    # -- descriptions ---------------------------------------------------------------------------

    def _place(self, mention: Mention) -> None:
        entity = (
            self._apposed(mention)
            or self._predicated(mention)
            or self._together(mention)
            or self._referent(mention)
        )
        if entity is None:
            entity = self._introduce(mention)
        if entity is not None:
            entity.add(mention)
            if mention.noun:
                entity.nouns.add(mention.noun)

    def _together(self, mention: Mention) -> Entity | None:
        """Return the group of "X, Y and two other firms", or of "the two firms" after it."""
        members = self.groups.listed_members(mention)
        if not members:
            group = self.groups.joint_group(mention, [other for _, other in self.seen])
            if group is not None and group not in self.entities:
                group.name = group.name or mention.name
                self.entities.append(group)
            return group
        plain = self._last_companies(mention) or self._introduce(mention)
        if plain is not None:
            plain.members += [entity for entity in members if entity not in plain.members]
            plain.plural = True
        return plain

    def _last_companies(self, mention: Mention) -> Entity | None:
        """Return the last group of companies, for "the firms" or for a list of some of them."""
        if mention.noun not in COMPANY_NOUNS:
            return None
        for _, other in reversed(self.seen):
            entity = other.entity
            if (
                entity is not None
                and entity.kind == "group"
                and entity.plural
                and entity.nouns & COMPANY_NOUNS
                and not entity.key.startswith("joint:")
            ):
                return entity
        return None

    def _apposed(self, mention: Mention) -> Entity | None:
        """Return whom "another source, a former officer," describes a second time."""
        words = self.words
        if mention.definiteness != "indefinite" or mention.plural or mention.first < 2:
            return None
        if mention.noun_class != "person" or words.words[mention.first - 1] != ",":
            return None
        for _, other in reversed(self.seen[-4:]):
            if other.last == mention.first - 1 and other.form == "description":
                entity = other.entity
                fits = entity is not None and entity.kind == "role" and not other.plural
                return entity if fits and words.dep[mention.head] == "appos" else None
        return None

    def _predicated(self, mention: Mention) -> Entity | None:
        """Return the subject in "X is the negotiator": the same actor, described."""
        words, head = self.words, mention.head
        if words.dep[head] != "attr":
            return None
        verb = words.head[head]
        for other in reversed(self.seen[-8:]):
            subject = other[1]
            if subject_of(words, subject) == verb and subject.entity is not None:
                return subject.entity if subject.entity.kind in ("person", "role") else None
        return None

    def _referent(self, mention: Mention) -> Entity | None:
        owner = self._owner(mention)
        if owner is not None and owner.kind == "person" and mention.noun_class == "body":
            return self._body_of_person(mention, owner)
        if owner is not None and self._stands_for_owner(mention, owner):
            return owner
        if owner is not None and _is_nationality(mention):
            owner = None
        if owner is None and mention.noun in _RULERS and not mention.plural:
            return self._governing_state(mention)
        if owner is None and mention.noun == "delegation" and not mention.plural:
            return self._government_delegation(mention)
        if owner is None and mention.noun_class == "state" and not mention.plural:
            return self._land(mention)
        if mention.noun_class in ("person", "people"):
            return self._person(mention, owner)
        if mention.definiteness == "indefinite" or _is_of_pronoun(self.words, mention):
            return None
        return self._body(mention, owner)

    def _body_of_person(self, mention: Mention, owner: Entity) -> Entity | None:
        """Return whom "Ruiz's party" and "the Ruiz administration" stand for."""
        if mention.noun == "office":
            return None  # it speaks for the owner, and may be somebody else
        found = _body_of(mention, owner)
        if found is None and mention.noun in ("administration", "government"):
            states = {h.of for h in heads_called(owner.name.split()[-1])}
            return self.by_key.get(next(iter(states))) if len(states) == 1 else None
        return found

    def _governing_state(self, mention: Mention) -> Entity | None:
        """Return the state of "the government": the one so called, or the only one of the text."""
        if mention.definiteness not in ("definite", "bare") or _modifiers(self.words, mention):
            return None
        return self._state_called(mention.noun)

    def _state_called(self, noun: str) -> Entity | None:
        """Return whom the text has called so, or the leading state of the text."""
        called = [e for e in self.entities if noun in e.nouns and e.kind == "organisation"]
        if called:
            return called[0] if len(called) == 1 else None
        counts: dict[str, int] = {}
        for _, other in self.seen:
            if other.entity is not None and other.entity.kind == "state":
                if other.form == "description":
                    return other.entity
                counts[other.entity.key] = counts.get(other.entity.key, 0) + 1
        return self._leading_state(counts)

    def _land(self, mention: Mention) -> Entity | None:
        """Return the land last named for "the province", "the kingdom"."""
        if mention.definiteness != "definite" or _modifiers(self.words, mention):
            return None
        for _, other in reversed(self.seen):
            entity = other.entity
            if entity is None or entity.kind != "state":
                continue
            if mention.noun == "kingdom" and entity.key in _KINGDOMS:
                return entity
            if mention.noun in _REGIONS and len(entity.key) > len("state:XXX"):
                return entity  # no table knows it, so that it may be a region
        return None

    def _government_delegation(self, mention: Mention) -> Entity | None:
        """Return the state of "the government delegation"; of "the delegation", the last called."""
        if _modifiers(self.words, mention) == {"government"}:
            return self._state_called("government")
        return self._last_called(mention, None)

    def _leading_state(self, counts: dict[str, int]) -> Entity | None:
        """Return the only state named so far, or one named twice as often as any other."""
        ranked = sorted(counts.items(), key=lambda item: -item[1])
        if ranked and (len(ranked) == 1 or ranked[0][1] >= max(2 * ranked[1][1], 3)):
            return self.by_key.get(ranked[0][0])
        return None

    def _stands_for_owner(self, mention: Mention, owner: Entity) -> bool:
        if self._repeats_name(mention, owner):
            return True
        if mention.plural and mention.noun != "authority":
            return False
        if mention.noun in _ORGANS:
            return sort_of(owner) in ("company", "unknown") and owner.kind == "organisation"
        if mention.noun == "side":
            return owner.kind in ("state", "organisation", "group") and len(mention.owners) == 1
        if owner.kind != "state" or mention.noun not in STATE_NOUNS:
            return False
        return len(mention.owners) == 1 and mention.owners[0].form in (
            "name", "adjective", "acronym",
        )  # fmt: skip

    def _repeats_name(self, mention: Mention, owner: Entity) -> bool:
        """Tell whether the noun only says what the name is ("the IG Metall union")."""
        name = mention.owners[-1]
        if name.entity is not owner or name.form not in ("name", "acronym"):
            return False
        if name.last != mention.head or mention.last != mention.head + 1:
            return False
        fighters = mention.plural and mention.noun in _FIGHTERS
        return (
            owner.kind in ("organisation", "group", "media")
            and mention.definiteness == "definite"
            and (fighters or (not mention.plural and mention.noun in _SORTS))
        )

    def _owner(self, mention: Mention) -> Entity | None:
        for owner in mention.owners:
            if owner.entity is not None:
                return owner.entity
        return None

    def _person(self, mention: Mention, owner: Entity | None) -> Entity | None:
        if mention.definiteness == "indefinite":
            return None
        if owner is not None and not mention.plural:
            holder = self._holder(mention, owner)
            if holder is not None:
                return holder
        if mention.definiteness == "bare" and not mention.plural:
            return None
        if owner is None and mention.plural and mention.definiteness == "definite":
            fighting = self._fighting_body(mention)
            if fighting is not None:
                return fighting
        if mention.plural and mention.definiteness == "bare":
            return self._same_words(mention) or self._armed_body_to_come(mention)
        return self._last_called(mention, owner)

    def _armed_body_to_come(self, mention: Mention) -> Entity | None:
        """Return the one armed body of the text for "rebels", also where it is named later."""
        if mention.noun not in _FIGHTERS or any(o.entity is not None for o in mention.owners):
            return None
        found = [
            entity
            for entity in self.entities
            if entity.named
            and entity.kind in ("organisation", "group")
            and sort_of(entity) == "armed"
            and not entity.affiliations
        ]
        near = [
            entity
            for entity in found
            if abs(self.words.sentence[entity.mentions[0].head] - self.words.sentence[mention.head])
            <= _NEAR
        ]
        return found[0] if len(found) == 1 and near else None

    def _fighting_body(self, mention: Mention) -> Entity | None:
        """Return the one armed body of the text for "the rebels", "the guerrillas"."""
        if mention.noun not in _FIGHTERS or _modifiers(self.words, mention):
            return None
        found: list[Entity] = []
        for _, other in self.seen:
            entity = other.entity
            if entity is None or entity in found or entity.kind not in ("organisation", "group"):
                continue
            known = {phrase.split()[-1] for phrase in entity.definites}
            if f"{mention.noun}s" in known or mention.noun in entity.nouns:
                return entity
            if entity.named and sort_of(entity) == "armed" and not entity.affiliations:
                found.append(entity)
        return found[0] if len(found) == 1 else None

    def _holder(self, mention: Mention, owner: Entity) -> Entity | None:
        """Return the person of the article who held this office on the day of publication."""
        if self.published is None:
            return None
        holder = holder_on(mention.title.lower().strip(), owner.key, self.published)
        return self.by_key.get(holder.key) if holder is not None else None

    def _same_words(self, mention: Mention) -> Entity | None:
        wanted = mention.name.lower()
        for _, other in reversed(self.seen):
            if other.form == "description" and other.name.lower() == wanted:
                return other.entity
        return None

    def _last_called(self, mention: Mention, owner: Entity | None) -> Entity | None:
        """Return the last actor that the text called by this noun, with the same owner."""
        here = self.words.sentence[mention.head]
        modifiers = _modifiers(self.words, mention)
        for sentence, other in reversed(self.seen):
            entity = other.entity
            if entity is None or mention.noun not in entity.nouns:
                continue
            if here - sentence > _REACH and not self._is_the_only(mention.noun, entity):
                break
            if other.form == "description" and other.plural != mention.plural:
                continue
            if entity.kind in ("person",) and mention.plural:
                continue
            if owner is not None and entity.affiliations and owner not in entity.affiliations:
                continue
            if owner is not None and not entity.affiliations:
                continue
            if modifiers and not modifiers <= _called(self.words, entity):
                continue
            return entity
        return None

    def _is_the_only(self, noun: str, entity: Entity) -> bool:
        """Tell whether no other actor of the text is called by this noun."""
        return not any(noun in other.nouns for other in self.entities if other is not entity)

    def _body(self, mention: Mention, owner: Entity | None) -> Entity | None:
        phrase = _plain(self.words, mention)
        candidates: list[Entity] = []
        here = self.words.sentence[mention.head]
        for sentence, other in reversed(self.seen):
            entity = other.entity
            if entity is None or entity in candidates:
                continue
            if here - sentence > 3 * _REACH:
                break
            if id(entity) in self.commenting:
                continue
            if owner is None and phrase in entity.definites:
                return entity
            if self._fits(mention, entity, owner):
                candidates.append(entity)
        if candidates:
            spoken_for = self._body_of_last_person(here)
            return spoken_for if spoken_for in candidates else candidates[0]
        if owner is None and not mention.plural and mention.definiteness == "definite":
            return self._body_to_come(mention)
        if owner is None and mention.plural and mention.definiteness == "definite":
            return None if _modifiers(self.words, mention) else self._last_companies(mention)
        return None

    def _body_to_come(self, mention: Mention) -> Entity | None:
        """Return the one union or party of the text, where "the union" comes before its name."""
        if mention.noun not in ("union", "party", "guild") or _modifiers(self.words, mention):
            return None
        here = self.words.sentence[mention.head]
        found = [
            entity
            for entity in self.entities
            if entity.named
            and entity.kind == "organisation"
            and entity.mentions
            and can_stand_for(mention.noun, entity)
            and 0 <= self.words.sentence[entity.mentions[0].head] - here <= _NEAR
        ]
        return found[0] if len(found) == 1 else None

    def _body_of_last_person(self, here: int) -> Entity | None:
        """Return the body of the person named last: in "she said the company ...", it is hers."""
        for sentence, other in reversed(self.seen):
            if here - sentence > 1:
                return None
            entity = other.entity
            if entity is not None and entity.kind == "person" and entity.affiliations:
                return entity.affiliations[0]
        return None

    def _fits(self, mention: Mention, entity: Entity, owner: Entity | None) -> bool:
        if entity.kind not in ("organisation", "group", "media"):
            return False
        if entity.plural != mention.plural and mention.plural and entity.kind != "group":
            return False
        if owner is not None and owner not in entity.affiliations:
            return False
        modifiers = _modifiers(self.words, mention)
        if mention.noun in entity.nouns and mention.noun not in RELATIONAL:
            return not modifiers or modifiers <= _called(self.words, entity)
        if mention.noun in _GENERIC and not modifiers and owner is None and not mention.plural:
            return (
                entity.named
                and mention.definiteness == "definite"
                and entity.key.startswith("org:")
                and entity.key not in bodies()
                and not entity.nouns & (COMPANY_NOUNS | {"ministry", "union", "parliament"})
            )
        return (
            owner is None
            and entity.named
            and not mention.plural
            and (mention.definiteness == "definite" or mention.noun == "management")
            and modifiers <= _called(self.words, entity)
            and can_stand_for(mention.noun, entity)
        )

    def _introduce(self, mention: Mention) -> Entity | None:
        """Make a new actor of the description, where it describes one on its own."""
        if self._is_nobody_new(mention):
            return None
        self.unnamed += 1
        entity = Entity(
            kind=mention.kind or "role",
            key=f"unnamed:{self.article_id}:{self.unnamed}",
            name=mention.name,
            named=mention.noun_class == "body" and mention.definiteness != "indefinite",
            plural=mention.plural,
            confidence=0.8,
        )
        self._affiliate(entity, mention)
        implied = None if entity.affiliations else self._implied_owner(mention)
        if implied is not None:
            entity.affiliations.append(implied)
        if mention.noun in COMPANY_NOUNS and not mention.plural and entity.affiliations:
            group = self._last_companies(mention)
            if group is not None and group.members and mention.definiteness == "definite":
                entity.affiliations.append(group)  # one of them, the text does not say which
        self.entities.append(entity)
        return entity

    def _is_nobody_new(self, mention: Mention) -> bool:
        """Tell whether the words describe no actor of their own."""
        words = self.words
        if words.dep[mention.head] == "attr":
            return True
        if mention.noun in _STANDALONE and words.dep[mention.head] != "nsubj":
            return True
        if mention.noun_class == "state" and not self._names_a_set(mention):
            return True
        if mention.noun in ("side", "power") and not mention.owners:
            return True
        if mention.noun in RELATIONAL and mention.definiteness == "definite" and not mention.plural:
            return True
        if mention.noun_class not in ("body", "state") or mention.owners:
            return False
        first = words.lower[mention.first : mention.first + 2]  # "both parties": several at once
        return bool(_ALL_OF_THEM.intersection(first)) or words.tag[mention.first] == "PRP$"

    def _names_a_set(self, mention: Mention) -> bool:
        """Tell whether "Gulf states" or "developing countries" says which states they are."""
        vague = {"two", "three", "four", "several", "many", "other", "some", "few", "these", "own"}
        modifiers = _modifiers(self.words, mention) | {
            self.words.lower[i] for owner in mention.owners for i in range(owner.first, owner.last)
        }
        return mention.plural and bool(modifiers - vague) and mention.definiteness != "possessed"

    def _affiliate(self, entity: Entity, mention: Mention) -> None:
        for owner in () if _is_nationality(mention) else mention.owners:
            other = owner.entity
            if other is not None and other is not entity and other not in entity.affiliations:
                entity.affiliations.append(other)
        if mention.speaks_for is not None and mention.speaks_for.entity is not None:
            entity.speaks_for = mention.speaks_for.entity

    def _implied_owner(self, mention: Mention) -> Entity | None:
        """Return the union of "union officials", the board of "a board official"."""
        before = mention.head - 1
        if mention.noun_class not in ("person", "people") or before < mention.first:
            return None
        noun = self.words.lemma[before]
        if self.words.tag[before] not in ("NN", "NNP") or (noun == "party" and mention.plural):
            return None  # "party leaders" are those of several
        if noun == "government":
            return self._only_government()
        found = [
            entity
            for entity in self.entities
            if noun in entity.nouns and entity.kind in ("organisation", "group", "state")
        ]
        return found[0] if len(found) == 1 else None

    def _only_government(self) -> Entity | None:
        """Return whom "the government" can only be: what is so called, or the only state."""
        called = [e for e in self.entities if "government" in e.nouns and e.kind != "role"]
        if called:
            return called[0] if len(called) == 1 else None
        states = {
            other.entity.key: other.entity
            for _, other in self.seen
            if other.entity is not None and other.entity.kind == "state"
        }
        return next(iter(states.values())) if len(states) == 1 else None

    def _note_office(self, mention: Mention) -> None:
        entity = mention.entity
        if entity is None or entity.kind not in ("person", "role"):
            return
        if mention.title and (entity.kind == "person") and entity.office is None:
            entity.office = _office(mention)
        if entity.kind == "person":
            self._affiliate(entity, mention)
            title = mention.title.lower().split()
            if len(title) > 1 and not entity.affiliations and title[0] == "government":
                owner = self._only_government()
                entity.affiliations += [owner] if owner is not None else []


def _office(mention: Mention) -> str | None:
    title = mention.title.strip(" ,'")
    if title.lower() in ("counterpart", "successor", "predecessor", "colleague"):
        return None
    if title.rstrip(".") in ("Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Lady", "Lord"):
        return None
    return title or None


def _is_of_pronoun(words: Words, mention: Mention) -> bool:
    """Tell whether whose body it is hangs on a pronoun ("his party"), to be resolved later."""
    return (
        mention.noun_class in ("body", "state")
        and words.tag[mention.first] == "PRP$"
        and not mention.plural
    )


def resolve_possessed(words: Words, mentions: list[Mention], entities: list[Entity]) -> None:
    """Give "his party", "their union" to the body that whom the pronoun means belongs to."""
    owners = {
        mention.first: entity
        for entity in entities
        for mention in entity.mentions
        if mention.form == "pronoun"
    }
    for mention in mentions:
        if mention.entity is not None or mention.form != "description":
            continue
        if not _is_of_pronoun(words, mention) or mention.owners:
            continue
        owner = owners.get(mention.first)
        body = _body_of(mention, owner) if owner is not None else None
        if body is None and (owner is None or owner.plural):
            body = _only_body(words, mention, entities)
        if body is not None:
            body.add(mention)


def _body_of(mention: Mention, owner: Entity) -> Entity | None:
    """Return which of the bodies around `owner` "his party" or "its government" is."""
    around = [owner] if owner.kind == "state" else [*owner.affiliations]
    if owner.speaks_for is not None:
        around.append(owner.speaks_for)
    for body in around:
        if body.kind == "state" and mention.noun in STATE_NOUNS | {"country", "nation"}:
            return body
        if body.kind in ("organisation", "group") and (
            mention.noun in body.nouns or can_stand_for(mention.noun, body)
        ):
            return body
    return None


def _only_body(words: Words, mention: Mention, entities: list[Entity]) -> Entity | None:
    """Return the one named union for "their union", where it is named within two sentences."""
    here = words.sentence[mention.head]
    found = [
        entity
        for entity in entities
        if entity.kind == "organisation"
        and entity.named
        and mention.noun in ("union", "party")
        and can_stand_for(mention.noun, entity)
        and any(abs(words.sentence[other.head] - here) <= 2 for other in entity.mentions)
    ]
    return found[0] if len(found) == 1 else None


def _is_nationality(mention: Mention) -> bool:
    """Tell whether "Swedish" only says where "the Swedish company" is from."""
    return (
        mention.noun in _PRIVATE
        and len(mention.owners) == 1
        and mention.owners[0].form == "adjective"
        and (mention.owners[0].key or "").startswith("state:")
    )


def _plain(words: Words, mention: Mention) -> str:
    """Return the description without its determiner, in lower case."""
    first = mention.first
    while first < mention.head and words.tag[first] in ("DT", "PDT", "PRP$"):
        first += 1
    return " ".join(words.lower[first : mention.head + 1])


def _modifiers(words: Words, mention: Mention) -> set[str]:
    """Return the content words before the head that are not owners' names."""
    owned = {
        index
        for owner in mention.owners
        if owner.entity is not None
        for index in range(owner.first, owner.last)
        if not _is_nationality(mention)
    }
    return {
        words.lower[index]
        for index in range(mention.first, mention.head)
        if index not in owned
        and words.tag[index][:2] in ("JJ", "NN", "VB")
        and not _COUNTED.match(words.lower[index])
    }


def _called(words: Words, entity: Entity) -> set[str]:
    """Return all words that the entity's mentions contain."""
    return {
        word for mention in entity.mentions for word in words.lower[mention.first : mention.last]
    }
