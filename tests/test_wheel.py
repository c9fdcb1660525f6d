"""The wheel carries all that a report needs, so that an installed Parley works in an empty folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel_names(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", str(folder), str(root)], check=True
    )
    (wheel,) = folder.glob("parley_reports-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_carries_every_file_of_the_package(root: Path, wheel_names: set[str]) -> None:
    source = root / "src"
    files = {
        str(path.relative_to(source))
        for path in (source / "analysis").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert len(files) > 100
    assert files <= wheel_names


def test_the_wheel_carries_the_notebooks(root: Path, wheel_names: set[str]) -> None:
    notebooks = {path.name for path in (root / "notebooks").glob("*.ipynb")}
    assert len(notebooks) == 4
    assert {f"analysis/_notebooks/{name}" for name in notebooks} <= wheel_names


def test_the_wheel_carries_no_tests_and_no_articles(wheel_names: set[str]) -> None:
    assert not [name for name in wheel_names if name.startswith(("tests/", "data/"))]
