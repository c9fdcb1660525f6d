"""Meetings in order, how their dates were read, and where several articles differ on them."""

from __future__ import annotations

from analysis.display.corrections import corrected_mark
from analysis.display.markup import Block, Cell, bullets, joined, paragraph, running, table
from analysis.summaries.chronology import MeetingView, meeting_views
from analysis.summaries.dates import duration_words, value_words
from analysis.summaries.derivations import counted_from, date_reading, meeting_reading
from analysis.summaries.differences import (
    AGREED,
    article_name,
    changed_positions,
    meeting_disagreements,
    office_disagreements,
)
from analysis.summaries.digest import Digest
from analysis.summaries.prose import (
    as_prose,
    capitalised,
    listed,
    one_line,
    quote,
    refs,
    sentence,
    strong,
)
from analysis.summaries.rows import Row

# TIMEX3's mod, in words.
_MODIFIERS = {
    "START": "early",
    "MID": "the middle of",
    "END": "late",
    "APPROX": "around",
    "BEFORE": "before",
    "AFTER": "after",
    "ON_OR_BEFORE": "no later than",
    "ON_OR_AFTER": "no earlier than",
}
_STATUS_WORDS = {
    "held": "held",
    "ongoing": "under way",
    "scheduled": "scheduled",
    "cancelled": "cancelled",
    "proposed": "proposed",
}


def chronology_table(digest: Digest) -> Block:
    """Show the meetings in order, with dates in words and how they were reached."""
    found = meeting_views(digest)
    if not found:
        which = "these articles" if digest.several else "this article"
        return paragraph(f"No meeting is reported in {which}.", "empty")
    return table(
        "Meetings in order, as far as it is known",
        ["Meeting", "When", "Where", "Who", "Status"],
        [_meeting_line(digest, view) for view in found],
        "chronology",
    )


def _meeting_line(digest: Digest, view: MeetingView) -> list[Cell]:
    when = capitalised(view.when())
    if view.later and (view.period is None or view.period.first is None):
        numbers = listed([str(number) for number in view.later]).plain()
        when = f"Not given; before {numbers}"
    duration = duration_words(view.row["duration"])
    if duration and not (view.period and view.period.whole):
        when = f"{when} ({duration})"
    marks = [corrected_mark(digest, article, meeting) for article, meeting in view.mentions]
    label = as_prose(f"{view.number}. {capitalised(view.label)}") + refs(view.evidence)
    return [
        sum(dict.fromkeys(marks), label),
        when,
        view.place or "not known",
        capitalised(", ".join(view.participants)) or "not established",
        _statuses(digest, view),
    ]


def _statuses(digest: Digest, view: MeetingView) -> Cell:
    """Return the status; where articles have several, each with its article."""
    found: dict[str, str] = {}
    status = {(row["article"], row["meeting"]): row["status"] for row in digest.meetings}
    for article, meeting in view.mentions:
        found.setdefault(status[article, meeting], article)
    if "status" not in view.disputed:
        before = [_STATUS_WORDS[one] for one in found if one != view.status]
        words = _STATUS_WORDS[view.status]
        return f"{words}; earlier: {', '.join(before)}" if before else words
    return [
        as_prose(f"{_STATUS_WORDS[status]} ({article_name(digest, article)})")
        for status, article in found.items()
    ]


def meetings_read(digest: Digest) -> Block:
    """Show how the date of each meeting was reached, with the words it rests on."""
    views = meeting_views(digest)
    if not views:
        return Block("", "")
    alike: dict[str, list[MeetingView]] = {}
    by_id = {(row["article"], row["meeting"]): row for row in digest.meetings}
    for view in views:
        for mention in view.mentions:
            found = alike.setdefault(meeting_reading(digest, view, views, by_id[mention]), [])
            if view not in found:
                found.append(view)
    return bullets(
        [
            strong(listed([f"{view.number}. {capitalised(view.label)}" for view in found]).plain())
            + f": {words}"
            + refs(number for view in found for number in view.evidence)
            for words, found in alike.items()
        ],
        "derivations",
    )


def dates_read(digest: Digest) -> Block:
    """Show how each date was read from the article's words; those written in full in one line."""
    lines: dict[tuple[str, str, str], list[int]] = {}
    written: dict[tuple[str, str], list[int]] = {}
    for row in digest.time_expressions:
        if row["type"] not in ("DATE", "TIME") or str(row["value"]).endswith("_REF"):
            continue
        numbers = digest.evidence.of(row["article"], row["time_expression"])
        words, read, how = one_line(row["text"]), _read_as(row), date_reading(digest, row)
        if how == "as written":
            written.setdefault((words, read), []).extend(numbers)
        else:
            lines.setdefault((words, read, how), []).extend(numbers)
    if not lines and not written:
        return paragraph("No date was read from the text.", "empty")
    blocks = []
    if lines:
        blocks.append(
            table(
                "Dates, and how they were read",
                ["Words", "Read as", "How"],
                [
                    [quote(words, 80) + refs(numbers), read, capitalised(how)]
                    for (words, read, how), numbers in lines.items()
                ],
                "dates",
            )
        )
    if written:
        items = [quote(words, 80) + refs(numbers) for (words, _), numbers in written.items()]
        blocks.append(paragraph(sentence("Dates written in full: " + listed(items)), "note"))
    return joined(blocks)


def reading_note(digest: Digest) -> Block:
    """Say from which day the dates are counted; nothing for articles without one date."""
    words = counted_from(digest)
    return running([words], "note") if words else Block("", "")


def _read_as(row: Row) -> str:
    words = value_words(row["value"])
    modifier = _MODIFIERS.get(row["mod"] or "")
    return f"{modifier} {words}" if modifier else words


def differences(digest: Digest) -> Block:
    """Show where several articles differ; nothing for one article."""
    if not digest.several or not digest.negotiation:
        return Block("", "")
    title = "Where the articles differ"
    blocks = [Block(f"<h3>{title}</h3>", title)]
    meetings = [*meeting_disagreements(digest), *office_disagreements(digest)]
    if not any(one.on in ("date", "place", "status") for one in meetings):
        blocks.append(paragraph(AGREED, "empty"))
    if meetings:
        blocks.append(
            table(
                "What the articles say differently, in the order of their publication",
                ["About", "What", "Said in the articles"],
                [[one.what, one.on, one.said] for one in meetings],
                "differences",
            )
        )
    changed = changed_positions(digest)
    if changed:
        lines: list[list[Cell]] = [[one.what, one.on, one.said] for one in changed]
        blocks.append(
            table(
                "Positions that differ from one article to the next",
                ["Holder", "Matter", "Said in the articles"],
                lines,
                "differences",
            )
        )
    return joined(blocks)
