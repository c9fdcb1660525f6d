"""Attributions by grammar: a reporting word, its clause, its subject.

The rules need no training and serve two ends: they hold the constructions that a reader would never
forgive a program for missing, and they give the learned finder its fallback.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analysis.annotate.quoting.drafts import Draft, Range, merge_ranges, subtract
from analysis.annotate.quoting.lexicon import Cue, cues
from analysis.annotate.quoting.sources import source_head, source_of
from analysis.annotate.quoting.tree import Tree

_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt", "advmod"})
_NEGATING = frozenset({"decline", "refuse"})
_SELF = frozenset({"i", "we", "you"})
_SILENT = frozenset({"comment", "elaborate", "name", "identify", "give", "discuss", "speak", "be"})


def find_by_rules(tree: Tree) -> list[Draft]:
    """Find attributions by grammar alone, in text order of their cues."""
    return list(_drafts(tree))


def _drafts(tree: Tree) -> Iterator[Draft]:
    known = cues()
    for token in range(len(tree)):
        if tree.closed[token]:
            continue
        if tree.lower[token] == "according" and tree.lower[token + 1 : token + 2] == ["to"]:
            yield from _according_to(tree, token)
            continue
        cue = known.get((tree.lemmas[token], tree.pos[token]))
        if cue is None:
            continue
        if tree.pos[token] == "VERB":
            content = verb_content(tree, token, cue)
        else:
            content = _clause_of_noun(tree, token)
        if content and not _only_voiced(tree, token, cue):
            found = draft(tree, token, content, cue)
            yield _with_copula(tree, found) if tree.deps[token] == "acomp" else found


def _with_copula(tree: Tree, found: Draft) -> Draft:
    """Let the verb of "was adamant" stand for the cue."""
    verb = tree.heads[found.head]
    start, end = cue_range(tree, verb)
    if found.cue is not None and start < found.cue[1] and end <= found.cue[0] + 1:
        return replace(found, head=verb, cue=(start, found.cue[1]))
    return found


def _only_voiced(tree: Tree, token: int, cue: Cue) -> bool:
    """Tell whether a speaker merely voices his own thought ("I think ..."), or nobody thinks it."""
    subject = source_head(tree, token)
    if subject is None:
        return tree.pos[token] != "VERB"
    if tree.deps[subject] == "expl" or (tree.pos[token] == "ADJ" and tree.lower[subject] == "it"):
        return True
    return cue.meaning == "belief" and tree.lower[subject] in _SELF and tree.quotation[token] >= 0


def draft(tree: Tree, token: int, content: list[Range], cue: Cue) -> Draft:
    """Make the attribution of a cue and its content."""
    source = source_of(tree, token)
    span = cue_range(tree, token)
    holes = [span] + ([source] if source else [])
    return Draft(
        head=token,
        cue=span,
        source=source,
        content=[part for part in subtract(content, holes) if part[0] < part[1]],
        score=_score(cue, source),
        negated=is_negated(tree, token),
    )


def _score(cue: Cue, source: Range | None) -> float:
    base = {"statement": 0.85, "belief": 0.6, "question": 0.6}.get(cue.meaning, 0.5)
    return base if source else base - 0.3


def cue_range(tree: Tree, token: int) -> Range:
    """Return the cue with the auxiliaries, negations and particles that stand next to it."""
    start, end = token, token + 1
    parts = {child for child in tree.children[token] if tree.deps[child] in _CUE_PARTS}
    governor = tree.heads[token]
    if tree.deps[token] == "xcomp" and tree.lemmas[governor] in _NEGATING and governor < token:
        parts.update(range(governor, token))
        parts.update(c for c in tree.children[governor] if tree.deps[c] in _CUE_PARTS)
    while start - 1 in parts:
        start -= 1
    while end in parts and tree.deps[end] in ("prt", "neg"):
        end += 1
    return start, end


def is_negated(tree: Tree, token: int) -> bool:
    """Tell whether the article says that the content was *not* said ("declined to say")."""
    if tree.lemmas[token] in _NEGATING or tree.child(token, "neg") is not None:
        return True
    governor = tree.heads[token]
    if tree.deps[token] == "pcomp" and tree.lower[governor] == "without":
        return True
    if tree.deps[token] == "xcomp":
        return tree.lemmas[governor] in _NEGATING or tree.child(governor, "neg") is not None
    return False


def verb_content(tree: Tree, verb: int, cue: Cue) -> list[Range]:
    """Return what a reporting verb reports, as its grammar has it; empty when it has none."""
    if "clause" in cue.takes and (clause := _clauses(tree, verb)) is not None:
        return [clause]
    if (parenthesis := _around(tree, verb, cue)) is not None:
        return parenthesis
    infinitive = tree.child(verb, "xcomp")
    if infinitive is not None:
        return _infinitive(tree, verb, infinitive, cue)
    if "noun" in cue.takes:
        return _noun_content(tree, verb)
    return []


def _clauses(tree: Tree, verb: int) -> Range | None:
    """Return the clause that a verb governs; one that the parser tore apart is put together."""
    clauses = [child for child in tree.children[verb] if tree.deps[child] == "ccomp"]
    if not clauses:
        return None
    after = [child for child in clauses if child > verb] or clauses
    start = min(tree.left[child] for child in after)
    end = max(tree.right[child] for child in after)
    return without_conjunction(tree, *tree.trimmed(start, end))


def without_conjunction(tree: Tree, start: int, end: int) -> Range:
    """Cut off the "and" that leads to the next clause."""
    while end - start > 1 and tree.deps[end - 1] == "cc":
        start, end = tree.trimmed(start, end - 1)
    return start, end


def _around(tree: Tree, verb: int, cue: Cue) -> list[Range] | None:
    """Return the sentence around an inserted "he said", or None."""
    head = tree.heads[verb]
    inserted = tree.deps[verb] in ("parataxis", "ccomp", "advcl")
    if head == verb or not inserted or "clause" not in cue.takes:
        return None
    subject = tree.child(verb, "nsubj")
    if subject is None or tree.child(verb, "mark", "dobj") is not None:
        return None
    start, end = tree.subtree(verb)
    first, last = tree.subtree(head)
    before = start > first and tree.words[start - 1] == ","
    comma_inside = tree.words[start] == ","
    if not (before or comma_inside or end == last):
        return None
    if tree.deps[verb] != "parataxis" and not (
        (before or comma_inside) and end < len(tree) and tree.words[end - 1 : end + 1].count(",")
    ):
        return None
    around = [tree.trimmed(first, start), tree.trimmed(end, last)]
    return [part for part in around if part[0] < part[1]]


def _infinitive(tree: Tree, verb: int, infinitive: int, cue: Cue) -> list[Range]:
    passive = tree.child(verb, "nsubjpass")
    if "infinitive" not in cue.takes and passive is None:
        return []
    if tree.lemmas[verb] in _NEGATING and (
        tree.lemmas[infinitive] in _SILENT
        or (tree.lemmas[infinitive], "VERB") in cues()
        or tree.child(infinitive, "auxpass") is not None
    ):
        return []
    content = [tree.trimmed(*tree.subtree(infinitive))]
    if passive is not None and tree.child(verb, "agent") is None:
        content.insert(0, tree.trimmed(*tree.subtree(passive)))
    return content


def _noun_content(tree: Tree, verb: int) -> list[Range]:
    """Return the object of "describe", "reject", "accuse ... of" with its complement."""
    ranges = []
    for child in tree.children[verb]:
        if child < verb and tree.deps[child] != "nsubjpass":
            continue
        if tree.deps[child] in ("dobj", "oprd", "nsubjpass", "ccomp") or (
            tree.deps[child] == "prep" and tree.lower[child] in ("as", "of", "for")
        ):
            ranges.append(tree.trimmed(*tree.subtree(child)))
    return merge_ranges(ranges)


def _clause_of_noun(tree: Tree, noun: int) -> list[Range]:
    """Return the clause of "insistence that ...", "was adamant that ..."."""
    for child in tree.children[noun]:
        if child < noun or tree.deps[child] not in ("acl", "ccomp"):
            continue
        marker = tree.child(child, "mark")
        if marker is not None and tree.lower[marker] in ("that", "whether"):
            return [tree.trimmed(*tree.subtree(child))]
    # "The minister was adamant that": the parser may hang the clause on the verb.
    verb = tree.heads[noun]
    if tree.deps[noun] == "acomp" and source_head(tree, verb) is not None:
        clause = tree.child(verb, "ccomp")
        if clause is not None and clause > noun:
            return [tree.trimmed(*tree.subtree(clause))]
    return []


def _according_to(tree: Tree, token: int) -> Iterator[Draft]:
    preposition = tree.child(token, "prep")
    named = tree.child(token if preposition is None else preposition, "pobj")
    if named is None:
        return
    source = tree.trimmed(*tree.subtree(named))
    governor = tree.heads[token]
    first, last = tree.subtree(governor)
    start, end = min(token, tree.left[token]), max(source[1], tree.right[token])
    content = [tree.trimmed(first, start), tree.trimmed(end, last)]
    content = [part for part in content if part[0] < part[1]]
    if governor != token and content:
        yield Draft(token, (token, token + 2), source, content, score=0.8)
