"""Three invented articles on one negotiation, from their text to what they have in common."""

from __future__ import annotations

import pytest

import analysis
from analysis.dossier import Dossier
from analysis.summaries.rows import rows

ARTICLES = {
    "announced": """\
Norway and Iceland to hold mackerel talks

BERGEN, March 4, 2031 - Norway and Iceland will open talks on mackerel quotas in Bergen on 11 March, officials said on Tuesday.

Norway rejected a joint fund for the fleet. Iceland demanded a quota of 90,000 tonnes.

The two sides last met in Akureyri in October. They are to meet again in Stavanger on 25 March.
""",
    "followed": """\
Norway and Iceland end first round of mackerel talks

BERGEN, March 12, 2031 - Norway and Iceland met in Bergen on Tuesday and will meet again in Stavanger on 25 March.

Norway accepted a joint fund for the fleet. Iceland demanded a quota of 80,000 tonnes.

The two countries had met in Akureyri on 14 October 2030.
""",
    "conflicting": """\
Iceland calls off meeting in Stavanger

STAVANGER, March 20, 2031 - Iceland and Norway have cancelled their talks in Stavanger on 25 March, the Norwegian government said on Thursday.

Norway and Iceland met in Bergen on 12 March.
""",
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return analysis.open([folder / f"{name}.txt" for name in ARTICLES])


def test_states_are_one_actor_in_all_articles(dossier: Dossier) -> None:
    found = {row["key"]: row for row in rows(dossier.reconciled_actors)}
    for key, name in (("state:NO", "Norway"), ("state:IS", "Iceland")):
        assert found[key]["name"] == name
        assert found[key]["articles"] == "announced; followed; conflicting"


def test_meetings_are_one_chronology(dossier: Dossier) -> None:
    found = [
        (row["place"], row["date"], row["status"], row["sources_agree"])
        for row in rows(dossier.reconciled_meetings)
    ]
    assert found == [
        ("Akureyri", "2030-10-14", "held", True),
        ("Bergen", "[2031-03-11,2031-03-12]", "held", False),
        ("Stavanger", "2031-03-25", "cancelled", True),
    ]


def test_what_differs_is_said_with_article_and_words(dossier: Dossier) -> None:
    (bergen,) = [row for row in rows(dossier.reconciled_meetings) if not row["sources_agree"]]
    said = bergen["differences"].split("; ")
    assert [words.partition("(")[2].split(":")[0] for words in said] == list(ARTICLES)
    assert said[1].startswith("2031-03-11 (followed: “")
    assert said[2].startswith("2031-03-12 (conflicting: “")


def test_positions_that_changed(dossier: Dossier) -> None:
    changed = {
        (row["actor"], row["stances"])
        for row in rows(dossier.reconciled_positions)
        if row["changed"]
    }
    assert changed == {
        ("state:NO", "reject (announced, 2031-03-04); accept (followed, 2031-03-12)"),
        ("state:IS", "demand (announced, 2031-03-04); demand (followed, 2031-03-12)"),
    }
