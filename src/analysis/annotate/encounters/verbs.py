"""Verbs that speak of a meeting: "met", "sat down with", "spoke by phone"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.nouns import NOUN_FORMS, is_sport, objects_of
from analysis.annotate.encounters.places import is_country, place_of

# "are to discuss the case in Bengaluru on Friday": a meeting where day and town are named.
DELIBERATING = frozenset({"discuss", "negotiate", "bargain"})


def verb_mention(verb: Token, number: int, context: Context) -> Mention | None:
    lemma = verb.lemma_.lower()
    if lemma in lexicon.VERBS_OF_MEETING:
        if lemma == "meet" and not _is_meeting_of_people(verb, context):
            return None
        return _plain_verb(verb, number, "meeting")
    if lemma in lexicon.PHONE_VERBS and verb.pos_ == "VERB":
        mention = _plain_verb(verb, number, "call")
        mention.format = "phone"
        return mention
    if lemma in lexicon.SPEAKING_VERBS and _by_phone(verb):
        mention = _plain_verb(verb, number, "call")
        mention.format = "phone"
        return mention
    if lemma in DELIBERATING and _has_day_and_town(verb, context):
        return _plain_verb(verb, number, "meeting")
    if lemma == "sit" and _sits_down_with(verb):
        return _plain_verb(verb, number, "meeting")
    if lemma == "return" and _returns_to_the_table(verb):
        return _plain_verb(verb, number, "meeting")
    return None


def _plain_verb(verb: Token, number: int, kind: str) -> Mention:
    mention = Mention(verb, verb, kind, number, verb.i, verb.i)
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg", "prt"}:
            mention.cover(child)
    adverbs = {
        child.lower_
        for child in verb.children
        if child.dep_ == "advmod" and child.i > 0 and child.nbor(-1).lower_ != "and"
    }
    if adverbs & {"again", "anew"} or verb.lemma_.lower() in {"reconvene", "return"}:
        mention.reference = "again"
    elif adverbs & {"last", "previously", "earlier"}:
        mention.reference = "prior"
    else:
        mention.reference = "new"
    return mention


def _is_meeting_of_people(verb: Token, context: Context) -> bool:
    """Tell "met the envoy" and "the sides met on Friday" from "met the deadline"."""
    if is_sport(verb) or context.is_about_sport:
        return False
    objects = [
        child
        for child in verb.children
        if child.dep_ == "dobj" and child.lower_ not in NOUN_FORMS | lexicon.UNIT_NOUNS
    ]
    if objects:
        return any(_is_person(token, context) for token in objects)
    if _is_passive(verb):
        return False
    prepositions = {child.lower_ for child in verb.children if child.dep_ == "prep"}
    if "with" in prepositions:
        objects = objects_of(verb, "with")
        return any(_is_person(token, context) for token in objects)
    return True


def _is_passive(verb: Token) -> bool:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return verb.tag_ in {"VBN", "VBD"} and any(helper.lemma_ == "be" for helper in helpers)


def _is_person(token: Token, context: Context) -> bool:
    if token.i in context.actor_at:
        return True
    if token.lower_ in lexicon.NOT_MET:
        return False
    return (
        token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or token.lower_ in lexicon.PERSON_NOUNS
        or token.lemma_.lower() in lexicon.PERSON_NOUNS
    )


def _has_day_and_town(verb: Token, context: Context) -> bool:
    nouns = [verb, *(child for child in verb.children if child.dep_ == "dobj")]
    objects = [token for noun in nouns for word in ("in", "on") for token in objects_of(noun, word)]
    towns = [token for token in objects if token.i not in context.timex_at]
    days = [token for token in objects if token.i in context.timex_at]
    for token in towns:
        place = place_of(token)
        if place is not None and not is_country(place.name):
            return bool(days)
    return False


def _by_phone(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "on", "over", "via"}:
            for grandchild in child.children:
                if grandchild.lower_ in {"phone", "telephone", "video"}:
                    return True
    return False


def _sits_down_with(verb: Token) -> bool:
    particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod"}}
    prepositions = {child.lower_ for child in verb.children if child.dep_ == "prep"}
    return "down" in particles | prepositions and bool(prepositions & {"with", "for", "at"})


def _returns_to_the_table(verb: Token) -> bool:
    return any(token.lower_ in {"table"} and any(
        child.lower_ in {"negotiating", "bargaining", "the"} for child in token.children
    ) for token in objects_of(verb, "to"))  # fmt: skip
