"""From the text of an article to its meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from spacy.tokens import Doc, Token

from analysis.annotate.encounters.context import Context, Timex, make_context
from analysis.annotate.encounters.datelines import dateline_town, place_from_the_dateline
from analysis.annotate.encounters.days import Days
from analysis.annotate.encounters.events import read_events
from analysis.annotate.encounters.finding import find_mentions
from analysis.annotate.encounters.mentions import Dated, Mention
from analysis.annotate.encounters.merging import Group, merge
from analysis.annotate.encounters.ordering import Precedence, precedences
from analysis.annotate.encounters.participants import read_participants
from analysis.annotate.encounters.places import Place, is_country, place_of
from analysis.annotate.encounters.records import make_meetings
from analysis.annotate.encounters.slots import fill_slots
from analysis.model import Meeting, MeetingStatus

if not Doc.has_extension("meeting_evidence"):
    Doc.set_extension("meeting_evidence", default=None)


def find_meetings(doc: Doc) -> list[Meeting]:
    """Return the meetings that an article speaks of, numbered in the order of the text.

    Parameters
    ----------
    doc
        Parsed text; its time expressions and actors are used where they are there.

    Notes
    -----
    An undated, placeless mention of talks in general ("negotiations have failed for years") is no
    meeting. Titles and headings are not read: they repeat the text in words cut short.
    """
    context = make_context(doc)
    context.here = dateline_town(context)
    mentions = find_mentions(context)
    if not mentions:
        return []
    said = _read(mentions, context)
    mentions += _resumptions(mentions, said, context)
    mentions.sort(key=lambda mention: (mention.sentence, mention.head.i))
    real = [mention for mention in mentions if not _is_unreal(mention)]
    real = [mention for mention in real if not mention.is_several or len(mention.places) > 1]
    groups = [group for group in merge(real, context) if _is_meeting(group)]
    _refine_places(groups, context)
    place_from_the_dateline(groups, context)
    groups += _implied(groups, context)
    meetings = list(make_meetings(groups, said, context))
    doc._.meeting_evidence = context.noted
    return meetings


def _read(mentions: list[Mention], context: Context) -> list[Precedence]:
    """Fill in what each mention says, sentence by sentence; return what is said of order."""
    said: list[Precedence] = []
    for _, together in groupby(mentions, key=lambda mention: mention.sentence):
        same_sentence = list(together)
        for mention in same_sentence:
            read_events(mention)
        fill_slots(same_sentence, same_sentence[0].head.sent, context)
        _remember_the_place(same_sentence, context)
        read_participants(same_sentence, context)
        said += precedences(same_sentence, context)
    return said


def _remember_the_place(mentions: list[Mention], context: Context) -> None:
    """Keep the last town named, for the "there" of the next sentence."""
    for mention in mentions:
        towns = [place for place in mention.places if not place.is_venue]
        if towns:
            context.last_town = (towns[-1].name, towns[-1].chain, mention.sentence)


def _then(dated: Dated, context: Context) -> MeetingStatus:
    first, today = dated.days.first, context.published
    is_past = first is not None and today is not None and first <= today
    return "held" if is_past and not dated.words.startswith("until") else "scheduled"


def _resumptions(
    mentions: list[Mention], said: list[Precedence], context: Context
) -> list[Mention]:
    """Return what "adjourned until Monday" says of Monday: a meeting that goes on then."""
    found = []
    for mention in mentions:
        if mention.resumes is None or not mention.resumes.days.is_day:
            continue
        timex = mention.resumes.timex
        again = replace(
            mention,
            first=mention.resumes.timex.start - 1,
            last=timex.end - 1,
            reference="next",
            dates=[mention.resumes],
            events=[],
            ordinal=None,
            duration=None,
            gap=None,
            resumes=None,
            status=_then(mention.resumes, context),
            status_words="until",
        )
        said.append(Precedence(mention, again, mention.resumes.words))
        found.append(again)
    return found


def _is_unreal(mention: Mention) -> bool:
    """Tell whether the mention speaks of a meeting that is denied, refused or only imagined."""
    if any(child.lower_ == "no" and child.dep_ == "det" for child in mention.top.children):
        return True
    telling = [event for event in mention.events if event.effect is not None]
    if not telling or any(event.modality != "unreal" for event in telling):
        return False
    if not mention.dates and not mention.places:
        return True
    # Talks that someone refuses to attend take place; talks that nobody may host do not.
    return not any(event.token.lemma_.lower() in _GOING_THERE for event in telling)


_GOING_THERE = frozenset(
    {"attend", "join", "leave", "quit", "boycott", "skip", "take", "participate", "go", "travel",
     "return", "enter", "abandon", "walk", "pull", "send"}
)  # fmt: skip


def _is_meeting(group: Group) -> bool:
    """Tell whether a group is a meeting rather than a process or talk of talks."""
    if _is_start_of_a_process(group):
        return False
    if group.dates or any(mention.gap for mention in group.mentions):
        return True
    if group.places:
        return bool(group.statuses) or any(
            mention.reference != "bare" or mention.is_background for mention in group.mentions
        )
    if not group.statuses or _only_starts_or_ends(group):
        return False
    return (
        len(group.participants) > 1
        or any(mention.is_between for mention in group.mentions)
        or bool(group.participants and "cancelled" in group.statuses)
        or any(number > 1 for number in group.ordinals)
    )


def _only_starts_or_ends(group: Group) -> bool:
    """Tell whether all that is said is that talks began, went on or ended, somewhere, some day."""
    effects = {event.effect for mention in group.mentions for event in mention.events}
    return not effects & {"on", "cancel", "postpone"}


def _is_start_of_a_process(group: Group) -> bool:
    """Tell whether all that is said is that talks began, in some month or year."""
    return (
        bool(group.dates)
        and not group.places
        and group.mentions[0].reference == "bare"
        and not any(dated.days.is_day for dated in group.dates)
        and _only_starts_or_ends(group)
    )


# Places that narrow a known one


def _refine_places(groups: list[Group], context: Context) -> None:
    """Let "In Almaty, a source told reporters" name the city of talks in Kazakhstan."""
    candidates = [
        group
        for group in groups
        if not group.is_ahead and group.places and all(is_country(p.name) for p in group.places)
    ]
    if not candidates:
        return
    used = {i for group in groups for m in group.mentions for i in range(m.first, m.last + 1)}
    for number, sentence in context.prose():
        for token in sentence:
            if token.dep_ != "pobj" or token.i in used or not token.text[:1].isupper():
                continue
            if token.head.lower_ not in {"in", "at", "from"}:
                continue
            place = place_of(token)
            owned = any(child.dep_ == "poss" for child in token.children)
            if place is not None and len(place.chain) > 1 and not place.is_venue and not owned:
                _refine(candidates, place, token, number)


def _refine(candidates: list[Group], place: Place, token: Token, number: int) -> None:
    fitting = [group for group in candidates if all(place.within(p) for p in group.places)]
    if len(fitting) != 1:
        return
    mention = Mention(token, token, "place", number, token.head.i, place.end - 1, "definite")
    mention.places.append(place)
    fitting[0].add(mention)


# Meetings that only a count names: "the first since November"


def _implied(groups: list[Group], context: Context) -> Iterator[Group]:
    for group in list(groups):
        for mention in group.mentions:
            gap = mention.gap
            if gap is None or gap.since is None or gap.days is None or not gap.days.is_bounded:
                continue
            if any(_may_be(other, gap.days) for other in groups if other is not group):
                continue
            first = context.doc[gap.since.start]
            implied = Mention(
                first,
                first,
                "implied",
                mention.sentence,
                mention.head.i,
                gap.since.end - 1,
                "prior",
            )
            implied.dates.append(Dated("on", gap.days, gap.since, gap.words))
            implied.status, implied.status_words = "held", gap.words
            implied.participants = list(group.participants)
            _when_they_met(implied, gap.since, context)
            yield Group([implied], is_prior=True)


def _when_they_met(mention: Mention, since: Timex, context: Context) -> None:
    """Read the place in "since August, when the teams spent three days in Regina"."""
    for token in context.doc[since.start : since.end]:
        for verb in token.children:
            if verb.dep_ != "relcl" or not any(c.lower_ == "when" for c in verb.children):
                continue
            for preposition in verb.children:
                for noun in preposition.children:
                    place = place_of(noun) if preposition.lower_ in {"in", "at"} else None
                    if place is not None and noun.i not in context.timex_at:
                        mention.places.append(place)
                        mention.cover(place.end - 1)


def _may_be(group: Group, days: Days) -> bool:
    return any(
        not dated.days.meet(days).is_empty and dated.days != Days()
        for dated in group.dates
        if dated.role in {"on", "start", "end", "until"}
    )
