"""What a file is, by what it holds. Its name decides only between forms of text that look alike."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Collection
from io import BytesIO
from typing import Literal

from analysis.articles.decoding import DOCUMENT_SIGNATURES
from analysis.articles.limits import ARCHIVE_ENTRIES
from analysis.errors import ArticleError

Format = Literal[
    "plain text",
    "HTML page",
    "MHTML page",
    "PDF document",
    "DOCX document",
    "RTF document",
    "e-mail",
    "JSON lines",
    "feed",
    "ZIP archive",
]

SUFFIXES = (
    *(".txt", ".text", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".rtf"),
    *(".eml", ".jsonl", ".ndjson", ".rss", ".atom", ".xml", ".zip"),
)
"""Endings of the files that a folder of articles is searched for."""

ALLOWED = (
    "plain text, HTML, MHTML, PDF, DOCX, RTF, e-mail (EML), JSON lines, RSS or Atom, "
    "or a ZIP archive of these"
)

_HEAD = 8_192
_NUL = b"\x00"
_ENTRY = b"PK\x01\x02"
_PACKAGES = {
    "application/vnd.oasis.opendocument.text": "an ODT document",
    "application/epub+zip": "an EPUB book",
}
_OFFICE = (("xl/", "an XLSX workbook"), ("ppt/", "a PPTX presentation"))
_XML_START = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<\?[^>]*\?>|\s)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+([\w:.-]+)[^>\[]*(?:\[[^\]]*\])?[^>]*>", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_HTML_ROOTS = frozenset({"html", "head", "body"})
_FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_ANY_TAG = re.compile(r"<(?:!doctype|/?[A-Za-z][A-Za-z0-9]*)[\s>/]", re.IGNORECASE)
_FIELD = re.compile(r"([!-9;-~]{1,60}):(?:[ \t]|$)")
_MAIL_FIELDS = frozenset(
    {
        *("from", "to", "subject", "date", "message-id", "mime-version", "received", "reply-to"),
        *("return-path", "delivered-to", "content-type", "sender", "dkim-signature", "list-id"),
        *("snapshot-content-location", "content-transfer-encoding", "x-mailer", "cc"),
    }
)
# Fields that mail programs write and people do not.
_MACHINE_FIELDS = frozenset(
    {
        *("message-id", "mime-version", "received", "return-path", "delivered-to", "content-type"),
        *("dkim-signature", "snapshot-content-location", "content-transfer-encoding", "list-id"),
    }
)


def sniff(data: bytes, suffix: str, *, where: str) -> Format:
    """Return the format of a file.

    Parameters
    ----------
    data
        The whole file.
    suffix
        The ending of its name, with the dot; any case.
    where
        Name of the file, for the error.

    Raises
    ------
    ArticleError
        If the file is of a known format that is not supported (an old Word document, a picture).
    """
    suffix = suffix.lower()
    # Mail programs and web servers put a few bytes before a document now and then.
    if b"%PDF-" in data[:1024] and not data.lstrip()[:1].isalpha():
        return "PDF document"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data, where)
    if data.lstrip()[:5] == b"{\\rtf":
        return "RTF document"
    for signature, name in DOCUMENT_SIGNATURES:
        if data.startswith(signature):
            raise ArticleError("not a supported format", where=where, found=name, allowed=ALLOWED)
    head = data[:_HEAD].replace(_NUL, b"").decode("latin-1").lstrip("\xff\xfe\xef\xbb\xbf")
    return _text_format(head, data, suffix, where)


def _package(data: bytes, where: str) -> Format:
    """Tell a DOCX document from a ZIP archive, and refuse other documents that are archives."""
    # Each entry of the directory costs memory; files in the archive may hold such marks too.
    if data.count(_ENTRY) > 20 * ARCHIVE_ENTRIES:
        raise ArticleError(
            "too many entries in this archive", where=where, allowed=f"{ARCHIVE_ENTRIES:,}"
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            kind = _declared(archive, names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise ArticleError(
            f"a damaged or cut off ZIP archive or DOCX document: {error}",
            where=where,
            allowed="a whole file; copy it anew",
        ) from error
    if "[Content_Types].xml" in names:
        for folder, name in _OFFICE:
            if any(entry.startswith(folder) for entry in names):
                raise ArticleError(
                    "not a supported format", where=where, found=name, allowed=ALLOWED
                )
        if any(entry.startswith("word/") for entry in names):
            return "DOCX document"
    if kind:
        raise ArticleError(
            "not a supported format",
            where=where,
            found=_PACKAGES.get(kind, kind),
            allowed=f"{ALLOWED}; save it as DOCX or PDF",
        )
    return "ZIP archive"


def _declared(archive: zipfile.ZipFile, names: Collection[str]) -> str | None:
    """Return the media type that an ODT document or EPUB book states of itself."""
    if "mimetype" not in names:
        return None
    with archive.open("mimetype") as file:
        return file.read(200).decode("ascii", "replace").strip() or None


def _text_format(head: str, data: bytes, suffix: str, where: str) -> Format:
    """Tell forms of text: by how they begin, and only then by the name."""
    markup = _markup(head, where)
    if markup is not None:
        return markup
    if _is_json_line(head, data):
        return "JSON lines"
    mail = _mail(head, suffix)
    if mail is not None:
        return mail
    if suffix in (".html", ".htm", ".xhtml") and _ANY_TAG.search(head):
        return "HTML page"
    return "JSON lines" if suffix in (".jsonl", ".ndjson", ".json") else "plain text"


def _markup(head: str, where: str) -> Format | None:
    start = _XML_START.match(head)
    rest = head[start.end() if start else 0 :]
    doctype = _DOCTYPE.match(rest)
    if doctype:
        if doctype.group(1).lower() == "html":
            return "HTML page"
        rest = rest[doctype.end() :].lstrip()
    elif rest[:9].lower() == "<!doctype":
        return "HTML page" if rest[9:15].strip().lower().startswith("html") else None
    root = _ROOT.match(rest)
    name = root.group(2).lower() if root else ""
    if name in _HTML_ROOTS:
        return "HTML page"
    if name in _FEED_ROOTS:
        return "feed"
    if head.lstrip()[:5] == "<?xml":
        raise ArticleError(
            "XML of an unknown kind",
            where=where,
            found=f"<{name}>" if name else rest[:40],
            allowed="RSS, Atom or XHTML",
        )
    return None


def _is_json_line(head: str, data: bytes) -> bool:
    """Tell whether the first line is a JSON object: no prose begins like that."""
    if not head.lstrip().startswith("{"):
        return False
    line = data.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _mail(head: str, suffix: str) -> Format | None:
    """Tell a saved message, or a page saved as MHTML, by the fields at its head."""
    fields: dict[str, str] = {}
    name = ""
    lines = head.lstrip("\r\n").splitlines()
    if lines and lines[0].startswith("From "):  # the postmark of a mailbox
        lines = lines[1:]
    for line in lines:
        if line[:1] in (" ", "\t") and name:
            fields[name] += line
            continue
        field = _FIELD.match(line)
        if field is None:
            break
        name = field.group(1).lower()
        fields[name] = line[field.end() :]
    known = _MAIL_FIELDS & fields.keys()
    saved = suffix in (".eml", ".mht", ".mhtml")
    if len(known) < (1 if saved else 3) or not (saved or known & _MACHINE_FIELDS):
        return None
    whole_page = "snapshot-content-location" in fields or (
        "multipart/related" in fields.get("content-type", "").lower() and suffix != ".eml"
    )
    return "MHTML page" if whole_page or suffix in (".mht", ".mhtml") else "e-mail"
