"""Faults really caused, each a few times; `make faults` causes those of chance a hundred times."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.schedule import faults
from tests.schedule.faults import Fault, Project

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """One project for all faults: what one leaves behind would show in the next."""
    with faults.project_with_report(tmp_path_factory.mktemp("faults")) as made:
        yield made


REAL = (
    *(faults.killed, faults.kernel_dies, faults.too_large, faults.hangs, faults.cell_fails),
    *(faults.leaves, faults.system_error_passes, faults.article_broken),
    faults.killed_while_hanging,
)
"""Faults that need a real notebook in a real kernel; for the others a stand-in writes the report."""


@pytest.fixture
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stand-in do the worker's part, in a tenth of the time."""
    monkeypatch.setenv("FAULTS_LIGHT", "1")


@pytest.mark.parametrize("fault", REAL, ids=lambda fault: fault.__name__)
def test_nothing_is_lost(project: Project, fault: Fault) -> None:
    project.next_day()
    assert fault(project, random.Random(fault.__name__)) == []


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize(
    "fault",
    [
        *(one for one in (*faults.CHANCE, *faults.CERTAIN) if one not in REAL),
        faults.killed,
    ],
    ids=lambda fault: fault.__name__,
)
def test_nothing_is_lost_around_the_worker(project: Project, fault: Fault, tmp_path: Path) -> None:
    if fault in faults.NEEDS_MOUNT and not faults.can_mount():
        pytest.skip("this user may not mount file systems")
    if fault in faults.SMALL_DISKS:
        with faults.project_with_report(tmp_path, faults.SMALL_DISKS[fault]) as other:
            other.next_day()
            assert fault(other, random.Random(3)) == []
        return
    project.next_day()
    assert fault(project, random.Random(fault.__name__)) == []


@pytest.mark.usefixtures("light")
class TestRetention:
    def test_old_reports_go_and_the_last_good_one_stays(self, tmp_path: Path) -> None:
        with faults.project_with_report(tmp_path) as project:
            project.set(keep_runs="2")
            for _ in range(3):
                project.next_day()
                assert project.work()[0] == 0
            runs = project.runs()
            assert [run.removed is None for run in runs] == [True, True, False, False]
            assert len(list((project.output / "runs").iterdir())) == 2
            # Failures do not drive out the last good report, however many and however old.
            project.set(keep_runs="1", keep="1", retries="0", parameters='{ behaviour = "raise" }')
            for _ in range(2):
                project.next_day()
                assert project.work()[0] == 6
            assert faults.wrong_report(project.latest()) == []
            assert len(list((project.output / "failed").iterdir())) == 1
            last = next(run for run in project.runs() if run.good)
            assert last.removed is None
            # Copies of inputs are kept for runs that are kept, and for no others.
            wanted = {
                one["sha256"] for run in project.runs() if run.removed is None for one in run.inputs
            }
            copies = {one.name for one in (project.base / ".parley" / "inputs").glob("??/*")}
            assert copies == wanted


@pytest.mark.usefixtures("light")
def test_a_second_run_says_that_there_is_a_first(tmp_path: Path) -> None:
    with faults.project_with_report(tmp_path) as project:
        project.set(parameters="{ seconds = 3.0 }")
        first = project.begin("tiny")
        assert faults.wait_for(lambda: any(run.state == "running" for run in project.runs()))
        status, said = project.work("tiny")
        assert status == 9
        assert "is being run by process" in said
        first.communicate(timeout=60)
        assert first.returncode == 0
        assert faults.wrong_after(project) == []
        shutil.rmtree(project.output / "failed", ignore_errors=True)
