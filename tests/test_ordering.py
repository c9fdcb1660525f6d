"""The order of meetings from dates and from what the article says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model import Meeting, Span
from analysis.ordering import precision, ranks


def meeting(identity: str, start: str | None = None, **values: Any) -> Meeting:
    return Meeting(
        id=identity,
        start=start,
        status="held",
        derivation="",
        evidence=(Span(start=0, end=1, text="x"),),
        **values,
    )


def test_dates_give_the_order() -> None:
    found = ranks([meeting("m1", "2013-02-26"), meeting("m2", "2012-06"), meeting("m3", "2014")])
    assert found == {"m1": 2, "m2": 1, "m3": 3}


def test_words_give_the_order_where_dates_are_unknown() -> None:
    meetings = [
        meeting("m1", "2012-06"),
        meeting("m2", before=("m1",)),
        meeting("m3", before=("m1",)),
        meeting("m4"),
    ]
    assert ranks(meetings) == {"m1": 2, "m2": 1, "m3": 1, "m4": 3}


def test_days_inside_a_month_that_is_all_that_is_known_share_its_rank() -> None:
    assert ranks([meeting("m1", "2012-06"), meeting("m2", "2012-06-18")]) == {"m1": 1, "m2": 1}


def test_a_meeting_of_two_days_ends_before_the_next() -> None:
    first = meeting("m1", "2013-02-26", end="2013-02-27")
    assert ranks([meeting("m2", "2013-02-28"), first]) == {"m1": 1, "m2": 2}
    assert ranks([meeting("m2", "2013-02-27"), first]) == {"m1": 1, "m2": 1}


def test_dates_win_over_words_and_circles_are_cut() -> None:
    assert ranks([meeting("m1", "2014", before=("m2",)), meeting("m2", "2012")]) == {
        "m1": 2,
        "m2": 1,
    }
    circle = [meeting("m1", before=("m2",)), meeting("m2", before=("m1", "m2", "m9"))]
    assert ranks(circle) == {"m1": 1, "m2": 2}


@pytest.mark.parametrize(
    ("start", "date", "expected"),
    [
        ("2013-02-26", None, "day"),
        ("2013-02", None, "month"),
        ("2013-21", None, "season"),
        ("2013", None, "year"),
        (None, "2013-02~", "month"),
        (None, "XXXX", "unknown"),
        ("2013-02-31", None, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_precision(start: str | None, date: str | None, expected: str) -> None:
    assert precision(meeting("m1", start, date=date)) == expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "2012", "2012-06", "2012-06-18", "2013-24", "2013-02-26"]),
            st.lists(st.sampled_from(["m0", "m1", "m2", "m3", "m4"]), max_size=3),
        ),
        max_size=5,
    )
)
def test_every_meeting_has_a_rank_and_dates_are_respected(
    given_meetings: list[tuple[str | None, list[str]]],
) -> None:
    meetings = [
        meeting(f"m{index}", start, before=tuple(before))
        for index, (start, before) in enumerate(given_meetings)
    ]
    found = ranks(meetings)
    assert sorted(found) == sorted(one.id for one in meetings)
    assert all(rank >= 1 for rank in found.values())
    days = [one for one in meetings if one.start in ("2012-06-18", "2013-02-26")]
    for one in days:
        for other in days:
            if (one.start or "") < (other.start or ""):
                assert found[one.id] < found[other.id]
