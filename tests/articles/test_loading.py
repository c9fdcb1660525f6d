"""Files and their metadata -> Article."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles import ANNOTATION_LIMIT, article_files, check_length, load_article
from analysis.articles.dates import stated_date
from analysis.articles.metadata import iso_date
from analysis.articles.paragraphs import find_paragraphs
from analysis.errors import ArticleError, ParameterError
from analysis.model import Article, text_sha256

BODY = "The grain envoys met in Port Sella and agreed to meet again, the ministry said on Friday."


def put(folder: Path, text: str, toml: str | None = None, name: str = "grain.talks.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    if toml is not None:
        path.with_suffix(".toml").write_text(toml, "utf-8")
    return path


def test_an_article_without_metadata_has_no_date(tmp_path: Path) -> None:
    article = load_article(put(tmp_path, f"Grain talks go on\n\n{BODY}\n"))
    assert (article.id, article.title) == ("grain.talks", "Grain talks go on")
    assert (article.published, article.published_basis) == (None, None)
    assert article.sha256 == text_sha256(article.text)
    assert [paragraph.kind for paragraph in article.paragraphs] == ["title", "body"]


def test_the_toml_beside_it_is_stronger_than_the_text_and_arguments_stronger_still(
    tmp_path: Path,
) -> None:
    path = put(
        tmp_path,
        f"Grain talks go on\n\nPublished: 3 May 2019\n\n{BODY}\n",
        'title = "Grain"\npublished = 2019-05-04\npublisher = "The Port Post"\n'
        'url = "https://post.example/grain"\nlanguage = "en"\n',
    )
    article = load_article(path)
    assert article.title == "Grain"
    assert (article.published, article.published_basis) == ("2019-05-04", "from grain.talks.toml")
    assert (article.publisher, article.language) == ("The Port Post", "en")
    given_by_user = load_article(path, published="2019-05-05", title="Other")
    assert given_by_user.title == "Other"
    assert given_by_user.published == "2019-05-05"
    assert given_by_user.published_basis == "given by the user, not read from the article"


@pytest.mark.parametrize(
    "value", ["2019-05-04", '"2019-05-04"', "2019-05-04T10:00:00Z", '"2019-05-04T10:00"']
)
def test_dates_in_toml_may_be_dates_or_text(tmp_path: Path, value: str) -> None:
    assert load_article(put(tmp_path, BODY, f"published = {value}")).published == "2019-05-04"


@pytest.mark.parametrize(
    ("toml", "line", "said"),
    [
        ('title = "x"\nauthor = "y"\n', "line 2", "unknown key"),
        ("title = 3\n", "line 1", "wrong type"),
        ('published = "4 May 2019"\n', "line 1", "not a date"),
        ('published = "2019-02-30"\n', "line 1", "not a date"),
        ("published = 2019-02-30\n", "line 1", "not valid TOML"),
        ("published = 2019\n", "line 1", "not a date"),
        ("title = \n", "line 1", "not valid TOML"),
        ('url = "javascript:alert(1)"\n', "line 1", "not a web address"),
        ('language = "English please"\n', "line 1", "not a language tag"),
        ('default = "yes"\n', "line 1", "wrong type"),
        ("# c\n\n[published]\nday = 3\n", "line 3", "not a date"),
    ],
)
def test_wrong_metadata_is_named_with_file_and_line(
    tmp_path: Path, toml: str, line: str, said: str
) -> None:
    with pytest.raises(ArticleError) as caught:
        load_article(put(tmp_path, BODY, toml))
    message = str(caught.value)
    assert "grain.talks.toml" in message
    assert line in message
    assert said in message
    assert caught.value.allowed


def test_toml_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = put(tmp_path, BODY)
    path.with_suffix(".toml").write_bytes(b'\xef\xbb\xbftitle = "G"\r\npublished = 2019-05-04\r\n')
    assert load_article(path).title == "G"


def test_toml_that_is_not_utf_8(tmp_path: Path) -> None:
    path = put(tmp_path, BODY)
    path.with_suffix(".toml").write_bytes(b'title = "Z\xfcrich"')
    with pytest.raises(ArticleError, match="not UTF-8"):
        load_article(path)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Tuesday, 26 February 2013", "2013-02-26"),
        ("Published: 2013-02-26", "2013-02-26"),
        ("First published on Feb. 26th, 2013, 10:15 GMT", "2013-02-26"),
        ("PORT SELLA, 26 February 2013", "2013-02-26"),
        ("Monday, 26 February 2013", None),  # it was a Tuesday
        ("30 February 2013", None),
        ("02/03/2013", None),
        ("26 February", None),
        ("Updated: 26 February 2013", None),
    ],
)
def test_the_date_an_article_states_of_itself(line: str, expected: str | None) -> None:
    text = f"Grain talks go on\n\n{line}\n\n{BODY}\n\n{BODY}\n"
    found = stated_date(text, find_paragraphs(text))
    assert (found.value if found else None) == expected
    assert found is None or found.words == line


def test_a_dateline_with_a_year_dates_the_article_and_one_without_does_not() -> None:
    text = f"PORT SELLA, Feb. 26, 2013 (Agency) - {BODY}"
    found = stated_date(text, find_paragraphs(text))
    assert found is not None
    assert found.value == "2013-02-26"
    assert found.words == "PORT SELLA, Feb. 26, 2013 (Agency)"
    text = f"PORT SELLA, Feb. 26 (Agency) - {BODY} The last round was on 3 May 2011 - in vain."
    assert stated_date(text, find_paragraphs(text)) is None


def test_lines_that_disagree_give_no_date_unless_one_says_published() -> None:
    text = f"Grain talks go on\n\n3 May 2019\n\n{BODY}\n\n4 May 2019\n"
    assert stated_date(text, find_paragraphs(text)) is None
    text = f"Grain talks go on\n\n3 May 2019\n\n{BODY}\n\nPublished: 4 May 2019\n"
    found = stated_date(text, find_paragraphs(text))
    assert found is not None
    assert found.value == "2019-05-04"


def test_a_date_in_the_middle_of_the_body_is_not_the_articles() -> None:
    text = "\n\n".join([BODY] * 7 + ["3 May 2019"] + [BODY] * 7)
    assert stated_date(text, find_paragraphs(text)) is None


@pytest.mark.parametrize(
    "value",
    [2013, "yesterday", "2013-2-6", "20130226", "2013-02-26x", b"2013-02-26", "２０１３-02-26"],
)
def test_a_parameter_that_is_no_date(value: object) -> None:
    with pytest.raises(ParameterError, match="YYYY-MM-DD"):
        iso_date(value, where="published")


@given(st.dates())
def test_dates_round_trip(day: date) -> None:
    assert iso_date(day, where="x") == iso_date(day.isoformat(), where="x") == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_an_error(text: str) -> None:
    try:
        found = iso_date(text, where="x")
    except ParameterError:
        return
    assert found is None or date.fromisoformat(found)


def test_missing_files_name_their_neighbours(tmp_path: Path) -> None:
    put(tmp_path, BODY)
    with pytest.raises(ArticleError, match=r"grain\.talks\.txt"):
        load_article(tmp_path / "grian.txt")


@pytest.mark.parametrize("name", ["a.pdf", "a.HTML", "a.docx"])
def test_what_a_file_holds_decides_and_not_its_name(tmp_path: Path, name: str) -> None:
    article = load_article(put(tmp_path, BODY, name=name))
    assert article.text == BODY
    assert article.file_format == "plain text"
    assert name[1:] in article.notes[0]


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all"
)
def test_an_unreadable_file(tmp_path: Path) -> None:
    path = put(tmp_path, BODY)
    path.chmod(0)
    with pytest.raises(ArticleError, match="cannot be read"):
        load_article(path)


def test_a_folder_stands_for_its_articles_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", "c.text", ".hidden.txt", "b.toml", "notes.md"):
        put(tmp_path, BODY, name=name)
    (tmp_path / "d.txt").mkdir()
    assert [file.name for file in article_files(tmp_path)] == ["a.TXT", "b.txt", "c.text"]
    with pytest.raises(ArticleError, match="no article in this folder"):
        article_files(tmp_path / "d.txt")


def test_an_empty_file_is_an_empty_article(tmp_path: Path) -> None:
    article = load_article(put(tmp_path, ""))
    assert (article.text, article.title, article.paragraphs) == ("", None, ())


def test_ten_megabytes_load_quickly_and_are_too_long_to_annotate(tmp_path: Path) -> None:
    path = put(tmp_path, f"{BODY * 6}\n\n" * 19_000)
    assert path.stat().st_size > 10_000_000
    started = time.process_time()
    article = load_article(path)
    assert time.process_time() - started < 4  # about 0.6 s on an idle machine
    assert len(article.paragraphs) == 19_000
    with pytest.raises(ArticleError, match=f"{ANNOTATION_LIMIT:,}"):
        check_length(article)


def test_the_longest_article_allowed() -> None:
    check_length(Article(id="x", text="a" * ANNOTATION_LIMIT))


def test_the_default_article_of_the_project(root: Path) -> None:
    article = load_article(root / "data/articles/negotiations-reignited-in-kazakhstan.txt")
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    assert kinds == ["title", "title", *["body"] * 12]
    assert (
        article.text.encode()
        == (root / "data/articles/negotiations-reignited-in-kazakhstan.txt").read_bytes()
    )
    assert article.published == "2013-02-26"
    assert (article.published_basis or "").startswith("not in the text")


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_file_whose_name_is_no_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/tal\xffks.txt"))
    try:
        path.write_text(BODY)
    except OSError:
        pytest.skip("this file system takes no such name")
    article = load_article(path)
    assert article.id == "tal\ufffdks"
    assert article.model_dump_json()
