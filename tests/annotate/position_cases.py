"""Sentences on many negotiations, with the positions that a careful reader finds in them.

Each case is a sentence and its positions: type ("not " before it where it is denied), holder (words of
the actor's name), and words that the issue must hold ("" where only type and holder are held).
"""

from __future__ import annotations

Case = tuple[str, tuple[tuple[str, str, str], ...]]

DEMANDS: tuple[Case, ...] = (
    ("The miners' union demanded a 9 percent raise on Thursday.", (("demand", "union", "raise"),)),
    ("Norway demands that foreign trawlers leave its waters.", (("demand", "Norway", "waters"),)),
    ("Kosovo insisted on full recognition of its borders.", (("demand", "Kosovo", "recognition"),)),
    (
        "The creditors insisted that Greece must sell the ports.",
        (("demand", "creditors", "ports"),),
    ),
    ("Peru called for the withdrawal of Ecuadorean soldiers.", (("demand", "Peru", "soldiers"),)),
    ("The teachers want smaller classes.", (("demand", "teachers", "classes"),)),
    ("Turkey wants Sweden to extradite the activists.", (("demand", "Turkey", "activists"),)),
    ("The rebels' demand for an amnesty has held up the deal.", (("demand", "rebels", "amnesty"),)),
    (
        "Serbia repeated its demand that the tariffs be scrapped.",
        (("demand", "Serbia", "tariffs"),),
    ),
    ("The pilots are holding out for a pension guarantee.", (("demand", "pilots", "pension"),)),
    ("Chile pressed Bolivia to reopen the crossing.", (("demand", "Chile", "crossing"),)),
    ("The court ordered the company to resume talks.", (("demand", "court", "talks"),)),
    ("Brazil is seeking a larger quota for its beef.", (("demand", "Brazil", "quota"),)),
    (
        '"All prisoners must be freed before any truce," said Amina Diallo, the rebel negotiator.',
        (("demand", "Diallo", "prisoners"),),
    ),
    (
        "Egypt's foreign minister said Ethiopia must share the data on the dam.",
        (("demand", "foreign minister", "data"),),
    ),
    (
        "The nurses demanded a shorter week and a ban on unpaid overtime.",
        (("demand", "nurses", "week"), ("demand", "nurses", "ban")),
    ),
)

APPEALS: tuple[Case, ...] = (
    ("Pope Francis appealed for a ceasefire in Sudan.", (("appeal", "Francis", "ceasefire"),)),
    (
        "The United Nations urged both sides to protect hospitals.",
        (("appeal", "United Nations", "hospitals"),),
    ),
    ("Finland called on Russia to release the crew.", (("appeal", "Finland", "crew"),)),
    ("The mayor asked the strikers to keep one ferry running.", (("appeal", "mayor", "ferry"),)),
    ("Families of the captives begged Hamas to show mercy.", (("appeal", "Families", "mercy"),)),
    ("Kenya invited the generals to peace talks in Nairobi.", (("appeal", "Kenya", ""),)),
    ("Japan encouraged Seoul to drop the lawsuit.", (("appeal", "Japan", "lawsuit"),)),
    ("The envoy pleaded with the militia to open the road.", (("appeal", "envoy", "road"),)),
    (
        "An appeal by the Red Cross for safe passage went unheard.",
        (("appeal", "Red Cross", "passage"),),
    ),
    (
        'The chancellor said that Athens "should accept the terms".',
        (("appeal", "chancellor", "terms"),),
    ),
)

OFFERS: tuple[Case, ...] = (
    ("Canada offered to cut its dairy tariffs.", (("offer", "Canada", "tariffs"),)),
    ("Volkswagen offered the union a bonus of 2,000 euros.", (("offer", "Volkswagen", "bonus"),)),
    ("Qatar proposed a ten-day truce.", (("offer", "Qatar", "truce"),)),
    ("India proposed that the glacier be demilitarised.", (("offer", "India", "glacier"),)),
    ("The bank is ready to write off half of the debt.", (("offer", "bank", "debt"),)),
    ("Greece said it was willing to discuss the airspace.", (("offer", "Greece", "airspace"),)),
    ("The studios are prepared to pay residuals.", (("offer", "studios", "residuals"),)),
    (
        "Britain put forward a plan to share the mackerel.",
        (("offer", "United Kingdom", "mackerel"),),
    ),
    ("The airline presented a new offer to the pilots.", (("offer", "airline", "offer"),)),
    ("Lebanon made a proposal for a joint patrol.", (("offer", "Lebanon", "patrol"),)),
    ("Syria's offer of a prisoner exchange came on Monday.", (("offer", "Syria", "prisoner"),)),
    ("Spain expressed its willingness to reopen the border.", (("offer", "Spain", "border"),)),
    ("Mali is open to a mediated settlement.", (("offer", "Mali", "settlement"),)),
)

ACCEPTANCES: tuple[Case, ...] = (
    (
        "Tonga agreed to a truce at sea and promised to release three boats.",
        (("accept", "Tonga", "truce"), ("promise", "Tonga", "boats")),
    ),
    ("Ukraine accepted the ceasefire.", (("accept", "Ukraine", "ceasefire"),)),
    ("Peru agreed to reopen the mine.", (("accept", "Peru", "mine"),)),
    ("The owners agreed on a salary cap.", (("accept", "owners", "salary cap"),)),
    ("The parliament approved the budget deal.", (("accept", "parliament", "budget"),)),
    (
        "Thailand and Cambodia agreed to a truce.",
        (("accept", "Thailand", "truce"), ("accept", "Cambodia", "truce")),
    ),
    ("The plan was accepted by Georgia last month.", (("accept", "Georgia", "plan"),)),
    ("The company backed down on the closures.", (("accept", "company", "closures"),)),
    ("Japan dropped its objections to the treaty.", (("accept", "Japan", "treaty"),)),
    ("Colombia eased the curfew in Cali.", (("accept", "Colombia", "curfew"),)),
    ("The railway bowed to the drivers' demands.", (("accept", "railway", ""),)),
    ("Sudan's acceptance of the roadmap pleased the mediators.", (("accept", "Sudan", "roadmap"),)),
)

REJECTIONS: tuple[Case, ...] = (
    ("Poland rejected the migrant quotas.", (("reject", "Poland", "quotas"),)),
    ("Iceland refused to lower its catch.", (("reject", "Iceland", "catch"),)),
    ("The board turned down the takeover bid.", (("reject", "board", "takeover bid"),)),
    ("Denmark ruled out a sale of the island.", (("reject", "Denmark", "sale"),)),
    ("Morocco opposes the referendum.", (("reject", "Morocco", "referendum"),)),
    ("Hungary vetoed the aid package.", (("reject", "Hungary", "aid"),)),
    ("Zambia's rejection of the bondholders' plan shook markets.", (("reject", "Zambia", "plan"),)),
    ("The offer was rejected by the pilots on Friday.", (("reject", "pilots", "offer"),)),
    ("Israel did not accept the timetable.", (("reject", "Israel", "timetable"),)),
    ("Russia will not withdraw its troops, the Kremlin said.", (("reject", "Russia", "troops"),)),
    ('"We cannot accept a cap on wages," said union leader Rosa Klein.', (("reject", "", "cap"),)),
    ("China objected to the inspections.", (("reject", "China", "inspections"),)),
    ("Nepal is unwilling to cede the valley.", (("reject", "Nepal", "valley"),)),
    ("Australia declined to join the pact.", (("reject", "Australia", "pact"),)),
    ("The draft, which Vietnam rejected, sets a deadline.", (("reject", "Vietnam", "draft"),)),
    ("A proposal rejected by Oman last spring is back.", (("reject", "Oman", "proposal"),)),
    (
        "For Armenia, a foreign corridor is a red line, its premier said.",
        (("reject", "", "corridor"),),
    ),
    ("The unions are opposed to any job cuts.", (("reject", "unions", "job cuts"),)),
    ("Ghana spurned the lenders' compromise.", (("reject", "Ghana", "compromise"),)),
)

THREATS: tuple[Case, ...] = (
    (
        "Mali and Niger told the miners that they would suspend exports of gold unless wages rose.",
        (("threaten", "Mali", "exports"), ("threaten", "Niger", "exports")),
    ),
    ("France threatened to impose tariffs on wine.", (("threaten", "France", "tariffs"),)),
    ("The drivers threatened a strike.", (("threaten", "drivers", "strike"),)),
    ("Iraq warned that it would cut off the oil.", (("threaten", "Iraq", "oil"),)),
    (
        "The union warned that it would walk out on Sunday unless pay rose.",
        (("threaten", "union", ""),),
    ),
    ("North Korea vowed to retaliate.", (("threaten", "North Korea", ""),)),
    ("Turkey issued an ultimatum to the militia.", (("threaten", "Turkey", ""),)),
    (
        "Pakistan will close the crossing unless India releases the pilot.",
        (("threaten", "Pakistan", "crossing"),),
    ),
    ("The rebels' threat to shell the port alarmed traders.", (("threaten", "rebels", "port"),)),
    ("Kenya warned Uganda against seizing the island.", (("threaten", "Kenya", "island"),)),
    ("Egypt did not rule out military action.", (("threaten", "Egypt", "action"),)),
    (
        '"If the shelling goes on, we will strike back," Colonel Musa Bello said.',
        (("threaten", "", ""),),
    ),
    ("Italy threatened to quit the talks if the quota stays.", (("threaten", "Italy", "talks"),)),
)

PROMISES: tuple[Case, ...] = (
    ("Germany promised to pay reparations.", (("promise", "Germany", "reparations"),)),
    ("The firm pledged not to close the plant.", (("promise", "firm", "plant"),)),
    ("Cuba vowed to free the dissidents.", (("promise", "Cuba", "dissidents"),)),
    (
        "Rwanda will hand over the suspects, its president said.",
        (("promise", "Rwanda", "suspects"),),
    ),
    (
        "The minister guaranteed a safe return for the refugees.",
        (("promise", "minister", "return"),),
    ),
    ("Tunisia committed to a reform of its subsidies.", (("promise", "Tunisia", "reform"),)),
    ("Latvia's pledge to share power convinced the party.", (("promise", "Latvia", "power"),)),
    (
        "The United States will lift the embargo if Cuba holds elections.",
        (("promise", "United States", "embargo"),),
    ),
)

CRITICISMS: tuple[Case, ...] = (
    (
        "Argentina condemned the drilling off the islands.",
        (("criticise", "Argentina", "drilling"),),
    ),
    ("The European Union accused Apple of stalling.", (("criticise", "European Union", ""),)),
    (
        "Bolivia blamed Chile for the collapse of the talks.",
        (("criticise", "Bolivia", "collapse"),),
    ),
    ("The opposition criticised the deal.", (("criticise", "opposition", "deal"),)),
    ("Vietnam lodged a protest with China over the rig.", (("criticise", "Vietnam", "rig"),)),
    ('A union official called the offer "an insult".', (("criticise", "union official", "offer"),)),
    ("Estonia voiced concern about the cables.", (("criticise", "Estonia", "cables"),)),
    ("Cyprus's criticism of the survey angered Ankara.", (("criticise", "Cyprus", "survey"),)),
    ('The terms were "unacceptable", Kuwait said.', (("reject", "Kuwait", "terms"),)),
    ("Malta is suing the cruise line.", (("criticise", "Malta", "cruise line"),)),
)

SUPPORT: tuple[Case, ...] = (
    ("Sweden welcomed the agreement.", (("support", "Sweden", "agreement"),)),
    ("The African Union backed the Kenyan plan.", (("support", "African Union", "plan"),)),
    ("Austria praised the mediator's patience.", (("support", "Austria", "patience"),)),
    ("The senators endorsed the treaty.", (("support", "senators", "treaty"),)),
    (
        "Jordan and Syria signed a water treaty.",
        (("accept", "Jordan", "treaty"), ("accept", "Syria", "treaty")),
    ),
    ("Portugal expressed support for the truce.", (("support", "Portugal", "truce"),)),
    ("The premier is in favour of a referendum.", (("support", "premier", "referendum"),)),
    ("Croatia does not support the sanctions.", (("reject", "Croatia", "sanctions"),)),
)

EXPECTATIONS: tuple[Case, ...] = (
    ("Diplomats expect an agreement by Friday.", (("expect", "Diplomats", "agreement"),)),
    (
        "The mediator hopes that the parties will sign the accord.",
        (("expect", "mediator", "accord"),),
    ),
    ("Few believe that the summit will end the war.", (("not expect", "", "war"),)),
    ("Analysts doubt that the truce will hold.", (("not expect", "Analysts", "truce"),)),
    ("The minister said he was optimistic about a deal.", (("expect", "minister", "deal"),)),
    (
        "Nobody expects a breakthrough, said Lena Roth, the EU envoy.",
        (("not expect", "", "breakthrough"),),
    ),
    (
        "Secretary of State Ann Cole said she hoped Laos would free the reporter.",
        (("expect", "Cole", "reporter"),),
    ),
)

NOTHING: tuple[str, ...] = (
    '"We are not asking for pity," the nurses\' leader said after talks with the ministry.',
    "Would Norway accept a smaller quota?",
    "It is not clear whether Japan will reject the plan.",
    "If Iran accepts the offer, the talks will move to Geneva.",
    "The minister declined to comment.",
    "The spokesman refused to say when the talks would end.",
    "A spokeswoman declined to be named.",
    "The two delegations met in Vienna on Tuesday.",
    "The talks were held in a hotel by the lake.",
    "The round ended without a joint statement.",
    "Negotiators had dinner together.",
    "The dispute threatens to trigger a war.",
    "The drought threatens harvests in the south.",
    "Strong demand for copper lifted prices.",
    "Consumer demand fell in March.",
    "The storm is expected to reach the coast on Sunday.",
    "The recipe calls for two eggs and a cup of flour.",
    "Add the onions and let them cook for ten minutes.",
    "The striker scored twice in the second half.",
    "The bridge supports a weight of forty tonnes.",
    "The company reported a profit of 3 million euros.",
    "The new model offers more room for luggage.",
    "This approach requires patience.",
    "The report calls the river one of the cleanest in Europe.",
    "He was born in Lyon and studied law.",
    "The ministry may reject the plan.",
    "Peru might agree to a pause.",
    "The road was closed because of snow.",
    "def accept(offer): return offer",
    "Temperatures will fall to five degrees at night.",
    "The film opens in cinemas on Friday.",
    "The treaty was drafted in 1998.",
    "Talks resumed after lunch.",
    "The charter has twelve articles.",
    "She wrote a book about the promise of solar power.",
    "The hotel promises a view of the sea.",
    "Does the union want a strike?",
    "The train to Basel leaves at noon.",
    "Rain is likely in the north.",
    "The delegation arrived by plane.",
    "What will Egypt offer in return?",
)


MORE: tuple[Case, ...] = (
    ("The growers' association wants the export ban lifted.", (("demand", "association", "ban"),)),
    ("Oslo appealed for restraint.", (("appeal", "Norway", "restraint"),)),
    (
        "The guild refused to discuss the pension fund and demanded a new vote.",
        (("reject", "guild", "pension"), ("demand", "guild", "vote")),
    ),
    (
        "The two chairmen embraced, only for the board to reject the merger.",
        (("reject", "board", "merger"),),
    ),
    ("Denmark has no plans to cede the reef.", (("reject", "Denmark", "reef"),)),
    (
        '"We will not sell a single wagon," said Ines Moreno, the railway director.',
        (("reject", "Moreno", "wagon"),),
    ),
    (
        "The envoy of Mali said there could be no truce without a release of the nurses.",
        (("demand", "envoy", "release"),),
    ),
    (
        '"No timetable, no deal," said Pia Lund, the union leader.',
        (("demand", "Lund", "timetable"),),
    ),
    (
        "The tenants' union says it will settle for nothing less than a rent freeze.",
        (("demand", "union", ""),),
    ),
    ("Chile gave Bolivia two weeks to reopen the crossing.", (("demand", "Chile", "crossing"),)),
    (
        "Iceland said it would set its own quota unless Norway came back with a better formula.",
        (("threaten", "Iceland", "quota"),),
    ),
    (
        "The army warned that any attack on the dam would be answered.",
        (("threaten", "army", ""),),
    ),
    (
        "Peru's foreign ministry said Ecuador had gone back on its word.",
        (("reject", "Ecuador", ""),),
    ),
    (
        "The German envoy said France had violated the truce.",
        (("criticise", "envoy", "truce"),),
    ),
    (
        "The harbour was not for sale, the premier of Malta said.",
        (("reject", "premier", "harbour"),),
    ),
    (
        "The Russian delegation said a shorter pipeline could not be financed.",
        (("reject", "Russia", "pipeline"),),
    ),
    (
        "Turkey accepted no inspections.",
        (("reject", "Turkey", "inspections"),),
    ),
    (
        "Sudan insists that the Nile states contribute to the fund.",
        (("demand", "Sudan", "fund"),),
    ),
    (
        "The IMF has made its loan conditional on a deal with creditors.",
        (("demand", "Monetary", "deal"),),
    ),
)

MORE_NONE: tuple[str, ...] = (
    "Peru did not rule out an amnesty for the mutineers.",
    "The union denied that it had threatened the editor.",
    "Had the rebels accepted the offer, the war would be over.",
    "The two sides failed to agree on a date.",
    "Norway and Iceland will resume the talks on Monday.",
    "In 1911 Peru rejected the treaty; the talks of 2023 are about fish.",
    "The envoy flew to Oslo on Monday, hoping to avert a vote.",
    "Nobody has offered the islanders a refund.",
    "The delegation insisted that the troops had never crossed the river.",
)

CONDITIONS: tuple[tuple[str, str, str], ...] = (
    ("The union will strike if the talks fail.", "threaten", "if the talks fail"),
    ("Unless the ban is lifted, Kenya will quit the bloc.", "threaten", "Unless the ban is lifted"),
    (
        "Qatar offered to free the pilots in exchange for a pardon.",
        "offer",
        "in exchange for a pardon",
    ),
    (
        "Cuba is ready to open its ports as long as the embargo ends.",
        "offer",
        "as long as the embargo ends",
    ),
    (
        "Chad agreed to host the talks on condition that the rebels disarm.",
        "accept",
        "on condition that the rebels disarm",
    ),
    (
        "Spain will sign the treaty provided that the quota is raised.",
        "promise",
        "provided that the quota is raised",
    ),
    (
        '"Depending on what they propose, we will offer a longer truce," said Omar Sy, the rebel envoy.',
        "offer",
        "Depending on what they propose",
    ),
    ("Laos promised to reopen the dam once the rains come.", "promise", "once the rains come"),
    (
        "The World Bank will release the loan only after Zambia cuts subsidies.",
        "promise",
        "only after Zambia cuts subsidies",
    ),
)
