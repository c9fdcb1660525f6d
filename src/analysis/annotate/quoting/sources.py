"""Who speaks: the source of a cue, found in the parse."""

from __future__ import annotations

from analysis.annotate.quoting.drafts import Range
from analysis.annotate.quoting.lexicon import cues
from analysis.annotate.quoting.tree import Tree

_RELATIVE = frozenset({"who", "which", "that"})
_RAISED = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep", "dep", "ccomp", "parataxis"})


def source_of(tree: Tree, cue: int) -> Range | None:
    """Return the source of the verb, noun or adjective at token `cue`, or None.

    A verb's source is its subject, or the agent of a passive; one without a subject borrows that
    of the verb it depends on ("said ... and confirmed ...", "..., adding that"). A noun's source is
    its possessor or the phrase after "of" or "by". Appositives and relative clauses belong to it.
    """
    head = source_head(tree, cue)
    if head is not None:
        return phrase(tree, head, cue)
    return _phrase_before(tree, cue)


def _phrase_before(tree: Tree, cue: int) -> Range | None:
    """Return the noun phrase right before a finite main verb that the parser left without subject.

    "In Geneva, a source close to the envoy told ...": the parser may take the source for an
    apposition to the place.
    """
    if tree.tags[cue] not in ("VBD", "VBZ", "VBP") or tree.deps[cue] not in ("ROOT", "conj"):
        return None
    token = cue - 1
    while token >= 0 and tree.pos[token] in ("ADV", "AUX"):
        token -= 1
    if token < 0 or tree.pos[token] not in ("NOUN", "PROPN", "PRON"):
        return None
    while tree.deps[token] not in ("appos", "ROOT", "npadvmod", "nsubj"):
        higher = tree.heads[token]
        if higher >= cue or tree.right[higher] > cue:
            break
        token = higher
    if tree.pos[token] not in ("NOUN", "PROPN", "PRON") or tree.right[token] > cue:
        return None
    return tree.trimmed(tree.left[token], cue)


def source_head(tree: Tree, cue: int) -> int | None:
    """Return the head token of the source of `cue`, or None."""
    if tree.pos[cue] in ("NOUN", "PROPN"):
        return _possessor(tree, cue)
    seen = 0
    verb = tree.heads[cue] if tree.deps[cue] == "acomp" else cue
    if (outer := _governing_speech(tree, cue)) is not None:
        verb = outer
    while seen < 6:
        found, stop = _own_subject(tree, verb)
        if found is not None or stop:
            return found
        higher = tree.heads[verb]
        if higher == verb or tree.deps[verb] not in _RAISED:
            return _governor(tree, verb)
        if (
            tree.deps[verb] == "xcomp"
            and (patient := tree.child(higher, "dobj", "dative")) is not None
            and tree.lemmas[higher] != "promise"
        ):
            return patient
        verb = higher
        if tree.pos[verb] in ("NOUN", "PROPN", "PRON"):
            return _possessor(tree, verb) or (verb if tree.deps[verb] != "dobj" else None)
        seen += 1
    return None


def _governing_speech(tree: Tree, cue: int) -> int | None:
    """Return the reporting verb whose subject also says "..., without saying" or "..., adding".

    The parser hangs such an afterthought on the verb of the reported clause, whose subject cannot
    speak ("said the talks would go on, without saying when").
    """
    preposition = tree.heads[cue]
    if tree.deps[cue] == "pcomp" and tree.lower[preposition] in ("without", "while"):
        verb, first = tree.heads[preposition], preposition
    elif tree.deps[cue] == "advcl" and tree.tags[cue] == "VBG":
        verb, first = preposition, tree.left[cue]
    else:
        return None
    if tree.words[first - 1 : first] != [","] or tree.child(cue, "nsubj") is not None:
        return None
    higher = tree.heads[verb]
    if tree.deps[verb] == "ccomp" and (tree.lemmas[higher], "VERB") in cues():
        return higher
    return None


def _own_subject(tree: Tree, verb: int) -> tuple[int | None, bool]:
    """Return the verb's own source, and whether the search ends here even without one."""
    agent = tree.child(verb, "agent")
    if agent is not None:
        return tree.child(agent, "pobj"), True
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        return subject, True
    passive = tree.child(verb, "nsubjpass")
    return None, passive is not None


def _governor(tree: Tree, verb: int) -> int | None:
    """Return the noun that a participle or relative clause describes ("a statement saying")."""
    if tree.deps[verb] in ("acl", "relcl"):
        head = tree.heads[verb]
        return head if tree.pos[head] in ("NOUN", "PROPN", "PRON") else None
    return None


def reported_speaker(tree: Tree, verb: int) -> Range | None:
    """Return who "was quoted as saying" something: the subject of the passive, or None."""
    subject, manner = tree.child(verb, "nsubjpass"), tree.child(verb, "prep")
    if subject is None or manner is None or tree.lower[manner] != "as":
        return None
    if tree.lower[manner + 1 : manner + 2] not in (["saying"], ["telling"], ["warning"]):
        return None
    return tree.trimmed(*tree.subtree(subject))


def _possessor(tree: Tree, noun: int) -> int | None:
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner
    for preposition in tree.children[noun]:
        if tree.lower[preposition] in ("by", "from", "among") and tree.deps[preposition] in (
            "prep",
            "agent",
        ):
            return tree.child(preposition, "pobj")
    return None


def phrase(tree: Tree, head: int, cue: int) -> Range:
    """Return the whole noun phrase of `head`, up to but not over the token `cue`.

    A relative pronoun is joined to the noun it stands for ("a minister, who"): both name
    the source.
    """
    if tree.lower[head] in _RELATIVE and tree.deps[tree.heads[head]] == "relcl":
        antecedent = tree.heads[tree.heads[head]]
        return tree.left[antecedent], head + 1
    start, end = tree.subtree(head)
    if start <= cue < end:
        if cue > head:
            end = cue
        else:
            start = cue + 1
    if tree.deps[head] == "poss":
        end = head + 1
    return without_date(tree, head, *tree.trimmed(start, end))


def without_date(tree: Tree, head: int, start: int, end: int) -> Range:
    """Cut off a date of the speaking that the parser hung on the speaker (", on Friday")."""
    cut = end
    while cut - 1 > head and tree.entities[cut - 1] in ("DATE", "TIME"):
        cut -= 1
    if cut == end:
        return start, end
    if tree.lower[cut - 1] in ("on", "in", "at"):
        cut -= 1
    if cut - 1 > head and tree.words[cut - 1] == ",":
        return tree.trimmed(start, cut - 1)
    return start, end
