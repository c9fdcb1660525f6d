"""Mentions of one meeting merged, on whole articles of our own; each meeting exactly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.meeting_texts import article_of, in_short, meetings_of

WORDS = ["talks", "meeting", "met", "will", "meet", "again", "the", "last", "first", "next", "in", "Geneva", "Almaty", "on", "[Monday=2021-05-10]", "[June=2021-06]", "[two-day=P2D]", "{Iran}", "{Oman}", "and", ",", ".", "were", "held", "between", "after", "since", "called", "off", "it", "round", "of", "second", "continue", "until", "before", "to", "resume", "proposed"]  # fmt: skip

ARTICLES: dict[str, tuple[str, str, list[str]]] = {
    "strike": (
        "2022-10-06",
        """GDYNIA, [Oct 6=2022-10-06] - {The shipyard union} and {the yard's owner} sat down on [Wednesday=2022-10-05] for the first time in [three weeks=P3W], hours before a ban on overtime was to begin.

The meeting, at the county office in Gdansk, lasted until midnight. {the yard's owner|The owner}'s lawyer called it constructive. {The shipyard union|The union}'s leader, {Zofia Rybak}, said the session had brought "words, not money".

{The shipyard union|The union} had walked out of the previous round in [September=2022-09] after {the yard's owner|the owner} refused to open its books. Those talks were held in Sopot.

{The two sides} will meet again on [Tuesday=2022-10-11] in Gdansk, {the county mediator} told reporters. He said he hoped the next meeting would be the last. A strike vote is planned for [15 October=2022-10-15].

{The labour minister} has offered to host talks in Warsaw if the sides fail to agree. Workers at two other yards said they would watch the negotiations closely.""",
        [
            "held 2022-10-05 @ Gdansk : The shipyard union, the yard's owner",
            "held 2022-09 @ Sopot : The shipyard union, the yard's owner",
            "scheduled 2022-10-11 @ Gdansk : The two sides, The shipyard union, the yard's owner",
            "proposed [2022-10-06..] @ Warsaw : -",
        ],
    ),
    "ceasefire": (
        "2020-02-19",
        """{The government of Marava} and {the Southern Front} opened a second round of ceasefire talks in Nairobi on [Tuesday=2020-02-18], the {African Union} said.

The first round, in Kampala in [December=2019-12], collapsed after [two days=P2D] when fighting broke out around the oil terminal.

In Nairobi, {the two delegations} spent the first day in separate rooms. {Envoy Amina Diallo} carried proposals between them. "We have an agenda, and that is more than we had in Kampala," she said.

The talks are expected to end on [Friday=2020-02-21]. {The Southern Front} wants a monitored truce before any discussion of elections, while {The government of Marava|the government} insists that the rebels first leave the port.

A planned meeting between {President Odera} and {the Front's commander} was cancelled on [Monday=2020-02-17] for security reasons.""",
        [
            "ongoing 2020-02-18/2020-02-21 @ Nairobi : The government of Marava, the Southern Front",
            "held 2019-12 @ Kampala : The government of Marava, the Southern Front",
            "cancelled - @ - : President Odera, the Front's commander",
        ],
    ),
    "trade": (
        "2023-06-02",
        """{India} and {Britain} on [Friday=2023-06-02] concluded an eleventh round of talks on a trade pact in London without settling their differences over whisky and visas.

The [five-day=P5D] round covered nine chapters, a joint statement said. Negotiators also met with business groups on [Wednesday=2023-05-31].

A twelfth round is scheduled for [July=2023-07] in New Delhi. {Trade Secretary Helen Marsh} will travel to Mumbai [next month=2023-07] for talks with {Commerce Minister Arun Nair}.

The tenth round took place in [April=2023-04] in New Delhi. Officials said progress then had been faster.

Talks began in [January 2022=2022-01], and both governments had wanted a deal within the year.""",
        [
            "held 2023-05-29/2023-06-02 @ London : India, Britain",
            "held 2023-05-31 @ - : India, Britain",
            "scheduled 2023-07 @ New Delhi : India, Britain",
            "scheduled 2023-07 @ Mumbai : Trade Secretary Helen Marsh, Commerce Minister Arun Nair",
            "held 2023-04 @ New Delhi : India, Britain",
        ],
    ),
    "coalition": (
        "2017-03-23",
        """{Liberals} and {Greens} resumed coalition talks in The Hague on [Thursday=2017-03-23] after a break of [two days=P2D].

They had broken off on [Monday=2017-03-20] over a tax on flights. At [Monday=2017-03-20]'s session, {Green leader Joris Veen} left the room twice.

{The Christian Democrats} will join the negotiations on [Saturday=2017-03-25]. "I would not book a holiday," said {informateur Edda Smit}, who is leading the talks.

The talks are to continue on [Friday=2017-03-24] at the parliament.""",
        [
            "ongoing 2017-03-23/2017-03-24 @ The Hague : Liberals, Greens",
            "held 2017-03-20 @ - : Green leader Joris Veen, Liberals, Greens",
            "scheduled 2017-03-25 @ - : The Christian Democrats",
        ],
    ),
    "climate": (
        "2019-11-20",
        """Ministers from {forty island states} gathered in Suva on [Monday=2019-11-18] for a [three-day=P3D] conference on lost coasts.

The Suva meeting is the last before the {U.N.} climate summit, which opens in Madrid on [2 December=2019-12-02]. "What is not settled here will not be settled there," said {Fiji's premier}.

{Australia} and {New Zealand} held separate talks with {forty island states|the island states} on [Tuesday=2019-11-19] on a fund for moving villages.

The conference was due to end on [Wednesday=2019-11-20]. A similar gathering in [2016=2016] brought no result.

Delegates complained that the summit in Madrid had no seat for them.""",
        [
            "ongoing 2019-11-18/2019-11-20 @ Suva : forty island states",
            "scheduled 2019-12-02/.. @ Madrid : -",
            "held 2019-11-19 @ - : Australia, New Zealand, forty island states",
        ],
    ),
    "hostages": (
        "2014-08-08",
        """{Mediators from Qatar} met {the kidnappers} near the border on [Wednesday=2014-08-06] and again on [Thursday=2014-08-07], a relative of the captives said.

The meetings were the first since [April=2014-04], when {the kidnappers|the group} released a video of the four engineers.

{The foreign ministry} would not comment on the talks. {The families} said they had been told of a further meeting on [Sunday=2014-08-10].

{The kidnappers} have demanded the release of twelve prisoners. An offer by {the Red Cross} to hold talks in Doha was rejected.

No meeting has been held with {the government} since the engineers were seized.""",
        [
            "held 2014-08-06/2014-08-07 @ - : Mediators from Qatar, the kidnappers",
            "held 2014-04 @ - : Mediators from Qatar, the kidnappers",
            "scheduled 2014-08-10 @ - : -",
        ],
    ),
}


@pytest.mark.parametrize("name", ARTICLES)
def test_article(pipeline: Any, name: str) -> None:
    published, text, expected = ARTICLES[name]
    assert in_short(pipeline, text, published) == expected


DEFAULT = "negotiations-reignited-in-kazakhstan"


def test_default_article(pipeline: Any, root: Path) -> None:
    """The rules know nothing of this article; all of it is read by the whole pipeline."""
    from analysis.annotate.language import annotate
    from analysis.articles import load_article

    meetings = annotate(load_article(root / "data" / "articles" / f"{DEFAULT}.txt")).meetings
    almaty, june, *others = meetings
    assert (almaty.place, almaty.date, almaty.duration, almaty.status) == (
        "Almaty, Kazakhstan",
        "2013-02-26/2013-02-27",
        "P2D",
        "ongoing",
    )
    assert "which agrees with “the last meeting in June” (June 2012)" in almaty.derivation
    assert (june.place, june.date, june.status, june.before) == (
        None,
        "2012-06",
        "held",
        (almaty.id,),
    )
    assert "whether it is one of the meetings in Istanbul, Baghdad and Moscow is not said" in (
        june.derivation
    )
    assert [(one.place, one.start, one.date, one.status) for one in others] == [
        (town, None, "[..2013-02-26]", "held") for town in ("Istanbul", "Baghdad", "Moscow")
    ]
    assert all(one.before == (almaty.id,) for one in others)
    assert not any(meeting.contradictions for meeting in meetings)


def test_titles_and_headings_are_not_read(pipeline: Any) -> None:
    title = "Iran and the powers met in Almaty on Tuesday"
    text = f"{title}\n\nThe price of wheat rose again."
    assert meetings_of(pipeline, text, "2013-02-26", title=title) == []


CONTRADICTIONS = {
    "days": (
        "{The two unions} will meet on [Monday=2021-05-03] in Ghent.",
        "the text speaks of it as to come, but Monday 3 May 2021 is before the article's date",
    ),
    "gap": (
        "{Iran} and {Oman} met on [Tuesday=2021-05-11] in Muscat, their first meeting in [eight months=P8M]. The last meeting in [March=2021-03] had ended without a deal.",
        "“first meeting in eight months” puts the meeting before it at about September 2020, but “The last meeting in March had ended” gives March 2021",
    ),
    "past in the future": (
        "{The two unions} met on [Friday=2021-05-14] in Ghent.",
        "the text speaks of it as past, but Friday 14 May 2021 is after the article's date",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictions_are_reported(pipeline: Any, name: str) -> None:
    text, expected = CONTRADICTIONS[name]
    first = meetings_of(pipeline, text, "2021-05-12")[0]
    assert first.contradictions == (expected,)


def test_derivation_says_word_anchor_and_result(pipeline: Any) -> None:
    text = "{Iran} and {Oman} met in Muscat on [Tuesday=2013-02-26]."
    [meeting] = meetings_of(pipeline, text, "2013-02-27")
    assert meeting.derivation == (
        "“met in Muscat on Tuesday” in an article of Wednesday 27 February 2013, past → 2013-02-26"
    )


def test_undated_article_keeps_dates_relative(pipeline: Any) -> None:
    text = "{Iran} and {Oman} held talks in Muscat on [Tuesday=XXXX-WXX-2]. Tomorrow brings rain."
    [meeting] = meetings_of(pipeline, text, None)
    assert (meeting.start, meeting.date) == (None, None)
    assert "cannot be placed on the calendar, because the article bears no date" in (
        meeting.derivation
    )


@pytest.mark.parametrize(
    "junk",
    [
        "",
        "\n\n",
        "met",
        "talks",
        "- met - - Monday -",
        "The first in",
        "x" * 500,
        "😀 talks met summit",
    ],
)
def test_junk_gives_nothing(pipeline: Any, junk: str) -> None:
    assert meetings_of(pipeline, junk, "2021-05-12") == []


@settings(max_examples=30, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=25))
def test_spans_and_ids_hold_on_any_words(pipeline: Any, words: list[str]) -> None:
    """No jumble of the words that the rules look for breaks a record or raises."""
    text = " ".join(words)
    meetings = meetings_of(pipeline, text, "2021-05-12")
    assert [meeting.id for meeting in meetings] == [f"m{n}" for n in range(1, len(meetings) + 1)]
    ids = {meeting.id for meeting in meetings}
    for meeting in meetings:
        assert set(meeting.before) <= ids - {meeting.id}
        assert all(
            article_of(text, None)[0].text[span.start : span.end] == span.text
            for span in meeting.evidence
        )
