"""How anchors fare on the project's gold articles when their text is edited, measured."""

from __future__ import annotations

import random
import re
import time
from functools import cache
from pathlib import Path

from analysis.corrections import Corrections, DateCorrection, apply, correct
from analysis.corrections.anchors import Place, Selector, find
from analysis.model import Annotation, Article
from tests.dossiers import fishery

GOLD = Path(__file__).resolve().parents[1] / "gold" / "parley.jsonl"
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"”']?\s*|\n+|$)")
ARTICLES = 5


@cache
def anchors() -> list[tuple[str, list[tuple[Selector, Place]]]]:
    """The texts, each with the selectors and the places of all its records."""
    found = []
    for line in GOLD.read_text("utf-8").splitlines()[:ARTICLES]:
        annotation = Annotation.from_json(line)
        text = annotation.article.text
        layers = (
            annotation.actors, annotation.attributions, annotation.positions, annotation.meetings,
            annotation.time_expressions,
        )  # fmt: skip
        selectors = [
            correct(annotation, record.id, "accept").selector
            for layer in layers for record in layer
        ]  # fmt: skip
        found.append((text, [(one, find(text, one)[0]) for one in selectors]))
    return found


def test_deleting_any_sentence_leaves_the_others_and_loses_its_own() -> None:
    kept = lost = wrong = 0
    for text, selectors in anchors():
        for sentence in SENTENCE.finditer(text):
            start, end = sentence.span()
            shorter = text[:start] + text[end:]
            for selector, place in selectors:
                found = [one.start for one in find(shorter, selector)]
                if start <= place.start and place.end <= end:
                    wrong += bool(found)
                elif place.end <= start or end <= place.start:
                    now = place.start - (end - start) * (place.start >= end)
                    kept += found == [now]
                    lost += not found
                    wrong += bool(found) and found != [now]
    assert wrong == 0
    assert lost <= 0.001 * kept
    assert kept > 1500


def test_replacing_a_word_leads_nowhere_else() -> None:
    draw = random.Random(7)
    kept = lost = wrong = 0
    for text, selectors in anchors():
        words = [match.span() for match in re.finditer(r"[a-z]{4,}", text)]
        for start, end in draw.sample(words, 30):
            changed = f"{text[:start]}howbeit{text[end:]}"
            longer = len("howbeit") - (end - start)
            for selector, place in selectors:
                found = find(changed, selector)
                now = place.start + longer * (place.start >= end)
                # An approximate match may take in the whole of a word at its edge.
                right = len(found) == 1 and abs(found[0].start - now) <= 8
                kept += right
                lost += not found
                wrong += bool(found) and not right
    assert wrong == 0
    assert lost <= 0.03 * kept


def test_many_corrections_of_a_long_article_are_quick() -> None:
    made = fishery().annotation()
    text = (
        made.article.text + " The envoys of both sides spoke of the quota and little else." * 3000
    )
    article = Article(id="long", text=text)
    annotation = Annotation(article=article, actors=made.actors, positions=made.positions)
    entries = [
        DateCorrection(action="accept", exact=f"words that are not in the article, number {number}")
        for number in range(300)
    ]
    entries += [correct(annotation, f"p{1 + number % 6}", "edit", note=str(number), negated=True)
                for number in range(300)]  # fmt: skip
    started = time.perf_counter()
    found = apply(annotation, Corrections(entries=tuple(entries)))
    assert time.perf_counter() - started < 20
    assert len(found.undone) == 300
