"""Tables of actors: who they are, on which side, what is attributed to them, of whom they speak."""

from __future__ import annotations

import re

from analysis.display.corrections import corrected_mark
from analysis.display.markup import Block, Cell, paragraph, table
from analysis.summaries.digest import Digest
from analysis.summaries.prose import (
    Prose,
    as_prose,
    capitalised,
    listed,
    one_line,
    refs,
    sentence,
    shortened,
)
from analysis.summaries.rows import Row
from analysis.summaries.speakers import speakers, who_speaks_of_whom

LONGEST_CELL = 160
_KIND_WORDS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}
_COLUMNS = ["Actor", "What it is", "Side", "Also called", "Paragraph", "Words attributed"]


def actor_table(digest: Digest) -> Block:
    """Show all actors: what they are, side, other names, mentions, and where they speak."""
    found = digest.actors
    if not found:
        return paragraph("No actor was found.", "empty")
    return table(
        "Actors",
        ["Actor", "What it is", "Side", "Also called", "Mentions", "Words attributed"],
        [
            [
                as_prose(_actor_name(digest, row))
                + corrected_mark(digest, row["article"], row["actor"]),
                capitalised(_what_it_is(digest, row)),
                _side(digest, row),
                _other_names([row]),
                _mentions(digest, row),
                _quoted(digest, row),
            ]
            for row in found
        ],
        "actors",
    )


def main_actors(digest: Digest) -> Block:
    """Show the sides, and the actors that mediate, host, meet, speak or hold a position."""
    found = [
        rows
        for rows in _recognised(digest, digest.actors)
        if any(_matters(digest, row) for row in rows)
    ]
    if not found:
        return paragraph("No actor of a negotiation was found.", "empty")
    about = "are quoted, hold a position or take part" if digest.negotiation else "are quoted"
    return table(
        f"Actors who {about}",
        _COLUMNS,
        [_main_actor(digest, rows) for rows in found],
        "actors",
    )


def also_named(digest: Digest) -> Block:
    """Name the other actors of the article that have a name, each with its first paragraph."""
    rest = [
        [row for row in rows if row["named"]]
        for rows in _recognised(digest, digest.actors)
        if not any(_matters(digest, row) for row in rows)
    ]
    items = []
    for rows in filter(None, rest):
        name = digest.naming.name(rows[0]["article"], rows[0]["actor"]) or rows[0]["name"]
        place = digest.paragraph(rows[0]["article"], rows[0]["paragraph"])
        side = digest.members.get((rows[0]["article"], rows[0]["actor"]))
        beside = f", side: {side}" if side and side != rows[0]["name"] else ""
        items.append(as_prose(one_line(name)) + " (" + place + beside + ")")
    if not items:
        return Block("", "")
    return paragraph(sentence("Also named: " + listed(items)), "note")


def _recognised(digest: Digest, rows: list[Row]) -> list[list[Row]]:
    """Return the rows of actors, those of one actor in several articles together."""
    if not digest.several:
        return [[row] for row in rows]
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(digest.identities.key(row["article"], row["actor"]), []).append(row)
    return list(found.values())


def _main_actor(digest: Digest, rows: list[Row]) -> list[Cell]:
    named = max(rows, key=lambda row: len(row["name"].split()) if row["named"] else 0)
    # A surname alone may have been taken for a company's.
    alike = [row for row in rows if row["kind"] == named["kind"]]
    kinds = list(dict.fromkeys(capitalised(_what_it_is(digest, row)) for row in alike))
    places = [digest.paragraph(row["article"], row["paragraph"], bare=True) for row in rows]
    if digest.several:
        order = [annotation.article.id for annotation in digest.annotations]
        places = [
            place + f" in article\u00a0{order.index(row['article']) + 1}"
            for place, row in zip(places, rows, strict=True)
        ]
    marks = [corrected_mark(digest, row["article"], row["actor"]) for row in rows]
    return [
        sum(dict.fromkeys(marks), as_prose(_actor_name(digest, named))),
        [as_prose(kind) for kind in kinds],
        _side(digest, named),
        _other_names(rows),
        places,
        [_quoted(digest, row) for row in rows],
    ]


def _matters(digest: Digest, row: Row) -> bool:
    key = (row["article"], row["actor"])
    if row["role"] in ("mediator", "host") or row["name"] in digest.sides:
        return True
    if any((item.row["article"], item.row["actor"]) == key for item in digest.statements):
        return True
    met = {
        (annotation.article.id, actor)
        for annotation in digest.annotations
        for meeting in annotation.meetings
        for actor in meeting.participants
    }
    return key in met or bool(_quoted(digest, row))


def _mentions(digest: Digest, row: Row) -> Prose:
    where = digest.paragraph(row["article"], row["paragraph"])
    return as_prose(str(row["mentions"])) + (", first in " + where if where else "")


def _quoted(digest: Digest, actor: Row) -> Prose:
    """Return how many words are attributed to an actor, in which ways, and where."""
    found = [
        row
        for row in digest.attributions
        if (row["article"], row["actor"]) == (actor["article"], actor["actor"])
    ]
    if not found:
        return Prose()
    kinds = list(dict.fromkeys(_KIND_WORDS[row["kind"]] for row in found))
    words = sum(int(row["words"]) for row in found)
    numbers = [n for row in found for n in digest.evidence.of(row["article"], row["attribution"])]
    return as_prose(f"{words}, {listed(kinds).plain()}") + refs(numbers)


def _actor_name(digest: Digest, row: Row) -> str:
    name = None if row["named"] else digest.naming.name(row["article"], row["actor"])
    return capitalised(re.sub(r"^[Tt]he\s+", "", name or one_line(row["name"])))


def _what_it_is(digest: Digest, row: Row) -> str:
    """Return office or kind, and whose: "fisheries minister, Norway", "speaks for Edeka"."""
    unnamed = "unnamed source" if _quoted(digest, row) else "unnamed"
    kind = row["kind"] if row["named"] else unnamed
    of = row["member_of"]
    parts = [row["office"]] if row["office"] else []
    if not parts and not (kind == "person" and (of or row["speaks_for"])):
        parts.append(kind)
    if row["speaks_for"]:
        parts.append(f"speaks for {row['speaks_for']}")
    if of and of != row["speaks_for"] and not _is_in(one_line(of), row["name"]):
        parts.append(one_line(of))
    if row["role"] in ("mediator", "host"):
        parts.append(row["role"])
    return one_line(", ".join(parts))


def _is_in(part: str, whole: str) -> bool:
    return part.casefold() in one_line(whole).casefold()


def _side(digest: Digest, row: Row) -> Prose:
    side = digest.members.get((row["article"], row["actor"]))
    return as_prose(side or "")


def _other_names(rows: list[Row]) -> str:
    """Return the other names of an actor, without those that only add words to its own."""
    own = {one_line(row["name"]).casefold() for row in rows}
    found: dict[str, str] = {}
    for row in rows:
        for alias in (row["aliases"] or "").split("; "):
            name = one_line(re.sub(r"^(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is|[Tt]heir)\s+", "", alias))
            folded = name.casefold()
            adds_only = any(one in folded for one in own) or (
                row["kind"] == "person" and any(folded in one for one in own)
            )
            if name and not adds_only:
                found.setdefault(name.casefold(), name)
    return shortened("; ".join(found.values()), LONGEST_CELL)


def speaker_table(digest: Digest) -> Block:
    """Show who is quoted, how often, in which way, and where."""
    found = speakers(digest)
    if not found:
        return paragraph("No statement is attributed to anyone.", "empty")
    return table(
        "Sources and what is attributed to them",
        ["Source", "Named", "Quoted", "Partly quoted", "Reported", "Words", "Where"],
        [
            [
                capitalised(speaker.name),
                "yes" if speaker.named else "no",
                *(
                    str(speaker.attributions[kind] or "–")
                    for kind in ("direct", "mixed", "indirect")
                ),
                str(speaker.total_words),
                refs(speaker.numbers),
            ]
            for speaker in found
        ],
        "speakers",
    )


def about_table(digest: Digest) -> Block:
    """Show whom each source speaks about, in how many statements, and where."""
    found = who_speaks_of_whom(digest)
    if not found.counts:
        return paragraph("No source speaks about another actor.", "empty")
    return table(
        "Whom each source speaks about, with the number of statements",
        ["Source", "Speaks about"],
        [
            [
                capitalised(source),
                listed(
                    [
                        as_prose(f"{subject} ({found.counts[source, subject]})")
                        + refs(found.numbers[source, subject])
                        for subject in found.subjects
                        if (source, subject) in found.counts
                    ]
                ),
            ]
            for source in found.sources
        ],
        "about",
    )
