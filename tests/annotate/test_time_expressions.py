"""Time expressions: each construction on a sentence of its own, and what holds for any text."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotate.language import COMPONENTS, make_doc
from analysis.annotate.timex import engine, grammar, recognise
from analysis.annotate.timex.calendars import (
    duration_value,
    easter,
    is_timex_value,
    nth_weekday,
    orthodox_easter,
    period_start,
    period_value,
    shift,
)
from analysis.annotate.timex.festivals import date_in, nowruz
from analysis.model import Article, Paragraph, TimeExpression
from analysis.reference.reading import rows
from tests.annotate.time_cases import CASES, NOTHING, THURSDAY, Case


@pytest.fixture(scope="module")
def nlp(pipeline: Any) -> Any:
    """The pipeline up to the time expressions."""
    later = COMPONENTS[COMPONENTS.index("parley_time_expressions") + 1 :]
    with pipeline.select_pipes(disable=list(later)):
        yield pipeline


@pytest.fixture(scope="module")
def answers(nlp: Any) -> dict[tuple[str | None, str], list[TimeExpression]]:
    """Every sentence of the cases, read once."""
    keys = list(dict.fromkeys((case.published, case.sentence) for case in CASES))
    docs = (
        make_doc(nlp, Article(id="a", text=sentence, published=published))
        for published, sentence in keys
    )
    return {
        key: list(doc._.time_expressions) for key, doc in zip(keys, nlp.pipe(docs), strict=True)
    }


def read(
    nlp: Any, text: str, published: str | None = THURSDAY, **article: Any
) -> list[TimeExpression]:
    doc = nlp(make_doc(nlp, Article(id="a", text=text, published=published, **article)))
    return list(doc._.time_expressions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.expression}: {case.sentence}"[:70])
def test_each_construction(case: Case, answers: Any) -> None:
    found = answers[case.published, case.sentence]
    assert (case.expression, case.type, case.value) in [
        (item.text, item.type, item.value) for item in found
    ], [(item.text, item.type, item.value) for item in found]


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_false_ones(sentence: str, nlp: Any) -> None:
    assert [(item.text, item.value) for item in read(nlp, sentence)] == []


def test_a_derivation_can_be_checked_with_a_calendar(nlp: Any) -> None:
    (found,) = read(nlp, "Ministers gathered on Tuesday.", "2019-10-08")
    assert found.derivation == (
        "'Tuesday', past tense, in an article of Tuesday 8 October 2019 → 2019-10-08"
    )
    assert found.anchor == "2019-10-08"


def test_a_narrative_date_is_named_in_the_derivation(nlp: Any) -> None:
    found = read(nlp, "On 3 March 2021 they met. The next day they left.")[1]
    assert found.anchor == "2021-03-03"
    assert found.derivation == (
        "'The next day', counted from '3 March 2021' (2021-03-03) → 2021-03-04"
    )


def test_without_a_publication_date_the_derivation_says_so(nlp: Any) -> None:
    (found,) = read(nlp, "The envoys met on Tuesday.", None)
    assert found.value == "XXXX-WXX-2"
    assert found.anchor is None
    assert "no publication date" in found.derivation


def test_modifiers_and_frequencies_are_kept_apart_from_the_value(nlp: Any) -> None:
    text = (
        "In late 2019 the board met twice a week, every Monday for more than a year, "
        "at the start of June."
    )
    found = {item.text: item for item in read(nlp, text)}
    assert (found["late 2019"].value, found["late 2019"].mod) == ("2019", "END")
    assert found["twice a week"].freq == "2X"
    assert found["every Monday"].quant == "EVERY"
    assert found["more than a year"].mod == "MORE_THAN"
    assert found["the start of June"].mod == "START"


@pytest.mark.parametrize(
    ("dateline", "published", "expected"),
    [
        ("PORT ESK, Jan 8 (Courier) - ", None, "XXXX-WXX-3"),
        ("PORT ESK, Jan 8, 2020 (Courier) - ", None, "2020-01-08"),
        ("PORT ESK, Jan 8 (Courier) - ", "2020-01-09", "2020-01-08"),
        ("PORT ESK, 8 January - ", "2020-01-10", "2020-01-08"),
        ("", "2020-01-09", "2020-01-08"),
        # A date months away is no dateline of this article.
        ("PORT ESK, March 8 (Courier) - ", "2020-01-09", "2020-01-08"),
    ],
)
def test_the_dateline_is_the_articles_day(
    dateline: str, published: str | None, expected: str, nlp: Any
) -> None:
    found = read(nlp, f"{dateline}Dockers walked out on Wednesday.", published)
    assert found[-1].value == expected


def test_yesterday_is_the_day_before_the_dateline(nlp: Any) -> None:
    text = "PORT ESK, Jan 8 (Courier) - Dockers walked out yesterday."
    assert read(nlp, text, "2020-01-09")[-1].value == "2020-01-07"


def test_a_headline_does_not_decide_by_its_present_tense(nlp: Any) -> None:
    text = "Dockers walk out on Monday\n\nThe dockers walked out on Monday."
    blocks = (Paragraph(start=0, end=26, kind="title"), Paragraph(start=28, end=len(text)))
    values = [item.value for item in read(nlp, text, THURSDAY, paragraphs=blocks)]
    assert values == ["2024-05-13", "2024-05-13"]


def test_no_expression_crosses_a_paragraph(nlp: Any) -> None:
    text = "The agreement of June\n\n2013 was a bad year."
    blocks = (Paragraph(start=0, end=21), Paragraph(start=23, end=len(text)))
    found = read(nlp, text, THURSDAY, paragraphs=blocks)
    assert all("\n" not in item.text for item in found)


def test_a_plain_weekday_settles_one_that_only_leans(nlp: Any) -> None:
    text = "The union voted on Monday to strike. Monday's vote is a blow to the owners."
    found = read(nlp, text)
    assert [item.value for item in found] == ["2024-05-13", "2024-05-13"]
    assert "elsewhere" in found[1].derivation


def test_ids_are_numbered_in_text_order(nlp: Any) -> None:
    found = read(nlp, "They met on Monday, on Tuesday and twice a week in 2012 for two days.")
    assert [item.id for item in found] == [f"t{number}" for number in range(1, len(found) + 1)]
    assert [item.start for item in found] == sorted(item.start for item in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))


_FRAGMENT_TEXT = (
    "Monday Tuesday, March May Sept. 3 5th 31 2013 1999 1980s '90s 19th century first second quarter "
    "half fiscal year years days a the two-day two and a half past last next this that every of in on "
    "from to - / : ; . , ( ) \n 3/4/2013 30/2/2013 31.12.2012 2013-02-30 10:30 25:99 p.m. noon GMT "
    "yesterday tonight ago later before after now recent Christmas Easter spring fall early mid- late "
    "end beginning each twice per hundred thousand dozen several 99999 0 00 '00s \u2028 ٣ é 中 \x00"
)
_FRAGMENTS = _FRAGMENT_TEXT.split(" ")

_PUBLISHED = st.none() | st.dates().map(dt.date.isoformat) | st.text(max_size=12)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(_FRAGMENTS), max_size=25).map(" ".join) | st.text(max_size=120),
    _PUBLISHED,
)
def test_any_text_and_any_date(text: str, published: str | None) -> None:
    found = recognise(text, published=published)
    last = 0
    for item in found:
        assert item.text == text[item.start : item.end] != ""
        assert item.start >= last
        last = item.end
        assert is_timex_value(item.value), item.value
        assert item.derivation.endswith(f"→ {item.value}")
    assert found == recognise(text, published=published)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.lists(st.sampled_from(_FRAGMENTS), max_size=25).map(" ".join))
def test_any_text_in_the_pipeline(text: str, nlp: Any) -> None:
    for item in read(nlp, text):
        assert item.text == text[item.start : item.end]


def test_the_day_of_the_run_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "They met on Monday, last week, in June, on 3/4/12, today, at noon and at Easter."
    before = [recognise(text), recognise(text, published=THURSDAY)]

    class Frozen(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            raise AssertionError("the day of the run was asked for")

    def refuse(*_: Any) -> float:
        raise AssertionError("the time of the run was asked for")

    monkeypatch.setattr(dt, "date", Frozen)
    monkeypatch.setattr(time, "time", refuse)
    assert [recognise(text), recognise(text, published=THURSDAY)] == before


@given(
    st.dates(dt.date(1, 1, 2), dt.date(9999, 11, 30)),
    st.sampled_from(["day", "week", "month", "year"]),
)
def test_a_period_holds_its_day(day: dt.date, unit: str) -> None:
    value = period_value(day, unit)
    start = period_start(value)
    assert is_timex_value(value)
    if start is None:  # ISO week 1 of year 1 or the last of 9999 can begin outside the calendar
        return
    following = shift(start, unit, 1)
    assert start <= day
    assert following is None or day < following


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(-30, 30))
def test_shifting_by_weeks_goes_back_again(day: dt.date, count: int) -> None:
    there = shift(day, "week", count)
    assert there is not None
    assert shift(there, "week", -count) == day


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2000, "2000-04-23", "2000-04-30"),
        (2013, "2013-03-31", "2013-05-05"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
    ],
)
def test_easter(year: int, western: str, orthodox: str) -> None:
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == orthodox


@pytest.mark.parametrize(
    "day", ["2008-03-20", "2012-03-20", "2013-03-21", "2017-03-21", "2024-03-20", "2025-03-21"]
)
def test_nowruz(day: str) -> None:
    assert nowruz(int(day[:4])).isoformat() == day


def test_every_rule_of_the_table_of_festivals_gives_a_day() -> None:
    for row in rows("festivals"):
        day = date_in(row["rule"], 2024)
        assert day is not None, row
        assert day.year == 2024


def test_every_rule_of_the_grammar_is_resolved() -> None:
    assert set(engine._RESOLVERS) == set(grammar.RULE_NAMES)


def test_weekdays_of_a_month() -> None:
    assert nth_weekday(2024, 11, 3, 4) == dt.date(2024, 11, 28)
    assert nth_weekday(2024, 5, 0, -1) == dt.date(2024, 5, 27)


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (2, "day", "P2D"),
        (2.5, "year", "P2.5Y"),
        (0.5, "year", "P6M"),
        (0.5, "hour", "PT30M"),
        (3, "decade", "P30Y"),
        (1, "fortnight", "P2W"),
        (None, "month", "PXM"),
        (None, "minute", "PTXM"),
        (90, "minute", "PT90M"),
    ],
)
def test_duration_values(count: float | None, unit: str, value: str) -> None:
    assert duration_value(count, unit) == value
    assert is_timex_value(value)


@pytest.mark.parametrize(
    "value",
    [
        "2013-02-26",
        "2013-06",
        "P8M",
        "PRESENT_REF",
        "2013-W09",
        "2013-SP",
        "2013-Q1",
        "FY2013",
        "XXXX-XX-XX",
        "2013-02-26TMO",
        "198",
        "19",
        "XXXX-WXX-1",
        "2013-W09-WE",
        "2013-02-26T15:00Z",
        "PT30M",
        "PXY",
        "2013",
    ],
)
def test_values_of_the_standard(value: str) -> None:
    assert is_timex_value(value)


@pytest.mark.parametrize("value", ["", "Tuesday", "2013-2-26", "P", "26-02-2013", "8M"])
def test_values_outside_the_standard(value: str) -> None:
    assert not is_timex_value(value)


def test_reading_is_fast() -> None:
    text = (
        "The union, which met the owners on Monday for the first time in three weeks, said that it "
        "would reject any offer that fell short of what its members had asked for last year. "
    ) * 200
    words = len(text.split())
    started = time.perf_counter()
    recognise(text, published=THURSDAY)
    # Without contention it takes about 10 microseconds a word; the bound leaves room for a busy machine.
    assert (time.perf_counter() - started) / words < 100e-6


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\n",
        " \n",
        "1,",
        "two ",
        "Monday ",
        "a",
        "May ",
        "3/4/",
        "'",
        "thousand ",
        "and ",
        "\t",
        "a day later ",
    ],
)
def test_the_time_taken_grows_with_the_length_alone(piece: str) -> None:
    started = time.perf_counter()
    recognise(piece * 20_000, published=THURSDAY)
    assert time.perf_counter() - started < 8
