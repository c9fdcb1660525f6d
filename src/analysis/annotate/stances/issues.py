"""One label for all the ways in which an article names an issue.

Two phrases name the same issue when their telling nouns agree: the head, or, where the head only
frames or handles the matter ("the sanctions arena", "sanctions relief", "a withdrawal of troops"),
the noun that modifies it. Nouns are compared by lemma, after near-synonyms of
``reference/tables/issue_terms.csv`` are taken together (pay, wage, salary, raise).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from analysis.annotate.stances.phrases import GENERIC, noun_phrase
from analysis.annotate.stances.stance import Range, Stance
from analysis.annotate.stances.words import listed
from analysis.reference.reading import rows

_ACTIONS = listed(
    "relief lifting easing removal withdrawal release reduction cut increase rise "
    "freeze cap limit imposition suspension end halt extension return transfer regime "
    "package programme program exchange swap deployment sale purchase import export "
    "delivery level rate request payment deal agreement activity effort restriction"
)


@lru_cache(maxsize=1)
def terms() -> dict[str, str]:
    """Return the concept of each listed lemma."""
    return {lemma: row["concept"] for row in rows("issue_terms") for lemma in row["lemmas"].split()}


def concept(token: Token) -> str:
    """Return the concept that a noun stands for: its lemma, or that of its near-synonyms."""
    lemma = str(token.lemma_).lower()
    return terms().get(lemma, lemma)


def concepts(doc: Doc, issue: Range, topic: Token | None) -> tuple[str, frozenset[str]]:
    """Return the main concept of a phrase, and all of them."""
    nouns = [token for token in doc[issue[0] : issue[1]] if token.pos_ in ("NOUN", "PROPN")]
    if not nouns:
        words = [token for token in doc[issue[0] : issue[1]] if token.pos_ in ("VERB", "ADJ")]
        found = [concept(token) for token in words]
        return (found[0] if found else "", frozenset(found))
    head = topic if topic is not None and issue[0] <= topic.i < issue[1] else nouns[-1]
    return concept(_telling(head, nouns)), frozenset(concept(token) for token in nouns)


def _telling(head: Token, nouns: Sequence[Token]) -> Token:
    if not _only_handles(head):
        return head
    others = [token for token in nouns if token is not head and not _only_handles(token)]
    common = [token for token in others if token.pos_ == "NOUN"]
    return (common or others or [head])[-1]


def _only_handles(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return lemma in _ACTIONS or lemma in GENERIC


_ANAPHORS = listed("one it this that them these those")
_THINGS_REFUSED = listed(
    "offer proposal plan deal demand agreement request idea resolution ultimatum "
    "draft call accord package compromise settlement text bid invitation motion"
)
_REACH = 60


def resolve_anaphors(stances: Sequence[Stance]) -> None:
    """Give stances on "it" or "one" ("one rejected by ...") the last proposal named before."""
    for stance in stances:
        if stance.topic is None or stance.topic.lower_ not in _ANAPHORS:
            continue
        antecedent = _last_proposal(stance.topic)
        stance.topic = antecedent
        stance.issue = None if antecedent is None else noun_phrase(antecedent)


def _last_proposal(pronoun: Token) -> Token | None:
    doc = pronoun.doc
    for index in range(pronoun.i - 1, max(-1, pronoun.i - _REACH), -1):
        token = doc[index]
        if token.lower_ in _THINGS_REFUSED or token.lemma_ in _THINGS_REFUSED:
            return token
    return None


def label_issues(
    doc: Doc, stances: Sequence[Stance], holders: Sequence[str | None]
) -> list[str | None]:
    """Return the label of the issue of each stance; stances on the same matter share it.

    The label is a phrase of the article: of those used for the matter the most frequent, then the
    shortest in words, then the first. A stance that only says "the offer" is on the matter of the
    same holder's stance of the same type that says more.
    """
    groups: dict[str, list[int]] = {}
    for index, stance in enumerate(stances):
        if stance.issue is None:
            continue
        main, _ = concepts(doc, stance.issue, stance.topic)
        groups.setdefault(main or f"#{index}", []).append(index)
    labels: list[str | None] = [None] * len(stances)
    for members in groups.values():
        phrases = {index: _text(doc, issue) for index in members if (issue := stances[index].issue)}
        if len({phrase.casefold() for phrase in phrases.values()}) > 1 and all(
            _AMOUNT.match(phrase) for phrase in phrases.values()
        ):
            # "9 percent" and "4 percent" are not each other's matter; "rise" can be.
            bare = min(filter(None, map(_without_amount, phrases.values())), key=len, default="")
            for index, phrase in phrases.items():
                labels[index] = bare or phrase
            continue
        label = _label(doc, [stances[index] for index in members])
        for index in members:
            labels[index] = label
    return [
        _of_the_fuller(index, stances, holders, labels) if _only_frames(stance) else labels[index]
        for index, stance in enumerate(stances)
    ]


_AMOUNT = re.compile(
    r"(?:(?:about|around|some|nearly|almost|only|at least|at most|up to|more than|less than|over"
    r"|under|an?|the)\s+)*[$£€]?\s?\d[\d.,]*(?:\s?(?:%|percent|per cent|percentage points?))?"
    r"(?:[\s-](?:hundred|thousand|million|billion|trillion))?(?:[\s-](?:euros?|dollars?|pounds?))?"
    r"(?:\s+|$)",
    re.IGNORECASE,
)


def _without_amount(phrase: str) -> str:
    return phrase[match.end() :] if (match := _AMOUNT.match(phrase)) else phrase


def _only_frames(stance: Stance) -> bool:
    return stance.topic is not None and stance.topic.lemma_.lower() in _THINGS_REFUSED


def _of_the_fuller(
    index: int,
    stances: Sequence[Stance],
    holders: Sequence[str | None],
    labels: Sequence[str | None],
) -> str | None:
    kind, holder = stances[index].kind, holders[index]
    if holder is None or kind not in ("offer", "demand", "promise"):
        return labels[index]
    for other, stance in enumerate(stances):
        if holders[other] == holder and stance.kind == kind and not _only_frames(stance):
            return labels[other] or labels[index]
    return labels[index]


def _label(doc: Doc, members: Sequence[Stance]) -> str:
    framed: dict[str, bool] = {}
    counts: Counter[str] = Counter()
    for stance in members:
        if stance.issue is not None:
            phrase = _text(doc, stance.issue)
            counts[phrase.casefold()] += 1
            framed.setdefault(phrase, stance.topic is not None and _only_handles(stance.topic))
    phrases = list(framed)
    return min(
        phrases,
        key=lambda phrase: (
            framed[phrase],
            _AMOUNT.match(phrase) is not None,
            -counts[phrase.casefold()],
            len(phrase.split()),
            phrases.index(phrase),
        ),
    )


def _text(doc: Doc, issue: Range) -> str:
    first, last = doc[issue[0]], doc[issue[1] - 1]
    article = doc._.article
    text = article.text if article is not None else doc.text
    return str(text[first.idx : last.idx + len(last)])
