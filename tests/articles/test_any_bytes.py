"""Whatever the bytes: an article that keeps its promises, or an error that says what is wrong."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.articles import load_articles
from analysis.articles.extracted import Block, Extracted, from_blocks, lines_of, one_line
from analysis.articles.nexis import split_export
from analysis.articles.sniffing import sniff
from analysis.errors import ArticleError
from scripts import fuzz


@given(
    st.binary(max_size=400),
    st.sampled_from([".txt", ".html", ".pdf", ".eml", ".jsonl", ".zip", ""]),
)
def test_every_file_has_a_format_or_is_refused(data: bytes, suffix: str) -> None:
    try:
        format = sniff(data, suffix, where="x")
    except ArticleError as error:
        assert error.where == "x"  # noqa: PT017
        return
    assert format


@settings(max_examples=60)
@given(
    st.binary(max_size=300), st.sampled_from([".txt", ".html", ".rtf", ".eml", ".jsonl", ".zip"])
)
def test_every_file_is_an_article_or_an_error(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"article{suffix}"
        path.write_bytes(data)
        try:
            loaded = load_articles(path)
        except ArticleError:
            return
        for article in loaded.articles:
            fuzz.check_article(article)


@pytest.mark.parametrize("target", ["documents", "metadata", "parameters"])
def test_mutated_files_settings_and_parameters(target: str, tmp_path: Path) -> None:
    watch = fuzz.Watch(target, tmp_path)
    chance = random.Random(5)
    known = fuzz.seeds(target)
    for _ in range(60):
        watch.one(fuzz.mutated(chance.choice(known), chance))
    assert watch.failures == []


@given(st.lists(st.tuples(st.text(max_size=40), st.sampled_from([None, "heading", "list item"]))))
def test_kinds_point_at_the_blocks_they_are_of(blocks: list[tuple[str, object]]) -> None:
    made = from_blocks([Block(*block) for block in blocks], format="x")  # type: ignore[arg-type]
    kept = [(lines_of(text), kind) for text, kind in blocks if lines_of(text)]
    assert made.text == "".join(f"{text}\n\n" for text, _ in kept)[:-1]
    marked = [(made.text[start:end], kind) for start, end, kind in made.kinds]
    assert marked == [(text, kind) for text, kind in kept if kind]
    assert Extracted.from_json(made.as_json()) == made


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line == " ".join(line.split())
    assert one_line(line) == line
    line.encode("utf-8")


LINES = st.sampled_from(
    [
        *("", "Envoys met.", "Body", "BODY:", "End of Document", "1 of 3 DOCUMENTS", "2 of 3 DOCUMENTS"),
        *("Length: 5 words", "LENGTH: 5 words", "Byline: A", "May 6, 2031", "May 6, 2031 Tuesday"),
        *("Load-Date: May 8, 2031", "Copyright 2031 X", "HEADLINE: H;", "Graphic", "The Post", "\x00"),
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=40))
def test_lines_of_an_export_in_any_order(lines: list[str]) -> None:
    for article in split_export(Extracted("\n".join(lines), "plain text")) or []:
        assert article.text.strip()
        assert article.published in (None, "2031-05-06")
