"""Short passages with their dates and actors marked by hand, for the tests of meetings.

``[Wednesday=2019-10-09]`` marks a time expression and its TIMEX3 value, ``{Iran}`` an actor, and
``{Iran|Tehran}`` the words "Tehran" as a mention of the actor Iran.
"""

from __future__ import annotations

import re
from typing import Any

from analysis.annotate.encounters import find_meetings
from analysis.annotate.language import make_doc
from analysis.model import Actor, Article, Meeting, Paragraph, Span, TimeExpression

_MARK = re.compile(
    r"\[(?P<time>[^\]=]+)=(?P<value>[^\]]+)\]|\{(?:(?P<name>[^}|]+)\|)?(?P<words>[^}]+)\}"
)


def article_of(
    marked: str, published: str | None, title: str | None = None
) -> tuple[Article, list[TimeExpression], list[Actor]]:
    """Return the article without marks, its time expressions and its actors."""
    text, times, mentions, reached = "", [], {}, 0
    for match in _MARK.finditer(marked):
        text += marked[reached : match.start()]
        start = len(text)
        words = match["time"] or match["words"]
        text += words
        if match["time"]:
            times.append((start, len(text), words, match["value"]))
        else:
            mentions.setdefault(match["name"] or words, []).append((start, len(text), words))
        reached = match.end()
    text += marked[reached:]
    paragraphs = tuple(
        Paragraph(
            start=block.start(),
            end=block.end(),
            kind="title" if title is not None and block.group() == title else "body",
        )
        for block in re.finditer(r"[^\n]+", text)
    )
    article = Article(
        id="passage", title=title, published=published, text=text, paragraphs=paragraphs
    )
    return article, _times(times), _actors(mentions)


def _times(found: list[tuple[int, int, str, str]]) -> list[TimeExpression]:
    return [
        TimeExpression(
            id=f"t{number}",
            start=start,
            end=end,
            text=words,
            type="DURATION" if value.startswith("P") and value[1].isdigit() else "DATE",
            value=value,
            derivation="marked by hand",
        )
        for number, (start, end, words, value) in enumerate(found, 1)
    ]


def _actors(found: dict[str, list[tuple[int, int, str]]]) -> list[Actor]:
    return [
        Actor(
            id=f"a{number}",
            name=name,
            kind="state",
            mentions=tuple(Span(start=start, end=end, text=words) for start, end, words in spans),
        )
        for number, (name, spans) in enumerate(found.items(), 1)
    ]


def doc_of(pipeline: Any, marked: str, published: str | None, title: str | None = None) -> Any:
    """Return the parsed passage with the marked dates and actors as its annotation."""
    article, times, actors = article_of(marked, published, title)
    doc = make_doc(pipeline, article)
    for name, component in pipeline.pipeline:
        if not name.startswith("parley_") or name == "parley_paragraphs":
            doc = component(doc)
    doc._.time_expressions = times
    doc._.actors = actors
    doc._.attributions = []
    return doc


def meetings_of(
    pipeline: Any, marked: str, published: str | None, title: str | None = None
) -> list[Meeting]:
    """Return the meetings found in the passage."""
    return find_meetings(doc_of(pipeline, marked, published, title))


def in_short(pipeline: Any, marked: str, published: str | None) -> list[str]:
    """Return each meeting as "status date @ place : participants"."""
    doc = doc_of(pipeline, marked, published)
    names = {actor.id: actor.name for actor in doc._.actors}
    return [
        f"{meeting.status} {meeting.date or '-'} @ {meeting.place or '-'} : "
        + (", ".join(names[one] for one in meeting.participants) or "-")
        for meeting in find_meetings(doc)
    ]
