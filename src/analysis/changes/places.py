"""Words of an article, with their place."""

from __future__ import annotations

from analysis.changes.model import Words
from analysis.model import Article, Span


def words_of(article: Article, span: Span) -> Words:
    """Return a span with its article and the number of its paragraph."""
    index = article.paragraph_at(span.start)
    return Words(
        article=article.id,
        paragraph=0 if index is None else index + 1,
        start=span.start,
        end=span.end,
        text=span.text,
    )
