"""Web pages: where title, date and publisher come from, and what is no text of the article."""

from __future__ import annotations

import pytest

from analysis.articles.readers import read_as
from analysis.articles.webpages import page_text
from analysis.errors import ArticleError

BODY = "".join(
    f"<p>Sentence {number} of the report says that the envoys of both sides met again in the old "
    "customs house, and that nobody left the room before midnight.</p>"
    for number in range(6)
)


def read(head: str = "", body: str = BODY, html: str = "<html>"):
    markup = (
        f"<!DOCTYPE html>{html}<head>{head}</head><body><article>{body}</article></body></html>"
    )
    return read_as("HTML page", markup.encode(), where="page.html")[0]


@pytest.mark.parametrize(
    ("head", "day", "basis"),
    [
        ('<meta property="article:published_time" content="2031-05-06T23:50:00-05:00">', "2031-05-06", "article:published_time"),
        ('<meta name="dc.date" content="2031-05-06">', "2031-05-06", "dc.date"),
        ('<meta itemprop="datePublished" content="20310506T101500Z">', "2031-05-06", "datepublished"),
        ('<script type="application/ld+json">{"@type":"ReportageNewsArticle","datePublished":"2031-05-06"}</script>', "2031-05-06", "JSON-LD"),
        ('<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":"Tue, 06 May 2031 08:00:00 GMT"}]</script>', "2031-05-06", "JSON-LD"),
        ('<link rel="canonical" href="https://post.example/3031/05/06/talks">', None, ""),
        ('<link rel="canonical" href="https://post.example/2031/13/06/talks">', None, ""),
        ('<link rel="canonical" href="https://post.example/2011/05/06/talks">', "2011-05-06", "address"),
        ('<meta property="article:modified_time" content="2031-05-06">', None, ""),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None, ""),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00Z">', None, ""),
        ('<meta property="article:published_time" content="yesterday">', None, ""),
        ('<meta property="article:published_time" content="2031-02-30">', None, ""),
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>', None, ""),
        ('<script type="application/ld+json">{"@type":"Product","datePublished":"2031-05-06"}</script>', None, ""),
    ],
)  # fmt: skip
def test_dates_and_their_basis(head: str, day: str | None, basis: str) -> None:
    found = read(head)
    assert found.published == day
    assert basis in (found.published_basis or "")
    assert (found.published is None) == (found.published_basis is None)


def test_the_dates_of_other_articles_on_the_page_are_not_its_own() -> None:
    others = (
        '<script type="application/ld+json">[{"@type":"NewsArticle","headline":"A","datePublished":"2031-05-06"},'
        '{"@type":"NewsArticle","headline":"B","datePublished":"2031-05-09"}]</script>'
    )
    assert read(others).published is None
    assert read(f"{others}<title>B</title>", f"<h1>B</h1>{BODY}").published == "2031-05-09"


def test_two_dates_that_disagree_are_said() -> None:
    found = read(
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2031-05-06"}</script>'
        '<meta property="article:published_time" content="2031-05-16">'
    )
    assert found.published == "2031-05-06"
    assert "2031-05-16" in found.notes[0]


def test_time_elements_count_if_they_agree() -> None:
    one = '<time datetime="2031-05-06T10:00">6 May</time>'
    assert read(body=f"{one}{BODY}").published == "2031-05-06"
    other = '<time datetime="2031-05-01">1 May</time>'
    assert read(body=f"{one}{other}{BODY}").published is None
    marked = '<time class="entry-date published" datetime="2031-05-02">2 May</time>'
    assert read(body=f"{one}{other}{marked}{BODY}").published == "2031-05-02"
    updated = '<time class="updated" datetime="2031-05-09">9 May</time>'
    assert read(body=f"{updated}{BODY}").published is None


def test_titles_publishers_addresses_and_languages() -> None:
    found = read(
        "<title>Envoys meet again - The Post</title>"
        '<meta property="og:site_name" content="The Post">'
        '<meta property="og:url" content="javascript:alert(1)">',
        html='<html lang="pt_BR">',
    )
    assert found.title == "Envoys meet again"
    assert found.publisher == "The Post"
    assert found.url is None
    assert found.language == "pt-BR"
    assert found.text.startswith("Envoys meet again\n\nSentence 0")
    assert found.kinds[0] == (0, len("Envoys meet again"), "title")


def test_the_address_that_a_browser_notes() -> None:
    markup = f"<!-- saved from url=(0031)https://post.example/talks -->\n<html><body>{BODY}</body></html>"
    found = read_as("HTML page", markup.encode(), where="x")[0]
    assert found.url == "https://post.example/talks"


def test_breaks_entities_and_soft_hyphens() -> None:
    body = "<p>Nego&shy;tiators &amp; envoys<br><br>met &ldquo;again&rdquo;.</p>" + BODY
    found = read(body=body)
    assert "Negotiators & envoys\n\nmet “again”." in found.text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Überall 会谈 المفاوضات"),
        ("windows-1252", "Über “Zölle”"),
        ("windows-1251", "Переговоры о рыбе продолжаются"),
        ("windows-1256", "استؤنفت المفاوضات اليوم"),
        ("shift_jis", "漁業交渉が再開された"),
        ("gb18030", "渔业谈判恢复"),
        ("euc-kr", "어업 협상 재개"),
        ("iso-2022-jp", "漁業交渉が再開された"),
        ("utf-16", "Über 会谈"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p>{BODY}</body></html>'
    assert text in page_text(page.encode(encoding), where="x")
    assert text in read_as("HTML page", page.encode(encoding), where="x")[0].text


@pytest.mark.parametrize(
    "name", ["utf-7", "unicode_escape", "idna", "rot13", "zlib", "no-such", "cp037"]
)
def test_encodings_that_no_page_has(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body>{BODY}+AGE- \\u0041</body></html>'
    assert page_text(page.encode(), where="x") == page


def test_right_to_left_text_is_kept_in_its_order() -> None:
    text = "استؤنفت المفاوضات بين الجانبين يوم الثلاثاء في العاصمة، وقال المتحدث إن الجولة المقبلة ستعقد في حزيران."
    found = read(body=f"<p dir='rtl'>{text}</p>" * 4, html='<html lang="ar">')
    assert text in found.text
    assert found.language == "ar"


def test_a_page_without_words() -> None:
    with pytest.raises(ArticleError, match="script fills in"):
        read(body='<div id="root"></div><script>render()</script>')


def test_a_short_page_is_read_whole_and_said_to_be() -> None:
    found = read(body="<div>Talks off.</div>")
    assert "Talks off." in found.text
    assert "not recognised" in found.notes[0]


def test_what_a_page_embeds_does_not_count_as_its_size() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 6_000_000}">'
    script = f"<script>var a = '{'x' * 3_000_000}';</script>"
    found = read(f"<style>{'a' * 1_000_000}</style>{script}", BODY + picture)
    assert "Sentence 5" in found.text
    with pytest.raises(ArticleError, match="too large"):
        read(body="<p>word</p>" * 500_000)


def test_a_time_in_universal_time_is_of_another_day_for_its_readers() -> None:
    stamp = '<meta property="article:published_time" content="2031-05-07T03:28:35Z">'
    found = read(stamp)
    assert found.published == "2031-05-07"
    assert "universal time" in found.notes[0]
    line = '<h1>Talks</h1><div class="byline-date">Published May 6, 2031, 10:28 p.m. ET</div>'
    found = read(stamp, line + BODY)
    assert found.published == "2031-05-06"
    assert found.published_basis is not None
    assert "May 6" in found.published_basis
    assert "03:28:35Z" in found.published_basis
    assert not found.notes
    assert not read(stamp.replace("T03", "T13")).notes


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ('<h1>Talks</h1><span class="entry-date">March 11, 2031</span>', "2031-03-11"),
        ('<span class="today-date">March 11, 2031</span><h1>Talks</h1>', None),
        ('<h1>Talks</h1><aside><span class="date">March 11, 2031</span></aside>', None),
        ('<h1>Talks</h1><span class="date">Updated: March 11, 2031</span>', None),
        ('<h1>Talks</h1><p class="date">11 March 2031</p><p class="date">12 March 2031</p>', None),
        ('<h1>Talks</h1><div itemprop="datePublished" content="2031-03-11T08:22:33+04:00">x</div>', "2031-03-11"),
    ],
)  # fmt: skip
def test_dates_that_a_page_shows(body: str, day: str | None) -> None:
    assert read(body=body + BODY).published == day


def test_dates_in_scripts_that_are_not_quite_json() -> None:
    script = '<script type="application/ld+json">{{"@type":"NewsArticle", // c\n"datePublished":"{0}",}}</script>'
    assert read(script.format("2031-03-11T15:05:21+08:00")).published == "2031-03-11"
    assert read(script.format("2031-03-11") + script.format("2031-03-12")).published is None
    web_page = '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2031-03-11"}</script>'
    assert read(web_page).published == "2031-03-11"
    assert read(web_page + web_page.replace("-11", "-12")).published is None


def test_a_date_in_an_address_without_strokes() -> None:
    link = '<link rel="canonical" href="https://post.example/news/20310506/talks-resume">'
    assert read(link).published == "2031-05-06"
