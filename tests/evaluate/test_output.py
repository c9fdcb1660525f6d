"""Scores as text, JSON and page."""

from __future__ import annotations

import json
from pathlib import Path

from analysis.evaluate.metrics import Counts
from analysis.evaluate.output import as_json, as_markdown, as_text, errors_as_text, save
from analysis.evaluate.results import ErrorCase, LayerResult, Measure

RESULT = LayerResult(
    layer="meetings",
    dataset="gold/test",
    documents=2,
    measures={"found": Measure.of(Counts(3, 4, 6)), "status": Measure.accuracy(2, 3)},
    errors=[
        ErrorCase("missed", "one", 0, 4, "talk", None),
        ErrorCase("missed", "two", 5, 9, "meet", None),
        ErrorCase("wrong date", "two", 5, 9, "2020-01", "2020-02"),
    ],
)


def test_the_table_has_a_row_a_measure_in_percentages() -> None:
    lines = as_text([RESULT]).splitlines()
    assert len(lines) == 3
    assert lines[1].split() == ["meetings", "gold/test", "2", "found", "60.0", "75.0", "50.0", "6"]
    assert lines[2].split() == ["meetings", "gold/test", "2", "status", "66.7", "3"]


def test_errors_are_counted_by_kind_most_frequent_first() -> None:
    text = errors_as_text([RESULT], most=1)
    assert text.index("2  missed") < text.index("1  wrong date")
    assert text.count("two 5-9") == 1


def test_json_and_page_hold_the_same_figures(tmp_path: Path) -> None:
    save([RESULT], scores=tmp_path / "a.json", page=tmp_path / "a.md")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == json.loads(as_json([RESULT]))
    assert json.loads(as_json([RESULT]))[0]["measures"]["found"]["value"] == 0.6
    page = (tmp_path / "a.md").read_text("utf-8")
    assert page == as_markdown([RESULT])
    assert "| meetings | gold/test | 2 | found | 60.0 | 75.0 | 50.0 | 6 |" in page
    assert "missed 2; wrong date 1" in page


def test_the_page_says_which_sets_were_tuned_on() -> None:
    blind = LayerResult("actors", "blind/test", 1, {"found": Measure(0.5)})
    page = as_markdown([RESULT, blind])
    tuned = next(line for line in page.splitlines() if line.startswith("- **Tuned on**"))
    unseen = next(line for line in page.splitlines() if line.startswith("- **Not tuned on**"))
    assert "`gold/test`" in tuned
    assert "`blind/test`" in unseen
    assert "blind" not in tuned
