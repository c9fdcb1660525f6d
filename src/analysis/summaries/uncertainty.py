"""What is uncertain, said openly: gaps, contradictions, single unnamed sources, weak readings."""

from __future__ import annotations

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
        names = listed([_name(view) for view in undated])
        found.append(
            sentence("No date could be established for " + names + shared_numbers(undated))
        )
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
        names = listed([_name(view) for view in nobody])
        found.append(
            sentence("Who took part was not established for " + names + shared_numbers(nobody))
        )
    return found


def _vague(views: list[MeetingView]) -> list[Prose]:
    """Return one sentence on all meetings whose date is known, but not to the day."""
    groups: dict[str, list[MeetingView]] = {}
    for view in views:
        period = view.period
        if period is not None and (period.precision != "day" or period.open or period.uncertain):
            groups.setdefault(period.words, []).append(view)
    parts = [
        listed([_name(view, dated=False) for view in found]) + f" ({words})" + shared_numbers(found)
        for words, found in groups.items()
    ]
    if not parts:
        return []
    joined = parts[0]
    for part in parts[1:]:
        joined = joined + "; " + part
    return [sentence("Not dated to the day: " + joined)]


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
    verb = "rests" if number == 1 else "rest"
    of = "position" if total == 1 else "positions"
    return [
        sentence(
            as_prose(
                f"{number_word(number)} of {number_word(total)} {of} {verb} on unnamed sources"
            )
            + refs(numbers)
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


def _weak(digest: Digest) -> list[Prose]:
    return [
        sentence(
            as_prose("The reading of ")
            + quote(statement.words, 80)
            + f" as {_type_words(statement.type)} is weak (confidence "
            + f"{statement.row['confidence']:.2f})"
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
