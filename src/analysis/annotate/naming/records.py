"""From entities to the contract's actors: which to keep, their names, aliases and ids."""

from __future__ import annotations

import re

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.usage import is_acting, is_place, says_or_acts
from analysis.annotate.naming.words import Words
from analysis.model import Actor, Article

_MERE_REGIONS = frozenset({"bloc:WEST"})  # "a Western official" is of no body
_ANY = frozenset({"any", "no", "every", "each", "some", "more"})
_BETWEEN = frozenset({"mediator", "facilitator", "arbitrator", "go-between", "conciliator"})
_ARTICLE = re.compile(r"^(?:the|The|a|an|A|An)\s+")


def keep_actors(words: Words, entities: list[Entity], sources: dict[str, Entity]) -> list[Entity]:
    """Return the entities that act, are addressed, own or speak; places only are left out.

    A capital counts as its state only where it acts. What others belong to or speak for is kept
    with them. The entities come in the order of their first mention, and get their ids.
    """
    _drop_parts_of_descriptions(entities)
    speaking = {id(entity) for entity in sources.values()}
    named_as_members = {id(entity) for entity in _named_as_members(entities)}
    for entity in entities:
        _drop_places(words, entity)
        entity.mentions = _distinct(entity.mentions)
    present = [entity for entity in entities if entity.mentions]
    kept = {
        id(entity)
        for entity in present
        if id(entity) in speaking or id(entity) in named_as_members or _acts(words, entity)
    }
    _keep_principals(present, kept)
    found = [entity for entity in present if id(entity) in kept]
    found.sort(key=lambda entity: (entity.mentions[0].start, -entity.mentions[0].end))
    for number, entity in enumerate(found, 1):
        entity.id = f"a{number}"
    return found


def _keep_principals(present: list[Entity], kept: set[int]) -> None:
    """Add to `kept` whom the kept actors belong to or speak for, however far up."""
    waiting = [entity for entity in present if id(entity) in kept]
    while waiting:
        entity = waiting.pop()
        above = [entity.speaks_for] if entity.speaks_for is not None else entity.affiliations
        for other in above:
            if other is not None and id(other) not in kept and other.key not in _MERE_REGIONS:
                kept.add(id(other))
                waiting.append(other)


def drop_groups(
    kept: list[Entity], groups: list[Entity], sources: dict[str, Entity]
) -> list[Entity]:
    """Return `kept` without the groups that neither speak nor make a side; number anew."""
    speaking = {id(entity) for entity in sources.values()}
    dropped = {id(entity) for entity in groups if id(entity) not in speaking}
    if not dropped:
        return kept
    left = [entity for entity in kept if id(entity) not in dropped]
    for number, entity in enumerate(left, 1):
        entity.id = f"a{number}"
    return left


def _drop_parts_of_descriptions(entities: list[Entity]) -> None:
    """Drop bodies that only help to describe a bloc ("members of the *Security Council*")."""
    blocs = [m for entity in entities for m in entity.mentions if m.form == "paraphrase"]
    if not blocs:
        return
    for entity in entities:
        if entity.kind == "organisation":
            entity.mentions = [
                mention
                for mention in entity.mentions
                if not any(b.start <= mention.start and mention.end <= b.end for b in blocs)
            ]


def _named_as_members(entities: list[Entity]) -> list[Entity]:
    """Return the states that a description of a bloc names ("the five ... plus Germany")."""
    blocs = [m for entity in entities for m in entity.mentions if m.form == "paraphrase"]
    return [
        entity
        for entity in entities
        if entity.kind == "state"
        and any(
            bloc.start <= mention.start and mention.end <= bloc.end
            for mention in entity.mentions
            for bloc in blocs
        )
    ]


def _drop_places(words: Words, entity: Entity) -> None:
    if entity.kind == "person" and not any(" " in name for name in entity.names):
        entity.mentions = [
            mention
            for mention in entity.mentions
            if mention.described or mention.title or not is_place(words, mention)
        ]
    if entity.kind not in ("state", "organisation"):
        return
    entity.mentions = [
        mention
        for mention in entity.mentions
        if not (mention.form == "capital" and not _stands_for_state(words, mention))
        and not (mention.form in ("name", "capital") and is_place(words, mention))
    ]


def _stands_for_state(words: Words, mention: Mention) -> bool:
    """Tell whether a capital acts, also before a verb or a quotation that the parse left apart."""
    following = words.tag[mention.last] if mention.last < len(words) else "."
    return is_acting(words, mention) or (
        following in ("VBZ", "VBD", "MD", "POS", "``") and not is_place(words, mention)
    )


def _acts(words: Words, entity: Entity) -> bool:
    if entity.kind == "person" or (entity.kind == "role" and entity.named):
        return True
    if not entity.named:
        return any(_takes_part(words, entity, mention) for mention in entity.mentions)
    if entity.key.startswith("unnamed:"):  # "the board": a body without a name
        return len(entity.mentions) > 1 or _does_something(words, entity)
    if entity.kind == "organisation" and entity.confidence >= 0.9:
        return entity.key.startswith("org:") and bool(entity.mentions)
    if entity.key in _MERE_REGIONS:
        return any(m.form == "name" and is_acting(words, m) for m in entity.mentions)
    return any(
        is_acting(words, mention) or mention.form in ("paraphrase", "seat")
        for mention in entity.mentions
    )


def _does_something(words: Words, entity: Entity) -> bool:
    return any(says_or_acts(words, mention) for mention in entity.mentions)


def _takes_part(words: Words, entity: Entity, mention: Mention) -> bool:
    """Tell whether people without a name do something that only a part in the matter explains.

    "900 people", "14 captive soldiers" and "any more prisoners" are what is talked about.
    """
    if words.dep[mention.head] == "nsubjpass" or words.lower[mention.first] in _ANY:
        return False
    if mention.noun in _BETWEEN:
        return True
    if entity.plural and words.tag[mention.first] == "CD" and mention.form == "description":
        return says_or_acts(words, mention) and mention.noun != "people"
    if entity.kind == "group" and mention.noun_class == "state":
        return is_acting(words, mention)  # "Gulf states"
    after = words.lower[mention.head + 1 : mention.head + 2]
    return says_or_acts(words, mention) or after in (["'s"], ["’s"], ["'"], ["’"])


def _distinct(mentions: list[Mention]) -> list[Mention]:
    seen: dict[tuple[int, int], Mention] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        seen.setdefault((mention.start, mention.end), mention)
    return list(seen.values())


def sort_mentions(entities: list[Entity]) -> None:
    """Put each entity's mentions in text order, each place once."""
    for entity in entities:
        entity.mentions = _distinct(entity.mentions)


def to_actors(article: Article, entities: list[Entity]) -> list[Actor]:
    """Return the contract's records of entities that have their ids."""
    kept = {id(entity) for entity in entities}

    def identifier(entity: Entity | None) -> str | None:
        return entity.id if entity is not None and id(entity) in kept else None

    return [
        Actor(
            id=entity.id,
            name=_display_name(article, entity),
            kind=entity.kind,
            side=identifier(entity.side),
            role=entity.role,
            office=entity.office,
            member_of=next(filter(None, map(identifier, entity.affiliations)), None),
            named=entity.named,
            aliases=_aliases(article, entity),
            mentions=tuple(article.span(m.start, m.end) for m in entity.mentions),
            key=entity.key,
            speaks_for=identifier(entity.speaks_for),
            confidence=round(entity.confidence, 2),
        )
        for entity in entities
    ]


def _display_name(article: Article, entity: Entity) -> str:
    name = re.sub(r"\s+", " ", entity.name).strip() or "?"
    return name if entity.named else (_ARTICLE.sub("", name) or name)


def _aliases(article: Article, entity: Entity) -> tuple[str, ...]:
    """Return the ways in which the article names the actor, but for its name and pronouns."""
    seen: dict[str, str] = {}
    name = _plain(entity.name)
    for mention in entity.mentions:
        if mention.form == "pronoun":
            continue
        for text in _surfaces(article, mention):
            plain = _plain(text)
            if plain and plain != name:
                seen.setdefault(plain, text)
    return tuple(seen.values())


def _surfaces(article: Article, mention: Mention) -> list[str]:
    whole = re.sub(r"\s+", " ", article.text[mention.start : mention.end])
    if not mention.described and not mention.title:
        return [whole]
    found = [mention.name]
    if mention.inner is not None:
        found.append(re.sub(r"\s+", " ", article.text[mention.inner[0] : mention.inner[1]]))
    return [*found, whole]


def _plain(text: str) -> str:
    return _ARTICLE.sub("", re.sub(r"\s+", " ", text)).lower().replace("’", "'")


def index_mentions(entities: list[Entity]) -> dict[int, str]:
    """Return token -> id of the actor of the shortest mention that covers it."""
    found: dict[int, tuple[int, str]] = {}
    for entity in entities:
        for mention in entity.mentions:
            for index in range(mention.first, mention.last):
                known = found.get(index)
                if known is None or mention.length < known[0]:
                    found[index] = (mention.length, entity.id)
    return {index: found[index][1] for index in sorted(found)}
