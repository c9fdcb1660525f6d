"""What is said to happen to a meeting: the verbs around a mention, and the status they give."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.lexicon import Effect
from analysis.annotate.encounters.mentions import Event, Mention
from analysis.annotate.encounters.modality import Modality, modality
from analysis.annotate.encounters.outcomes import OUTCOME
from analysis.model import MeetingStatus

_NOUN_STEPS = 3  # nouns climbed between a phrase and its verb


def read_events(mention: Mention) -> None:
    """Fill in the events of `mention`: its own verb, the verb it depends on, its participles."""
    if mention.is_anaphor and mention.is_verb:
        effect = lexicon.SUBJECT_EFFECTS.get(mention.head.lemma_.lower())
        mention.events.append(Event(mention.head, effect, "self", modality(mention.head)))
        mention.cover(*_verb_group(mention.head))
    elif mention.is_verb:
        mention.events.append(Event(mention.head, "on", "self", modality(mention.head)))
        mention.cover(*_verb_group(mention.head))
        _journey(mention)
    elif mention.kind == OUTCOME:
        mention.events.append(Event(mention.aliases[0], "on", "subject", "past"))
    else:
        _event_noun(mention)
        _governing_verb(mention)
        _sequel(mention, mention.top.head if mention.top.dep_ == "dobj" else None)
        _participles(mention)
        _purpose_of_a_journey(mention)
    _status(mention)
    if mention.status is None and not mention.is_verb:
        _implied_by_preposition(mention)


def _journey(mention: Mention) -> None:
    """Read "will travel to Lima on Monday to meet": the journey's day and town are the meeting's.

    So too "flew to Lima on Monday and met", "is expected in Lima on Monday and will meet".
    """
    verb, above = mention.head, mention.head.head
    purpose = verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VB"
    sequel = verb.dep_ == "conj" and above.i < verb.i
    if sequel:
        _sequel(mention, verb)
    if not purpose or above.pos_ not in {"VERB", "AUX"} or not _travels(above):
        return
    real = modality(above)
    if real != "unreal":
        mention.events.insert(0, Event(above, "on", "purpose", real))
        mention.events[1].modality = real if real != "none" else mention.events[1].modality
        mention.cover(above, *_verb_group(above))


def _purpose_of_a_journey(mention: Mention) -> None:
    """Read "will travel to Lima on Monday to rejoin the talks"."""
    verb = mention.top.head
    if mention.top.dep_ != "dobj" or verb.dep_ not in {"advcl", "xcomp"} or verb.tag_ != "VB":
        return
    above = verb.head
    if above.pos_ in {"VERB", "AUX"} and _travels(above):
        mention.events.append(Event(above, "on", "purpose", modality(above)))
        mention.cover(above, *_verb_group(above))


def _sequel(mention: Mention, verb: Token | None) -> None:
    """Read "flew to Lima on Monday and met", "visited Lima on Monday and held talks"."""
    if verb is None or verb.dep_ != "conj" or verb.head.pos_ not in {"VERB", "AUX"}:
        return
    above = verb.head
    awaited = above.lemma_.lower() in _AWAITED and _has_place(above)
    if above.i < verb.i and (_travels(above) or awaited):
        mention.journey = above


def _travels(verb: Token) -> bool:
    return verb.lemma_.lower() in lexicon.MOTION_VERBS - {"be", "meet", "invite", "summon"}


_AWAITED = frozenset({"expect", "schedule", "due", "be"})


def _has_place(verb: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in {"in", "to"} for child in verb.children)


def _implied_by_preposition(mention: Mention) -> None:
    """Read "signed the pact after talks in Denver": the talks were held."""
    preposition = mention.top.head
    if mention.top.dep_ != "pobj" or preposition.lower_ not in {"after", "following", "during"}:
        return
    for verb in preposition.ancestors:
        if verb.pos_ in {"VERB", "AUX"}:
            if modality(verb) in {"past", "perfect"}:
                mention.status, mention.status_words = "held", preposition.text
            return


def _event_noun(mention: Mention) -> None:
    effect = lexicon.EVENT_NOUNS.get(mention.top.lower_)
    if effect is not None:
        mention.events.append(Event(mention.top, effect, "self", "none"))


def _governing_verb(mention: Mention) -> None:
    top = _first_conjunct(mention.top)
    head = top.head
    if top.dep_ in {"nsubj", "nsubjpass"}:
        _add(mention, head, "subject")
        _main_verb_without_subject(mention, head)
        for other in head.children:
            if other.dep_ == "conj" and other.pos_ == "VERB":
                if not any(child.dep_ in {"nsubj", "nsubjpass"} for child in other.children):
                    _add(mention, other, "subject")
            elif other.dep_ == "xcomp" and (head.lemma_ != "be" or other.tag_ == "VB"):
                _add(mention, other, "subject")
            elif other.dep_ in {"acomp", "xcomp", "attr", "prep", "advmod"}:
                _complement(mention, head, other)
    elif top.dep_ in {"dobj", "attr", "oprd"}:
        if head.lemma_.lower() != "be":
            _add(mention, head, "object")
    elif top.dep_ == "pobj":
        _purpose(mention, head)
        _verb_without_subject(mention)


def _main_verb_without_subject(mention: Mention, verb: Token) -> None:
    """Read "the talks, the first since fighting erupted, will start": the parse may err.

    A subject before a comma can be given to a verb inside the commas; the main verb after them
    then has none.
    """
    main = verb.head
    if verb.dep_ not in {"advcl", "relcl", "acl", "ccomp"} or main.i < verb.i:
        return
    if main.pos_ == "VERB" and not any(
        child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in main.children
    ):
        _add(mention, main, "subject")


def _verb_without_subject(mention: Mention) -> None:
    """Read "after two days of talks in Oslo ended on Tuesday", where the parse sees no clause."""
    last = mention.top.right_edge
    if last.i + 1 >= len(last.doc):
        return
    verb = last.nbor(1)
    if verb.tag_ in {"VBD", "VBZ"} and not any(
        child.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for child in verb.children
    ):
        _add(mention, verb, "subject")


def _complement(mention: Mention, verb: Token, complement: Token) -> None:
    """Read "talks are due to open", "talks were under way", "talks are set for Monday"."""
    if _is_under_way(verb):
        real = modality(verb)
        if real in {"past", "present", "perfect", "none"}:
            mention.events.append(Event(verb, "on", "subject", "progressive"))
            mention.cover(verb)
    if complement.lower_ in _SET:
        mention.events.append(Event(complement, "on", "subject", "future"))
        for child in complement.children:
            if child.dep_ == "xcomp":
                effect = effect_of(child, "subject")
                mention.events.append(Event(child, effect, "subject", "future"))
                mention.cover(child)


_SET = frozenset({"due", "scheduled", "set", "likely"})


def _is_under_way(verb: Token) -> bool:
    words = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 4]]
    return verb.lemma_ == "be" and (
        "underway" in words
        or any(pair in {("under", "way"), ("in", "progress")} for pair in pairwise(words))
    )


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token and token.head.tag_.startswith("NN"):
        token = token.head
    return token


def _add(mention: Mention, verb: Token, role: Literal["subject", "object"]) -> None:
    effect = effect_of(verb, role)
    mention.events.append(Event(verb, effect, role, modality(verb)))
    if effect is not None:
        mention.cover(verb, *_verb_group(verb))


def effect_of(verb: Token, role: Literal["subject", "object"]) -> Effect | None:
    """Return what `verb` does to a meeting that is its subject or object, or None."""
    lemma = verb.lemma_.lower()
    table = lexicon.SUBJECT_EFFECTS if role == "subject" else lexicon.OBJECT_EFFECTS
    effect = table.get(lemma)
    if effect is None:
        return None
    needed = lexicon.NEEDS_PARTICLE.get(lemma)
    if needed is not None:
        following = {
            child.lower_ for child in verb.children if child.i > verb.i and child.dep_ != "punct"
        }
        if verb.i + 1 < len(verb.doc):
            following.add(verb.nbor(1).lower_)
        if not following & needed:
            return "on" if lemma == "call" and role == "object" else None
    if lemma == "move" and not _moves_to_a_day(verb):
        return "on" if any(child.lower_ == "to" for child in verb.children) else None
    if lemma == "bring" and any(child.lower_ == "forward" for child in verb.children):
        return "postpone"
    if lemma in {"be", "come", "follow", "bring", "hail"}:
        return "on" if _is_only_timed(verb) else None
    if lemma == "set" and not {"for", "to"} & {child.lower_ for child in verb.children}:
        return (
            "on"
            if any(child.tag_ == "TO" for c in verb.children for child in c.children)
            else ("on" if role == "object" else None)
        )
    return effect


def _moves_to_a_day(verb: Token) -> bool:
    """Tell "was moved to Friday" from "moved to Geneva"."""
    return any(
        noun.ent_type_ in {"DATE", "TIME"}
        for preposition in verb.children
        if preposition.lower_ in {"to", "from", "until", "till", "for"}
        for noun in preposition.children
    )


def _is_only_timed(verb: Token) -> bool:
    """Tell whether time or place is all that a weak verb says: "talks were on Monday"."""
    return any(child.dep_ in {"prep", "npadvmod"} for child in verb.children) and not any(
        child.dep_ in {"attr", "acomp", "dobj", "xcomp"} for child in verb.children
    )


def _verb_group(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"aux", "auxpass", "neg", "prt"}]


_CALLING_FOR = frozenset({"call", "push", "press", "appeal", "ask", "plead", "hope"})
_PURPOSE = frozenset({"for", "to", "in", "at", "into", "from", "with", "during", "after", "before"})


def _purpose(mention: Mention, preposition: Token) -> None:
    """Read "flew to Doha for talks", "agreed to return to talks", "took part in talks"."""
    if _plan_of(mention, preposition) or preposition.lower_ not in _PURPOSE:
        return
    verb = _verb_above(preposition)
    if verb is None:
        return
    lemma, real = verb.lemma_.lower(), modality(verb)
    if preposition.lower_ == "for" and lemma in _CALLING_FOR:
        mention.events.append(Event(verb, "on", "object", "proposed"))
        mention.cover(verb)
    elif preposition.lower_ in {"for", "in", "at", "to"} and (
        lemma in lexicon.MOTION_VERBS | lexicon.GATHERING_VERBS | lexicon.RECEIVING_VERBS
    ):
        real = "proposed" if lemma == "invite" else real
        mention.events.append(Event(verb, "on", "purpose", real))
        mention.cover(verb, *_verb_group(verb))
    elif lemma == "agree":
        # "Agreed to talks" looks ahead, "agreed in the talks" back.
        real = "future" if preposition.lower_ in {"to", "for"} else real
        mention.events.append(Event(verb, "on", "purpose", real))
        mention.cover(verb)
    elif lemma in {"take", "participate", "engage", "return", "enter", "walk", "pull"}:
        _taking_part(mention, verb)


def _verb_above(preposition: Token) -> Token | None:
    verb, steps = preposition.head, 0
    while verb.tag_.startswith("NN") and steps < _NOUN_STEPS and verb.dep_ in {
        "dobj", "pobj", "prep", "npadvmod", "conj", "attr"
    }:  # fmt: skip
        verb, steps = verb.head, steps + 1
        if verb.dep_ == "prep":
            verb = verb.head
    return verb if verb.pos_ in {"VERB", "AUX"} else None


def _taking_part(mention: Mention, verb: Token) -> None:
    lemma = verb.lemma_.lower()
    if lemma == "take":
        part = next((child for child in verb.children if child.lower_ == "part"), None)
        if part is None or any(child.lower_ == "no" for child in part.children):
            return
    effect: Effect = "leave" if lemma in {"walk", "pull"} else "on"
    mention.events.append(Event(verb, effect, "purpose", modality(verb)))
    mention.cover(verb)


def _plan_of(mention: Mention, preposition: Token) -> bool:
    """Read "plans for talks were dropped", "scrapped the idea of a summit"."""
    plan, verb = preposition.head, preposition.head.head
    if plan.lemma_.lower() not in {"plan", "proposal", "idea", "arrangement", "preparation"}:
        return False
    dropped = verb.lemma_.lower() in _DROPPING or (
        lexicon.OBJECT_EFFECTS.get(verb.lemma_.lower()) == "cancel"
        and effect_of(verb, "object") == "cancel"
    )
    if plan.dep_ in {"dobj", "nsubjpass"} and dropped:
        mention.events.append(Event(verb, "cancel", "object", modality(verb)))
        mention.cover(plan, verb, *_verb_group(verb))
        return True
    return False


_DROPPING = frozenset({"drop", "abandon", "shelve", "axe", "ditch", "scrap"})
_PARTICIPLE_STATUS: dict[str, MeetingStatus] = {
    "scheduled": "scheduled", "planned": "scheduled", "set": "scheduled", "due": "scheduled",
    "slated": "scheduled", "expected": "scheduled", "fixed": "scheduled",
    "proposed": "proposed", "suggested": "proposed", "offered": "proposed",
    "cancelled": "cancelled", "canceled": "cancelled", "called": "cancelled",
    "scrapped": "cancelled",
}  # fmt: skip


def _participles(mention: Mention) -> None:
    """Read "talks held in Geneva", "talks scheduled for Monday", "talks, which began on Monday"."""
    for noun in {mention.head, mention.top}:
        for child in noun.children:
            if child.dep_ == "relcl":
                _relative(mention, child)
            elif child.dep_ in {"acl", "amod", "advcl", "prep"} and child.i > noun.i:
                _reduced_relative(mention, child)

    _relatives_after_the_place(mention)


def _relative(mention: Mention, verb: Token) -> None:
    role = _role_of_relative(verb)
    if role is None:
        return
    _add(mention, verb, role)
    if verb.lemma_ == "be" or verb.lower_ in {"due", "set", "scheduled"}:
        for child in verb.children:  # "the talks it was to host", "talks that were due to open"
            if child.dep_ == "xcomp" and child.tag_ == "VB":
                _add(mention, child, role)
                mention.events[-1].modality = "future"


def _relatives_after_the_place(mention: Mention) -> None:
    """Read "the talks in Lima, which opened on Monday": it is the talks that opened."""
    for name in mention.top.subtree:
        if name.pos_ != "PROPN":
            continue
        for child in name.children:
            if child.dep_ == "relcl" and _role_of_relative(child) == "subject":
                effect = effect_of(child, "subject")
                if effect in {"start", "end", "continue", "resume", "on"}:
                    _add(mention, child, "subject")


def _role_of_relative(verb: Token) -> Literal["subject", "object"] | None:
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is not None and subject.tag_ in {"WDT", "WP"}:
        return "subject"
    if any(
        c.tag_ == "WDT" for child in verb.children if child.dep_ == "prep" for c in child.children
    ):
        return None  # "a meeting at which they agreed"
    return "object"


def _reduced_relative(mention: Mention, verb: Token) -> None:
    status = _PARTICIPLE_STATUS.get(verb.lower_)
    if verb.lower_ == "called" and not any(c.lower_ == "off" for c in verb.children):
        status = None
    if status is not None:
        real: Modality = "future" if status in {"scheduled", "cancelled"} else "proposed"
        mention.events.append(Event(verb, "on", "subject", real))
        mention.cover(verb)
        mention.status, mention.status_words = status, verb.lower_
        for child in verb.children:  # "talks due to begin on Monday"
            if child.dep_ == "xcomp" and child.tag_ == "VB":
                mention.events.append(
                    Event(child, effect_of(child, "subject"), "subject", "future")
                )
                mention.cover(child)
        return
    if verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.dep_ == "acl"):
        _add(mention, verb, "subject")
    elif verb.tag_ == "VB" and verb.dep_ == "acl":  # "talks to be held on Monday"
        effect = effect_of(verb, "subject")
        if effect is not None:
            mention.events.append(Event(verb, effect, "subject", "future"))
            mention.cover(verb, *_verb_group(verb))


# "talks are planned", "proposed a meeting": the verb tells, whatever its tense.
_BY_PLANNING_VERB: dict[str, MeetingStatus] = {
    "propose": "proposed",
    "suggest": "proposed",
    "plan": "scheduled",
    "schedule": "scheduled",
    "slate": "scheduled",
    "arrange": "scheduled",
    "set": "scheduled",
    "expect": "scheduled",
    "fix": "scheduled",
    "agree": "scheduled",
    "announce": "scheduled",
}


def _while_it_lasts(event: Event) -> MeetingStatus | None:
    if event.modality == "past" and event.token.lemma_.lower() in _LASTING:
        return "held"
    return "ongoing" if event.modality in {"future", "present", "progressive", "past"} else None


# "Lasted", "ran an extra day": told when it is over.
_LASTING = frozenset({"last", "run", "drag", "stretch"})
_BY_MODALITY: dict[Modality, MeetingStatus | None] = {
    "past": "held",
    "perfect": "held",
    "progressive": "ongoing",
    "future": "scheduled",
    "proposed": "proposed",
    "present": None,
    "none": None,
    "unreal": None,
}


def _status(mention: Mention) -> None:
    """Set the status that the events give: the last that gives one, but cancelled stays so.

    What is due to end goes on, even if that end is only planned.
    """
    for event in mention.events:
        status = status_of(event)
        if status is None:
            continue
        mention.status, mention.status_words = status, event.token.text
        if status == "cancelled" or (event.effect == "end" and status == "ongoing"):
            return


def status_of(event: Event) -> MeetingStatus | None:
    """Return the status that one event gives to its meeting, or None."""
    effect, real = event.effect, event.modality
    if effect is None or real == "unreal":
        return None
    planned = _BY_PLANNING_VERB.get(event.token.lemma_.lower())
    if planned is not None and event.token.pos_ == "VERB" and event.role in {"subject", "object"}:
        return planned
    if effect == "end" and real == "future":
        return "ongoing"  # what is to end goes on; dates decide where it has not begun
    if effect == "cancel":
        return "cancelled" if real in {"past", "perfect", "present", "future"} else None
    if effect == "postpone":
        return "scheduled" if real in {"past", "perfect", "present", "future"} else None
    if effect == "leave":
        return None
    if effect == "continue":
        return _while_it_lasts(event)
    if effect in {"start", "resume"} and event.role == "self":
        return None
    if effect == "start" and real in {"proposed", "future"}:
        return _BY_MODALITY[real]
    return _BY_MODALITY[real]
