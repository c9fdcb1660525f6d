"""Meetings in order, with their dates in words: for sentences, the table and the chart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.reconcile import SharedMeeting
from analysis.summaries.dates import Period, begun, duration_words, parse_period, when_words
from analysis.summaries.digest import Digest
from analysis.summaries.names import are_people
from analysis.summaries.prose import (
    Prose,
    as_prose,
    listed,
    number_word,
    one_line,
    refs,
    sentence,
    strong,
)
from analysis.summaries.rows import Row, split_names

MANY = 6
# Numbers after a sentence of the first page; the table of meetings has all.
MOST_NUMBERS = 3


@dataclass(frozen=True)
class MeetingView:
    """One meeting, ready to be said or drawn.

    ``period`` is None when no date is known; ``number`` its place in the chronology, from 1;
    ``later`` the numbers of the meetings that it is known to precede; ``at`` the place with its
    preposition ("in Vik", "at the Transport Ministry"). ``mentions`` are article and id of the
    meeting in each article that has it; ``disputed`` says on what those articles differ ("date").
    """

    row: Row
    number: int
    label: str
    participants: tuple[str, ...]
    period: Period | None
    later: tuple[int, ...]
    evidence: tuple[int, ...]
    at: str = ""
    mentions: tuple[tuple[str, str], ...] = ()
    disputed: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """The meeting's status ("held")."""
        return str(self.row["status"])

    @property
    def place(self) -> str | None:
        """Where it takes place, in the words of the text."""
        return self.row["place"] or None

    def when(self) -> str:
        """Return the date in words, for a table."""
        return self.period.words if self.period else "not known"


def meeting_views(digest: Digest) -> list[MeetingView]:
    """Return the meetings in chronological order, as far as it is known.

    Those of several articles are reconciled: each meeting is there once, whoever mentions it.
    """
    if digest.several:
        return _shared_views(digest)
    found = _in_order(digest)
    numbers = {(row["article"], row["meeting"]): index for index, row in enumerate(found, start=1)}
    ids = _participants(digest)
    texts = {annotation.article.id: annotation.article.text for annotation in digest.annotations}
    return [
        MeetingView(
            row=row,
            number=index,
            label=_label(row),
            participants=ids.get((row["article"], row["meeting"]), ()),
            period=_period(row),
            later=tuple(
                sorted(
                    numbers[row["article"], other]
                    for other in split_names(row["before"])
                    if (row["article"], other) in numbers
                )
            ),
            evidence=digest.evidence.of(row["article"], row["meeting"]),
            at=_at(row, texts[row["article"]]),
            mentions=((row["article"], row["meeting"]),),
        )
        for index, row in enumerate(found, start=1)
    ]


def _in_order(digest: Digest) -> list[Row]:
    """Return the meetings of one article in order."""
    return sorted(digest.meetings, key=lambda row: (row["order"], row["start"]))


def _shared_views(digest: Digest) -> list[MeetingView]:
    numbers = {one.id: index for index, one in enumerate(digest.shared_meetings, start=1)}
    by_id = {(row["article"], row["meeting"]): row for row in digest.meetings}
    texts = {annotation.article.id: annotation.article.text for annotation in digest.annotations}
    views = []
    for one in digest.shared_meetings:
        mentions = tuple((mention.article, mention.meeting.id) for mention in one.mentions)
        row = _shared_row(one, [by_id[mention] for mention in mentions], by_id)
        evidence = {n for mention in mentions for n in digest.evidence.of(*mention)}
        placed = next((m.article for m in one.mentions if m.meeting.place == one.place), "")
        views.append(
            MeetingView(
                row=row,
                number=numbers[one.id],
                label=_label(row),
                participants=_called(digest, one),
                period=_period(row),
                later=tuple(sorted(numbers[later] for later in one.before)),
                evidence=tuple(sorted(evidence)),
                at=_at(row, texts[placed]) if one.place else "",
                mentions=mentions,
                disputed=tuple(difference.subject for difference in one.differences),
            )
        )
    return views


def _shared_row(one: SharedMeeting, own: list[Row], by_id: dict[tuple[str, str], Row]) -> Row:
    """Return the row of the article that dates the meeting best, with what all articles say."""
    dated = by_id[one.dated.article, one.dated.meeting.id]
    contradictions = [words for row in own for words in split_names(row["contradictions"])]
    return dated | {
        "name": one.name,
        "place": one.place,
        "status": one.status,
        "duration": one.duration,
        "date": one.date,
        "start_date": one.start,
        "end_date": one.end,
        "contradictions": "; ".join(dict.fromkeys(contradictions)),
    }


def _called(digest: Digest, one: SharedMeeting) -> tuple[str, ...]:
    """Return the names of the participants, as the first article that has each calls it."""
    names = []
    for key in one.participants:
        article, actor = digest.identities.actors[key][0]
        names.append(digest.naming.name(article, actor.id))
    return tuple(dict.fromkeys(name for name in names if name))


def _at(row: Row, text: str) -> str:
    return at_place(row["place"], text, row["evidence"] or "") if row["place"] else ""


def at_place(place: str, text: str, evidence: str = "") -> str:
    """Return `place` with its preposition, as the article has it: "at the Transport Ministry".

    "On" counts only in the words on a meeting: elsewhere it may belong to a verb ("called on
    London").
    """
    name = re.escape(place.split(",")[0])
    article = r"\s+((?:the|his|her|its|their|a)\s+)?"
    # "At the Zurich offices": the name is not the place by itself.
    name += r"\b(?!\s+(?!(?:and|as|before|but|for|from|in|last|next|on|since|this|to|with)\b)[a-z])"
    found = re.search(rf"\b(at|on|aboard){article}{name}", evidence) or re.search(
        rf"\b(at|aboard|on(?=\s+(?:the|a|board)\b)){article}{name}", text
    )
    if found is None:
        the = re.search(rf"\b[Ii]n\s+the\s+{name}\b", text)
        return f"in the {place}" if the else f"in {place}"
    return f"{found[1]} the {place}" if found[2] else f"{found[1]} {place}"


def _participants(digest: Digest) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (annotation.article.id, meeting.id): tuple(
            name
            for actor in meeting.participants
            if (name := digest.naming.name(annotation.article.id, actor))
        )
        for annotation in digest.annotations
        for meeting in annotation.meetings
    }


def _period(row: Row) -> Period | None:
    period = parse_period(row["date"])
    if period is not None:
        # Its first day is known: that is not the day before which it cannot be.
        begins = period.open and period.last is None and row["start_date"]
        return begun(period) if begins else period
    start, end = row["start_date"], row["end_date"]
    if start and end and start != end:
        return parse_period(f"{start}/{end}")
    return parse_period(start or end)


def _label(row: Row) -> str:
    if row["name"]:
        return str(row["name"])
    return f"Meeting in {row['place']}" if row["place"] else "Meeting"


def derivation(view: MeetingView, views: list[MeetingView], row: Row | None = None) -> str:
    """Return how the date was reached, with other meetings called by their number.

    `row` is that of one of the articles that have the meeting; without it, the one of the view.
    """
    row = row or view.row
    names = {
        meeting: f"meeting {other.number}"
        for other in views
        for article, meeting in other.mentions
        if article == row["article"]
    }
    words = re.sub(r"\bm\d+\b", lambda found: names.get(found[0], found[0]), row["derivation"])
    return curly(words)


def curly(words: str) -> str:
    """Return `words` on one line, with straight quotation marks as curly ones."""
    return re.sub(r"(?<!\w)(['\"])(.+?)\1(?!\w)", r"“\2”", one_line(words))


def precedes(view: MeetingView, other: MeetingView) -> bool:
    """Tell whether `view` is known to be earlier than `other`, by the text or by their dates."""
    if other.number in view.later:
        return True
    if view.period is None or other.period is None:
        return False
    last, first = view.period.last, other.period.first
    return last is not None and first is not None and last < first


def main_meeting(views: list[MeetingView]) -> MeetingView | None:
    """Return the meeting that the report opens with.

    The one held or under way that no other is known to follow; of several, the one whose people
    are known, then the one of which most is told, then the last. If none was held, the first one
    scheduled, then proposed, then cancelled.
    """
    past = [view for view in views if view.status in ("held", "ongoing")]
    last = [view for view in past if not any(precedes(view, other) for other in past)]
    if last:
        return max(
            last,
            key=lambda view: (
                len(view.participants) > 1,
                view.period is not None and not view.period.open,
                len(view.evidence),
                view.number,
            ),
        )
    for status in ("scheduled", "proposed", "cancelled"):
        for view in views:
            if view.status == status:
                return view
    return None


def meeting_sentence(view: MeetingView) -> Prose:
    """Return one sentence that says who met, where and when, with its evidence."""
    notional = view.status in _NOTIONAL
    start = _notional_start(view) if notional else _start(view)
    if view.place:
        start = start + f" {view.at}" + ("," if "," in view.place and not notional else "")
    if view.period is not None:
        start = start + " " + _strong_date(view.period)
    elif view.status in ("held", "ongoing"):
        start = start + ", on a date that is not known"
    duration = duration_words(view.row["duration"])
    if duration and not (view.period and view.period.whole):
        start = start + f", for {duration}"
    if notional:
        start = start + f" {_NOTIONAL[view.status]}"
    if view.disputed:
        start = start + f" (the articles differ on the {listed(view.disputed).plain()})"
    return sentence(start + refs(view.evidence[:MOST_NUMBERS]))


def _strong_date(period: Period) -> Prose:
    words = when_words(period)
    head, separator, rest = words.partition(" ")
    if separator and head in ("on", "in", "from", "around"):
        return as_prose(f"{head} ") + strong(rest)
    return strong(words)


_NOTIONAL = {"proposed": "is proposed", "cancelled": "was cancelled"}


def _notional_start(view: MeetingView) -> Prose:
    """Return "a meeting of Norrland and Sund", of one that was only proposed or did not come."""
    if not view.participants:
        return as_prose("a meeting")
    return "a meeting of " + _people(view.participants)


def _start(view: MeetingView) -> Prose:
    people = _people(view.participants)
    singular = len(view.participants) == 1 and not are_people(view.participants[0])
    if not view.participants:
        return as_prose(
            {
                "held": "talks were held",
                "ongoing": "talks were under way",
                "scheduled": "talks are scheduled",
            }[view.status]
        )
    if singular:
        verbs = {
            "held": "held talks",
            "ongoing": "was in talks",
            "scheduled": "is to hold talks",
        }
    else:
        verbs = {
            "held": "met",
            "ongoing": "were meeting",
            "scheduled": "are to meet",
        }
    return people + " " + verbs[view.status]


def _people(names: tuple[str, ...]) -> Prose:
    if len(names) <= MANY:
        return listed(names)
    return listed([*names[: MANY - 1], f"{number_word(len(names) - MANY + 1)} others"])


def chronology_sentences(views: list[MeetingView]) -> list[Prose]:
    """Return what happened, what was before it and what comes next, one sentence each."""
    main = main_meeting(views)
    if main is None:
        return []
    sentences = [meeting_sentence(main)]
    before = [view for view in views if view is not main and view.status in ("held", "ongoing")]
    if before:
        sentences.append(_earlier(before, main))
    coming = [view for view in views if view is not main and view.status == "scheduled"]
    sentences.extend(meeting_sentence(view) for view in coming)
    rest = [view for view in views if view is not main and view.status in ("proposed", "cancelled")]
    sentences.extend(meeting_sentence(view) for view in rest)
    return sentences


def _earlier(views: list[MeetingView], main: MeetingView) -> Prose:
    dated = [(view, view.period) for view in views if view.period and not view.period.open]
    parts = [
        as_prose(f"{_where_and_when(view, period)}{_beside(view, main)}")
        + refs(view.evidence[:MOST_NUMBERS])
        for view, period in dated
    ]
    open_ended: dict[str, list[MeetingView]] = {}
    for view in views:
        if view.period is None or view.period.open:
            when = f" ({view.period.words})" if view.period else ""
            open_ended.setdefault(when, []).append(view)
    earlier = all(precedes(view, main) for view in views)
    for when, found in open_ended.items():
        dates = ", on dates not given" if len(found) > 1 else ", on a date not given"
        known = "" if earlier and when.endswith("or earlier)") else when
        parts.append(_places(found) + dates + known + shared_numbers(found))
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "; " + part
    kind = "Earlier" if earlier else "Other"
    start = f"{kind} meetings: " if len(views) > 1 else f"{kind} meeting: "
    return sentence(start + joined)


def shared_numbers(views: list[MeetingView]) -> Prose:
    """Return the references of several meetings, each once."""
    return refs(number for view in views for number in view.evidence[:MOST_NUMBERS])


def _where_and_when(view: MeetingView, period: Period) -> str:
    when = when_words(period)
    comma = "," if view.place and "," in view.place else ""
    return f"{view.at}{comma} {when}" if view.place else when


def _places(views: list[MeetingView]) -> Prose:
    """Return where meetings were: "in Vik and Roa", "in Vik and at sea"."""
    places = list(dict.fromkeys(_where(view) for view in views))
    if len(places) > 1 and all(place.startswith("in ") for place in places):
        return "in " + listed([place.removeprefix("in ") for place in places])
    return listed(places)


def _where(view: MeetingView) -> str:
    return view.at if view.place else (view.row["name"] or "at a place not given")


def _beside(view: MeetingView, main: MeetingView) -> str:
    """Return in brackets what is not known or differs: "(place not given; Sund and Ost)"."""
    said = [] if view.place else ["place not given"]
    if view.participants and view.participants != main.participants:
        said.append(_people(view.participants).plain())
    return f" ({'; '.join(said)})" if said else ""
