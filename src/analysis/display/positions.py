"""The table of positions, with what its confidence means."""

from __future__ import annotations

from analysis.display.corrections import corrected_mark
from analysis.display.markup import Block, joined, paragraph, table
from analysis.summaries.confidence import confidence_sentence
from analysis.summaries.differences import which_article
from analysis.summaries.digest import Digest
from analysis.summaries.prose import Prose, capitalised, em, listed, one_line, quote, refs
from analysis.summaries.statements import Statement, without_dateline

LONGEST_CELL = 240


def position_table(digest: Digest) -> Block:
    """Show every position: holder, type, words, condition, issue, source, confidence."""
    if not digest.statements:
        return paragraph("No position was found.", "empty")
    shown = table(
        "Positions and the words they rest on",
        ["Position", "Words", "Issue", "Said by", "Confidence"],
        [_line(digest, statement) for statement in digest.statements],
        "positions",
        identifier="positions",
    )
    return joined([shown, paragraph(confidence_sentence("positions"), "note")])


def _line(digest: Digest, statement: Statement) -> list[Prose | str]:
    row = statement.row
    evidence = without_dateline(row["evidence"])
    words = quote(evidence, LONGEST_CELL)
    if statement.condition and one_line(statement.condition) not in one_line(evidence):
        words = words + "; " + em("condition:") + " " + quote(statement.condition, LONGEST_CELL)
    position = capitalised(statement.claim())
    if statement.recipients:
        position = f"{position}, to {listed(statement.recipients).plain()}"
    said_by = statement.reporter or (
        (statement.holder or "") if row["attribution"] else which_article(digest, row["article"])
    )
    mark = corrected_mark(digest, row["article"], row["position"])
    return [
        position + mark,
        words + refs(statement.numbers),
        one_line(row["issue"] or ""),
        said_by,
        "analyst" if mark else f"{100 * row['confidence']:.0f}\u00a0%",
    ]
