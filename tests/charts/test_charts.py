"""The charts: what is drawn, at few and many actors and meetings, and what is said of it."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from analysis.charts import Chart, chronology, position_map, who_speaks, who_speaks_about_whom
from analysis.charts.chronology import _bounds, _ticks
from analysis.charts.positions import TALLEST
from analysis.charts.style import (
    WIDTH,
    families,
    side_styles,
    width_of,
    wrapped,
)
from analysis.summaries import digest
from analysis.summaries.chronology import meeting_views
from tests.dossiers import Builder, fishery

LONG = "Northern Confederation of Coastal Communities and Independent Owners of Trawlers"
SCRIPTS = (
    "中国外交部",
    "وزارة الخارجية",
    "משרד החוץ",
    "विदेश मंत्रालय",
    "Министерство",
    "$x_1$ & <b>",
)
CHARTS = (who_speaks, who_speaks_about_whom, position_map, chronology)


def crowd(actors: int, meetings: int, positions: int, sides: int = 2) -> Builder:
    """A dossier of any size, with long names and names in many scripts."""
    names = [LONG, *SCRIPTS, *(f"Actor number {index}" for index in range(actors))][:actors]
    lines = [
        f"{name} said thing{index} of {names[(index + 1) % actors]} at length."
        for index, name in enumerate(names)
    ]
    lines += [
        f"They want{index} the matter{index % 7} unless cond{index} holds."
        for index in range(positions)
    ]
    lines += [f"They met{index} there." for index in range(meetings)]
    made = Builder("\n".join(lines))
    people = [
        made.actor(
            name, "organisation", side=f"a{index % sides + 1}" if index < 3 * sides else None,
            role="party" if index < sides else None, named=index % 4 != 3,
        )
        for index, name in enumerate(names)
    ]  # fmt: skip
    for index, person in enumerate(people):
        content = lines[index].split(" said ")[1]
        made.says(person, None, None, content, kind=("direct", "mixed", "indirect")[index % 3])
    kinds = (
        "demand",
        "offer",
        "accept",
        "reject",
        "threaten",
        "promise",
        "appeal",
        "criticise",
        "support",
        "expect",
    )
    for index in range(positions):
        made.position(
            people[index % actors], kinds[index % 10], lines[actors + index].rstrip("."), f"want{index}",
            f"the matter{index % 7}", f"unless cond{index} holds" if index % 3 == 0 else None,
            negated=index % 11 == 5, attribution="q1" if index % 4 == 0 else None,
        )  # fmt: skip
    for index in range(meetings):
        day = f"2030-{1 + index % 12:02d}-{1 + index % 28:02d}"
        facts = [
            {"start": day, "date": day},
            {"start": day[:7], "date": day[:7]},
            {"before": (f"m{index + 2}",) if index + 2 <= meetings else ()},
            {"date": f"../{day}"},
            {"start": "2030", "date": "2030~"},
        ][index % 5]
        status = ("held", "ongoing", "scheduled", "proposed", "cancelled")[(index // 5) % 5]
        made.meeting(
            f"They met{index} there", place=LONG if index % 2 else None, status=status,
            participants=tuple(people[: index % 4]), **facts,
        )  # fmt: skip
    return made


def drawn(chart: Chart, kind: type) -> list:
    return [
        artist
        for axes in chart.figure.axes
        for artist in axes.get_children()
        if isinstance(artist, kind)
    ]


def texts(chart: Chart) -> list:
    return [text for axes in chart.figure.axes for text in axes.texts]


def boxes(chart: Chart) -> list:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(chart.figure).get_renderer()
    return [(text, text.get_window_extent(renderer)) for text in texts(chart)]


@pytest.mark.parametrize(("actors", "meetings", "positions"), [(3, 2, 3), (25, 30, 40), (7, 1, 1)])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_no_text_overlaps_or_leaves_the_page(
    chart, actors: int, meetings: int, positions: int
) -> None:
    made = chart(digest(crowd(actors, meetings, positions).dossier()))
    assert made is not None
    width, height = made.figure.get_size_inches() * made.figure.dpi
    assert made.figure.get_size_inches()[0] == WIDTH
    assert made.figure.get_size_inches()[1] <= 9.9
    level = [
        (text, box) for text, box in boxes(made) if text.get_text() and not text.get_rotation()
    ]
    for text, box in boxes(made):
        assert box.x0 >= -1, text
        assert box.x1 <= width + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= height + 1, text
    for index, (text, box) in enumerate(level):
        for other, there in level[index + 1 :]:
            across = min(box.x1, there.x1) - max(box.x0, there.x0)
            down = min(box.y1, there.y1) - max(box.y0, there.y0)
            assert across <= 1 or down <= 4, (text.get_text(), other.get_text())


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_nothing_to_draw_is_none(chart) -> None:
    assert chart(digest(Builder("Rain is expected in the west.").dossier())) is None


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_the_same_data_gives_the_same_picture(chart) -> None:
    first = chart(digest(crowd(5, 4, 5).dossier()))
    second = chart(digest(crowd(5, 4, 5).dossier()))
    assert first.svg() == second.svg()
    assert (first.caption, first.alt) == (second.caption, second.alt)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_svg_asks_for_nothing_and_holds_no_date(chart) -> None:
    svg = chart(digest(crowd(8, 4, 5).dossier())).svg()
    root = ElementTree.fromstring(svg.split("<svg", 1)[0] and svg[svg.index("<svg") :])
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.endswith("href"):
                assert value.startswith("#")
    assert "<image" not in svg
    assert "dc:date" not in svg
    assert not re.search(r"20[2-9]\d-\d\d-\d\dT", svg)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_shown_as_a_figure_with_caption_and_description(chart) -> None:
    made = chart(digest(crowd(5, 4, 5).dossier()))
    data = made._repr_mimebundle_()
    root = ElementTree.fromstring(data["text/html"].replace("<!--", "<!--"))
    assert root.tag == "figure"
    picture, caption = list(root)
    assert picture.tag.endswith("svg")
    assert picture.get("aria-label") == made.alt
    assert caption.text == made.caption
    assert made.alt in data["text/plain"]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.__name__)
def test_every_mark_leads_to_its_words(chart) -> None:
    made = digest((crowd(4, 0, 0) if chart is who_speaks_about_whom else fishery()).dossier())
    svg = chart(made).svg()
    targets = {int(number) for number in re.findall(r'href="#w(\d+)"', svg)}
    rows = {
        who_speaks: ["q1", "q2"],
        who_speaks_about_whom: [],
        position_map: [f"p{number}" for number in range(1, 7)],
        chronology: ["m1", "m2"],
    }[chart]
    assert targets
    for row in rows:
        assert set(made.evidence.of("made", row)) & targets, row


def test_bars_are_as_long_as_the_words() -> None:
    made = who_speaks(digest(fishery().dossier()))
    assert made is not None
    bars: dict[str, float] = {}
    for bar in drawn(made, Rectangle):
        name = str(bar.get_gid() or "to:").rpartition(":")[0]
        bars[name] = bars.get(name, 0) + bar.get_width()
    assert bars["Ada Holm:direct"] == pytest.approx(bars["a Sund official:indirect"])
    assert bars["Bo Lind:indirect"] == pytest.approx(0.7 * bars["Ada Holm:direct"])
    assert "Ada Holm 10 words (10 direct)" in made.alt


def test_ways_of_quoting_differ_without_colour() -> None:
    made = who_speaks(digest(crowd(3, 0, 0).dossier()))
    assert made is not None
    bars = {
        bar.get_gid().split(":")[1]: bar
        for bar in drawn(made, Rectangle)
        if bar.get_gid() and not bar.get_gid().startswith("to:")
    }
    assert bars["direct"].get_facecolor()[3] == 1
    assert bars["indirect"].get_facecolor()[3] == 0
    assert bars["mixed"].get_facecolor()[3] == 0
    assert len(drawn(made, Line2D)) > 3 + 5


def test_unnamed_sources_are_marked() -> None:
    made = who_speaks(digest(fishery().dossier()))
    assert made is not None
    assert [text.get_text() for text in texts(made) if "unnamed" in text.get_text()] == [
        "10  unnamed"
    ]


def test_every_position_has_its_mark_and_its_number() -> None:
    made = position_map(digest(fishery().dossier()))
    assert made is not None
    marks = {line.get_gid(): line for line in drawn(made, Line2D) if line.get_gid()}
    assert set(marks) == {f"position:made:p{number}" for number in range(1, 7)}
    areas = {area.get_gid(): area.get_url() for area in drawn(made, Rectangle) if area.get_url()}
    assert areas["to:position:made:p2"] == "#w7"
    words = " ".join(text.get_text() for text in texts(made))
    assert "threatens 7" in words
    assert "condition: “unless" in words
    assert "according to Ada Holm" in words


def test_types_have_shapes_of_their_own() -> None:
    made = position_map(digest(fishery().dossier()))
    assert made is not None
    marks = {line.get_gid(): line for line in drawn(made, Line2D) if line.get_gid()}
    shapes = [(mark.get_marker(), mark.get_markerfacecolor() == "none") for mark in marks.values()]
    assert len(set(shapes)) == len(shapes)


def test_a_crowded_map_fits_on_a_page_and_says_what_it_leaves_out() -> None:
    made = position_map(digest(crowd(25, 0, 120, sides=6).dossier()))
    assert made is not None
    assert made.figure.get_size_inches()[1] <= TALLEST + 0.1
    assert "the table has all" in made.caption or "in the table" in " ".join(
        text.get_text() for text in texts(made)
    )


def test_sides_keep_their_style_in_all_charts() -> None:
    made = digest(crowd(5, 4, 5).dossier())
    styles = side_styles(made.sides)
    assert len({style.colour for style in styles.values()}) == 2
    assert len({style.marker for style in styles.values()}) == 2
    for chart in (who_speaks(made), position_map(made), chronology(made)):
        assert chart is not None
        colours = {line.get_color() for line in drawn(chart, Line2D)}
        assert colours & {style.colour for style in styles.values()}


def test_days_are_points_months_are_bands_and_the_unknown_is_dashed() -> None:
    made = Builder("They met0.\nThey met1.\nThey met2.")
    made.meeting("They met0", start="2031-04-08", date="2031-04-08")
    made.meeting("They met1", start="2031-02", date="2031-02")
    made.meeting("They met2", before=("m1",))
    chart = chronology(digest(made.dossier()))
    assert chart is not None
    lines = {line.get_gid(): line for line in drawn(chart, Line2D) if line.get_gid()}
    bands = {
        band.get_gid()
        for band in drawn(chart, Rectangle)
        if band.get_gid() and not band.get_gid().startswith("to:")
    }
    assert set(lines) == {"meeting:made:m1", "meeting:made:m3"}
    assert bands == {"meeting:made:m2"}
    assert lines["meeting:made:m1"].get_marker() == "o"
    assert lines["meeting:made:m3"].get_marker() == "D"
    assert max(lines["meeting:made:m3"].get_xdata()) < min(lines["meeting:made:m1"].get_xdata())
    assert any(line.get_linestyle() == "--" for line in drawn(chart, Line2D))


def test_soft_bands_fade_at_their_ends() -> None:
    made = Builder("They met0.")
    made.meeting("They met0", start="2031-02", date="2031-02")
    chart = chronology(digest(made.dossier()))
    assert chart is not None
    layers = [band for band in drawn(chart, Rectangle) if band.get_width() < WIDTH - 0.01]
    widths = sorted({round(band.get_width(), 4) for band in layers})
    assert len(widths) > 5


def test_meetings_not_yet_held_are_hollow() -> None:
    made = fishery()
    chart = chronology(digest(made.dossier()))
    assert chart is not None
    lines = {line.get_gid(): line for line in drawn(chart, Line2D) if line.get_gid()}
    held, coming = lines["meeting:made:m1"], lines["meeting:made:m2"]
    assert held.get_markerfacecolor() == held.get_color()
    assert coming.get_markerfacecolor() != coming.get_color()
    assert any("scheduled" in text.get_text() for text in texts(chart))


def test_order_passes_through_meetings_without_a_date() -> None:
    made = Builder("They met0.\nThey met1.\nThey met2.\nThey met3.")
    made.meeting("They met0", start="2031-01-08", date="2031-01-08", before=("m2",))
    made.meeting("They met1", before=("m3",))
    made.meeting("They met2", before=("m4",))
    made.meeting("They met3", start="2031-04-08", date="2031-04-08")
    views = meeting_views(digest(made.dossier()))
    bounds = {view.row["meeting"]: _bounds(views)[view.number] for view in views}
    assert bounds["m2"] == bounds["m3"] == (date(2031, 1, 8), date(2031, 4, 8))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2031, 4, 5), date(2031, 4, 11)),
        (date(2031, 1, 5), date(2031, 4, 11)),
        (date(2029, 1, 5), date(2031, 4, 11)),
        (date(1948, 1, 5), date(2031, 4, 11)),
    ],
)
def test_ticks_are_few_and_within(first: date, last: date) -> None:
    marks = _ticks(first, last)
    assert 1 <= len(marks) <= 6
    assert all(first <= day <= last for day, _ in marks)


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_letter_has_a_font(text: str) -> None:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    fonts = [get_font(findfont(FontProperties(family=family))) for family in families(text)]
    for character in text:
        assert character == " " or any(font.get_char_index(ord(character)) for font in fonts)


def test_only_the_fonts_of_the_scripts_at_hand_are_opened() -> None:
    assert families("plain") == ("Parley Sans",)
    assert "Parley CJK" not in families("Łódź")


@pytest.mark.parametrize("text", [LONG, "a" * 200, *SCRIPTS, ""])
def test_wrapped_text_fits(text: str) -> None:
    lines = wrapped(text, 1.2, 8, lines=2).split("\n")
    assert len(lines) <= 2
    assert all(width_of(line, 8) <= 1.25 for line in lines)
