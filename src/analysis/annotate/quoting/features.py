"""What the learned finder sees of each token: small whole numbers, and links into the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotate.quoting.drafts import Draft
from analysis.annotate.quoting.lexicon import cues
from analysis.annotate.quoting.tree import Tree

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

VOCABULARIES = ("lemma", "tag", "dep", "entity")
MEANINGS = (
    "",
    "statement",
    "question",
    "request",
    "commitment",
    "belief",
    "evaluation",
    "denial",
)
# Number of values of each feature that has no vocabulary.
SIZES = {
    "quotation": 6,
    "near_quotation": 11,
    "quotation_length": 5,
    "paragraph": 5,
    "meaning": len(MEANINGS),
    "rule": 8,
    "shape": 6,
}
NAMES = VOCABULARIES + tuple(SIZES)
TENSOR_WIDTH = 96
_NEAR = 5
_LENGTHS = (3, 8, 20)


@dataclass(frozen=True)
class Features:
    """The features of one document.

    Attributes
    ----------
    values
        Tokens by :data:`NAMES`.
    links
        Tokens by three: head, subject, clause or object; the token itself where there is none.
    tensor
        Tokens by 96: the tagger's vectors, zeros where the pipeline has none of the right kind.
    """

    values: Ints
    links: Ints
    tensor: Floats


def features_of(
    tree: Tree, drafts: Sequence[Draft], vocabularies: dict[str, dict[str, int]], *, tensor: bool
) -> Features:
    """Compute the features of a document.

    Parameters
    ----------
    tree, drafts
        The document and what the rules found in it.
    vocabularies
        Number of each value of the features in :data:`VOCABULARIES`; 0 stands for all others.
    tensor
        Whether the pipeline's vectors are those that the weights were trained on.
    """
    size = len(tree)
    known: Any = tree.doc.tensor
    usable = tensor and getattr(known, "shape", ()) == (size, TENSOR_WIDTH)
    columns = [
        _numbers([normal_form(lemma) for lemma in tree.lemmas], vocabularies["lemma"]),
        _numbers(tree.tags, vocabularies["tag"]),
        _numbers(tree.deps, vocabularies["dep"]),
        _numbers(tree.entities, vocabularies["entity"]),
        *_quotation_columns(tree),
        _paragraph_column(tree),
        _meaning_column(tree),
        _rule_column(size, drafts),
        [_shape(word) for word in tree.words],
    ]
    return Features(
        values=np.array(columns, dtype=np.int32).T.copy(),
        links=_links(tree),
        tensor=np.asarray(known, dtype=np.float32)
        if usable
        else np.zeros((size, TENSOR_WIDTH), np.float32),
    )


def normal_form(lemma: str) -> str:
    """Return the form under which a lemma is looked up: numbers are all alike."""
    return "0" if lemma[:1].isdigit() else lemma


def _numbers(values: Sequence[str], vocabulary: dict[str, int]) -> list[int]:
    get = vocabulary.get
    return [get(value, 0) for value in values]


def _quotation_columns(tree: Tree) -> tuple[list[int], list[int], list[int]]:
    size = len(tree)
    state, near, length = [0] * size, [0] * size, [0] * size
    for (first, last), quotation in zip(tree.quoted_ranges, tree.quotations, strict=True):
        if first >= last:
            continue
        words = last - first
        bucket = 1 + sum(words > limit for limit in _LENGTHS)
        inside = 3 if quotation.balanced else 4
        for token in range(first, last):
            state[token] = inside
            length[token] = bucket
        if tree.is_mark(first):
            state[first] = 5 if quotation.continues else 1
        if tree.is_mark(last - 1):
            state[last - 1] = 2
        for step in range(1, _NEAR + 1):
            if first - step >= 0:
                near[first - step] = near[first - step] or step
            if last - 1 + step < size:
                near[last - 1 + step] = near[last - 1 + step] or _NEAR + step
    return state, near, length


def _paragraph_column(tree: Tree) -> list[int]:
    column = [0] * len(tree)
    for token, paragraph in enumerate(tree.paragraph):
        if token == 0 or paragraph != tree.paragraph[token - 1]:
            column[token] = 1
            if token:
                column[token - 1] = 2
        if column[token] == 0 and paragraph == 0:
            column[token] = 3
        if tree.sentences[tree.sentence[token]][0] == token and column[token] in (0, 3):
            column[token] = 4
    return column


def _meaning_column(tree: Tree) -> list[int]:
    known = cues()
    column = [0] * len(tree)
    for token, (lemma, part) in enumerate(zip(tree.lemmas, tree.pos, strict=True)):
        cue = known.get((lemma, part))
        if cue is not None:
            column[token] = MEANINGS.index(cue.meaning)
    return column


def _rule_column(size: int, drafts: Sequence[Draft]) -> list[int]:
    column = [0] * size
    for found in drafts:
        roles = [(1, part) for part in found.content]
        roles += [(bit, part) for bit, part in ((2, found.source), (4, found.cue)) if part]
        for bit, (start, end) in roles:
            for token in range(start, end):
                column[token] |= bit
    return column


def _shape(word: str) -> int:
    if word.islower():
        return 1
    if word.istitle():
        return 2
    if word.isupper():
        return 3
    if any(character.isdigit() for character in word):
        return 4
    return 5 if not any(character.isalpha() for character in word) else 0


def _links(tree: Tree) -> Ints:
    size = len(tree)
    subject, clause = list(range(size)), list(range(size))
    for token, (dep, head) in enumerate(zip(tree.deps, tree.heads, strict=True)):
        if dep in ("nsubj", "nsubjpass", "poss"):
            subject[head] = token
        elif dep == "ccomp" or (dep in ("xcomp", "dobj", "pobj") and clause[head] == head):
            clause[head] = token
    return np.array([tree.heads, subject, clause], dtype=np.int32).T.copy()


UPWARD = 4
DISTANCES = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 48, 64, 100)


def relation_sizes(dependencies: int) -> tuple[int, int, int, int]:
    """Return the number of values of each column of :meth:`Relations.of`.

    Parameters
    ----------
    dependencies
        Number of dependency labels that the weights know, the unknown one included.
    """
    return (2 + (UPWARD + 1) * (dependencies + 1), 2 * len(DISTANCES) + 1, 5, 5)


class Relations:
    """How the tokens around a cue lie to it, for one document.

    Parameters
    ----------
    tree, features
        The document and its features.
    dependencies
        Number of dependency labels that the weights know, the unknown one included.
    """

    def __init__(self, tree: Tree, features: Features, dependencies: int) -> None:
        self.tree = tree
        self.branches: list[int] = features.values[:, NAMES.index("dep")].tolist()
        self.width = dependencies + 1
        self.sentence = np.array(tree.sentence, dtype=np.int32)
        self.quotation = np.array(tree.quotation, dtype=np.int32)

    def of(self, cue: int, start: int, end: int) -> Ints:
        """Describe each token of a window.

        Columns: the way through the parse (steps up from the cue, then the dependency of the branch
        that holds the token; 0 is another sentence, 1 the cue); signed distance; whether token and
        cue lie in quotations, and in the same; sentences apart.
        """
        steps = np.arange(start - cue, end - cue, dtype=np.int32)
        distance = np.searchsorted(DISTANCES, np.abs(steps), side="right")
        mine = self.quotation[cue]
        there = self.quotation[start:end]
        quoted = np.where(there < 0, 3 if mine >= 0 else 0, 1 if mine < 0 else 4)
        if mine >= 0:
            quoted[there == mine] = 2
        sentences = np.clip(self.sentence[start:end] - self.sentence[cue], -2, 2) + 2
        return np.stack(
            [
                self._path(cue, start, end),
                np.sign(steps) * distance + len(DISTANCES),
                quoted,
                sentences,
            ],
            axis=1,
        ).astype(np.int32)

    def _path(self, cue: int, start: int, end: int) -> Ints:
        tree = self.tree
        path = np.zeros(end - start, dtype=np.int32)
        chain = [cue]
        while len(chain) <= UPWARD and tree.heads[chain[-1]] != chain[-1]:
            chain.append(tree.heads[chain[-1]])
        # The outermost first: what lies nearer to the cue overwrites it.
        for step in range(len(chain) - 1, -1, -1):
            node, base = chain[step], 2 + step * self.width
            for child in tree.children[node]:
                first, last = max(tree.left[child], start), min(tree.right[child], end)
                if first < last:
                    path[first - start : last - start] = base + 1 + self.branches[child]
            if start <= node < end:
                path[node - start] = base if step else 1
        return path


WINDOW = 150


def window_of(tree: Tree, cue: int) -> tuple[int, int]:
    """Return the tokens among which source and content of a cue are sought: its paragraph.

    A paragraph that ends with a colon is read together with the next one.
    """
    paragraph = tree.paragraph[cue]
    start = end = cue
    while start > 0 and cue - start < WINDOW and tree.paragraph[start - 1] in (paragraph, -1):
        start -= 1
    size = len(tree)
    while end < size and end - cue < WINDOW and tree.paragraph[end] in (paragraph, -1):
        end += 1
    last = end - 1
    while last > cue and tree.paragraph[last] != paragraph:
        last -= 1
    if end < size and tree.words[last] == ":":
        paragraph = tree.paragraph[end]
        while end < size and end - cue < WINDOW and tree.paragraph[end] in (paragraph, -1):
            end += 1
    return start, end
