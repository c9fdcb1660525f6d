"""Each export is read back by its format's own reader, or held against its description."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import jsonschema
import networkx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.exports import FORMATS, export
from analysis.exports.dna import COLUMNS
from analysis.model import Annotation, Plover
from analysis.reference import states
from analysis.reference.country_codes import alpha_3
from tests.dossiers import Builder, fishery

NASTY = st.text(
    st.characters(exclude_categories=()) | st.sampled_from("<>&\"';,\\\n\r\x00\x0b\u2028\ud800"),
    min_size=1,
    max_size=30,
)


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return coded(fishery())


def coded(made: Builder) -> Annotation:
    codes = {"demand": "REQUEST", "threaten": "THREATEN", "offer": "AGREE", "reject": "REJECT"}
    for index, position in enumerate(made.positions):
        if position.type in codes:
            plover = Plover(event_type=codes[position.type])
            made.positions[index] = position.model_copy(update={"plover": plover})
    return made.annotation()


def graph_of(content: bytes) -> Any:
    return networkx.read_graphml(io.BytesIO(content), force_multigraph=True)


# --- GraphML ----------------------------------------------------------------------------------


def test_graphml_has_a_node_for_each_actor_with_its_words(annotation: Annotation) -> None:
    graph = graph_of(export([annotation], "graphml").content)
    assert {data["label"] for _, data in graph.nodes(data=True)} == {
        actor.name for actor in annotation.actors
    }
    official = next(data for _, data in graph.nodes(data=True) if data["label"] == "Sund official")
    assert official["named"] is False
    assert official["side"] == "Sund Islands"
    text = annotation.article.text
    assert text[official["start"] : official["end"]] == official["words"] == "A Sund official"


def test_graphml_edges_lead_to_their_words(annotation: Annotation) -> None:
    graph = graph_of(export([annotation], "graphml").content)
    labels = dict(graph.nodes(data="label"))
    edges = [
        (labels[one], data["kind"], data.get("type"), labels[other])
        for one, other, data in graph.edges(data=True)
    ]
    assert ("Seafarers' Union", "position", "appeal", "Norrland") in edges
    assert ("Seafarers' Union", "position", "appeal", "Sund Islands") in edges
    assert ("Ada Holm", "speaks for", None, "Norrland") in edges
    assert ("Ada Holm", "says of", "threaten", "Norrland") in edges
    assert [edge for edge in edges if edge[1] == "meets"] == [
        ("Norrland", "meets", "held", "Sund Islands"),
        ("Norrland", "meets", "scheduled", "Sund Islands"),
    ]
    for _, _, data in graph.edges(data=True):
        assert annotation.article.text[data["start"] : data["end"]] == data["words"]


def test_graphml_ids_are_unique_as_xml_wants(annotation: Annotation) -> None:
    root = ElementTree.fromstring(export([annotation], "graphml").content)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_graphml_of_two_articles_shares_the_actors_that_they_share() -> None:
    texts = ("Norrland rejected the plan.", "The Sund Islands met Norrland in Vik.")
    made = []
    for number, text in enumerate(texts):
        builder = Builder(text, id=f"n{number}")
        norrland = builder.actor("Norrland", key="state:NRL")
        if number:
            sund = builder.actor("Sund Islands", key="state:SND")
            builder.meeting("met", participants=(norrland, sund))
        made.append(builder.annotation())
    graph = graph_of(export(made, "graphml").content)
    assert sorted(graph.nodes(data="mentions")) == [("state:NRL", 2), ("state:SND", 1)]
    assert graph.number_of_edges() == 1


# --- TimelineJS -------------------------------------------------------------------------------

DATE = {
    "type": "object",
    "properties": {name: {"type": "integer"} for name in ("year", "month", "day")},
    "required": ["year"],
    "additionalProperties": False,
}
TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}
SLIDE = {
    "type": "object",
    "properties": {
        "start_date": DATE,
        "end_date": DATE,
        "text": TEXT,
        "group": {"type": "string"},
        "display_date": {"type": "string"},
        "unique_id": {"type": "string"},
        "autolink": {"type": "boolean"},
    },
    "additionalProperties": False,
}
TIMELINE = {
    "type": "object",
    "required": ["events"],
    "properties": {
        "title": SLIDE,
        "events": {"type": "array", "items": {**SLIDE, "required": ["start_date"]}},
    },
    "additionalProperties": False,
}


def timeline_of(annotation: Annotation) -> Any:
    timeline = json.loads(export([annotation], "timelinejs").content)
    jsonschema.validate(timeline, TIMELINE)
    return timeline


def test_timeline_shows_each_date_as_precisely_as_it_is_known(annotation: Annotation) -> None:
    shown = [
        (slide["start_date"], slide["display_date"], slide["text"]["headline"])
        for slide in timeline_of(annotation)["events"]
    ]
    assert shown == [
        ({"year": 2031, "month": 4, "day": 8}, "8 April 2031", "Meeting in Vik"),
        (
            {"year": 2031, "month": 4, "day": 17},
            "17 April 2031",
            "Second round in Osby (scheduled)",
        ),
        ({"year": 2031, "month": 3}, "March 2031", "Meeting"),
    ]


@pytest.mark.parametrize(
    ("facts", "start", "shown"),
    [
        ({"start": "2031", "date": "2031"}, {"year": 2031}, "2031"),
        ({"start": "2031-23", "date": "2031-23"}, {"year": 2031, "month": 9}, "autumn 2031"),
        (
            {"start": "2031-05", "date": "2031-05?"},
            {"year": 2031, "month": 5},
            "May 2031, uncertain",
        ),
        ({"start": "2031-05", "date": "2031-05~"}, {"year": 2031, "month": 5}, "about May 2031"),
        (
            {"start": "2031-05-30", "end": "2031-06-02", "date": "2031-05-30/2031-06-02"},
            {"year": 2031, "month": 5, "day": 30},
            "30 May 2031 to 2 June 2031",
        ),
    ],
)
def test_timeline_says_what_is_uncertain(facts: dict, start: dict, shown: str) -> None:
    made = Builder("They met again.")
    made.meeting("They met again", **facts)
    (slide,) = timeline_of(made.annotation())["events"]
    assert (slide["start_date"], slide["display_date"]) == (start, shown)
    assert ("end_date" in slide) == ("end" in facts)


def test_timeline_names_meetings_without_a_date_and_escapes_what_the_article_says() -> None:
    made = Builder("They met <b>again</b> & again.")
    made.meeting("met <b>again</b> & again", place="<Vik>")
    exported = export([made.annotation()], "timelinejs")
    timeline = json.loads(exported.content)
    assert timeline["events"] == []
    assert timeline["title"]["text"]["text"] == (
        "<p>Without a known date:</p><ul><li>Meeting in &lt;Vik&gt;: "
        "“met &lt;b&gt;again&lt;/b&gt; &amp; again”</li></ul>"
    )
    assert exported.left_out == ("made, m1: no date, so it is on the title slide only",)


# --- iCalendar --------------------------------------------------------------------------------


def test_calendar_holds_the_meetings_known_to_the_day(annotation: Annotation) -> None:
    exported = export([annotation], "icalendar")
    calendar = icalendar.Calendar.from_ical(exported.content)
    events = [
        (str(event["summary"]), event["dtstart"].dt, event["dtend"].dt, str(event["location"]))
        for event in calendar.walk("VEVENT")
    ]
    assert events == [
        ("Meeting", date(2031, 4, 8), date(2031, 4, 9), "Vik"),
        ("Second round (scheduled)", date(2031, 4, 17), date(2031, 4, 18), "Osby"),
    ]
    assert exported.left_out == ("made, m3: its day is not known (2031-03)",)
    first = calendar.walk("VEVENT")[0]
    assert "“Negotiators for Norrland" in str(first["description"])
    assert "Participants: Norrland, Sund Islands" in str(first["description"])
    assert all(len(line) <= 75 for line in exported.content.split(b"\r\n"))


def test_calendar_tells_proposed_and_cancelled_meetings_and_repeats_its_uids() -> None:
    made = Builder("They plan to meet. They will not meet. They are meeting.")
    for words, status in (
        ("plan to meet", "proposed"),
        ("will not meet", "cancelled"),
        ("are meeting", "ongoing"),
    ):
        made.meeting(words, status=status, start="2031-05-01", date="2031-05-01")
    contents = [export([made.annotation()], "icalendar").content for _ in range(2)]
    assert contents[0] == contents[1]
    events = icalendar.Calendar.from_ical(contents[0]).walk("VEVENT")
    assert [str(event["status"]) for event in events] == ["TENTATIVE", "CANCELLED", "CONFIRMED"]
    assert len({str(event["uid"]) for event in events}) == 3


# --- PLOVER -----------------------------------------------------------------------------------

FIELDS = {"id", "date", "enddate", "actor", "recipient", "event", "mode", "event_text", "event_loc"}
FIELDS |= {"text_info", "cite_info", "comment"}
ENTITY = {"code", "entity_text", "identifier_id", "identifier_text", "office"}


def test_plover_events_have_the_fields_of_the_manual(annotation: Annotation) -> None:
    exported = export([annotation], "plover")
    events = [json.loads(line) for line in exported.content.splitlines()]
    assert [(event["event"], event["date"]) for event in events] == [
        (["REQUEST"], "2031-04-10"),
        (["THREATEN"], "2031-04-10"),
        (["AGREE"], "2031-04-10"),
        (["REJECT"], "2031-04-10"),
        (["CONSULT"], "2031-04-08"),
    ]
    for event in events:
        assert set(event) <= FIELDS
        assert {"id", "date", "actor", "event"} <= set(event)
        for entity in (*event["actor"], *event["recipient"]):
            assert set(entity) <= ENTITY
        place = event["text_info"]
        assert annotation.article.text[place["start"] : place["end"]].startswith(
            event["event_text"][0]
        )
    assert len({event["id"] for event in events}) == len(events)
    assert "unless the quota is raised" in events[1]["comment"]
    assert exported.left_out[-2:] == (
        "made, m2: the meeting is scheduled",
        "made, m3: its day is not known (2031-03)",
    )


def test_plover_codes_a_minister_by_the_state_and_leaves_out_negated_events() -> None:
    made = Builder("The French minister rejected it. France did not reject it.")
    france = made.actor("France", key="state:FR")
    minister = made.actor("The French minister", "role", named=False, side=france)
    reject = Plover(event_type="REJECT")
    made.position(minister, "reject", "rejected it", plover=reject)
    made.position(france, "reject", "did not reject it", plover=reject, negated=True)
    exported = export([made.annotation()], "plover")
    (line,) = exported.content.splitlines()
    assert json.loads(line)["actor"][0]["code"] == "FRA"
    assert exported.left_out == ("made, p2: it is said not to have happened",)


def test_country_codes_are_those_of_known_states() -> None:
    codes = [state.code for state in states().values() if len(state.code) == 2]
    assert sum(alpha_3(code) is not None for code in codes) > 190
    assert [alpha_3(code) for code in ("IR", "DE", "FR", "CD", "MM", "YE", "TL", "XX")] == [
        "IRN",
        "DEU",
        "FRA",
        "COD",
        "MMR",
        "YEM",
        "TLS",
        None,
    ]


# --- DNA --------------------------------------------------------------------------------------


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8")), delimiter=";"))


def test_dna_statements_have_person_organisation_concept_and_agreement(
    annotation: Annotation,
) -> None:
    exported = export([annotation], "dna")
    rows = rows_of(exported.content)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["organization"], row["concept"], row["agreement"]) for row in rows] == [
        ("Norrland", "a herring quota", "1"),
        ("Norrland", "our ports", "0"),
        ("Sund Islands", "45,000 tonnes", "1"),
        ("Sund Islands", "any access to inner waters", "0"),
        ("Seafarers' Union", "last year's deal", "1"),
    ]
    assert {row["time"] for row in rows} == {"2031-04-10 00:00:00"}
    assert exported.left_out == ("made, p6: 'expect' takes no stand",)


def test_dna_puts_a_person_beside_the_body_that_he_stands_for_and_turns_what_is_negated() -> None:
    made = Builder("Minister Ada Holm did not reject the “plan; of May”.")
    state = made.actor("Norrland", mention="Minister")
    holm = made.actor("Ada Holm", "person", side=state)
    made.position(
        holm, "reject", "did not reject the “plan; of May”", issue="plan; of May", negated=True
    )
    (row,) = rows_of(export([made.annotation()], "dna").content)
    assert (row["person"], row["organization"], row["concept"], row["agreement"]) == (
        "Ada Holm",
        "Norrland",
        "plan, of May",
        "1",
    )


# --- all --------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_exports_repeat_and_take_articles_without_anything(
    format: str, annotation: Annotation
) -> None:
    assert export([annotation], format) == export([annotation], format)
    for nothing in ([], [Builder("Rain fell on Vik.", published=None).annotation()]):
        exported = export(nothing, format)
        assert exported.left_out == ()
        assert exported.content == b"" or exported.content.strip()


def test_an_unknown_format_is_named_with_those_allowed() -> None:
    with pytest.raises(ParameterError, match="graphml, timelinejs"):
        export([], "xlsx")


@example("\ud800", "\ud800", "\ud800")
@given(NASTY, NASTY, NASTY)
def test_no_text_breaks_a_format(text: str, name: str, issue: str) -> None:
    made = Builder(text)
    if "\n" in text or not text.strip():
        return
    one = made.actor(name, mention=text)
    other = made.actor(issue, "person", mention=text, office=name, side=one)
    made.position(other, "reject", text, plover=Plover(event_type="REJECT"), recipients=(one,))
    made.positions[0] = made.positions[0].model_copy(update={"issue": issue})
    made.meeting(text, name=name, place=issue, participants=(one, other), start="2031-04-08")
    annotation = made.annotation()
    graph_of(export([annotation], "graphml").content)
    json.loads(export([annotation], "timelinejs").content.decode("utf-8", "surrogatepass"))
    (event,) = icalendar.Calendar.from_ical(export([annotation], "icalendar").content).walk(
        "VEVENT"
    )
    assert event["dtstart"].dt == date(2031, 4, 8)
    assert (
        len(
            [
                json.loads(line)
                for line in export([annotation], "plover").content.split(b"\n")
                if line
            ]
        )
        == 2
    )
    (row,) = rows_of(export([annotation], "dna").content)
    assert row["agreement"] == "0"


def test_the_command_writes_a_file_and_says_what_it_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from typer.testing import CliRunner

    import analysis.dossier
    from analysis.cli import app

    monkeypatch.setattr(analysis.dossier, "open", lambda *_, **__: fishery().dossier())
    target = tmp_path / "talks.ics"
    result = CliRunner().invoke(app, ["export", "--to", "icalendar", "--output", str(target)])
    assert result.exit_code == 0
    assert result.stdout.strip() == str(target)
    assert "left out: made, m3: its day is not known (2031-03)" in result.stderr
    assert icalendar.Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    result = CliRunner().invoke(app, ["export", "--to", "dna"])
    assert result.stdout.startswith('"statement_id";"time"')
    result = CliRunner().invoke(app, ["export", "--to", "parquet", "--output", str(tmp_path / "t")])
    assert (tmp_path / "t" / "actors.parquet").exists()
