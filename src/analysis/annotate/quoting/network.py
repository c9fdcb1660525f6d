"""The learned finder: a small network over the parse, in numpy.

It answers two questions. For each token: is it the head of a cue? And for each cue: which tokens
around it are its content, its source, the cue itself? So each attribution is read off for its own
cue, and nested and overlapping ones cost nothing extra. Words, tags, dependencies, quotation marks
and what the grammar rules found go in as embeddings, with the tagger's own vectors; each layer
looks at the neighbours in the sentence and at head, subject and object in the parse, as graph
convolutions do (Marcheggiani and Titov 2017). ``scripts/train_attributions.py`` trains it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.annotate.quoting.features import NAMES, Features, Floats, Relations
from analysis.errors import ModelError

WEIGHTS = "attributions.npz"
OUTSIDE, CONTENT, SOURCE, CUE = range(4)
_EPSILON = np.float32(1e-5)


class Network:
    """The trained weights and how they are applied.

    Parameters
    ----------
    arrays
        Weights by name.
    vocabularies
        Number of each known value, for lemma, tag, dep and entity.
    """

    def __init__(
        self, arrays: Mapping[str, npt.NDArray[Any]], vocabularies: dict[str, dict[str, int]]
    ) -> None:
        arrays = {name: array.astype(np.float32) for name, array in arrays.items()}
        self.arrays = arrays
        self.vocabularies = vocabularies
        self.steps = [int(step) for step in arrays["steps"]]
        # An embedding followed by a linear layer is one table: multiply once, look up ever after.
        width = sum(arrays[f"embedding.{name}"].shape[1] for name in NAMES)
        weights = arrays["input.weight"]
        self.input_tensor = weights[:, : weights.shape[1] - width].T.copy()
        self.input_tables = []
        start = weights.shape[1] - width
        for name in NAMES:
            table = arrays[f"embedding.{name}"]
            self.input_tables.append(table @ weights[:, start : start + table.shape[1]].T)
            start += table.shape[1]

    @property
    def dependencies(self) -> int:
        """Number of dependency labels, the unknown one included."""
        return len(self.vocabularies["dep"]) + 1

    def encode(self, features: Features) -> Floats:
        """Return a vector for each token, from the token and what surrounds it."""
        arrays = self.arrays
        summed = features.tensor @ self.input_tensor + arrays["input.bias"]
        for column, table in enumerate(self.input_tables):
            summed += table[features.values[:, column]]
        hidden = _normalised(np.maximum(summed, 0), arrays, "input.norm")
        links = features.links
        for number, step in enumerate(self.steps):
            around = np.concatenate(
                [
                    hidden,
                    _shifted(hidden, step),
                    _shifted(hidden, -step),
                    hidden[links[:, 0]],
                    hidden[links[:, 1]],
                    hidden[links[:, 2]],
                ],
                axis=1,
            )
            change = around @ arrays[f"layer.{number}.weight"].T + arrays[f"layer.{number}.bias"]
            hidden = _normalised(hidden + np.maximum(change, 0), arrays, f"layer.{number}.norm")
        return hidden

    def cue_scores(self, hidden: Floats) -> Floats:
        """Return for each token the probability that it is the head of a cue."""
        arrays = self.arrays
        inner = np.maximum(hidden @ arrays["cue.0.weight"].T + arrays["cue.0.bias"], 0)
        raw = inner @ arrays["cue.1.weight"].T + arrays["cue.1.bias"]
        return _sigmoid(raw[:, 0])

    def role_scores(
        self, hidden: Floats, cues: list[int], windows: list[tuple[int, int]], relations: Relations
    ) -> list[Floats]:
        """Return for each cue the probability of each role for each token of its window.

        Returns
        -------
        list of arrays
            Tokens of the window by outside, content, source, cue.
        """
        if not cues:
            return []
        arrays = self.arrays
        own = hidden @ arrays["role.token.weight"].T + arrays["role.token.bias"]
        of_cue = hidden[cues] @ arrays["role.cue.weight"].T
        rows = np.concatenate([np.arange(start, end) for start, end in windows])
        sizes = np.array([end - start for start, end in windows])
        which = np.repeat(np.arange(len(cues)), sizes)
        related = np.concatenate(
            [relations.of(cue, *window) for cue, window in zip(cues, windows, strict=True)]
        )
        summed = own[rows] + of_cue[which]
        for column in range(related.shape[1]):
            summed += arrays[f"relation.{column}"][related[:, column]]
        state = np.maximum(summed, 0)
        for number in range(2):
            around = np.concatenate(
                [state, *(_within(state, which, step) for step in (number + 1, -number - 1))],
                axis=1,
            )
            change = around @ arrays[f"role.{number}.weight"].T + arrays[f"role.{number}.bias"]
            state = _normalised(state + np.maximum(change, 0), arrays, f"role.{number}.norm")
        scores = _softmax(state @ arrays["role.out.weight"].T + arrays["role.out.bias"])
        return np.split(scores, np.cumsum(sizes)[:-1])


def _normalised(values: Floats, arrays: dict[str, Floats], name: str) -> Floats:
    mean = values.mean(axis=1, keepdims=True)
    centred = values - mean
    spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
    return np.asarray(centred / spread * arrays[f"{name}.weight"] + arrays[f"{name}.bias"])


def _shifted(values: Floats, step: int) -> Floats:
    """Move rows down by `step` (up where negative), with zeros in the gap."""
    moved = np.zeros_like(values)
    if step > 0:
        moved[step:] = values[:-step]
    else:
        moved[:step] = values[-step:]
    return moved


def _within(values: Floats, which: npt.NDArray[np.int64], step: int) -> Floats:
    """Move rows as :func:`_shifted` does, but not from the window of one cue into another's."""
    moved = _shifted(values, step)
    same = np.zeros(len(which), dtype=bool)
    if step > 0:
        same[step:] = which[step:] == which[:-step]
    else:
        same[:step] = which[:step] == which[-step:]
    moved[~same] = 0
    return moved


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


@lru_cache(maxsize=1)
def load_network() -> Network:
    """Load the weights that come with the package.

    Raises
    ------
    ModelError
        If the file of weights is missing or damaged.
    """
    file = files("analysis") / "annotate" / "weights" / WEIGHTS
    try:
        with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files if name != "vocabularies"}
            vocabularies = json.loads(bytes(stored["vocabularies"]).decode("utf-8"))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError("the weights for attributions cannot be read", found=str(file)) from error
    return Network(arrays, vocabularies)
