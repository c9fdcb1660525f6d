"""From article to HTML and PDF: ``parley report`` against the stock path, on the same notebook.

The stock path is what one types without Parley's engine: papermill's command, ``jupyter nbconvert
--to html``, ``jupyter nbconvert --to webpdf``. Both start from nothing (new processes, an empty
cache of annotations of their own), take turns for some rounds, and are told no network: the stock
template's scripts on other hosts fail at once instead of being waited for, in the stock path's
favour. Needs a Chromium for webpdf (its program in CHROMIUM, or on the path).

The figure to quote is the ratio of the medians; 0.5 means half the time.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "data" / "articles" / "negotiations-reignited-in-kazakhstan.txt"
NOTEBOOK = ROOT / "notebooks" / "briefing.ipynb"
ROUNDS = int(os.environ.get("ROUNDS", "3"))
BIN = Path(sys.executable).parent

# webpdf asks Playwright for its own download of Chromium; this gives it the one that is there.
WEBPDF = """
import os, sys
from playwright.async_api import BrowserType
launch = BrowserType.launch
async def launched(self, **options):
    return await launch(self, executable_path=os.environ["CHROMIUM"], **options)
BrowserType.launch = launched
from nbconvert.nbconvertapp import main
sys.exit(main(sys.argv[1:]))
"""


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Run a command and return its wall time in seconds; its output is shown if it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])} failed:\n{done.stdout}\n{done.stderr}")
    return seconds


def stock(folder: Path, chromium: str) -> dict[str, float]:
    """Take the stock path; return the seconds of each of its three commands."""
    environment = os.environ | {"PARLEY_CACHE": str(folder / "cache"), "CHROMIUM": chromium}
    executed = folder / "executed.ipynb"
    python = sys.executable
    no_network = "--WebPDFExporter.browser_args=--host-resolver-rules=MAP * ~NOTFOUND"
    sandbox = ["--disable-chromium-sandbox"]
    convert = ["--no-input", "--output-dir", str(folder), str(executed)]
    return {
        "papermill": timed(
            [str(BIN / "papermill"), str(NOTEBOOK), str(executed), "-p", "articles", str(ARTICLE)],
            environment,
        ),
        "nbconvert --to html": timed(
            [python, "-m", "nbconvert", "--to", "html", *convert], environment
        ),
        "nbconvert --to webpdf": timed(
            [python, "-c", WEBPDF, "--to", "webpdf", no_network, *sandbox, *convert],
            environment,
        ),
    }


def parley(folder: Path, cache: Path) -> float:
    """Run ``parley report``; return its seconds."""
    return timed(
        [str(BIN / "parley"), "report", str(ARTICLE), "--output", str(folder)],
        os.environ | {"PARLEY_CACHE": str(cache)},
    )


def main() -> None:
    """Measure and print."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("report_speed needs a Chromium: install it, or name its program in CHROMIUM")
    cold: list[float] = []
    warm: list[float] = []
    steps: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            steps.append(stock(folder, chromium))
            cold.append(parley(folder / "reports", folder / "own-cache"))
            warm.append(parley(folder / "reports", folder / "own-cache"))
    total = [sum(step.values()) for step in steps]
    print(f"article to HTML and PDF, {ROUNDS} rounds, median seconds")
    for step in steps[0]:
        print(f"  {step:26} {statistics.median(one[step] for one in steps):6.2f}")
    print(f"  {'stock path, all three':26} {statistics.median(total):6.2f}")
    print(f"  {'parley report':26} {statistics.median(cold):6.2f}")
    print(f"  {'parley report, annotated':26} {statistics.median(warm):6.2f}")
    ratio = statistics.median(cold) / statistics.median(total)
    print(f"  ratio                      {ratio:6.2f}  (goal: at most 0.50)")


if __name__ == "__main__":
    main()
