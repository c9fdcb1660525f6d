"""Mail, feeds, JSON lines and Word documents: the parts of them that files/ does not show."""

from __future__ import annotations

import json
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from analysis.articles import load_article, load_articles
from analysis.articles.readers import read_as
from analysis.articles.records import read_records
from analysis.errors import ArticleError

LONG = " ".join(f"Envoy number {number} said that talks would go on." for number in range(40))


def message(**fields: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {
        "From": "a@b.example",
        "Subject": "Talks",
        "MIME-Version": "1.0",
        **fields,
    }.items():
        del made[name]
        made[name.replace("_", "-")] = value
    return made


def test_the_plain_part_of_a_message_is_preferred_where_it_is_whole() -> None:
    made = message()
    made.set_content(f"{LONG}\n\n{LONG}")
    made.add_alternative(f"<p>{LONG}</p><p>{LONG}</p>", subtype="html")
    found = read_as("e-mail", made.as_bytes(), where="x")[0]
    assert found.text == f"Talks\n\n{LONG}\n\n{LONG}\n"
    assert found.published is None


def test_attached_files_are_not_the_message() -> None:
    made = message()
    made.add_attachment(b"Annex text", maintype="text", subtype="plain", filename="annex.txt")
    with pytest.raises(ArticleError, match="no part of this message holds text"):
        read_as("e-mail", made.as_bytes(), where="x")


def test_broken_fields_of_a_message() -> None:
    data = (
        b"From: =?utf-8?q?=C3?= <x@\nSubject: =?nonsense?b?!!?= Talks\nDate: Tue, 99 Foo\n"
        b"Content-Type: text/plain; charset=klingon\nMIME-Version: 1.0\n\nEnvoys met.\n"
    )
    found = read_as("e-mail", data, where="x")[0]
    assert "Envoys met." in found.text
    assert found.published is None


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Post</title><language>en-gb</language><link>https://post.example</link>
<item><title>Talks &amp;amp; tariffs</title><link>https://post.example/1</link><guid>g1</guid>
<pubDate>Tue, 06 May 2031 23:30:00 -0500</pubDate>
<content:encoded><![CDATA[<p>First paragraph of it.</p><ul><li>one</li></ul><script>no()</script>]]></content:encoded></item>
<item><title>Second</title><link>https://post.example/2</link><guid>g2</guid><description>Only a summary.</description></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>urn:1</id><title>Dated</title><published>2031-05-06T10:00:00Z</published><updated>2031-05-09T10:00:00Z</updated><content type="html">&lt;p&gt;Text one.&lt;/p&gt;</content></entry>
<entry><id>urn:2</id><title>Updated</title><updated>2031-05-09T10:00:00Z</updated><summary>Text two.</summary></entry></feed>"""


def test_the_entries_of_an_rss_file(tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(RSS)
    first, second = load_articles(path).articles
    assert first.title == "Talks & tariffs"
    assert first.text == "Talks & tariffs\n\nFirst paragraph of it.\n\none\n"
    assert [one.kind for one in first.paragraphs] == ["title", "body", "list item"]
    assert first.published == "2031-05-06"
    assert (first.publisher, first.language) == ("The Post", "en-gb")
    assert first.url == "https://post.example/1"
    assert "summary" in second.notes[0]
    assert first.id.startswith("wire#")
    # An entry keeps its key when newer ones come before it.
    path.write_text(
        RSS.replace(
            "<item>",
            "<item><title>New</title><guid>g0</guid><description>x</description></item><item>",
            1,
        )
    )
    assert [one.id for one in load_articles(path).articles][1:] == [first.id, second.id]


def test_an_update_is_no_date_of_publication() -> None:
    first, second = read_as("feed", ATOM.encode(), where="x")
    assert first.published == "2031-05-06"
    assert second.published is None
    assert "2031-05-09" in second.notes[-1]


@pytest.mark.parametrize(
    "data",
    [
        b"<rss></rss>",
        b'<?xml version="1.0"?><feed/>',
        b"<rss><channel><item><title></title></item></channel></rss>",
    ],
)
def test_feeds_without_articles(data: bytes) -> None:
    with pytest.raises(ArticleError, match="no entry"):
        read_as("feed", data, where="x")


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "base.jsonl"
    records = [
        {
            "text": "One.\r\nTwo.",
            "title": "T",
            "published": "2031-05-06",
            "publisher": "P",
            "url": "https://p.example/1",
        },
        {
            "text": "Three.",
            "id": "A-7",
            "published": "2031-05-07T10:00:00Z",
            "published_basis": "the archive",
        },
        {"text": "Four.", "author": "X"},
        {"text": 4},
        {"text": "Five.", "published": "next week"},
        {"text": "Six.", "id": "../../etc"},
        ["no"],
    ]
    path.write_text(
        "\ufeff" + "\n".join(json.dumps(one) for one in records) + "\n\n{broken\n", "utf-8"
    )
    loaded = load_articles(path)
    assert [one.id for one in loaded.articles] == ["base#1", "base#A-7"]
    assert loaded.articles[0].text == "One.\nTwo."
    assert loaded.articles[0].published_basis == "the record's key published"
    assert loaded.articles[1].published_basis == "the archive"
    said = [str(error) for error in loaded.errors]
    assert len(said) == 6
    assert all(
        f"line {line}" in message for line, message in zip([3, 4, 5, 6, 7, 9], said, strict=True)
    )
    assert "author" in said[0]
    assert "published_basis, publisher" in said[0]
    assert load_article(tmp_path / "base.jsonl#A-7").published == "2031-05-07"


def test_a_list_of_objects_is_read_like_lines(tmp_path: Path) -> None:
    path = tmp_path / "base.json"
    path.write_text(json.dumps([{"text": "a"}, {"text": "b"}], indent=1))
    assert [one.text for one in load_articles(path).articles] == ["a", "b"]


def test_no_line_that_can_be_read_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "base.jsonl"
    path.write_text("nothing\n")
    with pytest.raises(ArticleError, match="line 1"):
        load_articles(path)


def word(document: docx.document.Document) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def test_tracked_changes_links_and_tables_of_a_word_document() -> None:
    document = docx.Document()
    document.add_paragraph("Accord near", style="Title")
    paragraph = document.add_paragraph("Envoys ")
    for tag, text_tag, text in (("w:ins", "w:t", "agreed"), ("w:del", "w:delText", "refused")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(text_tag)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    link, run, words = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    words.text = " to meet."
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    link.append(run)
    paragraph._p.append(link)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Round one", "Port Sella"
    document.add_paragraph("Annex", style="Heading 2")
    document.add_paragraph("first", style="List Bullet")
    found = read_as("DOCX document", word(document), where="x")[0]
    assert found.title == "Accord near"
    assert (
        found.text
        == "Accord near\n\nEnvoys agreed to meet.\n\nRound one\n\nPort Sella\n\nAnnex\n\nfirst\n"
    )
    assert [kind for _, _, kind in found.kinds] == ["title", "heading", "list item"]


def test_a_word_document_without_text() -> None:
    with pytest.raises(ArticleError, match="no text"):
        read_as("DOCX document", word(docx.Document()), where="x")


def test_letters_beyond_the_first_plane_and_halves_of_them() -> None:
    rtf = rb"{\rtf1\ansi\uc1 Talks \u-10179?\u-8704? and \u-10179? went on.\par}"
    assert read_as("RTF document", rtf, where="x")[0].text == "Talks 😀 and \ufffd went on.\n"
    record = json.dumps({"text": "a 😀 b \ud83d c", "title": "\ude00"}).encode()
    ((found,), errors) = read_records(record, where="x")
    assert (found.text, found.title, errors) == ("a 😀 b \ufffd c", "\ufffd", [])


def test_links_of_a_rich_text_are_their_words() -> None:
    rtf = (
        rb"{\rtf1\ansi Envoys "
        rb'{\field{\*\fldinst{HYPERLINK "https://post.example/a?b=1"}}{\fldrslt{ met again}}}'
        rb' ("e.g.") in Oslo.\par}'
    )
    found = read_as("RTF document", rtf, where="x")[0].text
    assert "post.example" not in found
    assert '("e.g.") in Oslo.' in found


def test_a_pdf_with_modern_encryption_is_said_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf
    from pypdf.errors import DependencyError

    def fail(*_: object, **__: object) -> None:
        raise DependencyError("cryptography is required")

    monkeypatch.setattr(pypdf, "PdfReader", fail)
    with pytest.raises(ArticleError, match="protected"):
        read_as("PDF document", b"%PDF-1.7", where="x")
