"""Texts with nothing to annotate, or nothing negotiated: no exception, and no row made up."""

from __future__ import annotations

import pytest

from analysis.annotate import annotate
from analysis.annotate.negotiation import NO_NEGOTIATION, tells_of_a_negotiation
from analysis.articles.paragraphs import find_paragraphs
from analysis.model import Annotation, Article

NOT_ENGLISH = {
    "German": (
        "Die Verhandlungen zwischen der Gewerkschaft und dem Konzern sind am "
        "Dienstag gescheitert. Der Sprecher sagte: „Wir fordern sechs Prozent "
        "mehr Lohn.“ Die Arbeitgeber lehnten das Angebot ab und drohten mit "
        "Aussperrung, falls die Streiks am Montag beginnen."
    ),
    "French": (
        "Les négociations entre le syndicat et la direction ont échoué mardi à "
        "Lyon. « Nous demandons une hausse des salaires de six pour cent », a "
        "déclaré la porte-parole. La direction a rejeté cette demande et menace "
        "de fermer le site si la grève commence lundi."
    ),
    "Spanish": (
        "Las negociaciones entre el sindicato y la empresa fracasaron el martes "
        "en Bilbao. «Exigimos una subida del seis por ciento», dijo el portavoz. "
        "La empresa rechazó la propuesta y amenazó con cerrar la planta si la "
        "huelga empieza el lunes."
    ),
    "Russian": (
        "Переговоры между профсоюзом и руководством завода провалились во "
        "вторник. «Мы требуем повышения зарплаты на шесть процентов», сказал "
        "представитель рабочих. Руководство отвергло предложение и пригрозило "
        "закрыть цех, если забастовка начнётся в понедельник."
    ),
    "Chinese": (
        "工会与公司周二在上海举行的谈判破裂。工会发言人说:“我们要求加薪百分之六。”公司拒绝了这一要求,并威胁说,如果下周一开始罢工,就关闭工厂。双方将"
        "于五月十二日再次会面。"
    ),
    "Arabic": (
        "انهارت المفاوضات بين النقابة والشركة يوم الثلاثاء في القاهرة. وقال "
        "المتحدث باسم العمال: «نطالب بزيادة قدرها ستة في المئة». ورفضت الشركة "
        "العرض وهددت بإغلاق المصنع إذا بدأ الإضراب يوم الاثنين."
    ),
}
NO_PROSE = {
    "code": (
        "def settle(offers, demands):\n"
        "    # returns the offer that meets all demands, if there is one\n"
        "    for offer in offers:\n"
        "        if all(demand(offer) for demand in demands):\n"
        "            return offer\n"
        '    raise ValueError("no deal: the talks have failed")\n'
        "\n"
        "class Meeting:\n"
        "    def __init__(self, place, date):\n"
        "        self.place = place\n"
        "        self.date = date\n"
    ),
    "list": (
        "Shopping\n"
        "- 2 onions\n"
        "- milk\n"
        "- Monday: bread\n"
        "- March issue of the magazine\n"
        "- call Anna\n"
        "- batteries (AA)\n"
    ),
    "table": (
        "Year\tExports\tImports\tBalance\n"
        "2019\t1,204\t1,388\t-184\n"
        "2020\t1,077\t1,102\t-25\n"
        "2021\t1,310\t1,455\t-145\n"
        "2022\t1,498\t1,620\t-122\n"
        "Total\t5,089\t5,565\t-476\n"
    ),
    "OCR noise": (
        "T|-|e rn1nister 5aid 0n M0nday th4t tbe ta1ks w0u1d c0nt¡nue. I\\Io dea1 "
        'w4s reacl1ed, tl1e sp0kes~ rnan s^id. ,,VVe w1ll n0t s1gn," he t0ld '
        "rep0rters .. ~~ l|l ii 1l1 .,; — -- 4 I1I|"
    ),
}
NOTHING_NEGOTIATED = {
    "sport": (
        "Rovers edge City in derby thriller\n"
        "\n"
        "Harlow Rovers beat Denton City 3-2 on Saturday in front of 41,000 fans, "
        "with striker Tom Bright scoring twice in the last ten minutes.\n"
        "\n"
        '"We never gave up," said manager Carl Voss. "The lads showed great '
        'character in the second half." Voss said he expected to be without '
        "captain Joe Lamb for next week's meeting with Millford, the first "
        "between the teams since March.\n"
        "\n"
        "City, who had won their last five games, met their match in a Rovers "
        "defence that refused to yield. Coach Paula Reyes criticised the referee "
        'and said the penalty decision was "a joke". Rovers play Millford on 12 '
        "May.\n"
    ),
    "weather": (
        "Heavy rain and strong winds will sweep across the north on Tuesday, "
        "forecasters said, with up to 60 mm expected over high ground.\n"
        "\n"
        "Temperatures will drop to 4 degrees by Wednesday night before a ridge "
        "of high pressure brings drier weather for the weekend. The Met Office "
        "warned of flooding in low-lying areas and said drivers should allow "
        "extra time. Gusts of 90 km/h are possible on exposed coasts, and snow "
        "is likely above 600 metres.\n"
    ),
    "recipe": (
        "Grandmother's plum cake\n"
        "\n"
        "Heat the oven to 180 degrees and butter a round tin. Beat the butter "
        "and the sugar until they are pale, then add the eggs one at a time. "
        "Fold in the flour, and if the dough is too stiff, add two spoons of "
        "milk. Press the plums into the dough with the cut side up and bake for "
        "50 minutes. Leave the cake in the tin for ten minutes before you turn "
        "it out. It keeps for three days, but we promise that nobody will wait "
        "that long.\n"
    ),
    "results": (
        "Brandt Industries raises outlook after strong quarter\n"
        "\n"
        "Brandt Industries reported a 12 percent rise in quarterly profit on "
        "Thursday, helped by demand for its electric motors in Asia. Revenue "
        "rose to 2.4 billion euros, which met analysts' expectations.\n"
        "\n"
        '"We are very pleased with the performance of all divisions," chief '
        "executive Ulrike Sommer said in a statement. The company expects "
        "revenue to grow by 8 to 10 percent this year. Shares rose 4 percent in "
        "early trading.\n"
        "\n"
        "Brandt offers motors for cars, lifts and pumps. It will hold its annual "
        "general meeting in Stuttgart on 14 May. The board will propose a "
        "dividend of 1.20 euros a share.\n"
    ),
    "crime": (
        "Two men were arrested on Sunday night after a jewellery shop was robbed "
        "in the centre of Kelso, police said.\n"
        "\n"
        "Detective Inspector Ann Poole said the men, aged 24 and 31, had "
        "threatened a shop assistant with a knife and demanded that she open the "
        'safe. "She was very brave," Poole said. One of the men was caught on '
        "the bridge; the other surrendered to officers at his home. The pair are "
        "due to appear in court on Tuesday. Officers appealed for witnesses.\n"
    ),
    "obituary": (
        "Elsa Moreau, who painted the harbours of Brittany for seven decades, "
        "died on Friday at her home in Quimper. She was 93.\n"
        "\n"
        "Born in 1928, Moreau met her husband, the sculptor Yves Kerjean, in "
        "Paris in 1951. The couple moved to Quimper in 1960 and opened a small "
        'school that taught painting to the children of fishermen. "She never '
        'refused a pupil," said her daughter, Anne Kerjean. Moreau rejected '
        "abstract art all her life. She is survived by two daughters and five "
        "grandchildren.\n"
    ),
    "review": (
        "The Last Ferry is a slow, handsome film that asks a great deal of its "
        "audience and gives most of it back. Director Lena Holt follows two "
        "brothers who meet again after thirty years on the island where they "
        "grew up. Their talks, long and mostly silent, are the heart of the "
        "film. Marcus Dean gives the performance of his life as the elder "
        "brother, who demands an apology that he knows he will never get. Holt "
        "has said that she wrote the script in three weeks. It opens in cinemas "
        "on 4 October.\n"
    ),
}
NEAR_MISSES = {
    "contract of a player": (
        "Late header sends United top\n"
        "\n"
        "United beat Rovers 2-1 at Hill Park on Saturday thanks to a late header "
        "from captain Sam Ode, who is in talks about a new contract.\n"
        "\n"
        "Rovers demanded a penalty in the first half when Ode appeared to handle "
        'the ball, but referee Jane Moss rejected their appeals. "We offered too '
        'much space," said Rovers coach Luis Peri. "We agreed at half-time to '
        "press higher and we didn't.\" United meet Rangers in the cup on 14 May. "
        "Police threatened to close the away end after flares were thrown.\n"
    ),
    "announcement": (
        "OSLO, 4 March 2031 - Brightline today announced a partnership agreement "
        "with Norvex to deliver solutions to the maritime sector.\n"
        "\n"
        '"Together we promise our customers a seamless experience," said '
        "Brightline CEO Kari Holt. Under the agreement the companies will offer "
        "joint products from the second quarter. Norvex will support customers "
        "around the clock. A launch event will be held in Oslo on 12 May.\n"
    ),
    "list of things to do": (
        "To do before the summit hike\n"
        "\n"
        "- agree meeting point with Tom (Friday?)\n"
        "- boots, poles, rain jacket\n"
        "- peace treaty with the neighbours about the dog\n"
        "- refuse second helping on Saturday!!\n"
        "- call bank: rejected card\n"
    ),
    "thriller": (
        "In Mara Linde's new thriller a UN mediator, played by a superb Tom Haas, "
        "flies to a fictional republic to free four hostages. The rebels demand "
        "gold; the president refuses; talks in a ruined hotel go nowhere until "
        "the second act.\n"
        "\n"
        "Linde met Haas in 2019 and promised him the part. The dialogue is sharp: "
        '"You offer me peace. I asked for a road." Do not leave before the '
        "credits.\n"
    ),
    "horoscope": (
        "Venus meets Mars on Tuesday and old disputes come to a head. Your "
        "partner demands answers; offer an olive branch and refuse to be drawn. "
        "On Thursday a deal you thought was dead comes back. If someone "
        "threatens your peace on Friday, agree to nothing before the weekend. "
        "Money talks are favoured on Saturday. Your lucky number is 7.\n"
    ),
    "advertisement for a job": (
        "We are looking for an experienced negotiator to lead talks with "
        "suppliers from 1 June. You will support our legal team, reject "
        "unsuitable offers and agree terms with partners in 20 countries. We "
        "offer 30 days' holiday and a company pension. We expect fluent German. "
        "Interviews will take place in Hamburg on 12 May. Diplomatic skills are "
        "required. Send your application by 30 April.\n"
    ),
    "walk": (
        "We met at Dalwhinnie station on Saturday morning and set off for the "
        "summit. Tom wanted to turn back at the loch. I refused. We agreed to "
        "give it until noon. The wind threatened to take the tent. On Sunday we "
        "reached the top at ten, and Anna offered round the last chocolate. "
        "Talks about the route down took longer than lunch.\n"
    ),
    "sermon": (
        "When two of you quarrel, who will speak first? Scripture does not offer "
        "us an easy treaty. It demands that we go to our brother before we bring "
        "our gift to the altar. We refuse, because we were hurt; we threaten to "
        "leave; we promise ourselves we will forgive on Sunday. Last Tuesday two "
        "neighbours came to see me about a hedge. They agreed on nothing, but "
        "they drank the tea. That, my friends, is a ceasefire.\n"
    ),
    "release notes": (
        "This release drops support for the old format. The client now rejects "
        "unsigned packages and negotiates encryption with the server. If the "
        "handshake fails, the connection is refused. We promised a stable "
        "interface, and old calls are still accepted. The proposal to remove "
        "the legacy backend was rejected. Thanks to all who offered patches.\n"
    ),
    "bees": (
        "Honeybee scouts reach agreement without a leader, researchers said on "
        "Tuesday. Each scout that returns dances for the site she prefers; "
        "others meet her dance with a butt of the head that means stop.\n"
        "\n"
        '"They bargain with their bodies," said biologist Ada Kern. A swarm '
        "rejects poor sites within hours. The deal is done when about 20 scouts "
        "meet at one cavity. The team expects to publish more data in June.\n"
    ),
}
CUT = (
    "Union leaders said on Monday that they would accept the mediator's plan "
    "if the company drops its demand for night shifts. The company, which "
    "has rejected two earlier proposals, said it would answer before the "
    'next round of talks in Graz on 3 June. "We are closer than we were a '
    'week ago," said the mediator, Eva Lang, who has met both si'
)


def read(text: str) -> Annotation:
    return annotate(
        Article(id="rubbish", text=text, published="2021-05-04", paragraphs=find_paragraphs(text))
    )


@pytest.mark.parametrize("text", NOT_ENGLISH.values(), ids=NOT_ENGLISH)
def test_other_languages_give_no_rows(text: str) -> None:
    annotation = read(text)
    assert annotation.positions == ()
    assert annotation.meetings == ()
    assert annotation.attributions == ()
    assert annotation.actors == ()


@pytest.mark.parametrize("language", [name for name in NOT_ENGLISH if name != "Chinese"])
def test_other_languages_are_named_as_the_reason(language: str) -> None:
    (note,) = read(NOT_ENGLISH[language]).notes
    assert note.startswith("The text does not look like English prose")


@pytest.mark.parametrize("text", NO_PROSE.values(), ids=NO_PROSE)
def test_code_lists_tables_and_noise_give_no_rows(text: str) -> None:
    annotation = read(text)
    assert annotation.positions == ()
    assert annotation.meetings == ()
    assert annotation.attributions == ()


@pytest.mark.parametrize("text", NOTHING_NEGOTIATED.values(), ids=NOTHING_NEGOTIATED)
def test_where_nothing_is_negotiated_there_are_no_positions_and_no_meetings(text: str) -> None:
    annotation = read(text)
    assert annotation.positions == ()
    assert annotation.meetings == ()


@pytest.mark.parametrize("text", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_words_of_negotiation_in_other_kinds_of_text_give_no_rows(text: str) -> None:
    annotation = read(text)
    assert annotation.positions == ()
    assert annotation.meetings == ()


def test_states_that_meet_negotiate_whatever_it_is_called() -> None:
    text = (
        "Chad and Libya will discuss the border on Monday. The foreign ministers of Chad and "
        "Libya met in Tunis on 2 May 2021. Libya demanded the reopening of all crossings, and "
        "Chad refused. Officials of both countries said little, and nobody stayed for the meal "
        "that the hosts had prepared. The next day was quiet, and the markets were open again.\n"
    )
    assert not tells_of_a_negotiation(text)
    annotation = read(text)
    assert annotation.meetings
    assert {one.type for one in annotation.positions} >= {"demand", "reject"}


def test_what_was_left_out_is_said() -> None:
    assert read(NOTHING_NEGOTIATED["crime"]).notes == (NO_NEGOTIATION,)
    assert read(NOTHING_NEGOTIATED["weather"]).notes == ()


def test_people_who_speak_are_reported_even_where_nothing_is_negotiated() -> None:
    speakers = {
        attribution.source.text
        for attribution in read(NOTHING_NEGOTIATED["crime"]).attributions
        if attribution.source is not None
    }
    assert {"police", "Detective Inspector Ann Poole", "Poole"} <= speakers


def test_half_an_article_keeps_what_it_says() -> None:
    annotation = read(CUT)
    names = {actor.id: actor.name for actor in annotation.actors}
    held = {(names.get(one.actor or ""), one.type) for one in annotation.positions}
    assert ("Union leaders", "accept") in held
    assert ("the company", "reject") in held
    (meeting,) = annotation.meetings
    assert (meeting.place, meeting.start, meeting.status) == ("Graz", "2021-06-03", "scheduled")


@pytest.mark.parametrize("length", range(0, len(CUT), 37))
def test_an_article_cut_anywhere_is_read(length: int) -> None:
    assert read(CUT[:length]).article.text == CUT[:length]


@pytest.mark.parametrize(
    "text",
    [
        "Talks on a truce broke up.",
        "The unions will strike on Monday if the pay offer stands. " * 8,
        "The envoy said a treaty was near. " * 12,
    ],
)
def test_words_of_negotiation_tell(text: str) -> None:
    assert tells_of_a_negotiation(text)


@pytest.mark.parametrize(
    "text",
    [
        "The striker asks a great deal of his team, according to the coach. " * 8,
        "The two met for lunch on Monday and a good deal was eaten. " * 8,
    ],
)
def test_words_that_only_look_like_it_do_not(text: str) -> None:
    assert not tells_of_a_negotiation(text)
