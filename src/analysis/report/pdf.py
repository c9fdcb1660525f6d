"""An executed notebook -> a tagged PDF (PDF/A-2a, PDF/UA-1), set by Typst from a fixed template."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from nbconvert.exporters import Exporter

from analysis.errors import ReportError
from analysis.report import fonts
from analysis.report.blocks import Typesetting, typesetting
from analysis.report.content import Document, compose
from analysis.report.text import printable

TEMPLATE = Path(__file__).parent / "templates" / "typst" / "report.typ"
STANDARDS: tuple[tuple[Literal["a-2a", "ua-1"], ...], ...] = (("a-2a", "ua-1"), ("ua-1",), ())
"""What a PDF is asked to keep to, best first; the last is a tagged PDF without a standard."""

# Typst says so when a place depends on what depends on it.
_UNSETTLED = "did not converge"
# The date in the file of a report whose articles bear none: the same on any day.
_NO_DATE = date(2000, 1, 1)


@dataclass(frozen=True)
class PDF:
    """A PDF, the standards that it keeps to, and what its reader should know."""

    content: bytes
    standards: tuple[str, ...]
    warnings: tuple[str, ...] = ()


class BriefingPDFExporter(Exporter):
    """The PDF exporter of the reports; ``resources["report"]`` may hold the composed document."""

    export_from_notebook = "Parley report (PDF)"
    output_mimetype = "application/pdf"

    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of a notebook, and the resources with ``standards`` and ``warnings``."""
        _, resources = super().from_notebook_node(nb, resources, **kwargs)
        document = resources.get("report")
        if not isinstance(document, Document):
            document = compose(nb)
        made = write_pdf(document)
        resources["standards"], resources["warnings"] = made.standards, made.warnings
        return made.content, resources


def write_pdf(document: Document) -> PDF:
    """Set a document as PDF; the same document gives the same bytes.

    Raises
    ------
    analysis.errors.ReportError
        If Typst cannot set it at all.
    """
    info = document.info
    text = [document.root.text(), info.title, info.running, info.colophon]
    gaps = [letter for letter in fonts.missing(text) if printable(letter) == letter]
    with tempfile.TemporaryDirectory(prefix="parley-pdf-") as folder:
        root = Path(folder)
        shutil.copyfile(TEMPLATE, root / "report.typ")
        content = typesetting(document, replaced=gaps)
        for name, data in content.files.items():
            (root / name).write_bytes(data)
        made = _set(root, document, content, floats=True)
        if any(_UNSETTLED in warning for warning in made.warnings):
            made = _set(root, document, content, floats=False)
    if gaps:
        said = f"no font has these letters, shown as \ufffd in the PDF: {fonts.code_points(gaps)}"
        made = replace(made, warnings=(*made.warnings, said))
    return made


def _set(root: Path, document: Document, content: Typesetting, *, floats: bool) -> PDF:
    """Set a document; with `floats`, pictures that do not fit may move to the next page alone."""
    (root / "document.json").write_text(_data(document, content, floats), "utf-8")
    return _compiled(root, _moment(document.info.published))


def _data(document: Document, content: Typesetting, floats: bool) -> str:
    info = document.info
    data = {
        "floats": floats,
        "info": {
            "title": printable(info.title),
            "running": printable(info.running or info.title),
            "colophon": printable(info.colophon),
            "description": printable(info.description),
            "keywords": [printable(word) for word in info.keywords],
            "language": _language(info.language),
        },
        "families": fonts.families(),
        "blocks": content.blocks,
    }
    return json.dumps(data, ensure_ascii=False)


def _language(tag: str) -> str:
    """Return the language subtag, which is what Typst takes; English where it is none."""
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", tag)
    return match[0].lower() if match else "en"


def _moment(published: str | None) -> datetime:
    try:
        day = date.fromisoformat(published) if published else _NO_DATE
    except ValueError:
        day = _NO_DATE
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _compiled(root: Path, moment: datetime) -> PDF:
    import typst

    compiler = typst.Compiler(
        str(root / "report.typ"),
        root=str(root),
        font_paths=fonts.folders(),
        ignore_system_fonts=True,
    )
    refused: list[str] = []
    for standards in STANDARDS:
        try:
            content, notes = compiler.compile_with_warnings(
                format="pdf", pdf_standards=list(standards), timestamp=moment
            )
        except typst.TypstError as error:
            refused.append(str(error))
            continue
        if not isinstance(content, bytes):  # several files, for other formats than PDF
            break
        warnings = tuple(str(note.message) for note in notes)
        if standards != STANDARDS[0]:
            kept = " and ".join(standards) or "no standard, only tags"
            warnings = (f"the PDF keeps to {kept}: {refused[0]}", *warnings)
        return PDF(content, standards, warnings)
    raise ReportError("the PDF cannot be set", found=refused[-1:] or None)
