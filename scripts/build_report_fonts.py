"""Make the two ready-made web fonts of the reports (Latin text) from the IBM Plex Sans wheel.

    python scripts/build_report_fonts.py

Writes src/analysis/report/webfonts/plex-normal.woff2, plex-italic.woff2 and coverage.json. Run it
when the version of fontpkg-ibm-plex-sans changes.
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from analysis.report import fonts

# Basic Latin to Latin Extended-A, the letters of Vietnamese and Romanian, modifier letters,
# punctuation, superscripts, currency, arrows, a few mathematical signs and shapes.
BLOCKS = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x1A0, 0x1B0), (0x218, 0x21B), (0x2C6, 0x2DD)),
    *((0x1E80, 0x1EF9), (0x2010, 0x2027), (0x2030, 0x203A), (0x2044, 0x2044), (0x2070, 0x209C)),
    *((0x20A0, 0x20BF), (0x2116, 0x2122), (0x2150, 0x215E), (0x2190, 0x2199), (0x2212, 0x2212)),
    *((0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25CF), (0x2713, 0x2717), (0xFFFD, 0xFFFD)),
)


def main() -> None:
    """Write the files."""
    wanted = {code for first, last in BLOCKS for code in range(first, last + 1)}
    folder = Path(fonts.FONTS[0].path() or "").parent
    sources = {
        "normal": folder / "IBMPlexSans[wdth,wght].ttf",
        "italic": folder / "IBMPlexSans-Italic[wdth,wght].ttf",
    }
    for source in sources.values():
        with TTFont(source, lazy=True) as file:
            wanted &= set(file.getBestCmap())
    for style, source in sources.items():
        file = TTFont(source, recalcTimestamp=False)
        fonts.subset_font(file, wanted)
        instancer.instantiateVariableFont(file, {"wdth": 100, "wght": (400, 700)}, inplace=True)
        data = fonts.woff2(file)
        (fonts.WEBFONTS / f"plex-{style}.woff2").write_bytes(data)
        print(f"plex-{style}.woff2: {len(data):,} bytes, {len(wanted)} characters")
    runs: list[list[int]] = []
    for code in sorted(wanted):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    (fonts.WEBFONTS / "coverage.json").write_text(json.dumps(runs) + "\n", "utf-8")


if __name__ == "__main__":
    main()
