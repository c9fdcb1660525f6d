"""How a mention is used in its sentence: acting, possessing, described, or only a place."""

from __future__ import annotations

from functools import cache

from analysis.annotate.naming.mentions import Mention
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.reference import role_nouns
from analysis.reference.reading import rows

_PLACE_PREPOSITIONS = word_set(
    """
    in at near across inside outside throughout around through into within via off along above
    below beneath beyond toward towards onto
    """
)
ADDRESSED = word_set(
    """
    tell urge ask press pressure warn accuse blame call invite persuade convince criticise
    criticize condemn praise thank support back oppose force push demand threaten allow let
    require oblige assure inform meet join lead represent advise help sue attack reject
    recognise recognize sanction punish offer give grant pay owe fear trust distrust suspect
    include exclude bring pit prompt prevent stop free release
    """
)
ACT_NOUNS = word_set(
    """
    offer proposal demand position threat decision refusal rejection acceptance insistence
    sanction sanctions plan concession pledge promise warning call appeal request response reply
    commitment support criticism condemnation concern stance statement insistence policy
    interest objection claim counteroffer counterproposal ultimatum strike attack program
    programme negotiation talks delegation mediation effort initiative agreement veto request
    withdrawal intervention leadership side team approval opposition consent tariff tariffs
    """
)


# Through these, whom they serve acts: "French officials met", "EU leaders agreed".
_OFFICIALS = word_set(
    """
    official minister leader diplomat negotiator envoy delegate representative president commander
    mediator spokesman spokeswoman ambassador troop soldier force premier chancellor government
    administration presidency authority military army
    """
)


@cache
def _is_subject(dep: str) -> bool:
    return dep in ("nsubj", "nsubjpass", "csubj", "agent", "dative")


def subject_of(words: Words, mention: Mention) -> int | None:
    """Return the verb whose subject the mention is (alone or joined by "and"), or None."""
    head = mention.head
    for _ in range(4):
        dep = words.dep[head]
        if dep in ("nsubj", "nsubjpass"):
            return words.head[head]
        if dep in ("conj", "appos", "compound", "nmod") and words.head[head] != head:
            head = words.head[head]
            continue
        return None
    return None


def is_acting(words: Words, mention: Mention) -> bool:
    """Tell whether the mention stands for someone who acts, is addressed, owns, or takes part."""
    head = mention.head
    for _ in range(5):
        dep, parent = words.dep[head], words.head[head]
        if _is_subject(dep) or dep == "poss":
            return True
        if dep in ("dobj", "iobj"):
            return words.lemma[parent] in ADDRESSED
        if dep == "pobj":
            return _takes_part(words, parent)
        if dep in ("amod", "compound", "nmod"):
            return words.lemma[parent] in ACT_NOUNS or words.lemma[parent] in _OFFICIALS
        if dep in ("conj", "appos") and parent != head:
            head = parent
            continue
        return False
    return False


def says_or_acts(words: Words, mention: Mention) -> bool:
    """Tell whether the mention says or does something: a subject, "by" whom, who "is ready to"."""
    verb = subject_of(words, mention)
    if verb is None:
        verb = _done_by(words, mention.head)
    if verb is None:
        return False
    if words.lemma[verb] in _DEEDS | _stances("verb"):
        return True
    if words.lemma[verb] in ACT_NOUNS | _stances("noun") and words.dep[mention.head] == "pobj":
        return True
    near = words.lower[verb + 1 : verb + 4]
    return words.lemma[verb] in ("be", "remain") and not _stances("adjective").isdisjoint(near)


def does_deed(words: Words, mention: Mention) -> bool:
    """Tell whether the mention is the subject of a verb of saying, or of a clear deed."""
    verb = subject_of(words, mention)
    return verb is not None and words.lemma[verb] in _DEEDS


def _done_by(words: Words, head: int) -> int | None:
    """Return what `head` did: "rejected by the pilots", "a threat by the miners"."""
    by = words.head[head]
    if words.dep[head] != "pobj" or words.lower[by] not in ("by", "from"):
        return None
    return words.head[by]


_COMMON_VERBS = frozenset({"be", "have", "make", "take", "give", "go", "put", "get", "come", "see"})


@cache
def _stances(part: str) -> frozenset[str]:
    """Return the words with which someone takes a position ("turn down", "ready")."""
    firsts = {row["cue"].split()[0] for row in rows("position_cues") if row["part"] == part}
    return frozenset(firsts - _COMMON_VERBS)


_DEEDS = word_set(
    """
    say tell announce warn reject accept offer propose demand insist want agree refuse urge call
    threaten accuse deny condemn welcome vow pledge promise suspend impose lift withdraw sign
    negotiate accede concede seek ask press support back oppose claim argue hope fear expect
    blame criticise criticize protest respond reply retaliate declare admit confirm decline comment
    vote appeal plead strike hold resist boycott walk contribute join mediate broker facilitate
    """
)


def _takes_part(words: Words, preposition: int) -> bool:
    word = words.lower[preposition]
    if word in ("between", "with", "by", "against", "among"):
        return True
    if word in _PLACE_PREPOSITIONS:
        return False
    governor = words.lemma[words.head[preposition]]
    if word == "for":
        return governor in ("negotiator", "spokesman", "spokeswoman", "speak", "lawyer") or (
            governor in ACT_NOUNS
        )
    return word in ("from", "to", "of", "on") and (
        governor in ACT_NOUNS or governor in ADDRESSED or governor in role_nouns()
    )


def is_place(words: Words, mention: Mention) -> bool:
    """Tell whether the mention only says where ("in Berlin", "talks in Baghdad and Moscow")."""
    head = mention.head
    for _ in range(5):
        dep, parent = words.dep[head], words.head[head]
        if dep == "pobj":
            return words.lower[parent] in _PLACE_PREPOSITIONS
        if dep in ("conj", "appos", "compound") and parent != head:
            head = parent
            continue
        break
    before = mention.first - 1
    while before > 0 and words.lower[before] in (
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
    ):
        before -= 1
    return before >= 0 and words.lower[before] in ("in", "near", "at", "across")
