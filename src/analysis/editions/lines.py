"""The line on which each key of a TOML file stands.

Python's own parser gives values without their places. This walks over text that the parser has
accepted already, and so needs to know only where keys, strings, arrays and tables begin and end.
"""

from __future__ import annotations

import contextlib
import re
import tomllib

Path = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and numbers of items in arrays, from 0."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\r\n]+")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\\n])*"'),
    re.compile(r"'[^'\n]*'"),
)


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of every table, key and array item of a TOML text.

    Parameters
    ----------
    text
        TOML that :func:`tomllib.loads` accepts; of other text, the lines are of no use.
    """
    walk = _Walk(text)
    walk.document()
    return walk.lines


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        start = self.at
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        written = self._key()
        self.at += 2 if array else 1
        table = self._resolved(written, array)
        for size in range(1, len(table) + 1):
            self._note(table[:size], start)
        return table

    def _resolved(self, written: tuple[str, ...], array: bool) -> Path:
        """Put the numbers of the last items of arrays of tables into a header's path."""
        path: Path = ()
        for name in written[:-1]:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, written[-1])
        if array:
            self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, self._counts[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        start = self.at
        key = self._key()
        for length in range(1, len(key)):
            self._note((*table, *key[:length]), start)
        path = (*table, *key)
        self._note(path, start)
        self._skip(_SPACE)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            self._skip(_SPACE)
            bare = _BARE_KEY.match(self.text, self.at)
            if bare:
                parts.append(bare.group())
                self.at = bare.end()
            else:
                parts.append(self._string())
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def _string(self) -> str:
        for pattern in _STRINGS:
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                with contextlib.suppress(tomllib.TOMLDecodeError):
                    return str(tomllib.loads(f"k = {match.group()}")["k"])
        self.at = len(self.text)  # no TOML: end the walk
        return ""

    def _value(self, path: Path) -> None:
        start = self.text[self.at : self.at + 1]
        if start in ('"', "'"):
            self._string()
        elif start == "[":
            self._array(path)
        elif start == "{":
            self._inline_table(path)
        else:
            bare = _BARE_VALUE.match(self.text, self.at)
            self.at = bare.end() if bare else len(self.text)

    def _array(self, path: Path) -> None:
        self.at += 1
        number = 0
        self._skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != "]":
            self._note((*path, number), self.at)
            self._value((*path, number))
            number += 1
            self._separator()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        self._skip(_BLANK)
        while self.at < len(self.text) and self.text[self.at] != "}":
            self._pair(path)
            self._separator()
        self.at += 1

    def _separator(self) -> None:
        self._skip(_BLANK)
        if self.text.startswith(",", self.at):
            self.at += 1
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def _note(self, path: Path, offset: int) -> None:
        self.lines.setdefault(path, self._line(offset))

    def _line(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1
