from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from analysis.errors import ReportError
from analysis.report import folder
from analysis.report.folder import folder_name, written_aside


def test_names_are_readable_and_differ() -> None:
    assert folder_name(["talks"], "briefing") == "talks-briefing"
    assert folder_name([], "own") == "own"
    assert folder_name(["a", "b", "c"], "briefing").startswith("a-and-2-more-")
    assert folder_name(["a", "b"], "x") != folder_name(["a", "c"], "x")
    assert folder_name(["a/b"], "x") != folder_name(["a-b"], "x")
    assert "/" not in folder_name(["../../etc"], "x")
    assert not folder_name(["..."], "x").startswith(".")
    assert len(os.fsencode(folder_name(["ж" * 300], "briefing"))) < 150


def _write(target: Path, text: str) -> None:
    with written_aside(target) as aside:
        for name in ("one", "two"):
            (aside / name).write_text(text)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_new_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(folder, "_exchange", lambda one, other: False)
    for text in ("old", "new"):
        _write(tmp_path / "report", text)
        assert (tmp_path / "report" / "one").read_text() == text
    assert sorted(os.listdir(tmp_path)) == [".parley.lock", "report"]


def test_an_error_leaves_the_old_as_it_was(tmp_path: Path) -> None:
    _write(tmp_path / "report", "old")

    def halfway() -> None:
        with written_aside(tmp_path / "report") as aside:
            (aside / "one").write_text("new")
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        halfway()
    assert (tmp_path / "report" / "one").read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == [".parley.lock", "report"]


def test_a_place_that_cannot_be_written_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError), written_aside(tmp_path / "file" / "report"):
        pass


def test_a_reader_sees_the_old_or_the_new_never_a_mixture(tmp_path: Path) -> None:
    target = tmp_path / "report"
    _write(target, "0")
    seen: list[tuple[str, ...]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                opened = os.open(target, os.O_RDONLY)
            except FileNotFoundError:
                seen.append(("missing",))
                continue
            try:
                pair = []
                for name in ("one", "two"):
                    with open(os.open(name, os.O_RDONLY, dir_fd=opened)) as file:
                        pair.append(file.read())
                seen.append(tuple(pair))
            except FileNotFoundError:
                pass  # the folder that it opened has been removed since
            finally:
                os.close(opened)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 60):
        _write(target, str(number))
    stop.set()
    reader.join()
    assert seen
    assert all(len(set(pair)) == 1 for pair in seen)
    if os.uname().sysname == "Linux":
        assert ("missing",) not in seen
