"""Files that mean harm: nothing is fetched, run or written, and nothing hangs."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from analysis.articles import load_articles
from analysis.articles.archives import Budget, Member, members
from analysis.articles.confined import Confined
from analysis.articles.limits import ARCHIVE_RATIO
from analysis.articles.readers import _READERS, read_as
from analysis.articles.sniffing import sniff
from analysis.articles.worker import refuse
from analysis.errors import ArticleError

FILES = Path(__file__).parent / "files"
BODY = (
    "<p>Envoys of both sides met again in the old customs house, and nobody left the room.</p>" * 9
)

HOSTILE_PAGE = f"""<?xml version="1.0"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://198.51.100.7/x.dtd"
 [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><base href="http://198.51.100.7/">
<link rel="stylesheet" href="http://198.51.100.7/a.css"><link rel="canonical" href="http://198.51.100.7/">
<meta http-equiv="refresh" content="0;url=http://198.51.100.7/">
<script src="http://198.51.100.7/a.js"></script></head>
<body><article>&secret;<xi:include href="file:///etc/passwd" parse="text"/>
<iframe src="file:///etc/passwd"></iframe><img src="http://198.51.100.7/a.png" onerror="x()">{BODY}
</article></body></html>""".encode()

HOSTILE_FEED = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY secret SYSTEM "file:///etc/passwd">
<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&secret;</title><item><title>T &b;</title>
<link>http://198.51.100.7/</link><description>&secret; Envoys met.
&lt;script src="http://198.51.100.7/a.js"&gt;&lt;/script&gt;</description></item></channel></rss>"""

LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)


def document(xml: str) -> bytes:
    """A Word document with another body."""
    target = io.BytesIO()
    with zipfile.ZipFile(FILES / "pandoc.docx") as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                content = xml.encode()
            new.writestr(entry, content)
    return target.getvalue()


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>Envoys met. &x;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every attempt to reach a network fails, and is noted."""
    tried: list[str] = []

    def refused(name: str):
        def call(*arguments: object, **_: object) -> None:
            tried.append(f"{name} {arguments!r}")
            raise OSError("no network in this test")

        return call

    monkeypatch.setattr(socket.socket, "connect", refused("connect"))
    monkeypatch.setattr(socket.socket, "connect_ex", refused("connect_ex"))
    monkeypatch.setattr(socket, "getaddrinfo", refused("getaddrinfo"))
    monkeypatch.setattr(socket, "create_connection", refused("create_connection"))
    return tried


def test_readers_ask_no_network(no_network: list[str]) -> None:
    read = 0
    for path in sorted(FILES.iterdir()):
        data = path.read_bytes() if path.is_file() else b""
        format = sniff(data, path.suffix, where=path.name)
        if format in _READERS and path.name != "scan.pdf":
            read += len(read_as(format, data, where=path.name))
    for hostile, format in ((HOSTILE_PAGE, "HTML page"), (HOSTILE_FEED, "feed")):
        for found in read_as(format, hostile, where="hostile"):
            assert "root:" not in found.text
            assert "root:" not in str(found.publisher)
            read += 1
    assert read > 20
    assert no_network == []


def test_entities_of_a_word_document_are_not_followed() -> None:
    for entity in ('SYSTEM "file:///etc/passwd"', 'SYSTEM "http://198.51.100.7/x"', '"safe"'):
        data = document(f"<!DOCTYPE x [<!ENTITY x {entity}>]>{WORD}")
        try:
            found = read_as("DOCX document", data, where="x")
        except ArticleError:
            continue
        assert "root:" not in found[0].text


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("DOCX document", document(f"{LAUGHS}]>{WORD.replace('&x;', '&a11;')}")),
        ("feed", f"{LAUGHS}]><rss><channel><item><title>&a11;</title></item></channel></rss>".encode()),
        ("HTML page", f"{LAUGHS}]><html><body><p>&a11;</p>{BODY}</body></html>".encode()),
    ],
)  # fmt: skip
def test_entities_that_grow_without_end(format: str, data: bytes) -> None:
    started = time.monotonic()
    try:
        found = Confined().read(format, data, where="x", seconds=30)  # type: ignore[arg-type]
    except ArticleError:
        found = []
    assert sum(len(one.text) for one in found) < 100_000
    assert time.monotonic() - started < 30


def test_the_process_of_the_readers_may_do_nothing_but_read() -> None:
    for event in ("socket.connect", "subprocess.Popen", "os.system", "os.remove", "shutil.rmtree"):
        with pytest.raises(PermissionError):
            refuse(event, ("x",))
    for mode, flags in (("w", 0), ("ab", 0), ("r+", 0), (None, os.O_WRONLY | os.O_CREAT)):
        with pytest.raises(PermissionError):
            refuse("open", ("x", mode, flags))
    refuse("open", ("x", "rb", os.O_RDONLY))
    refuse("import", ("x", None, None, None, None))


def hang() -> bytes:
    """A page that takes the extractor many seconds."""
    return b"<html><body>" + b"<div><p>word word</p>" * 150_000 + b"</body></html>"


def test_a_document_that_takes_too_long_is_ended_and_the_next_one_is_read() -> None:
    confined = Confined()
    started = time.monotonic()
    with pytest.raises(ArticleError, match=r"takes too long[\s\S]*0.3 seconds"):
        confined.read("HTML page", hang(), where="x", seconds=0.3)
    assert time.monotonic() - started < 20
    assert confined.read("e-mail", (FILES / "note.eml").read_bytes(), where="note.eml")
    confined.close()


def test_a_reader_that_was_killed_is_started_again() -> None:
    confined = Confined()
    note = (FILES / "note.eml").read_bytes()
    first = confined.read("e-mail", note, where="x")
    assert confined._process is not None
    confined._process.kill()
    confined._process.wait()
    assert confined.read("e-mail", note, where="x") == first
    confined.close()
    assert confined._process is None


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_no_reader_is_left_when_its_parent_is_killed() -> None:
    program = (
        "import os, signal, sys\n"
        "from analysis.articles import load_article\n"
        "from analysis.articles.confined import CONFINED_READER\n"
        f"load_article({str(FILES / 'note.eml')!r})\n"
        "print(CONFINED_READER._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL
    pid = int(ended.stdout)
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and ") Z" in Path(f"/proc/{pid}/stat").read_text():
            return  # ended, and waiting for whoever adopted it
        time.sleep(0.1)
    pytest.fail("the reader still runs")


def test_nothing_of_the_working_folder_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("docx", "email", "json", "zipfile"):
        (tmp_path / f"{name}.py").write_text("open('pwned', 'w')\nraise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    confined = Confined()
    assert confined.read("DOCX document", (FILES / "pandoc.docx").read_bytes(), where="x")
    confined.close()
    assert not (tmp_path / "pwned").exists()


def archive(**entries: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return target.getvalue()


def put(folder: Path, data: bytes, name: str = "a.zip") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "name", ["../up.txt", "/etc/up.txt", "a/../../up.txt", "..\\up.txt", "C:up.txt"]
)
def test_names_that_lead_out_of_an_archive(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    path = put(inside, archive(**{name: b"Talks.", "good.txt": b"Talks go on."}))
    loaded = load_articles(path)
    assert [one.id for one in loaded.articles] == ["a#good"]
    assert "leads out" in str(loaded.errors[0])
    assert sorted(entry.name for entry in tmp_path.rglob("*")) == ["a.zip", "inside"]


def test_names_in_an_archive(tmp_path: Path) -> None:
    data = archive(**{
        "2031/may/talks.txt": b"A.", "2031-may/talks.txt": b"B.", "talks.html": BODY.encode(),
        "__MACOSX/._talks.txt": b"x", ".hidden.txt": b"x", "picture.png": b"\x89PNG", "dir.txt/": b"",
        "picture.txt": b"\x89PNG\r\n",
    })  # fmt: skip
    loaded = load_articles(put(tmp_path, data))
    assert [one.id for one in loaded.articles] == [
        "a#2031-may-talks",
        "a#2031-may-talks~2",
        "a#talks",
    ]
    assert "a PNG picture" in str(loaded.errors[0])


def test_archives_in_archives_go_one_level_deep(tmp_path: Path) -> None:
    one = archive(**{"x.txt": b"Talks."})
    two = archive(**{"one.zip": one})
    three = archive(**{"two.zip": two})
    assert [a.id for a in load_articles(put(tmp_path, two)).articles] == ["a#one#x"]
    with pytest.raises(ArticleError, match="nested too deeply"):
        load_articles(put(tmp_path, three))


def test_what_unpacks_to_too_much(tmp_path: Path) -> None:
    bomb = archive(**{"a.txt": b"a" * 30_000_000})
    with pytest.raises(ArticleError, match=f"{ARCHIVE_RATIO} times"):
        load_articles(put(tmp_path, bomb))
    honest = archive(**{f"{n}.txt": os.urandom(300).hex().encode() * 300 for n in range(20)})
    found = list(members(honest, where="x", budget=Budget()))
    assert all(isinstance(one, Member) for one in found)
    with pytest.raises(ArticleError, match="too large when unpacked"):
        list(members(honest, where="x", budget=Budget(1_000_000)))


def test_an_archive_that_lies_about_sizes() -> None:
    data = bytearray(archive(**{"a.txt": b"a" * 40_000_000}))
    size = (40_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    lied = bytes(data.replace(size, (10).to_bytes(4, "little")))
    (found,) = members(lied, where="x", budget=Budget())
    assert isinstance(found, ArticleError) or len(found.data) <= 10


def test_archives_that_are_protected_damaged_or_empty(tmp_path: Path) -> None:
    data = bytearray(archive(**{"a.txt": b"Talks go on."}))
    data[6] |= 1  # the flag of the local head, and of the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArticleError, match="password"):
        load_articles(put(tmp_path, bytes(data)))
    with pytest.raises(ArticleError, match="damaged"):
        load_articles(put(tmp_path, archive(**{"a.txt": b"Talks"})[:-10]))
    with pytest.raises(ArticleError, match="no article in this archive"):
        load_articles(put(tmp_path, archive()))


def test_a_pdf_whose_stream_unpacks_to_gigabytes() -> None:
    stream = zlib.compress(b"BT (a) Tj ET " * 40_000_000, 9)
    assert len(stream) < 3_000_000
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    head += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
    head += (
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
        + stream
        + b"\nendstream endobj\n"
    )
    data = head + b"trailer<</Root 1 0 R>>\n%%EOF"
    confined = Confined()
    with pytest.raises(ArticleError):
        confined.read("PDF document", data, where="x", seconds=20)
    assert confined.read("e-mail", (FILES / "note.eml").read_bytes(), where="x")
    confined.close()


def test_markup_nested_without_end() -> None:
    for data in (
        b"<div>" * 200_000 + b"word" * 99,
        b"<b><i>" * 100_000,
        b"<table><tr><td>" * 60_000,
    ):
        try:
            Confined().read("HTML page", b"<html><body>" + data, where="x", seconds=30)
        except ArticleError as error:
            assert error.where == "x"  # noqa: PT017


def test_protected_pdf() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=FILES / "scan.pdf")
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(ArticleError, match="password"):
        read_as("PDF document", target.getvalue(), where="x")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Microsoft Office"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (archive(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "ODT"),
        (archive(mimetype=b"application/epub+zip"), "EPUB"),
        (archive(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "XLSX"),
        (b"<?xml version='1.0'?><newsml/>", "newsml"),
    ],
)  # fmt: skip
def test_formats_that_are_not_read_are_named(data: bytes, found: str) -> None:
    with pytest.raises(ArticleError, match=found) as caught:
        sniff(data, ".txt", where="x")
    assert caught.value.allowed


def test_archives_with_too_many_entries_or_too_slow_ones(tmp_path: Path) -> None:
    many = archive(**{f"{n}.txt": b"" for n in range(5_001)})
    with pytest.raises(ArticleError, match="too many entries"):
        load_articles(put(tmp_path, many))
    with pytest.raises(ArticleError, match="too many entries"):
        sniff(b"PK\x03\x04" + b"PK\x01\x02" * 100_001, ".zip", where="x")
    with pytest.raises(ArticleError, match="takes too long"):
        list(members(archive(**{"a.txt": b"Talks."}), where="x", budget=Budget(seconds=-1)))


def test_more_text_than_a_file_may_come_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.articles.readers.MAXIMUM_CHARACTERS", 10)
    with pytest.raises(ArticleError, match="too much text"):
        read_as("plain text", b"more than ten letters", where="x")


def test_a_machine_on_which_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ArticleError, match="cannot be started"):
        Confined().read("e-mail", b"", where="x")
