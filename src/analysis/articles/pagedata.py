"""What a web page says of itself in its head: title, date, publisher, address, language.

Taken from JSON-LD of schema.org, Open Graph, Dublin Core and the meta tags that news sites use,
each date with where it stood. Nothing is guessed: where a page gives several dates that contradict
each other, and none of them is the article's for certain, there is no date.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from analysis.articles.days import day_of
from analysis.articles.extracted import one_line
from analysis.articles.pagedates import page_date
from analysis.articles.paragraphs import normalised

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE_TYPES = re.compile(
    r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|\w*NewsArticle|AnalysisNewsArticle)\Z"
)
_TITLE_METAS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title")
_SITE_METAS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
# In JSON that is no JSON: a comma or a comment too many.
_STATED_IN_SCRIPT = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_MOST_OBJECTS = 2_000


@dataclass
class PageData:
    """The metadata of a page; None where it gives none."""

    title: str | None = None
    published: str | None = None
    published_basis: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    notes: list[str] = field(default_factory=list)


def page_data(tree: _Element, address: str | None = None) -> PageData:
    """Read the metadata of a parsed page.

    Parameters
    ----------
    tree
        The root of the page.
    address
        Where the page came from, if that is known from elsewhere.
    """
    metas = _metas(tree)
    url = _address(tree, metas) or web_address(address)
    linked = list(_linked_data(tree))
    site = _first(metas, _SITE_METAS)
    heading = _title(tree, metas, site)
    article = _main(linked, url, heading)
    found = PageData(
        title=heading or one_line(str(article.get("headline") or "")) or None,
        publisher=_publisher(article, linked) or site,
        url=url,
        language=_language(tree, article, metas),
    )
    stated = page_date(tree, article, metas, url)
    if stated is not None:
        found.published, found.published_basis = stated.day, stated.basis
        found.notes += stated.notes
    return found


def web_address(text: object) -> str | None:
    """Return `text` if it is an address of the web, else None."""
    if not isinstance(text, str):
        return None
    bare = text.strip()
    return bare if len(bare) <= 2_000 and _ADDRESS.match(bare) else None


def language_tag(text: object) -> str | None:
    """Return a language tag in the form of BCP 47 ("pt_BR" is "pt-BR"), or None."""
    if not isinstance(text, str) or not _LANGUAGE.match(text.strip()):
        return None
    return text.strip().replace("_", "-")


def _metas(tree: _Element) -> dict[str, str]:
    """Return the page's meta tags by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content and content.strip():
                found.setdefault(name, content.strip())
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((one_line(metas[name]) or None for name in names if name in metas), None)


def _address(tree: _Element, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").strip().lower() == "canonical":
            address = web_address(link.get("href"))
            if address:
                return address
    return web_address(metas.get("og:url"))


def _language(tree: _Element, article: dict[str, Any], metas: dict[str, str]) -> str | None:
    stated = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    root = next((language_tag(tag) for tag in stated if language_tag(tag)), None)
    return root or language_tag(article.get("inLanguage")) or language_tag(metas.get("og:locale"))


def _title(tree: _Element, metas: dict[str, str], site: str | None) -> str | None:
    """Return the headline: the page's h1 where its title says the same, else the title."""
    titles = [title for title in (_first(metas, _TITLE_METAS), _page_title(tree)) if title]
    headings = [one_line("".join(heading.itertext())) for heading in tree.iter("h1")]
    for heading in headings:
        words = normalised(heading)
        if words and any(words in normalised(title) for title in titles):
            return heading
    if titles:
        return _without_site(titles[0], site)
    return headings[0] if len(headings) == 1 and headings[0] else None


def _page_title(tree: _Element) -> str | None:
    for title in tree.iter("title"):
        parent = title.getparent()
        if parent is not None and parent.tag != "svg":
            return one_line("".join(title.itertext())) or None
    return None


def _without_site(title: str, site: str | None) -> str:
    """Return a title without the name of the site, where that stands after a dash or a bar."""
    parts = re.split(r"\s+[|–—·»:-]+\s+", title)
    if site and len(parts) > 1 and normalised(parts[-1]) == normalised(site):
        return title[: title.rindex(parts[-1])].rstrip(" |–—·»:-")
    return title


def _linked_data(tree: _Element) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, however it is nested."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = re.sub(r"\A\s*(?:<!--|<!\[CDATA\[)|(?:-->|\]\]>)\s*\Z", "", script.text or "")
        try:
            waiting = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            days = {day_of(stated): stated for stated in _STATED_IN_SCRIPT.findall(text)}
            if len(days) == 1:
                yield {"@type": "WebPage", "datePublished": next(iter(days.values()))}
            continue
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            one = waiting.pop(0)
            if isinstance(one, dict):
                yield one
                waiting.extend(one.values())
            elif isinstance(one, list):
                waiting.extend(one)


def _types(one: dict[str, Any]) -> list[str]:
    stated = one.get("@type")
    return [str(name) for name in (stated if isinstance(stated, list) else [stated]) if name]


def _main(linked: list[dict[str, Any]], url: str | None, heading: str | None) -> dict[str, Any]:
    """Return the JSON-LD of the page's own article; {} if it is not clear which one that is."""
    articles = [one for one in linked if any(_ARTICLE_TYPES.match(name) for name in _types(one))]
    if not articles:
        # Some publishing systems date the page and not an article on it.
        pages = [one for one in linked if "WebPage" in _types(one) and one.get("datePublished")]
        articles = pages if len(pages) == 1 else []
    if len(articles) < 2:
        return articles[0] if articles else {}
    named = [
        one
        for one in articles
        if (url and url in (_reference(one.get("mainEntityOfPage")), _reference(one.get("url"))))
        or (heading and normalised(str(one.get("headline") or "")) == normalised(heading))
    ]
    chosen = named or articles
    days = {day_of(one.get("datePublished")) for one in chosen}
    return chosen[0] if len(days) == 1 else {}


def _reference(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) else None


def _publisher(article: dict[str, Any], linked: list[dict[str, Any]]) -> str | None:
    stated = article.get("publisher")
    for one in stated if isinstance(stated, list) else [stated]:
        if isinstance(one, str):
            return one_line(one) or None
        if isinstance(one, dict):
            name = one.get("name")
            if not isinstance(name, str) and one.get("@id"):
                same = (other.get("name") for other in linked if other.get("@id") == one["@id"])
                name = next((found for found in same if isinstance(found, str)), None)
            if isinstance(name, str) and one_line(name):
                return one_line(name)
    return None
