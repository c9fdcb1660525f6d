from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.report.markup import parse, serialise
from analysis.report.sanitise import clean, clean_html, clean_svg, isolate_svg


@pytest.mark.parametrize(
    ("given_html", "left"),
    [
        ("<p>a &lt;b&gt; &amp; c</p>", "<p>a &lt;b&gt; &amp; c</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ("a<style>p{}</style>b", "ab"),
        ("<p onclick='x()' class='note'>a</p>", '<p class="note">a</p>'),
        ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
        ("<a href=' JaVaScRiPt:x()'>a</a>", "<a>a</a>"),
        ("<a href='https://example.org/'>a</a>", "<a>a</a>"),
        ("<a href='#w12' target=_blank>12</a>", '<a href="#w12">12</a>'),
        ("<img src=x onerror=y>", ""),
        (
            "<img src='data:image/png;base64,AAAA' alt='x'>",
            '<img src="data:image/png;base64,AAAA" alt="x">',
        ),
        ("<img src='data:text/html;base64,AAAA'>", ""),
        ("<iframe src=x>a</iframe>b", "b"),
        ("<form action=x><input><button>a</button>b</form>c", "c"),
        ("<unknown>a<b>b</b></unknown>", "a<b>b</b>"),
        (
            "<p style='color: red; background: url(x); position: fixed'>a</p>",
            '<p style="color: red">a</p>',
        ),
        ("<p style='width: expression(x())'>a</p>", "<p>a</p>"),
        ("<!-- a --><!DOCTYPE x><?php a ?>b", "b"),
        ("<base href=x><meta http-equiv=refresh><link rel=stylesheet>a", "a"),
        ("<div role='button' tabindex='5'>a</div>", "<div>a</div>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        (
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        ),
    ],
)
def test_allow_list(given_html: str, left: str) -> None:
    assert clean_html(given_html) == left


def test_svg_keeps_drawing_and_local_references_only() -> None:
    svg = clean_svg(
        '<svg viewBox="0 0 9 9" onload="x()"><style>*{}</style><script>x()</script>'
        '<defs><clipPath id="c"><rect width="9"/></clipPath></defs><g id="patch_1" clip-path="url(#c)">'
        '<use xlink:href="#c"/><use href="https://x/y#z"/><path d="M0 0" style="fill: url(http://x); stroke: #000"/>'
        '<a href="#w1"><text>12 &lt;</text></a><foreignObject><p>a</p></foreignObject>'
        '<image href="x.png"/></g><animate attributeName="x"/></svg>'
    )
    assert svg is not None
    isolate_svg(svg, "g1-")
    written = serialise(svg)
    assert '<clipPath id="g1-c">' in written
    assert 'clip-path="url(#g1-c)"' in written
    assert '<use href="#g1-c">' in written
    assert '<a href="#w1"><text>12 &lt;</text></a>' in written
    assert 'style="stroke: #000"' in written
    for gone in (
        "patch_1",
        "onload",
        "script",
        "style>",
        "foreignObject",
        "image",
        "animate",
        "http",
    ):
        assert gone not in written


FRAGMENTS = (
    st.sampled_from(
        ["<p>", "</p>", "<svg>", "</svg>", "<style>", "</style>", "<math>", "<title>", "</title>"]
    )
    | (
        st.sampled_from(
            [
                "<a href='",
                "javascript:x",
                "'>",
                '"',
                "<script>",
                "</script>",
                "<table>",
                "<td>",
                "&lt;",
            ]
        )
    )
    | (
        st.sampled_from(
            [
                "<!--",
                "-->",
                "<img src=x onerror=y>",
                "<![CDATA[",
                "]]>",
                "<noscript>",
                "<textarea>",
                "\x00",
            ]
        )
    )
)


@settings(deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=4), max_size=25).map("".join))
def test_nothing_that_runs_or_loads_is_left_of_any_text(html: str) -> None:
    written = clean_html(html)
    names = {element.name for element in parse(written).walk()}
    assert names.isdisjoint({"script", "style", "iframe", "math", "textarea", "noscript"})
    for element in parse(written).walk():
        assert not any(name.startswith("on") for name in element.attributes)
        assert element.get("href")[:1] in ("", "#")
    # What was cleaned once stays as it is: no text has become markup.
    assert clean_html(written) == written
    assert not re.search(r"<(?:script|style)", written, re.IGNORECASE)


@settings(deadline=None)
@given(st.text())
def test_escaped_text_comes_out_as_it_is(text: str) -> None:
    from html import escape

    shown = re.sub(r"\r\n?", "\n", text).replace("\x00", "")
    assert clean(f"<p>{escape(shown)}</p>").text() == shown
