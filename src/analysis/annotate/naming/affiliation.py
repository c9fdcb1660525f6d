"""To whom a person belongs, where the words around the name do not say it outright."""

from __future__ import annotations

from analysis.annotate.naming.grounds import Grounds, principal_of
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.sorts import can_stand_for, sort_of
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


_LEADING = frozenset({"lead", "head", "chair", "run", "represent", "found", "command"})
_OF_STATES = frozenset({"ministry", "army", "navy", "parliament", "government", "police",
                        "treasury", "embassy", "cabinet", "military", "department"})  # fmt: skip
_OFFICERS = frozenset({"chief executive", "ceo", "chairman", "chairwoman", "managing director",
                       "chief executive officer", "finance chief", "chief financial officer",
                       "chair"})  # fmt: skip
_BODIES = frozenset({"organisation", "group", "state", "media"})


def affiliate_by_clause(words: Words, entities: list[Entity]) -> None:
    """Read "Ana Ruiz, who leads the Liberals", "the Liberals, led by Ana Ruiz", "Ruiz's party".

    Also "Ana Ruiz of the Liberals", "the Liberals' Ana Ruiz" and "who speaks for the Liberals".
    """
    grounds = Grounds(words, entities)
    for index, lemma in enumerate(words.lemma):
        if lemma in _LEADING and words.tag[index][:2] == "VB" and not words.heading[index]:
            _read_leading(grounds, index)
        elif lemma == "speak" and words.lower[index + 1 : index + 2] == ["for"]:
            _join(_doer(grounds, index), grounds.next_mention(index + 2), speaks=True)
    for entity in entities:
        if entity.kind != "person":
            continue
        for mention in entity.mentions:
            _read_neighbours(grounds, mention)


def _read_leading(grounds: Grounds, verb: int) -> None:
    words = grounds.words
    if words.lower[verb + 1 : verb + 2] == ["by"]:
        before = verb - 2 if words.words[verb - 1] == "," else verb - 1
        led, leader = grounds.at.get(before), grounds.next_mention(verb + 2)
        if led is not None and words.tag[verb] == "VBN":
            _join(leader, led)
        return
    _join(_doer(grounds, verb), grounds.next_mention(verb + 1))


def _doer(grounds: Grounds, verb: int) -> Mention | None:
    """Return whom "who" or the subject before the verb is."""
    words = grounds.words
    for place in range(verb - 1, max(verb - 9, 0), -1):
        if words.lower[place] == "who":
            before = place - 2 if words.words[place - 1] == "," else place - 1
            return grounds.at.get(before)
        if words.words[place] in (".", ";"):
            break
    return grounds.subject_near(verb, verb)


def _read_neighbours(grounds: Grounds, mention: Mention) -> None:
    words = grounds.words
    if mention.form != "name" or " " not in mention.name:
        return
    if words.lower[mention.last : mention.last + 1] in (["of"], ["from"]):
        _join(mention, grounds.next_mention(mention.last + 1))
    if words.tag[mention.first - 1 : mention.first] == ["POS"] and mention.first > 1:
        _join(mention, grounds.at.get(mention.first - 2))
    if words.tag[mention.last : mention.last + 1] == ["POS"]:
        owned = grounds.next_mention(mention.last + 1)
        if owned is not None and owned.first == mention.last + 1 and owned.form == "name":
            _join(mention, owned)


def _join(person: Mention | None, body: Mention | None, *, speaks: bool = False) -> None:
    if person is None or body is None or person.entity is None or body.entity is None:
        return
    one, other = person.entity, principal_of(body.entity) or body.entity
    if one is other or one.kind not in ("person", "role") or other.kind not in _BODIES:
        return
    if speaks:
        one.speaks_for = one.speaks_for or other
    elif not one.affiliations:
        one.affiliations.append(other)


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
        told = tokens[:size]
        body = bodies.get(" ".join(told)) or _party_called(told, bodies) or _ending(told, bodies)
        if body is not None:
            entity.affiliations.append(body)
            entity.office = " ".join(tokens[size:])


def _party_called(tokens: list[str], bodies: dict[str, Entity]) -> Entity | None:
    """Return the party of "Liberal leader": the Liberals, or the Liberal Party."""
    if len(tokens) != 1:
        return None
    stem = tokens[0].removesuffix("s")
    found = {
        id(body): body
        for name, body in bodies.items()
        if name.split()[0].removesuffix("s") == stem and sort_of(body) == "party"
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _ending(tokens: list[str], bodies: dict[str, Entity]) -> Entity | None:
    """Return the one body of "Guild president": the Flight Crew Guild, or what is called so."""
    if len(tokens) != 1:
        return None
    noun = tokens[0].lower()
    found = {
        id(body): body
        for name, body in bodies.items()
        if name.split()[-1:] == tokens
        or (body.named and (noun in body.nouns or can_stand_for(noun, body)))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def affiliate_officers(entities: list[Entity], parties: list[Entity]) -> None:
    """Give "Chief Executive Tom Barrow" to the one company among the parties."""
    companies = [
        party
        for party in parties
        if party.kind == "organisation" and sort_of(party) in ("company", "unknown")
    ]
    if len(companies) != 1 or len(parties) != 2:
        return
    for entity in entities:
        title = (entity.office or "").lower()
        if entity.kind == "person" and not entity.affiliations and title in _OFFICERS:
            entity.affiliations.append(companies[0])


def affiliate_organs(entities: list[Entity]) -> None:
    """Give each body the state or body it is an organ of, where the text has it.

    The tables say so, or its name does: "the Russian Defence Ministry".
    """
    for entity in entities:
        owners = [owner.entity for mention in entity.mentions for owner in mention.owners[:1]]
        state = owners[0] if owners else None
        if (
            state is not None
            and state.kind == "state"
            and entity.kind == "organisation"
            and not entity.affiliations
            and _OF_STATES.intersection(entity.name.lower().split())
        ):
            entity.affiliations.append(state)
    by_key = {entity.key: entity for entity in entities}
    for entity in entities:
        known = entries().get(entity.key)
        parent = by_key.get(known.parent or "") if known is not None else None
        if parent is not None and parent is not entity and parent not in entity.affiliations:
            entity.affiliations.append(parent)


def affiliate_by_office(entities: list[Entity], published: str | None) -> None:
    """Give a named person the state or body whose office the tables say was held that day.

    Only states and bodies that the article itself names are used; without a date, only for those
    whom the text gives the office's title.
    """
    by_key = {entity.key: entity for entity in entities}
    for entity in entities:
        if entity.kind != "person" or entity.affiliations:
            continue
        title = (entity.office or "").lower()
        for holder in offices_held(entity.name, published):
            body = by_key.get(holder.of)
            if published is None and title not in (holder.office, *holder.other_titles):
                continue  # without a date, only who is given the title of an office once held
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
