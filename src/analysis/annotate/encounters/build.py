"""From mentions to :class:`analysis.model.Meeting` records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from spacy.tokens import Doc, Token

from analysis.annotate.encounters import solver
from analysis.annotate.encounters.context import Context, make_context
from analysis.annotate.encounters.datelines import DATELINE, place_from_the_dateline
from analysis.annotate.encounters.days import Days, coarse, in_words, iso, one_of
from analysis.annotate.encounters.derivation import derive
from analysis.annotate.encounters.events import read_events
from analysis.annotate.encounters.formats import format_of
from analysis.annotate.encounters.lexicon import ROUND_NOUNS, UNIT_NOUNS
from analysis.annotate.encounters.mentions import Dated, Mention, find_mentions
from analysis.annotate.encounters.merging import Group, merge, roots
from analysis.annotate.encounters.ordering import Precedence, links, main_group, precedences
from analysis.annotate.encounters.participants import read_participants
from analysis.annotate.encounters.places import Place, display_name, is_country, place_of
from analysis.annotate.encounters.slots import fill_slots
from analysis.annotate.encounters.solver import Solution
from analysis.model import Meeting, MeetingStatus, Span

_LONGEST_EVIDENCE = 45  # tokens


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
    mentions = find_mentions(context)
    if not mentions:
        return []
    said = _read(mentions, context)
    real = [mention for mention in mentions if not _is_unreal(mention)]
    groups = [group for group in merge(real, context) if _is_meeting(group)]
    _refine_places(groups, context)
    place_from_the_dateline(groups, context)
    groups += _implied(groups, context)
    return list(_meetings(groups, said, context))


def _read(mentions: list[Mention], context: Context) -> list[Precedence]:
    """Fill in what each mention says, sentence by sentence; return what is said of order."""
    said: list[Precedence] = []
    for _, together in groupby(mentions, key=lambda mention: mention.sentence):
        same_sentence = list(together)
        for mention in same_sentence:
            read_events(mention)
        fill_slots(same_sentence, same_sentence[0].head.sent, context)
        read_participants(same_sentence, context)
        said += precedences(same_sentence)
    return said


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
    if group.dates or any(mention.gap or mention.said_on for mention in group.mentions):
        return True
    if group.places:
        return bool(group.statuses) or any(
            mention.reference != "bare" or mention.is_background for mention in group.mentions
        )
    if not group.statuses or _only_starts_or_ends(group):
        return False
    return (
        len(group.participants) > 1
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
            yield Group([implied], is_prior=True)


def _may_be(group: Group, days: Days) -> bool:
    return any(
        not dated.days.meet(days).is_empty and dated.days != Days() and dated.role == "on"
        for dated in group.dates
    )


# Records


def _meetings(groups: list[Group], said: list[Precedence], context: Context) -> Iterator[Meeting]:
    groups.sort(key=lambda group: min(mention.first for mention in group.mentions))
    solutions = [solver.solve(group, context) for group in groups]
    order = links(groups, said)
    _check_gaps(groups, solutions, order)
    before = _bounds_by_order(solutions, order)
    _say_what_may_be_one(groups, solutions, order)
    ids = [f"m{number}" for number in range(1, len(groups) + 1)]
    main = main_group(groups)
    for index, group in enumerate(groups):
        solution = solutions[index]
        status = _status(group, solution, context)
        _say_order(solution, index, order, ids)
        start, end = _edges(solution)
        participants = _participants(group, main, context)
        yield Meeting(
            id=ids[index],
            name=_name(group),
            place=display_name(group.places),
            participants=tuple(participants),
            format=format_of(group, participants, context),
            start=start,
            end=end,
            date=_edtf(solution, before[index], status, context),
            status=status,
            duration=_duration(group),
            before=tuple(ids[later] for earlier, later, _ in order if earlier == index),
            evidence=tuple(_evidence(group, context)),
            derivation=derive(group, solution, context),
            contradictions=tuple(dict.fromkeys(solution.contradictions)),
            confidence=_confidence(group, solution),
        )


def _check_gaps(
    groups: list[Group], solutions: list[Solution], order: list[tuple[int, int, str]]
) -> None:
    """Compare "first in eight months" with what is known of the meeting before."""
    for index, group in enumerate(groups):
        gap = next((mention.gap for mention in group.mentions if mention.gap), None)
        if gap is None:
            continue
        when = solver.about_previous(gap, solutions[index])
        if when is None:
            continue
        said = f"“{' '.join(gap.words.split())}” puts the meeting before it at about "
        said += _about(when)
        previous = [
            one
            for one, later, _ in order
            if later == index and groups[one].is_prior and "cancelled" not in groups[one].statuses
        ]
        dated = [one for one in previous if solutions[one].is_dated]
        if not dated:
            solutions[index].remarks.append(said)
            continue
        latest = max(dated, key=lambda one: solutions[one].start.first or 0)
        known = in_words(solutions[latest].start)
        words = _quoted(groups[latest])
        if when.meet(solutions[latest].whole).is_empty:
            solutions[index].contradictions.append(f"{said}, but “{words}” gives {known}")
        else:
            solutions[index].remarks.append(f"{said}, which agrees with “{words}” ({known})")
            solutions[latest].remarks.append(f"agrees with “{' '.join(gap.words.split())}”")


def _say_what_may_be_one(
    groups: list[Group], solutions: list[Solution], order: list[tuple[int, int, str]]
) -> None:
    """Say so where "the last meeting in June" may be one of the earlier ones named by place."""
    for index, group in enumerate(groups):
        if not group.is_prior or group.places or not solutions[index].is_dated:
            continue
        later = {other for one, other, _ in order if one == index}
        named = [
            one
            for one, other, _ in order
            if other in later and one != index and groups[one].places
            and not solutions[one].is_dated
        ]  # fmt: skip
        if not named:
            continue
        towns = [display_name(groups[one].places) or "" for one in named]
        when = in_words(solutions[index].start)
        solutions[index].remarks.append(
            f"whether it is one of the meetings in {_listed(towns)} is not said"
        )
        for one in named:
            solutions[one].remarks.append(f"whether it is the meeting of {when} is not said")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _about(days: Days) -> str:
    if days.first is None or days.last is None:
        return in_words(days)
    exact = iso(days)
    if exact is not None:
        return in_words(days)
    middle = date.fromordinal((days.first + days.last) // 2)
    if days.last - days.first > 120:
        return f"{middle.year}"
    if days.last - days.first > 10:
        return f"{middle:%B} {middle.year}"
    return f"{middle.day} {middle:%B} {middle.year}"


def _quoted(group: Group) -> str:
    mention = group.mentions[0]
    doc = mention.head.doc
    return " ".join(doc[mention.first : mention.last + 1].text.split())


def _bounds_by_order(solutions: list[Solution], order: list[tuple[int, int, str]]) -> list[Days]:
    """Return for each meeting the days that the order leaves it."""
    bounds = [Days() for _ in solutions]
    for _ in solutions:
        for earlier, later, _words in order:
            ends = solutions[later].start.last or bounds[later].last
            starts = solutions[earlier].start.first or bounds[earlier].first
            if ends is not None:
                bounds[earlier] = bounds[earlier].meet(Days(None, ends))
            if starts is not None:
                bounds[later] = bounds[later].meet(Days(starts, None))
    for earlier, later, words in order:
        one, other = solutions[earlier], solutions[later]
        if not (one.is_dated and other.is_dated):
            continue
        assert one.start.first is not None
        if other.start.last is not None and one.start.first > other.start.last:
            other.contradictions.append(
                f"“{words}” puts it after a meeting of {in_words(one.start)}, "
                f"its own words give {in_words(other.start)}"
            )
    return bounds


def _say_order(
    solution: Solution, index: int, order: list[tuple[int, int, str]], ids: list[str]
) -> None:
    later = [ids[other] for one, other, _ in order if one == index]
    if later:
        solution.remarks.append(f"before {', '.join(later)}")
    earlier = [ids[one] for one, other, _ in order if other == index]
    if earlier and not solution.is_dated:
        solution.remarks.append(f"after {', '.join(earlier)}")


def _status(group: Group, solution: Solution, context: Context) -> MeetingStatus:
    said = [mention.status for mention in group.mentions if mention.status]
    today = context.published
    first, last = solution.start.first, solution.end.last
    if "cancelled" in said and not _rescheduled(group):
        return "cancelled"
    if today is None or first is None:
        return _status_in_words(said)
    if "ongoing" in said or solution.is_open or _runs_on(group):
        if first <= today and (last is None or last > today):
            return "ongoing"
        if last is not None and last == today and "ongoing" in said:
            return "ongoing"
    if set(said) & {"held", "ongoing"} and first <= today:
        return "held"
    if first > today:
        if set(said) <= {"held"} and said:
            solution.contradictions.append(
                f"the text speaks of it as past, but {in_words(solution.start)} "
                "is after the article's date"
            )
            return "held"
        return "proposed" if set(said) == {"proposed"} else "scheduled"
    if "scheduled" in said or "proposed" in said:
        return _ahead_of_today(said, solution, today)
    return "held"


def _ahead_of_today(said: list[MeetingStatus], solution: Solution, today: int) -> MeetingStatus:
    """Return the status of a meeting that is said to come, on the day of the article or before."""
    if solution.end.last is not None and solution.end.last < today:
        solution.contradictions.append(
            f"the text speaks of it as to come, but {in_words(solution.start)} "
            "is before the article's date"
        )
    return "scheduled" if "scheduled" in said else "proposed"


def _runs_on(group: Group) -> bool:
    return any(dated.role == "until" for dated in group.dates)


def _rescheduled(group: Group) -> bool:
    """Tell whether a later mention sets the cancelled meeting anew."""
    cancelled = [i for i, mention in enumerate(group.mentions) if mention.status == "cancelled"]
    later = group.mentions[cancelled[-1] + 1 :]
    return any(mention.status in {"scheduled", "held"} and mention.dates for mention in later)


def _status_in_words(said: list[MeetingStatus]) -> MeetingStatus:
    ranked: tuple[MeetingStatus, ...] = ("ongoing", "held", "scheduled", "proposed")
    return next((status for status in ranked if status in said), "held")


def _participants(group: Group, main: Group | None, context: Context) -> list[str]:
    own = group.participants
    takes_up = any(mention.is_about_the_sides for mention in group.mentions) or (
        group.mentions[0].reference in {"again", "next"}
    )
    if takes_up and len(own) < 2 and main is not None and main is not group:
        own = list(dict.fromkeys([*own, *main.participants]))
    if not own and takes_up:
        own = [
            actor.id
            for actor in context.actors.values()
            if actor.role == "party" and actor.side in (None, actor.id)
        ]
    return _without_doubles(own, context)


def _without_doubles(ids: list[str], context: Context) -> list[str]:
    """Leave out a party that another participant already stands for by speaking for it."""
    kept = []
    for one in ids:
        others = [other for other in ids if other != one]
        actor = context.actors.get(one)
        spoken_for = actor is not None and not actor.named and any(
            other in roots(one, context) for other in others
        )  # fmt: skip
        if not spoken_for:
            kept.append(one)
    return kept


def _duration(group: Group) -> str | None:
    for mention in group.mentions:
        if mention.duration is not None:
            return f"P{mention.duration[0]}{mention.duration[1]}"
    return None


def _edges(solution: Solution) -> tuple[str | None, str | None]:
    start = coarse(solution.start) if solution.start.is_bounded else None
    end = coarse(solution.end) if solution.end.is_bounded else None
    return start, end


def _edtf(solution: Solution, bounds: Days, status: MeetingStatus, context: Context) -> str | None:
    start, end = solution.start, solution.end
    doubt = "?" if solution.is_inferred or solution.is_assumed_whole else ""
    doubt = "~" if solution.is_approximate else doubt
    if not start.is_bounded and not end.is_bounded:
        return one_of(_open_days(solution, bounds, status, context))
    if start == end or (start.is_bounded and end.is_bounded and iso(start.meet(end)) and (
        not start.is_day and start.meet(end) in (start, end) and not end.is_day
    )):  # fmt: skip
        return _with_doubt(one_of(start), doubt)
    if solution.is_open:
        return f"{coarse(start)}/.."
    first, last = coarse(start) or "", coarse(end) or ""
    return f"{first}/{last}" if first != last else _with_doubt(first, doubt)


def _with_doubt(text: str | None, doubt: str) -> str | None:
    return text if text is None or text.startswith("[") else text + doubt


def _open_days(solution: Solution, bounds: Days, status: MeetingStatus, context: Context) -> Days:
    days = Days(solution.start.first, solution.end.last).meet(bounds)
    if context.published is None:
        return days
    if status == "held":
        return days.meet(Days(None, context.published))
    if status in {"scheduled", "proposed"}:
        return days.meet(Days(context.published, None))
    return days


def _name(group: Group) -> str:
    """Return what to call the meeting: its noun, what modifies it, and its town."""
    mention = next((m for m in group.mentions if not m.is_verb and m.kind not in _NAMELESS), None)
    if mention is None:
        base = "phone call" if group.format == "phone" else "meeting"
        base = "earlier meeting" if group.mentions[0].kind == "implied" else base
    else:
        base = _noun_phrase(mention)
    towns = [place for place in group.places if not place.is_venue]
    town = max(towns, key=lambda place: len(place.chain), default=None)
    return f"{base} in {town.name}" if town is not None and town.name not in base else base


_KEPT = frozenset({"last", "next", "previous", "earlier", "second", "final", "first"})


_NAMELESS = frozenset({"place", "implied", DATELINE})


def _noun_phrase(mention: Mention) -> str:
    words: list[str] = []
    counted = mention.top.lower_ in UNIT_NOUNS and mention.top.lower_ not in ROUND_NOUNS
    nouns = (mention.head,) if counted else (mention.top, mention.head)
    for noun in dict.fromkeys(nouns):
        if noun.tag_ in {"PRP"} or (noun.pos_ == "PROPN" and noun.is_digit):
            return "talks"
        if words:
            words.append("of")
        words += [
            " ".join(token.text for token in child.subtree)
            for child in noun.children
            if child.i < noun.i
            and (child.dep_ == "compound" or child.lower_ in _KEPT or child.tag_ == "JJ")
            and child.lower_ not in {"such"}
        ]
        words.append(noun.text)
    return " ".join(words) or "meeting"


def _evidence(group: Group, context: Context) -> Iterator[Span]:
    seen: set[tuple[int, int]] = set()
    for mention in sorted(group.mentions, key=lambda one: one.first):
        first, last = _trimmed(mention, context.doc)
        if last - first >= _LONGEST_EVIDENCE:
            first = max(first, mention.head.i - _LONGEST_EVIDENCE // 3)
            last = min(last, mention.head.i + _LONGEST_EVIDENCE // 2)
        start = context.doc[first].idx
        end = context.doc[last].idx + len(context.doc[last])
        if (start, end) not in seen:
            seen.add((start, end))
            yield context.article.span(start, end)


def _trimmed(mention: Mention, doc: Doc) -> tuple[int, int]:
    first, last = mention.first, mention.last
    while first < last and (doc[first].is_space or doc[first].is_punct):
        first += 1
    while last > first and (doc[last].is_space or doc[last].is_punct):
        last -= 1
    return first, last


def _confidence(group: Group, solution: Solution) -> float:
    """Return how sure the meeting is: named by day, place and parties, more than once."""
    score = 0.45
    score += 0.2 if solution.is_dated else 0.0
    score += 0.1 if group.places else 0.0
    score += 0.1 if group.participants else 0.0
    score += 0.1 if len(group.mentions) > 1 else 0.0
    score += 0.05 if group.statuses else 0.0
    score -= 0.15 if solution.contradictions else 0.0
    return round(min(score, 0.98), 2)
