from __future__ import annotations

from typing import Any

import pytest

from analysis.report.content import Document, Failure, Info, compose
from analysis.report.markup import serialise


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": list(cells)}


def markdown(text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def shown(data: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    output = {"output_type": "display_data", "data": data, "metadata": metadata}
    return {"cell_type": "code", "metadata": {}, "source": "secret code", "outputs": [output]}


def html_of(document: Document) -> str:
    return serialise(document.root)


def test_headings_form_one_outline_under_one_title() -> None:
    document = compose(
        notebook(markdown("## A\n\n#### Deep\n\n# Another\n\n### Below\n\n## B")), Info("Title")
    )
    assert document.headings() == [
        (1, "title", "Title"),
        (2, "a", "A"),
        (3, "deep", "Deep"),
        (2, "another", "Another"),
        (3, "below", "Below"),
        (2, "b", "B"),
    ]


def test_the_notebooks_own_title_is_kept() -> None:
    document = compose(notebook(markdown("# Own\n\nText")), Info("Title"))
    assert [title for _, _, title in document.headings()] == ["Own"]


def test_code_is_not_shown_and_raw_html_in_markdown_stays_text() -> None:
    written = html_of(
        compose(notebook(markdown("<b onclick=x>a</b>"), shown({"text/plain": "<i>"})))
    )
    assert "secret" not in written
    assert "&lt;b onclick=x&gt;a&lt;/b&gt;" in written
    assert '<pre class="stream stdout">&lt;i&gt;</pre>' in written


def test_only_allowed_types_are_shown_the_richest_first() -> None:
    data = {"application/javascript": "alert(1)", "text/latex": "$x$", "text/plain": "plain"}
    assert "plain" in html_of(compose(notebook(shown(data))))
    assert "alert" not in html_of(compose(notebook(shown(data))))
    rich = html_of(compose(notebook(shown({"text/plain": "plain", "text/html": "<p>rich</p>"}))))
    assert "<p>rich</p>" in rich
    assert "plain" not in rich
    assert html_of(compose(notebook(shown({"application/x-unknown": "x"})))) == html_of(
        compose(notebook())
    )


def test_a_picture_has_its_description_caption_and_number() -> None:
    svg = '<svg width="10pt" viewBox="0 0 1 1"><path id="m" d="M0 0"/></svg>'
    cell = shown(
        {"image/svg+xml": svg}, **{"image/svg+xml": {"alt": "Two <bars>", "caption": "Bars"}}
    )
    written = html_of(compose(notebook(cell, cell)))
    assert 'aria-label="Two &lt;bars&gt;" role="img"' in written
    assert '<span class="label">Figure 2</span>' in written
    assert written.count('id="m"') == 1


def test_a_picture_with_links_is_a_group() -> None:
    svg = '<svg><a href="#w1"><path d="M0 0"/></a></svg>'
    cells = [shown({"image/svg+xml": svg}), shown({"text/html": '<p id="w1">words</p>'})]
    assert 'role="group"' in html_of(compose(notebook(*cells)))


def test_links_that_lead_nowhere_and_second_ids_are_taken_away() -> None:
    html = '<p id="w1">a <a href="#w1">1</a> <a href="#w2">2</a></p><p id="w1">b</p>'
    written = html_of(compose(notebook(shown({"text/html": html}))))
    assert '<a href="#w1">1</a> <a>2</a>' in written
    assert written.count('id="w1"') == 1


def test_header_cells_say_what_they_head() -> None:
    html = "<table><caption>C</caption><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>r</th><td>1</td></tr></tbody></table>"
    written = html_of(compose(notebook(shown({"text/html": html}))))
    assert '<td></td><th scope="col">a</th>' in written
    assert '<th scope="row">r</th>' in written
    assert '<span class="label">Table 1</span>' in written


def test_a_failed_run_is_said_at_the_cell_that_failed() -> None:
    error = {
        "output_type": "error",
        "ename": "E",
        "evalue": "v",
        "traceback": ["\x1b[31mline <x>\x1b[0m"],
    }
    cells = [
        shown({"text/html": "<p>first</p>"}),
        {"cell_type": "code", "metadata": {}, "source": "1 / 0  # <b>", "outputs": [error]},
    ]
    written = html_of(compose(notebook(*cells), None, Failure(2, "Cell 2 failed with E: v")))
    assert (
        written.index("first") < written.index("This report is not whole.") < written.index("line")
    )
    assert "1 / 0  # &lt;b&gt;" in written
    assert "line &lt;x&gt;</pre>" in written


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_streams_are_shown_as_text(name: str) -> None:
    output = {"output_type": "stream", "name": name, "text": ["a <b>\n", "\x1b[1mc\x1b[0m\n"]}
    cell = {"cell_type": "code", "metadata": {}, "source": "", "outputs": [output]}
    assert f'<pre class="stream {name}">a &lt;b&gt;\nc</pre>' in html_of(compose(notebook(cell)))
