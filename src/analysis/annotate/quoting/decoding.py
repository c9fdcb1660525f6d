"""From the network's scores to spans of tokens, put right by grammar and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.annotate.quoting.drafts import Draft, Range, merge_ranges, subtract
from analysis.annotate.quoting.features import Features, Floats, Relations, window_of
from analysis.annotate.quoting.network import CONTENT, CUE, SOURCE, Network
from analysis.annotate.quoting.rules import is_negated, without_conjunction
from analysis.annotate.quoting.sources import phrase
from analysis.annotate.quoting.tree import Tree

CUE_THRESHOLD = 0.4
_CONTENT_THRESHOLD = 0.5
_SOURCE_THRESHOLD = 0.35
_LOOSE_GAP = 2


def find_by_network(
    tree: Tree, features: Features, network: Network, rules: Sequence[Draft]
) -> list[Draft]:
    """Find attributions with the learned network, in text order of their cues.

    Parameters
    ----------
    tree, features
        The document.
    network
        The trained weights.
    rules
        What the grammar rules found: their sources stand in where the network names none.
    """
    hidden = network.encode(features)
    chances = network.cue_scores(hidden)
    cues = [
        int(token)
        for token in np.flatnonzero(chances >= CUE_THRESHOLD)
        if not tree.closed[token] and tree.words[token].strip()
    ]
    windows = [window_of(tree, cue) for cue in cues]
    relations = Relations(tree, features, network.dependencies)
    roles = network.role_scores(hidden, cues, windows, relations)
    by_head = {found.head: found for found in rules}
    drafts = []
    for cue, (start, _), scores in zip(cues, windows, roles, strict=True):
        found = _draft(tree, cue, start, scores, by_head.get(cue))
        if found is not None:
            found.evidence["cue"] = float(chances[cue])
            drafts.append(found)
    return drafts


def _draft(tree: Tree, cue: int, start: int, scores: Floats, rule: Draft | None) -> Draft | None:
    span = _cue_span(tree, cue, start, scores[:, CUE])
    content = _content(tree, start, scores[:, CONTENT])
    source = _source(tree, cue, start, scores[:, SOURCE])
    holes = [part for part in (span, source) if part]
    content = [tree.trimmed(*part) for part in subtract(content, holes)]
    content = [part for part in content if part[0] < part[1]]
    if not content:
        return None
    content[-1] = without_conjunction(tree, *content[-1])
    inside = [token - start for part in content for token in range(*part)]
    return Draft(
        head=cue,
        cue=span,
        source=source,
        content=content,
        negated=is_negated(tree, cue),
        evidence={
            "content": float(scores[inside, CONTENT].mean()),
            "source": float(scores[:, SOURCE].max()),
            "rule": float(rule is not None),
        },
    )


def _runs(mask: npt.NDArray[np.bool_], start: int) -> list[Range]:
    """Return the stretches of True, as token ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(start + int(a), start + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _cue_span(tree: Tree, cue: int, start: int, chances: Floats) -> Range:
    """Return the stretch of cue words around the head of the cue."""
    for first, last in _runs(chances >= 0.5, start):
        if first <= cue < last:
            first, last = tree.trimmed(first, last)
            return (first, last) if first <= cue < last else (cue, cue + 1)
    return cue, cue + 1


def _content(tree: Tree, start: int, chances: Floats) -> list[Range]:
    runs = _runs(chances >= _CONTENT_THRESHOLD, start)
    if not runs:
        return []
    return [tree.trimmed(*run) for run in _bridged(tree, runs)]


def _bridged(tree: Tree, runs: list[Range]) -> list[Range]:
    """Join runs that only punctuation parts."""
    joined = [runs[0]]
    for first, last in runs[1:]:
        gap = range(joined[-1][1], first)
        if len(gap) <= _LOOSE_GAP and not any(tree.has_word(token) for token in gap):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return merge_ranges(joined)


def _source(tree: Tree, cue: int, start: int, chances: Floats) -> Range | None:
    """Return the likeliest stretch of source words, made a whole phrase."""
    runs = _runs(chances >= _SOURCE_THRESHOLD, start)
    runs = [run for run in runs if any(tree.has_word(token) for token in range(*run))]
    if not runs:
        return None
    first, last = max(runs, key=lambda run: float(chances[run[0] - start : run[1] - start].sum()))
    head = _head(tree, first, last)
    whole = phrase(tree, head, cue)
    if whole[0] <= first and last <= whole[1] + 1 and not whole[0] <= cue < whole[1]:
        return whole
    return tree.trimmed(first, last)


def _head(tree: Tree, first: int, last: int) -> int:
    """Return the token of a range whose head lies outside it; the first such."""
    for token in range(first, last):
        head = tree.heads[token]
        if (head == token or not first <= head < last) and tree.has_word(token):
            return token
    return first
