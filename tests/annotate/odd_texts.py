"""Hypothesis strategies for texts that no editor would print, and for articles made of them."""

from __future__ import annotations

from hypothesis import strategies as st

from analysis.articles.paragraphs import find_paragraphs
from analysis.model import Article, Paragraph, text_sha256

# Pieces that set off each annotator, cut so that any order of them makes a text.
PIECES = [
    "The foreign minister said",
    "“We will not sign",
    "said that the talks would resume on Monday.",
    "said the envoy, who said the union said",
    "told reporters in Oslo on 14 March 2023",
    "according to two officials familiar with the matter",
    "if the other side does not lift the blockade",
    "The two sides met in Geneva and Vienna last week",
    "the second round of talks, the first since June,",
    "demanded an end to the tariffs",
    "rejected the offer of a 3 percent raise",
    "threatened to walk out unless",
    "Norway's Prime Minister Kari Holm",
    "the NTW (National Transit Workers)",
    "the NTW's lead negotiator",
    "she",
    "they had agreed",
    "In a statement,",
    "A spokesman for the ministry declined to comment.",
    "between January and 30 February 2021",
    "two days before the summit",
    "99999999999 years ago",
    "the 31st of Smarch, 24:61",
    "- Is it over? -",
    "* First demand: wages",
    "EU-UK-US",
]
MARKS = list("\"'“”„‟«»‹›‘’`´—–-•*·.,;:!?()[]{}<>/\\|#@&$%^~_=+")
ODD = [
    "\u00a0",
    "\u200b",
    "\u202e",
    "\u2066x\u2069",
    "\ufeff",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "e\u0301\u0301\u0301",
    "👩‍👩‍👧",
    "谈判",
    "المفاوضات",
    "ß" * 9,
    "\U0010ffff",
    "\ufffd",
    "a" * 700,
    "9" * 300,
    "?" * 80,
    "“" * 40,
    "http://example.org/" + "b/" * 60,
]
BREAKS = [" ", " ", " ", "", "\n", "\n\n", "\n\n", "\t", "  ", ". ", ", "]


def texts(most: int = 25) -> st.SearchStrategy[str]:
    """Texts of up to `most` pieces: phrases of news, marks, oddities, and anything at all."""
    piece = st.one_of(
        st.sampled_from(PIECES),
        st.sampled_from(PIECES),
        st.sampled_from(MARKS),
        st.sampled_from(ODD),
        st.text(max_size=20),
    )
    pair = st.tuples(piece, st.sampled_from(BREAKS)).map("".join)
    return st.lists(pair, max_size=most).map("".join)


@st.composite
def articles(draw: st.DrawFn, name: str = "odd") -> Article:
    """Articles of odd texts, with the paragraphs of the loader, or with any others."""
    text = draw(texts())
    if draw(st.booleans()):
        paragraphs = find_paragraphs(text)
    else:
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
        kinds = st.sampled_from(["title", "heading", "dateline", "list item", "body"])
        paragraphs = tuple(
            Paragraph(start=start, end=end, kind=draw(kinds))
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        )
    published = draw(
        st.sampled_from([None, "2013-02-26", "2024-02-29", "0001-01-01", "9999-12-31"])
    )
    return Article(
        id=name,
        text=text,
        published=published,
        sha256=text_sha256(text),
        paragraphs=paragraphs,
    )
