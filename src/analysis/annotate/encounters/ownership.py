"""Which mention a date or a place belongs to.

A phrase belongs to the mention that it hangs from in the parse; where words simply follow one
another ("talks in Geneva on Tuesday") the order of words is trusted over the parse.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.places import is_known

_CLIMB = 6  # heads looked at above a phrase


def following_words(start: int, mentions: list[Mention], context: Context) -> Mention | None:
    """Return the mention whose words run straight up to the token at `start`, or hold it."""
    doc = context.doc
    for mention in reversed(mentions):
        if not mention.is_verb:
            left = min(mention.head.left_edge.i, mention.top.left_edge.i)
            if left <= start < mention.head.i and _is_premodifier(doc[start], mention, context):
                return mention
        if mention.head.i < start and all(
            _is_filling(token, context) for token in doc[mention.head.i + 1 : start]
        ):
            return mention
    return None


def _is_premodifier(token: Token, mention: Mention, context: Context) -> bool:
    for _ in range(_CLIMB):
        if token in (mention.head, mention.top):
            return True
        if token.dep_ in {"relcl", "acl"} or token.head == token:
            return False
        token = token.head
    return False


def _is_filling(token: Token, context: Context) -> bool:
    return (
        token.pos_ in {"ADP", "DET"}
        or token.i in context.timex_at
        or token.ent_type_ in {"GPE", "LOC", "FAC"}
        or token.lower_ in lexicon.SETTLEMENTS
        or _names_a_settlement(token)
        or is_known(token.text)
        or token.text == ","
    ) and token.lower_ not in {"since", "with", "between", "by"}


def _names_a_settlement(token: Token) -> bool:
    """Tell whether the word stands in the name of a town: "the Swiss resort of Morat"."""
    before = {word.lower_ for word in token.doc[max(0, token.i - 4) : token.i]}
    after = {word.lower_ for word in token.doc[token.i + 1 : token.i + 2]}
    return token.text[:1].isupper() and bool((before | after) & lexicon.SETTLEMENTS)


_OTHER_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "appos"})


def _is_another_thing(token: Token, context: Context) -> bool:
    """Tell whether a date on the way up belongs to this noun: "since the killings of Monday"."""
    return (
        token.pos_ == "NOUN"
        and token.i not in context.timex_at
        and token.i not in context.actor_at
        and token.lower_ not in _PART_OF_MEETINGS
        and token.lemma_.lower() not in lexicon.PERSON_NOUNS
    )


_PART_OF_MEETINGS = (
    lexicon.SETTLEMENTS
    | lexicon.VENUE_NOUNS
    | lexicon.UNIT_NOUNS
    | frozenset(lexicon.EVENT_NOUNS)
    | lexicon.PERSON_NOUNS
)


def owner_of(
    token: Token,
    anchors: dict[int, Mention],
    position: int,
    dates_of: Context | None = None,
) -> Mention | None:
    """Climb from a phrase to the mention it hangs from; verbs of other things stop the climb.

    With `dates_of` the phrase is a date, and nouns of other things stop the climb too.
    """
    current = token
    for _ in range(_CLIMB):
        if current.i in anchors:
            return anchors[current.i]
        if current.pos_ in {"VERB", "AUX"}:
            return _governed_mention(current, anchors, position)
        if current.head == current or current.dep_ in _OTHER_CLAUSES:
            return None
        if dates_of is not None and current != token and _is_another_thing(current, dates_of):
            return None
        current = current.head
    return None


def _governed_mention(verb: Token, anchors: dict[int, Mention], position: int) -> Mention | None:
    """Return what `verb` plans, where the phrase follows it: "agreed to meet on Friday"."""
    lemma = verb.lemma_.lower()
    plans = lemma in lexicon.FUTURE_GOVERNORS or lemma in lexicon.PROPOSAL_GOVERNORS
    if not plans:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "dobj"} and child.i in anchors and child.i < position:
            return anchors[child.i]
        if child.dep_ == "prep":
            for grandchild in child.children:
                if grandchild.i in anchors and grandchild.i < position:
                    return anchors[grandchild.i]
    return None
