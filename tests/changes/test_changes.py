"""What changed between two runs, compared by meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from analysis.changes import (
    Changes,
    compare,
    headline,
    read_annotations,
    section_html,
    sentences,
)
from analysis.cli import app
from analysis.errors import AnnotationError
from analysis.model import Annotation
from tests.dossiers import Builder, fishery


def early() -> Builder:
    """The first article: talks to come, a demand, a refusal."""
    made = Builder(
        "Norrland demanded a quota of 60,000 tonnes.\n"
        "The Sund Islands rejected access to inner waters.\n"
        "The two will meet in Osby on 17 April, an official said.",
        id="first",
        published="2031-04-10",
    )
    norrland = made.actor("Norrland", key="state:NRL", role="party", side="a1")
    sund = made.actor("Sund Islands", key="state:SND", role="party", side="a2")
    official = made.actor("official", "role", "an official", named=False)
    made.says(official, "an official", "said", "The two will meet in Osby on 17 April")
    made.position(
        norrland,
        "demand",
        "Norrland demanded a quota of 60,000 tonnes",
        "demanded",
        "a quota of 60,000 tonnes",
    )
    made.position(
        sund,
        "reject",
        "The Sund Islands rejected access to inner waters",
        "rejected",
        "access to inner waters",
    )
    made.meeting(
        "The two will meet in Osby on 17 April",
        place="Osby",
        participants=(norrland, sund),
        start="2031-04-17",
        end="2031-04-17",
        date="2031-04-17",
        status="scheduled",
    )
    return made  # fmt: skip


def late(**facts: Any) -> Builder:
    """A later article, in which things have moved."""
    made = Builder(
        "Norrland now demands a quota of 50,000 tonnes.\n"
        "The Sund Islands offered access to inner waters.\n"
        "The Sund Islands rejected access to inner waters in April.\n"
        "Norrland threatened to close its ports.\n"
        "Talks in Osby were put off to 24 April, mediator Bo Lind said.",
        id="second",
        published="2031-04-12",
    )
    norrland = made.actor("Norrland", key="state:NRL", role="party", side="a1")
    sund = made.actor("Sund Islands", key="state:SND", role="party", side="a2")
    lind = made.actor("Bo Lind", "person", role="mediator")
    made.says(lind, "mediator Bo Lind", "said", "Talks in Osby were put off to 24 April")
    made.position(
        norrland,
        "demand",
        "Norrland now demands a quota of 50,000 tonnes",
        "demands",
        "a quota of 50,000 tonnes",
    )
    made.position(
        sund,
        "offer",
        "The Sund Islands offered access to inner waters",
        "offered",
        "access to inner waters",
    )
    made.position(
        sund,
        "reject",
        "rejected access to inner waters in April",
        "rejected",
        "access to inner waters in April",
    )
    made.position(
        norrland, "threaten", "Norrland threatened to close its ports", "close", "its ports"
    )
    meeting = {
        "start": "2031-04-24",
        "end": "2031-04-24",
        "date": "2031-04-24",
        "status": "scheduled",
    }
    made.meeting(
        "Talks in Osby were put off to 24 April",
        place="Osby",
        participants=(norrland, sund),
        **(meeting | facts),
    )
    return made  # fmt: skip


def both(**facts: Any) -> Changes:
    first = early().annotation()
    return compare([first], [first, late(**facts).annotation()])


def said(changes: Changes) -> list[str]:
    return [sentence for sentence, _ in sentences(changes)]


def test_the_same_run_has_no_changes() -> None:
    annotation = fishery().annotation()
    changes = compare([annotation], [annotation])
    assert changes == Changes()
    assert not changes
    assert headline(changes) == "nothing changed"


def test_a_first_run_has_everything_new() -> None:
    changes = compare([], [early().annotation()])
    assert [one.change for one in changes.positions] == ["new", "new"]
    assert [one.name for one in changes.actors] == ["Norrland", "Sund Islands", "official"]
    assert [one.change for one in changes.meetings] == ["new"]


def test_positions_new_changed_and_told_again() -> None:
    changes = both()
    assert [(one.change, one.holder, one.type, one.before_type) for one in changes.positions] == [
        ("changed", "Norrland", "demand", "demand"),
        ("changed", "Sund Islands", "offer", "reject"),
        ("new", "Norrland", "threaten", None),
    ]
    first, second, _ = changes.positions
    assert (first.words.article, first.words.paragraph) == ("second", 1)
    assert first.before is not None
    assert first.before.text == "Norrland demanded a quota of 60,000 tonnes"
    assert second.before is not None
    assert second.before.article == "first"


def test_actors_named_for_the_first_time() -> None:
    changes = both()
    assert [(one.name, one.role) for one in changes.actors] == [("Bo Lind", "mediator")]


def test_a_position_that_is_gone_says_why() -> None:
    first, second = early().annotation(), late().annotation()
    changes = compare([first, second], [first])
    gone = [one for one in changes.positions if one.change == "gone"]
    assert {one.why for one in gone} == {"its article is no longer part of the report"}
    unread = first.model_copy(update={"positions": first.positions[:1]})
    (one,) = compare([first], [unread]).positions
    assert (one.change, one.why) == ("gone", "the article is read differently now")
    assert [one.change for one in compare([first], [unread]).articles] == ["read differently"]


@pytest.mark.parametrize(
    ("facts", "change"),
    [
        ({"date": "2031-04-17", "start": "2031-04-17", "end": "2031-04-17", "status": "held"}, "held"),
        ({"date": "2031-04-17", "start": "2031-04-17", "end": "2031-04-17", "status": "cancelled"}, "cancelled"),
        ({}, "moved"),
    ],
)  # fmt: skip
def test_what_became_of_a_meeting(facts: dict[str, Any], change: str) -> None:
    first, second = early().annotation(), late(**facts).annotation()
    (found,) = compare([first], [second]).meetings
    assert (found.change, found.before_status, found.before_date) == (
        change,
        "scheduled",
        "2031-04-17",
    )
    assert found.participants == ("Norrland", "Sund Islands")


def dated(date: str | None) -> Annotation:
    made = Builder("They will meet in Osby.", id="one")
    made.meeting("They will meet in Osby", place="Osby", start=date, date=date, status="scheduled")
    return made.annotation()


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, "2031-06", ["dated"]),
        ("2031-06", "2031-06-12", ["dated"]),
        ("2031-06-12", "2031-06-13", ["moved"]),
        ("2031-06-12", None, []),
        ("2031-06-12", "2031-06-12", []),
    ],
)
def test_a_meeting_is_dated_or_moved(
    before: str | None, after: str | None, changes: list[str]
) -> None:
    found = compare([dated(before)], [dated(after)]).meetings
    assert [one.change for one in found] == changes


def test_changes_in_words() -> None:
    first, second = early().annotation(), late().annotation()
    assert said(compare([first], [first, second]))[:3] == [
        "Changed: Norrland demands “a quota of 50,000 tonnes”. "
        "Before: “Norrland demanded a quota of 60,000 tonnes” (first).",
        "Changed: The Sund Islands offers “access to inner waters”. "
        "Before: “The Sund Islands rejected access to inner waters” (first).",
        "New: Threat by Norrland: “Norrland threatened to close its ports”.",
    ]
    words = said(compare([first], [second]))
    assert (
        "Moved: meeting in Osby, Norrland and Sund Islands, from 17 April 2031 to 24 April 2031."
        in words
    )
    assert "New in the coverage: Bo Lind (mediator)." in words
    assert "New in the coverage: Made up." in words
    assert "No longer in the coverage: Made up." in words


def test_the_headline_counts() -> None:
    first, second = early().annotation(), late().annotation()
    assert headline(compare([first], [first, second])) == (
        "1 new actor, 1 new position, 2 positions changed, 1 meeting moved"
    )


def test_changes_go_through_json() -> None:
    changes = both()
    assert Changes.model_validate_json(changes.to_json()) == changes
    for position in changes.positions:
        text = late().article.text
        assert text[position.words.start : position.words.end] == position.words.text


def test_unnamed_sources_are_the_same_only_in_their_article() -> None:
    first = early().annotation()
    other = early()
    other.article = other.article.model_copy(update={"id": "third"})
    found = compare([first], [first, other.annotation()])
    assert [one.name for one in found.actors] == ["official"]


def test_a_body_without_a_name_is_the_same_wherever_it_is_called_so() -> None:
    made = []
    for number, text in enumerate(("The ferry union struck.", "The ferry union went back.")):
        builder = Builder(text, id=f"day{number}")
        builder.actor(
            "ferry union", "organisation", "The ferry union", key=f"unnamed:day{number}:1"
        )
        made.append(builder.annotation())
    assert compare(made[:1], made).actors == ()


def test_the_section_of_a_report_links_to_paragraphs() -> None:
    first, second = early().annotation(), late().annotation()
    html = section_html(compare([first], [first, second]), [first, second], "1 May 2031")
    assert html.startswith('<section class="changes"><h2>What changed</h2>')
    assert "Since the report of 1 May 2031: 1 new actor, 1 new position" in html
    assert '<a class="place" href="#par2-4">paragraph\u00a04</a> of second' in html
    nothing = section_html(compare([first], [first]), [first], "<b>")
    assert "Since the report of &lt;b&gt;: nothing changed." in nothing
    assert "<ul>" not in nothing


def test_annotations_are_read_back_from_a_report(tmp_path: Path) -> None:
    first, second = early().annotation(), late().annotation()
    file = tmp_path / "annotation.jsonl"
    file.write_text(f"{first.to_json()}\n{second.to_json()}\n", "utf-8")
    assert read_annotations(tmp_path) == (first, second) == read_annotations(file)
    file.write_text(f"{first.to_json()}\n{{}}\n", "utf-8")
    with pytest.raises(AnnotationError, match=r"annotation\.jsonl, line 2"):
        read_annotations(tmp_path)
    with pytest.raises(AnnotationError, match="cannot be read"):
        read_annotations(tmp_path / "missing")


def test_the_command_compares_files_and_says_so_in_words_or_json(tmp_path: Path) -> None:
    first, second = early().annotation(), late().annotation()
    for name, given in (("a", [first]), ("b", [first, second])):
        lines = "".join(f"{one.to_json()}\n" for one in given)
        (tmp_path / f"{name}.jsonl").write_text(lines, "utf-8")
    files = [str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]
    result = CliRunner().invoke(app, ["diff", *files])
    assert result.stdout.splitlines()[0].startswith("1 new actor, 1 new position")
    assert "[second, paragraph 4]" in result.stdout
    as_json = CliRunner().invoke(app, ["diff", "--json", *files]).stdout
    assert Changes.model_validate_json(as_json) == compare([first], [first, second])
