"""To whom a person belongs, where the words around the name do not say it outright."""

from __future__ import annotations

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.words import Words
from analysis.reference import offices_held


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
