"""Where: the places that belong to a mention."""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.ownership import following_words, owner_of
from analysis.annotate.encounters.places import (
    Place,
    capital_of,
    chain_of,
    is_known,
    place_of,
    state_of,
)

_LOCATIVE = frozenset({"in", "at", "to", "into", "outside", "near", "inside", "for"})


def give_places(
    sentence: Span, mentions: list[Mention], anchors: dict[int, Mention], context: Context
) -> None:
    for mention in mentions:
        _place_in_the_phrase(mention, context)
        _host(mention, context)
        _visited(mention)
    for adverb in sentence:
        if adverb.lower_ in {"here", "there"} and adverb.dep_ == "advmod":
            _pointed_at(adverb, mentions, anchors, context)
    for preposition in sentence:
        if preposition.lower_ not in _LOCATIVE or preposition.dep_ not in {
            "prep", "agent", "dative", "prt", "advmod", "conj"
        }:  # fmt: skip
            continue
        objects = [child for child in preposition.children if child.dep_ == "pobj"]
        if not objects or preposition.i + 1 in context.timex_at:
            continue
        noun = _settlement(_nearest_name(preposition, objects[0]))
        place = (
            _capital(noun, context)
            or place_of(noun, after_at=preposition.lower_ == "at")
            or _unknown_town(noun, preposition, context)
        )
        if place is None:
            continue
        if preposition.lower_ == "at" and _is_where_they_work(preposition.head):
            continue
        owner = following_words(preposition.i, mentions, context) or owner_of(
            preposition, anchors, preposition.i
        )
        if owner is not None and _is_where(preposition, owner):
            _add_places(owner, noun, place, preposition)


def _is_where_they_work(noun: Token) -> bool:
    """Tell "officials at the ministry" from "met at the ministry"."""
    return noun.dep_ in {"nsubj", "nsubjpass"} and noun.lemma_.lower() in (
        lexicon.PERSON_NOUNS | lexicon.DELEGATE_NOUNS
    )


def _pointed_at(
    adverb: Token, mentions: list[Mention], anchors: dict[int, Mention], context: Context
) -> None:
    """Read "ended here on Friday" by the dateline, "met him there" by the town named before."""
    owner = owner_of(adverb, anchors, adverb.i)
    if owner is None or owner.places:
        return
    if adverb.lower_ == "here" and context.here is not None:
        name, chain = context.here
    elif adverb.lower_ == "there" and context.last_town is not None:
        name, chain, sentence = context.last_town
        if owner.sentence - sentence > 1:
            return
    else:
        return
    owner.places.append(Place(name, chain, adverb.i, adverb.i + 1))
    owner.cover(adverb)


def _capital(noun: Token, context: Context) -> Place | None:
    """Read "the Azerbaijani capital", "Kenya's capital": the town, where it is known."""
    if noun.lower_ != "capital" or any(child.dep_ == "appos" for child in noun.children):
        return None
    for child in noun.children:
        actor = context.actors.get(context.actor_at.get(child.i, ""))
        known = actor is not None and actor.kind == "state"
        state = actor.name if actor is not None and known else state_of(child.text)
        town = capital_of(state) if state is not None else None
        if town is not None:
            return Place(town, chain_of(town), noun.i, noun.i + 1)
    return None


def _settlement(noun: Token) -> Token:
    """Return the name in "the border city of Khujand", "the Swiss resort of Davos"."""
    if noun.lower_ not in lexicon.SETTLEMENTS:
        return noun
    named = [
        grandchild
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for grandchild in child.children
        if grandchild.dep_ == "pobj"
    ]
    named += [child for child in noun.children if child.dep_ == "appos"]
    return next((name for name in named if name.text[:1].isupper()), noun)


def _unknown_town(noun: Token, preposition: Token, context: Context) -> Place | None:
    """Return the place after "in" that neither the gazetteer nor the model knows."""
    if preposition.lower_ != "in" or noun.pos_ != "PROPN" or noun.i in context.actor_at:
        return None
    if noun.ent_type_ not in {"", "PERSON", "ORG"} or noun.i in context.timex_at:
        return None
    is_first = noun.left_edge.i == preposition.i + 1 and all(
        token.pos_ == "PROPN" for token in noun.doc[preposition.i + 1 : noun.i + 1]
    )
    if not (is_first or _settlement_above(noun)) or not noun.text[:1].isupper():
        return None
    if noun.i > preposition.i + 1 and is_first:
        name = noun.doc[preposition.i + 1 : noun.i + 1].text
        return Place(name, (name.lower(),), preposition.i + 1, noun.i + 1)
    return Place(noun.text, (noun.text.lower(),), noun.i, noun.i + 1)


def _settlement_above(noun: Token) -> bool:
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.lower_ in lexicon.SETTLEMENTS


def _nearest_name(preposition: Token, noun: Token) -> Token:
    """Return the name after "in" where the parse ran it into a date ("in Izmir next month")."""
    following = preposition.nbor(1)
    if following.dep_ == "poss":
        return noun
    if following.pos_ == "PROPN" and following != noun and following.head.i > following.i:
        return following if place_of(following) is not None and place_of(noun) is None else noun
    return noun


def _is_where(preposition: Token, mention: Mention) -> bool:
    word = preposition.lower_
    if word in {"in", "at", "outside", "near", "inside"}:
        return True
    verb = preposition.head
    if verb.tag_.startswith("NN") and word == "to":
        verb = verb.head  # "send delegations to Geneva"
    lemmas = lexicon.MOTION_VERBS if word in {"to", "into"} else _PLANNING
    told_of = [event.token for event in mention.events] + [mention.journey]
    return word in {"to", "into", "for"} and verb.lemma_.lower() in lemmas and verb in told_of


_PLANNING = frozenset({"plan", "schedule", "set", "slate", "fix"})


def _add_places(mention: Mention, noun: Token, place: Place, preposition: Token) -> None:
    mention.places.append(place)
    mention.cover(preposition, place.start, place.end - 1)
    for member in noun.conjuncts:
        other = place_of(member)
        if other is not None:
            mention.places.append(other)
            mention.cover(other.end - 1)
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i:
            wider = place_of(child)
            if wider is not None and place.within(wider):
                mention.places.append(wider)
        if child.dep_ == "prep" and child.lower_ in {"in", "near", "outside"} and place.is_venue:
            for grandchild in child.children:
                town = place_of(grandchild) if grandchild.dep_ == "pobj" else None
                if town is not None:
                    mention.places.append(town)
                    mention.cover(town.end - 1)


def _visited(mention: Mention) -> None:
    """Read "is due to visit Riyadh for talks"."""
    verbs = [event.token for event in mention.events]
    verbs += [mention.journey] if mention.journey is not None else []
    for verb in verbs:
        if verb.lemma_.lower() not in {"visit", "tour"}:
            continue
        for child in verb.children:
            place = place_of(child) if child.dep_ == "dobj" else None
            if place is not None:
                mention.places.append(place)
                mention.cover(child)


def _place_in_the_phrase(mention: Mention, context: Context) -> None:
    """Read "the Geneva talks", "the Camp David summit"."""
    if mention.is_verb:
        return
    before = [mention.head.nbor(-1)] if mention.head.i else []
    for child in {*mention.head.children, *before}:
        if child.i < mention.head.i and (
            child.dep_ in {"compound", "nmod", "amod"} or mention.head.pos_ == "VERB"
        ):
            place = place_of(child)
            if place is not None and is_known(place.chain[0]) and _is_a_town(place):
                mention.places.append(place)
                mention.cover(place.start)


def _is_a_town(place: Place) -> bool:
    return len(place.chain) > 1


def _host(mention: Mention, context: Context) -> None:
    """Read "Oman will host the talks", "talks hosted by Qatar": the host's country is the place."""
    for event in mention.events:
        if event.token.lemma_.lower() != "host":
            continue
        for child in event.token.children:
            token = child
            if child.dep_ == "agent":
                token = next((c for c in child.children if c.dep_ == "pobj"), child)
            elif child.dep_ != "nsubj":
                continue
            place = place_of(token)
            if place is not None:
                mention.places.append(place)
                mention.cover(token)
