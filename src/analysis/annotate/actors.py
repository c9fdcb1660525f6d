"""Actors: who speaks, acts or is spoken of, under all the names the article gives them.

The stages live in :mod:`analysis.annotate.naming`. Names are merged by reference tables, acronyms
defined in the text, surnames and shortened names; descriptions and pronouns are resolved where
the text leaves one reading (after the precision-first sieves of Lee et al. 2013).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from analysis.annotate.naming.confidence import set_confidence
from analysis.annotate.naming.engine import find_actors
from analysis.annotate.naming.pruning import prune_actors

if not Doc.has_extension("mention_index"):
    Doc.set_extension("mention_index", default=None)
for _name in ("doers", "naming_scores"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=None)


@Language.component("parley_actors")
def set_actors(doc: Doc) -> Doc:
    """Set ``doc._.actors``, and the ``actor`` of each of ``doc._.attributions``."""
    find_actors(doc)
    return doc


@Language.component("parley_idle_actors")
def drop_idle_actors(doc: Doc) -> Doc:
    """Leave out of ``doc._.actors`` whoever has no name and of whom nothing is told.

    Then the confidence of those that remain is set, from all that is known of them.
    """
    prune_actors(doc)
    set_confidence(doc)
    return doc


def mention_index(doc: Doc) -> dict[int, str]:
    """Return token index -> id of the actor that the inmost mention at that token refers to.

    Tokens that no mention covers are absent. The doc has to have been through ``parley_actors``;
    otherwise the answer is empty.
    """
    return dict(doc._.mention_index or {})
