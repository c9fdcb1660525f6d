"""The explorer in a real browser: its script in a plain page, and in JupyterLab."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis.corrections import read_corrections
from analysis.dossier import Dossier
from analysis.explorer import widget
from analysis.explorer.view import view_of
from analysis.summaries import digest
from tests.dossiers import Builder, fishery

pytestmark = pytest.mark.browser
HERE = Path(widget.__file__).parent
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
# A model as anywidget gives it to the script: what is sent is kept, for the test to look at.
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Explorer</title>
<style>%s</style></head><body><main id="here"></main><script type="module">
import explorer from "data:text/javascript;base64,%s";
window.sent = [];
const listeners = {};
window.model = {
  view: %s,
  get: (name) => window.model[name],
  on: (name, does) => { listeners[name] = does; },
  off: (name) => { delete listeners[name]; },
  send: (message) => window.sent.push(message),
};
window.tell = (message) => listeners["msg:custom"](message);
window.redraw = () => listeners["change:view"]();
window.end = explorer.render({ model: window.model, el: document.getElementById("here") });
window.left = () => Object.keys(listeners).length;
</script></body></html>"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data" / "articles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1100, "height": 800})
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    opened.close()
    assert problems == []


def show(page: Any, path: Path, dossier: Dossier) -> None:
    import base64

    script = base64.b64encode((HERE / "widget.js").read_bytes()).decode()
    view = json.dumps(view_of(digest(dossier))).replace("<", "\\u003c")
    file = path / "page.html"
    file.write_text(PAGE % ((HERE / "widget.css").read_text("utf-8"), script, view), "utf-8")
    page.goto(file.as_uri())
    page.wait_for_selector(".parley-explorer")


def on(page: Any) -> str:
    return " ".join(page.locator("mark.parley-on").all_inner_texts())


def test_choosing_an_item_highlights_its_words(page: Any, project: Path) -> None:
    show(page, project, fishery().dossier())
    page.locator('[data-layer="positions"]').click()
    assert page.locator(".parley-item").count() == 6
    page.get_by_role("button", name="Sund Islands: reject").click()
    assert on(page) == "rejected any access to inner waters"
    page.get_by_role("button", name="Sund Islands: reject").click()
    assert on(page) == ""


def test_clicking_on_words_chooses_their_item_and_goes_round_those_that_overlap(
    page: Any, project: Path
) -> None:
    show(page, project, fishery().dossier())
    page.locator('[data-layer="meetings"]').click()
    page.locator("mark", has_text="the first talks since March").click()
    assert page.locator('[aria-expanded="true"]').inner_text().startswith("Meeting, March 2031")
    page.locator('[data-layer="statements"]').click()
    page.locator("mark", has_text="We will close our ports").click()
    assert "Ada Holm" in page.locator('[aria-expanded="true"]').inner_text()


def test_filters_leave_what_fits_and_say_how_much(page: Any, project: Path) -> None:
    show(page, project, fishery().dossier())
    page.locator('[data-layer="positions"]').click()
    page.locator('[data-filter="side"]').select_option("Sund Islands")
    assert page.locator(".parley-count").inner_text() == "2 of 6 positions"
    assert page.locator("mark").count() == 2
    page.locator('[data-filter="side"]').select_option("")
    page.locator('[data-filter="type"]').select_option("threaten")
    assert page.locator(".parley-item").count() == 1
    page.locator('[data-filter="type"]').select_option("")
    page.locator('[data-filter="least"]').fill("50")
    assert page.locator(".parley-count").inner_text() == "5 of 6 positions"
    page.locator('[data-filter="actor"]').select_option("Bo Lind")
    assert page.locator(".parley-count").inner_text() == "0 of 6 positions"


def test_offsets_are_code_points_whatever_the_script(page: Any, project: Path) -> None:
    made = Builder(
        "🐟🐟 Talks of 𝔛 and the 🐟 union <b>began</b> in Vik.\nقال الوزير إن المحادثات بدأت"
    )
    made.actor("union", "organisation", "🐟 union <b>began</b>")
    made.actor("minister", "person", "الوزير")
    show(page, project, made.dossier())
    page.get_by_role("button", name="union").click()
    assert on(page) == "🐟 union <b>began</b>"
    page.get_by_role("button", name="minister").click()
    assert on(page) == "الوزير"
    assert page.locator('p[dir="rtl"]').count() == 1


def test_an_article_without_anything_says_so(page: Any, project: Path) -> None:
    show(page, project, Builder("Rain fell on Vik.").dossier())
    assert page.locator(".parley-count").inner_text() == "No actors were found in this article."


def test_an_edit_sends_only_what_was_changed(page: Any, project: Path) -> None:
    show(page, project, fishery().dossier())
    page.locator('[data-layer="positions"]').click()
    page.locator(".parley-item").first.click()
    page.locator('[data-act="edit"]').click()
    assert page.locator('[data-field="holder"]').input_value() == "Norrland"
    page.locator('[data-field="type"]').select_option("appeal")
    page.locator('[data-act="save"]').click()
    assert page.evaluate("window.sent") == [
        {"op": "edit", "article": 0, "layer": "positions", "id": "p1", "values": {"type": "appeal"}}
    ]
    page.evaluate('window.tell({text: "not allowed", error: true})')
    assert page.locator(".parley-notice.parley-error").inner_text() == "not allowed"


def test_selected_words_are_sent_as_their_place(page: Any, project: Path) -> None:
    made = Builder("🐟 first.\nThe 🐟 union struck in Vik.")
    show(page, project, made.dossier())
    page.locator('[data-act="add"]').click()
    assert "First select" in page.locator(".parley-notice").inner_text()
    page.evaluate(
        """() => {
            const text = document.querySelectorAll("p[data-start]")[1].lastChild;
            const at = text.data.indexOf("union");
            getSelection().setBaseAndExtent(text, at, text, at + 6);
        }"""
    )
    page.locator('[data-act="add"]').click()
    page.locator('[data-field="name"]').fill("the union")
    page.locator('[data-field="kind"]').select_option("organisation")
    page.locator('[data-act="save"]').click()
    (message,) = page.evaluate("window.sent")
    start = made.article.text.index("union")
    assert (message["start"], message["end"], message["text"]) == (start, start + 5, "union")
    assert message["values"] == {"name": "the union", "kind": "organisation"}


def test_the_widget_lets_go_of_its_model(page: Any, project: Path) -> None:
    show(page, project, fishery().dossier())
    assert page.evaluate("window.left()") == 2
    page.evaluate("window.end()")
    assert page.evaluate("window.left()") == 0


@pytest.mark.parametrize("width", [1100, 420])
def test_it_is_accessible_and_fits(page: Any, project: Path, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page.set_viewport_size({"width": width, "height": 800})
    show(page, project, fishery().dossier())
    page.locator('[data-layer="positions"]').click()
    page.locator(".parley-item").nth(1).click()
    page.locator('[data-act="edit"]').click()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found
            if one["id"] not in ("page-has-heading-one", "region")] == []  # fmt: skip
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


# --- JupyterLab -------------------------------------------------------------------------------


@pytest.fixture
def lab(project: Path) -> Iterator[str]:
    """A JupyterLab on a project with one article, and a notebook that explores it."""
    (project / "data" / "articles" / "ferries.txt").write_text(
        "VIK, April 10, 2031 - The ferry union demanded a 9 percent raise on Tuesday.\n\n"
        '"We will strike unless the company moves," union leader Ada Holm said.\n',
        "utf-8",
    )
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell('import analysis\nanalysis.explore("ferries")')],
        metadata={"kernelspec": KERNEL},
    )
    nbformat.write(notebook, project / "look.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    options = [f"--port={port}", "--IdentityProvider.token=", "--LabApp.news_url="]
    settings = {**os.environ, "JUPYTER_CONFIG_DIR": str(project / ".jupyter")}
    with (project / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, *options], cwd=project, stdout=log, stderr=log, env=settings
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status")
        yield f"http://127.0.0.1:{port}/lab/tree/look.ipynb"
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@pytest.mark.slow
def test_a_correction_made_in_jupyterlab_is_in_the_next_report(
    page: Any, lab: str, project: Path
) -> None:
    from analysis.report.run import report

    page.goto(lab, timeout=60_000)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_selector(".parley-explorer", timeout=60_000)
    page.locator('[data-layer="positions"]').click()
    page.locator(".parley-item", has_text="demand").click()
    assert "demanded a 9 percent raise" in on(page)
    page.locator('[data-act="edit"]').click()
    page.locator('[data-field="issue"]').fill("pay at the ferries")
    page.locator('[data-act="save"]').click()
    page.wait_for_selector(".parley-notice:not(:empty)")
    assert page.locator(".parley-notice").inner_text().startswith("Written to ferries.toml")
    assert page.locator(".parley-item", has_text="pay at the ferries").count() == 1
    path = project / "data" / "corrections" / "ferries.toml"
    assert [one.issue for one in read_corrections(path).entries] == ["pay at the ferries"]
    result = report("ferries", output=project / "reports", formats=["html"])
    assert "pay at the ferries" in result.files["html"].read_text("utf-8")
