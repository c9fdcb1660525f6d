"""The sentences and tables of a briefing, on a hand-built dossier."""

from __future__ import annotations

import pytest

import analysis
from analysis.dossier import Dossier
from analysis.summaries import digest
from analysis.summaries.chronology import (
    at_place,
    curly,
    derivation,
    main_meeting,
    meeting_sentence,
    meeting_views,
)
from analysis.summaries.glance import at_a_glance
from analysis.summaries.prose import quote
from analysis.summaries.provenance import date_sentence
from analysis.summaries.sides import other_statements, side_rows
from analysis.summaries.speakers import speakers, who_speaks_of_whom
from analysis.summaries.statements import joined, wording
from analysis.summaries.uncertainty import uncertainties
from tests.dossiers import Builder, article, fishery


def said(dossier: Dossier) -> list[str]:
    return [item.said().plain() for item in digest(dossier).statements]


def test_who_met_where_and_when_comes_first() -> None:
    first = at_a_glance(digest(fishery().dossier()))[0].plain()
    assert first.startswith("Norrland and the Sund Islands met in Vik on 8 April 2031.")


def test_what_comes_next_is_said() -> None:
    sentences = [item.plain() for item in at_a_glance(digest(fishery().dossier()))]
    assert any(
        text.startswith("Norrland and the Sund Islands are to meet in Osby on 17 April 2031.")
        for text in sentences
    )


def test_the_mediator_is_named_and_no_side() -> None:
    made = digest(fishery().dossier())
    said = [item.plain() for item in at_a_glance(made)]
    assert "Bo Lind (paragraph\u00a06) mediates the talks." in said
    assert [row.name for row in side_rows(made)] == ["Norrland", "Sund Islands"]


def test_every_statement_bears_the_number_of_its_words() -> None:
    made = digest(fishery().dossier())
    for statement in made.statements:
        assert statement.numbers
        for number in statement.numbers:
            reference = made.evidence.references[number - 1]
            start, end = reference.parts[0]
            words = made.annotations[0].article.text[start:end]
            assert statement.row["evidence"] == words


def test_a_threat_keeps_its_condition_and_its_source() -> None:
    cell = side_rows(digest(fishery().dossier()))[0].cells["threatens, on condition"][0].plain()
    assert cell.startswith("“We will close our ports” (condition: “unless the quota is raised”)")
    assert "according to Ada Holm" in cell


def test_an_empty_cell_is_empty() -> None:
    norrland, sund = side_rows(digest(fishery().dossier()))
    assert norrland.cells["offers"] == ()
    assert sund.cells["threatens, on condition"] == ()


def test_others_are_not_sides() -> None:
    texts = [item.said().plain() for item in other_statements(digest(fishery().dossier()))]
    assert any(
        text.startswith("The Seafarers' Union appeals to Norrland and the Sund Islands")
        for text in texts
    )
    assert not any("demands" in text for text in texts)


def denied(kind: str) -> Builder:
    made = Builder("Norrland did not do the thing.")
    actor = made.actor("Norrland", role="party")
    made.position(actor, kind, "Norrland did not do the thing", "do", "the thing", negated=True)
    return made


@pytest.mark.parametrize("kind", ["demand", "reject", "threaten"])
def test_a_denied_demand_refusal_or_threat_is_not_in_the_table_of_sides(kind: str) -> None:
    made = digest(denied(kind).dossier())
    assert not any(cell for row in side_rows(made) for cell in row.cells.values())
    sentence = other_statements(made)[0].said().plain()
    assert "does not" in sentence or sentence.startswith("Denied threat by Norrland")


@pytest.mark.parametrize("kind", ["offer", "promise", "accept"])
def test_a_denied_offer_stands_under_refuses_and_says_so(kind: str) -> None:
    cells = side_rows(digest(denied(kind).dossier()))[0].cells
    assert cells["refuses"][0].plain().startswith(f"does not {kind} “")
    assert not cells["offers"]


def test_an_unidentified_holder_is_not_replaced_by_the_source() -> None:
    made = Builder("Few believe in a deal, Ada Holm said.")
    holm = made.actor("Ada Holm", "person")
    quoted = made.says(holm, "Ada Holm", "said", "Few believe in a deal")
    made.position(
        None, "expect", "Few believe in a deal", "believe", attribution=quoted, negated=True
    )
    assert said(made.dossier())[0].startswith(
        "Expectation by an unidentified holder: “Few believe in a deal”, according to Ada Holm."
    )


def test_plural_holders_have_plural_verbs() -> None:
    made = Builder("Western officials demanded a ceasefire at once.")
    officials = made.actor("Western officials", "role", named=False)
    made.position(officials, "demand", "demanded a ceasefire at once", "demanded", "a ceasefire")
    assert said(made.dossier())[0].startswith("Western officials demand “a ceasefire at once”.")


@pytest.mark.parametrize(
    ("kind", "evidence", "cue", "to", "sentence"),
    [
        ("appeal", "urged both camps to talk at once", "urged", None,
         "Norrland appeals to both camps “to talk at once”."),
        ("appeal", "urged the Sund fleet to turn back", "urged", "Sund",
         "Norrland appeals to Sund “to turn back”."),
        ("appeal", "recommended that the catch be cut", "recommended", None,
         "Norrland asks “that the catch be cut”."),
        ("appeal", "recommended that the catch be cut", "recommended", "Sund",
         "Norrland asks of Sund “that the catch be cut”."),
        ("appeal", "appealed for restraint", "appealed", None, "Norrland appeals for “restraint”."),
        ("criticise", "accused the Sund fleet of emptying the bay", "accused", "Sund",
         "Norrland criticises Sund: “emptying the bay”."),
        ("criticise", "faulted the new quota, a charge Ost denies", "faulted", None,
         "Norrland criticises “the new quota”."),
        ("demand", "told them to hand over the charts", "told", "Sund",
         "Norrland demands of Sund “them to hand over the charts”."),
        ("accept", "agreed to withdraw two ships", "agreed to", None,
         "Norrland agrees “to withdraw two ships”."),
        ("accept", "agreed to a truce at sea", "agreed", None, "Norrland accepts “a truce at sea”."),
        ("reject", "refused to open the port", "refused to", None,
         "Norrland refuses “to open the port”."),
        ("offer", "offered in March to buy the boats", "offered", None,
         "Norrland offers “to buy the boats”."),
        ("demand", "demand for a longer season was met", "demand", None,
         "Norrland demands “a longer season”."),
        ("expect", "hopes that ice will melt", "hopes", None, "Norrland hopes “that ice will melt”."),
    ],
)  # fmt: skip
def test_positions_read_as_sentences(
    kind: str, evidence: str, cue: str, to: str | None, sentence: str
) -> None:
    made = Builder(f"Norrland {evidence}. Ost looked on. Sund too.")
    holder = made.actor("Norrland", role="party")
    sund = made.actor("Sund")
    issue = "longer season" if "season" in evidence else None
    recipients = (sund,) if to else ()
    made.position(holder, kind, evidence, cue, issue, recipients=recipients)
    assert said(made.dossier())[0].startswith(sentence)


def test_words_that_name_the_holder_follow_a_noun() -> None:
    made = Builder("Norrland, which has two ships, has so far refused.")
    holder = made.actor("Norrland")
    made.position(holder, "reject", "Norrland, which has two ships, has so far refused", "refused")
    assert said(made.dossier())[0].startswith("Refusal by Norrland: “Norrland, which has two ships")


def test_a_denied_appeal_reads_as_one() -> None:
    made = Builder("Norrland was not asking for pity.")
    holder = made.actor("Norrland")
    made.position(holder, "appeal", "was not asking for pity", "asking", "pity", negated=True)
    assert said(made.dossier()) == ["Norrland does not ask for “pity”. [1]"]


def test_few_expect_is_not_denied_twice() -> None:
    made = Builder("Few in the port expect a deal by Friday.")
    few = made.actor("Few in the port", "role", named=False)
    made.position(few, "expect", "expect a deal by Friday", "expect", "a deal", negated=True)
    assert "does not" not in said(made.dossier())[0]
    assert "do not" not in said(made.dossier())[0]


def test_what_several_hold_together_is_one_sentence() -> None:
    made = Builder("Norrland and Sund said they would close the bay unless Ost paid.")
    holders = made.actor("Norrland"), made.actor("Sund")
    quoted = made.says(holders[0], "Norrland and Sund", "said", "they would close the bay")
    for holder in holders:
        made.position(
            holder, "threaten", "they would close the bay", "would close", attribution=quoted
        )
    found = joined(digest(made.dossier()).statements)
    assert [item.said().plain() for item in found] == [
        "Norrland and Sund threaten: “they would close the bay”. [2]"
    ]


def test_an_ellipsis_tells_of_words_cut_short() -> None:
    made = Builder("Norrland demanded " + "more and " * 40 + "more.")
    holder = made.actor("Norrland")
    made.position(holder, "demand", "demanded " + "more and " * 40 + "more", "demanded")
    assert said(made.dossier())[0].endswith("and…”. [1]")


def test_a_quotation_cut_short_within_another_closes_both() -> None:
    assert quote("He offered “" + "word " * 10 + "word”", 30).plain().endswith("…’”")


@pytest.mark.parametrize(
    ("kind", "evidence", "cue", "issue", "words"),
    [
        ("demand", "is demanding that all bans be lifted", "demanding", "all bans", "that all bans be lifted"),
        ("demand", "its demand for a raise of 9 percent", "demand", "a raise", "a raise of 9 percent"),
        ("reject", "the rejection of the last offer", "rejection", "the last offer", "the last offer"),
        ("reject", "a plan rejected by both", "rejected", "a plan", "a plan"),
        ("reject", "one rejected by both", "rejected", "one", "one rejected by both"),
        ("offer", "an offer of fresh talks", "offer", "fresh talks", "offer of fresh talks"),
        ("threaten", "we will close the port", "close", "the port", "we will close the port"),
        ("threaten", "threatened to close the port", "threatened", "the port", "to close the port"),
    ],
)  # fmt: skip
def test_the_words_of_a_position(
    kind: str, evidence: str, cue: str, issue: str, words: str
) -> None:
    made = Builder(f"They said: {evidence}.")
    made.position(None, kind, evidence, cue, issue)
    assert wording(made.positions[0], made.article.text) == words


def meeting(status: str, people: int = 2, **facts: object) -> str:
    made = Builder("They met there.\nNorrland, Sund, Ost, Vest, Mark, Holm, Lund, Berg.")
    names = ["Norrland", "Sund", "Ost", "Vest", "Mark", "Holm", "Lund", "Berg"]
    actors = [made.actor(name) for name in names]
    made.meeting("They met there", status=status, participants=tuple(actors[:people]), **facts)
    return meeting_sentence(meeting_views(digest(made.dossier()))[0]).plain()


@pytest.mark.parametrize(
    ("status", "people", "start"),
    [
        ("held", 2, "Norrland and Sund met in Vik on 8 April 2031."),
        ("held", 1, "Norrland held talks in Vik on 8 April 2031."),
        ("held", 0, "Talks were held in Vik on 8 April 2031."),
        ("held", 8, "Norrland, Sund, Ost, Vest, Mark and three others met in Vik"),
        ("ongoing", 2, "Norrland and Sund were meeting in Vik"),
        ("scheduled", 2, "Norrland and Sund are to meet in Vik"),
        ("proposed", 0, "A meeting in Vik on 8 April 2031 is proposed."),
        ("cancelled", 2, "A meeting of Norrland and Sund in Vik on 8 April 2031 was cancelled."),
    ],
)
def test_meeting_sentences(status: str, people: int, start: str) -> None:
    facts = {"place": "Vik", "start": "2031-04-08", "date": "2031-04-08"}
    assert meeting(status, people, **facts).startswith(start)


def test_a_meeting_under_way_is_dated_from_its_first_day() -> None:
    facts = {"place": "Vik", "start": "2031-04-08", "date": "2031-04-08/.."}
    assert (
        meeting("ongoing", **facts)
        == "Norrland and Sund were meeting in Vik from 8 April 2031. [1]"
    )
    made = Builder("They met there.")
    made.meeting("They met there", status="ongoing", **facts)
    texts = [item.plain() for item in uncertainties(digest(made.dossier()))]
    assert "The last day of the meeting in Vik is not given. [1]" in texts
    assert not any(text.startswith("No date is given") for text in texts)


def test_a_bound_is_told_as_a_bound() -> None:
    made = Builder("They met there.\nThey met here.")
    made.meeting("They met there", place="Vik", date="../2031-04-08")
    made.meeting("They met here", name="second talks", status="scheduled", date="2031-05-01/..")
    texts = [item.plain() for item in uncertainties(digest(made.dossier()))]
    assert (
        "No date is given for the meeting in Vik, only that it took place on 8 April 2031 or "
        "earlier. [1]"
    ) in texts
    assert (
        "No date is given for the second talks, only that they are to take place on 1 May 2031 or "
        "later. [2]"
    ) in texts


def test_meetings_of_one_kind_are_named_together() -> None:
    made = Builder("Talks in Vik, Roa and Mo failed.")
    for place in ("Vik", "Roa", "Mo"):
        made.meeting("Talks in Vik, Roa and Mo failed", name=f"talks in {place}", place=place)
    texts = [item.plain() for item in uncertainties(digest(made.dossier()))]
    assert "No date could be established for the talks in Vik, Roa and Mo. [1]" in texts


def test_a_meeting_without_a_date_says_so() -> None:
    assert meeting("held") == "Norrland and Sund met, on a date that is not known. [1]"


def test_a_duration_is_said_where_the_dates_do_not_tell_it() -> None:
    facts = {"start": "2031-04", "date": "2031-04", "duration": "P2D"}
    assert meeting("held", **facts) == "Norrland and Sund met in April 2031, for two days. [1]"


def test_the_report_opens_with_the_last_meeting_held() -> None:
    views = meeting_views(digest(fishery().dossier()))
    main = main_meeting(views)
    assert main is not None
    assert main.place == "Vik"


def test_order_without_a_date_leads_to_later_meetings() -> None:
    made = Builder("They met in Ost before.\nThey met in Vik.")
    made.meeting("They met in Ost before", place="Ost", before=("m2",))
    made.meeting("They met in Vik", place="Vik", start="2031-04-08", date="2031-04-08")
    first, second = meeting_views(digest(made.dossier()))
    assert first.place == "Ost"
    assert first.later == (second.number,)


def test_nothing_negotiated_is_one_sentence() -> None:
    made = digest(Builder("Rain is expected in the west.").dossier())
    assert [item.plain() for item in at_a_glance(made)] == [
        "No negotiation is reported in this article."
    ]
    assert side_rows(made) == []


def test_two_empty_articles_are_called_articles() -> None:
    made = digest(
        Dossier([Builder("Rain.", id="one").annotation(), Builder("Sun.", id="two").annotation()])
    )
    assert at_a_glance(made)[0].plain() == "No negotiation is reported in these articles."


def test_what_is_uncertain_is_listed() -> None:
    texts = [item.plain() for item in uncertainties(digest(fishery().dossier()))]
    assert any("is weak (confidence 40\u00a0%)" in text for text in texts)
    assert any("Who took part was not established" in text for text in texts)


def test_a_contradiction_is_reported() -> None:
    made = Builder("They met in Vik.")
    made.meeting(
        "They met in Vik", place="Vik", contradictions=("8 April was a Tuesday, not a Friday",)
    )
    texts = [item.plain() for item in uncertainties(digest(made.dossier()))]
    assert any("8 April was a Tuesday, not a Friday" in text for text in texts)


def test_notes_of_the_annotator_are_passed_on() -> None:
    made = Builder("Rien.")
    made.notes = ("The text does not look like English: no row was made",)
    assert uncertainties(digest(made.dossier()))[0].plain().startswith("The text does not look")


def test_a_missing_date_of_publication_is_said() -> None:
    made = Builder("They met.", published=None)
    assert "No date of publication is known" in uncertainties(digest(made.dossier()))[0].plain()
    assert date_sentence(made.article) == "The date of publication is not known."


def test_the_basis_of_a_date_is_said() -> None:
    there = article("x", published_basis="not in the text: told by the desk")
    assert (
        date_sentence(there)
        == "Published 10 April 2031. That date is not in the text: told by the desk."
    )
    assert date_sentence(article("x", published_basis="HTML meta")).endswith(
        "Basis of that date: HTML meta."
    )
    assert date_sentence(article("x")) == "Published 10 April 2031."


def test_sources_are_counted_by_the_way_they_are_quoted() -> None:
    first = speakers(digest(fishery().dossier()))[0]
    assert first.name == "Ada Holm"
    assert first.words == {"direct": 10, "mixed": 0, "indirect": 0}
    assert [s.named for s in speakers(digest(fishery().dossier()))] == [True, False, True]


def test_speaking_about_oneself_does_not_count() -> None:
    made = Builder("Ada Holm said Norrland and Ada Holm agree.")
    holm, _ = made.actor("Ada Holm", "person"), made.actor("Norrland")
    made.says(holm, "Ada Holm", "said", "Norrland and Ada Holm agree")
    assert who_speaks_of_whom(digest(made.dossier())).counts == {("Ada Holm", "Norrland"): 1}


def test_rows_on_the_same_words_share_a_number() -> None:
    made = Builder("Norrland wants peace.")
    actor = made.actor("Norrland")
    made.position(actor, "demand", "Norrland wants peace")
    made.position(actor, "support", "Norrland wants peace")
    evidence = digest(made.dossier()).evidence
    assert len(evidence.references) == 1
    assert evidence.of("made", "p1") == evidence.of("made", "p2") == (1,)


def test_numbers_run_on_over_articles() -> None:
    one, two = Builder("They met in Vik.", id="one"), Builder("They met in Ost.", id="two")
    one.meeting("They met in Vik")
    two.meeting("They met in Ost")
    evidence = digest(Dossier([one.annotation(), two.annotation()])).evidence
    assert evidence.of("one", "m1") == (1,)
    assert evidence.of("two", "m1") == (2,)


@pytest.mark.parametrize(
    ("place", "text", "words"),
    [
        ("Vik", "They met in Vik.", "in Vik"),
        ("Vik, Norrland", "They met at Vik.", "at Vik, Norrland"),
        ("Labour Ministry", "again at the Labour Ministry", "at the Labour Ministry"),
        ("ministry", "again at his ministry", "at the ministry"),
        ("Hague", "held in the Hague", "in the Hague"),
        ("Vik", "met at the Vik offices of the bank", "in Vik"),
        ("Vik", "called on Vik to pay", "in Vik"),
        ("Palace", "met at the Palace on Friday", "at the Palace"),
        ("Ost", "no word of it", "in Ost"),
        ("x(y", "no word of it", "in x(y"),
    ],
)
def test_a_place_keeps_the_preposition_of_the_text(place: str, text: str, words: str) -> None:
    assert at_place(place, text) == words


def test_a_derivation_calls_other_meetings_by_their_number() -> None:
    made = Builder("They met in Ost before.\nThey met in Vik.")
    made.meeting(
        "They met in Ost before", place="Ost", before=("m2",), derivation="before m2, not m22"
    )
    made.meeting("They met in Vik", place="Vik", start="2031-04-08", date="2031-04-08")
    views = meeting_views(digest(made.dossier()))
    assert derivation(views[0], views) == "before meeting 2, not m22"


def test_straight_marks_become_curly_but_apostrophes_stay() -> None:
    assert (
        curly("'Monday', in the writers' words, isn't \"now\"")
        == "“Monday”, in the writers' words, isn't “now”"
    )


def test_an_acceptance_is_said_not_summed_up() -> None:
    made = Builder("Norrland accepted a monitoring mission.")
    actor = made.actor("Norrland", role="party")
    made.position(
        actor,
        "accept",
        "Norrland accepted a monitoring mission",
        "accepted",
        "a monitoring mission",
    )
    texts = [item.plain() for item in at_a_glance(digest(made.dossier()))]
    assert "Norrland accepts “a monitoring mission”. [1]" in texts
    assert not any("No agreement" in text for text in texts)


def test_meetings_of_several_articles_are_one_chronology() -> None:
    one, two = (
        Builder("They met in Vik.\nThey met in Ost.", id="one"),
        Builder("They met in Lund.", id="two"),
    )
    one.meeting("They met in Vik", place="Vik", start="2031-02", date="2031-02")
    one.meeting("They met in Ost", place="Ost", start="2031-06-02", date="2031-06-02")
    two.meeting("They met in Lund", place="Lund", start="2031-04-01", date="2031-04-01")
    views = meeting_views(digest(Dossier([one.annotation(), two.annotation()])))
    assert [view.place for view in views] == ["Vik", "Lund", "Ost"]
    assert [view.number for view in views] == [1, 2, 3]


def test_an_undated_meeting_of_one_of_several_articles_stays_before_its_successor() -> None:
    one, two = (
        Builder("They met in Vik.\nThey met in Ost.", id="one"),
        Builder("They met in Lund.", id="two"),
    )
    one.meeting("They met in Vik", place="Vik", before=("m2",))
    one.meeting("They met in Ost", place="Ost", start="2031-06-02", date="2031-06-02")
    two.meeting("They met in Lund", place="Lund", start="2031-04-01", date="2031-04-01")
    views = meeting_views(digest(Dossier([one.annotation(), two.annotation()])))
    assert [view.place for view in views] == ["Lund", "Vik", "Ost"]


def test_a_meeting_of_unknown_day_is_not_called_earlier_than_one_it_may_have_followed() -> None:
    sentences = at_a_glance(digest(analysis.open("cocoa-price-talks-in-abidjan")))
    shown = " ".join(part.plain() for part in sentences)
    assert "Other meeting: in Accra in November 2022" in shown
    assert "Earlier" not in shown
