"""What the set-up files promise: same names and bounds everywhere, hashes, CVE floors."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.version import Version

# conda-forge calls a few packages by another name than PyPI does.
CONDA_NAMES = {"brotli": "brotli-python", "jupyter-server": "jupyter_server"}
# Versions below these have known vulnerabilities.
FLOORS = {"nbconvert": "7.17.2", "jupyter-server": "2.21", "jupyterlab": "4.6.2"}


def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]


def conda(root: Path) -> tuple[list[str], list[str]]:
    dependencies = yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]
    pip = next(entry["pip"] for entry in dependencies if isinstance(entry, dict))
    return [entry for entry in dependencies if isinstance(entry, str)], pip


def locked(root: Path) -> dict[str, list[Version]]:
    versions: dict[str, list[Version]] = {}
    for name, version in re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", (root / "requirements.lock").read_text(), re.M
    ):
        versions.setdefault(name.lower(), []).append(Version(version))
    return versions


def test_environment_has_the_names_and_bounds_of_pyproject(root: Path) -> None:
    from_conda, from_pip = conda(root)
    declared = {Requirement(entry) for entry in project(root)["dependencies"]}
    listed = {Requirement(entry) for entry in from_conda if entry != "pip"}
    listed |= {Requirement(entry) for entry in from_pip if not entry.startswith("-e")}
    python = next(entry for entry in listed if entry.name == "python")
    assert str(python.specifier) == str(
        Requirement("python" + project(root)["requires-python"]).specifier
    )
    expected = {CONDA_NAMES.get(entry.name, entry.name): str(entry.specifier) for entry in declared}
    found = {entry.name: str(entry.specifier) for entry in listed if entry.name != "python"}
    assert found == expected


def test_lock_pins_every_package_with_a_hash_and_names_no_index(root: Path) -> None:
    text = (root / "requirements.lock").read_text()
    assert "://" not in text
    assert "--index" not in text
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    assert len(entries) > 100
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_lock_satisfies_what_pyproject_declares(root: Path) -> None:
    versions = locked(root)
    for entry in map(Requirement, project(root)["dependencies"]):
        assert versions.get(entry.name), f"{entry.name} is not in requirements.lock"
        for version in versions[entry.name]:
            assert version in entry.specifier, f"{entry.name} {version}"


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_versions_are_above_the_floors_of_known_vulnerabilities(
    root: Path, name: str, floor: str
) -> None:
    bounds = {
        entry.name: entry.specifier for entry in map(Requirement, project(root)["dependencies"])
    }
    assert Version(floor) in bounds[name]
    below = Version(".".join([*floor.split(".")[:-1], str(int(floor.split(".")[-1]) - 1)]))
    assert below not in bounds[name]
    assert all(version >= Version(floor) for version in locked(root)[name])
