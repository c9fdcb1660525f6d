"""The gazetteer, and what to call the place of a meeting."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.annotate.encounters.places import (
    Place,
    chain_of,
    display_name,
    gazetteer,
    is_country,
    is_known,
)
from analysis.reference.reading import rows


def place(name: str, *, is_venue: bool = False) -> Place:
    return Place(name, chain_of(name), 0, 1, is_venue)


def test_every_place_lies_in_a_place_of_the_table() -> None:
    names = {row["place"] for row in rows("places")}
    missing = [row["inside"] for row in rows("places") if row["inside"] not in names | {""}]
    assert missing == []


def test_countries_lie_in_nothing_and_all_else_lies_somewhere() -> None:
    for row in rows("places"):
        assert row["kind"] in {"country", "capital", "city", "venue"}
        assert (row["inside"] == "") == (row["kind"] == "country"), row


def test_no_name_stands_for_two_places() -> None:
    names = Counter(
        name.lower()
        for row in rows("places")
        for name in (row["place"], *filter(None, row["aliases"].split("|")))
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "chain"),
    [
        ("Almaty", ("Almaty", "Kazakhstan")),
        ("kiev", ("Kyiv", "Ukraine")),
        ("Palais des Nations", ("Palais des Nations", "Geneva", "Switzerland")),
        ("Kazakhstan", ("Kazakhstan",)),
        ("Nowhereville", ("nowhereville",)),
    ],
)
def test_what_lies_in_what(name: str, chain: tuple[str, ...]) -> None:
    assert chain_of(name) == chain


def test_a_city_agrees_with_its_country_and_not_with_another() -> None:
    assert place("Almaty").agrees(place("Kazakhstan"))
    assert place("Kazakhstan").agrees(place("Almaty"))
    assert not place("Almaty").agrees(place("Astana"))
    assert not place("Almaty").agrees(place("Uzbekistan"))


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Kazakhstan", "Almaty", "Almaty"], "Almaty, Kazakhstan"),
        (["Geneva"], "Geneva"),
        (["Kyiv", "Kiev"], "Kyiv"),
        ([], None),
    ],
)
def test_what_a_place_is_called(names: list[str], shown: str | None) -> None:
    assert display_name([place(name) for name in names]) == shown


def test_a_venue_is_followed_by_its_town() -> None:
    assert (
        display_name([place("Palais des Nations", is_venue=True)]) == "Palais des Nations, Geneva"
    )
    assert display_name([place("Rixos Hotel", is_venue=True), place("Baghdad")]) == (
        "Rixos Hotel, Baghdad"
    )
    assert display_name([place("a hotel", is_venue=True), place("Doha")]) == "Doha"


def test_known_names() -> None:
    assert is_known("Geneva")
    assert not is_known("Geneva Convention")
    assert is_country("Kazakhstan")
    assert not is_country("Almaty")
    assert len(gazetteer()) > 900
