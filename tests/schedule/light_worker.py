"""Stands in for the worker where only what is around it is tried: writes a report's files, at random.

It takes a job, answers, and dies with its parent as the worker does, and has a child as the worker
has a kernel; but it runs no notebook, so that a run takes a tenth of the time.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from analysis.errors import ReportError
from analysis.schedule.processes import ending_with_parent
from analysis.schedule.worker import describe


def main() -> None:
    """Do the job and answer."""
    with ending_with_parent(int(sys.argv[2])):
        job = json.load(sys.stdin)
        child = subprocess.Popen(
            [sys.executable, "-S", "-c", "import time; time.sleep(30)", "ipykernel_launcher"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        try:
            result = {"status": "made", **made(job)}
        except (OSError, ReportError) as error:
            result = describe(error)
        child.kill()
        print(json.dumps(result), flush=True)


def made(job: dict[str, Any]) -> dict[str, Any]:
    """Write a report's files, its record last, and give the folder its name."""
    chance = random.Random()
    part = Path(job["part"])
    aside = part / ".aside"
    aside.mkdir()
    time.sleep(float(job["parameters"].get("seconds", 0)))
    if job["parameters"].get("behaviour") == "raise":
        failure = {"failure": {"kind": "error", "exception": "ValueError"}}
        (aside / "run.json").write_text(json.dumps(failure), "utf-8")
        aside.rename(part / "tiny.failed")
        raise ReportError("this cell cannot pass")
    large = job["parameters"].get("behaviour") == "large"
    for name in ("tiny.html", "tiny.ipynb", "tables.csv", "annotation.jsonl"):
        time.sleep(chance.uniform(0, 0.05))
        with open(aside / name, "wb") as file:
            for _ in range(40 if large else 3):
                file.write(os.urandom(20_000))
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(aside.iterdir())
    }
    record = {"status": "complete", "files": files, "versions": {}, "warnings": []}
    (aside / "run.json").write_text(json.dumps(record), "utf-8")
    time.sleep(chance.uniform(0, 0.02))
    os.rename(aside, part / "tiny")
    return {
        "folder": str(part / "tiny"),
        "files": {},
        "warnings": [],
        "seconds": {},
        "left_out": [],
    }


if __name__ == "__main__":
    main()
