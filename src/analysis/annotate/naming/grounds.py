"""What all stages that weigh sides look up: the outermost mention at a token, its subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.words import Words

_ORGANS = frozenset({"delegation", "team", "board", "ministry"})


class Grounds:
    """The words and the actors of an article; ``at`` is token -> the outermost mention there.

    ``others`` are described in the text and no actors of their own, but may act for one ("Danish
    envoys met").
    """

    def __init__(self, words: Words, entities: list[Entity], others: Sequence[Entity] = ()) -> None:
        self.words = words
        self.entities = entities
        self.everyone = [*entities, *others]
        self.at = _outermost(words, self.everyone)
        self.by_head = {
            mention.head: mention
            for entity in self.everyone
            for mention in sorted(entity.mentions, key=lambda m: (-m.length, m.start))
        }

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention of every actor, and of those who act for one."""
        for entity in self.everyone:
            yield from entity.mentions

    def next_mention(self, index: int) -> Mention | None:
        """Return the mention that starts within four tokens from `index`, or None."""
        for place in range(index, min(index + 4, len(self.words))):
            mention = self.at.get(place)
            if mention is not None:
                return mention
            if self.words.tag[place][:2] in ("VB", "IN"):
                return None
        return None

    def subject_near(self, verb: int, index: int) -> Mention | None:
        """Return the subject of the clause that holds `index`, or a possessor before it."""
        words, place = self.words, verb
        sentence = words.sentence[index]
        for _ in range(6):
            for child in range(max(place - 40, 0), place):
                if (
                    words.head[child] == place
                    and words.dep[child] in ("nsubj", "nsubjpass", "poss")
                    and words.sentence[child] == sentence
                    and child in self.at
                ):
                    return self.at[child]
            if words.head[place] == place:
                return None
            place = words.head[place]
        return None


def _outermost(words: Words, entities: list[Entity]) -> dict[int, Mention]:
    """Return token -> the longest mention that covers it."""
    found: dict[int, Mention] = {}
    for entity in entities:
        for mention in entity.mentions:
            for index in range(mention.first, mention.last):
                known = found.get(index)
                if known is None or mention.last - mention.first > known.last - known.first:
                    found[index] = mention
    return found


def principal_of(entity: Entity | None) -> Entity | None:
    """Return for whom the actor acts: a minister for the state, a negotiator for the union."""
    for _ in range(4):
        if entity is None:
            return None
        if entity.kind not in ("person", "role") and not entity.nouns & _ORGANS:
            return entity
        if entity.plural and len(entity.affiliations) > 1 and entity.speaks_for is None:
            return entity
        above = entity.speaks_for or (entity.affiliations[0] if entity.affiliations else None)
        if above is None:
            return entity
        entity = above
    return entity
