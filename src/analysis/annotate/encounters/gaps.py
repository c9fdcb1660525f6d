"""Sequence: "first in eight months", "for the first time since November"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.annotate.encounters.context import Context, Timex
from analysis.annotate.encounters.days import read_duration, read_value
from analysis.annotate.encounters.mentions import Gap, Mention


def read_gap(mention: Mention, sentence: Span, context: Context, taken: set[int]) -> None:
    for token in sentence:
        if token.lower_ != "first" or not _says_first_of(token, mention):
            continue
        for preposition in sentence.doc[token.i + 1 : min(token.i + 8, sentence.end)]:
            timex = context.timex_at.get(preposition.i + 1)
            if preposition.lower_ not in {"in", "since", "for"} or timex is None:
                continue
            mention.gap = _gap(token, preposition, timex, context)
            if mention.gap is not None:
                mention.ordinal = None
                mention.cover(token, timex.end - 1)
                taken.add(timex.start)
            return


def _says_first_of(first: Token, mention: Mention) -> bool:
    head = first.head
    if head in (mention.head, mention.top, *mention.aliases):
        return True
    if head.lower_ == "time":
        verb = head.head.head if head.dep_ == "pobj" else head.head
        return any(event.token == verb for event in mention.events) or (
            mention.first <= first.i
            and first.i - mention.last <= 12
            and first.sent == (mention.head.sent)
        )
    if first.dep_ in {"attr", "nsubj", "pobj", "appos", "acomp"} or head.lemma_ == "be":
        return mention.head.i < first.i
    return first.i < mention.head.i <= first.i + 4


def _gap(first: Token, preposition: Token, timex: Timex, context: Context) -> Gap | None:
    doc = context.doc
    words = context.article.text[doc[first.i].idx : timex.record.end]
    if preposition.lower_ == "since":
        days = read_value(timex.record.value, timex.record.mod)
        return Gap(words, since=timex, days=days)
    length = read_duration(timex.record.value)
    if length is None:
        return None
    return Gap(words, number=length[0], unit=length[1])
