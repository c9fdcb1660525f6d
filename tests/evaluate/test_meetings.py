"""Scores of meetings, on annotations made by hand."""

from __future__ import annotations

from typing import Any

from analysis.evaluate.meetings import (
    gold_meetings,
    match_meetings,
    right_meetings,
    score_meetings,
)
from analysis.model import Actor, Annotation, Article, Meeting

TEXT = "Iran and the powers met in Almaty on Tuesday. They will meet again in Vienna in May."
ARTICLE = Article(id="talks", text=TEXT)


def meeting(words: str, status: Any = "held", **fields: Any) -> Meeting:
    start = TEXT.index(words)
    return Meeting(
        id="m1",
        status=status,
        evidence=(ARTICLE.span(start, start + len(words)),),
        derivation="",
        **fields,
    )


def annotation(*meetings: Meeting, actors: tuple[Actor, ...] = ()) -> Annotation:
    return Annotation(article=ARTICLE, meetings=meetings, actors=actors)


def iran() -> Actor:
    return Actor(id="a1", name="Iran", kind="state", mentions=(ARTICLE.span(0, 4),))


def test_overlapping_words_match() -> None:
    gold = annotation(meeting("met in Almaty on Tuesday"))
    predicted = annotation(meeting("Iran and the powers met"))
    assert match_meetings(gold, predicted) == [(0, 0)]


def test_the_same_place_matches_without_shared_words() -> None:
    gold = annotation(meeting("Tuesday", place="Almaty"))
    predicted = annotation(meeting("Iran", place="Almaty, Kazakhstan"))
    assert match_meetings(gold, predicted) == [(0, 0)]


def test_other_words_and_other_places_do_not_match() -> None:
    gold = annotation(meeting("met in Almaty", place="Almaty"))
    predicted = annotation(meeting("meet again in Vienna", place="Vienna"))
    assert match_meetings(gold, predicted) == []


def test_of_two_candidates_the_one_with_the_right_day_wins() -> None:
    gold = annotation(meeting("Tuesday", place="Almaty", start="2013-02-26"))
    predicted = annotation(
        meeting("Iran", place="Almaty", start="2013-04-05"),
        meeting("powers", place="Almaty", start="2013-02-26"),
    )
    assert match_meetings(gold, predicted) == [(0, 1)]


def test_each_measure_counts_what_it_says() -> None:
    gold = annotation(
        meeting(
            "met in Almaty on Tuesday", start="2013-02-26", place="Almaty", participants=("a1",)
        ),
        meeting("meet again in Vienna in May", "scheduled", start="2013-05", place="Vienna"),
        actors=(iran(),),
    )
    predicted = annotation(
        meeting("met in Almaty", start="2013-02-26", place="Almaty", participants=("a1",)),
        meeting("meet again in Vienna", "held", start="2013", place=None),
        meeting("the powers"),
        actors=(iran(),),
    )
    result = score_meetings([(gold, predicted)], dataset="by hand")
    found = result.measures["found"]
    assert (found.precision, found.recall) == (2 / 3, 1.0)
    assert result.measures["found and dated"].recall == 0.5
    assert result.measures["start date"].value == 0.5
    assert result.measures["status"].value == 0.5
    assert result.measures["place"].value == 0.5
    assert result.measures["participants"].value == 1.0
    assert result.errors_by_kind() == [
        ("not in the gold data", 1),
        ("wrong place", 1),
        ("wrong start date", 1),
        ("wrong status", 1),
    ]


def test_a_meeting_that_is_missed_is_reported() -> None:
    result = score_meetings([(annotation(meeting("Iran", start="2013-02-26")), annotation())])
    [error] = result.errors
    assert (error.kind, error.document, error.gold) == (
        "not found",
        "talks",
        "held, 2013-02-26, no place: Iran",
    )
    assert result.measures["found"].value == 0


LISTED = {
    "id": "listed",
    "dct": "2021-05-12",
    "text": "Peru and Chile held talks in Lima on Monday. Peru will host more talks on Friday.",
    "encounters": [
        {
            "status": "held",
            "start": "2021-05-10",
            "place": "Lima",
            "participants": ["Peru", "Chile"],
            "words": "held talks in Lima on Monday",
        }
    ],
}


def test_meetings_listed_alone_become_an_annotation() -> None:
    gold = gold_meetings(LISTED)
    meeting = gold.meetings[0]
    assert (meeting.start, meeting.place, meeting.status) == ("2021-05-10", "Lima", "held")
    assert [actor.name for actor in gold.actors] == ["Peru", "Chile"]
    assert [len(actor.mentions) for actor in gold.actors] == [2, 1]
    assert gold.article.published == "2021-05-12"


def test_each_participant_counts() -> None:
    gold = gold_meetings(LISTED)
    meeting = gold.meetings[0].model_copy(update={"participants": ("a2",)})
    predicted = gold.model_copy(update={"meetings": (meeting,)})
    result = score_meetings([(gold, predicted)])
    measure = result.measures["each participant"]
    assert (measure.precision, measure.recall) == (1.0, 0.5)


def test_a_meeting_is_right_with_its_day_and_status() -> None:
    gold = gold_meetings(LISTED)
    late = gold.meetings[0].model_copy(update={"start": "2021-05-11"})
    assert right_meetings(LISTED, gold.article, gold.actors, gold.meetings) == [True]
    assert right_meetings(LISTED, gold.article, gold.actors, [late]) == [False]
