"""Whether a verb says that something happened, is happening, is to happen, or might.

Tense and aspect come from the verb and its auxiliaries; plans, proposals and refusals from the
verbs that govern it ("agreed to meet", "offered to host", "refused to attend").
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from analysis.annotate.encounters.lexicon import (
    FUTURE_GOVERNORS,
    PROPOSAL_GOVERNORS,
    REFUSAL_GOVERNORS,
)

Modality = Literal[
    "past", "perfect", "present", "progressive", "future", "proposed", "unreal", "none"
]

_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo"})
_POSSIBLE = frozenset({"may", "might", "could", "can", "should", "must", "ought"})
_HYPOTHESIS = frozenset({"if", "unless", "whether", "lest"})
_STEPS = 5  # governors looked at above a verb


def modality(verb: Token) -> Modality:
    """Return how real the event of `verb` is, in the text's present.

    "unreal" covers the negated, the refused and the hypothetical; "none" a verb without any sign.
    """
    if _is_hypothetical(verb):
        return "unreal"
    governed = _governed(verb)
    own = _own(verb)
    if _is_negated(verb):
        return "unreal"
    if governed is not None:
        return governed
    if own == "present" and _is_awaited(verb):
        return "future"
    return own


def _own(verb: Token) -> Modality:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {helper.lower_ for helper in helpers}
    if words & _FUTURE:
        return "future"
    if words & _POSSIBLE:
        return "proposed"
    has = any(helper.lemma_ == "have" for helper in helpers)
    be = [helper for helper in helpers if helper.lemma_ == "be"]
    if verb.tag_ == "VBG" and be and not any(helper.tag_ == "VBN" and not has for helper in be):
        return "progressive"
    if verb.tag_ in {"VBN", "VBD"} and any(helper.tag_ == "VBG" for helper in be):
        return "progressive"  # "is being held"
    if has:
        return "perfect"
    return _by_tag(verb, be)


def _by_tag(verb: Token, be: list[Token]) -> Modality:
    finite = be[0].tag_ if be else verb.tag_
    if finite == "VBD" or (verb.tag_ == "VBN" and not be):
        return "past"
    if finite in {"VBP", "VBZ"}:
        return "present"
    if verb.tag_ == "VB" and not be:
        return "none"
    if verb.tag_ == "VBG" and not be:
        return "none"
    return "none"


def _governed(verb: Token) -> Modality | None:
    """Return what the verbs above make of an infinitive or a gerund ("agreed to meet")."""
    current, steps = verb, 0
    while current.dep_ in {
        "xcomp",
        "ccomp",
        "pcomp",
        "acl",
        "advcl",
        "conj",
        "dobj",
        "csubj",
        "oprd",
    }:
        head = current.head
        if head == current or steps >= _STEPS:
            break
        steps += 1
        if current.dep_ == "conj":
            if verb.tag_ not in {"VB", "VBG"} or head.pos_ not in {"VERB", "AUX"}:
                break
            current = head
            continue
        found = _by_governor(current, head)
        if found is not None:
            return found
        if current.dep_ in {"acl", "advcl", "ccomp"} and not _is_infinitive(current):
            break
        current = head
    return None


def _by_governor(verb: Token, head: Token) -> Modality | None:
    infinitive = _is_infinitive(verb) or verb.tag_ == "VBG" or _is_subjunctive(verb)
    if not infinitive:
        return None
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN":
        return _by_noun(head, lemma)
    if lemma in REFUSAL_GOVERNORS:
        return "unreal"
    if _is_negated(head):
        return "unreal"
    if verb.dep_ == "advcl" and not lemma_is_plan(lemma):
        return "future" if lemma in {"invite"} else None
    if lemma in PROPOSAL_GOVERNORS:
        return "proposed"
    if lemma in FUTURE_GOVERNORS or (lemma == "be" and _is_infinitive(verb)):
        return "future"
    if lemma in {"begin", "start", "continue", "resume", "manage", "sit", "get", "finish"}:
        return _own(head)
    return None


_PROPOSAL_NOUNS = frozenset(
    {"proposal", "offer", "invitation", "call", "suggestion", "bid", "request", "appeal", "idea"}
)
_PLAN_NOUNS = frozenset({"plan", "agreement", "decision", "date", "arrangement"})
_REBUFFS = frozenset(
    {"reject", "refuse", "decline", "spurn", "rebuff", "turn", "dismiss", "ignore"}
)


def _by_noun(noun: Token, lemma: str) -> Modality | None:
    """Return what "an offer to meet" or "a plan to meet" says; a rejected one says nothing."""
    if lemma not in _PROPOSAL_NOUNS | _PLAN_NOUNS:
        return None
    if any(child.lower_ == "no" for child in noun.children):
        return "unreal"  # "has no plans to meet"
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in _REBUFFS:
        return "unreal"
    return "proposed" if lemma in _PROPOSAL_NOUNS else "future"


def lemma_is_plan(lemma: str) -> bool:
    """Tell whether the verb is one of planning or proposing."""
    return lemma in FUTURE_GOVERNORS or lemma in PROPOSAL_GOVERNORS


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(
        child.lower_ == "to" and child.dep_ == "aux" for child in verb.children
    )


def _is_subjunctive(verb: Token) -> bool:
    """Tell whether a "that" clause has a bare verb: "proposed that the sides meet"."""
    return verb.dep_ == "ccomp" and verb.tag_ in {"VB", "VBP"} and verb.head.lemma_ in {
        "propose", "suggest", "demand", "urge", "recommend", "insist", "request"
    }  # fmt: skip


_AWAITING = frozenset({"after", "before", "when", "until", "once", "till"})


def _is_awaited(verb: Token) -> bool:
    """Tell whether the present stands for the future: "after the president meets them"."""
    return verb.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in _AWAITING for child in verb.children
    )


def _is_negated(verb: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.lower_ == "never" and child.dep_ == "advmod")
        for child in verb.children
    )


def _is_hypothetical(verb: Token) -> bool:
    """Tell whether the verb stands in an "if" clause of its own."""
    return any(child.dep_ == "mark" and child.lower_ in _HYPOTHESIS for child in verb.children)
