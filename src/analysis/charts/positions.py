"""The position map: where the sides stand, issue by issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Rectangle

from analysis.charts.flow import Line, Run, draw, flow
from analysis.charts.style import (
    INK,
    NEUTRAL,
    OUTSIDE,
    RULE,
    SIZE,
    SMALL,
    SOFT,
    WARN,
    WIDTH,
    Chart,
    SideStyle,
    bare,
    figure,
    leads_to,
    side_styles,
    wrapped,
    write,
)
from analysis.summaries.digest import Digest
from analysis.summaries.prose import (
    capitalised,
    count,
    listed,
    number_word,
    one_line,
    single_quotation_marks,
)
from analysis.summaries.statements import Statement

MOST_COLUMNS = 4
OTHERS = "Others"
NO_ISSUE = "(no issue named)"
ONCE = "Raised once"
OTHERS_ALONE = "Others alone"

TALLEST = 8.4
"""Most inches of height: what fits on an A4 page with its caption."""

_ISSUE_WIDTH = 1.15
_GAP = 0.1
_INDENT = 0.21
_HEAD = 0.34
_ADVANCE = 0.128
_ISSUE_ADVANCE = 0.145
_PAD = 0.07
_BETWEEN = 0.055
# Every type has a shape of its own, so that colour only repeats what the shape and the word say.
_MARKERS = {
    "demand": "^",
    "offer": "o",
    "accept": "P",
    "reject": "X",
    "threaten": "D",
    "promise": "s",
    "appeal": ">",
    "criticise": "v",
    "support": "h",
    "expect": "o",
}
_HOLLOW = {"expect", "appeal"}


# Lines of the map, each with its positions.
_Found = list[tuple[str, list[Statement]]]


@dataclass(frozen=True)
class _Detail:
    """How much is written: most lines beside a mark, most marks in a cell, whether the words."""

    lines: int
    entries: int
    words: bool = True


# Positions on what only others raise that stand in the column "Others"; more get a line of their
# own, in three columns.
_FEW_OTHERS = 4
_ABREAST = 3

# From all that can be said to what a crowded map has room for; the table has the rest.
_DETAILS = (
    *(_Detail(lines, 40) for lines in (10, 7, 5, 4)),
    *(_Detail(2, entries, words=False) for entries in (40, 12, 8, 5, 3, 2)),
)


@dataclass(frozen=True)
class _Entry:
    """One position in a cell: its mark and the lines of text beside it.

    ``heading`` counts the lines before the one at which the mark stands.
    """

    statement: Statement
    lines: tuple[Line, ...]
    heading: int = 0

    @property
    def height(self) -> float:
        return _ADVANCE * len(self.lines) + _BETWEEN


@dataclass(frozen=True)
class _Column:
    """A side, or all others: where it stands on the page, in inches."""

    name: str
    x: float
    width: float


@dataclass(frozen=True)
class _Band:
    """A line of the map: an issue that several positions touch, or what is raised once.

    ``columns`` are those of the map, or of equal width where only others speak.
    """

    title: str
    columns: tuple[_Column, ...]
    cells: tuple[tuple[_Entry, ...], ...]
    more: tuple[int, ...]

    @property
    def height(self) -> float:
        own = _ISSUE_ADVANCE * len(_title_lines(self.title))
        cells = (
            sum(entry.height for entry in cell) + (_ADVANCE if left else 0)
            for cell, left in zip(self.cells, self.more, strict=True)
        )
        return max(own, *cells) + 2 * _PAD


@dataclass(frozen=True)
class _Layout:
    columns: tuple[_Column, ...]
    bands: tuple[_Band, ...]
    words: bool = True

    @property
    def height(self) -> float:
        return _HEAD + sum(band.height for band in self.bands) + 0.03

    @property
    def drawn(self) -> int:
        """Number of positions that are drawn."""
        return sum(len(cell) for band in self.bands for cell in band.cells)


def position_map(digest: Digest) -> Chart | None:
    """Draw the positions by issue (lines) and side (columns).

    Issues on which several positions were found have a line of their own, those on which most
    sides stand first; what is raised once follows in one line. Each position has the shape of
    its type, its holder where that is not the side itself, its verb, the number of its words, the
    words, its condition and who says it; threats are framed. A map with more than fits on a page
    says less beside each mark, then leaves marks to the table, and says so.

    Returns
    -------
    Chart or None
        None when no position was found.
    """
    if not digest.statements:
        return None
    layout = _fitting(digest)
    made = figure(layout.height)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, layout.height)
    bare(axes)
    styles = side_styles(digest.sides)
    _columns_drawn(axes, layout, styles)
    y = layout.height - _HEAD
    for band in layout.bands:
        axes.plot([0, WIDTH], [y, y], color=RULE, linewidth=0.6)
        _title(axes, band.title, y - _PAD)
        for column, cell, more in zip(band.columns, band.cells, band.more, strict=True):
            _draw_cell(axes, column, y - _PAD, cell, styles.get(column.name, OUTSIDE), more)
        y -= band.height
    return Chart(made, _caption(digest, layout), _alt(digest))


def _fitting(digest: Digest) -> _Layout:
    names = _columns(digest)
    bands = _bands(digest, names)
    columns = _widths(names, bands, digest)
    for detail in _DETAILS:
        layout = _layout(digest, bands, columns, detail)
        if layout.height <= TALLEST:
            return layout
    while layout.height > TALLEST and len(layout.bands) > 1:
        layout = _Layout(columns, (*layout.bands[:-2], layout.bands[-1]), layout.words)
    return layout


def _layout(
    digest: Digest, found_in: _Found, columns: tuple[_Column, ...], detail: _Detail
) -> _Layout:
    names = [column.name for column in columns]
    bands = []
    for title, found in found_in:
        if title == OTHERS_ALONE:
            bands.append(_abreast(found, detail))
            continue
        cells, more = [], []
        for column in columns:
            here = [
                item for item in found if _column_of(item, names, digest.members) == column.name
            ]
            kept = here[: detail.entries]
            issue = None if title == ONCE else title
            cells.append(tuple(_entry(item, column, issue, detail) for item in kept))
            more.append(len(here) - len(kept))
        bands.append(_Band(title, columns, tuple(cells), tuple(more)))
    return _Layout(columns, tuple(bands), detail.words)


def _abreast(found: list[Statement], detail: _Detail) -> _Band:
    """Set positions of others in columns of equal width and about equal height."""
    width = (WIDTH - _ISSUE_WIDTH - _GAP * (_ABREAST - 1)) / _ABREAST
    columns = tuple(
        _Column(OTHERS, _ISSUE_WIDTH + index * (width + _GAP), width) for index in range(_ABREAST)
    )
    most = detail.entries * _ABREAST
    entries, last = [], ""
    for item in found[:most]:
        issue = one_line(item.row["issue"] or "")
        entries.append(_entry(item, columns[0], issue if issue == last else None, detail))
        last = issue
    share = sum(entry.height for entry in entries) / _ABREAST
    cells: list[list[_Entry]] = [[] for _ in range(_ABREAST)]
    at, height = 0, 0.0
    for entry in entries:
        if at < _ABREAST - 1 and height + entry.height / 2 > share * (at + 1):
            at += 1
        cells[at].append(entry)
        height += entry.height
    more = (*(0,) * (_ABREAST - 1), len(found) - len(entries))
    return _Band(OTHERS_ALONE, columns, tuple(tuple(cell) for cell in cells), more)


def _bands(digest: Digest, names: list[str]) -> _Found:
    """Return the issues with several positions, most disputed first, then all raised once."""
    found: dict[str, list[Statement]] = {}
    for index, statement in enumerate(digest.statements):
        # What names no issue stands by itself.
        issue = one_line(statement.row["issue"] or "") or f"{NO_ISSUE} {index}"
        found.setdefault(issue, []).append(statement)
    order = list(found)
    alone = [issue for issue in order if _only_others(found[issue], names, digest)]
    apart = len(names) > 1 and sum(len(found[issue]) for issue in alone) > _FEW_OTHERS
    shared = [issue for issue in order if len(found[issue]) > 1 and not (apart and issue in alone)]

    def dispute(issue: str) -> tuple[int, int, int]:
        sides = {_column_of(item, names, digest.members) for item in found[issue]}
        return -len(sides), -len(found[issue]), order.index(issue)

    shared.sort(key=dispute)
    bands = [(issue, found[issue]) for issue in shared]
    rest = [issue for issue in order if issue not in shared]
    others = [item for issue in rest if apart and issue in alone for item in found[issue]]
    once = [item for issue in rest if not (apart and issue in alone) for item in found[issue]]
    bands += [(ONCE, once)] if once else []
    return [*bands, (OTHERS_ALONE, others)] if others else bands


def _only_others(found: list[Statement], names: list[str], digest: Digest) -> bool:
    return all(_column_of(item, names, digest.members) == OTHERS for item in found)


def _widths(names: list[str], bands: _Found, digest: Digest) -> tuple[_Column, ...]:
    """Give each column its place: one with more positions gets more room, up to twice as much.

    Others have no column where they speak only in a line of their own.
    """
    members = digest.members
    held = dict.fromkeys(names, 0)
    for title, found in bands:
        for statement in found if title != OTHERS_ALONE else []:
            held[_column_of(statement, names, members)] += 1
    if len(names) > 1 and not held.get(OTHERS, 1):
        names = [name for name in names if name != OTHERS]
        del held[OTHERS]
    most = max(held.values())
    shares = {name: 1 + number / most for name, number in held.items()}
    room = WIDTH - _ISSUE_WIDTH - _GAP * (len(names) - 1)
    x = _ISSUE_WIDTH
    columns = []
    for name in names:
        width = room * shares[name] / sum(shares.values())
        columns.append(_Column(name, x, width))
        x += width + _GAP
    return tuple(columns)


def _columns(digest: Digest) -> list[str]:
    """Return the sides that hold positions (those with most, in stable order), and "Others"."""
    members = digest.members
    held: dict[str, int] = {}
    for statement in digest.statements:
        side = members.get((statement.row["article"], statement.row["actor"]), OTHERS)
        held[side] = held.get(side, 0) + 1
    sides = [side for side in digest.sides if held.get(side)]
    room = MOST_COLUMNS - 1 if held.get(OTHERS) or len(sides) > MOST_COLUMNS else MOST_COLUMNS
    kept = set(sorted(sides, key=lambda side: (-held[side], sides.index(side)))[:room])
    columns = [side for side in sides if side in kept]
    return [*columns, OTHERS] if len(columns) < len(sides) or held.get(OTHERS) else columns


def _column_of(
    statement: Statement, columns: list[str], members: dict[tuple[str, str], str]
) -> str:
    side = members.get((statement.row["article"], statement.row["actor"]), OTHERS)
    return side if side in columns else OTHERS


def _entry(statement: Statement, column: _Column, issue: str | None, detail: _Detail) -> _Entry:
    """Set one position; `issue` is that of its line, None where it stands with others."""
    width = column.width - _INDENT - 0.06
    own = one_line(statement.row["issue"] or "")
    heading: list[Line] = []
    if issue is None and own:
        heading = flow([Run(capitalised(own), colour=SOFT, bold=True)], width, most=2)
    threat = statement.type == "threaten" and not statement.negated
    runs = []
    if statement.holder is None or statement.row["actor_name"] != column.name:
        runs.append(Run(capitalised(statement.holder or "holder not identified")))
    runs.append(Run(statement.verb(), bold=True, colour=WARN if threat else INK))
    if statement.numbers:
        numbers = " ".join(str(number) for number in statement.numbers)
        runs.append(Run(numbers, bold=True, colour=SOFT))
    if detail.words and statement.words.casefold() != own.casefold():
        runs.append(Run(f"“{single_quotation_marks(statement.words)}”"))
    if statement.condition and not detail.words:
        runs.append(Run("on a condition", colour=SOFT))
    elif statement.condition:
        words = single_quotation_marks(one_line(statement.condition))
        runs += [Run("condition:", bold=True, colour=SOFT), Run(f"“{words}”", colour=SOFT)]
    if statement.reporter and detail.words:
        runs.append(Run(f"– according to {statement.reporter}", colour=SOFT))
    lines = flow(runs, width, most=detail.lines)
    return _Entry(statement, (*heading, *lines), len(heading))


def _title_lines(title: str) -> list[str]:
    text = wrapped(capitalised(title), _ISSUE_WIDTH - 0.12, SIZE, lines=4, bold=True)
    return text.split("\n")


def _title(axes: Any, title: str, y: float) -> None:
    colour = SOFT if title in (ONCE, OTHERS_ALONE) else INK
    for line in _title_lines(title):
        y -= _ISSUE_ADVANCE
        write(axes, 0, y + 0.035, line, SIZE, bold=True, color=colour)


def _columns_drawn(axes: Any, layout: _Layout, styles: dict[str, SideStyle]) -> None:
    """Draw the heads of the columns, and a light ground in the side's colour under each."""
    height = layout.height
    last = layout.bands[-1]
    abreast = last.height if last.title == OTHERS_ALONE else 0.0
    if abreast:
        ground = Rectangle(
            (_ISSUE_WIDTH, 0), WIDTH - _ISSUE_WIDTH, abreast, facecolor=OUTSIDE.colour, alpha=0.07,
            linewidth=0, zorder=-2,
        )  # fmt: skip
        axes.add_patch(ground)
    y = height - 0.17
    write(axes, 0, y, "Issue", SMALL, color=SOFT, va="center")
    for column in layout.columns:
        style = styles.get(column.name, OUTSIDE)
        ground = Rectangle(
            (column.x, abreast), column.width, height - _HEAD - abreast, facecolor=style.colour,
            alpha=0.07,
            linewidth=0, zorder=-2,
        )  # fmt: skip
        axes.add_patch(ground)
        axes.plot([column.x + 0.09], [y], style.marker, color=style.colour, markersize=6)
        text = wrapped(column.name, column.width - 0.24, SIZE, lines=1, bold=True)
        write(axes, column.x + _INDENT, y, text, SIZE, bold=True, color=INK, va="center")
        rule = height - _HEAD + 0.02
        axes.plot(
            [column.x, column.x + column.width], [rule, rule], color=style.colour, linewidth=2.2,
            solid_capstyle="butt",
        )  # fmt: skip


def _draw_cell(
    axes: Any, column: _Column, y: float, entries: Sequence[_Entry], style: SideStyle, more: int
) -> None:
    if not entries:
        write(axes, column.x + 0.07, y - _ADVANCE + 0.035, "–", SMALL, color=NEUTRAL)
    for entry in entries:
        kind = entry.statement.type
        row = entry.statement.row
        name = f"position:{row['article']}:{row['position']}"
        if kind == "threaten" and not entry.statement.negated:
            _frame(axes, column, y, entry)
        filled = kind not in _HOLLOW and not entry.statement.negated
        (mark,) = axes.plot(
            [column.x + 0.1], [y - 0.068 - _ADVANCE * entry.heading], _MARKERS[kind],
            markersize=5.6, color=style.colour, markeredgewidth=0 if filled else 1.1,
            markerfacecolor=style.colour if filled else "none",
        )  # fmt: skip
        mark.set_gid(name)
        draw(axes, entry.lines, column.x + _INDENT, y, SMALL, _ADVANCE)
        area = (column.x, y - entry.height + _BETWEEN, column.width, entry.height - _BETWEEN)
        leads_to(axes, area, entry.statement.numbers, name)
        y -= entry.height
    if more:
        text = f"and {number_word(more)} more in the table"
        write(axes, column.x + _INDENT, y - _ADVANCE + 0.035, text, SMALL, color=SOFT)


def _frame(axes: Any, column: _Column, y: float, entry: _Entry) -> None:
    left, right = column.x + 0.015, column.x + column.width - 0.015
    top = y + 0.022
    bottom = y - entry.height + 0.03
    axes.add_patch(Rectangle((left, bottom), right - left, top - bottom, facecolor=WARN, alpha=0.06,
                             linewidth=0, zorder=-1))  # fmt: skip
    axes.plot(
        [left, right, right, left, left], [top, top, bottom, bottom, top],
        color=WARN, linewidth=0.8, linestyle=(0, (3, 2)),
    )  # fmt: skip


def _caption(digest: Digest, layout: _Layout) -> str:
    total = len(digest.statements)
    threats = sum(item.type == "threaten" and not item.negated for item in digest.statements)
    conditions = sum(item.condition is not None for item in digest.statements)
    issues = {one_line(item.row["issue"] or "") for item in digest.statements} - {""}
    text = "Where the sides stand: " + count(total, "position")
    text += f" on {count(len(issues), 'issue')}" if issues else ""
    text += f", {count(threats, 'threat')} (framed) among them" if threats else ", no threat"
    text += f", {number_word(conditions)} on a condition" if conditions else ""
    text += (
        ". A column is a side; the shape repeats the kind of position, an empty one a wish, an "
        "expectation or a denial; numbers lead to the words."
    )
    if not layout.words:
        text += " There is no room for the words: the table has them."
    if layout.drawn < total:
        text += f" {capitalised(number_word(layout.drawn))} are drawn; the table has all."
    return text


def _alt(digest: Digest) -> str:
    issues: dict[str, list[Statement]] = {}
    for statement in digest.statements:
        issues.setdefault(one_line(statement.row["issue"] or "") or NO_ISSUE, []).append(statement)
    parts = []
    for issue, found in list(issues.items())[:12]:
        said = [
            f"{item.holder or 'a holder who was not identified'} {item.verb()}"
            + (" on a condition" if item.condition else "")
            for item in found[:4]
        ]
        parts.append(f"{issue}: {listed(said).plain()}")
    rest = f"; and {len(issues) - 12} more issues" if len(issues) > 12 else ""
    return f"Map of positions by issue and side. {'; '.join(parts)}{rest}."
