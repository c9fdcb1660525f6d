"""How a meeting was held: PLOVER's modes of CONSULT.

References
----------
Open Event Data Alliance, PLOVER: Political Language Ontology for Verifiable Event Records: the
event type CONSULT has the modes visit, third-party, multilateral and phone.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.merging import Group, roots
from analysis.annotate.encounters.participants import subjects_of
from analysis.annotate.encounters.places import Place, chain_of, is_known, place_of
from analysis.model import MeetingFormat

_FEWEST_OF_MANY = 3
# "Indirect talks", "proximity talks": the sides speak through someone between them.
_BETWEEN = frozenset({"indirect", "proximity", "mediated", "brokered", "shuttle"})
_BETWEEN_ENDINGS = ("-mediated", "-brokered", "-facilitated")
_MEDIATING = frozenset({"mediate", "broker", "facilitate"})
_MANY = frozenset({"multilateral", "trilateral", "tripartite", "quadrilateral", "plurilateral"})
_NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "multi")
_MANY_ENDINGS = ("-way", "-party", "-nation", "-country", "-sided")
_TRAVELLING = frozenset(
    {"visit", "travel", "fly", "go", "come", "arrive", "head", "journey", "land", "drive", "jet"}
)
_UNREAL = frozenset({"not", "n't", "never"})


def format_of(group: Group, participants: Iterable[str], context: Context) -> MeetingFormat | None:
    """Return the mode of a meeting, or None where the text does not tell.

    Parameters
    ----------
    group
        The mentions of the meeting.
    participants
        Ids of those who take part.
    context
        The article's actors.

    Notes
    -----
    A call is one whoever takes part. Someone between the sides comes before their number, and a
    journey counts as a visit only where it leads to the country of another who takes part, or
    where the text calls it a visit to them: talks in a third country are none.
    """
    if group.format == "phone":
        return "phone"
    if any(_is_mediated(mention) for mention in group.mentions):
        return "third-party"
    if any(_is_a_visit(mention, participants, context) for mention in group.mentions):
        return "visit"
    many = any(_is_called_multilateral(mention) for mention in group.mentions)
    if many or _parties(participants, context) >= _FEWEST_OF_MANY:
        return "multilateral"
    return None


def _nouns(mention: Mention) -> Iterable[Token]:
    return () if mention.is_verb else dict.fromkeys((mention.head, mention.top))


def _modifiers(mention: Mention) -> set[str]:
    """Return the words before the nouns of a mention, those with hyphens as one word too."""
    found = set()
    for noun in _nouns(mention):
        for child in noun.children:
            if child.i < noun.i and child.dep_ in {"amod", "compound", "nmod"}:
                found.add(child.lower_)
                found.add("".join(token.lower_ for token in child.subtree))
    return found


def _is_mediated(mention: Mention) -> bool:
    words = _modifiers(mention)
    if words & _BETWEEN or any(word.endswith(_BETWEEN_ENDINGS) for word in words):
        return True
    for noun in _nouns(mention):
        if any(child.dep_ == "acl" and child.lemma_ in _MEDIATING for child in noun.children):
            return True
        verb = noun.head
        if verb.lemma_ in _MEDIATING and noun.dep_ in {"dobj", "nsubjpass"}:
            return _is_real(verb)
        if verb.lower_ == "in" and verb.head.lemma_ == "mediate" and noun.dep_ == "pobj":
            return _is_real(verb.head)
    return mention.is_verb and _goes_through_a_mediator(mention.head)


def _is_real(verb: Token) -> bool:
    """Tell "mediated the talks" from "offered to mediate", "did not mediate"."""
    if any(child.lower_ in _UNREAL for child in verb.children):
        return False
    return verb.dep_ not in {"xcomp", "pcomp"} or verb.tag_ != "VB"


def _goes_through_a_mediator(verb: Token) -> bool:
    """Read "negotiated through Omani mediators"."""
    return any(
        child.dep_ == "pobj" and child.lemma_.lower() in {"mediator", "intermediary", "go-between"}
        for preposition in verb.children
        if preposition.lower_ in {"through", "via"}
        for child in preposition.children
    )


def _is_called_multilateral(mention: Mention) -> bool:
    return any(
        word in _MANY or (word.startswith(_NUMBERS) and word.endswith(_MANY_ENDINGS))
        for word in _modifiers(mention)
    )


def _parties(participants: Iterable[str], context: Context) -> int:
    """Count the sides among those who take part: a minister stands for the state beside him."""
    chosen = [one for one in participants if one in context.actors]
    counted: list[set[str]] = []
    for one in chosen:
        if context.actors[one].role == "mediator":
            continue
        mine = roots(one, context)
        if not any(mine & other for other in counted):
            counted.append(mine)
    return len(counted)


# Visits


def _is_a_visit(mention: Mention, participants: Iterable[str], context: Context) -> bool:
    verb = _journey(mention)
    if verb is None or not _is_real(verb):
        return False
    travellers = {
        context.actor_at[token.i] for token in subjects_of(verb) if token.i in context.actor_at
    }
    place = _destination(verb)
    if place is None or not travellers:
        return False
    own = {root for traveller in travellers for root in roots(traveller, context)}
    if _is_the_land_of(own, place, context):
        return False
    others = {root for one in participants for root in roots(one, context)} - own
    if _is_the_land_of(others, place, context):
        return True
    # "Visited Manila for talks": no other is named but the land itself.
    return verb.lemma_ == "visit" and not others


def _journey(mention: Mention) -> Token | None:
    """Return the verb of motion that the talks are the purpose of, or happen on."""
    for token in _above(mention):
        if token.lemma_.lower() in _TRAVELLING and token.pos_ == "VERB":
            return token
    return None


def _above(mention: Mention) -> Iterable[Token]:
    """Yield the verbs over the mention: "flew to Oslo for talks", "flew to Oslo to meet"."""
    token = mention.top
    if mention.is_verb:
        if token.dep_ in {"advcl", "xcomp", "conj"}:
            yield token.head
        return
    for _ in range(3):
        if token.dep_ not in {"pobj", "prep", "dobj"}:
            return
        token = token.head
        if token.pos_ == "VERB":
            yield token
            if token.dep_ in {"advcl", "xcomp", "conj"}:
                yield token.head
            return


def _destination(verb: Token) -> Place | None:
    for child in verb.children:
        if child.dep_ == "dobj" and verb.lemma_ == "visit":
            return _known(child)
        if child.dep_ == "prep" and child.lower_ in {"to", "in", "into"}:
            for noun in child.children:
                if noun.dep_ == "pobj" and (place := _known(noun)) is not None:
                    return place
    return None


def _known(noun: Token) -> Place | None:
    place = place_of(noun)
    return place if place is not None and is_known(place.chain[0]) else None


def _is_the_land_of(actors: set[str], place: Place, context: Context) -> bool:
    """Tell whether the place lies in one of the actors, or in the land they speak for."""
    for one in sorted(actors):
        actor = context.actors.get(one)
        if actor is None or actor.kind != "state":
            continue
        names = [actor.name, *actor.aliases]
        if any(is_known(name) and chain_of(name)[-1] in place.chain for name in names):
            return True
    return False
