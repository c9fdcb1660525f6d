"""The spaCy pipeline: a general English model, followed by Parley's own components.

Each component is a registered spaCy factory that reads the ``Doc`` (and ``doc._.article``) and sets
one extension attribute to a list of :mod:`analysis.model` records. The order matters:

=========================  ==========================  =========================================
component                  sets                        reads
=========================  ==========================  =========================================
parley_paragraphs          sentence starts             ``doc._.article.paragraphs``
(the model's components)   tags, parse, entities
parley_time_expressions    ``doc._.time_expressions``
parley_attributions        ``doc._.attributions``      actor is still None
parley_actors              ``doc._.actors``            attributions; sets their ``actor``
parley_positions           ``doc._.positions``         all of the above
parley_meetings            ``doc._.meetings``          all of the above
parley_idle_actors         ``doc._.actors``            all of the above; ids are numbered anew
=========================  ==========================  =========================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.encounters.context import dateline_end
from analysis.annotate.negotiation import without_inventions
from analysis.annotate.screening import reason_not_to_read
from analysis.errors import ModelError
from analysis.language_model import default_model
from analysis.model import Annotation, Article, SentenceSpan

COMPONENTS = (
    "parley_time_expressions",
    "parley_attributions",
    "parley_actors",
    "parley_positions",
    "parley_meetings",
    "parley_idle_actors",
)
BATCH_SIZE = 32

for _name in ("time_expressions", "attributions", "actors", "positions", "meetings", "notes"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)
if not Doc.has_extension("article"):
    Doc.set_extension("article", default=None)


@lru_cache(maxsize=2)
def load_pipeline(model: str | None = None) -> Language:
    """Load a spaCy pipeline and add Parley's components to it.

    Parameters
    ----------
    model
        Name of an installed English pipeline, or path of one; None means :func:`default_model`.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded, is not English, or lacks a parser, tagger or entities.
    """
    # The factories register themselves when their modules are imported.
    from analysis.annotate import (  # noqa: F401
        actors,
        attributions,
        meetings,
        positions,
        time_expressions,
    )

    name = model or default_model()
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            "the spaCy pipeline cannot be loaded",
            found=name,
            allowed="the name of an installed English pipeline, or the path of one",
        ) from error
    _check(nlp, name)
    nlp.add_pipe("parley_paragraphs", first=True)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def _check(nlp: Language, name: str) -> None:
    if nlp.lang != "en":
        raise ModelError(
            "the pipeline is not for English", found=f"{name} ({nlp.lang})", allowed="en"
        )
    missing = {"tagger", "parser", "ner", "lemmatizer"} - set(nlp.pipe_names)
    if missing and not any("transformer" in pipe for pipe in nlp.pipe_names):
        raise ModelError(
            "the pipeline lacks components that the annotation needs",
            found=", ".join(nlp.pipe_names),
            allowed=f"a pipeline with {', '.join(sorted(missing))} too",
        )


_BLANK = {ord(character): " " for character in "\t\n\x0b\x0c\r\x85\xa0\u2028\u2029\u202f\u2007"}
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")


def make_doc(nlp: Language, article: Article) -> Doc:
    """Tokenise an article so that token offsets are offsets into ``article.text``.

    Every kind of blank becomes a plain space, one for one: a line end within a sentence then costs
    the parser nothing, and no offset moves; half a surrogate pair, which spaCy cannot hold, becomes
    U+FFFD. Words are always read back from ``article.text``.
    """
    text = article.text.translate(_BLANK)
    if not text.isascii():
        text = _HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", text)
    doc = nlp.make_doc(text)
    doc._.article = article
    return doc


@Language.component("parley_paragraphs")
def start_sentences_at_paragraphs(doc: Doc) -> Doc:
    """Make each paragraph of the article start a sentence, and forbid none elsewhere.

    So does the story after a dateline ("OSLO, May 3 - "), which else leads the parser astray.
    """
    article: Article | None = doc._.article
    if article is None:
        return doc
    # All at once: setting Token.is_sent_start reads the whole document each time.
    starts = np.zeros((len(doc), 1), dtype=np.uint64)
    for paragraph in article.paragraphs:
        span = doc.char_span(paragraph.start, paragraph.end, alignment_mode="expand")
        if span:  # blanks at the very end are no tokens
            starts[span.start] = 1
            if span.end < len(doc):
                starts[span.end] = 1
            after = dateline_end(article.text, paragraph.start)
            if paragraph.kind == "body" and paragraph.start < after < paragraph.end:
                story = doc.char_span(after, paragraph.end, alignment_mode="expand")
                if story:
                    starts[story.start] = 1
    if starts.any():
        doc.from_array([SENT_START], starts)  # type: ignore[arg-type]
    return doc


def annotate(article: Article, *, model: str | None = None) -> Annotation:
    """Annotate one article: a pure function of the article, the model and the reference tables."""
    return next(annotate_all([article], model=model))


def annotate_all(articles: Iterable[Article], *, model: str | None = None) -> Iterator[Annotation]:
    """Annotate articles one after the other, in order, with memory that does not grow.

    Raises
    ------
    ModelError
        If the pipeline cannot be loaded.
    """
    nlp = load_pipeline(model)
    for batch in _batched(articles, BATCH_SIZE):
        with nlp.memory_zone():
            annotations = _annotate_batch(nlp, batch)
        yield from annotations


def _annotate_batch(nlp: Language, batch: list[Article]) -> list[Annotation]:
    reasons = [reason_not_to_read(article.text) for article in batch]
    readable = (article for article, reason in zip(batch, reasons, strict=True) if reason is None)
    docs = iter(nlp.pipe((make_doc(nlp, article) for article in readable), batch_size=BATCH_SIZE))
    return [
        without_inventions(to_annotation(next(docs)))
        if reason is None
        else Annotation(article=article, notes=(*article.notes, reason))
        for article, reason in zip(batch, reasons, strict=True)
    ]


def _batched(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    batch: list[Article] = []
    for article in articles:
        batch.append(article)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def to_annotation(doc: Doc) -> Annotation:
    """Collect what the components left on `doc` into an :class:`~analysis.model.Annotation`."""
    return Annotation(
        article=doc._.article,
        actors=tuple(doc._.actors or ()),
        attributions=tuple(doc._.attributions or ()),
        positions=tuple(doc._.positions or ()),
        meetings=tuple(doc._.meetings or ()),
        time_expressions=tuple(doc._.time_expressions or ()),
        sentences=tuple(_sentences(doc)),
        notes=(*doc._.article.notes, *(doc._.notes or ())),
    )


def _sentences(doc: Doc) -> Iterator[SentenceSpan]:
    if not doc.has_annotation("SENT_START"):
        return
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            last = words[-1]
            yield SentenceSpan(start=words[0].idx, end=last.idx + len(last))
