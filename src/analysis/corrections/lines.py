"""On which line of a TOML file each table and each key stands.

Parsers of TOML do not tell. The scanner only tells lines apart: it knows strings, comments and
brackets, so that nothing inside a text or a list is taken for a key. It is used on files that a
parser has accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)(?:\s*\.\s*[^=\s]+)*)\s*=""")
_TOKEN = re.compile(r"\"\"\"|'''|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|#[^\n]*|[\[\]{}]", re.DOTALL)


@dataclass
class TableLines:
    """The line of a table's head, and those of its keys, all counted from 1."""

    line: int
    keys: dict[str, int] = field(default_factory=dict)


@dataclass
class FileLines:
    """The lines of a whole file: keys before any table, and the tables of each name in order."""

    top: TableLines
    tables: dict[str, list[TableLines]]

    def of(self, table: str, index: int, key: str | None = None) -> int:
        """Return the line of a key of the table at `index` of its name; else that of its head."""
        found = self.tables.get(table, [])
        if index >= len(found):
            return self.top.keys.get(table, 1)
        return found[index].keys.get(key or "", found[index].line)


def lines_of(text: str) -> FileLines:
    """Return where tables and keys stand in the TOML `text`."""
    current = TableLines(1)
    found = FileLines(current, {})
    for number, line in _statements(text):
        if header := _HEADER.match(line):
            current = _open(found, header[2], array=header[1] == "[[", line=number)
        elif key := _KEY.match(line):
            current.keys.setdefault(_first(key[1]), number)
    return found


def _open(found: FileLines, name: str, *, array: bool, line: int) -> TableLines:
    """Return the table that a head opens; ``[a.b]`` is the key "b" of the last table "a"."""
    parts = [_bare(part) for part in name.split(".")]
    tables = found.tables.setdefault(parts[0], [])
    if len(parts) > 1 and tables:
        tables[-1].keys.setdefault(parts[1], line)
        return TableLines(line)  # the keys inside are not told apart
    made = TableLines(line)
    if array or not tables:
        tables.append(made)
    return made


def _first(dotted: str) -> str:
    return _bare(dotted if dotted[0] in "\"'" else dotted.split(".")[0])


def _bare(key: str) -> str:
    return key.strip().strip("\"'")


def _statements(text: str) -> list[tuple[int, str]]:
    """Return the lines that begin a statement, with their numbers."""
    found = []
    depth, until = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not depth and not until:
            found.append((number, line))
            if _HEADER.match(line):
                continue
        depth, until = _state_after(line, depth, until)
    return found


def _state_after(line: str, depth: int, until: str) -> tuple[int, str]:
    """Return how deep in brackets, and in which long text, the end of a line is."""
    at = 0
    while at < len(line):
        if until:
            end = line.find(until, at)
            if end < 0:
                return depth, until
            if until == '"""' and _escaped(line, end):
                at = end + 1
                continue
            at, until = end + 3, ""
            continue
        token = _TOKEN.search(line, at)
        if token is None:
            return depth, until
        at = token.end()
        mark = token.group()
        if mark in ('"""', "'''"):
            until = mark
        elif mark[0] in "[{":
            depth += 1
        elif mark[0] in "]}":
            depth = max(0, depth - 1)
    return depth, until


def _escaped(line: str, at: int) -> bool:
    """Tell whether an odd number of backslashes stands before `at`."""
    before = line[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
