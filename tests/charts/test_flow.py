"""Running text in charts: lines that fit, looks that stay, quotations that close."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.charts.flow import Run, flow
from analysis.charts.style import width_of

WORDS = st.lists(st.text("abcdefg “”.", min_size=1, max_size=30), min_size=1, max_size=6)


def text(lines: list) -> str:
    return " ".join(part.text for line in lines for part in line)


def test_words_keep_their_order_and_their_looks() -> None:
    lines = flow([Run("Norrland"), Run("demands", bold=True), Run("“more fish for all”")], 1.2)
    assert text(lines) == "Norrland demands “more fish for all”"
    assert [part.text for line in lines for part in line if part.bold] == ["demands"]


@settings(deadline=None, max_examples=60)
@given(words=WORDS, width=st.floats(0.5, 3.0), most=st.integers(1, 5))
def test_no_line_is_too_long_and_none_too_many(words: list[str], width: float, most: int) -> None:
    lines = flow([Run(word) for word in words], width, most=most)
    assert len(lines) <= most
    for line in lines:
        end = line[-1].x + width_of(line[-1].text, 7.5, bold=line[-1].bold)
        assert end <= width + 0.1


def test_what_does_not_fit_ends_in_an_ellipsis_within_its_marks() -> None:
    lines = flow([Run("“" + "more and more fish " * 9 + "”")], 1.5, most=2)
    assert len(lines) == 2
    assert text(lines).endswith("…”")


@pytest.mark.parametrize("word", ["中国外交部发言人说明了立场", "a" * 90])
def test_a_word_longer_than_a_line_is_broken(word: str) -> None:
    lines = flow([Run(word)], 0.8)
    assert len(lines) > 1
    assert text(lines).replace(" ", "") == word


def test_nothing_gives_no_line() -> None:
    assert flow([], 1) == []
    assert flow([Run("  ")], 1) == []
