"""Stances made by what someone will do, must do, or has done to ease a restriction."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from analysis.annotate.stances.agents import is_agentive, is_first_person
from analysis.annotate.stances.arguments import content_head
from analysis.annotate.stances.clause import (
    Reading,
    complement_clause,
    helpers,
    is_hypothetical,
    is_infinitive,
    is_passive,
    object_of,
    prepositions,
    read,
)
from analysis.annotate.stances.conditions import conditions_of
from analysis.annotate.stances.lexicon import lexicon
from analysis.annotate.stances.phrases import (
    GENERIC,
    clause_extent,
    content_noun,
    in_clause,
    is_name,
    noun_phrase,
    verb_phrase,
)
from analysis.annotate.stances.polarity import matched_act_cues
from analysis.annotate.stances.sheet import sheet_of
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.verbs import is_addressee, is_of_oneself
from analysis.annotate.stances.words import listed

_DECIDING = listed("decide vote move choose opt resolve")
_RESTRICTIONS = listed(
    "curfew ban restriction emergency embargo blockade siege censorship sanction "
    "measure limit quota tariff law strike boycott closure lockdown control "
    "stoppage shutdown occupation picket slowdown hunger "
    "moratorium objection veto demand condition protest block suspension rule curb "
    "freeze state lockout picket walkout"
)
_LIBERTIES = listed(
    "protest march rally return travel leave enter meet vote visit stage bring hold "
    "work run stand participate compete broadcast publish operate practise gather "
    "assemble demonstrate speak register go move"
)
_TALKS = listed(
    "talk negotiation deal agreement accord treaty pact coalition government alliance "
    "union bloc process organisation organization convention"
)
_CONVERSATIONS = listed("talk negotiation round meeting dialogue discussion session consultation")
_PRESENCE = listed(
    "inspector observer peacekeeper ambassador diplomat mission envoy monitor worker "
    "staff aid funding delegation recognition support cooperation"
)
_NO_ONE = listed("you this that nobody none neither everybody everyone anyone one people")
_ON_PRINCIPLE = listed(
    "negotiate accept recognise recognize talk tolerate compromise support bow bend yield "
    "surrender bargain deal pay"
)
_NOT_WILLED = listed(
    "know see want like think believe happen need be have last work affect matter hurt harm lose "
    "suffer win survive expect comment say speculate remember forget understand mean hear feel "
    "imagine doubt guess predict sleep afford help exclude deny rule confirm stress find seem tell "
    "live exist lie miss hope hesitate succeed fail solve discuss get understate overstate judge"
)
_HARMS = listed(
    "sanction tariff restriction ban embargo blockade strike action consequence duty "
    "penalty fine attack curfew force measure quota suspension levy quarantine "
    "boycott walkout stoppage picket protest blockade shutdown lockout lawsuit"
)
_MEETING = frozenset(
    {"meet", "visit", "attend", "host", "travel", "hold", "receive", "talk", "open"}
)
_WEAK_PROMISES = listed(
    "continue start begin increase discuss consider build present submit put work buy "
    "purchase improve sweeten soften review reconsider look raise abandon support "
    "back respect observe share help join train deploy cut end stop accept agree"
)
_WEAK_THREATS = listed(
    "fire sack dismiss ban block cancel scrap abandon terminate impose close freeze "
    "suspend raise respond answer react resign intensify resist fight kill sue arrest "
    "jail prosecute quit call stage withhold shell shoot seize execute dissolve break "
    "withdraw veto take escalate step punish occupy disrupt sanction resort extend "
    "tighten reimpose widen recall"
)


def future_stance(token: Token) -> Stance | None:
    """Return the promise, threat or refusal that a future act is ("will retaliate if ...")."""
    if token.tag_ not in ("VB", "VBP"):
        return None
    cues = matched_act_cues(token)
    reading = read(token)
    hinted = reading.possible and not reading.negated and is_of_oneself(token)
    if reading.irrealis or reading.passive or is_hypothetical(token):
        return None
    if not (reading.future or hinted or _is_own_refusal(token, reading)):
        return None
    if reading.holder is None or not is_agentive(reading.holder) or _is_no_one(reading.holder):
        return None
    if not cues and not by_force(token) and not _is_own_refusal(token, reading):
        return None
    kinds = {cue.kind: cue for cue in cues}
    if hinted:
        kind, confidence = ("offer" if "promise" in kinds else None), 0.6
    else:
        kind, confidence = _kind_of_future(token, frozenset(kinds), reading)
    if kind is None:
        return None
    end = token.i + 1
    if kind in kinds:
        end = lexicon().end_of(kinds[kind], token) or end
    return _act_stance(token, kind, end, reading, confidence)


def own_refusal(verb: Token) -> Stance | None:
    """Return the refusal that "we will not sell" is, whatever the verb."""
    reading = read(verb)
    if reading.irrealis or (reading.passive and not _is_done_to_us(verb)):
        return None
    if reading.passive:
        reading = replace(reading, holder=_obliged(verb))
    if not _is_own_refusal(verb, reading):
        return None
    return _act_stance(verb, "reject", verb.i + 1, reading, 0.6)


_DONE_TO = listed(
    "bully blackmail intimidate dictate drag push rush sway cow force pressure lecture provoke "
    "hold silence deter fool trick bribe buy"
)


def _is_done_to_us(verb: Token) -> bool:
    """ "We will not be bullied"."""
    return verb.lemma_ in _DONE_TO


def refusal_by_modal(modal: Token) -> Stance | None:
    """ "The company said it would not": a refusal whose verb is left out."""
    subject = next((child for child in modal.lefts if child.dep_ == "nsubj"), None)
    if modal.tag_ != "MD" or modal.dep_ != "ccomp" or subject is None:
        return None
    if modal.lower_ not in ("would", "will", "wo") or subject.lower_ not in _ONESELF:
        return None
    return Stance(
        kind="reject",
        cue=(modal.i, modal.i + 2),
        anchor=modal,
        holder=subject,
        extent=clause_extent(modal, subject),
        confidence=0.6,
    )


_ONESELF = frozenset({"it", "they", "he", "she", "we", "i"})


def _is_own_refusal(verb: Token, reading: Reading) -> bool:
    """ "We will not sell", "we cannot pay": what speakers say that they themselves will not do."""
    if not reading.negated or reading.holder is None or not is_first_person(reading.holder):
        return False
    if not reading.future and not {"can", "ca", "could"} & helpers(verb):
        return "do" in helpers(verb) and verb.lemma_ in _ON_PRINCIPLE
    return verb.tag_ in ("VB", "VBN") and verb.lemma_ not in _NOT_WILLED


def _is_no_one(holder: Token) -> bool:
    return holder.lower_ in _NO_ONE


def _kind_of_future(
    verb: Token, kinds: frozenset[str], reading: Reading
) -> tuple[str | None, float]:
    if reading.negated:
        kind, confidence = _refused(verb, kinds)
        if kind is None and _is_own_refusal(verb, reading):
            return "reject", 0.6
        return kind, confidence
    if by_force(verb):
        return "threaten", 0.75
    condition = has_condition(verb)
    if _calls_off_harm(verb):
        return "promise", 0.7 if condition else 0.6
    if "threaten" in kinds and _is_threat(verb, kinds, condition):
        return "threaten", 0.75 if condition else 0.6
    if "promise" in kinds and _targets(verb) & _CONVERSATIONS:
        return None, 0.0
    if "promise" in kinds and verb.lemma_ not in _MEETING:
        strong = condition or verb.lemma_ not in _WEAK_PROMISES or _is_own_word(reading)
        return ("promise", 0.7 if condition else 0.6) if strong else (None, 0.0)
    if "promise" in kinds and condition:
        return "offer", 0.6
    return None, 0.0


def _refused(verb: Token, kinds: frozenset[str]) -> tuple[str | None, float]:
    if verb.lemma_ == "hesitate":
        return "threaten", 0.7
    if "reject" in kinds and not (verb.lemma_ == "leave" and object_of(verb) is not None):
        return "reject", 0.7
    return None, 0.0


def by_force(verb: Token) -> bool:
    """Tell whether the act is one of force ("by force", "militarily")."""
    if any(child.lower_ in ("militarily", "forcibly") for child in verb.rights):
        return True
    target = prepositions(verb).get("by") or prepositions(verb).get("with")
    return target is not None and target.lower_ in ("force", "arms")


def has_condition(verb: Token) -> bool:
    """Tell whether a condition stands in the sentence of `verb`, next to its clause."""
    return bool(conditions_of(verb.doc, *sheet_of(verb.doc).sentences[verb.i]))


def _calls_off_harm(verb: Token) -> bool:
    """Tell whether the act ends a harm: "call off the strike", "lift the embargo"."""
    target = object_of(verb)
    if target is None or content_head(target) not in _HARMS:
        return False
    if verb.lemma_ == "call":
        return any(child.lower_ == "off" for child in verb.children)
    return verb.lemma_ in ("suspend", "cancel", "end", "halt", "stop", "pause", "drop", "lift")


def _is_threat(verb: Token, kinds: frozenset[str], condition: bool) -> bool:
    lemma = verb.lemma_
    if lemma in ("withdraw", "recall", "pull", "expel") and _targets(verb) & _PRESENCE:
        return True
    if lemma in ("impose", "extend", "tighten", "reimpose", "widen") and _targets(verb) & _HARMS:
        return True
    if lemma in ("withdraw", "pull", "walk", "quit", "leave", "suspend", "abandon", "scrap"):
        if _targets(verb) & _TALKS:
            return True
        return condition and ("promise" not in kinds or _is_unless(verb))
    if lemma in _WEAK_THREATS or "promise" in kinds:
        return condition or (
            lemma in ("impose", "raise", "take", "resort") and bool(_targets(verb) & _HARMS)
        )
    return True


def _is_unless(verb: Token) -> bool:
    sheet = sheet_of(verb.doc)
    start, end = sheet.sentences[verb.i]
    return not {"unless", "until"}.isdisjoint(sheet.words[start:end])


def _targets(verb: Token) -> frozenset[str]:
    found = {content_head(target) for target in prepositions(verb).values()}
    target = object_of(verb)
    if target is not None:
        found.add(content_head(target))
        found |= {content_head(inner) for inner in prepositions(target).values()}
    return frozenset(found)


def _is_own_word(reading: Reading) -> bool:
    """Tell whether speakers say it of themselves: "we", "our army", "his country"."""
    holder = reading.holder
    if holder is None:
        return False
    return is_first_person(holder) or any(child.tag_ == "PRP$" for child in holder.lefts)


def _act_stance(verb: Token, kind: str, end: int, reading: Reading, confidence: float) -> Stance:
    topic = _topic_of_act(verb, end)
    issue = noun_phrase(topic) if topic is not None else _named_by_verb(verb, end)
    return Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=(verb.i, end),
        anchor=verb,
        holder=reading.holder,
        extent=clause_extent(verb, reading.holder),
        confidence=confidence,
        topic=topic,
        issue=issue,
        recipients=tuple(_recipients(verb)),
        complement=(verb.i + 1, int(verb.right_edge.i) + 1),
    )


def _named_by_verb(verb: Token, end: int) -> tuple[int, int]:
    return (verb.i, end) if end > verb.i + 1 else verb_phrase(verb)


def _topic_of_act(verb: Token, end: int) -> Token | None:
    if by_force(verb):
        return prepositions(verb).get("by") or prepositions(verb).get("with")
    if end > verb.i + 1 and verb.doc[end - 1].pos_ == "NOUN":
        # "take part in X": the matter hangs on the last word of the cue, or on the verb.
        last = verb.doc[end - 1]
        found = [*prepositions(last).values(), *prepositions(verb).values()]
        inner = next((each for each in found if each.pos_ == "NOUN"), None)
        return None if inner is None else content_noun(inner)
    target = object_of(verb)
    if target is None or target.tag_ in ("PRP", "WP", "WDT", "DT"):
        return in_clause(verb)
    if is_addressee(target) and complement_clause(verb) is None:
        return in_clause(verb)
    topic = content_noun(target)
    if topic is target and target.lemma_ in GENERIC:
        after = prepositions(verb)
        return next((after[each] for each in ("to", "on", "over", "for") if each in after), target)
    return topic


def _recipients(verb: Token) -> list[Token]:
    found = []
    target = object_of(verb)
    if target is not None and is_addressee(target):
        found.append(target)
    for child in verb.rights:
        if child.dep_ == "dative" and child.pos_ != "ADP" and is_addressee(child):
            found.append(child)
    inner = prepositions(verb)
    found += [
        inner[preposition]
        for preposition in ("to", "against", "with", "on")
        if preposition in inner and is_addressee(inner[preposition])
    ]
    return list(dict.fromkeys(found))


def concession(token: Token) -> Stance | None:
    """Return the concession that easing a restriction or allowing something is (PLOVER CONCEDE)."""
    if not token.tag_.startswith("VB") or token.dep_ in ("amod", "aux", "pcomp"):
        return None
    if token.dep_ == "xcomp" and token.head.lemma_ not in _DECIDING:
        return None
    cues = [cue for cue in matched_act_cues(token) if cue.kind == "concede"]
    if not cues:
        return None
    reading = read(token)
    if reading.irrealis or reading.negated or reading.future or reading.possible:
        return None
    if reading.obligation or not _eases(token, cues[0].words[0]):
        return None
    if reading.holder is None or not is_agentive(reading.holder):
        return None
    end = lexicon().end_of(cues[0], token) or token.i + 1
    stance = _act_stance(token, "accept", end, reading, 0.65)
    stance.plover = "CONCEDE"
    return stance


def _eases(verb: Token, lemma: str) -> bool:
    target = object_of(verb)
    if lemma in ("allow", "permit", "let"):
        clause = complement_clause(verb)
        return clause is not None and is_infinitive(clause) and clause.lemma_ in _LIBERTIES
    if target is None:
        return False
    words = {content_head(target)} | {
        content_head(inner) for inner in prepositions(target).values()
    }
    return bool(words & _RESTRICTIONS) or lemma in ("legalise", "legalize", "unban")


def obligation_stance(token: Token, speaker_is_subject: bool) -> Stance | None:
    """Return the demand that a speaker's "must", or appeal that a "should", is.

    Parameters
    ----------
    token
        The modal or semi-modal verb form ("must", "should", "has" or "needs" before "to").
    speaker_is_subject
        Whether the subject is the speaker: "we must" asks nothing of another.
    """
    verb = token.head if token.tag_ == "MD" or token.dep_ == "aux" else token
    kind, confidence = ("appeal", 0.55) if token.lower_ in ("should", "ought") else ("demand", 0.7)
    reading = read(verb)
    subject = _obliged(verb)
    if reading.irrealis or subject is None or speaker_is_subject:
        return None
    if any(
        child.lower_ in ("have", "be") and child.i > token.i and child.lower_ == "have"
        for child in verb.lefts
    ):
        return None
    addressed = is_addressee(subject) or content_head(subject) in _TEXTS
    if not (addressed or is_passive(verb) or _is_to_be(verb, subject)):
        return None
    if subject.lower_ in _NO_ONE:
        return None
    of_a_text = content_head(subject) in _TEXTS
    if kind == "appeal" and not (of_a_text or _is_one_party(subject, verb)):
        return None
    topic = in_clause(verb)
    return Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=(token.i, token.i + 1),
        anchor=verb,
        holder=None,
        extent=clause_extent(verb, subject),
        confidence=confidence,
        topic=topic,
        issue=noun_phrase(topic) if topic is not None else verb_phrase(verb),
        recipients=(subject,) if is_addressee(subject) else (),
        complement=(verb.i + 1, int(verb.right_edge.i) + 1),
        by_speaker=True,
    )


_TEXTS = listed(
    "treaty deal agreement accord pact text contract settlement constitution law plan proposal "
    "resolution ceasefire truce framework roadmap"
)


def _is_to_be(verb: Token, subject: Token) -> bool:
    """ "Compensation has to be part of it": what a thing must be."""
    if verb.lemma_ == "be":
        return subject.pos_ == "NOUN" and any(c.dep_ in ("attr", "prep") for c in verb.rights)
    inner = next((child for child in verb.rights if child.dep_ == "xcomp"), None)
    return inner is not None and inner.lemma_ == "be" and _is_to_be(inner, subject)


def _is_one_party(subject: Token, verb: Token) -> bool:
    """Tell an appeal to someone from a rule for all ("victims should be believed")."""
    if is_passive(verb):
        return not is_agentive(subject) or is_name(subject)
    return (
        is_name(subject)
        or subject.tag_ == "NN"
        or any(child.lower_ in ("the", "both", "two") for child in subject.lefts)
    )


def _obliged(verb: Token) -> Token | None:
    for child in verb.lefts:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return child
    return None
