"""Scoring of attributions, on documents made by hand."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from analysis.evaluate.attributions import (
    Parts,
    calibration_error,
    errors_of,
    gold_parts,
    head_offset,
    result_of,
    score,
)
from analysis.evaluate.gold import article_of
from analysis.model import Article, Attribution, Span

TEXT = "Ann Lee said the port would open. The union denied that it had agreed to the plan."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def offsets(words: str) -> list[list[int]]:
    found = span(words)
    return [[found.start, found.end]]


def attribution(
    source: str | None, cue: str | None, content: str, confidence: float = 1.0
) -> Attribution:
    return Attribution(
        id="q1",
        source=span(source) if source else None,
        cue=span(cue) if cue else None,
        content=(span(content),),
        kind="indirect",
        confidence=confidence,
    )


@pytest.fixture
def doc() -> Doc:
    nlp = spacy.blank("en")
    doc = nlp(TEXT)
    words = [token.text for token in doc]
    heads = list(range(len(words)))
    deps = ["dep"] * len(words)
    heads[0], deps[0] = 1, "compound"  # Ann -> Lee
    heads[1], deps[1] = 2, "nsubj"  # Lee -> said
    heads[8], deps[8] = 9, "det"  # The -> union
    heads[9], deps[9] = 10, "nsubj"  # union -> denied
    spaces = [bool(token.whitespace_) for token in doc]
    parsed = Doc(nlp.vocab, words=words, spaces=spaces, heads=heads, deps=deps)
    parsed._.article = Article(id="x", text=TEXT)
    return parsed


ROW: dict[str, Any] = {
    "id": "x",
    "text": TEXT,
    "attributions": [
        {
            "source": offsets("Ann Lee"),
            "cue": offsets("said"),
            "content": offsets("the port would open"),
        },
        {
            "source": offsets("The union"),
            "cue": offsets("denied"),
            "content": offsets("that it had agreed to the plan"),
        },
    ],
}


def measures_of(doc: Doc, found: list[Attribution]) -> dict[str, float]:
    result = result_of([score(ROW, found, doc)], "test")
    return {name: measure.value for name, measure in result.measures.items()}


def test_the_gold_itself_scores_all(doc: Doc) -> None:
    perfect = [
        attribution("Ann Lee", "said", "the port would open"),
        attribution("The union", "denied", "that it had agreed to the plan"),
    ]
    values = measures_of(doc, perfect)
    assert values.pop("calibration error") == 0
    assert set(values.values()) == {1.0}


def test_nothing_found_scores_nothing(doc: Doc) -> None:
    assert set(measures_of(doc, []).values()) == {0.0}


def test_soft_matches_share_half_of_their_words(doc: Doc) -> None:
    half = attribution("Ann Lee", "said", "the port")
    less = attribution("The union", "denied", "the plan")
    values = measures_of(doc, [half, less])
    assert values["content soft"] == 0.5  # 2 of 4 words, and 2 of 7
    assert values["content exact"] == 0
    assert values["cue"] == 1


def test_a_source_is_right_when_it_covers_the_head(doc: Doc) -> None:
    head_only = attribution("Lee", "said", "the port would open")
    without_head = attribution("Ann", "said", "the port would open")
    assert measures_of(doc, [head_only])["source of matched"] == 1
    assert measures_of(doc, [without_head])["source of matched"] == 0
    assert measures_of(doc, [without_head])["end to end"] == 0
    assert head_offset(doc, ((0, 7),)) == 4


def test_errors_are_named(doc: Doc) -> None:
    found = [
        attribution("Ann", "said", "the port would open"),
        attribution("The union", "denied", "plan"),
        attribution(None, None, "open. The union"),
    ]
    kinds = [error.kind for error in errors_of(score(ROW, found, doc))]
    assert kinds == ["content too short", "spurious: no cue", "source wrong"]
    assert [error.kind for error in errors_of(score(ROW, [], doc))] == [
        "missed: said",
        "missed: denied",
    ]


def test_calibration_error_is_the_mean_gap(doc: Doc) -> None:
    right = attribution("Ann Lee", "said", "the port would open", confidence=0.75)
    wrong = attribution("The union", "denied", "plan", confidence=0.25)
    assert calibration_error([score(ROW, [right, wrong], doc)]) == pytest.approx(0.25)


def test_gold_in_the_annotation_format_reads_alike() -> None:
    found = attribution("Ann Lee", "said", "the port would open")
    row = {"article": {"id": "x", "text": TEXT}, "attributions": [found.model_dump()]}
    assert gold_parts(row) == [Parts(((0, 7),), ((8, 12),), ((13, 32),))]
    assert article_of(row).paragraphs
