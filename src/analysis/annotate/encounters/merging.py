"""Which mentions speak of one meeting.

Mentions are taken in text order. Each joins the group that fits it best, or opens one of its own.
Two mentions never go together where places, dates, rounds or parties contradict each other; they
do where a day, a place or a round is shared, or where a definite phrase ("the talks") takes up what
was spoken of before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import nlargest

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.days import Days
from analysis.annotate.encounters.mentions import Dated, Mention
from analysis.annotate.encounters.outcomes import OUTCOME
from analysis.annotate.encounters.places import Place

_LONGEST_RUN = 21  # days over which "continue on …" can stretch a meeting
_GROUPS_IN_MIND = 30
_NEXT_SENTENCES = 2
_MONTHS = 61  # days after which nobody takes talks for those of today
_AHEAD = frozenset({"scheduled", "proposed"})
_BEHIND = frozenset({"held", "ongoing"})


@dataclass(frozen=True)
class Summary:
    """What all mentions of a meeting say, each thing once, in text order."""

    places: tuple[Place, ...]
    dates: tuple[Dated, ...]
    participants: tuple[str, ...]
    statuses: frozenset[str]
    ordinals: frozenset[int]
    kinds: frozenset[str]
    formats: frozenset[str | None]
    is_background: bool
    lasts_days: bool
    longest: int  # days

    @classmethod
    def of(cls, mentions: list[Mention]) -> Summary:
        """Collect what `mentions` say."""
        dates = {
            (dated.role, dated.days, dated.timex.record.value): dated
            for mention in reversed(mentions)
            for dated in reversed(mention.dates)
        }
        roles = {dated.role for dated in dates.values()}
        places = {(place.name, place.chain): place for m in mentions for place in m.places}
        durations = [mention.duration for mention in mentions if mention.duration is not None]
        return cls(
            places=tuple(places.values()),
            dates=tuple(reversed(dates.values())),
            participants=tuple(dict.fromkeys(one for m in mentions for one in m.participants)),
            statuses=frozenset(mention.status for mention in mentions if mention.status),
            ordinals=frozenset(mention.ordinal for mention in mentions if mention.ordinal),
            kinds=frozenset(mention.kind for mention in mentions),
            formats=frozenset(mention.format for mention in mentions),
            is_background=all(mention.is_background for mention in mentions),
            lasts_days=bool(durations) or bool(roles & {"start", "day"}),
            longest=max((_in_days(duration) for duration in durations), default=0),
        )


@dataclass(eq=False)
class Group:
    """The mentions of one meeting."""

    mentions: list[Mention] = field(default_factory=list)
    is_prior: bool = False
    _summary: Summary | None = None

    def add(self, mention: Mention) -> None:
        """Take in one more mention."""
        self.mentions.append(mention)
        self._summary = None

    @property
    def summary(self) -> Summary:
        """What all the mentions say, collected once for each change."""
        if self._summary is None:
            self._summary = Summary.of(self.mentions)
        return self._summary

    @property
    def places(self) -> list[Place]:
        """All places named for it, in text order."""
        return list(self.summary.places)

    @property
    def dates(self) -> list[Dated]:
        """All dates said of it, each once, in text order."""
        return list(self.summary.dates)

    @property
    def participants(self) -> list[str]:
        """The ids of all who take part, in text order."""
        return list(self.summary.participants)

    @property
    def statuses(self) -> frozenset[str]:
        """Every status that a mention gives it."""
        return self.summary.statuses

    @property
    def is_ahead(self) -> bool:
        """Tell whether the text only speaks of it as planned or proposed."""
        return bool(self.statuses & _AHEAD) and not self.statuses & _BEHIND

    @property
    def format(self) -> str | None:
        """The format that the first mention with one gives."""
        return next((mention.format for mention in self.mentions if mention.format), None)

    @property
    def ordinals(self) -> frozenset[int]:
        """The numbers of the round, where a mention counts it."""
        return self.summary.ordinals

    @property
    def last_sentence(self) -> int:
        """The number of the sentence that mentions it last."""
        return self.mentions[-1].sentence


def merge(mentions: list[Mention], context: Context) -> list[Group]:
    """Return the meetings of an article as groups of mentions, in order of first mention."""
    groups: list[Group] = []
    for mention in mentions:
        for single in _one_for_each_place(mention):
            _place_in_a_group(single, groups, context)
    return groups


def _one_for_each_place(mention: Mention) -> Iterator[Mention]:
    """Split "talks in Istanbul, Baghdad and Moscow" into three meetings."""
    towns = [place for place in mention.places if not place.is_venue]
    apart = [
        place
        for index, place in enumerate(towns)
        if not any(place.agrees(other) for other in towns[:index])
    ]
    apart.sort(key=lambda place: place.start)
    if len(apart) < 2 or mention.head.tag_ not in {"NNS", "NNPS"}:
        yield mention
        return
    days = [dated for dated in mention.dates if dated.days.is_day]
    paired = len(mention.dates) >= len(apart)
    for index, place in enumerate(apart):
        following = apart[index + 1].start if index + 1 < len(apart) else len(mention.head.doc)
        own = [dated for dated in mention.dates if place.end <= dated.timex.start < following]
        shared = [] if days else list(mention.dates)
        yield replace(
            mention,
            places=[other for other in mention.places if other.agrees(place)],
            dates=own if paired else shared,
            events=list(mention.events),
            participants=list(mention.participants),
            origin=mention,
        )


def _place_in_a_group(mention: Mention, groups: list[Group], context: Context) -> None:
    scored = [
        (score, -index, group)
        for index, group in _recent(groups)
        if (score := fit(mention, group, context)) >= _needed(mention)
    ]
    if scored:
        max(scored, key=lambda item: item[:2])[2].add(mention)
    elif can_open(mention):
        groups.append(Group([mention], is_prior=mention.reference == "prior"))


def _recent(groups: list[Group]) -> list[tuple[int, Group]]:
    """Return the groups, with their places, that a mention can still join.

    All of them in an article; of a whole volume those named last, so that its reading takes no
    more than its length.
    """
    numbered = list(enumerate(groups))
    if len(numbered) <= _GROUPS_IN_MIND:
        return numbered
    recent = nlargest(_GROUPS_IN_MIND, numbered, key=lambda pair: pair[1].last_sentence)
    return sorted(recent, key=lambda pair: pair[0])


def _needed(mention: Mention) -> float:
    if mention.reference in {"new", "again", "next", "prior"}:
        return 3.0
    return 2.5 if mention.reference == "bare" else 1.5


def can_open(mention: Mention) -> bool:
    """Tell whether the mention says enough to be a meeting of its own."""
    if mention.is_anaphor or _is_nobodys(mention):
        return False
    if mention.dates or mention.gap:
        return True
    if mention.places:
        return True
    happens = any(event.effect is not None for event in mention.events)
    if mention.reference in {"next", "prior"} and mention.ordinal is None and not happens:
        return False
    if mention.ordinal and mention.ordinal > 1:
        return True
    return happens and bool(mention.status) and (
        len(mention.participants) > 1 or mention.is_between
        or (bool(mention.participants) and mention.is_verb)
        or (mention.is_about_the_sides and mention.is_verb)
    )  # fmt: skip


def _is_nobodys(mention: Mention) -> bool:
    """Tell whether a verb has neither subject nor object nor place: no sentence, but debris."""
    return (
        mention.is_verb
        and not mention.participants
        and not mention.places
        and mention.head.dep_ == "ROOT"
        and not any(child.dep_ in {"nsubj", "nsubjpass", "dobj"} for child in mention.head.children)
    )


def fit(mention: Mention, group: Group, context: Context) -> float:
    """Return how well the mention fits the group; negative where they contradict each other."""
    if _contradicts(mention, group, context):
        return -1.0
    if _is_told_by_its_outcome(mention, group, context):
        return 3.5
    score = _shared_dates(mention, group) + _shared_places(mention, group)
    if mention.ordinal and mention.ordinal in group.ordinals:
        score += 3.0
    if _parties_overlap(mention.participants, group.participants, context):
        score += 0.5
    if mention.reference in {"definite", "bare"} or mention.is_anaphor:
        score += _salience(mention, group)
    if mention.reference in {"next", "again"} and group.is_ahead:
        score += 3.0
    if mention.reference == "definite" and _completes(mention, group):
        score += 0.5
    if mention.reference == "prior" and group.is_prior:
        score += 2.0
    if "continue" in {event.effect for event in mention.events}:
        score += 1.0
    return score


def _is_told_by_its_outcome(mention: Mention, group: Group, context: Context) -> bool:
    """Read "A and B failed to agree on Monday. The two teams met for nine hours" as one meeting."""
    return (
        {OUTCOME} == group.summary.kinds
        and mention.sentence - group.last_sentence <= _NEXT_SENTENCES
        and not any(dated.role in _DAY_ROLES for dated in mention.dates)
        and mention.reference not in {"prior", "next", "again"}
        and mention.status == "held"
        and (
            mention.is_about_the_sides
            or _parties_overlap(mention.participants, group.participants, context)
        )
    )


def _salience(mention: Mention, group: Group) -> float:
    """Return how likely "the talks" takes up this group: recent, often named, not in the past."""
    distance = mention.sentence - group.last_sentence
    if mention.is_demonstrative:
        return 3.0 - distance
    score = 1.7 + 0.2 * min(len(group.mentions), 5) - 0.06 * min(distance, 10)
    if mention.kind in group.summary.kinds:
        score += 1.0 if distance <= 1 and mention.kind == group.mentions[-1].kind else 0.4
    if group.is_prior or group.summary.is_background:
        score -= 1.5
    if mention.status == "cancelled":
        score += 1.0 if group.is_ahead else -1.0
    elif mention.speaks_of_the_future:
        score += 0.5 if group.is_ahead else -0.5
    elif group.is_ahead and mention.status not in _AHEAD:
        score -= 0.6
    return score


def _contradicts(mention: Mention, group: Group, context: Context) -> bool:
    return (
        _other_round(mention, group)
        or _other_place(mention, group)
        or _other_day(mention, group)
        or _other_time(mention, group, context)
        or _other_format(mention, group)
        or _other_parties(mention, group, context)
        or (mention.is_an_agreement and not _share_a_day(mention, group))
        or (group.mentions[0].is_an_agreement and not _share_a_day(mention, group))
    )


def _other_round(mention: Mention, group: Group) -> bool:
    return bool(mention.ordinal and group.ordinals and mention.ordinal not in group.ordinals)


def _other_place(mention: Mention, group: Group) -> bool:
    theirs = [place for place in group.places if not _is_bare_venue(place)]
    ours = [place for place in mention.places if not _is_bare_venue(place)]
    return bool(ours and theirs) and not any(a.agrees(b) for a in ours for b in theirs)


def _is_bare_venue(place: Place) -> bool:
    return place.is_venue and len(place.chain) == 1


def _other_day(mention: Mention, group: Group) -> bool:
    """Tell whether the dates exclude each other, with room for talks of several days."""
    theirs = [dated for dated in group.dates if dated.role in _DAY_ROLES]
    ours = [dated for dated in mention.dates if dated.role in _DAY_ROLES]
    if not ours or not theirs:
        return False
    if any(_same(a, b) for a in ours for b in theirs):
        return False
    return not _stretches(ours, theirs, mention, group)


_DAY_ROLES = frozenset({"on", "start", "end", "until", "day", "moved from"})


def _same(one: Dated, other: Dated) -> bool:
    if one.days == Days() or other.days == Days():
        return one.timex.record.value == other.timex.record.value
    return not one.days.meet(other.days).is_empty


def _stretches(ours: list[Dated], theirs: list[Dated], mention: Mention, group: Group) -> bool:
    """Tell whether a later day can belong to the same talks: they continue, end or last days."""
    effects = {event.effect for event in mention.events}
    several = group.summary.lasts_days or Summary.of([mention]).lasts_days
    if not several and not effects & {"continue", "end"} and "until" not in {
        dated.role for dated in ours
    }:  # fmt: skip
        return False
    firsts = [dated.days.first for dated in theirs if dated.days.first is not None]
    lasts = [dated.days.last for dated in ours if dated.days.last is not None]
    if not firsts or not lasts or mention.reference in {"again", "next"}:
        return False
    if _opens_after(ours, theirs):
        return False
    opens = "start" in {dated.role for dated in ours}
    if max(lasts) < min(firsts) and not opens and {dated.role for dated in theirs} != {"end"}:
        return False
    length = max(_LONGEST_RUN, group.summary.longest, _in_days(mention.duration))
    return abs(max(lasts) - min(firsts)) <= length


def _opens_after(ours: list[Dated], theirs: list[Dated]) -> bool:
    """Tell whether ours begin after the last day of theirs: another meeting."""
    begins = [dated.days.first for dated in ours if dated.role == "start"]
    ends = [dated.days.last for dated in theirs]
    known = [day for day in ends if day is not None]
    return any(day is not None and known and day > max(known) for day in begins)


def _completes(mention: Mention, group: Group) -> bool:
    """Tell whether one names the beginning and the other the end of talks of that length."""
    ours = [dated for dated in mention.dates if dated.role in _DAY_ROLES]
    theirs = [dated for dated in group.dates if dated.role in _DAY_ROLES]
    roles = {dated.role for dated in ours} | {dated.role for dated in theirs}
    return {"start", "end"} <= roles and bool(ours and theirs) and (
        _stretches(ours, theirs, mention, group)
    )  # fmt: skip


def _in_days(duration: tuple[int, str] | None) -> int:
    if duration is None:
        return 0
    return duration[0] * {"D": 1, "W": 7}.get(duration[1], 0)


def _is_long_over(mention: Mention, group: Group, context: Context) -> bool:
    """Tell whether what is under way or to come meets with talks that ended months ago."""
    lasts = [dated.days.last for dated in group.dates if dated.role in _DAY_ROLES]
    known = [day for day in lasts if day is not None]
    if context.published is None or not known or mention.status not in _AHEAD | {"ongoing"}:
        return False
    began = any(dated.role == "start" for dated in group.dates)
    return not began and max(known) < context.published - _MONTHS


def _goes_on_later(mention: Mention, group: Group, context: Context) -> bool:
    """Tell whether a further sitting is set, days after: "the talks are to continue on Thursday".

    What goes on the very next day is one meeting of two days.
    """
    today = context.published
    if today is None or group.is_ahead or not is_to_go_on(mention):
        return False
    days = [dated.days.last for dated in group.dates if dated.role in _DAY_ROLES]
    known = [day for day in days if day is not None]
    return bool(known) and any(
        dated.role in {"on", "start"}
        and dated.days.is_day
        and (dated.days.first or 0) > max(today, max(known) + 1)
        for dated in mention.dates
    )


def is_to_go_on(mention: Mention) -> bool:
    """Tell whether talks "are to continue", "will resume"."""
    return any(
        event.effect in {"continue", "resume"} and event.modality == "future"
        for event in mention.events
    )


def _lies_ahead(group: Group, context: Context) -> bool:
    """Tell whether all days named for the group are after the article's."""
    firsts = [dated.days.first for dated in group.dates if dated.role in _DAY_ROLES]
    today = context.published
    return bool(firsts) and today is not None and all(one and one > today for one in firsts)


def _other_time(mention: Mention, group: Group, context: Context) -> bool:
    """Tell whether one is over and the other to come, or one is before the other by its words."""
    if mention.reference == "prior" and not group.is_prior:
        return not _share_a_day(mention, group)
    if mention.reference in {"next", "again"} and not group.is_ahead:
        over = mention.status in _AHEAD and bool(group.statuses & _BEHIND)
        return over or not _share_a_day(mention, group)
    if mention.reference == "new" and not mention.is_verb and not _share_a_day(mention, group):
        return not (mention.places and group.places and mention.status in group.statuses)
    effects = {event.effect for event in mention.events}
    if "continue" in effects and group.statuses == {"proposed"}:
        return True
    if _is_long_over(mention, group, context):
        return not _share_a_day(mention, group)
    if _goes_on_later(mention, group, context):
        return not _share_a_day(mention, group)
    behind = mention.status in _BEHIND and not is_to_go_on(mention)
    if behind and group.is_ahead and _lies_ahead(group, context):
        return not _share_a_day(mention, group)
    if effects & {"continue", "cancel", "postpone", "end"}:
        return False
    if mention.status in _AHEAD and group.statuses & _BEHIND and not group.is_ahead:
        return not _share_a_day(mention, group)
    return False


def _share_a_day(mention: Mention, group: Group) -> bool:
    return any(
        _same(a, b)
        for a in mention.dates
        for b in group.dates
        if a.role in _DAY_ROLES and b.role in _DAY_ROLES
    )


def _other_format(mention: Mention, group: Group) -> bool:
    calls = {one == "phone" for one in group.summary.formats}
    if mention.format == "phone":
        return calls == {False}
    return calls == {True} and bool(mention.places or mention.is_verb)


def _other_parties(mention: Mention, group: Group, context: Context) -> bool:
    ours, theirs = mention.participants, group.participants
    # A definite "talks" may name its parties in other words; a new one names others.
    is_new = mention.reference in {"new", "bare"} and not mention.ordinal
    ours_too = [*ours, *mention.unnamed]
    vague = mention.is_about_the_sides and len(ours) < 2  # "talks with both sides"
    names_its_own = bool(ours_too) and is_new and not vague
    if names_its_own and theirs and not _parties_overlap(ours_too, theirs, context):
        return True
    if len(ours) < 2 or len(theirs) < 2:
        return False
    shared = sum(_parties_overlap([actor], theirs, context) for actor in ours)
    return shared < min(2, len(ours))


def _parties_overlap(ours: list[str], theirs: list[str], context: Context) -> bool:
    return any(roots(a, context) & roots(b, context) for a in ours for b in theirs)


def roots(actor_id: str, context: Context) -> set[str]:
    """Return the actor and all that it belongs to or speaks for."""
    found: set[str] = set()
    waiting = [actor_id]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        actor = context.actors.get(one)
        if actor is not None:
            waiting += [other for other in (actor.side, actor.member_of, actor.speaks_for) if other]
    return found


def _shared_dates(mention: Mention, group: Group) -> float:
    score = 0.0
    for ours in mention.dates:
        for theirs in group.dates:
            if ours.role not in _DAY_ROLES or theirs.role not in _DAY_ROLES:
                continue
            if _same(ours, theirs):
                exact = ours.days.is_day and theirs.days.is_day
                score = max(score, 3.5 if exact or ours.days == theirs.days else 2.0)
    return score


def _shared_places(mention: Mention, group: Group) -> float:
    ours = [place for place in mention.places if not _is_bare_venue(place)]
    theirs = [place for place in group.places if not _is_bare_venue(place)]
    if any(a.agrees(b) for a in ours for b in theirs):
        return 2.5
    return 0.0
