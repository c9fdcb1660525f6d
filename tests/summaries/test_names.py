"""Names in sentences: articles, number, unnamed sources."""

from __future__ import annotations

import pytest

from analysis.summaries.names import are_people, indefinite_article, is_plural, name_actors
from tests.dossiers import Builder


@pytest.mark.parametrize(
    ("phrase", "article"),
    [
        ("Western official", "a"),
        ("aide to the minister", "an"),
        ("U.S. official", "a"),
        ("EU diplomat", "an"),
        ("UN envoy", "a"),
        ("FBI agent", "an"),
        ("NATO official", "a"),
        ("European diplomat", "a"),
        ("union leader", "a"),
        ("unnamed source", "an"),
        ("unidentified man", "an"),
        ("hourly worker", "an"),
        ("hostage", "a"),
        ("one-time rebel", "a"),
        ("Iranian envoy", "an"),
        ("Ukrainian envoy", "a"),
        ("MP", "an"),
    ],
)
def test_a_or_an_by_sound(phrase: str, article: str) -> None:
    assert indefinite_article(phrase) == article


@pytest.mark.parametrize(
    ("name", "kind", "plural"),
    [
        ("United States", "state", False),
        ("Western officials", "role", True),
        ("a Western official", "role", False),
        ("officials close to the talks", "role", True),
        ("Norrish media", "media", True),
        ("Dockworkers' Union", "organisation", False),
        ("world powers", "group", True),
        ("G7", "group", False),
        ("few", "role", True),
        ("a source with knowledge of the talks", "role", False),
        ("Ada Jones", "person", False),
        ("Hamas", "organisation", False),
        ("Three Affiliated Tribes", "organisation", True),
        ("the two sides", "group", True),
    ],
)
def test_number(name: str, kind: str, plural: bool) -> None:
    assert is_plural(name, kind) is plural


def called(text: str, name: str, kind: str = "organisation", **facts: object) -> str:
    made = Builder(text)
    actor = made.actor(name, kind, **facts)
    found = name_actors([made.annotation()]).name("made", actor)
    assert found is not None
    return found


def test_described_names_take_the_article_of_their_kind() -> None:
    front = called("Talks with the rebel Reed Front went on.", "Reed Front")
    assert front == "the Reed Front"
    assert called("They met the public-service union Unita today.", "Unita") == "Unita"
    assert called("Ost will host the Group of 9.", "Group of 9", mention="Group of 9") == (
        "the Group of 9"
    )


def test_descriptions_follow_the_text() -> None:
    unnamed = {"named": False}
    assert called("Then the museum said so.", "museum", "role", **unnamed) == "the museum"
    assert called("A museum said so.", "museum", "role", **unnamed) == "a museum"
    assert called("Officials said so.", "Officials", "role", **unnamed) == "officials"
    assert called("Neither side spoke.", "neither side", "role", **unnamed) == "neither side"


def test_the_article_of_the_text_is_followed() -> None:
    assert called("Talks with the Reed Board went on.", "Reed Board") == "the Reed Board"
    assert called("Oxmoor Bank refused. Later Oxmoor Bank agreed.", "Oxmoor Bank") == "Oxmoor Bank"


def test_states_take_the_article_only_where_usage_has_it() -> None:
    assert called("x", "United Kingdom", "state") == "the United Kingdom"
    assert called("the Norrland coast", "Norrland", "state") == "Norrland"
    assert called("x", "Sund Islands", "state") == "the Sund Islands"


def test_people_have_none() -> None:
    assert called("the Ada Holm we know", "Ada Holm", "person") == "Ada Holm"


def test_unnamed_sources_keep_their_words() -> None:
    assert called("x", "A Sund official", "role", named=False) == "a Sund official"
    assert called("x", "EU diplomat", "role", named=False) == "an EU diplomat"
    assert called("x", "Sund officials", "role", named=False) == "Sund officials"
    assert called("x", "Sund's negotiators", "role", named=False) == "Sund's negotiators"
    aide = "spokesman for the Reed Board's chair"
    assert called("x", aide, "role", named=False) == f"a {aide}"


def test_two_unnamed_sources_of_one_description_stay_two() -> None:
    made = Builder("An official spoke.\nAnother day, An official spoke.")
    first = made.actor("An official", "role", named=False, mentions=(made.span("An official"),))
    second = made.actor("An official", "role", named=False, mentions=(made.span("An official", 5),))
    naming = name_actors([made.annotation()])
    assert naming.name("made", first) == "an official (paragraph\u00a01)"
    assert naming.name("made", second) == "an official (paragraph\u00a02)"


def test_unknown_actors_have_no_name() -> None:
    naming = name_actors([])
    assert naming.name("made", "a1") is None
    assert naming.name("made", None) is None


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Ministers from the two countries", True),
        ("party leaders", True),
        ("envoys", True),
        ("Belmont Foods", False),
        ("Baltic Wings", False),
        ("the union", False),
        ("a source close to the talks", False),
    ],
)
def test_descriptions_of_several_people_take_a_plural_verb(name: str, several: bool) -> None:
    assert are_people(name) is several


@pytest.mark.parametrize("name", ["The Social Democrats", "the Greens", "Free Democrats"])
def test_parties_named_after_their_members_are_plural(name: str) -> None:
    assert is_plural(name, "organisation")
