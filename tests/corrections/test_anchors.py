"""Words found again by quotation, after edits of the text, and never where they are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corrections.anchors import (
    EDITS_PER,
    SHORTEST_APPROXIMATE,
    Selector,
    _distances,
    _windows,
    find,
    nearest,
    selector_for,
)

TEXT = """\
Norrland's envoys will meet the Sund Islands in Vik on 8 April. Norrland refused to sign in March.

The “old” accord — signed in Osby — lapses in  May,
and Norrlanders will not renew it before June. Norrland refused to sign in October.
"""


def found(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[str]:
    places = find(text, Selector(exact=exact, prefix=prefix, suffix=suffix))
    return [text[place.start : place.end] for place in places]


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("will meet the Sund Islands", "will meet the Sund Islands"),
        ('The "old" accord - signed', "The “old” accord — signed"),
        ("lapses in May, and Norrlanders", "lapses in  May,\nand Norrlanders"),
        ("lapses\n  in May", "lapses in  May"),
    ],
)
def test_blanks_marks_and_dashes_do_not_matter(exact: str, words: str) -> None:
    assert found(TEXT, exact) == [words]


def test_parts_of_words_are_not_found() -> None:
    assert len(found(TEXT, "Norrland")) == 3
    assert found(TEXT, "Norrland", suffix="ers will not renew") == ["Norrland"]
    assert found(TEXT, "ock") == []


def test_the_context_tells_places_apart() -> None:
    assert len(found(TEXT, "Norrland refused to sign")) == 2
    places = find(TEXT, Selector(exact="Norrland refused to sign", suffix=" in October."))
    assert [place.start for place in places] == [TEXT.rindex("Norrland refused")]
    # The blank between words and context may be left out.
    places = find(TEXT, Selector(exact="Norrland refused to sign", suffix="in March"))
    assert [place.start for place in places] == [TEXT.index("Norrland refused")]


def test_a_short_word_is_not_found_in_another_sentence() -> None:
    """The sentence is gone; the word stands elsewhere, in other surroundings."""
    lost = "Later the ferry company of Norrland put off its decision on the new harbour."
    start = len(TEXT) + lost.index("Norrland")
    selector = selector_for(TEXT + lost, start, start + len("Norrland"))
    assert selector.exact == "Norrland"
    assert find(TEXT + lost, selector)
    assert find(TEXT, selector) == []


@pytest.mark.parametrize(
    ("exact", "words"),
    [
        ("Norrland's envoys will meet with the Sund Islands in Vik",
         "Norrland's envoys will meet the Sund Islands in Vik"),
        ("Norrlanders will not renew them before June", "Norrlanders will not renew it before June"),
    ],
)  # fmt: skip
def test_a_small_edit_is_forgiven(exact: str, words: str) -> None:
    assert found(TEXT, exact) == [words]
    assert find(TEXT, Selector(exact=exact))[0].edits > 0


@pytest.mark.parametrize(
    "exact",
    [
        "will meet the Sund Islands in Vik on 9 April",  # another number
        "Norrlanders will renew it before June",  # no negation
        "Norrlandia",  # too short for an edit
        "Nordlanders will not renew it before June",  # another name
        "Norrland's two envoys will meet the Sund Islands",  # a number of them
        "The two sides agreed on a joint fleet for the northern banks",
    ],
)
def test_an_edit_that_changes_what_is_said_is_not_forgiven(exact: str) -> None:
    assert found(TEXT, exact) == []


def test_the_nearest_words_are_shown_for_those_that_are_lost() -> None:
    place = nearest(TEXT, Selector(exact="will meet the Sund Islands in Vik on 9 April"))
    assert place is not None
    assert TEXT[place.start : place.end] == "will meet the Sund Islands in Vik on 8 April"
    assert nearest(TEXT, Selector(exact="Bo")) is None


def test_the_same_words_in_the_same_surroundings_remain_ambiguous() -> None:
    text = "Talks go on.\n\n" * 60
    selector = selector_for(text, 700, 705)
    assert len(find(text, selector)) > 1


def test_words_at_both_ends_of_the_text() -> None:
    for start, end in ((0, 8), (len(TEXT) - 9, len(TEXT) - 2)):
        [place] = find(TEXT, selector_for(TEXT, start, end))
        assert (place.start, place.end) == (start, end)


@pytest.mark.parametrize("exact", ["", "   ", "\n"])
def test_no_words_are_nowhere(exact: str) -> None:
    assert find(TEXT, Selector(exact=exact)) == []


def test_a_long_text_is_searched_quickly() -> None:
    text = "The envoys of both sides spoke of the quota and of little else. " * 3000
    exact = "the delegation of the islands put forward a plan for the northern banks " * 3
    assert find(text, Selector(exact=exact)) == []
    assert len(find(text, Selector(exact="of both sides", prefix="something else " * 20))) == 0


WORDS = st.sampled_from(
    [
        "Norrland",
        "Sund",
        "talks",
        "quota",
        "not",
        "May",
        "45,000",
        "offer",
        "the",
        "of",
        "and",
        "rejects",
        "port",
    ]
)
NAMES = ["Ada", "Bo", "Carl", "Dora", "Emil", "Frida", "Georg", "Hilde"]
SENTENCES = st.lists(
    st.lists(WORDS, min_size=4, max_size=9).map(lambda words: " ".join(words) + ". "),
    min_size=3,
    max_size=8,
)


def edited(sentences: list[str], data: st.DataObject, kept: int) -> tuple[str, int]:
    """Insert or delete a sentence other than `kept`; return the text, and where `kept` begins."""
    at = data.draw(st.integers(0, len(sentences)), label="where")
    if data.draw(st.booleans(), label="delete") and at < len(sentences) and at != kept:
        changed = [*sentences[:at], *sentences[at + 1 :]]
        kept -= at < kept
    else:
        added = "A ferry was late that day, the harbour master told a local paper. "
        changed = [*sentences[:at], added, *sentences[at:]]
        kept += at <= kept
    return "".join(changed), len("".join(changed[:kept]))


@given(sentences=SENTENCES, data=st.data())
@settings(max_examples=150, deadline=None)
def test_an_anchor_survives_what_happens_elsewhere(
    sentences: list[str], data: st.DataObject
) -> None:
    """Insert or delete a sentence: the anchors of the others lead to the very same words."""
    told_apart = [
        f"{name} told the press that {words}" for name, words in zip(NAMES, sentences, strict=False)
    ]
    chosen = data.draw(st.integers(0, len(told_apart) - 1), label="chosen")
    start = len("".join(told_apart[:chosen]))
    length = len(told_apart[chosen].rstrip(". "))
    selector = selector_for("".join(told_apart), start, start + length)
    text, now = edited(told_apart, data, chosen)
    assert [place.start for place in find(text, selector)] == [now]


@given(text=st.text(max_size=200), data=st.data())
@settings(max_examples=200, deadline=None)
def test_what_is_quoted_is_found_in_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    places = find(text, selector_for(text, start, end))
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    if words.strip():
        blanks = len(words) - len(words.lstrip())
        assert start + blanks in {place.start for place in places}


@given(
    exact=st.text(max_size=60), prefix=st.text(max_size=40), suffix=st.text(max_size=40),
    text=st.text(max_size=300),
)  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_selector_can_be_looked_for_in_any_text(
    exact: str, prefix: str, suffix: str, text: str
) -> None:
    selector = Selector(exact=exact, prefix=prefix, suffix=suffix)
    for place in find(text, selector):
        assert 0 <= place.start < place.end <= len(text)
        assert place.edits <= len(exact) // EDITS_PER
        assert not place.edits or len(exact) >= SHORTEST_APPROXIMATE
    nearest(text, selector)


def edit_distance_to_end(text: str, pattern: str, end: int) -> int:
    """The distance of `pattern` to the best stretch that ends at `end`, by the plain recurrence."""
    row = list(range(len(pattern) + 1))
    for character in text[:end]:
        before, row[0] = row[0], 0
        for index, wanted in enumerate(pattern, start=1):
            cost = min(row[index] + 1, row[index - 1] + 1, before + (character != wanted))
            before, row[index] = row[index], cost
    return row[-1]


@given(
    text=st.text("abc ", max_size=30),
    pattern=st.text("abc ", min_size=1, max_size=9),
    most=st.integers(0, 9),
)
@settings(max_examples=200, deadline=None)
def test_the_bit_vectors_give_the_edit_distance(text: str, pattern: str, most: int) -> None:
    expected = {
        end: distance
        for end in range(1, len(text) + 1)
        if (distance := edit_distance_to_end(text, pattern, end)) <= most
    }
    assert _distances(text, pattern, most) == expected


@given(
    text=st.text("abc ", max_size=60),
    pattern=st.text("abc ", min_size=8, max_size=14),
    most=st.integers(0, 3),
)
@settings(max_examples=200, deadline=None)
def test_looking_in_windows_finds_what_looking_everywhere_finds(
    text: str, pattern: str, most: int
) -> None:
    inside = {
        start + at: edits
        for start, end in _windows(text, pattern, most)
        for at, edits in _distances(text[start:end], pattern, most).items()
    }
    assert inside == _distances(text, pattern, most)
