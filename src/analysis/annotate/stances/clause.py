"""What the parse says of a verb: who does it, to what, and whether it is said to happen at all.

Dependency labels are those of spaCy's English pipelines (ClearNLP style).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.annotate.stances.words import listed

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d"})
POSSIBLE = frozenset({"may", "might", "could"})
OBLIGATION = frozenset({"must", "should", "ought"})
_IRREALIS_MARKS = frozenset({"if", "whether", "unless", "lest", "either"})
_NEGATORS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "barely"})
_NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "neither", "nothing", "few"})
_NO_ONE = frozenset({"no", "neither", "few"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_OBJECT_CONTROL = listed(
    "ask urge tell order want persuade force allow expect call press pressure invite "
    "warn get request encourage instruct require beg implore convince oblige compel "
    "permit enable cause lead push help authorize authorise"
)
STATEMENTS = listed(
    "statement declaration reminder letter communique resolution warning message report memo note"
)
_UP_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """How a verb, or a noun standing for one, is used."""

    holder: Token | None
    passive: bool
    negated: bool
    future: bool
    possible: bool
    obligation: bool
    irrealis: bool


def read(verb: Token) -> Reading:
    """Read voice, polarity and modality of `verb` from its auxiliaries and those it shares."""
    auxiliaries = helpers(verb)
    return Reading(
        holder=subject_of(verb),
        passive=is_passive(verb),
        negated=is_negated(verb),
        future=bool(auxiliaries & FUTURE) or _is_going_to(verb),
        possible=bool(auxiliaries & POSSIBLE),
        obligation=bool(auxiliaries & OBLIGATION),
        irrealis=is_irrealis(verb),
    )


def helpers(verb: Token) -> frozenset[str]:
    """Return the auxiliaries of `verb`; a conjunct without any has those of the first."""
    own = frozenset(
        child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass") or _modal(child)
    )
    if (
        own
        or verb.dep_ != "conj"
        or verb.head == verb
        or any(c.dep_ in SUBJECTS for c in verb.lefts)
    ):
        return own
    if verb.tag_ in ("VB", "VBP", "VBN", "VBG") and verb.head.tag_ == verb.tag_:
        return helpers(verb.head)
    return own if verb.tag_ not in ("VB", "VBP") else helpers(verb.head)


def _modal(token: Token) -> bool:
    return bool(token.tag_ == "MD")


def _is_going_to(verb: Token) -> bool:
    head = verb.head
    return verb.dep_ == "xcomp" and head.lower_ == "going" and verb.tag_ == "VB"


def is_passive(verb: Token) -> bool:
    """Tell whether `verb` is a passive participle, with or without its auxiliary."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        return not any(child.dep_ == "dobj" for child in verb.rights)
    shares = verb.dep_ == "conj" and verb.head != verb and not _has_own_subject(verb)
    return shares and is_passive(verb.head)


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.lefts)


def is_negated(verb: Token) -> bool:
    """Tell whether `verb` is negated: by "not" or "never", or by a subject such as "nobody"."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in _NEGATORS and child.i < verb.i):
            return True
        if child.lower_ == "longer" and child.dep_ == "advmod":
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and _is_negative(child):
            return True
    if verb.dep_ == "xcomp" and verb.head.lower_ in ("be", "going"):
        return is_negated(verb.head)
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not _has_own_subject(verb):
        return _shared_negation(verb)
    return False


def _shared_negation(verb: Token) -> bool:
    joined = {child.lower_ for child in verb.head.rights if child.dep_ == "cc"}
    return bool(joined & {"or", "nor"}) and is_negated(verb.head)


def _is_negative(subject: Token) -> bool:
    if subject.lower_ in _NEGATIVE_SUBJECTS:
        return True
    return any(
        child.lower_ in _NO_ONE and child.dep_ in ("det", "amod", "preconj", "cc")
        for child in subject.lefts
    )


def is_irrealis(verb: Token) -> bool:
    """Tell whether `verb` stands under "if", "whether" or "unless", at any depth."""
    token = verb
    for _ in range(_UP_LIMIT):
        if _is_inverted(token):
            return True
        for child in token.lefts:
            if child.lower_ in _IRREALIS_MARKS and child.dep_ in ("mark", "advmod", "preconj"):
                return True
        head = token.head
        if token.dep_ == "pcomp" and head.lower_ in ("on", "whether", "without"):
            return True
        if head.i == token.i:
            return False
        token = head
    return False


def _is_inverted(verb: Token) -> bool:
    """Tell a condition without "if" ("had the rebels agreed", "should the talks collapse")."""
    first = next(iter(verb.lefts), None)
    if first is None or first.lower_ not in ("had", "should", "were") or first.dep_ != "aux":
        return False
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    return subject is not None and first.i < subject.i and verb.dep_ != "ROOT"


def is_hypothetical(verb: Token) -> bool:
    """Tell whether `verb` is something that would have happened ("would have accepted")."""
    words = [child.lower_ for child in verb.lefts if child.dep_ == "aux"]
    return "have" in words and bool(FUTURE & set(words)) and verb.tag_ in ("VBN", "VBD")


_DENYING = frozenset({"deny", "dispute", "refute", "disclaim"})


def is_denied(token: Token) -> bool:
    """Tell whether `token` stands in a clause that someone denies ("denied that it had asked")."""
    for _ in range(_UP_LIMIT):
        head = token.head
        if token.dep_ in ("ccomp", "xcomp", "pcomp", "dobj", "advcl") and head.lemma_ in _DENYING:
            return token.i > head.i
        if token.dep_ in ("conj", "relcl") or head.i == token.i:
            return False
        token = head
    return False


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the word that names who does what `verb` says, through passives and control.

    None where the text does not say it (an agentless passive), or the parse does not show it.
    """
    if depth > _UP_LIMIT:
        return None
    if (cut_off := _cut_off(verb)) is not None:
        return cut_off
    if is_passive(verb):
        return _agent(verb)
    for child in reversed(list(verb.lefts)):
        # The nearest: a dateline or a date before it is now and then taken for a subject too.
        if child.dep_ in ("nsubj", "csubj"):
            return _antecedent(child, verb)
        if child.dep_ == "aux" and (inner := _subject_child(child)) is not None:
            return inner
    for child in verb.rights:
        # Inverted order: "... , said the minister".
        if child.dep_ == "nsubj":
            return child
    return _inherited(verb, depth)


def _subject_child(verb: Token) -> Token | None:
    return next((child for child in verb.lefts if child.dep_ == "nsubj"), None)


_TIME_LINKS = frozenset({"after", "before", "since", "until", "as", "because"})


def _cut_off(verb: Token) -> Token | None:
    """Return the subject that the parser lost behind commas, where there is no doubt about it.

    "The mayor, whose office ..., called on them": a participle on the bare noun; "after Germany,
    the host, promised": the noun of the preposition; "Beijing, classified as ..., has resisted":
    the name that opens the sentence.
    """
    after_comma = verb.i > 0 and verb.nbor(-1).text == ","
    main = verb.dep_ == "ROOT" and verb.tag_ not in ("VB", "VBG")
    if _has_own_subject(verb) or not (after_comma or main):
        return None
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBD" and head.dep_ == "ROOT":
        return head
    if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return next(
            (
                inner
                for child in head.rights
                if child.dep_ == "prep" and child.lower_ in _TIME_LINKS and child.i < verb.i
                for inner in child.rights
                if inner.dep_ == "pobj" and inner.i < verb.i - 2 and _reaches(inner, verb)
            ),
            None,
        )
    opening = verb.sent[0]
    if verb.dep_ == "ROOT" and opening.tag_ == "NNP" and opening.i + 1 < verb.i:
        comma = verb.doc[opening.i + 1].text == ","
        named = opening.ent_type_ in ("GPE", "ORG", "PERSON", "NORP")
        return opening if comma and named and opening.dep_ == "npadvmod" else None
    return None


def _reaches(noun: Token, verb: Token) -> bool:
    return bool(noun.right_edge.i >= verb.i - 2 and verb.nbor(-1).text == ",")


def _agent(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    return inner
    if verb.dep_ == "conj" and verb.head != verb and is_passive(verb.head):
        return _agent(verb.head)
    return None


def _antecedent(pronoun: Token, verb: Token) -> Token:
    if pronoun.lower_ not in _RELATIVE:
        return pronoun
    clause = verb
    while clause.dep_ in ("conj", "ccomp") and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ in ("relcl", "acl") else pronoun


def _inherited(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "conj" and is_finite(verb) and head.tag_ == "VB" and is_infinitive(head):
        # "Asked them to think and appealed to ...": the parser joined it to the wrong verb.
        upper = head.head
        return subject_of(upper, depth + 1) if upper.pos_ == "VERB" and upper != head else None
    if (main := _main_clause_after(verb)) is not None:
        return subject_of(main, depth + 1)
    if verb.dep_ in ("conj", "advcl", "dep") and head.pos_ in ("VERB", "AUX", "ADJ"):
        return _main_subject(head, depth)
    if verb.dep_ in ("xcomp", "ccomp"):
        marked = any(child.dep_ == "mark" for child in verb.lefts)
        return None if marked and not is_infinitive(verb) else _controller(verb, depth)
    if verb.dep_ == "acl" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if head.lemma_.lower() in STATEMENTS and head.dep_ == "dobj":
            return _main_subject(head.head, depth)
        return head if verb.tag_ == "VBG" else _possessor(head)
    if verb.dep_ in ("pcomp", "prep") and head != verb:
        upper = head.head if verb.dep_ == "pcomp" else head
        return _main_subject(upper, depth) if upper.pos_ in ("VERB", "AUX") else None
    return None


def _main_subject(verb: Token, depth: int) -> Token | None:
    """The subject of `verb`, or of a passive what it is done to: who takes part in both clauses."""
    if is_passive(verb):
        for child in verb.lefts:
            if child.dep_ == "nsubjpass":
                return _antecedent(child, verb)
    return subject_of(verb, depth + 1)


def _controller(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head.lemma_ in _OBJECT_CONTROL or any(c.dep_ == "dobj" for c in head.rights):
        for child in head.rights:
            if child.dep_ in ("dobj", "pobj") and child.i < verb.i:
                return child
    if is_passive(head):
        return _main_subject(head, depth)
    if head.pos_ in ("VERB", "AUX", "ADJ"):
        return subject_of(head, depth + 1)
    return None


def _possessor(noun: Token) -> Token | None:
    for child in noun.lefts:
        if child.dep_ == "poss":
            return child
    return None


def object_of(verb: Token) -> Token | None:
    """Return what `verb` is done to: its object, the subject of a passive, or what it modifies."""
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    for child in verb.children:
        if child.dep_ == wanted:
            if child.lower_ in _RELATIVE and verb.dep_ == "relcl":
                return verb.head
            return child
    if is_passive(verb):
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        return object_of(verb.head) if verb.dep_ == "conj" else None
    if verb.dep_ == "relcl" and not _has_relative_subject(verb):
        return verb.head
    return _shared_object(verb)


def _has_relative_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS and c.lower_ in _RELATIVE for c in verb.lefts) or not any(
        c.dep_ in SUBJECTS for c in verb.lefts
    )


def _shared_object(verb: Token) -> Token | None:
    # "welcomed and endorsed the plan": the object hangs on the last conjunct.
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 3:
            return next((c for c in child.rights if c.dep_ == "dobj"), None)
    return None


def complement_clause(verb: Token) -> Token | None:
    """Return the head of the finite or infinitive clause that `verb` takes, if any."""
    for child in verb.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            return child
    for child in verb.rights:
        if child.dep_ == "advcl" and child.tag_ == "VB" and is_infinitive(child):
            return child
    return None


def _main_clause_after(verb: Token) -> Token | None:
    """ "Said it was open to the pact, which it left in May, and called on Rome ...": who called.

    A comma before "and" ends the relative clause; the parser may join the verb to it all the same.
    """
    head = verb.head
    if verb.dep_ != "conj" or head.dep_ != "relcl" or verb.tag_ != "VBD" or verb.i < 3:
        return None
    link = next((c for c in head.rights if c.dep_ == "cc" and head.i < c.i < verb.i), None)
    if link is None or verb.doc[link.i - 1].text != "," or verb.i - link.i > 2:
        return None
    root = verb.sent.root
    return root if root.tag_ == "VBD" and root.i < head.i else None


def is_finite(verb: Token) -> bool:
    """Tell whether `verb` bears a tense of its own ("appealed", "appeals", not "appealing")."""
    return verb.tag_ in ("VBD", "VBZ", "VBP")


def is_infinitive(verb: Token) -> bool:
    """Tell whether `verb` is a to-infinitive."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts)


def prepositions(head: Token) -> dict[str, Token]:
    """Return the prepositional phrases after `head`: preposition -> its object (first of each)."""
    found: dict[str, Token] = {}
    for child in head.rights:
        if child.dep_ in ("prep", "dative", "agent") or child.tag_ in ("IN", "TO"):
            for inner in child.rights:
                if inner.dep_ in ("pobj", "pcomp"):
                    found.setdefault(child.lower_, inner)
    return found
