"""The sides of this negotiation: who talks with whom, who mediates, who hosts.

The pair of actors that the text most sets against each other are the parties. An actor belongs to
the side of whom it speaks for, of the state or body it is part of, or of the bloc that its state is
a member of.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from analysis.annotate.naming.affiliation import affiliate_ministers, affiliate_officers
from analysis.annotate.naming.evidence import Evidence
from analysis.annotate.naming.grounds import Grounds
from analysis.annotate.naming.intermediaries import Intermediaries
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.moves import Moves
from analysis.annotate.naming.words import Words
from analysis.model import ActorRole
from analysis.reference import members_of

_ENOUGH = 1.0
_HINT = 0.5
_WEAK = _STRONG = 2.0
_MANY = 4


class Negotiation:
    """Tells the side and role of each actor, from the weights of pairs."""

    def __init__(
        self,
        words: Words,
        entities: list[Entity],
        day: str | None,
        others: Sequence[Entity] = (),
    ) -> None:
        self.words = words
        self.entities = entities
        self.day = day
        self.others = others
        self.grounds = Grounds(words, entities, others)
        self.intermediaries = Intermediaries(self.grounds)
        self.mediators = self.intermediaries.mediators()
        self.hosts = self.intermediaries.find_by_verb(frozenset({"host"}))
        self.opposed: list[Entity] = []
        self.pairs: dict[tuple[int, int], float] = {}
        self.number = {id(entity): index for index, entity in enumerate(entities)}

    def assign(self) -> list[Entity]:
        """Set side and role of every entity; return the parties."""
        self.intermediaries.note_representatives()
        self.pairs = self._weigh()
        parties = self._parties()
        affiliate_ministers(self.entities, parties, self.mediators)
        affiliate_officers(self.entities, parties)
        for entity in self.entities:
            entity.side = _side(entity, parties, self.day, 0)
            if entity in self.mediators:
                entity.side = None
        for entity in self.entities:
            entity.role = self._role(entity, parties)
        return parties

    def _weigh(self) -> dict[tuple[int, int], float]:
        """Return the weights of the pairs; groups whose members face each other have none.

        "X and Y told Z" is the two together against Z where the text also speaks of "the two
        firms"; "X and Y met" sets them against each other.
        """
        joint = [entity for entity in self.entities if entity.key.startswith("joint:")]
        evidence = Evidence(Grounds(self.words, self._without(joint), self.others), self.mediators)
        pairs = self._numbered(evidence)
        if not joint:
            return pairs
        self.opposed = [
            entity
            for entity in joint
            if any(
                pairs.get((min(a, b), max(a, b)), 0.0) >= _ENOUGH
                for a, b in itertools.combinations(
                    [self.number[id(m)] for m in entity.members if id(m) in self.number], 2
                )
            )
        ]
        return self._numbered(
            Evidence(Grounds(self.words, self._without(self.opposed), self.others), self.mediators)
        )

    def _without(self, left_out: list[Entity]) -> list[Entity]:
        return [entity for entity in self.entities if entity not in left_out]

    def _numbered(self, evidence: Evidence) -> dict[tuple[int, int], float]:
        """Return the evidence's pairs by the numbers of this article's actors."""
        evidence.weigh()
        number = [self.number[id(entity)] for entity in evidence.grounds.entities]
        return {(number[a], number[b]): weight for (a, b), weight in evidence.pairs.items()}

    def _parties(self) -> list[Entity]:
        merged: dict[tuple[int, int], float] = {}
        for (a, b), weight in self.pairs.items():
            left, right = self._bloc_of(a, b), self._bloc_of(b, a)
            if left != right:
                key = (min(left, right), max(left, right))
                merged[key] = merged.get(key, 0.0) + weight
        strongest = max(merged.values(), default=0.0)
        if strongest <= _WEAK:
            many = self._powers()
            if len(many) >= _MANY:
                return many
        if strongest < _ENOUGH:
            return self._moving_pair(merged) or self._movers()
        best, weight = max(merged.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        chosen = list(best)
        for (a, b), other in sorted(merged.items(), key=lambda item: (-item[1], item[0])):
            if other < _STRONG or (a in chosen) == (b in chosen) or other < 0.6 * weight:
                continue
            new = b if a in chosen else a
            faced = sum(merged.get((min(new, c), max(new, c)), 0.0) >= _STRONG for c in chosen)
            if (faced > 1 or other >= 0.9 * weight) and not self._is_member(new, chosen):
                chosen.append(new)
        return [self.entities[index] for index in sorted(chosen)]

    def _moving_pair(self, pairs: dict[tuple[int, int], float]) -> list[Entity]:
        """Return a pair that little sets against each other, but of which both make moves."""
        moves = Moves(self.grounds, [*self.mediators, *self.hosts]).of
        for (a, b), weight in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            one, other = self.entities[a], self.entities[b]
            if weight >= _HINT and min(moves.get(id(one), 0), moves.get(id(other), 0)) >= 1:
                return [one, other]
        return []

    def _powers(self) -> list[Entity]:
        """Return the states and blocs that make moves, without the members of blocs among them."""
        found = [
            self.number[id(entity)]
            for entity in Moves(self.grounds, [*self.mediators, *self.hosts]).powers()
        ]
        return [
            self.entities[index]
            for index in sorted(found)
            if not self._is_member(index, (other for other in found if other != index))
        ]

    def _movers(self) -> list[Entity]:
        """Return those who offer, demand, reject: parties where nothing says who faces whom."""
        return Moves(self.grounds, self.mediators).movers()

    def _bloc_of(self, index: int, opposite: int) -> int:
        """Return the bloc that stands in this article for its member, facing `opposite`."""
        best, best_weight = index, 0.0
        for (a, b), weight in self.pairs.items():
            if opposite not in (a, b):
                continue
            bloc = b if a == opposite else a
            member = bloc != index and self._belongs(self.entities[index], self.entities[bloc])
            if member and weight > best_weight:
                best, best_weight = bloc, weight
        return best

    def _is_member(self, index: int, chosen: Iterable[int]) -> bool:
        return any(self._belongs(self.entities[index], self.entities[other]) for other in chosen)

    def _belongs(self, entity: Entity, group: Entity) -> bool:
        """Tell whether the tables, or the text, make the one a member of the other."""
        return entity in group.members or entity.key in members_of(group.key, self.day)

    def resolve_other_side(self, parties: list[Entity], sources: dict[str, Entity]) -> None:
        """Give "the other side", in what a party's speaker says, to the one other party."""
        if len(parties) != 2:
            return
        spoken = {item.id: item for item in self.words.doc._.attributions or ()}
        for identifier, speaker in sources.items():
            if speaker.side not in parties:
                continue
            other = parties[1] if speaker.side is parties[0] else parties[0]
            for span in spoken[identifier].content:
                for mention in self._other_sides(span.start, span.end):
                    other.add(mention)

    def _other_sides(self, start: int, end: int) -> Iterator[Mention]:
        words = self.words
        first, last = words.tokens_between(start, end)
        for index in range(first, last - 2):
            if words.lower[index : index + 3] == ["the", "other", "side"]:
                begin, stop = words.start[index], words.end[index + 2]
                yield Mention(
                    index, index + 3, index + 2, begin, stop, "pronoun", words.text[begin:stop]
                )

    def _role(self, entity: Entity, parties: list[Entity]) -> ActorRole | None:
        if entity in self.mediators:
            return "mediator"
        if entity in parties:
            return "party"
        if entity in self.hosts and entity.side is None:
            return "host"
        if entity.kind == "media" or (not entity.named and entity.kind == "role"):
            return "source only"
        return "party" if entity.side is not None else "third party"


def _side(entity: Entity, parties: list[Entity], day: str | None, depth: int) -> Entity | None:
    """Return the party that the actor belongs to, or None."""
    if entity in parties:
        return entity
    for party in parties:
        if entity in party.members or entity.key in members_of(party.key, day):
            return party
    if entity.kind == "group":
        members = set(members_of(entity.key, day))
        for party in parties:
            theirs = members_of(party.key, day)
            if theirs and 2 * len(members.intersection(theirs)) > len(theirs):
                return party
    return _side_of_principals(entity, parties, day, depth) if depth <= 4 else None


def _side_of_principals(
    entity: Entity, parties: list[Entity], day: str | None, depth: int
) -> Entity | None:
    """Return the side of whom the actor belongs to; of those of several sides, none."""
    above = [entity.speaks_for] if entity.speaks_for is not None else entity.affiliations
    sides = [_side(other, parties, day, depth + 1) for other in above if other is not entity]
    if entity.plural and len(sides) > 1:
        return sides[0] if all(side is sides[0] for side in sides) else None
    return next((side for side in sides if side is not None), None)
