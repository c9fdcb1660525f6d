"""The parley command: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from analysis import __version__, cli
from analysis.cli import reports
from analysis.errors import ParameterError
from analysis.model import Annotation

GOOD = "The union rejected the offer on Monday, its leader said.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GOOD)
    (tmp_path / "in" / "b.txt").write_bytes(bytes(500))
    (tmp_path / "in" / "c.txt").write_text("Talks go on.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parley(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["parley", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_version(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert parley(monkeypatch, "--version") == 0
    assert capsys.readouterr().out == f"parley {__version__}\n"


def test_schema_describes_what_annotate_writes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parley(monkeypatch, "schema") == 0
    described = json.loads(capsys.readouterr().out)
    assert set(described["properties"]) == set(Annotation.model_fields)


def test_one_bad_file_among_many_is_named_and_the_others_are_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = folder / "out.jsonl"
    status = parley(
        monkeypatch, "annotate", "in", "in/a.txt", "missing.txt",
        "--published", "2019-05-06", "--output", str(output),
    )  # fmt: skip
    said = capsys.readouterr()
    assert status == 3
    assert said.out == ""
    assert "in/b.txt" in said.err
    assert "missing.txt" in said.err
    assert "2 annotated, 2 left out" in said.err
    found = [Annotation.from_json(line) for line in output.read_bytes().splitlines()]
    assert [one.article.id for one in found] == ["a", "c"]
    assert {one.article.published for one in found} == {"2019-05-06"}
    assert sorted(file.name for file in folder.iterdir()) == ["in", "out.jsonl"]


def test_the_same_input_gives_the_same_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        assert parley(monkeypatch, "annotate", "in/a.txt", "--output", name) == 0
    assert Path("one.jsonl").read_bytes() == Path("two.jsonl").read_bytes()


def test_nothing_to_write_leaves_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("out.jsonl").write_text("last good")
    assert parley(monkeypatch, "annotate", "in/b.txt", "--output", "out.jsonl") == 3
    assert Path("out.jsonl").read_text() == "last good"
    assert "Traceback" not in capsys.readouterr().err


def test_tables(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parley(monkeypatch, "tables", "in/a.txt", "--output", "t", "--format", "json") == 0
    printed = capsys.readouterr().out.split()
    assert printed == [str(Path("t") / f"{name}.json") for name in (
        "articles", "actors", "attributions", "positions", "meetings", "time_expressions", "sentences",
        "corrections",
    )]  # fmt: skip
    assert json.loads(Path("t/sentences.json").read_text())[0]["text"] == GOOD.strip()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["annotate", "in/a.txt", "--published", "2019-02-30"], "YYYY-MM-DD"),
        (["tables", "in/a.txt", "--format", "xlsx"], "csv, parquet, json"),
        (["tables", "in/a.txt", "--table", "times"], "time_expressions"),
        (["report", "in/a.txt", "-p", "top"], "-p NAME VALUE"),
        (["report", "in/a.txt", "-p", "top", "1", "-p", "top", "2"], "one value"),
        (["nothing"], "nothing"),
        (["annotate", "--nothing"], "--nothing"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_is_allowed(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    assert parley(monkeypatch, *arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_control_characters_do_not_reach_the_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parley(monkeypatch, "annotate", "a\x1b[31m.txt") == 3
    assert "\x1b" not in capsys.readouterr().err


def test_pairs_are_joined() -> None:
    assert reports.join_pairs(["a", "-p", "top", "-3", "-p", "x=1", "--parameter", "s", "a=b", "--", "-p", "q"]) == [
        "a", "-p", "top=-3", "-p", "x=1", "--parameter", "s=a=b", "--", "-p", "q",
    ]  # fmt: skip
    assert reports.parameters_of(["top=-3", "s=a=b", "e="]) == {"top": "-3", "s": "a=b", "e": ""}
    with pytest.raises(ParameterError):
        reports.parameters_of(["a b=1"])
