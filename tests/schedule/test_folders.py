"""The folders of an edition: published in one step, latest always whole, the last one never removed."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path

import pytest

from analysis.errors import HistoryError
from analysis.schedule.folders import Folders
from analysis.schedule.inputs import LARGEST, Copies, changed, companions, lay_out


def made(folders: Folders, name: str, text: str = "x") -> Path:
    report = folders.open_part(name) / "report"
    report.mkdir()
    (report / "a.html").write_text(text)
    return report


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "out")


def test_a_report_is_published_and_latest_leads_to_it(folders: Folders) -> None:
    for name in ("1", "2"):
        target = folders.publish(made(folders, name, name), name)
        assert folders.latest() == target
        assert (folders.output / "latest" / "a.html").read_text() == name
        assert os.readlink(folders.output / "latest") == f"runs/{name}"
    folders.clear()
    assert sorted(os.listdir(folders.output)) == ["latest", "runs"]
    assert sorted(os.listdir(folders.runs)) == ["1", "2"]


def test_where_no_link_can_be_a_file_points(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "symlink", refuse)
    target = folders.publish(made(folders, "1"), "1")
    assert (folders.output / "latest.txt").read_text() == "runs/1\n"
    assert folders.latest() == target
    monkeypatch.undo()
    target = folders.publish(made(folders, "2"), "2")
    assert folders.latest() == target
    assert not (folders.output / "latest.txt").exists()


def test_a_report_that_latest_cannot_lead_to_is_not_published(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = folders.publish(made(folders, "1"), "1")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    report = made(folders, "2")
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(OSError, match="No space"):
        folders.publish(report, "2")
    assert folders.latest() == first
    assert not (folders.runs / "2").exists()


def test_a_folder_named_latest_is_left_alone(folders: Folders) -> None:
    (folders.output / "latest").mkdir(parents=True)
    target = folders.publish(made(folders, "1"), "1")
    assert folders.latest() == target
    assert (folders.output / "latest").is_dir()


def test_at_every_moment_latest_is_whole(folders: Folders) -> None:
    folders.publish(made(folders, "0"), "0")
    wrong: list[str] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            try:
                assert (folders.output / "latest" / "a.html").read_text() == "x"
            except (OSError, AssertionError) as error:
                wrong.append(repr(error))

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(1, 60):
        folders.publish(made(folders, str(number)), str(number))
    over.set()
    reader.join()
    assert wrong == []


def test_the_latest_report_is_never_removed(folders: Folders) -> None:
    one = folders.publish(made(folders, "1"), "1")
    two = folders.publish(made(folders, "2"), "2")
    assert not folders.remove(two)
    assert folders.remove(one)
    assert sorted(os.listdir(folders.runs)) == [".1.part", ".2.part", "2"]


def test_nothing_outside_is_removed(folders: Folders, tmp_path: Path) -> None:
    folders.publish(made(folders, "1"), "1")
    outside = tmp_path / "precious"
    outside.mkdir()
    assert folders.remove(outside)
    assert outside.is_dir()


class TestCopies:
    def test_inputs_are_copied_once_and_laid_out_as_they_were(self, tmp_path: Path) -> None:
        copies, base = Copies(tmp_path / "copies"), tmp_path / "base"
        for name in ("one/talks.txt", "two/talks.txt", "one/talks.toml", "own.ipynb"):
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            (base / name).write_text(name)
        (base / "data" / "corrections").mkdir(parents=True)
        (base / "data" / "corrections" / "talks.toml").write_text("c")
        inputs = [copies.keep("notebook", base / "own.ipynb")]
        for name in ("one/talks.txt", "two/talks.txt"):
            inputs.append(copies.keep("article", base / name))
            inputs += [copies.keep(role, path) for role, path in companions(base / name, base)]
        assert [one["role"] for one in inputs] == [
            *("notebook", "article", "metadata", "correction", "article", "correction"),
        ]
        assert changed(inputs) == []
        (base / "one" / "talks.txt").write_text("other")
        assert changed(inputs) == [str(base / "one" / "talks.txt")]

        articles, notebook = lay_out(inputs, copies, tmp_path / "again")
        assert notebook is not None
        assert notebook.read_text() == "own.ipynb"
        assert [article.read_text() for article in articles] == ["one/talks.txt", "two/talks.txt"]
        assert articles[0].with_suffix(".toml").read_text() == "one/talks.toml"
        assert not articles[1].with_suffix(".toml").exists()
        assert (tmp_path / "again" / "data" / "corrections" / "talks.toml").read_text() == "c"

    def test_copies_that_nothing_needs_are_forgotten(self, tmp_path: Path) -> None:
        copies = Copies(tmp_path / "copies")
        (tmp_path / "a").write_text("a")
        (tmp_path / "b").write_text("b")
        kept, other = copies.keep("article", tmp_path / "a"), copies.keep("article", tmp_path / "b")
        assert copies.forget([kept["sha256"]]) == 1
        assert copies.read(kept) == b"a"
        with pytest.raises(HistoryError, match="no longer kept"):
            copies.read(other)

    def test_what_is_too_large_is_not_read(self, tmp_path: Path) -> None:
        with open(tmp_path / "large", "wb") as file:
            file.truncate(LARGEST + 1)
        with pytest.raises(OSError, match="larger than 50 MB"):
            Copies(tmp_path / "copies").keep("article", tmp_path / "large")

    def test_a_copy_that_was_changed_is_not_used(self, tmp_path: Path) -> None:
        copies = Copies(tmp_path / "copies")
        (tmp_path / "a").write_text("a")
        kept = copies.keep("article", tmp_path / "a")
        copies.path(kept["sha256"]).write_text("b")
        with pytest.raises(HistoryError, match="was changed"):
            copies.read(kept)
