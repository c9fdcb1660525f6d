"""Fixtures that several test modules share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A busy machine is no failure: how long an example takes is for benchmarks to say.
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")

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
def browser() -> Iterator[Any]:
    """A real Chromium; tests that need it are skipped, with the reason, where there is none."""
    executable = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if executable is None:
        pytest.skip("no Chromium: install it, or name its program in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield started
        started.close()


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
