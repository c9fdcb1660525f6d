"""Where the report comes from: articles, dates and their basis, hashes, versions."""

from __future__ import annotations

from importlib import metadata

from analysis.model import Article
from analysis.summaries.dates import iso_words


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


def versions() -> dict[str, str]:
    """Return the versions of what produced the report."""
    found = {}
    for name in ("parley-reports", "spacy", "pandas", "matplotlib"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
