"""Gold data is told apart by its fields; what is not gold data is refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.errors import ParameterError
from analysis.evaluate.gold import LAYERS, gold_files, read_gold
from analysis.evaluate.run import evaluate

SAMPLES = {
    "polnear": {"id": "1", "text": "x", "attributions": []},
    "meantime": {"id": "1", "text": "x", "timex": [], "annotated_upto": 1},
    "gum": {"id": "1", "text": "x", "mentions": [], "dates": []},
    "plover": {"id": "1", "text": "x", "event": "AGREE"},
}


def write(path: Path, *documents: object) -> Path:
    path.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    return path


@pytest.mark.parametrize("name", SAMPLES)
def test_formats_are_told_apart(tmp_path: Path, name: str) -> None:
    file = read_gold(write(tmp_path / "some.jsonl", SAMPLES[name]))
    assert file.format == name
    assert LAYERS[file.format]


def test_our_own_gold_can_judge_every_layer(root: Path) -> None:
    file = read_gold(root / "tests/gold/parley.jsonl")
    assert file.format == "annotation"
    assert len(file.documents) == 23
    assert not file.blind
    assert file.name == "gold/parley"


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        ("not json\n", "line 1", "not JSON"),
        ('{"id": 1, "text": "", "event": ""}\n[1]\n', "line 2", "not an object"),
        ('{"rows": []}\n', "line 1", "unknown format"),
        ("\n", "gold.jsonl", "no document"),
    ],
)
def test_what_is_not_gold_data_is_refused_with_its_place(
    tmp_path: Path, content: str, place: str, words: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(ParameterError) as caught:
        read_gold(path)
    assert place in str(caught.value)
    assert words in str(caught.value)


def test_a_folder_gives_its_files_in_order_and_a_missing_path_an_error(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    later = write(tmp_path / "deep" / "b.jsonl", SAMPLES["plover"])
    first = write(tmp_path / "a.jsonl", SAMPLES["plover"])
    assert gold_files([tmp_path]) == [first, later]
    with pytest.raises(ParameterError, match="no such file"):
        gold_files([tmp_path / "absent"])


def test_an_unknown_layer_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", SAMPLES["plover"])
    with pytest.raises(ParameterError, match="meetings"):
        list(evaluate([path], layers=["mettings"]))


def test_a_layer_that_the_gold_data_cannot_judge_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", SAMPLES["plover"])
    with pytest.raises(ParameterError, match="none of the files"):
        list(evaluate([path], layers=["meetings"]))


def test_of_a_blind_set_only_the_scores_are_seen(root: Path) -> None:
    """Whoever reads the errors of a set tunes on it."""
    blind = root / "tests/gold/blind/parley.jsonl"
    assert read_gold(blind).blind
    (unseen,) = evaluate([blind], layers=["time_expressions"])
    assert unseen.dataset == "blind/parley"
    assert unseen.measures
    assert unseen.errors == []
