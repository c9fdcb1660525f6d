"""Positions as statements of Discourse Network Analyzer (DNA; Leifeld), in its own columns.

DNA codes statements by person, organization, concept and agreement. Here the concept is the
position's issue, the person the speaker or holder where it is one, the organization the side or
body that the holder stands for, and agreement 1 for those who want it, offer, accept, promise or
support it and 0 for those who reject, criticise or threaten over it; a negated position turns it
around. So agreement says what the holder does, not that two holders mean the same by the concept:
read ``text`` before a network is built on it. What has no issue, or takes no stand (``expect``), is
left out and listed.

The form is that of DNA's own event list: UTF-8, semicolons, texts in quotation marks, within which
a semicolon becomes a comma and a quotation mark an apostrophe (DNA 3, class Exporter), so that
rDNA, R and spreadsheets read it as they read DNA's.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.exports import Exported
from analysis.model import Actor, Annotation, Position

COLUMNS = (
    "statement_id",
    "time",
    "person",
    "organization",
    "concept",
    "agreement",
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
)
_AGREES = {
    "demand": 1,
    "offer": 1,
    "accept": 1,
    "promise": 1,
    "support": 1,
    "appeal": 1,
    "reject": 0,
    "criticise": 0,
    "threaten": 0,
}


def write(annotations: Sequence[Annotation]) -> Exported:
    """Return the statements of all articles, numbered from 1, in DNA's columns."""
    lines = [";".join(f'"{name}"' for name in COLUMNS)]
    left_out: list[str] = []
    for document, annotation in enumerate(annotations, start=1):
        for position in annotation.positions:
            reason = _unfit(annotation, position)
            if reason:
                left_out.append(f"{annotation.article.id}, {position.id}: {reason}")
            else:
                lines.append(_row(len(lines), document, annotation, position))
    return Exported(
        "".join(f"{line}\n" for line in lines).encode("utf-8", "replace"), tuple(left_out)
    )


def _unfit(annotation: Annotation, position: Position) -> str | None:
    if position.type not in _AGREES:
        return f"{position.type!r} takes no stand"
    if position.issue is None:
        return "it has no issue"
    if position.actor is None:
        return "its holder is not known"
    if annotation.article.published is None:
        return "the article has no date of publication"
    return None


def _row(number: int, document: int, annotation: Annotation, position: Position) -> str:
    article = annotation.article
    actors = {actor.id: actor for actor in annotation.actors}
    holder = actors.get(position.actor or "")
    agreement = _AGREES[position.type] ^ position.negated
    cells = (
        str(number),
        f"{article.published} 00:00:00",
        _text(_person(holder)),
        _text(_organisation(holder, actors)),
        _text(position.issue or ""),
        str(int(agreement)),
        str(position.evidence.start),
        str(position.evidence.end),
        _text(position.evidence.text),
        "1",
        str(document),
        _text(article.title or article.id),
        _text(""),
        _text(article.publisher or ""),
        _text(""),
        _text(""),
    )
    return ";".join(cells)


def _person(holder: Actor | None) -> str:
    return holder.name if holder is not None and holder.kind in ("person", "role") else ""


def _organisation(holder: Actor | None, actors: dict[str, Actor]) -> str:
    """Return the body that the holder is or stands for: itself, whom it speaks for, or its side."""
    if holder is None:
        return ""
    if holder.kind not in ("person", "role"):
        return holder.name
    for other in (holder.speaks_for, holder.member_of, holder.side):
        if other in actors and other != holder.id:
            return actors[other].name
    return ""


def _text(text: str) -> str:
    """Return a text as DNA writes it: in quotation marks, on one line."""
    one_line = " ".join(text.split())
    return '"' + one_line.replace(";", ",").replace('"', "'") + '"'
