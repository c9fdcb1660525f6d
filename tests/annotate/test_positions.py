"""Positions on single sentences: type, holder, issue, condition, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.annotate.language import make_doc
from analysis.model import Article, Paragraph, Position
from tests.annotate import position_cases as cases

ALL_CASES = [
    *cases.DEMANDS,
    *cases.APPEALS,
    *cases.OFFERS,
    *cases.ACCEPTANCES,
    *cases.REJECTIONS,
    *cases.THREATS,
    *cases.PROMISES,
    *cases.CRITICISMS,
    *cases.SUPPORT,
    *cases.EXPECTATIONS,
    *cases.MORE,
]


def positions_of(pipeline: Any, text: str) -> tuple[list[Position], dict[str, str]]:
    """Annotate a text of one paragraph; return its positions and the names of its actors."""
    article = Article(id="x", text=text, paragraphs=(Paragraph(start=0, end=len(text)),))
    doc = pipeline(make_doc(pipeline, article))
    return doc._.positions, {actor.id: actor.name for actor in doc._.actors or ()}


@pytest.mark.parametrize(("text", "expected"), ALL_CASES, ids=[case[0][:50] for case in ALL_CASES])
def test_a_sentence_gives_its_positions_and_no_others(
    pipeline: Any, text: str, expected: tuple[tuple[str, str, str], ...]
) -> None:
    found, names = positions_of(pipeline, text)
    types = [("not " if one.negated else "") + one.type for one in found]
    assert types == [kind for kind, _, _ in expected]
    for position, (_, holder, issue) in zip(found, expected, strict=True):
        if holder:
            assert holder.casefold() in names.get(position.actor or "", "").casefold()
        if issue:
            assert position.issue_span is not None
            assert issue in position.issue_span.text
        assert position.cue is not None
        assert text[position.evidence.start : position.evidence.end] == position.evidence.text


NONE = [*cases.NOTHING, *cases.MORE_NONE]


@pytest.mark.parametrize("text", NONE, ids=[text[:50] for text in NONE])
def test_a_sentence_without_a_position_gives_none(pipeline: Any, text: str) -> None:
    assert positions_of(pipeline, text)[0] == []


@pytest.mark.parametrize(
    ("text", "kind", "condition"), cases.CONDITIONS, ids=[case[2] for case in cases.CONDITIONS]
)
def test_a_condition_stays_with_its_position(
    pipeline: Any, text: str, kind: str, condition: str
) -> None:
    found = [one for one in positions_of(pipeline, text)[0] if one.type == kind]
    assert [one.condition.text if one.condition else None for one in found] == [condition]
