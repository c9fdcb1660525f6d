"""The meetings component: sets ``doc._.meetings`` (see :mod:`analysis.annotate.encounters`)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.encounters import find_meetings


@Language.component("parley_meetings")
def set_meetings(doc: Doc) -> Doc:
    """Find the meetings of `doc`, merged, dated and in order."""
    doc._.meetings = find_meetings(doc)
    return doc
