"""Memory over thousands of articles in one process, and words a second as they go by.

Reads 5,000 articles (the project's own gold articles, with names changed so that no two are the
same and many names are new to the vocabulary), and prints the resident memory after every 500. Flat
means that the last figure stays near that of the first 500.

Usage: ``python benchmarks/annotation_memory.py [ARTICLES]``.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 5000
EVERY = 500
_SYLLABLES = ("ba", "do", "fi", "ka", "lo", "me", "ni", "ra", "se", "ti", "vo", "zu")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{4,}\b")


def resident_megabytes() -> float:
    """Return the resident memory of this process in MiB."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # no /proc: the peak, not the present
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def renamed(text: str, number: int) -> str:
    """Return `text` with half of its capitalised words made up anew, the same ones alike."""
    generator = random.Random(number)
    new: dict[str, str] = {}

    def rename(match: re.Match[str]) -> str:
        word = match.group()
        if word not in new:
            made = "".join(generator.choices(_SYLLABLES, k=4)).capitalize()
            new[word] = made if generator.random() < 0.5 else word
        return new[word]

    return _NAME.sub(rename, text)


def main() -> None:
    """Read, and print a line every 500 articles."""
    from analysis.annotate import annotate_all, load_pipeline
    from analysis.articles.paragraphs import find_paragraphs
    from analysis.model import Article

    total = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    file = ROOT / "tests" / "gold" / "parley.jsonl"
    texts = [json.loads(line)["article"]["text"] for line in file.open(encoding="utf-8")]

    def articles() -> Iterator[Article]:
        for number in range(total):
            text = renamed(texts[number % len(texts)], number)
            yield Article(
                id=f"article-{number}",
                text=text,
                published="2021-05-12",
                paragraphs=find_paragraphs(text),
            )

    load_pipeline()
    print(f"{'articles':>9} {'MiB':>7} {'words/s':>9}")
    print(f"{0:>9} {resident_megabytes():>7.0f}", flush=True)
    words, start = 0, time.perf_counter()
    for number, annotation in enumerate(annotate_all(articles()), start=1):
        words += len(annotation.article.text.split())
        if number % EVERY == 0 or number == total:
            speed = words / (time.perf_counter() - start)
            print(f"{number:>9} {resident_megabytes():>7.0f} {speed:>9.0f}", flush=True)
            words, start = 0, time.perf_counter()


if __name__ == "__main__":
    main()
