"""Who faces whom: each sentence that sets two actors against each other weighs that pair.

"Talks between X and Y", "X met Y", "negotiators for X and Y", "X rejected Y's offer", "X told Y
that it would stop sales unless Y agreed".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from analysis.annotate.naming.grounds import Grounds, principal_of
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.word_sets import word_set

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
           "fight": 0.7, "rebuff": 1.5, "woo": 1.0, "court": 1.0, "approach": 1.0,
           "acquire": 1.0}  # fmt: skip
_BIDS = frozenset({"offer", "bid", "proposal", "approach", "takeover"})
_MOVES = frozenset({"offer", "proposal", "demand", "position", "plan", "bid", "request", "claim",
                    "counteroffer", "draft", "condition", "term", "response",
                    "refusal"})  # fmt: skip
MOVE_VERBS = frozenset({"offer", "reject", "refuse", "demand", "propose", "accept", "breach",
                         "violate", "agree", "insist", "improve"})  # fmt: skip
DEMANDING = frozenset({"insist", "demand", "want", "require", "urge"})
_FACING_TOGETHER = frozenset({"meet", "join", "face"})
_ADDRESSING = frozenset({"tell", "warn", "inform", "notify"})
_OFFERING = frozenset({"offer", "propose", "bid", "demand"})
_ANSWERING = frozenset({"reject", "refuse", "accept", "dismiss", "spurn", "turn", "decline"})
GUARDIANS = frozenset({"org:UN", "org:ICC", "org:ICJ", "org:ICRC"})  # they call on parties
_LEADING = frozenset({"lead", "back", "head", "draft", "support", "chair", "sponsor"})
_ONLOOKERS = frozenset({"observer", "mediator", "analyst", "expert", "journalist", "monitor"})


def _is_of_several(entity: Entity) -> bool:
    return entity.plural and len(entity.affiliations) > 1 and entity.speaks_for is None


class Evidence:
    """Weighs pairs of actors; ``pairs`` maps two numbers of entities to their weight."""

    def __init__(self, grounds: Grounds, mediators: list[Entity]) -> None:
        self.grounds = grounds
        self.words = grounds.words
        self.at = grounds.at
        self.mediators = mediators
        self.number = {id(entity): index for index, entity in enumerate(grounds.entities)}
        self.pairs: dict[tuple[int, int], float] = {}
        self._sentence_lemmas: dict[int, set[str]] = {}

    def weigh(self) -> None:
        """Add up the evidence of the whole text."""
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
            elif word in ("for", "of") and words.lemma[index - 1] in _BIDS:
                self._weigh_bid(index)
        self._weigh_coordinations()
        self._weigh_joint_subjects()
        self._weigh_mediated()
        self._weigh_objects()
        self._weigh_answers()

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
        partner = self.grounds.next_mention(index + 1)
        if partner is None:
            return
        governor = words.head[index]
        near = {words.lemma[governor], words.lemma[index - 1], words.lemma[max(index - 2, 0)]}
        if not near & (_TALKS | _WITH_VERBS):
            return
        weight = 0.5 if near & {"contact", "exchange"} else 2.0
        subject = self.grounds.subject_near(governor, index)
        if subject is not None:
            self._add(subject, partner, weight)

    def _weigh_bid(self, index: int) -> None:
        """Weigh "X raised its offer for Y", "X's bid for Y", "Y rejected the bid of X"."""
        words = self.words
        target = self.grounds.next_mention(index + 1)
        if target is None or target.kind == "person":
            return
        bidder = self.grounds.subject_near(words.head[index - 1], index)
        for place in range(index - 1, max(index - 6, 0), -1):
            if words.tag[place] == "POS" and place - 1 in self.at:
                bidder = self.at[place - 1]
                break
            if words.tag[place][:2] in ("VB", "MD"):
                break
        if bidder is not None:
            self._add(bidder, target, 2.0)

    def _weigh_transfer(self, index: int) -> None:
        """Weigh "an offer from X to Y"."""
        words = self.words
        if words.lower[index] != "from":
            return
        giver = self.grounds.next_mention(index + 1)
        if giver is None or giver.last >= len(words):
            return
        if words.lemma[index - 1] in _MOVES and words.lower[giver.last] != "to":
            answering = self.grounds.subject_near(words.head[index - 1], index)
            if answering is not None and words.lemma[words.head[answering.head]] in _ANSWERING:
                self._add(answering, giver, 2.0)
            return
        if words.lower[giver.last] != "to":
            return
        receiver = self.grounds.next_mention(giver.last + 1)
        if receiver is not None:
            self._add(giver, receiver, 1.0)

    def _weigh_coordinations(self) -> None:
        """Weigh "X, Y and Z" in a sentence on talks, whatever the parser made of it.

        Only lists that do something together count: the subject, or who is negotiated for.
        """
        for mentions in self._coordinations():
            first = mentions[0]
            lemmas = self._lemmas_of(self.words.sentence[first.head])
            if not lemmas & (
                _TALKS | {"meet", "negotiate", "difference"}
            ) or not self._acts_jointly(mentions):
                continue
            if self._addresses_another(mentions):
                continue
            for place, left in enumerate(mentions):
                for right in mentions[place + 1 :]:
                    self._add(left, right, 2.0)

    def _addresses_another(self, listed: list[Mention]) -> bool:
        """Tell whether the list does something to a third actor ("X and Y told Z")."""
        words, head = self.words, listed[0].head
        if words.dep[head] not in ("nsubj", "nsubjpass"):
            return False
        verb = words.head[head]
        return words.lemma[verb] not in _FACING_TOGETHER and any(
            words.head[index] == verb
            and words.dep[index] in ("dobj", "dative", "iobj")
            and index in self.at
            and self.at[index] not in listed
            for index in range(verb + 1, min(verb + 12, len(words)))
        )

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
        lemmas = words.lemma[max(first.first - 2, 0) : first.first]
        named_only = lemmas[-1:] == ["include"] or (
            lemmas[-1:] == ["by"] and bool(_LEADING & set(lemmas))
        )
        if first.noun in _ONLOOKERS or named_only:
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
        if len(owners) < 2 or mention.form != "description" or mention.noun in _ONLOOKERS:
            return
        talking = _TALKS | {"meet", "negotiate", "agree"}
        if self._lemmas_of(self.words.sentence[mention.head]) & talking:
            for left, right in itertools.combinations(owners, 2):
                self._add(left, right, 2.0)

    def _weigh_reported_moves(self, mention: Mention) -> None:
        """Weigh "X said Y had offered", "X insists that Y contribute": X faces Y."""
        words = self.words
        if words.dep[mention.head] not in ("nsubj", "nsubjpass"):
            return
        verb = words.head[mention.head]
        governor = words.head[verb]
        if words.dep[verb] != "ccomp" or governor == verb:
            return
        demanding = words.lemma[governor] in DEMANDING
        if not demanding and words.lemma[verb] not in MOVE_VERBS:
            return
        subject = self.grounds.subject_near(governor, mention.head)
        if subject is not None and subject is not mention:
            self._add(subject, mention, 0.8 if demanding else 0.6)

    def _weigh_joint_subjects(self) -> None:
        words = self.words
        for mention in self.grounds.mentions():
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

    def _weigh_mediated(self) -> None:
        """Weigh "mediators pressed X and Y": the two stand against each other."""
        words = self.words
        for listed in self._coordinations():
            head = listed[0].head
            if words.dep[head] not in ("dobj", "pobj", "iobj"):
                continue
            subject = self.grounds.subject_near(words.head[head], head)
            if subject is None or subject.entity not in self.mediators:
                continue
            for left, right in itertools.combinations(listed, 2):
                self._add(left, right, 2.0)

    def _weigh_objects(self) -> None:
        words = self.words
        for mention in self.grounds.mentions():
            if words.dep[mention.head] not in ("dobj", "iobj", "dative"):
                continue
            verb = words.head[mention.head]
            lemma = words.lemma[verb]
            weight = 2.0 if self._threatens(verb, mention) else _FACING.get(lemma, 0.0)
            if weight:
                subject = self.grounds.subject_near(verb, mention.head)
                if subject is not None:
                    self._add(subject, mention, weight)
        for mention in self.grounds.mentions():
            self._weigh_possessor(mention)
            self._weigh_joint_owners(mention)
            self._weigh_reported_moves(mention)

    def _threatens(self, verb: int, mention: Mention) -> bool:
        """Tell whether "X told Y" goes on "that it would stop unless Y agreed"."""
        words = self.words
        if words.lemma[verb] not in _ADDRESSING:
            return False
        stop = mention.last
        while stop < len(words) and words.sentence[stop] == words.sentence[verb]:
            if words.lower[stop] == "unless":
                return True
            stop += 1
        return False

    def _weigh_answers(self) -> None:
        """Weigh "X offered 9 euros a share. Y rejected the bid": the answer faces the offer."""
        words = self.words
        offerer: Mention | None = None
        for index, lemma in enumerate(words.lemma):
            if words.heading[index] or words.tag[index][:2] != "VB":
                continue
            if lemma in _OFFERING:
                offerer = self.grounds.subject_near(index, index) or offerer
            elif lemma in _ANSWERING and offerer is not None and self._answers_move(index):
                answering = self.grounds.subject_near(index, index)
                if answering is not None:
                    self._add(offerer, answering, 1.0)
            if lemma in _ANSWERING:
                self._weigh_answered(index)

    def _weigh_answered(self, verb: int) -> None:
        """Weigh "X rejected the plan put forward by Y"."""
        words = self.words
        move = next((i for i in range(verb, verb + 7) if words.lemma[i : i + 1] and
                     words.lemma[i] in _MOVES), None)  # fmt: skip
        if move is None:
            return
        answering = self.grounds.subject_near(verb, verb)
        for index in range(move + 1, min(move + 6, len(words))):
            if words.lower[index] == "by":
                maker = self.grounds.next_mention(index + 1)
                if answering is not None and maker is not None:
                    self._add(answering, maker, 2.0)
                return

    def _answers_move(self, verb: int) -> bool:
        """Tell whether the verb's object is "the offer", "any fixed premium" is not."""
        words = self.words
        for index in range(verb + 1, min(verb + 7, len(words))):
            if words.lemma[index] in _MOVES:
                owned = any(words.tag[i] in ("POS", "PRP$") for i in range(verb + 1, index))
                return not owned
            if words.tag[index] in (".", "IN", "CC"):
                return False
        return False

    def _weigh_possessor(self, mention: Mention) -> None:
        """Weigh "X rejected Y's offer", "X said Y's demand was unacceptable"."""
        words = self.words
        owning = words.dep[mention.head] in ("poss", "compound", "amod", "nmod")
        if not owning or words.lemma[words.head[mention.head]] not in _MOVES:
            return
        subject = self.grounds.subject_near(words.head[words.head[mention.head]], mention.head)
        if subject is not None and subject is not mention:
            self._add(subject, mention, 1.0)

    def _add(self, left: Mention, right: Mention, weight: float) -> None:
        if right.entity is not None and _is_of_several(right.entity):
            for above in right.entity.affiliations:  # "counterparts from X, Y and Z"
                self._add_pair(left.entity, above, weight)
            return
        self._add_pair(left.entity, right.entity, weight)

    def _add_pair(self, left: Entity | None, right: Entity | None, weight: float) -> None:
        one = principal_of(left)
        other = principal_of(right)
        if one is None or other is None or one is other or not weight:
            return
        if one in self.mediators or other in self.mediators:
            return
        if "media" in (one.kind, other.kind) or {one.key, other.key} & GUARDIANS:
            return
        if id(one) not in self.number or id(other) not in self.number:
            return  # a group left out of the weighing
        weight *= 0.4 ** sum(each.kind in ("person", "role") for each in (one, other))
        a, b = sorted((self.number[id(one)], self.number[id(other)]))
        self.pairs[a, b] = self.pairs.get((a, b), 0.0) + weight
