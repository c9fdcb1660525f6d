"""The weights that come with the package: they load, fit their card, and spell out no rare word."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from analysis.annotate.quoting import network
from analysis.annotate.quoting.confidence import TERMS, chance_right, fit
from analysis.annotate.quoting.features import NAMES, SIZES, TENSOR_WIDTH
from analysis.errors import ModelError

FOLDER = files("analysis") / "annotate" / "weights"


def test_weights_load_and_have_the_shapes_that_the_features_need() -> None:
    loaded = network.load_network()
    sizes = {name: len(values) + 1 for name, values in loaded.vocabularies.items()} | SIZES
    assert {name: len(loaded.arrays[f"embedding.{name}"]) for name in NAMES} == sizes
    assert loaded.input_tensor.shape[0] == TENSOR_WIDTH
    assert loaded.arrays["confidence"].shape == (len(TERMS),)
    assert all(np.isfinite(array).all() for array in loaded.arrays.values())


def test_the_model_card_has_the_hash_of_the_weights() -> None:
    sha256 = hashlib.sha256((FOLDER / network.WEIGHTS).read_bytes()).hexdigest()
    assert sha256 in (FOLDER / "attributions.md").read_text("utf-8")


def test_the_weights_are_small() -> None:
    assert len((FOLDER / network.WEIGHTS).read_bytes()) < 2_000_000


def test_damaged_weights_are_an_error_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "annotate" / "weights"
    folder.mkdir(parents=True)
    (folder / network.WEIGHTS).write_bytes(b"not an archive")
    monkeypatch.setattr(network, "files", lambda package: tmp_path)
    network.load_network.cache_clear()
    with pytest.raises(ModelError, match="weights"):
        network.load_network()
    network.load_network.cache_clear()


def test_confidence_recovers_known_odds() -> None:
    chance = np.random.default_rng(7)
    evidence = np.zeros((4000, len(TERMS)), dtype=np.float32)
    evidence[:, 0] = 1
    evidence[:, 1] = chance.normal(size=4000)
    right = (chance.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * evidence[:, 1])))).astype(np.float32)
    weights = fit(evidence, right)
    assert weights[0] == pytest.approx(0.5, abs=0.15)
    assert weights[1] == pytest.approx(2.0, abs=0.25)
    assert chance_right(weights, evidence[0]) <= 0.99


@pytest.mark.gold
def test_no_word_of_fewer_than_five_articles_is_stored(gold: Path) -> None:
    words = network.load_network().vocabularies["lemma"]
    lines = (gold / "polnear" / "train.jsonl").read_text("utf-8").splitlines()
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(set(re.findall(r"[a-z]+", json.loads(line)["text"].lower())))
    assert [word for word in words if re.fullmatch("[a-z]+", word) and counts[word] < 5] == []
