"""Stances whose cue is a noun: "Iran's rejection of ...", "a demand that ..."."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.stances.agents import is_agentive
from analysis.annotate.stances.clause import (
    SUBJECTS,
    complement_clause,
    is_infinitive,
    is_irrealis,
    is_negated,
    is_passive,
    object_of,
    prepositions,
    read,
    subject_of,
)
from analysis.annotate.stances.lexicon import Cue
from analysis.annotate.stances.phrases import (
    DULL,
    clause_extent,
    content_noun,
    in_clause,
    nominal_extent,
    noun_phrase,
)
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.verbs import is_addressee
from analysis.annotate.stances.words import listed

_MAKING = listed(
    "make issue present submit put table repeat reiterate voice express renew extend "
    "announce have file lodge give unveil deliver send outline restate maintain raise "
    "launch show float set advance hand bring convey signal level repeated restated "
    "stress underline underscore reaffirm offer circulate release publish lay forward "
    "receive"
)
_DONE = listed("decide agree begin continue start move vote choose rush hasten go proceed use")
_DROPPING = listed("drop withdraw abandon retract rescind shelve soften lift")
_RECEIVING = listed(
    "win draw get receive gain earn attract secure obtain garner face encounter meet run prompt "
    "provoke trigger spark have enjoy elicit bring find"
)
_HELD = frozenset({"demand", "reject", "threaten"})
_CONTENT_PREPOSITIONS = ("for", "of", "on", "over", "to", "against", "about", "in")
_NEEDS_NO_CONTENT = frozenset({"offer", "proposal", "ultimatum", "counterproposal", "counteroffer"})
_ECONOMIC = listed(
    "consumer domestic global oil gas energy market export import electricity weak "
    "strong high low soaring slowing falling rising growing sluggish robust housing "
    "peak world product"
)


def noun_stance(token: Token, cue: Cue, end: int) -> Stance | None:
    """Return the stance that a noun makes, or None: without a holder or content it makes none."""
    noun = token if len(cue.words) == 1 else token.doc[end - 1]
    if not _is_noun(noun) or noun.dep_ == "compound":
        return None
    if _is_apposed(noun):
        return None
    if cue.text == "red line":
        return _red_line(noun, cue, token.i)
    if _is_economic(noun, cue) or (is_irrealis(noun) and not _is_owned(noun)):
        return None
    if (received := _received(noun, cue, (token.i, max(end, token.i + 1)))) is not None:
        return received
    maker = _maker(noun)
    holder = _holder_of(noun, maker)
    if cue.kind == "expect" and maker is not None and maker.lemma_ == "raise":
        return None  # "raising hopes" is nobody's hope in particular
    if holder is None or not is_agentive(holder) or not _allows(maker):
        return None
    if not _has_frame(noun, cue):
        return None
    topic = _content(noun, cue, maker)
    if topic is None and not (cue.words[0] in _NEEDS_NO_CONTENT and maker is not None):
        return None
    return _build(noun, cue, (token.i, max(end, token.i + 1)), holder, maker, topic)


def _is_apposed(noun: Token) -> bool:
    """ "His demand for an assembly, a proposal that ...": the parser gives the verb two objects."""
    return noun.dep_ == "dobj" and any(
        other.dep_ == "dobj" and other.i < noun.i for other in noun.head.rights
    )


def _received(noun: Token, cue: Cue, place: tuple[int, int]) -> Stance | None:
    """ "The idea won support from Kenya", "drew a rebuke from Cairo": the giver holds it."""
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
    if verb.lemma_ not in _RECEIVING or cue.kind not in ("support", "criticise", "reject"):
        return None
    givers = [prepositions(each).get(word) for each in (noun, verb) for word in ("from", "by")]
    giver = next((each for each in givers if each is not None and is_agentive(each)), None)
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    reading = read(verb)
    if giver is None or subject is None or reading.negated or reading.irrealis or reading.future:
        return None
    if reading.possible or reading.obligation:
        return None
    addressed = is_agentive(subject)
    return Stance(
        kind=cue.kind,  # type: ignore[arg-type]
        cue=place,
        anchor=noun,
        holder=giver,
        extent=clause_extent(verb, subject),
        confidence=cue.confidence,
        topic=None if addressed else content_noun(subject),
        issue=None if addressed else noun_phrase(content_noun(subject)),
        recipients=(subject,) if addressed else (),
        plover=cue.plover,
    )


def _holder_of(noun: Token, maker: Token | None) -> Token | None:
    named = _holder_in_phrase(noun)
    subject = subject_of(maker) if maker is not None else None
    if named is None or (named.tag_ == "PRP$" and subject is not None):
        return subject or named
    return named


def _is_noun(token: Token) -> bool:
    if token.tag_ in ("NN", "NNS"):
        return True
    # "said that offer from X to Y would ...": small models take the bare noun for a verb.
    if token.tag_ not in ("VB", "VBP", "VBZ") or token.i + 1 >= len(token.doc):
        return False
    follows = token.doc[token.i + 1]
    has_subject = any(c.dep_ in SUBJECTS and c.lower_ not in ("that", "this") for c in token.lefts)
    return follows.lower_ in ("from", "by", "of") and not has_subject


def _has_frame(noun: Token, cue: Cue) -> bool:
    """Tell an appeal for something from the appeal of something."""
    if not cue.frames:
        return True
    if cue.frames & prepositions(noun).keys():
        return True
    return any(child.dep_ in ("acl", "ccomp", "relcl") for child in noun.rights)


def _is_owned(noun: Token) -> bool:
    """ "Unless its demand is met": that there is a demand is taken for granted."""
    return any(child.dep_ == "poss" for child in noun.lefts)


def _is_economic(noun: Token, cue: Cue) -> bool:
    if cue.words[0] != "demand":
        return False
    return any(child.lower_ in _ECONOMIC for child in noun.lefts)


def _maker(noun: Token) -> Token | None:
    """Return the verb by which someone takes the stance: "made an offer", "the offer made by"."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "oprd") and head.lemma_ in _MAKING | _DROPPING:
        return head
    if noun.dep_ == "conj" and head.dep_ == "dobj" and head.head.lemma_ in _MAKING:
        return head.head
    for child in noun.rights:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _MAKING:
            return child
    return None


def _allows(maker: Token | None) -> bool:
    if maker is None:
        return True
    if is_infinitive(maker) and maker.head.lemma_ not in _DONE:
        return False
    reading = read(maker)
    return not (reading.irrealis or reading.possible or reading.obligation)


def _holder_in_phrase(noun: Token) -> Token | None:
    for child in noun.lefts:
        if child.dep_ == "poss" and is_agentive(child):
            return child
    inner = prepositions(noun)
    for preposition in ("from", "by"):
        target = inner.get(preposition)
        if target is not None and is_agentive(target):
            return target
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and _is_adjective_of_agent(child):
            return child
    target = inner.get("of")
    if target is not None and is_agentive(target) and complement_clause(noun) is not None:
        return target
    return None


def _is_adjective_of_agent(token: Token) -> bool:
    if token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON"):
        return True
    return token.pos_ == "NOUN" and is_agentive(token)


def _content(noun: Token, cue: Cue, maker: Token | None) -> Token | None:
    for child in noun.rights:
        if child is maker or (child.tag_ == "VBN" and not _is_that_clause(child)):
            continue
        if child.dep_ in ("acl", "ccomp", "xcomp") and child.pos_ in ("VERB", "AUX"):
            return None if child.lemma_ == "be" else in_clause(child)
    inner = prepositions(noun)
    for preposition in _CONTENT_PREPOSITIONS:
        target = inner.get(preposition)
        if target is None or target.ent_type_ in ("DATE", "TIME") or target.lemma_ in DULL:
            continue
        if target.pos_ == "VERB":
            return in_clause(target)
        if is_agentive(target) and preposition in ("to", "of", "on", "against"):
            if cue.kind in ("criticise", "support") and preposition != "to":
                return content_noun(target)
            continue
        return content_noun(target)
    return _predicate_content(noun)


def _is_that_clause(verb: Token) -> bool:
    return any(child.dep_ == "mark" for child in verb.lefts)


def _predicate_content(noun: Token) -> Token | None:
    """What an offer holds, where the text says it of the offer: "the offer includes X"."""
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass") else _stranded_predicate(noun)
    if verb is None:
        return None
    if verb.lemma_ == "be":
        target = next((c for c in verb.rights if c.dep_ == "attr"), None)
        if target is not None:
            return content_noun(target)
        clause = complement_clause(verb)
        return in_clause(clause) if clause is not None else None
    verbs = [verb, *(child for child in verb.rights if child.dep_ == "conj")]
    targets = [
        target
        for each in verbs
        if not _is_taking_into_account(each)
        and (target := object_of(each)) is not None
        and target.tag_ in ("NN", "NNS", "NNP")
    ]
    return content_noun(targets[0]) if targets else None


def _is_taking_into_account(verb: Token) -> bool:
    into = prepositions(verb).get("into")
    return into is not None and into.lower_ in ("account", "consideration")


def _stranded_predicate(noun: Token) -> Token | None:
    """The verb of a subject that the parser took for a verb: the next one without a subject."""
    if not noun.tag_.startswith("VB"):
        return None
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.dep_ in ("ccomp", "ROOT", "conj") and token.pos_ == "VERB":
            return None if any(c.dep_ in SUBJECTS for c in token.lefts) else token
    return None


def _build(
    noun: Token,
    cue: Cue,
    place: tuple[int, int],
    holder: Token,
    maker: Token | None,
    topic: Token | None,
) -> Stance:
    negated = maker is not None and (maker.lemma_ in _DROPPING or is_negated(maker))
    kind, plover = cue.kind, cue.plover
    if negated and maker is not None and maker.lemma_ in _DROPPING:
        if kind in _HELD:
            kind, plover, negated = "accept", "CONCEDE", False
        elif kind in ("support", "accept"):
            kind, plover, negated = "reject", None, False
    extent = nominal_extent(noun)
    if maker is not None:
        extent = clause_extent(maker, holder if not is_passive(maker) else None)
    elif (predicate := _whole_clause(noun)) is not None:
        extent = clause_extent(predicate, noun)
    stance = Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=place,
        anchor=noun,
        holder=holder,
        extent=_including(extent, noun.i),
        confidence=cue.confidence - (0.0 if maker is not None else 0.1),
        topic=topic if topic is not None else noun,
        negated=negated,
        plover=plover,
        recipients=tuple(_recipients(noun, maker, holder)),
    )
    stance.issue = noun_phrase(stance.topic) if stance.topic is not None else None
    return stance


def _including(extent: tuple[int, int], index: int) -> tuple[int, int]:
    return min(extent[0], index), max(extent[1], index + 1)


def _whole_clause(noun: Token) -> Token | None:
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.pos_ in ("VERB", "AUX"):
        return noun.head
    return _stranded_predicate(noun)


def _recipients(noun: Token, maker: Token | None, holder: Token) -> list[Token]:
    found = []
    for head in filter(None, (noun, maker)):
        inner = prepositions(head)
        for preposition in ("to", "against", "on", "with", "of"):
            target = inner.get(preposition)
            if target is not None and target is not holder and is_addressee(target):
                found.append(target)
    return list(dict.fromkeys(found))


def _red_line(noun: Token, cue: Cue, start: int) -> Stance | None:
    """ "X is a red line (for Y)": Y, or who speaks, refuses X."""
    if noun.dep_ != "attr" or is_irrealis(noun.head) or is_negated(noun.head):
        return None
    subject = subject_of(noun.head)
    if subject is None:
        return None
    holder = prepositions(noun).get("for") or _holder_in_phrase(noun)
    holder = holder if holder is not None and is_agentive(holder) else None
    topic = content_noun(subject) if subject.pos_ in ("NOUN", "PROPN") else in_clause(subject)
    return Stance(
        kind="reject",
        cue=(start, noun.i + 1),
        anchor=noun,
        holder=holder,
        extent=clause_extent(noun.head, None),
        confidence=cue.confidence,
        topic=topic,
        issue=noun_phrase(topic) if topic is not None else None,
        by_speaker=holder is None,
    )
