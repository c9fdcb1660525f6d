"""Bytes -> text, for the files that people really have.

The order of trust: a byte order mark; NUL bytes that betray UTF-16 or UTF-32; strict UTF-8; UTF-8
with a few broken bytes; Mac Roman where its quotation marks give it away; Windows-1252 where
most letters are plain; and only then a statistical guess. All of it is deterministic.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from analysis.errors import ArticleError

# The mark of UTF-32 begins with that of UTF-16, so it is tried first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

DOCUMENT_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "a document of old Microsoft Office"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
"""How files that are no text begin, and what they are."""

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive, or a DOCX or ODT document"),
    (b"{\\rtf", "an RTF document"),
    *DOCUMENT_SIGNATURES,
)

ALLOWED = "plain text in UTF-8, UTF-16, UTF-32, Windows-1252 (Latin-1) or another text encoding"

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_REPLACED = "\ufffd"
_SAMPLE = 65_536


class Decoded(NamedTuple):
    """Text with ``\\n`` line ends, and the encoding that it was read with."""

    text: str
    encoding: str


def decode(data: bytes, *, where: str) -> Decoded:
    """Decode the bytes of a text file and make its line ends ``\\n``.

    A byte order mark is removed; everything else stays as it is, control characters included. The
    text never holds a lone surrogate.

    Parameters
    ----------
    data
        The whole file.
    where
        Name of the file, for the error.

    Raises
    ------
    ArticleError
        If the bytes are not text: a known binary format, or too many NULs or control characters.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ArticleError("not a text file", where=where, found=name, allowed=ALLOWED)
    text, encoding = _decode(data, where)
    _refuse_binary(text, where)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)


def _decode(data: bytes, where: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_few_errors(data[len(mark) :], encoding, where), encoding
    if b"\x00" in data:
        return _decode_with_nulls(data, where)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_eight_bit(data)


def _with_few_errors(data: bytes, encoding: str, where: str) -> str:
    """Decode what has a byte order mark; forgive a torn character, not a file full of them."""
    text = data.decode(encoding, "replace")
    errors = text.count(_REPLACED)
    if errors > 2 and errors > len(text) / 20:
        raise ArticleError(
            f"the file begins with the mark of {encoding.upper()} but does not hold such text",
            where=where,
            found=f"{errors} broken characters among {len(text)}",
            allowed=ALLOWED,
        )
    return text


def _decode_with_nulls(data: bytes, where: str) -> tuple[str, str]:
    """Decode bytes with NULs: UTF-16 or UTF-32 without a mark, or text with a stray NUL."""
    candidates = []
    for encoding, unit in (
        ("utf-32-le", 4),
        ("utf-32-be", 4),
        ("utf-16-le", 2),
        ("utf-16-be", 2),
    ):
        # A file cut off inside a unit is still that text.
        whole = data[: len(data) // unit * unit]
        try:
            text = whole.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text and _plausible(text):
            candidates.append((_plain_share(text), text, encoding))
    if candidates:
        # max() keeps the first of equals: wider units first, then little endian.
        _, text, encoding = max(candidates, key=lambda candidate: candidate[0])
        return text, encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_eight_bit(data)


def _plausible(text: str) -> bool:
    """Tell whether text decoded from wide units looks like writing: blanks, and no debris."""
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for character in sample
        if (character < " " and character not in "\t\n\r\f\v")
        or "\ue000" <= character <= "\uf8ff"
        or "\ufff0" <= character <= "\uffff"
        or not (character.isprintable() or character.isspace())
    )
    return odd <= len(sample) / 50 and any(character in " \n\r\t" for character in sample)


def _plain_share(text: str) -> float:
    """Share of the characters that are blanks, ASCII letters or digits, or common punctuation."""
    sample = text[:_SAMPLE]
    return sum(1 for character in sample if character.isascii()) / len(sample)


_LETTERS = bytes(range(ord("A"), ord("Z") + 1)) + bytes(range(ord("a"), ord("z") + 1))
_HIGH = bytes(range(0x80, 0x100))


def _decode_eight_bit(data: bytes) -> tuple[str, str]:
    nearly = _nearly_utf8(data)
    if nearly is not None:
        return nearly, "utf-8"
    if _looks_like_mac_roman(data):
        return data.decode("mac_roman"), "mac_roman"
    letters = len(data) - len(data.translate(None, _LETTERS))
    high = len(data) - len(data.translate(None, _HIGH))
    if high > 0.25 * (letters + high):
        guessed = _guess(data)
        if guessed is not None:
            return guessed
    return _decode_windows(data), "windows-1252"


def _nearly_utf8(data: bytes) -> str | None:
    """Return UTF-8 text of which few sequences are broken (a torn copy), else None."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACED)
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if whole > 3 * broken else None


# Curly quotation marks, dashes and the no-break space in Mac Roman.
_MAC_PUNCTUATION = re.compile(rb"[\xc9\xca\xd0-\xd5]")


def _looks_like_mac_roman(data: bytes) -> bool:
    marks = len(_MAC_PUNCTUATION.findall(data))
    if not marks:
        return False
    inside = len(re.findall(rb"[a-z][\xd5][a-z]\b", data))  # don’t, Iran’s
    closing = len(re.findall(rb"[a-z.,!?]\xd3(?:[\s.,;:)]|$)", data))  # …,”
    spaced = len(re.findall(rb"\s[\xd0\xd1]\s", data))  # a dash between blanks
    windows = len(re.findall(rb"[\x91-\x97]", data))
    return inside + closing + spaced > max(windows, marks / 4)


def _decode_windows(data: bytes) -> str:
    """Decode Windows-1252 as browsers do: its five undefined bytes become C1 controls."""
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError:
        return "".join(_WINDOWS[byte] for byte in data)


_WINDOWS = [
    chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("windows-1252")
    for byte in range(256)
]


_GUESSED = (
    "cp1252",
    "cp1251",
    "koi8_r",
    "cp1250",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "gb18030",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
)


def _guess(data: bytes) -> tuple[str, str] | None:
    """Let charset-normalizer name the encoding of a text with many letters beyond ASCII."""
    from charset_normalizer import from_bytes

    # A sample keeps 10 MB as quick as 64 kB.
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_GUESSED)).best()
    if best is None or best.encoding.startswith("utf"):
        return None
    return data.decode(best.encoding, "replace"), best.encoding


def _refuse_binary(text: str, where: str) -> None:
    """Raise if NULs and other control characters are too many for a text."""
    controls = len(_CONTROLS.findall(text))
    nulls = text.count("\x00")
    if nulls > len(text) / 100 or controls > len(text) / 20:
        raise ArticleError(
            "not a text file",
            where=where,
            found=f"{controls} control characters ({nulls} of them NUL) among {len(text)}",
            allowed=ALLOWED,
        )
