"""The article itself, with its paragraphs numbered and the words that rows rest on marked.

Marks may overlap in any way. They are written as properly nested elements: where one ends inside
another, the inner ones are closed and opened again, without repeating their name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.display.markup import Block, direction, safe
from analysis.model import Article, Paragraph
from analysis.summaries.references import Evidence, Reference

_CLASSES = {
    "attribution": "attribution",
    "position": "position",
    "meeting": "meeting",
    "date": "date",
}


@dataclass(frozen=True)
class _Mark:
    """One part of a reference within one paragraph."""

    start: int
    end: int
    reference: Reference
    first: bool
    last: bool


def annotated_article(article: Article, evidence: Evidence, place: int = 0) -> Block:
    """Return the text of `article` with its marks.

    Parameters
    ----------
    article
        As loaded.
    evidence
        The numbered evidence of the report.
    place
        The article's place among several, from 1: the names of its paragraphs then carry it, so
        that no two are alike. 0 when it is the only one.
    """
    references = evidence.in_article(article.id)
    prefix = f"{place}-" if place else ""
    parts = []
    for number, paragraph in enumerate(_paragraphs(article), start=1):
        marks = _marks_in(references, paragraph)
        parts.append(_paragraph(article.text, paragraph, number, marks, prefix))
    language = f' lang="{safe(article.language)}"' if article.language else ""
    html = f'<div class="article"{language}>' + "\n".join(part.html for part in parts) + "</div>"
    return Block(html, "\n\n".join(part.text for part in parts))


def _paragraphs(article: Article) -> Iterable[Paragraph]:
    if article.paragraphs or not article.text.strip():
        return article.paragraphs
    return (Paragraph(start=0, end=len(article.text)),)


def _marks_in(references: Iterable[Reference], paragraph: Paragraph) -> list[_Mark]:
    marks = []
    for reference in references:
        last = len(reference.parts) - 1
        for index, (start, end) in enumerate(reference.parts):
            if start < paragraph.end and end > paragraph.start:
                marks.append(
                    _Mark(
                        max(start, paragraph.start),
                        min(end, paragraph.end),
                        reference,
                        first=index == 0 and start >= paragraph.start,
                        last=index == last and end <= paragraph.end,
                    )
                )
    return marks


def _paragraph(
    text: str, paragraph: Paragraph, number: int, marks: list[_Mark], prefix: str
) -> Block:
    words = text[paragraph.start : paragraph.end]
    css = "" if paragraph.kind == "body" else f' class="{paragraph.kind.replace(" ", "-")}"'
    turned = ' dir="rtl"' if direction(words) == "rtl" else ""
    inside = "".join(_nested(text, paragraph, marks))
    html = (
        f'<p id="par{prefix}{number}"{css}{turned}>'
        f'<span class="parnum">{number}</span> {inside}</p>'
    )
    return Block(html, f"{number}  {' '.join(words.split())}")


def _nested(text: str, paragraph: Paragraph, marks: list[_Mark]) -> Iterator[str]:
    """Yield the text of a paragraph with its marks as properly nested elements."""
    at = paragraph.start
    opened: list[_Mark] = []
    stops = sorted({mark.start for mark in marks} | {mark.end for mark in marks})
    for stop in stops:
        yield safe(text[at:stop])
        at = stop
        yield from _close(opened, stop)
        starting = [mark for mark in marks if mark.start == stop and mark.end > stop]
        for mark in sorted(starting, key=lambda mark: (-mark.end, mark.reference.number)):
            opened.append(mark)
            yield _open(mark, again=False)
    yield safe(text[at : paragraph.end])


def _close(opened: list[_Mark], stop: int) -> Iterator[str]:
    """Close what ends at `stop`; what must be closed with it is opened again."""
    ending = [mark for mark in opened if mark.end == stop]
    if not ending:
        return
    lowest = min(opened.index(mark) for mark in ending)
    reopened = [mark for mark in opened[lowest:] if mark.end > stop]
    numbers = []
    for mark in reversed(opened[lowest:]):
        yield "</mark>"
        if mark.end == stop and mark.last:
            numbers.append(mark.reference.number)
    if numbers:
        yield f"<sup>{','.join(str(number) for number in sorted(numbers))}</sup>"
    del opened[lowest:]
    for mark in reopened:
        opened.append(mark)
        yield _open(mark, again=True)


def _open(mark: _Mark, *, again: bool) -> str:
    reference = mark.reference
    kinds = " ".join(_CLASSES[kind] for kind in reference.kinds)
    name = f' id="{reference.anchor}"' if mark.first and not again else ""
    title = f"{' and '.join(reference.kinds)} {reference.number}"
    return f'<mark class="{kinds}"{name} title="{title}">'
