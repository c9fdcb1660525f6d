"""Go through the article and find each place that speaks of a meeting."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from spacy.attrs import LEMMA, LOWER
from spacy.strings import StringStore
from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.anaphors import TAKEN_UP, anaphor
from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.nouns import NOUN_FORMS, is_mistagged, noun_mention
from analysis.annotate.encounters.outcomes import (
    OUTCOME_NOUNS,
    OUTCOME_VERBS,
    outcome_mention,
    outcome_noun,
)
from analysis.annotate.encounters.verbs import DELIBERATING, verb_mention


def find_mentions(context: Context) -> list[Mention]:
    """Return the mentions of meetings in the prose of the article, in text order."""
    found: list[Mention] = []
    candidates = _candidates(context)
    if not candidates:
        return []
    for number, sentence in context.prose():
        first = bisect_left(candidates, sentence.start)
        for index in candidates[first : bisect_left(candidates, sentence.end)]:
            token = context.doc[index]
            mention = _mention(token, number, context, found) or anaphor(token, number, found)
            if mention is not None:
                found.append(mention)
    return found


def _candidates(context: Context) -> list[int]:
    """Return the tokens whose form or lemma can name a meeting or take one up."""
    if not len(context.doc):
        return []
    forms, lemmas = _hashes()
    table = context.doc.to_array([LOWER, LEMMA]).tolist()
    return [index for index, (form, lemma) in enumerate(table) if form in forms or lemma in lemmas]


@lru_cache(maxsize=1)
def _hashes() -> tuple[frozenset[int], frozenset[int]]:
    hashes = StringStore()  # asked for a string, a store answers with its hash
    verbs = (
        lexicon.VERBS_OF_MEETING
        | lexicon.PHONE_VERBS
        | lexicon.SPEAKING_VERBS
        | lexicon.RECEIVING_VERBS
        | lexicon.GATHERING_VERBS
        | {"sit", "return", "shuttle"}
        | OUTCOME_VERBS
        | TAKEN_UP
        | DELIBERATING
    )
    return (
        frozenset(hashes[word] for word in NOUN_FORMS | OUTCOME_NOUNS),
        frozenset(hashes[word] for word in verbs),
    )


def _mention(token: Token, number: int, context: Context, found: list[Mention]) -> Mention | None:
    if token.tag_.startswith("NN") or is_mistagged(token):
        if token.lower_ in NOUN_FORMS:
            return noun_mention(token, number, found)
        if token.lower_ in OUTCOME_NOUNS:
            return outcome_noun(token, number, context)
    elif token.pos_ in {"VERB", "AUX"}:
        return verb_mention(token, number, context) or outcome_mention(token, number, context)
    return None
