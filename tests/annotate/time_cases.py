"""Sentences with their time expressions: (sentence, expression, type, value), by article date."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """One expression in a sentence of an article of a day."""

    published: str | None
    sentence: str
    expression: str
    type: str
    value: str


THURSDAY = "2024-05-16"  # ISO week 20
TUESDAY = "2019-10-08"  # ISO week 41

_WEEKDAYS = """
Dockers and the port authority met on Wednesday. | Wednesday | DATE | 2024-05-15
The two sides will meet again on Friday. | Friday | DATE | 2024-05-17
The union said it would walk out on Sunday. | Sunday | DATE | 2024-05-19
The envoys arrived in the capital on Thursday. | Thursday | DATE | 2024-05-16
The talks resume on Monday. | Monday | DATE | 2024-05-20
Plans for a summit on May 20 were dropped. | May 20 | DATE | 2024-05-20
Plans for talks on Monday were dropped. | Monday | DATE | 2024-05-20
Talks scheduled for Wednesday were cancelled. | Wednesday | DATE | 2024-05-15
The owner had called off a meeting set for Monday. | Monday | DATE | 2024-05-13
The owner has called off a meeting set for Monday. | Monday | DATE | 2024-05-20
The round had been due to finish on Wednesday. | Wednesday | DATE | 2024-05-15
The talks were to end on Tuesday but were extended. | Tuesday | DATE | 2024-05-14
The vote was moved from Monday to Tuesday. | Monday | DATE | 2024-05-20
The vote was moved from Monday to Tuesday. | Tuesday | DATE | 2024-05-21
The union had refused to attend a meeting on Tuesday. | Tuesday | DATE | 2024-05-14
The mediator proposed a session on Friday. | Friday | DATE | 2024-05-17
The mediator invited both sides to a meeting in Oslo on 22 June. | 22 June | DATE | 2024-06-22
The minister has called a meeting in Oslo on 29 May. | 29 May | DATE | 2024-05-29
The sides want a deal by Easter. | Easter | DATE | 2025-04-20
The hearing has been put off until September. | September | DATE | 2024-09
The vote was rescheduled for around June 5. | June 5 | DATE | 2024-06-05
The pilots should wait until after the vote in March. | March | DATE | 2025-03
A round planned for February in Oslo was cancelled. | February | DATE | 2024-02
On Wednesday, the first ships sailed. | Wednesday | DATE | 2024-05-15
They met on Wednesday, the first such talks in a year. | Wednesday | DATE | 2024-05-15
Talks were to have opened on June 3 but were called off. | June 3 | DATE | 2024-06-03
The two ministers met on April 29. | April 29 | DATE | 2024-04-29
The truce collapsed on November 3. | November 3 | DATE | 2023-11-03
The minister is meeting the owners on Saturday. | Saturday | DATE | 2024-05-18
The offer was rejected Tuesday by the fishermen. | Tuesday | DATE | 2024-05-14
Fishermen blocked the harbour last Friday. | last Friday | DATE | 2024-05-10
The cabinet will vote next Tuesday. | next Tuesday | DATE | 2024-05-21
The union has until Sunday to reply. | Sunday | DATE | 2024-05-19
The ceasefire has held since Saturday. | Saturday | DATE | 2024-05-11
By Monday, both sides must hand in their papers. | Monday | DATE | 2024-05-20
A ruling is due on Friday. | Friday | DATE | 2024-05-17
The hearing was scheduled for Monday. | Monday | DATE | 2024-05-20
The strike, which began on Sunday, has closed three ports. | Sunday | DATE | 2024-05-12
Ahead of Friday's vote, the two parties traded insults. | Friday | DATE | 2024-05-17
After Monday's walkout, the company closed the gates. | Monday | DATE | 2024-05-13
The parties failed to agree on Sunday. | Sunday | DATE | 2024-05-12
The council agreed on Tuesday to meet on Saturday. | Tuesday | DATE | 2024-05-14
The council agreed on Tuesday to meet on Saturday. | Saturday | DATE | 2024-05-18
They held talks on Monday and Tuesday. | Monday | DATE | 2024-05-13
They held talks on Monday and Tuesday. | Tuesday | DATE | 2024-05-14
Talks will run from Monday to Thursday. | Monday | DATE | 2024-05-20
Talks will run from Monday to Thursday. | Thursday | DATE | 2024-05-23
The delegation was to leave on Sunday. | Sunday | DATE | 2024-05-19
The pilots would have walked out on Monday. | Monday | DATE | 2024-05-13
The court did not rule on Wednesday. | Wednesday | DATE | 2024-05-15
The firm could shut the plant on Saturday. | Saturday | DATE | 2024-05-18
The truce has been extended until Tuesday. | Tuesday | DATE | 2024-05-21
The fighting lasted until Tuesday. | Tuesday | DATE | 2024-05-14
Aid lorries were expected to cross on Sunday. | Sunday | DATE | 2024-05-19
Officials said late on Monday that a deal was close. | Monday | DATE | 2024-05-13
Officials said late Monday that a deal was close. | late Monday | DATE | 2024-05-13
Rebels seized the dam this Monday. | this Monday | DATE | 2024-05-13
The committee will publish its report this Friday. | this Friday | DATE | 2024-05-17
The minister told a Wednesday news conference that talks had failed. | Wednesday | DATE | 2024-05-15
During Tuesday's session, envoys walked out. | Tuesday | DATE | 2024-05-14
The bank wants an answer by Friday. | Friday | DATE | 2024-05-17
Both sides are set to return to the table on Wednesday. | Wednesday | DATE | 2024-05-22
The union said it would strike unless the firm improved its offer by Monday. | Monday | DATE | 2024-05-20
They had little time before a deadline of Saturday. | Saturday | DATE | 2024-05-18
The walkout would have grounded flights through Sunday. | Sunday | DATE | 2024-05-19
A delegate said on Monday the army would pull back by June 15. | Monday | DATE | 2024-05-13
A delegate told reporters Monday the army would pull back. | Monday | DATE | 2024-05-13
Flights could resume as early as Monday. | Monday | DATE | 2024-05-20
It happened on Tuesday last week. | Tuesday last week | DATE | 2024-05-07
It happened on Friday of last week. | Friday of last week | DATE | 2024-05-10
The mine will open on Monday next week. | Monday next week | DATE | 2024-05-20
Envoys met this past Friday. | this past Friday | DATE | 2024-05-10
"""

_MONTHS = """
Two rounds were held in 2023, in February and in August. | February | DATE | 2023-02
Two rounds were held in 2023, in February and in August. | August | DATE | 2023-08
They asked for a truce three or four months ago. | four months ago | DATE | 2024-01
An agreement on fishing quotas was reached in March. | March | DATE | 2024-03
A referendum will be held in September. | September | DATE | 2024-09
The last round of talks in April ended without a deal. | April | DATE | 2024-04
Ministers have not met since October. | October | DATE | 2023-10
The fishing quota expires in June. | June | DATE | 2024-06
The truce was signed in December. | December | DATE | 2023-12
Leaders met to prepare positions ahead of a summit in July. | July | DATE | 2024-07
Few expect progress before the election in October. | October | DATE | 2024-10
The upcoming talks in August worry the growers. | August | DATE | 2024-08
The treaty lapsed last June. | last June | DATE | 2023-06
They plan to sign the treaty next March. | next March | DATE | 2025-03
Talks are planned for early September. | early September | DATE | 2024-09
The subsidy scheme began in mid-January. | mid-January | DATE | 2024-01
The price cap was lifted in late November. | late November | DATE | 2023-11
The two governments settled in June 2021. | June 2021 | DATE | 2021-06
The mine closed in October last year. | October last year | DATE | 2023-10
The rule came in in February of this year. | February of this year | DATE | 2024-02
Talks collapsed at the end of March. | the end of March | DATE | 2024-03
The pipeline is to open in May 2026. | May 2026 | DATE | 2026-05
Prices rose in April and fell in May. | April | DATE | 2024-04
Last October, both sides agreed to swap prisoners by December. | December | DATE | 2023-12
The truce holds until end-March. | end-March | DATE | 2025-03
The deal was signed in 2020 or early March 2021. | early March 2021 | DATE | 2021-03
"""

_DAYS = """
The ferry firm dismissed 200 workers on 3 May. | 3 May | DATE | 2024-05-03
The ceasefire takes effect on June 1. | June 1 | DATE | 2024-06-01
The pact was signed on Dec. 5. | Dec. 5 | DATE | 2023-12-05
The vote took place on Feb. 29, 2024. | Feb. 29, 2024 | DATE | 2024-02-29
They met on Monday, 6 May. | Monday, 6 May | DATE | 2024-05-06
They met on Monday, May 6, 2024. | Monday, May 6, 2024 | DATE | 2024-05-06
The conference will run from 3 to 5 June. | 3 | DATE | 2024-06-03
The conference will run from 3 to 5 June. | 5 June | DATE | 2024-06-05
The parties will meet on May 20-22 in Oslo. | May 20 | DATE | 2024-05-20
The parties will meet on May 20-22 in Oslo. | 22 | DATE | 2024-05-22
The parties met on Feb. 26-27, 2013. | 27, 2013 | DATE | 2013-02-27
Fighting raged from March 3 to April 9, 2021. | March 3 | DATE | 2021-03-03
Fighting raged from March 3 to April 9, 2021. | April 9, 2021 | DATE | 2021-04-09
Envoys met on the 3rd of April. | the 3rd of April | DATE | 2024-04-03
The next hearing is on 2024-05-20. | 2024-05-20 | DATE | 2024-05-20
The notice is dated 13/05/2024. | 13/05/2024 | DATE | 2024-05-13
The notice is dated 05/13/2024. | 05/13/2024 | DATE | 2024-05-13
The notice is dated 13.5.2024. | 13.5.2024 | DATE | 2024-05-13
The notice is dated 03/04/2022. | 03/04/2022 | DATE | 2022-XX-XX
Notices came on 03/04/2022 and 25/04/2022. | 03/04/2022 | DATE | 2022-04-03
Notices came on 03/04/2022 and 04/25/2022. | 03/04/2022 | DATE | 2022-03-04
Delegates arrived on March 3, 5 and 7. | 5 | DATE | 2024-03-05
The deadline is Friday 31 May. | Friday 31 May | DATE | 2024-05-31
The cargo was due to sail on November 11. | November 11 | DATE | 2024-11-11
Security was tightened after the Sept. 11 attacks. | Sept. 11 | DATE | 2001-09-11
The next round is to open on the 27th. | the 27th | DATE | 2024-05-27
The last round closed on the 27th. | the 27th | DATE | 2024-04-27
The walkout follows a two-hour stoppage on Feb. 12. | Feb. 12 | DATE | 2024-02-12
The law was tightened after the 9/11 attacks. | 9/11 | DATE | 2001-09-11
The Feb. 13 death of the judge changed the court. | Feb. 13 | DATE | 2024-02-13
The next round is planned for the second week of July. | the second week of July | DATE | 2024-W28
Ministers will first meet in the last week of August. | the last week of August | DATE | 2024-W35
They met in the last week of August 2023. | the last week of August 2023 | DATE | 2023-W35
They will meet in the week of June 3. | the week of June 3 | DATE | 2024-W23
"""

_YEARS = """
The river treaty was signed in 2019. | 2019 | DATE | 2019
The dam was finished in early 2009. | early 2009 | DATE | 2009
They want a return to the 1967 borders. | 1967 | DATE | 1967
The plant is to open in mid-2026. | mid-2026 | DATE | 2026
Coal is to be phased out by the end of 2030. | the end of 2030 | DATE | 2030
Catches fell in the 2011-12 season. | 2011 | DATE | 2011
Catches fell in the 2011-12 season. | 12 | DATE | 2012
The dispute lasted from 1998 to 2003. | 1998 | DATE | 1998
The bank failed in the crisis of 2008-9. | 9 | DATE | 2009
A year-end deadline looms. | year-end | DATE | 2024
Songs of the '60s and 70s were played. | 70s | DATE | 197
The dispute lasted from 1998 to 2003. | 2003 | DATE | 2003
Both sides cite the 2015 agreement. | 2015 | DATE | 2015
The border was drawn in the 1920s. | the 1920s | DATE | 192
Tension rose in the early 1990s. | the early 1990s | DATE | 199
The mines closed in the '80s. | the '80s | DATE | 198
The mines closed in the eighties. | the eighties | DATE | 198
The claim goes back to the 19th century. | the 19th century | DATE | 18
The claim goes back to the twentieth century. | the twentieth century | DATE | 19
Output grew in the third quarter of 2023. | the third quarter of 2023 | DATE | 2023-Q3
Output grew in the fourth quarter of last year. | the fourth quarter of last year | DATE | 2023-Q4
Output fell in the first quarter. | the first quarter | DATE | 2024-Q1
Losses doubled in Q3 2022. | Q3 2022 | DATE | 2022-Q3
Orders are down from the first half of the year. | the first half of the year | DATE | 2024-H1
Exports shrank in the first half of 2023. | the first half of 2023 | DATE | 2023-H1
The ministry overspent in fiscal 2023. | fiscal 2023 | DATE | FY2023
The ministry overspent in the fiscal year 2023. | the fiscal year 2023 | DATE | FY2023
Cuts are planned for the current fiscal year. | the current fiscal year | DATE | FY2024
Wells ran dry last summer. | last summer | DATE | 2023-SU
The truce of the spring of 2012 did not hold. | the spring of 2012 | DATE | 2012-SP
Prices rose in the winter of 2014-15. | the winter of 2014-15 | DATE | 2014-WI
A plan will be published later this summer. | later this summer | DATE | 2024-SU
It is the fourth round this spring. | this spring | DATE | 2024-SP
The deal is to be signed this autumn. | this autumn | DATE | 2024-FA
The two sides will meet next autumn. | next autumn | DATE | 2024-FA
The ban was lifted in winter 2020. | winter 2020 | DATE | 2020-WI
"""

_RELATIVE = """
Envoys arrived yesterday. | yesterday | DATE | 2024-05-15
Envoys leave tomorrow. | tomorrow | DATE | 2024-05-17
Envoys are meeting today. | today | DATE | 2024-05-16
The airline cut pay last week. | last week | DATE | 2024-W19
The airline cut pay this week. | this week | DATE | 2024-W20
The airline will cut pay next week. | next week | DATE | 2024-W21
The airline cut pay last month. | last month | DATE | 2024-04
The airline will cut pay next month. | next month | DATE | 2024-06
The airline cut pay earlier this month. | earlier this month | DATE | 2024-05
The airline cut pay last year. | last year | DATE | 2023
The airline will cut pay later this year. | later this year | DATE | 2024
The airline cut pay late last year. | late last year | DATE | 2023
The airline will cut pay next year. | next year | DATE | 2025
Talks broke down over the weekend. | the weekend | DATE | 2024-W19-WE
The sides will meet this weekend. | this weekend | DATE | 2024-W20-WE
The sides met last weekend. | last weekend | DATE | 2024-W19-WE
The rebels left two weeks ago. | two weeks ago | DATE | 2024-W18
The rebels left three days ago. | three days ago | DATE | 2024-05-13
The rebels left a year ago. | a year ago | DATE | 2023
The rebels left five months ago. | five months ago | DATE | 2023-12
The rebels left about ten years ago. | about ten years ago | DATE | 2014
The rebels left several months ago. | several months ago | DATE | PAST_REF
Envoys arrived the day before yesterday. | the day before yesterday | DATE | 2024-05-14
Envoys leave the day after tomorrow. | the day after tomorrow | DATE | 2024-05-18
Envoys met the week before last. | the week before last | DATE | 2024-W18
Profits will be reported this quarter. | this quarter | DATE | 2024-Q2
Profits were reported last quarter. | last quarter | DATE | 2024-Q1
The issue must be settled this decade. | this decade | DATE | 202
The border was drawn last century. | last century | DATE | 19
The mill will close three weeks from now. | three weeks from now | DATE | 2024-W23
The mill will close by the end of the year. | the end of the year | DATE | 2024
The mill closed at the beginning of the month. | the beginning of the month | DATE | 2024-05
Prices are higher than a year earlier. | a year earlier | DATE | 2023
Sales fell this past weekend. | this past weekend | DATE | 2024-W19-WE
"""

_NARRATIVE = """
On 3 March 2021 the rebels took the town. The next day they left it. | The next day | DATE | 2021-03-04
On 3 March 2021 the rebels took the town. A day later they left it. | A day later | DATE | 2021-03-04
The pact was signed in June 2012 and collapsed two years later. | two years later | DATE | 2014
On 3 March 2021 the envoys arrived. They met that Friday. | that Friday | DATE | 2021-03-05
On 3 March 2021 they met, having arrived the previous day. | the previous day | DATE | 2021-03-02
On 3 March 2021 they met and parted the same day. | the same day | DATE | 2021-03-03
On 3 March 2021 they met. Later that month they parted. | that month | DATE | 2021-03
On 3 March 2021 they met. The following week they parted. | The following week | DATE | 2021-W10
The war began in April 1992. In June, the city fell. | June | DATE | 1992-06
The war began in April 1992 and ended later that year. | that year | DATE | 1992
The truce began on 3 March 2021, and a month later it collapsed. | a month later | DATE | 2021-04
The next day they left. | The next day | DATE | XXXX-XX-XX
In 1995 the accord was signed. That December, fighting resumed. | That December | DATE | 1995-12
In October 1995 it was signed. The following spring, thousands fled. | The following spring | DATE | 1996-SP
On 3 March 2021 they met. They had signed the day before. | the day before | DATE | 2021-03-02
They met in the week before Christmas. | the week before Christmas | DATE | 2023-W51
They met the day after Christmas. | the day after Christmas | DATE | 2023-12-26
On 3 March 2021 they met. Three weeks earlier they had refused. | Three weeks earlier | DATE | 2021-W06
"""

_DURATIONS = """
The meeting was the first in eight months. | eight months | DURATION | P8M
The two-day talks ended in discord. | two-day | DURATION | P2D
The two day negotiations ended in discord. | two day | DURATION | P2D
They had not met for three weeks. | three weeks | DURATION | P3W
Over the past three weeks, nothing moved. | the past three weeks | DURATION | P3W
The plan covers the next six months. | the next six months | DURATION | P6M
The blockade went on for several weeks. | several weeks | DURATION | PXW
The blockade went on for a few days. | a few days | DURATION | PXD
The meeting lasted a couple of hours. | a couple of hours | DURATION | PTXH
The meeting lasted 90 minutes. | 90 minutes | DURATION | PT90M
They spoke for half an hour. | half an hour | DURATION | PT30M
The siege lasted two and a half years. | two and a half years | DURATION | P2.5Y
The siege lasted a year and a half. | a year and a half | DURATION | P1.5Y
The lease runs for a decade. | a decade | DURATION | P10Y
Neighbours have quarrelled for decades. | decades | DURATION | PXY
The union called a 48-hour strike. | 48-hour | DURATION | PT48H
Catches shrank over the past year. | the past year | DURATION | P1Y
It took more than a week to count the votes. | more than a week | DURATION | P1W
The delay of almost two years angered growers. | almost two years | DURATION | P2Y
After weeks of talks, the firm gave in. | weeks | DURATION | PXW
They argued for a full day. | a full day | DURATION | P1D
It was the first meeting in twenty-five years. | twenty-five years | DURATION | P25Y
The minister's first 100 days were stormy. | 100 days | DURATION | P100D
Both sides accepted a two-week truce. | two-week | DURATION | P2W
The summit is two weeks before the election. | two weeks | DURATION | P2W
The work takes six to nine months. | six | DURATION | P6M
The work takes six to nine months. | nine months | DURATION | P9M
The lockout is in its third week after a dozen years of peace. | a dozen years | DURATION | P12Y
The offer is 6 percent over two years. | two years | DURATION | P2Y
The hearing will last three hours. | three hours | DURATION | PT3H
It was the largest strike in a quarter-century. | a quarter-century | DURATION | P25Y
The price has risen over the years. | the years | DURATION | PXY
The decades-long dispute is over. | decades-long | DURATION | PXY
"""

_SETS = """
The board meets every Monday. | every Monday | SET | XXXX-WXX-1
The quota is reset every year. | every year | SET | P1Y
The quota is reset each month. | each month | SET | P1M
The committee meets twice a week. | twice a week | SET | P1W
The committee meets three times a year. | three times a year | SET | P1Y
The committee meets every two weeks. | every two weeks | SET | P2W
The committee meets every other day. | every other day | SET | P2D
The envoys hold daily briefings. | daily | SET | P1D
The weekly flight was cancelled. | weekly | SET | P1W
The mine yields 20,000 tonnes a year. | a year | SET | P1Y
The fleet burns 40 litres per hour. | per hour | SET | PT1H
The market opens on Mondays. | Mondays | SET | XXXX-WXX-1
The siren sounds every morning. | every morning | SET | XXXX-XX-XXTMO
The envoys meet every June. | every June | SET | XXXX-06
The wells run dry every summer. | every summer | SET | XXXX-SU
The treaty is reviewed once every four years. | once every four years | SET | P4Y
"""

_TIMES = """
The vote was held at 3 p.m. on Tuesday. | 3 p.m. | TIME | 2024-05-14T15:00
The vote was held at 3 p.m. Tuesday. | 3 p.m. Tuesday | TIME | 2024-05-14T15:00
The port will close at noon on Friday. | noon | TIME | 2024-05-17T12:00
The union will walk out at midnight on Sunday. | midnight | TIME | 2024-05-19T24:00
The ceasefire began at 1430 GMT. | 1430 GMT | TIME | 2024-05-16T14:30Z
The talks ended at 18:00 on Wednesday. | 18:00 | TIME | 2024-05-15T18:00
Envoys met on Tuesday evening. | Tuesday evening | TIME | 2024-05-14TEV
Envoys met from noon on Monday until 3 a.m. | noon | TIME | 2024-05-13T12:00
Yesterday's talks ran from noon until 3 a.m. | 3 a.m. | TIME | 2024-05-16T03:00
The call was at 9 a.m. (1300 GMT) on Sunday. | 9 a.m. | TIME | 2024-05-12T09:00
The minister will speak at 7pm tonight. | 7pm tonight | TIME | 2024-05-16T19:00
Envoys met this morning. | this morning | TIME | 2024-05-16TMO
Envoys met last night. | last night | TIME | 2024-05-15TNI
Envoys will meet tonight. | tonight | TIME | 2024-05-16TNI
Envoys met yesterday afternoon. | yesterday afternoon | TIME | 2024-05-15TAF
Envoys will meet tomorrow morning. | tomorrow morning | TIME | 2024-05-17TMO
Envoys met at 9.30 am on Monday. | 9.30 am | TIME | 2024-05-13T09:30
Envoys met at 7 o'clock on Monday. | 7 o'clock | TIME | 2024-05-13T07:00
Shelling was heard on the night of May 3. | the night of May 3 | TIME | 2024-05-03TNI
On 3 March 2021 they met, and the following morning they parted. | the following morning | TIME | 2021-03-04TMO
"""

_FESTIVALS = """
The truce was broken on Christmas Day. | Christmas Day | DATE | 2023-12-25
The accord was reached on Good Friday. | Good Friday | DATE | 2024-03-29
They met before Easter 2023. | Easter 2023 | DATE | 2023-04-09
Flights will resume on Thanksgiving. | Thanksgiving | DATE | 2024-11-28
It is the second strike since Easter. | Easter | DATE | 2024-03-31
Prisoners were released at Nowruz. | Nowruz | DATE | 2024-03-20
The blockade began on New Year's Eve. | New Year's Eve | DATE | 2023-12-31
Dockers will return after Labor Day. | Labor Day | DATE | 2024-09-02
Envoys met on Orthodox Easter. | Orthodox Easter | DATE | 2024-05-05
"""

_REFERENCES = """
The border is now open. | now | DATE | PRESENT_REF
The two sides are currently talking. | currently | DATE | PRESENT_REF
The two sides recently spoke. | recently | DATE | PAST_REF
Prices have risen in recent weeks. | recent weeks | DATE | PAST_REF
Talks will go on in the coming weeks. | the coming weeks | DATE | FUTURE_REF
A deal will come soon. | soon | DATE | FUTURE_REF
They made such threats in the past. | the past | DATE | PAST_REF
They may return in the future. | the future | DATE | FUTURE_REF
Few believe in a deal these days. | these days | DATE | PRESENT_REF
"""

_TUESDAY = """
Ministers gathered in the capital on Tuesday. | Tuesday | DATE | 2019-10-08
The talks will continue on Wednesday. | Wednesday | DATE | 2019-10-09
Envoys said on Monday that the offer stood. | Monday | DATE | 2019-10-07
The union voted on Wednesday to strike. | Wednesday | DATE | 2019-10-02
The tariff takes effect in January. | January | DATE | 2020-01
The tariff was imposed in January. | January | DATE | 2019-01
The tariff was imposed on November 30. | November 30 | DATE | 2018-11-30
The tariff will be imposed on November 30. | November 30 | DATE | 2019-11-30
The parties met last week. | last week | DATE | 2019-W40
Talks went on over the weekend. | the weekend | DATE | 2019-W40-WE
Britain is to leave on October 31. | October 31 | DATE | 2019-10-31
The parties have been talking since September. | September | DATE | 2019-09
"""

_UNDATED = """
The union will walk out on Tuesday. | Tuesday | DATE | XXXX-WXX-2
An election will be held in June. | June | DATE | XXXX-06
The truce began on June 3. | June 3 | DATE | XXXX-06-03
The envoys met last week. | last week | DATE | XXXX-WXX
The envoys met yesterday. | yesterday | DATE | XXXX-XX-XX
The envoys met last year. | last year | DATE | XXXX
The envoys met in 2012. | 2012 | DATE | 2012
The envoys met for two days. | two days | DURATION | P2D
The envoys met on Tuesday evening. | Tuesday evening | TIME | XXXX-WXX-2TEV
The envoys met on 3 March 2021 and again a day later. | a day later | DATE | 2021-03-04
The envoys met this quarter. | this quarter | DATE | XXXX-QX
The envoys met on Christmas Day. | Christmas Day | DATE | XXXX-12-25
"""


def _read(published: str | None, text: str) -> list[Case]:
    cases = []
    for line in text.strip().splitlines():
        sentence, expression, kind, value = (part.strip() for part in line.split("|"))
        cases.append(Case(published, sentence, expression, kind, value))
    return cases


CASES: list[Case] = [
    *(
        case
        for text in (
            _WEEKDAYS,
            _MONTHS,
            _DAYS,
            _YEARS,
            _RELATIVE,
            _NARRATIVE,
            _DURATIONS,
            _SETS,
            _TIMES,
            _FESTIVALS,
            _REFERENCES,
        )
        for case in _read(THURSDAY, text)
    ),
    *_read(TUESDAY, _TUESDAY),
    *_read(None, _UNDATED),
]

# Sentences in which nothing is a time expression.
NOTHING: tuple[str, ...] = (
    "The party may leave the coalition.",
    "Protesters began a march on the capital.",
    "The Sun said the talks had failed.",
    "He read it in the Sunday Times and in USA Today.",
    "They broke Resolution 1929 and Resolution 2231.",
    "Some 2,000 people and 1500 soldiers gathered.",
    "The plant can make 1000 MW.",
    "Both sides still honour the Good Friday Agreement.",
    "The second round of talks was the hardest.",
    "The village lives off a spring in the hills.",
    "Prices may fall after the fall of the regime.",
    "Theresa May and April Ryan spoke.",
    "The 56-year-old mediator has two daughters.",
    "He is 56 years old.",
    "Boeing 1900 and Flight 1549 are numbers.",
    "The Arab Spring changed the region.",
    "They walked out for the second time in as many months.",
    "A quarter of the fleet stayed in port.",
    "They paid $1950 for it.",
    "The soldiers march and the people may follow.",
    "Article 2011 of the code is void.",
)
