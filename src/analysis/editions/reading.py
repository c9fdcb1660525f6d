"""A whole editions.toml: its editions, and every mistake in it with its line."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import Any

from analysis.editions import lines as toml
from analysis.editions.calendars import CRON_ALLOWED, Calendar, zone_of
from analysis.editions.settings import FIELDS, NOT_DEFAULTS, NOTICE_FIELDS, Edition, Notice
from analysis.editions.values import Reader, SettingError
from analysis.errors import EditionError, ParameterError, ParleyError
from analysis.report.parameters import Schema
from analysis.report.run import find_notebook, notebook_schema

FILE = "editions.toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+")
_LARGEST = 1_000_000


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong in editions.toml: where, what was found, what is allowed."""

    message: str
    key: str = ""
    line: int | None = None
    edition: str = ""
    found: object = None
    allowed: str = ""

    def in_words(self, file: str) -> str:
        """Return the mistake as an error of Parley says it."""
        place = file if self.line is None else f"{file}, line {self.line}"
        where = f"{place}, {self.key}" if self.key else place
        return ParleyError(
            self.message, where=where, found=self.found, allowed=self.allowed or None
        ).describe()


class EditionsError(EditionError):
    """Everything that is wrong in one editions.toml."""

    def __init__(self, file: Path, mistakes: Collection[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        self.file = file
        super().__init__("\n".join(mistake.in_words(str(file)) for mistake in self.mistakes))


@dataclass(frozen=True)
class Editions:
    """The editions of a file that have no mistake, and the mistakes of all."""

    file: Path
    editions: tuple[Edition, ...] = ()
    mistakes: tuple[Mistake, ...] = field(default=())

    def names(self) -> tuple[str, ...]:
        """Return the names of the editions without mistakes."""
        return tuple(edition.name for edition in self.editions)

    def edition(self, name: str) -> Edition:
        """Return one edition.

        Raises
        ------
        EditionError
            If there is none of this name; the error lists those there are.
        EditionsError
            If there are mistakes in it.
        """
        for edition in self.editions:
            if edition.name == name:
                return edition
        own = [mistake for mistake in self.mistakes if mistake.edition in (name, "")]
        if own:
            raise EditionsError(self.file, own)
        raise EditionError(
            f"there is no such edition{_meant(name, self.names())}",
            where=self.file,
            found=name,
            allowed=self.names() or "none: the file has no [edition.NAME]",
        )

    def whole(self) -> Editions:
        """Return the editions if there is no mistake.

        Raises
        ------
        EditionsError
            If there are mistakes: all of them.
        """
        if self.mistakes:
            raise EditionsError(self.file, self.mistakes)
        return self


def read_editions(path: str | PathLike[str] = FILE) -> Editions:
    """Read editions.toml, or the file of this name in the folder `path`.

    An edition with a mistake is left out and its mistakes are listed; the others are as good as if
    it were not there. Text that is no TOML has no editions at all.

    Raises
    ------
    EditionError
        If the file cannot be read.
    """
    file = Path(path)
    file = (file / FILE if file.is_dir() else file).absolute()
    try:
        size = file.stat().st_size
        if size > _LARGEST:
            raise EditionError("too large", where=file, found=size, allowed=f"{_LARGEST} bytes")
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise EditionError(
            "there is no such file", where=file, allowed="a TOML file with [edition.NAME] tables"
        ) from None
    except OSError as error:
        raise EditionError(f"cannot be read: {error.strerror}", where=file) from error
    except UnicodeDecodeError as error:
        bad = error.object[: error.start].count(b"\n") + 1
        mistake = Mistake("this line is not UTF-8", line=bad, allowed="text in UTF-8")
        return Editions(file, (), (mistake,))
    return _Reading(file, text).editions()


class _Reading:
    """Reads one file; gathers mistakes instead of stopping at the first."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.text = text
        self.mistakes: list[Mistake] = []
        self.lines: dict[toml.Path, int] = {}

    def editions(self) -> Editions:
        try:
            data = tomllib.loads(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return Editions(self.file, (), tuple(_syntax_mistakes(self.text, error)))
        self.lines = toml.lines_of(self.text)
        for key in data:
            if key not in ("defaults", "edition"):
                allowed = "[defaults] and [edition.NAME]"
                self._wrong((key,), f"unknown table{_meant(key, ('defaults', 'edition'))}", allowed)
        defaults = self._table(data, "defaults")
        shared = self._fields(("defaults",), defaults, FIELDS.keys() - NOT_DEFAULTS)
        read = [
            self._edition(name, settings, shared)
            for name, settings in self._table(data, "edition").items()
        ]
        good = self._apart([edition for edition in read if edition is not None])
        mistakes = sorted(self.mistakes, key=lambda mistake: mistake.line or 0)
        if any(mistake.edition == "" for mistake in mistakes):
            good = []  # what all editions share is wrong
        return Editions(self.file, tuple(good), tuple(mistakes))

    def _table(self, data: Mapping[str, Any], name: str) -> dict[str, Any]:
        table = data.get(name, {})
        if isinstance(table, dict):
            return table
        self._wrong((name,), "this is no table", f"[{name}]" + ".NAME" * (name == "edition"))
        return {}

    def _edition(self, name: str, given: object, shared: Mapping[str, Any]) -> Edition | None:
        path: toml.Path = ("edition", name)
        before = len(self.mistakes)
        if not _NAME.fullmatch(name):
            allowed = "small letters, digits, - and _; at most 60"
            self._wrong(path, "this cannot be the name of an edition", allowed, name)
        if not isinstance(given, dict):
            self._wrong(path, "this is no table", "[edition.NAME]", given)
            return None
        notices = given.get("notify", shared.get("notify", []))
        read = {**shared, **self._fields(path, given, FIELDS.keys())}
        read.pop("notify", None)
        notify = self._notices((*path, "notify"), notices) if "notify" in given else notices
        calendar = self._calendar(path, read)
        self._notebook(path, read)
        if len(self.mistakes) > before:
            return None
        base = self.file.parent
        read["output"] = (base / read.get("output", Path("reports") / name)).absolute()
        return Edition(
            name=name,
            base=base,
            calendar=calendar,
            notify=tuple(notify),
            line=self.lines.get(path, 0),
            **read,
        )

    def _fields(
        self, path: toml.Path, given: Mapping[str, Any], allowed: Collection[str]
    ) -> dict[str, Any]:
        """Read the keys of a table; ``notify`` only in defaults, where it is read at once."""
        read: dict[str, Any] = {}
        for key, value in given.items():
            if key == "notify":
                if path == ("defaults",):
                    read[key] = self._notices((*path, key), value)
            elif key not in allowed:
                words = ", ".join([*(name for name in FIELDS if name in allowed), "notify"])
                self._wrong((*path, key), f"unknown key{_meant(key, allowed)}", words, key)
            else:
                self._read((*path, key), FIELDS[key], value, read)
        return read

    def _read(self, path: toml.Path, reader: Reader, value: object, into: dict[str, Any]) -> None:
        try:
            into[str(path[-1])] = reader(value)
        except SettingError as wrong:
            self._wrong(path, wrong.message, wrong.allowed, value)

    def _notices(self, path: toml.Path, given: object) -> list[Notice]:
        items = [given] if isinstance(given, dict) else given
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            self._wrong(path, "this is no list of tables", "[[edition.NAME.notify]]", given)
            return []
        several = isinstance(given, list)
        return [
            self._notice((*path, number) if several else path, item)
            for number, item in enumerate(items)
        ]

    def _notice(self, path: toml.Path, given: Mapping[str, Any]) -> Notice:
        read: dict[str, Any] = {}
        for key, value in given.items():
            if key in NOTICE_FIELDS:
                self._read((*path, key), NOTICE_FIELDS[key], value, read)
            else:
                words = ", ".join(NOTICE_FIELDS)
                self._wrong((*path, key), f"unknown key{_meant(key, NOTICE_FIELDS)}", words, key)
        ways = [name for name in ("mail", "webhook", "webhook_env") if name in given]
        if len(ways) != 1:
            allowed = "one of mail = [addresses], webhook = URL, webhook_env = name of a variable"
            self._wrong(path, "a notice needs one way to go", allowed, ways or None)
        for number, address in enumerate(read.get("mail", ())):
            if not _ADDRESS.fullmatch(address):
                place = (*path, "mail", number) if isinstance(given["mail"], list) else path
                self._wrong(place, "this is no address", "name@example.org", address)
        url = read.get("webhook", "")
        if url and not re.fullmatch(r"https?://[^\s@]+", url):
            allowed = "http:// or https:// without a password in it (see webhook_env)"
            self._wrong((*path, "webhook"), "this cannot be a webhook", allowed)
        return Notice(**read)

    def _calendar(self, path: toml.Path, read: dict[str, Any]) -> Calendar | None:
        """Take schedule and zone out of what was read, and put them together."""
        expression, timezone = read.pop("schedule", None), read.pop("timezone", "UTC")
        try:
            zone_of(timezone)
        except ValueError as error:
            place = (*path, "timezone")
            place = place if place in self.lines else ("defaults", "timezone")
            allowed = 'an IANA name, as "Europe/Berlin" or "UTC"'
            self._wrong(place, str(error), allowed, timezone, edition=str(path[-1]))
            timezone = "UTC"
        if expression is None:
            return None
        try:
            return Calendar(expression, timezone)
        except ValueError as error:
            place = (*path, "schedule")
            place = place if place in self.lines else ("defaults", "schedule")
            self._wrong(
                place, f"no schedule: {error}", CRON_ALLOWED, expression, edition=str(path[-1])
            )
            return None

    def _notebook(self, path: toml.Path, read: dict[str, Any]) -> None:
        """Find the notebook and check the parameters against its own."""
        name = read.get("notebook", "briefing")
        given = read.get("parameters", {})
        try:
            notebook = find_notebook(name if not _is_path(name) else self.file.parent / name)
            schema = notebook_schema(notebook)
        except ParameterError as error:
            place = (*path, "notebook")
            place = place if place in self.lines else path
            self._wrong(place, error.message, error.allowed or "", name)
            return
        if _is_path(name):
            read["notebook"] = str(notebook.absolute())
        if "articles" in read and "articles" not in schema.names():
            message = f"the notebook {notebook.stem} takes no articles"
            self._wrong((*path, "articles"), message, "no articles")
        read["parameters"] = self._parameters((*path, "parameters"), given, schema)

    def _parameters(
        self, path: toml.Path, given: Mapping[str, Any], schema: Schema
    ) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for name, value in given.items():
            if name == "articles":
                self._wrong(
                    (*path, name), "articles are no parameter here", "articles = [...] above"
                )
                continue
            try:
                read.update(schema.check({name: _native(value)}))
            except ParameterError as error:
                self._wrong((*path, name), error.message, error.allowed or "", value)
        return read

    def _apart(self, editions: list[Edition]) -> list[Edition]:
        """Leave out editions that would write into the folder of another."""
        good: list[Edition] = []
        for edition in editions:
            other = next((one for one in good if _overlap(one.output, edition.output)), None)
            if other is None:
                good.append(edition)
                continue
            path: toml.Path = ("edition", edition.name)
            place = (*path, "output") if (*path, "output") in self.lines else path
            message = f"the edition {other.name} writes into this folder"
            self._wrong(place, message, "a folder of its own", str(edition.output))
        return good

    def _wrong(
        self,
        path: toml.Path,
        message: str,
        allowed: str = "",
        found: object = None,
        *,
        edition: str | None = None,
    ) -> None:
        known = next(
            (
                self.lines[path[:size]]
                for size in range(len(path), 0, -1)
                if path[:size] in self.lines
            ),
            None,
        )
        if edition is None:
            edition = str(path[1]) if path[0] == "edition" and len(path) > 1 else ""
        self.mistakes.append(Mistake(message, _dotted(path), known, edition, found, allowed))


def _syntax_mistakes(text: str, error: Exception) -> list[Mistake]:
    """Return what is no TOML, one mistake for each table that cannot be read by itself."""
    found = [_syntax_mistake(str(error), 0)]
    starts = [match.start() for match in re.finditer(r"^[ \t]*\[", text, re.MULTILINE)]
    bounds = [0, *starts, len(text)]
    several = []
    for start, end in pairwise(bounds):
        try:
            tomllib.loads(text[start:end])
        except (tomllib.TOMLDecodeError, RecursionError) as part:
            several.append(_syntax_mistake(str(part), text.count("\n", 0, start)))
    lines = {mistake.line for mistake in found}
    return sorted(
        [*found, *(mistake for mistake in several if mistake.line not in lines)],
        key=lambda mistake: mistake.line or 0,
    )


def _syntax_mistake(message: str, before: int) -> Mistake:
    match = re.search(r" \(at line ([0-9]+), column [0-9]+\)", message)
    line = before + int(match[1]) if match else None
    said = message[: match.start()] if match else message.replace("(at end of document)", "")
    return Mistake(f"this is no TOML: {said.strip()}", line=line, allowed="TOML (toml.io)")


def _native(value: object) -> object:
    """Return a date of TOML as the ISO text that parameters hold; anything else as it is."""
    if isinstance(value, list):
        return [_native(item) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value


def _is_path(notebook: str) -> bool:
    return notebook.endswith(".ipynb")


def _overlap(one: Path, other: Path) -> bool:
    one, other = one.resolve(), other.resolve()
    return one.is_relative_to(other) or other.is_relative_to(one)


def _dotted(path: toml.Path) -> str:
    words = ""
    for part in path:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return words.lstrip(".")


def _meant(name: str, allowed: Collection[str]) -> str:
    close = difflib.get_close_matches(name, sorted(allowed), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
