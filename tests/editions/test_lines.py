"""On which line each key of a TOML file stands."""

from __future__ import annotations

import tomllib
from typing import Any

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.editions.lines import Path, lines_of

TEXT = '''# a comment with [brackets] and "quotes"
top = 1

[edition.morning]  # [not.a.table]
notebook = "a # b"
"quoted key" = """
two = 2
[no.table]
\\""" """
'literal' = \'\'\'
x = 1\'\'\'
articles = [
  "a]", # ]
  { name = "in", deep = [1, 2] },
]
one.two.three = 1979-05-27T07:32:00Z

[[edition.morning.notify]]
mail = ["a"]
[[edition.morning.notify]]
mail = "b"
  [edition.morning.notify.more]
  key = inf
'''


def test_every_kind_of_line() -> None:
    tomllib.loads(TEXT)
    lines = lines_of(TEXT)
    morning: Path = ("edition", "morning")
    assert lines["top",] == 2
    assert lines[morning] == 4
    assert lines[*morning, "notebook"] == 5
    assert lines[*morning, "quoted key"] == 6
    assert lines[*morning, "literal"] == 10
    assert lines[*morning, "articles"] == 12
    assert lines[*morning, "articles", 0] == 13
    assert lines[*morning, "articles", 1, "deep", 1] == 14
    assert lines[*morning, "one", "two", "three"] == 16
    assert lines[*morning, "notify", 0] == 18
    assert lines[*morning, "notify", 1, "mail"] == 21
    assert lines[*morning, "notify", 1, "more", "key"] == 23
    assert (*morning, "two") not in lines


KEYS = st.text(min_size=1, max_size=8).filter(lambda key: "\r" not in key and key.isprintable())
SCALARS = st.one_of(
    st.integers(-(2**60), 2**60),
    st.booleans(),
    st.floats(allow_nan=False),
    st.dates(),
    st.text(max_size=30).filter(lambda text: "\r" not in text and "\x00" not in text),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


def paths(value: Any, path: Path = ()) -> list[Path]:
    inner = (
        list(value.items()) if isinstance(value, dict)
        else list(enumerate(value)) if isinstance(value, list) else []
    )  # fmt: skip
    return [one for key, each in inner for one in [(*path, key), *paths(each, (*path, key))]]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_key_of_any_toml_has_a_line(data: dict[str, Any]) -> None:
    text = tomlkit.dumps(data).replace("\r\n", "\n")
    lines = lines_of(text)
    read = tomllib.loads(text)
    assert set(paths(read)) <= set(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="[]{}\"'=.,#\\ \nab1", max_size=60))
def test_what_is_no_toml_neither_raises_nor_hangs(text: str) -> None:
    lines_of(text)
