"""Verdicts: what a speaker calls or finds a proposal ("the offer was an insult")."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.stances.agents import is_agentive
from analysis.annotate.stances.clause import Reading, object_of, prepositions, read, subject_of
from analysis.annotate.stances.lexicon import Cue, also_starts, inflected
from analysis.annotate.stances.phrases import clause_extent, content_noun, noun_phrase
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.words import listed

_COPULAS = frozenset({"be", "remain", "seem", "appear", "stay", "become", "stand"})
CALLING = frozenset(
    {"call", "describe", "brand", "label", "dub", "term", "deem", "consider", "find"}
)
_BLAMING = listed(
    "unacceptable regrettable insult insulting unfair absurd ridiculous illegal "
    "outrageous betrayal provocation provocative blackmail disgrace disgraceful "
    "shameful disappointing inadequate unrealistic unworkable reckless irresponsible "
    "aggression hypocrisy farce stunt mistake sham theft slap unjust nonsense "
    "unjustified illegitimate cynical dangerous unhelpful insufficient unconstructive "
    "deplorable appalling unreasonable punitive offensive joke disaster scandal "
    "terrorist terrorism crime unlawful cowardly barbaric excessive arbitrary "
    "humiliation humiliating hostile extortion unrealistic naive naïve fantasy "
    "meaningless worthless pointless premature unnecessary unhelpful derisory paltry "
    "pathetic laughable untenable one-sided biased lopsided toothless vague hollow "
    "cosmetic cruel brutal immoral inhumane inhuman charade gimmick distraction trap "
    "surrender sell-out sellout capitulation affront outrage travesty mockery lie lies "
    "pretext excuse diversion delusion nonsensical misguided wrong hypocritical weak "
    "useless counterproductive counter-productive"
)
_PRAISING = listed(
    "sensible historic encouraging constructive positive welcome generous breakthrough "
    "promising courageous fair reasonable helpful excellent balanced"
)
_GOOD = listed("good sensible excellent positive important useful right welcome great")
_GOOD_THINGS = listed("idea step move sign thing offer proposal deal plan start basis compromise")
_NAMING = frozenset({"call", "describe", "brand", "label", "dub", "term"})
_NEUTRAL = listed(
    "step start starting basis progress important good significant victory milestone fair window "
    "opportunity chance key necessary beginning final last best first reasonable realistic hope "
    "technical complex frank ambitious bold new major crucial vital essential temporary provisional"
)
_REFUSING = listed("non-starter nonstarter unacceptable unworkable non-negotiable unthinkable")
_JUDGED = listed(
    "offer proposal demand plan deal term draft text package bid request condition "
    "move decision measure tariff sanction stance position step idea compromise cut "
    "ultimatum threat settlement resolution accord agreement suggestion attack remark "
    "comment comparison law clause price quota raise timetable role sequence ban "
    "embargo strike outcome announcement accusation figure sum amount number target "
    "date deadline blockade decree ruling veto refusal rejection behaviour behavior "
    "conduct claim statement verdict tax levy deportation raid siege package bonus "
    "rule condition increase rise fund contract concession formula freeze pledge promise version"
)


for _verb in CALLING:
    also_starts(inflected(_verb))
also_starts(_BLAMING | _PRAISING | _REFUSING | _GOOD_THINGS)


def verdict(
    token: Token, cue: Cue, verb: Token, subject: Token | None, reading: Reading
) -> Stance | None:
    """Return a speaker's verdict on a thing ("the offer was unacceptable"), or None."""
    if subject is None or is_agentive(subject) or verb.lemma_ not in _COPULAS:
        return None
    if reading.negated:
        return None
    return _stance(token, cue.kind, verb, subject, cue.confidence)


def predicate_verdict(token: Token) -> Stance | None:
    """Return the verdict of a predicate noun or adjective after "be" ("is still an insult")."""
    kind = _kind(token)
    if kind is None or token.dep_ not in ("attr", "acomp") or token.head.lemma_ not in _COPULAS:
        return None
    reading = read(token.head)
    subject = subject_of(token.head)
    if subject is None or not _is_judged(subject, kind, token):
        return None
    if reading.negated or reading.irrealis or reading.possible:
        return None
    return _stance(token, kind, token.head, subject, 0.65)


def is_judged(noun: Token) -> bool:
    """Tell whether `noun` is a proposal, act or demand, of which one can think well or badly."""
    return content_noun(noun).lemma_.lower() in _JUDGED


def _is_judged(subject: Token, kind: str, token: Token) -> bool:
    """Tell a verdict on a proposal from one on the weather; "this is an insult" says enough."""
    if content_noun(subject).lemma_.lower() in _JUDGED:
        return True
    if kind == "support" and token.lemma_.lower() in _GOOD_THINGS:
        return subject.pos_ == "NOUN"
    return kind == "criticise" and subject.lower_ in ("this", "that", "it") and token.pos_ == "NOUN"


def naming_stance(verb: Token) -> Stance | None:
    """Return the verdict of a verb of calling: "called the offer an insult"."""
    reading = read(verb)
    if reading.irrealis or reading.negated or reading.possible or reading.passive:
        return None
    holder, target = reading.holder, object_of(verb)
    if holder is None or target is None or not is_agentive(holder):
        return None
    kind = next(
        (found for word in _predicates(verb, target) if (found := _kind(word)) is not None), None
    )
    confidence = 0.75
    if kind is None and _is_named_in_quotes(verb, target):
        kind, confidence = "criticise", 0.55
    if kind is None:
        return None
    stance = _stance(verb, kind, verb, target, confidence)
    stance.holder, stance.by_speaker = holder, False
    stance.extent = clause_extent(verb, holder)
    return stance


def _is_named_in_quotes(verb: Token, target: Token) -> bool:
    """ "Called the draft "a suicide note"": a quoted name for a proposal is seldom a kind one."""
    if verb.lemma_ not in _NAMING or content_noun(target).lemma_.lower() not in _JUDGED:
        return False
    after = verb.doc[target.i + 1 : min(target.i + 12, verb.sent.end)]
    marks = [token.i for token in after if token.is_quote]
    if not marks or marks[0] > target.right_edge.i + 3:
        return False
    end = marks[1] if len(marks) > 1 else verb.sent.end
    return not any(word.lemma_.lower() in _NEUTRAL for word in verb.doc[marks[0] : end])


def _predicates(verb: Token, target: Token) -> list[Token]:
    found = [child for child in verb.rights if child.dep_ in ("oprd", "acomp", "attr", "ccomp")]
    found += [child for child in target.rights if child.dep_ in ("oprd", "acl", "amod", "appos")]
    after_as = prepositions(verb).get("as")
    found += [after_as] if after_as is not None else []
    # Quotation marks often break the parse: the word right after the object.
    return [*found, *verb.doc[target.i + 1 : min(target.i + 4, verb.sent.end)]]


def _kind(token: Token) -> str | None:
    words = {token.lower_, token.lemma_.lower()}
    words |= {child.lower_ for child in token.lefts if child.dep_ == "amod"}
    words |= {
        inner.lower_ for child in token.rights if child.dep_ == "prep" for inner in child.rights
    }
    if token.pos_ == "ADJ" and any(child.lower_ == "too" for child in token.lefts):
        return "criticise"
    if words & _REFUSING:
        return "reject"
    if words & _BLAMING:
        return "criticise"
    if words & _PRAISING:
        return "support"
    return "support" if words & _GOOD and words & _GOOD_THINGS else None


def _stance(token: Token, kind: str, verb: Token, subject: Token, confidence: float) -> Stance:
    topic = content_noun(subject)
    return Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=(token.i, token.i + 1),
        anchor=token,
        holder=None,
        extent=clause_extent(verb, subject if verb != token else None),
        confidence=confidence,
        topic=topic,
        issue=noun_phrase(topic),
        recipients=tuple(child for child in subject.lefts if child.dep_ == "poss"),
        by_speaker=True,
    )
