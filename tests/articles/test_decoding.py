"""Bytes of every common encoding come out as the text that went in; junk is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles.decoding import decode
from analysis.errors import ArticleError

ENGLISH = (
    "“We won’t sign,” the minister said – a café in Zürich was the venue.\n\n"
    "Talks on the €5 levy resume on Friday, Mr Peña’s office confirmed; nobody objects.\n"
) * 3
RUSSIAN = "Переговоры продолжились во вторник. Министр заявил, что соглашение возможно.\n" * 8


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "windows-1252",
        "mac_roman",
    ],
)
def test_english_text_survives_its_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding), where="x").text == ENGLISH


def test_latin_1_is_read() -> None:
    text = "Le café du Señor Núñez à Zürich; the talks went on without a break.\n"
    assert decode(text.encode("latin-1"), where="x").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "windows-1251", "koi8_r"])
def test_russian_text_survives_its_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding), where="x").text == RUSSIAN


def test_chinese_text_without_a_mark_is_read_as_utf_16() -> None:
    text = "会谈于周二恢复。\n部长说协议是可能的。\n"
    assert decode(text.encode("utf-16-le"), where="x").text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\r\n", "one\ntwo\n"),
        (b"one\rtwo\r", "one\ntwo\n"),
        (b"one\n\rtwo", "one\n\ntwo"),
        (b"", ""),
        (b"\xef\xbb\xbf", ""),
        (b"\xff\xfe", ""),
        ("a\xa0b".encode(), "a\xa0b"),
        (
            b"a \x1b[31m red \x07 line of text, kept as it is",
            "a \x1b[31m red \x07 line of text, kept as it is",
        ),
    ],
)
def test_line_ends_marks_and_odd_characters(data: bytes, text: str) -> None:
    assert decode(data, where="x").text == text


def test_a_torn_utf_8_text_loses_only_the_torn_character() -> None:
    data = ("“Déjà vu”, " * 10).encode()
    assert decode(data[:-3], where="x").text == "“Déjà vu”, " * 9 + "“Déjà vu�"


def test_a_stray_nul_in_a_long_text_is_a_character_like_others() -> None:
    text = "The ministers met again. " * 20 + "\x00" + " They will go on."
    assert decode(text.encode(), where="x").text == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "DOCX"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (random.Random(1).randbytes(20_000), "control characters"),
        (bytes(1000), "control characters"),
        (b"\x01\x02\x03\x04" * 100, "control characters"),
        (b"\xff\xfe" + b"\x00\xd8" * 200, "broken"),
    ],
)
def test_binary_junk_is_refused_with_what_was_found(data: bytes, said: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data, where="junk.txt")
    assert caught.value.where == "junk.txt"
    assert said in str(caught.value)
    assert "UTF-8" in str(caught.value.allowed)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_that_utf_8_can_hold_or_an_article_error(data: bytes) -> None:
    try:
        text = decode(data, where="x").text
    except ArticleError:
        return
    text.encode("utf-8")
    assert "\r" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_text_in_utf_8_comes_back_unchanged(text: str) -> None:
    expected = text.removeprefix("\ufeff")
    if not text.encode().startswith((b"%PDF-", b"{\\rtf", b"GIF8", b"BZh")):
        assert decode(text.encode(), where="x").text == expected
