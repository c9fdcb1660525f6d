"""What holds for the annotation of every text, sensible or not."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from spacy.tokens import Doc

from analysis.annotate import annotate, annotate_all
from analysis.annotate.language import COMPONENTS, load_pipeline, make_doc, to_annotation
from analysis.articles.paragraphs import find_paragraphs
from analysis.model import Annotation, Article, Paragraph
from tests.annotate.odd_texts import PIECES, articles

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

REPORT = (
    "Ministers end talks\n\n"
    "OSLO, 12 May 2021 - Norway's fisheries minister, Kari Holm, met her British counterpart on "
    "Tuesday and said that “no deal is better than a bad deal”.\n\n"
    "She threatened to close Norwegian waters if London does not accept the quota. A British "
    "official, who asked not to be named, said the offer was “an insult”. The two sides will meet "
    "again in Bergen on 20 May, three weeks after the first round.\n"
)


def article(text: str, name: str = "report") -> Article:
    return Article(id=name, text=text, published="2021-05-12", paragraphs=find_paragraphs(text))


def check_references(annotation: Annotation) -> None:
    """Assert that ids are unique, every id named exists, and no relation runs in a circle."""
    layers = {
        "a": annotation.actors,
        "q": annotation.attributions,
        "p": annotation.positions,
        "m": annotation.meetings,
        "t": annotation.time_expressions,
    }
    for letter, records in layers.items():
        assert [record.id for record in records] == [
            f"{letter}{number}" for number in range(1, len(records) + 1)
        ]
    actors = {actor.id: actor for actor in annotation.actors}
    said = {attribution.id: attribution for attribution in annotation.attributions}
    meetings = {meeting.id: meeting for meeting in annotation.meetings}
    for actor in annotation.actors:
        assert actor.mentions
        assert actor.name.strip()
        for other in (actor.side, actor.member_of, actor.speaks_for):
            assert other is None or other in actors
        if actor.side is not None:
            assert actors[actor.side].side == actor.side, "a side is the side of itself"
    check_no_circle({one.id: {one.member_of} - {None} for one in annotation.actors})
    check_no_circle({one.id: {one.speaks_for} - {None} for one in annotation.actors})
    for attribution in annotation.attributions:
        assert attribution.actor is None or attribution.actor in actors
        assert attribution.within is None or attribution.within in said
    check_no_circle({one.id: {one.within} - {None} for one in annotation.attributions})
    for position in annotation.positions:
        assert position.actor is None or position.actor in actors
        assert position.attribution is None or position.attribution in said
        assert set(position.recipients) <= actors.keys()
        assert len(set(position.recipients)) == len(position.recipients)
    for meeting in annotation.meetings:
        assert set(meeting.participants) <= actors.keys()
        assert len(set(meeting.participants)) == len(meeting.participants)
        assert set(meeting.before) <= meetings.keys()
        assert meeting.derivation.strip()
    check_no_circle({one.id: set(one.before) for one in annotation.meetings})


def check_no_circle(above: dict[str, Any]) -> None:
    for start in above:
        waiting, seen = list(above[start]), set()
        while waiting:
            one = waiting.pop()
            assert one != start, f"{start} comes back to itself"
            if one not in seen:
                seen.add(one)
                waiting += above[one]


def check_spans(annotation: Annotation) -> None:
    text = annotation.article.text
    for span in annotation.spans():
        assert text[span.start : span.end] == span.text
        assert span.text.strip(), "a span holds words"
    for sentence in annotation.sentences:
        assert text[sentence.start : sentence.end].strip()
    mentions = [(span.start, span.end) for actor in annotation.actors for span in actor.mentions]
    assert len(mentions) == len(set(mentions)), "two actors share the same words"


def check_nothing_in_titles(annotation: Annotation) -> None:
    titles = [
        paragraph
        for paragraph in annotation.article.paragraphs
        if paragraph.kind in ("title", "heading")
    ]
    spans = [span for one in annotation.attributions if (span := one.cue) is not None]
    spans += [position.evidence for position in annotation.positions]
    spans += [span for meeting in annotation.meetings for span in meeting.evidence]
    for span in spans:
        assert not any(one.start <= span.start < one.end for one in titles)


@example(Article(id="odd", text=""))
@example(Article(id="odd", text="\n\n\n"))
@example(Article(id="odd", text="“”‘’\"'—?!…"))
@example(Article(id="odd", text="x" * 20_000))
@example(Article(id="odd", text="said said said said said"))
@example(Article(id="odd", text="The minister said according to two men according to two men "))
@given(articles())
@quick
def test_any_text_gives_an_annotation_that_holds_together(odd: Article) -> None:
    annotation = annotate(odd)
    check_spans(annotation)
    check_references(annotation)
    if odd.paragraphs == find_paragraphs(odd.text):  # others may cut words in two
        check_nothing_in_titles(annotation)
    line = annotation.to_json()
    assert "\n" not in line
    assert Annotation.from_json(line) == annotation
    assert Annotation.from_json(line).to_json() == line
    assert pickle.loads(pickle.dumps(annotation)) == annotation
    assert annotate(odd).to_json() == line


@given(articles("first"), articles("second"))
@settings(quick, max_examples=20)
def test_an_article_does_not_depend_on_its_neighbours(first: Article, second: Article) -> None:
    alone = [annotate(first).to_json(), annotate(second).to_json()]
    assert [one.to_json() for one in annotate_all([first, second])] == alone
    assert [one.to_json() for one in annotate_all([second, first])] == alone[::-1]


def test_the_report_is_the_same_among_others_in_one_batch_and_the_next() -> None:
    others = [article(f"{piece} {piece}.", f"n{n}") for n, piece in enumerate(PIECES)]
    batch = [*others, article(REPORT), *others, article(REPORT)]
    read = list(annotate_all(batch))
    alone = annotate(article(REPORT)).to_json()
    assert [read[len(others)].to_json(), read[-1].to_json()] == [alone, alone]


def test_half_a_surrogate_pair_costs_nothing_but_itself() -> None:
    doc = make_doc(load_pipeline(), article("Iran said \ud800 it met France on Monday."))
    assert doc.text == "Iran said \N{REPLACEMENT CHARACTER} it met France on Monday."


def test_a_text_longer_than_the_models_can_hold_is_refused_in_words() -> None:
    annotation = annotate(Article(id="long", text="The minister said no. " * 46_000))
    assert annotation.sentences == ()
    assert "1,012,000 characters" in annotation.notes[0]


@pytest.mark.parametrize("seed", ["1", "20130226"])
def test_another_process_gives_the_same_bytes(seed: str, root: Path) -> None:
    program = (
        "import sys\n"
        "from analysis.annotate import annotate\n"
        "from tests.annotate.test_whole_annotation import REPORT, article\n"
        "sys.stdout.buffer.write(annotate(article(REPORT)).to_json().encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Pacific/Kiritimati"},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode() == annotate(article(REPORT)).to_json()


WORDS = [
    "Iran",
    "and",
    "Oman",
    "said",
    "the",
    "talks",
    "to",
    "meet",
    "offered",
    "if",
    "on",
    "Monday",
]
TAGS = ["NNP", "CC", "NNP", "VBD", "DT", "NNS", "TO", "VB", "VBD", "IN", "IN", "NNP"]
PARTS = [
    "PROPN",
    "CCONJ",
    "PROPN",
    "VERB",
    "DET",
    "NOUN",
    "PART",
    "VERB",
    "VERB",
    "SCONJ",
    "ADP",
    "PROPN",
]
RELATIONS = [
    "conj",
    "xcomp",
    "ccomp",
    "nsubj",
    "dobj",
    "prep",
    "pobj",
    "appos",
    "relcl",
    "acl",
    "advcl",
    "ROOT",
]


def odd_parse(heads: Iterable[int], deps: list[str]) -> Doc:
    nlp = load_pipeline()
    doc = Doc(
        nlp.vocab,
        words=WORDS,
        tags=TAGS,
        pos=PARTS,
        lemmas=[word.lower() for word in WORDS],
        heads=list(heads),
        deps=deps,
    )
    doc._.article = Article(
        id="odd", text=doc.text, paragraphs=(Paragraph(start=0, end=len(doc.text)),)
    )
    return doc


@pytest.mark.parametrize(
    "relation", [*RELATIONS, "", "dep", "pcomp", "poss", "compound", "npadvmod"]
)
def test_every_component_ends_on_a_parse_of_one_relation(relation: str) -> None:
    """Roots that are called conjuncts, and chains of one relation, do not hold anyone up."""
    size = len(WORDS)
    shapes = [
        list(range(size)),  # every word is a root
        [max(index - 1, 0) for index in range(size)],  # a chain to the left
        [min(index + 1, size - 1) for index in range(size)],  # a chain to the right
        [size // 2] * size,  # a star
    ]
    for heads in shapes:
        doc = odd_parse(heads, [relation] * size)
        for name in COMPONENTS:
            doc = load_pipeline().get_pipe(name)(doc)
        check_references(to_annotation(doc))


def test_every_component_ends_on_random_trees() -> None:
    generator = np.random.default_rng(7)
    size = len(WORDS)
    for _ in range(60):
        # Each word hangs on one earlier in a random order: always a forest, often not projective.
        order = generator.permutation(size)
        heads = list(range(size))
        for place in range(1, size):
            heads[order[place]] = int(order[generator.integers(0, place)])
        deps = [str(one) for one in generator.choice(RELATIONS, size)]
        doc = odd_parse(heads, deps)
        for name in COMPONENTS:
            doc = load_pipeline().get_pipe(name)(doc)
        check_references(to_annotation(doc))


def test_components_pass_over_a_document_without_article_or_parse() -> None:
    nlp = load_pipeline()
    doc = nlp.make_doc(REPORT)
    for name in COMPONENTS:
        doc = nlp.get_pipe(name)(doc)
    assert not doc._.positions
