"""Names in running text: runs of capitalised words, read with the help of tables and entities.

Case is the steadiest sign of a name in news. A run of capitalised words is cut where a table knows
a part of it ("U.S. | Secretary of State | John Kerry"), titles are split from the names they
precede, and what remains is classed by the words of organisations' names, by given names, and by
the model's entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.annotate.naming.gazetteer import (
    Match,
    entry_of,
    find_known_names,
    find_paraphrases,
)
from analysis.annotate.naming.mentions import Mention
from analysis.annotate.naming.runs import ABBREVIATED_RANKS, NAME_TAGS, Run, find_runs
from analysis.annotate.naming.unlisted_states import find_unlisted_states
from analysis.annotate.naming.word_sets import word_set
from analysis.annotate.naming.words import Words
from analysis.model import ActorKind
from analysis.reference import first_names, organisation_words, role_nouns

_COURTESY = word_set(
    """
    Mr. Mr Mrs. Mrs Ms. Ms Miss Dr. Dr Sir Lord Lady Dame Baroness
    """
)
_RANKS = word_set(
    """
    Gen. Gen Lt. Col. Col Maj. Capt. Sgt. Adm. Sen. Rep. Gov. Prof. Rev. Hon. Sheikh Sheik
    Ayatollah Pope King Queen Prince Princess Emir Sultan Imam Cardinal Archbishop
    """
)
_GROUP_WORDS = frozenset(["Rebels", "Guerrillas", "Separatists", "Islamists", "Maoists", "Contras"])
_COMPASS = frozenset({"North", "South", "East", "West"})
_TREATIES = [
    [word]
    for word in ("Agreement", "Agreements", "Accord", "Accords", "Protocol", "Convention", "Treaty",
                 "Conventions", "Declaration", "Process", "Summit", "Conference", "Format")
]  # fmt: skip
_MEMBER = re.compile(r"[RDI]-[A-Z][A-Za-z.]*$")
_NEVER_NAMES = word_set(
    """
    North South East West Middle Asia Africa Europe America Atlantic Pacific Mediterranean Gulf
    Internet Twitter Facebook Islam Christianity God Earth Parliament Hill
    """
)


def find_names(doc: Doc, words: Words) -> list[Mention]:
    """Return the names of the article in text order; none overlaps another."""
    labels = _entity_labels(doc)
    known = [match for match in find_known_names(words) if not _inside_person(match, labels, words)]
    known = [m for m in known if not _is_party_of_that_name(m, words)]
    known = [m for m in known if not _is_compass(m, words) and not _names_a_treaty(m, words)]
    known = _without_presumed(words, known)
    known += find_unlisted_states(words, known, labels)
    known.sort(key=lambda match: match.first)
    mentions = list(_paraphrase_mentions(words))
    covered = [False] * len(words)
    for run in find_runs(words, known, labels):
        for mention in _read_opening_run(run, words, labels):
            mentions.append(mention)
            covered[mention.first : mention.last] = [True] * (mention.last - mention.first)
    for match in known:
        if not any(covered[match.first : match.last]):
            mentions.append(_known_mention(match, words))
    mentions.sort(key=lambda mention: (mention.start, -mention.end))
    return mentions


def _entity_labels(doc: Doc) -> list[tuple[str, int]]:
    """Return label and number of the entity at each token ("", -1 where there is none)."""
    labels = [("", -1)] * len(doc)
    for number, entity in enumerate(doc.ents):
        for index in range(entity.start, entity.end):
            labels[index] = (entity.label_, number)
    return labels


def _inside_person(match: Match, labels: list[tuple[str, int]], words: Words) -> bool:
    """Tell whether a known name is part of a person's: "Michael Jordan", "Chad Smith"."""
    inside = range(match.first, match.last)
    if any(labels[index][0] != "PERSON" for index in inside):
        return False
    neighbours = [i for i in (match.first - 1, match.last) if 0 <= i < len(words)]
    same = [i for i in neighbours if labels[i] == labels[match.first]]
    return any(words.words[i] in first_names() for i in (*same, *inside)) and bool(same)


def _is_compass(match: Match, words: Words) -> bool:
    """Tell whether a point of the compass is only part of a name: "West African", "West Coast"."""
    if match.alias.text not in _COMPASS:
        return False
    if match.first == 0 or words.lower[match.first - 1] != "the":
        return True
    return match.last < len(words) and (
        words.words[match.last][:1].isupper() or words.words[match.last] == "-"
    )


def _is_party_of_that_name(match: Match, words: Words) -> bool:
    """Tell whether "Congress" is the party of that name ("the Congress party")."""
    return match.alias.text == "Congress" and words.lower[match.last : match.last + 1] == ["party"]


def _names_a_treaty(match: Match, words: Words) -> bool:
    """Tell whether a place only names a text or a forum: "the Paris Agreement"."""
    return match.alias.form in ("capital", "name", "seat") and (
        words.words[match.last : match.last + 1] in _TREATIES
    )


def _without_presumed(words: Words, known: list[Match]) -> list[Match]:
    """Drop "Senate" read as the U.S. Senate where nothing else in the text is of that state."""
    presumed = {
        index: entry_of(match.alias.key).parent
        for index, match in enumerate(known)
        if _is_common_to_states(match)
    }
    if not presumed:
        return known
    present = {
        key
        for index, match in enumerate(known)
        if index not in presumed
        for key in (match.alias.key, entry_of(match.alias.key).parent)
    }
    return [m for i, m in enumerate(known) if i not in presumed or presumed[i] in present]


def _is_common_to_states(match: Match) -> bool:
    """Tell whether the name lacks the state that its full form has ("Senate")."""
    entry = entry_of(match.alias.key)
    parent = entry.parent or ""
    return parent.startswith("state:") and entry.name.endswith(f" {match.alias.text}")


def _paraphrase_mentions(words: Words) -> Iterator[Mention]:
    for start, end, key in find_paraphrases(words):
        first, last = words.tokens_between(start, end)
        entry = entry_of(key)
        head = next((i for i in range(first, last) if words.tag[i] in ("NNS", "NNPS", "NN")), first)
        yield Mention(
            first, last, head, start, end, "paraphrase", words.text[start:end],
            kind=_kind(entry.kind), key=key, plural=True, definiteness="definite",
        )  # fmt: skip


def _kind(kind: str) -> ActorKind:
    kinds: dict[str, ActorKind] = {
        "state": "state", "organisation": "organisation", "group": "group", "media": "media",
    }  # fmt: skip
    return kinds[kind]


def _known_mention(match: Match, words: Words) -> Mention:
    alias = match.alias
    entry = entry_of(alias.key)
    start = words.start[match.first]
    inside = range(match.first, match.last)
    head = next((i for i in inside if words.head[i] not in inside), match.last - 1)
    if words.head[head] == head or words.tag[head] in ("DT", "IN", "POS"):
        head = match.last - 1
    return Mention(
        match.first, match.last, head, start, match.end, alias.form,
        words.text[start : match.end], kind=_kind(entry.kind), key=alias.key,
        plural=alias.form == "people",
    )  # fmt: skip


def _read_opening_run(run: Run, words: Words, labels: list[tuple[str, int]]) -> Iterator[Mention]:
    """Cut a run into names; of "Brewer Halden" at the start of a sentence, Halden is the name."""
    if not _opens_with_sort(run, words):
        yield from _read_run(run, words, labels)
        return
    noun = run.first
    run.first += 1
    kind: ActorKind = "media" if role_nouns()[words.lower[noun]] == "media" else "organisation"
    for mention in _read_run(run, words, labels):
        if mention.key is None and mention.first == noun + 1:
            mention.first, mention.start = noun, words.start[noun]
            mention.called, mention.described, mention.kind = words.lower[noun], True, kind
        yield mention


def _read_run(run: Run, words: Words, labels: list[tuple[str, int]]) -> Iterator[Mention]:
    """Cut a run into the names in it."""
    first, last = run.first, run.last
    if len(run.known) == 1 and run.known[0].first == first and run.known[0].last == last:
        yield _known_mention(run.known[0], words)
        return
    known = {match.first: match for match in run.known}
    if _is_organisation(words, run, labels):
        leading = known.get(first)
        whole_end = _organisation_end(words, first, last)
        name = _name(words, first, last, "organisation", whole_end)
        if (
            leading is not None
            and leading.alias.form in ("adjective", "name")
            and leading.last < last
        ):
            name.owners.append(_known_mention(leading, words))
            yield name.owners[0]
        yield name
        return
    place, leading_names = first, []
    while place < last:
        match = known.get(place)
        if match is not None:
            leading_names.append(_known_mention(match, words))
            yield leading_names[-1]
            place = match.last
            continue
        stop = place
        while stop < last and stop not in known:
            stop += 1
        for mention in _read_unknown(words, place, stop, labels):
            if mention.title and mention.first == place:
                mention.owners += leading_names[-1:]
                if leading_names and leading_names[-1].last == place:
                    mention.first, mention.start = leading_names[-1].first, leading_names[-1].start
            yield mention
        place, leading_names = stop, []


def _opens_with_sort(run: Run, words: Words) -> bool:
    """Tell whether a sentence begins with what the name is: "Brewer Halden raised its bid"."""
    first = run.first
    return (
        run.last - first > 1
        and not any(match.first == first for match in run.known)
        and role_nouns().get(words.lower[first]) in ("body", "media")
        and words.words[first] not in organisation_words()
        and (first == 0 or words.sentence[first - 1] != words.sentence[first])
    )


def _organisation_end(words: Words, first: int, last: int) -> int:
    """Return the head of an organisation's name: the last word before "of" or "for"."""
    for index in range(first + 1, last):
        if words.lower[index] in ("of", "for") and words.words[index - 1] in organisation_words():
            return index - 1
    return last - 1


def _is_organisation(words: Words, run: Run, labels: list[tuple[str, int]]) -> bool:
    """Tell whether the whole run names an organisation ("Bank of Japan", "Iran Air Union")."""
    head = _organisation_end(words, run.first, run.last)
    word = words.words[head]
    if run.last - run.first < 2 and len(words.words[run.first]) < 2:
        return False
    ends_known = any(match.last == run.last for match in run.known)
    described = organisation_words().get(word)
    if described is not None and not (ends_known and head == run.last - 1):
        non_known = run.last - run.first > 1
        if described[1] and non_known:
            return not _title_before_name(words, run.first, run.last)
    if ends_known and run.last - run.first > 1 and _ends_in_state(words, run, labels):
        return True
    numbers = {labels[index] for index in range(run.first, run.last)}
    one_entity = len(numbers) == 1 and next(iter(numbers))[0] == "ORG"
    return (
        one_entity
        and len(run.known) <= 1
        and run.last - run.first > 1
        and not (ends_known or _title_before_name(words, run.first, run.last))
    )


def _ends_in_state(words: Words, run: Run, labels: list[tuple[str, int]]) -> bool:
    """Tell whether a state ends a longer name ("Air Canada", "Garuda Indonesia")."""
    if any(match.first == run.first for match in run.known) or len(run.known) != 1:
        return False
    match = run.known[0]
    if match.alias.form != "name" or not match.alias.key.startswith("state:"):
        return False
    if _title_end(words, run.first, match.first) is not None:
        return False
    inside = {labels[index] for index in range(run.first, run.last)}
    one_entity = len(inside) == 1 and next(iter(inside))[0] in ("ORG", "PERSON")
    return words.words[run.first] in ("Air", "Bank", "Team") or one_entity


def _title_before_name(words: Words, first: int, last: int) -> bool:
    """Tell whether the run is a title followed by a person's name."""
    place = _title_end(words, first, last)
    return place is not None and place < last and words.words[last - 1] not in organisation_words()


def _title_end(words: Words, first: int, last: int) -> int | None:
    """Return the index after the last title word of the run, or None."""
    nouns, found = role_nouns(), None
    index = first
    while index < last:
        word = words.words[index]
        lower = word.lower()
        if word == "." and found == index:
            found = index + 1
        elif (
            word in _COURTESY
            or word in _RANKS
            or word in ABBREVIATED_RANKS
            or nouns.get(lower) == "person"
        ):
            found = index + 1
            if index + 2 < last and words.lower[index + 1] == "of":
                following = index + 2 + (words.lower[index + 2] == "the")
                found = _office_end(words, following, last)
                index = found
                continue
        index += 1
    return found


def _office_end(words: Words, index: int, last: int) -> int:
    """Return the end of the office in "Secretary of | State John Kerry": one word, or two."""
    end = index + 1
    if words.words[index] in ("Foreign", "Public", "Internal", "Economic", "External", "Home"):
        end += 1
    while end + 1 < last and words.lower[end] == "and":
        end += 2
    return min(end, last)


def _read_unknown(
    words: Words, first: int, last: int, labels: list[tuple[str, int]]
) -> Iterator[Mention]:
    """Read a stretch of a run that no table knows: title, person, place or organisation."""
    while last > first and words.lower[last - 1] in ("of", "and", "for", "'s", "'", "-", "/", "&"):
        last -= 1
    while first < last and not words.words[first][:1].isupper():
        first += 1
    if first >= last:
        return
    title_end = _title_end(words, first, last)
    title = ""
    name_first = first
    if title_end is not None:
        title = words.text[words.start[first] : words.end[title_end - 1]]
        name_first = title_end
        if name_first >= last:
            return  # an office without a name: a description
    kind = _classify(words, name_first, last, labels, titled=bool(title))
    if kind is None:
        return
    mention = _name(words, name_first, last, kind, last - 1)
    mention.title = title
    if title:
        mention.first = first
        mention.start = words.start[first]
    mention.certain = kind != "unknown"
    yield mention


def _classify(
    words: Words, first: int, last: int, labels: list[tuple[str, int]], *, titled: bool
) -> str | None:
    """Return the kind of an unknown name; "unknown" where only its use in the text can tell."""
    if titled:
        return "person"
    if _names_nobody(words, first, last):
        return None
    described = organisation_words().get(words.words[_organisation_end(words, first, last)])
    label = _majority(labels, first, last)
    if described is not None and (last - first > 1) and (described[1] or label == "ORG"):
        return "media" if described[0] == "media" else "organisation"
    known_first = words.words[first] in first_names() and last - first > 1
    if label == "PERSON" or known_first:
        return "person" if last - first > 1 or label == "PERSON" else "unknown"
    if label in ("ORG", "NORP"):
        return "organisation" if label == "ORG" else "group"
    if label in ("GPE", "LOC", "FAC"):
        return "place"
    if label in ("EVENT", "LAW", "WORK_OF_ART", "LANGUAGE", "DATE", "MONEY", "TIME"):
        return None
    if last - first == 1 and words.tag[first] not in NAME_TAGS:
        return None
    return "unknown"


def _names_nobody(words: Words, first: int, last: int) -> bool:
    """Tell whether it is a direction, a title, a conference, or a member's "R-S.D."."""
    word = words.words[last - 1]
    if _MEMBER.match("".join(words.words[first:last])):
        return True
    return last - first == 1 and (
        word in _NEVER_NAMES
        or word.lower() in role_nouns()
        or (word[:3] in ("COP", "CMA", "MC1") and any(c.isdigit() for c in word))
    )


def _majority(labels: list[tuple[str, int]], first: int, last: int) -> str:
    seen: dict[str, int] = {}
    for index in range(first, last):
        label = labels[index][0]
        if label:
            seen[label] = seen.get(label, 0) + 1
    return max(seen, key=lambda label: (seen[label], label)) if seen else ""


def _name(words: Words, first: int, last: int, kind: str, head: int) -> Mention:
    start, end = words.start[first], words.end[last - 1]
    kinds: dict[str, ActorKind] = {
        "person": "person", "organisation": "organisation", "media": "media", "group": "group",
    }  # fmt: skip
    mention = Mention(first, last, head, start, end, "name", words.text[start:end])
    mention.kind = kinds.get(kind)
    mention.noun = kind if mention.kind is None else ""
    described = organisation_words().get(words.words[head])
    if mention.kind == "organisation" and described is not None:
        mention.noun = words.lower[head]
        if described[0] == "media" and last - first > 1:
            mention.kind = "media"
    mention.plural = kind == "group" or words.words[last - 1] in _GROUP_WORDS
    return mention
