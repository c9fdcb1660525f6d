"""Attributions: each construction on a sentence of its own, and what holds for any text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from analysis.annotate.attributions import find_attributions
from analysis.annotate.language import COMPONENTS, make_doc
from analysis.model import Article, Attribution, Paragraph
from tests.annotate.attribution_cases import CASES, NOTHING, Case


def article_of(text: str) -> Article:
    paragraphs = tuple(
        Paragraph(start=match.start(), end=match.end())
        for match in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    return Article(id="test", text=text, paragraphs=paragraphs)


@pytest.fixture(scope="module")
def nlp(pipeline: Any) -> Any:
    """The pipeline up to the attributions."""
    later = COMPONENTS[COMPONENTS.index("parley_attributions") + 1 :]
    with pipeline.select_pipes(disable=[*later, "parley_time_expressions"]):
        yield pipeline


def found_in(nlp: Any, text: str) -> list[Attribution]:
    return list(nlp(make_doc(nlp, article_of(text)))._.attributions)


def told(attribution: Attribution) -> tuple[str | None, str | None, str]:
    return (
        attribution.source.text if attribution.source else None,
        attribution.cue.text if attribution.cue else None,
        " … ".join(part.text for part in attribution.content),
    )


def agrees(expected: tuple[str | None, str | None, str], actual: Attribution) -> bool:
    pairs = zip(expected, told(actual), strict=True)
    return all(wanted in ("*", given) for wanted, given in pairs)


@pytest.mark.parametrize("case", CASES, ids=[case.construction for case in CASES])
def test_construction(nlp: Any, case: Case) -> None:
    found = found_in(nlp, case.text)
    assert len(found) == len(case.expected), [told(one) for one in found]
    for expected, actual in zip(case.expected, found, strict=True):
        assert agrees(expected, actual), told(actual)


@pytest.mark.parametrize("text", NOTHING.values(), ids=list(NOTHING))
def test_no_attribution(nlp: Any, text: str) -> None:
    assert [told(one) for one in found_in(nlp, text)] == []


def test_kinds(nlp: Any) -> None:
    kinds = {
        '"The bridge stays closed," the governor said.': "direct",
        "The governor said that the bridge stays closed.": "indirect",
        'The governor said the bridge was "a ruin" and would stay closed.': "mixed",
    }
    assert {text: found_in(nlp, text)[0].kind for text in kinds} == kinds


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("A spokeswoman declined to say whether the minister would attend.", True),
        ("The mayor did not say when the port would open.", True),
        ("The minister denied that the fishing talks had failed.", False),
        ("The minister said that the fishing talks had not failed.", False),
    ],
)
def test_negation_is_that_of_the_cue(nlp: Any, text: str, negated: bool) -> None:
    assert found_in(nlp, text)[0].negated is negated


def test_nested_attribution_names_its_outer_one(nlp: Any) -> None:
    outer, inner = found_in(
        nlp, "The mayor said that the governor had told him that it was unsafe."
    )
    assert outer.within is None
    assert inner.within == outer.id


RUN_ON = (
    "The farmers' leader, Jan Novak, would not give way.\n\n"
    "“We have waited for ten years for this agreement,” Novak said. “Each year they promised us water.\n\n"
    "“Each year the canals stayed dry. We buried our trees.\n\n"
    "“We can wait for another year.”\n\n"
    "The ministry did not answer."
)


def test_speech_that_runs_on_over_paragraphs_keeps_its_speaker(nlp: Any) -> None:
    doc = nlp(make_doc(nlp, article_of(RUN_ON)))
    first, *others = doc._.attributions
    assert told(first)[:2] == ("Novak", "said")
    assert [told(one)[:2] for one in others] == [(None, None), (None, None)]
    assert [one.kind for one in others] == ["direct", "direct"]
    assert doc._.attribution_antecedents == {one.id: first.id for one in others}


def test_following_quoted_paragraph_has_no_cue_of_its_own(nlp: Any) -> None:
    text = (
        "“The ferry will sail again,” the harbour master said.\n\n"
        "“We have the crew and we have the fuel for it.”"
    )
    doc = nlp(make_doc(nlp, article_of(text)))
    first, second = doc._.attributions
    assert second.cue is None
    assert second.source is None
    assert doc._.attribution_antecedents == {second.id: first.id}


def test_an_odd_mark_does_not_swallow_the_next_paragraphs(nlp: Any) -> None:
    text = (
        'The "offer was late, an aide said.\n\n'
        "The ministry said the ferry would sail.\n\n"
        "The union said the ferry would not sail."
    )
    sources = [one.source.text for one in found_in(nlp, text) if one.source]
    assert sources[-2:] == ["The ministry", "The union"]


def test_titles_and_headings_attribute_nothing(nlp: Any) -> None:
    text = "Minister says talks failed\n\nThe minister said the talks had failed."
    paragraphs = (
        Paragraph(start=0, end=26, kind="title"),
        Paragraph(start=28, end=len(text)),
    )
    doc = nlp(make_doc(nlp, Article(id="x", text=text, paragraphs=paragraphs)))
    assert [one.cue.start > 26 for one in doc._.attributions] == [True]


def test_other_pipelines_vectors_are_not_needed(nlp: Any) -> None:
    doc = nlp(make_doc(nlp, article_of(CASES[1].text)))
    doc.tensor = doc.tensor[:, :10]
    found, _ = find_attributions(doc)
    assert agrees(CASES[1].expected[0], found[0])


def test_a_document_without_a_parse_has_no_attributions(nlp: Any) -> None:
    doc = Doc(nlp.vocab, words=["He", "said", "so", "."])
    assert find_attributions(doc) == ([], {})
    doc._.article = article_of("He said so .")
    assert find_attributions(doc) == ([], {})


_PIECES = st.sampled_from(
    [
        "The envoy said ",
        '"',
        "“",
        "”",
        "'",
        "’",
        "we agree",
        ", ",
        ". ",
        "\n\n",
        "according to ",
        "he told her ",
        "that ",
        ":",
        "—",
        "  ",
        "和平",
        "\u202e",
        "😀",
        "as saying ",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=40).map("".join)))
@example("")
@example("\n")
@example('"')
@example("”“")
@example("said")
def test_any_text_gives_true_spans_and_no_exception(nlp: Any, text: str) -> None:
    doc = nlp(make_doc(nlp, article_of(text)))
    ids = [one.id for one in doc._.attributions]
    assert ids == [f"q{number}" for number in range(1, len(ids) + 1)]
    assert set(doc._.attribution_antecedents) <= set(ids)
    for one in doc._.attributions:
        spans = [*one.content, *filter(None, (one.source, one.cue))]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
        assert one.within is None or one.within in ids
        assert 0 <= one.confidence <= 1


def test_same_text_same_answer(nlp: Any) -> None:
    assert found_in(nlp, RUN_ON) == found_in(nlp, RUN_ON)


@pytest.mark.gold
def test_floors_on_gold(nlp: Any, gold: Path) -> None:
    from analysis.evaluate.attributions import result_of, score
    from analysis.evaluate.gold import article_of as gold_article

    lines = (gold / "polnear" / "dev.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines[::6]]
    docs = nlp.pipe(make_doc(nlp, gold_article(row)) for row in rows)
    scored = [score(row, doc._.attributions, doc) for row, doc in zip(rows, docs, strict=True)]
    measures = result_of(scored, "polnear/dev").measures
    floors = {
        "content tokens": 0.83,
        "content soft": 0.68,
        "source of matched": 0.91,
        "end to end": 0.62,
    }
    assert {
        name: measures[name].value for name in floors if measures[name].value < floors[name]
    } == {}


def test_a_verb_that_only_sounds_like_speech_is_no_report(nlp: Any) -> None:
    text = "This offer would address some of the concerns but not meet the full demands."
    assert found_in(nlp, text) == []
