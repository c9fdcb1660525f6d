"""Notebooks run in this process: quicker than a kernel, where only their content matters."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat

from analysis.report.content import Document, compose
from analysis.report.pages import Pages, information, write_pages

ROOT = Path(__file__).parents[2]


def run_cells(name: str, **parameters: Any) -> tuple[Any, dict[str, Any]]:
    """Run the notebook `name`; return it with its outputs, and the names it left."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), names)
        if "parameters" in cell.metadata.get("tags", []):
            names.update(parameters)
        shown = None if last is None else eval(_expression(last, name), names)
        cell.outputs = [] if shown is None else [_output(shown)]
    return notebook, names


def _expression(statement: ast.stmt, name: str) -> Any:
    assert isinstance(statement, ast.Expr)
    return compile(ast.Expression(statement.value), name, "eval")


def _output(shown: Any) -> Any:
    made = shown._repr_mimebundle_()
    data, metadata = made if isinstance(made, tuple) else (made, {})
    return nbformat.v4.new_output("display_data", data=data, metadata=metadata)


def document(name: str, **parameters: Any) -> Document:
    """Return the document of the notebook `name`."""
    notebook, names = run_cells(name, **parameters)
    return compose(notebook, information(names["report"].annotations, name))


def write(made: Document, folder: Path, name: str = "briefing") -> Pages:
    """Write a document as HTML and PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_pages(made, ("html", "pdf"), folder, name)
