"""Who speaks and how, and who speaks about whom."""

from __future__ import annotations

from typing import Any

from matplotlib.patches import Rectangle

from analysis.charts.style import (
    INK,
    OUTSIDE,
    PAPER,
    RULE,
    SMALL,
    SOFT,
    TINY,
    WIDTH,
    Chart,
    SideStyle,
    bare,
    figure,
    label,
    label_lines,
    leads_to,
    side_legend,
    side_styles,
    width_of,
    wrapped,
    write,
)
from analysis.summaries.digest import Digest
from analysis.summaries.prose import capitalised, count, listed, number_word
from analysis.summaries.speakers import KINDS, Aboutness, Speaker, speakers, who_speaks_of_whom

MOST_SOURCES = 20
MOST_SUBJECTS = 14
_LINE = 0.27
_BAR_LINE = 0.205
_BAR = 0.13
_NAME_WIDTH = 1.9
_HEAD_WIDTH = 1.3
_HEAD_RISE = 0.68  # heads are turned by 40 degrees


def who_speaks(digest: Digest) -> Chart | None:
    """Draw the words attributed to each source, by the way they are quoted.

    Returns
    -------
    Chart or None
        None when nothing is attributed to anyone.
    """
    found = speakers(digest)
    if not found:
        return None
    shown = found[:MOST_SOURCES]
    names = [_name_lines(speaker.name) for speaker in shown]
    rises = [_BAR_LINE + 0.1 * (len(lines) - 1) for lines in names]
    height = sum(rises) + 0.56
    made = figure(height)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, height)
    bare(axes)
    longest = max(speaker.total_words for speaker in shown) or 1
    left, right = _NAME_WIDTH + 0.15, WIDTH - 0.9
    styles = side_styles(digest.sides)
    y = height - 0.3
    for speaker, rise in zip(shown, rises, strict=True):
        scale = (right - left) / longest
        _speaker_line(axes, speaker, y - rise / 2, left, scale, styles.get(speaker.side or ""))
        y -= rise
    _legend(axes, left, 0.1, {kind for speaker in shown for kind in KINDS if speaker.words[kind]})
    write(axes, 0, height - 0.13, "Words attributed to each source", SMALL, color=SOFT, va="center")
    present = {speaker.side for speaker in shown}
    side_legend(
        axes,
        {side: style for side, style in styles.items() if side in present},
        left,
        height - 0.13,
        WIDTH - left,
    )
    return Chart(made, _speaks_caption(found, shown), _speaks_alt(found, shown))


def _speaker_line(
    axes: Any, speaker: Speaker, y: float, left: float, scale: float, style: SideStyle | None
) -> None:
    style = style or OUTSIDE
    axes.plot([0.07], [y], style.marker, color=style.colour, markersize=5, clip_on=False)
    colour = INK if speaker.named else SOFT
    label(axes, 0.2, y, capitalised(speaker.name), _NAME_WIDTH - 0.15, colour=colour)
    x = left
    for kind in KINDS:
        # One piece for each statement, so that each leads to its own words.
        for words, numbers in speaker.pieces[kind]:
            size = (words * scale, _BAR)
            bar = _bar(axes, kind, style.colour, (x, y - _BAR / 2), size)
            bar.set_gid(f"{speaker.name}:{kind}:{numbers[0] if numbers else 0}")
            leads_to(axes, (x, y - _BAR_LINE / 2, size[0], _BAR_LINE), numbers[:1], speaker.name)
            x += size[0]
    number = f"{speaker.total_words}"
    tail = "" if speaker.named else "  unnamed"
    write(axes, x + 0.06, y, number + tail, SMALL, va="center", color=SOFT)


def _name_lines(name: str) -> list[str]:
    return label_lines(capitalised(name), _NAME_WIDTH - 0.15)


def _bar(
    axes: Any, kind: str, colour: str, corner: tuple[float, float], size: tuple[float, float]
) -> Rectangle:
    """Draw a bar: filled, with diagonal lines, or empty.

    The lines are drawn one by one: not every reader of SVG fills with patterns.
    """
    edge = PAPER if kind == "direct" else colour
    bar = Rectangle(corner, *size, facecolor=colour if kind == "direct" else "none",
                    edgecolor=edge, linewidth=0.8)  # fmt: skip
    axes.add_patch(bar)
    if kind == "mixed":
        (x, y), (width, height) = corner, size
        step = 0.06
        for index in range(int((width + height) / step) + 1):
            offset = index * step
            left, right = max(0.0, offset - height), min(width, offset)
            if right > left:
                axes.plot([x + left, x + right], [y + offset - left, y + offset - right],
                          color=colour, linewidth=0.9, solid_capstyle="butt")  # fmt: skip
    return bar


def _legend(axes: Any, left: float, y: float, kinds: set[str]) -> None:
    """Say what the fillings mean that occur."""
    x = left
    for kind, words in (
        ("direct", "quoted directly"),
        ("mixed", "partly quoted"),
        ("indirect", "reported"),
    ):
        if kind not in kinds:
            continue
        _bar(axes, kind, SOFT, (x, y - 0.05), (0.2, 0.1))
        write(axes, x + 0.26, y, words, SMALL, va="center", color=SOFT)
        x += 1.35


def _speaks_caption(found: list[Speaker], shown: list[Speaker]) -> str:
    unnamed = sum(not speaker.named for speaker in found)
    if len(found) == 1:
        named = "it is not named" if unnamed else "it is named"
    elif unnamed in (0, len(found)):
        named = "none of them is named" if unnamed else "all are named"
    else:
        named = f"{number_word(unnamed)} of them {'is' if unnamed == 1 else 'are'} not named"
    text = (
        f"Words attributed to {count(len(found), 'source')}, by the way they are quoted; {named}. "
        "A piece of a bar is one statement; colour and shape show the side."
    )
    if len(shown) < len(found):
        text += f" The {len(shown)} with most words are drawn; the table has all."
    return text


def _speaks_alt(found: list[Speaker], shown: list[Speaker]) -> str:
    said = [
        f"{speaker.name} {speaker.total_words} words ("
        + listed([f"{speaker.words[kind]} {kind}" for kind in KINDS if speaker.words[kind]]).plain()
        + ")"
        for speaker in shown[:8]
    ]
    rest = f"; and {len(found) - 8} more" if len(found) > 8 else ""
    return f"Bar chart of words attributed to each source: {'; '.join(said)}{rest}."


def who_speaks_about_whom(digest: Digest) -> Chart | None:
    """Draw which source speaks of which actor, as a matrix of dots with counts.

    Returns
    -------
    Chart or None
        None when no source speaks of another actor.
    """
    found = who_speaks_of_whom(digest)
    if not found.counts:
        return None
    sources, subjects = found.sources[:MOST_SOURCES], found.subjects[:MOST_SUBJECTS]
    heads = [wrapped(subject, _HEAD_WIDTH, SMALL, lines=1) for subject in subjects]
    head = 0.25 + _HEAD_RISE * max(width_of(text, SMALL) for text in heads)
    height = head + _LINE * len(sources) + 0.1
    made = figure(height)
    axes = made.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, height)
    bare(axes)
    left = _NAME_WIDTH + 0.25
    step = min(0.55, (WIDTH - left - 0.9) / max(1, len(subjects)))
    for column in range(len(subjects)):
        x = left + step * (column + 0.5)
        axes.plot([x, x], [0.1, height - head], color=RULE, linewidth=0.5, zorder=0)
        write(axes, x, height - head + 0.06, heads[column], SMALL,
              rotation=40, ha="left", va="bottom", rotation_mode="anchor", color=INK)  # fmt: skip
    for line, source in enumerate(sources):
        y = height - head - _LINE * (line + 0.5)
        axes.plot([left, left + step * len(subjects)], [y, y], color=RULE, linewidth=0.5, zorder=0)
        label(axes, left - 0.1, y, capitalised(source), _NAME_WIDTH + 0.1, align="right")
        for column, subject in enumerate(subjects):
            number = found.counts.get((source, subject), 0)
            if number:
                x = left + step * (column + 0.5)
                _dot(axes, x, y, number)
                references = tuple(dict.fromkeys(found.numbers[source, subject]))
                area = (x - 0.11, y - 0.11, 0.22, 0.22)
                leads_to(axes, area, references, f"{source}:{subject}")
    write(
        axes, left - 0.1, height - head + 0.1, "Source   mentions →", SMALL, color=SOFT, ha="right"
    )
    return Chart(made, _about_caption(found), _about_alt(found))


def _dot(axes: Any, x: float, y: float, number: int) -> None:
    size = min(13.0, 8.5 + 1.5 * (number - 1))
    axes.plot([x], [y], "o", color="#404040", markersize=size)
    write(axes, x, y, str(number), TINY, ha="center", va="center_baseline", color=PAPER)


def _about_caption(found: Aboutness) -> str:
    text = "In how many statements each source (line) mentions an actor (column)."
    if len(found.sources) > MOST_SOURCES or len(found.subjects) > MOST_SUBJECTS:
        text += " The most frequent are drawn."
    return text


def _about_alt(found: Aboutness) -> str:
    ordered = sorted(found.counts.items(), key=lambda item: (-item[1], item[0]))
    said = [f"{source} of {subject} {number}" for (source, subject), number in ordered[:10]]
    rest = f"; and {len(ordered) - 10} more pairs" if len(ordered) > 10 else ""
    return f"Matrix of statements in which a source mentions an actor: {'; '.join(said)}{rest}."
