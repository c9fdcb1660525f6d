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
    """Return the mention that `verb` is, or None where it tells of no meeting."""
    if _is_a_meeting(verb, context):
        return _plain_verb(verb, number, "meeting")
    if _is_a_call(verb):
        mention = _plain_verb(verb, number, "call")
        mention.format = "phone"
        return mention
    if _speaks_with(verb, context):
        return _plain_verb(verb, number, "call")
    if verb.lemma_.lower() == "shuttle" and objects_of(verb, "between"):
        mention = _plain_verb(verb, number, "talks")
        mention.format = "third-party"
        return mention
    return None


def _is_a_call(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in lexicon.PHONE_VERBS:
        return verb.pos_ == "VERB"
    return lemma in lexicon.SPEAKING_VERBS and _by_phone(verb)


# Bodies that meet as what they are: "the Senate reconvenes".
_HOUSES = frozenset(
    {"senate", "congress", "parliament", "house", "court", "jury", "legislature", "bundestag",
     "knesset", "lawmaker", "commons", "duma"}
)  # fmt: skip


def _sits_by_itself(verb: Token) -> bool:
    """Tell whether a parliament or a court meets, and nobody with it."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    alone = bool(subjects) and all(
        subject.lemma_.lower() in _HOUSES and not subject.conjuncts for subject in subjects
    )
    others = any(child.dep_ == "dobj" for child in verb.children) or objects_of(verb, "with")
    return alone and not others


def _speaks_with(verb: Token, context: Context) -> bool:
    """Read "spoke with the Turkish leader on Monday": who talked, by phone or not is not said."""
    if verb.lemma_.lower() not in {"speak", "talk"} or _is_passive(verb):
        return False
    whom = [token for word in ("with", "to") for token in objects_of(verb, word)]
    whom += [child for child in verb.children if child.dep_ == "nsubj"]
    people = [
        token
        for token in whom
        if token.i in context.actor_at
        and context.actors[context.actor_at[token.i]].kind == "person"
        and context.actors[context.actor_at[token.i]].named
    ]
    return len({context.actor_at[token.i] for token in people}) > 1 and _is_set_in_time_or_place(
        verb, context
    )


def _is_a_meeting(verb: Token, context: Context) -> bool:
    lemma = verb.lemma_.lower()
    if _sits_by_itself(verb):
        return False
    if lemma == "meet":
        return _is_meeting_of_people(verb, context)
    if lemma in lexicon.VERBS_OF_MEETING:
        return not (lemma in lexicon.SPEAKING_VERBS and _by_phone(verb))
    if lemma in DELIBERATING:
        return _has_day_and_town(verb, context)
    if lemma in lexicon.RECEIVING_VERBS:
        return _receives_people(verb, context)
    if lemma in _COMING_TOGETHER:
        return _gathers_people(verb, context)
    if lemma == "sit":
        return _sits_down_with(verb) and not _is_for_a_meeting(verb)
    return lemma == "return" and _returns_to_the_table(verb)


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
        child for child in verb.children if child.dep_ == "dobj" and child.lower_ not in _NO_OBJECTS
    ]
    if objects:
        return any(_is_person(token, context) for token in objects)
    if _is_passive(verb):
        return False
    prepositions = {child.lower_ for child in verb.children if child.dep_ == "prep"}
    if "with" in prepositions:
        objects = [token for token in objects_of(verb, "with") if token.dep_ == "pobj"]
        return not objects or any(
            _is_person(token, context)
            or (token.tag_ == "NNS" and token.lower_ not in lexicon.NOT_MET)
            for token in objects
        )
    return True


def _is_a_host(token: Token, context: Context) -> bool:
    return token.i in context.actor_at or _is_someone(token, context) or token.tag_ in {"WP", "PRP"}


_COMING_TOGETHER = frozenset({"gather", "convene", "assemble", "reassemble"})
# "Met twice", "met face to face", "met their second round": nobody is met.
_NO_OBJECTS = NOUN_FORMS | lexicon.UNIT_NOUNS | {"face", "eye", "times"}


def _receives_people(verb: Token, context: Context) -> bool:
    """Tell "hosted the two leaders", "received the envoy" from "hosted the Games"."""
    if is_sport(verb) or context.is_about_sport or _is_passive(verb):
        return False
    if _is_for_a_meeting(verb):
        return False
    guests = [child for child in verb.children if child.dep_ == "dobj"]
    hosts = [child for child in verb.children if child.dep_ == "nsubj"]
    return (
        any(_is_someone(token, context) for token in guests)
        and (not hosts or any(_is_a_host(token, context) for token in hosts))
        and _is_set_in_time_or_place(verb, context)
    )


def _is_for_a_meeting(verb: Token) -> bool:
    """Tell whether a noun names the meeting: "gathered in Lima for talks"."""
    nouns = [noun for word in ("for", "to", "at") for noun in objects_of(verb, word)]
    return any(
        token.lower_ in NOUN_FORMS for noun in nouns for token in (noun, *objects_of(noun, "of"))
    )


def _gathers_people(verb: Token, context: Context) -> bool:
    """Tell "delegates gathered in Lima on Monday" from "evidence was gathered"."""
    if is_sport(verb) or context.is_about_sport or _is_passive(verb):
        return False
    if any(child.dep_ == "dobj" for child in verb.children) or _is_for_a_meeting(verb):
        return False
    return (
        any(child.dep_ == "nsubj" and _is_a_delegate(child, context) for child in verb.children)
        and _is_set_in_time_or_place(verb, context)
        and not objects_of(verb, "outside")
    )


def _is_a_delegate(token: Token, context: Context) -> bool:
    return token.lemma_.lower() in lexicon.DELEGATE_NOUNS or (
        token.i in context.actor_at
        and context.actors[context.actor_at[token.i]].named
        and context.actors[context.actor_at[token.i]].kind in {"state", "organisation", "group"}
    )


def _is_someone(token: Token, context: Context) -> bool:
    """Tell whether the noun is a person, or people who can sit down with others."""
    if token.i in context.actor_at:
        kind = context.actors[context.actor_at[token.i]].kind
        if kind in {"person", "role", "group"}:
            return True
    return token.ent_type_ == "PERSON" or token.lemma_.lower() in lexicon.DELEGATE_NOUNS


def _is_set_in_time_or_place(verb: Token, context: Context) -> bool:
    """Tell whether a day or a place hangs from the verb or from its object."""
    guests = [child for child in verb.children if child.dep_ == "dobj"]
    holders = [verb, *guests, *(other for guest in guests for other in guest.conjuncts)]
    holders += [child for holder in holders for child in holder.children if child.dep_ == "appos"]
    for holder in holders:
        for child in holder.children:
            if child.i in context.timex_at and child.i > verb.i:
                return True
            if child.dep_ == "prep" and child.lower_ in {"in", "on", "at"} and child.i > verb.i:
                nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
                if any(n.i in context.timex_at or place_of(n) is not None for n in nouns):
                    return True
    return False


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
