"""Opening the explorer on an annotated article of 3,000 words, against showing it as one HTML page.

The explorer works out what it shows and hands it to the browser; the rival is the annotated text
as the reports show it. Both in one process, warm, median of five. The goal: under one second.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from analysis import cache
from analysis.articles import load_articles
from analysis.dossier import Dossier
from analysis.explorer import explore
from analysis.explorer.static import static_html
from analysis.model import Annotation, Article
from analysis.project import find_articles
from analysis.summaries import digest

WORDS = 3000
RUNS = 5
GOAL = 1.0


def main() -> None:
    """Print the times, their ratio, and whether the goal is met."""
    dossier = Dossier([long_article()])
    words = len(dossier.annotations[0].article.text.split())
    explore(dossier)
    explorer = timed(lambda: json.dumps(explore(Dossier(dossier.annotations)).view))
    static = timed(lambda: static_html(digest(Dossier(dossier.annotations))))
    items = len(explore(dossier).view["items"])
    print(f"article of {words} words, {items} items")
    print(f"explorer {explorer:.2f} s, static page {static:.2f} s, ratio {explorer / static:.2f}")
    print(f"goal: under {GOAL:.0f} s: {'met' if explorer < GOAL else 'missed'}")


def long_article() -> Annotation:
    """Return the annotation of the default article's text, repeated to the wanted length."""
    article = load_articles(find_articles([])[0]).articles[0]
    body = article.text.strip()
    times = -(-WORDS // len(body.split()))
    text = "\n\n".join([body] * times)
    return cache.annotated([load_text(text)])[0]


def load_text(text: str) -> Article:
    """Return a text as an article, by way of a file as users have them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.txt"
        file.write_text(text, "utf-8")
        return load_articles(file).articles[0]


def timed(does: Callable[[], object]) -> float:
    """Return the median of the seconds that it takes."""
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        does()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)
