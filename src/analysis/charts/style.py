"""The look that all charts share: page width, fonts for every script, colours of the sides.

Figures are made without pyplot: nothing stays open, no window, and the import is lighter.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.patches import Rectangle
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text

WIDTH = 6.5
"""Width of a figure in inches: the text of an A4 page."""

INK = "#1a1a1a"
SOFT = "#595959"
RULE = "#c9c9c9"
PAPER = "#ffffff"

# Okabe and Ito's palette for colour vision deficiency, in an order whose neighbours also differ in
# lightness, so that they can be told apart in grey print; hatches and markers tell the same again.
_SIDE_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
_SIDE_HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----")
_SIDE_MARKERS = ("o", "s", "D", "^", "v", "P")
NEUTRAL = "#8a8a8a"

SIZE = 8.5
SMALL = 7.5
TINY = 6.5

SMALLEST_CUT = 1
"""Fewest letters of a word that is broken because no line is long enough."""

WARN = "#9a2a10"
"""The colour of threats, as that of warnings in the documents."""

# Name: (package of the font, file within it, weight). The Arabic family has static weights with
# Latin letters, which the variable one cannot give here: it serves for bold.
_PLEX, _PLEX_ARABIC = "fontpkg_ibm_plex_sans", "fontpkg_ibm_plex_sans_arabic"
_FONTS: tuple[tuple[str, str, str, int], ...] = (
    ("Parley Sans", _PLEX, "files/IBMPlexSans[wdth,wght].ttf", 400),
    ("Parley Sans", _PLEX_ARABIC, "files/IBMPlexSansArabic-SemiBold.ttf", 600),
    ("Parley Arabic", _PLEX_ARABIC, "files/IBMPlexSansArabic-Regular.ttf", 400),
    ("Parley Arabic", _PLEX_ARABIC, "files/IBMPlexSansArabic-SemiBold.ttf", 600),
)
_NOTO_SCRIPTS: tuple[tuple[str, int, int], ...] = (
    ("Armenian", 0x0530, 0x058F),
    ("Hebrew", 0x0590, 0x05FF),
    ("Devanagari", 0x0900, 0x097F),
    ("Bengali", 0x0980, 0x09FF),
    ("Gurmukhi", 0x0A00, 0x0A7F),
    ("Gujarati", 0x0A80, 0x0AFF),
    ("Oriya", 0x0B00, 0x0B7F),
    ("Tamil", 0x0B80, 0x0BFF),
    ("Telugu", 0x0C00, 0x0C7F),
    ("Kannada", 0x0C80, 0x0CFF),
    ("Malayalam", 0x0D00, 0x0D7F),
    ("Sinhala", 0x0D80, 0x0DFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Lao", 0x0E80, 0x0EFF),
    ("Myanmar", 0x1000, 0x109F),
    ("Georgian", 0x10A0, 0x10FF),
    ("Ethiopic", 0x1200, 0x139F),
    ("Khmer", 0x1780, 0x17FF),
)
_CJK = (
    (0x1100, 0x11FF),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x20000, 0x323AF),
)
_ARABIC = ((0x0600, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_EMOJI = ((0x2600, 0x27BF), (0x1F000, 0x1FAFF))


@dataclass(frozen=True)
class SideStyle:
    """How a side is drawn in every chart: colour, hatch (for grey print) and marker."""

    colour: str
    hatch: str
    marker: str


OUTSIDE = SideStyle(NEUTRAL, "", "o")
"""How actors are drawn that belong to no side."""


def side_styles(sides: Sequence[str]) -> dict[str, SideStyle]:
    """Return the style of each side, by its place among the sides of the report."""
    return {
        side: SideStyle(
            _SIDE_COLOURS[index % len(_SIDE_COLOURS)],
            _SIDE_HATCHES[(index + index // len(_SIDE_COLOURS)) % len(_SIDE_HATCHES)],
            _SIDE_MARKERS[(index + index // len(_SIDE_COLOURS)) % len(_SIDE_MARKERS)],
        )
        for index, side in enumerate(sides)
    }


@dataclass(frozen=True)
class Chart:
    """A figure with its caption and a description for those who do not see it.

    Notebooks show it as HTML: an SVG with its caption under it.
    """

    figure: Figure
    caption: str
    alt: str

    def svg(self) -> str:
        """Return the figure as SVG; the same figure gives the same text."""
        with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "parley"}):
            target = io.StringIO()
            FigureCanvasSVG(self.figure)
            self.figure.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
        return target.getvalue()

    def html(self) -> str:
        """Return the figure with its caption as HTML."""
        svg = self.svg()
        opening = svg.index("<svg") + len("<svg")
        described = f' role="group" aria-label="{escape(self.alt)}"'
        return (
            f"<figure>{svg[opening - len('<svg') : opening]}{described}{svg[opening:].rstrip()}"
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": f"{self.caption}\n{self.alt}"}


def leads_to(
    axes: Any, box: tuple[float, float, float, float], numbers: Sequence[int], name: str = ""
) -> None:
    """Make an area of a chart lead to the words with these numbers.

    Parameters
    ----------
    axes
        In inches.
    box
        Left, bottom, width and height of the area, in inches.
    numbers
        Of the evidence; several share the area from left to right.
    name
        What the area stands for ("meeting:talks:m2"), for tests.
    """
    x, y, width, height = box
    for index, number in enumerate(numbers):
        part = Rectangle(
            (x + width * index / len(numbers), y), width / len(numbers), height,
            # Not seen, but there: what is wholly transparent cannot be pointed at.
            facecolor=(0, 0, 0, 0.004), linewidth=0, zorder=5,
        )  # fmt: skip
        part.set_url(f"#w{number}")
        part.set_gid(f"to:{name}" if name else None)
        axes.add_patch(part)


def figure(height: float) -> Figure:
    """Return an empty figure of page width and of `height` inches, without a background."""
    made = Figure(figsize=(WIDTH, height))
    made.patch.set_alpha(0)
    return made


@cache
def _register(family: str, path: str, weights: tuple[int, ...], index: int = 0) -> None:
    for weight in weights:
        fontManager.ttflist.append(
            FontEntry(
                fname=path, index=index, name=family, style="normal", variant="normal",
                weight=weight, stretch="normal", size="scalable",
            )
        )  # fmt: skip


@cache
def _folder(package: str) -> Path:
    return Path(str(import_module(package).__file__)).parent


def _within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@cache
def families(text: str) -> tuple[str, ...]:
    """Return the font families that have the letters of `text`, and no others.

    Opening a font costs time (that for Chinese, Japanese and Korean is 32 MB), so only those of the
    scripts at hand are taken.
    """
    for family, package, file, weight in _FONTS:
        _register(family, str(_folder(package) / file), (weight,))
    codes = {ord(character) for character in text}
    found = ["Parley Sans"]
    if any(_within(code, _ARABIC) for code in codes):
        found.append("Parley Arabic")
    noto = _folder("manimgx_fonts")
    for script, low, high in _NOTO_SCRIPTS:
        if any(low <= code <= high for code in codes):
            family = f"Parley {script}"
            _register(family, str(noto / f"NotoSans{script}[wght].ttf"), (400, 600))
            found.append(family)
    if any(_within(code, _CJK) for code in codes):
        cjk = _folder("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
        _register("Parley CJK", str(cjk), (400, 600), 2)
        found.append("Parley CJK")
    if any(_within(code, _EMOJI) for code in codes):
        _register("Parley Emoji", str(noto / "NotoEmoji[wght].ttf"), (400, 600))
        found.append("Parley Emoji")
    if any(code > 0x24F for code in codes):
        _register("Parley Latin", str(noto / "NotoSans[wght].ttf"), (400, 600))
        _register("Parley Symbols", str(noto / "NotoSansSymbols[wght].ttf"), (400, 600))
        found += ["Parley Latin", "Parley Symbols"]
    return tuple(found)


def font(text: str, size: float = SIZE, *, bold: bool = False) -> FontProperties:
    """Return the font for `text`, in points."""
    return FontProperties(family=list(families(text)), size=size, weight=600 if bold else 400)


def write(
    axes: Any, x: float, y: float, text: str, size: float = SIZE, *, bold: bool = False, **how: Any
) -> Text:
    """Write `text` on `axes` as it is: no part of it is read as mathematics.

    The font for Chinese, Japanese and Korean comes in its thinnest weight only; a stroke of the
    same colour gives it the weight of the others.
    """
    drawn: Text = axes.text(
        x, y, text, fontproperties=font(text, size, bold=bold), parse_math=False, **how
    )
    if "Parley CJK" in families(text):
        drawn.set_path_effects(
            [Stroke(linewidth=0.035 * size, foreground=drawn.get_color()), Normal()]
        )
    return drawn


_measures: dict[tuple[str, float, bool], float] = {}


def width_of(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Return the width of `text` in inches."""
    key = (text, size, bold)
    if key not in _measures:
        from matplotlib.textpath import text_to_path

        measured = text_to_path.get_text_width_height_descent(
            text, font(text, size, bold=bold), False
        )
        _measures[key] = measured[0] / 72
    return _measures[key]


def wrapped(
    text: str, width: float, size: float = SIZE, *, lines: int = 2, bold: bool = False
) -> str:
    """Return `text` broken into at most `lines` lines of `width` inches; the rest becomes "…"."""
    clean = _spaced(text)
    result: list[str] = []
    rest = clean.split(" ")
    while rest and len(result) < lines:
        line, rest = _line(rest, width, size, bold=bold)
        result.append(line)
    if rest:
        result[-1] = _cut(f"{result[-1]} {' '.join(rest)}", width, size, bold=bold)
    return "\n".join(result)


def _spaced(text: str) -> str:
    """Return `text` on one line; blanks that must not be broken at stay."""
    return " ".join(re.split(r"[ \t\r\n\f\v]+", text.strip()))


def label_lines(text: str, width: float) -> list[str]:
    """Return the lines in which :func:`label` writes `text`."""
    one = _spaced(text)
    if width_of(one, SIZE) <= width:
        return [one]
    return wrapped(one, width, SMALL, lines=2).split("\n")


def label(
    axes: Any,
    x: float,
    y: float,
    text: str,
    width: float,
    *,
    colour: str = INK,
    align: str = "left",
) -> None:
    """Write a name beside a mark: in one line, or smaller in two where it is too long."""
    lines = label_lines(text, width)
    if len(lines) == 1 and width_of(lines[0], SIZE) <= width:
        write(axes, x, y, lines[0], SIZE, va="center", ha=align, color=colour)
        return
    for index, line in enumerate(lines):
        above = 0.06 * (len(lines) - 1) - 0.12 * index
        write(axes, x, y + above, line, SMALL, va="center", ha=align, color=colour)


def _line(words: list[str], width: float, size: float, *, bold: bool) -> tuple[str, list[str]]:
    taken = 1
    while taken < len(words) and width_of(" ".join(words[: taken + 1]), size, bold=bold) <= width:
        taken += 1
    line = " ".join(words[:taken])
    if taken == 1 and width_of(line, size, bold=bold) > width:
        fits = fitting(line, width, size, bold=bold)
        return line[:fits], [line[fits:], *words[1:]]
    return line, words[taken:]


def fitting(text: str, width: float, size: float, *, bold: bool) -> int:
    """Return how many letters of `text`, at least one, fit into `width` inches."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle], size, bold=bold) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, width: float, size: float, *, bold: bool) -> str:
    if width_of(text, size, bold=bold) <= width:
        return text
    cut = text[: max(1, fitting(text, width - width_of("…", size), size, bold=bold))]
    between = cut.rfind(" ")
    if between > len(cut) // 2:
        cut = cut[:between]
    return cut.rstrip(" ,;:–-") + "…"


def side_legend(axes: Any, styles: dict[str, SideStyle], x: float, y: float, width: float) -> None:
    """Write the marks and names of the sides in one line of `width` inches."""
    if not styles:
        return
    longest = _shared_room([width_of(side, SMALL) for side in styles], width - 0.35 * len(styles))
    for side, style in styles.items():
        name = wrapped(side, longest, SMALL, lines=1)
        axes.plot([x + 0.05], [y], style.marker, color=style.colour, markersize=4.5)
        write(axes, x + 0.15, y, name, SMALL, color=SOFT, va="center")
        x += width_of(name, SMALL) + 0.35


def _shared_room(widths: Sequence[float], room: float) -> float:
    """Return the width to which the longest of `widths` are cut so that all fit into `room`."""
    left = sorted(widths)
    while left:
        share = room / len(left)
        if left[0] > share:
            return max(share, 0.3)
        room -= left.pop(0)
    return max(widths, default=0.0) + 0.05


def bare(axes: Any) -> None:
    """Take ticks, frame and background from `axes`: charts draw what they need."""
    axes.set_axis_off()
    axes.patch.set_alpha(0)
