"""The walls of the house: imports point one way, and each big library has one home."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "analysis"

# Which parts may import which other parts of the package (their own part is always allowed).
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "model": {"errors"},
    "language_model": {"errors"},
    "whole": {"errors"},
    "ordering": {"model"},
    "reference": {"errors", "model"},
    "articles": {"errors", "model"},
    "project": {"errors", "articles"},
    "annotate": {"errors", "model", "reference", "language_model"},
    "batch": {"errors", "model", "project", "articles", "annotate"},
    "cache": {"errors", "model", "project", "articles", "annotate", "language_model"},
    "corrections": {"errors", "model", "project", "reference", "whole"},
    "tables": {"errors", "model", "ordering"},
    "table_files": {"errors", "model", "tables", "reconcile", "whole"},
    "reconcile": {"errors", "model", "tables", "ordering"},
    "dossier": {
        *("errors", "model", "project", "articles", "cache", "corrections", "tables", "reconcile"),
    },
    "summaries": {"errors", "model", "tables", "reference", "reconcile"},
    "charts": {"errors", "model", "tables", "summaries"},
    "display": {"errors", "model", "tables", "summaries", "charts", "dossier"},
    "report": {
        "errors",
        "model",
        "project",
        "articles",
        "language_model",
        "cache",
        "tables",
        "table_files",
        "whole",
        "dossier",
    },
    "changes": {"errors", "model", "dossier", "reconcile", "summaries"},
    "workbench": {"dossier", "summaries", "display", "charts"},
    "explorer": {
        "errors",
        "model",
        "dossier",
        "summaries",
        "charts",
        "display",
        "corrections",
    },
    "exports": {"errors", "model", "ordering", "reference", "reconcile"},
    "evaluate": {"errors", "model", "reference", "articles", "annotate", "tables", "reconcile"},
    "editions": {"errors", "project", "articles", "report"},
    "notify": {"errors"},
    "gallery": set(),
    "schedule": {
        "errors",
        "changes",
        "gallery",
        "notify",
        "reference",
        "model",
        "project",
        "articles",
        "whole",
        "dossier",
        "editions",
        "report",
    },
}
# The one home of each big library.
HOMES: dict[str, set[str]] = {
    "spacy": {"annotate"},
    "thinc": {"annotate"},
    "matplotlib": {"charts"},
    "papermill": {"report"},
    "nbconvert": {"report"},
    "typst": {"report"},
    "trafilatura": {"articles"},
    "lxml": {"articles"},
    "feedparser": {"articles"},
    "pypdf": {"articles"},
    "docx": {"articles"},
    "striprtf": {"articles"},
    "networkx": {"exports"},
    "icalendar": {"exports"},
    "anywidget": {"explorer"},
}
TOP = {"cli", "__init__", "__main__"}


def part_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "_notebooks" not in path.parts)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            if node.module == "analysis":
                yield from (f"analysis.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    part = part_of(path)
    if part in TOP:
        return
    assert part in ALLOWED, f"say in tests/test_walls.py what {part} may import"
    for name in imported(path):
        if name.startswith("analysis."):
            other = name.split(".")[1]
            if other == "__version__":
                continue
            assert other == part or other in ALLOWED[part], f"{part} must not import {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_big_library_has_one_home(path: Path) -> None:
    part = part_of(path)
    for name in imported(path):
        library = name.split(".")[0]
        if library in HOMES:
            assert part in HOMES[library], f"{library} belongs in {HOMES[library]}, not in {part}"


def test_importing_the_package_is_light() -> None:
    program = (
        "import sys, analysis\n"
        "heavy = {'spacy', 'pandas', 'matplotlib', 'papermill', 'nbconvert', 'typst'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    output = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert output.strip() == "[]"
