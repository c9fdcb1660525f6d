"""What the tests of reports share: notebooks of their own, reports made once, a real browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.report.run import ReportResult, report

NOTEBOOKS = Path(__file__).parent / "notebooks"
OWN = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

HOSTILE = (
    "<script>document.title='broken'; alert(1)</script>"
    ' <img src=x onerror="alert(2)"> <a href="javascript:alert(3)">link</a>'
    ' <iframe src="https://example.org/"></iframe> <svg onload="alert(4)"><script>alert(5)</script></svg>'
    ' #read("/etc/passwd") #import "x.typ" $x^2$ \\input{/etc/passwd} {{ 7 * 7 }} {% raw %}'
    " **bold** _it_ [a](javascript:alert(6)) ![p](https://example.org/p.png) `code`"
    " \"double\" 'single' “curly” \\ back\\slash\n\nnew paragraph"
    " سلام بر همه שלום 中文谈判 日本語 한국어 हिन्दी ไทย 🙂 \x00\x07\x1b[31m\u202e end"
)


@pytest.fixture(scope="session")
def notebooks() -> Path:
    """The folder of notebooks that only tests use."""
    return NOTEBOOKS


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The tests' own cache of annotations, for fixtures that live longer than one test."""
    before = os.environ.get("PARLEY_CACHE")
    os.environ["PARLEY_CACHE"] = str(tmp_path_factory.getbasetemp() / "cache")
    yield
    if before is None:
        os.environ.pop("PARLEY_CACHE", None)
    else:
        os.environ["PARLEY_CACHE"] = before


@pytest.fixture(scope="session")
def reports(
    tmp_path_factory: pytest.TempPathFactory, root: Path, shared_cache: None
) -> dict[str, ReportResult]:
    """The report of each of Parley's notebooks on the default article."""
    output = tmp_path_factory.mktemp("reports")
    article = root / "data" / "articles" / "negotiations-reignited-in-kazakhstan.txt"
    return {name: report(article, notebook=name, output=output) for name in OWN}


@pytest.fixture(scope="session")
def hostile_article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article about a negotiation, full of markup, commands and letters of many scripts."""
    path = tmp_path_factory.mktemp("articles") / "hostile.txt"
    path.write_text(
        "Talks <b>on</b> fish\n\nOSLO, May 14, 2031 - Norway demanded that Iceland lift the ban. "
        f'"We reject {HOSTILE.splitlines()[0]}," said Minister <script>alert(7)</script> Kari Moe '
        f"on Tuesday.\n\n{HOSTILE}\n\nمفاوضات حول الصيد في أوسلو\n",
        "utf-8",
    )
    return path


@pytest.fixture(scope="session")
def hostile_reports(
    tmp_path_factory: pytest.TempPathFactory, hostile_article: Path, shared_cache: None
) -> dict[str, ReportResult]:
    """Reports of hostile text: the briefing of an article, and a notebook that escapes nothing."""
    output = tmp_path_factory.mktemp("hostile")
    return {
        "briefing": report(hostile_article, output=output),
        "raw": report(
            notebook=NOTEBOOKS / "hostile.ipynb",
            parameters={"text": HOSTILE.replace("\x00", "")},
            output=output,
        ),
    }
