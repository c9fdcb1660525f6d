"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def pipeline() -> Any:
    """The whole annotation pipeline, loaded once."""
    from analysis.annotate import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of gold data; tests that need it are skipped, with the reason, where it is absent."""
    folder = Path(os.environ.get("PARLEY_GOLD") or ROOT.parent / "shared" / "gold")
    if not folder.is_dir():
        pytest.skip(f"no gold data at {folder}; set PARLEY_GOLD to its folder")
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep tests away from the user's cache, and let them share one of their own."""
    folder = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("PARLEY_CACHE", str(folder))
