"""What a speaker says against others without a word of blame: they broke, ignored, should have.

"Kalapur said that its neighbour had gone back on its word", "The bids undervalued its brands",
"They should have come sooner", "The border is not negotiable". They are stances of the speaker, so
that only words inside an attribution count.
"""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.stances.agents import is_agentive, is_first_person
from analysis.annotate.stances.arguments import content_head
from analysis.annotate.stances.clause import (
    is_irrealis,
    is_negated,
    object_of,
    read,
)
from analysis.annotate.stances.lexicon import also_starts, inflected
from analysis.annotate.stances.phrases import clause_extent, content_noun, in_clause, noun_phrase
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.verdicts import is_judged
from analysis.annotate.stances.words import listed
from analysis.model import PositionType

_WRONGS = listed(
    "violate breach break renege cheat sabotage undermine obstruct stall betray provoke exploit "
    "mislead lie manipulate torpedo derail stonewall blackmail bully humiliate dishonour dishonor "
    "destabilise destabilize scuttle squander"
)
_BROKEN = listed(
    "promise word agreement accord deal pledge truce ceasefire law rule trust treaty commitment "
    "vow pact contract understanding faith obligation silence"
)
_FAULTS = listed(
    "undervalue underestimate ignore violate contravene breach undermine punish penalise penalize "
    "endanger jeopardise jeopardize weaken insult humiliate betray discriminate legitimise "
    "legitimize disregard neglect"
)
_CLOSED = listed("negotiable acceptable discussion negotiation sale debate compromise bargaining")
_FEASIBLE = listed(
    "finance fund accept tolerate justify grant reopen renegotiate alter discuss negotiate undo "
    "sustain implement guarantee change compromise trade allow permit ignore"
)
_PRIVATE_NEEDS = listed("rest sleep food water medicine doctor shelter time luck hope prayer money")
_OPEN_TO = frozenset({"for", "to", "up", "on"})


def reproach(token: Token, speaks_of_self: bool) -> Stance | None:
    """Return the stance of a speaker who finds fault at `token`, or None.

    Parameters
    ----------
    token
        A word inside what someone is reported to say.
    speaks_of_self
        Whether the subject of its verb is the one who says it.
    """
    if token.lower_ in ("should", "ought"):
        return None if speaks_of_self else _should_have(token)
    if token.lower_ in _CLOSED:
        return _closed(token)
    if token.lemma_ == "need" and token.pos_ == "VERB":
        return _need(token) if speaks_of_self else None
    if token.lemma_ in _FEASIBLE and token.tag_ == "VBN":
        return _cannot_be(token)
    if token.lower_ == "ashamed":
        return _ashamed(token)
    if token.lower_ == "rather":
        return _rather(token)
    if token.pos_ != "VERB":
        return None
    if token.lemma_ in _WRONGS and not speaks_of_self:
        return _wrong(token)
    return _fault(token) if token.lemma_ in _FAULTS else None


def _should_have(modal: Token) -> Stance | None:
    verb = modal.head
    if verb.tag_ != "VBN" or not any(child.lower_ == "have" for child in verb.lefts):
        return None
    subject = _subject(verb)
    if subject is None or is_first_person(subject) or is_irrealis(verb):
        return None
    return _stance("criticise", modal, verb, in_clause(verb), 0.6, subject)


def _wrong(verb: Token) -> Stance | None:
    reading = read(verb)
    subject = _subject(verb)
    if subject is None or not is_agentive(subject) or is_first_person(subject):
        return None
    if reading.irrealis or reading.negated or reading.possible or reading.future:
        return None
    if verb.lemma_ == "break":
        target = object_of(verb)
        if target is None or content_head(target) not in _BROKEN:
            return None
    return _stance("criticise", verb, verb, in_clause(verb), 0.6, subject)


def _fault(verb: Token) -> Stance | None:
    subject = _subject(verb)
    if subject is None or not is_judged(subject) or is_negated(verb) or is_irrealis(verb):
        return None
    return _stance("criticise", verb, verb, content_noun(subject), 0.6, None)


def _closed(word: Token) -> Stance | None:
    """ "Is not negotiable", "is not a matter for discussion", "is not for sale"."""
    verb = word.head
    for _ in range(3):
        if verb.lemma_ == "be" or verb.head == verb:
            break
        verb = verb.head
    if verb.lemma_ != "be" or not is_negated(verb) or is_irrealis(verb):
        return None
    if word.pos_ == "NOUN" and word.head.lower_ not in _OPEN_TO:
        return None
    subject = _subject(verb)
    if subject is None or subject.dep_ == "expl":
        return None
    if is_agentive(subject) and word.lower_ != "sale":
        return None
    topic = None if subject.pos_ in ("PRON", "DET") else content_noun(subject)
    return _stance("reject", word, verb, topic, 0.7, None)


def _need(verb: Token) -> Stance | None:
    """ "Farmers say they need certainty"; "we need" is said of all and sundry."""
    target = object_of(verb)
    subject = _subject(verb)
    if subject is None or is_first_person(subject):
        return None
    if target is None or is_negated(verb) or is_irrealis(verb) or target.tag_ not in ("NN", "NNS"):
        return None
    if target.lemma_.lower() in _PRIVATE_NEEDS:
        return None
    return _stance("demand", verb, verb, content_noun(target), 0.55, None)


def _cannot_be(verb: Token) -> Stance | None:
    """ "A shorter week could not be financed"."""
    modals = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    if subject is None or not modals & {"can", "ca", "could"} or not is_negated(verb):
        return None
    if is_agentive(subject) or is_irrealis(verb):
        return None
    topic = None if subject.pos_ in ("PRON", "DET") else content_noun(subject)
    return _stance("reject", verb, verb, topic, 0.6, None)


def _ashamed(word: Token) -> Stance | None:
    verb = word.head
    subject = _subject(verb)
    scolds = any(child.lower_ in ("should", "ought") for child in verb.lefts)
    if subject is None or not scolds or is_negated(verb):
        return None
    return _stance("criticise", word, verb, None, 0.65, subject)


def _rather(word: Token) -> Stance | None:
    """ "Would rather leave than govern with them": what is refused follows "than"."""
    verb = word.head
    if not any(child.lower_ in ("would", "'d", "’d") for child in verb.lefts):
        return None
    than = next((each for each in verb.subtree if each.lower_ == "than" and each.i > verb.i), None)
    if than is None:
        return None
    refused = next((each for each in (than.head, *than.rights) if each.i > than.i), None)
    topic = None if refused is None else in_clause(refused)
    return _stance("reject", word, verb, topic, 0.6, None)


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)


def _stance(
    kind: PositionType,
    cue: Token,
    verb: Token,
    topic: Token | None,
    confidence: float,
    blamed: Token | None,
) -> Stance:
    addressed = blamed is not None and is_agentive(blamed) and blamed.lower_ != "it"
    return Stance(
        kind=kind,
        cue=(cue.i, cue.i + 1),
        anchor=verb,
        holder=None,
        extent=clause_extent(verb, _subject(verb)),
        confidence=confidence,
        topic=topic,
        issue=noun_phrase(topic) if topic is not None else None,
        recipients=(blamed,) if blamed is not None and addressed else (),
        complement=(verb.i + 1, int(verb.right_edge.i) + 1),
        by_speaker=True,
    )


for _verb in _WRONGS | _FAULTS | _FEASIBLE | {"need"}:
    also_starts(inflected(_verb))
also_starts(_CLOSED | {"ashamed", "rather"})
