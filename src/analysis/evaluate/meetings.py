"""Scores of the meetings: found, dated, with the right status, place and participants.

A gold and a predicted meeting match, one to one, when their evidence overlaps or they name the
same place. On the matches the first day, the status, the place and the participants are judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from analysis.evaluate.gold import article_of
from analysis.evaluate.metrics import Counts, match_one_to_one, words, words_in
from analysis.evaluate.results import ErrorCase, LayerResult, Measure
from analysis.model import Actor, Annotation, Article, Meeting, Span


def evaluate_meetings(
    documents: Iterable[dict[str, Any]], *, model: str | None = None, dataset: str = "meetings"
) -> LayerResult:
    """Score the meetings of whole annotations against gold annotations of the same articles.

    Parameters
    ----------
    documents
        Gold in the annotation format, one object for each article.
    model
        Name of the spaCy pipeline; None means the default one.
    dataset
        What to call the gold data in the result.

    Returns
    -------
    LayerResult
        Measures "found" (F1 of matched meetings), "found and dated" (F1 of those whose first day
        is also right), shares of the matches: "start date", "status", "place", "participants"
        (any of them shared, or none in both), and "each participant" (F1 of those who take part,
        over the matches).

    Raises
    ------
    pydantic.ValidationError
        If a document breaks the annotation format.
    """
    from analysis.annotate.language import annotate_all

    gold = [gold_meetings(document) for document in documents]
    predicted = annotate_all((one.article for one in gold), model=model)
    return score_meetings(zip(gold, predicted, strict=True), dataset=dataset)


def score_meetings(
    pairs: Iterable[tuple[Annotation, Annotation]], *, dataset: str = "meetings"
) -> LayerResult:
    """Score pairs of (gold, predicted) annotations of the same articles."""
    found, dated, attended = Counts(), Counts(), Counts()
    tallies = {"start date": [0, 0], "status": [0, 0], "place": [0, 0], "participants": [0, 0]}
    errors: list[ErrorCase] = []
    documents = 0
    for gold, predicted in pairs:
        documents += 1
        matches = match_meetings(gold, predicted)
        sizes = (len(predicted.meetings), len(gold.meetings))
        judged = [
            _judge(gold, predicted, gold.meetings[one], predicted.meetings[other])
            for one, other in matches
        ]
        attended = sum(
            (
                _attendance(gold, predicted, gold.meetings[one], predicted.meetings[other])
                for one, other in matches
            ),
            attended,
        )
        found += Counts(len(matches), *sizes)
        dated += Counts(sum(verdict["start date"] for verdict in judged), *sizes)
        for verdict in judged:
            for name, right in verdict.items():
                tallies[name][0] += right
                tallies[name][1] += 1
        errors.extend(_errors(gold, predicted, matches, judged))
    measures = {"found": Measure.of(found), "found and dated": Measure.of(dated)}
    measures |= {name: Measure.accuracy(*tally) for name, tally in tallies.items()}
    measures["each participant"] = Measure.of(attended)
    return LayerResult("meetings", dataset, documents, measures, errors)


def right_meetings(
    document: Mapping[str, Any],
    article: Article,
    actors: Iterable[Actor],
    meetings: Sequence[Meeting],
) -> list[bool]:
    """Tell of each meeting found whether it is one of the gold data, day and status right."""
    gold = gold_meetings(document)
    predicted = Annotation(article=article, actors=tuple(actors), meetings=tuple(meetings))
    right = [False] * len(meetings)
    for one, other in match_meetings(gold, predicted):
        verdict = _judge(gold, predicted, gold.meetings[one], meetings[other])
        right[other] = verdict["start date"] and verdict["status"]
    return right


def match_meetings(gold: Annotation, predicted: Annotation) -> list[tuple[int, int]]:
    """Pair gold and predicted meetings (indices), best overlap of evidence first."""
    tokens = words(gold.article.text)
    scores: dict[tuple[int, int], float] = {}
    for one, wanted in enumerate(gold.meetings):
        ours = words_in(tokens, _spans(wanted))
        for other, meeting in enumerate(predicted.meetings):
            shared = len(ours & words_in(tokens, _spans(meeting)))
            same = _same_place(wanted.place, meeting.place)
            if shared or same:
                start = _agrees(wanted.start, meeting.start)
                scores[one, other] = shared / max(len(ours), 1) + 0.5 * same + 0.5 * start
    return match_one_to_one(scores)


def _spans(meeting: Meeting) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in meeting.evidence]


_WORD = re.compile(r"\w+")


def _same_place(one: str | None, other: str | None) -> bool:
    """Tell whether the words of one place are among those of the other ("Almaty, Kazakhstan")."""
    if not one or not other:
        return False
    ours, theirs = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return bool(ours) and bool(theirs) and (ours <= theirs or theirs <= ours)


def _agrees(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _judge(
    gold: Annotation, predicted: Annotation, wanted: Meeting, meeting: Meeting
) -> dict[str, bool]:
    return {
        "start date": wanted.start == meeting.start,
        "status": wanted.status == meeting.status,
        "place": (wanted.place is None and meeting.place is None)
        or _same_place(wanted.place, meeting.place),
        "participants": _share_a_participant(gold, predicted, wanted, meeting),
    }


def _attendance(
    gold: Annotation, predicted: Annotation, wanted: Meeting, meeting: Meeting
) -> Counts:
    """Count who takes part: an actor is right where a mention of the other side's overlaps."""
    ours = [_mentions_of(gold, one) for one in wanted.participants]
    theirs = [_mentions_of(predicted, one) for one in meeting.participants]
    pairs = {
        (i, j): 1.0
        for i, one in enumerate(ours)
        for j, other in enumerate(theirs)
        if any(a < d and c < b for a, b in one for c, d in other)
    }
    return Counts(len(match_one_to_one(pairs)), len(theirs), len(ours))


def _mentions_of(annotation: Annotation, actor_id: str) -> list[tuple[int, int]]:
    return [
        (span.start, span.end)
        for actor in annotation.actors
        if actor.id == actor_id
        for span in actor.mentions
    ]


def gold_meetings(document: Mapping[str, Any]) -> Annotation:
    """Return a gold document as an annotation.

    Besides the annotation format, documents may list meetings alone, under "encounters": status,
    first day, place and participants in words, and the words that speak of the meeting.
    """
    if "encounters" not in document:
        return Annotation.model_validate(document)
    article = article_of(document)
    listed = document["encounters"]
    names = list(dict.fromkeys(name for one in listed for name in one["participants"]))
    ids = {name: f"a{number}" for number, name in enumerate(names, 1)}
    actors = [
        Actor(id=ids[name], name=name, kind="role", mentions=_all(name, article)) for name in names
    ]
    meetings = [
        Meeting(
            id=f"m{number}",
            status=one["status"],
            start=one["start"],
            place=one["place"],
            participants=tuple(ids[name] for name in one["participants"]),
            evidence=_all(one["words"], article)[:1],
            derivation="by hand",
        )
        for number, one in enumerate(listed, 1)
    ]
    return Annotation(article=article, actors=tuple(actors), meetings=tuple(meetings))


def _all(words: str, article: Article) -> tuple[Span, ...]:
    return tuple(
        article.span(match.start(), match.end())
        for match in re.finditer(re.escape(words), article.text)
    )


def _share_a_participant(
    gold: Annotation, predicted: Annotation, wanted: Meeting, meeting: Meeting
) -> bool:
    ours = _mentions(gold, wanted)
    theirs = _mentions(predicted, meeting)
    if not wanted.participants or not meeting.participants:
        return not wanted.participants and not meeting.participants
    return any(a < d and c < b for a, b in ours for c, d in theirs)


def _mentions(annotation: Annotation, meeting: Meeting) -> list[tuple[int, int]]:
    return [
        (span.start, span.end)
        for actor in annotation.actors
        if actor.id in meeting.participants
        for span in actor.mentions
    ]


def _errors(
    gold: Annotation,
    predicted: Annotation,
    matches: list[tuple[int, int]],
    judged: list[dict[str, bool]],
) -> Iterator[ErrorCase]:
    document = gold.article.id
    for (one, other), verdict in zip(matches, judged, strict=True):
        wanted, meeting = gold.meetings[one], predicted.meetings[other]
        for name, right in verdict.items():
            if not right:
                yield _case(f"wrong {name}", document, wanted, meeting)
    for index, wanted in enumerate(gold.meetings):
        if index not in {one for one, _ in matches}:
            yield _case("not found", document, wanted, None)
    for index, meeting in enumerate(predicted.meetings):
        if index not in {other for _, other in matches}:
            yield _case("not in the gold data", document, None, meeting)


def _case(kind: str, document: str, wanted: Meeting | None, meeting: Meeting | None) -> ErrorCase:
    shown = wanted or meeting
    assert shown is not None
    span = shown.evidence[0]
    return ErrorCase(kind, document, span.start, span.end, _said(wanted), _said(meeting))


def _said(meeting: Meeting | None) -> str | None:
    if meeting is None:
        return None
    parts = [meeting.status, meeting.start or "no date", meeting.place or "no place"]
    return f"{', '.join(parts)}: {meeting.evidence[0].text}"
