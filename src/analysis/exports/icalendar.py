"""Meetings as a calendar (iCalendar, RFC 5545), for Outlook, Google Calendar, Thunderbird.

A calendar has no place for "June 2012": only meetings known to the day become all-day entries; the
others are named in ``Exported.left_out``. An entry's UID stays the same from one export of an
article to the next, so that importing it again changes the entry instead of doubling it. The
library icalendar writes it: folding, escaping and time stamps have many rules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from analysis import __version__
from analysis.exports import Exported
from analysis.model import Annotation, Meeting

_STATUS = {
    "held": "CONFIRMED",
    "ongoing": "CONFIRMED",
    "scheduled": "CONFIRMED",
    "proposed": "TENTATIVE",
    "cancelled": "CANCELLED",
}
# Control characters break a calendar's lines; RFC 5545 allows none but the tab.
_NO_CONTROLS = dict.fromkeys((*range(32), 127), " ") | {0x0A: "\n", 0x09: "\t"}


def write(annotations: Sequence[Annotation]) -> Exported:
    """Return the meetings known to the day as an iCalendar file."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Parley//parley-reports {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    left_out = []
    for annotation in annotations:
        for meeting in annotation.meetings:
            if _day(meeting.start) is None:
                left_out.append(
                    f"{annotation.article.id}, {meeting.id}: its day is not known "
                    f"({meeting.start or 'no date'})"
                )
            else:
                calendar.add_component(_event(annotation, meeting))
    return Exported(calendar.to_ical(), tuple(left_out))


def _event(annotation: Annotation, meeting: Meeting) -> Event:
    first = _day(meeting.start) or date.min
    last = max(_day(meeting.end) or first, first)
    event = Event()
    event.add("uid", f"{_identity(annotation, meeting)}@parley")
    event.add("dtstamp", _stamp(annotation.article.published))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))  # exclusive (RFC 5545, 3.6.1)
    event.add("summary", _clean(_summary(meeting)))
    event.add("description", _clean("\n".join(_description(annotation, meeting))))
    event.add("status", _STATUS[meeting.status])
    event.add("transp", "TRANSPARENT")  # the reader of news is not busy on that day
    if meeting.place:
        event.add("location", _clean(meeting.place))
    if annotation.article.url:
        event.add("url", _clean(annotation.article.url))
    return event


def _identity(annotation: Annotation, meeting: Meeting) -> str:
    """Return what names this meeting in every export: its article and the words it rests on."""
    words = "\0".join(span.text for span in meeting.evidence)
    return hashlib.sha256(
        f"{annotation.article.id}\0{words}".encode("utf-8", "replace")
    ).hexdigest()


def _stamp(published: str | None) -> datetime:
    """Return the day of the information; RFC 5545 wants one, and today's would not repeat."""
    day = date.fromisoformat(published) if published else date(1970, 1, 1)
    return datetime.combine(day, time(), UTC)


def _summary(meeting: Meeting) -> str:
    name = meeting.name or "Meeting"
    said = "" if meeting.status in ("held", "ongoing") else f" ({meeting.status})"
    return f"{name[:1].upper()}{name[1:]}{said}"


def _description(annotation: Annotation, meeting: Meeting) -> Iterator[str]:
    names = {actor.id: actor.name for actor in annotation.actors}
    present = [names[one] for one in meeting.participants if one in names]
    if present:
        yield f"Participants: {', '.join(present)}"
    for span in meeting.evidence:
        yield f"“{' '.join(span.text.split())}”"
    yield f"Date: {meeting.derivation}"
    yield from (f"Disagreement: {one}" for one in meeting.contradictions)
    yield f"Source: {annotation.article.title or annotation.article.id}"


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").translate(_NO_CONTROLS)
