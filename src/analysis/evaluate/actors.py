"""Actors against gold data: which were found, which names were merged, which wrongly fused.

B³ (Bagga and Baldwin 1998) is counted over the gold mentions: each takes the actor of the
predicted mention that overlaps it most, and one that no prediction overlaps stands alone. An actor
is found when one of its aliases is one of a predicted actor's; two gold actors are wrongly fused
when their aliases lead to one predicted actor. Of an actor's further aliases, those count as merged
that the predicted actor found for it has too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.evaluate.gold import annotated
from analysis.evaluate.metrics import Counts, jaccard, words, words_in
from analysis.evaluate.results import ErrorCase, LayerResult, Measure
from analysis.model import Actor, Article

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PRONOUNS = frozenset(
    "he she it they him her them his its their i we you me us our my who which that".split()  # noqa: SIM905
)
_MEANTIME_TYPES = frozenset({"PER", "ORG"})
_GUM_TYPES = frozenset({"person", "organization"})


@dataclass(frozen=True)
class GoldActor:
    """One actor of the gold data; ``side`` is the id of a gold actor."""

    id: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]
    kind: str | None = None
    side: str | None = None
    role: str | None = None


@dataclass
class _Sums:
    """What is counted over all documents."""

    precision: float = 0.0
    recall: float = 0.0
    mentions: int = 0
    actors: Counts = field(default_factory=Counts)
    aliases: Counts = field(default_factory=Counts)
    fused: Counts = field(default_factory=Counts)
    kinds: Counts = field(default_factory=Counts)
    sides: Counts = field(default_factory=Counts)
    errors: list[ErrorCase] = field(default_factory=list)


def evaluate_actors(
    documents: Iterable[Mapping[str, Any]], *, model: str | None = None, dataset: str = "actors"
) -> LayerResult:
    """Annotate gold documents and score the actors found.

    Parameters
    ----------
    documents
        Gold documents in the annotation format, or with MEANTIME's ``entities`` and ``chains``
        (persons and organisations are scored), or with GUM's ``mentions``.
    model
        Name or path of the spaCy pipeline; None means the default.
    dataset
        Name of the gold data in the result.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    """
    rows = list(documents)
    docs = annotated(rows, model=model)
    sums = _Sums()
    for row, doc in zip(rows, docs, strict=True):
        article = doc._.article
        score(article, gold_actors(row), doc._.actors or [], sums, whole="actors" in row)
    return LayerResult("actors", dataset, len(rows), _measures(sums), sums.errors)


def right_actors(
    row: Mapping[str, Any], article: Article, predicted: list[Actor]
) -> dict[str, bool]:
    """Return the id of each predicted actor -> whether the gold data has it, with its kind.

    The gold data has to list every actor (the annotation format).
    """
    gold = gold_actors(row)
    _, predicted_of = _assign_mentions(article, gold, predicted)
    matched = _match_by_alias(article, gold, predicted, predicted_of, _Sums())
    right = {actor.id: False for actor in predicted}
    for actor in gold:
        index = matched[actor.id]
        if index is not None and actor.kind in (None, predicted[index].kind):
            right[predicted[index].id] = True
    return right


def gold_actors(row: Mapping[str, Any]) -> list[GoldActor]:
    """Return the gold actors of a document of any of the formats."""
    if "actors" in row:
        return [
            GoldActor(
                actor["id"],
                actor["name"],
                tuple(dict.fromkeys((actor["name"], *actor["aliases"]))),
                tuple((mention["start"], mention["end"]) for mention in actor["mentions"]),
                actor["kind"],
                actor["side"],
                actor["role"],
            )
            for actor in row["actors"]
        ]
    groups = _meantime_groups(row) if "chains" in row else _gum_groups(row)
    actors = []
    for name, spans in groups.items():
        texts = [row["text"][start:end] for start, end in spans]
        aliases = tuple(dict.fromkeys(text for text in texts if text.lower() not in _PRONOUNS))
        if aliases:
            actors.append(GoldActor(name, aliases[0], aliases, tuple(spans)))
    return actors


def _meantime_groups(row: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    spans = {
        entity["m_id"]: (entity["start"], entity["end"])
        for entity in row["entities"]
        if entity["syntactic_type"] in ("NAM", "PRE.NAM", "APP")
        and entity["end"] <= row["annotated_upto"]
    }
    groups: dict[str, list[tuple[int, int]]] = {}
    for number, chain in enumerate(row["chains"]):
        if chain["instance"]["ent_type"] not in _MEANTIME_TYPES:
            continue
        found = sorted(spans[mention] for mention in chain["mentions"] if mention in spans)
        if found:
            groups[str(number)] = found
    return groups


def _gum_groups(row: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    groups: dict[str, list[tuple[int, int]]] = {}
    for mention in row["mentions"]:
        if mention["type"] in _GUM_TYPES:
            groups.setdefault(mention["chain"], []).append((mention["start"], mention["end"]))
    return groups


def score(
    article: Article,
    gold: list[GoldActor],
    predicted: list[Actor],
    sums: _Sums,
    *,
    whole: bool = True,
) -> None:
    """Add the scores of one document to `sums`.

    `whole` says that the gold data lists every actor, so that a further predicted one is an error.
    """
    gold_of, predicted_of = _assign_mentions(article, gold, predicted)
    _add_b_cubed(gold_of, predicted_of, sums)
    matched = _match_by_alias(article, gold, predicted, predicted_of, sums)
    used = {index for index in matched.values() if index is not None}
    sums.actors += Counts(
        sum(index is not None for index in matched.values()), len(predicted), len(gold)
    )
    if whole:
        for index, actor in enumerate(predicted):
            if index not in used and actor.mentions:
                first = actor.mentions[0]
                sums.errors.append(
                    ErrorCase("not in the gold data", article.id, first.start, first.end, None,
                              f"{actor.name} ({actor.kind})")
                )  # fmt: skip
    _add_attributes(article, gold, predicted, matched, sums)


def _assign_mentions(
    article: Article, gold: list[GoldActor], predicted: list[Actor]
) -> tuple[list[str], list[str]]:
    """Return for each gold mention its gold actor, and the predicted actor at its place."""
    all_words = words(article.text)
    candidates = [
        (words_in(all_words, [(mention.start, mention.end)]), str(index), mention.end)
        for index, actor in enumerate(predicted)
        for mention in actor.mentions
    ]
    gold_of, predicted_of = [], []
    for actor in gold:
        for number, (start, end) in enumerate(actor.mentions):
            inside = words_in(all_words, [(start, end)])
            best = max(
                ((jaccard(inside, others), stop == end, name) for others, name, stop in candidates),
                default=(0.0, False, ""),
            )
            gold_of.append(actor.id)
            predicted_of.append(best[2] if best[0] > 0 else f"missed {actor.id} {number}")
    return gold_of, predicted_of


def _add_b_cubed(gold_of: list[str], predicted_of: list[str], sums: _Sums) -> None:
    gold_sizes, predicted_sizes = Counter(gold_of), Counter(predicted_of)
    both = Counter(zip(gold_of, predicted_of, strict=True))
    for pair in zip(gold_of, predicted_of, strict=True):
        sums.precision += both[pair] / predicted_sizes[pair[1]]
        sums.recall += both[pair] / gold_sizes[pair[0]]
        sums.mentions += 1


def plain_alias(text: str) -> str:
    """Return an alias without its article, in lower case, with single blanks."""
    return _ARTICLE.sub("", re.sub(r"\s+", " ", text.strip())).lower().replace("’", "'")


def _match_by_alias(
    article: Article,
    gold: list[GoldActor],
    predicted: list[Actor],
    predicted_of: list[str],
    sums: _Sums,
) -> dict[str, int | None]:
    """Match each gold actor to the predicted one that shares most of its aliases and mentions."""
    names = [
        {plain_alias(text) for text in (actor.name, *actor.aliases)}
        | {plain_alias(mention.text) for mention in actor.mentions}
        for actor in predicted
    ]
    matched: dict[str, int | None] = {}
    taken: Counter[int] = Counter()
    place = 0
    for actor in gold:
        here = Counter(predicted_of[place : place + len(actor.mentions)])
        place += len(actor.mentions)
        aliases = {plain_alias(text) for text in actor.aliases} - _PRONOUNS
        shared = [(len(aliases & known), here[str(i)], -i) for i, known in enumerate(names)]
        best = max(shared, default=(0, 0, 0), key=lambda item: (item[0] > 0, item[1], item))
        index = -best[2] if best[0] else None
        matched[actor.id] = index
        first = actor.mentions[0] if actor.mentions else (0, 0)
        if index is None:
            likely = here.most_common(1)
            overlapping = likely and not likely[0][0].startswith("missed")
            seen = predicted[int(likely[0][0])].name if overlapping else None
            sums.errors.append(
                ErrorCase("not found" if seen is None else "found by place only", article.id,
                          *first, "; ".join(actor.aliases), seen)
            )  # fmt: skip
            sums.aliases += Counts(0, 0, max(len(aliases) - 1, 0))
            continue
        taken[index] += 1
        if taken[index] > 1:
            sums.errors.append(
                ErrorCase("wrongly fused", article.id, *first, actor.name, predicted[index].name)
            )
        merged = aliases & names[index]
        sums.aliases += Counts(max(len(merged) - 1, 0), 0, max(len(aliases) - 1, 0))
        for alias in sorted(aliases - names[index]):
            sums.errors.append(
                ErrorCase("alias not merged", article.id, *first, f"{actor.name}: {alias}",
                          predicted[index].name)
            )  # fmt: skip
    sums.fused += Counts(sum(n - 1 for n in taken.values()), 0, len(gold))
    return matched


def _add_attributes(
    article: Article,
    gold: list[GoldActor],
    predicted: list[Actor],
    matched: dict[str, int | None],
    sums: _Sums,
) -> None:
    """Compare kind and side of the actors that were found."""
    numbers = {actor.id: index for index, actor in enumerate(predicted)}
    for actor in gold:
        index = matched[actor.id]
        if index is None or actor.kind is None:
            continue
        found = predicted[index]
        first = actor.mentions[0]
        right_kind = found.kind == actor.kind
        sums.kinds += Counts(right_kind, 1, 1)
        if not right_kind:
            text = f"{actor.name}: {actor.kind}"
            sums.errors.append(ErrorCase("wrong kind", article.id, *first, text, found.kind))
        wanted = matched.get(actor.side) if actor.side else None
        given = numbers.get(found.side) if found.side else None
        right = wanted == given and (actor.side is None) == (found.side is None)
        sums.sides += Counts(right, 1, 1)
        if not right:
            name = predicted[given].name if given is not None else None
            text = f"{actor.name}: {actor.side}"
            sums.errors.append(ErrorCase("wrong side", article.id, *first, text, name))


def _measures(sums: _Sums) -> dict[str, Measure]:
    total = sums.mentions or 1
    precision, recall = sums.precision / total, sums.recall / total
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    measures = {
        "mentions B³": Measure(f1, precision, recall, sums.mentions),
        "actors found": Measure(sums.actors.recall, gold=sums.actors.gold),
        "aliases merged": Measure(sums.aliases.recall, gold=sums.aliases.gold),
        "wrongly fused": Measure(sums.fused.recall, gold=sums.fused.gold),
    }
    if sums.kinds.gold:
        measures["actors"] = Measure.of(sums.actors)
        measures["kind"] = Measure.accuracy(sums.kinds.right, sums.kinds.gold)
        measures["side"] = Measure.accuracy(sums.sides.right, sums.sides.gold)
    return measures
