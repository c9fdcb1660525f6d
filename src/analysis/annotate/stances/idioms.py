"""Stances that no single word makes: what a speaker takes for granted, or leaves unsaid.

"There can be no deal without a pardon", "No pardon, no deal", "What we need is a timetable", "Lift
the ban or we go to court", "There will be consequences", "Our patience is running out". All but the
deadline ("gave the garrison two days to surrender") are stances only in someone's mouth.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from analysis.annotate.stances.agents import is_agentive, is_first_person
from analysis.annotate.stances.arguments import content_head
from analysis.annotate.stances.clause import (
    FUTURE,
    complement_clause,
    helpers,
    is_infinitive,
    is_irrealis,
    is_negated,
    prepositions,
    read,
    subject_of,
)
from analysis.annotate.stances.lexicon import also_starts, inflected
from analysis.annotate.stances.phrases import (
    clause_extent,
    content_noun,
    in_clause,
    noun_phrase,
)
from analysis.annotate.stances.polarity import matched_acts
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.words import listed
from analysis.model import PositionType

_OUTCOMES = listed(
    "deal agreement accord treaty pact peace truce ceasefire cease-fire talk negotiation "
    "settlement progress contract signature vote meeting summit dialogue compromise solution "
    "return election merger coalition loan money aid normalisation normalization release relief"
)
_NO_MATTER = listed(
    "doubt problem change evidence indication sign guarantee winner loser reason need point "
    "way time alternative choice option hurry rush surprise mention comment word information "
    "confirmation report casualty injury difference link plan substitute magic panacea shortage"
)
_MARGIN = listed("money room scope margin mandate space question leeway")
_CONSEQUENCES = listed("consequence retaliation reprisal repercussion retribution revenge")
_HARMS = _CONSEQUENCES | listed(
    "strike walkout sanction tariff action attack boycott war lawsuit blockade escalation "
    "response shutdown stoppage embargo duty operation offensive bombardment bombing shelling "
    "campaign fighting invasion assault protest"
)
_FOLLOWING = listed("follow begin start come resume ensue go continue intensify escalate")
_WANTING = listed("want need demand ask seek expect require")
_PERIODS = listed("hour day week month deadline")
_PRECONDITIONS = listed("precondition prerequisite must requirement condition imperative")
_RUNNING_OUT = listed("run wear limit end")


def idiom(token: Token, quoted: bool) -> Stance | None:
    """Return the stance of a construction that starts at `token`.

    Parameters
    ----------
    token
        One of the words at which such constructions start.
    quoted
        Whether the token stands in what someone is reported to say or think.
    """
    if token.lower_ in ("give", "gave", "given", "gives", "giving"):
        return _deadline(token)
    if token.lower_ == "only":
        return _only_if(token)
    if token.lower_ == "until":
        return _until(token) if quoted else None
    if token.lower_ in ("unless", "otherwise", "if"):
        return _or_else(token, quoted)
    if not quoted:
        return None
    build = _STARTS.get(token.lower_) or (
        _cleft if token.lemma_ in _WANTING else _consequence if token.lemma_ in _HARMS else None
    )
    return build(token) if build is not None else None


def _deadline(verb: Token) -> Stance | None:
    """ "Gave the company two weeks to reply", "gave the board until Friday to reply"."""
    reading = read(verb)
    if reading.holder is None or not is_agentive(reading.holder) or reading.irrealis:
        return None
    if reading.possible or reading.negated:
        return None
    addressee = next(
        (c for c in verb.rights if c.dep_ in ("dative", "dobj") and c.pos_ != "NUM"), None
    )
    demanded = next(
        (
            each
            for each in verb.subtree
            if each.tag_ == "VB" and is_infinitive(each) and each.i > verb.i + 2
        ),
        None,
    )
    if addressee is None or demanded is None:
        return None
    between = verb.doc[addressee.i + 1 : demanded.i]
    if addressee.lemma_.lower() in _PERIODS:
        return None
    if not any(word.lemma_.lower() in _PERIODS or word.lower_ == "until" for word in between):
        return None
    stance = _stance("demand", verb, verb, in_clause(demanded), 0.7)
    stance.holder, stance.by_speaker = reading.holder, False
    stance.extent = clause_extent(verb, reading.holder)
    stance.recipients = (addressee,)
    stance.complement = (demanded.i, int(demanded.right_edge.i) + 1)
    return stance


def _nothing_without(token: Token) -> Stance | None:
    """ "No" before what there cannot be: without what, there is a demand for; else a refusal."""
    noun = token.head
    if token.dep_ != "det" or noun.i < token.i:
        return None
    if (paired := _paired(token, noun)) is not None:
        return paired
    verb = noun.head
    if verb.lemma_ != "be" or noun.dep_ not in ("attr", "nsubj", "dobj") or is_irrealis(verb):
        return None
    if not any(child.dep_ == "expl" for child in verb.lefts):
        return None
    wanted = prepositions(noun).get("without") or _before_it(verb)
    wanted = wanted or prepositions(verb).get("without")
    if wanted is not None and wanted.pos_ in ("NOUN", "PROPN"):
        return _stance("demand", token, verb, content_noun(wanted), 0.65)
    lemma = noun.lemma_.lower()
    if lemma in _NO_MATTER or not (helpers(verb) & FUTURE or lemma in _MARGIN):
        return None
    return _stance("reject", token, verb, content_noun(noun), 0.55)


def _before_it(verb: Token) -> Token | None:
    """ "Without the truth there will be no peace"."""
    for child in verb.lefts:
        if child.dep_ == "prep" and child.lower_ == "without":
            return next((inner for inner in child.rights if inner.dep_ == "pobj"), None)
    return None


def _paired(token: Token, noun: Token) -> Stance | None:
    """ "No pardon, no deal"."""
    doc, after = token.doc, noun.i + 1
    if after + 2 >= len(doc) or doc[after].text not in (",", "and", "–", "—"):
        return None
    if doc[after + 1].lower_ != "no" or doc[after + 2].lemma_.lower() not in _OUTCOMES:
        return None
    stance = _stance("demand", token, noun, content_noun(noun), 0.7)
    stance.extent = (token.i, after + 3)
    return stance


def _cleft(verb: Token) -> Stance | None:
    """ "What we want is a timetable", "All we ask is to be heard"."""
    main = verb.head if verb.dep_ in ("csubj", "nsubj") else verb.head.head
    if main.lemma_ != "be" or main.i < verb.i or is_negated(verb) or is_negated(main):
        return None
    opening = verb.left_edge if verb.dep_ == "csubj" else verb.head
    if opening.lower_ not in ("what", "all", "thing") or subject_of(verb) is None:
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or not is_first_person(subject):
        return None
    target = next((child for child in main.rights if child.dep_ == "attr"), None)
    clause = complement_clause(main)
    topic = content_noun(target) if target is not None else in_clause(clause) if clause else None
    return None if topic is None else _stance("demand", verb, main, topic, 0.65)


def _alternative(token: Token) -> Stance | None:
    """ "Lift the ban or we go to court": what the speakers will do otherwise."""
    first = token.head
    verb = next((c for c in first.rights if c.dep_ == "conj" and c.i > token.i), None)
    if token.dep_ != "cc" or verb is None or verb.pos_ not in ("VERB", "AUX"):
        return None
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in ("we", "i") or is_negated(verb):
        return None
    if verb.tag_ not in ("VB", "VBP", "VBG") or subject.lower_ == _subject_word(first):
        return None
    return _stance("threaten", verb, verb, in_clause(verb), 0.65)


def _or_else(token: Token, quoted: bool) -> Stance | None:
    """ "Will set its own quota unless ...", "will sail if it is not": what they do otherwise."""
    if token.lower_ == "otherwise":
        main, other = token.head, None
    else:
        other = token.head
        main = other.head
        if other.dep_ not in ("advcl", "ccomp") or main == other:
            return None
        if token.lower_ == "if" and not is_negated(other):
            return None
    reading = read(main)
    if main.pos_ != "VERB" or not reading.future or reading.possible or reading.passive:
        return None
    if is_irrealis(main) or "promise" in matched_acts(main) or reading.negated:
        return None
    subject = next((child for child in main.lefts if child.dep_ == "nsubj"), None)
    if subject is None or not is_agentive(subject):
        return None
    if other is not None and _subject_word(other) == subject.lower_:
        return None
    if not quoted and not is_agentive(subject):
        return None
    stance = _stance("threaten", main, main, in_clause(main), 0.6)
    stance.holder, stance.by_speaker = reading.holder, False
    stance.extent = clause_extent(main, reading.holder)
    return stance


def _until(token: Token) -> Stance | None:
    """ "The cameras would stay off until the sanctions were lifted"."""
    if token.dep_ != "mark" or token.head.dep_ != "advcl":
        return None
    main = token.head.head
    reading = read(main)
    if main.lemma_ not in ("stay", "remain", "continue", "last") or not reading.future:
        return None
    if reading.irrealis or reading.possible or reading.negated:
        return None
    return _stance("reject", main, main, in_clause(main), 0.6)


def _only_if(token: Token) -> Stance | None:
    """ "Will join only if it gets the treasury": what they make a condition of."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if following.lower_ not in ("if", "after", "when", "once"):
        return None
    other = following.head if following.dep_ in ("mark", "advmod") else following
    main = other.head
    if main.pos_ not in ("VERB", "AUX") or main.i > token.i or matched_acts(main):
        return None
    reading = read(main)
    if not reading.future or reading.irrealis or reading.passive or reading.holder is None:
        return None
    if not is_agentive(reading.holder):
        return None
    stance = _stance("demand", main, main, in_clause(other), 0.6)
    stance.holder, stance.by_speaker = reading.holder, False
    stance.extent = clause_extent(main, reading.holder)
    return stance


def _subject_word(verb: Token) -> str | None:
    return next((child.lower_ for child in verb.lefts if child.dep_ == "nsubj"), None)


def _consequence(noun: Token) -> Stance | None:
    """ "There will be consequences", "a second strike would follow"."""
    verb = noun.head
    if not helpers(verb) & FUTURE or is_negated(verb) or is_irrealis(verb):
        return None
    if any(child.lower_ == "no" for child in noun.lefts):
        return None
    if verb.lemma_ == "be":
        there = any(child.dep_ == "expl" for child in verb.lefts)
        if not there or content_head(noun) not in _CONSEQUENCES:
            return None
    elif noun.dep_ != "nsubj" or verb.lemma_ not in _FOLLOWING or complement_clause(verb):
        return None
    stance = _stance("threaten", noun, verb, noun, 0.6)
    stance.extent = clause_extent(verb, noun if noun.i < verb.i else None)
    return stance


def _patience(noun: Token) -> Stance | None:
    """ "Our patience is running out", "patience has its limits"."""
    verb = noun.head
    own = any(is_first_person(child) for child in noun.lefts)
    if noun.dep_ != "nsubj" or not own or is_negated(verb):
        return None
    words = {verb.lemma_, *(content_head(child) for child in verb.rights)}
    if not words & _RUNNING_OUT:
        return None
    stance = _stance("threaten", noun, verb, noun, 0.55)
    stance.issue, stance.topic = None, None
    return stance


def _options(noun: Token) -> Stance | None:
    """ "All options are on the table"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in ("be", "remain", "stay"):
        return None
    every = any(child.lower_ in ("all", "every") for child in noun.lefts)
    place = prepositions(verb).get("on")
    open_ = any(child.lower_ == "open" for child in verb.rights)
    if not every or not (open_ or (place is not None and place.lower_ == "table")):
        return None
    stance = _stance("threaten", noun, verb, noun, 0.55)
    stance.issue, stance.topic = None, None
    return stance


def _precondition(noun: Token) -> Stance | None:
    """ "A new airport is a must", "the pardon is a precondition for talks"."""
    verb = noun.head
    if noun.dep_ != "attr" or verb.lemma_ not in ("be", "remain") or is_negated(verb):
        return None
    subject = subject_of(verb)
    if subject is None or is_irrealis(verb) or is_agentive(subject) or subject.pos_ != "NOUN":
        return None
    return _stance("demand", noun, verb, content_noun(subject), 0.6)


_STARTS: dict[str, Callable[[Token], Stance | None]] = {
    "no": _nothing_without,
    "or": _alternative,
    "patience": _patience,
    "options": _options,
    "option": _options,
    **dict.fromkeys(_PRECONDITIONS, _precondition),
}
also_starts(_STARTS)
also_starts({"unless", "otherwise", "if", "only", "until"})
also_starts(inflected("give"))
for _word in _WANTING:
    also_starts(inflected(_word))
also_starts(_HARMS | {f"{word}s" for word in _HARMS} | {"duties", "strikes"})


def _stance(
    kind: PositionType, cue: Token, verb: Token, topic: Token | None, confidence: float
) -> Stance:
    return Stance(
        kind=kind,
        cue=(cue.i, cue.i + 1),
        anchor=verb,
        holder=None,
        extent=clause_extent(verb, None),
        confidence=confidence,
        topic=topic,
        issue=noun_phrase(topic) if topic is not None else None,
        by_speaker=True,
    )
