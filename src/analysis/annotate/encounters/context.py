"""What the finder of meetings knows of an article: its text, dates, actors and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Span

from analysis.annotate.encounters.days import one_day
from analysis.model import Actor, Article, TimeExpression

# Two of these words, and "met" is a match. Words of politics ("race", "vote", "draw") are not here.
_SPORT = re.compile(
    r"\b(?:cup|league|striker|goalkeeper|midfielder|tournament|play-?offs?|semi-?finals?|"
    r"quarter-?finals?|half-?time|innings|wickets?|touchdowns?|championship|knockout|referee|"
    r"stoppage time|extra time|kick-?off|grand slam|hat-?trick|quarterback|goalless)\b"
)
_NO_PROSE = frozenset({"title", "heading"})


@dataclass(frozen=True)
class Timex:
    """A time expression and the tokens that it covers (`start` to `end`, end exclusive)."""

    record: TimeExpression
    start: int
    end: int


@dataclass
class Context:
    """The article as the other components left it.

    ``actor_at`` gives the actor of a token; ``published`` is the ordinal of the publication day.
    """

    doc: Doc
    article: Article
    published: int | None
    timexes: list[Timex]
    actor_at: dict[int, str]
    actors: dict[str, Actor]
    timex_at: dict[int, Timex] = field(default_factory=dict)
    actor_spans: list[tuple[int, int, str]] = field(default_factory=list)
    is_about_sport: bool = False
    noted: list[dict[str, float]] = field(default_factory=list)  # evidence, one for each meeting
    here: tuple[str, tuple[str, ...]] | None = None  # the dateline's town and what holds it
    last_town: tuple[str, tuple[str, ...], int] | None = None  # … and the sentence that named it

    def timexes_in(self, start: int, end: int) -> list[Timex]:
        """Return the time expressions that start among the tokens from `start` to `end`."""
        first = bisect_left(self.timexes, start, key=lambda timex: timex.start)
        last = bisect_left(self.timexes, end, key=lambda timex: timex.start)
        return self.timexes[first:last]

    def actors_between(self, low: int, high: int) -> Iterator[tuple[int, int, str]]:
        """Yield the outermost mentions of actors that reach into the tokens `low` to `high`."""
        first = bisect_left(self.actor_spans, low, key=lambda span: span[1])
        for index in range(first, len(self.actor_spans)):
            if self.actor_spans[index][0] > high:
                return
            yield self.actor_spans[index]

    def prose(self) -> Iterator[tuple[int, Span]]:
        """Yield number and tokens of each sentence that is neither title nor heading."""
        number = 0
        if not self.doc.has_annotation("SENT_START"):
            return
        for sentence in self.doc.sents:
            first = next((token for token in sentence if not token.is_space), None)
            if first is None:
                continue
            index = self.article.paragraph_at(first.idx)
            if index is None or self.article.paragraphs[index].kind not in _NO_PROSE:
                yield number, sentence
                number += 1


def make_context(doc: Doc) -> Context:
    """Collect what is known of `doc`; every part may be missing."""
    article = doc._.article or Article(id="", text=doc.text)
    expressions = doc._.time_expressions or []
    actors = doc._.actors or []
    starts, ends = _edges(doc)
    mentions = _mentions(actors, starts, ends)
    context = Context(
        doc=doc,
        article=article,
        published=one_day(article.published),
        timexes=list(_timexes(_outside_datelines(article, expressions), starts, ends)),
        actor_at=_inmost_at(mentions),
        actor_spans=_outermost(mentions),
        actors={actor.id: actor for actor in actors},
        is_about_sport=len(set(_SPORT.findall(article.text.lower()))) > 1,
    )
    for timex in context.timexes:
        for index in range(timex.start, timex.end):
            context.timex_at.setdefault(index, timex)
    return context


# "NORHAVEN, May 16 - ", "BONN, Germany (Own report) – ": the dateline of a paragraph. The hyphen
# of a dateline stands between blanks.
_DATELINE = re.compile(
    r"(?P<place>[A-Z][^\n.;:!?“\"]{1,40}?(?:[^\n:!?“\"]{0,40}?))\s+(?:-{1,2}|–|—)\s+"
)
_LINE = re.compile(r"(?m)^\S")
_DATELINE_TOWN = re.compile(r"[^\W\d_]{2,}")


def dateline_end(text: str, start: int) -> int:
    """Return where the dateline at `start` ends (a code point), or `start` where there is none."""
    match = _DATELINE.match(text, start, start + 90)
    town = _DATELINE_TOWN.match(text, start)
    if match is None or town is None or not town.group().isupper():
        return start
    return match.end()


def _outside_datelines(article: Article, expressions: list[TimeExpression]) -> list[TimeExpression]:
    """Leave out the dates of datelines: they date the report, not what it tells of."""
    starts = [paragraph.start for paragraph in article.paragraphs] or [
        match.start() for match in _LINE.finditer(article.text)
    ]
    lines = [(start, end) for start in starts if (end := dateline_end(article.text, start)) > start]
    return [
        expression
        for expression in expressions
        if not any(start <= expression.start < end for start, end in lines)
    ]


def _edges(doc: Doc) -> tuple[list[int], list[int]]:
    """Return where each token starts and ends (code points)."""
    if not len(doc):
        return [], []
    table = doc.to_array([IDX, LENGTH])
    return table[:, 0].tolist(), (table[:, 0] + table[:, 1]).tolist()


def _timexes(
    expressions: list[TimeExpression], starts: list[int], ends: list[int]
) -> Iterator[Timex]:
    for record in sorted(expressions, key=lambda expression: (expression.start, expression.end)):
        first = bisect_right(ends, record.start)
        last = bisect_left(starts, record.end)
        if first < last:
            yield Timex(record, first, last)


def _mentions(
    actors: list[Actor], starts: list[int], ends: list[int]
) -> list[tuple[int, int, str]]:
    """Return first token, last token and actor of each mention: text order, longer ones first."""
    found = []
    for actor in actors:
        for span in actor.mentions:
            first = bisect_right(ends, span.start)
            last = bisect_left(starts, span.end) - 1
            if first <= last:
                found.append((first, last, actor.id))
    return sorted(found, key=lambda mention: (mention[0], -mention[1]))


def _outermost(mentions: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Leave out the mentions that lie in another."""
    kept: list[tuple[int, int, str]] = []
    for start, end, identity in mentions:
        if not kept or end > kept[-1][1]:
            kept.append((start, end, identity))
    return kept


def _inmost_at(mentions: list[tuple[int, int, str]]) -> dict[int, str]:
    """Return token -> actor of the shortest mention that covers it."""
    by_token: dict[int, str] = {}
    for start, end, identity in sorted(mentions, key=lambda mention: mention[0] - mention[1]):
        for index in range(start, end + 1):
            by_token[index] = identity
    return by_token
