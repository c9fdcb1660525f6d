"""The tables hold together: keys exist, dates are dates, no alias means two things by accident."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from analysis.reference import (
    aliases,
    bodies,
    entries,
    first_names,
    holder_on,
    holders,
    members_of,
    offices_held,
    organisation_words,
    paraphrases,
    role_nouns,
    states,
)
from analysis.reference.reading import rows, several


def test_every_state_has_a_code_and_a_name():
    assert len(states()) > 195
    for state in states().values():
        assert re.fullmatch(r"[A-Z]{2,3}", state.code), state
        assert state.name.strip() == state.name != ""


def test_names_of_entries_are_not_shared_by_two():
    seen = {}
    for state in states().values():
        for text in (state.name, *state.other_names):
            assert seen.setdefault(text, state.key) == state.key, text
    for body in bodies().values():
        for text in (body.name, *body.other_names):
            assert seen.setdefault(text, body.key) == body.key, text


def test_aliases_lead_to_entries():
    known = entries()
    assert len(aliases()) > 1500
    assert all(alias.key in known for alias in aliases())


def test_bodies_kinds_and_parents_are_known():
    for body in bodies().values():
        assert body.kind in ("organisation", "group", "media")
        assert body.parent is None or body.parent in entries()


def test_memberships_point_to_entries_with_dates_in_order():
    for row in rows("memberships"):
        assert row["body"] in bodies()
        for member in several(row["members"]):
            assert (member if ":" in member else f"state:{member}") in entries(), row
        since = date.fromisoformat(row["since"])
        assert not row["until"] or since < date.fromisoformat(row["until"])


def test_membership_is_dated():
    assert "state:GB" in members_of("org:EU", "2013-02-26")
    assert "state:GB" not in members_of("org:EU", "2021-01-01")
    assert "state:HR" not in members_of("org:EU", "2013-02-26")
    assert set(members_of("bloc:P5+1", "2013-02-26")) == {
        "state:US", "state:GB", "state:FR", "state:RU", "state:CN", "state:DE",
    }  # fmt: skip
    assert members_of("bloc:P5+1", "1999-01-01") == ()


def test_offices_are_listed_and_dates_are_in_order():
    listed = {(row["office"], row["of"]) for row in rows("offices")}
    assert all(of in entries() for _, of in listed)
    for holder in holders():
        assert (holder.office, holder.of) in listed
        since = date.fromisoformat(holder.since)
        assert not holder.until or since < date.fromisoformat(holder.until), holder


def test_no_office_has_two_holders_on_one_day():
    by_office = {}
    for holder in holders():
        by_office.setdefault((holder.office, holder.of), []).append(holder)
    for terms in by_office.values():
        terms.sort(key=lambda holder: holder.since)
        for earlier, later in pairwise(terms):
            assert earlier.until, earlier
            assert earlier.until <= later.since, (earlier, later)


@pytest.mark.parametrize(
    ("title", "of", "day", "name"),
    [
        ("foreign policy chief", "org:EU", "2013-02-26", "Catherine Ashton"),
        ("foreign policy chief", "org:EU", "2014-11-01", "Federica Mogherini"),
        ("high representative", "org:EU", "2009-11-30", "Javier Solana"),
        ("Secretary of State", "state:US", "2013-02-01", "John Kerry"),
        ("secretary of state", "state:US", "2013-01-31", "Hillary Clinton"),
    ],
)
def test_who_held_an_office_on_a_day(title, of, day, name):
    holder = holder_on(title, of, day)
    assert holder is not None
    assert holder.person == name


def test_the_tables_abstain_where_they_do_not_know():
    assert holder_on("president", "state:US", "2031-01-01") is None
    assert holder_on("beekeeper", "state:US", "2013-01-01") is None
    assert offices_held("John Kerry", "2012-01-01") == ()


def test_words_are_classed():
    assert role_nouns()["spokesman"] == "person"
    assert role_nouns()["union"] == "body"
    assert set(role_nouns().values()) <= {"person", "people", "body", "state", "media"}
    assert organisation_words()["Ministry"] == ("organisation", True)
    assert first_names()["Catherine"] == "f"


def test_paraphrases_name_bodies():
    for key, pattern in paraphrases():
        assert key in bodies()
        assert pattern.groups == 0


def test_columns_are_described():
    from importlib.resources import files

    text = (files("analysis.reference") / "tables" / "README.md").read_text("utf-8")
    for table in (
        "states", "bodies", "memberships", "paraphrases", "offices", "office_holders",
        "role_nouns", "organisation_words", "first_names",
    ):  # fmt: skip
        assert f"`{table}`" in text
        for column in next(rows(table)):
            assert f"`{column}`" in text, (table, column)
