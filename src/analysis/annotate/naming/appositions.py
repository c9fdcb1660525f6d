"""A name and a description side by side: "Ingrid Moe, its chief executive,"."""

from __future__ import annotations

from analysis.annotate.naming.mentions import Mention
from analysis.annotate.naming.words import Words

_AFTER_APPOSITION = frozenset({"WP", "WDT", "VBD", "VBZ"})


def join_appositions(words: Words, mentions: list[Mention]) -> None:
    """Join "Ingrid Moe, its chief executive," and "the chief executive, Ingrid Moe,"."""
    by_first: dict[int, Mention] = {}
    for mention in mentions:
        known = by_first.get(mention.first)
        if known is None or mention.last > known.last:
            by_first[mention.first] = mention
    for mention in mentions:
        comma = mention.last
        if comma + 1 >= len(words) or words.words[comma] != ",":
            continue
        after = by_first.get(comma + 1) or _after_article(words, by_first, comma + 1)
        if after is None or not _apposed(words, mention, after):
            continue
        if _is_source_before_subject(words, mention, after):
            continue
        name, description = (mention, after) if mention.form != "description" else (after, mention)
        if name.entity is not None and description.entity is None:
            if name.kind != "person" and description.noun_class in ("person", "people"):
                name.kind = name.entity.kind = "person"
                name.entity.key = f"person:{name.entity.name.lower()}"
            description.entity = name.entity
            name.entity.nouns.add(description.noun)
            name.inner = (name.start, name.end)
            name.first, name.last = min(mention.first, after.first), after.last
            name.start, name.end = mention.start, max(mention.end, after.end)
            name.described = True
            name.title = name.title or description.title
            name.owners = name.owners + [
                o for o in description.owners if o.entity is not name.entity
            ]
            if description.speaks_for is not None:
                name.speaks_for = description.speaks_for


def _after_article(words: Words, by_first: dict[int, Mention], index: int) -> Mention | None:
    """Return the name in ", the NPU"."""
    found = by_first.get(index + 1) if words.lower[index] == "the" else None
    return found if found is not None and found.form in ("name", "acronym") else None


def _is_source_before_subject(words: Words, left: Mention, right: Mention) -> bool:
    """Tell whether "according to an official, Jan Moe" names a source and then someone else."""
    before = words.lower[max(left.first - 2, 0) : left.first]
    if before != ["according", "to"]:
        return False
    return left.definiteness == "indefinite" or words.dep[right.head] in ("nsubj", "nsubjpass")


def _apposed(words: Words, left: Mention, right: Mention) -> bool:
    if words.tag[right.first] == "WP$":
        return False  # "Olena Koval, whose husband was captured"
    forms = {left.form == "description", right.form == "description"}
    if forms != {True, False}:
        return False
    name, description = (left, right) if right.form == "description" else (right, left)
    closing = words.words[right.last] if right.last < len(words) else "."
    tag = words.tag[right.last] if right.last < len(words) else "."
    if closing not in (",", ".", ";", "—", "-", "–", ")") and tag not in _AFTER_APPOSITION:
        return False
    if description.noun_class in ("person", "people") and not description.plural:
        return name.kind == "person" or (
            name.kind in (None, "organisation")
            and name.key is None
            and name.noun in ("", "unknown")
            and 2 <= name.last - name.first <= 3
        )
    if name.kind == "person":
        return False
    return (
        name.kind in ("organisation", "group")
        and description.noun_class == "body"
        and description.definiteness in ("definite", "indefinite", "possessed")
        and words.dep[right.head] == "appos"
    )
