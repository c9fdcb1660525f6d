"""The network of actors as GraphML, which Gephi, Cytoscape, igraph and networkx read.

A node is an actor; several articles share the nodes of actors that they share. An edge is one thing
found in the text, with the words that it rests on: a position from its holder to whom it is
directed at, a statement of one actor about what another holds, membership, speaking for someone,
or the taking part of two actors in one meeting. Parallel edges are kept apart, so that each leads
to its words, and ``kind`` tells them; whoever wants one edge for each pair can sum ``weight``.

The format: Brandes, Eiglsperger, Herman, Himsolt and Marshall, "GraphML Progress Report", Graph
Drawing 2001. networkx writes it: GraphML's types, escaping and key declarations are easily got
wrong, and Gephi is strict about them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import networkx as nx

from analysis.exports import Exported
from analysis.model import Actor, Annotation, Attribution, Span
from analysis.reconcile import Identities, identify

# Not allowed in XML 1.0, not even escaped (XML 1.0, section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Edge = tuple[str, str, dict[str, Any]]


def write(annotations: Sequence[Annotation]) -> Exported:
    """Return the network of actors in GraphML; actors without any edge are nodes all the same."""
    known = identify(annotations)
    graph = nx.MultiDiGraph()
    for key, attributes in _nodes(annotations, known):
        if _xml(key) not in graph:
            graph.add_node(_xml(key), **_attributes(attributes))
    for number, (source, target, attributes) in enumerate(_edges(annotations, known), start=1):
        graph.add_edge(source, target, key=f"e{number}", **_attributes({"weight": 1, **attributes}))
    buffer = io.BytesIO()
    # The writer on the standard library: lxml's can crash the process when an error interrupts it.
    nx.write_graphml_xml(graph, buffer, encoding="utf-8")
    return Exported(buffer.getvalue() + b"\n")


def _nodes(
    annotations: Sequence[Annotation], known: Identities
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each article's actors under their common keys; the first article describes them."""
    for annotation in annotations:
        article = annotation.article
        for actor in annotation.actors:
            key = known.key(article.id, actor.id)
            if key is None:
                continue
            first = actor.mentions[0] if actor.mentions else None
            yield (
                key,
                {
                    "label": known.name(key),
                    "kind": actor.kind,
                    "role": actor.role,
                    "side": _side(annotation, actor, known),
                    "office": actor.office,
                    "named": actor.named,
                    "aliases": "; ".join(actor.aliases),
                    "mentions": _mentions(annotations, known, key),
                    "confidence": actor.confidence,
                    **_words(article.id, first),
                },
            )


def _side(annotation: Annotation, actor: Actor, known: Identities) -> str | None:
    key = known.key(annotation.article.id, actor.side)
    return known.name(key) if key else None


def _mentions(annotations: Sequence[Annotation], known: Identities, key: str) -> int:
    return sum(
        len(actor.mentions)
        for annotation in annotations
        for actor in annotation.actors
        if known.key(annotation.article.id, actor.id) == key
    )


def _edges(annotations: Sequence[Annotation], known: Identities) -> Iterator[Edge]:
    for annotation in annotations:
        found = (*_positions(annotation), *_bonds(annotation), *_meetings(annotation))
        for source, target, attributes in found:
            ends = [known.key(annotation.article.id, one) for one in (source, target)]
            if ends[0] and ends[1] and ends[0] != ends[1]:
                yield _xml(ends[0]), _xml(ends[1]), attributes


def _positions(annotation: Annotation) -> Iterator[Edge]:
    """Yield who holds a position towards whom, and who says of whom that he holds it."""
    reports: dict[str, Attribution] = {one.id: one for one in annotation.attributions}
    for position in annotation.positions:
        if position.actor is None:
            continue
        attributes = {
            "kind": "position",
            "type": position.type,
            "event_type": position.plover.event_type if position.plover else None,
            "issue": position.issue,
            "negated": position.negated,
            "condition": position.condition.text if position.condition else None,
            "confidence": position.confidence,
            **_words(annotation.article.id, position.evidence),
        }
        for recipient in position.recipients:
            yield position.actor, recipient, attributes
        report = reports.get(position.attribution or "")
        if report is not None and report.actor is not None and report.actor != position.actor:
            yield report.actor, position.actor, {**attributes, "kind": "says of"}


def _bonds(annotation: Annotation) -> Iterator[Edge]:
    for actor in annotation.actors:
        first = actor.mentions[0] if actor.mentions else None
        attributes = {"confidence": actor.confidence, **_words(annotation.article.id, first)}
        if actor.member_of:
            yield actor.id, actor.member_of, {"kind": "member of", **attributes}
        if actor.speaks_for:
            yield actor.id, actor.speaks_for, {"kind": "speaks for", **attributes}


def _meetings(annotation: Annotation) -> Iterator[Edge]:
    for meeting in annotation.meetings:
        attributes = {
            "kind": "meets",
            "type": meeting.status,
            "date": meeting.date,
            "place": meeting.place,
            "confidence": meeting.confidence,
            **_words(annotation.article.id, meeting.evidence[0]),
        }
        for one, other in combinations(dict.fromkeys(meeting.participants), 2):
            yield one, other, attributes


def _words(article: str, span: Span | None) -> dict[str, Any]:
    """Return where the words are; an actor that is only spoken of by description has none."""
    place = {"article": article}
    if span is None:
        return place
    return {**place, "start": span.start, "end": span.end, "words": span.text}


def _attributes(given: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known, for which GraphML has no value, and what XML cannot hold."""
    return {
        name: _xml(value) if isinstance(value, str) else value
        for name, value in given.items()
        if value is not None and value != ""
    }


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
