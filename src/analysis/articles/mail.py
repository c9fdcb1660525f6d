"""E-mails (EML), and pages saved as MHTML: a tree of MIME parts, of which one holds the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Any

from analysis.articles.days import day_of
from analysis.articles.extracted import Block, Extracted, from_blocks, one_line, whole_letters
from analysis.articles.pagedata import language_tag, web_address
from analysis.articles.webpages import page, page_text
from analysis.errors import ArticleError

MAIL = "e-mail"
MHTML = "MHTML page"

_POSTMARK = re.compile(rb"\AFrom [^\n]*\n")
_MOST_PARTS = 2_000
_REPLY = re.compile(r"\A(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
# A text part that only sends its reader to the other part.
_SEE_OTHER = re.compile(
    r"(?:view|read|see|open)\s+(?:this|it|the)?\s*(?:e-?mail|message|newsletter|online|\w*)\s*"
    r"(?:in|on|with)\s+(?:your|a|the)\s+(?:web\s*)?browser|does not support html",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- $.*", re.DOTALL | re.MULTILINE)
_LINE_OF_FIELD = 300


def read_mail(data: bytes, *, where: str) -> list[Extracted]:
    """Read a saved message: its text/plain part, or its HTML part where that says more.

    The subject is the title. The ``Date`` field is the date of publication. The sender is the
    publisher only of a message that is marked as a list's or newsletter's.

    Raises
    ------
    ArticleError
        If it has no part with text.
    """
    message = _parsed(data)
    plain, markup = _text_parts(message, where)
    subject = one_line(_REPLY.sub("", _field(message, "subject"))) or None
    about = _about(message, subject)
    if markup is not None and _prefers_markup(plain, markup):
        made = page(markup, where=where, format=MAIL)
        return [_told_by_mail(made, about)]
    if plain is None:
        raise ArticleError(
            "no part of this message holds text", where=where, allowed="text/plain or text/html"
        )
    blocks = [Block(part) for part in re.split(r"\n[^\S\n]*\n", plain)]
    return [_from_plain(blocks, about)]


def read_mhtml(data: bytes, *, where: str) -> list[Extracted]:
    """Read a page that a browser saved as one MHTML file.

    Raises
    ------
    ArticleError
        If it has no HTML part, or that holds no text.
    """
    message = _parsed(data)
    start = _field(message, "snapshot-content-location")
    pages = [part for part in _leaves(message) if _type(part) in _MARKUP]
    if not pages:
        raise ArticleError(
            "no page in this file: it may be cut off", where=where, allowed="a whole MHTML file"
        )
    main = next((part for part in pages if _field(part, "content-location") == start), pages[0])
    address = web_address(start) or web_address(_field(main, "content-location"))
    return [page(_markup(main, where), where=where, address=address, format=MHTML)]


_MARKUP = ("text/html", "application/xhtml+xml")


def _parsed(data: bytes) -> Message:
    # compat32 reads what it can of any bytes; the newer policies raise on some broken fields.
    return BytesParser(policy=policy.compat32).parsebytes(_POSTMARK.sub(b"", data))


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold content, in order, those of attached messages left out."""
    waiting = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822" and part is not message:
            continue
        payload = part.get_payload()
        if isinstance(payload, list):
            waiting[:0] = [one for one in payload if isinstance(one, Message)]
        else:
            yield part


def _type(part: Message) -> str:
    return part.get_content_type()


def _attached(part: Message) -> bool:
    return _field(part, "content-disposition").lower().startswith("attachment")


def _text_parts(message: Message, where: str) -> tuple[str | None, str | None]:
    """Return the first text/plain and the first HTML part that are no attachments."""
    plain = markup = None
    for part in _leaves(message):
        if _attached(part):
            continue
        if plain is None and _type(part) == "text/plain":
            plain = _plain(part, where)
        elif markup is None and _type(part) in _MARKUP:
            markup = _markup(part, where)
    return plain, markup


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str | None:
    stated = part.get_content_charset()
    return stated if isinstance(stated, str) else None


def _markup(part: Message, where: str) -> str:
    return page_text(_payload(part), where=where, declared=_charset(part))


def _plain(part: Message, where: str) -> str | None:
    content = _payload(part)
    if not content.strip():
        return None
    text = page_text(content, where=where, declared=_charset(part) or "unknown")
    if part.get_param("format") == "flowed":
        text = _unwrapped(text, str(part.get_param("delsp") or "").lower() == "yes")
    return _SIGNATURE.sub("", text)


def _unwrapped(text: str, drop_blank: bool) -> str:
    """Join the lines of format=flowed (RFC 3676): a line that ends in a blank goes on."""
    lines: list[str] = []
    flowing = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ")  # space-stuffing
        if flowing and bare:
            lines[-1] += bare
        else:
            lines.append(bare)
        flowing = bare.endswith(" ") and bare != "-- "
        if flowing and drop_blank:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _prefers_markup(plain: str | None, markup: str) -> bool:
    """Tell whether the HTML part is the one to read: where the plain one is a stub."""
    if plain is None:
        return True
    words = len(plain.split())
    if words >= 120 and not _SEE_OTHER.search(plain[:600]):
        return False
    return len(_TAGS.sub(" ", markup).split()) > 2 * words


def _field(message: Message, name: str) -> str:
    """Return a field decoded (RFC 2047), in one line; "" if it is missing or beyond reading."""
    from email.errors import MessageError
    from email.header import decode_header, make_header

    raw = message.get(name)
    if raw is None:
        return ""
    text = whole_letters(str(raw)[: 10 * _LINE_OF_FIELD])
    try:
        return whole_letters(" ".join(str(make_header(decode_header(text))).split()))
    except (MessageError, LookupError, ValueError, UnicodeError):
        return " ".join(text.split())


def _about(message: Message, subject: str | None) -> dict[str, Any]:
    from email.utils import parseaddr

    stated = _field(message, "date")
    day = day_of(stated)
    to_many = any(message.get(name) for name in ("list-id", "list-unsubscribe", "list-post"))
    sender = one_line(parseaddr(_field(message, "from"))[0]) if to_many else ""
    return {
        "title": subject,
        "published": day,
        "published_basis": f"the e-mail's Date field '{stated}'" if day else None,
        "publisher": sender or None,
        "url": web_address(_field(message, "archived-at").strip("<>")),
        "language": language_tag(_field(message, "content-language").partition(",")[0]),
    }


def _from_plain(blocks: list[Block], about: dict[str, Any]) -> Extracted:
    return from_blocks(blocks, format=MAIL, **about)


def _told_by_mail(made: Extracted, about: dict[str, Any]) -> Extracted:
    """Return a page that came as an e-mail: the message's fields count before the page's."""
    lines = made.text.split("\n\n")
    kinds = {start: kind for start, _, kind in made.kinds}
    blocks, offset = [], 0
    for line in lines:
        blocks.append(Block(line, kinds.get(offset)))
        offset += len(line) + 2
    own = {name: getattr(made, name) for name in about}
    known = {name: about[name] or own[name] for name in about}
    if not about["published"]:
        known["published_basis"] = own["published_basis"]
    return from_blocks(blocks, format=MAIL, notes=made.notes, **known)


__all__ = ["read_mail", "read_mhtml"]
