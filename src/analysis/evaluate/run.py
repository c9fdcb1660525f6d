"""Scoring every layer on every file of gold data that can judge it."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis.errors import ParameterError
from analysis.evaluate.gold import LAYERS, GoldFile, gold_files, read_gold
from analysis.evaluate.results import LayerResult

ALL_LAYERS = (*LAYERS["annotation"], *LAYERS["several"])


def evaluate(
    paths: Sequence[Path], *, layers: Sequence[str] = (), model: str | None = None
) -> Iterator[LayerResult]:
    """Yield the scores of each layer on each gold file, file by file.

    Parameters
    ----------
    paths
        Files of gold data, or folders of them (in a folder, unknown formats are passed over).
    layers
        The layers to score; none means all that the gold data can judge.
    model
        The spaCy pipeline to annotate with; None means the default one.

    Raises
    ------
    ParameterError
        If a layer is unknown, a file cannot be read, or no file can judge the layers asked for.
    """
    unknown = sorted(set(layers) - set(ALL_LAYERS))
    if unknown:
        raise ParameterError("unknown layer", found=", ".join(unknown), allowed=ALL_LAYERS)
    scored = False
    for file in _readable(paths):
        for layer in LAYERS[file.format]:
            if not layers or layer in layers:
                scored = True
                yield evaluate_layer(layer, file, model=model)
    if not scored:
        raise ParameterError(
            "none of the files can judge the layers asked for",
            found=", ".join(layers) or "no gold data",
            allowed="; ".join(f"{name}: {', '.join(judged)}" for name, judged in LAYERS.items()),
        )


def evaluate_layer(layer: str, file: GoldFile, *, model: str | None = None) -> LayerResult:
    """Return the scores of one layer on one gold file; of a blind set without the errors."""
    module = importlib.import_module(f"analysis.evaluate.{layer}")
    result: LayerResult = getattr(module, f"evaluate_{layer}")(file.documents, model=model)
    errors = [] if file.blind else result.errors
    return dataclasses.replace(result, dataset=file.name, errors=errors)


def _readable(paths: Sequence[Path]) -> Iterator[GoldFile]:
    named = {path for path in paths if path.is_file()}
    for path in gold_files(list(paths)):
        try:
            yield read_gold(path)
        except ParameterError:
            if path in named:
                raise
