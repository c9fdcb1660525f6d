"""When the town of a dateline is the place of a meeting, and when it is not."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.annotate.encounters import find_meetings
from tests.annotate.meeting_texts import doc_of

CASES: tuple[tuple[str, str, list[str | None]], ...] = (
    (
        "opens with talks",
        "HAMBURG, [May 12=2021-05-12] - {The pilots' union} and {the airline} resumed pay talks on [Tuesday=2021-05-11].",
        ["Hamburg"],
    ),
    (
        "under way",
        "NAIROBI, Kenya – Two weeks of wildlife talks were due to end on [Wednesday=2021-05-12].",
        ["Nairobi"],
    ),
    (
        "another place named",
        "HAMBURG, [May 12=2021-05-12] - {The union} and {the airline} met in Bremen on [Tuesday=2021-05-11].",
        ["Bremen"],
    ),
    (
        "states named",
        "CAIRO, [May 12=2021-05-12] - {Egypt} and {Sudan} resumed talks on [Tuesday=2021-05-11].",
        [None],
    ),
    (
        "by video",
        "HAMBURG, [May 12=2021-05-12] - {The union} and {the airline} held video talks on [Tuesday=2021-05-11].",
        [None],
    ),
    (
        "to come",
        "HAMBURG, [May 12=2021-05-12] - {The union} and {the airline} will hold talks on [Friday=2021-05-14].",
        [None],
    ),
    (
        "long ago",
        "HAMBURG, [May 12=2021-05-12] - {The union} and {the airline} held talks on [20 April=2021-04-20].",
        [None],
    ),
    (
        "a town nobody knows",
        "VELLHOLM, [May 12=2021-05-12] - {The union} and {the airline} held talks on [Tuesday=2021-05-11].",
        [None],
    ),
    (
        "a later sentence",
        "HAMBURG, [May 12=2021-05-12] - Flights were late again. {The union} and {the airline} held talks on [Tuesday=2021-05-11].",
        [None],
    ),
    (
        "no dateline",
        "{The union} and {the airline} held talks on [Tuesday=2021-05-11].",
        [None],
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "places"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_the_town_of_a_dateline(pipeline: Any, text: str, places: list[str | None]) -> None:
    found = find_meetings(doc_of(pipeline, text, "2021-05-12"))
    assert [meeting.place for meeting in found] == places


def test_the_dateline_is_evidence_and_is_noted(pipeline: Any) -> None:
    (meeting,) = find_meetings(doc_of(pipeline, CASES[0][1], "2021-05-12"))
    assert "HAMBURG" in [span.text for span in meeting.evidence]
    assert "place from the dateline" in meeting.derivation
    assert meeting.name == "pay talks in Hamburg"
