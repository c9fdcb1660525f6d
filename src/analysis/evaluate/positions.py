"""Positions against gold data: whole positions in articles, and PLOVER event types of sentences.

On articles a position is found when its evidence shares a word with a gold position's, one-to-one;
then its type, and its holder (or the body that the holder belongs to), are right or wrong. On
PLOVER's gold sentences (Open Event Data Alliance) the sentence's event type is right or wrong, and
the figure is the macro F1 over the eight verbal types.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.evaluate.gold import annotated
from analysis.evaluate.metrics import Counts, jaccard, match_one_to_one, words, words_in
from analysis.evaluate.results import ErrorCase, LayerResult, Measure
from analysis.model import Actor, Position, Span

VERBAL_TYPES = (
    "REQUEST",
    "REJECT",
    "THREATEN",
    "AGREE",
    "ACCUSE",
    "CONCEDE",
    "SUPPORT",
    "CONSULT",
)
_OLD_NAMES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
OTHER = "OTHER"


def evaluate_positions(
    documents: Iterable[Mapping[str, Any]], *, model: str | None = None
) -> LayerResult:
    """Annotate gold documents and score the positions found.

    Parameters
    ----------
    documents
        Documents in the annotation format, or PLOVER gold records (``event`` and ``text``).
    model
        Name or path of the spaCy pipeline; None means the default.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    """
    rows = list(documents)
    if rows and "event" in rows[0]:
        return _evaluate_events(rows, model)
    return _evaluate_articles(rows, model)


def gold_event(record: Mapping[str, Any]) -> str:
    """Return the verbal event type of a PLOVER record, in PLOVER's present names, or OTHER."""
    name = str(record["event"])
    event = _OLD_NAMES.get(name, name)
    return event if event in VERBAL_TYPES else OTHER


def predicted_events(texts: Sequence[str], *, model: str | None = None) -> list[str]:
    """Return the event type of each sentence."""
    from analysis.annotate.positions import find_event_type

    rows = [{"id": str(number), "text": text} for number, text in enumerate(texts)]
    return [find_event_type(doc) for doc in annotated(rows, model=model)]


def _evaluate_events(rows: Sequence[Mapping[str, Any]], model: str | None) -> LayerResult:
    predicted = predicted_events([str(row["text"]) for row in rows], model=model)
    gold = [gold_event(row) for row in rows]
    measures = event_measures(gold, predicted)
    errors = [
        ErrorCase(f"{right} as {found}", str(row["id"]), 0, len(str(row["text"])), right, found)
        for row, right, found in zip(rows, gold, predicted, strict=True)
        if right != found
    ]
    return LayerResult("positions", "plover", len(rows), measures, errors)


def event_measures(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, Measure]:
    """Return F1 of each verbal event type, and their mean."""
    measures = {}
    for event in VERBAL_TYPES:
        counts = Counts(
            sum(g == p == event for g, p in zip(gold, predicted, strict=True)),
            sum(p == event for p in predicted),
            sum(g == event for g in gold),
        )
        measures[event] = Measure.of(counts)
    present = [measures[event].value for event in VERBAL_TYPES]
    return {"macro F1": Measure(sum(present) / len(present)), **measures}


@dataclass
class _Tally:
    found: Counts = field(default_factory=Counts)
    typed: Counts = field(default_factory=Counts)
    held: Counts = field(default_factory=Counts)
    whole: Counts = field(default_factory=Counts)
    conditions: Counts = field(default_factory=Counts)
    errors: list[ErrorCase] = field(default_factory=list)


def _evaluate_articles(rows: Sequence[Mapping[str, Any]], model: str | None) -> LayerResult:
    tally = _Tally()
    for row, doc in zip(rows, annotated(rows, model=model), strict=True):
        gold_actors = [Actor.model_validate(item) for item in row["actors"]]
        gold = [Position.model_validate(item) for item in row["positions"]]
        _score(
            str(row["article"]["id"]),
            doc._.article.text,
            (gold, gold_actors),
            (doc._.positions or [], doc._.actors or []),
            tally,
        )
    matched = tally.typed.gold
    measures = {
        "evidence": Measure.of(tally.found),
        "evidence, type and holder": Measure.of(tally.whole),
        "type of matched": Measure.accuracy(tally.typed.right, matched),
        "holder of matched": Measure.accuracy(tally.held.right, matched),
        "condition": Measure.of(tally.conditions),
    }
    return LayerResult("positions", "articles", len(rows), measures, tally.errors)


def _score(
    name: str,
    text: str,
    gold_side: tuple[Sequence[Position], Sequence[Actor]],
    own_side: tuple[Sequence[Position], Sequence[Actor]],
    tally: _Tally,
) -> None:
    gold, gold_actors = gold_side
    own, own_actors = own_side
    pairs = matched_positions(text, gold, own)
    same = _same_actors(gold_actors, own_actors)
    right = 0
    for i, j in pairs:
        type_right = gold[i].type == own[j].type and gold[i].negated == own[j].negated
        holder_right = _holders_agree(gold[i].actor, own[j].actor, same, gold_actors, own_actors)
        right += type_right and holder_right
        tally.typed += Counts(type_right, 1, 1)
        tally.held += Counts(holder_right, 1, 1)
        if not type_right:
            tally.errors.append(_error("type", name, gold[i], own[j]))
        if not holder_right:
            tally.errors.append(_error("holder", name, gold[i], own[j]))
    tally.found += Counts(len(pairs), len(own), len(gold))
    tally.whole += Counts(right, len(own), len(gold))
    tally.conditions += Counts(
        sum(_overlap(gold[i].condition, own[j].condition) for i, j in pairs),
        sum(position.condition is not None for position in own),
        sum(position.condition is not None for position in gold),
    )
    found_gold, found_own = {i for i, _ in pairs}, {j for _, j in pairs}
    tally.errors += [
        _error("missed", name, one, None) for i, one in enumerate(gold) if i not in found_gold
    ]
    tally.errors += [
        _error("invented", name, None, one) for j, one in enumerate(own) if j not in found_own
    ]


def right_positions(
    row: Mapping[str, Any], text: str, own: Sequence[Position], own_actors: Sequence[Actor]
) -> list[bool]:
    """Tell, for each predicted position, whether its words, type and holder are those of gold."""
    gold_actors = [Actor.model_validate(item) for item in row["actors"]]
    gold = [Position.model_validate(item) for item in row["positions"]]
    same = _same_actors(gold_actors, own_actors)
    right = [False] * len(own)
    for i, j in matched_positions(text, gold, own):
        right[j] = (
            gold[i].type == own[j].type
            and gold[i].negated == own[j].negated
            and _holders_agree(gold[i].actor, own[j].actor, same, gold_actors, own_actors)
        )
    return right


def matched_positions(
    text: str, gold: Sequence[Position], own: Sequence[Position]
) -> list[tuple[int, int]]:
    """Pair positions by their evidence, those of the same type first."""
    all_words = words(text)
    covered = [words_in(all_words, [(p.evidence.start, p.evidence.end)]) for p in gold]
    own_covered = [words_in(all_words, [(p.evidence.start, p.evidence.end)]) for p in own]
    scores = {
        (i, j): jaccard(left, right) + (gold[i].type == own[j].type)
        for i, left in enumerate(covered)
        for j, right in enumerate(own_covered)
        if left & right
    }
    return match_one_to_one(scores)


def _overlap(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _same_actors(gold: Sequence[Actor], own: Sequence[Actor]) -> dict[str, set[str]]:
    """Map each predicted actor to the gold actors that it shares a mention or alias with."""
    return {
        actor.id: {
            other.id
            for other in gold
            if _names(actor) & _names(other)
            or any(a.overlaps(b) for a in actor.mentions for b in other.mentions)
        }
        for actor in own
    }


def _names(actor: Actor) -> set[str]:
    return {actor.name.casefold(), *(alias.casefold() for alias in actor.aliases)}


def _holders_agree(
    gold: str | None,
    own: str | None,
    same: Mapping[str, set[str]],
    gold_actors: Sequence[Actor],
    own_actors: Sequence[Actor],
) -> bool:
    if gold is None or own is None:
        return gold == own
    bodies = _with_bodies(own, own_actors)
    meant = set().union(*(same.get(actor, set()) for actor in bodies))
    return bool(meant & _with_bodies(gold, gold_actors))


def _with_bodies(actor: str, actors: Sequence[Actor]) -> set[str]:
    by_id = {each.id: each for each in actors}
    found = by_id.get(actor)
    if found is None:
        return {actor}
    return {actor, *filter(None, (found.side, found.member_of, found.speaks_for))}


def _error(kind: str, name: str, gold: Position | None, own: Position | None) -> ErrorCase:
    place = gold or own
    assert place is not None
    return ErrorCase(
        kind,
        name,
        place.evidence.start,
        place.evidence.end,
        None if gold is None else _words(gold),
        None if own is None else _words(own),
    )


def _words(position: Position) -> str:
    negation = "not " if position.negated else ""
    return f"{negation}{position.type} ({position.actor}): {position.evidence.text}"
