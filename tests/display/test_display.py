"""What notebooks show: safe HTML, marks that overlap in any way, links that lead to their words."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis
from analysis import display
from analysis.display.markup import Block, direction, safe, table
from analysis.dossier import Dossier
from analysis.model import Annotation
from analysis.summaries import digest
from analysis.summaries.prose import Prose, quote, refs
from tests.dossiers import Builder, fishery

ALLOWED = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "caption", "a",
    "span", "mark", "sup", "sub", "strong", "em", "b", "i", "blockquote", "q", "dl", "dt", "dd", "figure",
    "figcaption", "br", "div", "section", "abbr", "time",
}  # fmt: skip
ATTRIBUTES = {"class", "id", "scope", "dir", "lang", "title", "href"}
# The mark of a corrected row is part of a cell.
SECTIONS = sorted(set(display.__all__) - {"corrected_mark"})
HOSTILE = (
    '<script>alert(1)</script> "quoted" & <img src=x onerror=alert(1)> `#read("/etc/passwd")` '
    "\\input{x} {{ 7*7 }} $x^2$ *bold* [l](javascript:alert(1)) \u202egnp.exe \x07 👩‍💻 العربية 中文"
)


class Checked(HTMLParser):
    """Reads HTML and fails on what is not allowed or not well nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.marked: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                assert (value or "").startswith("#")
                self.links.append((value or "")[1:])
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open and not (
            self.open and self.open[-1] == "span" and data.isdigit()
        ):
            self.text.append(data)


def checked(block: Block) -> Checked:
    reader = Checked()
    reader.feed(block.html)
    reader.close()
    assert reader.open == []
    return reader


def everything(made: Dossier) -> list[Block]:
    report = digest(made)
    return [getattr(display, name)(report) for name in SECTIONS]


@pytest.mark.parametrize("section", SECTIONS)
def test_sections_are_allowed_html_with_a_plain_text(section: str) -> None:
    block = getattr(display, section)(digest(fishery().dossier()))
    checked(block)
    # One article has nothing to differ from.
    assert bool(block.text.strip()) == (section not in ("also_named", "corrections", "differences"))
    assert block._repr_mimebundle_() == {"text/html": block.html, "text/plain": block.text}


@pytest.mark.parametrize("section", SECTIONS)
def test_an_article_without_a_negotiation_has_sentences_not_empty_tables(section: str) -> None:
    block = getattr(display, section)(digest(Builder("Rain is expected.").dossier()))
    checked(block)
    assert "<tbody></tbody>" not in block.html


def test_every_link_leads_to_words_and_every_row_has_one() -> None:
    made = fishery().dossier()
    ids = checked(display.annotated(digest(made))).ids
    assert len(ids) == len(set(ids))
    links = {link for block in everything(made) for link in checked(block).links}
    assert links
    assert links <= set(ids)
    for name in (
        "side_table", "position_table", "chronology_table", "speaker_table", "dates_read",
    ):  # fmt: skip
        body = getattr(display, name)(digest(made)).html.split("<tbody>")[1]
        for row in body.split("<tr>")[1:]:
            assert 'class="ref"' in row, row


def hostile() -> Builder:
    made = Builder(
        f"{HOSTILE}\nThe end.", title=HOSTILE, publisher=HOSTILE, published_basis=HOSTILE
    )
    actor = made.actor(HOSTILE, "organisation", role="party", aliases=(HOSTILE,), office=HOSTILE)
    said = made.says(actor, HOSTILE, None, HOSTILE)
    made.position(actor, "threaten", HOSTILE, None, HOSTILE, HOSTILE, attribution=said)
    made.meeting(
        HOSTILE,
        place=HOSTILE,
        name=HOSTILE,
        participants=(actor,),
        derivation=HOSTILE,
        contradictions=(HOSTILE,),
    )
    made.time(HOSTILE, "2031-04-08", derivation=HOSTILE)
    made.notes = (HOSTILE,)
    return made


def test_hostile_text_comes_out_as_text() -> None:
    for block in everything(hostile().dossier()):
        read = checked(block)
        assert "<script" not in block.html
        assert "<img" not in block.html
        block.html.encode("utf-8")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", block.html)
        assert "\u202e" not in block.html
        assert all(re.fullmatch(r"w\d+|par\d+", link) for link in read.links)
    shown = "".join(checked(display.annotated(digest(hostile().dossier()))).text)
    assert "<script>alert(1)</script>" in shown
    assert '`#read("/etc/passwd")`' in shown
    assert "العربية 中文" in shown


SPANS = st.lists(st.tuples(st.integers(0, 38), st.integers(1, 12)), max_size=7)


@settings(max_examples=150, deadline=None)
@given(SPANS, SPANS, SPANS)
def test_marks_that_overlap_in_any_way_nest_and_lose_no_letter(
    positions: list[tuple[int, int]], dates: list[tuple[int, int]], meetings: list[tuple[int, int]]
) -> None:
    text = 'abc def & ghi.\n<jkl> mno pqr\nstu vwx yz "12"'
    made = Builder(text)
    for start, length in positions:
        words = made.article.span(start, min(start + length, len(text)))
        if words.text:
            made.positions.append(_position(len(made.positions), words))
    for start, length in dates:
        words = made.article.span(start, min(start + length, len(text)))
        if words.text:
            made.times.append(_time(len(made.times), words))
    for start, length in meetings:
        words = made.article.span(start, min(start + length, len(text)))
        if words.text:
            made.meetings.append(_meeting(len(made.meetings), words))
    report = digest(made.dossier())
    block = display.annotated(report)
    read = checked(block)
    assert "".join(read.text).split() == text.split()
    assert len(read.ids) == len(set(read.ids))
    shown = set(re.findall(r'id="(w\d+)"', block.html))
    for reference in report.evidence.references:
        inside = text[reference.parts[0][0] : reference.parts[-1][1]].strip("\n")
        if inside:
            assert reference.anchor in shown or text[reference.parts[0][0]] == "\n"


def _position(index: int, words: object) -> object:
    from analysis.model import Position

    return Position(id=f"p{index + 1}", actor=None, type="demand", evidence=words)


def _time(index: int, words: object) -> object:
    from analysis.model import TimeExpression

    return TimeExpression(
        id=f"t{index + 1}", start=words.start, end=words.end, text=words.text, type="DATE",
        value="2031", derivation="so",
    )  # fmt: skip


def _meeting(index: int, words: object) -> object:
    from analysis.model import Meeting

    return Meeting(id=f"m{index + 1}", status="held", evidence=(words,), derivation="so")


def test_a_mark_holds_exactly_its_words() -> None:
    html = display.annotated(digest(fishery().dossier())).html
    words = re.search(r'<mark class="position" id="w5"[^>]*>(.*?)</mark><sup>5</sup>', html)
    assert words is not None
    assert unescape(words[1]) == "Norrland is demanding a herring quota of 60,000 tonnes"


def test_paragraphs_are_numbered_and_right_to_left_ones_turned() -> None:
    html = display.annotated(digest(Builder("One.\nقالت الوزارة نعم.").dossier())).html
    assert '<p id="par1"><span class="parnum">1</span> One.</p>' in html
    assert '<p id="par2" dir="rtl">' in html


def test_names_of_places_are_unlike_in_several_articles() -> None:
    made = [
        Builder("One.\nTwo.", id="one").annotation(),
        Builder("One.\nTwo.", id="two").annotation(),
    ]
    ids = checked(display.annotated(digest(Dossier(made)))).ids
    assert ids == ["par1-1", "par1-2", "par2-1", "par2-2"]


def test_an_article_of_nothing_is_shown() -> None:
    empty = Annotation(article=Builder("").article)
    for block in everything(Dossier([empty])):
        checked(block)


@pytest.mark.parametrize(
    ("text", "way"),
    [("abc", "ltr"), ("مرحبا abc", "rtl"), ("12 שלום", "rtl"), ("123", "ltr"), ("", "ltr")],
)
def test_direction(text: str, way: str) -> None:
    assert direction(text) == way


@given(st.text())
def test_safe_text_is_text(text: str) -> None:
    shown = safe(text)
    assert not set(shown) & set("<>\"'")
    shown.encode("utf-8")


def test_tables_have_heads_for_lines_and_columns_and_dashes_for_gaps() -> None:
    block = table("All", ["Who", "What"], [["A", ""], ["B", [Prose(), quote("x") + refs([2])]]])
    assert '<th scope="col">Who</th>' in block.html
    assert '<th scope="row">A</th><td>–</td>' in block.html
    assert '<a class="ref" href="#w2">2</a>' in block.html
    assert block.text == "All\nA  | What: –\nB  | What: “x” [2]"


def test_what_no_file_can_hold_is_replaced() -> None:
    assert safe("a\ud800b\x07c\x00d") == "a\ufffdb\ufffdc\ufffdd"


def test_actors_with_a_name_and_no_part_are_named_with_their_paragraph() -> None:
    shown = display.also_named(digest(analysis.open("negotiations-reignited-in-kazakhstan")))
    for name in ("Germany", "United States", "European Union"):
        assert name in shown.text
    assert 'href="#par14"' in shown.html
