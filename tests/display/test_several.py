"""A report on several articles: one chronology, and where the articles differ."""

from __future__ import annotations

from typing import Any

from analysis import display
from analysis.dossier import Dossier
from analysis.model import Annotation
from analysis.summaries import digest
from analysis.summaries.chronology import meeting_views
from analysis.summaries.differences import AGREED, which_article
from analysis.summaries.glance import at_a_glance
from analysis.summaries.sides import side_rows
from analysis.summaries.speakers import speakers
from tests.dossiers import Builder


def article(name: str, published: str, *meetings: tuple[str, str, str, str]) -> Annotation:
    """An article whose lines are the words of `meetings`; each has place, day and status."""
    made = Builder(
        "Tarn and Velden.\n" + "\n".join(words for words, *_ in meetings),
        id=name,
        title=f"The {name} article",
        published=published,
    )
    both = (made.actor("Tarn", key="state:TA", role="party", side="a1"),
            made.actor("Velden", key="state:VE", role="party", side="a2"))  # fmt: skip
    for words, place, day, status in meetings:
        made.meeting(
            words, place=place, start=day, end=day, date=day, status=status, participants=both
        )
    return made.annotation()


def announced() -> Annotation:
    return article(
        "first", "2031-03-04", ("They will meet in Lisk", "Lisk", "2031-03-11", "scheduled")
    )


def held(name: str = "second", day: str = "2031-03-11") -> Annotation:
    return article(name, "2031-03-20", (f"They met in Lisk, {name}", "Lisk", day, "held"))


def called_off() -> Annotation:
    words = "The talks in Lisk were called off"
    return article("last", "2031-03-21", (words, "Lisk", "2031-03-11", "cancelled"))


def report(*annotations: Annotation) -> Any:
    return digest(Dossier(annotations))


def test_a_meeting_that_was_announced_and_held_is_listed_once() -> None:
    made = report(announced(), held())
    (view,) = meeting_views(made)
    assert view.mentions == (("first", "m1"), ("second", "m1"))
    assert view.evidence == (1, 2)
    assert view.participants == ("Tarn", "Velden")
    table = display.chronology_table(made).text
    assert "Status: held; earlier: scheduled" in table
    assert AGREED in display.differences(made).text


def test_dates_that_differ_stand_side_by_side_with_their_words() -> None:
    made = report(announced(), held(), held("third", "2031-03-12"))
    shown = display.differences(made).text
    assert AGREED not in shown
    assert (
        "11 March 2031: “They met in Lisk, second” [2] (The second article, 20 March 2031)" in shown
    )
    assert (
        "12 March 2031: “They met in Lisk, third” [3] (The third article, 20 March 2031)" in shown
    )
    (opening, *_) = at_a_glance(made)
    assert "11 or 12 March 2031" in opening.plain()
    assert "(the articles differ on the date)" in opening.plain()


def test_held_in_one_and_cancelled_in_another_is_not_decided() -> None:
    made = report(held(), called_off())
    table = display.chronology_table(made).text
    assert "held (The second article, 20 March 2031)" in table
    assert "cancelled (The last article, 21 March 2031)" in table
    assert "| What: status" in display.differences(made).text
    (opening, *_) = at_a_glance(made)
    assert "(the articles differ on the status)" in opening.plain()


def test_an_actor_of_two_articles_is_listed_once() -> None:
    shown = display.main_actors(report(announced(), held())).text.splitlines()
    assert [line.split("  ")[0] for line in shown[1:]] == ["Tarn", "Velden"]
    assert "1 in article\u00a01; 1 in article\u00a02" in shown[1]


def test_one_article_differs_from_none() -> None:
    assert display.differences(report(announced())).html == ""


def quoted(name: str, published: str, speaker: str, words: str) -> Annotation:
    """An article in which the foreign minister, called `speaker`, and an official are quoted."""
    made = Builder(f"{speaker} said {words}.\nAn official said no.", id=name, published=published)
    minister = made.actor(speaker, kind="person", key=f"person:{speaker.lower()}")
    official = made.actor("An official", kind="role", named=False, key="")
    made.says(minister, speaker, "said", words)
    made.says(official, "An official", "said", "no")
    return made.annotation()


def test_one_speaker_of_several_articles_has_one_bar_and_two_officials_have_two() -> None:
    made = report(
        quoted("first", "2031-03-04", "Ada Holm", "yes to all"),
        quoted("second", "2031-03-05", "Holm", "yes to some"),
    )
    found = [(speaker.name, speaker.total) for speaker in speakers(made)]
    assert found == [("Ada Holm", 2), ("an official", 1), ("an official (2)", 1)]


def test_a_position_of_the_writer_says_of_which_article() -> None:
    assert which_article(report(announced()), "first") == "the article"
    both = report(announced(), held())
    assert which_article(both, "second") == "the article of 20 March 2031"
    same_day = report(held("one"), held("two"))
    assert which_article(same_day, "two") == "“The two article”"


def sided(name: str, side: str | None) -> Annotation:
    """An article in which Tarn, called on a `side` or on none, wants a dam and Velden is named."""
    made = Builder("Tarn demanded a dam. Velden is far.", id=name, published="2031-03-04")
    tarn = made.actor("Tarn", key="state:TA", side=side, role="party" if side else None)
    made.actor("Velden", key="state:VE")
    made.position(tarn, "demand", "Tarn demanded a dam", "demanded", "a dam")
    return made.annotation()


def test_who_is_on_a_side_in_one_article_is_on_it_in_all() -> None:
    made = report(sided("first", "a1"), sided("second", None))
    assert made.members == {("first", "a1"): "Tarn", ("second", "a1"): "Tarn"}
    (row,) = side_rows(made)
    assert len(row.cells["wants"]) == 2


def test_actors_of_several_articles_are_named_once_with_their_articles() -> None:
    made = report(sided("first", "a1"), sided("second", None))
    assert display.also_named(made).text.count("Velden") == 1
    assert "paragraph\u00a01 of article\u00a01" in display.also_named(made).text
