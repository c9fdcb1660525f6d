"""The meetings component: sets ``doc._.meetings`` (see :mod:`analysis.annotate.encounters`).

Where the article bears no date, candidates for it, with reasons, go to ``doc._.notes``.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.dating import publication_notes
from analysis.annotate.encounters import find_meetings
from analysis.model import Article


@Language.component("parley_meetings")
def set_meetings(doc: Doc) -> Doc:
    """Find the meetings of `doc`, merged, dated and in order."""
    doc._.meetings = find_meetings(doc)
    article: Article | None = doc._.article
    if article is not None and article.published is None:
        notes = publication_notes(article.text, doc._.actors or [])
        doc._.notes = [*(doc._.notes or []), *notes]
    return doc
