"""Who makes moves in a negotiation: offers, demands, refuses, or sends a negotiator.

Where nothing in the text sets two actors against each other outright, these are the parties.
"""

from __future__ import annotations

from analysis.annotate.naming.evidence import DEMANDING, GUARDIANS, MOVE_VERBS
from analysis.annotate.naming.grounds import Grounds, principal_of
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.sorts import sort_of
from analysis.annotate.naming.usage import subject_of
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words

_FURTHER = word_set(
    """
    threaten oppose resist rebuff counter seek balk suspend concede withdraw block drop boycott
    back press push hold raise lower soften
    """
)
_ALL = MOVE_VERBS | DEMANDING | _FURTHER
_MOVE_NOUNS = word_set(
    "offer proposal demand position counteroffer counterproposal bid ultimatum concession terms"
)
_NEGOTIATORS = frozenset({"negotiator", "negotiators"})
_STRIKES = frozenset({"strike", "walkout", "stoppage", "picket", "lockout"})
_UNION_BONUS = 1.0
_FEWEST = 3
_ENOUGH_TOGETHER = 3.0


class Moves:
    """Counts the moves of each actor; ``of`` maps an actor's identity to its count."""

    def __init__(self, grounds: Grounds, left_out: list[Entity]) -> None:
        self.grounds = grounds
        self.words: Words = grounds.words
        self.left_out = left_out
        self.of: dict[int, float] = {}
        self.entities = {id(entity): entity for entity in grounds.entities}
        for mention in grounds.mentions():
            weight = self._weight(mention)
            if weight:
                self._add(mention.entity, weight)
        for entity in grounds.entities:
            office = (entity.office or "").lower().split()
            if entity.kind == "person" and _NEGOTIATORS.intersection(office):
                self._add(entity, 1.5)

    def _add(self, entity: Entity | None, weight: float) -> None:
        principal = principal_of(entity)
        if principal is None or id(principal) not in self.entities or principal in self.left_out:
            return
        if principal.kind in ("person", "role", "media") or principal.key in GUARDIANS:
            return
        self.of[id(principal)] = self.of.get(id(principal), 0.0) + weight

    def _weight(self, mention: Mention) -> float:
        words, head = self.words, mention.head
        if words.heading[head]:
            return 0.0
        governor = words.head[head]
        verb = subject_of(words, mention)
        if verb is not None and words.dep[head] != "nsubjpass":
            return float(any(words.lemma[each] in _ALL for each in self._joined_verbs(verb)))
        if words.dep[head] == "conj":
            governor = words.head[governor]  # "rejected by both X and Y"
        if words.dep[governor] == "agent":
            return float(words.lemma[words.head[governor]] in MOVE_VERBS)
        if words.dep[head] in ("poss", "compound", "amod"):
            return 0.7 * (words.lemma[governor] in _MOVE_NOUNS)
        return 0.0

    def _joined_verbs(self, verb: int) -> list[int]:
        """Return the verb and those joined to it that have no subject of their own."""
        words = self.words
        found = [verb]
        for index in range(verb + 1, min(verb + 40, len(words))):
            if words.head[index] in found and words.dep[index] == "conj":
                own = any(
                    words.head[child] == index and words.dep[child] in ("nsubj", "nsubjpass")
                    for child in range(verb + 1, index)
                )
                if not own:
                    found.append(index)
        return found

    def movers(self) -> list[Entity]:
        """Return the parties that the moves tell of: two, or all where many negotiate."""
        named = sorted(
            ((count, self.entities[key]) for key, count in self.of.items()),
            key=lambda item: -item[0],
        )
        labour = self._labour(named)
        if labour is not None:
            counterpart = self._counterpart(labour, named)
            return [labour, counterpart] if counterpart is not None else []
        many = self.powers()
        if len(many) >= _FEWEST:
            return many
        moving = [(count, entity) for count, entity in named if entity.named]
        if len(moving) < 2 or moving[0][0] + moving[1][0] < _ENOUGH_TOGETHER:
            return []
        return [entity for _, entity in moving[:2]]

    def powers(self) -> list[Entity]:
        """Return the states and blocs that make moves."""
        return [
            entity
            for key, count in self.of.items()
            for entity in [self.entities[key]]
            if count >= 1 and self._is_power(entity)
        ]

    @staticmethod
    def _is_power(entity: Entity) -> bool:
        """Tell whether the actor takes part in talks of many: a state, a bloc, the EU."""
        return entity.kind == "state" or entity.key.startswith("bloc:") or entity.key == "org:EU"

    def _labour(self, named: list[tuple[float, Entity]]) -> Entity | None:
        """Return the workers' body that is most present, where the text is on a strike."""
        if not _STRIKES.intersection(self.words.lemma):
            return None
        found = [
            (count + len(entity.mentions) / 5 + _UNION_BONUS * (sort_of(entity) == "union"), entity)
            for count, entity in named
            if entity.kind == "organisation"
            and entity.named
            and sort_of(entity) in ("union", "unknown")
        ]
        if not any(sort_of(entity) == "union" for _, entity in found):
            return None
        return max(found, key=lambda item: item[0])[1]

    def _counterpart(self, union: Entity, named: list[tuple[float, Entity]]) -> Entity | None:
        """Return whom a union faces: the company that moves or is named most, or the state."""
        others = [e for _, e in named if e is not union and sort_of(e) != "union"]
        companies = [
            entity
            for entity in (*others, *self.grounds.entities)
            if entity.kind == "organisation"
            and entity.named
            and entity is not union
            and sort_of(entity) in ("company", "unknown")
            and len(entity.mentions) >= 2
        ]
        if companies:
            return max(companies, key=lambda entity: len(entity.mentions))
        governing = [
            entity.affiliations[0]
            for entity in self.grounds.entities
            if entity.kind == "person"
            and entity.affiliations
            and "minister" in (entity.office or "").lower().split()
        ]
        states = [e for e in (*others, *governing) if e.kind == "state" or "government" in e.nouns]
        return states[0] if states else None
