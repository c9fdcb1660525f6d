"""Corrections of a project's article: in its tables, on the command line and in its report."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

import pytest

import analysis
from analysis import cache, cli
from analysis.articles import load_article
from analysis.corrections import Corrections, PositionCorrection, add, apply, correct
from analysis.display import actor_table, position_table, sources
from analysis.display import corrections as corrections_shown
from analysis.errors import CorrectionError, ParameterError
from analysis.model import Annotation
from analysis.report.markup import parse
from analysis.report.run import report
from analysis.summaries import digest
from tests.dossiers import fishery

TEXT = """\
Fish talks resume

MARLUND, May 14, 2031 - Negotiators for Norway and Iceland met on Monday in Marlund. Norway demanded a
quota of 60,000 tonnes. Iceland rejected the demand, a spokesman said.

The two sides will meet again on 21 May in Hessel.
"""
CORRECTIONS = """\
format = "parley-corrections/1"
analyst = "N. N."

[[position]]
action = "edit"
exact = "demanded a quota of 60,000 tonnes"
was = "demand"
recipients = ["Iceland"]
issue = "herring"
note = "Iceland is addressed."

[[meeting]]
action = "edit"
exact = "The two sides will meet again on 21 May in Hessel"
participants = ["Norway", "Iceland"]
name = "second round"

[[position]]
action = "reject"
exact = "The company offered free coffee on all its ships"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    articles, corrections = tmp_path / "data" / "articles", tmp_path / "data" / "corrections"
    articles.mkdir(parents=True)
    corrections.mkdir()
    (articles / "fish.txt").write_text(TEXT)
    (corrections / "fish.toml").write_text(CORRECTIONS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def parley(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["parley", *arguments])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


def test_opening_an_article_follows_its_corrections(project: Path) -> None:
    dossier = analysis.open("fish")
    demand = dossier.positions.set_index("type").loc["demand"]
    assert (demand["recipients"], demand["issue"], demand["confidence"]) == (
        "Iceland", "herring", 1.0,
    )  # fmt: skip
    assert list(dossier.corrections["status"]) == ["applied", "applied", "lost"]
    assert list(dossier.corrections["line"]) == [4, 12, 18]
    assert list(dossier.corrections["paragraph"]) == [2, 3, 0]
    [file] = dossier.correction_files
    assert file.path == project / "data" / "corrections" / "fish.toml"
    assert file.sha256 == hashlib.sha256(CORRECTIONS.encode()).hexdigest()
    assert analysis.open("data/articles/fish.txt").annotations == dossier.annotations


def test_without_corrections_it_is_as_the_program_has_it(project: Path) -> None:
    plain = analysis.open("fish", corrections="none")
    assert plain.corrections.empty
    assert plain.correction_files == ()
    corrected = analysis.open("fish")
    assert plain.annotations != corrected.annotations
    article = load_article(project / "data" / "articles" / "fish.txt")
    # The cache holds what the program found, before and after.
    assert cache.annotated([article]) == list(plain.annotations)


def test_corrections_of_another_place(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "mine.toml"
    other.write_text(
        '[[position]]\naction = "reject"\nexact = "demanded a quota of 60,000 tonnes"\n'
    )
    found = analysis.open("fish", corrections=other)
    assert "demand" not in set(found.positions["type"])
    with pytest.raises(CorrectionError, match="no such corrections"):
        analysis.open("fish", corrections="missing.toml")
    with pytest.raises(ParameterError, match="wrong type"):
        analysis.open("fish", corrections=3)  # type: ignore[arg-type]


def test_mistakes_in_a_file_stop_before_anything_is_made(project: Path) -> None:
    (project / "data" / "corrections" / "fish.toml").write_text("[[position]]\n")
    with pytest.raises(CorrectionError, match=r"fish\.toml, line 1: 'action' is missing"):
        analysis.open("fish")


def test_what_is_added_is_there_when_opened_again(project: Path) -> None:
    dossier = analysis.open("fish")
    rejection = dossier.positions.set_index("type").loc["reject"]["position"]
    add("fish", correct(dossier.annotations[0], rejection, "edit", negated=True))
    after = analysis.open("fish").positions.set_index("type").loc["reject"]
    assert bool(after["negated"])


class TestCommands:
    def test_check(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert parley(monkeypatch, "corrections", "check") == CorrectionError.exit_status
        lines = capsys.readouterr().out.splitlines()
        path = project / "data" / "corrections" / "fish.toml"
        assert lines[0] == f"{path}: 3 corrections"
        assert lines[1].startswith("  line 4: edit position: applied: issue: ")
        assert lines[3] == (
            "  line 18: reject position: lost: “The company offered free coffee on all its ships” "
            "is no longer in the text"
        )
        path.write_text(CORRECTIONS[: CORRECTIONS.rindex("[[")])
        assert parley(monkeypatch, "corrections", "check", "fish") == 0

    def test_check_names_every_mistake_and_goes_on(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (project / "data" / "corrections" / "broken.toml").write_text("[[date]]\n[[actor]]\n")
        (project / "data" / "articles" / "broken.txt").write_text("Talks go on.")
        (project / "data" / "corrections" / "orphan.toml").write_text("")
        assert parley(monkeypatch, "corrections", "check") == CorrectionError.exit_status
        said = capsys.readouterr()
        assert "broken.toml: 4 mistakes" in said.err
        assert "there is no such article" in said.err
        assert "fish.toml: 3 corrections" in said.out

    def test_apply(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert parley(monkeypatch, "corrections", "apply", "fish", "--output", "a.jsonl") == 0
        assert "fish, line 18: not carried out" in capsys.readouterr().err
        written = Annotation.from_json((project / "a.jsonl").read_bytes())
        assert written == analysis.open("fish").annotations[0]
        assert [one.status for one in written.corrections] == ["applied", "applied", "lost"]

    def test_gold_is_scored(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ("corrections", "export", "fish", "--to", "gold", "--output", "gold.jsonl")
        assert parley(monkeypatch, *arguments) == 0
        assert b'"corrections"' not in (project / "gold.jsonl").read_bytes()
        assert parley(monkeypatch, "evaluate", "gold.jsonl", "--layer", "positions") == 0
        assert re.search(r"evidence, type and holder +100\.0", capsys.readouterr().out)

    def test_web_annotations(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert parley(monkeypatch, "corrections", "export", "fish", "--to", "web-annotation") == 0
        assert json.loads(capsys.readouterr().out)["total"] == 3

    def test_nothing_to_export_and_unknown_formats(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ("corrections", "export", "fish")
        assert parley(monkeypatch, *arguments, "--to", "xml") == ParameterError.exit_status
        assert "web-annotation, gold" in capsys.readouterr().err
        status = parley(monkeypatch, *arguments, "--to", "gold", "--corrections", "none")
        assert status == CorrectionError.exit_status
        assert "nothing to export" in capsys.readouterr().err

    def test_no_name_leads_out_of_the_folder(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert parley(monkeypatch, "corrections", "check", "../../etc/passwd") != 0
        assert "no such article" in capsys.readouterr().err


def test_the_report_marks_counts_and_lists_corrections() -> None:
    made = fishery().annotation()
    corrected = apply(
        made,
        Corrections(
            entries=(
                correct(
                    made, "p1", "edit", recipients=["Sund Islands"], note="They are addressed."
                ),
                correct(made, "p3", "accept"),
                correct(made, "p4", "reject"),
            )
        ),
    ).annotation
    dossier = analysis.Dossier([corrected])
    found = digest(dossier)
    assert sources(found).text.endswith("An analyst made three corrections.")
    shown = corrections_shown(found)
    assert "Three corrections of an analyst were carried out." in shown.text
    assert "They are addressed." in shown.html
    assert "Position taken out" in shown.text
    assert "could not be" not in shown.text
    positions = position_table(found).text
    assert positions.count("[corrected]") == positions.count("[confirmed]") == 1
    assert corrections_shown(digest(analysis.Dossier([made]))).html == ""
    assert "[corrected]" not in position_table(digest(analysis.Dossier([made]))).text


def test_what_an_analyst_writes_is_text_and_never_markup() -> None:
    made = fishery().annotation()
    hostile = "<script>alert(1)</script> #read(x) & <img src=x onerror=alert(2)>"
    entries = (
        correct(made, "p1", "edit", issue=hostile, note=hostile),
        correct(made, "a1", "edit", name=hostile),
        PositionCorrection(action="reject", exact=hostile, note=hostile),
    )
    found = digest(analysis.Dossier([apply(made, Corrections(entries=entries)).annotation]))
    html = corrections_shown(found).html + position_table(found).html + actor_table(found).html
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") >= 5


@pytest.mark.slow
def test_a_corrected_report_end_to_end(project: Path) -> None:
    result = report("fish", output="reports", formats=["html"])
    text = " ".join(parse(result.files["html"].read_text("utf-8")).text().split())
    assert "Two corrections of an analyst were carried out and one correction could not be" in text
    assert "Iceland is addressed." in text
    assert "[corrected]" in text
    assert "“The company offered free coffee on all its ships”" in text
    assert any("line 18 was not carried out" in warning for warning in result.warnings)
    record = json.loads(result.files["record"].read_text("utf-8"))
    assert record["corrections"] == [
        {
            "article": "fish",
            "file": "fish.toml",
            "sha256": hashlib.sha256(CORRECTIONS.encode()).hexdigest(),
        }
    ]
    kept = Annotation.from_json(result.files["annotation"].read_bytes())
    assert [one.status for one in kept.corrections] == ["applied", "applied", "lost"]
    assert "fingerprint" in (result.folder / "tables" / "corrections.csv").read_text("utf-8-sig")
    plain = report("fish", output="plain", formats=["html"], corrections="none")
    text = parse(plain.files["html"].read_text("utf-8")).text()
    assert "Corrections by an analyst" not in text
    assert json.loads(plain.files["record"].read_text("utf-8"))["corrections"] == []
