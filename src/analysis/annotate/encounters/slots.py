"""Dates, places and sequence words that belong to a mention, filled in sentence by sentence.

A date that hangs from a verb of saying dates the saying, not the meeting.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.gaps import read_gap
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.whenabouts import give_time, join_ranges
from analysis.annotate.encounters.whereabouts import give_places


def fill_slots(mentions: list[Mention], sentence: Span, context: Context) -> None:
    """Give the dates and places of one sentence to its mentions (all of that sentence)."""
    anchors = _anchors(mentions)
    taken: set[int] = set()
    for mention in mentions:
        read_gap(mention, sentence, context, taken)
    timexes = context.timexes_in(sentence.start, sentence.end)
    for timex in timexes:
        if timex.start not in taken:
            give_time(timex, mentions, anchors, context)
    join_ranges(mentions, context)
    give_places(sentence, mentions, anchors, context)


def _anchors(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Return token index -> mention, for every word that a date or place may hang from."""
    anchors: dict[int, Mention] = {}
    for mention in mentions:
        anchors.setdefault(mention.head.i, mention)
        anchors.setdefault(mention.top.i, mention)
        for alias in mention.aliases:
            anchors.setdefault(alias.i, mention)
    for mention in mentions:
        for event in mention.events:
            if event.effect is not None:
                anchors.setdefault(event.token.i, mention)
    for mention in mentions:
        if mention.journey is not None:
            anchors.setdefault(mention.journey.i, mention)
    return anchors
