"""What grammar puts right in attributions after the network has read them.

The network decides word by word; a name beside a post, a "saying" inside a cue, or the next
speaker's clause after a semicolon now and then fall on the wrong side of a boundary. The rules here
move such words, whatever the words are; they change neither what the network reads nor its scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from analysis.annotate.quoting.drafts import Draft, Range, merge_ranges, subtract
from analysis.annotate.quoting.rules import cue_range
from analysis.annotate.quoting.sources import source_of
from analysis.annotate.quoting.tree import Tree

_SAYING = frozenset({"saying", "telling", "warning", "stating"})
_SAID_OF = frozenset({"say", "report", "allege", "rumor", "rumour"})
_BELIEVING = frozenset({"expect"})
_BULLETS = frozenset("-*•·–—")
_SPOKEN_OF = 0.6
"""How sure an attribution is that only these rules found; set by judgement."""


def repaired(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Return the attributions with their boundaries put right, and those that grammar adds.

    Parameters
    ----------
    tree
        The document.
    drafts
        What the network found, with its scores.
    """
    kept = [found for found in drafts if not _is_list(tree, found)]
    for found in kept:
        for repair in _REPAIRS:
            repair(tree, found)
    _end_at_next_speaker(tree, kept)
    kept = [found for found in kept if found.content]
    settled = {found.head: found for found in _plain_cases(tree)}
    for found in kept:
        if (plain := settled.get(found.head)) is not None:
            plain.score = max(plain.score, found.score)
    return [found for found in kept if found.head not in settled] + list(settled.values())


def _is_list(tree: Tree, found: Draft) -> bool:
    """Tell whether cue or source run over several items of a list."""
    for part in (found.cue, found.source):
        if part is None or part[0] >= part[1]:
            continue
        lines = tree.text[tree.offsets[part[0]] : tree.ends[part[1] - 1]].splitlines()
        if any(line.strip()[:1] in _BULLETS for line in lines[1:] if line.strip()):
            return True
    return False


def _quoted_as_saying(tree: Tree, found: Draft) -> None:
    """Let "saying" belong to the cue of "was quoted as saying that ..."."""
    if found.cue is None:
        return
    start, end = found.cue
    after = end if tree.lower[end - 1] == "as" else end + 1
    if tree.lower[after - 1 : after] != ["as"] or tree.lower[after : after + 1] == []:
        return
    if tree.lower[after] not in _SAYING or tree.lemmas[found.head] not in ("quote", "cite"):
        return
    found.cue = (start, after + 1)
    found.content = [tree.trimmed(*part) for part in subtract(found.content, [found.cue])]


def _according_to_name(tree: Tree, found: Draft) -> None:
    """ "According to the mayor, Ann Lee, the bridge ...": the name belongs to the source."""
    if found.cue is None or found.source is None or not found.content:
        return
    if tree.lower[found.cue[0]] != "according" or tree.pos[found.source[1] - 1] != "NOUN":
        return
    comma = found.source[1]
    start, end = found.content[0]
    if tree.words[comma : comma + 1] != [","] or start != comma + 1:
        return
    stop = start
    while stop < end and tree.pos[stop] == "PROPN":
        stop += 1
    if stop == start or tree.words[stop : stop + 1] != [","] or stop + 1 >= end:
        return
    if tree.lower[stop + 1] in ("who", "which", "whose", "where"):
        return
    found.source = (found.source[0], stop)
    found.content[0] = tree.trimmed(stop + 1, end)


def _accused_by(tree: Tree, found: Draft) -> None:
    """ "Was accused by several delegations of blocking": what is alleged is no part of who does."""
    if found.source is None or found.cue is None or found.source[0] < found.cue[1]:
        return
    for token in range(found.source[0] + 1, found.source[1] - 1):
        if tree.lower[token] == "of" and tree.tags[token + 1] == "VBG":
            alleged = tree.trimmed(token, found.source[1])
            found.source = tree.trimmed(found.source[0], token)
            kept = [part for part in found.content if part[0] > found.cue[0]]
            found.content = merge_ranges([*kept, alleged])
            return


_REPAIRS: tuple[Callable[[Tree, Draft], None], ...] = (
    _quoted_as_saying,
    _according_to_name,
    _accused_by,
)


def _end_at_next_speaker(tree: Tree, drafts: list[Draft]) -> None:
    """End what is said at a semicolon after which another speaker has the word."""
    others = [(found.head, found.source) for found in drafts if found.cue and found.source]
    for found in drafts:
        cut = [_before_speaker(tree, found, part, others) for part in found.content]
        found.content = [part for part in cut if part[0] < part[1]]


def _before_speaker(
    tree: Tree, found: Draft, part: Range, others: list[tuple[int, Range]]
) -> Range:
    start, end = part
    for token in range(max(start - 1, 0), end):
        if tree.words[token] != ";" or tree.quotation[token] >= 0:
            continue
        speaks = any(
            head != found.head and source[0] == token + 1 and head < end for head, source in others
        )
        if speaks:
            return tree.trimmed(start, token) if start < token else (start, start)
    return part


def _plain_cases(tree: Tree) -> Iterator[Draft]:
    """Yield what grammar alone settles."""
    for token, lemma in enumerate(tree.lemmas):
        if lemma not in _SAID_OF | _BELIEVING or tree.pos[token] != "VERB" or tree.closed[token]:
            continue
        found = _said_to(tree, token) or _expects_to(tree, token)
        if found is not None and found.content:
            yield found


def _said_to(tree: Tree, verb: int) -> Draft | None:
    """ "The rebels are said to hold four towns": reported, and nobody is named who says so."""
    subject, infinitive = tree.child(verb, "nsubjpass"), tree.child(verb, "xcomp")
    if tree.lemmas[verb] not in _SAID_OF or subject is None or infinitive is None:
        return None
    if tree.child(infinitive, "aux") is None or tree.child(verb, "agent", "neg") is not None:
        return None
    content = [tree.trimmed(*tree.subtree(subject)), tree.trimmed(*tree.subtree(infinitive))]
    return _plain(verb, cue_range(tree, verb), None, content)


def _expects_to(tree: Tree, verb: int) -> Draft | None:
    """ "He expects the group to sell": a belief about what another will do."""
    if tree.lemmas[verb] not in _BELIEVING or tree.child(verb, "auxpass", "neg") is not None:
        return None
    source = source_of(tree, verb)
    doing = next((c for c in tree.children[verb] if c > verb and _is_to(tree, c)), None)
    if source is None or source[1] > verb or doing is None:
        return None
    actor = tree.child(doing, "nsubj")
    if actor is None:
        actor = tree.child(verb, "dobj")
    if actor is None or not verb < actor < doing:
        return None
    content = tree.trimmed(tree.left[actor], tree.right[doing])
    return _plain(verb, cue_range(tree, verb), source, [content])


def _is_to(tree: Tree, token: int) -> bool:
    helper = tree.child(token, "aux")
    return tree.tags[token] == "VB" and helper is not None and tree.tags[helper] == "TO"


def _plain(verb: int, cue: Range, source: Range | None, content: list[Range]) -> Draft:
    kept = [part for part in content if part[0] < part[1]]
    return Draft(verb, cue, source, kept, score=_SPOKEN_OF, trusted=True)
