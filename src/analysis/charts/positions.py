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
from analysis.summaries.prose import capitalised, count, listed, one_line
from analysis.summaries.sides import ordered_sides, side_names
from analysis.summaries.statements import Statement

MOST_ISSUES = 12
MOST_COLUMNS = 4
MOST_ENTRIES = 4
OTHERS = "Others"
NO_ISSUE = "(no issue named)"

_ISSUE_WIDTH = 1.35
_GAP = 0.12
_LINE = 0.135
_PAD = 0.1
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
        return sum(_LINE * (line.text.count("\n") + 1) for line in self.lines) + 0.06


def position_map(digest: Digest) -> Chart | None:
    """Draw the positions by issue (lines) and side (columns).

    Each position has the shape of its type, its verb, the number of its words, its holder where
    that is not the side itself, who says it, and its condition; threats are framed.

    Returns
    -------
    Chart or None
        None when no position was found.
    """
    if not digest.statements:
        return None
    columns = _columns(digest)
    issues = _issues(digest)
    shown = list(issues)[:MOST_ISSUES]
    width = (WIDTH - _ISSUE_WIDTH) / len(columns) - _GAP
    cells = {
        (issue, column): _cell(issues[issue], column, columns, digest, width)
        for issue in shown
        for column in columns
    }
    heights = [_line_height(issue, [cells[issue, column] for column in columns]) for issue in shown]
    head = 0.38
    height = head + sum(heights) + 0.05
    made = figure(height)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, height)
    bare(axes)
    styles = side_styles(ordered_sides(digest.source.actors))
    _head(axes, columns, styles, height, width)
    y = height - head
    for issue, tall in zip(shown, heights, strict=True):
        axes.plot([0, WIDTH], [y, y], color=RULE, linewidth=0.6)
        write(axes, 0, y - _PAD, _issue_text(issue), SIZE, bold=True, va="top", color=INK)
        for index, column in enumerate(columns):
            x = _ISSUE_WIDTH + index * (width + _GAP)
            _draw_cell(axes, x, y - _PAD, width, cells[issue, column], styles.get(column, OUTSIDE))
        y -= tall
    return Chart(made, _caption(digest, issues, shown), _alt(digest, issues))


def _columns(digest: Digest) -> list[str]:
    """Return the sides that hold positions (those with most, in stable order), and "Others"."""
    members = side_names(digest.source.actors)
    held: dict[str, int] = {}
    for statement in digest.statements:
        side = members.get((statement.row["article"], statement.row["actor"]), OTHERS)
        held[side] = held.get(side, 0) + 1
    sides = [side for side in ordered_sides(digest.source.actors) if held.get(side)]
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
    found: list[Statement], column: str, columns: list[str], digest: Digest, width: float
) -> list[_Entry]:
    members = side_names(digest.source.actors)
    here = [item for item in found if _column_of(item, columns, members) == column]
    entries = [_entry(item, column, width - 0.2) for item in here[:MOST_ENTRIES]]
    if len(here) > MOST_ENTRIES:
        more = _Line(f"and {len(here) - MOST_ENTRIES} more in the table", SMALL, SOFT)
        entries[-1] = _Entry(entries[-1].statement, (*entries[-1].lines, more))
    return entries


def _entry(statement: Statement, column: str, width: float) -> _Entry:
    numbers = " ".join(str(number) for number in statement.numbers)
    lines = [_Line(f"{statement.verb()}  {numbers}".strip(), SIZE, INK, bold=True)]
    holder = statement.holder or "holder not identified"
    if statement.row["actor_name"] != column:
        lines.append(_Line(wrapped(capitalised(holder), width, SMALL, lines=2), SMALL, INK))
    words = wrapped(f"“{statement.words}”", width, SMALL, lines=2)
    lines.append(_Line(words, SMALL, INK))
    if statement.condition:
        text = wrapped(f"only: “{one_line(statement.condition)}”", width, SMALL, lines=2)
        lines.append(_Line(text, SMALL, SOFT))
    if statement.reporter:
        text = wrapped(f"says {statement.reporter}", width, SMALL, lines=2)
        lines.append(_Line(text, SMALL, SOFT))
    return _Entry(statement, tuple(lines))


def _issue_text(issue: str) -> str:
    return wrapped(capitalised(issue), _ISSUE_WIDTH - 0.15, SIZE, lines=4, bold=True)


def _line_height(issue: str, cells: list[list[_Entry]]) -> float:
    own = 0.15 * (_issue_text(issue).count("\n") + 1)
    return max(own, *(sum(entry.height for entry in cell) for cell in cells)) + 2 * _PAD


def _head(
    axes: Any, columns: list[str], styles: dict[str, SideStyle], height: float, width: float
) -> None:
    write(axes, 0, height - 0.16, "Issue", SMALL, color=SOFT, va="center")
    for index, column in enumerate(columns):
        x = _ISSUE_WIDTH + index * (width + _GAP)
        style = styles.get(column, OUTSIDE)
        axes.plot([x + 0.06], [height - 0.16], style.marker, color=style.colour, markersize=6)
        text = wrapped(column, width - 0.25, SIZE, lines=1, bold=True)
        write(axes, x + 0.2, height - 0.16, text, SIZE, bold=True, color=INK, va="center")
        axes.plot([x, x + width], [height - 0.34] * 2, color=style.colour, linewidth=2)


def _draw_cell(
    axes: Any, x: float, y: float, width: float, entries: list[_Entry], style: SideStyle
) -> None:
    if not entries:
        write(axes, x + 0.06, y, "–", SMALL, color=NEUTRAL, va="top")
        return
    for entry in entries:
        kind = entry.statement.type
        filled = kind not in _HOLLOW and not entry.statement.negated
        (mark,) = axes.plot(
            [x + 0.06], [y - 0.065], _MARKERS[kind], markersize=5.5, color=style.colour,
            markerfacecolor=style.colour if filled else "none",
        )  # fmt: skip
        mark.set_gid(f"position:{entry.statement.row['article']}:{entry.statement.row['position']}")
        if entry.statement.numbers:
            mark.set_url(f"#w{entry.statement.numbers[0]}")
        if kind == "threaten":
            _frame(axes, x, y, width, entry.height)
        at = y
        for line in entry.lines:
            write(axes, x + 0.2, at, line.text, line.size, bold=line.bold, color=line.colour,
                  va="top", linespacing=1.15)  # fmt: skip
            at -= _LINE * (line.text.count("\n") + 1)
        y -= entry.height


def _frame(axes: Any, x: float, y: float, width: float, height: float) -> None:
    left, right, top, bottom = x - 0.04, x + width, y + 0.03, y - height + 0.03
    axes.plot(
        [left, right, right, left, left], [top, top, bottom, bottom, top],
        color=SOFT, linewidth=0.7, linestyle=(0, (3, 2)),
    )  # fmt: skip


def _caption(digest: Digest, issues: dict[str, list[Statement]], shown: list[str]) -> str:
    threats = sum(item.type == "threaten" and not item.negated for item in digest.statements)
    conditions = sum(item.condition is not None for item in digest.statements)
    named = sum(issue != NO_ISSUE for issue in issues)
    text = (
        f"{capitalised(count(len(digest.statements), 'position'))} on {count(named, 'issue')}, "
        f"by side; {count(threats, 'threat')} (framed), {conditions or 'none'} on a condition. "
        "The numbers lead to the words."
    )
    if len(shown) < len(issues):
        text += f" The {len(shown)} issues with most positions are drawn; the table has all."
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
