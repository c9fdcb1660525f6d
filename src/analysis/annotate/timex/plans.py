"""Days of plans that came to nothing or were changed: the tense tells of the change, not the day.

"Plans for talks on Monday were dropped": the dropping is past, the Monday is not told by it. A plan
is given up before its day comes, so the day lies no earlier than the day before the report, unless
the giving up is itself told as long past ("had called off Monday's talks").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from analysis.annotate.timex.words import word_set

# ahead: not yet come; behind: over; near: the one that lies nearer; fresh: yesterday's or to come.
Leaning = Literal["ahead", "behind", "near", "fresh"]

_ENDING = word_set(
    """
    cancel scrap shelve abandon postpone drop delay reschedule defer abort axe ditch rearrange
    """
)
_WITH_PARTICLE = {
    "call": frozenset({"off"}),
    "put": frozenset({"off", "back"}),
    "push": frozenset({"back"}),
    "bring": frozenset({"forward"}),
}
_PLANNED = word_set("due schedule plan slate set expect suppose")
_STEPS = 8
_PHRASE = frozenset(
    {"pobj", "prep", "nmod", "compound", "poss", "npadvmod", "acl", "appos", "conj", "amod",
     "advcl", "tmod", "pcomp", "nummod"}
)  # fmt: skip


def leaning_of_a_plan(date: Token) -> Leaning | None:
    """Return where the day of a plan lies that is given up or changed; None where none is."""
    if date.i and date.doc[date.i - 1].lower_ in {"until", "till"}:
        return None
    if _is_proposed(date):
        return "ahead"
    if _is_moved_from(date):
        return "fresh"
    found = _by_the_end_of_the_plan(date)
    return found if found is not None else _by_the_plan(date)


def _is_moved_from(date: Token) -> bool:
    """Read "was moved from Monday to Thursday": the old day was still to come."""
    preposition = date.head
    verb = preposition.head
    return (
        preposition.lower_ == "from"
        and verb.pos_ == "VERB"
        and (verb.lemma_ == "move" or ends_a_plan(verb))
        and any(token.lower_ in {"to", "until", "till"} for token in verb.subtree)
    )


_PROPOSING = word_set("propose suggest offer invite summon")
# "Called a meeting on 29 May" tells of the 29th, "called a meeting on Monday" perhaps of the call.
_CALLING = word_set("call convene schedule announce arrange fix request seek")
_MEETINGS = word_set("meeting session talk talks summit round negotiation conference call truce")
_WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


def _is_proposed(date: Token) -> bool:
    """Read "had proposed a session on Wednesday": what is proposed is still to come."""
    current = date
    for _ in range(_STEPS):
        head = current.head
        if head == current:
            return False
        if head.pos_ == "VERB":
            return _proposes(head, date) and any(_meeting_before(head, date))
        current = head
    return False


def _proposes(verb: Token, date: Token) -> bool:
    if verb.lemma_ in _PROPOSING:
        return True
    return verb.lemma_ in _CALLING and not (_WEEKDAYS & {part.lower_ for part in date.subtree})


def _meeting_before(verb: Token, date: Token) -> Iterator[Token]:
    """Yield the meetings that a verb is about: "proposed a session", "invited both to talks"."""
    for child in verb.children:
        if child.i > date.i:
            continue
        if child.dep_ == "dobj" and child.lemma_ in _MEETINGS:
            yield child
        if child.dep_ in ("prep", "dobj") and child.lower_ != "on":
            for inner in child.subtree:
                if inner.dep_ == "pobj" and inner.head.lower_ == "to" and inner.lemma_ in _MEETINGS:
                    yield inner


def _by_the_end_of_the_plan(date: Token) -> Leaning | None:
    noun_seen = False
    current = date
    for _ in range(_STEPS):
        head = current.head
        if head == current:
            return None
        if head.pos_ in {"VERB", "AUX"} and ends_a_plan(head):
            if noun_seen and current.dep_ in {"nsubjpass", "dobj", "nsubj"}:
                return _by_tense(head)
            return _after_the_object(date, current, head)
        if current.dep_ not in _PHRASE:
            return None
        noun_seen = noun_seen or (head.pos_ in {"NOUN", "PROPN"} and head.i != date.i)
        current = head
    return None


def _after_the_object(date: Token, top: Token, verb: Token) -> Leaning | None:
    """Read "has cancelled the talks on 25 March": what has just been done has no day of its own."""
    if not any(child.dep_ == "dobj" and child.i < date.i for child in verb.children):
        return None
    words = _helpers(verb)
    return "ahead" if top.dep_ == "prep" and words & {"has", "have"} else None


def ends_a_plan(verb: Token) -> bool:
    """Tell whether the verb gives up a plan or moves its day: "cancel", "call off", "put off"."""
    if verb.lemma_ in _ENDING:
        return True
    needed = _WITH_PARTICLE.get(verb.lemma_)
    return needed is not None and any(child.lower_ in needed for child in verb.children)


def is_moved_to(preposition: Token) -> bool:
    """Tell whether the preposition leads to the new day: "put off until", "rescheduled for"."""
    verb = preposition.head
    if preposition.lower_ in {"around", "about"} and preposition.i:
        preposition = preposition.nbor(-1)  # "for around March 5"
    if verb.pos_ != "VERB" or preposition.lower_ not in {"to", "for", "until", "till"}:
        return False
    return verb.lemma_ == "move" or ends_a_plan(verb)


def _by_tense(verb: Token) -> Leaning:
    words = _helpers(verb)
    if "had" in words:
        return "behind"
    return "fresh" if verb.tag_ == "VBD" or words & {"was", "were"} else "ahead"


def _by_the_plan(date: Token) -> Leaning | None:
    """Read "had been due to end on Friday" and "was to end on Friday but was extended"."""
    for word in _above(date):
        if word.lower_ == "due" or (word.lemma_ in _PLANNED and word.tag_ == "VBN"):
            helpers = _helpers(word) | _helpers(word.head)
            return "near" if "had" in helpers else None
        if word.tag_ == "VB" and word.dep_ == "xcomp" and word.head.lower_ in {"was", "were"}:
            changed = any(child.dep_ == "conj" and child.i > date.i for child in word.head.children)
            return "near" if changed else None
    return None


def _above(token: Token) -> Iterator[Token]:
    for _ in range(_STEPS):
        token = token.head
        yield token
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"xcomp", "acl", "relcl", "pcomp"}:
            return


def _helpers(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
