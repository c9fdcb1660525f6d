"""The HTML in a real browser: nothing runs, nothing is asked for, everyone can read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from analysis.report.run import ReportResult

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that keeps what it asked for, said and logged."""
    context = browser.new_context(**getattr(request, "param", {}))
    opened = context.new_page()
    opened.asked, opened.dialogs, opened.errors = [], [], []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    yield opened
    context.close()


@pytest.mark.parametrize("name", ["briefing", "raw"])
def test_hostile_text_runs_nothing_and_asks_for_nothing(
    page: Any, hostile_reports: dict[str, ReportResult], name: str
) -> None:
    address = hostile_reports[name].files["html"].as_uri()
    page.goto(address)
    for link in page.locator("main a").all()[:40]:
        link.dispatch_event("click")
    page.wait_for_timeout(200)
    outside = [url for url in page.asked if not url.startswith(("data:", address))]
    assert outside == []
    assert page.dialogs == []
    assert page.errors == []
    assert page.title() != "broken"
    assert page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize(
    "page",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
    ],
    ids=["light", "dark", "320px"],
    indirect=True,
)
@pytest.mark.parametrize("name", ["briefing", "hostile"])
def test_no_accessibility_violation_and_no_sideways_scrolling(
    page: Any,
    reports: dict[str, ReportResult],
    hostile_reports: dict[str, ReportResult],
    name: str,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    result = reports["briefing"] if name == "briefing" else hostile_reports["briefing"]
    page.goto(result.files["html"].as_uri())
    found = Axe().run(page).response["violations"]
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"][:3]])
        for violation in found
    ] == []
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1]


def test_every_letter_is_drawn_with_an_embedded_font(
    page: Any, hostile_reports: dict[str, ReportResult]
) -> None:
    page.goto(hostile_reports["briefing"].files["html"].as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status == 'error').length)"
    )
    assert loaded == 0
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"', 'Talks')")


def test_keyboard_users_can_skip_to_the_report(page: Any, reports: dict[str, ReportResult]) -> None:
    page.goto(reports["briefing"].files["html"].as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"
