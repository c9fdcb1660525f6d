"""What is due: exact cases, and a simulated year in several time zones with a machine that sleeps."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.editions import Calendar, Edition
from analysis.schedule.planning import CATCH_UP, Attempt, Due, PassedOver, Past, due, due_of_all
from tests.schedule import clocks
from tests.schedule.clocks import utc

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo")
# Clock times that a change of clocks skips or shows twice somewhere, and steps through both.
EXPRESSIONS = ("0 7 * * 1-5", "30 2 * * *", "15 0 * * *", "0,30 1 * * *", "30 */6 * * *")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def edition(expression: str = "0 7 * * *", timezone: str = "UTC", **settings: object) -> Edition:
    made = Edition(
        name="e", base=Path("/b"), output=Path("/b/o"), calendar=Calendar(expression, timezone)
    )
    return replace(made, **settings)  # type: ignore[arg-type]


def done(
    slot: datetime, number: int = 1, *, settles: bool = True, late: timedelta = MINUTE
) -> Attempt:
    return Attempt(slot, number, slot + late, slot + 2 * late, settles)


def slots_of(found: tuple[Due, ...]) -> list[datetime]:
    return [one.slot for one in found]


class TestCalendar:
    """Against every minute of the year, worked out without cronsim; more in the simulated year."""

    @pytest.mark.parametrize(
        ("expression", "zone", "around"),
        [
            ("30 2 * * *", "Europe/Berlin", utc(2026, 3, 29)),  # 02:00 to 03:00 is skipped
            ("30 2 * * *", "Europe/Berlin", utc(2026, 10, 25)),  # 02:00 to 03:00 comes twice
            ("*/30 * * * *", "Europe/Berlin", utc(2026, 10, 25)),
            ("0,15,30 2 * * *", "Australia/Lord_Howe", utc(2026, 10, 4)),  # half an hour is skipped
            ("45 1 * * *", "Australia/Lord_Howe", utc(2026, 4, 5)),  # half an hour comes twice
            ("0 0 * * *", "Africa/Cairo", utc(2026, 4, 24)),  # the day begins at 01:00
            ("*/20 0 * * *", "Africa/Cairo", utc(2026, 4, 24)),
            ("30 23 * * *", "Africa/Cairo", utc(2026, 10, 29)),
            ("30 1 * * *", "America/New_York", utc(2026, 11, 1)),
            ("0 7 * * *", "Asia/Kolkata", utc(2026, 3, 29)),
        ],
    )  # fmt: skip
    def test_changes_of_clocks(self, expression: str, zone: str, around: datetime) -> None:
        after, until = around - 2 * DAY, around + 3 * DAY
        found = list(Calendar(expression, zone).slots(after, until))
        assert found == clocks.slots(expression, zone, after, until)

    def test_seven_in_berlin_stays_seven(self) -> None:
        calendar = Calendar("0 7 * * *", "Europe/Berlin")
        found = list(calendar.slots(utc(2026, 3, 28), utc(2026, 3, 30, 12)))
        assert found == [utc(2026, 3, 28, 6), utc(2026, 3, 29, 5), utc(2026, 3, 30, 5)]

    def test_an_hour_that_comes_twice_gives_one_slot(self) -> None:
        calendar = Calendar("30 2 * * *", "Europe/Berlin")
        assert list(calendar.slots(utc(2026, 10, 24, 12), utc(2026, 10, 25, 12))) == [
            utc(2026, 10, 25, 0, 30)
        ]
        # Asked from between the two: it is not given a second time.
        assert list(calendar.slots(utc(2026, 10, 25, 0, 45), utc(2026, 10, 25, 12))) == []

    def test_two_times_in_one_gap_are_one_slot(self) -> None:
        calendar = Calendar("0,30 2 * * *", "Europe/Berlin")
        assert list(calendar.slots(utc(2026, 3, 28, 12), utc(2026, 3, 29, 12))) == [
            utc(2026, 3, 29, 1)
        ]

    @pytest.mark.parametrize(
        "wrong", ["0 7 * *", "0 7 * * * *", "61 * * * *", "", "0 0 30 2 *", "@daily"]
    )
    def test_what_is_no_schedule(self, wrong: str) -> None:
        with pytest.raises(ValueError, match=r"."):
            Calendar(wrong)

    @pytest.mark.parametrize(
        "wrong", ["Europe/Berln", "", "../etc/passwd", "/etc/localtime", "\x00"]
    )
    def test_what_is_no_zone(self, wrong: str) -> None:
        with pytest.raises(ValueError, match="no time zone"):
            Calendar("0 7 * * *", wrong)


class TestPolicies:
    def test_without_a_schedule_nothing_is_due(self) -> None:
        assert due(edition(calendar=None), Past(utc(2031, 1, 1)), utc(2032, 1, 1)).due == ()

    def test_slots_before_the_edition_was_known_are_nobodys(self) -> None:
        plan = due(edition(), Past(utc(2031, 5, 14, 7, 0)), utc(2031, 5, 14, 23))
        assert plan.due == ()
        assert plan.next == utc(2031, 5, 15, 7)

    def test_latest_runs_the_newest_and_passes_over_the_others(self) -> None:
        plan = due(edition(), Past(utc(2031, 5, 1)), utc(2031, 5, 4, 12))
        assert plan.due == (Due("e", utc(2031, 5, 4, 7), 1, utc(2031, 5, 4, 7)),)
        assert [(one.first, one.last, one.count) for one in plan.passed_over] == [
            (utc(2031, 5, 1, 7), utc(2031, 5, 3, 7), 3)
        ]

    def test_all_runs_each_oldest_first(self) -> None:
        plan = due(edition(missed="all"), Past(utc(2031, 5, 1)), utc(2031, 5, 4, 12))
        assert slots_of(plan.due) == [utc(2031, 5, day, 7) for day in (1, 2, 3, 4)]
        assert plan.passed_over == ()

    def test_all_has_a_bound_and_says_what_is_beyond_it(self) -> None:
        now = utc(2031, 5, 1) + (CATCH_UP + 10) * MINUTE
        plan = due(edition("* * * * *", missed="all"), Past(utc(2031, 5, 1)), now)
        assert len(plan.due) == CATCH_UP
        assert [one.count for one in plan.passed_over] == [10]

    @pytest.mark.parametrize(
        ("late", "runs"), [(timedelta(0), True), (15 * MINUTE, True), (16 * MINUTE, False)]
    )
    def test_skip_runs_only_within_the_grace(self, late: timedelta, runs: bool) -> None:
        plan = due(
            edition(missed="skip", grace=900.0), Past(utc(2031, 5, 1)), utc(2031, 5, 4, 7) + late
        )
        assert slots_of(plan.due) == ([utc(2031, 5, 4, 7)] if runs else [])
        assert sum(one.count for one in plan.passed_over) == (3 if runs else 4)

    def test_a_settled_slot_is_not_due_again(self) -> None:
        slot = utc(2031, 5, 4, 7)
        assert due(edition(), Past(utc(2031, 5, 4), (done(slot),)), utc(2031, 5, 4, 12)).due == ()

    def test_of_several_editions_the_oldest_slot_is_first(self) -> None:
        one = replace(edition("0 9 * * *"), name="one")
        two = replace(edition("0 8 * * *"), name="two")
        past = Past(utc(2031, 5, 4))
        found = due_of_all([one, two], {"one": past, "two": past}, utc(2031, 5, 4, 12))
        assert [each.edition for each in found] == ["two", "one"]


class TestRetries:
    SLOT = utc(2031, 5, 4, 7)

    def past(self, *attempts: Attempt) -> Past:
        return Past(utc(2031, 5, 4), attempts)

    def test_a_failed_attempt_waits_and_is_tried_again(self) -> None:
        past = self.past(done(self.SLOT, settles=False))
        ended = self.SLOT + 2 * MINUTE
        plan = due(edition(retry_wait=60.0), past, ended + timedelta(seconds=59))
        assert plan.now(ended + timedelta(seconds=59)) == ()
        assert plan.next == ended + MINUTE
        plan = due(edition(retry_wait=60.0), past, ended + MINUTE)
        assert plan.now(ended + MINUTE) == (Due("e", self.SLOT, 2, ended + MINUTE),)

    def test_each_wait_is_twice_the_last(self) -> None:
        waits = [edition(retry_wait=60.0).wait_before(number) for number in (2, 3, 4, 9, 60)]
        assert waits == [60.0, 120.0, 240.0, 3600.0, 3600.0]
        assert edition(retry_wait=7200.0).wait_before(9) == 7200.0

    def test_while_an_attempt_runs_nothing_is_due(self) -> None:
        running = Attempt(self.SLOT, 1, self.SLOT, None, False)
        assert due(edition(), self.past(running), utc(2031, 5, 4, 12)).due == ()

    def test_the_last_attempt_counts(self) -> None:
        past = self.past(done(self.SLOT, 2, settles=True), done(self.SLOT, 1, settles=False))
        assert due(edition(), past, utc(2031, 5, 4, 12)).due == ()

    def test_a_newer_slot_takes_the_place_of_a_retry(self) -> None:
        past = self.past(done(self.SLOT, settles=False))
        plan = due(edition(), past, utc(2031, 5, 5, 8))
        assert slots_of(plan.due) == [utc(2031, 5, 5, 7)]
        assert [one.first for one in plan.passed_over] == [self.SLOT]

    def test_what_was_passed_over_is_not_tried_again(self) -> None:
        past = self.past(done(self.SLOT, settles=False), done(utc(2031, 5, 5, 7)))
        over = PassedOver(self.SLOT, self.SLOT, 1, utc(2031, 5, 5, 7))
        assert due(edition(), replace(past, passed_over=(over,)), utc(2031, 5, 5, 8)).due == ()

    def test_with_all_both_are_run(self) -> None:
        past = self.past(done(self.SLOT, settles=False))
        plan = due(edition(missed="all"), past, utc(2031, 5, 5, 8))
        assert slots_of(plan.due) == [self.SLOT, utc(2031, 5, 5, 7)]
        assert [one.number for one in plan.due] == [2, 1]


class TestClocksThatJump:
    def test_back_nothing_runs_twice(self) -> None:
        past = Past(utc(2031, 5, 1), (done(utc(2031, 5, 4, 7)),))
        for now in (
            utc(2031, 5, 3),
            utc(2031, 5, 4, 6, 59),
            utc(2031, 5, 4, 7),
            utc(2031, 5, 4, 8),
        ):
            assert utc(2031, 5, 4, 7) not in slots_of(due(edition(missed="all"), past, now).due)

    def test_what_a_clock_ahead_passed_over_is_run_when_its_time_comes(self) -> None:
        # The clock said 2038 for a while: a slot of that year was run, those before passed over.
        ahead = utc(2038, 1, 1, 12)
        past = Past(
            utc(2031, 5, 1),
            (Attempt(utc(2038, 1, 1, 7), 1, ahead, ahead, True),),
            (PassedOver(utc(2031, 5, 1, 7), utc(2037, 12, 31, 7), 2000, ahead),),
        )
        assert slots_of(due(edition(), past, utc(2031, 5, 4, 8)).due) == [utc(2031, 5, 4, 7)]

    def test_a_slot_run_by_a_clock_ahead_is_not_run_at_its_time(self) -> None:
        slot = utc(2031, 5, 4, 9)
        past = Past(utc(2031, 5, 4), (Attempt(slot, 1, utc(2031, 5, 4, 9, 30), slot, True),))
        assert due(edition("0 9 * * *"), past, utc(2031, 5, 4, 9, 1)).due == ()

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.integers(0, 60 * 24 * 20), min_size=1, max_size=40),
        st.sampled_from(["latest", "all", "skip"]),
    )
    def test_whatever_the_clock_does_no_slot_runs_twice(
        self, minutes: list[int], missed: str
    ) -> None:
        begin = utc(2031, 3, 25)
        planned = edition("30 */8 * * *", "Europe/Berlin", missed=missed)
        past, ran = Past(begin), []
        for now in (begin + number * MINUTE for number in minutes):
            plan = due(planned, past, now)
            ran += slots_of(plan.now(now))
            attempts = tuple(Attempt(one.slot, one.number, now, now, True) for one in plan.now(now))
            past = Past(begin, past.attempts + attempts, past.passed_over + plan.passed_over)
        assert len(ran) == len(set(ran))
        true = clocks.slots("30 */8 * * *", "Europe/Berlin", begin, begin + 21 * DAY)
        assert set(ran) <= set(true)


def machine(seed: str) -> Iterator[datetime]:
    """Yield when a machine looks for what is due in 2026: it sleeps at night, and for days at a time."""
    chance = random.Random(seed)
    moment, end = utc(2026, 1, 1), utc(2027, 1, 1)
    while moment < end:
        yield moment
        sleeps = chance.choices(["", "night", "days"], [60, 3, 1])[0]
        if sleeps == "days":
            moment += timedelta(hours=chance.uniform(20, 200))
        elif sleeps == "night":
            moment += timedelta(hours=chance.uniform(5, 12))
        else:
            moment += timedelta(
                minutes=chance.choice([5, 10, 30, 59, 120]), seconds=chance.random() * 60
            )


def expected(
    slots: list[datetime], looks: list[datetime], missed: str, grace: timedelta
) -> dict[datetime, datetime]:
    """Return which slot runs when: at the first look after it, if the policy has it run."""
    runs: dict[datetime, datetime] = {}
    for before, look in pairwise(looks):
        open_slots = slots[bisect_right(slots, before) : bisect_right(slots, look)]
        if missed == "skip":
            open_slots = [slot for slot in open_slots if look - slot <= grace]
        runs.update((slot, look) for slot in (open_slots if missed == "all" else open_slots[-1:]))
    return runs


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_slots(zone: str) -> None:
    """Each slot of a year runs as its policy says: never twice, none forgotten, all others told."""
    expression = EXPRESSIONS[ZONES.index(zone)] if zone != "Asia/Kolkata" else "0 7 * * 1-5"
    looks = list(machine(zone))
    slots = clocks.slots(expression, zone, looks[0], looks[-1])
    for missed in ("latest", "all", "skip"):
        planned = edition(expression, zone, missed=missed, grace=1800.0)
        past, ran, passed = Past(looks[0]), {}, 0
        for look in looks:
            plan = due(planned, past, look)
            for one in plan.now(look):
                assert one.slot not in ran
                ran[one.slot] = look
            passed += sum(one.count for one in plan.passed_over)
            # The store, too, hands over only what is recent.
            attempts = tuple(
                Attempt(one.slot, one.number, look, look, True) for one in plan.now(look)
            )
            past = Past(
                past.since,
                (past.attempts + attempts)[-30:],
                (past.passed_over + plan.passed_over)[-30:],
            )
        assert ran == expected(slots, looks, missed, timedelta(minutes=30))
        assert len(ran) + passed == len(slots)
        assert missed != "all" or len(ran) == len(slots)
        assert missed == "all" or passed > 10  # the machine did sleep through some


def test_the_year_holds_changes_of_clocks() -> None:
    """The simulated year meets what it is there for: clock times skipped, and shown twice."""
    berlin = [
        slot.hour
        for slot in clocks.slots("0 7 * * *", "Europe/Berlin", utc(2026, 1, 1), utc(2027, 1, 1))
    ]
    assert set(berlin) == {5, 6}
    assert len(berlin) == 365
    cairo = clocks.slots("15 0 * * *", "Africa/Cairo", utc(2026, 4, 23, 12), utc(2026, 4, 24, 12))
    assert cairo == [utc(2026, 4, 23, 22)]  # 00:15 is skipped: at 01:00, as the clock then shows
