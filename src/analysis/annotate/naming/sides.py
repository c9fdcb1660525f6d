"""The sides of this negotiation: who talks with whom, who mediates, who hosts.

Each sentence that sets two actors against each other ("talks between X and Y", "X met Y",
"negotiators for X and Y") adds weight to that pair; the heaviest pair are the parties. An actor
belongs to the side of whom it speaks for, of the state or body it is part of, or of the bloc that
its state is a member of.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.model import ActorRole
from analysis.reference import members_of

_TALKS = word_set(
    """
    talk negotiation meeting round discussion dialogue summit deal agreement accord truce
    ceasefire cease-fire dispute standoff contact exchange treaty pact compromise contract
    mediation standoff impasse deadlock stalemate
    """
)
_CONFLICTS = word_set(
    """
    conflict war tension relation tie row quarrel fight fighting clash difference gap
    disagreement border battle feud rift violence
    """
)
_JOINT_VERBS = word_set(
    """
    meet agree sign resume negotiate hold reach clash fight begin start open exchange trade
    conclude end suspend fail continue break
    """
)
_WITH_VERBS = word_set(
    """
    meet negotiate talk speak bargain sign agree reach hold resume begin
    """
)
_FACING = {"meet": 2.0, "accuse": 0.7, "offer": 1.0, "urge": 0.3, "blame": 0.6, "threaten": 0.7,
           "demand": 0.5, "give": 0.5, "sue": 1.0, "warn": 0.4, "face": 0.5,
           "fight": 0.7}  # fmt: skip
_MOVES = frozenset({"offer", "proposal", "demand", "position", "plan", "bid", "request", "claim",
                    "counteroffer", "draft", "condition", "term", "response",
                    "refusal"})  # fmt: skip
_MOVE_VERBS = frozenset({"offer", "reject", "refuse", "demand", "propose", "accept", "breach",
                         "violate", "agree", "insist", "improve"})  # fmt: skip
_DEMANDING = frozenset({"insist", "demand", "want", "require", "urge"})
_ONLOOKERS = frozenset({"observer", "mediator", "analyst", "expert", "journalist", "monitor"})
_ENOUGH = 1.0
_ENOUGH_ALONE = 2
_MEDIATING = frozenset(["mediate", "broker", "facilitate", "arbitrate"])
_MEDIATORS = frozenset(
    ["mediator", "facilitator", "arbitrator", "broker", "conciliator", "go-between"]
)


class Negotiation:
    """Weighs pairs of actors, and tells the side and role of each."""

    def __init__(self, words: Words, entities: list[Entity], day: str | None) -> None:
        self.words = words
        self.entities = entities
        self.day = day
        self.pairs: dict[tuple[int, int], float] = {}
        self.number = {id(entity): index for index, entity in enumerate(entities)}
        self.at = _outermost(words, entities)
        self.by_head = {
            mention.head: mention
            for entity in entities
            for mention in sorted(entity.mentions, key=lambda m: (-m.length, m.start))
        }
        self.mediators = self._find_mediators()
        self.hosts = self._find_by_verb(frozenset({"host"}))
        self._sentence_lemmas: dict[int, set[str]] = {}

    def assign(self) -> list[Entity]:
        """Set side and role of every entity; return the parties."""
        self._note_representatives()
        self._weigh()
        parties = self._parties()
        for entity in self.entities:
            entity.side = _side(entity, parties, self.day, 0)
            if entity in self.mediators:
                entity.side = None
        for entity in self.entities:
            entity.role = self._role(entity, parties)
        return parties

    # -- evidence -------------------------------------------------------------------------------

    def _weigh(self) -> None:
        words = self.words
        for index, word in enumerate(words.lower):
            if words.heading[index]:
                continue
            if word == "between":
                self._weigh_between(index)
            elif word == "with":
                self._weigh_with(index)
            elif word in ("from", "to"):
                self._weigh_transfer(index)
        self._weigh_coordinations()
        self._weigh_joint_subjects()
        self._weigh_objects()

    def _weigh_between(self, index: int) -> None:
        words = self.words
        groups = list(self._listed(index + 1))
        if len(groups) < 2:
            return
        near = range(max(index - 16, 0), index)
        nouns = {words.lemma[i] for i in near if words.sentence[i] == words.sentence[index]}
        weight = 3.0 if nouns & _TALKS else (1.5 if nouns & _CONFLICTS else 0.5)
        for left, right in itertools.pairwise(groups):
            self._add(left, right, weight)

    def _listed(self, index: int) -> Iterator[Mention]:
        """Yield the mentions of a list "X, Y and Z" that starts at token `index`."""
        words, gap = self.words, 0
        while index < len(words) and gap < 9:
            mention = self.at.get(index)
            if mention is not None:
                yield mention
                index = mention.last
                gap = 0
                continue
            if words.tag[index][:2] in ("VB", "MD") or words.words[index] in (".", ";", ":"):
                return
            gap += 1
            index += 1

    def _weigh_with(self, index: int) -> None:
        words = self.words
        partner = self._next_mention(index + 1)
        if partner is None:
            return
        governor = words.head[index]
        near = {words.lemma[governor], words.lemma[index - 1], words.lemma[max(index - 2, 0)]}
        if not near & (_TALKS | _WITH_VERBS):
            return
        subject = self._subject_near(governor, index)
        if subject is not None:
            self._add(subject, partner, 2.0)

    def _next_mention(self, index: int) -> Mention | None:
        for place in range(index, min(index + 4, len(self.words))):
            mention = self.at.get(place)
            if mention is not None:
                return mention
            if self.words.tag[place][:2] in ("VB", "IN"):
                return None
        return None

    def _subject_near(self, verb: int, index: int) -> Mention | None:
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

    def _weigh_transfer(self, index: int) -> None:
        """Weigh "an offer from X to Y"."""
        words = self.words
        if words.lower[index] != "from":
            return
        giver = self._next_mention(index + 1)
        if giver is None or giver.last >= len(words) or words.lower[giver.last] != "to":
            return
        receiver = self._next_mention(giver.last + 1)
        if receiver is not None:
            self._add(giver, receiver, 1.0)

    def _weigh_coordinations(self) -> None:
        """Weigh "X, Y and Z" in a sentence on talks, whatever the parser made of it.

        Only lists that do something together count: the subject, or who is negotiated for.
        """
        for mentions in self._coordinations():
            first = mentions[0]
            lemmas = self._lemmas_of(self.words.sentence[first.head])
            if not lemmas & (_TALKS | {"meet", "negotiate"}) or not self._acts_jointly(mentions):
                continue
            for place, left in enumerate(mentions):
                for right in mentions[place + 1 :]:
                    self._add(left, right, 2.0)

    def _coordinations(self) -> Iterator[list[Mention]]:
        words, done = self.words, 0
        for index in range(len(words)):
            mention = self.at.get(index)
            if mention is None or index != mention.first or index < done or words.heading[index]:
                continue
            listed = [mention]
            while True:
                following = self._after_joint(listed[-1].last)
                if following is None:
                    break
                listed.append(following)
            done = listed[-1].last
            if len(listed) > 1 and any(
                words.lower[i] == "and" for i in range(mention.last, listed[-1].first)
            ):
                yield listed

    def _after_joint(self, index: int) -> Mention | None:
        """Return the mention after ", " or "and" at token `index`, or None."""
        words, start = self.words, index
        while index < len(words) and index - start < 4:
            if index in self.at and index > start and self.at[index].first >= start:
                return self.at[index]
            word = words.lower[index]
            if word not in (",", "and", "the", "its", "a") and words.tag[index][:2] != "JJ":
                return None
            if index == start and word not in (",", "and"):
                return None
            index += 1
        return None

    def _lemmas_of(self, sentence: int) -> set[str]:
        if not self._sentence_lemmas:
            for lemma, number in zip(self.words.lemma, self.words.sentence, strict=True):
                self._sentence_lemmas.setdefault(number, set()).add(lemma)
        return self._sentence_lemmas[sentence]

    def _acts_jointly(self, listed: list[Mention]) -> bool:
        words, first = self.words, listed[0]
        head = first.head
        if first.noun in _ONLOOKERS:
            return False
        if words.dep[head] in ("nsubj", "nsubjpass", "poss", "nmod", "ROOT"):
            return True
        for index in range(listed[-1].last, min(listed[-1].last + 4, len(words))):
            if words.tag[index] in ("VBD", "VBZ", "VBP", "MD"):
                return True
            if words.tag[index][:2] not in ("NN", "RB", "JJ"):
                break
        before = words.lower[first.first - 1] if first.first else ""
        return before in ("for", "between", "by", "with", "of", "")

    def _weigh_joint_owners(self, mention: Mention) -> None:
        """Weigh "Indian and Chinese commanders met": one description, two owners."""
        owners = [owner for owner in mention.owners if owner.entity is not None]
        if len(owners) < 2 or mention.form != "description":
            return
        if self._lemmas_of(self.words.sentence[mention.head]) & (_TALKS | {"meet", "negotiate"}):
            self._add(owners[0], owners[1], 2.0)

    def _weigh_reported_moves(self, mention: Mention) -> None:
        """Weigh "X said Y had offered", "X insists that Y contribute": X faces Y."""
        words = self.words
        if words.dep[mention.head] not in ("nsubj", "nsubjpass"):
            return
        verb = words.head[mention.head]
        governor = words.head[verb]
        if words.dep[verb] != "ccomp" or governor == verb:
            return
        demanding = words.lemma[governor] in _DEMANDING
        if not demanding and words.lemma[verb] not in _MOVE_VERBS:
            return
        subject = self._subject_near(governor, mention.head)
        if subject is not None and subject is not mention:
            self._add(subject, mention, 0.8 if demanding else 0.6)

    def _weigh_joint_subjects(self) -> None:
        words = self.words
        for mention in self._mentions():
            if words.dep[mention.head] != "conj":
                continue
            first = words.head[mention.head]
            other = self.at.get(first)
            if other is None or other is mention:
                continue
            weight = 0.0
            if words.dep[first] in ("nsubj", "nsubjpass"):
                verb = words.lemma[words.head[first]]
                weight = 1.0 if verb in _JOINT_VERBS else 0.2
            elif words.dep[first] == "pobj":
                governor = words.head[words.head[first]]
                if words.lower[words.head[first]] == "for" and words.lemma[governor] in (
                    "negotiator", "delegate", "lawyer", "representative", "official", "team",
                ):  # fmt: skip
                    weight = 3.0
            self._add(other, mention, weight)

    def _weigh_objects(self) -> None:
        words = self.words
        for mention in self._mentions():
            if words.dep[mention.head] not in ("dobj", "iobj", "dative"):
                continue
            verb = words.head[mention.head]
            lemma = words.lemma[verb]
            if lemma in _FACING:
                subject = self._subject_near(verb, mention.head)
                if subject is not None:
                    self._add(subject, mention, _FACING[lemma])
        for mention in self._mentions():
            self._weigh_possessor(mention)
            self._weigh_joint_owners(mention)
            self._weigh_reported_moves(mention)

    def _weigh_possessor(self, mention: Mention) -> None:
        """Weigh "X rejected Y's offer", "X said Y's demand was unacceptable"."""
        words = self.words
        owning = words.dep[mention.head] in ("poss", "compound", "amod", "nmod")
        if not owning or words.lemma[words.head[mention.head]] not in _MOVES:
            return
        subject = self._subject_near(words.head[words.head[mention.head]], mention.head)
        if subject is not None and subject is not mention:
            self._add(subject, mention, 1.0)

    def _mentions(self) -> Iterator[Mention]:
        for entity in self.entities:
            yield from entity.mentions

    def _add(self, left: Mention, right: Mention, weight: float) -> None:
        one = principal_of(left.entity)
        other = principal_of(right.entity)
        if one is None or other is None or one is other or not weight:
            return
        if one in self.mediators or other in self.mediators:
            return
        if one.kind == "media" or other.kind == "media":
            return
        a, b = sorted((self.number[id(one)], self.number[id(other)]))
        self.pairs[a, b] = self.pairs.get((a, b), 0.0) + weight

    # -- parties --------------------------------------------------------------------------------

    def _parties(self) -> list[Entity]:
        merged: dict[tuple[int, int], float] = {}
        for (a, b), weight in self.pairs.items():
            left, right = self._bloc_of(a, b), self._bloc_of(b, a)
            if left != right:
                key = (min(left, right), max(left, right))
                merged[key] = merged.get(key, 0.0) + weight
        if not merged or max(merged.values()) < _ENOUGH:
            return self._movers()
        best, weight = max(merged.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
        chosen = list(best)
        for (a, b), other in sorted(merged.items(), key=lambda item: (-item[1], item[0])):
            if other >= 2.0 and (a in chosen) != (b in chosen) and other >= 0.6 * weight:
                new = b if a in chosen else a
                if not self._is_member(new, chosen):
                    chosen.append(new)
        return [self.entities[index] for index in sorted(chosen)]

    def _movers(self) -> list[Entity]:
        """Return those who offer, demand, reject: parties where nothing says who faces whom."""
        words = self.words
        moves: dict[int, int] = {}
        for mention in self._mentions():
            verb = words.head[mention.head]
            if (
                words.dep[mention.head] != "nsubj"
                or words.lemma[verb] not in _MOVE_VERBS | _DEMANDING
            ):
                continue
            entity = principal_of(mention.entity)
            if entity is not None and entity.named and entity not in self.mediators:
                number = self.number[id(entity)]
                moves[number] = moves.get(number, 0) + 1
        ranked = sorted(moves.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) < 2 or ranked[0][1] + ranked[1][1] < _ENOUGH_ALONE + 1:
            return []
        return [self.entities[number] for number, _ in sorted(ranked[:2])]

    def _bloc_of(self, index: int, opposite: int) -> int:
        """Return the bloc that stands in this article for its member, facing `opposite`."""
        key = self.entities[index].key
        best, best_weight = index, 0.0
        for (a, b), weight in self.pairs.items():
            if opposite not in (a, b):
                continue
            bloc = b if a == opposite else a
            member = bloc != index and key in members_of(self.entities[bloc].key, self.day)
            if member and weight > best_weight:
                best, best_weight = bloc, weight
        return best

    def _is_member(self, index: int, chosen: Iterable[int]) -> bool:
        key = self.entities[index].key
        return any(key in members_of(self.entities[other].key, self.day) for other in chosen)

    # -- mediators, hosts, roles ----------------------------------------------------------------

    def _find_mediators(self) -> list[Entity]:
        found = self._find_by_verb(_MEDIATING)
        for entity in self.entities:
            if entity.nouns & _MEDIATORS and entity.kind in (
                "person",
                "role",
                "organisation",
                "state",
            ):
                found.append(entity)
                found += entity.affiliations[:1]
        return list(dict.fromkeys(found))

    def _find_by_verb(self, lemmas: frozenset[str]) -> list[Entity]:
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
            following = self._next_mention(verb + 2)
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

    def _note_representatives(self) -> None:
        """Read "Ashton, who oversees contacts with Iran on behalf of world powers"."""
        words = self.words
        for index in range(len(words) - 3):
            if words.lower[index : index + 3] != ["on", "behalf", "of"]:
                continue
            principal = self._next_mention(index + 3)
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
        if entity is None or entity.kind not in ("person", "role"):
            return entity
        above = entity.speaks_for or (entity.affiliations[0] if entity.affiliations else None)
        if above is None:
            return entity
        entity = above
    return entity


def _side(entity: Entity, parties: list[Entity], day: str | None, depth: int) -> Entity | None:
    """Return the party that the actor belongs to, or None."""
    if entity in parties:
        return entity
    for party in parties:
        if entity.key in members_of(party.key, day):
            return party
    if entity.kind == "group":
        members = set(members_of(entity.key, day))
        for party in parties:
            theirs = members_of(party.key, day)
            if theirs and 2 * len(members.intersection(theirs)) > len(theirs):
                return party
    if depth > 4:
        return None
    above = [entity.speaks_for] if entity.speaks_for is not None else entity.affiliations
    for other in above:
        side = _side(other, parties, day, depth + 1) if other is not entity else None
        if side is not None:
            return side
    return None
