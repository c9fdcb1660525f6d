"""Meetings in short passages: status, date, place and participants, each exactly."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annotate.meeting_texts import in_short

# Published on Wednesday 12 May 2021 unless a passage says otherwise.
PUBLISHED = "2021-05-12"

PASSAGES: dict[str, tuple[str, list[str]]] = {
    "met": (
        "Negotiators for {the port authority} and {the dockers' union} met on [Tuesday=2021-05-11] in Trieste.",
        ["held 2021-05-11 @ Trieste : the port authority, the dockers' union"],
    ),
    "met someone": (
        "{Prime Minister Ilves} met {President Kovac} in Ljubljana on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Ljubljana : Prime Minister Ilves, President Kovac"],
    ),
    "met with": (
        "{The finance minister} met with {the creditors} on [7 May=2021-05-07].",
        ["held 2021-05-07 @ - : The finance minister, the creditors"],
    ),
    "held talks": (
        "{Sudan} and {Ethiopia} held talks in Nairobi on [Sunday=2021-05-09].",
        ["held 2021-05-09 @ Nairobi : Sudan, Ethiopia"],
    ),
    "talks between": (
        "Talks between {Serbia} and {Kosovo} ended in Vienna on [Tuesday=2021-05-11] without a deal.",
        ["held 2021-05-11? @ Vienna : Serbia, Kosovo"],
    ),
    "possessive weekday": (
        "{Norway} tabled a new text at [Monday=2021-05-10]'s meeting with {the Faroe Islands} in Bergen.",
        ["held 2021-05-10 @ Bergen : the Faroe Islands"],
    ),
    "will meet": (
        "{The union} and {the company} will meet on [Friday=2021-05-14] in Leeds.",
        ["scheduled 2021-05-14 @ Leeds : The union, the company"],
    ),
    "are to meet": (
        "{The two sides} are to meet in Muscat on [20 May=2021-05-20].",
        ["scheduled 2021-05-20 @ Muscat : The two sides"],
    ),
    "agreed to meet": (
        "{Armenia} and {Azerbaijan} agreed to meet in Tbilisi [next week=2021-W20].",
        ["scheduled [2021-05-17..2021-05-23] @ Tbilisi : Armenia, Azerbaijan"],
    ),
    "scheduled for": (
        "A meeting between {the ministry} and {the nurses' union} is scheduled for [Thursday=2021-05-13].",
        ["scheduled 2021-05-13 @ - : the ministry, the nurses' union"],
    ),
    "due to begin": (
        "Peace talks between {the government} and {the rebels} are due to begin in Doha on [17 May=2021-05-17].",
        ["scheduled 2021-05-17/.. @ Doha : the government, the rebels"],
    ),
    "planned for": (
        "A fourth round of talks is planned for [June=2021-06] in Geneva.",
        ["scheduled 2021-06 @ Geneva : -"],
    ),
    "to be held": (
        "The summit, to be held in Reykjavik on [20 May=2021-05-20], will bring together eight states.",
        ["scheduled 2021-05-20 @ Reykjavik : -"],
    ),
    "proposed": (
        "{Turkey} proposed a meeting with {Greece} in Izmir [next month=2021-06].",
        ["proposed 2021-06 @ Izmir : Turkey, Greece"],
    ),
    "offered to host": (
        "{Switzerland} has offered to host talks between {Mali} and {the rebels} in Lausanne.",
        ["proposed [2021-05-12..] @ Lausanne : Mali, the rebels"],
    ),
    "invited to meet": (
        "{The mediator} invited {both governments} to meet in Oslo on [1 June=2021-06-01].",
        ["proposed 2021-06-01 @ Oslo : both governments"],
    ),
    "called for": (
        "{The bishops} called for talks on [Saturday=2021-05-15] between {the army} and {the protesters}.",
        ["proposed 2021-05-15 @ - : the army, the protesters"],
    ),
    "called off": (
        "[Monday=2021-05-10]'s meeting between {the pilots} and {the airline} was called off.",
        ["cancelled 2021-05-10 @ - : the pilots, the airline"],
    ),
    "was to meet but called it off": (
        "{The minister} was to meet {the growers} on [Friday=2021-05-14] but called it off.",
        ["cancelled 2021-05-14 @ - : The minister, the growers"],
    ),
    "cancelled noun": (
        "{France} cancelled a meeting with {Australia} that was planned for [Thursday=2021-05-13] in London.",
        ["cancelled 2021-05-13 @ London : France, Australia"],
    ),
    "postponed": (
        "Talks between {Malta} and {Libya} were postponed from [Monday=2021-05-17] to [Wednesday=2021-05-19].",
        ["scheduled 2021-05-19 @ - : Malta, Libya"],
    ),
    "are meeting": (
        "{Envoys of Chad} and {the rebels} are meeting in Niamey.",
        ["ongoing - @ Niamey : Envoys of Chad, the rebels"],
    ),
    "under way": (
        "Talks between {Fiji} and {Tonga} were under way in Suva on [Wednesday=2021-05-12].",
        ["ongoing 2021-05-12 @ Suva : Fiji, Tonga"],
    ),
    "began": (
        "{Chile} and {Bolivia} began talks in Lima on [Tuesday=2021-05-11].",
        ["ongoing 2021-05-11/.. @ Lima : Chile, Bolivia"],
    ),
    "two days of talks": (
        "{Peru} and {Ecuador} ended two days of talks in Quito on [Tuesday=2021-05-11].",
        ["held 2021-05-11? @ Quito : Peru, Ecuador"],
    ),
    "two days marked": (
        "{Peru} and {Ecuador} ended [two days=P2D] of talks in Quito on [Tuesday=2021-05-11].",
        ["held 2021-05-10/2021-05-11 @ Quito : Peru, Ecuador"],
    ),
    "third day": (
        "Talks in Bonn entered their third day on [Wednesday=2021-05-12].",
        ["ongoing 2021-05-10/.. @ Bonn : -"],
    ),
    "third day of talks": (
        "{The miners} walked out on the third day of talks in Katowice on [Tuesday=2021-05-11].",
        ["held 2021-05-09/2021-05-11 @ Katowice : -"],
    ),
    "continue on": (
        "{Kenya} and {Somalia} met in Djibouti on [Tuesday=2021-05-11]. The talks will continue on [Thursday=2021-05-13].",
        [
            "held 2021-05-11 @ Djibouti : Kenya, Somalia",
            "scheduled 2021-05-13 @ - : Kenya, Somalia",
        ],
    ),
    "from to": (
        "The previous round was held in Cartagena from [3=2021-05-03] to [5 May=2021-05-05].",
        ["held 2021-05-03/2021-05-05 @ Cartagena : -"],
    ),
    "on two days": (
        "{The ministers} will meet in Graz on [Thursday=2021-05-20] and [Friday=2021-05-21].",
        ["scheduled 2021-05-20/2021-05-21 @ Graz : The ministers"],
    ),
    "resume": (
        "{The writers} and {the studios} will resume talks on [Monday=2021-05-17].",
        ["scheduled 2021-05-17 @ - : The writers, the studios"],
    ),
    "again": (
        "{Benin} and {Togo} met in Accra on [Monday=2021-05-10]. They will meet again on [24 May=2021-05-24].",
        ["held 2021-05-10 @ Accra : Benin, Togo", "scheduled 2021-05-24 @ - : Benin, Togo"],
    ),
    "flew for talks": (
        "{The envoy} flew to Khartoum on [Sunday=2021-05-09] for talks with {the generals}.",
        ["held 2021-05-09 @ Khartoum : The envoy, the generals"],
    ),
    "spoke by phone": (
        "{The chancellor} spoke by phone with {the Turkish president} on [Tuesday=2021-05-11].",
        ["held 2021-05-11 @ - : The chancellor, the Turkish president"],
    ),
    "phone call": (
        "In a phone call on [Sunday=2021-05-09], {the king} urged restraint.",
        ["held 2021-05-09 @ - : the king"],
    ),
    "sat down with": (
        "{The employers} sat down with {the unions} on [Monday=2021-05-10].",
        ["held 2021-05-10 @ - : The employers, the unions"],
    ),
    "reconvene": (
        "{The coalition partners} will reconvene on [Saturday=2021-05-15].",
        ["scheduled 2021-05-15 @ - : The coalition partners"],
    ),
    "returned to the table": (
        "{The teachers' union} and {the school board} returned to the negotiating table on [Tuesday=2021-05-11].",
        ["held 2021-05-11 @ - : The teachers' union, the school board"],
    ),
    "compound place": (
        "The Abuja talks on [Monday=2021-05-10] brought no agreement.",
        ["held 2021-05-10 @ Abuja : -"],
    ),
    "three places": (
        "{The islands} blamed the failure of meetings in Suva, Apia and Canberra.",
        [
            "held [..2021-05-12] @ Suva : -",
            "held [..2021-05-12] @ Apia : -",
            "held [..2021-05-12] @ Canberra : -",
        ],
    ),
    "venue": (
        "{Ireland} and {Britain} met at Hillsborough Castle on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Hillsborough Castle, United Kingdom : Ireland, Britain"],
    ),
    "venue and town": (
        "{Iraq} and {Turkey} met at the Rixos Hotel in Baghdad on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Rixos Hotel, Baghdad : Iraq, Turkey"],
    ),
    "ministry": (
        "{The sides} will meet at the Labour Ministry on [Friday=2021-05-14].",
        ["scheduled 2021-05-14 @ Labour Ministry : The sides"],
    ),
    "hosted": (
        "Oman hosted talks between {Yemen} and {the Houthis} on [Sunday=2021-05-09].",
        ["held 2021-05-09 @ Oman : Yemen, the Houthis"],
    ),
    "since the last meeting": (
        "{The bloc} and {the islands} met in Nadi on [Monday=2021-05-10] for the first time since the last meeting in [February=2021-02].",
        ["held 2021-05-10 @ Nadi : The bloc, the islands", "held 2021-02 @ - : -"],
    ),
    "first since November": (
        "{The two Koreas} held their first talks since [November=2020-11] in Panmunjom on [Tuesday=2021-05-11].",
        ["held 2021-05-11 @ Panmunjom : The two Koreas", "held 2020-11 @ - : The two Koreas"],
    ),
    "first in months": (
        "{Guyana} and {Venezuela} met in Bridgetown on [Tuesday=2021-05-11], the first talks in [six months=P6M].",
        ["held 2021-05-11 @ Bridgetown : Guyana, Venezuela"],
    ),
    "after talks": (
        "{The governor} signed the pact on [Tuesday=2021-05-11] after talks with {the tribes} in Denver.",
        ["held [..2021-05-12] @ Denver : the tribes"],
    ),
    "month only": (
        "{The committee} last met in [March=2021-03].",
        ["held 2021-03 @ - : The committee"],
    ),
    "early June": (
        "{Rwanda} and {Uganda} will meet in [June=2021-06] in Gatuna.",
        ["scheduled 2021-06 @ Gatuna : Rwanda, Uganda"],
    ),
    "year only": (
        "{Egypt} and {Israel} met at Camp David in [1978=1978].",
        ["held 1978 @ Camp David, United States : Egypt, Israel"],
    ),
    "present tense future": (
        "{The leaders} meet in Porto on [Saturday=2021-05-15].",
        ["scheduled 2021-05-15 @ Porto : The leaders"],
    ),
    "summit": (
        "{The African Union} summit opens in Addis Ababa on [Sunday=2021-05-16].",
        ["scheduled 2021-05-16/.. @ Addis Ababa : -"],
    ),
    "said on is not met on": (
        "{A diplomat} said on [Tuesday=2021-05-11] that {Cuba} and {Spain} would meet in Madrid on [Friday=2021-05-14].",
        ["scheduled 2021-05-14 @ Madrid : Cuba, Spain"],
    ),
    "dateline is no meeting day": (
        "RIGA, [May 12=2021-05-12] - {Latvia} and {Belarus} held talks on [Monday=2021-05-10].",
        ["held 2021-05-10 @ - : Latvia, Belarus"],
    ),
    "no publication date": (
        "{Latvia} and {Belarus} held talks in Vilnius on [Monday=XXXX-WXX-1].",
        ["held - @ Vilnius : Latvia, Belarus"],
    ),
    # What is no meeting.
    "met the deadline": ("{The government} met the deadline on [Monday=2021-05-10].", []),
    "met demands": ("{The firm} met all demands of {the union} on [Monday=2021-05-10].", []),
    "met with criticism": ("The plan was met with criticism on [Monday=2021-05-10].", []),
    "talks in general": ("Negotiations have failed for years, and talks alone will not do.", []),
    "talks process": ("{The envoy} praised the talks process.", []),
    "no meeting": ("No meeting took place on [Monday=2021-05-10].", []),
    "refused to meet": ("{The rebels} refused to meet {the envoy} in Juba.", []),
    "did not meet": ("{The rebels} did not meet {the envoy} on [Monday=2021-05-10].", []),
    "if they meet": ("Prices will fall if {the ministers} meet in Quito.", []),
    "press conference": (
        "{The minister} told a news conference in Oslo on [Monday=2021-05-10] that a deal was near.",
        [],
    ),
    "shareholders": (
        "{The bank} faced its annual shareholders' meeting in Zurich on [Monday=2021-05-10].",
        [],
    ),
    "football": ("{Ajax} met {Porto} in the second round of the cup on [Monday=2021-05-10].", []),
    "knockout round": (
        "He was beaten in the third round of the golf tournament in Dubai on [Sunday=2021-05-09].",
        [],
    ),
    "conference call": (
        "{The company} told investors on a conference call on [Monday=2021-05-10] that sales rose.",
        [],
    ),
    "rejected proposal for known talks": (
        "A proposal by {Switzerland} to host the talks in Bern was turned down by {Ghana}.",
        [],
    ),
    "refused to attend": (
        "{The rebels} refused to attend the talks in Bangui on [Monday=2021-05-10].",
        ["held 2021-05-10 @ Bangui : -"],
    ),
    "rejected proposal": (
        "A proposal by {Switzerland} to host talks in Bern was turned down by {Ghana}.",
        [],
    ),
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passage(pipeline: Any, name: str) -> None:
    text, expected = PASSAGES[name]
    assert (
        in_short(pipeline, text, PUBLISHED if name != "no publication date" else None) == expected
    )
