"""From the network's scores to spans of tokens, put right by grammar and quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from analysis.annotate.quoting.drafts import Draft, Range, merge_ranges, subtract
from analysis.annotate.quoting.features import Features, Floats, Relations, window_of
from analysis.annotate.quoting.network import CONTENT, CUE, SOURCE, Network
from analysis.annotate.quoting.rules import is_negated, without_conjunction
from analysis.annotate.quoting.selection import is_trusted
from analysis.annotate.quoting.sources import phrase, reported_speaker, without_date
from analysis.annotate.quoting.tree import Tree

Bytes = npt.NDArray[np.int8]

CUE_THRESHOLD = 0.35
_SWITCH = 2.0  # cost of changing from one role to another, in nats
_SOURCE_THRESHOLD = 0.35
_LOOSE_GAP = 2
# A cue that grammar vouches for is taken up even if the network finds it this unlikely.
_TRUST_THRESHOLD = 0.05


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
    by_head = {found.head: found for found in rules}
    trusted = {
        found.head
        for found in rules
        if chances[found.head] >= _TRUST_THRESHOLD and is_trusted(tree, found)
    }
    cues = [
        token
        for token in sorted(trusted.union(np.flatnonzero(chances >= CUE_THRESHOLD).tolist()))
        if not tree.closed[token] and tree.words[token].strip()
    ]
    windows = [window_of(tree, cue) for cue in cues]
    relations = Relations(tree, features, network.dependencies)
    roles = network.role_scores(hidden, cues, windows, relations)
    paths = smoothed(roles)
    drafts = []
    for cue, (start, _), scores, path in zip(cues, windows, roles, paths, strict=True):
        found = _draft(tree, cue, start, scores, path, by_head.get(cue))
        if cue in trusted:
            found = _with_rule(found, by_head[cue])
        if found is not None:
            found.evidence["cue"] = float(chances[cue])
            drafts.append(found)
    return drafts


def smoothed(roles: list[Floats]) -> list[Bytes]:
    """Return the likeliest role of each token where each change of role has a price (Viterbi)."""
    if not roles:
        return []
    longest = max(len(scores) for scores in roles)
    costs = np.zeros((longest, len(roles), 4), dtype=np.float32)
    for row, scores in enumerate(roles):
        costs[: len(scores), row] = -np.log(np.maximum(scores, 1e-6))
    best = costs[0]
    rows = np.arange(len(roles))
    came = np.zeros((longest, len(roles), 4), dtype=np.int8)
    stay = np.arange(4, dtype=np.int8)
    for place in range(1, longest):
        cheapest = best.argmin(axis=1)
        moved = (best[rows, cheapest] + np.float32(_SWITCH))[:, None]
        change = moved < best
        came[place] = np.where(change, cheapest[:, None], stay)
        best = np.where(change, moved, best) + costs[place]
    paths = np.zeros((longest, len(roles)), dtype=np.int8)
    paths[-1] = best.argmin(axis=1)
    for place in range(longest - 1, 0, -1):
        paths[place - 1] = came[place, rows, paths[place]]
    return [paths[: len(scores), row] for row, scores in enumerate(roles)]


def _draft(
    tree: Tree, cue: int, start: int, scores: Floats, path: Bytes, rule: Draft | None
) -> Draft | None:
    span = _cue_span(tree, cue, start, scores[:, CUE])
    content = _content(tree, start, path == CONTENT)
    source = _source(tree, cue, start, scores[:, SOURCE])
    if source is None and (reported := reported_speaker(tree, cue)) is not None:
        source = reported
    holes = [part for part in (span, source) if part]
    content = [tree.trimmed(*part) for part in subtract(content, holes)]
    content = [part for part in content if part[0] < part[1]]
    if not content:
        return None
    content[-1] = without_conjunction(tree, *content[-1])
    if len(content) > 1:
        content = [part for part in content if not _is_expletive(tree, part)]
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


def _with_rule(found: Draft | None, rule: Draft) -> Draft:
    """Give what the network did not see of a trusted attribution the rule's account of it."""
    if found is None:
        found = replace(rule, evidence={"content": 0.5, "source": 0.5, "rule": 1.0})
    if found.source is None and rule.source is not None:
        found.source = rule.source
        found.content = subtract(found.content, [rule.source])
    found.trusted = bool(found.content)
    return found


def _is_expletive(tree: Tree, part: Range) -> bool:
    start, end = part
    return end - start == 1 and tree.lower[start] in ("it", "there")


def _runs(mask: npt.NDArray[np.bool_], start: int) -> list[Range]:
    """Return the stretches of True, as token ranges."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return [(start + int(a), start + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _cue_span(tree: Tree, cue: int, start: int, chances: Floats) -> Range:
    """Return the stretch of cue words around the head of the cue."""
    for first, last in _runs(chances >= 0.5, start):
        if first <= cue < last:
            first, last = tree.trimmed(first, last)
            while last - 1 > cue and tree.pos[last - 1] == "DET":
                last -= 2 if tree.deps[last - 2] == "prep" else 1
            return (first, last) if first <= cue < last else (cue, cue + 1)
    return cue, cue + 1


def _content(tree: Tree, start: int, mask: npt.NDArray[np.bool_]) -> list[Range]:
    runs = _runs(mask, start)
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
    head = _noun_of(tree, cue, _head(tree, first, last))
    first, last = min(first, head), max(last, head + 1)
    whole = phrase(tree, head, cue)
    if whole[0] <= first and last <= whole[1] + 1 and not whole[0] <= cue < whole[1]:
        return whole
    return without_date(tree, head, *tree.trimmed(first, last))


def _noun_of(tree: Tree, cue: int, head: int) -> int:
    """Return the noun that an article or adjective belongs to, where the network stopped short."""
    while tree.deps[head] in ("det", "amod", "compound", "nummod") and tree.heads[head] != cue:
        head = tree.heads[head]
    return head


def _head(tree: Tree, first: int, last: int) -> int:
    """Return the token of a range whose head lies outside it; the first such."""
    for token in range(first, last):
        head = tree.heads[token]
        if (head == token or not first <= head < last) and tree.has_word(token):
            return token
    return first
