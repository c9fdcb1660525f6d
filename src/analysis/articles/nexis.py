"""Nexis exports: many articles in one text, each between a head of fields and a tail of fields.

Two forms are in use. The older one (LexisNexis Academic; TXT, RTF, PDF, HTML) numbers its articles
("3 of 25 DOCUMENTS") and writes its fields in capitals ("LOAD-DATE: May 4, 2031"). The newer one
(Nexis Uni, Nexis Advance; DOCX, RTF, PDF) closes each with "End of Document" and heads the text
with "Body".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from analysis.articles.dates import stated_day
from analysis.articles.extracted import Block, Extracted, from_blocks, one_line
from analysis.articles.pagedata import web_address
from analysis.articles.paragraphs import find_paragraphs

_NUMBERED = re.compile(
    r"^[^\S\n]*(?:document[^\S\n]+(\d{1,5})[^\S\n]+of[^\S\n]+\d{1,5}|"
    r"(\d{1,5})[^\S\n]+of[^\S\n]+\d{1,5}[^\S\n]+documents?)[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
_NAMES = (
    *("section", "length", "byline", "dateline", "highlight", "headline", "body", "series"),
    *("type", "distribution", "cite", "slug", "column"),
)
_TAIL_NAMES = (
    *("load-date", "language", "publication-type", "graphic", "classification", "subject"),
    *("url", "journal-code", "journal code", "company", "organization", "ticker", "industry"),
    *("person", "geographic", "correction", "correction-date", "correction date", "notes", "isbn"),
    *("issn", "acc-no", "document-type", "document type", "pub-type", "state", "city", "country"),
    *("publication type", "load date", "update", "copyright-owner"),
)
_WORDS = "|".join(re.escape(name).replace(r"\ ", r"[ -]") for name in (*_NAMES, *_TAIL_NAMES))
_FIELD = re.compile(rf"\s*({_WORDS})[ \t\xa0]*:[ \t\xa0]*(.*)", re.IGNORECASE)
# In the newer form these stand alone on their lines.
_ALONE = re.compile(r"\s*(Body|Graphic|Classification|Notes|Correction)\s*\Z")
_CAPITALS = re.compile(r"\s*[A-Z][A-Z -]{2,30}:")
_RIGHTS = re.compile(r"\s*(?:copyright\b|\(c\)\s|©|all rights reserved)", re.IGNORECASE)
_EDITION = re.compile(r".{0,60}\bedition\b.{0,30}", re.IGNORECASE)
_COVER = re.compile(
    r"\s*(?:Client/Matter:|Search (?:Terms|Type):|Narrowed by:|Content Type\b|User Name:|"
    r"Date and Time:|Job Number:|Documents? \(\d+\)|\d+\.\s|Page \d+ of \d+|Project ID:|Source:)",
    re.IGNORECASE,
)
_LANGUAGES = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "spanish": "es",
    "italian": "it",
    "dutch": "nl",
    "portuguese": "pt",
    "russian": "ru",
    "arabic": "ar",
}
_LONGEST_FIELD = 2_000


def stands_alone(line: str) -> bool:
    """Tell whether a line of an export is a mark, a date or a label: no paragraph goes over it."""
    whole = line.strip()
    return bool(
        _NUMBERED.fullmatch(whole)
        or _END.fullmatch(whole)
        or _ALONE.fullmatch(whole)
        or stated_day(whole)
    )


def begins_field(line: str) -> bool:
    """Tell whether a line of an export begins a field, or a line of rights."""
    return bool(_named(line)[0] or _RIGHTS.match(line))


def is_export(text: str) -> bool:
    """Tell whether a text is that of a Nexis export."""
    return _slices(text) is not None


def split_export(whole: Extracted) -> list[Extracted] | None:
    """Return the articles of a Nexis export, each with what its fields say; None if it is none.

    The text of an article is its headline, its dateline and its body: the fields around them are
    read as metadata, and are not part of what is annotated. The date of publication is the one
    under the name of the publication; Nexis's own "Load-Date" is not taken for it.

    Parameters
    ----------
    whole
        The text of the whole file, as a reader of its format gives it.
    """
    text = whole.text
    slices = _slices(text)
    if slices is None:
        return None
    articles = []
    for number, part in slices:
        article = _article(part, whole, str(number) if len(slices) > 1 else "")
        if article is not None:
            articles.append(article)
    return articles or None


def _slices(text: str) -> list[tuple[int, str]] | None:
    """Return the stretches of text that hold one article each, numbered."""
    ends = list(_END.finditer(text))
    if ends:
        starts = [0, *(end.end() for end in ends[:-1])]
        parts = [text[start : end.start()] for start, end in zip(starts, ends, strict=True)]
        if not any(_FIELD.match(line) for line in parts[0].split("\n")):
            return None
        return list(enumerate(parts, start=1))
    marks = list(_NUMBERED.finditer(text))
    if not marks:
        return None
    bounds = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [text[mark.end() : bound] for mark, bound in zip(marks, bounds, strict=True)]
    fields = {match.group(1).lower() for part in parts for match in _fields(part)}
    if not fields & {"length", "load-date", "byline", "section"}:
        return None
    return [
        (int(mark.group(1) or mark.group(2)), part) for mark, part in zip(marks, parts, strict=True)
    ]


def _fields(part: str) -> list[re.Match[str]]:
    return [match for match in map(_FIELD.match, part.split("\n")) if match]


class _Split(NamedTuple):
    """The lines of an article's head, its body as one text, and its fields by name."""

    head: list[str]
    body: str
    fields: dict[str, str]


def _article(part: str, whole: Extracted, key: str) -> Extracted | None:
    split = _divided(part.split("\n"))
    date_index, day, words = _date_line(split.head)
    title = one_line(split.fields.get("headline", "")) or _headline(split.head, date_index)
    publisher = _publication(split.head, date_index)
    blocks = []
    if split.fields.get("highlight"):
        blocks.append(Block(split.fields["highlight"], "heading"))
    if split.fields.get("dateline"):
        blocks.append(Block(split.fields["dateline"], "dateline"))
    body = split.body
    paragraphs = find_paragraphs(body, title)
    blocks += [Block(one_line(body[one.start : one.end])) for one in paragraphs]
    if not any(block.text for block in blocks):
        return None
    made = from_blocks(
        ([Block(title, "title")] if title else []) + blocks,
        format=f"{whole.format} (Nexis export)",
        key=key,
        title=title or None,
        published=day,
        published_basis=f"the Nexis export's line '{words}'" if day else None,
        publisher=publisher,
        url=web_address(split.fields.get("url", "").strip()),
        language=_LANGUAGES.get(split.fields.get("language", "").partition(";")[0].strip().lower()),
    )
    return replace(made, notes=whole.notes)


def _divided(lines: list[str]) -> _Split:
    """Divide an article's lines into head, body and fields."""
    head, fields, begin = _head(lines)
    end = next((at for at in range(begin, len(lines)) if _ends_body(lines[at])), len(lines))
    for line in lines[end:]:
        name, value = _named(line)
        if name:
            fields.setdefault(name, value)
    body = lines[begin:end]
    while body and (not body[-1].strip() or _RIGHTS.match(body[-1])):
        body.pop()
    return _Split(head, "\n".join(body), fields)


def _head(lines: list[str]) -> tuple[list[str], dict[str, str], int]:
    """Return the lines of the head that are no fields, the fields, and where the body begins."""
    fields: dict[str, str] = {}
    head: list[str] = []
    open_field = ""
    for index, line in enumerate(lines):
        name, value = _named(line)
        if name == "body":
            lines[index] = value
            return head, fields, index
        if name:
            fields[name] = value
            open_field = name
        elif not line.strip():
            # A headline in several lines has a semicolon at the end of each but the last.
            open_field = open_field if fields.get(open_field, "").endswith(";") else ""
            head.append("")
        elif open_field and len(fields[open_field]) < _LONGEST_FIELD:
            fields[open_field] += " " + line.strip()
        elif fields and not _RIGHTS.match(line) and not _body_ahead(lines, index):
            return head, fields, index
        else:
            head.append(line)
    return head, fields, len(lines)


def _ends_body(line: str) -> bool:
    name, _ = _named(line)
    return name in _TAIL_NAMES or bool(name and _CAPITALS.match(line))


def _body_ahead(lines: list[str], index: int) -> bool:
    """Tell whether the label of the body is still to come."""
    return any(_named(line)[0] == "body" for line in lines[index : index + 40])


def _named(line: str) -> tuple[str, str]:
    """Return the name of the field that a line begins, in lower case, and its value."""
    line = line[:_LONGEST_FIELD]
    alone = _ALONE.match(line)
    if alone:
        return alone.group(1).lower(), ""
    field = _FIELD.match(line)
    if field is None or not (field.group(1)[0].isupper()):
        return "", ""
    return field.group(1).lower(), one_line(field.group(2))


def _date_line(head: list[str]) -> tuple[int, str | None, str]:
    """Return where in the head the date of publication stands, the day, and its words."""
    for index, line in enumerate(head):
        if len(line.strip()) > 80 or _RIGHTS.match(line) or _COVER.match(line):
            continue
        day = stated_day(line)
        if day:
            return index, day, one_line(line)
    return -1, None, ""


def _publication(head: list[str], date_index: int) -> str | None:
    """Return the line above the date, which names the publication."""
    above = [one_line(line) for line in head[: max(date_index, 0)] if line.strip()]
    if not above or _RIGHTS.match(above[-1]) or _COVER.match(above[-1]):
        return None
    return above[-1]


def _headline(head: list[str], date_index: int) -> str:
    """Return the headline: below the date in the older form, above the publication in the newer."""
    below = list(head[date_index + 1 :])
    # Lines right below the date name the edition.
    while date_index >= 0 and below and below[0].strip():
        below.pop(0)
    found = _group([line for line in below if not _aside(line)])
    if found or date_index < 0:
        return found
    above = [one_line(line) for line in head[:date_index]]
    while above and not above[-1]:
        above.pop()
    # The last one left names the publication.
    found = _last_group(above[:-1])
    return "" if _COVER.match(found) else found


def _last_group(lines: list[str]) -> str:
    """Return the last line that is not empty, with those right above it."""
    group: list[str] = []
    for line in reversed(lines):
        aside = bool(_COVER.match(line) or _RIGHTS.match(line))
        if line and len(group) < 4 and not aside:
            group.insert(0, line)
        elif group or aside:
            break
    return " ".join(group)


def _aside(line: str) -> bool:
    return bool(_RIGHTS.match(line) or _EDITION.fullmatch(line.strip()) or _COVER.match(line))


def _group(lines: list[str]) -> str:
    """Return the first line that is not empty, with those that follow it without a blank line."""
    group: list[str] = []
    for line in lines:
        if line.strip() and len(group) < 4:
            group.append(one_line(line))
        elif group:
            break
    return " ".join(group)
