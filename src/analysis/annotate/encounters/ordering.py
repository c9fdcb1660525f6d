"""Which meeting preceded which, as the words have it: "after talks in", "the last meeting"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.days import read_duration
from analysis.annotate.encounters.mentions import Mention
from analysis.annotate.encounters.merging import Group

_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "ahead", "preceding"})
# X verb Y: which comes first when X is the subject of the active verb.
_SUBJECT_FIRST = frozenset(
    {"precede", "precipitate", "prompt", "trigger", "herald", "enable", "pave", "inspire"}
)
_SUBJECT_LATER = frozenset({"follow", "succeed"})
_CLIMB = 8


@dataclass(frozen=True)
class Precedence:
    """`earlier` came before `later`, because of `words`."""

    earlier: Mention
    later: Mention
    words: str
    distance: tuple[int, str] | None = None  # "a day after": (1, "D")


def precedences(mentions: list[Mention], context: Context) -> list[Precedence]:
    """Return what the words of one sentence say of the order of its meetings.

    A meeting that is named only as what came before or after another is marked as background.
    """
    found = []
    for mention in mentions:
        if mention.is_anaphor:
            continue
        others = [other for other in mentions if other is not mention]
        relation = None if mention.is_verb else _relation(mention, others, context)
        relation = relation or _in_a_clause(mention, others, context)
        if relation is not None:
            mention.is_background = True
            found.append(relation)
    return found


def _in_a_clause(mention: Mention, others: list[Mention], context: Context) -> Precedence | None:
    """Read "came a day after officials wrapped up a session", "since they last met"."""
    verb = mention.head if mention.is_verb else mention.top.head
    if mention.top.dep_ not in {"dobj", "nsubj", "nsubjpass"} and not mention.is_verb:
        return None
    mark = next(
        (c for c in verb.children if c.dep_ == "mark" and c.lower_ in _AFTER | _BEFORE), None
    )
    if mark is None or verb.dep_ != "advcl" or not others:
        return None
    other = _above(verb, others)
    if other is None:
        return None
    words, distance = f"{mark.text} … {mention.head.text}", _distance(mark, context)
    if mark.lower_ in _AFTER:
        return Precedence(mention, other, words, distance)
    return Precedence(other, mention, words, distance)


def _distance(link: Token, context: Context) -> tuple[int, str] | None:
    """Return the length of time just before "after" or "before"."""
    timex = context.timex_at.get(link.i - 1)
    if timex is None or timex.record.type != "DURATION":
        return None
    return read_duration(timex.record.value)


def _relation(mention: Mention, others: list[Mention], context: Context) -> Precedence | None:
    if not others or mention.top.dep_ not in {"pobj", "dobj", "pcomp", "conj"}:
        return None
    link = mention.top.head
    if mention.top.dep_ == "dobj":
        return _by_verb(mention, link, others)
    if link.dep_ == "agent":
        return _by_verb(mention, link.head, others, passive=True)
    word = link.lower_
    if word in {"of", "to"} and link.head.lower_ in _BEFORE | {"prior", "lead", "led"}:
        word = "before"
    if word not in _AFTER | _BEFORE:
        return None
    other = _above(link, others)
    if other is None:
        return None
    words, distance = f"{link.text} … {mention.head.text}", _distance(link, context)
    if word in _AFTER:
        return Precedence(mention, other, words, distance)
    return Precedence(other, mention, words, distance)


def _by_verb(
    mention: Mention, verb: Token, others: list[Mention], *, passive: bool = False
) -> Precedence | None:
    lemma = verb.lemma_.lower()
    if lemma not in _SUBJECT_FIRST | _SUBJECT_LATER:
        return None
    other = _subject_mention(verb, others)
    if other is None:
        return None
    subject_first = (lemma in _SUBJECT_FIRST) != passive
    earlier, later = (other, mention) if subject_first else (mention, other)
    return Precedence(earlier, later, verb.text)


def _subject_mention(verb: Token, others: list[Mention]) -> Mention | None:
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            token = child.head.head if child.tag_ == "WDT" else child
            for other in others:
                if other.top in (child, token) or other.head in (child, token):
                    return other
    return None


def _above(token: Token, others: list[Mention]) -> Mention | None:
    """Return the mention that the phrase hangs from: its verb, its noun or its clause."""
    anchors = {event.token.i: other for other in others for event in other.events}
    for other in others:
        anchors.setdefault(other.top.i, other)
        anchors.setdefault(other.head.i, other)
    current = token
    for _ in range(_CLIMB):
        current = current.head
        if current.i in anchors:
            return anchors[current.i]
        subject = _subject_mention(current, others)
        if subject is not None:
            return subject
        if current.head == current:
            return None
    return None


def main_group(groups: Iterable[Group]) -> Group | None:
    """Return the meeting that the article is about: named most often, not as one of the past."""
    best: Group | None = None
    for group in groups:
        if group.is_prior or all(mention.is_background for mention in group.mentions):
            continue
        if best is None or _weight(group) > _weight(best):
            best = group
    return best


def _weight(group: Group) -> float:
    return len(group.mentions) + (0.5 if not group.is_ahead else 0.0)


def links(groups: list[Group], said: list[Precedence]) -> list[tuple[int, int, str]]:
    """Return (index of the earlier, index of the later, words) for each order that the text gives.

    Orders that would run in a circle are left out, what is said first counting.
    """
    where = groups_of_mentions(groups)
    found: list[tuple[int, int, str]] = []
    for relation in said:
        for earlier in where.get(id(relation.earlier), ()):
            for later in where.get(id(relation.later), ()):
                _link(found, earlier, later, relation.words)
    for earlier, later, words in _by_reference(groups):
        _link(found, earlier, later, words)
    return found


def groups_of_mentions(groups: list[Group]) -> dict[int, list[int]]:
    """Return identity of a mention -> indices of the groups that it, or a part of it, is in."""
    where: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        for mention in group.mentions:
            where.setdefault(id(mention.origin or mention), []).append(index)
    return where


def _by_reference(groups: list[Group]) -> Iterable[tuple[int, int, str]]:
    main = main_group(groups)
    if main is None:
        return
    centre = groups.index(main)
    for index, group in enumerate(groups):
        if index == centre:
            continue
        first = group.mentions[0]
        if group.is_prior:
            yield index, centre, first.top.text if first.is_verb else "earlier one"
        elif first.reference in {"next", "again"} and not main.is_ahead:
            yield centre, index, "again" if first.reference == "again" else "next"
    yield from _by_number(groups)


def _by_number(groups: list[Group]) -> Iterable[tuple[int, int, str]]:
    numbered = sorted(
        (min(group.ordinals), index)
        for index, group in enumerate(groups)
        if group.ordinals and {mention.kind for mention in group.mentions} & {"round"}
    )
    for (low, earlier), (high, later) in pairwise(numbered):
        if low < high:
            yield earlier, later, f"number {low} and number {high}"


def _link(found: list[tuple[int, int, str]], earlier: int, later: int, words: str) -> None:
    if earlier == later or any(pair[:2] == (earlier, later) for pair in found):
        return
    if not _reaches(found, later, earlier):
        found.append((earlier, later, words))


def _reaches(found: list[tuple[int, int, str]], start: int, goal: int) -> bool:
    seen, waiting = set(), [start]
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(later for earlier, later, _ in found if earlier == one)
    return False
