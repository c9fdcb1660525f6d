"""What was rejected, offered or signed years before is history, not a position taken now."""

from __future__ import annotations

from spacy.tokens import Doc, Token

_KEY = "parley: tokens of past years"
_OLD = 2
"""Years before the article, or before the latest year it names, from which on it is history."""
_UP_LIMIT = 6


def is_history(anchor: Token) -> bool:
    """Tell whether the clause of `anchor` is dated two years or more before the article."""
    return any(
        (verb := _verb_above(anchor.doc[index])) is not None and _same_clause(verb, anchor)
        for index in _old_dates(anchor.doc)
    )


def _verb_above(token: Token) -> Token | None:
    for _ in range(_UP_LIMIT):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _same_clause(verb: Token, anchor: Token) -> bool:
    if verb == anchor or (anchor.pos_ == "NOUN" and anchor.head == verb):
        return True
    return anchor.dep_ == "conj" and anchor.head == verb and anchor.tag_ == verb.tag_


def _old_dates(doc: Doc) -> list[int]:
    found: list[int] | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = _find(doc)
    return found


def forget_dates(doc: Doc) -> None:
    """Drop what was noted on the document."""
    doc.user_data.pop(_KEY, None)


def _find(doc: Doc) -> list[int]:
    dates = [
        (expression, int(expression.value[:4]))
        for expression in doc._.time_expressions or ()
        if expression.type in ("DATE", "TIME") and expression.value[:4].isdigit()
    ]
    published = getattr(doc._.article, "published", None)
    years = [year for _, year in dates]
    now = int(str(published)[:4]) if published else max(years, default=0)
    tokens = []
    for expression, year in dates:
        if not 1000 < year <= now - _OLD:
            continue
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if span is None or span.root.head.lower_ == "since" or span[0].lower_ == "since":
            continue
        if span.root.dep_ in ("pobj", "npadvmod", "advmod", "pcomp"):
            tokens.append(span.root.i)
    return tokens
