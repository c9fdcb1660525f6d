"""Several articles: what is the same, what is news, and what they say differently."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import reconcile
from analysis.dossier import Dossier
from analysis.model import Annotation
from analysis.summaries.rows import rows
from tests.dossiers import Builder

FIRST = """\
Tarn and Velden will open talks in Lisk on 11 March.
Foreign Minister Edda Roth said Tarn rejected any dam on the upper Orla and demanded 90 cubic metres.
The sides met in Brunn in October. They are to meet in Haven on 25 March.
A Tarn official was hopeful."""
SECOND = """\
Tarn and Velden met in Lisk on Tuesday.
Roth said Tarn accepted a dam on the upper Orla and demanded a flow of 80 cubic metres.
They had met in Brunn on 14 October 2030.
A Tarn official was gloomy."""
THIRD = """\
Velden cancelled the talks in Haven.
Tarn and Velden met in Lisk on 12 March, Prime Minister Edda Roth said."""


def made(name: str, text: str, published: str | None) -> tuple[Builder, str, str]:
    builder = Builder(text, id=name, title=name.title(), published=published)
    tarn = builder.actor("Tarn", key="state:TA", role="party", side="a1")
    velden = builder.actor("Velden", key="state:VE", role="party", side="a2")
    return builder, tarn, velden


def day(builder: Builder, words: str, iso: str, people: tuple[str, ...], **facts: Any) -> str:
    return builder.meeting(words, start=iso, end=iso, date=iso, participants=people, **facts)


def first() -> Annotation:
    one, tarn, velden = made("first", FIRST, "2031-03-04")
    one.actor("Edda Roth", "person", key="person:edda roth", office="foreign minister", side=tarn)
    one.actor("A Tarn official", "role", named=False, key="unnamed:1", side=tarn)
    both = (tarn, velden)
    one.meeting(
        "will open talks in Lisk on 11 March",
        place="Lisk", participants=both, start="2031-03-11", date="2031-03-11/..",
        status="scheduled", name="talks in Lisk",
    )  # fmt: skip
    one.meeting(
        "met in Brunn in October",
        place="Brunn", participants=both, start="2030-10", end="2030-10", date="2030-10",
        before=("m1",),
    )  # fmt: skip
    day(one, "to meet in Haven on 25 March", "2031-03-25", both, place="Haven", status="scheduled")
    one.position(
        tarn, "reject", "rejected any dam on the upper Orla", "rejected", "dam on the upper Orla"
    )
    one.position(tarn, "demand", "demanded 90 cubic metres", "demanded", "90 cubic metres")
    return one.annotation()


def second() -> Annotation:
    one, tarn, velden = made("second", SECOND, "2031-03-12")
    one.actor("Roth", "person", key="person:roth", side=tarn)
    one.actor("A Tarn official", "role", named=False, key="unnamed:1", side=tarn)
    both = (tarn, velden)
    day(one, "met in Lisk on Tuesday", "2031-03-11", both, place="Lisk")
    day(one, "met in Brunn on 14 October 2030", "2030-10-14", both, place="Brunn")
    one.position(
        tarn, "accept", "accepted a dam on the upper Orla", "accepted", "dam on the upper Orla"
    )
    one.position(
        tarn, "demand", "demanded a flow of 80 cubic metres", "demanded", "flow of 80 cubic metres"
    )
    return one.annotation()


def third() -> Annotation:
    one, tarn, velden = made("third", THIRD, "2031-03-20")
    one.actor("Edda Roth", "person", key="person:edda roth", office="prime minister", side=tarn)
    one.meeting(
        "cancelled the talks in Haven", place="Haven", participants=(velden,), status="cancelled"
    )
    day(one, "met in Lisk on 12 March", "2031-03-12", (tarn, velden), place="Lisk")
    return one.annotation()


def all_three() -> list[Annotation]:
    return [first(), second(), third()]


def test_actors_are_recognised_and_their_offices_stand_side_by_side() -> None:
    found = {row["key"]: row for row in rows(reconcile.reconciled_actors(all_three()))}
    assert list(found) == ["state:TA", "state:VE", "person:edda roth", "first:a4", "second:a4"]
    roth = found["person:edda roth"]
    assert roth["mentioned_as"] == "first:a3; second:a3; third:a3"
    assert roth["offices"] == "foreign minister (first); prime minister (third)"
    assert roth["sides"] == "Tarn"
    assert not roth["sources_agree"]
    assert found["state:VE"]["sources_agree"]
    assert found["state:VE"]["mentions"] == 4


def test_meetings_are_one_chronology() -> None:
    found = rows(reconcile.reconciled_meetings(all_three()))
    assert [(row["meeting"], row["place"], row["date"], row["status"]) for row in found] == [
        ("r1", "Brunn", "2030-10-14", "held"),
        ("r2", "Lisk", "[2031-03-11,2031-03-12]", "held"),
        ("r3", "Haven", "2031-03-25", "cancelled"),
    ]
    brunn, lisk, haven = found
    assert brunn["mentioned_as"] == "first:m2; second:m2"
    assert brunn["before"] == "r2"
    assert brunn["sources_agree"]
    assert brunn["differences"] is None
    assert not lisk["sources_agree"]
    assert lisk["differences"] == (
        "date: 2031-03-11/.. (first: “will open talks in Lisk on 11 March”); "
        "2031-03-11 (second: “met in Lisk on Tuesday”); "
        "2031-03-12 (third: “met in Lisk on 12 March”)"
    )
    assert haven["sources_agree"]
    assert haven["history"] == "scheduled (first, 2031-03-04); cancelled (third, 2031-03-20)"
    assert haven["participants"] == "Tarn; Velden"


def test_positions_that_changed_are_in_the_order_of_publication() -> None:
    found = rows(reconcile.reconciled_positions(all_three()))
    assert [(row["actor_name"], row["stances"], row["changed"]) for row in found] == [
        ("Tarn", "reject (first, 2031-03-04); accept (second, 2031-03-12)", True),
        ("Tarn", "demand (first, 2031-03-04); demand (second, 2031-03-12)", True),
    ]
    assert found[0]["evidence"] == (
        "first: “rejected any dam on the upper Orla”; second: “accepted a dam on the upper Orla”"
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("cut in subsidies", "cut of 10 percent", True),
        ("rise of 8 percent", "7 percent", True),
        ("90 cubic metres", "flow of 80 cubic metres", True),
        ("4 percent", "5 days", False),
        ("rise of 8 percent", "duty of 7 percent", False),
        ("release of prisoners", "withdrawal", False),
    ],
)
def test_amounts_are_what_changes_in_a_matter(one: str, other: str, same: bool) -> None:
    articles = []
    for name, matter in (("one", one), ("two", other)):
        builder, tarn, _ = made(name, f"Tarn and Velden. Tarn demanded {matter}.", None)
        builder.position(tarn, "demand", f"demanded {matter}", "demanded", matter)
        articles.append(builder.annotation())
    assert (len(reconcile.share_positions(articles)) == 1) is same


def test_held_against_cancelled_is_a_difference() -> None:
    one, tarn, velden = made("one", "They met in Lisk on Monday.", "2031-03-12")
    day(one, "met in Lisk on Monday", "2031-03-10", (tarn, velden), place="Lisk")
    two, tarn, velden = made("two", "The talks in Lisk on 10 March were called off.", "2031-03-13")
    day(two, "The talks in Lisk on 10 March were called off", "2031-03-10", (tarn, velden),
        place="Lisk", status="cancelled")  # fmt: skip
    (shared,) = reconcile.share_meetings([two.annotation(), one.annotation()])
    (difference,) = shared.differences
    assert difference.subject == "status"
    assert [(account.article, account.value) for account in difference.accounts] == [
        ("one", "held"),
        ("two", "cancelled"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # place, day, participants beside Tarn, status, day of publication
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), ("Lisk", "2031-03", "Velden", "2031-03-12"), 1),
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), ("Haven", "2031-03-10", "Velden", "2031-03-12"), 2),
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), (None, "2031-03-10", "Velden", "2031-03-12"), 1),
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), (None, None, "Velden", "2031-03-12"), 2),
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), ("Lisk", None, "Velden", "2031-03-12"), 1),
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), ("Lisk", "2031-03-10", "Osk", "2031-03-12"), 2),
        (("Lisk", "2030-03-10", "Velden", "2031-03-11"), ("Lisk", None, "Velden", "2031-03-12"), 2),
        # The first article could not know of a meeting on the day after it came out.
        (("Lisk", "2031-03-10", "Velden", "2031-03-11"), ("Lisk", "2031-03-12", "Velden", "2031-03-13"), 2),
        (("Lisk", "2031-03-10", "Velden", "2031-03-13"), ("Lisk", "2031-03-12", "Velden", "2031-03-13"), 1),
    ],
)  # fmt: skip
def test_which_mentions_are_one_meeting(one: Any, other: Any, same: int) -> None:
    articles = []
    for name, (place, when, partner, published) in (("one", one), ("other", other)):
        builder, tarn, velden = made(name, "Tarn, Velden and Osk talked.", published)
        osk = builder.actor("Osk", key="state:OS")
        builder.meeting(
            "talked", place=place, participants=(tarn, velden if partner == "Velden" else osk),
            start=when, end=when, date=when,
        )  # fmt: skip
        articles.append(builder.annotation())
    assert len(reconcile.share_meetings(articles)) == same


def announced(name: str, published: str, place: str | None, when: str, *who: str) -> Annotation:
    """An article that announces a meeting of those of Tarn and Velden who are named."""
    builder, tarn, velden = made(name, "Tarn and Velden will meet.", published)
    keys = {"Tarn": tarn, "Velden": velden}
    builder.meeting(
        "will meet", place=place, participants=tuple(keys[one] for one in who), start=when,
        end=when, date=when, status="scheduled",
    )  # fmt: skip
    return builder.annotation()


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        (("Lisk", "2031-03-10", "Tarn", "Velden"), ("Haven", "2031-03-10", "Tarn", "Velden"), "place"),
        (("Lisk", "2031-03-10", "Tarn", "Velden"), (None, "2031-03-12", "Tarn", "Velden"), "date"),
        (("Lisk", "2031-03-10", "Tarn", "Velden"), ("Lisk", "2031-03-12"), "date"),
        # One party in common meets others too.
        (("Lisk", "2031-03-10", "Tarn"), ("Haven", "2031-03-10", "Tarn", "Velden"), None),
        (("Lisk", "2031-03-10", "Tarn", "Velden"), (None, "2031-03-12", "Tarn"), None),
    ],
)  # fmt: skip
def test_one_meeting_of_which_articles_say_different_things(
    one: Any, other: Any, subject: str | None
) -> None:
    articles = [announced("one", "2031-03-01", *one), announced("other", "2031-03-02", *other)]
    found = reconcile.share_meetings(articles)
    if subject is None:
        assert len(found) == 2
    else:
        (shared,) = found
        assert [difference.subject for difference in shared.differences] == [subject]


def test_a_mention_that_fits_two_meetings_is_joined_to_neither() -> None:
    one, tarn, velden = made("one", "They met twice.", "2031-03-30")
    for when in ("2031-03-10", "2031-03-24"):
        day(one, "met twice", when, (tarn, velden), place="Lisk")
    two, tarn, velden = made("two", "They met in March.", "2031-04-02")
    day(two, "met in March", "2031-03", (tarn, velden), place="Lisk")
    found = reconcile.share_meetings([one.annotation(), two.annotation()])
    assert sorted(len(shared.mentions) for shared in found) == [1, 1, 1]


def test_two_persons_of_one_name_are_not_taken_for_each_other() -> None:
    texts = {"one": "Edda Roth", "two": "Jon Roth", "three": "Roth"}
    articles = []
    for name, person in texts.items():
        builder = Builder(f"{person} spoke.", id=name)
        builder.actor(person, "person", key=f"person:{person.lower()}")
        articles.append(builder.annotation())
    assert len(reconcile.reconciled_actors(articles)) == 3
    assert len(reconcile.reconciled_actors(articles[1:])) == 1


def together(*given: tuple[str, str, str, dict[str, Any]]) -> list[set[str]]:
    """Articles with one actor each (name, kind, key); return the names that are one actor's."""
    articles = []
    for number, (name, kind, key, facts) in enumerate(given):
        builder = Builder(f"{name} spoke.", id=f"article{number}")
        builder.actor(name, kind, key=key, **facts)
        articles.append(builder.annotation())
    known = reconcile.identify(articles)
    groups = [{actor.name for _, actor in found} for found in known.actors.values()]
    return [names for names in groups if len(names) > 1]


UNION: tuple[str, str, str, dict[str, Any]] = (
    "Ferry Workers' Union", "organisation", "org:ferry workers union", {}
)  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (UNION, ("FWU", "organisation", "org:fwu", {})),
        (
            ("Ferry Union", "organisation", "org:ferry union", {"aliases": ("FU",)}),
            ("FU", "person", "person:fu", {}),
        ),
        (
            ("Knut Strand", "person", "person:knut strand", {}),
            ("Strand", "organisation", "org:strand", {}),
        ),
        (
            ("Carpatia Airlines", "organisation", "org:carpatia airlines", {}),
            ("Carpatia", "organisation", "org:carpatia", {}),
        ),
        (
            ("Ida Roth", "person", "person:ida roth", {"office": "State mediator"}),
            ("the state mediator", "role", "unnamed:1", {"named": False}),
        ),
        (
            ("Ida Roth", "person", "person:ida roth", {"office": "State mediator"}),
            ("the mediator", "role", "unnamed:1", {"named": False}),
        ),
        (
            ("a state mediator", "role", "unnamed:1", {"named": False, "role": "mediator"}),
            ("the mediator", "role", "unnamed:1", {"named": False, "role": "mediator"}),
        ),
    ],
)
def test_a_shorter_name_is_that_of_the_longer_one(one: Any, other: Any) -> None:
    assert together(one, other) == [{one[0], other[0]}]
    assert together(other, one) == [{one[0], other[0]}]


@pytest.mark.parametrize(
    "given",
    [
        # Two unions of these initials; two officers of this name; a company called so in full.
        (UNION, ("Film Writers' Union", "organisation", "org:film writers union", {}),
         ("FWU", "organisation", "org:fwu", {})),
        (("Ida Roth", "person", "person:ida roth", {"office": "foreign minister"}),
         ("Jon Bek", "person", "person:jon bek", {"office": "foreign minister"}),
         ("the foreign minister", "role", "unnamed:1", {"named": False})),
        (("Ida Roth", "person", "person:ida roth", {"office": "official"}),
         ("an official", "role", "unnamed:1", {"named": False})),
        (("Oslo Bank", "organisation", "org:oslo bank", {}),
         ("Oslo Port", "organisation", "org:oslo port", {}),
         ("Oslo", "organisation", "org:oslo", {})),
    ],
)  # fmt: skip
def test_a_shorter_name_that_may_be_of_two_stays_alone(given: Any) -> None:
    assert together(*given) == []


def test_a_company_with_the_name_of_a_person_stays_apart() -> None:
    person = Builder("Gerald Strand spoke.", id="one")
    person.actor("Gerald Strand", "person", key="person:gerald strand")
    company = Builder("Strand said the company would sell.", id="two")
    company.actor("Strand", "organisation", key="org:strand",
                  mentions=(company.span("Strand"), company.span("the company")))  # fmt: skip
    assert len(reconcile.identify([person.annotation(), company.annotation()]).actors) == 2


def test_a_government_is_its_state_and_a_ministry_the_same_everywhere() -> None:
    articles = []
    for name, text in {"one": "Tarn's government spoke. The Tarn foreign ministry spoke.",
                       "two": "The foreign ministry of Tarn spoke."}.items():  # fmt: skip
        builder = Builder(text, id=name)
        tarn = builder.actor("Tarn", key="state:TA")
        bodies = ["Tarn's government", "The Tarn foreign ministry"] if name == "one" else []
        for number, body in enumerate(bodies or ["The foreign ministry of Tarn"]):
            builder.actor(body, "organisation", key=f"unnamed:{number}", member_of=tarn)
        articles.append(builder.annotation())
    known = reconcile.identify(articles)
    assert known.key("one", "a2") == "state:TA"
    assert known.key("one", "a3") == known.key("two", "a2") == "state:TA/foreign ministry"
    assert known.name("state:TA") == "Tarn"


@pytest.mark.parametrize(("whose", "same"), [("Tarn", True), ("Velden", False)])
def test_the_minister_of_a_state_is_the_one_who_is_named(whose: str, same: bool) -> None:
    one, tarn, _ = made("one", "Tarn and Velden. Tarn's defence minister, Ida Roth, spoke.", None)
    one.actor("Ida Roth", "person", key="person:ida roth", office="defence minister",
              member_of=tarn)  # fmt: skip
    two, tarn, velden = made("two", f"Tarn and Velden. {whose}'s defence minister spoke.", None)
    two.actor(f"{whose}'s defence minister", "role", key="unnamed:1", named=False,
              member_of=tarn if whose == "Tarn" else velden)  # fmt: skip
    known = reconcile.identify([one.annotation(), two.annotation()])
    assert (known.key("two", "a3") == "person:ida roth") is same


def test_what_one_article_leaves_out_is_no_disagreement() -> None:
    articles = []
    for name, role, office in (
        ("one", "mediator", "union leader"),
        ("two", "third party", "leader"),
    ):
        builder = Builder("Ida Roth spoke.", id=name)
        builder.actor("Ida Roth", "person", key="person:ida roth", role=role, office=office)
        articles.append(builder.annotation())
    (row,) = rows(reconcile.reconciled_actors(articles))
    assert row["sources_agree"]
    assert (row["roles"], row["offices"]) == ("mediator", "union leader")


def test_the_order_in_which_articles_are_given_does_not_matter() -> None:
    tables = (
        reconcile.reconciled_actors,
        reconcile.reconciled_meetings,
        reconcile.reconciled_positions,
    )
    for table in tables:
        expected = table(all_three())
        for order in permutations(all_three()):
            assert table(order).equals(expected)


def test_a_dossier_has_the_tables_and_none_of_nothing() -> None:
    dossier = Dossier(all_three())
    assert len(dossier.reconciled_meetings) == 3
    assert len(dossier.reconciled_actors) == 5
    assert len(dossier.reconciled_positions) == 2
    assert Dossier([]).reconciled_meetings.empty


MEETINGS = st.lists(
    st.tuples(
        st.sampled_from(["Lisk", "Haven", None]),
        st.sampled_from(["2031-03-10", "2031-03-11", "2031-03-12", "2031-03", None]),
        st.sampled_from(["held", "scheduled", "cancelled"]),
    ),
    max_size=4,
)


def invented(name: str, meetings: list[tuple[str | None, str | None, str]]) -> Annotation:
    builder, tarn, velden = made(name, "Tarn and Velden talked.", "2031-03-12")
    for place, when, status in meetings:
        builder.meeting(
            "talked", place=place, participants=(tarn, velden), start=when, end=when, date=when,
            status=status,
        )  # fmt: skip
    return builder.annotation()


@given(MEETINGS)
@settings(max_examples=40, deadline=None)
def test_one_article_gives_its_own_rows(meetings: list[tuple[str | None, str | None, str]]) -> None:
    one = Dossier([invented("one", meetings)])
    expected = sorted((row["meeting"], row["date"], row["status"]) for row in rows(one.meetings))
    found = [
        (row["mentioned_as"].removeprefix("one:"), row["date"], row["status"])
        for row in rows(one.reconciled_meetings)
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert list(one.reconciled_actors["name"]) == list(one.actors["name"])
    assert all(one.reconciled_meetings["sources_agree"])


@given(st.tuples(MEETINGS, MEETINGS, MEETINGS))
@settings(max_examples=40, deadline=None)
def test_every_mention_is_in_one_meeting_and_no_article_twice(given_meetings: Any) -> None:
    articles = [invented(name, found) for name, found in zip("abc", given_meetings, strict=True)]
    shared = reconcile.share_meetings(articles)
    mentions = [(one.article, one.meeting.id) for group in shared for one in group.mentions]
    assert len(set(mentions)) == len(mentions) == sum(len(one.meetings) for one in articles)
    for group in shared:
        assert len(group.articles) == len(group.mentions)
    assert [group.mentions for group in reconcile.share_meetings(articles[::-1])] == [
        group.mentions for group in shared
    ]
