"""Scoring time expressions: on hand-made gold, and floors on a sample of the gold data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.evaluate.time_expressions import evaluate_time_expressions, value_error


def record(text: str, *items: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """A gold document in MEANTIME's form: items are (expression, type, value)."""
    timex = [
        {
            "start": text.index(words),
            "end": text.index(words) + len(words),
            "type": kind,
            "value": value,
            "fn": None,
        }
        for words, kind, value in items
    ]
    return {
        "id": "d",
        "dct": "2024-05-16",
        "text": text,
        "timex": timex,
        "annotated_upto": len(text),
        **more,
    }


def test_right_wrong_missed_and_spurious() -> None:
    gold = record(
        "The ferry union met on Wednesday, in June 2021, and for two weeks before the storm. It met last year.",
        ("on Wednesday", "DATE", "2024-05-15"),
        ("June 2021", "DATE", "2020-06"),
        ("the storm", "DATE", "XXXX-XX-XX"),
        ("last year", "DURATION", "P1Y"),
    )
    result = evaluate_time_expressions([gold], dataset="own")
    assert (result.layer, result.dataset, result.documents) == ("time_expressions", "own", 1)
    relaxed, value = result.measures["relaxed"], result.measures["value"]
    assert (relaxed.recall, relaxed.precision) == (0.75, 0.75)
    assert (value.recall, value.precision) == (0.25, 0.25)
    assert result.measures["strict"].recall == 0.5
    assert result.measures["type, of matched"].value == pytest.approx(2 / 3)
    assert dict(result.errors_by_kind()) == {
        "missed": 1,
        "spurious": 1,
        "wrong value: kind": 1,
        "wrong value: year": 1,
    }


def test_the_creation_time_and_the_rest_of_the_text_do_not_count() -> None:
    gold = record(
        "16 May 2024\nThe union met on Monday. It met on Tuesday.",
        ("16 May 2024", "DATE", "2024-05-16"),
        ("Monday", "DATE", "2024-05-13"),
    )
    gold["timex"][0]["fn"] = "CREATION_TIME"
    gold["annotated_upto"] = gold["text"].index("It met")
    value = evaluate_time_expressions([gold]).measures["value"]
    assert (value.value, value.gold) == (1.0, 1)


def test_tei_dates_are_compared_as_periods() -> None:
    text = "The union met last week on Thursday."
    gold = {
        "id": "g",
        "dct": "2024-05-16",
        "text": text,
        "dates": [
            {"start": 14, "end": 23, "from": "2024-05-06", "to": "2024-05-12"},
            {"start": 27, "end": 35, "when": "2024-05-16"},
        ],
    }
    assert evaluate_time_expressions([gold]).measures["value"].value == 1.0


@pytest.mark.parametrize(
    ("gold", "predicted", "kind"),
    [
        ("P2D", "2024-05-16", "wrong value: kind"),
        ("P2D", "P3D", "wrong value: amount"),
        ("2024-06", "XXXX-06", "wrong value: open"),
        ("2024-06", "2024", "wrong value: granularity"),
        ("2024-06", "2023-06", "wrong value: year"),
        ("2024-06", "2024-07", "wrong value: day or period"),
    ],
)
def test_kinds_of_wrong_values(gold: str, predicted: str, kind: str) -> None:
    assert value_error(frozenset({gold}), frozenset({predicted})) == kind


def _documents(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.gold
def test_floor_on_meantime(gold: Path) -> None:
    documents = _documents(gold / "meantime" / "apple_airbus.jsonl")
    assert evaluate_time_expressions(documents).measures["value"].value >= 0.80


@pytest.mark.gold
def test_floor_on_gum(gold: Path) -> None:
    documents = _documents(gold / "gum" / "train.jsonl")
    result = evaluate_time_expressions(documents)
    assert result.measures["relaxed"].recall >= 0.88
    assert result.measures["value, of matched"].value >= 0.82
