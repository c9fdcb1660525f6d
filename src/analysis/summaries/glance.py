"""The first page in sentences: who negotiated with whom, where, when, and what comes next."""

from __future__ import annotations

from analysis.summaries.chronology import chronology_sentences, main_meeting, meeting_views
from analysis.summaries.digest import Digest
from analysis.summaries.prose import Prose, as_prose, listed, sentence
from analysis.summaries.sides import helpers, sides_called
from analysis.summaries.statements import Statement, joined

NOTHING = "No negotiation is reported in this article."
NOTHING_SEVERAL = "No negotiation is reported in these articles."


def at_a_glance(digest: Digest) -> list[Prose]:
    """Return the sentences that open the briefing."""
    if not digest.negotiation:
        return [as_prose(NOTHING_SEVERAL if digest.several else NOTHING)]
    views = meeting_views(digest)
    sentences = chronology_sentences(views)
    if not views:
        sentences.append(as_prose("No meeting is reported."))
    main = main_meeting(views)
    if main is None or len(main.participants) < 2:
        sentences.extend(_parties(digest))
    sentences.extend(_in_between(digest))
    sentences.extend(_agreement(digest))
    return sentences


def _parties(digest: Digest) -> list[Prose]:
    sides = digest.sides
    if len(sides) < 2:
        return []
    called = sides_called(digest)
    return [sentence("The sides are " + listed([called[side] for side in sides]))]


def _in_between(digest: Digest) -> list[Prose]:
    sentences = []
    for role, verb, verb_plural in (("mediator", "mediates", "mediate"), ("host", "hosts", "host")):
        found = helpers(digest, role)
        names: dict[str | None, Prose] = {}
        plural = False
        for row in found:
            key = digest.identities.key(row["article"], row["actor"])
            name = digest.naming.name(row["article"], row["actor"]) or row["name"]
            details: list[Prose | str] = [row["office"]] if row["office"] else []
            where = digest.paragraph(row["article"], row["paragraph"])
            tail = _comma_joined([*details, where])
            names.setdefault(key, name + (" (" + tail + ")" if tail else Prose()))
            plural = plural or digest.naming.plural(row["article"], row["actor"])
        if names:
            several = len(names) > 1 or plural
            sentences.append(
                sentence(
                    listed(list(names.values())) + f" {verb_plural if several else verb} the talks"
                )
            )
    return sentences


def _comma_joined(parts: list[Prose | str]) -> Prose:
    joined = Prose()
    for part in parts:
        joined = joined + (", " + as_prose(part) if joined and part else as_prose(part))
    return joined


def told_at_a_glance(digest: Digest) -> list[Statement]:
    """Return the positions that the opening sentences tell: what was accepted."""
    return joined(
        statement
        for statement in digest.statements
        if statement.type == "accept" and not statement.negated
    )


def _agreement(digest: Digest) -> list[Prose]:
    accepted = told_at_a_glance(digest)
    if accepted:
        return [statement.said() for statement in accepted]
    return [
        as_prose(
            "No agreement was found in the article."
            if not digest.several
            else "No agreement was found in the articles."
        )
    ]
