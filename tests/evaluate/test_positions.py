"""The scores of positions: event types of sentences, and pairing in articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.evaluate.metrics import Counts
from analysis.evaluate.positions import (
    VERBAL_TYPES,
    evaluate_positions,
    event_measures,
    gold_event,
    matched_positions,
)
from analysis.model import Position, Span

TEXT = "Norway rejected the quota. Iceland accepted it."


def _position(name: str, kind: str, start: int, end: int) -> Position:
    span = Span(start=start, end=end, text=TEXT[start:end])
    return Position.model_validate({"id": name, "actor": None, "type": kind, "evidence": span})


def test_old_names_of_event_types_are_read_as_the_present_ones() -> None:
    assert gold_event({"event": "DEMAND"}) == "REQUEST"
    assert gold_event({"event": "DISAPPROVE"}) == "ACCUSE"
    assert gold_event({"event": "THREATEN"}) == "THREATEN"
    assert gold_event({"event": "PROTEST"}) == "OTHER"


def test_the_macro_figure_is_the_mean_over_the_eight_verbal_types() -> None:
    measures = event_measures(["REJECT", "OTHER", "AGREE"], ["REJECT", "REJECT", "OTHER"])
    assert measures["REJECT"].precision == 0.5
    assert measures["REJECT"].recall == 1
    assert measures["AGREE"].value == 0
    assert measures["macro F1"].value == pytest.approx(Counts(1, 2, 1).f1 / len(VERBAL_TYPES))


def test_positions_pair_by_shared_words_and_prefer_the_same_type() -> None:
    gold = [_position("p1", "reject", 0, 25), _position("p2", "accept", 27, 46)]
    own = [
        _position("p1", "accept", 0, 46),
        _position("p2", "reject", 0, 15),
        _position("p3", "offer", 0, 6),
    ]
    assert matched_positions(TEXT, gold, own) == [(0, 1), (1, 0)]


def test_positions_without_a_shared_word_do_not_pair() -> None:
    gold = [_position("p1", "reject", 0, 25)]
    assert matched_positions(TEXT, gold, [_position("p1", "reject", 27, 46)]) == []


def test_own_gold_articles_stay_above_the_floor(root: Path) -> None:
    lines = (root / "tests" / "gold" / "parley.jsonl").read_text("utf-8").splitlines()
    result = evaluate_positions([json.loads(line) for line in lines])
    assert result.documents == len(lines)
    assert result.measures["evidence, type and holder"].value >= 0.80
    assert result.measures["type of matched"].value >= 0.90


@pytest.mark.gold
def test_event_types_of_gold_sentences_stay_above_the_floor(gold: Path) -> None:
    path = gold / "plover" / "dev.jsonl"
    if not path.is_file():
        pytest.skip(f"no PLOVER sentences at {path}")
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    result = evaluate_positions(rows)
    assert result.measures["macro F1"].value >= 0.85
    assert (result.measures["THREATEN"].precision or 0) >= 0.90
