"""Phrases that name an issue, and the words that a clause covers."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from analysis.annotate.stances.clause import (
    SUBJECTS,
    complement_clause,
    is_passive,
    prepositions,
)
from analysis.annotate.stances.stance import Range
from analysis.annotate.stances.words import listed

GENERIC = listed(
    "offer proposal demand call plan request appeal step move measure idea bid effort "
    "decision part series kind version package framework draft suggestion initiative "
    "ultimatum threat promise pledge vow commitment condition term set number range "
    "form lack choice path way road route course possibility prospect option chance "
    "opportunity attempt need desire willingness readiness right ability intention "
    "claim plea invitation motion resolution bill some one all any many most more "
    "those that what something anything arena issue question matter area field sphere "
    "point aspect front track sector regard respect process round side end case hope "
    "allegation accusation charge suggestion notion use level amount portion share "
    "act action campaign drive push objection opposition insistence rejection refusal "
    "resistance concern protest support acceptance warning criticism program "
    "programme project scheme blueprint roadmap formula"
)
_LEFT_LABELS = frozenset(
    {"det", "amod", "compound", "nummod", "quantmod", "poss", "nmod", "predet", "advmod", "neg"}
)
_ISSUE_PREPOSITIONS = ("of", "for", "on", "over", "about", "to", "in", "against", "with", "from")
_STRIPPED = listed("a an the this that these those its their his her our my your own such any")
DULL = listed(
    "weight size sort nature type quality importance time moment week month year day "
    "kind own part behalf principle public writing return advance person detail fact "
    "general"
)
_LONGEST = 9
_DEEPEST = 4
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "EX", "DT"})


def content_noun(head: Token, depth: int = 0) -> Token:
    """Go from a noun that only frames the matter ("a demand for X", "steps on X") to the matter."""
    if depth > _DEEPEST or head.lemma_.lower() not in GENERIC:
        return head
    inner = _inside(head, depth)
    return head if inner is None or inner is head else content_noun(inner, depth + 1)


def _inside(head: Token, depth: int) -> Token | None:
    found = prepositions(head)
    for preposition in _ISSUE_PREPOSITIONS:
        target = found.get(preposition)
        if target is None or target.lemma_ in DULL:
            continue
        if preposition in ("to", "from", "with") and is_name(target):
            continue
        if target.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            return target
        return in_clause(target, depth + 1)
    for child in head.rights:
        if child.dep_ in ("acl", "relcl", "ccomp", "xcomp") and child.pos_ in ("VERB", "AUX"):
            return in_clause(child, depth + 1)
    return None


def is_name(token: Token) -> bool:
    """Tell whether `token` belongs to the name of someone or of a place."""
    return token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or token.pos_ == "PROPN"


def in_clause(verb: Token, depth: int = 0) -> Token | None:
    """Return the noun that a clause is about: its object, passive subject or the like."""
    if depth > _DEEPEST:
        return None
    if verb.pos_ in ("NOUN", "PROPN"):
        return verb
    target = _own_object(verb)
    if target is not None and target.tag_ not in _PRONOUNS:
        return content_noun(target, depth + 1)
    inner = complement_clause(verb)
    if inner is not None:
        found = in_clause(inner, depth + 1)
        if found is not None:
            return found
    return _of_preposition(verb) or _plain_subject(verb) or _attribute(verb)


def _own_object(verb: Token) -> Token | None:
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    return next((child for child in verb.children if child.dep_ == wanted), None)


def _of_preposition(verb: Token) -> Token | None:
    for preposition, target in prepositions(verb).items():
        if preposition == "by" and is_passive(verb):
            continue
        if target.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "FAC", "PERSON", "NORP"):
            continue
        if target.pos_ not in ("NOUN", "PROPN") or target.lemma_ in DULL:
            continue
        return content_noun(target, _DEEPEST)
    return None


def _attribute(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ in ("attr", "acomp", "oprd") and child.pos_ == "NOUN":
            return content_noun(child, _DEEPEST)
    return None


def _plain_subject(verb: Token) -> Token | None:
    for child in verb.lefts:
        if child.dep_ in SUBJECTS and child.pos_ == "NOUN" and not is_name(child):
            return content_noun(child, _DEEPEST)
    return None


def noun_phrase(head: Token) -> Range:
    """Return a short phrase around the noun `head`: its modifiers and an "of" phrase."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _LEFT_LABELS or child.right_edge.i + 1 < start:
            break
        start = child.left_edge.i
    end = head.i + 1
    for child in head.rights:
        if child.dep_ != "prep" or child.i != end or child.lower_ not in ("of", "for", "in", "on"):
            break
        if child.right_edge.i + 1 - start > _LONGEST or _is_time(child):
            break
        if child.lower_ != "of" and end - start > 3:
            break
        end = child.right_edge.i + 1
    return trimmed(head.doc, start, max(end, head.i + 1), head.i)


def _is_time(preposition: Token) -> bool:
    return any(child.ent_type_ in ("DATE", "TIME") for child in preposition.rights)


def trimmed(doc: Doc, start: int, end: int, head: int) -> Range:
    """Strip articles, possessives, quotation marks and brackets off both ends of a range."""
    while start < head and _is_strippable(doc[start]):
        start += 1
    while end - 1 > head and doc[end - 1].is_punct:
        end -= 1
    return start, end


def _is_strippable(token: Token) -> bool:
    return token.lower_ in _STRIPPED or token.is_punct or token.is_space or token.is_quote


def verb_phrase(verb: Token) -> Range:
    """Return the verb with its particle: the issue where no noun names it ("walk out")."""
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in ("prt", "advmod") and child.i == end:
            end = child.i + 1
    return verb.i, end


_CONTRASTING = frozenset({"while", "although", "though", "whereas"})
_CUT = frozenset({"parataxis", "punct", "cc", "dep", "meta", "intj", "conj", "mark"})


def clause_extent(verb: Token, holder: Token | None) -> Range:
    """Return the words of the clause of `verb`, from its holder on, without joined clauses."""
    start, end = verb.i, verb.i + 1
    for child in verb.children:
        if child.dep_ in _CUT or _is_other_clause(child, verb) or _is_preposed(child, verb):
            continue
        start = min(start, child.left_edge.i)
        end = max(end, _right_end(child))
    if verb.dep_ in ("acl", "relcl") and verb.head.i < verb.i:
        start = min(start, nominal_left(verb.head))
    if holder is not None and _same_sentence(holder, verb):
        left = nominal_left(holder)
        if left < start and start - left <= 40:
            start = left
        end = max(end, holder.i + 1)
    return _without_edges(verb.doc, start, end, verb.i)


def _right_end(child: Token) -> int:
    return int(child.right_edge.i) + 1


def nominal_left(noun: Token) -> int:
    """Return the index of the first word of the noun phrase of `noun`."""
    return int(min((c.left_edge.i for c in noun.lefts if c.dep_ in _LEFT_LABELS), default=noun.i))


def _is_other_clause(child: Token, verb: Token) -> bool:
    # A clause of saying around the verb ("..., the ministry said") is not part of it.
    if child.dep_ == "ccomp" and child.i < verb.i:
        return True
    if child.dep_ == "advcl" and child.i > verb.i:
        return any(word.lower_ in _CONTRASTING for word in child.lefts if word.dep_ == "mark")
    return child.lower_ == "according" and child.i > verb.i


def _is_preposed(child: Token, verb: Token) -> bool:
    """Tell whether `child` is an adjunct before the subject ("In Geneva, the envoy said")."""
    if child.i > verb.i or child.dep_ not in ("prep", "advcl", "npadvmod", "advmod"):
        return False
    return any(other.dep_ in SUBJECTS and other.i > child.i for other in verb.lefts)


def _same_sentence(one: Token, other: Token) -> bool:
    return bool(one.sent.start == other.sent.start)


def _without_edges(doc: Doc, start: int, end: int, keep: int) -> Range:
    while start < keep and _is_edge(doc[start]):
        start += 1
    while end - 1 > keep and _is_edge(doc[end - 1]):
        end -= 1
    return start, end


def _is_edge(token: Token) -> bool:
    return bool(token.is_punct or token.is_space or token.dep_ == "cc") and token.text not in "%$"


def nominal_extent(noun: Token, others: Iterable[Token] = ()) -> Range:
    """Return the words of a noun phrase with all that hangs on it, and those of `others`."""
    start, end = noun.i, noun.i + 1
    for child in noun.children:
        if child.dep_ in ("punct", "cc", "conj", "appos", "relcl") and child.dep_ != "relcl":
            continue
        start, end = min(start, child.left_edge.i), max(end, child.right_edge.i + 1)
    for other in others:
        start, end = min(start, other.i), max(end, other.i + 1)
    return _without_edges(noun.doc, start, end, noun.i)
