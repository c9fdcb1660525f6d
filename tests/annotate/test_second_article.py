"""Another negotiation, cocoa instead of sanctions: the same code reads it as soundly."""

from __future__ import annotations

from pathlib import Path

import pytest

import analysis
from analysis.dossier import Dossier
from tests.annotate.test_default_article import one, rows


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    root = Path(__file__).resolve().parents[2]
    return analysis.open(root / "data" / "articles" / "cocoa-price-talks-in-abidjan.txt")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ghana", "state"),
        ("Ivory Coast", "state"),
        ("Belmont Foods", "organisation"),
        ("Karsten & Vogt", "organisation"),
        ("European Commission", "organisation"),
        ("European Union", "organisation"),
        ("Switzerland", "state"),
        ("Aya Kouassi", "person"),
        ("Ruth Adler", "person"),
        ("Marta Lindholm", "person"),
    ],
)
def test_actor(dossier: Dossier, name: str, kind: str) -> None:
    assert one(dossier.actors, name=name)["kind"] == kind


def test_brussels_is_the_union_and_the_minister_is_ivorian(dossier: Dossier) -> None:
    assert "Brussels" in one(dossier.actors, name="European Union")["aliases"]
    minister = one(dossier.actors, name="Aya Kouassi")
    assert (minister["office"], minister["member_of"]) == (
        "agriculture minister",
        "Ivory Coast",
    )


ATTRIBUTIONS = [
    ("told", "Ghana and Ivory Coast", "that they would suspend sales"),
    ("said", "Ivory Coast's agriculture minister, Aya Kouassi", '"We are not asking for charity,"'),
    ("according to", "two people who attended the meeting", "Belmont Foods offered to pay"),
    ("said", "Karsten & Vogt", "it was prepared to support farmers"),
    ("told", "the German company's head of sourcing, Ruth Adler", '"If the premium becomes law'),
    ("declined to say", "She", "which countries she had in mind"),
    (
        "said",
        "A spokeswoman for Trade Commissioner Marta Lindholm",
        "that Brussels supported a fair price",
    ),
    ("doubt", "Analysts", "that the growers can hold out for long"),
]


@pytest.mark.parametrize(("cue", "source", "content"), ATTRIBUTIONS)
def test_attribution(dossier: Dossier, cue: str, source: str, content: str) -> None:
    (found,) = [row for row in rows(dossier.attributions) if row["content"].startswith(content)]
    assert (found["cue"], found["source"]) == (cue, source)


def test_the_minister_is_quoted_before_and_after_her_name(dossier: Dossier) -> None:
    (quotation,) = rows(dossier.attributions, actor_name="Aya Kouassi")
    assert quotation["content"].endswith('and we will not sell at it."')
    assert quotation["kind"] == "direct"


POSITIONS = [
    ("Ghana", "threaten", "they would suspend sales of next season's beans"),
    ("Belmont Foods", "offer", "offered to pay the premium"),
    ("Karsten & Vogt", "reject", "rejected any fixed premium"),
    ("Karsten & Vogt", "offer", "it was prepared to support farmers"),
    ("Ghana's cocoa board", "criticise", "accused the buyers"),
    ("European Commission", "appeal", "urged both sides to reach an agreement"),
    ("Switzerland", "offer", "A proposal by Switzerland to host the talks"),
    ("Ghana", "reject", "was turned down by Ghana"),
]


@pytest.mark.parametrize(("holder", "kind", "evidence"), POSITIONS)
def test_position(dossier: Dossier, holder: str, kind: str, evidence: str) -> None:
    held = rows(dossier.positions, actor_name=holder, type=kind)
    assert any(evidence in row["evidence"] for row in held), held


def test_the_threat_names_its_condition(dossier: Dossier) -> None:
    for threat in rows(dossier.positions, type="threaten", actor_name="Ghana"):
        assert threat["condition"].startswith("unless the companies agreed to pay")


@pytest.mark.parametrize(
    ("place", "date", "status"),
    [
        ("Accra", "2022-11", "held"),
        ("Amsterdam", "2023-03-28/2023-03-29", "scheduled"),
    ],
)
def test_meeting(dossier: Dossier, place: str, date: str, status: str) -> None:
    meeting = one(dossier.meetings, place=place)
    assert (meeting["date"], meeting["status"]) == (date, status)


def test_the_meeting_in_abidjan_comes_before_that_in_amsterdam(dossier: Dossier) -> None:
    abidjan = one(dossier.meetings, place="Abidjan")
    assert abidjan["status"] == "held"
    assert one(dossier.meetings, place="Amsterdam")["meeting"] in abidjan["before"].split("; ")


def test_a_meeting_that_was_turned_down_is_not_said_to_be_held(dossier: Dossier) -> None:
    statuses = {row["status"] for row in rows(dossier.meetings, place="Bern")}
    assert not statuses & {"held", "ongoing", "scheduled"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday", "2023-03-13"),
        ("November", "2022-11"),
        ("October", "2023-10"),
        ("29 March", "2023-03-29"),
        ("last week", "2023-W10"),
        ("2019", "2019"),
        ("eight weeks", "P8W"),
    ],
)
def test_time(dossier: Dossier, text: str, value: str) -> None:
    assert one(dossier.time_expressions, text=text)["value"] == value
