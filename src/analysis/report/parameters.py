"""The parameters cell of a notebook as a typed schema, and values checked against it.

The cell tagged "parameters" is read with :mod:`ast`, never run: names, annotations, defaults and
the comment behind each line. Text given on a command line is read by the declared type, so that
"007" stays text where text is declared, and an unknown name is an error, not a log line.
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import io
import json
import math
import re
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.errors import ParameterError

JsonValue = str | int | float | bool | None | list[Any]

_SCALARS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
_TRUE = {"true", "yes"}
_FALSE = {"false", "no"}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True)
class Type:
    """A declared type: a scalar, a list of scalars, or a choice of texts; None where optional."""

    base: Literal["str", "int", "float", "bool"]
    is_list: bool = False
    optional: bool = False
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        name: str = self.base
        if self.choices:
            name = "Literal[" + ", ".join(repr(choice) for choice in self.choices) + "]"
        if self.is_list:
            name = f"list[{name}]"
        return f"{name} | None" if self.optional else name

    def in_words(self) -> str:
        """Say what may be written for this type."""
        words = {
            "str": "text",
            "int": "a whole number",
            "float": "a number",
            "bool": "true or false (or yes, no)",
        }[self.base]
        if self.choices:
            words = "one of: " + ", ".join(self.choices)
        if self.is_list:
            words = f'one value, or a JSON list such as ["a", "b"]; each value {words}'
        return f"{words}, or none" if self.optional else words


@dataclass(frozen=True)
class Parameter:
    """One line of the parameters cell."""

    name: str
    type: Type
    default: JsonValue
    help: str = ""


@dataclass(frozen=True)
class Schema:
    """The parameters that a notebook takes, in the order of its cell."""

    notebook: str
    parameters: tuple[Parameter, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return the names of the parameters."""
        return tuple(parameter.name for parameter in self.parameters)

    def check(self, values: Mapping[str, object]) -> dict[str, JsonValue]:
        """Return `values` as JSON-native values of the declared types, in the cell's order.

        Raises
        ------
        analysis.errors.ParameterError
            If a name is not a parameter of the notebook, or a value not of its type.
        """
        for name in values:
            if name not in self.names():
                raise self._unknown(name)
        return {
            parameter.name: _value(parameter, values[parameter.name], self.notebook)
            for parameter in self.parameters
            if parameter.name in values
        }

    def _unknown(self, name: str) -> ParameterError:
        close = difflib.get_close_matches(name, self.names(), n=1)
        hint = f" Did you mean {close[0]!r}?" if close else ""
        return ParameterError(
            f"the notebook has no parameter {name!r}.{hint}",
            where=self.notebook,
            found=name,
            allowed=[f"{p.name}: {p.type}" for p in self.parameters] or "no parameters at all",
        )


def read_schema(cells: Sequence[Mapping[str, Any]], notebook: str) -> Schema:
    """Read the schema from a notebook's cells.

    Parameters
    ----------
    cells
        The ``cells`` of a notebook in nbformat 4.
    notebook
        The notebook's name, for error messages.

    Raises
    ------
    analysis.errors.ParameterError
        If the parameters cell holds anything but assignments of literals to names, or a type that
        JSON cannot hold.
    """
    tagged = [
        cell
        for cell in cells
        if cell.get("cell_type") == "code"
        and "parameters" in cell.get("metadata", {}).get("tags", [])
    ]
    if not tagged:
        return Schema(notebook)
    source = tagged[0].get("source", "")
    return parse_schema(source if isinstance(source, str) else "".join(source), notebook)


def parse_schema(source: str, notebook: str) -> Schema:
    """Read the schema from the source of a parameters cell; see :func:`read_schema`."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ParameterError(
            f"the parameters cell is not Python: {error.msg}",
            where=f"{notebook}, parameters cell, line {error.lineno}",
        ) from error
    except (ValueError, RecursionError, MemoryError) as error:  # NULs; nested too deeply to parse
        raise ParameterError(
            "the parameters cell cannot be parsed", where=f"{notebook}, parameters cell"
        ) from error
    comments = _comments(source)
    parameters: dict[str, Parameter] = {}
    for statement in tree.body:
        parameter = _parameter(statement, comments, notebook)
        if parameter is not None:
            parameters[parameter.name] = parameter
    return Schema(notebook, tuple(parameters.values()))


def _comments(source: str) -> dict[int, str]:
    """Map the number of each line to the comment on it."""
    found: dict[int, str] = {}
    # What the parser takes, the tokenizer of some versions does not: the comments are then lost.
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                found[token.start[0]] = token.string.lstrip("#").strip()
    return found


def _shown(node: ast.AST) -> str:
    try:
        return ast.unparse(node)
    except RecursionError:
        return "an expression nested too deeply to show"


def _parameter(statement: ast.stmt, comments: dict[int, str], notebook: str) -> Parameter | None:
    where = f"{notebook}, parameters cell, line {statement.lineno}"
    help_text = comments.get(statement.end_lineno or statement.lineno, "")
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        name, value = statement.target.id, statement.value
        declared: Type | None = _declared(statement.annotation, where)
    elif (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
    ):
        name, value, declared = statement.targets[0].id, statement.value, None
    elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return None  # a docstring
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        return None  # names that annotations use
    else:
        raise ParameterError(
            "the parameters cell may only assign literals to names",
            where=where,
            found=_shown(statement),
            allowed='lines such as: published: str = ""  # ISO date',
        )
    default = _literal(value, where)
    if declared is None:
        declared = _inferred(default, where)
    parameter = Parameter(name, declared, default, help_text)
    _value(parameter, default, notebook, text_is_given=False)
    return parameter


def _literal(value: ast.expr | None, where: str) -> JsonValue:
    try:
        default = ast.literal_eval(value) if value is not None else None
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        default = ...
    if value is None or not (default is None or isinstance(default, (str, int, float, bool, list))):
        raise ParameterError(
            "a parameter needs a default that JSON can hold",
            where=where,
            found=_shown(value) if value is not None else "no default",
            allowed="text, numbers, True, False, None and lists of them",
        )
    return default


def _declared(annotation: ast.expr, where: str) -> Type:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            annotation = ast.parse(annotation.value, mode="eval").body
    declared = _read_type(annotation)
    if declared is None:
        raise ParameterError(
            "a parameter's type must be one that JSON can hold",
            where=where,
            found=_shown(annotation),
            allowed='str, int, float, bool, list[…] of these, Literal["…"], each "| None"',
        )
    return declared


def _read_type(node: ast.expr) -> Type | None:
    if isinstance(node, ast.Name) and node.id in _SCALARS:
        return Type(node.id)  # type: ignore[arg-type]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        sides = [node.left, node.right]
        kept = [side for side in sides if not _is_none(side)]
        inner = _read_type(kept[0]) if len(kept) == 1 else None
        return None if inner is None else Type(inner.base, inner.is_list, True, inner.choices)
    if isinstance(node, ast.Subscript) and isinstance(node.value, (ast.Name, ast.Attribute)):
        return _read_generic(node)
    return None


def _read_generic(node: ast.Subscript) -> Type | None:
    name = node.value.id if isinstance(node.value, ast.Name) else _shown(node.value)
    name = name.rpartition(".")[2]
    if name == "Literal":
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        choices = tuple(item.value for item in items if isinstance(item, ast.Constant))
        texts = tuple(choice for choice in choices if isinstance(choice, str))
        return Type("str", choices=texts) if texts and len(texts) == len(items) else None
    inner = _read_type(node.slice)
    if inner is None:
        return None
    if name in ("list", "List") and not inner.is_list and not inner.optional:
        return Type(inner.base, is_list=True, choices=inner.choices)
    if name == "Optional":
        return Type(inner.base, inner.is_list, True, inner.choices)
    return None


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _inferred(default: JsonValue, where: str) -> Type:
    """Infer the type of a parameter without annotation from its default."""
    if default is None:
        return Type("str", optional=True)
    for base in ("bool", "int", "float", "str"):
        if isinstance(default, _SCALARS[base]):
            return Type(base)
    assert isinstance(default, list)
    if not default or all(isinstance(item, str) for item in default):
        return Type("str", is_list=True)
    raise ParameterError(
        "the type of this parameter cannot be told from its default: annotate it",
        where=where,
        found=default,
        allowed="an annotation such as list[int]",
    )


def _value(
    parameter: Parameter, value: object, notebook: str, *, text_is_given: bool = True
) -> JsonValue:
    try:
        return _converted(parameter.type, value, text_is_given)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        message = f"parameter {parameter.name!r} ({parameter.type}) cannot hold this value"
        if str(error):
            message = f"{message}: {error}"
        raise ParameterError(
            message, where=notebook, found=value, allowed=parameter.type.in_words()
        ) from None


def _converted(declared: Type, value: object, text_is_given: bool) -> JsonValue:
    if value is None and declared.optional:
        return None
    if declared.is_list:
        items = _items(value, text_is_given)
        return [_scalar(declared, item, text_is_given) for item in items]
    if (
        isinstance(value, str)
        and text_is_given
        and declared.optional
        and declared.base != "str"
        and value.strip().lower() in ("", "none", "null")
    ):
        return None
    return _scalar(declared, value, text_is_given)


def _items(value: object, text_is_given: bool) -> list[object]:
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, str) and text_is_given:
        if not value.lstrip().startswith("["):
            return [value]
        read = json.loads(value)
        if isinstance(read, list):
            return read
    raise TypeError


def _scalar(declared: Type, value: object, text_is_given: bool) -> str | int | float | bool:
    if isinstance(value, str):
        if declared.base == "str":
            return _text(declared, value)
        if text_is_given:
            return _from_text(declared.base, value.strip())
    # bool is a subclass of int; a flag is no number.
    elif isinstance(value, bool):
        if declared.base == "bool":
            return value
    elif type(value) is int and declared.base in ("int", "float"):
        return value if declared.base == "int" else float(value)
    elif type(value) is float and declared.base == "float":
        return _finite(value)
    raise TypeError


def _text(declared: Type, value: str) -> str:
    if declared.choices and value not in declared.choices:
        raise ValueError
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError("it holds bytes that are not Unicode text")
    return str(value)


def _from_text(base: str, text: str) -> int | float | bool:
    if base == "int" and _INTEGER.fullmatch(text):
        return int(text)
    if base == "float" and _NUMBER.fullmatch(text):
        return _finite(float(text))
    if base == "bool" and text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    raise ValueError


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise ValueError("JSON has no infinite numbers")
    return value
