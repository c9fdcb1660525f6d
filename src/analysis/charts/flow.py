"""Running text in a chart: pieces of several looks, broken into lines of one width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analysis.charts.style import INK, SMALL, SMALLEST_CUT, fitting, width_of, write

ELLIPSIS = "…"


@dataclass(frozen=True)
class Run:
    """Some words in one look."""

    text: str
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True)
class Placed:
    """Words of one look in a line, at `x` inches from its start."""

    x: float
    text: str
    bold: bool
    colour: str


Line = tuple[Placed, ...]


def flow(runs: Sequence[Run], width: float, size: float = SMALL, *, most: int = 99) -> list[Line]:
    """Break `runs`, set one after the other, into lines.

    Parameters
    ----------
    runs
        Pieces of text, separated by a blank from one another.
    width
        Of a line, in inches.
    size
        Of the letters, in points.
    most
        Most lines; what does not fit becomes "…" at the end of the last.
    """
    words = [
        (word, run)
        for run in runs
        for whole in re.split(r"[ \t\r\n\f\v]+", run.text.strip())
        for word in _pieces(whole, width, size, bold=run.bold)
        if word
    ]
    blank = width_of("n n", size) - width_of("nn", size)
    lines: list[list[tuple[str, Run]]] = [[]]
    at = 0.0
    for word, run in words:
        wide = width_of(word, size, bold=run.bold)
        if lines[-1] and at + blank + wide > width:
            lines.append([])
            at = 0.0
        at += wide + (blank if lines[-1] else 0.0)
        lines[-1].append((word, run))
    kept = lines[:most]
    if len(lines) > most and kept:
        before = " ".join(word for line in kept[:-1] for word, _ in line)
        _cut(kept[-1], width, size, blank, is_open=before.count("“") > before.count("”"))
    return [_placed(line, size, blank) for line in kept if line]


def _pieces(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """Return `word`, in pieces if it is longer than a line."""
    found = []
    while width_of(word, size, bold=bold) > width and len(word) > SMALLEST_CUT:
        fits = fitting(word, width, size, bold=bold)
        found.append(word[:fits])
        word = word[fits:]
    return [*found, word]


def _cut(
    line: list[tuple[str, Run]], width: float, size: float, blank: float, *, is_open: bool
) -> None:
    """End a line with "…", without the words for which it has no room then.

    A quotation that was open, there or (`is_open`) before, is closed.
    """
    while line:
        word, run = line[-1]
        words = " ".join(word for word, _ in line)
        closing = "”" if words.count("“") + is_open > words.count("”") else ""
        ended = word.rstrip(" ,;:–-”") + ELLIPSIS + closing
        before = sum(width_of(one, size, bold=of.bold) + blank for one, of in line[:-1])
        if before + width_of(ended, size, bold=run.bold) <= width or len(line) == 1:
            line[-1] = (ended, run)
            return
        line.pop()


def _placed(line: list[tuple[str, Run]], size: float, blank: float) -> Line:
    """Return a line with neighbours of one look joined."""
    placed: list[Placed] = []
    x = 0.0
    last: Run | None = None
    for word, run in line:
        if placed and run is last:
            joined = f"{placed[-1].text} {word}"
            placed[-1] = Placed(placed[-1].x, joined, run.bold, run.colour)
        else:
            placed.append(Placed(x, word, run.bold, run.colour))
        x = placed[-1].x + width_of(placed[-1].text, size, bold=run.bold) + blank
        last = run
    return tuple(placed)


def draw(axes: Any, lines: Sequence[Line], x: float, y: float, size: float, advance: float) -> None:
    """Write `lines` downwards from `y`, the top of the first one; `advance` inches each."""
    for line in lines:
        y -= advance
        for part in line:
            write(axes, x + part.x, y + 0.035, part.text, size, bold=part.bold, color=part.colour)
