"""The town of a dateline as the place of the meeting that the report opens with.

"ROTTERDAM, Oct 9 - Negotiators resumed pay talks on Wednesday" tells of talks in Rotterdam. The
reverse holds less often than it seems: talks between states are reported from any of their
capitals. So the dateline counts only where the opening sentence names neither another place nor a
state or nationality, and where the town is a known one. A wrong place is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc, Token

from analysis.annotate.encounters.context import Context, dateline_end
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.places import Place, chain_of, is_known

DATELINE = "dateline"  # the kind of a mention that is a dateline's town
_TOWN = re.compile(r"[^\W\d_][\w .'’-]*?(?=\s*[,(]|\s+(?:-{1,2}|–|—)\s)")
_NOW = frozenset({"held", "ongoing"})
_REMOTE = frozenset({"video", "virtual", "online", "remote", "phone", "telephone"})
_LINE = re.compile(r"(?m)^\S")
_FIRST_LINES = 4
_FRESH = 6  # days before the article within which what it opens with took place


def dateline_town(context: Context) -> tuple[str, tuple[str, ...]] | None:
    """Return name and chain of the dateline's town, which "here" stands for in its report."""
    text = context.article.text
    for start in islice(_lines(context), _FIRST_LINES):
        end = dateline_end(text, start)
        town = _TOWN.match(text, start, end) if end > start else None
        if town is not None:
            name = town.group().title() if town.group().isupper() else town.group()
            return name, chain_of(name)
    return None


def place_from_the_dateline(groups: list[Group], context: Context) -> None:
    """Give the meeting that the dateline's sentence opens with the dateline's town."""
    found = _dateline(context)
    if found is None:
        return
    place, start, end = found
    fitting = [group for group in groups if _is_told_at_once(group, end, context)]
    if len(fitting) != 1 or _names_another_place(context.doc, end, fitting[0], place):
        return
    first, token = fitting[0].mentions[0], context.doc[start]
    mention = Mention(token, token, DATELINE, first.sentence, start, place.end - 1, first.reference)
    mention.places.append(place)
    fitting[0].add(mention)


def _dateline(context: Context) -> tuple[Place, int, int] | None:
    """Return the known town of the first dateline, its first token, and the dateline's last."""
    text = context.article.text
    for start in islice(_lines(context), _FIRST_LINES):
        end = dateline_end(text, start)
        town = _TOWN.match(text, start, end) if end > start else None
        if town is None:
            continue
        chain = chain_of(town.group())
        if len(chain) < 2 or not is_known(town.group()):  # a country is no town
            return None
        span = context.doc.char_span(town.start(), town.end(), alignment_mode="expand")
        whole = context.doc.char_span(start, end, alignment_mode="contract")
        if span is None or whole is None:
            return None
        return Place(chain[0], chain, span.start, span.end), span.start, whole.end
    return None


def _lines(context: Context) -> Iterator[int]:
    """Yield where each paragraph of prose starts, or each line where none are marked."""
    paragraphs = context.article.paragraphs
    for paragraph in paragraphs:
        if paragraph.kind not in ("title", "heading"):
            yield paragraph.start
    if not paragraphs:
        for line in _LINE.finditer(context.article.text):
            yield line.start()


def _is_told_at_once(group: Group, end: int, context: Context) -> bool:
    """Tell whether the report opens with the meeting, as of these days, without naming a place."""
    first = group.mentions[0]
    opening = context.doc[min(end, len(context.doc) - 1)].sent
    if group.places or group.format == "phone" or group.is_prior or first.is_background:
        return False
    if not opening.start <= first.head.i < opening.end or first.status not in _NOW:
        return False
    if first.reference == "prior" or any(token.lower_ in _REMOTE for token in first.head.subtree):
        return False
    return context.published is not None and any(
        dated.days.last is not None and 0 <= context.published - dated.days.last <= _FRESH
        for dated in first.dates
    )


def _names_another_place(doc: Doc, end: int, group: Group, place: Place) -> bool:
    """Tell whether the opening sentence names a state, a nationality or another place."""
    opening = doc[group.mentions[0].head.i].sent
    return any(
        _is_of_a_place(token) and chain_of(token.text)[0] not in place.chain
        for token in opening
        if token.i >= end
    )


def _is_of_a_place(token: Token) -> bool:
    if not token.text[:1].isupper():
        return False
    return token.ent_type_ in {"GPE", "NORP", "FAC"} or is_known(token.text)
