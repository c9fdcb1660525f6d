"""A schedule in two minutes: a first run, a new article, a broken one, and a run that fails.

Everything happens in a folder of its own, with the commands that a user would type.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

EDITIONS = """\
[defaults]
timezone = "Europe/Oslo"
retries = 0
timeout = "2 min"

[edition.harbour]
title = "The strike at the harbour"
notebook = "briefing"
articles = ["incoming/"]
formats = ["html"]
schedule = "0 7 * * 1-5"
"""
FIRST = """\
Dockers and Nordhavn Terminals open talks on pay

OSLO, 12 May 2031 - The Dockers' Union demanded on Monday that Nordhavn Terminals raise wages by
8 percent. "We will not accept less than 8 percent," said the union's leader, Ingrid Moen.

Nordhavn Terminals rejected the demand. The company offered 3 percent, its spokesman Lars Vik said.
The two sides agreed to meet in Bergen on 20 May.
"""
SECOND = """\
Nordhavn raises its offer as the mediator steps in

OSLO, 15 May 2031 - Nordhavn Terminals offered on Thursday to raise wages by 5 percent, its
spokesman Lars Vik said. The Dockers' Union threatened to strike from 1 June if the company
refused to discuss night shifts.

Both sides will meet in Oslo on 22 May, state mediator Kari Lunde said. The meeting in Bergen on
20 May was cancelled.
"""


def main() -> None:
    """Run the demonstration."""
    with tempfile.TemporaryDirectory(prefix="parley-demo-") as folder:
        show(Path(folder))


def show(base: Path) -> None:
    """Run the demonstration in a folder."""
    incoming = base / "incoming"
    incoming.mkdir()
    (base / "editions.toml").write_text(EDITIONS, "utf-8")
    say("An edition: every weekday at 07:00 the briefing on what lies in incoming/.")
    print(EDITIONS)
    parley(base, "editions check")

    say("A first article lies there; the edition runs.")
    (incoming / "2031-05-12.txt").write_text(FIRST, "utf-8")
    parley(base, "run harbour")
    latest(base)

    say("A new article arrives; the next run says what has changed.")
    (incoming / "2031-05-15.txt").write_text(SECOND, "utf-8")
    parley(base, "run harbour")
    latest(base)
    parley(base, "diff 1 2")

    say("A broken file arrives: it is left out, and the report and the exit status say so.")
    (incoming / "broken.txt").write_bytes(bytes(range(256)) * 8)
    parley(base, "run harbour")
    latest(base)

    say("Nothing but the broken file is left: no report, and the last good one stays.")
    for file in incoming.glob("2031-*.txt"):
        file.unlink()
    parley(base, "run harbour")
    latest(base)

    say("The schedule is mistyped: the mistake has its line, and the last good report stays.")
    text = EDITIONS.replace("0 7 * * 1-5", "0 27 * * 1-5").replace('"briefing"', '"brifing"')
    (base / "editions.toml").write_text(text, "utf-8")
    parley(base, "run harbour")
    latest(base)

    say("Every run is on record.")
    (base / "editions.toml").write_text(EDITIONS, "utf-8")
    parley(base, "runs")
    parley(base, "runs show 4")


def parley(base: Path, words: str) -> int:
    """Type a command, and show it, what it says and its exit status."""
    print(f"$ parley {words}", flush=True)
    command = [sys.executable, "-m", "analysis", *shlex.split(words)]
    status = subprocess.run(command, cwd=base, check=False, stderr=subprocess.STDOUT).returncode
    print(f"(exit status {status})\n", flush=True)
    return status


def latest(base: Path) -> None:
    """Show where ``latest`` leads to."""
    link = base / "reports" / "harbour" / "latest"
    print(f"latest -> {link.readlink()}\n", flush=True)


def say(words: str) -> None:
    """Say what comes next."""
    print(f"\n== {words}\n", flush=True)


if __name__ == "__main__":
    main()
