"""What the report on the default article has to show, each with the words that it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import analysis
from analysis.dossier import Dossier

NAME = "negotiations-reignited-in-kazakhstan"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    root = Path(__file__).resolve().parents[2]
    return analysis.open(root / "data" / "articles" / f"{NAME}.txt")


def rows(table: Any, **wanted: Any) -> list[dict[str, Any]]:
    """Return the rows of a table whose columns have the values wanted."""
    found = table.astype(object).where(table.notna(), None).to_dict("records")
    return [row for row in found if all(row[key] == value for key, value in wanted.items())]


def one(table: Any, **wanted: Any) -> dict[str, Any]:
    found = rows(table, **wanted)
    assert len(found) == 1, f"{len(found)} rows with {wanted}"
    return found[0]


def words(dossier: Dossier, row: dict[str, Any]) -> str:
    text = dossier.annotations[0].article.text
    return " ".join(text[row["start"] : row["end"]].split())


def test_the_date_is_said_to_come_from_outside(dossier: Dossier) -> None:
    article = one(dossier.articles)
    assert article["published"] == "2013-02-26"
    assert article["published_basis"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Iran", "state"),
        ("P5+1", "group"),
        ("United States", "state"),
        ("Germany", "state"),
        ("Israel", "state"),
        ("European Union", "organisation"),
        ("John Kerry", "person"),
        ("Catherine Ashton", "person"),
        ("U.S. official", "role"),
        ("source close to the Iranian negotiators", "role"),
    ],
)
def test_actor(dossier: Dossier, name: str, kind: str) -> None:
    actor = one(dossier.actors, name=name)
    assert actor["kind"] == kind
    assert words(dossier, actor)


def test_the_powers_are_one_actor_under_all_their_names(dossier: Dossier) -> None:
    aliases = one(dossier.actors, name="P5+1")["aliases"].split("; ")
    assert set(aliases) >= {
        "the five permanent members of the U.N. Security Council plus Germany",
        "the powers",
        "world powers",
    }


def test_offices(dossier: Dossier) -> None:
    kerry = one(dossier.actors, name="John Kerry")
    assert (kerry["office"], kerry["member_of"]) == ("Secretary of State", "United States")
    ashton = one(dossier.actors, name="Catherine Ashton")
    assert ashton["office"] == "foreign policy chief"
    assert ashton["member_of"] == "European Union"


def test_unnamed_sources_are_told_apart_and_say_whom_they_speak_for(dossier: Dossier) -> None:
    western = rows(dossier.actors, name="Western official")
    assert [actor["named"] for actor in western] == [False, False]
    assert [actor["side_name"] for actor in western] == ["P5+1", "P5+1"]
    (spokesman,) = [
        actor for actor in rows(dossier.actors) if actor["name"].startswith("spokesman for")
    ]
    assert spokesman["speaks_for"] == "Catherine Ashton"
    source = one(dossier.actors, name="source close to the Iranian negotiators")
    assert (source["named"], source["side_name"]) == (False, "Iran")


def test_the_sides_are_iran_and_the_powers(dossier: Dossier) -> None:
    sides = {actor["name"]: actor["side_name"] for actor in rows(dossier.actors)}
    assert sides["Iran"] == "Iran"
    assert {sides[name] for name in ("P5+1", "United States", "Germany", "John Kerry")} == {"P5+1"}
    assert sides["Israel"] is None


ATTRIBUTIONS = [
    ("said", "U.S. official", "mixed", "that offer from the P5+1 to Iran"),
    ("said", "Western official", "indirect", "the powers had formally presented the offer"),
    ("told", "source close to the Iranian negotiators", "direct", '"Depending on what proposal'),
    ("said", "Iranian media", "indirect", "the talks would continue"),
    ("said", "John Kerry", "mixed", "that he hoped Iran"),
    ("said", "Western official", "mixed", 'the talks had been "useful"'),
    ("confirmed", "Western official", "indirect", "they would continue on Wednesday as scheduled"),
    (
        "said",
        "spokesman for the European Union's foreign policy chief Catherine Ashton",
        "direct",
        '"It is clear that nobody expects',
    ),
]


@pytest.mark.parametrize(("cue", "source", "kind", "content"), ATTRIBUTIONS)
def test_attribution(dossier: Dossier, cue: str, source: str, kind: str, content: str) -> None:
    (found,) = [row for row in rows(dossier.attributions) if row["content"].startswith(content)]
    assert cue in found["cue"].split()
    assert (found["actor_name"], found["kind"]) == (source, kind)


def test_one_official_called_the_talks_useful_and_confirmed_that_they_go_on(
    dossier: Dossier,
) -> None:
    useful, goes_on = (
        next(row for row in rows(dossier.attributions) if row["content"].startswith(content))
        for content in ('the talks had been "useful"', "they would continue on Wednesday")
    )
    assert useful["actor"] == goes_on["actor"]


def test_the_quotation_of_two_sentences_is_whole(dossier: Dossier) -> None:
    quotation = one(dossier.attributions, cue="told")
    assert quotation["content"] == (
        '"Depending on what proposal we receive from the other side we will present our own '
        "proposal of the same weight. The continuation of talks depends on how this exchange of "
        'proposals goes forward."'
    )


POSITIONS = [
    ("Iran", "demand", "Iran is currently demanding that all sanctions be lifted"),
    ("Iran", "reject", "one rejected by Iran last year"),
    ("P5+1", "offer", "offer from the P5+1 to Iran"),
    ("P5+1", "offer", "the powers had formally presented the offer"),
    ("Iran", "offer", "Depending on what proposal we receive from the other side"),
    ("Israel", "threaten", "Israel has suggested it will prevent by force if diplomacy fails"),
    ("John Kerry", "expect", "he hoped Iran"),
]


@pytest.mark.parametrize(("holder", "kind", "evidence"), POSITIONS)
def test_position(dossier: Dossier, holder: str, kind: str, evidence: str) -> None:
    held = rows(dossier.positions, actor_name=holder, type=kind)
    assert any(evidence in " ".join(row["evidence"].split()) for row in held), held
    assert not any(row["negated"] for row in held)


def test_conditions(dossier: Dossier) -> None:
    threat = one(dossier.positions, actor_name="Israel")
    assert threat["condition"] == "if diplomacy fails"
    proposal = one(dossier.positions, actor_name="Iran", type="offer")
    assert proposal["condition"] == "Depending on what proposal we receive from the other side"


def test_the_rows_on_sanctions_are_one_issue(dossier: Dossier) -> None:
    demand = one(dossier.positions, actor_name="Iran", type="demand")
    offers = rows(dossier.positions, actor_name="P5+1", type="offer")
    assert demand["issue"] == "all sanctions"
    assert demand["issue"] in {row["issue"] for row in offers}


def test_nobody_holds_what_they_only_report(dossier: Dossier) -> None:
    holders = {row["actor_name"] for row in rows(dossier.positions)}
    assert not holders & {"U.S. official", "Western official", "Iranian media", "Germany"}


def test_the_talks_in_almaty(dossier: Dossier) -> None:
    talks = one(dossier.meetings, place="Almaty, Kazakhstan")
    assert (talks["start_date"], talks["end_date"]) == ("2013-02-26", "2013-02-27")
    assert (talks["date"], talks["precision"]) == ("2013-02-26/2013-02-27", "day")
    assert (talks["status"], talks["duration"]) == ("ongoing", "P2D")
    assert set(talks["participants"].split("; ")) == {"Iran", "P5+1"}
    assert "Tuesday's talks" in talks["evidence"]
    assert "2013-02-26" in talks["derivation"]


def test_the_last_meeting_was_in_june_2012(dossier: Dossier) -> None:
    last = one(dossier.meetings, date="2012-06")
    assert (last["precision"], last["status"]) == ("month", "held")
    assert last["before"] == one(dossier.meetings, place="Almaty, Kazakhstan")["meeting"]
    assert "the last meeting in June" in last["evidence"]


@pytest.mark.parametrize("place", ["Istanbul", "Baghdad", "Moscow"])
def test_the_earlier_talks_have_no_day_and_no_order(dossier: Dossier, place: str) -> None:
    talks = one(dossier.meetings, place=place)
    assert (talks["start_date"], talks["end_date"], talks["precision"]) == (None, None, "unknown")
    assert talks["before"] == one(dossier.meetings, place="Almaty, Kazakhstan")["meeting"]
    assert talks["status"] == "held"


def test_there_are_no_other_meetings(dossier: Dossier) -> None:
    assert len(dossier.meetings) == 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday", "2013-02-25"),
        ("Tuesday", "2013-02-26"),
        ("Wednesday", "2013-02-27"),
        ("last year", "2012"),
        ("eight months", "P8M"),
        ("two day", "P2D"),
    ],
)
def test_time(dossier: Dossier, text: str, value: str) -> None:
    assert one(dossier.time_expressions, text=text)["value"] == value


def test_the_two_junes_are_different_years(dossier: Dossier) -> None:
    meeting, election = rows(dossier.time_expressions, text="June")
    assert (meeting["value"], election["value"]) == ("2012-06", "2013-06")


def test_every_row_leads_to_its_words(dossier: Dossier) -> None:
    for table in ("actors", "attributions", "positions", "meetings", "time_expressions"):
        for row in rows(getattr(dossier, table)):
            assert row["start"] < row["end"]
            assert words(dossier, row)
            assert row["paragraph"] > 0
