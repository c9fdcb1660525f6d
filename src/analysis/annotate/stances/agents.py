"""Words for people and bodies that can take a stance."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.stances.words import listed

PERSONAL = listed("i we he she they it you who")
FIRST_PERSON = listed("i we our my us me ours mine ourselves myself")
FIRST_PLURAL = listed("we our us ours ourselves")
POSSESSIVE = listed("his her their its our my whose")
ACTOR_TOKENS = "parley: tokens of actors"
"""Key of ``Doc.user_data``: the tokens that the actors' component found to name actors."""
_QUANTITIES = listed("few many some others both neither nobody none one all everyone")
AGENTS = listed(
    "activist administration adviser advisor agency airline alliance ally ambassador "
    "analyst army assembly association authority bank bishop bloc board body "
    "bondholder boss brigade broker business cabinet campaign campaigner candidate "
    "captor chairman chairwoman chancellor chief church city civilian cleric club "
    "coach coalition colleague commander commission commissioner committee community "
    "company congress congressman consortium conservative council counterpart country "
    "court creditor critic delegate delegation democrat demonstrator deputy diplomat "
    "director doctor driver economist editor elder embassy emir employee employer "
    "envoy executive expert exporter faction farmer federation figure firefighter "
    "firm fisherman fishery force foe front general giant governor government grower "
    "guerrilla guild head hijacker hospital house household importer industry insider "
    "inspector institution insurgent intermediary investor islamist judge junta "
    "justice king kidnapper kingdom labour labor landlord lawmaker lawyer leader "
    "leadership league legislator legislature lender liberal lobby maker majority "
    "management manager mayor mediator member militant militia miner minister "
    "ministry minority mission monarch movement mp museum nation negotiator neighbour "
    "neighbor newspaper nurse observer officer official operator opponent opposition "
    "organisation organization owner panel paper parent parliament parliamentarian "
    "partner party patron people pilot plaintiff player police policeman policymaker "
    "politician pope power prefecture premier presidency president prime prince "
    "princess producer prosecutor protester protestor province publisher queen rebel "
    "refugee regime regulator representative republic republican resident rival royal "
    "ruler scientist secretariat secretary senate senator separatist shareholder "
    "sheikh shipper side socialist society soldier source speaker spokesman "
    "spokesperson spokeswoman staff state steelmaker striker student studio sultan "
    "summit supplier supporter syndicate taskforce teacher team tenant tribe troika "
    "troop trust union unionist university veteran village villager voter watchdog "
    "winger worker world youth utility west chair negotiators signatory hardliner "
    "moderate tribesman captors chieftain patriarch rabbi imam ayatollah warlord "
    "gunman hostage-taker airlines carrier railway retailer manufacturer automaker "
    "writer actor director screenwriter musician athlete professor academic "
    "dockworker docker trucker chairperson contractor developer fund group few "
    "inhabitant network cell dissident exile clan settler prisoner inmate detainee "
    "hostage captive family relative widow mother father brother lobbyist donor "
    "trader merchant fighter wing command squad unit navy tribunal jury ombudsman "
    "treasury consulate monk priest archbishop cardinal synod caucus backbencher "
    "taoiseach colonel captain admiral marshal consul arbitrator facilitator "
    "guarantor sponsor superpower oligarch tycoon buyer seller dealer customer "
    "passenger patient surgeon physician researcher engineer labourer peasant herder "
    "skipper crew sailor seafarer stevedore longshoreman courier rider attendant "
    "cleaner planter footballer artist singer composer playwright actress broadcaster "
    "columnist journalist reporter correspondent corporation conglomerate "
    "multinational subsidiary insurer chain supermarket carmaker chipmaker planemaker "
    "drugmaker shipbuilder school academy institute think-tank foundation charity ngo "
    "mosque town region canton district county municipality island homeland victim "
    "survivor governorate nationalist populist communist centrist green monarchist "
    "royalist jihadist secessionist loyalist mutineer putschist abductor pirate "
    "trafficker cartel gang mafia grouping axis quartet quad debtor stakeholder "
    "landowner homeowner ratepayer taxpayer pensioner graduate alumni apprentice "
    "fleet guard garrison trainee staffer aide minder bodyguard reservist conscript mercenary"
)


def is_first_person(token: Token) -> bool:
    """Tell "us" from "US": a pronoun of the first person, not a name spelt like one."""
    return token.lower_ in FIRST_PERSON and token.tag_ in ("PRP", "PRP$")


def is_agentive(token: Token) -> bool:
    """Tell whether `token` can stand for someone who takes a stance: a name, a person, a body."""
    if token.lower_ in PERSONAL or token.lower_ in POSSESSIVE or token.lower_ in _QUANTITIES:
        return True
    if token.i in token.doc.user_data.get(ACTOR_TOKENS, ()):
        return True
    if token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if token.pos_ == "PROPN":
        return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT", "WORK_OF_ART", "LAW")
    if token.tag_ in ("NN", "NNS", "JJ", "CD"):
        return token.lemma_.lower() in AGENTS or _stands_for_people(token)
    return False


def _stands_for_people(token: Token) -> bool:
    if token.lower_.endswith(("man", "men", "woman", "women", "person", "people", "workers")):
        return True
    # Blocs with a number in their name: P5, G20, E3.
    return token.text[0].isupper() and token.text[-1].isdigit()
