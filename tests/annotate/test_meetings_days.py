"""Calendar intervals: TIMEX3 values in, ISO and EDTF out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.encounters.days import (
    Days,
    about_back,
    back,
    coarse,
    in_words,
    iso,
    one_day,
    one_of,
    read_duration,
    read_value,
)


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("value", "mod", "expected"),
    [
        ("2013-02-26", None, days("2013-02-26", "2013-02-26")),
        ("2013-02-26TEV", None, days("2013-02-26", "2013-02-26")),
        ("2012-06", None, days("2012-06-01", "2012-06-30")),
        ("2012-02", None, days("2012-02-01", "2012-02-29")),
        ("2012", None, days("2012-01-01", "2012-12-31")),
        ("2013-W09", None, days("2013-02-25", "2013-03-03")),
        ("2013-W09-WE", None, days("2013-03-02", "2013-03-03")),
        ("2012-Q3", None, days("2012-07-01", "2012-09-30")),
        ("2012-H1", None, days("2012-01-01", "2012-06-30")),
        ("2012-SU", None, days("2012-06-01", "2012-08-31")),
        ("2012-WI", None, days("2012-12-01", "2013-02-28")),
        ("2012-06", "START", days("2012-06-01", "2012-06-10")),
        ("2012-06", "MID", days("2012-06-11", "2012-06-20")),
        ("2012-06", "END", days("2012-06-21", "2012-06-30")),
        ("2012-02-30", None, None),
        ("2012-W60", None, None),
        ("XXXX-WXX-2", None, None),
        ("PRESENT_REF", None, None),
        ("P2D", None, None),
        ("", None, None),
    ],
)
def test_values_are_read(value: str, mod: str | None, expected: Days | None) -> None:
    assert read_value(value, mod) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("P2D", (2, "D")), ("P8M", (8, "M")), ("PT24H", None), ("P0.5Y", None), ("PXD", None)],
)
def test_durations_are_read(value: str, expected: tuple[int, str] | None) -> None:
    assert read_duration(value) == expected


@pytest.mark.parametrize(
    ("interval", "exact", "edtf", "shortest", "words"),
    [
        (
            days("2013-02-26", "2013-02-26"),
            "2013-02-26",
            "2013-02-26",
            "2013-02-26",
            "Tuesday 26 February 2013",
        ),
        (days("2012-06-01", "2012-06-30"), "2012-06", "2012-06", "2012-06", "June 2012"),
        (days("2012-01-01", "2012-12-31"), "2012", "2012", "2012", "2012"),
        (
            days("2012-06-01", "2012-08-31"),
            "2012-22",
            "2012-22",
            "2012-22",
            "1 June 2012 to 31 August 2012",
        ),
        (
            days("2013-02-18", "2013-02-24"),
            None,
            "[2013-02-18..2013-02-24]",
            "2013-02",
            "18 February 2013 to 24 February 2013",
        ),
        (
            days("2013-02-25", "2013-03-03"),
            None,
            "[2013-02-25..2013-03-03]",
            "2013-02",
            "25 February 2013 to 3 March 2013",
        ),
        (
            Days(None, one_day("2013-02-25")),
            None,
            "[..2013-02-25]",
            None,
            "no later than 25 February 2013",
        ),
        (
            Days(one_day("2013-02-25"), None),
            None,
            "[2013-02-25..]",
            None,
            "no earlier than 25 February 2013",
        ),
        (Days(), None, None, None, "an unknown day"),
    ],
)
def test_intervals_are_written(
    interval: Days, exact: str | None, edtf: str | None, shortest: str | None, words: str
) -> None:
    assert iso(interval) == exact
    assert one_of(interval) == edtf
    assert coarse(interval) == shortest
    assert in_words(interval) == words


def test_eight_months_back_from_february_is_about_june() -> None:
    when = about_back(days("2013-02-26", "2013-02-26"), 8, "M")
    assert when == days("2012-06-10", "2012-07-12")


def test_a_month_back_from_the_31st_stays_in_the_month_before() -> None:
    assert date.fromordinal(back(date(2023, 3, 31).toordinal(), 1, "M")) == date(2023, 2, 28)


DAY = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAY)
def test_a_day_survives_reading_and_writing(day: date) -> None:
    interval = read_value(day.isoformat())
    assert interval is not None
    assert interval.is_day
    assert iso(interval) == one_of(interval) == coarse(interval) == day.isoformat()


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_survives_reading_and_writing(year: int, number: int) -> None:
    value = f"{year:04d}-{number:02d}"
    interval = read_value(value)
    assert interval is not None
    assert iso(interval) == value


@given(DAY, DAY, DAY, DAY)
def test_what_two_intervals_share_lies_in_both(a: date, b: date, c: date, d: date) -> None:
    one = Days(min(a, b).toordinal(), max(a, b).toordinal())
    other = Days(min(c, d).toordinal(), max(c, d).toordinal())
    both = one.meet(other)
    assert both == other.meet(one)
    assert both.is_empty == (
        max(one.first or 0, other.first or 0) > min(one.last or 0, other.last or 0)
    )


@given(st.text(max_size=20))
def test_any_text_is_a_value_or_none(value: str) -> None:
    interval = read_value(value)
    assert interval is None or not interval.is_empty
