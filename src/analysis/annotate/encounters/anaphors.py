"""Words that take up the meeting just spoken of: "they would continue", "called it off"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.mentions import Mention

_LOOK_BACK = 1  # sentences between a pronoun and the meeting it stands for
TAKEN_UP = frozenset(
    {"continue", "resume", "begin", "start", "end", "conclude", "reconvene", "postpone", "cancel",
     "call", "hold", "take", "break", "delay", "reschedule", "collapse", "last", "open", "scrap",
     "be"}
)  # fmt: skip
_CALLED_OFF = frozenset({"cancel", "call", "postpone", "delay", "reschedule", "scrap", "put"})
_CARRIED_ON = frozenset({"continue", "resume"})


def anaphor(token: Token, number: int, found: list[Mention]) -> Mention | None:
    if token.pos_ not in {"VERB", "AUX"} or token.lemma_.lower() not in TAKEN_UP:
        return None
    if not found or number - found[-1].sentence > _LOOK_BACK:
        return None
    if token.lemma_ == "be":
        return _counted(token, number)
    lemma = token.lemma_.lower()
    particles = lexicon.NEEDS_PARTICLE.get(lemma)
    if particles and not any(child.lower_ in particles for child in token.children):
        return None
    for child in token.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and _stands_for(child, found[-1]):
            return _taking_up(child, number)
        if child.dep_ == "dobj" and lemma in _CALLED_OFF and _stands_for(child, found[-1]):
            return _taking_up(child, number)
        if child.dep_ == "dobj" and lemma in _CARRIED_ON and _stands_for(child, found[-1]):
            return _further_sitting(child, number)
    if lemma in _CARRIED_ON and _is_intransitive(token):
        return _taking_up(token, number)
    return None


def _further_sitting(pronoun: Token, number: int) -> Mention:
    """Read "will continue them in Vienna next week": with a day or a town, another meeting."""
    mention = _taking_up(pronoun, number)
    mention.is_anaphor = False
    return mention


def _counted(verb: Token, number: int) -> Mention | None:
    """Read "It will be the first since August" of the meeting just named."""
    pronoun = any(
        child.dep_ == "nsubj" and child.lower_ in {"it", "they"} for child in verb.children
    )
    first = any(
        child.dep_ in {"attr", "acomp"} and child.lower_ == "first" for child in verb.children
    )
    return _taking_up(verb, number) if pronoun and first else None


def _stands_for(pronoun: Token, last: Mention) -> bool:
    if pronoun.lower_ in {"they", "them"}:
        return last.top.tag_ in {"NNS", "NNPS"} or last.head.tag_ in {"NNS", "NNPS"}
    return pronoun.lower_ == "it" and (last.is_verb or last.top.tag_ in {"NN", "NNP"})


def _is_intransitive(verb: Token) -> bool:
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ in {"dobj", "xcomp"} for child in verb.children):
        return False
    return subject.lower_ == "they" or subject.lemma_.lower() in lexicon.PERSON_NOUNS


def _taking_up(head: Token, number: int) -> Mention:
    mention = Mention(head, head, "talks", number, head.i, head.i, "definite")
    mention.is_anaphor = True
    return mention
