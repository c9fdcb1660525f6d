"""To whom a person belongs, where the words around the name do not say it outright."""

from __future__ import annotations

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.words import Words
from analysis.reference import entries, offices_held


def affiliate_by_pronoun(words: Words, mentions: list[Mention], entities: list[Entity]) -> None:
    """Read "its chief executive, Ingrid Moe": she belongs to what "its" refers to."""
    pronouns = {
        mention.first: entity
        for entity in entities
        for mention in entity.mentions
        if mention.form == "pronoun"
    }
    for mention in mentions:
        owner = pronouns.get(mention.first)
        entity = mention.entity
        if owner is None or entity is None or entity is owner or entity.affiliations:
            continue
        if entity.kind in ("person", "role") and words.tag[mention.first] == "PRP$":
            entity.affiliations.append(owner)
            if mention.noun in ("spokesman", "spokeswoman", "spokesperson"):
                entity.speaks_for = entity.speaks_for or owner


def affiliate_by_title(entities: list[Entity]) -> None:
    """Read "NTV chairman Jon Dahl" where the name in the title was no mention of its own."""
    bodies = {
        name: entity
        for entity in entities
        if entity.kind in ("organisation", "group", "state", "media")
        for name in (entity.name, *entity.names)
    }
    for entity in entities:
        if entity.kind != "person" or entity.affiliations or not entity.office:
            continue
        tokens = entity.office.split()
        size = next((i for i, token in enumerate(tokens) if token[:1].islower()), 0)
        body = bodies.get(" ".join(tokens[:size]))
        if body is not None:
            entity.affiliations.append(body)
            entity.office = " ".join(tokens[size:])


def affiliate_organs(entities: list[Entity]) -> None:
    """Give each body of the tables the state or body it is an organ of, where the text has it."""
    by_key = {entity.key: entity for entity in entities}
    for entity in entities:
        known = entries().get(entity.key)
        parent = by_key.get(known.parent or "") if known is not None else None
        if parent is not None and parent is not entity and parent not in entity.affiliations:
            entity.affiliations.append(parent)


def affiliate_by_office(entities: list[Entity], published: str | None) -> None:
    """Give a named person the state or body whose office the tables say was held that day.

    Only states and bodies that the article itself names are used; without a date, nothing is.
    """
    if published is None:
        return
    by_key = {entity.key: entity for entity in entities}
    for entity in entities:
        if entity.kind != "person" or entity.affiliations:
            continue
        for holder in offices_held(entity.name, published):
            body = by_key.get(holder.of)
            if body is not None:
                entity.affiliations.append(body)
                entity.office = entity.office or holder.office
                break


def affiliate_ministers(
    entities: list[Entity], parties: list[Entity], mediators: list[Entity]
) -> None:
    """Give "Foreign Minister Ana Ruiz" to the one party that is a state or a government.

    News names the state of a minister unless it is plain from what went before. Where two parties
    have ministers, or none, or the minister mediates, nothing is said.
    """
    governing = [e for e in parties if e.kind == "state" or "government" in e.nouns]
    if len(governing) != 1:
        return
    for entity in entities:
        title = (entity.office or "").lower().split()
        if entity.kind != "person" or entity.affiliations or entity in mediators:
            continue
        if "minister" in title and title[0] not in ("former", "then", "ex", "deputy"):
            entity.affiliations.append(governing[0])
