"""Actors told by the text around their names: kinds, membership, sides, and who is left out."""

from __future__ import annotations

import pytest

from analysis.annotate.language import make_doc
from analysis.evaluate.gold import article_of


@pytest.fixture(scope="module")
def read(pipeline):
    def annotated(text, title=None, published=None):
        whole = f"{title}\n\n{text}" if title else text
        row = {"id": "x", "title": title, "text": whole, "dct": published}
        return next(pipeline.pipe([make_doc(pipeline, article_of(row))]))

    return annotated


def actor(doc, name):
    """Return the actor with this name or alias."""
    found = [a for a in doc._.actors if name in (a.name, *a.aliases)]
    assert len(found) == 1, (name, [(a.name, a.aliases) for a in doc._.actors])
    return found[0]


def names(doc):
    return {a.name for a in doc._.actors}


def named(doc, identifier):
    return next((a for a in doc._.actors if a.id == identifier), None)


# -- states that no table knows --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "state", "alias"),
    [
        (
            "Brevania's foreign minister left the talks. Brevanian officials said nothing.",
            "Brevania",
            "Brevanian",
        ),
        ("The government of Quistan rejected the map. Quistan said it was old.", "Quistan", ""),
        (
            "Ostreva, a small republic on the coast, accused its neighbour. The Ostrevans left.",
            "Ostreva",
            "Ostrevans",
        ),
        (
            "Lusk, the capital of Drovia, was calm. Lusk rejected the offer on Monday.",
            "Drovia",
            "Lusk",
        ),
    ],
)
def test_an_unknown_state_is_told_by_its_offices_and_demonyms(read, text, state, alias):
    doc = read(text)
    found = actor(doc, state)
    assert found.kind == "state"
    assert found.key == f"state:{state}"
    assert not alias or any(alias in mention.text for mention in found.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "Halvert, the country's biggest mill, rejected the price. Halvert shares fell.",
        "Anders Tolk said no. Tolk's minister friends were told by Tolk.",
        "Winton's mayor asked for time. Trucks stood still in Winton, drivers said.",
    ],
)
def test_companies_persons_and_towns_are_no_states(read, text):
    assert not any(a.key.startswith("state:") for a in read(text)._.actors)


# -- kinds by all uses -----------------------------------------------------------------------------


def test_a_company_told_by_an_apposition_is_one_everywhere(read):
    doc = read(
        "Corvin Reach, a U.S. hedge fund that holds 6 percent, wants a vote. Corvin Reach's"
        " shareholders agreed, and Corvin Reach rejected the offer."
    )
    assert actor(doc, "Corvin Reach").kind == "organisation"


def test_a_nationality_is_not_to_whom_a_company_belongs(read):
    doc = read(
        "Swedish paper maker Brunnfors rejected the bid from Alder Ltd. The Swedish company said"
        " that the price was low."
    )
    company = actor(doc, "Brunnfors")
    assert "The Swedish company" in company.aliases
    assert "Sweden" not in names(doc)


def test_a_treaty_and_a_conference_are_no_actors(read):
    doc = read("Delegates at COP31 said that Peru would leave the Paris Agreement.")
    assert {"France", "COP31"}.isdisjoint(names(doc))


def test_a_secretary_of_state_without_a_country(read):
    doc = read("Secretary of State Paula Finch said talks would go on. Finch left for Rome.")
    finch = actor(doc, "Paula Finch")
    assert finch.office == "Secretary of State"


def test_a_rank_with_its_dot_belongs_to_the_name(read):
    doc = read("Col. Idris Mako, who leads the government delegation, rejected the truce.")
    assert "Col. Idris Mako" in actor(doc, "Idris Mako").aliases


# -- aliases ---------------------------------------------------------------------------------------


def test_a_foreign_acronym_is_told(read):
    doc = read(
        "The Valmar Liberation Front, known by its French acronym FLV, rejected the truce. The FLV"
        " wants a new border. Rebels said so on Monday."
    )
    front = actor(doc, "Valmar Liberation Front")
    assert {"FLV", "Rebels"} <= set(front.aliases)


def test_the_union_before_its_name(read):
    doc = read(
        "Rail drivers will strike on Friday, their union said. The Rail Drivers' Federation wants 9"
        " percent. The union rejected the last offer."
    )
    union = actor(doc, "Rail Drivers' Federation")
    assert {"their union", "The union"} <= set(union.aliases)


def test_his_party_is_that_of_the_person(read):
    doc = read(
        "Karl Dorn, who leads the Farmers' Party, met Ana Lisk of the Radical Party. Dorn said that"
        " his party would not agree."
    )
    assert "his party" in actor(doc, "Farmers' Party").aliases


def test_a_board_is_its_company(read):
    doc = read(
        "The airline Merlow Air rejected a bid on Monday. Merlow Air's board said the price was too"
        " low."
    )
    assert "Merlow Air's board" in actor(doc, "Merlow Air").aliases


def test_a_title_names_the_actors_of_the_article(read):
    doc = read(
        "Dockers' union Havn rejected an offer from Portline Holdings on Monday. Portline said it"
        " would wait.",
        title="Portline Offer Rejected By Havn",
    )
    assert actor(doc, "Portline").mentions[0].start == 0


def test_a_surname_that_begins_a_sentence(read):
    doc = read("President Nikos Stavrides met the envoy. Stavrides said that he was content.")
    assert {a.name for a in doc._.actors if "Stavrides" in a.name} == {"Nikos Stavrides"}


def test_according_to_a_source_a_person_did_something(read):
    doc = read(
        "According to a person familiar with the talks, Ruth Hallam, a retired judge, has asked both"
        " sides to return."
    )
    assert "Ruth Hallam" in names(doc)
    assert not any("person familiar" in alias for alias in actor(doc, "Ruth Hallam").aliases)


# -- sides -----------------------------------------------------------------------------------------


def sides(doc):
    return {named(doc, a.side).name for a in doc._.actors if a.side}


def test_a_bid_sets_bidder_and_target_against_each_other(read):
    doc = read(
        "Brewer Alder Ltd has raised its offer for Italian rival Montefiore SpA to 21 euros a share."
        " Chairwoman Rita Sala said the board would meet."
    )
    assert sides(doc) == {"Alder Ltd", "Montefiore SpA"}


def test_negotiators_of_two_states(read):
    doc = read("Trade negotiators from Peru and Chile failed to agree on fish tariffs on Tuesday.")
    assert sides(doc) == {"Peru", "Chile"}


def test_a_union_on_strike_faces_the_company(read):
    doc = read(
        "The Mill Workers' Union rejected the pay offer and will strike on Monday. The paper company"
        " Larsund said it could not pay more. Larsund's chief negotiator, Per Aune, said that the"
        " company had made its last proposal."
    )
    assert sides(doc) == {"Mill Workers' Union", "Larsund"}


def test_in_talks_of_many_each_power_is_a_side(read):
    doc = read(
        "Brazil rejected the draft treaty. The European Union insists on a cap, India opposes it and"
        " Japan wants more time. Kenya, which is hosting the talks, proposed nothing."
    )
    assert {"Brazil", "European Union", "India", "Japan"} <= sides(doc)


def test_whom_a_mediator_is_said_to_be_from(read):
    doc = read(
        "Mediators from Oman and Norway pressed Chad's government and the Sahel Front to extend the"
        " truce."
    )
    assert actor(doc, "Oman").role == "mediator"
    assert actor(doc, "Norway").role == "mediator"
    assert sides(doc) == {"Chad", "Sahel Front"}


def test_an_officer_without_a_company_is_that_of_the_one_company(read):
    doc = read(
        "Talks between the airline Merlow Air and the Pilots' Guild resumed on Monday. Chief"
        " Executive Tom Brand said he was hopeful."
    )
    assert named(doc, actor(doc, "Tom Brand").side).name == "Merlow Air"


# -- who is left out -------------------------------------------------------------------------------


def test_those_of_whom_nothing_is_told_are_no_actors(read):
    doc = read(
        "Peru and Chile agreed on Monday to free 14 captive soldiers. About 900 people live near the"
        " border, and every farmer uses the road."
    )
    assert names(doc) == {"Peru", "Chile"}


def test_ids_stay_together_when_actors_are_left_out(read):
    doc = read(
        "Children played while Peru accused Chile. An official said that shoppers had waited. Chile"
        " rejected the charge, and analysts said so."
    )
    identifiers = [a.id for a in doc._.actors]
    assert identifiers == [f"a{n}" for n in range(1, len(identifiers) + 1)]
    assert {one.actor for one in doc._.attributions} - {None} <= set(identifiers)
    assert set((doc._.mention_index or {}).values()) <= set(identifiers)


# -- confidence ------------------------------------------------------------------------------------


def test_confidence_is_a_chance_that_rises_with_the_evidence(read):
    doc = read(
        "Peru's foreign minister, Ana Ruiz, said that Peru would sign. An aide to a broker met"
        " Fendt in Lima."
    )
    ruiz = actor(doc, "Ana Ruiz")
    assert all(0.05 <= a.confidence <= 0.99 for a in doc._.actors)
    assert ruiz.confidence == max(a.confidence for a in doc._.actors)
