"""Meetings of two runs: which are new, newly dated, moved, held, cancelled, or gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.changes.model import MeetingChange, Words
from analysis.changes.places import words_of
from analysis.changes.runs import Run
from analysis.model import Annotation, Article, Meeting
from analysis.reconcile import SharedMeeting, identify, share_meetings

# Statuses of a meeting that lies ahead.
_AHEAD = {"scheduled", "proposed"}


def meeting_changes(before: Run, after: Run) -> Iterator[MeetingChange]:
    """Yield what became of the meetings, in order of time; those that are gone come last."""
    old, new = _shared(before), _shared(after)
    joined = _joined(before, after)
    left = list(old)
    unmatched = []
    for meeting in new:
        earlier = next((one for one in left if _same(one, meeting, joined)), None)
        if earlier is None:
            unmatched.append(meeting)
            continue
        left.remove(earlier)
        change = _what_became(earlier, meeting)
        if change:
            yield _change(change, meeting, after, earlier)
    for meeting in unmatched:
        moved = next((one for one in left if _moved(before, one, after, meeting)), None)
        if moved is not None:
            left.remove(moved)
            yield _change("moved", meeting, after, moved)
        else:
            yield _change("new", meeting, after)
    for meeting in left:
        yield _change("gone", meeting, before)


def _shared(run: Run) -> list[SharedMeeting]:
    return share_meetings(run.annotations)


def _joined(before: Run, after: Run) -> dict[tuple[str, str], str]:
    """Recognise meetings over both runs; return the group of each by article and id of a mention.

    Articles of both runs count once, as they are now: their earlier reading says nothing more.
    """
    now = after.articles
    earlier = [one for one in before.annotations if one.article.id not in now]
    together: list[Annotation] = [*after.annotations, *earlier]
    groups = share_meetings(together, identify(together))
    return {
        (mention.article, mention.meeting.id): group.id
        for group in groups
        for mention in group.mentions
    }


def _same(one: SharedMeeting, other: SharedMeeting, joined: dict[tuple[str, str], str]) -> bool:
    """True if two meetings rest on the same words, or their articles speak of one meeting."""
    if _evidence(one) & _evidence(other):
        return True
    groups = [
        {joined.get((mention.article, mention.meeting.id)) for mention in each.mentions} - {None}
        for each in (one, other)
    ]
    articles = [set(each.articles) for each in (one, other)]
    return bool(groups[0] & groups[1]) and not articles[0] & articles[1]


def _evidence(meeting: SharedMeeting) -> set[tuple[str, str]]:
    return {
        (mention.article, span.text)
        for mention in meeting.mentions
        for span in mention.meeting.evidence
    }


def _what_became(one: SharedMeeting, other: SharedMeeting) -> str | None:
    """Return what changed of a meeting from one run to the next, the weightiest thing first."""
    if one.status != other.status:
        if other.status in ("held", "cancelled", "scheduled"):
            return str(other.status)
        return "status"
    earlier, later = _latest(one), _latest(other)
    if later is None or earlier == later:
        return None
    return "dated" if earlier is None or _within(later, earlier) else "moved"


def _latest(meeting: SharedMeeting) -> str | None:
    """Return the date (EDTF) in the article that was published last of those that give one."""
    dates = [mention.edtf for mention in meeting.mentions if mention.extent is not None]
    return dates[-1] if dates else None


def _within(date: str, other: str) -> bool:
    """True if a date says the same as another more precisely: 2031-06-12 for 2031-06."""
    return date.startswith(other.rstrip("?~%"))


def _moved(before: Run, one: SharedMeeting, after: Run, other: SharedMeeting) -> bool:
    """True if a meeting that was to come has another day now: same parties, same place or name.

    Only one that is not reported any more as it was can have moved.
    """
    if one.status not in _AHEAD or other.status not in _AHEAD or _latest(one) == _latest(other):
        return False
    parties = [_parties(before, one), _parties(after, other)]
    if not parties[0] or parties[0] != parties[1]:
        return False
    places = [_first_place(each) for each in (one, other)]
    return (places[0] is not None and places[0] == places[1]) or (
        one.name is not None and one.name == other.name
    )


def _parties(run: Run, meeting: SharedMeeting) -> set[str | None]:
    return {
        run.key(mention.article, actor)
        for mention in meeting.mentions
        for actor in mention.meeting.participants
    }


def _first_place(meeting: SharedMeeting) -> str | None:
    return meeting.place.split(",")[0].casefold() if meeting.place else None


def _change(
    change: str, meeting: SharedMeeting, run: Run, earlier: SharedMeeting | None = None
) -> MeetingChange:
    return MeetingChange.model_validate(
        {
            "change": change,
            "name": meeting.name or "meeting",
            "place": meeting.place,
            "participants": tuple(_names(run, meeting)),
            "date": _latest(meeting) or meeting.date,
            "status": meeting.status,
            "before_date": (_latest(earlier) or earlier.date) if earlier else None,
            "before_status": earlier.status if earlier else None,
            "words": _words(run, meeting),
        }
    )


def _names(run: Run, meeting: SharedMeeting) -> list[str]:
    found: dict[str | None, str] = {}
    for mention in meeting.mentions:
        annotation = run.articles[mention.article]
        names = {actor.id: actor.name for actor in annotation.actors}
        for actor in mention.meeting.participants:
            if actor in names:
                found.setdefault(run.key(mention.article, actor), names[actor])
    return list(found.values())


def _words(run: Run, meeting: SharedMeeting) -> Words:
    """Return the words of the article that was published last: what is new stands there."""
    mention = meeting.mentions[-1]
    article: Article = run.articles[mention.article].article
    told: Meeting = mention.meeting
    return words_of(article, told.evidence[0])


def in_order(changes: Sequence[MeetingChange]) -> list[MeetingChange]:
    """Return changes by date; those without one come last."""
    return sorted(changes, key=lambda change: (change.date or "~").lstrip("["))
