"""Files that real programs made -> articles. What each program is, files/README.md says."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from analysis.articles import article_files, load_article, load_articles
from analysis.errors import ArticleError
from analysis.model import Article, text_sha256

FILES = Path(__file__).parent / "files"

HERRING = (
    "Negotiators from Norland and the Vesper Isles met in Port Sella on Tuesday for the first time "
    "since March, after both governments said that they were ready to discuss the herring quota again."
)
DAM = (
    "Teland’s chief negotiator, Anselm Roy, was more cautious. His government insists that the "
    "filling take at least seven years and has repeatedly threatened to withdraw its observers if "
    "the sluices are closed before the accord is signed. “A signature comes first, and water comes "
    "second,” Roy told journalists in the well-known Hall of Maps."
)
LIST = [
    "The number of years in which the reservoir is filled",
    "The release of water in a drought that lasts longer than one season",
    "The seat of the joint commission",
]


def words(article: Article, kind: str | None = None) -> list[str]:
    return [
        article.text[one.start : one.end]
        for one in article.paragraphs
        if kind is None or one.kind == kind
    ]


def check_offsets(article: Article) -> None:
    """Paragraphs are in order, do not overlap, and neither begin nor end with a blank."""
    assert article.sha256 == text_sha256(article.text)
    assert len(article.file_sha256) == 64
    end = 0
    for paragraph in article.paragraphs:
        assert end <= paragraph.start < paragraph.end <= len(article.text)
        found = article.text[paragraph.start : paragraph.end]
        assert found == found.strip()
        assert found.isprintable() or "\n" in found
        end = paragraph.end


@pytest.mark.parametrize("name", ["chromium.html", "chromium.mhtml"])
def test_a_page_saved_by_a_browser(name: str) -> None:
    article = load_article(FILES / name)
    check_offsets(article)
    assert article.title == "Herring quota talks resume in Port Sella"
    assert article.published == "2031-05-06"
    assert "2031-05-06T18:40:00+02:00" in (article.published_basis or "")
    assert article.publisher == "The Quayside Courier"
    assert article.url == "https://courier.example/fisheries/herring-quota-talks-resume"
    assert article.language == "en-GB"
    assert words(article, "title") == [article.title]
    assert HERRING in words(article, "body")
    assert words(article, "heading") == ["A demand on inspections"]
    assert words(article, "list item")[1] == "the cost of two patrol boats"
    for other in ("Subscribe", "cookies", "Ferry strike", "Terms of use", "tracker"):
        assert other not in article.text


def test_a_page_printed_by_a_browser_loses_its_head_and_foot() -> None:
    article = load_article(FILES / "chromium.pdf")
    check_offsets(article)
    assert article.title == "Herring quota talks resume in Port Sella"
    assert article.url == "https://courier.example/fisheries/herring-quota-talks-resume"
    assert article.published == "2031-05-06"
    assert HERRING in words(article, "body")
    assert "The Quayside Courier 1/" not in article.text
    assert "https://" not in article.text


@pytest.mark.parametrize(
    "name",
    [
        "libreoffice.docx",
        "libreoffice.rtf",
        "libreoffice.pdf",
        "pandoc.docx",
        "pandoc.rtf",
        "chromium_document.pdf",
    ],
)
def test_documents_of_word_processors_and_their_prints(name: str) -> None:
    article = load_article(FILES / name)
    check_offsets(article)
    assert article.title == "Dam accord within reach, envoys say"
    assert article.published == "2032-09-14"
    assert DAM in words(article, "body")
    assert "KARLSHEM, 14 September 2032 – Envoys of Ostrava and Teland said" in article.text
    assert "What is still open" in words(article)
    if not name.startswith("chromium"):
        assert words(article, "list item") == LIST
    # Everything between the paragraphs is blank: nothing of the text is outside of them.
    assert sum(len(part.split()) for part in words(article)) == len(article.text.split())


@pytest.mark.parametrize("name", ["nexis_uni.docx", "nexis_uni.rtf", "nexis_uni.pdf"])
def test_a_nexis_export_of_today(name: str) -> None:
    loaded = load_articles(FILES / name)
    assert not loaded.errors
    first, second = loaded.articles
    check_offsets(first)
    check_offsets(second)
    assert (first.id, second.id) == ("nexis_uni#1", "nexis_uni#2")
    assert first.title == "Pilots and airline agree to mediation"
    assert second.title == "Airline’s last offer is rejected"
    assert (first.published, second.published) == ("2031-10-30", "2031-11-02")
    assert first.published_basis == "the Nexis export's line 'October 30, 2031 Thursday'"
    assert first.publisher == "The Karlshem Herald"
    assert second.publisher == "The Guardian of the Coast (Port Sella)"
    assert (first.language, second.language) == (None, "en")
    assert [one.kind for one in first.paragraphs] == ["title", "dateline", "body", "body"]
    assert words(second)[-1].endswith("The airline said that it would go on with the mediation.")
    for other in ("Client/Matter", "Load-Date", "Section", "Copyright", "Noor Ansari", "Subject"):
        assert other not in first.text + second.text


def test_a_nexis_export_of_the_older_form() -> None:
    first, second = load_articles(FILES / "nexis_academic.txt").articles
    assert first.title == "Pilots and airline agree to mediation; A retired judge is to help"
    assert second.title == "Airline's last offer is rejected"
    assert (first.published, second.published) == ("2031-10-30", "2031-11-02")
    assert (first.publisher, second.publisher) == (
        "The Karlshem Herald",
        "Coast Guardian (Port Sella)",
    )
    assert first.url == "http://herald.example/business/pilots-mediation"
    assert first.language == second.language == "en"
    assert words(first)[1] == "KARLSHEM"
    assert words(first, "body")[0] == (
        "The pilots' union and Northwind Airways have agreed to let a retired judge mediate in "
        "their dispute over rosters, both sides said on Thursday."
    )
    for other in ("LOAD-DATE", "PHOTO", "Copyright", "Reserved", "DOCUMENTS"):
        assert other not in first.text + second.text


def test_one_article_of_many_by_its_key() -> None:
    article = load_article(FILES / "nexis_uni.docx#2")
    assert article.id == "nexis_uni#2"
    with pytest.raises(ArticleError, match=r"#1, #2"):
        load_article(FILES / "nexis_uni.docx#3")
    with pytest.raises(ArticleError, match="nexis_uni#1, nexis_uni#2"):
        load_article(FILES / "nexis_uni.docx")
    with pytest.raises(ArticleError, match="the file's name alone"):
        load_article(FILES / "pandoc.docx#1")


def test_a_newsletter_is_read_from_its_page_and_dated_by_its_envelope() -> None:
    article = load_article(FILES / "newsletter.eml")
    check_offsets(article)
    assert article.title == "Herring quota talks resume in Port Sella – and the ferry strike"
    assert article.published == "2031-05-07"
    assert "Date field" in (article.published_basis or "")
    assert article.publisher == "The Quayside Courier"
    assert HERRING in words(article)


def test_a_message_with_flowed_text_and_a_signature() -> None:
    article = load_article(FILES / "note.eml")
    assert article.title == "Talks on the béarnaise tariff, second day"
    assert article.published == "2031-05-08"
    assert article.publisher is None
    assert words(article) == [
        "Talks on the béarnaise tariff, second day",
        "Norland’s envoy said on Thursday that the tariff on béarnaise would be lifted by July, "
        "if the Isles lift theirs.",
        "The Isles’ minister, Maud Ellery, rejected this. “Not before August,” she said.",
    ]


def test_a_scan_is_said_to_be_one() -> None:
    with pytest.raises(ArticleError, match="scan") as caught:
        load_article(FILES / "scan.pdf")
    assert "OCR" in str(caught.value)


def test_an_archive_holds_each_of_its_articles_under_its_name() -> None:
    loaded = load_articles(FILES / "articles.zip")
    assert not loaded.errors
    assert [one.id for one in loaded.articles] == [
        "articles#chromium",
        "articles#pandoc",
        "articles#note",
    ]
    assert (
        load_article(FILES / "articles.zip#pandoc").text == load_article(FILES / "pandoc.docx").text
    )


def test_toml_beside_a_file_with_several_articles(tmp_path: Path) -> None:
    shutil.copy(FILES / "nexis_uni.docx", tmp_path)
    (tmp_path / "nexis_uni.toml").write_text(
        'publisher = "All of them"\nurl = "https://example.org/all"\n'
    )
    (tmp_path / "nexis_uni#2.toml").write_text("published = 2031-11-03\n")
    first, second = load_articles(tmp_path / "nexis_uni.docx").articles
    # What the document says of itself is stronger than the TOML for all of it, and that is said.
    assert first.publisher == load_articles(FILES / "nexis_uni.docx").articles[0].publisher
    assert any("nexis_uni.toml says publisher 'All of them'" in note for note in first.notes)
    assert first.url == second.url == "https://example.org/all"
    assert (first.published, second.published) == ("2031-10-30", "2031-11-03")


@pytest.mark.parametrize("ending", [".pdf", ".txt", ".html", "", ".eml", ".jsonl"])
@pytest.mark.parametrize(
    "name", ["pandoc.docx", "libreoffice.rtf", "chromium.mhtml", "chromium.pdf"]
)
def test_the_name_of_a_file_does_not_decide(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / f"article{ending}"
    shutil.copy(FILES / name, path)
    read, right = load_article(path), load_article(FILES / name)
    assert read.text == right.text
    assert read.file_format == right.file_format


def test_a_folder_stands_for_the_files_of_all_formats() -> None:
    names = [file.name for file in article_files(FILES)]
    assert "chromium.mhtml" in names
    assert "README.md" not in names
    assert "make_files.py" not in names


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir() if path.is_file()))
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_half_a_file_is_read_or_refused(tmp_path: Path, name: str, share: float) -> None:
    whole = (FILES / name).read_bytes()
    path = tmp_path / name
    path.write_bytes(whole[: int(share * len(whole))])
    with contextlib.suppress(ArticleError):
        for article in load_articles(path).articles:
            check_offsets(article)


@pytest.mark.parametrize(
    "ending", [".html", ".mhtml", ".pdf", ".docx", ".rtf", ".eml", ".zip", ".txt"]
)
def test_an_empty_file_of_any_name_is_an_empty_article(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"empty{ending}"
    path.write_bytes(b"")
    assert load_article(path).text == ""


def test_words_cut_at_line_ends_and_heads_of_pages() -> None:
    article = load_article(FILES / "hyphens.pdf")
    whole = load_article(FILES / "hyphens.docx")
    check_offsets(article)
    assert article.title == whole.title == "Dam accord within reach, envoys say"
    assert DAM in words(article)
    assert words(article, "list item") == LIST
    assert "The Daily Dam" not in article.text + whole.text
    assert "Page" not in article.text
    # Word for word; only where a page ends with a sentence may a paragraph have become two.
    assert " ".join(article.text.split()) == " ".join(whole.text.split())
