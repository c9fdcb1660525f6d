"""Finding a project's articles from any folder in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ArticleError
from analysis.project import (
    default_article,
    find_article,
    find_articles,
    notebooks_folder,
    project_folder,
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    (folder / "data" / "articles").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    for name in ("fish", "grain"):
        (folder / "data" / "articles" / f"{name}.txt").write_text("Talks went on.")
    monkeypatch.chdir(folder / "notebooks")
    return folder


def mark(project: Path, name: str) -> None:
    (project / "data" / "articles" / f"{name}.toml").write_text("default = true\n")


def test_the_project_is_found_from_below(project: Path) -> None:
    assert project_folder() == project.resolve()


def test_no_project_no_default(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no project folder"):
        default_article(tmp_path)


def test_the_default_is_the_marked_article(project: Path) -> None:
    mark(project, "grain")
    assert default_article().name == "grain.txt"
    assert [file.name for file in find_articles([])] == ["grain.txt"]


def test_without_a_mark_several_articles_are_an_error_that_names_them(project: Path) -> None:
    with pytest.raises(ArticleError, match="fish, grain"):
        default_article()
    mark(project, "fish")
    mark(project, "grain")
    with pytest.raises(ArticleError, match="several articles are marked"):
        default_article()


def test_a_single_article_needs_no_mark(project: Path) -> None:
    (project / "data" / "articles" / "fish.txt").unlink()
    assert default_article().stem == "grain"


@pytest.mark.parametrize(
    "name", ["fish", "fish.txt", "data/articles/fish.txt", "../data/articles/fish.txt"]
)
def test_names_and_paths_from_a_folder_below(project: Path, name: str) -> None:
    assert [file.resolve() for file in find_article(name)] == [
        (project / "data/articles/fish.txt").resolve()
    ]


def test_a_file_here_comes_before_the_projects(project: Path) -> None:
    Path("fish.txt").write_text("Another.")
    assert find_article("fish.txt") == [Path("fish.txt")]


def test_a_folder_and_a_file_in_it_name_each_file_once(project: Path) -> None:
    found = find_articles(["grain", "data/articles", "fish"])
    assert [file.stem for file in found] == ["grain", "fish"]


@pytest.mark.parametrize("name", ["nothing", "x" * 5000, "a\0b", "/nowhere/at/all.txt"])
def test_an_unknown_name_lists_what_there_is(project: Path, name: str) -> None:
    with pytest.raises(ArticleError, match="fish, grain"):
        find_article(name)


def test_the_notebooks_lie_in_the_checkout(root: Path) -> None:
    assert notebooks_folder() == root / "notebooks"


def test_the_project_has_one_default_article(root: Path) -> None:
    assert default_article(root).stem == "negotiations-reignited-in-kazakhstan"


@pytest.mark.parametrize(
    "pattern", ["../data/articles/*.txt", "data/articles/?*.txt", "data/*/[fg]*"]
)
def test_patterns_from_here_and_from_the_project(project: Path, pattern: str) -> None:
    (project / "data" / "articles" / "fish.toml").write_text("default = true\n")
    assert [file.stem for file in find_article(pattern)] == ["fish", "grain"]


def test_a_pattern_that_nothing_matches_and_one_that_is_a_name(project: Path) -> None:
    with pytest.raises(ArticleError, match="no such article"):
        find_article("data/articles/*.pdf")
    odd = project / "data" / "articles" / "what[1].txt"
    odd.write_text("Talks went on.")
    assert [file.name for file in find_article("what[1].txt")] == ["what[1].txt"]
    for hostile in ("**", "[", "../" * 40 + "*", "/\0*", "*" * 300, "/etc/pass*"):
        with pytest.raises(ArticleError):
            find_article(hostile)


def test_one_article_of_a_file_is_named_by_its_key(project: Path) -> None:
    folder = project / "data" / "articles"
    (folder / "base.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (found,) = find_article("base.jsonl#2")
    assert found.name == "base.jsonl#2"
    (folder / "odd#2.txt").write_text("Talks went on.")
    assert find_article("odd#2.txt")[0].name == "odd#2.txt"
    with pytest.raises(ArticleError, match="no such article"):
        find_article("nothing.jsonl#2")
