"""The sections of a report: each function shows one of them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.display.annotated import annotated_article
from analysis.display.markup import Block, Cell, bullets, paragraph, running, table, terms
from analysis.summaries.chronology import MeetingView, curly, derivation, meeting_views
from analysis.summaries.dates import duration_words, value_words
from analysis.summaries.differences import (
    AGREED,
    article_name,
    changed_positions,
    meeting_disagreements,
    office_disagreements,
)
from analysis.summaries.digest import Digest
from analysis.summaries.glance import at_a_glance as glance_sentences
from analysis.summaries.prose import (
    Prose,
    as_prose,
    capitalised,
    count,
    em,
    listed,
    one_line,
    quote,
    refs,
    sentence,
    shortened,
    strong,
)
from analysis.summaries.provenance import (
    date_sentence,
    measured_accuracy,
    source_line,
    versions,
)
from analysis.summaries.rows import Row
from analysis.summaries.sides import COLUMNS, other_statements, side_rows
from analysis.summaries.speakers import speakers, who_speaks_of_whom
from analysis.summaries.statements import Statement
from analysis.summaries.uncertainty import uncertainties

LONGEST_CELL = 240
_KIND_WORDS = {"direct": "quoted", "mixed": "partly quoted", "indirect": "reported"}
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


def sources(digest: Digest) -> Block:
    """Show what the report is made from: title, publisher, date and where the date comes from."""
    lines = [
        as_prose(f"{source_line(annotation.article)}. {date_sentence(annotation.article)}")
        for annotation in digest.annotations
    ]
    return bullets(lines, "sources") if digest.several else paragraph(lines[0], "sources")


def at_a_glance(digest: Digest) -> Block:
    """Show the opening sentences: who negotiated with whom, where and when, and what comes next."""
    return running(glance_sentences(digest), "glance")


def side_table(digest: Digest) -> Block:
    """Show what each side wants, offers, refuses and threatens."""
    found = side_rows(digest)
    if not digest.negotiation:
        return Block("", "")
    if not found:
        return paragraph("No sides of a negotiation were made out.", "empty")
    if not any(cell for row in found for cell in row.cells.values()):
        return paragraph("No demand, offer, refusal or threat of a side was found.", "empty")
    columns = [column for column in COLUMNS if any(row.cells[column] for row in found)]
    return table(
        "What each side wants, offers, refuses and threatens, in the article's words",
        ["Side", *columns],
        [[row.name, *(row.cells[column] for column in columns)] for row in found],
        "sides",
    )


def others(digest: Digest) -> Block:
    """Show the positions that the table of sides leaves out."""
    found = other_statements(digest)
    if not digest.negotiation:
        return Block("", "")
    if not found:
        return paragraph("No other position was found.", "empty")
    return bullets([statement.said() for statement in found], "others")


def uncertain(digest: Digest) -> Block:
    """Show what the report leaves open."""
    found = uncertainties(digest)
    if not found:
        return paragraph("Nothing was found that the report has to leave open.", "empty")
    return bullets(found, "uncertain")


def dates_read(digest: Digest) -> Block:
    """Show how each date was read from the article's words."""
    lines: list[list[Prose | str]] = []
    for row in digest.time_expressions:
        if row["type"] not in ("DATE", "TIME") or str(row["value"]).endswith("_REF"):
            continue
        numbers = digest.evidence.of(row["article"], row["time_expression"])
        lines.append(
            [
                quote(row["text"], 80) + refs(numbers),
                _read_as(row),
                curly(row["derivation"]),
            ]
        )
    if not lines:
        return paragraph("No date was read from the text.", "empty")
    return table("How dates were read", ["Words", "Read as", "How"], lines, "dates")


def _read_as(row: Row) -> str:
    words = value_words(row["value"])
    modifier = _MODIFIERS.get(row["mod"] or "")
    return f"{modifier} {words}" if modifier else words


def actor_table(digest: Digest) -> Block:
    """Show all actors: what they are, side, other names, mentions, and where they speak."""
    found = digest.actors
    if not found:
        return paragraph("No actor was found.", "empty")
    return table(
        "Actors",
        ["Actor", "What it is", "Also called", "Mentions", "Quoted"],
        [
            [
                _actor_name(digest, row),
                _actor_kind(digest, row),
                shortened(one_line(row["aliases"] or ""), LONGEST_CELL),
                _mentions(digest, row),
                _quoted(digest, row),
            ]
            for row in found
        ],
        "actors",
    )


def main_actors(digest: Digest) -> Block:
    """Show the sides, and the actors that mediate, host, meet, speak or hold a position."""
    found = [row for row in digest.actors if _matters(digest, row)]
    if not found:
        return paragraph("No actor of a negotiation was found.", "empty")
    return table(
        "Actors who are quoted, hold a position or take part",
        ["Actor", "What it is", "Also called", "Paragraph", "Quoted"],
        [_main_actor(digest, rows) for rows in _recognised(digest, found)],
        "actors",
    )


def also_named(digest: Digest) -> Block:
    """Name the other actors of the article that have a name, each with its first paragraph."""
    rest = [row for row in digest.actors if row["named"] and not _matters(digest, row)]
    if not rest:
        return Block("", "")
    items = []
    for rows in _recognised(digest, rest):
        name = digest.naming.name(rows[0]["article"], rows[0]["actor"]) or rows[0]["name"]
        place = digest.paragraph(rows[0]["article"], rows[0]["paragraph"])
        side = digest.members.get((rows[0]["article"], rows[0]["actor"]))
        beside = f", side: {side}" if side and side != rows[0]["name"] else ""
        items.append(as_prose(one_line(name)) + " (" + place + beside + ")")
    return paragraph(sentence("Also named: " + listed(items)), "note")


def _recognised(digest: Digest, rows: list[Row]) -> list[list[Row]]:
    """Return the rows of actors, those of one actor in several articles together."""
    if not digest.several:
        return [[row] for row in rows]
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(digest.identities.key(row["article"], row["actor"]), []).append(row)
    return list(found.values())


def _main_actor(digest: Digest, rows: list[Row]) -> list[Cell]:
    named = max(rows, key=lambda row: len(row["name"].split()) if row["named"] else 0)
    aliases = "; ".join(dict.fromkeys(row["aliases"] for row in rows if row["aliases"]))
    kinds = list(dict.fromkeys(_actor_kind(digest, row) for row in rows))
    places = [digest.paragraph(row["article"], row["paragraph"], bare=True) for row in rows]
    quoted = [_quoted(digest, row) for row in rows]
    if digest.several:
        order = [annotation.article.id for annotation in digest.annotations]
        places = [
            place + f" in article\u00a0{order.index(row['article']) + 1}"
            for place, row in zip(places, rows, strict=True)
        ]
    return [
        _actor_name(digest, named),
        [as_prose(kind) for kind in kinds],
        shortened(one_line(aliases), LONGEST_CELL),
        places,
        quoted,
    ]


def _matters(digest: Digest, row: Row) -> bool:
    key = (row["article"], row["actor"])
    if row["role"] in ("mediator", "host") or row["name"] in digest.sides:
        return True
    if any((item.row["article"], item.row["actor"]) == key for item in digest.statements):
        return True
    met = {
        (annotation.article.id, actor)
        for annotation in digest.annotations
        for meeting in annotation.meetings
        for actor in meeting.participants
    }
    return key in met or bool(_quoted(digest, row))


def _mentions(digest: Digest, row: Row) -> Prose:
    where = digest.paragraph(row["article"], row["paragraph"])
    return as_prose(str(row["mentions"])) + (", first in " + where if where else "")


def _quoted(digest: Digest, actor: Row) -> Prose:
    """Return how many words are attributed to an actor, in which ways, and where."""
    found = [
        row
        for row in digest.attributions
        if (row["article"], row["actor"]) == (actor["article"], actor["actor"])
    ]
    if not found:
        return Prose()
    kinds = list(dict.fromkeys(_KIND_WORDS[row["kind"]] for row in found))
    words = count(sum(int(row["words"]) for row in found), "word")
    numbers = [n for row in found for n in digest.evidence.of(row["article"], row["attribution"])]
    return as_prose(f"{words}, {listed(kinds).plain()}") + refs(numbers)


def _actor_name(digest: Digest, row: Row) -> str:
    name = None if row["named"] else digest.naming.name(row["article"], row["actor"])
    return name or one_line(row["name"])


def _actor_kind(digest: Digest, row: Row) -> str:
    unnamed = "unnamed source" if _quoted(digest, row) else "unnamed"
    parts = [row["office"] or (row["kind"] if row["named"] else unnamed)]
    if row["speaks_for"]:
        parts.append(f"speaks for {row['speaks_for']}")
    if row["member_of"] and row["member_of"] != row["speaks_for"]:
        parts.append(f"member of {row['member_of']}")
    side = digest.members.get((row["article"], row["actor"]))
    if side == row["name"]:
        parts.append("a side")
    elif side:
        parts.append(f"side: {side}")
    elif row["role"] in ("mediator", "host"):
        parts.append(row["role"])
    return one_line(", ".join(parts))


def speaker_table(digest: Digest) -> Block:
    """Show who is quoted, how often, in which way, and where."""
    found = speakers(digest)
    if not found:
        return paragraph("No statement is attributed to anyone.", "empty")
    return table(
        "Sources and what is attributed to them",
        ["Source", "Named", "Direct", "Mixed", "Indirect", "Words", "Where"],
        [
            [
                speaker.name,
                "yes" if speaker.named else "no",
                *(
                    str(speaker.attributions[kind] or "–")
                    for kind in ("direct", "mixed", "indirect")
                ),
                str(speaker.total_words),
                refs(speaker.numbers),
            ]
            for speaker in found
        ],
        "speakers",
    )


def about_table(digest: Digest) -> Block:
    """Show whom each source speaks about, in how many statements, and where."""
    found = who_speaks_of_whom(digest)
    if not found.counts:
        return paragraph("No source speaks about another actor.", "empty")
    return table(
        "Whom each source speaks about, with the number of statements",
        ["Source", "Speaks about"],
        [
            [
                source,
                listed(
                    [
                        as_prose(f"{subject} ({found.counts[source, subject]})")
                        + refs(found.numbers[source, subject])
                        for subject in found.subjects
                        if (source, subject) in found.counts
                    ]
                ),
            ]
            for source in found.sources
        ],
        "about",
    )


def position_table(digest: Digest) -> Block:
    """Show every position: holder, type, issue, words, condition, source, confidence."""
    if not digest.statements:
        return paragraph("No position was found.", "empty")
    return table(
        "Positions and the words they rest on",
        ["Position", "Words", "Issue", "Said by", "Sure"],
        [_position_line(statement) for statement in digest.statements],
        "positions",
    )


def _position_line(statement: Statement) -> list[Prose | str]:
    row = statement.row
    words = quote(row["evidence"], LONGEST_CELL)
    if statement.condition and statement.condition not in row["evidence"]:
        words = words + "; " + em("condition:") + " " + quote(statement.condition, LONGEST_CELL)
    position = capitalised(statement.claim())
    if statement.recipients:
        position = f"{position}, to {listed(statement.recipients).plain()}"
    said_by = statement.reporter or (
        (statement.holder or "") if row["attribution"] else "the article"
    )
    return [
        position,
        words + refs(statement.numbers),
        one_line(row["issue"] or ""),
        said_by,
        f"{100 * row['confidence']:.0f}\u00a0%",
    ]


def chronology_table(digest: Digest) -> Block:
    """Show the meetings in order, with dates in words and how they were reached."""
    found = meeting_views(digest)
    if not found:
        return paragraph(_no_meeting(digest), "empty")
    return table(
        "Meetings in order, as far as it is known",
        ["Meeting", "When", "Where", "Who", "Status"],
        [_meeting_line(digest, view) for view in found],
        "chronology",
    )


def differences(digest: Digest) -> Block:
    """Show where several articles differ; nothing for one article."""
    if not digest.several or not digest.negotiation:
        return Block("", "")
    title = "Where the articles differ"
    blocks = [Block(f"<h3>{title}</h3>", title)]
    meetings = [*meeting_disagreements(digest), *office_disagreements(digest)]
    if not any(one.on in ("date", "status") for one in meetings):
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
        blocks.append(
            table(
                "Positions that differ from one article to the next",
                ["Holder", "Matter", "Said in the articles"],
                [[one.what, one.on, one.said] for one in changed],
                "differences",
            )
        )
    return _joined(blocks)


def _no_meeting(digest: Digest) -> str:
    return f"No meeting is reported in {'these articles' if digest.several else 'this article'}."


def _meeting_line(digest: Digest, view: MeetingView) -> list[Cell]:
    when = view.when()
    if view.later and view.period is None:
        numbers = ", ".join(str(number) for number in view.later)
        when = f"{when}; before {numbers}"
    duration = duration_words(view.row["duration"])
    if duration and not (view.period and view.period.whole):
        when = f"{when} ({duration})"
    return [
        as_prose(f"{view.number}. {view.label}") + refs(view.evidence),
        when,
        view.place or "not known",
        ", ".join(view.participants) or "not established",
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
    """Show how the date of each meeting was reached."""
    views = meeting_views(digest)
    if not views:
        return Block("", "")
    alike: dict[str, list[str]] = {}
    by_id = {(row["article"], row["meeting"]): row for row in digest.meetings}
    for view in views:
        for mention in view.mentions:
            names = alike.setdefault(derivation(view, views, by_id[mention]), [])
            if (name := f"{view.number}. {view.label}") not in names:
                names.append(name)
    return bullets(
        [strong(", ".join(names)) + f": {words}" for words, names in alike.items()], "derivations"
    )


def evidence_note(digest: Digest) -> Block:
    """Say how the numbers of the report lead to the words it rests on."""
    if not digest.evidence.references:
        return paragraph("No words of the article were marked.", "empty")
    return paragraph(
        f"The numbers, 1 to {len(digest.evidence.references)}, are those of the report: each "
        "stands after the words on which statements, table rows and chart marks rest."
    )


def annotated(digest: Digest) -> Block:
    """Show the article, or the articles, with numbered paragraphs and marked words."""
    parts: list[Block] = []
    for place, annotation in enumerate(digest.annotations, start=1):
        if digest.several:
            parts.append(paragraph(source_line(annotation.article), "article-title"))
        parts.append(
            annotated_article(annotation.article, digest.evidence, place if digest.several else 0)
        )
    return _joined(parts)


def _joined(parts: Sequence[Block]) -> Block:
    return Block("\n".join(part.html for part in parts), "\n\n".join(part.text for part in parts))


def method(digest: Digest) -> Block:
    """Say how the report was made, what limits it has, and how accurate each layer was measured."""
    found = measured_accuracy()
    if not found:
        return paragraph("No accuracy was recorded with this version of the program.", "empty")
    return table(
        "Accuracy of each layer, in percent, measured on texts that people annotated",
        ["Layer", "Data", "Texts", "Measured"],
        [
            [
                item.layer.replace("_", " "),
                item.dataset,
                str(item.documents),
                "; ".join(f"{name} {100 * value:.0f}" for name, value in item.measures),
            ]
            for item in found
        ],
        "accuracy",
    )


def provenance(digest: Digest, parameters: dict[str, object] | None = None) -> Block:
    """Show source, date and its basis, hash, versions and parameters."""
    blocks = []
    for annotation in digest.annotations:
        article = annotation.article
        facts: list[tuple[str, Prose | str]] = [
            ("Article", source_line(article)),
            ("Date", date_sentence(article)),
            ("Text", f"{len(article.text):,} characters, SHA-256 {article.sha256}"),
        ]
        if article.url:
            facts.insert(1, ("Address", article.url))
        blocks.append(terms(facts, "provenance"))
    used = [(name, version) for name, version in versions().items()]
    given = [
        f"{name.replace('_', ' ')} {_value(value)}"
        for name, value in sorted((parameters or {}).items())
        if value not in ("", [], None)
    ]
    facts = [
        ("Made with", ", ".join(f"{name} {version}" for name, version in used)),
        ("Parameters", "; ".join(given) or "none given"),
    ]
    blocks.append(terms(facts, "provenance"))
    return _joined(blocks)


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
