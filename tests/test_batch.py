"""Annotating many files: what is read is handed on, and what is not is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.batch import annotate_files
from analysis.model import Annotation, Article

FILES = Path(__file__).parent / "articles" / "files"


@pytest.fixture(autouse=True)
def annotating_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import analysis.annotate

    def annotate_all(articles: Iterable[Article], model: Any = None) -> Iterator[Annotation]:
        return (Annotation(article=article) for article in articles)

    monkeypatch.setattr(analysis.annotate, "annotate_all", annotate_all)


def test_files_of_all_formats_archives_and_single_articles(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text('{"text": "One."}\n{"text": 2}\n{"text": "Three."}\n')
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    found: list[Annotation] = []
    outcome = annotate_files(
        [
            FILES / "pandoc.docx",
            FILES / "articles.zip",
            f"{FILES / 'nexis_uni.rtf'}#2",
            tmp_path,
            f"{FILES}/chromium*.pdf",
            FILES / "scan.pdf",
            FILES / "libreoffice.docx",
            FILES / "libreoffice.rtf",
        ],
        write=found.append,
    )
    assert [annotation.article.id for annotation in found] == [
        "pandoc",
        *("articles#chromium", "articles#pandoc", "articles#note"),
        "nexis_uni#2",
        *("lines#1", "lines#3"),
        *("chromium", "chromium_document"),
        "libreoffice",
    ]
    assert outcome.done == len(found)
    said = [str(error) for error in outcome.errors]
    assert len(said) == 4
    for message, words in zip(
        said, ("broken.pdf", "lines.jsonl, line 2", "a scan", "the same name"), strict=True
    ):
        assert words in message
    assert found[-1].article.file_format == "DOCX document"
