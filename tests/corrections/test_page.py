"""The page on corrections: its example is what the commands print, and it leaves nothing out."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from analysis.corrections.model import COMMON, LAYERS
from analysis.model import CorrectionStatus

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "corrections.md").read_text("utf-8")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    path = ROOT / "scripts" / "corrections_example.py"
    spec = importlib.util.spec_from_file_location("corrections_example", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_is_what_the_commands_print(script: ModuleType) -> None:
    assert len(script.BLOCK.findall(PAGE)) == PAGE.count("<!-- ")
    assert script.rewritten(PAGE) == PAGE, "run: python scripts/corrections_example.py"


def test_every_key_action_and_outcome_is_explained() -> None:
    named = set(re.findall(r"`([a-z_ ]+)(?: = [^`]+)?`", PAGE))
    for cls in LAYERS.values():
        assert set(cls.actions) <= named
        assert set(cls.model_fields) - {"layer"} <= named
    assert set(COMMON) - {"layer"} <= named
    assert set(get_args(CorrectionStatus)) <= named


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_what_add_needs_is_in_bold(layer: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `[[{layer}]]`"))
    assert tuple(re.findall(r"\*\*`(\w+)`\*\*", row)) == LAYERS[layer].actions["add"]
