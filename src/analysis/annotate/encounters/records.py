"""Groups of mentions become :class:`analysis.model.Meeting` records, dated and in order."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.annotate.encounters import solver
from analysis.annotate.encounters.attendance import participants_of
from analysis.annotate.encounters.confidence import confidence_of
from analysis.annotate.encounters.confidence import evidence_of as evidence_of_meeting
from analysis.annotate.encounters.consistency import (
    bounds_by_order,
    check_gaps,
    date_by_distance,
    say_order,
    say_what_may_be_one,
)
from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.days import Days, coarse, iso, one_of
from analysis.annotate.encounters.derivation import derive
from analysis.annotate.encounters.formats import format_of
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.ordering import Precedence, links, main_group
from analysis.annotate.encounters.places import display_name
from analysis.annotate.encounters.solver import Solution
from analysis.annotate.encounters.status import status_of_group
from analysis.annotate.encounters.wording import evidence_of, name_of
from analysis.model import Meeting, MeetingStatus


def make_meetings(
    groups: list[Group], said: list[Precedence], context: Context
) -> Iterator[Meeting]:
    groups.sort(key=lambda group: min(mention.first for mention in group.mentions))
    solutions = [solver.solve(group, context) for group in groups]
    order = links(groups, said)
    date_by_distance(groups, solutions, said)
    check_gaps(groups, solutions, order)
    before = bounds_by_order(solutions, order)
    say_what_may_be_one(groups, solutions, order)
    ids = [f"m{number}" for number in range(1, len(groups) + 1)]
    main = main_group(groups)
    for index, group in enumerate(groups):
        solution = solutions[index]
        status = status_of_group(group, solution, context)
        say_order(solution, index, order, ids)
        start, end = _edges(solution)
        participants = participants_of(index, groups, main, context)
        noted = evidence_of_meeting(group, solution, participants)
        context.noted.append(noted)
        yield Meeting(
            id=ids[index],
            name=name_of(group),
            place=display_name(group.places),
            participants=tuple(participants),
            format=format_of(group, participants, context),
            start=start,
            end=end,
            date=_edtf(solution, before[index], status, context),
            status=status,
            duration=_duration(group),
            before=tuple(ids[later] for earlier, later, _ in order if earlier == index),
            evidence=tuple(evidence_of(group, context)),
            derivation=derive(group, solution, context),
            contradictions=tuple(dict.fromkeys(solution.contradictions)),
            confidence=confidence_of(noted),
        )


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
    doubt = "?" if solution.is_assumed_whole else ""
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
