"""Nexis exports: what their fields say, and what is no export."""

from __future__ import annotations

from analysis.articles.extracted import Extracted
from analysis.articles.nexis import is_export, split_export


def split(text: str) -> list[Extracted]:
    return split_export(Extracted(text, "plain text")) or []


CLASSIC = """
                               1 of 2 DOCUMENTS

                      Copyright 2031 Coast Media Limited
                              All Rights Reserved
                               The Coast Guardian

                            May 6, 2031 Tuesday

LENGTH: 20 words

BODY:

CITY

Envoys met in Port Sella.

GRAPHIC: {graphic}

LOAD-DATE: May 8, 2031

                               2 of 2 DOCUMENTS

                               The Coast Guardian

                            May 7, 2031 {weekday}

HEADLINE: Envoys leave

LENGTH: 9 words

Envoys left. Their chief, Ann Lee, said: "Body language matters."
LANGUAGE lessons go on.

LOAD-DATE: May 8, 2031
"""


def test_an_article_without_headline_has_none() -> None:
    first, second = split(CLASSIC.format(graphic="A photo " * 400, weekday="Wednesday"))
    assert first.title is None
    assert (first.published, first.publisher) == ("2031-05-06", "The Coast Guardian")
    assert first.text == "CITY\n\nEnvoys met in Port Sella.\n"
    assert second.title == "Envoys leave"
    assert second.text.endswith('said: "Body language matters." LANGUAGE lessons go on.\n')


def test_a_weekday_that_does_not_fit_is_no_date() -> None:
    _, second = split(CLASSIC.format(graphic="", weekday="Monday"))
    assert second.published is None
    assert second.published_basis is None


def test_one_article_of_todays_form_keeps_the_name_of_its_file() -> None:
    text = "Envoys meet\n\nThe Post\n\nMay 6, 2031\n\nLength: 4 words\n\nBody\n\nEnvoys met.\n\nEnd of Document\n"
    (found,) = split(text)
    assert (found.key, found.title, found.publisher) == ("", "Envoys meet", "The Post")
    assert found.published == "2031-05-06"
    assert found.text == "Envoys meet\n\nEnvoys met.\n"


def test_the_load_date_is_no_date_of_publication() -> None:
    text = "Envoys meet\n\nThe Post\n\nLength: 4 words\n\nBody\n\nEnvoys met.\n\nLoad-Date: May 6, 2031\n\nEnd of Document\n"
    (found,) = split(text)
    assert found.published is None


def test_what_is_no_export() -> None:
    for text in (
        "",
        "The board saw 3 of 25 documents, the envoy said.\n",
        "1 of 25 DOCUMENTS\n\nwas all that she had read.\n",
        "This is the\n\nEnd of Document\n\nand of the talks.\n",
        "Page 1 of 2\n\nLength: 20 words\n\nEnvoys met.\n",
        "Body\n\nSection: A\n\nLength: 5\n\nEnvoys met.\n",
    ):
        assert not is_export(text)
        assert split(text) == []
