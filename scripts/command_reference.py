"""Write docs/commands.md from the command line's own declarations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from analysis.cli import app
from analysis.errors import ParleyError

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

What `parley COMMAND --help` says, written here by `python scripts/command_reference.py`.
`parley --version` prints the version. Results go to standard output or to files, messages to
standard error.
"""


def reference() -> str:
    """Return the page."""
    parts = [HEAD]
    for name, command in commands():
        given = [each for each in command.params if each.name != "help"]
        usage = " ".join(["parley", name, *map(_usage, given)])
        parts.append(f"## parley {name}\n\n{_one_line(command.help)}\n\n```sh\n{usage}\n```\n")
        if given:
            head = "| argument or option | meaning | default |\n| --- | --- | --- |\n"
            parts.append(head + "\n".join(map(_row, given)) + "\n")
    return "\n".join([*parts, _exit_statuses()])


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with its name, those of a family by both ("editions check")."""
    group: Any = typer.main.get_command(app)
    for name, command in group.commands.items():
        family = getattr(command, "commands", None)
        if family is None:
            yield name, command
        else:
            yield from ((f"{name} {inner}", each) for inner, each in family.items())


def _usage(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return f"[{parameter.opts[-1]} {parameter.metavar}]"


def _row(parameter: Any) -> str:
    names = f"`{parameter.metavar}`"
    if parameter.param_type_name == "option":
        names = ", ".join(f"`{option}`" for option in parameter.opts) + f" {names}"
    default = "" if parameter.default in (None, "", []) else f"`{parameter.default}`"
    cells = (names, _one_line(parameter.help), "" if parameter.required else default)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _exit_statuses() -> str:
    lines = ["## Exit status\n", "| status | meaning |", "| --- | --- |", "| 0 | All went well. |"]
    classes = sorted(ParleyError.__subclasses__(), key=lambda error: error.exit_status)
    lines += [f"| {each.exit_status} | {_one_line(each.__doc__)} |" for each in classes]
    return "\n".join(lines) + "\n"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def main() -> None:
    """Write the page."""
    PAGE.write_text(reference(), "utf-8")


if __name__ == "__main__":
    main()
