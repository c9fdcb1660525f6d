"""Whole annotation against bare ``nlp.pipe`` of the same model: words a second, in one process.

The two read the same articles in turn, several rounds; the median of the rounds' ratios is the
figure to quote (0.7: the whole annotation reads 0.7 of the bare pipeline's words a second).
Articles: the gold data's development articles where PARLEY_GOLD (or ../shared/gold) has them, else
the project's own gold articles.
"""

from __future__ import annotations

import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
ARTICLES = 60


def texts() -> list[str]:
    """Return the texts to read."""
    folder = Path(os.environ.get("PARLEY_GOLD") or ROOT.parent / "shared" / "gold")
    file = folder / "polnear" / "dev.jsonl"
    if file.is_file():
        return [json.loads(line)["text"] for line in file.open(encoding="utf-8")][:ARTICLES]
    file = ROOT / "tests" / "gold" / "parley.jsonl"
    return [json.loads(line)["article"]["text"] for line in file.open(encoding="utf-8")]


def seconds(action: Callable[[], object]) -> float:
    """Return the wall time of `action` in seconds."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the parley command does

    import spacy

    from analysis.annotate import annotate_all, load_pipeline
    from analysis.annotate.language import BATCH_SIZE, default_model
    from analysis.articles.paragraphs import find_paragraphs
    from analysis.model import Article

    articles = [
        Article(
            id=f"article-{number}",
            text=text,
            published="2016-09-12",
            paragraphs=find_paragraphs(text),
        )
        for number, text in enumerate(texts())
    ]
    words = sum(len(article.text.split()) for article in articles)
    bare = spacy.load(default_model())
    load_pipeline()

    def read_bare() -> None:
        for _ in bare.pipe((article.text for article in articles), batch_size=BATCH_SIZE):
            pass

    def read_whole() -> None:
        for _ in annotate_all(articles):
            pass

    read_bare()
    read_whole()
    rounds = [(seconds(read_bare), seconds(read_whole)) for _ in range(ROUNDS)]
    ratios = [plain / whole for plain, whole in rounds]
    print(f"{len(articles)} articles, {words} words, {ROUNDS} rounds")
    print(f"bare nlp.pipe:    {words / statistics.median(r[0] for r in rounds):8.0f} words/s")
    print(f"whole annotation: {words / statistics.median(r[1] for r in rounds):8.0f} words/s")
    print(
        f"ratio:            {statistics.median(ratios):8.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
