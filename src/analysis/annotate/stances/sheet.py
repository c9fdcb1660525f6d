"""The words of a document as plain lists, read once: tokens are slow to ask one by one."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from analysis.annotate.stances.stance import Range

_KEY = "parley: words of stances"


@dataclass(slots=True)
class Sheet:
    """Lower-case words, tags, and for each token the bounds of its sentence."""

    words: list[str]
    tags: list[str]
    sentences: list[Range]
    conditions: dict[int, list[Range]] = field(default_factory=dict)


def sheet_of(doc: Doc) -> Sheet:
    """Return the sheet of a document, made at the first call."""
    sheet = doc.user_data.get(_KEY)
    if sheet is None or len(sheet.words) != len(doc):
        sheet = _read(doc)
        doc.user_data[_KEY] = sheet
    return sheet


def _read(doc: Doc) -> Sheet:
    sentences: list[Range] = []
    for sentence in doc.sents:
        sentences += [(sentence.start, sentence.end)] * (sentence.end - sentence.start)
    return Sheet([token.lower_ for token in doc], [token.tag_ for token in doc], sentences)


def forget(doc: Doc) -> None:
    """Drop the sheet, so that a document that is kept stays small."""
    doc.user_data.pop(_KEY, None)
