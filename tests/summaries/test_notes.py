"""What is said of accuracy, confidence, dates and what was left out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.errors import ParameterError
from analysis.summaries import accuracy, confidence, digest
from analysis.summaries.chronology import meeting_views
from analysis.summaries.derivations import counted_from, date_reading, in_words, meeting_reading
from analysis.summaries.statements import without_dateline
from analysis.summaries.uncertainty import uncertainties
from tests.dossiers import Builder, fishery

MEASURED = (
    {"layer": "actors", "dataset": "gold/parley", "documents": 12,
     "measures": {"actors found": {"value": 0.9, "gold": 98}, "side": {"value": None}}},
    {"layer": "actors", "dataset": "blind/parley", "documents": 5,
     "measures": {"actors found": {"value": 0.8, "gold": 40}}},
    {"layer": "time_expressions", "dataset": "gum/train", "documents": 20,
     "measures": {"value": {"value": 0.0, "gold": 0}}},
)  # fmt: skip


def test_blind_figures_stand_apart_and_measures_of_nothing_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(accuracy, "_entries", lambda: MEASURED)
    (line,) = accuracy.accuracy_lines()
    assert (line.counted, line.tuned, line.blind) == ("Actors found", "90 (own)", "80 (own)")
    said = accuracy.datasets_sentence()
    assert "Own: 12 articles invented for this project;" in said
    assert "Own: 5 articles invented for this project, never used for development" in said


def test_confidence_says_how_well_it_held(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"calibration_error": 0.043, "cases": 1234, "articles": 17}
    monkeypatch.setattr(confidence, "_record", lambda layer: record)
    said = confidence.confidence_sentence("positions")
    assert "On 1,234 cases in 17 articles" in said
    assert "4 percentage points off" in said
    monkeypatch.setattr(confidence, "_record", lambda layer: None)
    assert "has not been measured" in confidence.confidence_sentence("positions")


def test_records_of_confidence_have_what_is_said_of_them() -> None:
    folder = Path(confidence.__file__).parents[1] / "annotate" / "weights"
    for file in folder.glob("confidence-*.json"):
        record = json.loads(file.read_text("utf-8"))
        assert {"calibration_error", "cases", "articles"} <= record.keys()
        assert confidence.confidence_sentence(file.stem.removeprefix("confidence-"))


@pytest.mark.parametrize(
    ("derivation", "words"),
    [
        ("“June” → 2012-06", "“June” → June 2012"),
        ("past → until 2013-02-27; lasts 2 days", "past → until 27 February 2013; lasts 2 days"),
        ("→ 2031-SP", "→ spring 2031"),
        ("→ 2025-09-02TEV", "→ 2 September 2025, evening"),
        ("→ 2031", "→ 2031"),
        ("section 2031-06-1-x", "section 2031-06-1-x"),
    ],
)
def test_derivations_have_dates_in_words(derivation: str, words: str) -> None:
    assert in_words(derivation) == words


def dated() -> Builder:
    made = Builder("They met on Monday. They met again.", published="2031-04-10")
    made.time(
        "Monday", "2031-04-07",
        derivation='"Monday", past tense, in an article of Thursday 10 April 2031 → 2031-04-07',
    )  # fmt: skip
    made.meeting(
        "They met on Monday", start="2031-04-07", date="2031-04-07",
        derivation='"Monday" in an article of Thursday 10 April 2031, past → 2031-04-07',
    )  # fmt: skip
    return made


def test_the_day_of_publication_is_said_once() -> None:
    made = digest(dated().dossier())
    assert counted_from(made).endswith("the day of publication, Thursday 10 April 2031.")
    assert date_reading(made, made.time_expressions[0]) == "past tense"
    views = meeting_views(made)
    assert meeting_reading(made, views[0], views) == "“Monday”, past → 7 April 2031"


def test_without_a_day_of_publication_nothing_is_counted_from_it() -> None:
    made = dated()
    made.article = made.article.model_copy(update={"published": None})
    assert counted_from(digest(made.dossier())) == ""


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("KELVAR, Nov. 20 - The two sides met", "The two sides met"),
        ("GENEVA (Reuters) – Talks failed", "Talks failed"),
        ("NORHAVEN — It rained", "It rained"),
        ("The offer - a third - was rejected", "The offer - a third - was rejected"),
        ("They met in GENEVA - again", "They met in GENEVA - again"),
    ],
)
def test_a_dateline_is_no_part_of_what_is_said(words: str, left: str) -> None:
    assert without_dateline(words) == left


def test_what_is_not_sure_enough_is_left_out_and_counted() -> None:
    source = fishery().dossier()
    everything = digest(source)
    low = min(row["confidence"] for row in (item.row for item in everything.statements))
    made = digest(source, minimum_confidence=low + 0.01)
    assert len(made.statements) < len(everything.statements)
    assert len(made.attributions) == len(everything.attributions)
    texts = [item.plain() for item in uncertainties(made)]
    assert any("left out" in text and "confidence below" in text for text in texts)
    assert not any("left out" in item.plain() for item in uncertainties(everything))


@pytest.mark.parametrize("minimum", [-0.1, 1.5])
def test_a_confidence_is_between_0_and_1(minimum: float) -> None:
    with pytest.raises(ParameterError, match="minimum_confidence"):
        digest(fishery().dossier(), minimum_confidence=minimum)
