"""Any supported file -> :class:`~analysis.model.Article`.

``decoding`` turns bytes into text, ``paragraphs`` finds the blocks of the text, ``metadata`` reads
the TOML beside it, ``dates`` the text's own date line, and ``loading`` puts them together.
"""

from analysis.articles.loading import (
    ANNOTATION_LIMIT,
    SUFFIXES,
    article_files,
    check_length,
    load_article,
)

__all__ = ["ANNOTATION_LIMIT", "SUFFIXES", "article_files", "check_length", "load_article"]
