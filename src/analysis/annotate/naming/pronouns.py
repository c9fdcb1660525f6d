"""Pronouns, where the grammar of their sentence leaves one actor to refer to."""

from __future__ import annotations

from bisect import bisect_left

from analysis.annotate.naming.mentions import Entity, Mention
from analysis.annotate.naming.usage import subject_of
from analysis.annotate.naming.words import Words

_PRONOUNS: dict[str, str] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "themselves": "they",
}  # fmt: skip
_SPEECH = frozenset(
    {"say", "tell", "add", "warn", "note", "argue", "insist", "declare", "announce", "explain",
     "state", "claim", "write", "ask", "admit", "stress", "call", "confirm", "deny", "describe"}
)  # fmt: skip
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "conj", "pcomp", "acl", "parataxis"})
_EMPTY_IT = frozenset({"clear", "likely", "unlikely", "possible", "important", "time", "unclear",
                       "hard", "difficult", "necessary", "essential", "impossible"})  # fmt: skip


def resolve_pronouns(words: Words, entities: list[Entity]) -> None:
    """Add to each entity the pronouns that clearly refer to it."""
    mentions = sorted(
        (mention for entity in entities for mention in entity.mentions),
        key=lambda mention: (mention.start, -mention.end),
    )
    subjects = _subjects(words, mentions)
    starts = [mention.first for mention in mentions]
    for index, word in enumerate(words.lower):
        wanted = _PRONOUNS.get(word)
        if wanted is None or words.heading[index]:
            continue
        entity = _antecedent(words, index, wanted, mentions, starts, subjects)
        if entity is None:
            continue
        mention = Mention(
            index, index + 1, index, words.start[index], words.end[index], "pronoun",
            words.words[index],
        )  # fmt: skip
        entity.add(mention)
        if wanted in ("m", "f"):
            entity.gender = entity.gender or wanted
        if words.dep[index] in ("nsubj", "nsubjpass"):
            subjects[words.head[index]] = mention


def _subjects(words: Words, mentions: list[Mention]) -> dict[int, Mention]:
    """Return verb -> its subject mention; of several joined by "and", none."""
    found: dict[int, Mention] = {}
    joined: set[int] = set()
    for mention in mentions:
        verb = subject_of(words, mention)
        if verb is None:
            continue
        if words.dep[mention.head] in ("nsubj", "nsubjpass"):
            found[verb] = mention
        elif words.dep[mention.head] == "conj":
            joined.add(verb)
        else:
            found.setdefault(verb, mention)
    return {verb: mention for verb, mention in found.items() if verb not in joined}


def _agrees(entity: Entity, wanted: str) -> bool:
    if wanted in ("m", "f"):
        return (
            entity.kind in ("person", "role")
            and not entity.plural
            and (entity.gender is None or entity.gender == wanted)
        )
    if wanted == "it":
        return entity.kind in ("state", "organisation", "media") or (
            entity.kind == "group" and entity.named
        )
    return entity.plural or entity.kind in ("group", "organisation", "media")


def _antecedent(
    words: Words,
    index: int,
    wanted: str,
    mentions: list[Mention],
    starts: list[int],
    subjects: dict[int, Mention],
) -> Entity | None:
    if wanted == "it" and (_is_empty(words, index) or words.dep[index] in ("dobj", "pobj", "attr")):
        return None
    governing = _governing_subject(words, index, subjects)
    for mention in governing:
        if mention.first < index and mention.entity is not None:
            if _agrees(mention.entity, wanted):
                return mention.entity
            if wanted != "they":
                continue
    if words.quoted[index]:
        return None
    return _previous_subject(words, index, wanted, mentions, starts, subjects)


def _is_empty(words: Words, index: int) -> bool:
    """Tell whether "it" refers to nothing ("it is clear that")."""
    if words.dep[index] == "expl":
        return True
    if words.lower[index] != "it" or words.dep[index] not in ("nsubj", "nsubjpass"):
        return False
    verb = words.head[index]
    following = words.lower[index + 1 : index + 5]
    return words.lemma[verb] in ("be", "seem", "appear", "take", "remain") or bool(
        _EMPTY_IT.intersection(following)
    )


def _governing_subject(words: Words, index: int, subjects: dict[int, Mention]) -> list[Mention]:
    """Return the subjects of the clauses around the pronoun, inmost first."""
    found, place = [], index
    is_subject = words.dep[index] in ("nsubj", "nsubjpass")
    is_possessive = words.tag[index] == "PRP$"
    own = True
    for _ in range(12):
        parent = words.head[place]
        if parent == place:
            break
        subject = subjects.get(parent)
        if subject is not None and not (subject.first <= place < subject.last):
            usable = is_possessive or not own
            if usable and not (own and is_subject) and subject not in found:
                found.append(subject)
        if words.dep[place] in _CLAUSES or words.tag[parent][:2] in ("VB", "MD"):
            own = own and words.dep[parent] not in _CLAUSES and False
        place = parent
    return found


def _previous_subject(
    words: Words,
    index: int,
    wanted: str,
    mentions: list[Mention],
    starts: list[int],
    subjects: dict[int, Mention],
) -> Entity | None:
    """Return the subject of the sentence before, or the only person that has been named."""
    here = words.sentence[index]
    before = mentions[: bisect_left(starts, index)]
    roots = [
        mention
        for verb, mention in sorted(subjects.items())
        if words.sentence[verb] == here - 1 and mention.entity is not None
    ]
    if wanted in ("m", "f"):
        fitting = [m.entity for m in roots if m.entity and _agrees(m.entity, wanted)]
        near = [
            m.entity
            for m in before
            if here - words.sentence[m.head] <= 2 and m.entity and _agrees(m.entity, wanted)
        ]
        people = list(dict.fromkeys(near))
        named = [entity for entity in people if entity.kind == "person"]
        speakers = [
            m.entity
            for m in roots
            if m.entity
            and _agrees(m.entity, wanted)
            and words.lemma[words.head[m.head]] in _SPEECH
            and words.dep[words.head[m.head]] == "ROOT"
        ]
        for choice in (speakers, fitting, people, named):
            candidates = list(dict.fromkeys(choice))
            if len(candidates) == 1:
                return candidates[0]
        return None
    if words.dep[index] not in ("nsubj", "nsubjpass", "poss"):
        return None
    main = [m for m in roots if words.dep[_root_of(words, m)] == "ROOT"]
    fitting = [m.entity for m in main if m.entity and _agrees(m.entity, wanted)]
    if wanted == "they":
        fitting = [entity for entity in fitting if entity.plural]
    return fitting[0] if len(fitting) == 1 else None


def _root_of(words: Words, mention: Mention) -> int:
    return words.head[mention.head]
