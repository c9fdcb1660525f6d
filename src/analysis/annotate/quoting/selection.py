"""What counts as an attribution in Parley, and what is left to the other stages.

An attribution reports speech or thought. Its training data also marks what people do and want
("offered 2.5 percent", "backs the plan", "are expected to meet"). Such acts and attitudes are
positions and meetings of the writer's own telling, and they are not attributions here unless a
clause or quotation says in what words ("demanded that the blockade end").
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

from analysis.annotate.quoting.drafts import Draft
from analysis.annotate.quoting.lexicon import cues
from analysis.annotate.quoting.tree import Tree

LEAST_CONFIDENCE = 0.25
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TRUSTED = 0.6
# "Asked not to be named" and "declined to comment" tell of the interview, not of what was said.
_ANONYMITY = frozenset({"name", "identify", "quote", "comment"})
# Below this, a verb that no list has as a cue is none, where nothing else speaks for a report.
_UNLISTED = 0.35
# How sure a nested attribution found by grammar is; the development data has none to measure it.
_NESTED = 0.6


@lru_cache(maxsize=1)
def acts() -> frozenset[str]:
    """Return the lemmas of verbs that tell what someone does or wants, from ``acts.csv``."""
    table = files("analysis") / "reference" / "tables" / "acts.csv"
    with table.open(encoding="utf-8") as stream:
        return frozenset(row["lemma"] for row in csv.DictReader(stream))


def selected(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """Return the attributions that report speech or thought, and are likelier than a guess."""
    return [found for found in drafts if _likely(found) and not _is_act(tree, found)]


def _likely(found: Draft) -> bool:
    return found.score >= LEAST_CONFIDENCE or found.cue is None or found.trusted


def _is_act(tree: Tree, found: Draft) -> bool:
    """Tell an act or attitude from a report: no clause, no quotation, or nothing but a pronoun.

    A name or thing that nobody is said to speak of ("a round was called off") is none either.
    """
    if found.cue is None or (found.trusted and not found.evidence):
        return False
    if any(tree.quotation[start] >= 0 for start, _ in found.content):
        return _is_title_of_work(tree, found)
    words = sorted(token for token in found.content_tokens() if tree.has_word(token))
    if len(words) == 1 and tree.pos[words[0]] in ("PRON", "DET"):
        return True
    heads = [token for token in words if tree.heads[token] not in words]
    if any(_is_of_the_interview(tree, token) for token in heads):
        return True
    if has_clause(tree, found):
        return False
    if found.source is None and not any(tree.pos[token] in ("VERB", "AUX") for token in heads):
        return True
    anonymity = any(
        tree.lemmas[token] in _ANONYMITY and tree.pos[token] == "VERB" for token in heads
    )
    return anonymity or tree.lemmas[found.head] in acts() or _is_unsure(tree, found)


def _is_unsure(tree: Tree, found: Draft) -> bool:
    """Tell whether a verb that no list has as a cue is only guessed to be one.

    "This offer would address some concerns" has nothing of a report: no clause, no quotation.
    """
    return (
        tree.pos[found.head] == "VERB"
        and (tree.lemmas[found.head], "VERB") not in cues()
        and found.score < _UNLISTED
    )


def _is_of_the_interview(tree: Tree, verb: int) -> bool:
    """ "Declined to be named because the talks are private"."""
    helpers = [child for child in tree.children[verb] if tree.deps[child] in ("aux", "auxpass")]
    infinitive = any(tree.tags[child] == "TO" for child in helpers)
    return infinitive and tree.lemmas[verb] in _ANONYMITY and len(helpers) > 1


def _is_title_of_work(tree: Tree, found: Draft) -> bool:
    """Tell whether all that is quoted is a name in quotation marks ("The Long Road Home")."""
    cue = cues().get((tree.lemmas[found.head], tree.pos[found.head]))
    if cue is not None and cue.meaning != "evaluation":
        return False
    words = sorted(token for token in found.content_tokens() if tree.has_word(token))
    named = [token for token in words if tree.pos[token] not in ("DET", "ADP", "CCONJ", "PART")]
    return (
        len(named) > 1
        and all(tree.words[token][0].isupper() for token in named)
        and all(tree.quotation[token] >= 0 for token in words)
        and not any(tree.words[end - 2] in tuple(",.!?") for _, end in found.content)
    )


def has_clause(tree: Tree, found: Draft) -> bool:
    """Tell whether the content is a clause: finite, or opened by a word such as "that"."""
    tokens = found.content_tokens()
    for token in tokens:
        if tree.heads[token] in tokens and tree.heads[token] != token:
            continue
        if tree.pos[token] not in ("VERB", "AUX"):
            continue
        children = tree.children[token]
        if any(tree.tags[child] == "TO" for child in children if tree.deps[child] == "aux"):
            continue
        if tree.tags[token] in _FINITE or any(
            tree.deps[child] == "mark" or tree.tags[child] in _FINITE for child in children
        ):
            return True
    return False


def nested_by_rule(tree: Tree, rules: list[Draft], drafts: list[Draft]) -> list[Draft]:
    """Return the rules' attributions that lie in the content of others and were not found yet.

    "The envoy said the premier hoped ...": the training data marks only the outer one, so that the
    network's silence says nothing about the inner one.
    """
    taken = {found.head for found in drafts}
    inside = {
        token
        for found in drafts
        if found.cue is not None
        for token in found.content_tokens()
        if tree.quotation[token] < 0
    }
    nested = []
    for rule in rules:
        if (
            rule.head in inside
            and rule.head not in taken
            and rule.source
            and is_trusted(tree, rule)
        ):
            nested.append(replace(rule, score=_NESTED, trusted=True, evidence={}))
    return nested


def is_trusted(tree: Tree, rule: Draft) -> bool:
    """Tell whether a rule alone is enough: someone says or thinks a clause of its own."""
    return rule.score >= _TRUSTED and rule.cue is not None and has_clause(tree, rule)
