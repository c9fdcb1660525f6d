"""Meetings across articles: mentions of one meeting joined, differences kept side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.model import Annotation, Meeting, MeetingStatus
from analysis.ordering import precision, ranks
from analysis.reconcile.actors import Identities, identify, in_publication_order
from analysis.reconcile.joining import Mention, join

_PRECISIONS = ("day", "month", "season", "year", "unknown")
_PROGRESS: dict[MeetingStatus, int] = {
    "proposed": 0,
    "scheduled": 1,
    "ongoing": 2,
    "held": 3,
    "cancelled": 3,
}


@dataclass(frozen=True)
class Account:
    """What one article says: a date (EDTF), a place or a status, with its words."""

    article: str
    meeting: str
    published: str | None
    value: str
    words: str


@dataclass(frozen=True)
class Difference:
    """What articles say differently of one meeting: its "date", "place" or "status"."""

    subject: str
    accounts: tuple[Account, ...]

    def text(self) -> str:
        """Return it in words: "date: 2031-03-11 (first: “...”); 2031-03-12 (second: “...”)"."""
        said = "; ".join(f"{one.value} ({one.article}: “{one.words}”)" for one in self.accounts)
        return f"{self.subject}: {said}"


@dataclass(frozen=True)
class SharedMeeting:
    """One meeting, with its mentions in the order of publication.

    ``order`` is its rank among all meetings, ``before`` the ids of meetings that an article says
    it preceded; ``participants`` are keys of actors.
    """

    id: str
    mentions: tuple[Mention, ...]
    order: int = 0
    before: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that mention it."""
        return tuple(dict.fromkeys(mention.article for mention in self.mentions))

    @property
    def name(self) -> str | None:
        """Its name in the first article that names it."""
        return next((one.meeting.name for one in self.mentions if one.meeting.name), None)

    @property
    def place(self) -> str | None:
        """Its place, in the words of the article that says most."""
        places = [one.meeting.place for one in self.mentions if one.meeting.place]
        return max(places, key=lambda place: len(place.split()), default=None)

    @property
    def participants(self) -> tuple[str, ...]:
        """The keys of all who take part according to any article."""
        return tuple(dict.fromkeys(key for one in self.mentions for key in one.participants))

    @property
    def status(self) -> MeetingStatus:
        """Its status in the article published last."""
        return self.mentions[-1].meeting.status

    @property
    def duration(self) -> str | None:
        """Its duration in the first article that gives one."""
        return next((one.meeting.duration for one in self.mentions if one.meeting.duration), None)

    @cached_property
    def dated(self) -> Mention:
        """The mention with the most precise date; of several, one that gives the last day too."""
        return min(
            self.mentions,
            key=lambda one: (
                _PRECISIONS.index(precision(one.meeting)),
                not one.closed,
                one.meeting.end is None,
            ),
        )

    @cached_property
    def dates(self) -> tuple[Mention, ...]:
        """The mentions whose dates exclude each other, in the order of publication; or one."""
        kept: list[Mention] = []
        for one in self.mentions:
            if one.extent is None or precision(one.meeting) != "day":
                continue
            if not kept or any(not one.may_be_when(other) for other in kept):
                kept.append(one)
        return tuple(kept) if len(kept) > 1 else (self.dated,)

    @property
    def date(self) -> str | None:
        """Its date in EDTF; a set of dates ("[2031-03-11,2031-03-12]") where articles differ."""
        if len(self.dates) == 1:
            return self.dated.edtf
        days = {(one.meeting.start or one.edtf or "")[:10] for one in self.dates}
        return f"[{','.join(sorted(days))}]"

    @property
    def start(self) -> str | None:
        """Its first day, as precise as known; the earliest where articles differ."""
        return min(((one.meeting.start or "") for one in self.dates), default="") or None

    @property
    def end(self) -> str | None:
        """Its last day, as precise as known; the latest where articles differ."""
        given = self.dates if len(self.dates) == 1 else self.mentions
        return max(((one.meeting.end or "") for one in given), default="") or None

    @property
    def history(self) -> tuple[Account, ...]:
        """What each article says of its status, in the order of publication."""
        return tuple(_account(one, one.meeting.status) for one in self.mentions)

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the articles say differently of its date, place or status."""
        found = []
        if len(self.dates) > 1:
            accounts = [
                _account(one, one.edtf or "") for one in self.mentions if one.extent is not None
            ]
            found.append(Difference("date", tuple(accounts)))
        placed = [one for one in self.mentions if one.place]
        if any(not one.may_be_where(other) for one in placed for other in placed):
            accounts = [_account(one, one.meeting.place or "") for one in placed]
            found.append(Difference("place", tuple(accounts)))
        if _statuses_differ(self.mentions):
            found.append(Difference("status", self.history))
        return tuple(found)

    def as_meeting(self) -> Meeting:
        """Return it as a meeting of one article, for its rank in time."""
        return Meeting(
            id=self.id,
            start=self.start,
            end=self.end,
            date=self.date if len(self.dates) == 1 else None,
            status=self.status,
            evidence=self.mentions[0].meeting.evidence,
            derivation=self.dated.meeting.derivation,
            before=self.before,
        )


def share_meetings(
    annotations: Iterable[Annotation], identities: Identities | None = None
) -> list[SharedMeeting]:
    """Recognise the same meetings in several articles, and put all into one order.

    Mentions in different articles are of one meeting if place, dates and participants allow it
    and no other meeting would do as well. A later article that reports a meeting as held or
    cancelled, which an earlier one announced, updates it.

    Returns
    -------
    list of SharedMeeting
        In order of time as far as it is known (see :func:`analysis.ordering.ranks`), with ids
        "r1", "r2", ... in this order.
    """
    ordered = in_publication_order(annotations)
    known = identities if identities is not None else identify(ordered)
    mentions = [_mention(one, meeting, known) for one in ordered for meeting in one.meetings]
    return _ordered([tuple(sorted(group, key=mentions.index)) for group in join(mentions)])


def _mention(annotation: Annotation, meeting: Meeting, identities: Identities) -> Mention:
    article = annotation.article
    actors = {actor.id: actor for actor in annotation.actors}
    keys, parties = [], []
    for identity in meeting.participants:
        key = identities.key(article.id, identity)
        if key is None:
            continue
        keys.append(key)
        actor = actors[identity]
        principal = identities.key(article.id, actor.side or actor.speaks_for or actor.member_of)
        parties.append(principal or key)
    return Mention(
        article=article.id,
        published=article.published,
        meeting=meeting,
        participants=tuple(dict.fromkeys(keys)),
        parties=frozenset(parties),
    )


def _ordered(groups: Sequence[tuple[Mention, ...]]) -> list[SharedMeeting]:
    """Number the groups in order of time."""
    shared = [SharedMeeting(f"g{number}", group) for number, group in enumerate(groups)]
    place = {(one.article, one.meeting.id): group.id for group in shared for one in group.mentions}
    shared = [
        SharedMeeting(group.id, group.mentions, before=_later(group, place)) for group in shared
    ]
    rank = ranks([group.as_meeting() for group in shared])
    position = {group.id: index for index, group in enumerate(shared)}
    shared.sort(key=lambda group: (rank[group.id], group.start or "~", position[group.id]))
    number = {group.id: f"r{index}" for index, group in enumerate(shared, start=1)}
    return [
        SharedMeeting(
            number[group.id],
            group.mentions,
            rank[group.id],
            tuple(
                sorted((number[later] for later in group.before), key=lambda name: int(name[1:]))
            ),
        )
        for group in shared
    ]


def _later(group: SharedMeeting, place: dict[tuple[str, str], str]) -> tuple[str, ...]:
    found = [
        place[one.article, later]
        for one in group.mentions
        for later in one.meeting.before
        if (one.article, later) in place
    ]
    return tuple(dict.fromkeys(later for later in found if later != group.id))


def _account(mention: Mention, value: str) -> Account:
    words = " … ".join(" ".join(span.text.split()) for span in mention.meeting.evidence)
    return Account(mention.article, mention.meeting.id, mention.published, value, words)


def _statuses_differ(mentions: Sequence[Mention]) -> bool:
    """Tell whether the statuses are other than news: announced first, then held or cancelled."""
    statuses = {one.meeting.status for one in mentions}
    if "cancelled" in statuses and statuses & {"held", "ongoing"}:
        return True
    return any(
        earlier.published is not None
        and later.published is not None
        and earlier.published < later.published
        and _PROGRESS[later.meeting.status] < _PROGRESS[earlier.meeting.status]
        and later.meeting.status in ("scheduled", "proposed")
        and earlier.meeting.status not in ("scheduled", "proposed")
        for index, earlier in enumerate(mentions)
        for later in mentions[index + 1 :]
    )
