"""Annotations are computed once, and again when anything they depend on changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import cache
from analysis.articles import ANNOTATION_LIMIT
from analysis.errors import ArticleError
from analysis.model import Annotation, Article

ARTICLE = Article(id="ferry", text="The union rejected the offer.", published="2019-05-03")
OTHER = Article(id="grain", text="The envoys met on Monday.")


@pytest.fixture
def computed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the articles that were computed, by a stand-in for the annotator."""
    done: list[str] = []

    def compute(articles: list[Article], model: str) -> list[Annotation]:
        done.extend(article.id for article in articles)
        return [Annotation(article=article, notes=(model,)) for article in articles]

    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "_compute", compute)
    return done


def test_only_what_is_missing_is_computed_and_order_is_kept(computed: list[str]) -> None:
    cache.annotated([ARTICLE], "m")
    found = cache.annotated([OTHER, ARTICLE], "m")
    assert computed == ["ferry", "grain"]
    assert [annotation.article for annotation in found] == [OTHER, ARTICLE]


def test_metadata_model_and_code_are_part_of_the_key(
    computed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.annotated([ARTICLE], "m")
    cache.annotated([ARTICLE.model_copy(update={"published": "2019-05-04"})], "m")
    cache.annotated([ARTICLE], "n")
    monkeypatch.setattr(cache, "code_hash", lambda: "changed")
    cache.annotated([ARTICLE], "m")
    assert len(computed) == 4


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"null"])
def test_a_damaged_entry_is_computed_anew(computed: list[str], damage: bytes) -> None:
    cache.annotated([ARTICLE], "m")
    entry = next(cache.folder().glob("*.json"))
    whole = entry.read_bytes()
    entry.write_bytes(damage)
    cache.annotated([ARTICLE], "m")
    assert computed == ["ferry", "ferry"]
    assert entry.read_bytes() == whole


def test_an_entry_of_another_article_is_not_believed(computed: list[str]) -> None:
    cache.annotated([ARTICLE], "m")
    entry = next(cache.folder().glob("*.json"))
    entry.write_text(Annotation(article=OTHER).to_json())
    assert cache.annotated([ARTICLE], "m")[0].article == ARTICLE


def test_nothing_is_left_aside(computed: list[str]) -> None:
    cache.annotated([ARTICLE, OTHER], "m")
    assert all(file.suffix == ".json" for file in cache.folder().iterdir())


def test_a_folder_that_cannot_be_written_costs_only_time(
    computed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "file" / "cache"))
    assert len(cache.annotated([ARTICLE], "m")) == 1


def test_a_text_too_long_is_refused_before_anything_is_computed(computed: list[str]) -> None:
    with pytest.raises(ArticleError, match="too long"):
        cache.annotated([ARTICLE, Article(id="x", text="a" * (ANNOTATION_LIMIT + 1))], "m")
    assert computed == []


def test_where_the_cache_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PARLEY_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "parley"


def test_a_hit_does_not_import_spacy(pipeline: object, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text(ARTICLE.text)
    code = (
        "import sys, analysis\n"
        "dossier = analysis.open(sys.argv[1])\n"
        "dossier.actors, dossier.meetings\n"
        "print('spacy' in sys.modules, 'matplotlib' in sys.modules)"
    )

    def run() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, str(file)],
            env={**os.environ, "PARLEY_CACHE": str(tmp_path / "cache")},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    assert run() == "True False"
    assert run() == "False False"
