"""RSS and Atom files: each entry is an article."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from analysis.articles.days import day_of
from analysis.articles.extracted import Block, Extracted, from_blocks, one_line
from analysis.articles.flattening import flattened, parsed
from analysis.articles.limits import MAXIMUM_ARTICLES
from analysis.articles.pagedata import language_tag, web_address
from analysis.errors import ArticleError

FORMAT = "feed"

_FEW_WORDS = 80
_SUMMARY = "The feed holds a summary of this article, not the whole text."


def read_feed(data: bytes, *, where: str) -> list[Extracted]:
    """Read an RSS or Atom file.

    An entry's key comes from its id (or link, or title): it stays the same when the feed moves on.
    Its date is the one it calls the date of publication; a date of an update is not taken for it.

    Raises
    ------
    ArticleError
        If it is no feed, has no entry, or too many.
    """
    import feedparser

    # From bytes in a file of their own: given bytes alone, feedparser would look for such a file.
    feed = feedparser.parse(BytesIO(data), resolve_relative_uris=False, sanitize_html=True)
    entries = feed.entries
    if not entries:
        reason = feed.get("bozo_exception")
        raise ArticleError(
            "no entry in this feed",
            where=where,
            found=one_line(str(reason))[:120] if reason else None,
            allowed="RSS or Atom with at least one entry",
        )
    if len(entries) > MAXIMUM_ARTICLES:
        raise ArticleError(
            "too many entries",
            where=where,
            found=f"{len(entries):,}",
            allowed=f"{MAXIMUM_ARTICLES:,} entries",
        )
    made = [_entry(entry, feed.feed) for entry in entries]
    if not any(article.text.strip() for article in made):
        raise ArticleError("no entry holds text", where=where, allowed="entries with text")
    return [article for article in made if article.text.strip()]


def _entry(entry: Any, feed: Any) -> Extracted:
    title = _text(entry.get("title")) or None
    full = _content(entry)
    blocks = _blocks(full) if full else _blocks(entry.get("summary") or "")
    notes: list[str] = []
    words = sum(len(block.text.split()) for block in blocks)
    if not full and words < _FEW_WORDS:
        notes.append(_SUMMARY)
    stated = entry.get("published") or ""
    day = day_of(stated)
    updated = entry.get("updated") if "updated" in entry.keys() else None  # noqa: SIM118
    if day is None and day_of(updated):
        notes.append(
            f"The feed gives no date of publication, only one of an update ({updated}), "
            "which is not taken for it."
        )
    return from_blocks(
        blocks,
        format=FORMAT,
        key=_key(entry),
        title=title,
        published=day,
        published_basis=f"the feed's date of publication '{one_line(stated)}'" if day else None,
        publisher=_text(feed.get("title")) or None,
        url=web_address(entry.get("link")),
        language=language_tag(_language(entry, feed)),
        notes=tuple(notes),
    )


def _content(entry: Any) -> str:
    """Return the entry's longest content: some feeds give it twice, short and whole."""
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    return max(contents, key=len, default="")


def _blocks(markup: str) -> list[Block]:
    tree = parsed(f"<div>{markup}</div>") if markup.strip() else None
    return flattened(tree) if tree is not None else []


def _text(markup: object) -> str:
    """Return a title as plain text: feeds escape markup in it now and then."""
    if not isinstance(markup, str):
        return ""
    if "<" not in markup and "&" not in markup:
        return one_line(markup)
    return one_line(" ".join(block.text for block in _blocks(markup)))


def _language(entry: Any, feed: Any) -> object:
    for place in (entry.get("content") or [{}])[0], entry.get("title_detail") or {}, feed:
        if place.get("language"):
            return place["language"]
    return None


def _key(entry: Any) -> str:
    whole = entry.get("id") or entry.get("link") or f"{entry.get('title')}|{entry.get('summary')}"
    return hashlib.sha256(str(whole).encode("utf-8", "replace")).hexdigest()[:8]
