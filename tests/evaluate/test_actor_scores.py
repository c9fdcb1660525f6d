"""The measures of actors, on documents small enough to reckon by hand, and floors on gold data."""

from __future__ import annotations

import json

import pytest

from analysis.evaluate.actors import (
    GoldActor,
    _measures,
    _Sums,
    evaluate_actors,
    gold_actors,
    score,
)
from analysis.model import Actor, Article

TEXT = "Peru met Chile. Lima was firm. Santiago was not."
ARTICLE = Article(id="talks", text=TEXT)


def spans(*words):
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


def gold(identifier, *words, side=None):
    return GoldActor(identifier, words[0], words, spans(*words), "state", side)


def predicted(identifier, *words, side=None):
    mentions = tuple(ARTICLE.span(start, end) for start, end in spans(*words))
    return Actor(
        id=identifier, name=words[0], kind="state", aliases=words[1:], mentions=mentions, side=side
    )


def measures(gold_side, predicted_side):
    sums = _Sums()
    score(ARTICLE, gold_side, predicted_side, sums)
    return _measures(sums), sums


def test_the_same_actors_score_full_marks():
    found, sums = measures(
        [gold("g1", "Peru", "Lima", side="g1"), gold("g2", "Chile", "Santiago", side="g2")],
        [
            predicted("a1", "Peru", "Lima", side="a1"),
            predicted("a2", "Chile", "Santiago", side="a2"),
        ],
    )
    assert found["mentions B³"].value == 1
    assert found["actors found"].value == 1
    assert found["aliases merged"].value == 1
    assert found["wrongly fused"].value == 0
    assert found["side"].value == 1
    assert sums.errors == []


def test_two_actors_on_one_are_fused():
    found, sums = measures(
        [gold("g1", "Peru", "Lima"), gold("g2", "Chile", "Santiago")],
        [predicted("a1", "Peru", "Lima", "Chile", "Santiago")],
    )
    assert found["wrongly fused"].value == 0.5
    assert found["mentions B³"].precision == 0.5
    assert found["mentions B³"].recall == 1
    assert "wrongly fused" in {error.kind for error in sums.errors}


def test_an_alias_apart_is_not_merged():
    found, sums = measures(
        [gold("g1", "Peru", "Lima"), gold("g2", "Chile")],
        [predicted("a1", "Peru"), predicted("a2", "Chile"), predicted("a3", "Lima")],
    )
    assert found["aliases merged"].value == 0
    assert found["mentions B³"].recall == pytest.approx(2 / 3)
    assert {error.kind for error in sums.errors} == {"alias not merged", "not in the gold data"}


def test_a_missed_actor_is_not_found():
    found, sums = measures([gold("g1", "Peru"), gold("g2", "Chile")], [predicted("a1", "Peru")])
    assert found["actors found"].value == 0.5
    assert [error.kind for error in sums.errors] == ["not found"]


def test_meantime_chains_become_actors():
    row = {
        "id": "m", "text": TEXT, "annotated_upto": len(TEXT),
        "entities": [
            {"m_id": "1", "start": 0, "end": 4, "syntactic_type": "NAM"},
            {"m_id": "2", "start": 16, "end": 20, "syntactic_type": "NAM"},
            {"m_id": "3", "start": 9, "end": 14, "syntactic_type": "PRO"},
        ],
        "chains": [
            {"instance": {"ent_type": "ORG"}, "mentions": ["1", "2"]},
            {"instance": {"ent_type": "LOC"}, "mentions": ["3"]},
        ],
    }  # fmt: skip
    (actor,) = gold_actors(row)
    assert actor.aliases == ("Peru", "Lima")


def test_own_gold_articles(root):
    lines = (root / "tests" / "gold" / "parley.jsonl").read_text("utf-8").splitlines()
    result = evaluate_actors([json.loads(line) for line in lines])
    assert result.measures["actors found"].value >= 0.9
    assert result.measures["aliases merged"].value >= 0.75
    assert result.measures["wrongly fused"].value <= 0.03
    assert result.measures["side"].value >= 0.72
    assert result.measures["mentions B³"].value >= 0.91


@pytest.mark.gold
def test_floor_on_meantime(gold):
    lines = (gold / "meantime" / "apple_airbus.jsonl").read_text("utf-8").splitlines()
    result = evaluate_actors([json.loads(line) for line in lines[:30]])
    assert result.measures["actors found"].value >= 0.85
    assert result.measures["wrongly fused"].value <= 0.03
