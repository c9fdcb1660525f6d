"""Corrections from TOML, with every mistake of a file at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from analysis.corrections.lines import FileLines, lines_of
from analysis.corrections.model import (
    COMMON,
    FORMAT,
    LAYERS,
    LONGEST_QUOTATION,
    LONGEST_TEXT,
    MOST_CORRECTIONS,
    MOST_IN_A_LIST,
    BaseCorrection,
    Correction,
    Corrections,
)
from analysis.corrections.values import EDTF_ALLOWED, TIMEX_ALLOWED
from analysis.errors import CorrectionError
from analysis.model import CorrectionLayer

LARGEST_FILE = 2_000_000
_TOP = ("format", "analyst")
_QUOTED = 'words in quotation marks, or { exact = "…", prefix = "…", suffix = "…" }'
_ACTOR = f"the name of an actor, or its words as {_QUOTED.partition('or ')[2]}"
_TEXT = f"text of at most {LONGEST_TEXT} characters on one line"
_ALLOWED: dict[str, str] = {
    "exact": f"the words themselves, at most {LONGEST_QUOTATION:,} characters",
    "prefix": "the words right before, as text",
    "suffix": "the words right after, as text",
    **dict.fromkeys(("also", "without", "content"), f"a list of {_QUOTED}"),
    **dict.fromkeys(
        ("source", "cue", "condition", "issue_words", "attribution"), f'{_QUOTED}; "" for none'
    ),
    "evidence": _QUOTED,
    **dict.fromkeys(
        ("side", "member_of", "speaks_for", "actor", "holder"), f'{_ACTOR}; "" for none'
    ),
    "into": _ACTOR,
    **dict.fromkeys(
        ("participants", "recipients"), f"a list of at most {MOST_IN_A_LIST}, each {_ACTOR}"
    ),
    "aliases": "a list of names",
    "duration": 'a TIMEX3 duration, such as "P2D"; "" for none',
    "value": TIMEX_ALLOWED,
    "date": EDTF_ALLOWED,
    **dict.fromkeys(("named", "negated", "everywhere"), "true or false"),
}


@dataclass(frozen=True)
class Problem:
    """One mistake in a file of corrections."""

    line: int
    message: str
    found: object = None
    allowed: str = ""

    def describe(self, path: Path | str) -> str:
        """Return the mistake as a user sees it, one fact a line."""
        return str(
            CorrectionError(
                self.message,
                where=f"{path}, line {self.line}",
                found=self.found,
                allowed=self.allowed or None,
            )
        )


def read_corrections(path: Path) -> Corrections:
    """Read and check a file of corrections.

    Raises
    ------
    CorrectionError
        If it cannot be read, is not TOML, or says what is not allowed: one error for all mistakes
        of the file, each with its line, what was found and what is allowed.
    """
    return corrections_from(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, no more of them than a file of corrections may have.

    Raises
    ------
    CorrectionError
        If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CorrectionError(
            f"the corrections cannot be read: {error.strerror}", where=path
        ) from error


def corrections_from(content: bytes, path: Path | str) -> Corrections:
    """Return the corrections in the bytes of a file; see :func:`read_corrections`."""
    values, text = _parsed(content, path)
    corrections, problems = check(values, lines_of(text))
    if problems:
        raise CorrectionError(_together(problems, path))
    return corrections


def _together(problems: Sequence[Problem], path: Path | str) -> str:
    described = "\n".join(problem.describe(path) for problem in problems)
    if len(problems) == 1:
        return described
    return f"{path}: {len(problems)} mistakes\n{described}"


def _parsed(content: bytes, path: Path | str) -> tuple[dict[str, Any], str]:
    if len(content) > LARGEST_FILE:
        raise CorrectionError(
            "the file of corrections is too large",
            where=path,
            allowed=f"at most {LARGEST_FILE:,} bytes",
        )
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise CorrectionError("not UTF-8", where=path, allowed="TOML, which is UTF-8") from error
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(
            f"not valid TOML: {error}", where=path, allowed='lines such as: action = "edit"'
        ) from error
    except (RecursionError, ValueError) as error:  # nested too deep; a number of too many digits
        raise CorrectionError(
            "not valid TOML: nested too deep, or a number too long", where=path
        ) from error


def check(values: Mapping[str, Any], lines: FileLines) -> tuple[Corrections, list[Problem]]:
    """Return the corrections in the values of a TOML file, and all mistakes in order of lines."""
    problems = list(_check_top(values, lines))
    entries: list[tuple[int, Correction]] = []
    for layer, cls in LAYERS.items():
        for index, table in enumerate(_tables(values.get(layer))):
            line = lines.of(layer, index)
            mistakes = list(_check_table(cls, layer, index, table, lines))
            problems += mistakes
            if not mistakes:
                made = cls.model_validate({"layer": layer, **_plain(table)})
                entries.append((line, cast("Correction", made)))
    entries.sort(key=lambda entry: entry[0])
    problems += _twice(entries)
    if len(entries) > MOST_CORRECTIONS:
        problems.append(
            Problem(1, "too many corrections", len(entries), f"at most {MOST_CORRECTIONS:,}")
        )
    analyst = values.get("analyst")
    corrections = Corrections(
        entries=tuple(entry for _, entry in entries),
        analyst=analyst if isinstance(analyst, str) and not problems else None,
        lines=tuple(line for line, _ in entries),
    )
    return corrections, sorted(problems, key=lambda problem: problem.line)


def _tables(value: object) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [table if isinstance(table, dict) else {} for table in value]
    return []


def _check_top(values: Mapping[str, Any], lines: FileLines) -> Iterator[Problem]:
    for key, value in values.items():
        line = lines.top.keys.get(key, lines.of(key, 0))
        if key in LAYERS:
            if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                yield Problem(line, f"{key!r} must be tables", allowed=f"[[{key}]]")
        elif key == "format":
            if value != FORMAT:
                yield Problem(line, "unknown format", value, f'"{FORMAT}"')
        elif key == "analyst":
            try:
                Corrections(analyst=value)
            except ValidationError:
                yield Problem(line, "the analyst has the wrong form", value, _TEXT)
        else:
            yield Problem(
                line, "unknown key", key, _like(key, (*_TOP, *map("[[{}]]".format, LAYERS)))
            )


def _check_table(
    cls: type[BaseCorrection],
    layer: CorrectionLayer,
    index: int,
    table: Mapping[str, Any],
    lines: FileLines,
) -> Iterator[Problem]:
    action = table.get("action")
    allowed = [name for name in cls.model_fields if name != "layer"]
    for key in table:
        if key not in allowed:
            yield Problem(lines.of(layer, index, key), "unknown key", key, _like(key, allowed))
    for key in ("action", "exact"):
        if key not in table:
            example = ", ".join(cls.actions) if key == "action" else _ALLOWED[key]
            yield Problem(lines.of(layer, index), f"{key!r} is missing", allowed=example)
    yield from _check_values(cls, layer, index, table, lines)
    if isinstance(action, str):
        for key, message, may_be in cls.problems(action, list(table)):
            found = table.get(key)
            yield Problem(lines.of(layer, index, key), message, found, may_be)


def _check_values(
    cls: type[BaseCorrection],
    layer: CorrectionLayer,
    index: int,
    table: Mapping[str, Any],
    lines: FileLines,
) -> Iterator[Problem]:
    """Yield the values that are wrong, each key once."""
    known = {key: value for key, value in _plain(table).items() if key in cls.model_fields}
    known.pop("layer", None)
    if isinstance(known.get("action"), str) and known["action"] not in cls.actions:
        known["action"] = "accept"  # said by the check of the action
    try:
        cls.model_validate({"layer": layer, **known})
    except ValidationError as error:
        seen = set()
        for mistake in error.errors(include_url=False, include_context=False):
            key = str(mistake["loc"][0]) if mistake["loc"] else ""
            # What no single value is to blame for is said by the class itself.
            if key in table and key not in seen and mistake["type"] != "missing":
                seen.add(key)
                yield Problem(
                    lines.of(layer, index, key),
                    f"the value of {key!r} cannot be used{_reason(mistake)}",
                    table[key],
                    _allowed(cls, key),
                )


def _reason(mistake: Mapping[str, Any]) -> str:
    if mistake["type"] == "value_error":
        return f": {str(mistake['msg']).removeprefix('Value error, ')}"
    return ": it is too long" if mistake["type"] in ("string_too_long", "too_long") else ""


def _allowed(cls: type[BaseCorrection], key: str) -> str:
    if key == "action":
        return ", ".join(cls.actions)
    choices = _choices(cls.model_fields[key].annotation)
    if choices:
        return ", ".join(choice or '"" for none' for choice in choices)
    return _ALLOWED.get(key, _TEXT)


def _choices(annotation: Any) -> list[str]:
    """Return the values of the literals in an annotation, if it has at least two."""
    found: list[str] = []
    waiting = [annotation]
    while waiting:
        one = waiting.pop(0)
        arguments = getattr(one, "__args__", ())
        if arguments and all(isinstance(argument, str) for argument in arguments):
            found += [str(argument) for argument in arguments]
        else:
            waiting += arguments
    return found if len(found) > 1 else []


def _plain(value: Any) -> Any:
    """Return a TOML value with dates and times as text, and lists as they are."""
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value


def _twice(entries: Sequence[tuple[int, Correction]]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for line, entry in entries:
        first = seen.setdefault(entry.fingerprint(), line)
        if first != line:
            yield Problem(
                line, f"says the same as line {first}", entry.exact, "each correction once"
            )


def _like(key: str, allowed: Sequence[str]) -> str:
    close = difflib.get_close_matches(key, allowed, n=1)
    hint = f"{close[0]}? All: " if close else ""
    return f"{hint}{', '.join(allowed)}"


__all__ = ["COMMON", "Problem", "check", "corrections_from", "read_corrections"]
