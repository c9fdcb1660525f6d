"""Who met whom: the actors in a mention's subject, object and "with", "between", "of"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.outcomes import OUTCOME

_OF_WHOM = frozenset({"from", "for", "of", "representing"})
_WITH = frozenset({"with", "between", "among", "involving", "plus", "by", "alongside"})
_TELLING = frozenset({"on", "start", "resume", "end", "continue"})
_SIDES = frozenset(
    {"sides", "parties", "they", "both", "delegations", "teams", "negotiators", "two",
     "governments", "rivals", "leaders", "neighbours", "neighbors"}
)  # fmt: skip
_THEM = frozenset({"they", "both", "two", "leaders", "teams", "delegations"})
_CONVENERS = frozenset(
    {"host", "mediate", "broker", "chair", "propose", "announce", "schedule", "sponsor",
     "facilitate", "arrange", "oversee", "postpone", "cancel", "convene", "call", "hail", "plan",
     "set", "lead", "organise", "organize", "move", "delay"}
)  # fmt: skip


def read_participants(mentions: list[Mention], context: Context) -> None:
    """Fill in, for the mentions of one sentence, the ids of those who take part, in text order."""
    for mention in mentions:
        _read(mention, context)
    for preposition in mentions[0].head.sent if mentions else ():
        if preposition.lower_ == "between" and preposition.dep_ == "prep":
            _give_between(preposition, mentions, context)


def _give_between(preposition: Token, mentions: list[Mention], context: Context) -> None:
    """Read "the talks were the first in eight months between Iran and the powers"."""
    before = [mention for mention in mentions if mention.head.i < preposition.i]
    if not before or len(before[-1].participants) > 1:
        return
    mention = before[-1]
    between = preposition.doc[mention.head.i : preposition.i]
    if any(token.pos_ == "VERB" and not _is_part_of(token, mention) for token in between):
        return
    for noun in preposition.children:
        if noun.dep_ == "pobj" and (len(_conjuncts(noun)) > 1 or _are_the_sides(noun)):
            _take(mention, noun, context)
    mention.participants = _ordered(mention.participants)


def _is_part_of(verb: Token, mention: Mention) -> bool:
    return any(event.token == verb for event in mention.events) or verb.dep_ in {"relcl", "acl"}


def _read(mention: Mention, context: Context) -> None:
    groups: list[Token] = []
    verbs = _verbs_with_subjects(mention)
    for verb in verbs:
        groups.extend(subjects_of(verb))
    for token in _phrase_heads(mention):
        groups.extend(_after_prepositions(token))
        groups.extend(
            child
            for child in token.children
            if child.dep_ in {"poss", "compound", "amod", "nmod"}
            and child.i < token.i
            and _is_a_party_modifier(child, token, context)
        )
        if any(child.lower_ == "their" for child in token.children):
            mention.is_about_the_sides = mention.is_about_them = True
    groups.extend(_who_will_be_there(mention))
    groups.extend(_who_talked(mention))
    mention.is_between = _names_two(mention)
    for token in groups:
        _take(mention, token, context)
    mention.is_about_the_sides |= mention.kind == OUTCOME and not mention.is_verb
    mention.participants = _ordered(mention.participants)


def _who_talked(mention: Mention) -> Iterator[Token]:
    """Read "A and B failed to agree in talks", "parted after talks": who did is who talked."""
    preposition = mention.top.head
    if mention.top.dep_ != "pobj" or preposition.lower_ not in {"in", "at", "during", "after"}:
        return
    verb = preposition.head
    if verb.pos_ == "VERB" and verb.lemma_.lower() not in lexicon.SAYING_VERBS:
        if mention.kind == "call":  # "in a call on Monday, she urged him to wait"
            yield from (child for child in verb.children if child.dep_ in {"nsubj", "dobj"})
        for subject in subjects_of(verb):
            if len(subject.conjuncts) > 0 or subject.lower_ in _COLLECTIVE | _SIDES:
                yield subject


def _who_will_be_there(mention: Mention) -> Iterator[Token]:
    """Read "on Friday in Milan, where the two chairmen will settle the price"."""
    for token in mention.head.doc[mention.first : mention.last + 1]:
        for child in token.children:
            if child.dep_ == "relcl" and child.i > mention.last - 1 and any(
                word.lower_ in {"where", "when"} for word in child.children
            ):  # fmt: skip
                yield from (one for one in child.children if one.dep_ == "nsubj")
                for verb in child.conjuncts:
                    yield from (one for one in verb.children if one.dep_ == "nsubj")


def _names_two(mention: Mention) -> bool:
    """Tell whether the phrase has "between A and B", known actors or not."""
    return any(
        child.lower_ == "between" and any(len(_conjuncts(noun)) > 1 for noun in child.children)
        for token in (mention.head, mention.top)
        for child in token.children
    )


def _phrase_heads(mention: Mention) -> Iterator[Token]:
    yield mention.head
    if mention.top != mention.head:
        yield mention.top
    for event in mention.events:
        if event.token == mention.head or event.effect not in _TELLING:
            continue
        if event.token.lemma_.lower() not in _CONVENERS or event.role != "subject":
            yield event.token


def _verbs_with_subjects(mention: Mention) -> list[Token]:
    verbs = []
    for event in mention.events:
        if event.role == "subject" or event.effect is None or event.modality == "unreal":
            continue
        if event.token.lemma_ == "attend" and event.token.dep_ == "relcl":
            continue  # "two people who attended the meeting" are its witnesses
        gives_up = event.effect == "cancel" and event.role == "object"
        if event.token.lemma_.lower() in _CONVENERS and not (_has_with(mention) or gives_up):
            continue
        if event.token.pos_ in {"VERB", "AUX"}:
            verbs.append(event.token)
    if mention.head.pos_ == "VERB":
        verbs.append(mention.head)
    return list(dict.fromkeys(verbs))


def subjects_of(verb: Token) -> list[Token]:
    """Return who does what `verb` says, looking through "agreed to" and relative pronouns.

    The parse may give a verb two subjects where one holds an "and"; all are returned.
    """
    current = verb
    for _ in range(_STEPS):
        own = _own_subjects(current)
        if own:
            return own
        above = _above(current)
        if above is None:
            return []
        if above.pos_ == "ADJ":  # "is due to visit"
            above = above.head
        if above.pos_ not in {"VERB", "AUX"}:
            return [above]
        current = above
    return []


_STEPS = 4  # verbs looked at above a verb without a subject of its own


def _has_with(mention: Mention) -> bool:
    """Tell "proposed a meeting with Greece", a party's, from "proposed a meeting", anyone's."""
    return any(
        child.lower_ == "with" for noun in (mention.head, mention.top) for child in noun.children
    )


def _own_subjects(verb: Token) -> list[Token]:
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    subjects = [*(other for child in subjects for other in _torn_off(child)), *subjects]
    if verb.dep_ == "relcl" and any(child.tag_ in {"WDT", "WP"} for child in subjects):
        return [verb.head]
    return subjects


def _torn_off(subject: Token) -> list[Token]:
    """Return "Latvia" of "Latvia and Belarus held", where the parse begins a sentence at "and"."""
    first = subject.left_edge.i
    if first < 2 or subject.doc[first - 1].lower_ != "and" or subject.doc[first - 1].dep_ != "cc":
        return []
    before = subject.doc[first - 2]
    return [before] if before.pos_ == "PROPN" and before.dep_ == "ROOT" else []


def _above(verb: Token) -> Token | None:
    """Return the verb, or the object, in which the subject of `verb` is to be looked for."""
    if verb.dep_ == "relcl":
        return verb.head
    if verb.dep_ == "acl":  # "made an offer to meet"
        noun = verb.head
        return noun.head if noun.dep_ in {"dobj", "attr"} else None
    if verb.dep_ == "pcomp":
        main = verb.head.head
        return None if main.lemma_.lower() in lexicon.SAYING_VERBS else main
    if verb.dep_ in {"xcomp", "ccomp"}:
        return _controller(verb) or verb.head
    return verb.head if verb.dep_ in {"conj", "advcl"} else None


def _controller(verb: Token) -> Token | None:
    """Return the object of "invited the rebels to meet"."""
    if verb.dep_ not in {"xcomp", "ccomp"}:
        return None
    for child in verb.head.children:
        if child.dep_ == "dobj" and verb.head.i < child.i < verb.i:
            return child
    return None


def _after_prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        yield from _met_face_to_face(child)
        if child.dep_ == "dobj" and token.lemma_.lower() in _WITH_GUESTS:
            yield child
        elif child.dep_ in {"prep", "agent"} and _leads_to_parties(child, token):
            yield from (
                noun for noun in child.children if noun.dep_ == "pobj" and noun.lower_ != "talks"
            )


def _leads_to_parties(preposition: Token, token: Token) -> bool:
    word = preposition.lower_
    spoken_to = word == "to" and token.lemma_.lower() in {"speak", "talk"}
    return word in _WITH - {"by"} or word == "of" or spoken_to


def _met_face_to_face(token: Token) -> Iterator[Token]:
    """Read "met face to face with the owner", where the parse hangs "with" from "face"."""
    if token.lower_ not in {"face", "to"} or token.dep_ not in {"dobj", "advmod", "prep"}:
        return
    for preposition in token.subtree:
        if preposition.lower_ == "with" and preposition.nbor(-1).lower_ == "face":
            yield from (noun for noun in preposition.children if noun.dep_ == "pobj")


# Whom they "meet", "phone", "host", "summon": these take part as well.
_WITH_GUESTS = lexicon.RECEIVING_VERBS | {"meet", "telephone", "phone", "call", "invite", "join"}


def _is_a_party_modifier(child: Token, noun: Token, context: Context) -> bool:
    """Tell "U.S.-China talks" and "Iran's talks with" from "Geneva talks" and "Tuesday's talks"."""
    if child.i in context.timex_at:
        return False
    if child.i not in context.actor_at:
        return False
    if child.dep_ == "poss":
        return True
    others = [
        other for other in child.subtree if other.i in context.actor_at and other.i != child.i
    ]
    siblings = [
        other
        for other in noun.children
        if other is not child and other.i < noun.i and other.i in context.actor_at
    ]
    ids = {context.actor_at[token.i] for token in [child, *others, *siblings]}
    return len(ids) > 1


def _take(mention: Mention, token: Token, context: Context) -> None:
    """Add the actors named in the noun phrase of `token`."""
    if token.lower_ in _BYSTANDERS:
        return
    found = False
    low, high = token.left_edge.i, token.right_edge.i
    for start, end, actor_id in context.actors_between(low, high):
        if start < low and end >= token.i and start <= token.i:
            start = token.i
        if start < low or context.actors[actor_id].kind == "media":
            continue
        if any(place.start <= end and start < place.end for place in mention.places):
            continue  # "at the Interior Ministry" is where, not who
        if _is_reached(context.doc[start : end + 1].root, token, context):
            found = _add(mention, actor_id, (start, end), context) or found
    if not found and _are_the_sides(token):
        mention.is_about_the_sides = True
        mention.is_about_them = token.lower_ in _THEM or token.lower_ not in _SIDES


_BYSTANDERS = frozenset({"observers", "observer", "reporters", "journalists", "witnesses"})
_MODIFIERS = frozenset({"poss", "compound", "nmod", "amod"})
_HELPERS = frozenset(
    {"observers", "observer", "mediator", "mediators", "host", "hosts", "reporters", "witnesses"}
)


def _is_reached(head: Token, root: Token, context: Context) -> bool:
    """Tell whether a name belongs to a phrase as its head, a member, or whom it stands for."""
    current = head
    while current != root:
        if _only_modifies(current, context):
            return False  # "Kenya's President William Ruto" is he, not Kenya
        if current.dep_ in {"relcl", "acl", "advcl", "ccomp", "parataxis"}:
            return current.dep_ == "acl" and _is_in_the_party(current, head)
        if current.dep_ == "prep" and current.lower_ not in _OF_WHOM | _WITH:
            return False
        if current.head == current:
            return True
        if current.head.lower_ in _HELPERS:
            return False
        current = current.head
    return True


def _add(mention: Mention, actor_id: str, where: tuple[int, int], context: Context) -> bool:
    """Take in an actor, or whom it stands for; tell whether that is anybody named."""
    principals = _principals(actor_id, *where, context)
    if principals == [actor_id] and _is_a_mere_plural(actor_id, where, context):
        mention.unnamed.append(actor_id)
        return False
    mention.participants.extend(principals)
    return True


def _is_a_mere_plural(actor_id: str, where: tuple[int, int], context: Context) -> bool:
    """Tell "ministers", "border delegations", "the two sides' advisers" from a party's name."""
    actor = context.actors[actor_id]
    head = context.doc[where[0] : where[1] + 1].root
    return (
        not actor.named
        and head.tag_ == "NNS"
        and (head.lower_ in _COLLECTIVE | _SIDES or head.lemma_.lower() in _STAND_INS)
    )


_STAND_INS = frozenset({"adviser", "aide", "head", "chief", "expert", "lawyer", "technician"})


def _is_in_the_party(verb: Token, name: Token) -> bool:
    """Read "delegations led by the premier", "states, joined by Britain and Norway"."""
    if verb.lemma_ not in {"lead", "head", "join", "accompany"}:
        return False
    return any(
        noun == name or name in noun.conjuncts
        for agent in verb.children
        if agent.dep_ == "agent"
        for noun in agent.children
    )


def _only_modifies(token: Token, context: Context) -> bool:
    """Tell "Kenya" in "Kenya's President" from "the Union" in "the Union and Bolt managers"."""
    joined = token.dep_ == "conj" or any(child.dep_ == "cc" for child in token.children)
    return token.dep_ in _MODIFIERS and token.head.i in context.actor_at and not joined


def _are_the_sides(token: Token) -> bool:
    if token.lower_ in _SIDES:
        return True
    counted = any(child.lower_ in {"two", "three", "both"} for child in token.children)
    return counted and token.lemma_.lower() in lexicon.PERSON_NOUNS | lexicon.DELEGATE_NOUNS


def _conjuncts(token: Token) -> list[Token]:
    return [token, *token.conjuncts] if token.dep_ != "conj" else [token]


def _principals(actor_id: str, start: int, end: int, context: Context) -> list[str]:
    """Return whom an unnamed delegation stands for: "Iranian negotiators" are Iran at the table."""
    actor = context.actors.get(actor_id)
    if actor is None or actor.named or actor.kind not in {"role", "group"}:
        return [actor_id]
    if not any(token.lower_ in _COLLECTIVE for token in context.doc[start : end + 1]):
        return [actor_id]
    principal = actor.speaks_for or actor.side or actor.member_of
    inside = [
        context.actor_at[index]
        for index in range(start, end + 1)
        if context.actor_at.get(index, actor_id) != actor_id
    ]
    return list(dict.fromkeys(inside)) or [principal or actor_id]


_COLLECTIVE = frozenset(
    {"negotiators", "delegation", "delegations", "officials", "representatives", "team", "teams",
     "diplomats", "delegates", "envoys", "presidents", "leaders", "ministers", "executives",
     "management", "commanders"}
)  # fmt: skip


def _ordered(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
