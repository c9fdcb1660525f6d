"""Sentences as data: lists, quotations, references, full stops."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.summaries.prose import (
    Piece,
    Prose,
    as_prose,
    count,
    listed,
    quote,
    refs,
    sentence,
    shortened,
    single_quotation_marks,
)


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["Chile"], "Chile"),
        (["Chile", "Peru"], "Chile and Peru"),
        (["Chile", "Peru", "Bolivia"], "Chile, Peru and Bolivia"),
    ],
)
def test_lists(items: list[str], words: str) -> None:
    assert listed(items).plain() == words


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ('hoped it "will choose peace', "hoped it ‘will choose peace’"),
        ('"useful"', "useful"),
        ("“useful” and “frank”", "‘useful’ and ‘frank’"),
        ("“Yes,” she said", "‘Yes,’ she said"),
        ('ended there "', "ended there"),
        ("don't", "don't"),
        ('a 5" pipe', 'a 5" pipe'),
        ("«oui»", "oui"),
        ("", ""),
    ],
)
def test_quotation_marks_within_a_quotation_are_single_and_paired(given: str, shown: str) -> None:
    assert single_quotation_marks(given) == shown


@given(st.text(alphabet="ab ,.'’\"“”„«»\n"))
def test_no_mark_opens_without_closing_and_no_letter_is_lost(words: str) -> None:
    shown = single_quotation_marks(words)
    assert not set(shown) & set("“”„")
    assert shown.count("‘") <= shown.count("’")
    assert [c for c in shown if c.isalnum()] == [c for c in words if c.isalnum()]


def test_a_sentence_ends_before_its_references() -> None:
    assert (
        sentence(as_prose("both sides met") + refs([3, 1, 3])).plain() == "Both sides met. [1] [3]"
    )


def test_a_sentence_that_ends_in_a_quotation_gets_its_stop_after_it() -> None:
    assert sentence("It demands " + quote("“all of it.”")).plain() == "It demands “all of it.”."


def test_a_sentence_has_one_stop() -> None:
    assert sentence("They met.").plain() == "They met."
    assert sentence("Did they?").plain() == "Did they?"
    assert not sentence("")


def test_references_are_pieces_of_their_own() -> None:
    assert refs([12]).pieces == (Piece("12", "ref"),)


@given(st.text(max_size=60), st.integers(min_value=2, max_value=40))
def test_shortened_fits(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


def test_numbers_in_words() -> None:
    assert count(0, "meeting") == "no meetings"
    assert count(1, "meeting") == "one meeting"
    assert count(12, "meeting") == "12 meetings"
    assert count(1, "source is", "sources are") == "one source is"


def test_quotations_lose_characters_that_turn_the_line() -> None:
    assert quote("a\u202eb\u2066c").plain() == "“abc”"


def test_prose_adds_up_with_text_on_both_sides() -> None:
    assert ("a " + Prose((Piece("b", "em"),)) + " c").plain() == "a b c"
