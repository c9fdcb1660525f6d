"""Meetings as a timeline for TimelineJS (Knight Lab), which newsrooms embed in their pages.

The format: timeline.knightlab.com/docs/json-format.html. Each dated meeting is one slide, with a
date as precise as it is known; the reader sees the date in words and the sentence it rests on.
Meetings without any date, which a timeline cannot place, are named on the title slide and in
``Exported.left_out``. The text of a slide is HTML, so everything from an article is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

from analysis.exports import Exported
from analysis.model import Annotation, Meeting
from analysis.ordering import precision
from analysis.reference.months import MONTHS

_STATUS = {
    "held": "",
    "ongoing": "under way",
    "scheduled": "scheduled",
    "cancelled": "cancelled",
    "proposed": "proposed",
}


def write(annotations: Sequence[Annotation]) -> Exported:
    """Return the meetings of all articles as one timeline, in the order of the articles."""
    pairs = [(one, meeting) for one in annotations for meeting in one.meetings]
    dated = [(one, meeting) for one, meeting in pairs if meeting.start]
    undated = [(one, meeting) for one, meeting in pairs if not meeting.start]
    timeline = {
        "title": {"text": {"headline": _headline(annotations), "text": _introduction(undated)}},
        "events": [_slide(one, meeting) for one, meeting in dated],
    }
    left_out = tuple(
        f"{one.article.id}, {meeting.id}: no date, so it is on the title slide only"
        for one, meeting in undated
    )
    text = json.dumps(timeline, ensure_ascii=False, indent=2)
    return Exported(text.encode("utf-8", "replace") + b"\n", left_out)


def _headline(annotations: Sequence[Annotation]) -> str:
    titles = [one.article.title or one.article.id for one in annotations]
    return escape(titles[0] if len(titles) == 1 else "Meetings in several articles")


def _introduction(undated: Sequence[tuple[Annotation, Meeting]]) -> str:
    if not undated:
        return ""
    items = "".join(f"<li>{_title(meeting)}: {_quoted(meeting)}</li>" for _, meeting in undated)
    return f"<p>Without a known date:</p><ul>{items}</ul>"


def _slide(annotation: Annotation, meeting: Meeting) -> dict[str, Any]:
    names = {actor.id: actor.name for actor in annotation.actors}
    present = ", ".join(names[one] for one in meeting.participants if one in names)
    parts = [f"<p>{escape(present)}</p>"] if present else []
    parts += [f"<blockquote>{_quoted(meeting)}</blockquote>"]
    parts += [f"<p>{escape(meeting.derivation)}</p>"]
    parts += [f"<p>{escape(one)}</p>" for one in meeting.contradictions]
    slide: dict[str, Any] = {
        "unique_id": f"{annotation.article.id}-{meeting.id}",
        "start_date": _date(meeting.start or ""),
        "display_date": _display(meeting),
        "group": meeting.place or "",
        "text": {"headline": _title(meeting), "text": "".join(parts)},
        "autolink": False,
    }
    if meeting.end and meeting.end != meeting.start:
        slide["end_date"] = _date(meeting.end)
    return {name: value for name, value in slide.items() if value != ""}


def _title(meeting: Meeting) -> str:
    name = meeting.name or "Meeting"
    said = any(part.strip() in name for part in (meeting.place or "").split(","))
    place = f" in {meeting.place}" if meeting.place and not said else ""
    status = _STATUS[meeting.status]
    return escape(f"{name[:1].upper()}{name[1:]}{place}" + (f" ({status})" if status else ""))


def _quoted(meeting: Meeting) -> str:
    return " … ".join(f"“{escape(' '.join(span.text.split()))}”" for span in meeting.evidence)


def _date(value: str) -> dict[str, int]:
    """Return an ISO date as TimelineJS has it: only what is known, a season as its first month."""
    year, *rest = value.split("-")
    parts = {"year": int(year)}
    if rest:
        number = int(rest[0])
        # EDTF's seasons 21-24 are spring to winter.
        parts["month"] = number if number <= 12 else {21: 3, 22: 6, 23: 9, 24: 12}.get(number, 1)
    if len(rest) > 1:
        parts["day"] = int(rest[1])
    return parts


def _display(meeting: Meeting) -> str:
    """Return the date in words where TimelineJS would say more, or other, than is known."""
    words = [_in_words(value) for value in dict.fromkeys((meeting.start, meeting.end)) if value]
    said = " to ".join(words)
    if meeting.date and "?" in meeting.date:
        said += ", uncertain"
    if meeting.date and "~" in meeting.date:
        said = f"about {said}"
    return said if precision(meeting) != "unknown" else f"{said} (as the text has it)"


def _in_words(value: str) -> str:
    year, *rest = value.split("-")
    if not rest:
        return year
    number = int(rest[0])
    if number > 12:
        seasons = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
        return f"{seasons.get(number, value)} {year}"
    if len(rest) == 1:
        return f"{MONTHS[number - 1]} {year}"
    return f"{date.fromisoformat(value).day} {MONTHS[number - 1]} {year}"
