"""What calls ``parley run --due``: units of systemd, a line of crontab, a workflow of GitHub."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import ParameterError, ReportError
from analysis.whole import write_whole

_SERVICE = """\
# Runs the editions that are due. Made by parley install-schedule --systemd.
[Unit]
Description=Parley: editions that are due ({name})
Documentation=https://man.archlinux.org/man/systemd.service.5
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
ExecStart={command}
# All that a run started ends with it, a notebook's kernel too.
KillMode=control-group
TimeoutStopSec=30
# 10: a report was published, but articles were left out; the journal says which.
SuccessExitStatus=10
Nice=5
"""
_TIMER = """\
# Looks every {every} minutes. Made by parley install-schedule --systemd.
[Unit]
Description=Parley: look for editions that are due ({name})

[Timer]
OnCalendar={calendar}
# After a time when the machine was off or asleep, look at once.
Persistent=true
AccuracySec=10s

[Install]
WantedBy=timers.target
"""
_WORKFLOW = """\
# Runs the editions that are due. Made by parley install-schedule --github-actions.
name: editions
on:
  schedule:
    # GitHub starts this late, or not at all, when it is busy; what was missed is caught up.
    - cron: "{minutes} * * * *"
  workflow_dispatch:
concurrency:
  group: parley-editions
  cancel-in-progress: false
permissions:
  contents: read
jobs:
  run:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      # The history says what is done; without it every run would be the first.
      - uses: actions/cache/restore@v4
        with:
          path: |
            .parley
            reports
          key: parley-${{{{ github.run_id }}}}
          restore-keys: parley-
      - run: make install
      - run: .venv/bin/parley run --due --file {file}
      - uses: actions/cache/save@v4
        if: always()
        with:
          path: |
            .parley
            reports
          key: parley-${{{{ github.run_id }}}}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: reports
          path: reports
"""


@dataclass(frozen=True)
class Made:
    """Files to write, each with its path, and what the person is then to do."""

    files: dict[Path, str] = field(default_factory=dict)
    then: str = ""
    crontab: str = ""


def files(kind: str, file: Path, *, every: int = 5) -> Made:
    """Return what has `parley run --due` called for a file of editions.

    Parameters
    ----------
    kind
        "systemd", "cron" or "github-actions".
    file
        editions.toml.
    every
        Minutes from one look to the next; a divisor of 60.

    Raises
    ------
    analysis.errors.ParameterError
        If `every` does not divide an hour.
    """
    if 60 % every:
        allowed = ", ".join(str(number) for number in range(1, 61) if 60 % number == 0)
        raise ParameterError("not a part of an hour", where="--every", found=every, allowed=allowed)
    makers = {"systemd": _systemd, "cron": _cron, "github-actions": _github}
    return makers[kind](file, every)


def command(file: Path) -> list[str]:
    """Return the command that runs what is due, by absolute paths."""
    script = Path(sys.executable).with_name("parley")
    program = [str(script)] if script.is_file() else [sys.executable, "-m", "analysis"]
    return [*program, "run", "--due", "--file", str(file)]


def unit_name(file: Path) -> str:
    """Return the name of the units of a project: that of its folder, in letters systemd takes."""
    words = re.sub(r"[^a-zA-Z0-9_-]+", "-", file.parent.name).strip("-") or "project"
    return f"parley-{words}"


def _systemd(file: Path, every: int) -> Made:
    name = unit_name(file)
    calendar = "hourly" if every == 60 else f"*:0/{every}"
    words = {
        "name": file.parent.name.replace("%", "%%"),
        "folder": _escaped(str(file.parent)),
        "command": " ".join(_quoted(word) for word in command(file)),
        "every": every,
        "calendar": calendar,
    }
    folder = Path.home() / ".config" / "systemd" / "user"
    then = (
        "now:\n  systemctl --user daemon-reload\n"
        f"  systemctl --user enable --now {name}.timer\n"
        "  loginctl enable-linger    # also when you are not logged in\n"
        f"and to see what it does:\n  systemctl --user list-timers; journalctl --user -u {name}\n"
    )
    return Made(
        {
            folder / f"{name}.service": _SERVICE.format(**words),
            folder / f"{name}.timer": _TIMER.format(**words),
        },
        then,
    )


def _escaped(text: str) -> str:
    """Double the per cent signs that systemd would read as specifiers."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    """Quote a word of a command line of systemd."""
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return escaped if re.fullmatch(r"[\w./%@:+=,-]+", escaped) else f'"{escaped}"'


def _cron(file: Path, every: int) -> Made:
    minutes = "0" if every == 60 else "*" if every == 1 else f"*/{every}"
    folder = shlex.quote(str(file.parent))
    words = " ".join(shlex.quote(word) for word in command(file))
    # In a crontab a per cent sign ends the command.
    line = (
        f"{minutes} * * * * cd {folder} && {words}".replace("%", "\\%") + f"  # {unit_name(file)}\n"
    )
    return Made({}, "cron mails what the command says to MAILTO, if a mailer is there.\n", line)


def _github(file: Path, every: int) -> Made:
    minutes = "0" if every == 60 else "*" if every == 1 else f"*/{every}"
    path = file.parent / ".github" / "workflows" / "editions.yml"
    text = _WORKFLOW.format(minutes=minutes, file=file.name)
    then = "now: commit the workflow. GitHub looks every five minutes at most.\n"
    return Made({path: text}, then)


def shown(made: Made) -> str:
    """Return the files as text, each under its path."""
    parts = [f"# {path}\n{text}" for path, text in made.files.items()]
    return "\n".join([*parts, made.crontab] if made.crontab else parts)


def write(made: Made) -> list[Path]:
    """Write the files, and the line into the user's crontab; return what was written.

    A line that an earlier call wrote for the same project is replaced; the others stay.

    Raises
    ------
    analysis.errors.ReportError
        If a file cannot be written, or there is no crontab here.
    """
    for path, text in made.files.items():
        write_whole(path, text.encode("utf-8"))
    if made.crontab:
        _install_line(made.crontab)
        return [Path("crontab")]
    return list(made.files)


def _install_line(line: str) -> None:
    mark = line.rstrip("\n").rpartition("  # ")[2]
    try:
        before = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
        kept = [
            each
            for each in before.stdout.splitlines(keepends=True)
            if each.rstrip("\n").rpartition("  # ")[2] != mark
        ]
        subprocess.run(["crontab", "-"], input="".join([*kept, line]), text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ReportError(
            "the crontab cannot be written", found=str(error), allowed="a machine with cron"
        ) from error
