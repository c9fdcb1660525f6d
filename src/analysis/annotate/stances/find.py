"""All stances of a document, in text order, each counted once."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from analysis.annotate.stances.agents import ACTOR_TOKENS, is_agentive
from analysis.annotate.stances.clause import (
    is_denied,
    is_finite,
    is_infinitive,
    is_irrealis,
    subject_of,
)
from analysis.annotate.stances.conditions import conditions_of
from analysis.annotate.stances.futures import (
    concession,
    future_stance,
    obligation_stance,
    own_refusal,
    refusal_by_modal,
)
from analysis.annotate.stances.history import forget_dates, is_history
from analysis.annotate.stances.holders import Speakers
from analysis.annotate.stances.idioms import idiom
from analysis.annotate.stances.lexicon import candidates, lexicon
from analysis.annotate.stances.nominals import noun_stance
from analysis.annotate.stances.phrases import content_noun, nominal_left, noun_phrase
from analysis.annotate.stances.reproaches import reproach
from analysis.annotate.stances.sheet import forget, sheet_of
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.subject import is_about_a_negotiation
from analysis.annotate.stances.verbs import adjective_stance, verb_stance
from analysis.annotate.stances.verdicts import CALLING, naming_stance, predicate_verdict

_MODALS = frozenset({"must", "should", "ought"})
_SEMI_MODALS = frozenset({"has", "have", "needs", "need"})
THRESHOLD = 0.5
_STATING = frozenset(
    {"conclude", "remind", "stress", "rule", "resolve", "reminder", "statement", "declaration"}
)
_SEVERAL = frozenset({"demand", "offer", "accept", "reject", "promise"})


def find_stances(doc: Doc, speakers: Speakers) -> list[Stance]:
    """Return the stances of the document's body text, in text order."""
    if not doc.has_annotation("DEP") or not is_about_a_negotiation(doc):
        return []
    doc.user_data[ACTOR_TOKENS] = speakers.known_tokens()
    found = [stance for stance in _all(doc, speakers) if stance.confidence >= THRESHOLD]
    kept = _without_denied_appeals(_without_governed(found))
    for stance in kept:
        _attach_condition(stance)
    forget(doc)
    forget_dates(doc)
    return [each for stance in kept for each in _one_for_each_issue(stance)]


def _without_denied_appeals(stances: list[Stance]) -> list[Stance]:
    """Drop what nobody asks for, "we are not asking for pity", unless it is an issue elsewhere."""
    matters = {
        stance.topic.lemma_.lower()
        for stance in stances
        if stance.topic is not None and not (stance.negated and stance.kind == "appeal")
    }
    return [
        stance
        for stance in stances
        if stance.kind != "appeal"
        or not stance.negated
        or (stance.topic is not None and stance.topic.lemma_.lower() in matters)
    ]


def _one_for_each_issue(stance: Stance) -> Iterator[Stance]:
    """Yield the stance, and a copy for each further matter: "demands a raise and a freeze"."""
    yield stance
    topic = stance.topic
    if topic is None or stance.kind not in _SEVERAL or stance.issue is None:
        return
    for other in topic.conjuncts:
        if other.i <= topic.i or _is_amount(topic) or _is_amount(other):
            continue
        if other.pos_ == "NOUN" and not is_agentive(other):
            matter = content_noun(other)
            yield dataclasses.replace(stance, topic=matter, issue=noun_phrase(matter))


def _is_amount(noun: Token) -> bool:
    """ "11 percent and an end to split shifts" is one demand, on pay and more."""
    return any(child.dep_ in ("nummod", "quantmod") for child in noun.lefts)


def _all(doc: Doc, speakers: Speakers) -> Iterator[Stance]:
    titles = _title_ranges(doc)
    questions = _question_sentences(doc)
    sheet = sheet_of(doc)
    for index in candidates(doc):
        token = doc[index]
        if any(start <= token.idx < end for start, end in titles):
            continue
        if sheet.sentences[index][0] in questions:
            continue
        stance = _stance_at(token, speakers)
        if stance is not None and not is_denied(stance.anchor) and not is_history(stance.anchor):
            yield stance


def _title_ranges(doc: Doc) -> list[tuple[int, int]]:
    article = doc._.article
    if article is None:
        return []
    return [(p.start, p.end) for p in article.paragraphs if p.kind in ("title", "heading")]


def _question_sentences(doc: Doc) -> frozenset[int]:
    asked = set()
    words = sheet_of(doc).words
    for sentence in doc.sents:
        if "?" in words[max(sentence.start, sentence.end - 4) : sentence.end]:
            asked.add(sentence.start)
    return frozenset(asked)


def _stance_at(token: Token, speakers: Speakers) -> Stance | None:
    if token.lower_ in _MODALS or (token.lower_ in _SEMI_MODALS and _before_to(token)):
        return _obligation(token, speakers) or _reproach(token, speakers)
    quoted = speakers.attribution_at(token) is not None
    if quoted and (stance := _reproach(token, speakers)) is not None:
        return stance
    return _of_the_lexicon(token) or _verdict(token, quoted) or idiom(token, quoted) or _act(token)


def _reproach(token: Token, speakers: Speakers) -> Stance | None:
    attribution = speakers.attribution_at(token)
    if attribution is None:
        return None
    verb = token.head if token.tag_ == "MD" else token
    subject = subject_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    return reproach(token, subject is not None and speakers.is_speaker(subject, attribution))


def _of_the_lexicon(token: Token) -> Stance | None:
    table = lexicon()
    for part, build in (
        ("verb", verb_stance),
        ("adjective", adjective_stance),
        ("noun", noun_stance),
    ):
        match = table.match(token, part)
        if match is not None:
            stance = build(token, *match)
            if stance is not None:
                return stance
    return None


def _verdict(token: Token, quoted: bool) -> Stance | None:
    if token.lemma_ in CALLING and token.pos_ == "VERB":
        return naming_stance(token)
    return predicate_verdict(token) if quoted and token.dep_ in ("attr", "acomp") else None


def _act(token: Token) -> Stance | None:
    if token.dep_ == "neg" and token.head.pos_ in ("VERB", "AUX"):
        return own_refusal(token.head) or refusal_by_modal(token.head)
    if token.lower_ == "force" and token.dep_ == "pobj" and token.head.lower_ == "by":
        return future_stance(token.head.head)
    return future_stance(token) or concession(token)


def _before_to(token: Token) -> bool:
    following = token.doc[token.i + 1 : token.i + 3]
    if not len(following):
        return False
    return following[0].lower_ == "to" or (
        following[0].pos_ == "ADV" and following[-1].lower_ == "to"
    )


def _obligation(token: Token, speakers: Speakers) -> Stance | None:
    attribution = speakers.attribution_at(token)
    verb = token.head if token.dep_ == "aux" else token
    if attribution is None:
        return _stated_obligation(token, verb)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    return obligation_stance(token, subject is None or speakers.is_speaker(subject, attribution))


def _stated_obligation(token: Token, verb: Token) -> Stance | None:
    """What a body concludes or reminds another of: "the forum concluded that states must pay"."""
    governor = verb.head
    if verb.dep_ not in ("ccomp", "acl") or governor.lemma_ not in _STATING:
        return None
    saying = governor.head if governor.pos_ == "NOUN" else governor
    stance = obligation_stance(token, False)
    holder = subject_of(saying) if saying.pos_ == "VERB" else None
    if stance is None or holder is None or not is_agentive(holder) or is_irrealis(saying):
        return None
    stance.holder, stance.by_speaker = holder, False
    stance.extent = (min(stance.extent[0], nominal_left(holder)), stance.extent[1])
    return stance


def _without_governed(stances: list[Stance]) -> list[Stance]:
    """Drop stances that another one governs: in "urged Iran to accept" Iran accepts nothing."""
    governors: defaultdict[int, list[Stance]] = defaultdict(list)
    for stance in stances:
        for index in range(*(stance.complement or (0, 0))):
            governors[index].append(stance)
    kept = []
    for stance in stances:
        around = [other for other in governors[stance.cue[0]] if other is not stance]
        if all(_stands_by_itself(stance.anchor, other.anchor) for other in around):
            kept.append(stance)
    return _once(kept)


def _stands_by_itself(token: Token, governor: Token) -> bool:
    """Tell whether a relative clause or participle cuts `token` off from what governs it."""
    if token.tag_.startswith("NN"):
        return True
    for _ in range(12):
        if token == governor or token.head == token:
            return False
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN"):
            return True
        if token.dep_ == "conj" and is_finite(token) and is_infinitive(token.head):
            return True
        token = token.head
    return False


def _once(stances: list[Stance]) -> list[Stance]:
    """Keep the more certain of two stances that are one ("will present our own proposal")."""
    kept: list[Stance] = []
    near: defaultdict[int, list[Stance]] = defaultdict(list)
    for stance in sorted(stances, key=lambda each: (-each.confidence, each.cue)):
        places = {stance.anchor.i, stance.anchor.head.i, *range(*stance.cue)}
        if not any(_same(stance, other) for place in places for other in near[place]):
            kept.append(stance)
            for place in places:
                near[place].append(stance)
    return sorted(kept, key=lambda each: each.cue)


def _hangs_from(token: Token, head: Token) -> bool:
    """Tell "agreed to offer", one stance, from "agreed to a truce and promised aid", two."""
    return token.head == head and (token.dep_ != "conj" or token.pos_ != "VERB")


def _same(one: Stance, other: Stance) -> bool:
    kinds = {one.kind, other.kind}
    if _hangs_from(one.anchor, other.anchor) or _hangs_from(other.anchor, one.anchor):
        return len(kinds) == 1 or kinds <= {"offer", "promise", "accept"}
    overlap = one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]
    return overlap and (len(kinds) == 1 or one.anchor == other.anchor)


def _attach_condition(stance: Stance) -> None:
    doc = stance.anchor.doc
    for start, end in conditions_of(doc, *sheet_of(doc).sentences[stance.anchor.i]):
        if start <= stance.anchor.i < end:
            continue
        if _belongs(doc[start], stance, (start, end)):
            stance.condition = (start, end)
            return


def _belongs(first: Token, stance: Stance, condition: tuple[int, int]) -> bool:
    """A condition belongs to the stance whose words hold it, or next to whose words it stands."""
    start, end = stance.extent
    if start <= first.i < end:
        return True
    if condition[1] <= start:
        return start - condition[1] <= 3
    return condition[0] - end <= 2 and condition[0] >= end
