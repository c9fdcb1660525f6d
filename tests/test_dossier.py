"""What notebooks work with."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import analysis
from analysis import cache
from analysis.dossier import Dossier
from analysis.errors import ArticleError, ParameterError
from analysis.model import Annotation, Article


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two articles; annotating finds nothing, at no cost."""
    monkeypatch.setattr(
        cache, "annotated", lambda loaded, model=None: [Annotation(article=a) for a in loaded]
    )
    folder = tmp_path / "data" / "articles"
    folder.mkdir(parents=True)
    (folder / "ferry.txt").write_text("<b>Ferry</b> talks stall\n\nThe crews’ union left.")
    (folder / "ferry.toml").write_text("default = true\n")
    (folder / "grain.txt").write_text("The envoys met.")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize("nothing", [(), [], "", [""], None])
def test_nothing_stands_for_the_default_article(articles: Path, nothing: Any) -> None:
    assert analysis.open(nothing).article_id == "ferry"


def test_several_articles_and_their_date(articles: Path) -> None:
    dossier = analysis.open(["grain", articles / "ferry.txt"], published=date(2019, 5, 3))
    assert dossier.article_id == "grain + ferry"
    assert list(dossier.articles["published"]) == ["2019-05-03"] * 2
    assert list(dossier.articles["article"]) == ["grain", "ferry"]
    assert all(
        len(table) == 0
        for table in (dossier.actors, dossier.attributions, dossier.positions, dossier.meetings)
    )
    assert len(dossier.time_expressions) == len(dossier.sentences) == 0


def test_an_empty_date_leaves_it_to_the_files(articles: Path) -> None:
    assert analysis.open("grain", published="").annotations[0].article.published is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"published": 2013},
        {"published": "tomorrow"},
        {"model": 3},
        {"articles": 3},
        {"articles": [3]},
        {"articles": {"grain": 1}},
        {"articles": b"grain"},
    ],
)
def test_wrong_parameters_say_what_is_allowed(articles: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError) as caught:
        analysis.open(**{"articles": "grain", **wrong})
    assert caught.value.where in wrong
    assert caught.value.allowed


def test_two_articles_of_one_name_are_refused(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "grain.txt").write_text("Another.")
    with pytest.raises(ArticleError, match="same name"):
        analysis.open(["grain.txt", "data/articles/grain.txt"])


def test_reprs_escape_what_comes_from_articles() -> None:
    article = Article(id="x", title="<script>alert(1)</script>", text="")
    dossier = Dossier([Annotation(article=article)])
    assert "<script>" not in dossier._repr_html_()
    assert "no date of publication" in dossier._repr_html_()
    assert "0 actors" in repr(dossier)


def test_importing_the_package_is_light() -> None:
    code = "import sys, analysis; print(sorted({'spacy', 'pandas', 'pydantic'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert {"open", "Dossier"} <= set(dir(analysis))
    with pytest.raises(AttributeError):
        analysis.nothing  # noqa: B018


def test_one_bad_article_of_a_file_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "export.jsonl"
    lines = ['{"text": "Talks go on, the envoy said."}', '{"text": 3}']
    lines += [f'{{"text": "{"a " * 100_001}"}}', '{"text": "The envoys met on Friday."}']
    path.write_text("\n".join(lines))
    dossier = analysis.open(path)
    assert [one.article.id for one in dossier.annotations] == ["export#1", "export#4"]
    first, second = dossier.annotations[0].notes[:2]
    assert first.startswith("Left out of this report: export.jsonl, line 2: no text")
    assert second.startswith("Left out of this report: export#3: the text is too long")
    assert str(tmp_path) not in first + second
    path.write_text(lines[1])
    with pytest.raises(ArticleError, match="line 1"):
        analysis.open(path)
