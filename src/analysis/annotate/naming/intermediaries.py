"""Who stands between or beside the parties: mediators, hosts, and those who act for others."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotate.naming.grounds import Grounds
from analysis.annotate.naming.mentions import Entity, Mention

_MEDIATING = frozenset(["mediate", "broker", "facilitate", "arbitrate"])
_MEDIATORS = frozenset(
    ["mediator", "facilitator", "arbitrator", "broker", "conciliator", "go-between"]
)


class Intermediaries:
    """Finds mediators and hosts by what they do; notes who acts on behalf of whom."""

    def __init__(self, grounds: Grounds) -> None:
        self.grounds = grounds
        self.words = grounds.words
        self.entities = grounds.entities
        self.at = grounds.at
        self.by_head = grounds.by_head

    def mediators(self) -> list[Entity]:
        """Return those who mediate, by their nouns or their verbs."""
        found = self.find_by_verb(_MEDIATING)
        for entity in list(found):
            if entity.kind == "person":
                found += [above for above in entity.affiliations[:1] if above.kind != "person"]
        for entity in self.entities:
            if entity.nouns & _MEDIATORS and entity.kind in (
                "person",
                "role",
                "organisation",
                "state",
            ):
                found.append(entity)
                if " by " not in entity.name:  # "appointed by the court" is not of the court
                    found += entity.affiliations if entity.plural else entity.affiliations[:1]
        found += list(self._by_noun())
        return list(dict.fromkeys(found))

    def _by_noun(self) -> Iterator[Entity]:
        """Yield whom "after mediation by X" names."""
        words = self.words
        for index in range(len(words) - 2):
            if words.lower[index] != "mediation" or words.lower[index + 1] not in ("by", "from"):
                continue
            mention = self.grounds.next_mention(index + 2)
            if mention is not None and mention.entity is not None:
                yield mention.entity

    def find_by_verb(self, lemmas: frozenset[str]) -> list[Entity]:
        """Return the entities that do one of these verbs, actively or as a passive's agent."""
        words, found = self.words, []
        for index, lemma in enumerate(words.lemma):
            verb = lemma in lemmas or words.lower[index].removesuffix("ing") + "e" in lemmas
            if not verb or words.heading[index]:
                continue
            for mention in self._doers(index):
                if mention.entity is not None:
                    found.append(mention.entity)
        return list(dict.fromkeys(found))

    def _doers(self, verb: int) -> Iterator[Mention]:
        words = self.words
        for child in range(max(verb - 40, 0), min(verb + 12, len(words))):
            if words.head[child] == verb and words.dep[child] in ("nsubj", "agent"):
                for place in self._heads_below(child, verb):
                    mention = self.by_head.get(place) or self.at.get(place)
                    if mention is not None:
                        yield mention
        antecedent = words.head[verb]
        if words.dep[verb] in ("relcl", "acl") and words.tag[verb] in ("VBG", "VBZ", "VBD", "VBP"):
            mention = self.by_head.get(antecedent) or self.at.get(antecedent)
            if mention is not None:
                yield mention
        yield from self._before_relative(verb)
        if verb + 2 < len(words) and words.lower[verb + 1] == "by":
            following = self.grounds.next_mention(verb + 2)
            if following is not None:
                yield following
        if words.words[verb - 1] == "-" and verb >= 2 and verb - 2 in self.at:
            yield self.at[verb - 2]

    def _before_relative(self, verb: int) -> Iterator[Mention]:
        """Yield X in "X, who is mediating", whatever the parser made of it."""
        words = self.words
        for place in range(verb - 1, max(verb - 5, 0), -1):
            if words.lower[place] in ("who", "which"):
                before = place - 2 if words.words[place - 1] == "," else place - 1
                mention = self.at.get(before)
                if mention is not None:
                    yield mention
                return

    def _heads_below(self, child: int, verb: int) -> Iterator[int]:
        words = self.words
        if words.dep[child] == "agent":
            for place in range(child + 1, min(child + 15, len(words))):
                if words.head[place] == child:
                    yield place
        elif words.tag[child] in ("WP", "WDT"):
            yield words.head[verb]
        else:
            yield child

    def note_representatives(self) -> None:
        """Read "Ashton, who oversees contacts with Iran on behalf of world powers"."""
        words = self.words
        for index in range(len(words) - 3):
            if words.lower[index : index + 3] != ["on", "behalf", "of"]:
                continue
            principal = self.grounds.next_mention(index + 3)
            if principal is None or principal.entity is None:
                continue
            agent = self._agent_of(words.head[index])
            if (
                agent is not None
                and agent is not principal.entity
                and agent.kind in ("person", "role", "organisation")
                and agent.speaks_for is None
            ):
                agent.speaks_for = principal.entity

    def _agent_of(self, verb: int) -> Entity | None:
        words = self.words
        for _ in range(5):
            mentions = list(self._doers(verb)) or (
                [self.by_head[words.head[verb]]]
                if words.dep[verb] == "relcl" and words.head[verb] in self.by_head
                else []
            )
            if mentions:
                return mentions[0].entity
            if words.head[verb] == verb:
                return None
            verb = words.head[verb]
        return None
