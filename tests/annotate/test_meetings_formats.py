"""The mode of a meeting (PLOVER's CONSULT), in short passages."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.annotate.encounters import find_meetings
from tests.annotate.meeting_texts import doc_of

CASES: tuple[tuple[str, str, str | None], ...] = (
    ("visited for talks", "{Greece} visited {Turkey} on [Monday=2021-05-10] for talks.", "visit"),
    (
        "visited a capital",
        "{Greece|Greek} Premier {Dimas} visited Ankara on [Monday=2021-05-10] for talks with {Turkey}.",
        "visit",
    ),
    ("flew to the other", "{Egypt|Cairo} flew envoys home; {Sudan} flew to Cairo on [Monday=2021-05-10] for talks with {Egypt}.", "visit"),
    ("travelled to meet", "{Peru} travelled to La Paz for a meeting with {Bolivia} on [Monday=2021-05-10].", "visit"),
    ("a third country", "{Serbia} flew to Vienna on [Monday=2021-05-10] for talks with {Kosovo}.", None),
    ("at home", "{France} went to Paris on [Monday=2021-05-10] for talks with {Spain}.", None),
    ("no journey", "{Japan} and {Chile} met in Tokyo on [Monday=2021-05-10].", None),
    ("not made", "{Peru} did not travel to La Paz on [Monday=2021-05-10] for talks with {Bolivia}.", None),
    ("indirect", "{Yemen} and {Oman} held indirect talks in Muscat on [Monday=2021-05-10].", "third-party"),
    ("proximity", "{Mali} and {Niger} began proximity talks in Algiers on [Monday=2021-05-10].", "third-party"),
    ("mediated by", "Talks between {Chad} and {Sudan} mediated by {Libya} were held in Tripoli on [Monday=2021-05-10].", "third-party"),
    ("brokered", "{Qatar}-brokered talks between {Chad} and {Sudan} were held in Doha on [Monday=2021-05-10].", "third-party"),
    ("mediates", "{Norway} mediated the talks between {Chad} and {Sudan} in Oslo on [Monday=2021-05-10].", "third-party"),
    ("offers to mediate", "{Chad} and {Sudan} met in Oslo on [Monday=2021-05-10]. {Norway} offered to mediate the talks.", None),
    ("three parties", "{Egypt}, {Ethiopia} and {Sudan} met in Kinshasa on [Monday=2021-05-10].", "multilateral"),
    ("trilateral", "{Japan} attended trilateral talks in Seoul on [Monday=2021-05-10].", "multilateral"),
    ("six-party", "Six-party talks were held in Beijing on [Monday=2021-05-10].", "multilateral"),
    ("two parties", "{Iran} and {Iraq} held talks in Basra on [Monday=2021-05-10].", None),
    ("by telephone", "{Spain} and {Portugal} spoke by phone on [Monday=2021-05-10].", "phone"),
    ("three by telephone", "{Spain}, {Italy} and {Portugal} spoke by telephone on [Monday=2021-05-10].", "phone"),
    ("two-day", "{Spain} and {Portugal} held two-day talks in Faro on [Monday=2021-05-10].", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "mode"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_mode_of_a_meeting(pipeline: Any, text: str, mode: str | None) -> None:
    doc = doc_of(pipeline, text, "2021-05-12")
    assert [meeting.format for meeting in find_meetings(doc)] == [mode]
