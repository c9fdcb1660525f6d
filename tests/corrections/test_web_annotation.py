"""Corrections as W3C Web Annotations: what the model requires is there, and nothing is lost."""

from __future__ import annotations

import json
from typing import Any

from analysis.corrections import Corrections, PositionCorrection, apply, correct
from analysis.corrections.model import LAYERS
from analysis.corrections.web_annotation import as_json, to_web_annotations
from tests.dossiers import FISHERY, Builder, fishery

MADE = fishery().annotation()
# Section 3.3.5 of the Web Annotation Data Model.
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip


def exported() -> dict[str, Any]:
    corrections = Corrections(
        analyst="N. N.",
        entries=(
            correct(MADE, "p1", "edit", type="appeal", condition="in Vik", note="They only ask."),
            correct(MADE, "a2", "merge", into="Norrland"),
            correct(MADE, "t1", "reject"),
            PositionCorrection(action="accept", exact="words that are not there at all"),
        ),
    )
    corrected = apply(MADE, corrections)
    made: dict[str, Any] = json.loads(
        as_json(to_web_annotations([(corrected.annotation, corrections)]))
    )
    return made


def is_iri(text: object) -> bool:
    return isinstance(text, str) and ":" in text and " " not in text and "“" not in text


def test_the_collection() -> None:
    made = exported()
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "AnnotationCollection"
    assert made["total"] == len(made["first"]["items"]) == 4
    assert made["first"]["type"] == "AnnotationPage"
    assert is_iri(made["id"])
    assert is_iri(made["first"]["id"])


def test_each_annotation_has_what_the_model_requires() -> None:
    items = exported()["first"]["items"]
    assert len({item["id"] for item in items}) == 4
    for item in items:
        assert is_iri(item["id"])
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["creator"] == {"type": "Person", "name": "N. N."}
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
            assert body["format"] in ("text/plain", "application/json")
        target = item["target"]
        assert target["type"] == "SpecificResource"
        assert is_iri(target["source"])
        kinds = [selector["type"] for selector in target["selector"]]
        assert kinds[0] == "TextQuoteSelector"
        assert set(kinds[1:]) <= {"TextPositionSelector"}


def test_selectors_lead_to_the_words() -> None:
    for item in exported()["first"]["items"][:3]:
        quote, position = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert FISHERY[start:end] == quote["exact"]
        assert FISHERY[:start].endswith(quote.get("prefix", ""))
        assert FISHERY[end:].startswith(quote.get("suffix", ""))
    lost = exported()["first"]["items"][3]
    assert [one["type"] for one in lost["target"]["selector"]] == ["TextQuoteSelector"]
    assert "(lost)" in lost["body"][0]["value"]


def test_the_values_can_be_read_back() -> None:
    item = exported()["first"]["items"][0]
    values = json.loads(item["body"][1]["value"])
    quote = {key: item["target"]["selector"][0][key] for key in ("exact", "prefix", "suffix")
             if key in item["target"]["selector"][0]}  # fmt: skip
    note = item["body"][2]["value"]
    read = LAYERS[values["layer"]].model_validate({**values, **quote, "note": note})
    assert read == correct(
        MADE, "p1", "edit", type="appeal", condition="in Vik", note="They only ask."
    )


def test_the_article_is_named_by_its_address_or_by_the_hash_of_its_text() -> None:
    assert exported()["first"]["items"][0]["target"]["source"].startswith("ni:///sha-256;")
    address = "https://news.example/talks"
    annotation = Builder("Talks go on.", url=address).annotation()
    corrections = Corrections(entries=(PositionCorrection(action="accept", exact="go on"),))
    made = to_web_annotations([(apply(annotation, corrections).annotation, corrections)])
    assert made["first"]["items"][0]["target"]["source"] == address
    assert "creator" not in made["first"]["items"][0]
