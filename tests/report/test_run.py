"""Parley's own notebooks as reports: every file, every link, the same bytes, hostile text as text."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from analysis.errors import ArticleError, ParameterError
from analysis.report.markup import parse
from analysis.report.run import ReportResult, report

OWN = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
FONT_DATA = re.compile(r"base64,[A-Za-z0-9+/=]+")


def pdf_of(result: ReportResult) -> PdfReader:
    return PdfReader(io.BytesIO(result.files["pdf"].read_bytes()))


def pdf_text(result: ReportResult) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf_of(result).pages).split())


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
class TestOwnNotebooks:
    def test_all_files_are_there(self, reports: dict[str, ReportResult], name: str) -> None:
        result = reports[name]
        assert {"html", "pdf", "notebook", "annotation", "record", "tables/actors.csv"} <= set(
            result.files
        )
        assert all(path.is_file() for path in result.files.values())
        assert result.warnings == ()

    def test_the_record_holds_parameters_versions_hashes_and_times(
        self, reports: dict[str, ReportResult], name: str
    ) -> None:
        result = reports[name]
        record = json.loads(result.files["record"].read_text("utf-8"))
        assert record["status"] == "complete"
        assert record["pdf_standards"] == ["a-2a", "ua-1"]
        assert record["articles"][0]["published"] == "2013-02-26"
        assert {"parley", "python", "spacy", "typst"} <= record["versions"].keys()
        assert record["seconds"]["total"] > 0
        for file, digest in record["files"].items():
            assert hashlib.sha256((result.folder / file).read_bytes()).hexdigest() == digest

    def test_the_html_is_one_file_that_runs_and_asks_for_nothing(
        self, reports: dict[str, ReportResult], name: str
    ) -> None:
        page = FONT_DATA.sub("", reports[name].files["html"].read_text("utf-8"))
        assert "default-src 'none'" in page
        assert not re.search(r"<(script|iframe|link|object|embed|base|form)\b", page)
        assert not re.search(r"\b(src|href|action)=\"(?!#|data:)", page)
        assert not re.search(r"url\((?!data:|#)", page)
        assert not re.search(r"@import|https?:", page)

    def test_every_link_leads_to_something(
        self, reports: dict[str, ReportResult], name: str
    ) -> None:
        tree = parse(reports[name].files["html"].read_text("utf-8"))
        ids = [element.get("id") for element in tree.walk() if element.get("id")]
        assert len(ids) == len(set(ids))
        for link in tree.find("a"):
            assert link.get("href")[1:] in ids

    def test_headings_go_down_one_level_at_a_time(
        self, reports: dict[str, ReportResult], name: str
    ) -> None:
        tree = parse(reports[name].files["html"].read_text("utf-8"))
        levels = [int(e.name[1]) for e in tree.find("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_the_pdf_is_tagged_and_has_bookmarks_title_language_and_fonts(
        self, reports: dict[str, ReportResult], name: str
    ) -> None:
        reader = pdf_of(reports[name])
        catalog: Any = reader.trailer["/Root"]
        assert catalog["/MarkInfo"]["/Marked"]
        assert str(catalog["/Lang"]).startswith("en")
        assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert "Negotiations Reignited in Kazakhstan" in str(reader.metadata.title)
        assert reader.outline
        metadata = catalog["/Metadata"].get_data().decode("utf-8")
        assert re.search(r"pdfuaid:part(>|=\")1", metadata)
        assert re.search(r"pdfaid:part(>|=\")2", metadata)
        kinds = set(structure(catalog["/StructTreeRoot"]))
        assert {"/H1", "/P"} <= kinds
        assert "of" in pdf_text(reports[name])


def structure(node: Any) -> list[str]:
    """Return the types of all elements of a structure tree; each figure must have a description."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for child in node for kind in structure(child)]
    if not isinstance(node, dict):
        return []
    found = [str(node["/S"])] if "/S" in node else []
    if found == ["/Figure"]:
        assert str(node.get("/Alt", "")).strip()
    return found + (structure(node["/K"]) if "/K" in node else [])


@pytest.mark.slow
def test_the_briefing_holds_tables_figures_and_links_in_html_and_pdf(
    reports: dict[str, ReportResult],
) -> None:
    result = reports["briefing"]
    tree = parse(result.files["html"].read_text("utf-8"))
    assert all(
        any(child.name == "caption" for child in table.elements()) for table in tree.find("table")
    )
    assert all(svg.get("aria-label") for svg in tree.find("svg"))
    assert sum(1 for _ in tree.find("svg")) >= 3
    reader = pdf_of(result)
    kinds = structure(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    assert {"/Table", "/TH", "/TD", "/Figure", "/Caption", "/Link"} <= set(kinds)
    linked = sum(
        1
        for page in reader.pages
        for annotation in page.get("/Annots") or []
        if annotation.get_object()["/Subtype"] == "/Link"
    )
    assert linked >= sum(1 for link in tree.find("a") if "ref" in link.classes)


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_elsewhere_and_on_another_day(
    reports: dict[str, ReportResult], root: Path, tmp_path: Path
) -> None:
    article = root / "data" / "articles" / "negotiations-reignited-in-kazakhstan.txt"
    code = (
        "import sys; from analysis.report.run import report\n"
        "report(sys.argv[1], notebook='briefing', output=sys.argv[2])"
    )
    environment = os.environ | {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run(
        [sys.executable, "-c", code, str(article), str(tmp_path / "elsewhere")],
        check=True,
        env=environment,
        cwd=root,
    )
    first = reports["briefing"]
    again = tmp_path / "elsewhere" / first.folder.name
    for path in first.files.values():
        name = path.relative_to(first.folder)
        if name.name != "run.json":
            assert path.read_bytes() == (again / name).read_bytes(), name


@pytest.mark.slow
def test_hostile_text_comes_out_as_the_letters_it_is(
    hostile_reports: dict[str, ReportResult], hostile_article: Path
) -> None:
    result = hostile_reports["briefing"]
    tree = parse(result.files["html"].read_text("utf-8"))
    in_html = " ".join(tree.text().split())
    in_pdf = pdf_text(result)
    for letters in (
        "<script>alert(7)</script>",
        '#read("/etc/passwd")',
        "\\input{/etc/passwd}",
        "{{ 7 * 7 }}",
        "**bold**",
        "[a](javascript:alert(6))",
        "back\\slash",
    ):
        assert letters in in_html
        assert "".join(letters.split()) in "".join(in_pdf.split()).replace("-", "-")
    for letters in ("中文谈判", "日本語", "한국어", "🙂"):
        assert letters in in_html
        assert letters in in_pdf
    assert "سلام" in in_html
    assert "root:" not in in_pdf
    assert json.loads(result.files["record"].read_text())["pdf_standards"] == ["a-2a", "ua-1"]


@pytest.mark.slow
def test_a_notebook_that_escapes_nothing_still_runs_nothing(
    hostile_reports: dict[str, ReportResult],
) -> None:
    tree = parse(hostile_reports["raw"].files["html"].read_text("utf-8"))
    for element in tree.walk():
        assert element.name not in ("script", "iframe", "img", "object", "embed")
        assert not any(name.startswith("on") for name in element.attributes)
        assert element.get("href")[:1] in ("", "#")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"notebook": "briefin"}, "briefing"),
        ({"notebook": "nothing.ipynb"}, "briefing"),
        ({"formats": ["docx"]}, "html, pdf"),
        ({"parameters": {"publishd": "x"}}, "published"),
        ({"parameters": {"published": 7}}, "text"),
        ({"articles": ["a"], "parameters": {"articles": ["b"]}}, "one of the two"),
    ],
)
def test_what_is_wrong_is_said_before_anything_runs_or_is_written(
    arguments: dict[str, Any], said: str, tmp_path: Path
) -> None:
    with pytest.raises(ParameterError) as caught:
        report(**arguments, output=tmp_path / "out")
    assert said in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_article_is_an_error_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        report("there-is-no-such-article", output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_importing_the_engine_imports_nothing_heavy() -> None:
    code = (
        "import sys, analysis.report.run\n"
        "heavy = {'papermill', 'nbconvert', 'nbformat', 'typst', 'spacy', 'pandas', 'fontTools'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
