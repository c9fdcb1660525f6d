"""The notebooks: without outputs, without logic, and running as they are."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NAMES = ("actors", "positions", "chronology", "briefing")
PARAMETERS = {"articles": "list[str]", "published": "str", "model": "str"}
# A statement may bind the result of a call to a name, import, or be a call.
CALLS = (ast.Call,)


def notebook(name: str) -> Any:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=nbformat.NO_CONVERT)


def code_cells(name: str) -> list[Any]:
    return [cell for cell in notebook(name).cells if cell.cell_type == "code"]


def test_these_are_all() -> None:
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_valid_without_outputs_and_with_stable_names(name: str) -> None:
    made = notebook(name)
    nbformat.validate(made)
    assert (made.nbformat, made.nbformat_minor) == (4, 5)
    assert made.metadata.kernelspec.name == "python3"
    assert made.metadata.title
    ids = [cell.id for cell in made.cells]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z-]+", identity) for identity in ids)
    for cell in code_cells(name):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("name", NAMES)
def test_parameters_have_types_and_comments(name: str) -> None:
    tagged = [cell for cell in code_cells(name) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert code_cells(name)[0] is not None
    assert code_cells(name)[0].id == tagged[0].id
    lines = tagged[0].source.splitlines()
    found = {}
    for line, statement in zip(lines, ast.parse(tagged[0].source).body, strict=True):
        assert isinstance(statement, ast.AnnAssign)
        assert isinstance(statement.target, ast.Name)
        assert "  # " in line
        found[statement.target.id] = ast.unparse(statement.annotation)
    assert PARAMETERS.items() <= found.items()


@pytest.mark.parametrize("name", NAMES)
def test_papermill_shows_the_parameters(name: str) -> None:
    from papermill.inspection import inspect_notebook

    shown = inspect_notebook(str(NOTEBOOKS / f"{name}.ipynb"))
    for parameter, kind in PARAMETERS.items():
        assert shown[parameter]["inferred_type_name"].replace(" ", "") == kind
        assert shown[parameter]["help"]


@pytest.mark.parametrize("name", NAMES)
def test_cells_hold_no_logic(name: str) -> None:
    for cell in code_cells(name)[1:]:
        for statement in ast.parse(cell.source).body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                continue
            assert isinstance(statement, ast.Expr | ast.Assign)
            assert isinstance(statement.value, CALLS)
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(
                node,
                ast.If | ast.IfExp | ast.For | ast.While | ast.comprehension | ast.Lambda
                | ast.FunctionDef | ast.BinOp | ast.BoolOp | ast.Compare | ast.Subscript,
            ), ast.unparse(node)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_headings_skip_no_level(name: str) -> None:
    level = 1
    for cell in notebook(name).cells:
        if cell.cell_type != "markdown":
            continue
        for hashes in re.findall(r"^(#+) ", cell.source, re.MULTILINE):
            assert 2 <= len(hashes) <= level + 1
            level = len(hashes)


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("articles") / "ferry.txt"
    file.write_text(
        "Ferry crews and owners to meet again\n\n"
        "The Ferry Workers' Union rejected an offer of 3 percent from the Straits Company on Monday.\n\n"
        "“We want six,” said Lena Moor, who leads the union. The two sides met in Kirkvik on 3 June "
        "2030 and are to meet again on 10 June.\n",
        "utf-8",
    )
    return file


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_runs_under_papermill_from_any_folder(
    name: str, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papermill import execute_notebook

    monkeypatch.chdir(tmp_path)
    target = tmp_path / "out.ipynb"
    given = {"articles": [str(article)], "published": "2030-06-05"}
    execute_notebook(
        str(NOTEBOOKS / f"{name}.ipynb"),
        str(target),
        given,
        progress_bar=False,
        kernel_name="python3",
    )
    done = nbformat.read(target, as_version=4)
    outputs = [output for cell in done.cells for output in cell.get("outputs", [])]
    assert outputs
    assert {output.output_type for output in outputs} <= {"execute_result", "display_data"}
    pages = "".join(output.data.get("text/html", "") for output in outputs)
    assert "Published 5 June 2030" in pages
    assert "<script" not in pages
    for output in outputs:
        if "image/svg+xml" in output.data:
            described = output.metadata["image/svg+xml"]
            assert described["alt"]
            assert described["caption"]
