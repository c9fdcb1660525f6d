"""Conditions on a stance: "if ...", "unless ...", "provided ...", "depending on ..."."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from analysis.annotate.stances.sheet import sheet_of
from analysis.annotate.stances.stance import Range
from analysis.annotate.stances.words import listed

_CLAUSE_MARKS = frozenset({"if", "unless", "until", "provided", "providing", "assuming", "once"})
_PHRASES: tuple[tuple[str, ...], ...] = (
    ("as", "long", "as"),
    ("so", "long", "as"),
    ("on", "condition"),
    ("on", "the", "condition"),
    ("in", "return", "for"),
    ("in", "exchange", "for"),
    ("in", "the", "event"),
    ("depending", "on"),
    ("depending", "upon"),
    ("subject", "to"),
    ("contingent", "on"),
    ("contingent", "upon"),
    ("conditional", "on"),
    ("conditional", "upon"),
    ("conditioned", "on"),
    ("only", "after"),
    ("only", "when"),
    ("only", "if"),
    ("even", "if"),
    ("in", "case"),
    ("pending",),
)
_FIRST_WORDS = _CLAUSE_MARKS | {phrase[0] for phrase in _PHRASES}
_ASKING = listed(
    "ask asked wonder wondered know knew see say said doubt doubted unclear sure "
    "question questioned tell told determine decide decided"
)


def conditions_of(doc: Doc, start: int, end: int) -> list[Range]:
    """Return the conditions whose first word lies in the token range, in text order."""
    sheet = sheet_of(doc)
    if start in sheet.conditions and sheet.sentences[start] == (start, end):
        return sheet.conditions[start]
    found = []
    index = start
    while index < end:
        condition = _condition_at(doc[index]) if sheet.words[index] in _FIRST_WORDS else None
        if condition is None:
            index += 1
            continue
        found.append(condition)
        index = condition[1]
    if sheet.sentences[start] == (start, end):
        sheet.conditions[start] = found
    return found


def _condition_at(token: Token) -> Range | None:
    for phrase in _PHRASES:
        if _starts(token, phrase):
            return _phrase_extent(token, len(phrase))
    if token.lower_ in ("provided", "providing", "assuming") and token.dep_ != "mark":
        return _participle_of(token)
    if token.lower_ in _CLAUSE_MARKS and token.dep_ in ("mark", "advmod", "prep"):
        return _clause_of(token)
    return None


def _starts(token: Token, phrase: tuple[str, ...]) -> bool:
    words = sheet_of(token.doc).words
    return words[token.i : token.i + len(phrase)] == list(phrase)


def _clause_of(mark: Token) -> Range | None:
    verb = mark.head
    if verb.i < mark.i or verb.dep_ in ("ccomp", "csubj", "pcomp"):
        return None
    if mark.i > 0 and mark.doc[mark.i - 1].lower_ in _ASKING:
        return None
    return _bounded(mark.doc, mark.i, verb.right_edge.i + 1)


def _participle_of(token: Token) -> Range | None:
    """ "Provided that ..." as the parser sees it at times: a participle with its clause."""
    clause = next((child for child in token.rights if child.dep_ == "ccomp"), None)
    if clause is None or token.dep_ not in ("prep", "advcl", "acl"):
        return None
    return _bounded(token.doc, token.i, clause.right_edge.i + 1)


def _phrase_extent(token: Token, length: int) -> Range:
    doc, last = token.doc, token.doc[token.i + length - 1]
    end = max(last.right_edge.i, token.right_edge.i, last.i) + 1
    if end == last.i + 1:
        # The clause hangs the other way round: the mark is a child of the clause's verb.
        end = max(end, token.head.right_edge.i + 1, last.head.right_edge.i + 1)
    return _bounded(doc, token.i, end)


def _bounded(doc: Doc, start: int, end: int) -> Range:
    """Cut a condition at the end of its sentence, at a comma before a new clause, at quotes."""
    end = min(end, doc[start].sent.end)
    for index in range(start + 1, end):
        token = doc[index]
        if token.is_quote or token.text in (";", "—", "–"):
            end = index
            break
        if token.text == "," and _opens_main_clause(doc, index + 1, start):
            end = index
            break
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end


def _opens_main_clause(doc: Doc, index: int, start: int) -> bool:
    if index >= len(doc):
        return False
    # What follows the comma belongs to a word before the condition, or to none inside it.
    token = doc[index]
    for _ in range(8):
        if start <= token.head.i < index and token.head != token:
            return False
        if token.head == token or token.head.i < start:
            return True
        token = token.head
    return True
