"""parley editions, run, runs, rerun, schedule, install-schedule: what they say and leave with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis import cli
from analysis.schedule.planning import PassedOver
from tests.schedule.clocks import utc
from tests.schedule.faults import Project, kernels, wait_for, wrong_after

Output = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PARLEY_STATE", raising=False)
    return Project(tmp_path, parameters='{ text = "first words" }')


def parley(*arguments: str) -> int:
    before = sys.argv
    sys.argv = ["parley", *arguments]
    try:
        with pytest.raises(SystemExit) as left:
            cli.main()
    finally:
        sys.argv = before
    return int(left.value.code or 0)


def test_a_good_file_is_said_to_be_good(project: Project, capsys: Output) -> None:
    assert parley("editions", "check") == 0
    assert "1 edition, no mistakes" in capsys.readouterr().out
    assert parley("editions") == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("tiny     0 7 * * * UTC")


def test_every_mistake_is_said_and_the_status_tells(project: Project, capsys: Output) -> None:
    project.set(parameters="{ sleap = 1 }", missed='"never"', schedule='"0 25 * * *"')
    assert parley("editions", "check") == 8
    said = capsys.readouterr().err
    assert [f"line {number}, edition.tiny." in said for number in (4, 9, 10)] == [True] * 3
    assert parley("run", "tiny") == 8
    assert parley("run", "--due") == 8


def test_check_looks_for_articles_and_folders(project: Project, capsys: Output) -> None:
    (project.base / "file").write_text("")
    project.set(notebook='"actors"', articles='["gone.txt", "none/*.txt"]', output='"file/out"')
    assert parley("editions", "check") == 8
    said = capsys.readouterr().err
    assert "articles: gone.txt: there is no such article" in said
    assert f"output: {project.base / 'file' / 'out'} cannot be written" in said
    assert "none/*.txt" not in said


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["run"], 2),
        (["run", "nobody"], 8),
        (["editions", "chek"], 2),
        (["runs", "nobody"], 11),
        (["runs", "show", "7"], 11),
        (["runs", "show", "x"], 2),
        (["runs", "a", "b"], 2),
        (["rerun", "7"], 11),
        (["install-schedule"], 2),
        (["install-schedule", "--cron", "--systemd"], 2),
        (["install-schedule", "--cron", "--every", "7"], 2),
        (["run", "--due", "--file", "no/such.toml"], 8),
    ],
)
def test_what_cannot_be_is_said(project: Project, arguments: list[str], status: int) -> None:
    assert parley(*arguments) == status


def test_nothing_due_is_nothing_wrong(project: Project, capsys: Output) -> None:
    assert parley("run", "--due") == 0
    assert capsys.readouterr().out == ""
    assert project.runs() == []


@pytest.mark.parametrize("kind", ["--systemd", "--cron", "--github-actions"])
def test_what_to_install_is_shown(project: Project, capsys: Output, kind: str) -> None:
    assert parley("install-schedule", kind) == 0
    assert "run --due" in capsys.readouterr().out


def test_slots_that_were_passed_over_are_listed(project: Project, capsys: Output) -> None:
    with project.store() as store:
        run = store.begin("tiny", slot=None, attempt=1, origin="command", now=utc(2031, 5, 14))
        store.update(run.id, state="succeeded", settles=True)
        over = PassedOver(utc(2031, 5, 11, 7), utc(2031, 5, 13, 7), 3, utc(2031, 5, 15), "missed")
        store.pass_over("tiny", over)
    assert parley("runs") == 0
    _, passed, ran = capsys.readouterr().out.splitlines()
    assert "passed over  3 slots, the first 2031-05-11 07:00Z: missed" in passed
    assert ran.startswith("1    tiny")
    assert parley("runs", "--failed") == 0
    assert "passed over" not in capsys.readouterr().out


@pytest.mark.slow
def test_a_run_is_recorded_and_made_again(project: Project, capsys: Output) -> None:
    assert parley("run", "tiny") == 0
    folder = Path(capsys.readouterr().out.strip())
    assert folder == project.latest()
    assert "first words" in (folder / "tiny.html").read_text("utf-8")

    # Another notebook, other parameters: run 1 is made again as it was, and that is said.
    notebook = project.base / "tiny.ipynb"
    notebook.write_text(notebook.read_text("utf-8").replace("# Tiny", "# Other"), "utf-8")
    project.set(parameters='{ text = "second words" }')
    assert parley("rerun", "1") == 0
    made = capsys.readouterr()
    assert f"{notebook} has changed since" in made.err
    again = (Path(made.out.strip()) / "tiny.html").read_text("utf-8")
    assert again == (folder / "tiny.html").read_text("utf-8")
    assert wrong_after(project) == []

    assert parley("runs", "tiny", "--json") == 0
    second, first = json.loads(capsys.readouterr().out)
    assert (first["id"], first["origin"], second["rerun_of"]) == (1, "command", 1)
    assert first["inputs"] == second["inputs"]
    assert first["parameters"] == second["parameters"] == {"text": "first words"}
    assert parley("runs", "show", "1") == 0
    said = capsys.readouterr().out
    assert "notebook" in said
    assert "(not the same now)" in said
    assert parley("runs", "--failed") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


@pytest.mark.slow
def test_what_is_made_again_does_not_take_the_place_of_what_is_newer(
    project: Project, capsys: Output
) -> None:
    assert parley("run", "tiny") == 0
    assert parley("run", "tiny") == 0
    newest = project.latest()
    assert parley("rerun", "1") == 0
    assert project.latest() == newest
    # The newest made again is as new as it was.
    assert parley("rerun", "2") == 0
    assert project.latest() != newest
    assert [run.leads for run in project.runs()] == [True, False, True, True]


@pytest.mark.slow
def test_a_signal_ends_the_command_and_its_status_tells(project: Project) -> None:
    project.set(parameters="{ seconds = 20.0 }")
    command = [sys.executable, "-m", "analysis", "run", "tiny"]
    process = subprocess.Popen(command, cwd=project.base, stderr=subprocess.PIPE, text=True)
    assert wait_for(lambda: bool(kernels(project)))
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 128 + signal.SIGTERM
    assert "ended by SIGTERM" in said
    assert "Traceback" not in said
    assert [run.state for run in project.runs()] == ["interrupted"]
    assert project.marked() == []


@pytest.mark.slow
def test_a_second_run_can_wait_for_the_first(project: Project) -> None:
    project.set(parameters="{ seconds = 1.5 }")
    first = project.begin("tiny")
    assert wait_for(lambda: any(run.state == "running" for run in project.runs()))
    assert parley("run", "tiny", "--wait", "2") == 0
    first.communicate(timeout=60)
    assert [run.state for run in project.runs()] == ["succeeded", "succeeded"]
    assert wrong_after(project) == []


@pytest.mark.slow
def test_the_daemon_runs_what_is_due_and_ends_when_told(project: Project) -> None:
    project.set(schedule='"* * * * *"', parameters="{ seconds = 0.1 }")
    with project.store() as store:  # known for two minutes: one slot is due at once
        from datetime import UTC, datetime, timedelta

        store.past("tiny", "* * * * *", "UTC", datetime.now(UTC) - timedelta(minutes=2))
    program = [sys.executable, "-m", "analysis", "schedule", "--file", str(project.file)]
    daemon = subprocess.Popen(
        program, cwd=project.base, env=dict(os.environ), stderr=subprocess.PIPE
    )
    assert wait_for(lambda: any(run.good for run in project.runs()), 60)
    time.sleep(0.2)
    daemon.send_signal(signal.SIGTERM)
    daemon.communicate(timeout=60)
    assert daemon.returncode == 0
    good = [run.slot for run in project.runs() if run.good]
    assert len(good) == len(set(good)) >= 1
    assert project.marked() == []
