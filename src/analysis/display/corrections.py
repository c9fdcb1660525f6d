"""What an analyst corrected: a mark at each row, a count, and a list with what was lost."""

from __future__ import annotations

from analysis.display.markup import Block, Cell, joined, paragraph, table
from analysis.model import Annotation, CorrectionOutcome
from analysis.summaries.digest import Digest
from analysis.summaries.prose import (
    Prose,
    as_prose,
    capitalised,
    count,
    em,
    listed,
    quote,
    sentence,
)

LONGEST_QUOTATION = 120
_MARKS = {
    "accept": "confirmed",
    "add": "added",
    "edit": "corrected",
    "merge": "corrected",
    "split": "corrected",
}
# The strongest last: a record that was added and then confirmed was added.
_STRENGTH = ("confirmed", "corrected", "added")
_DONE = {
    "accept": "confirmed",
    "reject": "taken out",
    "edit": "corrected",
    "add": "added",
    "merge": "merged",
    "split": "split off",
}


def corrected_mark(digest: Digest, article: str, record: str | None) -> Prose:
    """Return the mark of a row that an analyst corrected, confirmed or added, else nothing.

    Parameters
    ----------
    digest
        Of the report.
    article
        The id of the row's article.
    record
        The id of the row in it ("p3").
    """
    found = {
        _MARKS[one.action] if record == one.record else "corrected"
        for annotation in digest.annotations
        if annotation.article.id == article
        for one in annotation.corrections
        if one.status == "applied"
        and ((record == one.record and one.action in _MARKS) or record in one.followed)
    }
    if not found:
        return Prose()
    return as_prose(" ") + em(f"[{max(found, key=_STRENGTH.index)}]")


def corrected_note(annotation: Annotation) -> str:
    """Return a sentence on how much of an article an analyst corrected; nothing where none did."""
    outcomes = annotation.corrections
    done = sum(one.status == "applied" for one in outcomes)
    lost = sum(one.status not in ("applied", "needless") for one in outcomes)
    if not done and not lost:
        return ""
    if not done:
        return f" {capitalised(count(lost, 'correction'))} of an analyst could not be carried out."
    more = f"; {count(lost, 'more', 'more')} could not be carried out" if lost else ""
    return f" An analyst made {count(done, 'correction')}{more}."


def corrections(digest: Digest) -> Block:
    """Show what an analyst corrected, and what of it could not be carried out; else nothing."""
    outcomes = [
        (annotation, one) for annotation in digest.annotations for one in annotation.corrections
    ]
    if not outcomes:
        return Block("", "")
    title = "Corrections by an analyst"
    done = [(annotation, one) for annotation, one in outcomes if one.status == "applied"]
    lost = [
        (annotation, one)
        for annotation, one in outcomes
        if one.status not in ("applied", "needless")
    ]
    blocks = [
        Block(f"<h2>{title}</h2>", title),
        paragraph(_count(len(done), len(outcomes) - len(done) - len(lost), len(lost))),
    ]
    if done:
        lines = [_line(digest, annotation, one, one.changes) for annotation, one in done]
        blocks.append(_listed("What an analyst corrected", "Words", "What changed", lines))
    if lost:
        lines = [_line(digest, annotation, one, one.detail) for annotation, one in lost]
        blocks.append(
            _listed("Corrections that could not be carried out", "Words quoted", "Why not", lines)
        )
    return joined(blocks)


def _listed(caption: str, words: str, said: str, lines: list[list[Cell]]) -> Block:
    """Return a table of corrections; the analyst's reasons stand in it where any is given."""
    columns = ["Correction", words, said, "Reason"]
    if not any(line[-1] for line in lines):
        columns, lines = columns[:-1], [line[:-1] for line in lines]
    return table(caption, columns, lines, "corrections")


def _count(done: int, needless: int, lost: int) -> Prose:
    parts = [f"{count(done, 'correction')} of an analyst {_was(done)} carried out"]
    if needless:
        parts.append(f"{count(needless, 'other')} {_was(needless)} not needed any more")
    if lost:
        parts.append(f"{count(lost, 'correction')} could not be carried out")
    said = sentence(listed(parts))
    if not done:
        return said
    marks = "[corrected], [confirmed] and [added]"
    return said + f" In the tables, {marks} mark what rests on the analyst's word."


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _line(digest: Digest, annotation: Annotation, one: CorrectionOutcome, said: str) -> list[Cell]:
    what = capitalised(f"{one.layer} {_DONE[one.action]}")
    if one.status != "applied":
        what = f"{capitalised(one.action)} {one.layer}" + (f", line {one.line}" if one.line else "")
    words = quote(one.exact, LONGEST_QUOTATION)
    if one.span is not None:
        number = annotation.article.paragraph_at(one.span.start)
        place = digest.paragraph(annotation.article.id, 0 if number is None else number + 1)
        words = words + (" (" + place + ")" if place else "")
    if one.status == "applied" and one.detail:
        said = f"{said}; {one.detail}" if said else one.detail
    return [what, words, capitalised(said), one.note]
