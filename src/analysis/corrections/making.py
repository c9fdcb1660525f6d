"""Corrections made from a record of an annotation, as a program makes them for its user."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.corrections.anchors import Selector, find, selector_for
from analysis.corrections.draft import (
    Anchor,
    Draft,
    Item,
    UndoneError,
    attribution_words,
    date_words,
    meeting_words,
    mention_words,
    position_words,
)
from analysis.corrections.model import LAYERS, LONGEST_TEXT, BaseCorrection, Words
from analysis.errors import ParameterError
from analysis.model import (
    Actor,
    Annotation,
    Attribution,
    CorrectionAction,
    CorrectionLayer,
    Meeting,
    Position,
    TimeExpression,
)


def correct(
    annotation: Annotation, record: str, action: CorrectionAction, **values: Any
) -> BaseCorrection:
    """Return a correction of a record, anchored to its words.

    Parameters
    ----------
    annotation
        As the program made it, or as corrected.
    record
        The id of an actor, attribution, position, meeting or expression of time ("p3").
    action
        "accept", "reject", "edit", "merge" or, of an actor, "split".
    **values
        The other keys of the correction (``holder="Norrland"``).

    Raises
    ------
    ParameterError
        If there is no such record, or its words do not lead back to it.
    pydantic.ValidationError
        If a value is not allowed.
    """
    draft = Draft(annotation)
    layer, found = _record(draft, record)
    selectors = [selector_for(draft.text, start, end) for start, end in _anchors(found)]
    for was in draft.descriptions(found):
        for selector in selectors:
            if _leads_to(draft, selector, layer, was) == record:
                was = " ".join(was.split())[:LONGEST_TEXT]
                return _made(layer, selector, {"action": action, "was": was, **values})
    raise ParameterError(
        "the words of this record do not lead back to it",
        where=annotation.article.id,
        found=record,
        allowed="a correction written by hand, with more of its context",
    )


def add_at(
    annotation: Annotation, layer: CorrectionLayer, start: int, end: int, **values: Any
) -> BaseCorrection:
    """Return a correction that adds a record on the words from `start` to `end`.

    Parameters
    ----------
    annotation
        Of the article that the words are in.
    layer
        "actor", "attribution", "position", "meeting" or "date".
    start, end
        Code points into the article's text, end exclusive; blanks at the ends are left out.
    **values
        The other keys of the correction (``type="demand", holder="Norrland"``).

    Raises
    ------
    ParameterError
        If the stretch is empty, or its words stand several times in the same surroundings.
    pydantic.ValidationError
        If a value is not allowed.
    """
    selector = quoted(annotation, start, end)
    return _made(layer, selector, {"action": "add", **values})


def quoted(annotation: Annotation, start: int, end: int) -> Words:
    """Return the words from `start` to `end` as a quotation with its context.

    Raises
    ------
    ParameterError
        If the stretch is empty, or its words stand several times in the same surroundings.
    """
    text = annotation.article.text
    allowed = f"words between 0 and {len(text)}"
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ParameterError("no words are chosen", found=f"{start} to {end}", allowed=allowed)
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    selector = selector_for(text, start, end)
    if len(find(text, selector)) != 1:
        raise ParameterError(
            "these words stand several times in the same surroundings",
            found=text[start:end],
            allowed="a longer stretch of words",
        )
    return Words(**selector.model_dump())


def _made(layer: CorrectionLayer, selector: Selector, values: dict[str, Any]) -> BaseCorrection:
    words = {key: value for key, value in selector.model_dump().items() if value}
    return LAYERS[layer].model_validate({"layer": layer, **words, **values})


def _record(draft: Draft, identity: str) -> tuple[CorrectionLayer, Item]:
    layers: tuple[tuple[CorrectionLayer, dict[str, Any]], ...] = (
        ("actor", draft.actors),
        ("attribution", draft.attributions),
        ("position", draft.positions),
        ("meeting", draft.meetings),
        ("date", draft.dates),
    )
    for layer, records in layers:
        if identity in records:
            return layer, records[identity]
    raise ParameterError(
        "there is no such record",
        where=draft.article.id,
        found=identity,
        allowed="the id of an actor, attribution, position, meeting or time expression",
    )


def _anchors(record: Item) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words by which a record can be meant, the longest first."""
    match record:
        case Actor():
            found = mention_words(record)
        case Attribution():
            found = attribution_words(record)
        case Position():
            found = position_words(record)
        case Meeting():
            found = meeting_words(record)
        case TimeExpression():
            found = date_words(record)
    yield from sorted(set(found), key=lambda words: (words[0] - words[1], words[0]))


def _leads_to(draft: Draft, selector: Selector, layer: CorrectionLayer, was: str) -> str | None:
    """Return the id of the record that a selector leads to, or None."""
    try:
        anchor = draft.anchor(selector)
        return _target(draft, anchor, layer, was).id
    except UndoneError:
        return None


def _target(draft: Draft, anchor: Anchor, layer: CorrectionLayer, was: str) -> Item:
    match layer:
        case "actor":
            return draft.target(draft.actors, anchor, mention_words, layer, was)
        case "attribution":
            return draft.target(draft.attributions, anchor, attribution_words, layer, was)
        case "position":
            return draft.target(draft.positions, anchor, position_words, layer, was)
        case "meeting":
            return draft.target(draft.meetings, anchor, meeting_words, layer, was)
        case "date":
            return draft.target(draft.dates, anchor, date_words, layer, was)
