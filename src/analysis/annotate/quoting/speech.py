"""Quotation marks and syntax together: quoted speech is whole, and belongs to someone."""

from __future__ import annotations

from analysis.annotate.quoting.drafts import Draft, Range, merge_ranges, subtract
from analysis.annotate.quoting.lexicon import cues
from analysis.annotate.quoting.rules import draft
from analysis.annotate.quoting.tree import Tree

_SPEECH_WORDS = 4
_SPEECH_END = frozenset(",.!?;…—-")
_COVERED = 0.5


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
    covered = _covered(tree, drafts)
    for number in range(len(tree.quotations)):
        if number in covered or not is_speech(tree, number):
            continue
        added = _attach(tree, number, drafts)
        if added is not None:
            drafts.append(added)
        else:
            continue
    return sorted(drafts, key=lambda found: (found.start, found.head))


def whole_quotations(tree: Tree, found: Draft) -> list[Range]:
    """Return the content with each quotation either inside it as a whole or around it.

    A quotation that the content touches is taken whole, unless cue or source lie in it: then the
    attribution is part of what is quoted, and its content ends where the quotation ends.
    """
    own = {token for part in (found.cue, found.source) if part for token in range(*part)}
    inside = tree.quotation[found.head]
    ranges = list(found.content)
    for number, (first, last) in enumerate(tree.quoted_ranges):
        if number == inside and found.cue is not None:
            ranges = [(max(a, first + 1), min(b, last - 1)) for a, b in ranges]
            ranges = [tree.trimmed(a, b) for a, b in ranges if a < b]
        elif any(a < last and first < b for a, b in ranges) and own.isdisjoint(range(first, last)):
            ranges.append((first, last))
    merged = merge_ranges(ranges)
    holes = [part for part in (found.cue, found.source) if part]
    return [part for part in subtract(merged, holes) if part[0] < part[1]]


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
    before = _speaker_before(tree, first, drafts)
    if before is None:
        return None
    if tree.paragraph[first] == tree.paragraph[before.head]:
        before.content = merge_ranges([*before.content, (first, last)])
        return None
    if not _opens_paragraph(tree, first):
        return None
    return Draft(first, None, None, [(first, last)], score=0.6, antecedent=before.head)


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


def _opens_paragraph(tree: Tree, first: int) -> bool:
    return first == 0 or all(
        tree.paragraph[token] != tree.paragraph[first]
        for token in range(max(first - 1, 0), first)
        if tree.words[token].strip()
    )
