from __future__ import annotations

import json

import pytest

from analysis.report import fonts
from analysis.report.text import is_right_to_left, printable


def test_plain_latin_text_needs_no_font_beyond_the_ready_made() -> None:
    text = "Plain – “Latin” text, naïve Łódź Çelik 1 234 € → ²³"
    assert fonts.missing([text]) == []
    assert fonts.stylesheet([text]) == fonts.stylesheet([""])


def test_the_ready_made_files_hold_what_they_claim() -> None:
    from fontTools.ttLib import TTFont

    claimed = {
        code
        for first, last in json.loads((fonts.WEBFONTS / "coverage.json").read_text("utf-8"))
        for code in range(first, last + 1)
    }
    assert set(range(0x20, 0x7F)) | set(range(0xC0, 0x180)) <= claimed | {0x149}
    for style in ("normal", "italic"):
        with TTFont(fonts.WEBFONTS / f"plex-{style}.woff2") as file:
            assert claimed <= set(file.getBestCmap())
            assert {axis.axisTag for axis in file["fvar"].axes} == {"wght"}


@pytest.mark.parametrize(
    "text", ["Привет", "سلام", "שלום", "हिन्दी", "ไทย", "🙂", "中文", "日本語", "한국어"]
)
def test_other_letters_get_a_subset_the_same_each_time(text: str) -> None:
    assert fonts.missing([text]) == []
    if text.isascii() or ord(text[0]) > 0x2E80:  # the large font: its share is tested by coverage
        return
    rules = fonts.stylesheet([text])
    assert rules.count("@font-face") > 2
    assert rules == fonts.stylesheet([text[::-1]])


def test_letters_that_no_font_has_are_named() -> None:
    gaps = fonts.missing(["a\U000e0001b \U0001b002 \ue000"])
    assert "\ue000" in gaps
    assert "U+E000" in fonts.code_points(gaps)
    assert fonts.code_points(["x"] * 30).endswith("and 10 more")


def test_letters_that_cannot_be_written_become_visible_one_for_one() -> None:
    assert printable("a\x00\x1b\ud800\x85\ufffe\tb\nc") == "a\ufffd\ufffd\ufffd\ufffd\ufffd\tb\nc"


def test_direction_is_that_of_the_first_strong_letter() -> None:
    assert is_right_to_left("12 “سلام” and more")
    assert not is_right_to_left("see سلام")
    assert not is_right_to_left("12 – 13")
