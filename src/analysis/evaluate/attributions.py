"""Attributions against gold data: tokens of each role, whole attributions, and end to end.

The measures follow the work on PARC and PolNeAR (Pareti 2015; Newell et al. 2018), counted in word
tokens: micro precision, recall and F1 of the tokens of each role; attributions paired one-to-one by
the Jaccard index of their content, exact at 1 and soft at 0.5 and more; the source right when it
covers the syntactic head of the gold source; end to end when both hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from analysis.evaluate.gold import annotated
from analysis.evaluate.metrics import Counts, jaccard, match_one_to_one, words, words_in
from analysis.evaluate.results import ErrorCase, LayerResult, Measure
from analysis.model import Attribution

Spans = tuple[tuple[int, int], ...]
ROLES = ("content", "source", "cue")
SOFT = 0.5
BINS = 10


class Parts(NamedTuple):
    """An attribution as bare offsets."""

    source: Spans
    cue: Spans
    content: Spans
    confidence: float = 1.0


@dataclass
class Scored:
    """One document: its gold and predicted attributions, and the pairs among them."""

    name: str
    text: str
    gold: list[Parts]
    predicted: list[Parts]
    soft: list[tuple[int, int]]
    exact: int
    cues: list[tuple[int, int]]
    source_right: dict[tuple[int, int], bool]


def evaluate_attributions(
    documents: Iterable[Mapping[str, Any]], *, model: str | None = None, dataset: str = "polnear"
) -> LayerResult:
    """Annotate gold documents and score the attributions found.

    Parameters
    ----------
    documents
        Gold documents: ``id``, ``text`` and ``attributions``, whose ``source``, ``cue`` and
        ``content`` are lists of ``[start, end]`` in code points; or documents in the annotation
        format, with the text under ``article``.
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
    scored = [
        score(row, doc._.attributions or [], doc) for row, doc in zip(rows, docs, strict=True)
    ]
    return result_of(scored, dataset)


def gold_parts(row: Mapping[str, Any]) -> list[Parts]:
    """Read the gold attributions of a document; those without content cannot be matched."""
    parts = []
    for item in row["attributions"]:
        content = _offsets(item["content"])
        if content:
            parts.append(Parts(_offsets(item.get("source")), _offsets(item.get("cue")), content))
    return parts


def predicted_parts(attributions: Iterable[Attribution]) -> list[Parts]:
    """Reduce attributions to offsets."""
    return [
        Parts(
            ((found.source.start, found.source.end),) if found.source else (),
            ((found.cue.start, found.cue.end),) if found.cue else (),
            tuple((span.start, span.end) for span in found.content),
            found.confidence,
        )
        for found in attributions
    ]


def _offsets(value: Any) -> Spans:
    if value is None:
        return ()
    spans = [value] if isinstance(value, Mapping) else value
    return tuple(
        (span["start"], span["end"]) if isinstance(span, Mapping) else (span[0], span[1])
        for span in spans
    )


def score(row: Mapping[str, Any], attributions: Iterable[Attribution], doc: Any) -> Scored:
    """Pair predicted with gold attributions; `doc` gives the parse that finds a source's head."""
    text = doc._.article.text
    all_words = words(text)
    gold, predicted = gold_parts(row), predicted_parts(attributions)
    gold_content = [words_in(all_words, part.content) for part in gold]
    own_content = [words_in(all_words, part.content) for part in predicted]
    scores = {
        (i, j): jaccard(left, right)
        for i, left in enumerate(gold_content)
        for j, right in enumerate(own_content)
        if left & right
    }
    pairs = match_one_to_one(scores)
    soft = [pair for pair in pairs if scores[pair] >= SOFT]
    gold_cues = [words_in(all_words, part.cue) for part in gold]
    own_cues = [words_in(all_words, part.cue) for part in predicted]
    cues = {
        (i, j): jaccard(left, right)
        for i, left in enumerate(gold_cues)
        for j, right in enumerate(own_cues)
        if left & right
    }
    return Scored(
        name=doc._.article.id,
        text=text,
        gold=gold,
        predicted=predicted,
        soft=soft,
        exact=sum(scores[pair] == 1 for pair in pairs),
        cues=match_one_to_one(cues),
        source_right={
            (i, j): _source_right(doc, gold[i].source, predicted[j].source) for i, j in soft
        },
    )


def _source_right(doc: Any, gold: Spans, predicted: Spans) -> bool:
    if not gold or not predicted:
        return not gold and not predicted
    head = head_offset(doc, gold)
    return any(start <= head < end for start, end in predicted)


def head_offset(doc: Any, spans: Spans) -> int:
    """Return the offset of the syntactic head of the first of `spans`."""
    start, end = spans[0]
    span = doc.char_span(start, end, alignment_mode="expand")
    return int(span.root.idx) if span is not None and len(span) else start


def result_of(scored: list[Scored], dataset: str) -> LayerResult:
    """Add up the scores of documents."""
    measures = {f"{role} tokens": Measure.of(_role_tokens(scored, role)) for role in ROLES}
    predicted = sum(len(one.predicted) for one in scored)
    gold = sum(len(one.gold) for one in scored)
    with_cue = Counts(
        sum(len(one.cues) for one in scored),
        sum(bool(part.cue) for one in scored for part in one.predicted),
        sum(bool(part.cue) for one in scored for part in one.gold),
    )
    measures["cue"] = Measure.of(with_cue)
    measures["content exact"] = Measure.of(
        Counts(sum(one.exact for one in scored), predicted, gold)
    )
    measures["content soft"] = Measure.of(
        Counts(sum(len(one.soft) for one in scored), predicted, gold)
    )
    sourced = [
        right for one in scored for (i, _), right in one.source_right.items() if one.gold[i].source
    ]
    measures["source of matched"] = Measure.accuracy(sum(sourced), len(sourced))
    measures["end to end"] = Measure.of(
        Counts(sum(sum(one.source_right.values()) for one in scored), predicted, gold)
    )
    measures["calibration error"] = Measure(calibration_error(scored), gold=predicted)
    errors = [error for one in scored for error in errors_of(one)]
    return LayerResult("attributions", dataset, len(scored), measures, errors)


def _role_tokens(scored: list[Scored], role: str) -> Counts:
    counts = Counts()
    for one in scored:
        all_words = words(one.text)
        gold = words_in(all_words, [span for part in one.gold for span in getattr(part, role)])
        own = words_in(all_words, [span for part in one.predicted for span in getattr(part, role)])
        counts += Counts(len(gold & own), len(own), len(gold))
    return counts


def reliability(scored: list[Scored]) -> list[tuple[float, float, int]]:
    """Return mean confidence, share right end to end and number, for each tenth of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for one in scored:
        right = {j for (_, j), is_right in one.source_right.items() if is_right}
        for j, part in enumerate(one.predicted):
            bins[min(int(part.confidence * BINS), BINS - 1)].append((part.confidence, j in right))
    return [
        (
            sum(confidence for confidence, _ in cases) / len(cases),
            sum(right for _, right in cases) / len(cases),
            len(cases),
        )
        for _, cases in sorted(bins.items())
    ]


def calibration_error(scored: list[Scored]) -> float:
    """Return the expected calibration error: the mean gap between confidence and success."""
    table = reliability(scored)
    total = sum(number for _, _, number in table)
    gaps = sum(abs(confidence - right) * number for confidence, right, number in table)
    return gaps / total if total else 0.0


def errors_of(one: Scored) -> list[ErrorCase]:
    """Name each disagreement: what was missed, what is spurious, and what is wrong in a match."""
    errors = []
    matched_gold = {i for i, _ in one.soft}
    matched_own = {j for _, j in one.soft}
    same_cue = dict(one.cues)
    for i, part in enumerate(one.gold):
        if i in matched_gold:
            continue
        j = same_cue.get(i)
        if j is None or j in matched_own:
            errors.append(_case(one, f"missed: {_cue_words(one, part)}", part, None))
        else:
            matched_own.add(j)
            kind = _extent_kind(one, part, one.predicted[j])
            errors.append(_case(one, kind, part, one.predicted[j]))
    for j, part in enumerate(one.predicted):
        if j not in matched_own:
            errors.append(_case(one, f"spurious: {_cue_words(one, part)}", None, part))
    for (i, j), right in one.source_right.items():
        if not right:
            errors.append(_source_case(one, one.gold[i], one.predicted[j]))
    return errors


def _cue_words(one: Scored, part: Parts) -> str:
    if not part.cue:
        return "no cue"
    start, end = part.cue[0]
    return " ".join(one.text[start:end].lower().split())


def _extent_kind(one: Scored, gold: Parts, own: Parts) -> str:
    all_words = words(one.text)
    left, right = words_in(all_words, gold.content), words_in(all_words, own.content)
    if not left & right:
        return "content elsewhere"
    return "content too long" if len(right) > len(left) else "content too short"


def _source_case(one: Scored, gold: Parts, own: Parts) -> ErrorCase:
    if not gold.source:
        kind = "source invented"
    else:
        kind = "source wrong" if own.source else "source missing"
    start, end = (gold.content or own.content)[0]
    return ErrorCase(
        kind, one.name, start, end, _words_of(one, gold.source), _words_of(one, own.source)
    )


def _case(one: Scored, kind: str, gold: Parts | None, own: Parts | None) -> ErrorCase:
    anchor = gold or own
    assert anchor is not None
    start, end = anchor.content[0][0], anchor.content[-1][1]
    return ErrorCase(
        kind,
        one.name,
        start,
        end,
        _words_of(one, gold.content) if gold else None,
        _words_of(one, own.content) if own else None,
    )


def _words_of(one: Scored, spans: Spans) -> str | None:
    return " … ".join(one.text[start:end] for start, end in spans) or None
