"""The gallery of editions: what it shows, and that everyone can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from analysis.gallery import EditionShown, RunShown, gallery_html

GOOD = RunShown(
    2, "2031-04-17 07:00 UTC", "report made", True,
    (("HTML", "a/runs/2/briefing.html"), ("PDF", "a/runs/2/briefing.pdf")), "1 new position",
)  # fmt: skip
BAD = RunShown(3, "2031-04-18 07:00 UTC", "failed", False, said=("kernel: it <b>died</b>",))
EDITIONS = [
    EditionShown("a", "Fish & <quotas>", (BAD, GOOD), "0 7 * * 1-5, Europe/Oslo", "2031-04-21 07:00"),
    EditionShown("b", "Ferries", (GOOD,) * 8),
    EditionShown("c", "Nothing yet"),
]  # fmt: skip


def test_it_shows_the_latest_report_and_failures_with_their_reason() -> None:
    html = gallery_html(EDITIONS, "today")
    assert html.count("Latest report: 2031-04-17 07:00 UTC") == 2
    assert '<a href="a/runs/2/briefing.pdf">PDF' in html
    assert "1 of 3 editions made no report at its last run" in html
    assert "kernel: it &lt;b&gt;died&lt;/b&gt;" in html
    assert "Fish &amp; &lt;quotas&gt;" in html
    assert "next: 2031-04-21 07:00" in html
    assert "No report yet." in html


def test_it_asks_for_nothing_and_runs_nothing() -> None:
    html = gallery_html(EDITIONS, "today")
    assert "<script" not in html
    assert "http" not in re.sub(r'http-equiv="', "", html)
    assert "default-src 'none'" in html


def test_without_editions_it_says_so() -> None:
    assert "No edition has run yet." in gallery_html([], "today")


def test_the_page_of_a_project_follows_its_history(tmp_path: Path) -> None:
    from analysis.schedule.history import Store
    from analysis.schedule.published import write_gallery

    (tmp_path / "editions.toml").write_text(
        '[edition.fish]\ntitle = "Fish"\narticles = ["x.txt"]\noutput = "reports/fish"\n'
        'schedule = "0 7 * * *"\ntimezone = "Europe/Oslo"\n',
        "utf-8",
    )
    report = tmp_path / "reports" / "fish" / "runs" / "a b"
    report.mkdir(parents=True)
    (report / "briefing.html").write_text("x", "utf-8")
    (report / "changes.json").write_text('{"headline": "1 meeting moved"}', "utf-8")
    noon = datetime(2031, 4, 17, 12, tzinfo=UTC)
    with Store(tmp_path / "history.sqlite") as store:
        for edition in ("fish", "gone"):
            run = store.begin(edition, slot=None, attempt=1, origin="command", now=noon)
            store.update(run.id, state="succeeded", folder=str(report), ended=noon)
        failed = store.begin("fish", slot=None, attempt=1, origin="command", now=noon)
        store.update(failed.id, state="failed", cause="timeout", message="15 min", ended=noon)
        html = write_gallery(store, tmp_path, noon).read_text("utf-8")
    assert 'href="fish/runs/a%20b/briefing.html"' in html
    assert "1 meeting moved" in html
    assert "timeout: 15 min" in html
    assert "0 7 * * *, Europe/Oslo; next: 2031-04-18 07:00" in html
    assert "no longer in editions.toml" in html


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    opened = browser.new_page(**request.param)
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "page",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark", "320px"],
    indirect=True,
)
def test_it_is_accessible(page: Any, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "index.html"
    file.write_text(gallery_html(EDITIONS, "today"), "utf-8")
    page.goto(file.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
