"""Readings that an analyst would be ashamed of, each on a sentence of its own."""

from __future__ import annotations

from analysis.annotate import annotate
from analysis.articles.paragraphs import find_paragraphs
from analysis.model import Annotation, Article


def read(text: str, published: str = "2022-10-18") -> Annotation:
    return annotate(
        Article(id="x", text=text, published=published, paragraphs=find_paragraphs(text))
    )


def values(annotation: Annotation) -> dict[str, str]:
    return {one.text: one.value for one in annotation.time_expressions}


def positions(annotation: Annotation) -> list[str]:
    return [one.type for one in annotation.positions]


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    annotation = read(
        "MARAVAL, 18 October 2022 (Coastal Wire) - Sundara is close to a deal on prisoners with "
        "the rebels, officials said on Tuesday."
    )
    (content,) = annotation.attributions[0].content
    assert content.text.startswith("Sundara is close")


def test_to_call_off_a_strike_is_no_threat() -> None:
    annotation = read(
        "She said the union would call off the strike if the governor made a better offer."
    )
    assert "threaten" not in positions(annotation)


def test_to_strike_is_a_threat() -> None:
    annotation = read("The union said it would strike if the governor made no better offer.")
    assert "threaten" in positions(annotation)


def test_to_warn_of_ones_own_need_is_no_threat() -> None:
    annotation = read(
        "The employers warned that they would need at least five days to restore services."
    )
    assert "threaten" not in positions(annotation)


def test_an_amount_is_not_the_label_of_another_amount() -> None:
    annotation = read(
        "The union demands a 9 percent rise. The company has offered 4 percent, and the union "
        "has rejected it."
    )
    for position in annotation.positions:
        if position.issue_span is not None and "9 percent" in position.issue_span.text:
            assert "4 percent" not in (position.issue or "")


def test_a_condition_in_the_past_tense_lies_ahead() -> None:
    annotation = read(
        "The company threatened to divert all deliveries if no agreement was reached by "
        "31 December.",
        "2024-12-03",
    )
    assert values(annotation)["31 December"] == "2024-12-31"


def test_a_proviso_in_the_past_tense_lies_ahead() -> None:
    annotation = read(
        "He said the minister would be willing to meet the doctors, provided that they called "
        "off their strike in March.",
        "2023-02-23",
    )
    assert values(annotation)["March"] == "2023-03"


def test_the_day_somebody_is_invited_for_lies_ahead() -> None:
    annotation = read("A federal mediator has invited them back for Friday.", "2024-02-28")
    assert values(annotation)["Friday"] == "2024-03-01"


def test_a_round_that_was_put_off_has_lost_its_day() -> None:
    annotation = read(
        "The delegations met in Doha on 10 October. A second round, planned for last Thursday, "
        "was put off at the request of the rebels."
    )
    (second,) = [one for one in annotation.meetings if one.place is None]
    assert (second.start, second.end) == (None, None)
    assert "moved from 2022-10-13" in second.derivation


def test_the_second_round_does_not_date_the_first() -> None:
    annotation = read(
        "The first round took place in Brussels in July and the second in Berlin on 28 August."
    )
    (first,) = [one for one in annotation.meetings if one.place == "Brussels"]
    assert (first.start, first.contradictions) == ("2022-07", ())


def test_a_relative_clause_is_no_source() -> None:
    annotation = read(
        "A diplomat said Britain, which has bases on the island, had warned both men that it "
        "would not finance the project."
    )
    for attribution in annotation.attributions:
        assert attribution.source is None or not attribution.source.text.startswith("which")
    assert not any(actor.name.startswith("which") for actor in annotation.actors)


def test_two_sentences_of_names_and_dates_are_english() -> None:
    annotation = read(
        "The delegations met in Doha on 10 October. A second round, planned for last Thursday, "
        "was cancelled."
    )
    assert annotation.notes == ()
    assert [one.status for one in annotation.meetings] == ["held", "cancelled"]
