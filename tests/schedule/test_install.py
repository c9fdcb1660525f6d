"""What calls `parley run --due`: right for systemd's own checker, cron's quoting and YAML."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from analysis.errors import ParameterError
from analysis.schedule import install


@pytest.fixture
def file(tmp_path: Path) -> Path:
    folder = tmp_path / "a desk's 100% talks"
    folder.mkdir()
    (folder / "editions.toml").write_text("")
    return folder / "editions.toml"


def test_systemd_accepts_the_units(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    paths = install.write(install.files("systemd", file))
    assert [path.suffix for path in paths] == [".service", ".timer"]
    verified = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"},
    )
    about = [line for line in verified.stderr.splitlines() if "parley" in line]
    assert about == []
    service, timer = (path.read_text() for path in paths)
    assert "KillMode=control-group" in service
    assert "Persistent=true" in timer
    assert "100%% talks" in service


@pytest.mark.parametrize(("every", "calendar"), [(5, "*:0/5"), (1, "*:0/1"), (60, "hourly")])
def test_the_timer_looks_that_often(file: Path, every: int, calendar: str) -> None:
    timer = list(install.files("systemd", file, every=every).files.values())[1]
    assert f"OnCalendar={calendar}\n" in timer


def test_an_hour_is_divided_evenly(file: Path) -> None:
    with pytest.raises(ParameterError, match="not a part of an hour"):
        install.files("cron", file, every=7)


def test_the_line_of_crontab_reaches_the_shell_whole(file: Path) -> None:
    line = install.files("cron", file).crontab
    fields, command = line.split(maxsplit=5)[:5], line.split(maxsplit=5)[5]
    assert fields == ["*/5", "*", "*", "*", "*"]
    # cron: an escaped per cent sign is one, a bare one would end the command.
    assert "%" not in command.replace("\\%", "")
    heard = command.replace("\\%", "%").partition(" && ")[0]
    folder = subprocess.run(
        f"{heard} && pwd", shell=True, capture_output=True, text=True, check=True
    )
    assert folder.stdout.rstrip("\n") == str(file.parent)


def test_the_crontab_keeps_its_other_lines(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "table"
    table.write_text("0 1 * * * backup\n")
    fake = tmp_path / "bin" / "crontab"
    fake.parent.mkdir()
    fake.write_text(
        f'#!/bin/sh\nif [ "$1" = -l ]; then cat {table}; else cat > {table}.new; mv {table}.new {table}; fi\n'
    )
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:{os.environ['PATH']}")
    for every in (5, 10):
        install.write(install.files("cron", file, every=every))
    lines = table.read_text().splitlines()
    assert lines[0] == "0 1 * * * backup"
    assert len(lines) == 2
    assert lines[1].startswith("*/10 ")


def test_the_workflow_is_yaml_with_the_parts_that_matter(file: Path) -> None:
    ((path, text),) = install.files("github-actions", file).files.items()
    assert path == file.parent / ".github" / "workflows" / "editions.yml"
    read = yaml.safe_load(text)
    assert read[True] == {"schedule": [{"cron": "*/5 * * * *"}], "workflow_dispatch": None}
    assert read["concurrency"]["cancel-in-progress"] is False
    steps = read["jobs"]["run"]["steps"]
    assert any("parley run --due" in step.get("run", "") for step in steps)
    assert [step.get("if") for step in steps if "save" in step.get("uses", "")] == ["always()"]
