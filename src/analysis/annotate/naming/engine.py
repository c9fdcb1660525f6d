"""All stages in their order, from a parsed doc to actors, and to attributions that name theirs."""

from __future__ import annotations

from spacy.tokens import Doc

from analysis.annotate.naming.affiliation import (
    affiliate_by_clause,
    affiliate_by_office,
    affiliate_by_pronoun,
    affiliate_by_title,
    affiliate_organs,
)
from analysis.annotate.naming.coreference import Resolver, resolve_possessed
from analysis.annotate.naming.descriptions import find_chunks, find_descriptions
from analysis.annotate.naming.headlines import read_headlines
from analysis.annotate.naming.kinds import settle_kinds
from analysis.annotate.naming.merging import merge_names
from analysis.annotate.naming.names import find_names
from analysis.annotate.naming.pronouns import resolve_pronouns
from analysis.annotate.naming.records import (
    drop_groups,
    index_mentions,
    keep_actors,
    sort_mentions,
    to_actors,
)
from analysis.annotate.naming.sides import Negotiation
from analysis.annotate.naming.sources import attribute
from analysis.annotate.naming.usage import does_deed
from analysis.annotate.naming.words import Words


def find_actors(doc: Doc) -> None:
    """Set ``doc._.actors`` and ``doc._.mention_index``; fill in the attributions' actors."""
    doc._.actors = []
    doc._.mention_index = {}
    article = doc._.article
    if article is None or not len(doc):
        return
    words = Words(doc)
    names = find_names(doc, words)
    chunks = find_chunks(words)
    descriptions = find_descriptions(words, names, chunks)
    settle_kinds(words, names, chunks)
    entities = merge_names(words, names)
    names = [name for name in names if name.entity is not None]
    mentions = sorted([*names, *descriptions], key=lambda mention: (mention.end, -mention.start))
    Resolver(words, entities, article.id, article.published).resolve(mentions)
    resolve_pronouns(words, entities)
    affiliate_by_pronoun(words, [*names, *descriptions], entities)
    affiliate_by_office(entities, article.published)
    affiliate_by_title(entities)
    affiliate_by_clause(words, entities)
    affiliate_organs(entities)
    resolve_possessed(words, mentions, entities)
    read_headlines(words, entities)
    sources = attribute(doc, words, entities)
    kept = keep_actors(words, entities, sources)
    numbered = {id(entity) for entity in kept}
    others = [e for e in entities if e.mentions and e.affiliations and id(e) not in numbered]
    negotiation = Negotiation(words, kept, article.published, others)
    negotiation.resolve_other_side(negotiation.assign(), sources)
    kept = drop_groups(kept, negotiation.opposed, sources)
    sort_mentions(kept)
    doc._.actors = to_actors(article, kept)
    doc._.naming_scores = {entity.key: entity.confidence for entity in kept}
    doc._.doers = frozenset(
        entity.key for entity in kept if any(does_deed(words, m) for m in entity.mentions)
    )
    doc._.mention_index = index_mentions(kept)
    doc._.attributions = [
        item.model_copy(update={"actor": sources[item.id].id})
        if item.id in sources and sources[item.id].id
        else item
        for item in doc._.attributions or ()
    ]
