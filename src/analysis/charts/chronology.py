"""The chronology: each meeting at its date, as precisely as that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from matplotlib.patches import Rectangle

from analysis.charts.style import (
    INK,
    PAPER,
    RULE,
    SIZE,
    SMALL,
    SOFT,
    WIDTH,
    Chart,
    SideStyle,
    bare,
    figure,
    label,
    leads_to,
    side_legend,
    side_styles,
    wrapped,
    write,
)
from analysis.summaries.chronology import MeetingView, meeting_views
from analysis.summaries.dates import MONTHS, parse_period
from analysis.summaries.digest import Digest
from analysis.summaries.prose import capitalised, count, listed, number_word

MOST_MEETINGS = 34
_ROW = 0.235
_LABEL = 1.95
_SIDES = 0.5
_DATES = 1.5
_LEFT = _LABEL + _SIDES
_RIGHT = WIDTH - _DATES - 0.12
_COLOUR = "#0072B2"
_STATUS = {"ongoing": "under way", "scheduled": "scheduled", "proposed": "proposed"} | {
    "cancelled": "cancelled"
}
_HOLLOW = {"scheduled", "proposed", "cancelled"}
_SOFT_LAYERS = 14
_TOP = 0.42


@dataclass(frozen=True)
class _Scale:
    """Days to inches."""

    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return _LEFT + 0.35 + share * (_RIGHT - _LEFT - 0.5)


def chronology(digest: Digest) -> Chart | None:
    """Draw the meetings in order: points for days, soft bands for months, arrows for order only.

    Returns
    -------
    Chart or None
        None when no meeting was found.
    """
    views = meeting_views(digest)
    if not views:
        return None
    shown = views[:MOST_MEETINGS]
    height = _ROW * len(shown) + _TOP + 0.3
    made = figure(height)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, height)
    bare(axes)
    published = _published(digest)
    scale = _scale(shown, published)
    styles = side_styles(digest.sides)
    bottom = 0.3
    if scale is not None:
        _axis(axes, scale, bottom, height)
        if published is not None:
            _publication(axes, scale, published, bottom, height)
    bounds = _bounds(shown)
    sides = _sides(digest, shown)
    present = {side for view in shown for side in sides[view.number]}
    side_legend(
        axes,
        {side: style for side, style in styles.items() if side in present},
        0,
        height - 0.11,
        WIDTH,
    )
    for index, view in enumerate(shown):
        y = height - _TOP - _ROW * (index + 0.5)
        _row(
            axes,
            view,
            y,
            [styles[side] for side in sides[view.number]],
        )
        _mark(axes, view, y, scale, bounds[view.number])
        _leads(axes, view, y)
    return Chart(made, _caption(views, shown), _alt(views))


def _published(digest: Digest) -> date | None:
    days = {annotation.article.published for annotation in digest.annotations}
    if len(days) != 1:
        return None
    period = parse_period(days.pop())
    return period.first if period is not None else None


def _scale(views: list[MeetingView], published: date | None) -> _Scale | None:
    days = [
        day
        for view in views
        if view.period is not None
        for day in (view.period.first, view.period.last)
        if day is not None
    ]
    if not days:
        return None
    if published is not None and min(days) - timedelta(days=730) < published:
        days.append(published)
    first, last = min(days), max(days)
    if (last - first).days < 6:
        first, last = first - timedelta(days=3), last + timedelta(days=3)
    return _Scale(first, last)


def _sides(digest: Digest, views: list[MeetingView]) -> dict[int, list[str]]:
    """Return, for the number of each meeting, the sides that take part."""
    present = {
        (annotation.article.id, meeting.id): {
            digest.members.get((annotation.article.id, actor)) for actor in meeting.participants
        }
        for annotation in digest.annotations
        for meeting in annotation.meetings
    }
    return {
        view.number: [
            side
            for side in digest.sides
            if any(side in present[mention] for mention in view.mentions)
        ]
        for view in views
    }


def _bounds(views: list[MeetingView]) -> dict[int, tuple[date | None, date | None]]:
    """Return between which days each undated meeting must lie, as far as the order tells."""
    by_number = {view.number: view for view in views}
    found: dict[int, tuple[date | None, date | None]] = {}
    for view in views:
        period = view.period
        if period is None:
            found[view.number] = (None, None)
        elif period.open:
            found[view.number] = (period.first, period.last)
        else:
            found[view.number] = (period.last, period.first)
    for _ in views:
        for view in views:
            for later in view.later:
                if later not in by_number:
                    continue
                low, high = found[view.number]
                later_low, later_high = found[later]
                if view.period is None and later_high and (high is None or later_high < high):
                    found[view.number] = (low, later_high)
                if (
                    by_number[later].period is None
                    and low
                    and (later_low is None or low > later_low)
                ):
                    found[later] = (low, later_high)
    return found


def _axis(axes: Any, scale: _Scale, bottom: float, height: float) -> None:
    axes.plot([_LEFT + 0.1, _RIGHT], [bottom, bottom], color=SOFT, linewidth=0.7)
    for day, words in _ticks(scale.first, scale.last):
        x = scale.x(day)
        axes.plot([x, x], [bottom, height - _TOP], color=RULE, linewidth=0.5, zorder=0)
        write(axes, x, bottom - 0.06, words, SMALL, color=SOFT, ha="center", va="top")


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return at most five round days between two days, with short labels."""
    days = (last - first).days
    if days > 900:
        years = list(range(first.year + 1, last.year + 1))
        step = max(1, -(-len(years) // 5))
        return [(date(year, 1, 1), str(year)) for year in years[::step]]
    if days > 75:
        months = _months(first, last)
        step = max(1, -(-len(months) // 4))
        return [(day, f"{MONTHS[day.month - 1][:3]} {day.year}") for day in months[::step]]
    step = max(1, -(-days // 4))
    marks = [first + timedelta(days=offset) for offset in range(0, days + 1, step)]
    return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in marks]


def _months(first: date, last: date) -> list[date]:
    found = []
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            found.append(day)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _publication(axes: Any, scale: _Scale, day: date, bottom: float, height: float) -> None:
    if not scale.first <= day <= scale.last:
        return
    x = scale.x(day)
    axes.plot(
        [x, x], [bottom, height - _TOP + 0.06], color=SOFT, linewidth=0.8, linestyle=(0, (2, 2))
    )
    left = x > (_LEFT + _RIGHT) / 2
    write(axes, x, height - _TOP + 0.12, "published", SMALL, color=SOFT, va="center",
          ha="right" if left else "left")  # fmt: skip


def _row(axes: Any, view: MeetingView, y: float, styles: list[SideStyle]) -> None:
    label(axes, 0, y, f"{view.number}  {capitalised(view.label)}", _LABEL - 0.08)
    for index, style in enumerate(styles[:4]):
        axes.plot(
            [_LABEL + 0.06 + 0.11 * index], [y], style.marker, color=style.colour, markersize=4.5
        )
    status = _STATUS.get(view.status)
    when = view.period.words if view.period else "date not known"
    if view.later and (view.period is None or view.period.first is None):
        when = "before " + _numbers(view.later)
    room = _DATES
    if status:
        write(axes, WIDTH - _DATES, y + 0.055, wrapped(when, room, SMALL, lines=1), SMALL,
              va="center", color=INK)  # fmt: skip
        write(axes, WIDTH - _DATES, y - 0.065, status, SMALL, va="center", color=SOFT)
    else:
        write(axes, WIDTH - _DATES, y, wrapped(when, room, SMALL, lines=1), SMALL, va="center",
              color=INK if view.period else SOFT)  # fmt: skip


def _numbers(numbers: tuple[int, ...]) -> str:
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return listed([str(number) for number in numbers[:4]]).plain()


def _mark(
    axes: Any, view: MeetingView, y: float, scale: _Scale | None,
    bounds: tuple[date | None, date | None],
) -> None:  # fmt: skip
    period = view.period
    if period is None or scale is None or period.open:
        _unknown(axes, view, y, scale, bounds)
    elif period.first and period.last and period.precision == "day" and period.whole:
        _days(axes, view, y, scale.x(period.first), scale.x(period.last))
    else:
        assert period.first is not None
        assert period.last is not None
        _band(axes, view, y, scale.x(period.first), scale.x(period.last))


def _named(artist: Any, view: MeetingView) -> None:
    artist.set_gid(f"meeting:{view.row['article']}:{view.row['meeting']}")


def _leads(axes: Any, view: MeetingView, y: float) -> None:
    """Make the line of a meeting lead to its words."""
    name = f"meeting:{view.row['article']}:{view.row['meeting']}"
    leads_to(axes, (0, y - _ROW / 2, WIDTH, _ROW), view.evidence[:1], name)


def _days(axes: Any, view: MeetingView, y: float, start: float, end: float) -> None:
    """Draw one day as a point, several as points joined by a bar."""
    hollow = view.status in _HOLLOW
    if end > start:
        axes.plot([start, end], [y, y], color=_COLOUR, linewidth=3.5, solid_capstyle="round",
                  alpha=0.45 if hollow else 1.0)  # fmt: skip
    (point,) = axes.plot(
        [start, end], [y, y], "o", color=_COLOUR, markersize=6.5, markeredgewidth=1.3,
        markerfacecolor=PAPER if hollow else _COLOUR, linestyle="none",
    )  # fmt: skip
    _named(point, view)
    _status_mark(axes, view, (start + end) / 2, y)


def _status_mark(axes: Any, view: MeetingView, x: float, y: float) -> None:
    if view.status == "cancelled":
        axes.plot([x], [y], "x", color=INK, markersize=9, markeredgewidth=1.2)
    elif view.status == "ongoing":
        axes.plot([x], [y], "o", color=_COLOUR, markersize=11, markerfacecolor="none",
                  markeredgewidth=1.0)  # fmt: skip


def _band(axes: Any, view: MeetingView, y: float, start: float, end: float) -> None:
    """Draw "some time within" as a band whose ends fade."""
    end = max(end, start + 0.18)
    fade = min(0.25, (end - start) * 0.3)
    for layer in range(_SOFT_LAYERS):
        inset = fade * (layer / (_SOFT_LAYERS - 1) - 0.5)
        band = Rectangle(
            (start + inset, y - 0.06), end - start - 2 * inset, 0.12, facecolor=_COLOUR,
            alpha=0.55 / _SOFT_LAYERS, linewidth=0,
        )  # fmt: skip
        axes.add_patch(band)
        if layer == 0:
            _named(band, view)
    if view.status == "cancelled":
        _status_mark(axes, view, (start + end) / 2, y)


def _unknown(
    axes: Any, view: MeetingView, y: float, scale: _Scale | None,
    bounds: tuple[date | None, date | None],
) -> None:  # fmt: skip
    """Draw a meeting without a date: before or between known ones, or with a question mark."""
    after, before = bounds
    left, right = _LEFT + 0.12, _RIGHT
    if scale is None or (after is None and before is None):
        write(axes, (left + right) / 2, y, "?", SIZE, color=SOFT, ha="center", va="center")
        return
    start = scale.x(after) if after else left
    end = scale.x(before) - 0.08 if before else right
    end = max(end, start + 0.12)
    axes.plot([start, end], [y, y], color=_COLOUR, linewidth=0.9, linestyle=(0, (3, 2)))
    at = (start + end) / 2 if after and before else (end if before else start)
    (point,) = axes.plot([at], [y], "D", color=_COLOUR, markersize=5.5, markerfacecolor=PAPER,
                         markeredgewidth=1.1)  # fmt: skip
    _named(point, view)
    if after is None:
        axes.plot([start], [y], marker="<", color=_COLOUR, markersize=4.5)
    elif before is None:
        axes.plot([end], [y], marker=">", color=_COLOUR, markersize=4.5)


def _caption(views: list[MeetingView], shown: list[MeetingView]) -> str:
    days = sum(
        view.period is not None and view.period.whole and not view.period.open for view in views
    )
    unknown = sum(view.period is None or view.period.open for view in views)
    vague = len(views) - days - unknown
    text = capitalised(count(len(views), "meeting"))
    text = f"The {text}" if text[0].isdigit() else text
    if days == len(views):
        which = {1: "", 2: "both "}.get(days, "all ")
        text += f", {which}dated to the day ({_marks(days, 'point')})."
    else:
        parts = [f"{number_word(days)} dated to the day ({_marks(days, 'point')})"] if days else []
        if vague:
            parts.append(
                f"{number_word(vague)} to a month, season or year ({_marks(vague, 'soft band')})"
            )
        if unknown:
            parts.append(
                f"{number_word(unknown)} without a date "
                f"({_marks(unknown, 'diamond')} where the order is known)"
            )
        text += f": {listed(parts).plain()}."
    hollow = sum(view.status in _HOLLOW for view in views)
    if hollow:
        text += (
            " The hollow mark is a meeting that had not been held when the article was written."
            if hollow == 1
            else " Hollow marks are meetings that had not been held when the article was written."
        )
    if len(shown) < len(views):
        text += f" The first {len(shown)} are drawn; the table has all."
    return text


def _marks(number: int, name: str) -> str:
    return name if number == 1 else f"{name}s"


def _alt(views: list[MeetingView]) -> str:
    said = []
    for view in views[:12]:
        when = view.period.words if view.period else "date not known"
        later = f", before meeting {_numbers(view.later)}" if view.later and not view.period else ""
        said.append(f"{view.number} {view.label}, {when}{later}, {view.status}")
    rest = f"; and {len(views) - 12} more" if len(views) > 12 else ""
    return f"Chronology of meetings: {'; '.join(said)}{rest}."
