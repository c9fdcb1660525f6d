"""The files that an edition's articles stand for, found anew for each run."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.editions import Edition, find_sources
from analysis.errors import ArticleError


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    for number, name in enumerate(
        ["in/a.txt", "in/b.txt", "in/.c.txt", "in/d.csv", "one.txt", "out/runs/x.txt"]
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Talks go on.\n")
        os.utime(file, (number, number))
    named = tmp_path / "data" / "articles" / "named.txt"
    named.parent.mkdir(parents=True)
    named.write_text("Talks go on.\n")
    return Edition(name="e", base=tmp_path, output=tmp_path / "out")


def found(edition: Edition, *articles: str) -> list[str]:
    sources = find_sources(replace(edition, articles=articles))
    return [str(file.relative_to(edition.base)) for file in sources.files]


def test_paths_patterns_folders_and_names(edition: Edition) -> None:
    assert found(edition, "one.txt", "in/", "in/a*.txt", "named") == [
        "one.txt",
        "in/a.txt",
        "in/b.txt",
        "data/articles/named.txt",
    ]
    assert found(edition, "**/a.txt") == ["in/a.txt"]
    assert found(edition, str(edition.base / "one.txt")) == ["one.txt"]


def test_reports_are_no_articles(edition: Edition) -> None:
    assert found(edition, "**/x.txt", "out/runs") == []


def test_what_is_missing_or_empty_is_told_apart(edition: Edition) -> None:
    (edition.base / "empty").mkdir()
    sources = find_sources(replace(edition, articles=("gone.txt", "empty", "none*.txt", "one.txt")))
    assert sources.missing == (("gone.txt", "there is no such article"),)
    assert sources.empty == ("empty", "none*.txt")
    assert [file.name for file in sources.files] == ["one.txt"]


@pytest.mark.parametrize("words", ["in", "in/*.txt", "in/../in/s*"])
def test_links_in_a_folder_do_not_lead_out_of_it(edition: Edition, words: str) -> None:
    (edition.base / "secret.txt").write_text("not for reports\n")
    (edition.base / "in" / "s.txt").symlink_to(edition.base / "secret.txt")
    (edition.base / "in" / "sa.txt").symlink_to(edition.base / "in" / "a.txt")
    sources = find_sources(replace(edition, articles=(words,)))
    assert "s.txt" not in [file.name for file in sources.files]
    assert [reason for _, reason in sources.missing] == [
        "it is a link that leads out of the folder"
    ]
    # A link that is named is meant.
    assert find_sources(replace(edition, articles=("in/s.txt",))).missing == ()


def test_only_the_newest(edition: Edition) -> None:
    sources = find_sources(replace(edition, articles=("one.txt", "in/"), newest=2))
    assert [file.name for file in sources.files] == ["one.txt", "b.txt"]
    assert sources.older == 1


def test_no_articles_mean_the_default_one(edition: Edition) -> None:
    assert found(edition) == ["data/articles/named.txt"]
    with pytest.raises(ArticleError):
        find_sources(replace(edition, base=Path("/")))
