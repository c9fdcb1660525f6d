"""What the explorer shows, and what its messages become."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.charts.style import side_styles
from analysis.corrections import read_corrections
from analysis.dossier import Dossier
from analysis.errors import ParleyError
from analysis.explorer import Explorer, explore
from analysis.explorer.editing import correct, correction_of, values_of
from analysis.explorer.view import LAYERS, view_of
from analysis.model import Annotation
from analysis.summaries import digest
from tests.dossiers import Builder, fishery


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data" / "articles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def items(view: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    return [item for item in view["items"] if item["layer"] == layer]


def test_every_thing_found_is_an_item_with_its_words() -> None:
    dossier = fishery().dossier()
    (annotation,) = dossier.annotations
    view = view_of(digest(dossier))
    counts = [len(items(view, layer)) for layer in LAYERS]
    assert counts == [6, 6, 3, 3, 3]
    assert len({item["key"] for item in view["items"]}) == sum(counts)
    text = annotation.article.text
    for item in items(view, "positions"):
        (span,) = item["spans"]
        assert text[slice(*span)] == dict(map(tuple, item["facts"]))["Words"]
    threat = items(view, "positions")[1]
    assert threat["title"] == "Norrland: threaten · our ports"
    assert threat["sides"] == ["Norrland"]
    assert ["Condition", "unless the quota is raised"] in threat["facts"]
    assert ["Who says so", "Fisheries Minister Ada Holm"] in threat["facts"]
    assert [item["title"] for item in items(view, "meetings")][1] == (
        "Second round in Osby, 17 April 2031"
    )


def test_sides_have_the_colours_of_the_charts() -> None:
    view = view_of(digest(fishery().dossier()))
    styles = side_styles(["Norrland", "Sund Islands"])
    assert view["sides"] == [
        {"name": name, "colour": style.colour} for name, style in styles.items()
    ]


def test_paragraphs_hold_the_text_at_their_place() -> None:
    dossier = Dossier([Builder("مفاوضات في أوسلو\nTalks 🐟 went on.").annotation()])
    first, second = view_of(digest(dossier))["articles"][0]["paragraphs"]
    assert (first["direction"], second["direction"]) == ("rtl", "ltr")
    assert (second["start"], second["text"]) == (17, "Talks 🐟 went on.")


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40))
def test_any_text_becomes_json_of_the_same_length(text: str) -> None:
    made = Builder(text)
    if made.article.paragraphs:
        made.actor("x", mention=text.split("\n")[0] or text)
    view = view_of(digest(Dossier([made.annotation()])))
    again = json.loads(json.dumps(view, ensure_ascii=False).encode("utf-8"))
    shown = again["articles"][0]["paragraphs"]
    assert [len(one["text"]) for one in shown] == [
        one.end - one.start for one in made.article.paragraphs
    ]


def test_it_shows_static_html_where_widgets_cannot_live() -> None:
    data, _ = explore(fishery().dossier())._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "<script" not in data["text/html"]
    assert "Norrland is demanding" in data["text/html"]
    assert data["text/plain"].startswith("<Dossier made: 6 actors")


def test_explore_stays_callable_after_its_package_was_imported() -> None:
    import analysis.explorer.widget

    assert analysis.explore is analysis.explorer.widget.explore


# --- corrections ------------------------------------------------------------------------------


def test_without_a_project_nothing_can_be_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert view_of(digest(fishery().dossier()))["editable"] is None


def test_an_edit_goes_to_the_file_and_into_the_annotation(project: Path) -> None:
    annotation = fishery().annotation()
    message = {"op": "edit", "layer": "positions", "id": "p1", "values": {"type": "appeal"}}
    corrected, outcome, path = correct(annotation, message)
    assert corrected.positions[0].type == "appeal"
    assert outcome.status == "applied"
    assert path == project / "data" / "corrections" / "made.toml"
    (entry,) = read_corrections(path).entries
    assert (entry.exact, entry.type) == (annotation.positions[0].evidence.text, "appeal")


@pytest.mark.parametrize(
    ("message", "changed"),
    [
        ({"op": "reject", "layer": "positions", "id": "p2"}, lambda a: len(a.positions) == 5),
        ({"op": "accept", "layer": "positions", "id": "p6"}, lambda a: a.positions[5].confidence == 1),
        (
            {"op": "edit", "layer": "meetings", "id": "m1", "values": {"participants": "Norrland; Bo Lind"}},
            lambda a: a.meetings[0].participants == ("a1", "a6"),
        ),
        (
            {"op": "edit", "layer": "meetings", "id": "m2", "values": {"date": "2031-04-18"}},
            lambda a: a.meetings[1].date == "2031-04-18",
        ),
        (
            {"op": "edit", "layer": "actors", "id": "a5", "values": {"side": "Norrland"}},
            lambda a: a.actors[4].side == "a1",
        ),
        (
            {"op": "edit", "layer": "statements", "id": "q2", "values": {"actor": "Bo Lind"}},
            lambda a: a.attributions[1].actor == "a6",
        ),
        (
            {"op": "edit", "layer": "dates", "id": "t1", "values": {"value": "2031-04-01"}},
            lambda a: a.time_expressions[0].value == "2031-04-01",
        ),
    ],
)  # fmt: skip
def test_each_layer_can_be_corrected(project: Path, message: dict, changed: Any) -> None:
    annotation = fishery().annotation()
    assert not changed(annotation)
    corrected, _, _ = correct(annotation, message)
    assert changed(corrected)
    view = view_of(digest(Dossier([corrected])))
    if message["op"] != "reject":
        item = next(item for item in view["items"] if item["id"] == message["id"])
        assert item["corrected"].endswith("by the analyst")


def test_selected_words_become_a_position(project: Path) -> None:
    annotation = fishery().annotation()
    start = annotation.article.text.index("rejected any access")
    message = {
        "op": "add", "layer": "positions", "start": start, "end": start + 19,
        "values": {"type": "criticise", "holder": "Bo Lind", "issue": "access"},
    }  # fmt: skip
    corrected, _, _ = correct(annotation, message)
    added = next(one for one in corrected.positions if one.evidence.text == "rejected any access")
    assert (added.type, added.actor, added.issue) == ("criticise", "a6", "access")


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"op": "edit", "layer": "positions", "id": "p99", "values": {"type": "offer"}},
        {"op": "edit", "layer": "positions", "id": "p1", "values": {"type": "beg"}},
        {"op": "edit", "layer": "positions", "id": "p1", "values": {"holder": "Nobody at all"}},
        {"op": "edit", "layer": "meetings", "id": "m1", "values": {"date": "last week"}},
        {"op": "add", "layer": "positions", "start": 5, "end": 5, "values": {}},
        {"op": "add", "layer": "dates", "start": 0, "end": 10**9, "values": {"value": "2031"}},
        {"op": "delete", "layer": "actors", "id": "a1"},
        {"op": "edit", "layer": "actors", "id": "a1", "values": {"x": "__import__('os')"}},
    ],
)
def test_a_message_that_is_no_correction_is_said_and_writes_nothing(
    project: Path, message: dict
) -> None:
    with pytest.raises(ParleyError):
        correct(fishery().annotation(), message)
    assert not (project / "data" / "corrections").exists()


def test_the_widget_shows_the_correction_and_says_where_it_is(project: Path) -> None:
    explorer = Explorer(fishery().dossier())
    sent: list[dict[str, Any]] = []
    explorer.send = sent.append
    explorer._correct(None, {"op": "reject", "layer": "positions", "id": "p2", "article": 0}, [])
    assert len(items(explorer.view, "positions")) == 5
    assert sent[0]["error"] is False
    assert sent[0]["text"].startswith("Written to made.toml: ")
    explorer._correct(None, {"op": "reject", "layer": "positions", "id": "p2", "article": 7}, [])
    assert sent[1]["error"] is True
    assert len(items(explorer.view, "positions")) == 5


def test_the_form_begins_with_what_was_found() -> None:
    annotation: Annotation = fishery().annotation()
    assert values_of(annotation, "meetings", "m2") == {
        "date": "2031-04-17", "status": "scheduled", "place": "Osby", "name": "second round",
        "participants": "Norrland; Sund Islands",
    }  # fmt: skip
    correction = correction_of(annotation, {"op": "accept", "layer": "meetings", "id": "m2"})
    assert correction.exact == "a second round would open in Osby on 17 April"
