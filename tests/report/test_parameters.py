from __future__ import annotations

import json
import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import ParameterError
from analysis.report.parameters import parse_schema, read_schema

CELL = """
articles: list[str] = []  # paths or names
published: str = ""  # ISO date
most: int = 10  # rows
share: float | None = None  # between 0 and 1
marks: bool = True
order: Literal["date", "name"] = "date"  # how rows are sorted
days: list[int] = [1, 2]
plain = "text"
"""
SCHEMA = parse_schema(CELL, "briefing")

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = {
    "articles": st.lists(TEXT),
    "published": TEXT,
    "most": st.integers(),
    "share": st.none() | st.floats(allow_nan=False, allow_infinity=False),
    "marks": st.booleans(),
    "order": st.sampled_from(["date", "name"]),
    "days": st.lists(st.integers()),
    "plain": TEXT,
}


def test_schema_holds_names_types_defaults_and_comments() -> None:
    assert [(p.name, str(p.type), p.default, p.help) for p in SCHEMA.parameters] == [
        ("articles", "list[str]", [], "paths or names"),
        ("published", "str", "", "ISO date"),
        ("most", "int", 10, "rows"),
        ("share", "float | None", None, "between 0 and 1"),
        ("marks", "bool", True, ""),
        ("order", "Literal['date', 'name']", "date", "how rows are sorted"),
        ("days", "list[int]", [1, 2], ""),
        ("plain", "str", "text", ""),
    ]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("published", "007", "007"),
        ("published", "NO", "NO"),
        ("published", "12:30", "12:30"),
        ("published", "2031-05-14", "2031-05-14"),
        ("published", "null", "null"),
        ("most", "007", 7),
        ("most", "-3", -3),
        ("share", "1", 1.0),
        ("share", "none", None),
        ("marks", "No", False),
        ("marks", "true", True),
        ("articles", "a, b.txt", ["a, b.txt"]),
        ("articles", '["a", "b"]', ["a", "b"]),
        ("articles", ("a", "b"), ["a", "b"]),
        ("days", "5", [5]),
        ("days", "[5, 6]", [5, 6]),
    ],
)
def test_text_is_read_by_the_declared_type(name: str, text: object, value: object) -> None:
    read = SCHEMA.check({name: text})[name]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("most", "ten"),
        ("most", "1_000"),
        ("most", "1.5"),
        ("most", True),
        ("most", 1.0),
        ("most", ""),
        ("share", "nan"),
        ("share", math.inf),
        ("marks", "maybe"),
        ("marks", 1),
        ("order", "size"),
        ("days", "[1, true]"),
        ("days", "[1"),
        ("articles", {"a": 1}),
        ("published", None),
        ("published", b"x"),
        ("published", date(2031, 5, 14)),
        ("articles", [date(2031, 5, 14)]),
        ("articles", [None]),
        ("share", "1" * 5000),
        ("share", 10**400),
        ("articles", "[" * 100_000),
        ("published", 7),
        ("published", "\udcff"),
    ],
)
def test_a_wrong_type_is_an_error_that_says_what_is_allowed(name: str, value: object) -> None:
    with pytest.raises(ParameterError) as caught:
        SCHEMA.check({name: value})
    assert name in str(caught.value)
    assert caught.value.allowed
    assert caught.value.exit_status == 2


def test_an_unknown_name_is_an_error_with_the_names_there_are_and_the_nearest() -> None:
    with pytest.raises(ParameterError, match="Did you mean 'published'") as caught:
        SCHEMA.check({"publishd": "x"})
    assert "order: Literal" in str(caught.value)


@pytest.mark.parametrize(
    "cell",
    [
        "x: dict[str, int] = {}",
        "x = {'a': 1}",
        "x = print(1)",
        "x: str",
        "x: int = 'a'",
        "print(1)",
        "x, y = 1, 2",
        "x[0] = 1",
        "x: bytes = b''",
        "x = [1, 2]",
        "x = ",
        "x: '1 +' = 1",
        "x = " + "-" * 100_000 + "1",
        "x = " + "(" * 5_000 + ")" * 5_000,
        "x = " + "1 + " * 20_000 + "1",
        "x: int = {[]: 1}",
        "x = 'a\0b'; y = \0",
    ],
)
def test_a_cell_that_json_cannot_hold_is_refused(cell: str) -> None:
    with pytest.raises(ParameterError):
        parse_schema(cell, "briefing")


def test_only_the_tagged_cell_is_read() -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "source": "a = 1"},
        {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": ["b: int = 1\n"]},
    ]
    assert read_schema(cells, "x").names() == ("b",)
    assert read_schema(cells[:1], "x").names() == ()


@settings(deadline=None)
@given(st.fixed_dictionaries({}, optional=VALUES))
def test_values_survive_papermill(values: dict[str, object]) -> None:
    from analysis.report.light import without_slow_validators

    without_slow_validators()
    import nbformat
    import papermill

    checked = SCHEMA.check(values)
    assert json.loads(json.dumps(checked)) == checked
    cell = nbformat.v4.new_code_cell(CELL, metadata={"tags": ["parameters"]})
    notebook = nbformat.v4.new_notebook(
        cells=[cell],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    written = papermill.execute_notebook(
        notebook, None, checked, prepare_only=True, kernel_name="python3", language="python"
    )
    seen: dict[str, object] = {}
    for injected in written.cells:
        if "injected-parameters" in injected.metadata.get("tags", []):
            exec(injected.source, seen)
    assert {name: seen[name] for name in checked} == checked
