"""The pipeline component for time expressions: TIMEX3 types and values, with their derivation.

The engine is :mod:`analysis.annotate.timex`; this module fits it into the pipeline.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.timex import recognise
from analysis.model import Article


@Language.component("parley_time_expressions")
def set_time_expressions(doc: Doc) -> Doc:
    """Set ``doc._.time_expressions``, in text order, with ids t1, t2, ….

    A doc without an article is read as an article without a publication date.
    """
    article: Article | None = doc._.article
    if article is None:
        doc._.time_expressions = recognise(doc.text, doc=doc)
        return doc
    titles = [part.end for part in article.paragraphs if part.kind == "title"]
    doc._.time_expressions = recognise(
        article.text,
        published=article.published,
        doc=doc,
        paragraphs=[(part.start, part.end) for part in article.paragraphs],
        title_end=max(titles, default=0),
    )
    return doc
