"""What to call a meeting, and the words that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.datelines import DATELINE
from analysis.annotate.encounters.lexicon import ROUND_NOUNS, UNIT_NOUNS
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.outcomes import OUTCOME
from analysis.model import Span

_LONGEST_EVIDENCE = 45  # tokens


def name_of(group: Group) -> str:
    """Return what to call the meeting: its noun, what modifies it, and its town."""
    mention = next((m for m in group.mentions if not m.is_verb and m.kind not in _NAMELESS), None)
    if mention is None:
        base = "phone call" if group.format == "phone" else "meeting"
        base = "earlier meeting" if group.mentions[0].kind == "implied" else base
    else:
        base = _noun_phrase(mention)
    towns = [place for place in group.places if not place.is_venue]
    town = max(towns, key=lambda place: len(place.chain), default=None)
    return f"{base} in {town.name}" if town is not None and town.name not in base else base


_KEPT = frozenset({"last", "next", "previous", "earlier", "second", "final", "first"})


_NAMELESS = frozenset({"place", "implied", DATELINE, OUTCOME})


def _noun_phrase(mention: Mention) -> str:
    words: list[str] = []
    counted = mention.top.lower_ in UNIT_NOUNS and mention.top.lower_ not in ROUND_NOUNS
    nouns = (mention.head,) if counted else (mention.top, mention.head)
    for noun in dict.fromkeys(nouns):
        if noun.tag_ in {"PRP"} or (noun.pos_ == "PROPN" and noun.is_digit):
            return "talks"
        if words:
            words.append("of")
        words += [
            " ".join(token.text for token in child.subtree)
            for child in noun.children
            if child.i < noun.i
            and (child.dep_ == "compound" or child.lower_ in _KEPT or child.tag_ == "JJ")
            and child.lower_ not in {"such"}
        ]
        words.append(noun.text)
    return " ".join(words) or "meeting"


def evidence_of(group: Group, context: Context) -> Iterator[Span]:
    seen: set[tuple[int, int]] = set()
    for mention in sorted(group.mentions, key=lambda one: one.first):
        first, last = _trimmed(mention, context.doc)
        if last - first >= _LONGEST_EVIDENCE:
            first = max(first, mention.head.i - _LONGEST_EVIDENCE // 3)
            last = min(last, mention.head.i + _LONGEST_EVIDENCE // 2)
        start = context.doc[first].idx
        end = context.doc[last].idx + len(context.doc[last])
        if (start, end) not in seen:
            seen.add((start, end))
            yield context.article.span(start, end)


def _trimmed(mention: Mention, doc: Doc) -> tuple[int, int]:
    first, last = mention.first, mention.last
    while first < last and (doc[first].is_space or doc[first].is_punct):
        first += 1
    while last > first and (doc[last].is_space or doc[last].is_punct):
        last -= 1
    return first, last
