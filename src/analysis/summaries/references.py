"""Evidence numbers: every row of every table refers by number to words of the article.

Numbers run through the articles in text order. Rows that rest on the very same words share one, so
that a reader meets each stretch of words once. In a report a number is a link to those words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.model import Annotation, Attribution, Span

Stretch = tuple[int, int]
# Words between the parts of one attribution that may be marked with it ("“A,” he said, “B”").
JOINED_GAP = 3


@dataclass(frozen=True)
class Reference:
    """A numbered stretch of words (in parts, when it is discontinuous).

    ``kinds`` says what rests on it: "attribution", "position", "meeting", "date". ``paragraph`` is
    that of its first word, counted from 1; 0 when it is outside all paragraphs.
    """

    number: int
    article: str
    kinds: tuple[str, ...]
    parts: tuple[Stretch, ...]
    paragraph: int

    @property
    def anchor(self) -> str:
        """The name of the place in a report to which the number leads."""
        return f"w{self.number}"


@dataclass(frozen=True)
class Evidence:
    """The numbered evidence of one or more articles."""

    references: tuple[Reference, ...]
    numbers: dict[tuple[str, str], tuple[int, ...]]

    def of(self, article: str, row: str | None) -> tuple[int, ...]:
        """Return the numbers of the words on which row `row` ("p3", "m1") of `article` rests."""
        return self.numbers.get((article, row or ""), ())

    def in_article(self, article: str) -> tuple[Reference, ...]:
        """Return the references into one article, in the order of their numbers."""
        return tuple(ref for ref in self.references if ref.article == article)


def number_evidence(annotations: Iterable[Annotation]) -> Evidence:
    """Number the words on which the rows of `annotations` rest.

    Parameters
    ----------
    annotations
        In the order in which their articles are shown.
    """
    references: list[Reference] = []
    numbers: dict[tuple[str, str], tuple[int, ...]] = {}
    for annotation in annotations:
        article = annotation.article
        claims: dict[tuple[Stretch, ...], list[tuple[str, str]]] = {}
        for kind, row, parts in _claims(annotation):
            claims.setdefault(parts, []).append((kind, row))
        for parts in sorted(claims, key=lambda parts: (parts[0][0], -parts[-1][1], parts)):
            number = len(references) + 1
            paragraph = article.paragraph_at(parts[0][0])
            kinds = tuple(sorted({kind for kind, _ in claims[parts]}))
            references.append(
                Reference(
                    number, article.id, kinds, parts, 0 if paragraph is None else paragraph + 1
                )
            )
            for _, row in claims[parts]:
                key = (article.id, row)
                numbers[key] = (*numbers.get(key, ()), number)
    return Evidence(tuple(references), numbers)


def _claims(annotation: Annotation) -> Iterable[tuple[str, str, tuple[Stretch, ...]]]:
    text = annotation.article.text
    for attribution in annotation.attributions:
        yield "attribution", attribution.id, _attribution_parts(attribution, text)
    for position in annotation.positions:
        yield "position", position.id, ((position.evidence.start, position.evidence.end),)
    for meeting in annotation.meetings:
        for span in meeting.evidence:
            yield "meeting", meeting.id, ((span.start, span.end),)
    for expression in annotation.time_expressions:
        yield "date", expression.id, ((expression.start, expression.end),)


def _attribution_parts(attribution: Attribution, text: str) -> tuple[Stretch, ...]:
    """Return source, cue and content, joined where next to nothing lies between them."""
    spans: Sequence[Span] = [
        *filter(None, (attribution.source, attribution.cue)),
        *attribution.content,
    ]
    parts: list[Stretch] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if parts and _joins(text[parts[-1][1] : span.start]):
            parts[-1] = (parts[-1][0], max(parts[-1][1], span.end))
        else:
            parts.append((span.start, span.end))
    return tuple(parts)


def _joins(between: str) -> bool:
    return "\n" not in between and len(between.split()) <= JOINED_GAP
