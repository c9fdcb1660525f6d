"""From an executed notebook to HTML and PDF, warm: the seconds, and the ratio to the stock HTML.

The default article's briefing is executed once. Then its two files are written over and over in one
process, as the engine does for every report after the first; the first round, which opens fonts
and templates, is told apart. Beside it, nbconvert's stock HTML exporter writes the same notebook
(HTML alone: it has no PDF without a TeX installation or a browser). The goal is one second; the
processor's seconds tell what it takes where other programs keep the machine busy.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat

from analysis.report.content import compose
from analysis.report.pages import information, write_pages
from analysis.report.run import report

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "data" / "articles" / "negotiations-reignited-in-kazakhstan.txt"
ROUNDS = int(os.environ.get("ROUNDS", "9"))
GOAL = 1.0


def rendered(notebook: Any, annotations: Any, folder: Path) -> float:
    """Compose an executed notebook and write it as HTML and PDF; return the seconds."""
    start = time.perf_counter()
    document = compose(notebook, information(annotations, "briefing"))
    write_pages(document, ("html", "pdf"), folder, "briefing")
    return time.perf_counter() - start


def stock(notebook: Any) -> float:
    """Write the notebook with nbconvert's own HTML exporter; return the seconds."""
    from nbconvert import HTMLExporter

    start = time.perf_counter()
    HTMLExporter().from_notebook_node(notebook)  # type: ignore[no-untyped-call]
    return time.perf_counter() - start


def main() -> None:
    """Print the seconds of the first and of later rounds, and the ratio to the stock exporter."""
    import analysis

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        made = report(ARTICLE, output=place, formats=("html",))
        notebook = nbformat.read(made.files["notebook"], as_version=4)  # type: ignore[no-untyped-call]
        annotations = analysis.open(ARTICLE).annotations
        first = rendered(notebook, annotations, place)
        ours, theirs, busy = [], [], []
        stock(notebook)
        for _ in range(ROUNDS):
            before = time.process_time()
            ours.append(rendered(notebook, annotations, place))
            busy.append(time.process_time() - before)
            theirs.append(stock(notebook))
    warm, html = statistics.median(ours), statistics.median(theirs)
    print(f"HTML and PDF, first time in a process  {first:6.3f} s")
    print(f"HTML and PDF, warm (median of {ROUNDS})        {warm:6.3f} s  (goal: {GOAL:.0f} s)")
    print(f"  of it on the processor               {statistics.median(busy):6.3f} s")
    print(f"stock HTML alone, warm                 {html:6.3f} s")
    print(f"ratio, HTML and PDF to stock HTML      {warm / html:6.2f}")


if __name__ == "__main__":
    main()
