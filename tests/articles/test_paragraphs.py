"""Where paragraphs begin and end, and what they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.paragraphs import find_paragraphs

FIRST = (
    "The fishing ministers of both island states sat down in Torvik on Monday, their first meeting "
    "since the quota agreement ran out, and agreed on nothing but the date of the next one."
)
SECOND = (
    "A mackerel quota of 40,000 tonnes is what the northern side wants; the southern side calls "
    "that figure absurd and offers half of it, according to two people who were in the room."
)
THIRD = "Both delegations fly home tonight."


def cut(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in find_paragraphs(text, title)]


def bodies(text: str) -> list[str]:
    return [" ".join(words.split()) for kind, words in cut(text) if kind == "body"]


@pytest.mark.parametrize(
    "blank", ["\n\n", "\n \t\n", "\n\xa0\n\n\n", "\n  •  \n", "\n-----\n", "\n* * *\n", "\u2029"]
)
def test_blank_lines_bullets_and_rules_divide(blank: str) -> None:
    assert cut(FIRST + blank + SECOND) == [("body", FIRST), ("body", SECOND)]


def test_hard_wrapped_lines_form_one_paragraph() -> None:
    for width in (66, 72, 80):
        wrapped = "\n\n".join(textwrap.fill(text, width) for text in (FIRST, SECOND, THIRD))
        assert bodies(wrapped) == [FIRST, SECOND, THIRD]


def test_hard_wrapped_paragraphs_without_blank_lines_are_told_by_their_last_line() -> None:
    wrapped = "\n".join(textwrap.fill(text, 72) for text in (FIRST, SECOND, THIRD))
    assert bodies(wrapped) == [FIRST, SECOND, THIRD]


def test_indented_first_lines_begin_paragraphs() -> None:
    wrapped = "\n".join(
        textwrap.fill(text, 72, initial_indent="    ") for text in (FIRST, SECOND, THIRD)
    )
    assert bodies(wrapped) == [FIRST, SECOND, THIRD]


def test_one_paragraph_per_line() -> None:
    assert bodies("\n".join((FIRST, SECOND, THIRD))) == [FIRST, SECOND, THIRD]


def test_short_lines_that_end_a_sentence_are_paragraphs() -> None:
    assert bodies("The talks failed on Monday.\nThey resume on Friday.\nNo one left.") == [
        "The talks failed on Monday.",
        "They resume on Friday.",
        "No one left.",
    ]


def test_a_wrapped_dash_is_not_a_list_item() -> None:
    text = "The seven owners of the river basin - all but one of them states\n- met the bank’s envoys on Thursday for what they called a last try.\n"
    assert cut(text) == [("body", text.rstrip())]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "▪", "  •\t"])
def test_bullets_are_trimmed_from_list_items(bullet: str) -> None:
    text = (
        f"The union asks for three things:\n{bullet} a rise of 4 percent\n{bullet} shorter shifts\n"
    )
    assert cut(text) == [
        ("body", "The union asks for three things:"),
        ("list item", "a rise of 4 percent"),
        ("list item", "shorter shifts"),
    ]


def test_numbered_items_keep_their_number() -> None:
    text = f"{FIRST}\n\n1. A rise of 4 percent.\n2. Shorter shifts.\n"
    assert cut(text)[1:] == [
        ("list item", "1. A rise of 4 percent."),
        ("list item", "2. Shorter shifts."),
    ]


def test_a_short_first_block_without_full_stop_is_the_title_even_doubled() -> None:
    headline = "Ministers part without a fish deal"
    text = f"{headline}\n\n{headline}\n\n{FIRST}\n\n{SECOND}"
    assert [kind for kind, _ in cut(text)] == ["title", "title", "body", "body"]


def test_the_known_title_is_found_on_a_line_of_its_own() -> None:
    text = f"No Deal On Mackerel.\n{FIRST}\n{SECOND}"
    assert cut(text, "No deal on mackerel")[0] == ("title", "No Deal On Mackerel.")
    assert cut(text)[0][0] == "body"


def test_subtitle_byline_and_date_line_are_not_body() -> None:
    text = (
        "No deal on mackerel\n\nIslands far apart on quotas\n\nBy Ann Lee in Torvik\n\n"
        f"Tuesday, 3 June 2014\n\n{FIRST}\n\n{SECOND}"
    )
    assert [kind for kind, _ in cut(text)] == [
        "title",
        "heading",
        "heading",
        "dateline",
        "body",
        "body",
    ]


def test_a_crosshead_is_a_heading_and_a_quotation_is_not() -> None:
    text = f'No deal\n\n{FIRST}\n\nA hard winter\n\n{SECOND}\n\n"No deal," he said\n\n{FIRST}'
    assert [kind for kind, _ in cut(text)] == ["title", "body", "heading", "body", "body", "body"]


def test_a_dateline_belongs_to_its_paragraph() -> None:
    text = f"TORVIK, June 3 (Agency) - {FIRST}\n\n{SECOND}"
    assert [kind for kind, _ in cut(text)] == ["body", "body"]


def test_a_single_short_line_is_body() -> None:
    assert cut("Talks resume") == [("body", "Talks resume")]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "•", "---\n***\n", "\ufeff\u200b", "\xa0\n•  \n"]
)
def test_nothing_but_blanks_bullets_and_rules_has_no_paragraph(text: str) -> None:
    assert cut(text) == []


PIECES = st.sampled_from(
    [
        "Talks", " ", "\n", "\n\n", "•", "- ", "* ", "1. ", "\xa0", "\t", "\u2029", "\u2028", "\f",
        "said.", "By Ann", "3 June 2014", "”", "“", "—", "\u200b", "\ufeff", "a", ":", "\x00", "\x1f", "\u3000", "ا", "🙂",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80), st.none() | st.just("Talks")
)
def test_paragraphs_lie_in_order_in_the_text_and_begin_and_end_with_words(
    text: str, title: str | None
) -> None:
    position = 0
    for paragraph in find_paragraphs(text, title):
        words = text[paragraph.start : paragraph.end]
        assert position <= paragraph.start < paragraph.end <= len(text)
        assert words == words.strip()
        assert not words.startswith("•")
        position = paragraph.end


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_no_word_is_outside_the_paragraphs(text: str) -> None:
    covered = [False] * len(text)
    for paragraph in find_paragraphs(text):
        covered[paragraph.start : paragraph.end] = [True] * (paragraph.end - paragraph.start)
    assert all(
        inside for inside, character in zip(covered, text, strict=True) if character.isalnum()
    )
