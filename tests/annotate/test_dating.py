"""Candidates for the date of an article that bears none."""

from __future__ import annotations

from datetime import date

from analysis.annotate.dating import office_terms, publication_notes, weekday_pairs
from analysis.model import Actor


def minister(name: str, office: str) -> Actor:
    return Actor(id="a1", name=name, kind="person", office=office, key=f"person:{name.lower()}")


def test_a_weekday_beside_a_day_fits_some_years_only() -> None:
    [(words, days)] = weekday_pairs("They met on Tuesday, 26 February, in the harbour office.")
    assert words == "Tuesday, 26 February"
    assert [day.year for day in days] == [1991, 2002, 2008, 2013, 2019]
    assert all(day.weekday() == 1 and (day.month, day.day) == (2, 26) for day in days)


def test_american_order_and_abbreviations() -> None:
    [(words, days)] = weekday_pairs("The vote is on Monday, Sept. 5th.")
    assert words == "Monday, Sept. 5th"
    assert date(2022, 9, 5) in days


def test_a_date_with_its_year_needs_no_candidates() -> None:
    assert list(weekday_pairs("They met on Tuesday, 26 February 2013.")) == []


def test_a_day_that_no_month_has() -> None:
    assert publication_notes("It opens on Friday the 31st of April.") == [
        "“Friday the 31st of April” fits no year: the day was never that weekday."
    ]


def test_an_office_bounds_the_date() -> None:
    kerry = minister("John Kerry", "Secretary of State")
    [term] = office_terms([kerry])
    assert (term.since, term.until) == ("2013-02-01", "2017-01-20")
    [note] = publication_notes("He spoke.", [kerry])
    assert "from 2013-02-01 or later and before 2017-01-20" in note
    assert "John Kerry as Secretary of State" in note


def test_two_offices_narrow_the_years_of_a_weekday() -> None:
    actors = [
        minister("John Kerry", "Secretary of State"),
        minister("Catherine Ashton", "foreign policy chief"),
    ]
    notes = publication_notes("They met on Tuesday, 26 February.", actors)
    assert notes[0].startswith(
        "The article bears no date. By the offices it names it is from 2013-02-01"
    )
    assert "before 2014-11-01" in notes[0]
    assert notes[1] == "“Tuesday, 26 February” fits 2013-02-26 alone among the years that are left."


def test_former_holders_say_nothing() -> None:
    assert office_terms([minister("John Kerry", "former Secretary of State")]) == []


def test_offices_never_held_at_one_time() -> None:
    actors = [minister("John Kerry", "Secretary of State"), minister("Bill Clinton", "president")]
    [note] = publication_notes("They spoke.", actors)
    assert "never held at one time" in note


def test_no_evidence_no_note() -> None:
    assert publication_notes("The sides met.", [minister("Ida Berg", "mayor")]) == []
