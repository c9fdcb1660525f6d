"""Attributions: who is reported to say, think or write what.

An attribution has a source, a cue and content (Pareti 2012; PolNeAR, Newell et al. 2018): "*The
minister* (source) *denied* (cue) *that talks had begun* (content)". The parts live in
:mod:`analysis.annotate.quoting`; this module runs them in order on a document.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.quoting.confidence import chance_right, evidence_of
from analysis.annotate.quoting.decoding import find_by_network
from analysis.annotate.quoting.drafts import Draft, Range
from analysis.annotate.quoting.features import features_of
from analysis.annotate.quoting.nesting import enclosing, kind_of
from analysis.annotate.quoting.network import Network, load_network
from analysis.annotate.quoting.rules import find_by_rules
from analysis.annotate.quoting.selection import nested_by_rule, selected
from analysis.annotate.quoting.speech import complete_speech
from analysis.annotate.quoting.tree import Tree
from analysis.model import Article, Attribution, Span

if not Doc.has_extension("attribution_antecedents"):
    Doc.set_extension("attribution_antecedents", default=None)


@Language.component("parley_attributions")
def set_attributions(doc: Doc) -> Doc:
    """Set ``doc._.attributions``, and ``doc._.attribution_antecedents`` for carried-on speech.

    The antecedents map the id of a quotation without a cue to the id of the attribution whose
    speaker goes on speaking.
    """
    doc._.attributions, doc._.attribution_antecedents = find_attributions(doc)
    return doc


def find_attributions(doc: Doc) -> tuple[list[Attribution], dict[str, str]]:
    """Find the attributions of a parsed document.

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
    return to_records(tree, find_drafts(tree))


def find_drafts(tree: Tree, network: Network | None = None) -> list[Draft]:
    """Find attributions by rules, then by the network that reads them, then make speech whole.

    Parameters
    ----------
    tree
        The document.
    network
        The trained weights; None means those of the package.
    """
    rules = complete_speech(tree, find_by_rules(tree))
    network = network or load_network()
    features = features_of(tree, rules, network.vocabularies, tensor=True)
    drafts = complete_speech(tree, find_by_network(tree, features, network, rules))
    for found in drafts:
        if found.cue is not None:
            found.score = chance_right(network.arrays["confidence"], evidence_of(tree, found))
    drafts += nested_by_rule(tree, rules, drafts)
    return sorted(selected(tree, drafts), key=lambda found: (found.start, found.head))


def to_records(tree: Tree, drafts: list[Draft]) -> tuple[list[Attribution], dict[str, str]]:
    """Turn drafts, in text order, into records of the annotation format."""
    article: Article = tree.doc._.article
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
                content=tuple(_cut(tree, article, part) for part in found.content),
                kind=kind_of(tree, found),
                within=None if parent is None else ids[parent],
                confidence=round(found.score, 2),
                negated=found.negated,
            )
        )
        if found.antecedent is not None and found.antecedent in by_head:
            antecedents[identifier] = by_head[found.antecedent]
    return records, antecedents


def _span(tree: Tree, article: Article, part: Range | None) -> Span | None:
    return None if part is None else _cut(tree, article, part)


def _cut(tree: Tree, article: Article, part: Range) -> Span:
    return article.span(tree.offsets[part[0]], tree.ends[part[1] - 1])
