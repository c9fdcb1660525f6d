"""How newswire speaks of meetings: one sentence or two of our own for each construction."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annotate.meeting_texts import in_short

WEDNESDAY = "2021-05-12"

PASSAGES: dict[str, tuple[str, list[str]]] = {
    "travel to meet": (
        "{Envoy Lena Sund} will travel to Bamako [next month=2021-06] to meet {President Keita}.",
        ["scheduled 2021-06 @ Bamako : Envoy Lena Sund, President Keita"],
    ),
    "flew and met": (
        "{Envoy Lena Sund} flew to Cairo on [Monday=2021-05-10] and met {President Farid}.",
        ["held 2021-05-10 @ Cairo : Envoy Lena Sund, President Farid"],
    ),
    "expected and will meet": (
        "{Envoy Lena Sund} is expected in Doha on [Friday=2021-05-14] and will meet {Emir Nasser}.",
        ["scheduled 2021-05-14 @ Doha : Envoy Lena Sund, Emir Nasser"],
    ),
    "due to visit for talks": (
        "{Envoy Lena Sund} is due to visit Riyadh on [Friday=2021-05-14] for talks with {Oman}.",
        ["scheduled 2021-05-14 @ Riyadh : Envoy Lena Sund, Oman"],
    ),
    "hosted the leaders": (
        "{President Lang} hosted {the union's chairman} at Villa Rosa on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Villa Rosa : President Lang, the union's chairman"],
    ),
    "hosted the games": ("{Peru} hosted the Games in Lima on [Monday=2021-05-10].", []),
    "will receive": (
        "{President Lang} will receive {Karl Brandl} and {Anna Huber} on [Friday=2021-05-14].",
        ["scheduled 2021-05-14 @ - : President Lang, Karl Brandl, Anna Huber"],
    ),
    "met one and another later": (
        "{President Lang} met {Karl Brandl} in Lyon on [3 May=2021-05-03] and {Anna Huber} in Metz [two days later=2021-05-05].",
        ["held 2021-05-03 @ Lyon : President Lang, Karl Brandl"],
    ),
    "summoned to a meeting": (
        "{The ministry} summoned {Ettore Conti} to Rome for a meeting on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Rome : The ministry, Ettore Conti"],
    ),
    "gathered in": (
        "Negotiators had gathered in Bonn on [Monday=2021-05-10] to prepare the treaty.",
        ["held 2021-05-10 @ Bonn : -"],
    ),
    "protesters gathered": ("Protesters gathered in Bonn on [Monday=2021-05-10].", []),
    "shuttled between": (
        "{Envoy Nkosi} shuttled between {the rebels} and {the army} on [Monday=2021-05-10].",
        ["held 2021-05-10 @ - : Envoy Nkosi, the rebels, the army"],
    ),
    "conference call with": (
        "{Vikram Desai} held a conference call with {Colin Webb} on [Monday=2021-05-10].",
        ["held 2021-05-10 @ - : Vikram Desai, Colin Webb"],
    ),
    "met face to face": (
        "{The army} and {the rebels} last met face to face on [May 3=2021-05-03].",
        ["held 2021-05-03 @ - : The army, the rebels"],
    ),
    "not met since": (
        "{The army} and {the rebels} have not met since [Monday=2021-05-10].",
        ["held 2021-05-10 @ - : The army, the rebels"],
    ),
    "with somebody doing": (
        "{The union} and {Bolt} met in Lyon on [Monday=2021-05-10], with {Ada Kern} going from room to room.",
        ["held 2021-05-10 @ Lyon : The union, Bolt"],
    ),
    "where the chairmen will": (
        "A further meeting is scheduled for [Friday=2021-05-14] in Milan, where {Conti} and {Frei} will settle the price.",
        ["scheduled 2021-05-14 @ Milan : Conti, Frei"],
    ),
    "saying dated": (
        "{The Greens} said on [Monday=2021-05-10] they would open talks with {the Reds} on [Friday=2021-05-14].",
        ["scheduled 2021-05-14/.. @ - : the Reds"],
    ),
    "plans dropped": (
        "Plans for talks between {Peru} and {Chile} on [Friday=2021-05-14] were dropped.",
        ["cancelled 2021-05-14 @ - : Peru, Chile"],
    ),
    "talks it was to host": (
        "{Russia} has cancelled the talks it was to host in Sochi on [May 25=2021-05-25].",
        ["cancelled 2021-05-25 @ Sochi : Russia"],
    ),
    "session moved": (
        "Mediators postponed the next session of talks between {Peru} and {Chile} from [Thursday=2021-05-13] to [Saturday=2021-05-15].",
        ["scheduled 2021-05-15 @ - : Peru, Chile"],
    ),
    "rescheduled for about": (
        "A meeting of {the creditors} has been rescheduled for around [June 5=2021-06-05].",
        ["scheduled 2021-06-05~ @ - : the creditors"],
    ),
    "adjourned until": (
        "The talks between {Peru} and {Chile} were adjourned on [Monday=2021-05-10] until [Friday=2021-05-14].",
        ["held 2021-05-10? @ - : Peru, Chile", "scheduled 2021-05-14 @ - : Peru, Chile"],
    ),
    "which opened": (
        "The talks between {Peru} and {Chile} in Lima, which opened on [Monday=2021-05-10], go on.",
        ["ongoing 2021-05-10/.. @ Lima : Peru, Chile"],
    ),
    "meeting since": (
        "{Peru} and {Chile} have been meeting since [Monday=2021-05-10] in Lima.",
        ["ongoing 2021-05-10/.. @ Lima : Peru, Chile"],
    ),
    "extended": (
        "Talks between {Peru} and {Chile} were to end on [Monday=2021-05-10] but were extended until [Friday=2021-05-14].",
        ["ongoing /2021-05-14 @ - : Peru, Chile"],
    ),
    "count of the year": (
        "{Peru} and {Chile} met on [Monday=2021-05-10], their third meeting [this year=2021].",
        ["held 2021-05-10 @ - : Peru, Chile"],
    ),
    "will be the third round": (
        "The talks in Graz on [Tuesday, 18 May=2021-05-18], will be the third round.",
        ["scheduled 2021-05-18 @ Graz : -"],
    ),
    "two days ahead": (
        "{Anna Vos} will fly to Beijing on [May 22=2021-05-22] for [two days=P2D] of talks with {Liu Wen}.",
        ["scheduled 2021-05-22/2021-05-23 @ Beijing : Anna Vos, Liu Wen"],
    ),
    "days of talks ended": (
        "Nurses will vote after [two days=P2D] of talks in Cardiff ended on [Tuesday=2021-05-11].",
        ["held 2021-05-10/2021-05-11 @ Cardiff : -"],
    ),
    "a day after": (
        "{Hana Parata} met {Vikram Desai} on [Tuesday=2021-05-11], [a day=P1D] after officials ended talks in Wellington.",
        ["held 2021-05-11 @ - : Hana Parata, Vikram Desai", "held 2021-05-10 @ Wellington : -"],
    ),
    "places each with a date": (
        "Talks were held in Bergen in [January=2021-01], in Brussels in [March=2021-03] and in London in [April=2021-04].",
        [
            "held 2021-01 @ Bergen : -",
            "held 2021-03 @ Brussels : -",
            "held 2021-04 @ London : -",
        ],
    ),
    "there": (
        "{Kofi Ansah} held talks with {Carla Boyd} in Washington on [Monday=2021-05-10]. He met {Ellen Marsh} there on [Tuesday=2021-05-11].",
        [
            "held 2021-05-10 @ Washington : Kofi Ansah, Carla Boyd",
            "held 2021-05-11 @ Washington : Ellen Marsh",
        ],
    ),
    "settlement of": (
        "{Peru} and {Chile} will hold talks in the border town of Arica on [Friday=2021-05-14].",
        ["scheduled 2021-05-14 @ Arica : Peru, Chile"],
    ),
    "failed to agree": (
        "{Peru} and {Chile} failed on [Monday=2021-05-10] to agree on quotas. Their delegations met in Arica.",
        ["held 2021-05-10 @ Arica : Peru, Chile"],
    ),
    "agreement reached in": (
        "He said the pullback was no part of the agreement reached in Algiers on [May 5=2021-05-05].",
        ["held 2021-05-05 @ Algiers : -"],
    ),
    "treaty of a year": ("{Peru} and {Chile} signed a treaty in [1929=1929].", []),
    "face-to-face session": (
        "The mediator had proposed a face-to-face session on [Friday=2021-05-14].",
        ["proposed 2021-05-14 @ - : -"],
    ),
    "first since, when": (
        "{Peru} and {Chile} will meet on [Friday=2021-05-14]. It will be the first since [March=2021-03], when the teams spent a day in Lima.",
        ["scheduled 2021-05-14 @ - : Peru, Chile", "held 2021-03 @ Lima : Peru, Chile"],
    ),
    "leader of a delegation is no journey": (
        "{The mediator} invited {both sides} to meet in Oslo.",
        ["proposed [2021-05-12..] @ Oslo : both sides"],
    ),
    "call with investors": (
        "{The company} told investors on a conference call on [Monday=2021-05-10] of talks.",
        [],
    ),
    "no plans to meet": ("{The pope} has no plans to meet {the senator}.", []),
    "awaited in the present": (
        "He will speak after {the president} meets with {the senator} on [Friday=2021-05-14].",
        ["scheduled 2021-05-14 @ - : the president, the senator"],
    ),
    "invited for a meeting": (
        "{The speaker} has invited {the senator} for a meeting on [Friday=2021-05-14].",
        ["proposed 2021-05-14 @ - : The speaker, the senator"],
    ),
    "a house sits": ("{The Senate} reconvenes on [Friday=2021-05-14].", []),
    "moved to a town": (
        "The talks between {Peru} and {Chile} moved to Lima on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Lima : Peru, Chile"],
    ),
    "brought forward": (
        "A meeting of {the creditors} has been brought forward from [Friday=2021-05-14] to [Thursday=2021-05-13].",
        ["scheduled 2021-05-13 @ - : the creditors"],
    ),
    "suspended and resumed": (
        "Talks with {the owner} were suspended on [Sunday=2021-05-09] and resumed on [Tuesday=2021-05-11].",
        ["held 2021-05-09? @ - : the owner", "held 2021-05-11 @ - : the owner"],
    ),
    "sidelines": (
        "{Ali Karim} met {Omar Said} on the sidelines of a summit in Accra on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Accra : Ali Karim, Omar Said"],
    ),
    "visited and held talks": (
        "{Envoy Lena Sund} visited Cairo on [Monday=2021-05-10] and held talks with {Omar Said}.",
        ["held 2021-05-10 @ Cairo : Envoy Lena Sund, Omar Said"],
    ),
    "conversation by telephone": (
        "{Marc Gagnon} and {Roger Carver} had a conversation by telephone on [Monday=2021-05-10].",
        ["held 2021-05-10 @ - : Marc Gagnon, Roger Carver"],
    ),
    "to rejoin the talks": (
        "{Nathalie Roy} will travel to Lima on [Friday=2021-05-14] to rejoin the negotiations.",
        ["scheduled 2021-05-14 @ Lima : Nathalie Roy"],
    ),
    "talks of the first cycle": (
        "The first cycle, held in Caracas from [May 3=2021-05-03] to [May 5=2021-05-05], ended well.",
        ["held 2021-05-03/2021-05-05 @ Caracas : -"],
    ),
    "three summits": ("Three summits followed in [2018=2018].", []),
    "two rounds in neighbouring sentences": (
        "The second round was held in Graz in [March=2021-03]. The third round will be held in Graz in [June=2021-06].",
        ["held 2021-03 @ Graz : -", "scheduled 2021-06 @ Graz : -"],
    ),
    "day and month either way round": (
        "{Peru} and {Chile} met in Lima on [3/4/2020=2020-XX-XX].",
        ["held 2020 @ Lima : Peru, Chile"],
    ),
    "continue them elsewhere": (
        "{Iran} and {the agency} ended talks in Tehran on [Monday=2021-05-10] but will continue them in Vienna on [Friday=2021-05-14].",
        [
            "held 2021-05-10? @ Tehran : Iran, the agency",
            "scheduled 2021-05-14 @ Vienna : Iran, the agency",
        ],
    ),
    "the last conference": (
        "They want to start where the last conference, in the resort of Morat in [2017=2017], left off.",
        ["held 2017 @ Morat : -"],
    ),
    "took no part": (
        "Talks between {Peru} and {Chile} ended in Lima on [Monday=2021-05-10]. {Brazil} took no part in the talks.",
        ["held 2021-05-10? @ Lima : Peru, Chile"],
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passage(name: str, pipeline: Any) -> None:
    text, expected = PASSAGES[name]
    assert in_short(pipeline, text, WEDNESDAY) == expected
