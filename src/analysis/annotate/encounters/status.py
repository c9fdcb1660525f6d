"""Held, under way, scheduled, proposed or cancelled: the words and the calendar together."""

from __future__ import annotations

from analysis.annotate.encounters.context import Context
from analysis.annotate.encounters.days import in_words
from analysis.annotate.encounters.merging import Group
from analysis.annotate.encounters.solver import Solution
from analysis.model import MeetingStatus


def status_of_group(group: Group, solution: Solution, context: Context) -> MeetingStatus:
    said = _said(group)
    today = context.published
    first, last = solution.start.first, solution.end.last
    if "cancelled" in said and not _rescheduled(group):
        return "cancelled"
    if today is None or first is None:
        return _status_in_words(said)
    if "ongoing" in said or solution.is_open or _runs_on(group):
        begun = solution.start.last is not None and solution.start.last <= today
        if (begun or "ongoing" in said) and first <= today and (last is None or last > today):
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


def _said(group: Group) -> list[MeetingStatus]:
    """Return the statuses that the mentions give; "would be the first in years" is to come."""
    said = [mention.status for mention in group.mentions if mention.status]
    events = [event for mention in group.mentions for event in mention.events]
    if not said and any(event.modality == "future" for event in events):
        return ["scheduled"]
    return said


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
