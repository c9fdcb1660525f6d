"""The PLOVER event type of a sentence: that of its main clause, after words of saying.

A sentence of event data reports one event. It is a stance, a consultation, or something else
(violence, protest, aid ...), by what its main predicate says; stances deeper in the sentence count
only when the main predicate says nothing of the kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from spacy.tokens import Doc, Token

from analysis.annotate.stances.agents import is_agentive
from analysis.annotate.stances.clause import (
    STATEMENTS,
    complement_clause,
    object_of,
    prepositions,
    read,
)
from analysis.annotate.stances.lexicon import lexicon
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.words import listed
from analysis.reference.plover import EVENT_TYPES

EventType = Literal[
    "REQUEST",
    "REJECT",
    "THREATEN",
    "AGREE",
    "ACCUSE",
    "CONCEDE",
    "SUPPORT",
    "CONSULT",
    "OTHER",
]

_SAYING = listed(
    "say tell report announce confirm note state add declare claim reveal disclose "
    "acknowledge admit explain write remark comment assert maintain believe indicate "
    "suggest quote show understand conclude remind"
)
_CONSULTING = listed(
    "meet visit host telephone phone confer consult negotiate mediate receive tour "
    "hold travel arrive fly welcome begin open start resume attend wind conclude end "
    "discuss return go pay convene gather sit renew reopen restart complete continue"
)
_NEEDS_TALKS = listed(
    "hold begin open start resume attend conclude end wind convene pay receive "
    "welcome arrive fly travel go gather return continue sit renew reopen restart "
    "complete"
)
_TALKS = listed(
    "talk meeting visit summit negotiation discussion conference consultation round "
    "session tour dialogue trip mediation"
)
_DEEPEST = 3


def event_type(doc: Doc, stances: Sequence[Stance]) -> EventType:
    """Return the event type of a document of one sentence.

    Parameters
    ----------
    doc
        The parsed sentence.
    stances
        The stances found in it.
    """
    mains = main_predicates(doc)
    for predicate in mains:
        stance = _stance_of(predicate, stances)
        if stance is not None:
            return _type_of(stance)
        if _is_consultation(predicate):
            return "AGREE" if read(predicate).future else "CONSULT"
        if _is_planned_cooperation(predicate):
            return "AGREE"
    return "OTHER"


def main_predicates(doc: Doc) -> list[Token]:
    """Return the predicates of the main clauses, those inside what is said before the saying."""
    found: list[Token] = []
    for sentence in doc.sents:
        _descend(sentence.root, found, 0)
    return found


def _descend(verb: Token, found: list[Token], depth: int) -> None:
    if depth > _DEEPEST or verb in found:
        return
    if verb.lemma_.lower() in _SAYING:
        for child in verb.children:
            if child.dep_ in ("ccomp", "xcomp"):
                _descend(child, found, depth + 1)
    else:
        found.append(verb)
    found += _stated(verb)
    for child in verb.rights:
        if child.dep_ == "conj":
            _descend(child, found, depth + 1)


def _stated(verb: Token) -> list[Token]:
    """What a statement says: "issued a declaration demanding that ...", "a reminder that ..."."""
    target = object_of(verb)
    if target is None or target.lemma_.lower() not in STATEMENTS:
        return []
    candidates = [*target.rights, *verb.rights]
    return [each for each in candidates if each.dep_ in ("acl", "ccomp", "advcl")]


def _stance_of(predicate: Token, stances: Sequence[Stance]) -> Stance | None:
    own = [stance for stance in stances if _is_at(stance.anchor, predicate)]
    return max(own, key=lambda stance: stance.confidence, default=None)


def _is_at(anchor: Token, predicate: Token) -> bool:
    if anchor == predicate:
        return True
    # A noun or adjective that the predicate only carries: "issued an ultimatum", "is ready to".
    return anchor.head == predicate and anchor.dep_ in (
        "dobj",
        "acomp",
        "attr",
        "nsubjpass",
        "xcomp",
        "oprd",
        "prep",
    )


def _type_of(stance: Stance) -> EventType:
    if stance.negated and stance.kind not in ("expect",):
        return "OTHER"
    kind = stance.plover or EVENT_TYPES[stance.kind]
    return kind if kind is not None else "OTHER"


def _is_consultation(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma not in _CONSULTING:
        return False
    reading = read(verb)
    if reading.negated or reading.irrealis:
        return False
    if lemma in _NEEDS_TALKS:
        return bool(_nouns_around(verb) & _TALKS)
    return reading.holder is not None and is_agentive(reading.holder)


def _nouns_around(verb: Token) -> frozenset[str]:
    found = {target.lemma_.lower() for target in prepositions(verb).values()}
    target = object_of(verb)
    if target is not None:
        found.add(target.lemma_.lower())
    found |= {child.lemma_.lower() for child in verb.lefts if child.dep_ == "nsubj"}
    return frozenset(found)


def _is_planned_cooperation(verb: Token) -> bool:
    reading = read(verb)
    if not reading.future or reading.negated or reading.irrealis:
        return False
    if reading.holder is None or not is_agentive(reading.holder):
        return False
    match = lexicon().match(verb, "act")
    return match is not None and complement_clause(verb) is None and match[0].kind == "promise"
