"""The parts of positions: forms of cues, conditions, labels of issues, PLOVER codes, quotations."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotate.language import make_doc
from analysis.annotate.stances.lexicon import inflected, lexicon, plural
from analysis.annotate.stances.plover import plover_code
from analysis.model import Article, Paragraph, Position
from analysis.reference.plover import EVENT_TYPES


def annotated(pipeline: Any, text: str, kind: str = "body") -> Any:
    paragraphs = (Paragraph.model_validate({"start": 0, "end": len(text), "kind": kind}),)
    return pipeline(make_doc(pipeline, Article(id="x", text=text, paragraphs=paragraphs)))


def found(pipeline: Any, text: str) -> list[Position]:
    positions: list[Position] = annotated(pipeline, text)._.positions
    return positions


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("reject", {"reject", "rejects", "rejected", "rejecting"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("urge", {"urge", "urges", "urged", "urging"}),
        ("rebut", {"rebut", "rebuts", "rebutted", "rebutting"}),
        ("give", {"give", "gives", "gave", "given", "giving"}),
    ],
)
def test_verbs_have_their_forms(verb: str, forms: set[str]) -> None:
    assert forms <= inflected(verb)


@pytest.mark.parametrize(
    ("noun", "many"), [("threat", "threats"), ("plea", "pleas"), ("ally", "allies")]
)
def test_nouns_have_their_plural(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_the_table_of_cues_covers_every_type_of_position() -> None:
    kinds = {cue.kind for cues in lexicon().by_form.values() for cue in cues if cue.part != "act"}
    assert kinds == set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("kind", "words", "cue", "event", "mode"),
    [
        ("demand", ["release", "prisoners"], "demanded", "REQUEST", "yield"),
        ("appeal", ["aid"], "appealed", "REQUEST", "assist"),
        ("reject", ["talks"], "rejected", "REJECT", "meet"),
        ("threaten", ["sanctions"], "threatened", "THREATEN", "restrict"),
        ("threaten", ["attack"], "threatened", "THREATEN", "violence"),
        ("criticise", [], "accused", "ACCUSE", "allege"),
        ("criticise", [], "condemned", "ACCUSE", "disapprove"),
        ("accept", [], "accepted", "AGREE", None),
        ("support", [], "backed", "SUPPORT", None),
    ],
)
def test_codes_follow_plover(
    kind: Any, words: list[str], cue: str, event: str, mode: str | None
) -> None:
    code = plover_code(kind, words, None, cue)
    assert code is not None
    assert (code.event_type, code.mode) == (event, mode)


def test_an_expectation_has_no_plover_code() -> None:
    assert plover_code("expect", ["deal"], None, "hoped") is None


def test_ways_of_naming_an_issue_share_one_label(pipeline: Any) -> None:
    text = (
        "Guyana demanded that all tariffs be lifted. Suriname rejected any tariff relief. "
        "The mediator offered a step in the tariffs area."
    )
    labels = {position.issue for position in found(pipeline, text)}
    assert labels == {"all tariffs"}


def test_different_issues_keep_their_own_labels(pipeline: Any) -> None:
    text = "Guyana demanded a pardon. Suriname rejected the border posts."
    assert [position.issue for position in found(pipeline, text)] == ["pardon", "border posts"]


def test_what_is_said_belongs_to_the_attribution_and_its_holder_is_the_named_one(
    pipeline: Any,
) -> None:
    doc = annotated(pipeline, "A Dutch official said that Belgium would release the ships.")
    (position,) = doc._.positions
    names = {actor.id: actor.name for actor in doc._.actors}
    assert position.type == "promise"
    assert names[position.actor] == "Belgium"
    assert position.attribution == doc._.attributions[0].id


def test_the_writers_own_statement_has_no_attribution(pipeline: Any) -> None:
    (position,) = found(pipeline, "Belgium rejected the fishing quota.")
    assert position.attribution is None


def test_a_demand_taken_for_granted_in_a_condition_is_a_position(pipeline: Any) -> None:
    text = "The union warned that it would strike unless its demand for a pension was met."
    assert {position.type for position in found(pipeline, text)} == {"threaten", "demand"}


def test_a_contrasting_clause_is_no_evidence(pipeline: Any) -> None:
    (first, second) = found(pipeline, "Norway urged Peru to wait, while Chile rejected the delay.")
    assert first.evidence.text == "Norway urged Peru to wait"
    assert second.type == "reject"


def test_titles_and_headings_hold_no_positions(pipeline: Any) -> None:
    assert annotated(pipeline, "Norway rejects the quota", "title")._.positions == []


def test_an_article_about_something_else_holds_no_positions(pipeline: Any) -> None:
    text = (
        "The gardeners planted roses along the path. The head gardener promised a new bench. "
        "Visitors praised the flowers and asked the guide to show them the pond. "
    ) * 6
    assert found(pipeline, text) == []


def test_numbers_follow_the_text(pipeline: Any) -> None:
    positions = found(pipeline, "Laos rejected the dam. Chad accepted the truce.")
    assert [position.id for position in positions] == ["p1", "p2"]
    assert [position.type for position in positions] == ["reject", "accept"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "if",
                "unless",
                "they",
                "we",
                "will",
                "not",
                "reject",
                "offer",
                "demand",
                "that",
                "must",
                "the",
                "talks",
                "“",
                "”",
                '"',
                "'",
                ",",
                ".",
                "?",
                "threatened",
                "to",
                "accept",
                "Iran",
                "is",
                "ready",
                "of",
                "by",
                "warned",
                "(",
                ")",
                "\n",
                "\u202f",
                "é",
                "中",
                "should",
                "call",
                "on",
            ]
        ),
        max_size=25,
    ).map(" ".join)
)
def test_no_text_breaks_the_component_and_spans_hold(pipeline: Any, text: str) -> None:
    for position in found(pipeline, text):
        for span in (position.evidence, position.condition, position.issue_span, position.cue):
            assert span is None or text[span.start : span.end] == span.text
        assert position.evidence.text.strip()
