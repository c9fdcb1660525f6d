"""The position map: where the sides stand, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analysis.charts.style import (
    INK,
    NEUTRAL,
    OUTSIDE,
    RULE,
    SIZE,
    SMALL,
    SOFT,
    WIDTH,
    Chart,
    SideStyle,
    bare,
    figure,
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

MOST_ISSUES = 12
MOST_COLUMNS = 4
MOST_ENTRIES = 4
OTHERS = "Others"
NO_ISSUE = "(no issue named)"

TALLEST = 8.4
"""Most inches of height: what fits on an A4 page with its caption."""

_ISSUE_WIDTH = 1.35
_GAP = 0.14
_INDENT = 0.2
_HEAD = 0.36
_ADVANCE = {SIZE: 0.15, SMALL: 0.13}
_PAD = 0.08
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


@dataclass(frozen=True)
class _Detail:
    """How much is written beside a mark: lines for the words, the condition and the source."""

    words: int
    condition: int
    reporter: int
    entries: int = MOST_ENTRIES


# From all that can be said to what a crowded map has room for; the table has the rest.
_DETAILS = (_Detail(3, 3, 2, 8), _Detail(2, 2, 1), _Detail(1, 1, 1), _Detail(0, 1, 0, 3))


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    colour: str
    bold: bool = False


@dataclass(frozen=True)
class _Entry:
    """One position in a cell: its mark and the lines of text beside it."""

    statement: Statement
    lines: tuple[_Line, ...]

    @property
    def height(self) -> float:
        return sum(_ADVANCE[line.size] for line in self.lines) + 0.06


@dataclass(frozen=True)
class _Column:
    """A side, or all others: where it stands on the page, in inches."""

    name: str
    x: float
    width: float


@dataclass(frozen=True)
class _Layout:
    """What is drawn where: lines of the map with their cells and heights."""

    columns: tuple[_Column, ...]
    lines: tuple[tuple[str, tuple[tuple[_Entry, ...], ...], float], ...]

    @property
    def height(self) -> float:
        return _HEAD + sum(height for _, _, height in self.lines) + 0.05


def position_map(digest: Digest) -> Chart | None:
    """Draw the positions by issue (lines) and side (columns).

    Each position has the shape of its type, its verb, the number of its words, its holder where
    that is not the side itself, who says it, and its condition; threats are framed. A map with more
    than fits on a page says less beside each mark, then leaves out the least disputed issues.

    Returns
    -------
    Chart or None
        None when no position was found.
    """
    if not digest.statements:
        return None
    issues = _issues(digest)
    layout = _fitting(digest, issues)
    made = figure(layout.height)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, layout.height)
    bare(axes)
    styles = side_styles(digest.sides)
    _head(axes, layout.columns, styles, layout.height)
    y = layout.height - _HEAD
    for issue, cells, tall in layout.lines:
        axes.plot([0, WIDTH], [y, y], color=RULE, linewidth=0.6)
        at = y - _PAD
        for line in _issue_lines(issue):
            at -= _ADVANCE[SIZE]
            write(axes, 0, at + 0.035, line, SIZE, bold=True, color=INK)
        for column, cell in zip(layout.columns, cells, strict=True):
            _draw_cell(axes, column, y - _PAD, cell, styles.get(column.name, OUTSIDE))
        y -= tall
    return Chart(made, _caption(digest, issues, len(layout.lines)), _alt(digest, issues))


def _fitting(digest: Digest, issues: dict[str, list[Statement]]) -> _Layout:
    columns = _columns(digest)
    shown = list(issues)[:MOST_ISSUES]
    layout = _layout(digest, issues, shown, columns, _DETAILS[0])
    for detail in _DETAILS[1:]:
        if layout.height <= TALLEST:
            return layout
        layout = _layout(digest, issues, shown, columns, detail)
    while layout.height > TALLEST and len(layout.lines) > 1:
        layout = _Layout(layout.columns, layout.lines[:-1])
    return layout


def _layout(
    digest: Digest,
    issues: dict[str, list[Statement]],
    shown: list[str],
    names: list[str],
    detail: _Detail,
) -> _Layout:
    columns = _widths(names, digest)
    members = digest.members
    lines = []
    for issue in shown:
        cells = tuple(
            _cell(
                [item for item in issues[issue] if _column_of(item, names, members) == column.name],
                column,
                issue,
                detail,
            )
            for column in columns
        )
        own = _ADVANCE[SIZE] * len(_issue_lines(issue))
        tallest = max(own, *(sum(entry.height for entry in cell) for cell in cells))
        lines.append((issue, cells, tallest + 2 * _PAD))
    return _Layout(columns, tuple(lines))


def _widths(names: list[str], digest: Digest) -> tuple[_Column, ...]:
    """Give each column its place: one with more positions gets more room, up to twice as much."""
    members = digest.members
    held = dict.fromkeys(names, 0)
    for statement in digest.statements:
        held[_column_of(statement, names, members)] += 1
    most = max(held.values())
    shares = {name: 1 + number / most for name, number in held.items()}
    room = WIDTH - 0.02 - _ISSUE_WIDTH - _GAP * (len(names) - 1)
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


def _issues(digest: Digest) -> dict[str, list[Statement]]:
    """Return the positions by issue: issues with most positions first, those without one last."""
    found: dict[str, list[Statement]] = {}
    for statement in digest.statements:
        found.setdefault(one_line(statement.row["issue"] or "") or NO_ISSUE, []).append(statement)
    order = list(found)
    ranked = sorted(
        order, key=lambda issue: (issue == NO_ISSUE, -len(found[issue]), order.index(issue))
    )
    return {issue: found[issue] for issue in ranked}


def _column_of(
    statement: Statement, columns: list[str], members: dict[tuple[str, str], str]
) -> str:
    side = members.get((statement.row["article"], statement.row["actor"]), OTHERS)
    return side if side in columns else OTHERS


def _cell(
    here: list[Statement], column: _Column, issue: str, detail: _Detail
) -> tuple[_Entry, ...]:
    entries = [_entry(item, column, issue, detail) for item in here[: detail.entries]]
    if len(here) > detail.entries:
        more = _Line(f"and {len(here) - detail.entries} more in the table", SMALL, SOFT)
        entries[-1] = _Entry(entries[-1].statement, (*entries[-1].lines, more))
    return tuple(entries)


def _entry(statement: Statement, column: _Column, issue: str, detail: _Detail) -> _Entry:
    width = column.width - _INDENT - 0.03
    numbers = " ".join(str(number) for number in statement.numbers)
    verb = f"{statement.verb()} {numbers}".strip()
    lines: list[_Line] = []
    if statement.row["actor_name"] != column.name:
        holder = capitalised(statement.holder or "holder not identified")
        lines += _lines(holder, width, SMALL, INK, 1 if detail.words < 2 else 2)
    lines += _lines(verb, width, SIZE, INK, 2, bold=True)
    if statement.words.casefold() != issue.casefold():
        words = f"“{single_quotation_marks(statement.words)}”"
        most = max(detail.words, 1 if statement.type == "threaten" else 0)
        lines += _lines(words, width, SMALL, INK, most)
    if statement.condition:
        words = single_quotation_marks(one_line(statement.condition))
        lines += _lines(f"condition: “{words}”", width, SMALL, SOFT, detail.condition)
    if statement.reporter:
        lines += _lines(f"says {statement.reporter}", width, SMALL, SOFT, detail.reporter)
    return _Entry(statement, tuple(lines))


def _lines(
    text: str, width: float, size: float, colour: str, most: int, *, bold: bool = False
) -> list[_Line]:
    if most == 0:
        return []
    broken = wrapped(text, width, size, lines=most, bold=bold).split("\n")
    return [_Line(line, size, colour, bold) for line in broken]


def _issue_lines(issue: str) -> list[str]:
    text = wrapped(capitalised(issue), _ISSUE_WIDTH - 0.15, SIZE, lines=4, bold=True)
    return text.split("\n")


def _head(
    axes: Any, columns: tuple[_Column, ...], styles: dict[str, SideStyle], height: float
) -> None:
    write(axes, 0, height - 0.18, "Issue", SMALL, color=SOFT, va="center")
    for column in columns:
        style = styles.get(column.name, OUTSIDE)
        y = height - 0.18
        axes.plot([column.x + 0.06], [y], style.marker, color=style.colour, markersize=6)
        text = wrapped(column.name, column.width - 0.22, SIZE, lines=1, bold=True)
        write(axes, column.x + _INDENT, y, text, SIZE, bold=True, color=INK, va="center")
        rule = height - _HEAD + 0.02
        axes.plot(
            [column.x, column.x + column.width], [rule, rule], color=style.colour, linewidth=2
        )


def _draw_cell(
    axes: Any, column: _Column, y: float, entries: tuple[_Entry, ...], style: SideStyle
) -> None:
    if not entries:
        write(axes, column.x + 0.03, y - _ADVANCE[SIZE] + 0.035, "–", SMALL, color=NEUTRAL)
    for entry in entries:
        kind = entry.statement.type
        filled = kind not in _HOLLOW and not entry.statement.negated
        (mark,) = axes.plot(
            [column.x + 0.07], [y - 0.075], _MARKERS[kind], markersize=6, color=style.colour,
            markerfacecolor=style.colour if filled else "none",
            markeredgewidth=0 if filled else 1.1,
        )  # fmt: skip
        mark.set_gid(f"position:{entry.statement.row['article']}:{entry.statement.row['position']}")
        if entry.statement.numbers:
            mark.set_url(f"#w{entry.statement.numbers[0]}")
        if kind == "threaten" and not entry.statement.negated:
            _frame(axes, column.x, y, column.width, entry.height)
        at = y
        for line in entry.lines:
            at -= _ADVANCE[line.size]
            write(axes, column.x + _INDENT, at + 0.035, line.text, line.size, bold=line.bold,
                  color=line.colour)  # fmt: skip
        y -= entry.height


def _frame(axes: Any, x: float, y: float, width: float, height: float) -> None:
    left, right, top, bottom = x - 0.03, x + width - 0.01, y + 0.015, y - height + 0.035
    axes.plot(
        [left, right, right, left, left], [top, top, bottom, bottom, top],
        color=SOFT, linewidth=0.7, linestyle=(0, (3, 2)),
    )  # fmt: skip


def _caption(digest: Digest, issues: dict[str, list[Statement]], shown: int) -> str:
    threats = sum(item.type == "threaten" and not item.negated for item in digest.statements)
    conditions = sum(item.condition is not None for item in digest.statements)
    named = sum(issue != NO_ISSUE for issue in issues)
    text = capitalised(count(len(digest.statements), "position"))
    text += f" on {count(named, 'issue')}" if named else ""
    text += f"; {count(threats, 'threat')}, framed" if threats else "; no threat"
    text += f"; {number_word(conditions)} on a condition" if conditions else ""
    text += ". The numbers lead to the words."
    if shown < len(issues):
        text += f" The {shown} issues with most positions are drawn; the table has all."
    return text


def _alt(digest: Digest, issues: dict[str, list[Statement]]) -> str:
    parts = []
    for issue, found in list(issues.items())[:MOST_ISSUES]:
        said = [
            f"{item.holder or 'a holder who was not identified'} {item.verb()}"
            + (" on a condition" if item.condition else "")
            for item in found[:MOST_ENTRIES]
        ]
        parts.append(f"{issue}: {listed(said).plain()}")
    return f"Matrix of positions by issue and side. {'; '.join(parts)}."
