"""Changes in words: for the report, the message to the reader, and the command line."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.changes.meetings import in_order
from analysis.changes.model import ActorChange, Changes, MeetingChange, PositionChange, Words
from analysis.summaries.dates import parse_period, when_words
from analysis.summaries.prose import listed, one_line

Said = tuple[str, Words | None]
"""A sentence, and the words that it rests on."""

_POSITIONS = {"new": "new", "changed": "changed", "gone": "no longer reported"}
_MEETINGS = {
    "new": "New meeting",
    "gone": "No longer reported",
    "dated": "Now dated",
    "moved": "Moved",
    "held": "Took place",
    "cancelled": "Cancelled",
    "scheduled": "Now scheduled",
    "status": "Changed",
}
_ARTICLES = {
    "new": "New in the coverage",
    "gone": "No longer in the coverage",
    "other text": "With another text than before",
    "read differently": "Read differently than before (another version, or corrections)",
}
_LONGEST_QUOTATION = 160


def headline(changes: Changes) -> str:
    """Return the changes in one line: "1 new actor, 2 new positions, 1 meeting moved"."""
    parts = [_number(len(changes.actors), "new actor")] if changes.actors else []
    for change, word in _POSITIONS.items():
        number = sum(one.change == change for one in changes.positions)
        if number:
            noun = _number(number, "new position" if change == "new" else "position")
            parts.append(noun if change == "new" else f"{noun} {word}")
    counts: dict[str, int] = {}
    for meeting in changes.meetings:
        counts[meeting.change] = counts.get(meeting.change, 0) + 1
    for change, number in counts.items():
        words = {"new": "", "dated": " newly dated", "gone": " no longer reported"}
        said = words.get(change, f" {'changed' if change == 'status' else change}")
        parts.append(_number(number, "new meeting" if change == "new" else "meeting") + said)
    return ", ".join(parts) if parts else "nothing changed"


def sentences(changes: Changes) -> Iterator[Said]:
    """Yield the changes as sentences: positions first, then meetings, actors, articles."""
    for position in changes.positions:
        yield _position(position)
    for meeting in in_order(changes.meetings):
        yield _meeting(meeting)
    for actor in changes.actors:
        yield _actor(actor)
    for kind, said in _ARTICLES.items():
        titles = [one_line(one.title) for one in changes.articles if one.change == kind]
        if titles:
            yield f"{said}: {'; '.join(titles)}.", None


def _position(change: PositionChange) -> Said:
    if change.change == "gone":
        return f"No longer reported: {change.sentence.rstrip('.')} ({change.why}).", None
    if change.change == "new" or change.before is None:
        return f"New: {change.sentence}", change.words
    earlier = f"Before: {_quoted(change.before.text)} ({change.before.article})."
    return f"Changed: {change.sentence} {earlier}", change.words


def _meeting(change: MeetingChange) -> Said:
    what = f"{_MEETINGS[change.change]}: {_called(change)}"
    when = _when(change.date)
    if change.change == "moved":
        return (
            f"{what}, from {_date(change.before_date)} to {_date(change.date)}.",
            change.words,
        )
    if change.change == "dated":
        return f"{what}, {when} (before: {_date(change.before_date)}).", change.words
    if change.change == "cancelled":
        return f"{what}, which was to be {_when(change.before_date or change.date)}.", change.words
    if change.change == "status":
        return f"{what}, {when}: {change.before_status}, now {change.status}.", change.words
    tail = f" ({change.status})" if change.change == "new" else ""
    return f"{what}, {when}{tail}.", None if change.change == "gone" else change.words


def _called(change: MeetingChange) -> str:
    name = one_line(change.name)
    place = (change.place or "").split(",")[0]
    said = f" in {change.place}" if place and place not in name else ""
    parties = listed(list(change.participants)).plain() if change.participants else ""
    return f"{name}{said}{f', {parties}' if parties else ''}"


def _when(date: str | None) -> str:
    period = parse_period(date)
    return when_words(period) if period else "on a date not known"


def _date(date: str | None) -> str:
    period = parse_period(date)
    return period.words if period else "a date not known"


def _actor(change: ActorChange) -> Said:
    about = ", ".join(one for one in (change.role, change.side) if one and one != change.name)
    said = f" ({about})" if about else ""
    return f"New in the coverage: {change.name}{said}.", change.words


def _quoted(words: str) -> str:
    text = one_line(words)
    if len(text) > _LONGEST_QUOTATION:
        text = text[:_LONGEST_QUOTATION].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
