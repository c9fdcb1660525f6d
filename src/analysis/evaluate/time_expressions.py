"""Scores of the time expressions against TIMEX3 gold data.

Relaxed: overlapping spans, one to one, left to right, edges trimmed of blanks and punctuation.
Strict: the same span. Value: a relaxed match with the identical value string. The creation-time
expression itself is not counted, nor what lies behind the annotated part of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from analysis.evaluate.gold import annotated
from analysis.evaluate.metrics import Counts
from analysis.evaluate.results import ErrorCase, LayerResult, Measure
from analysis.model import TimeExpression

_EDGE = re.compile(r"[\w].*[\w]|[\w]", re.DOTALL)


@dataclass(frozen=True)
class _Timex:
    start: int
    end: int
    type: str | None
    values: frozenset[str]
    text: str

    @property
    def label(self) -> str:
        return f"{self.text} = {'|'.join(sorted(self.values)) or '?'}"


def evaluate_time_expressions(
    documents: Iterable[dict[str, Any]], *, model: str | None = None, dataset: str = "gold"
) -> LayerResult:
    """Annotate the gold texts and score the time expressions.

    Parameters
    ----------
    documents
        Gold records with ``timex`` (MEANTIME), ``dates`` (GUM) or ``time_expressions`` (the
        annotation format). GUM marks dates only and writes TEI attributes: there only relaxed
        recall and value accuracy of what it marks mean something.
    model
        Name of the spaCy pipeline, or None for the default.
    dataset
        Name of the gold data in the result.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    """
    records = list(documents)
    scores = _Scores()
    docs = annotated(records, model=model, upto="parley_time_expressions")
    for record, doc in zip(records, docs, strict=True):
        gold, ignored, limit = _gold(record)
        predicted = [_predicted(item) for item in doc._.time_expressions or ()]
        if "dates" in record:
            # TEI dates stop at the day.
            predicted = [
                replace(item, values=frozenset(value.split("T")[0] for value in item.values))
                for item in predicted
            ]
        kept = [
            item
            for item in predicted
            if item.start < limit and not any(_overlap(item, other) for other in ignored)
        ]
        scores.add(doc._.article.id, gold, kept)
    return LayerResult("time_expressions", dataset, len(records), scores.measures(), scores.errors)


def _gold(record: dict[str, Any]) -> tuple[list[_Timex], list[_Timex], int]:
    """Return what counts, what is ignored, and where the annotated part of the text ends."""
    text = record["text"] if "text" in record else record["article"]["text"]
    limit = int(record.get("annotated_upto") or len(text))
    counted: list[_Timex] = []
    ignored: list[_Timex] = []
    if "time_expressions" in record:
        items = record["time_expressions"]
    elif "timex" in record:
        items = record["timex"]
    else:
        items = [{**item, "values": _tei_values(item)} for item in record.get("dates", ())]
    for item in items:
        values = item["values"] if "values" in item else frozenset({item["value"]})
        span = _trim(text, item["start"], item["end"])
        timex = _Timex(*span, item.get("type"), frozenset(values), text[slice(*span)])
        creation = item.get("fn") == "CREATION_TIME" or item.get("rend") == "bold"
        (ignored if creation else counted).append(timex)
    return sorted(counted, key=lambda item: (item.start, item.end)), ignored, limit


def _tei_values(item: dict[str, Any]) -> frozenset[str]:
    """Turn GUM's TEI attributes into the TIMEX3 values that mean the same."""
    from analysis.annotate.timex.calendars import period_start, period_value

    when = item.get("when")
    if when:
        return frozenset({when.split("T")[0]})
    begin = period_start(item["from"]) if "from" in item else None
    if begin is None:
        return frozenset()
    units = ("week", "weekend", "season", "decade", "century", "month", "year")
    return frozenset(period_value(begin, unit) for unit in units)


def _predicted(item: TimeExpression) -> _Timex:
    left, right = _trim(item.text, 0, len(item.text))
    start, end = item.start + left, item.start + right
    return _Timex(start, end, item.type, frozenset({item.value}), item.text)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    match = _EDGE.search(text, start, end)
    return match.span() if match else (start, end)


def _overlap(left: _Timex, right: _Timex) -> bool:
    return left.start < right.end and right.start < left.end


class _Scores:
    def __init__(self) -> None:
        self.relaxed = Counts()
        self.strict = Counts()
        self.value = Counts()
        self.types = [0, 0]
        self.errors: list[ErrorCase] = []

    def add(self, document: str, gold: list[_Timex], predicted: list[_Timex]) -> None:
        """Match the expressions of one document, left to right."""
        used: set[int] = set()
        matched = strict = right = 0
        for item in gold:
            index = next(
                (
                    number
                    for number, other in enumerate(predicted)
                    if number not in used and _overlap(item, other)
                ),
                None,
            )
            if index is None:
                self._error("missed", document, item, None)
                continue
            used.add(index)
            other = predicted[index]
            matched += 1
            strict += (item.start, item.end) == (other.start, other.end)
            if item.type is not None:
                self.types[0] += item.type == other.type
                self.types[1] += 1
            if other.values <= item.values:
                right += 1
            else:
                self._error(value_error(item.values, other.values), document, item, other)
        for number, other in enumerate(predicted):
            if number not in used:
                self._error("spurious", document, None, other)
        sizes = (len(predicted), len(gold))
        self.relaxed += Counts(matched, *sizes)
        self.strict += Counts(strict, *sizes)
        self.value += Counts(right, *sizes)

    def _error(
        self, kind: str, document: str, gold: _Timex | None, predicted: _Timex | None
    ) -> None:
        place = gold or predicted
        assert place is not None
        self.errors.append(
            ErrorCase(
                kind,
                document,
                place.start,
                place.end,
                gold.label if gold else None,
                predicted.label if predicted else None,
            )
        )

    def measures(self) -> dict[str, Measure]:
        """Return the F1 measures, and accuracies of what was matched."""
        return {
            "relaxed": Measure.of(self.relaxed),
            "strict": Measure.of(self.strict),
            "value": Measure.of(self.value),
            "value, of matched": Measure.accuracy(self.value.right, self.relaxed.right),
            "type, of matched": Measure.accuracy(*self.types),
        }


def value_error(gold: frozenset[str], predicted: frozenset[str]) -> str:
    """Name the kind of a wrong value: its first difference from the nearest right one.

    Returns
    -------
    str
        "wrong value: kind" (a reference, a duration and a date are of different kinds),
        "wrong value: open" (one of the two is underspecified), "wrong value: granularity",
        "wrong value: year", "wrong value: day or period", "wrong value: amount".
    """
    right, wrong = min(gold, default=""), min(predicted, default="")
    if _kind(right) != _kind(wrong):
        return "wrong value: kind"
    if _kind(right) == "duration":
        return "wrong value: amount"
    if ("X" in right) != ("X" in wrong):
        return "wrong value: open"
    if len(right) != len(wrong):
        return "wrong value: granularity"
    if right[:4] != wrong[:4]:
        return "wrong value: year"
    return "wrong value: day or period"


def _kind(value: str) -> str:
    if value.endswith("_REF"):
        return "reference"
    return "duration" if value.startswith("P") else "date"
