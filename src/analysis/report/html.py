"""An executed notebook -> one self-contained HTML file: no script, no request, fonts inside."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter, HTMLExporter
from traitlets import Unicode, default

from analysis.report import fonts
from analysis.report.content import Document, compose
from analysis.report.markup import Element, serialise
from analysis.report.text import printable

TEMPLATES = Path(__file__).parent / "templates"


class BriefingHTMLExporter(HTMLExporter):
    """The HTML exporter of the reports, on the template in ``templates/html``.

    ``resources["report"]`` may hold the composed document; without it, it is made from the
    notebook.
    """

    export_from_notebook = "Parley report (HTML)"
    template_file = Unicode("index.html.j2", allow_none=True)

    @default("template_paths")
    def _own_templates(self) -> list[str]:
        """Name the report's own templates and no others: no rule of nbconvert's can slip in."""
        return [str(TEMPLATES / "html")]

    def default_filters(self) -> Any:
        """Yield nbconvert's filters and ours."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield ("text", _text)

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the HTML of a notebook, and the resources."""
        _, resources = Exporter.from_notebook_node(self, nb, resources, **kwargs)
        document = resources.get("report")
        if not isinstance(document, Document):
            document = compose(nb)
        return self.template.render(**_context(document)), resources


def _context(document: Document) -> Mapping[str, object]:
    body = printable(serialise(with_scrolling(document.root)))
    everything = [body, document.info.title, document.info.running, document.info.colophon]
    return {
        "report": document,
        "report_body": body,
        "report_fonts": fonts.stylesheet(everything),
        "report_contents": [
            (level, identifier, title)
            for level, identifier, title in document.headings()
            if level in (2, 3)
        ],
    }


def _text(value: object) -> str:
    return escape(printable(str(value)))


def with_scrolling(element: Element) -> Element:
    """Return a copy with all tables and drawn figures to be scrolled, by keyboard too.

    On a narrow screen they keep a width at which they can be read.
    """
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(child)
        elif child.name == "table":
            children.append(_scrolled(child, _caption(child, "caption") or "Table"))
        elif child.name == "svg" and element.name == "figure":
            children.append(_scrolled(child, _caption(element, "figcaption") or "Figure"))
        else:
            children.append(with_scrolling(child))
    return Element(element.name, element.attributes, children)


def _caption(element: Element, kind: str) -> str:
    caption = next((child for child in element.elements() if child.name == kind), None)
    return " ".join(caption.text().split()) if caption is not None else ""


def _scrolled(element: Element, name: str) -> Element:
    attributes = {"class": "scroll", "role": "region", "aria-label": name, "tabindex": "0"}
    return Element("div", attributes, [element])


def html_warnings(document: Document) -> list[str]:
    """Return what a reader of the HTML should know: letters that only their own fonts can show."""
    info = document.info
    gaps = fonts.missing([document.root.text(), info.title, info.running, info.colophon])
    if not gaps:
        return []
    named = fonts.code_points(gaps)
    return [f"no font has these letters; the HTML leaves them to the reader's own fonts: {named}"]
