"""Counting and matching, on cases small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evaluate.metrics import Counts, jaccard, match_one_to_one, words, words_in


def test_words_keep_apostrophes_points_and_hyphens_inside() -> None:
    text = "The P5+1's 20-year U.S. deal, “so-called”."
    assert [text[start:end] for start, end in words(text)] == [
        "The",
        "P5",
        "1's",
        "20-year",
        "U.S",
        "deal",
        "so-called",
    ]


def test_words_in_a_span_are_those_that_overlap_it() -> None:
    assert words_in(words("one two three"), [(5, 9)]) == {4, 8}


def test_counts_give_precision_recall_and_f1() -> None:
    counts = Counts(right=1, predicted=2, gold=4) + Counts(right=1, predicted=2, gold=0)
    assert counts.precision == 0.5
    assert counts.recall == 0.5
    assert counts.f1 == 0.5


def test_nothing_found_of_nothing_is_zero_not_an_error() -> None:
    assert Counts().f1 == 0.0
    assert jaccard(set(), set()) == 0.0


def test_the_best_pair_is_taken_first_and_each_item_once() -> None:
    scores = {(0, 0): 0.5, (0, 1): 0.9, (1, 1): 0.8, (1, 0): 0.1, (2, 2): 0.0}
    assert match_one_to_one(scores) == [(0, 1), (1, 0)]


@given(
    st.dictionaries(st.tuples(st.integers(0, 6), st.integers(0, 6)), st.floats(0, 1), max_size=30)
)
def test_matching_is_one_to_one(scores: dict[tuple[int, int], float]) -> None:
    pairs = match_one_to_one(scores)
    assert len({gold for gold, _ in pairs}) == len(pairs)
    assert len({predicted for _, predicted in pairs}) == len(pairs)
    assert all(scores[pair] > 0 for pair in pairs)


@pytest.mark.parametrize(("left", "right", "share"), [({1, 2}, {2, 3}, 1 / 3), ({1}, {1}, 1.0)])
def test_jaccard(left: set[int], right: set[int], share: float) -> None:
    assert jaccard(left, right) == pytest.approx(share)
