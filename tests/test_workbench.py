"""What analysis.open gives in a notebook."""

from __future__ import annotations

from pathlib import Path

import pytest

import analysis
from analysis import workbench
from analysis.workbench import Workbench
from tests.dossiers import Builder, fishery


@pytest.fixture
def bench() -> Workbench:
    return Workbench([fishery().annotation()])


def test_it_says_what_the_article_is_about(bench: Workbench) -> None:
    html = bench._repr_html_()
    assert "<h3>Made up</h3>" in html
    assert "2031-04-10 · The Coast" in html
    assert "Norrland and the Sund Islands met in Vik" in html
    assert "6 actors · 3 attributions · 6 positions · 3 meetings · 3 time expressions" in html
    assert repr(bench).startswith("<Workbench made: 6 actors")


def test_text_tables_and_charts_are_at_hand(bench: Workbench) -> None:
    assert "<mark" in bench.text.html
    assert "Ada Holm" in bench.actor_table.html
    assert "herring quota" in bench.position_table.html
    assert "17 April 2031" in bench.chronology_table.html
    for chart in (bench.speakers, bench.position_map, bench.chronology):
        assert chart.svg().startswith("<")
        assert chart.alt
    assert len(bench.positions) == 6


def test_everything_from_the_article_is_escaped() -> None:
    made = Builder("They met.", title="<script>alert(1)</script>", publisher="<b>x</b>")
    html = Workbench([made.annotation()])._repr_html_()
    assert "<script>" not in html
    assert "<b>" not in html


def test_analysis_open_gives_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        workbench, "open_dossier", lambda *_, **given: Workbench([fishery().annotation()])
    )
    opened = analysis.open("fishery")
    assert isinstance(opened, Workbench)
    assert isinstance(opened, analysis.Dossier)
