"""EDTF dates to days and to words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.summaries.dates import (
    day_range_words,
    duration_words,
    iso_words,
    parse_period,
    value_words,
    when_words,
)


@pytest.mark.parametrize(
    ("edtf", "words", "when"),
    [
        ("2031-04-08", "8 April 2031", "on 8 April 2031"),
        ("2031-04", "April 2031", "in April 2031"),
        ("2031", "2031", "in 2031"),
        ("2031-04-XX", "April 2031", "in April 2031"),
        ("203X", "the 2030s", "in the 2030s"),
        ("2031-21", "spring 2031", "in spring 2031"),
        ("2031-34", "the second quarter of 2031", "in the second quarter of 2031"),
        ("2031-04-08/2031-04-09", "8 and 9 April 2031", "on 8 and 9 April 2031"),
        ("2031-04-08/2031-04-11", "8–11 April 2031", "on 8–11 April 2031"),
        ("2031-04-29/2031-05-02", "29 April to 2 May 2031", "from 29 April to 2 May 2031"),
        ("2031-04/2031-06", "April 2031 to June 2031", "from April 2031 to June 2031"),
        ("2031-04/2031-04-15", "until 15 April 2031", "until 15 April 2031"),
        ("2031-04~", "around April 2031", "around April 2031"),
        ("2031-04-08?", "possibly 8 April 2031", "possibly on 8 April 2031"),
        ("2031-04%", "possibly around April 2031", "possibly around April 2031"),
        ("../2031-04-08", "8 April 2031 or earlier", "on 8 April 2031 or earlier"),
        ("2031-04/..", "April 2031 or later", "in April 2031 or later"),
        ("[..2031-04-08]", "8 April 2031 or earlier", "on 8 April 2031 or earlier"),
        ("[2031-04-08,2031-04-15]", "8 or 15 April 2031", "on 8 or 15 April 2031"),
        ("[2031-03-31,2031-04-01]", "31 March 2031 or 1 April 2031", "on 31 March 2031 or 1 April 2031"),
        ("[2031-04-08..2031-04-15]", "between 8 and 15 April 2031", "between 8 and 15 April 2031"),
    ],
)  # fmt: skip
def test_in_words(edtf: str, words: str, when: str) -> None:
    period = parse_period(edtf)
    assert period is not None
    assert period.words == words
    assert when_words(period) == when


@pytest.mark.parametrize(
    ("edtf", "first", "last", "whole"),
    [
        ("2031-04-08", date(2031, 4, 8), date(2031, 4, 8), True),
        ("2031-04", date(2031, 4, 1), date(2031, 4, 30), False),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29), False),
        ("2031-24", date(2031, 12, 1), date(2032, 2, 29), False),
        ("2031-04-08/2031-04-09", date(2031, 4, 8), date(2031, 4, 9), True),
        ("[2031-04-08..2031-04-15]", date(2031, 4, 8), date(2031, 4, 15), False),
        ("../2031-04-08", None, date(2031, 4, 8), True),
    ],
)
def test_days(edtf: str, first: date | None, last: date | None, whole: bool) -> None:
    period = parse_period(edtf)
    assert period is not None
    assert (period.first, period.last) == (first, last)
    assert period.whole is whole or first is None


@pytest.mark.parametrize(
    "edtf", [None, "", "PRESENT_REF", "2031-13", "2031-02-30", "XXXX", "soon", "P2D"]
)
def test_what_is_no_date_is_none(edtf: str | None) -> None:
    assert parse_period(edtf) is None or parse_period(edtf).precision == "decade"  # type: ignore[union-attr]


@given(st.text(alphabet="0123456789X-/.~?%[]{},T", max_size=24))
def test_nothing_raises(text: str) -> None:
    period = parse_period(text)
    if period is not None and period.first and period.last:
        assert period.words


def test_ranges_of_days() -> None:
    assert (
        day_range_words(date(2031, 12, 30), date(2032, 1, 2))
        == "30 December 2031 to 2 January 2032"
    )
    assert day_range_words(date(2031, 4, 8), date(2031, 4, 8)) == "8 April 2031"


def test_durations() -> None:
    assert duration_words("P2D") == "two days"
    assert duration_words("PT1H") == "one hour"
    assert duration_words("PT30M") == "30 minutes"
    assert duration_words("P1M") == "one month"
    assert duration_words("PXD") is None
    assert duration_words(None) is None


def test_iso_dates_that_are_none_stay_as_they_are() -> None:
    assert iso_words("2031-04-08") == "8 April 2031"
    assert iso_words("someday") == "someday"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-04-08", "8 April 2031"),
        ("2031-W23-WE", "the weekend of 7 and 8 June 2031"),
        ("2031-W23", "the week of 2 June 2031"),
        ("2031-SU", "summer 2031"),
        ("2031-Q2", "the second quarter of 2031"),
        ("203", "the 2030s"),
        ("P2W", "two weeks"),
        ("2031-04-08T14:30", "8 April 2031, 14:30"),
        ("PRESENT_REF", "PRESENT_REF"),
        ("2031-W99", "2031-W99"),
    ],
)
def test_timex_values_in_words(value: str, words: str) -> None:
    assert value_words(value) == words
