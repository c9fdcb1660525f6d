"""``python drive.py EDITIONS.toml NOW [due|NAME]``: the command line's work, under a clock of our own."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from analysis.editions import read_editions
from analysis.errors import ParleyError
from analysis.schedule import processes
from analysis.schedule.runner import Runner
from analysis.schedule.service import run_due, run_named
from analysis.schedule.signals import Interrupted


def main() -> int:
    """Run what is due, or one edition, as if it were NOW."""
    if os.environ.get("FAULTS_LIGHT"):
        light = Path(__file__).with_name("light_worker.py")
        processes.WORKER = (sys.executable, str(light), "analysis.schedule.worker")
    file, now, what = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]), sys.argv[3]
    began = time.monotonic()
    read = read_editions(file)
    try:
        runner = Runner(
            file.parent,
            clock=lambda: now + timedelta(seconds=time.monotonic() - began),
            say=lambda words: print(words, file=sys.stderr, flush=True),
        )
        if what == "due":
            return run_due(runner, read.editions).exit_status()
        return run_named(runner, read.edition(what)).exit_status()
    except ParleyError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    except Interrupted as signal:
        return 128 + signal.number


if __name__ == "__main__":
    sys.exit(main())
