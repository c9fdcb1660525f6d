"""Meetings told by what came of them: "the two sides failed to agree late on Tuesday".

Parties that agree, or fail to, on a day have dealt with one another on that day. Only where at
least two are named, or "the two sides", and a day or month is: an old treaty is history.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.places import place_of

OUTCOME = "outcome"  # the kind of a mention that is told by what came of it
OUTCOME_VERBS = frozenset(
    {"agree", "fail", "reach", "strike", "clinch", "sign", "conclude", "come", "seal", "hammer"}
)
_OF_FAILING = frozenset(
    {"agree", "reach", "settle", "resolve", "bridge", "narrow", "strike", "clinch", "overcome"}
)
_BARGAINS = frozenset(
    {"agreement", "deal", "accord", "pact", "truce", "compromise", "ceasefire", "treaty",
     "settlement", "breakthrough", "understanding", "contract", "cease-fire", "armistice"}
)  # fmt: skip
_BOTH = frozenset(
    {"sides", "parties", "delegations", "negotiators", "both", "governments", "teams"}
)


def outcome_mention(verb: Token, number: int, context: Context) -> Mention | None:
    """Return the mention of a meeting that `verb` tells by its outcome, or None."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.dep_ in {"xcomp", "amod", "acl"}:
        return None
    last = _outcome(verb)
    if last is None or not _is_by_both(verb, context) or not _is_dated(verb, last, context):
        return None
    mention = Mention(verb, verb, OUTCOME, number, verb.i, max(verb.i, last.i), "new")
    mention.cover(*(child for child in verb.children if child.dep_ in {"aux", "neg", "prt"}))
    mention.aliases += [last] if last != verb else []
    return mention


_MADE = frozenset(
    {"reach", "sign", "strike", "broker", "conclude", "clinch", "agree", "negotiate", "seal"}
)
OUTCOME_NOUNS = _BARGAINS


def outcome_noun(noun: Token, number: int, context: Context) -> Mention | None:
    """Return the mention of "the agreement reached in Algiers on June 5": a place and a day."""
    for verb in noun.children:
        if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.lemma_ not in _MADE:
            continue
        words = list(verb.subtree)
        days = [context.timex_at[token.i] for token in words if token.i in context.timex_at]
        whole = [one for one in days if len(one.record.value) >= len("2024-06")]
        if whole and any(place_of(token) is not None for token in words):
            mention = Mention(noun, noun, OUTCOME, number, noun.i, verb.i, "prior")
            mention.cover(noun.left_edge)
            mention.aliases.append(verb)
            return mention
    return None


def _outcome(verb: Token) -> Token | None:
    """Return the word that says what came of it: the verb itself, its infinitive or its object."""
    lemma = verb.lemma_.lower()
    if lemma == "fail":
        return next(
            (c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in _OF_FAILING), None
        )
    if lemma == "agree":
        onward = any(child.dep_ in {"xcomp", "ccomp"} for child in verb.children)
        return None if onward else verb
    if lemma == "come":
        close = [child for child in verb.children if child.lower_ in {"close", "to"}]
        return next((noun for one in close for noun in _bargains(one)), None)
    return next(iter(_bargains(verb)), None)


def _bargains(token: Token) -> list[Token]:
    return [
        word
        for child in (token, *token.children, *(c for t in token.children for c in t.children))
        for word in (child,)
        if word.lemma_.lower() in _BARGAINS and word.dep_ in {"dobj", "pobj"}
    ]


def _is_by_both(verb: Token, context: Context) -> bool:
    for child in verb.children:
        if child.dep_ != "nsubj":
            continue
        named = [one for one in (child, *child.conjuncts) if one.i in context.actor_at]
        if len({context.actor_at[one.i] for one in named}) > 1 or child.lower_ in _BOTH:
            return True
    return False


def _is_dated(verb: Token, last: Token, context: Context) -> bool:
    """Tell whether a day or a month hangs from the verb, its infinitive or its object."""
    for holder in {verb, last, *(child for child in verb.children if child.dep_ in _HOLDERS)}:
        for child in holder.children:
            nouns = [child, *child.children] if child.dep_ == "prep" else [child]
            for noun in nouns:
                timex = context.timex_at.get(noun.i)
                if timex is not None and timex.record.type in {"DATE", "TIME"}:
                    return len(timex.record.value) >= len("2024-06")
    return False


_HOLDERS = frozenset({"xcomp", "dobj", "prep", "advmod"})
