"""Briefings of unlike articles, as their readers get them: every page, every link, every row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from analysis.report.content import Document
from tests.report.inprocess import ROOT, document, write

ARTICLES = ROOT / "tests" / "data" / "articles"
DEFAULT = ROOT / "data" / "articles" / "negotiations-reignited-in-kazakhstan.txt"
CROWD = ARTICLES / "mackerel-talks-in-torshavn.txt"
DATES = ARTICLES / "ceasefire-talks-on-the-orsa.txt"
NOTHING = ARTICLES / "a-lighthouse-reopens.txt"
# Briefing: its articles, most pages of its PDF.
BRIEFINGS: dict[str, tuple[tuple[Path, ...], int]] = {
    "default": ((DEFAULT,), 5),
    "crowd": ((CROWD,), 7),
    "dates": ((DATES,), 5),
    "nothing": ((NOTHING,), 3),
    "several": ((DATES, CROWD), 14),
}

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Briefing:
    """A briefing with its files."""

    document: Document
    html: Path
    pdf: Path
    standards: tuple[str, ...]

    def pages(self) -> list[Any]:
        return list(PdfReader(self.pdf).pages)


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory, shared_cache: None) -> dict[str, Briefing]:
    """The briefings, made once."""
    found = {}
    for name, (articles, _) in BRIEFINGS.items():
        made = document("briefing", articles=[str(path) for path in articles])
        folder = tmp_path_factory.mktemp(name)
        pages = write(made, folder)
        found[name] = Briefing(
            made, folder / "briefing.html", folder / "briefing.pdf", pages.standards
        )
    return found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a real browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", BRIEFINGS)
def test_the_pdf_keeps_to_its_standards_and_is_short(
    briefings: dict[str, Briefing], name: str
) -> None:
    assert briefings[name].standards == ("a-2a", "ua-1")
    assert len(briefings[name].pages()) <= BRIEFINGS[name][1]


@pytest.mark.parametrize("name", BRIEFINGS)
def test_no_heading_is_the_last_line_of_a_page(briefings: dict[str, Briefing], name: str) -> None:
    headings = {words for _, _, words in briefings[name].document.headings()}
    for page in briefings[name].pages():
        lines = [line.strip() for line in page.extract_text().splitlines() if line.strip()]
        body = [line for line in lines if not re.search(r"^Parley \d|^\d+ of \d+$", line)]
        assert body[-1] not in headings


def _destinations(pages: list[Any]) -> list[tuple[int, tuple[float, float]]]:
    """Return page and place to which each link of a PDF leads."""
    numbers = {page.indirect_reference.idnum: index for index, page in enumerate(pages)}
    found = []
    for page in pages:
        for one in page.get("/Annots") or []:
            link = one.get_object()
            assert link["/Subtype"] == "/Link"
            assert str(link.get("/Contents", "")).strip()
            target = link.get("/Dest") or link["/A"]["/D"]
            index = numbers[target[0].idnum]
            found.append((index, (round(float(target[2])), round(float(target[3])))))
    return found


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_link_of_the_page_is_one_of_the_pdf(
    briefings: dict[str, Briefing], name: str
) -> None:
    made = briefings[name]
    links = [link for link in made.document.root.find("a") if link.get("href").startswith("#")]
    pages = made.pages()
    places = _destinations(pages)
    # A link over two lines has two areas.
    assert len(places) >= len(links)
    for index, (across, up) in places:
        assert 0 <= across <= float(pages[index].mediabox.width)
        assert 0 <= up <= float(pages[index].mediabox.height)
    # Two marks may begin at one place; few do.
    assert len(set(places)) >= 0.75 * len({link.get("href") for link in links})


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_mark_of_the_charts_has_a_link_over_it_in_the_pdf(
    briefings: dict[str, Briefing], name: str
) -> None:
    made = briefings[name]
    marks = sum(1 for svg in made.document.root.find("svg") for _ in svg.find("a"))
    assert (marks > 0) == any(True for _ in made.document.root.find("svg"))
    from analysis.report.blocks import typesetting

    def figures(blocks: list[Any]) -> Iterator[Any]:
        for block in blocks:
            if block["t"] == "figure":
                yield block
            elif block["t"] == "group":
                yield from figures(block["c"])

    areas = [
        area for block in figures(typesetting(made.document).blocks) for area in block["areas"]
    ]
    assert len(areas) == marks
    assert all(0 <= area["x"] <= 1 and area["w"] > 0 and area["h"] > 0 for area in areas)


# Tables of the program, not of the article.
_OWN_TABLES = {"accuracy"}


@pytest.mark.parametrize("name", BRIEFINGS)
def test_every_row_leads_to_its_words(briefings: dict[str, Briefing], name: str) -> None:
    root = briefings[name].document.root
    rows = 0
    for table in root.find("table"):
        if _OWN_TABLES & set(table.classes):
            continue
        for body in table.find("tbody"):
            for row in body.find("tr"):
                rows += 1
                assert any(link.get("href") for link in row.find("a")), row.text()
    assert rows


@pytest.mark.browser
@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_click_on_any_mark_or_number_shows_its_words(
    briefings: dict[str, Briefing], page: Any, name: str
) -> None:
    page.goto(briefings[name].html.as_uri())
    outcome = page.evaluate(
        """() => {
            const lost = [];
            let clicked = 0;
            for (const link of document.querySelectorAll('main a')) {
                const to = (link.getAttribute('href') || link.getAttribute('xlink:href'));
                history.replaceState(null, '', location.pathname);
                link.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
                const at = document.querySelector(':target');
                const box = at && at.getBoundingClientRect();
                const seen = box && box.bottom > 0 && box.top < innerHeight && box.width > 0;
                if (!at || '#' + at.id !== to || !seen) lost.push(to);
                clicked += 1;
            }
            return [clicked, lost];
        }"""
    )
    assert outcome[0] > 10
    assert outcome[1] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["default", "crowd", "nothing"])
@pytest.mark.parametrize(
    "view",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
        {"media": "print"},
    ],
    ids=["light", "dark", "320px", "print"],
)
def test_no_accessibility_violation(
    briefings: dict[str, Briefing], browser: Any, name: str, view: dict[str, Any]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(**{k: v for k, v in view.items() if k != "media"})
    opened = context.new_page()
    opened.goto(briefings[name].html.as_uri())
    if "media" in view:
        opened.emulate_media(media=view["media"])
    found = Axe().run(opened).response["violations"]
    width = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    context.close()
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found] == []
    # Paper is not scrolled.
    assert "media" in view or width[0] <= width[1]


def test_nothing_negotiated_is_said_in_sentences(briefings: dict[str, Briefing]) -> None:
    words = " ".join(briefings["nothing"].document.root.text().split())
    assert "No negotiation is reported in this article." in words
    assert "No meeting is reported in this article." in words
    assert "No position was found." in words
    for given in ("framed", "side;", "sides stand"):
        assert given not in words
