"""Corrections carried out: what changes, what follows, what is lost, and that it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corrections import Corrected, Corrections, add_at, apply, correct, quoted
from analysis.corrections.model import (
    LAYERS,
    ActorCorrection,
    BaseCorrection,
    PositionCorrection,
    Words,
)
from analysis.errors import ParameterError
from analysis.model import Annotation, CorrectionOutcome, SentenceSpan
from tests.dossiers import FISHERY, Builder, fishery

MADE = fishery().annotation()


def applied(*corrections: BaseCorrection, to: Annotation = MADE) -> Corrected:
    return apply(to, Corrections(entries=corrections))


def one(correction: BaseCorrection, to: Annotation = MADE) -> tuple[Annotation, CorrectionOutcome]:
    found = applied(correction, to=to)
    return found.annotation, found.outcomes[0]


def by_id(annotation: Annotation, record: str) -> Any:
    layers = (
        annotation.actors, annotation.attributions, annotation.positions, annotation.meetings,
        annotation.time_expressions,
    )  # fmt: skip
    return next((one for layer in layers for one in layer if one.id == record), None)


def test_no_correction_changes_nothing() -> None:
    found = applied()
    assert found.annotation == MADE
    assert found.outcomes == ()
    assert MADE.to_json() == found.annotation.to_json()
    assert '"corrections"' not in MADE.to_json()


class TestPositions:
    def test_accepting_makes_it_certain(self) -> None:
        after, said = one(correct(MADE, "p6", "accept"))
        assert by_id(after, "p6").confidence == 1
        assert (said.status, said.record, said.changes) == (
            "applied", "p6", "expect by Bo Lind on a settlement",
        )  # fmt: skip

    def test_rejecting_takes_it_out(self) -> None:
        after, said = one(correct(MADE, "p3", "reject"))
        assert [position.id for position in after.positions] == ["p1", "p2", "p4", "p5", "p6"]
        assert said.changes == "offer by Sund Islands on 45,000 tonnes"

    def test_editing(self) -> None:
        after, said = one(
            correct(
                MADE, "p2", "edit", type="promise", holder="Ada Holm", condition="",
                negated=True, recipients=["the Sund Islands"], issue="ports",
                issue_words="our ports", attribution="",
            )
        )  # fmt: skip
        position = by_id(after, "p2")
        assert (position.type, position.actor, position.condition) == ("promise", "a3", None)
        assert (position.negated, position.recipients, position.issue) == (True, ("a2",), "ports")
        assert position.issue_span.text == "our ports"
        assert position.attribution is None
        assert position.plover.event_type == "AGREE"
        assert said.changes == (
            "type: threaten → promise; holder: Norrland → Ada Holm; issue: our ports → ports; "
            "condition: “unless the quota is raised” → none; negated: no → yes; "
            "recipients: none → Sund Islands; attribution: q1 → none"
        )

    def test_adding(self) -> None:
        start = FISHERY.index("unless the quota is raised")
        after, said = one(
            add_at(MADE, "position", start, start + 26, type="demand", holder="Norrland",
                   issue_words="the quota")
        )  # fmt: skip
        position = by_id(after, "p7")
        assert said.record == "p7"
        assert [each.id for each in after.positions][:3] == ["p1", "p2", "p7"]
        assert position.evidence.text == "unless the quota is raised"
        assert (position.issue, position.attribution) == ("the quota", "q1")
        assert (position.plover.event_type, position.confidence) == ("REQUEST", 1)

    def test_adding_what_the_program_finds_itself_edits_it(self) -> None:
        words = MADE.positions[2].evidence
        added = add_at(MADE, "position", words.start, words.end, type="offer",
                       holder="Sund Islands", recipients=["Norrland"])  # fmt: skip
        after, said = one(added)
        assert len(after.positions) == len(MADE.positions)
        assert by_id(after, "p3").recipients == ("a1",)
        assert (said.record, said.status) == ("p3", "applied")
        again = add_at(
            MADE, "position", words.start, words.end, type="offer", holder="Sund Islands"
        )
        assert one(again)[1].status == "needless"

    def test_two_on_the_same_words_are_told_apart_by_what_they_were(self) -> None:
        made = Builder("Norrland pledged peace and demanded quotas, its envoy said on Monday.")
        norrland = made.actor("Norrland")
        words = "Norrland pledged peace and demanded quotas"
        made.position(norrland, "promise", words)
        made.position(norrland, "demand", words)
        annotation = made.annotation()
        reject = PositionCorrection(action="reject", exact=words)
        after, said = one(reject, to=annotation)
        assert (after.positions, said.status) == (annotation.positions, "ambiguous")
        assert "“promise by Norrland” and “demand by Norrland”" in said.detail
        after, said = one(reject.model_copy(update={"was": "demand"}), to=annotation)
        assert [position.type for position in after.positions] == ["promise"]
        assert correct(annotation, "p2", "reject").was == "demand by Norrland"

    def test_a_rejection_does_not_hold_for_another_reading(self) -> None:
        words = MADE.positions[2].evidence.text
        _, said = one(PositionCorrection(action="reject", exact=words, was="threaten"))
        assert said.status == "no target"
        assert said.detail == (
            "the program now reads these words as “offer by Sund Islands”, not as “threaten”"
        )


class TestActors:
    def test_editing(self) -> None:
        after, _ = one(
            correct(
                MADE, "a5", "edit", name="Norrland Seafarers", kind="group", side="Norrland",
                role="party", office="", member_of="Norrland", speaks_for="Norrland",
                aliases=["the union"],
            )
        )  # fmt: skip
        union = by_id(after, "a5")
        assert (union.name, union.kind, union.side) == ("Norrland Seafarers", "group", "a1")
        assert (union.role, union.member_of, union.speaks_for) == ("party", "a1", "a1")
        assert (union.aliases, union.confidence) == (("the union",), 1)
        assert union.key == "org:norrland seafarers"

    def test_the_side_of_one_who_is_on_a_side_is_that_side(self) -> None:
        after, _ = one(correct(MADE, "a6", "edit", side="Ada Holm"))
        assert by_id(after, "a6").side == "a1"

    def test_an_actor_whose_side_others_take_is_a_side(self) -> None:
        after, said = one(correct(MADE, "a6", "edit", side="Seafarers' Union"))
        assert by_id(after, "a6").side == by_id(after, "a5").side == "a5"
        assert said.followed == ("a5",)

    def test_a_side_of_its_own_and_none(self) -> None:
        after, _ = one(correct(MADE, "a6", "edit", side="Bo Lind"))
        assert by_id(after, "a6").side == "a6"
        assert by_id(one(correct(MADE, "a3", "edit", side=""))[0], "a3").side is None

    def test_merging(self) -> None:
        after, said = one(correct(MADE, "a4", "merge", into="the Sund Islands"))
        sund = by_id(after, "a2")
        assert by_id(after, "a4") is None
        assert sund.aliases == ("Sund official",)
        assert [span.text for span in sund.mentions].count("A Sund official") == 1
        assert by_id(after, "q2").actor == "a2"
        assert (said.record, said.followed) == ("a2", ("q2",))
        assert said.changes == "“Sund official” is “Sund Islands”"

    def test_merging_by_quotation_and_with_itself(self) -> None:
        after, _ = one(
            ActorCorrection(action="merge", exact="A Sund official", into=Words(exact="Bo Lind"))
        )
        assert by_id(after, "q2").actor == "a6"
        _, said = one(ActorCorrection(action="merge", exact="Bo Lind", into="Bo Lind"))
        assert said.status == "needless"

    def test_rejecting_leaves_no_reference(self) -> None:
        after, _ = one(correct(MADE, "a1", "reject"))
        assert by_id(after, "a3").side is None
        assert by_id(after, "a3").speaks_for is None
        assert by_id(after, "p1").actor is None
        assert by_id(after, "p5").recipients == ("a2",)
        assert by_id(after, "m1").participants == ("a2",)

    def test_adding(self) -> None:
        after, said = one(
            ActorCorrection(
                action="add", exact="Nordic Council", name="Nordic Council", kind="organisation",
                side="",
            )
        )  # fmt: skip
        council = by_id(after, "a7")
        assert [span.text for span in council.mentions] == ["Nordic Council"]
        assert [actor.id for actor in after.actors][-2:] == ["a6", "a7"]
        assert (council.named, council.key, said.record) == (True, "org:nordic council", "a7")

    def test_adding_everywhere_and_in_other_words(self) -> None:
        after, _ = one(
            ActorCorrection(
                action="add", exact="governments", name="both governments", kind="group",
                everywhere=True, also=[Words(exact="he", prefix="said "), Words(exact="Vik")],
            )
        )  # fmt: skip
        assert [span.text for span in by_id(after, "a7").mentions] == ["Vik", "governments", "he"]

    def test_added_actors_can_be_named_by_corrections_before_them(self) -> None:
        corrected = applied(
            correct(MADE, "a6", "edit", member_of="Nordic Council"),
            correct(MADE, "p1", "edit", recipients=["Nordic Council"]),
            ActorCorrection(action="add", exact="Nordic Council", name="Nordic Council",
                            kind="organisation", member_of="Bo Lind"),
        )  # fmt: skip
        assert [said.status for said in corrected.outcomes] == ["applied"] * 3
        assert by_id(corrected.annotation, "a6").member_of == "a7"
        assert by_id(corrected.annotation, "a7").member_of == "a6"
        assert by_id(corrected.annotation, "p1").recipients == ("a7",)

    def test_splitting_takes_words_and_what_is_known_by_them(self) -> None:
        made = Builder("The envoy said talks go on. The envoy said no, and left Vik for good.")
        envoy = made.actor("envoy", "role", "The envoy", named=False)
        said = made.says(envoy, "The envoy", "said", "talks go on")
        made.position(envoy, "promise", "talks go on", attribution=said)
        second = made.article.text.rindex("The envoy")
        made.attributions.append(
            made.attributions[0].model_copy(
                update={
                    "id": "q2",
                    "source": made.article.span(second, second + 9),
                    "content": (made.span("no"),),
                }
            )
        )
        made.position(envoy, "reject", "The envoy said no", attribution="q2")
        annotation = made.annotation()
        split = correct(annotation, "a1", "split", name="second envoy")
        assert split.exact == "The envoy"
        start = annotation.article.text.rindex("The envoy")
        words = quoted(annotation, start, start + 9)
        split = split.model_copy(update=words.model_dump())
        after, outcome = one(split, to=annotation)
        assert outcome.status == "applied"
        assert [actor.name for actor in after.actors] == ["envoy", "second envoy"]
        assert [len(actor.mentions) for actor in after.actors] == [1, 1]
        assert [said.actor for said in after.attributions] == ["a1", "a2"]
        assert by_id(after, "p1").actor == "a1"
        assert by_id(after, "p2").actor == "a2"

    def test_mentions_taken_and_given(self) -> None:
        after, _ = one(correct(MADE, "a6", "edit", also=["Nordic Council"], without=["Bo Lind"]))
        assert [span.text for span in by_id(after, "a6").mentions] == ["Nordic Council"]

    def test_renamed_actors_are_known_by_both_names(self) -> None:
        corrected = applied(
            correct(MADE, "a2", "edit", name="Sund"),
            correct(MADE, "p1", "edit", recipients=["Sund"]),
            correct(MADE, "p2", "edit", recipients=["the Sund Islands"]),
            correct(MADE, "p3", "accept"),
        )
        assert [said.status for said in corrected.outcomes] == ["applied"] * 4
        assert by_id(corrected.annotation, "p1").recipients == ("a2",)
        assert by_id(corrected.annotation, "p2").recipients == ("a2",)

    def test_an_actor_that_is_not_there_or_twice(self) -> None:
        _, said = one(correct(MADE, "p1", "edit", holder="Osmark"))
        assert (said.status, said.detail) == ("no target", "holder: there is no actor “Osmark”")
        found = applied(
            correct(MADE, "a6", "edit", name="Ada Holm"),
            correct(MADE, "p1", "edit", holder="Ada Holm"),
        )
        assert found.outcomes[1].status == "ambiguous"


class TestAttributions:
    def test_editing(self) -> None:
        after, _ = one(
            correct(
                MADE, "q3", "edit", source="Bo Lind, who mediates for the Nordic Council",
                cue="", actor="Norrland", negated=True,
                content=[Words(exact="he hoped for a settlement"), Words(exact="before summer")],
            )
        )  # fmt: skip
        said = by_id(after, "q3")
        assert said.source.text == "Bo Lind, who mediates for the Nordic Council"
        assert (said.cue, said.actor, said.negated) == (None, "a1", True)
        assert [span.text for span in said.content] == [
            "he hoped for a settlement",
            "before summer",
        ]
        assert said.kind == "indirect"

    def test_adding_finds_source_kind_and_nesting(self) -> None:
        start = FISHERY.index("unless the quota")
        after, said = one(
            add_at(MADE, "attribution", start, start + 26, source="Fisheries Minister Ada Holm")
        )
        added = by_id(after, said.record or "")
        assert (added.actor, added.kind, added.within) == ("a3", "direct", "q1")
        assert [each.id for each in after.attributions] == ["q1", "q4", "q2", "q3"]

    def test_rejecting_leaves_no_reference(self) -> None:
        after, said = one(correct(MADE, "q3", "reject"))
        assert by_id(after, "p6").attribution is None
        assert said.followed == ("p6",)


class TestMeetings:
    def test_editing(self) -> None:
        after, _ = one(
            correct(
                MADE, "m2", "edit", date="2031-04-17/2031-04-18", place="Vik", status="held",
                participants=["Norrland", "Bo Lind"], name="", duration="P2D", format="visit",
            )
        )  # fmt: skip
        meeting = by_id(after, "m2")
        assert (meeting.start, meeting.end) == ("2031-04-17", "2031-04-18")
        assert (meeting.place, meeting.status, meeting.name) == ("Vik", "held", None)
        assert meeting.participants == ("a1", "a6")
        assert meeting.derivation == (
            "2031-04-17/2031-04-18, as an analyst has it (the program: 2031-04-17)"
        )

    def test_taking_a_date_away(self) -> None:
        after, _ = one(correct(MADE, "m1", "edit", date=""))
        meeting = by_id(after, "m1")
        assert (meeting.start, meeting.end, meeting.date) == (None, None, None)

    def test_adding_and_its_words(self) -> None:
        start = FISHERY.index("last year's deal")
        after, said = one(
            add_at(MADE, "meeting", start, start + 16, status="held", date="2030",
                   also=["a settlement"], participants=["Norrland"])
        )  # fmt: skip
        meeting = by_id(after, "m4")
        assert [span.text for span in meeting.evidence] == ["last year's deal", "a settlement"]
        assert said.changes == "2030, held"

    def test_merging_and_rejecting(self) -> None:
        after, said = one(correct(MADE, "m3", "merge", into="met on Tuesday in Vik"))
        assert [meeting.id for meeting in after.meetings] == ["m1", "m2"]
        assert len(by_id(after, "m1").evidence) == 2
        assert by_id(after, "m1").before == ()
        assert said.record == "m1"
        after, _ = one(correct(MADE, "m1", "reject"))
        assert by_id(after, "m3").before == ()

    def test_no_words_left(self) -> None:
        _, said = one(correct(MADE, "m2", "edit", without=[MADE.meetings[1].evidence[0].text]))
        assert (said.status, said.record) == ("no target", None)


class TestDates:
    def test_a_meeting_follows_its_date(self) -> None:
        after, said = one(correct(MADE, "t1", "edit", value="2031-04-01"))
        date, meeting = by_id(after, "t1"), by_id(after, "m1")
        assert (date.value, date.type) == ("2031-04-01", "DATE")
        assert (
            date.derivation
            == "“Tuesday”, as an analyst has it (the program: 2031-04-08) → 2031-04-01"
        )
        assert (meeting.start, meeting.end, meeting.date) == ("2031-04-01",) * 3
        assert said.followed == ("m1",)
        assert said.changes == "value: 2031-04-08 → 2031-04-01; the meeting “2031-04-01” with it"

    def test_a_meeting_that_cannot_follow_is_named(self) -> None:
        after, said = one(correct(MADE, "t1", "edit", value="2031-W15"))
        assert by_id(after, "m1") == by_id(MADE, "m1")
        assert "keeps its date: correct it too" in said.detail
        after, said = one(correct(MADE, "t1", "reject"))
        assert by_id(after, "t1") is None
        assert "keeps its date: correct it too" in said.detail

    def test_adding(self) -> None:
        start = FISHERY.index("summer")
        after, said = one(add_at(MADE, "date", start, start + 6, value="2031-SU", mod="BEFORE"))
        added = by_id(after, said.record or "")
        assert (added.id, added.text, added.type, added.mod) == ("t4", "summer", "DATE", "BEFORE")


def test_the_same_words_may_bear_several_corrections() -> None:
    corrected = applied(
        correct(MADE, "p1", "edit", type="appeal"),
        correct(MADE, "p1", "edit", holder="Sund Islands"),
        correct(MADE, "p1", "accept"),
    )
    assert [said.status for said in corrected.outcomes] == ["applied", "applied", "applied"]
    position = by_id(corrected.annotation, "p1")
    assert (position.type, position.actor) == ("appeal", "a2")


def without_sentence(annotation: Annotation, words: str) -> Annotation:
    """What the program would make of the article without a line of its text."""
    text = annotation.article.text
    start = text.rindex("\n", 0, text.index(words)) + 1
    end = text.index("\n", start) + 1
    made = fishery()

    def moved(at: int) -> int | None:
        return None if start <= at < end else at - (end - start) * (at >= end)

    def cut(record: Any) -> Any:
        values = {}
        for name, value in record:
            found = value if isinstance(value, tuple) else (value,)
            spans = [one for one in found if hasattr(one, "text") and hasattr(one, "start")]
            if not spans:
                continue
            kept = []
            for span in spans:
                at = moved(span.start)
                if at is not None:
                    kept.append(span.model_copy(update={"start": at, "end": at + len(span.text)}))
            if not kept and name in ("content", "evidence"):
                return None
            values[name] = tuple(kept) if isinstance(value, tuple) else (kept or [None])[0]
        return record.model_copy(update=values)

    shorter = text[:start] + text[end:]
    article = Builder(shorter).article.model_copy(update={"id": made.article.id})
    layers = {
        name: tuple(filter(None, map(cut, getattr(annotation, name))))
        for name in ("actors", "attributions", "positions", "meetings")
    }
    return Annotation(
        article=article,
        sentences=tuple(SentenceSpan(start=p.start, end=p.end) for p in article.paragraphs),
        **layers,
    )


def test_deleting_a_sentence_leaves_the_others_and_reports_the_lost_one() -> None:
    corrections = [
        correct(MADE, record, "accept") for record in ("p1", "p2", "p3", "p4", "p5", "p6")
    ]
    shorter = without_sentence(MADE, "The Sund Islands offered")
    corrected = applied(*corrections, to=shorter)
    lost = [said for said in corrected.outcomes if said.status == "lost"]
    assert [said.exact for said in lost] == [
        "The Sund Islands offered 45,000 tonnes", "rejected any access to inner waters",
    ]  # fmt: skip
    assert corrected.undone == tuple(lost)
    assert lost[0].detail == "“The Sund Islands offered 45,000 tonnes” is no longer in the text"
    kept = [said for said in corrected.outcomes if said.status == "applied"]
    assert [said.record for said in kept] == ["p1", "p2", "p5", "p6"]


def test_an_edit_of_the_words_is_followed_and_said() -> None:
    made = fishery()
    text = FISHERY.replace("demanding a herring quota", "now demanding a new herring quota")
    changed = Builder(text)
    norrland = changed.actor("Norrland")
    changed.position(
        norrland, "demand", "Norrland is now demanding a new herring quota of 60,000 tonnes"
    )
    accept = correct(made.annotation(), "p1", "accept")
    after, said = one(accept, to=changed.annotation())
    assert (said.status, said.record) == ("applied", "p1")
    assert said.detail == (
        "the words have changed: now “Norrland is now demanding a new herring quota of 60,000 tonnes”"
    )
    assert after.corrections == (said,)


def test_words_that_were_changed_in_what_they_say_are_lost() -> None:
    text = FISHERY.replace("60,000 tonnes", "50,000 tonnes")
    changed = Builder(text)
    changed.position(
        changed.actor("Norrland"),
        "demand",
        "Norrland is demanding a herring quota of 50,000 tonnes",
    )
    _, said = one(correct(MADE, "p1", "reject"), to=changed.annotation())
    assert said.status == "lost"
    assert "nearest: “Norrland is demanding a herring quota of 50,000 tonnes”" in said.detail


@pytest.mark.parametrize("record", ["a1", "a6", "q1", "q3", "p1", "p6", "m1", "m3", "t1", "t3"])
def test_every_record_can_be_corrected_by_its_id(record: str) -> None:
    _, said = one(correct(MADE, record, "accept"))
    assert (said.status, said.record) == ("applied", record)


def test_what_is_no_record_and_no_words() -> None:
    with pytest.raises(ParameterError, match="no such record"):
        correct(MADE, "p99", "accept")
    for start, end in ((5, 5), (-1, 4), (0, 10**6), (11, 12)):
        with pytest.raises(ParameterError, match="no words are chosen"):
            add_at(MADE, "date", start, end, value="2031")


# Any corrections of any words -----------------------------------------------------------------

PLACES = st.tuples(st.integers(0, len(FISHERY) - 2), st.integers(1, 70)).map(
    lambda drawn: FISHERY[drawn[0] : drawn[0] + drawn[1]]
)
QUOTED = st.one_of(
    PLACES,
    st.sampled_from([span.text for span in MADE.spans()]),
    st.text(min_size=1, max_size=12),
).filter(str.strip)
WORDS = st.builds(Words, exact=QUOTED)
NAMES = st.sampled_from([actor.name for actor in MADE.actors] + ["Osmark", "Nordic Council"])
ACTORS = st.one_of(NAMES, WORDS)
OR_NONE = st.just("")
LISTS = st.lists(WORDS, max_size=3)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES, "kind": st.sampled_from(["state", "person", "role"]),
    "side": ACTORS | OR_NONE, "member_of": ACTORS | OR_NONE, "speaks_for": ACTORS | OR_NONE,
    "role": st.sampled_from(["party", "host", ""]), "office": st.sampled_from(["minister", ""]),
    "named": st.booleans(), "aliases": st.lists(NAMES, max_size=2), "also": LISTS,
    "without": LISTS, "everywhere": st.booleans(), "into": ACTORS,
    "source": WORDS | OR_NONE, "cue": WORDS | OR_NONE, "actor": ACTORS | OR_NONE,
    "content": st.lists(WORDS, min_size=1, max_size=3), "negated": st.booleans(),
    "type": st.sampled_from(["demand", "offer", "expect"]), "holder": ACTORS | OR_NONE,
    "issue": st.sampled_from(["quota", ""]), "issue_words": WORDS | OR_NONE,
    "condition": WORDS | OR_NONE, "recipients": st.lists(ACTORS, max_size=3),
    "attribution": WORDS | OR_NONE, "evidence": WORDS, "place": st.sampled_from(["Vik", ""]),
    "participants": st.lists(ACTORS, max_size=3), "format": st.sampled_from(["visit", ""]),
    "date": st.sampled_from(["2031-04-08", "2031-04/2031-05", ""]),
    "status": st.sampled_from(["held", "proposed"]), "duration": st.sampled_from(["P2D", ""]),
    "value": st.sampled_from(["2031-04-08", "2031-04-09", "P2D", "2031-W15"]),
    "mod": st.sampled_from(["APPROX", ""]),
}  # fmt: skip
OWN_VALUES: dict[tuple[str, str], st.SearchStrategy[Any]] = {
    ("attribution", "kind"): st.sampled_from(["direct", "mixed"]),
    ("date", "type"): st.sampled_from(["DATE", "SET"]),
    ("meeting", "into"): WORDS,
}


@st.composite
def corrections_of_any_kind(draw: st.DrawFn) -> BaseCorrection:
    layer = draw(st.sampled_from(sorted(LAYERS)))
    cls = LAYERS[layer]
    action = draw(st.sampled_from(sorted(cls.actions)))
    common = {"layer", "action", "exact", "prefix", "suffix", "was", "note"}
    keys = [key for key in cls.keys(action) if key not in common]
    wanted = set(cls.actions[action])
    if keys:
        wanted |= set(draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4)))
    values = {key: draw(OWN_VALUES.get((layer, key), VALUES[key])) for key in sorted(wanted)}
    if draw(st.booleans()):
        values["was"] = draw(st.sampled_from(["demand", "Norrland", "held", "2031-04-08"]))
    return cls.model_validate({"layer": layer, "action": action, "exact": draw(QUOTED), **values})


ANY = st.lists(corrections_of_any_kind(), max_size=6)


def assert_whole(annotation: Annotation) -> None:
    """Every span is cut from the text, every id is one record's, every reference leads to one."""
    assert Annotation.from_json(annotation.to_json()) == annotation
    records = [
        *annotation.actors, *annotation.attributions, *annotation.positions,
        *annotation.meetings, *annotation.time_expressions,
    ]  # fmt: skip
    ids = [record.id for record in records]
    assert len(ids) == len(set(ids))
    actors = {actor.id for actor in annotation.actors}
    for actor in annotation.actors:
        assert {actor.side, actor.member_of, actor.speaks_for} - {None} <= actors
        assert actor.id not in (actor.member_of, actor.speaks_for)
    mentioned = [span for actor in annotation.actors for span in actor.mentions]
    assert len(mentioned) == len(set(mentioned))
    said = {each.id for each in annotation.attributions}
    for attribution in annotation.attributions:
        assert {attribution.actor} - {None} <= actors
        assert {attribution.within} - {None} <= said - {attribution.id}
    for position in annotation.positions:
        assert {position.actor, *position.recipients} - {None} <= actors
        assert {position.attribution} - {None} <= said
    met = {meeting.id for meeting in annotation.meetings}
    for meeting in annotation.meetings:
        assert set(meeting.participants) <= actors
        assert set(meeting.before) <= met - {meeting.id}


@given(entries=ANY)
@settings(max_examples=250, deadline=None)
def test_any_corrections_leave_the_annotation_whole(entries: list[BaseCorrection]) -> None:
    corrections = Corrections(entries=tuple(entries))
    found = apply(MADE, corrections)
    assert_whole(found.annotation)
    distinct = {entry.fingerprint() for entry in entries}
    assert {outcome.fingerprint for outcome in found.outcomes} == distinct
    for outcome in found.outcomes:
        assert outcome.status == "applied" or outcome.detail
        assert outcome.record or outcome.status != "applied"


@given(entries=ANY)
@settings(max_examples=100, deadline=None)
def test_applying_twice_is_applying_once(entries: list[BaseCorrection]) -> None:
    corrections = Corrections(entries=tuple(entries))
    found = apply(MADE, corrections)
    assert apply(found.annotation, corrections) == found


@given(entries=ANY, words=st.lists(st.sampled_from(FISHERY.split()), max_size=40))
@settings(max_examples=60, deadline=None)
def test_corrections_of_one_article_can_be_applied_to_another(
    entries: list[BaseCorrection], words: list[str]
) -> None:
    other = Builder(" ".join(words)).annotation()
    assert_whole(apply(other, Corrections(entries=tuple(entries))).annotation)
