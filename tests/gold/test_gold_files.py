"""The hand-made gold articles: compiled from their sources, valid, and varied."""

from __future__ import annotations

import importlib.util
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


@pytest.mark.parametrize("folder", ["tests/gold", "tests/gold/blind"])
def test_the_compiled_file_is_what_the_sources_give(
    root: Path, compiler: ModuleType, folder: str
) -> None:
    compiled = (root / folder / "parley.jsonl").read_text("utf-8")
    assert compiled == compiler.compiled(root / folder)


def test_every_negotiation_is_another_and_has_every_layer(root: Path) -> None:
    lines = [
        line
        for folder in ("tests/gold", "tests/gold/blind")
        for line in (root / folder / "parley.jsonl").read_text("utf-8").splitlines()
    ]
    annotations = [Annotation.from_json(line) for line in lines]
    assert len({annotation.article.id for annotation in annotations}) == len(lines) == 22
    for annotation in annotations:
        assert annotation.actors
        assert annotation.attributions
        assert annotation.positions
        assert annotation.meetings
        assert annotation.time_expressions
