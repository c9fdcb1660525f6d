"""Attributions: who is reported to say, think or write what.

An attribution has a source, a cue and content (Pareti 2012; PolNeAR, Newell et al. 2018): "*The
minister* (source) *denied* (cue) *that talks had begun* (content)". The parts live in
:mod:`analysis.annotate.quoting`; this module runs them in order on a document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.encounters.context import dateline_end
from analysis.annotate.quoting.confidence import chance_right, evidence_of
from analysis.annotate.quoting.decoding import find_by_network
from analysis.annotate.quoting.drafts import Draft, Range
from analysis.annotate.quoting.features import features_of
from analysis.annotate.quoting.nesting import enclosing, kind_of
from analysis.annotate.quoting.network import Network, load_network
from analysis.annotate.quoting.repairs import repaired
from analysis.annotate.quoting.rules import find_by_rules
from analysis.annotate.quoting.selection import nested_by_rule, selected
from analysis.annotate.quoting.speech import complete_speech
from analysis.annotate.quoting.tree import Tree
from analysis.model import Article, Attribution, Span

# Name and version of the pipeline whose vectors the network was trained with.
_VECTORS_OF = ("core_web_sm", "3.8")

if not Doc.has_extension("attribution_antecedents"):
    Doc.set_extension("attribution_antecedents", default=None)


@Language.factory("parley_attributions")
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that sets ``doc._.attributions``.

    It also sets ``doc._.attribution_antecedents``: the id of a quotation without a cue -> the id of
    the attribution whose speaker goes on speaking.
    """
    tensor = str(nlp.meta.get("name")).startswith(_VECTORS_OF[0]) and str(
        nlp.meta.get("version")
    ).startswith(_VECTORS_OF[1])

    def set_attributions(doc: Doc) -> Doc:
        found, antecedents = find_attributions(doc, tensor=tensor)
        doc._.attributions, doc._.attribution_antecedents = found, antecedents
        return doc

    return set_attributions


def find_attributions(doc: Doc, *, tensor: bool = True) -> tuple[list[Attribution], dict[str, str]]:
    """Find the attributions of a parsed document.

    Parameters
    ----------
    doc
        The document, with its article.
    tensor
        Whether its vectors are those of the pipeline that the network was trained with. Without
        them the network does with words and parse.

    Returns
    -------
    list of Attribution
        In text order, ids q1, q2, ...; ``actor`` is None.
    dict
        Id of each attribution without a cue -> id of the one it carries on.
    """
    if doc._.article is None or not len(doc) or not doc.has_annotation("DEP"):
        return [], {}
    tree = Tree(doc)
    return to_records(tree, find_drafts(tree, tensor=tensor))


def find_drafts(tree: Tree, network: Network | None = None, *, tensor: bool = True) -> list[Draft]:
    """Find attributions by rules, then by the network that reads them, then make speech whole.

    Parameters
    ----------
    tree
        The document.
    network
        The trained weights; None means those of the package.
    tensor
        See :func:`find_attributions`.
    """
    rules = complete_speech(tree, find_by_rules(tree))
    network = network or load_network()
    features = features_of(tree, rules, network.vocabularies, tensor=tensor)
    drafts = complete_speech(tree, find_by_network(tree, features, network, rules))
    for found in drafts:
        if found.cue is not None:
            found.score = chance_right(network.arrays["confidence"], evidence_of(tree, found))
    drafts = repaired(tree, drafts)
    drafts += nested_by_rule(tree, rules, drafts)
    return sorted(selected(tree, drafts), key=lambda found: (found.start, found.head))


def to_records(tree: Tree, drafts: list[Draft]) -> tuple[list[Attribution], dict[str, str]]:
    """Turn drafts, in text order, into records of the annotation format."""
    article: Article = tree.doc._.article
    for found in drafts:
        found.content = [_after_dateline(tree, article, part) for part in found.content]
        found.source = _without_relative_clause(tree, found.source)
    drafts = [found for found in drafts if any(first < end for first, end in found.content)]
    ids = [f"q{number}" for number in range(1, len(drafts) + 1)]
    by_head = {found.head: identifier for identifier, found in zip(ids, drafts, strict=True)}
    records = []
    antecedents: dict[str, str] = {}
    for identifier, found, parent in zip(ids, drafts, enclosing(drafts), strict=True):
        records.append(
            Attribution(
                id=identifier,
                source=_span(tree, article, found.source),
                cue=_span(tree, article, found.cue),
                content=tuple(
                    _cut(tree, article, part) for part in found.content if part[0] < part[1]
                ),
                kind=kind_of(tree, found),
                within=None if parent is None else ids[parent],
                confidence=round(found.score, 2),
                negated=found.negated,
            )
        )
        if found.antecedent is not None and found.antecedent in by_head:
            antecedents[identifier] = by_head[found.antecedent]
    return records, antecedents


def _without_relative_clause(tree: Tree, source: Range | None) -> Range | None:
    """Take "Britain" for a source that is only its relative clause ("which has bases there")."""
    if source is None or source[1] - source[0] < 2 or tree.tags[source[0]] not in ("WDT", "WP"):
        return source
    before = source[0] - 1
    while before >= 0 and not tree.has_word(before):
        before -= 1
    if before < 0 or tree.pos[before] not in ("NOUN", "PROPN"):
        return source
    return tree.trimmed(tree.left[before], before + 1)


def _after_dateline(tree: Tree, article: Article, part: Range) -> Range:
    """Leave a dateline ("OSLO, 12 May (Wire) - ") out of what is said after it."""
    paragraph = tree.paragraph[part[0]] if part[0] < part[1] else -1
    if paragraph < 0:
        return part
    after = dateline_end(article.text, tree.paragraphs[paragraph][0])
    return min(max(part[0], bisect_left(tree.offsets, after)), part[1]), part[1]


def _span(tree: Tree, article: Article, part: Range | None) -> Span | None:
    return None if part is None or part[0] >= part[1] else _cut(tree, article, part)


def _cut(tree: Tree, article: Article, part: Range) -> Span:
    return article.span(tree.offsets[part[0]], tree.ends[part[1] - 1])
