"""Runs in a real kernel: values arrive as they are, and no run that stopped counts as whole."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from analysis.errors import ReportError
from analysis.report.run import report

pytestmark = pytest.mark.slow

ODD = "back\\slash \"double\" 'single' \n newline {braces} ${x} é 中文 سلام 🙂 \u2028 # no comment"

# Every way to end a text, to escape the end, and to begin code, two of them in a row.
PIECES = (
    *("'", '"', "'''", '"""', "\\", "\\\\", "\n", "\r\n", "\t", "\0", "\x1b", "\u2029", "\ufeff"),
    *(
        "None",
        "True",
        "nan",
        "2031-05-14",
        "{x}",
        "%s",
        "$(id)",
        "`id`",
        "#",
        "f'{1}'",
        "\\N{DASH}",
    ),
    *("\\x41", "\\u0041", ") or exit(", "\nimport os; os._exit(3)\n", "<script>", "🙂", "e\u0301"),
)
HOSTILE = [one + other for one in PIECES for other in PIECES]


def test_values_arrive_in_the_kernel_as_they_were_given(notebooks: Path, tmp_path: Path) -> None:
    values: dict[str, object] = {
        "text": ODD,
        "choice": None,
        "numbers": [1, -2, 10**20],
        "ratio": 1e-9,
        "flag": "yes",
        "words": ["2031-05-14", ODD, "", *HOSTILE],
    }
    result = report(
        notebook=notebooks / "echo.ipynb", parameters=values, formats=(), output=tmp_path
    )
    notebook = json.loads(result.files["notebook"].read_text("utf-8"))
    printed = "".join(notebook["cells"][-1]["outputs"][0]["text"])
    assert json.loads(printed) == [ODD, None, [1, -2, 10**20], 1e-9, True, values["words"]]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("raise", "failed with ValueError: no such thing <b>here</b>"),
        ("exit", "left the kernel"),
        ("kill", "ended the kernel"),
        ("sleep", "was not done when the run's 15 seconds were over"),
    ],
)
def test_a_run_that_stops_leaves_the_last_good_report_and_a_folder_marked_as_failed(
    notebooks: Path, tmp_path: Path, how: str, said: str
) -> None:
    good = tmp_path / "failing"
    good.mkdir()
    (good / "failing.html").write_text("the last good one")
    with pytest.raises(ReportError, match="did not run to its end") as caught:
        report(
            notebook=notebooks / "failing.ipynb",
            parameters={"how": how},
            output=tmp_path,
            timeout=15 if how == "sleep" else 60,
        )
    assert said in str(caught.value)
    assert caught.value.exit_status != 0
    failed = tmp_path / "failing.failed"
    assert sorted(path.name for path in failed.iterdir()) == [
        "failing.failed.html",
        "failing.ipynb",
        "run.json",
    ]
    record = json.loads((failed / "run.json").read_text("utf-8"))
    assert record["status"] == "failed"
    assert record["failure"]["cell"] == 5
    page = (failed / "failing.failed.html").read_text("utf-8")
    assert "This report is not whole." in page
    assert "before" in page
    assert "after</pre>" not in page
    assert [path.name for path in good.iterdir()] == ["failing.html"]
    # Nothing but the two folders and the lock is left, and no kernel.
    assert {path.name for path in tmp_path.iterdir()} <= {
        "failing",
        "failing.failed",
        ".parley.lock",
    }


def test_a_good_run_takes_the_failed_one_away(notebooks: Path, tmp_path: Path) -> None:
    (tmp_path / "failing.failed").mkdir()
    result = report(
        notebook=notebooks / "failing.ipynb",
        parameters={"how": "no"},
        formats=["html"],
        output=tmp_path,
    )
    assert sorted(os.listdir(tmp_path)) == [".parley.lock", "failing"]
    assert set(result.files) == {"html", "notebook", "record"}
    assert "before" in result.files["html"].read_text("utf-8")
