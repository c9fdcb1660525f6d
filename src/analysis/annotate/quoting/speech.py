"""Quotation marks and syntax together: quoted speech is whole, and belongs to someone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from analysis.annotate.quoting.drafts import Draft, Range, merge_ranges, subtract
from analysis.annotate.quoting.lexicon import cues
from analysis.annotate.quoting.rules import draft
from analysis.annotate.quoting.tree import SUBJECTS, Tree

_SPEECH_WORDS = 4
_SPEECH_END = frozenset(",.!?;…—-")
_COVERED = 0.5
# How sure the speaker of a quotation without a cue is: the opening mark repeated, or just the next
# paragraph. Too rare in development data to be measured; set by judgement.
_CARRIED_ON, _FOLLOWING = 0.85, 0.6
_SIGNATURE = 14
_DASHES = "-–—―"


def complete_speech(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Make each quotation whole, and give quoted speech that nobody has yet to its speaker.

    Parameters
    ----------
    tree
        The document.
    drafts
        Attributions found so far; their content is corrected in place.

    Returns
    -------
    list of Draft
        The attributions with those added, in order of their first token.
    """
    for found in drafts:
        found.content = whole_quotations(tree, found)
    drafts = [found for found in drafts if found.content]
    part_conjuncts(tree, drafts)
    covered = _covered(tree, drafts)
    for number in range(len(tree.quotations)):
        if number in covered or not is_speech(tree, number):
            continue
        added = signed(tree, number) or labelled(tree, number) or _attach(tree, number, drafts)
        if added is not None:
            drafts.append(added)
    return sorted(drafts, key=lambda found: (found.start, found.head))


def part_conjuncts(tree: Tree, drafts: list[Draft]) -> None:
    """End what is said before "and confirmed ...", where the same speaker goes on to confirm.

    The parser may hang the second reporting verb on the first one's clause; content is corrected in
    place.
    """
    for inner in drafts:
        verb = inner.head
        if inner.cue is None or tree.deps[verb] != "conj" or tree.child(verb, *SUBJECTS):
            continue
        start = inner.cue[0]
        if start == 0 or tree.pos[start - 1] != "CCONJ":
            continue
        for outer in drafts:
            same = outer.source is not None and outer.source == inner.source
            if outer is inner or not same or verb not in outer.content_tokens():
                continue
            kept = subtract(outer.content, [(start - 1, len(tree))])
            outer.content = [tree.trimmed(*part) for part in kept] or outer.content


def whole_quotations(tree: Tree, found: Draft) -> list[Range]:
    """Return the content with each quotation either inside it as a whole or around it.

    A quotation that the content touches is taken whole, unless cue or source lie in it: then the
    attribution is part of what is quoted, and its content ends where the quotation ends.
    """
    own = {token for part in (found.cue, found.source) if part for token in range(*part)}
    inside = tree.quotation[found.head]
    ranges = list(found.content)
    for number in _quotations_near(tree, ranges, inside):
        first, last = tree.quoted_ranges[number]
        if number == inside and found.cue is not None:
            ranges = [(max(a, first + 1), min(b, last - 1)) for a, b in ranges]
            ranges = [tree.trimmed(a, b) for a, b in ranges if a < b]
        elif any(a < last and first < b for a, b in ranges) and own.isdisjoint(range(first, last)):
            ranges.append((first, last))
    merged = merge_ranges(ranges)
    holes = [part for part in (found.cue, found.source) if part]
    return [part for part in subtract(merged, holes) if part[0] < part[1]]


def _quotations_near(tree: Tree, ranges: list[Range], inside: int) -> list[int]:
    """Return, in text order, the quotations that `ranges` can touch, and the one `inside` which."""
    if not ranges:
        return []
    low, high = min(start for start, _ in ranges), max(end for _, end in ranges)
    first = bisect_right(tree.quoted_ranges, low, key=lambda quoted: quoted[1])
    last = bisect_left(tree.quoted_ranges, high, key=lambda quoted: quoted[0])
    near = set(range(first, last))
    return sorted(near | {inside} if inside >= 0 else near)


def is_speech(tree: Tree, number: int) -> bool:
    """Tell speech from titles of works and scare quotes: a clause, or punctuated as one."""
    first, last = tree.quoted_ranges[number]
    words = sum(tree.has_word(token) for token in range(first, last))
    if words == 0 or tree.closed[first]:
        return False
    inner = [token for token in range(first, last) if not tree.is_mark(token)]
    punctuated = bool(inner) and tree.words[inner[-1]] in _SPEECH_END
    verb = any(tree.pos[token] in ("VERB", "AUX") for token in inner)
    return (words >= _SPEECH_WORDS and verb) or (punctuated and words >= 2)


def _covered(tree: Tree, drafts: list[Draft]) -> set[int]:
    tokens: set[int] = set()
    for found in drafts:
        tokens |= found.content_tokens()
    covered = set()
    for number, (first, last) in enumerate(tree.quoted_ranges):
        size = max(last - first, 1)
        if sum(token in tokens for token in range(first, last)) / size > _COVERED:
            covered.add(number)
    return covered


def _attach(tree: Tree, number: int, drafts: list[Draft]) -> Draft | None:
    """Give a quotation to a verb of its own, or to the one whose speech it carries on."""
    first, last = tree.quoted_ranges[number]
    verb = _pending_verb(tree, first, last, {found.head for found in drafts})
    if verb is not None:
        return draft(tree, verb, [(first, last)], cues()[tree.lemmas[verb], "VERB"])
    before = _speaker_of_chain(tree, number, drafts) or _speaker_before(tree, first, drafts)
    if before is None:
        return None
    if tree.paragraph[first] == tree.paragraph[before.head]:
        before.content = merge_ranges([*before.content, (first, last)])
        return None
    chained = len(_chain(tree, number)) > 1
    if not fills_paragraph(tree, number) or not _is_clause(tree, first, last):
        return None
    if not chained and not tree.quotations[number].balanced:
        return None
    score = _CARRIED_ON if chained else _FOLLOWING
    return Draft(first, None, None, [(first, last)], score=score, antecedent=before.head)


def _chain(tree: Tree, number: int) -> list[int]:
    """Return the quotations of the speech that runs on over paragraphs through this one."""
    first = last = number
    while tree.quotations[first].continues:
        first -= 1
    while last + 1 < len(tree.quotations) and tree.quotations[last + 1].continues:
        last += 1
    return list(range(first, last + 1))


def _speaker_of_chain(tree: Tree, number: int, drafts: list[Draft]) -> Draft | None:
    """Return the attribution that holds another paragraph of the same speech."""
    for other in _chain(tree, number):
        first, last = tree.quoted_ranges[other]
        for found in drafts:
            if other != number and found.cue and _overlap(found, first, last):
                return found
    return None


def _overlap(found: Draft, first: int, last: int) -> bool:
    return any(start < last and first < end for start, end in found.content)


def _pending_verb(tree: Tree, first: int, last: int, taken: set[int]) -> int | None:
    """Return the nearest reporting verb beside the quotation that reports nothing yet."""
    known = cues()
    start, end = _neighbourhood(tree, first, last)
    candidates = []
    for token in range(start, end):
        if first <= token < last or token in taken or tree.pos[token] != "VERB":
            continue
        cue = known.get((tree.lemmas[token], "VERB"))
        if cue is not None and "quotation" in cue.takes and tree.quotation[token] < 0:
            candidates.append((first - token if token < first else token - last, token))
    return min(candidates)[1] if candidates else None


def _neighbourhood(tree: Tree, first: int, last: int) -> Range:
    """Return the sentences that hold the quotation's ends, and the one before a colon."""
    start = tree.sentences[tree.sentence[first]][0]
    end = tree.sentences[tree.sentence[last - 1]][1]
    earlier = start - 1
    while earlier >= 0 and not tree.words[earlier].strip():
        earlier -= 1
    if start == first and earlier >= 0 and tree.words[earlier] in (":", ","):
        start = tree.sentences[tree.sentence[earlier]][0]
    following = end
    if following < len(tree) and tree.lower[following] not in ('"', "“"):
        head = tree.sentences[tree.sentence[following]]
        same = tree.paragraph[head[0]] == tree.paragraph[first]
        if same and tree.words[head[0]][:1].islower():
            end = head[1]
    return start, end


def _speaker_before(tree: Tree, first: int, drafts: list[Draft]) -> Draft | None:
    """Return the attribution whose quoted speech comes last before a quotation."""
    best: Draft | None = None
    for found in drafts:
        quoted = any(tree.quotation[start] >= 0 for start, _ in found.content)
        near = 0 <= tree.paragraph[first] - tree.paragraph[found.head] <= 1
        if quoted and near and found.start < first and (best is None or found.end > best.end):
            best = found
    return best


def fills_paragraph(tree: Tree, number: int) -> bool:
    """Tell whether a quotation is all that its paragraph holds."""
    first, last = tree.quoted_ranges[number]
    beside = [token for token in (first - 1, last) if 0 <= token < len(tree)]
    while beside and beside[-1] >= last and not tree.words[beside[-1]].strip():
        beside[-1] += 1
        if beside[-1] >= len(tree):
            beside.pop()
    return all(
        tree.paragraph[token] != tree.paragraph[first] or not tree.words[token].strip()
        for token in beside
    )


def _is_clause(tree: Tree, first: int, last: int) -> bool:
    words = sum(tree.has_word(token) for token in range(first, last))
    return words > _SPEECH_WORDS and any(
        tree.tags[token] in ("VBD", "VBZ", "VBP", "MD", "VB") for token in range(first, last)
    )


def signed(tree: Tree, number: int) -> Draft | None:
    """Return the attribution of a quotation signed after it by a dash and a name, or None."""
    first, last = tree.quoted_ranges[number]
    dash = last - 1 if tree.words[last - 1][-1] in _DASHES else last
    while dash < len(tree) and not tree.words[dash].strip():
        dash += 1
    if dash >= len(tree) or tree.words[dash][-1] not in _DASHES:
        return None
    end = dash + 1
    while end < len(tree) and tree.paragraph[end] == tree.paragraph[dash]:
        end += 1
    source = tree.trimmed(dash + 1, end)
    named = source[0] < source[1] and tree.pos[source[0]] == "PROPN"
    if (
        not named
        or end - dash > _SIGNATURE
        or any(tree.tags[token] in ("VBD", "VBZ", "VBP", "MD") for token in range(*source))
    ):
        return None
    return Draft(dash, (dash, dash + 1), source, [(first, min(last, dash))], score=0.8)


def labelled(tree: Tree, number: int) -> Draft | None:
    """Return the attribution of a quotation that begins with its speaker's name and a colon."""
    first, last = tree.quoted_ranges[number]
    start = first + 1 if tree.is_mark(first) else first
    for colon in range(start + 1, min(start + 4, last - 2)):
        if tree.words[colon] == ":":
            label = range(start, colon)
            if all(tree.words[token].isupper() or tree.pos[token] == "PROPN" for token in label):
                content = tree.trimmed(colon + 1, last, quotes=False)
                return Draft(colon, (colon, colon + 1), (start, colon), [content], score=0.8)
    return None
