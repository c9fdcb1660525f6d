"""The first page: what the report is made from, who met whom, who wants what, what is uncertain."""

from __future__ import annotations

from analysis.display.corrections import corrected_note
from analysis.display.markup import Block, bullets, joined, paragraph, running, table
from analysis.summaries.digest import Digest
from analysis.summaries.glance import at_a_glance as glance_sentences
from analysis.summaries.glance import told_at_a_glance
from analysis.summaries.prose import Piece, Prose, as_prose, capitalised, count, sentence
from analysis.summaries.provenance import date_sentence, source_line
from analysis.summaries.sides import COLUMNS, other_statements, side_rows
from analysis.summaries.statements import Statement
from analysis.summaries.statements import joined as said_together
from analysis.summaries.uncertainty import uncertainties

MOST_OTHERS = 10
"""Positions outside the table of sides that the first page has room for."""

# What a reader of the first page has to know first, where not all positions fit on it.
_RANK = (
    *("threaten", "reject", "demand", "offer", "accept", "promise", "appeal", "criticise"),
    *("support", "expect"),
)


def sources(digest: Digest) -> Block:
    """Show what the report is made from: title, publisher, date and where the date comes from."""
    if not digest.several:
        article = digest.annotations[0].article
        publisher = f"{capitalised(article.publisher)}. " if article.publisher else ""
        corrected = corrected_note(digest.annotations[0])
        return paragraph(publisher + date_sentence(article) + corrected, "sources")
    lines = [
        as_prose(
            f"{source_line(annotation.article)}. {date_sentence(annotation.article)}"
            f"{corrected_note(annotation)}"
        )
        for annotation in digest.annotations
    ]
    return bullets(lines, "sources")


def at_a_glance(digest: Digest) -> Block:
    """Show the opening sentences: who negotiated with whom, where and when, and what comes next."""
    return running(glance_sentences(digest), "glance")


def side_table(digest: Digest) -> Block:
    """Show what each side wants, offers, refuses and threatens."""
    found = side_rows(digest)
    if not digest.negotiation:
        return Block("", "")
    if not found:
        return paragraph("No sides of a negotiation were made out.", "empty")
    if not any(cell for row in found for cell in row.cells.values()):
        return paragraph("No demand, offer, refusal or threat of a side was found.", "empty")
    columns = [column for column in COLUMNS if any(row.cells[column] for row in found)]
    whose = "articles'" if digest.several else "article's"
    return table(
        f"What each side wants, offers, refuses and threatens, in the {whose} words",
        ["Side", *(capitalised(column) for column in columns)],
        [[row.name, *(row.cells[column] for column in columns)] for row in found],
        "sides",
    )


def others(digest: Digest) -> Block:
    """Show the positions that the table of sides and the opening sentences leave out."""
    if not digest.negotiation:
        return Block("", "")
    told = told_at_a_glance(digest)
    found = [item for item in said_together(other_statements(digest)) if item not in told]
    if not found:
        return Block("", "") if told else paragraph("No other position was found.", "empty")
    shown = _first(found)
    blocks = [bullets([statement.said() for statement in shown], "others")]
    if len(shown) < len(found):
        rest = capitalised(count(len(found) - len(shown), "more position"))
        verb = "is" if len(found) - len(shown) == 1 else "are"
        where = Prose((Piece("the table of positions", "place", "positions"),))
        blocks.append(paragraph(sentence(as_prose(f"{rest} {verb} in ") + where), "note"))
    return joined(blocks)


def _first(found: list[Statement]) -> list[Statement]:
    """Return the positions that come first on a page with room for some, in their order."""
    if len(found) <= MOST_OTHERS + 1:
        return found
    ranked = sorted(found, key=lambda item: _RANK.index(item.type))[:MOST_OTHERS]
    return [item for item in found if any(item is one for one in ranked)]


def uncertain(digest: Digest) -> Block:
    """Show what the report leaves open."""
    found = uncertainties(digest)
    if not found:
        return paragraph("Nothing was found that the report has to leave open.", "empty")
    return bullets(found, "uncertain")
