"""Scores of several articles: which links between their items are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.evaluate.gold import read_gold
from analysis.evaluate.several import _Tally, evaluate_several, score_negotiation
from analysis.model import Annotation
from tests.dossiers import Builder


def article(name: str, speaker: str, day: str, offer: str) -> Annotation:
    """An article in which Tarn makes an offer and meets Velden."""
    builder = Builder(
        f"Tarn met Velden in Lisk. {speaker} spoke. Tarn offered {offer}.",
        id=name,
        published="2031-03-20",
    )
    tarn = builder.actor("Tarn", key="state:TA")
    velden = builder.actor("Velden", key="state:VE")
    builder.actor(speaker, "person", key=f"person:{speaker.lower()}")
    builder.meeting(
        "met Velden in Lisk", place="Lisk", participants=(tarn, velden), start=day, end=day,
        date=day,
    )  # fmt: skip
    builder.position(tarn, "offer", f"Tarn offered {offer}", "offered", offer)
    return builder.annotation()


def gold(annotations: list[Annotation], *clusters: list[str]) -> dict[str, Any]:
    """A negotiation in which the words of each cluster, one an article, are of one actor."""

    def mentions(words: list[str]) -> dict[str, list[list[int]]]:
        return {
            one.article.id: [[start := one.article.text.index(said), start + len(said)]]
            for one, said in zip(annotations, words, strict=True)
            if said
        }

    return {
        "actors": [{"mentions": mentions(words)} for words in clusters],
        "meetings": [{"mentions": mentions(["met Velden in Lisk"] * 2), "differs": ["date"]}],
        "positions": [
            {
                "mentions": mentions(["Tarn offered 5 boats", "Tarn offered 6 boats"]),
                "changed": True,
            }
        ],
    }


def test_links_differences_and_changes_are_counted() -> None:
    annotations = [
        article("one", "Ada Holm", "2031-03-10", "5 boats"),
        article("two", "Holm", "2031-03-11", "6 boats"),
    ]
    tally = _Tally()
    score_negotiation(gold(annotations, ["Tarn", "Tarn"], ["Ada Holm", "Holm"]), annotations, tally)
    assert (tally.links["actors"].right, tally.links["actors"].gold) == (2, 2)
    assert tally.links["meetings"].f1 == 1
    assert tally.differences.f1 == 1
    assert tally.changes.f1 == 1
    assert not tally.errors


def test_a_wrong_link_and_a_missing_one_are_errors() -> None:
    annotations = [
        article("one", "Ada Holm", "2031-03-10", "5 boats"),
        article("two", "Holm", "2031-03-20", "6 boats"),
    ]
    tally = _Tally()
    clusters = (["Tarn", "Tarn"], ["Ada Holm", ""], ["", "Holm"])
    score_negotiation(gold(annotations, *clusters), annotations, tally)
    assert (tally.links["actors"].predicted, tally.links["actors"].gold) == (2, 1)
    assert {error.kind for error in tally.errors} == {
        "actors: wrongly linked",
        "meetings: not linked",
    }
    assert tally.differences.recall == 0


@pytest.mark.gold
def test_what_is_reached_on_the_own_negotiations(root: Path, pipeline: Any) -> None:
    file = read_gold(root / "tests/gold/several/negotiations.jsonl")
    assert file.format == "several"
    measures = evaluate_several(file.documents).measures
    assert measures["actors linked"].value > 0.85
    assert measures["actors linked"].precision == 1
    assert measures["meetings linked, of found"].value > 0.7
