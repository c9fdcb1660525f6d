"""Several articles against gold data: which actors, meetings and positions are the same.

The articles of a negotiation are annotated and reconciled. Gold items are matched to found ones in
each article by their words; then the links between articles are compared: a link is a pair of
items of two articles that are the same (Bagga and Baldwin 1998 call this cross-document
coreference). What articles say differently, and whether that is said, is compared too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from analysis.evaluate.gold import article_of
from analysis.evaluate.metrics import Counts, jaccard, match_one_to_one, words, words_in
from analysis.evaluate.results import ErrorCase, LayerResult, Measure
from analysis.model import Annotation
from analysis.reconcile import Identities, identify, share_meetings, share_positions

FORMAT = "parley-several/1"
KINDS = ("actors", "meetings", "positions")
Offsets = tuple[tuple[int, int], ...]
Place = tuple[str, int]  # an article's id, and a number of an item in it


@dataclass(frozen=True)
class _Item:
    """One actor, meeting or position of one article: its words, and what it is the same as."""

    spans: Offsets
    same_as: str
    text: str


@dataclass
class _Tally:
    links: dict[str, Counts] = field(default_factory=lambda: {kind: Counts() for kind in KINDS})
    found: dict[str, Counts] = field(default_factory=lambda: {kind: Counts() for kind in KINDS})
    differences: Counts = field(default_factory=Counts)
    changes: Counts = field(default_factory=Counts)
    errors: list[ErrorCase] = field(default_factory=list)


def evaluate_several(
    documents: Iterable[Mapping[str, Any]], *, model: str | None = None, dataset: str = "several"
) -> LayerResult:
    """Annotate and reconcile the articles of each negotiation, and score the links between them.

    Parameters
    ----------
    documents
        Negotiations: ``articles`` (in the annotation format) and ``actors``, ``meetings``,
        ``positions``, each with ``mentions``: for each article the spans ``[[start, end], ...]``
        in code points; meetings with ``differs``, what the articles disagree on; positions with
        ``changed``.
    model
        Name or path of the spaCy pipeline; None means the default.
    dataset
        Name of the gold data in the result.

    Returns
    -------
    LayerResult
        F1 of the links of each kind, end to end and among the items found in their articles; F1
        of the meetings on which articles are said to differ, and of the positions that changed.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    """
    from analysis.annotate.language import annotate_all

    negotiations = list(documents)
    tally = _Tally()
    for gold in negotiations:
        articles = [article_of({"article": article}) for article in gold["articles"]]
        score_negotiation(gold, list(annotate_all(articles, model=model)), tally)
    measures: dict[str, Measure] = {}
    for kind in KINDS:
        measures[f"{kind} linked"] = Measure.of(tally.links[kind])
        measures[f"{kind} linked, of found"] = Measure.of(tally.found[kind])
    measures["differences"] = Measure.of(tally.differences)
    measures["changed positions"] = Measure.of(tally.changes)
    number = sum(len(gold["articles"]) for gold in negotiations)
    return LayerResult("several", dataset, number, measures, tally.errors)


def score_negotiation(
    gold: Mapping[str, Any], annotations: Sequence[Annotation], tally: _Tally
) -> None:
    """Add the scores of one negotiation's annotated articles to `tally`."""
    known = identify(annotations)
    texts = {one.article.id: one.article.text for one in annotations}
    all_words = {article: words(text) for article, text in texts.items()}
    for kind in KINDS:
        wanted = _gold_items(gold[kind], texts)
        own = _PREDICTED[kind](annotations, known)
        pairs = {
            (article, i): (article, j)
            for article in texts
            for i, j in _matched(all_words[article], wanted[article], own.get(article, []))
        }
        _score_links(kind, wanted, own, pairs, tally)
    tally.differences += _differing(gold["meetings"], annotations, known, all_words)
    tally.changes += _changing(gold["positions"], annotations, known, all_words)


def _gold_items(
    rows: Iterable[Mapping[str, Any]], texts: Mapping[str, str]
) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = {article: [] for article in texts}
    for number, row in enumerate(rows):
        for article, spans in row["mentions"].items():
            places = tuple((start, end) for start, end in spans)
            start, end = places[0]
            found[article].append(_Item(places, str(number), texts[article][start:end]))
    return found


def _own_actors(annotations: Sequence[Annotation], known: Identities) -> dict[str, list[_Item]]:
    return {
        one.article.id: [
            _Item(
                tuple((span.start, span.end) for span in actor.mentions),
                known.keys[one.article.id, actor.id],
                actor.name,
            )
            for actor in one.actors
        ]
        for one in annotations
    }


def _own_meetings(annotations: Sequence[Annotation], known: Identities) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = {one.article.id: [] for one in annotations}
    for shared in share_meetings(annotations, known):
        for mention in shared.mentions:
            spans = mention.meeting.evidence
            found[mention.article].append(
                _Item(
                    tuple((span.start, span.end) for span in spans),
                    shared.id,
                    " … ".join(span.text for span in spans),
                )
            )
    return found


def _own_positions(annotations: Sequence[Annotation], known: Identities) -> dict[str, list[_Item]]:
    found: dict[str, list[_Item]] = {one.article.id: [] for one in annotations}
    for shared in share_positions(annotations, known):
        for stance in shared.stances:
            span = stance.position.evidence
            found[stance.article].append(_Item(((span.start, span.end),), shared.id, span.text))
    return found


_PREDICTED: Mapping[str, Callable[[Sequence[Annotation], Identities], dict[str, list[_Item]]]] = {
    "actors": _own_actors,
    "meetings": _own_meetings,
    "positions": _own_positions,
}


def _matched(
    all_words: list[tuple[int, int]], gold: Sequence[_Item], own: Sequence[_Item]
) -> list[tuple[int, int]]:
    """Pair the items of one article by their words: for each gold span the best found one."""
    scores = {
        (i, j): sum(
            max(
                jaccard(words_in(all_words, [span]), words_in(all_words, [other]))
                for other in found.spans
            )
            for span in one.spans
        )
        for i, one in enumerate(gold)
        for j, found in enumerate(own)
        if found.spans
    }
    return match_one_to_one(scores)


def _links(items: Mapping[str, Sequence[_Item]]) -> set[frozenset[Place]]:
    places = [
        ((article, number), item.same_as)
        for article, found in items.items()
        for number, item in enumerate(found)
    ]
    return {
        frozenset((one, other))
        for (one, key), (other, same) in combinations(places, 2)
        if key == same and one[0] != other[0]
    }


def _score_links(
    kind: str,
    gold: Mapping[str, Sequence[_Item]],
    own: Mapping[str, Sequence[_Item]],
    pairs: Mapping[Place, Place],
    tally: _Tally,
) -> None:
    """Compare the links; a found link counts if both of its items are gold ones."""
    wanted = _links(gold)
    back = {found: place for place, found in pairs.items()}
    given = {
        frozenset(back[place] for place in link)
        for link in _links(own)
        if all(place in back for place in link)
    }
    possible = {link for link in wanted if all(place in pairs for place in link)}
    right = len(wanted & given)
    tally.links[kind] += Counts(right, len(given), len(wanted))
    tally.found[kind] += Counts(right, len(given), len(possible))
    for name, links in (
        ("not linked", possible - given),
        ("wrongly linked", given - wanted),
        ("not found in one of its articles", wanted - possible),
    ):
        tally.errors += [_case(f"{kind}: {name}", link, gold) for link in sorted(links, key=sorted)]


def _case(kind: str, link: frozenset[Place], gold: Mapping[str, Sequence[_Item]]) -> ErrorCase:
    (one, i), (other, j) = sorted(link)
    first, second = gold[one][i], gold[other][j]
    return ErrorCase(kind, f"{one} + {other}", *first.spans[0], first.text, second.text)


def _differing(
    rows: Sequence[Mapping[str, Any]],
    annotations: Sequence[Annotation],
    known: Identities,
    all_words: Mapping[str, list[tuple[int, int]]],
) -> Counts:
    """Compare on which meetings, and in what, the articles are said to differ."""
    wanted = {
        (number, subject) for number, row in enumerate(rows) for subject in row.get("differs", ())
    }
    given: set[tuple[int, str]] = set()
    for shared in share_meetings(annotations, known):
        spans = [
            (mention.article, tuple((span.start, span.end) for span in mention.meeting.evidence))
            for mention in shared.mentions
        ]
        number = _nearest(rows, spans, all_words)
        given |= {(number, difference.subject) for difference in shared.differences}
    return Counts(len(wanted & given), len(given), len(wanted))


def _changing(
    rows: Sequence[Mapping[str, Any]],
    annotations: Sequence[Annotation],
    known: Identities,
    all_words: Mapping[str, list[tuple[int, int]]],
) -> Counts:
    """Compare which positions are said to have changed."""
    wanted = {number for number, row in enumerate(rows) if row.get("changed")}
    given = set()
    for shared in share_positions(annotations, known):
        if shared.changed:
            spans = [
                (one.article, ((one.position.evidence.start, one.position.evidence.end),))
                for one in shared.stances
            ]
            given.add(_nearest(rows, spans, all_words))
    return Counts(len(wanted & given), len(given), len(wanted))


def _nearest(
    rows: Sequence[Mapping[str, Any]],
    places: Sequence[tuple[str, Offsets]],
    all_words: Mapping[str, list[tuple[int, int]]],
) -> int:
    """Return the number of the gold item that shares most words with `places`; -1 if none."""

    def shared(row: Mapping[str, Any]) -> int:
        return sum(
            len(
                words_in(all_words[article], spans)
                & words_in(all_words[article], [(a, b) for a, b in row["mentions"][article]])
            )
            for article, spans in places
            if article in row["mentions"]
        )

    best = max(range(len(rows)), key=lambda number: shared(rows[number]), default=-1)
    return best if best >= 0 and shared(rows[best]) else -1
