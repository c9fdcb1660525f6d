"""Corrections as Web Annotations (JSON-LD), which other tools for annotation read.

Each correction is an Annotation whose target is the article with a TextQuoteSelector, and a
TextPositionSelector where the words were found. Its first body says in words what is corrected, a
second one holds the values as JSON, a third the analyst's reason.

Notes
-----
Web Annotation Data Model and Vocabulary, W3C Recommendations, 23 February 2017.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from analysis.corrections.model import BaseCorrection, Corrections
from analysis.model import Annotation, Article, CorrectionOutcome, text_sha256

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVATIONS = {
    "accept": "assessing",
    "reject": "moderating",
    "edit": "editing",
    "add": "describing",
    "merge": "identifying",
    "split": "identifying",
}


def to_web_annotations(corrected: Iterable[tuple[Annotation, Corrections]]) -> dict[str, Any]:
    """Return corrections as an AnnotationCollection with one page.

    Parameters
    ----------
    corrected
        Pairs of an annotation, as corrected, and its corrections.
    """
    items = [
        _item(annotation, corrections, correction)
        for annotation, corrections in corrected
        for correction in corrections.entries
    ]
    name = "urn:parley:corrections"
    page = {"id": f"{name}:page:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Corrections by an analyst",
        "total": len(items),
        "first": page,
    }


def as_json(collection: dict[str, Any]) -> bytes:
    """Return a collection as JSON in UTF-8, the same bytes for the same collection."""
    return (json.dumps(collection, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def _item(
    annotation: Annotation, corrections: Corrections, correction: BaseCorrection
) -> dict[str, Any]:
    article, fingerprint = annotation.article, correction.fingerprint()
    outcome = next((one for one in annotation.corrections if one.fingerprint == fingerprint), None)
    made: dict[str, Any] = {
        "id": f"urn:parley:correction:{quote(article.id, safe='')}:{fingerprint}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[correction.action],
    }
    if corrections.analyst:
        made["creator"] = {"type": "Person", "name": corrections.analyst}
    made["body"] = _bodies(correction, outcome)
    made["target"] = {
        "type": "SpecificResource",
        "source": _source(article),
        "selector": _selectors(correction, outcome),
    }
    return made


def _bodies(correction: BaseCorrection, outcome: CorrectionOutcome | None) -> list[dict[str, Any]]:
    words = f"{correction.action} {correction.layer}"
    if outcome is not None:
        said = outcome.changes if outcome.status == "applied" else outcome.detail
        words = f"{words} ({outcome.status}){f': {said}' if said else ''}"
    anchor = ("exact", "prefix", "suffix", "note")
    values = {key: value for key, value in correction.given().items() if key not in anchor}
    held = json.dumps({"layer": correction.layer, **values}, ensure_ascii=False, sort_keys=True)
    bodies = [
        _body(words, "describing", "text/plain"),
        _body(held, "editing", "application/json"),
    ]
    if correction.note:
        bodies.append(_body(correction.note, "commenting", "text/plain"))
    return bodies


def _body(value: str, purpose: str, media_type: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": media_type, "purpose": purpose}


def _source(article: Article) -> str:
    """Return the article's address; without one, the name of its text by hash (RFC 6920)."""
    if article.url:
        return article.url
    digest = bytes.fromhex(article.sha256 or text_sha256(article.text))
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _selectors(
    correction: BaseCorrection, outcome: CorrectionOutcome | None
) -> list[dict[str, Any]]:
    quoted = {"type": "TextQuoteSelector", "exact": correction.exact}
    quoted |= {
        key: words
        for key, words in (("prefix", correction.prefix), ("suffix", correction.suffix))
        if words
    }
    found: list[dict[str, Any]] = [quoted]
    if outcome is not None and outcome.span is not None:
        start, end = outcome.span.start, outcome.span.end
        found.append({"type": "TextPositionSelector", "start": start, "end": end})
    return found
