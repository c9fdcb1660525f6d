"""Where the report comes from: articles, dates and their basis, hashes, versions, accuracy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources

from analysis.model import Article
from analysis.summaries.dates import iso_words

ACCURACY_FILE = "accuracy.json"


def date_sentence(article: Article) -> str:
    """Return when the article was published and where that date comes from, in one sentence."""
    if article.published is None:
        return "The date of publication is not known."
    basis = (article.published_basis or "").strip().rstrip(".")
    words = f"Published {iso_words(article.published)}."
    if not basis:
        return words
    if basis.startswith("not "):
        return f"{words} That date is {basis}."
    return f"{words} Basis of that date: {basis}."


def source_line(article: Article) -> str:
    """Return the article's title, publisher and length as a reference in a list of sources."""
    parts = [f"“{' '.join((article.title or article.id).split())}”"]
    if article.publisher:
        parts.append(article.publisher)
    return ", ".join(parts)


@dataclass(frozen=True)
class LayerAccuracy:
    """What was measured of a layer on a data set: measures by name, as shares from 0 to 1."""

    layer: str
    dataset: str
    documents: int
    measures: tuple[tuple[str, float], ...]


@cache
def measured_accuracy() -> tuple[LayerAccuracy, ...]:
    """Return the accuracy measured for this version; empty when none was recorded with it."""
    try:
        text = (resources.files("analysis.reference") / ACCURACY_FILE).read_text("utf-8")
    except (FileNotFoundError, ModuleNotFoundError):
        return ()
    return tuple(
        LayerAccuracy(
            entry["layer"],
            entry["dataset"],
            entry["documents"],
            tuple((name, measure["value"]) for name, measure in entry["measures"].items()),
        )
        for entry in json.loads(text)
    )


def versions() -> dict[str, str]:
    """Return the versions of what produced the report."""
    found = {}
    for name in ("parley-reports", "spacy", "pandas", "matplotlib"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
