"""Whose words an attribution reports: its source's actor, or a new one where none is known."""

from __future__ import annotations

from spacy.tokens import Doc

from analysis.annotate.naming.grounds import principal_of
from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.words import Words
from analysis.model import Attribution

_FIRST_PERSON = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
)
_PERSONAL = {"he": "m", "she": "f"}
_SINGULAR = frozenset({"i", "me", "my", "mine", "myself"})
_NO_ACTOR = frozenset({"who", "which", "that", "it", "this", "these", "those", "what", "there"})


def attribute(doc: Doc, words: Words, entities: list[Entity]) -> dict[str, Entity]:
    """Return the id of each attribution -> its source's entity, where there is one."""
    attributions: list[Attribution] = list(doc._.attributions or ())
    antecedents: dict[str, str] = getattr(doc._, "attribution_antecedents", None) or {}
    covering = _inmost_heads(entities)
    found: dict[str, Entity] = {}
    for item in attributions:
        entity = _source_entity(item, words, covering, entities)
        if entity is None and item.source is None:
            before = antecedents.get(item.id)
            entity = found.get(before) if before is not None else None
        if entity is None and item.source is not None:
            entity = _last_speaker(item, words, list(found.items()), attributions)
        if entity is not None:
            found[item.id] = entity
            _add_first_person(words, item, entity, covering)
    return found


def _add_first_person(
    words: Words, item: Attribution, speaker: Entity, covering: dict[int, list[Mention]]
) -> None:
    """Give "I" in a quotation to its speaker, and "we" to whom the speaker speaks for."""
    if speaker.kind == "media" or (speaker.plural and not speaker.affiliations):
        return
    for span in item.content:
        first, last = words.tokens_between(span.start, span.end)
        for index in range(first, last):
            word = words.lower[index]
            if word not in _FIRST_PERSON or not words.quoted[index] or index in covering:
                continue
            entity = speaker if word in _SINGULAR else principal_of(speaker)
            if entity is None or (word in _SINGULAR and speaker.kind not in ("person", "role")):
                continue
            mention = Mention(
                index, index + 1, index, words.start[index], words.end[index], "pronoun",
                words.words[index],
            )  # fmt: skip
            entity.add(mention)
            covering.setdefault(index, []).append(mention)


def _last_speaker(
    item: Attribution,
    words: Words,
    spoken: list[tuple[str, Entity]],
    attributions: list[Attribution],
) -> Entity | None:
    """Return who spoke last, where "he said" goes on with the same person's words."""
    assert item.source is not None
    wanted = _PERSONAL.get(item.source.text.lower())
    if wanted is None or not spoken:
        return None
    before, entity = spoken[-1]
    place, _ = words.tokens_between(item.source.start, item.source.end)
    earlier = next(other for other in attributions if other.id == before)
    anchor = earlier.source or earlier.content[0]
    previous, _ = words.tokens_between(anchor.start, anchor.end)
    fits = entity.kind in ("person", "role") and not entity.plural
    agrees = entity.gender in (None, wanted)
    near = 0 <= words.sentence[place] - words.sentence[previous] <= 3
    if not (fits and agrees and near) or place >= len(words):
        return None
    entity.gender = entity.gender or wanted
    entity.add(
        Mention(
            place,
            place + 1,
            place,
            words.start[place],
            words.end[place],
            "pronoun",
            words.words[place],
        )
    )
    return entity


def _inmost_heads(entities: list[Entity]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for entity in entities:
        for mention in entity.mentions:
            for index in range(mention.first, mention.last):
                found.setdefault(index, []).append(mention)
    return found


def _source_entity(
    item: Attribution, words: Words, covering: dict[int, list[Mention]], entities: list[Entity]
) -> Entity | None:
    if item.source is None:
        return None
    first, last = words.tokens_between(item.source.start, item.source.end)
    if first >= last:
        return None
    head = _head(words, first, last)
    mentions = [mention for mention in covering.get(head, ()) if mention.entity is not None]
    if mentions:
        exact = [mention for mention in mentions if mention.head == head]
        best = min(exact or mentions, key=lambda mention: (mention.length, mention.start))
        return best.entity
    for index in range(first, last):
        starting = [m for m in covering.get(index, ()) if m.first >= first and m.last <= last]
        if starting and words.dep[index] in ("nsubj", "compound", "appos"):
            return max(starting, key=lambda mention: mention.length).entity
    return _new_source(item, words, first, last, head, entities, covering)


def _head(words: Words, first: int, last: int) -> int:
    """Return the token of the source whose governor lies outside it."""
    for index in range(first, last):
        governor = words.head[index]
        outside = governor == index or not first <= governor < last
        if outside and words.tag[index][:2] in ("NN", "PR", "CD", "JJ", "DT"):
            return index
    return last - 1


def _new_source(
    item: Attribution,
    words: Words,
    first: int,
    last: int,
    head: int,
    entities: list[Entity],
    covering: dict[int, list[Mention]],
) -> Entity | None:
    """Make an unnamed actor of a source that no rule has recognised as one."""
    assert item.source is not None
    if words.lower[head] in _NO_ACTOR or words.tag[head][:2] not in ("NN", "JJ", "CD"):
        return None
    if words.heading[first]:
        return None
    while first < last - 1 and not any(c.isalnum() for c in words.words[first]):
        first += 1
    start, end = words.start[first], max(item.source.end, words.end[first])
    mention = Mention(
        first, last, head, start, end, "description", words.text[start:end], kind="role",
        noun=words.lemma[head], plural=words.tag[head] in ("NNS", "NNPS", "JJ"),
    )  # fmt: skip
    number = sum(1 for entity in entities if entity.key.startswith("unnamed:")) + 1
    article = words.doc._.article
    entity = Entity(
        "role", f"unnamed:{article.id}:{number}", mention.name, named=False,
        plural=mention.plural, confidence=0.6,
    )  # fmt: skip
    entity.add(mention)
    entities.append(entity)
    for index in range(first, last):
        covering.setdefault(index, []).append(mention)
    return entity
