"""Actors: every kind of construction on a sentence of its own, through the whole pipeline."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.annotate.actors import mention_index
from analysis.annotate.language import make_doc
from analysis.articles.paragraphs import find_paragraphs
from analysis.model import Article


@pytest.fixture(scope="session")
def read(pipeline):
    """Return a function from text to the annotated doc; each text is read once."""
    known = {}

    def annotated(text, published="2013-02-26"):
        if (text, published) not in known:
            article = Article(
                id="test", text=text, published=published, paragraphs=find_paragraphs(text)
            )
            known[text, published] = pipeline(make_doc(pipeline, article))
        return known[text, published]

    return annotated


def actor(doc, name):
    """Return the actor with this name or alias."""
    found = [a for a in doc._.actors if name in (a.name, *a.aliases)]
    assert len(found) == 1, (name, [(a.name, a.aliases) for a in doc._.actors])
    return found[0]


def named(doc, identifier):
    return next(a for a in doc._.actors if a.id == identifier)


# -- names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "alias", "key"),
    [
        ("Peru rejected the plan. Lima said it was unfair.", "Peru", "Lima", "state:PE"),
        ("Finnish negotiators left. Helsinki wants more time.", "Finland", "Helsinki", "state:FI"),
        ("The Kremlin denied it. Moscow accused Latvia of lying.", "Russia", "Moscow", "state:RU"),
        ("Brussels rejected the draft on Friday.", "European Union", "Brussels", "org:EU"),
        ("Downing Street said Britain would sign.", "United Kingdom", "Britain", "state:GB"),
        ("The White House and U.S. senators welcomed it.", "United States", "U.S.", "state:US"),
        ("The Kenyans walked out. Kenya wants a new date.", "Kenya", "Kenyans", "state:KE"),
    ],
)
def test_demonyms_capitals_and_seats_are_the_state(read, text, name, alias, key):
    doc = read(text)
    found = actor(doc, name)
    assert found.key == key
    assert found.kind in ("state", "organisation")
    assert alias in {found.name, *found.aliases} or f"The {alias}" in found.aliases


def test_a_capital_as_a_place_is_no_actor(read):
    doc = read("Norwegian envoys met rebel leaders in Berlin and later in Vienna.")
    assert {"Germany", "Austria"}.isdisjoint(a.name for a in doc._.actors)
    assert "Norway" in {a.name for a in doc._.actors}


def test_an_acronym_defined_in_the_text_is_the_same_actor(read):
    doc = read(
        "The Valley Growers Federation (VGF) rejected the tariff. The VGF said it would appeal."
    )
    found = actor(doc, "VGF")
    assert found.name == "Valley Growers Federation"
    assert found.kind == "organisation"


def test_a_known_bloc_is_one_actor_under_all_its_names(read):
    doc = read(
        "Envoys of the five permanent members of the U.N. Security Council plus Germany met Iran"
        ' in Geneva on Monday for talks. The "P5+1" wants inspections. The powers gave no date, and'
        " Iran rejected the world powers' offer."
    )
    bloc = actor(doc, "P5+1")
    assert bloc.kind == "group"
    assert bloc.key == "bloc:P5+1"
    texts = {mention.text.lower() for mention in bloc.mentions}
    assert "the powers" in texts
    assert any("permanent members" in text for text in texts)
    assert actor(doc, "Germany").side == bloc.id


def test_surnames_and_titles_are_the_same_person(read):
    doc = read(
        "Fisheries Minister Anna Holm met skippers on Monday. Holm said the quota stood. "
        "The minister had warned them in May."
    )
    holm = actor(doc, "Anna Holm")
    assert holm.kind == "person"
    assert holm.office == "Fisheries Minister"
    assert {"Holm", "The minister"} <= set(holm.aliases)


def test_two_persons_of_one_surname_stay_apart(read):
    doc = read("Maria Castro met the union. Pedro Castro, her rival, refused to sign.")
    assert actor(doc, "Maria Castro").id != actor(doc, "Pedro Castro").id


def test_a_description_in_front_of_an_organisation_names_its_sort(read):
    doc = read(
        "The pilots' union Contrail and the airline Vesta Air met on Monday. The union wants more"
        " rest; the carrier said no."
    )
    union, airline = actor(doc, "Contrail"), actor(doc, "Vesta Air")
    assert "The union" in union.aliases
    assert "the carrier" in airline.aliases
    assert union.side == union.id
    assert airline.side == airline.id


def test_unknown_names_become_actors(read):
    doc = read("Zorvex Mining Corp said on Friday that Ulmat Dorjin, its chairman, had resigned.")
    assert actor(doc, "Zorvex Mining Corp").kind == "organisation"
    assert actor(doc, "Ulmat Dorjin").kind == "person"


def test_a_dateline_is_no_actor(read):
    doc = read("KARVIK, March 3 (Reuters) - Estonia rejected the plan on Tuesday.")
    assert "KARVIK" not in {a.name for a in doc._.actors}


# -- descriptions -----------------------------------------------------------------------------------


def test_two_indefinite_officials_are_two_actors(read):
    doc = read(
        "A Western official said the draft was ready. A Western official in Vienna denied it. "
        "The official gave no reason."
    )
    officials = [a for a in doc._.actors if "official" in a.name.lower()]
    assert len(officials) == 2
    assert all(not a.named and a.kind == "role" for a in officials)
    assert "The official" in officials[1].aliases
    assert "The official" not in officials[0].aliases


def test_a_source_has_the_side_it_is_close_to(read):
    doc = read(
        "Talks between Serbia and Kosovo resumed on Monday. A source close to the Serbian"
        " negotiators said they were going well."
    )
    source = next(a for a in doc._.actors if a.name.startswith("source close"))
    assert not source.named
    assert source.side == actor(doc, "Serbia").id


def test_a_spokesman_speaks_for_whom_he_is_said_to(read):
    doc = read('"We are close," said a spokesman for Tunisian Trade Minister Leila Haddad.')
    spokesman = next(a for a in doc._.actors if a.name.startswith("spokesman"))
    minister = actor(doc, "Leila Haddad")
    assert spokesman.speaks_for == minister.id
    assert minister.member_of == actor(doc, "Tunisia").id


def test_a_named_spokeswoman_speaks_for_her_ministry(read):
    doc = read("The mining ministry's spokeswoman, Ines Paz, said the offer was final.")
    paz = actor(doc, "Ines Paz")
    assert named(doc, paz.speaks_for).name == "The mining ministry"


def test_one_who_acts_on_behalf_of_others_is_on_their_side(read):
    doc = read(
        "The five permanent members of the U.N. Security Council plus Germany held talks with Iran."
        " Catherine Ashton, who leads contacts with Iran on behalf of the world powers, was hopeful."
    )
    assert actor(doc, "Catherine Ashton").side == actor(doc, "P5+1").id


def test_media_of_a_country_are_unnamed_media(read):
    doc = read("Bolivian media said the march would go on.")
    media = actor(doc, "Bolivian media")
    assert media.kind == "media"
    assert not media.named
    assert media.role == "source only"


def test_the_government_is_the_state(read):
    doc = read("The government of Ecuador offered a truce. The government said it would wait.")
    assert "The government" in actor(doc, "Ecuador").aliases


def test_the_rebels_are_the_armed_body_of_the_text(read):
    doc = read(
        "The rebel Highland People's Army (HPA) rejected the truce. The rebels want a new border."
    )
    assert "The rebels" in actor(doc, "HPA").aliases


def test_a_delegation_is_its_state(read):
    doc = read("The Danish delegation left the room after Norway rejected its draft.")
    assert actor(doc, "The Danish delegation").name == "Denmark"


def test_the_two_sides_are_nobody_in_particular(read):
    doc = read("Chad and Niger met on Monday. The two sides agreed to meet again.")
    assert not any("sides" in name for a in doc._.actors for name in (a.name, *a.aliases))


# -- offices ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "same"), [("2013-02-26", True), ("2018-02-26", False), (None, False)]
)
def test_an_office_means_its_holder_on_that_day(read, published, same):
    text = (
        "John Kerry spoke first in the debate. The U.S. secretary of state said the offer was fair."
    )
    kerry = actor(read(text, published), "John Kerry")
    assert ("The U.S. secretary of state" in kerry.aliases) is same


# -- pronouns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Iceland said it would not sign.", "it", "Iceland"),
        ("Mauro Rossi said he hoped for a deal.", "he", "Mauro Rossi"),
        ("Ghana withdrew its offer.", "its", "Ghana"),
        ("Claire Dubois met the miners. She promised a raise.", "She", "Claire Dubois"),
    ],
)
def test_clear_pronouns_are_resolved(read, text, pronoun, name):
    doc = read(text)
    assert pronoun in {mention.text for mention in actor(doc, name).mentions}


def test_unclear_pronouns_are_left_alone(read):
    doc = read("Mauro Rossi met Paolo Conti on Friday after Luca Neri had left. He was late.")
    assert not any(mention.text == "He" for a in doc._.actors for mention in a.mentions)


def test_empty_it_is_nobody(read):
    doc = read("Malta left the talks. It is clear that no deal is near.")
    assert "It" not in {mention.text for mention in actor(doc, "Malta").mentions}


# -- sides ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Chile and Bolivia broke down on Monday.",
        "Chile and Bolivia resumed negotiations on Monday.",
        "Negotiators for Chile and Bolivia held a new round of talks.",
        "Chile met with Bolivia on Monday to discuss the border.",
        "Chile rejected Bolivia's proposal on Monday.",
    ],
)
def test_those_who_negotiate_are_the_parties(read, text):
    doc = read(text)
    chile, bolivia = actor(doc, "Chile"), actor(doc, "Bolivia")
    assert (chile.side, bolivia.side) == (chile.id, bolivia.id)
    assert chile.role == bolivia.role == "party"


def test_mediators_are_on_no_side(read):
    doc = read(
        "Talks between the Coast Workers' Union and the Harbour Company resumed on Monday. "
        "Labour Minister Tove Berg, who is mediating, called them useful."
    )
    berg = actor(doc, "Tove Berg")
    assert berg.role == "mediator"
    assert berg.side is None


def test_members_and_ministers_are_on_the_side_of_their_bloc_and_state(read):
    doc = read(
        "Talks between the European Union and Morocco on fish resumed on Monday. Spanish Fisheries"
        " Minister Luis Ortega said Spain needed the deal."
    )
    union = actor(doc, "European Union")
    assert actor(doc, "Spain").side == union.id
    assert actor(doc, "Luis Ortega").side == union.id


# -- attributions -----------------------------------------------------------------------------------


def test_attributions_get_their_actor(read):
    doc = read('Vesna Kos said the offer was fair. "We need more," she said.')
    kos = actor(doc, "Vesna Kos")
    assert [a.actor for a in doc._.attributions] == [kos.id, kos.id]


# -- the contract -----------------------------------------------------------------------------------


def test_ids_are_in_text_order_and_mentions_are_inside(read):
    doc = read("Peru rejected the plan. Lima said it was unfair. Chile and Peru will meet again.")
    actors = doc._.actors
    assert [a.id for a in actors] == [f"a{n}" for n in range(1, len(actors) + 1)]
    starts = [a.mentions[0].start for a in actors]
    assert starts == sorted(starts)
    assert all(m.text == doc._.article.text[m.start : m.end] for a in actors for m in a.mentions)


def test_mention_index_gives_the_inmost_actor(read):
    doc = read("The Iranian negotiators rejected the draft.")
    index = mention_index(doc)
    assert named(doc, index[1]).name == "Iran"
    assert named(doc, index[2]).name == "Iranian negotiators"
    assert 5 not in index


def test_default_article(read, root):
    path = root / "data" / "articles" / "negotiations-reignited-in-kazakhstan.txt"
    doc = read(path.read_text("utf-8"))
    names = {a.name for a in doc._.actors}
    assert {
        "Iran", "P5+1", "United States", "Germany", "Israel", "European Union", "John Kerry",
        "Catherine Ashton", "U.S. official", "Iranian media",
    } <= names  # fmt: skip
    iran, bloc = actor(doc, "Iran"), actor(doc, "P5+1")
    assert {"Iranian"} <= set(iran.aliases)
    assert {"the powers", "world powers"} <= set(bloc.aliases)
    assert {a.id for a in doc._.actors if a.side == a.id} == {iran.id, bloc.id}
    western = [a for a in doc._.actors if a.name == "Western official"]
    assert len(western) == 2
    ashton = actor(doc, "Catherine Ashton")
    assert ashton.office == "foreign policy chief"
    assert actor(doc, "John Kerry").office == "Secretary of State"
    assert any(a.speaks_for == ashton.id for a in doc._.actors)
    source = next(a for a in doc._.actors if a.name.startswith("source close"))
    assert source.side == iran.id


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(max_size=120))
def test_any_text_gives_spans_of_that_text(pipeline, text):
    article = Article(id="any", text=text, paragraphs=find_paragraphs(text))
    doc = pipeline(make_doc(pipeline, article))
    for found in doc._.actors:
        for mention in found.mentions:
            assert mention.text == text[mention.start : mention.end]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "Iran", "the", "(((", "“", "a" * 500])
def test_scraps_do_no_harm(read, text):
    assert isinstance(read(text)._.actors, list)


def test_the_same_text_gives_the_same_actors(pipeline):
    text = "Peru and Chile met. A Peruvian official said Lima would sign. He gave no date."
    article = Article(id="same", text=text, paragraphs=find_paragraphs(text))
    first = pipeline(make_doc(pipeline, article))._.actors
    assert first == pipeline(make_doc(pipeline, article))._.actors


def test_time_grows_with_length_only(pipeline):
    from analysis.annotate.naming.engine import find_actors

    sentence = "Peru and Chile met in Lima, and a Peruvian official said the minister would sign. "
    costs = []
    for repeats in (20, 80):
        article = Article(id="long", text=sentence * repeats)
        doc = pipeline(make_doc(pipeline, article))
        start = time.process_time()
        find_actors(doc)
        costs.append((time.process_time() - start) / repeats)
    assert costs[1] < 12 * costs[0]


# -- actors together ----------------------------------------------------------------------------------


def test_a_point_of_the_compass_in_a_name_is_not_the_west(read):
    doc = read(
        "Ministers from West African countries met in Abuja. West Coast dockers and North Korean"
        " traders stayed away, officials said."
    )
    assert "the West" not in {a.name for a in doc._.actors}
    assert actor(read("The West rejected the plan. Western envoys left."), "the West").key


def test_a_parliament_is_that_of_a_state_only_where_the_state_is_present(read):
    doc = read("The Senate rejected the coalition's budget, Austria's finance minister said.")
    assert not actor(doc, "The Senate").key.startswith("org:US")
    american = read("Canada rejected U.S. tariffs on Monday. The Senate opposed them as well.")
    assert actor(american, "Senate").key == "org:US-SENATE"


def test_a_post_with_its_field_belongs_to_the_name_after_it(read):
    doc = read(
        "Dunmore Energy rejected the claim. The French company's head of exploration, Luc Brun,"
        " told reporters it had paid."
    )
    brun = actor(doc, "Luc Brun")
    assert brun.office == "head of exploration"
    assert named(doc, brun.member_of).name in ("The French company", "Dunmore Energy")
    assert not any(a.name.endswith("head") for a in doc._.actors)


def test_a_given_name_like_a_preposition_follows_its_title(read):
    doc = read(
        "Transport Minister Per Aune, who is mediating between the airline Skarv Air and the"
        " pilots' union, said the two sides were close. Union officials denied it."
    )
    aune = actor(doc, "Per Aune")
    assert (aune.office, aune.role, aune.side) == ("Transport Minister", "mediator", None)
    officials = actor(doc, "Union officials")
    assert "union" in named(doc, officials.member_of).name


def test_a_common_word_shortens_the_only_name_that_ends_in_it(read):
    doc = read(
        "Delegations from the government of Karania and the Southern Peoples' Front met in Jubara"
        " on Monday for talks. The Front's chief negotiator, Deng Malual, said the army must go."
    )
    front = actor(doc, "Southern Peoples' Front")
    assert "Front" in front.aliases
    assert actor(doc, "Deng Malual").side == front.id
    assert {a.name for a in doc._.actors if a.side == a.id} == {"Karania", front.name}


_LICENCES = (
    "Kenya and Uganda warned oil firms on Monday that they would cancel licences unless the"
    " companies paid overdue fees.\n\nOfficials from the two East African countries urged managers of"
    " Petrolac, Dunmore Energy and two other producers to pay.\n\nKenya's petroleum board"
    " accused the firms of hiding volumes. A board official said that time was short."
)


def test_two_countries_joined_before_are_one_side(read):
    doc = read(_LICENCES)
    both = actor(doc, "Kenya and Uganda")
    assert both.role == "party"
    assert {"the two East African countries"} <= set(both.aliases)
    ours = {a.name for a in doc._.actors if a.side == both.id}
    assert {"Kenya", "Uganda", "Kenya's petroleum board", "board official"} <= ours
    assert any(name.startswith("Officials from") for name in ours)


def test_a_list_with_others_names_members_of_the_firms(read):
    doc = read(_LICENCES)
    firms = actor(doc, "oil firms")
    assert {"the companies", "the firms"} <= set(firms.aliases)
    assert actor(doc, "Petrolac").side == firms.id
    assert actor(doc, "Dunmore Energy").side == firms.id


def test_two_countries_that_face_each_other_are_no_side_together(read):
    doc = read(
        "India and China held talks on the border on Monday, officials from the two countries"
        " said. China rejected India's demand."
    )
    assert "India and China" not in {a.name for a in doc._.actors}
    assert actor(doc, "India").side != actor(doc, "China").side


def test_who_answers_an_offer_faces_who_made_it(read):
    doc = read("Northern Steel offered 14 euros a share on Monday. Belltrade rejected the bid.")
    assert actor(doc, "Northern Steel").role == actor(doc, "Belltrade").role == "party"


def test_a_minister_without_a_state_is_of_the_only_party_that_has_ministers(read):
    doc = read(
        "Karania's government and the Southern Peoples' Front held talks on Monday. Defence"
        " Minister Ana Obi rejected the Front's demand."
    )
    assert named(doc, actor(doc, "Ana Obi").side).name.startswith("Karania")
