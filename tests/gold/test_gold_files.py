"""The hand-made gold articles: compiled from their sources, valid, and varied."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from analysis.model import Annotation


@pytest.fixture(scope="module")
def compiler(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("compile_gold", root / "scripts/compile_gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "file",
    [
        "parley.jsonl",
        "blind/parley.jsonl",
        "several/negotiations.jsonl",
        "several/blind/negotiations.jsonl",
    ],
)
def test_the_compiled_file_is_what_the_sources_give(
    root: Path, compiler: ModuleType, file: str
) -> None:
    path = root / "tests/gold" / file
    assert path.read_text("utf-8") == compiler.compiled(path.parent)


def test_the_words_of_negotiations_are_where_they_are_said_to_be(root: Path) -> None:
    text = (root / "tests/gold/several/negotiations.jsonl").read_text("utf-8")
    negotiations = [json.loads(line) for line in text.splitlines()]
    assert len(negotiations) == 4
    for negotiation in negotiations:
        texts = {article["id"]: article["text"] for article in negotiation["articles"]}
        for kind in ("actors", "meetings", "positions"):
            for row in negotiation[kind]:
                assert row["mentions"], row
                for article, spans in row["mentions"].items():
                    for start, end in spans:
                        assert texts[article][start:end].strip()


def test_every_negotiation_is_another_and_has_every_layer(root: Path) -> None:
    lines = [
        line
        for folder in ("tests/gold", "tests/gold/blind")
        for line in (root / folder / "parley.jsonl").read_text("utf-8").splitlines()
    ]
    annotations = [Annotation.from_json(line) for line in lines]
    assert len({annotation.article.id for annotation in annotations}) == len(lines) == 28
    for annotation in annotations:
        assert annotation.actors
        assert annotation.attributions
        assert annotation.positions
        assert annotation.meetings
        assert annotation.time_expressions
