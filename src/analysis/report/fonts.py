"""Fonts of the reports: the same families in HTML and PDF, none taken from the machine.

The font files come with wheels. PDF uses them through Typst, which embeds what it needs. HTML
embeds two small ready-made files for Latin text (``webfonts/``, made by
``scripts/build_report_fonts.py``) and, only where an article holds other letters, subsets made on
the spot. Letters that no font has are reported.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from analysis.report.markup import names

FAMILY = "IBM Plex Sans"
WEBFONTS = Path(__file__).parent / "webfonts"
# What layout needs; stylistic alternates and the like only weigh.
FEATURES = sorted(
    names(
        "kern mark mkmk ccmp locl calt liga tnum rlig rclt curs dist init medi fina isol "
        "abvm blwm abvs blws pres psts haln half akhn nukt rphf rkrf pref blwf abvf pstf vatu "
        "cjct ljmo vjmo tjmo"
    )
)


@dataclass(frozen=True)
class Font:
    """One font file of a wheel: its family, and the blocks of Unicode for which it is asked."""

    family: str
    package: str
    file: str
    blocks: tuple[tuple[int, int], ...] = ((0, 0x10FFFF),)
    number: int = -1

    def path(self) -> Path | None:
        """Return where the file is, or None if its wheel is not installed."""
        folder = _package_folder(self.package)
        path = None if folder is None else folder / self.file
        return path if path is not None and path.is_file() else None

    def is_for(self, code: int) -> bool:
        """Tell whether the font is asked for the code point `code`."""
        return any(first <= code <= last for first, last in self.blocks)


def _noto(name: str, *blocks: tuple[int, int]) -> Font:
    return Font(f"Noto Sans {name}".strip(), "manimgx_fonts", f"NotoSans{name}[wght].ttf", blocks)


_ARABIC = ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF))
_SYMBOLS = ((0x2000, 0x2BFF), (0x3000, 0x303F), (0xFE00, 0xFE0F), (0x1F000, 0x1FBFF), (0xFFFD,) * 2)
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_HAN = (
    *((0x2000, 0x2BFF), (0x2E80, 0xA4CF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)),
    *((0x1F200, 0x1F2FF), (0x20000, 0x3FFFF)),
)
_CJK_FILE = "NotoSansCJK-VF.otf.ttc"

# In the order in which they are asked for a letter.
FONTS: tuple[Font, ...] = (
    Font(FAMILY, "fontpkg_ibm_plex_sans", "files/IBMPlexSans[wdth,wght].ttf"),
    Font(
        "IBM Plex Sans Arabic",
        "fontpkg_ibm_plex_sans_arabic",
        "files/IBMPlexSansArabic-Regular.ttf",
        _ARABIC,
    ),
    Font("Noto Sans", "manimgx_fonts", "NotoSans[wght].ttf"),
    _noto("Hebrew", (0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    _noto("Arabic", *_ARABIC),
    _noto("Armenian", (0x530, 0x58F), (0xFB13, 0xFB17)),
    _noto("Devanagari", (0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)),
    _noto("Bengali", (0x980, 0x9FF)),
    _noto("Gurmukhi", (0xA00, 0xA7F)),
    _noto("Gujarati", (0xA80, 0xAFF)),
    _noto("Oriya", (0xB00, 0xB7F)),
    _noto("Tamil", (0xB80, 0xBFF)),
    _noto("Telugu", (0xC00, 0xC7F)),
    _noto("Kannada", (0xC80, 0xCFF)),
    _noto("Malayalam", (0xD00, 0xD7F)),
    _noto("Sinhala", (0xD80, 0xDFF)),
    _noto("Thai", (0xE00, 0xE7F)),
    _noto("Lao", (0xE80, 0xEFF)),
    _noto("Myanmar", (0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    _noto("Georgian", (0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    _noto("Ethiopic", (0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    _noto("Khmer", (0x1780, 0x17FF), (0x19E0, 0x19FF)),
    _noto("Symbols", *_SYMBOLS),
    Font("Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf", _SYMBOLS),
    Font("Noto Sans CJK SC", "manimgx_fonts_cjk", _CJK_FILE, (*_HAN, *_HANGUL), 2),
)


def families() -> list[str]:
    """Return the families in the order in which a letter is looked up, for Typst and CSS."""
    return [font.family for font in FONTS]


def folders() -> list[str]:
    """Return the folders of the font wheels, for Typst."""
    found = {font.path() for font in FONTS} - {None}
    return sorted({str(path.parent) for path in found if path is not None})


def missing(text: Iterable[str]) -> list[str]:
    """Return, in code order, the letters of `text` that no font of the reports has."""
    return [chr(code) for code in _assigned(text)[1]]


def code_points(letters: list[str]) -> str:
    """Name letters by their code points, the first twenty of them."""
    named = ", ".join(f"U+{ord(letter):04X}" for letter in letters[:20])
    return f"{named} and {len(letters) - 20} more" if len(letters) > 20 else named


def stylesheet(text: Iterable[str]) -> str:
    """Return CSS rules that embed fonts for all letters of `text`."""
    rules = [
        _rule(FAMILY, style, _ready_made(f"plex-{style}.woff2"), "400 700", _core())
        for style in ("normal", "italic")
    ]
    for font, codes in _assigned(text)[0]:
        data = _subset(font, codes)
        rules.append(_rule(FAMILY, "normal", data, "100 900", codes))
    return "\n".join(rules)


def _rule(family: str, style: str, data: bytes, weight: str, codes: Iterable[int]) -> str:
    packed = base64.b64encode(data).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};'
        f"font-display:block;src:url(data:font/woff2;base64,{packed}) format('woff2');"
        f"unicode-range:{_range(codes)}}}"
    )


def _range(codes: Iterable[int]) -> str:
    """Write code points as CSS ranges ("U+20-7E,U+2014")."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


@cache
def _core() -> frozenset[int]:
    """The code points of the ready-made files."""
    runs = json.loads((WEBFONTS / "coverage.json").read_text("utf-8"))
    return frozenset(code for first, last in runs for code in range(first, last + 1))


@cache
def _ready_made(name: str) -> bytes:
    return (WEBFONTS / name).read_bytes()


def _assigned(text: Iterable[str]) -> tuple[list[tuple[Font, list[int]]], list[int]]:
    """Share the letters beyond the ready-made files among the fonts; the rest has no font."""
    open_codes = {
        ord(letter) for piece in text for letter in set(piece) if not _is_invisible(letter)
    } - _core()
    shares: list[tuple[Font, list[int]]] = []
    for font in FONTS:
        wanted = {code for code in open_codes if font.is_for(code)}
        if wanted and font.path() is not None:
            held = sorted(wanted & _coverage(font))
            if held:
                shares.append((font, held))
                open_codes.difference_update(held)
    return shares, sorted(open_codes)


def _is_invisible(letter: str) -> bool:
    """Tell whether nothing is drawn for a letter: blanks, controls, joiners, variation marks."""
    code = ord(letter)
    return (
        unicodedata.category(letter) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Cs")
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


@cache
def _coverage(font: Font) -> frozenset[int]:
    with _opened(font) as file:
        return frozenset(file.getBestCmap())


def _opened(font: Font) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(font.path(), lazy=True, fontNumber=font.number, recalcTimestamp=False)


def _subset(font: Font, codes: list[int]) -> bytes:
    # Joiners and the dotted circle shape the letters of many scripts.
    with _opened(font) as file:
        if font.file == _CJK_FILE:
            # Letters of one width, side by side, need no layout rules; reading them takes seconds.
            for table in ("GSUB", "GPOS", "GDEF", "HVAR", "VVAR", "MVAR"):
                if table in file:
                    del file[table]
        subset_font(file, {*codes, 0x200C, 0x200D, 0x25CC})
        return woff2(file)


def subset_font(file: Any, codes: set[int]) -> None:
    """Leave in an open font only what the code points `codes` need."""
    from fontTools import subset

    # It reports each table that it leaves out.
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [1, 2]
    options.drop_tables += ["DSIG", "meta", "vhea", "vmtx", "VORG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(file)


def woff2(file: Any) -> bytes:
    """Return an open font as a WOFF2 file."""
    file.flavor = "woff2"
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


@cache
def _package_folder(package: str) -> Path | None:
    spec = find_spec(package)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent
