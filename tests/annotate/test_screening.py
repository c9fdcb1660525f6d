"""The gate before the annotators: English prose passes, everything else is named and left alone."""

from __future__ import annotations

import pytest

from analysis.annotate.screening import english_share, reason_not_to_read

ENGLISH = [
    "The ministers met in the capital on Monday and agreed that the talks would resume next week.",
    "Union leaders said they had not been told of the offer before it was sent to the newspapers.",
    "TALKS COLLAPSE. Both sides blame each other for the failure of the meeting in the mountain resort.",
]
OTHER = [
    "Die Minister trafen sich am Montag in der Hauptstadt und einigten sich darauf, die Gespräche in der nächsten Woche fortzusetzen.",
    "Les ministres se sont réunis lundi dans la capitale et ont décidé que les pourparlers reprendraient la semaine prochaine.",
    "Los ministros se reunieron el lunes en la capital y acordaron reanudar las conversaciones la próxima semana.",
    "De ministers kwamen maandag in de hoofdstad bijeen en spraken af dat de besprekingen volgende week worden hervat.",
    "Министры встретились в понедельник в столице и договорились возобновить переговоры на следующей неделе во вторник.",
    "import numpy as np\ndef area(width, height):\n    result = width * height\n    print(result)\n    return result\nvalue = area(3, 4)",
    "Flour 200 g, butter 120 g, sugar 80 g, eggs 2, milk 100 ml, salt 1 pinch, vanilla 1 pod, lemon 1",
    "Arsenal 2 Chelsea 1; Everton 0 Fulham 0; Leeds 3 Wolves 2; Burnley 1 Brighton 1; Newcastle 4 Spurs 0; Derby 1 Stoke 1; Hull 0 Luton 2",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_prose_is_read(text: str) -> None:
    assert reason_not_to_read(text) is None


@pytest.mark.parametrize("text", OTHER)
def test_other_text_is_not_read_and_the_reason_gives_the_share(text: str) -> None:
    reason = reason_not_to_read(text)
    assert reason is not None
    assert f"{english_share(text):.0%}" in reason


@pytest.mark.parametrize("text", ["", "???", "Talks fail.", "会谈失败"])
def test_a_text_too_short_to_tell_is_read(text: str) -> None:
    assert reason_not_to_read(text) is None
