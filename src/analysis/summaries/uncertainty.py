"""What is uncertain, said openly: gaps, contradictions, single unnamed sources, weak readings."""

from __future__ import annotations

import re

from analysis.summaries.chronology import MeetingView, meeting_views, shared_numbers
from analysis.summaries.digest import Digest
from analysis.summaries.prose import (
    Prose,
    as_prose,
    count,
    listed,
    number_word,
    quote,
    refs,
    sentence,
)
from analysis.summaries.rows import split_names

LOW_CONFIDENCE = 0.5
# First words of a meeting's name that are capital only at the start of a sentence.
_COMMON = {
    "talks", "negotiations", "meeting", "meetings", "discussions", "consultations", "round",
    "summit", "conference", "session", "earlier", "last", "first", "second", "third", "next",
}  # fmt: skip


def uncertainties(digest: Digest) -> list[Prose]:
    """Return one sentence for each thing that the report leaves open."""
    return [
        *_publication(digest),
        *_meetings(meeting_views(digest)),
        *_unnamed(digest),
        *_unidentified(digest),
        *_weak(digest),
        *_left_out(digest),
        *(sentence(note) for annotation in digest.annotations for note in annotation.notes),
    ]


def _publication(digest: Digest) -> list[Prose]:
    found = []
    for annotation in digest.annotations:
        article = annotation.article
        of = f" of “{article.title or article.id}”" if digest.several else ""
        if article.published is None:
            found.append(
                sentence(
                    f"No date of publication{of} is known, so weekdays and other words that count "
                    "from it are left undated"
                )
            )
    return found


def _meetings(views: list[MeetingView]) -> list[Prose]:
    found: list[Prose] = []
    undated = [view for view in views if view.period is None]
    if undated:
        names = _names(undated)
        found.append(
            sentence("No date could be established for " + names + shared_numbers(undated))
        )
    found.extend(_bounded(views))
    found.extend(_unended(views))
    found.extend(_vague(views))
    for view in views:
        found.extend(
            sentence(
                as_prose(f"On {_name(view)}, the text disagrees with itself: {words}")
                + refs(view.evidence)
            )
            for words in split_names(view.row["contradictions"])
        )
    nobody = [view for view in views if not view.participants]
    if nobody:
        names = _names(nobody)
        found.append(
            sentence("Who took part was not established for " + names + shared_numbers(nobody))
        )
    return found


def _vague(views: list[MeetingView]) -> list[Prose]:
    """Return one sentence on all meetings whose date is known, but not to the day."""
    groups: dict[str, list[MeetingView]] = {}
    for view in views:
        period = view.period
        if period is None or period.open:
            continue
        if period.precision != "day" or period.uncertain:
            groups.setdefault(period.words, []).append(view)
    parts = [
        _names(found, dated=False) + f" ({words})" + shared_numbers(found)
        for words, found in groups.items()
    ]
    if not parts:
        return []
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "; " + part
    return [sentence("Not dated to the day: " + joined)]


def _bounded(views: list[MeetingView]) -> list[Prose]:
    """Return one sentence for each day of which it is only known that meetings were before it."""
    groups: dict[tuple[str, bool], list[MeetingView]] = {}
    for view in views:
        if view.period is not None and view.period.open and not _has_begun(view):
            groups.setdefault((view.period.words, view.status in _PAST), []).append(view)
    return [
        sentence(
            "No date is given for "
            + _names(found, dated=False)
            + f", only that {'they' if _several(found) else 'it'} "
            + _took_place(words, several=_several(found), past=past)
            + shared_numbers(found)
        )
        for (words, past), found in groups.items()
    ]


def _has_begun(view: MeetingView) -> bool:
    """Tell whether the first day of a meeting is known, and the last is not."""
    return view.period is not None and view.period.words.startswith("from ")


def _unended(views: list[MeetingView]) -> list[Prose]:
    """Return one sentence on the meetings whose last day is not known."""
    found = [view for view in views if _has_begun(view)]
    if not found:
        return []
    names = "The last day of " + _names(found, dated=False)
    return [sentence(names + " is not given" + shared_numbers(found))]


_PAST = ("held", "ongoing")


def _several(views: list[MeetingView]) -> bool:
    """Tell whether the names of meetings are plural together: "the talks", "two meetings"."""
    return len(views) > 1 or _name(views[0], dated=False).partition(" in ")[0].endswith("s")


def _took_place(words: str, *, several: bool, past: bool) -> str:
    """Return "took place on 3 May 2031 or earlier", with the verb that fits."""
    day = re.match(r"\d{1,2} ", words) is not None
    when = f"{'on' if day else 'in'} {words}"
    if past:
        return f"took place {when}"
    return f"{'are' if several else 'is'} to take place {when}"


def _names(views: list[MeetingView], *, dated: bool = True) -> Prose:
    """Return the names of meetings, of one kind in several places together.

    "The talks in Vik and Roa and the last meeting."
    """
    kinds: dict[str, list[str]] = {}
    for view in views:
        name = _name(view, dated=dated)
        kind, joint, place = name.rpartition(" in ")
        kinds.setdefault(kind + joint if joint else name, []).append(place if joint else "")
    return listed(
        [
            kind + listed(list(dict.fromkeys(places))).plain() if any(places) else kind
            for kind, places in kinds.items()
        ]
    )


def _name(view: MeetingView, *, dated: bool = True) -> str:
    if view.row["name"]:
        name = str(view.row["name"])
        first = name.split()[0].lower()
        if first in _COMMON:
            name = name[0].lower() + name[1:]
        return f"the {name}" if name[:1].islower() else name
    when = f" ({view.period.words})" if view.period and dated else ""
    return f"the meeting in {view.place}" if view.place else f"a meeting{when}"


def _unnamed(digest: Digest) -> list[Prose]:
    resting = [statement for statement in digest.statements if statement.unnamed]
    if not resting:
        return []
    number, total = len(resting), len(digest.statements)
    numbers = [n for statement in resting for n in statement.numbers]
    verb = "rests on an unnamed source" if number == 1 else "rest on unnamed sources"
    of = "position" if total == 1 else "positions"
    return [
        sentence(
            as_prose(f"{number_word(number)} of {number_word(total)} {of} {verb}") + refs(numbers)
        )
    ]


def _unidentified(digest: Digest) -> list[Prose]:
    found = []
    lost = [row for row in digest.attributions if row["actor"] is None]
    if lost:
        numbers = [
            n for row in lost for n in digest.evidence.of(row["article"], row["attribution"])
        ]
        start = f"Who is speaking was not identified in {count(len(lost), 'statement')}"
        found.append(sentence(as_prose(start) + refs(numbers)))
    holders = [statement for statement in digest.statements if statement.holder is None]
    if holders:
        numbers = [n for statement in holders for n in statement.numbers]
        start = f"Whose position it is was not identified in {count(len(holders), 'case')}"
        found.append(sentence(as_prose(start) + refs(numbers)))
    return found


def _left_out(digest: Digest) -> list[Prose]:
    """Return how much was left out because its confidence was too low."""
    positions, meetings = digest.left_out
    parts = [count(positions, "position")] if positions else []
    parts += [count(meetings, "meeting")] if meetings else []
    if not parts:
        return []
    verb = "was" if positions + meetings == 1 else "were"
    least = f"{100 * digest.minimum_confidence:.0f}\u00a0%"
    return [sentence(f"{listed(parts).plain()} with a confidence below {least} {verb} left out")]


def _weak(digest: Digest) -> list[Prose]:
    return [
        sentence(
            as_prose("The reading of ")
            + quote(statement.words, 80)
            + f" as {_type_words(statement.type)} is weak (confidence "
            + f"{100 * statement.row['confidence']:.0f}\u00a0%)"
            + refs(statement.numbers)
        )
        for statement in digest.statements
        if statement.row["confidence"] < LOW_CONFIDENCE
    ]


def _type_words(kind: str) -> str:
    words = {
        "demand": "a demand",
        "offer": "an offer",
        "accept": "an acceptance",
        "reject": "a refusal",
        "threaten": "a threat",
        "promise": "a promise",
        "appeal": "an appeal",
        "criticise": "a criticism",
        "support": "support",
        "expect": "an expectation",
    }
    return words[kind]
