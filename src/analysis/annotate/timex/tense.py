"""Does a date without a year, or a weekday, lie behind or ahead? The clause around it decides.

Evidence, strongest first: the preposition or adjective beside the date ("since", "until",
"upcoming"), a participle that plans or reports ("scheduled for", "held on"), then the tense of the
verb that governs it. Where none of these speaks, the answer is None.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from analysis.annotate.timex.plans import Leaning, is_moved_to, leaning_of_a_plan
from analysis.annotate.timex.words import word_set

Way = Literal["past", "future"]


class Direction(NamedTuple):
    """Where a date lies, seen from the article's day, and the words that show it."""

    way: Way | None
    reason: str


UNKNOWN = Direction(None, "")
_BEFORE = Direction("future", "led by 'before'")

_PAST_PREPOSITIONS = frozenset({"since", "after", "following"})
_FUTURE_PREPOSITIONS = frozenset({"through", "until", "till", "by", "before"})
_FUTURE_ADJECTIVES = word_set(
    """
    upcoming forthcoming next future planned scheduled proposed coming looming impending
    expected due possible likely prospective set eventual
    """
)
_PAST_ADJECTIVES = word_set(
    """
    last previous recent earlier past former first-ever deadly failed disputed inconclusive
    abortive
    """
)
_PLANS = word_set(
    """
    schedule plan expect slate set propose intend delay project anticipate envisage
    postpone
    """
)
# "managed to", "failed to": what the infinitive names lies where its governing verb lies.
_IMPLICATIVE = word_set(
    """
    manage fail begin start continue help force cause lead use bother happen proceed appear
    seem get come go stop cease tend allow enable prompt
    """
)
_FUTURE_MODALS = word_set(
    """
    will wo 'll ’ll shall sha would 'd ’d should could might may can must
    """
)
_REPORTING = word_set(
    """
    say tell add report state write note announce warn inform declare confirm
    """
)
_MAX_STEPS = 12


class Clauses:
    """Answers questions on the parse of one document; without a parse it looks at tags alone."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._offsets: list[int] | None = None
        self._parsed = doc.has_annotation("DEP")

    def token_at(self, offset: int) -> Token | None:
        """Return the token that holds the code point at `offset`."""
        if self._offsets is None:
            self._offsets = self.doc.to_array(IDX).tolist()
        offsets: list[int] = self._offsets or []
        index = bisect_right(offsets, offset) - 1
        return self.doc[index] if index >= 0 else None

    def entity_type(self, offset: int) -> str:
        """Return the label of the entity over `offset`, or ""."""
        token = self.token_at(offset)
        return str(token.ent_type_) if token is not None else ""

    def tag(self, offset: int) -> str:
        """Return the part-of-speech tag of the token at `offset`, or ""."""
        token = self.token_at(offset)
        return str(token.tag_) if token is not None else ""

    def direction(self, start: int, end: int) -> Direction:
        """Tell whether the date from `start` to `end` (code points) lies in the past or future."""
        token = self.token_at(max(start, end - 1))
        first = self.token_at(start)
        if token is None or first is None:
            return UNKNOWN
        if not self._parsed:
            return self._by_tags(first)
        if _follows_past_verb(first):
            return Direction("past", "past tense")
        return self._climb(self._root(first, token), first)

    def plan(self, start: int, end: int) -> Leaning | None:
        """Tell where the date lies if it is that of a plan given up or changed; else None."""
        token = self.token_at(max(start, end - 1))
        first = self.token_at(start)
        if token is None or first is None or not self._parsed:
            return None
        return leaning_of_a_plan(self._root(first, token))

    def _root(self, first: Token, last: Token) -> Token:
        """Return the head of an expression: the token whose own head lies outside it."""
        for candidate in self.doc[first.i : last.i + 1]:
            if candidate.head.i < first.i or candidate.head.i > last.i:
                return candidate
        return last

    def _climb(self, token: Token, first: Token) -> Direction:
        """Go up from the date to the verb that governs it; the first evidence met decides."""
        beside = _moved(token.head) or _adjacent_cue(first)
        if beside is not None and beside != _BEFORE:
            return self._weigh(beside, token)
        before = beside is not None
        current = token
        for _ in range(_MAX_STEPS):
            found = _evidence(current, is_date=current is token)
            if found is not None:
                return _seen_before(current, found) if before else found
            if current.head == current:
                break
            current = current.head
            ahead = _moved(current)
            if ahead is not None:
                return ahead
            cue = _adposition_cue(current)
            if cue == _BEFORE:
                before = True
            elif cue is not None:
                return self._weigh(cue, current)
        return _BEFORE if before else UNKNOWN

    def _weigh(self, cue: Direction, token: Token) -> Direction:
        """Correct a preposition by its verb: "lasted until Friday", "will speak after Friday"."""
        if cue.reason == "led by 'since'" or cue.reason.startswith("'"):
            return cue
        verb = _governing_verb(token)
        if verb is None:
            return cue
        tense = _in_condition(verb) or _verb_direction(verb)
        if cue.way == "future" and tense.way == "past" and verb.lemma_ not in _MOVES:
            # "Would have run through Sunday" was still to come.
            planned = tense.reason == "'would have'"
            return cue if planned or cue.reason == "led by 'ahead of'" else tense
        if cue.way == "past" and tense.way == "future" and verb.tag_ not in ("VBZ", "VBP"):
            return tense
        return cue

    def _by_tags(self, token: Token) -> Direction:
        for index in range(token.i - 1, max(-1, token.i - 25), -1):
            previous = self.doc[index]
            if previous.is_sent_start and index < token.i - 1 and previous.tag_ == "":
                break
            if previous.lower_ in ("will", "would", "to", "shall"):
                return Direction("future", f"'{previous.text}'")
            if previous.tag_ == "VBD":
                return Direction("past", "past tense")
        return UNKNOWN


# With these verbs "until" and "by" name a day that still lies ahead.
_MOVES = word_set(
    """
    postpone delay extend adjourn defer suspend promise pledge vow agree decide urge ask
    demand give threaten order want hope schedule warn set push vote plan expect propose
    instruct tell offer call request
    """
)


def _evidence(token: Token, *, is_date: bool) -> Direction | None:
    """What one word above the date tells; None where it is no verb and has no telling modifier."""
    if token.lower_ == "due":
        return Direction("future", "'due'")
    if token.pos_ in ("VERB", "AUX"):
        return _in_condition(token) or _verb_direction(token)
    if not is_date and token.pos_ in ("NOUN", "PROPN"):
        return _noun_cue(token)
    return None


def _in_condition(verb: Token) -> Direction | None:
    """Read the past of a reported condition: "would strike if no deal was reached by Monday".

    There the past tense shifts what lies ahead (backshift; Quirk et al. 1985, 14.31).
    """
    if verb.tag_ not in ("VBD", "VBN"):
        return None
    head = verb.head
    marks = {child.lower_ for child in verb.lefts if child.dep_ == "mark"}
    if head.lower_ in ("provided", "providing") and verb.dep_ in ("ccomp", "advcl", "pcomp"):
        return Direction("future", f"'{head.lower_}'")
    if verb.dep_ != "advcl" or marks.isdisjoint({"if", "unless"}):
        return None
    if any(helper.tag_ in ("VBP", "VBZ") for helper in _auxiliaries(verb)):
        return None
    above = {helper.lower_ for helper in _auxiliaries(head)}
    if above & {"would", "could", "might", "to"} or head.tag_ == "VBD":
        return Direction("future", f"'{'if' if 'if' in marks else 'unless'}'")
    return None


_ASKING = word_set("invite summon convene")


def _is_asked(preposition: Token) -> bool:
    """Tell whether the day is one that somebody is invited for."""
    verb = _governing_verb(preposition)
    return verb is not None and verb.lemma_ in _ASKING


def _moved(preposition: Token) -> Direction | None:
    """Read "invited for", "put off to", "until after": what they lead to is still to come."""
    if preposition.lower_ == "for" and _is_asked(preposition):
        return Direction("future", "'invite for'")
    if is_moved_to(preposition):
        return Direction("future", f"'{preposition.head.text} … {preposition.text}'")
    if preposition.lower_ == "after" and preposition.head.lower_ in ("until", "till"):
        return Direction("future", "led by 'until after'")
    return None


def _seen_before(token: Token, found: Direction) -> Direction:
    """A date that something comes before lies ahead, unless the main clause tells the past."""
    finite = token
    for _ in range(_MAX_STEPS):
        if finite.tag_ in ("VBD", "VBZ", "VBP", "MD") or finite.head == finite:
            break
        if any(helper.tag_ in ("VBD", "VBZ", "VBP", "MD") for helper in _auxiliaries(finite)):
            break
        finite = finite.head
    way = _verb_direction(finite) if finite != token else found
    return found if way.way == "past" and found.way == "past" else _BEFORE


def _follows_past_verb(first: Token) -> bool:
    """ "Said on Monday the army would …", "told reporters Monday that": the verb's own date.

    Parsers like to hang such a date on the clause that follows.
    """
    doc, index = first.doc, first.i - 1
    while index >= 0 and doc[index].lower_ in ("on", "late", "early", "later", "earlier", "here"):
        index -= 1
    for steps in range(4):
        if index - steps < 0:
            return False
        word = doc[index - steps]
        if word.tag_ == "VBD" and word.lemma_ not in _PLANS and word.pos_ == "VERB":
            return steps == 0 or word.lemma_ in _REPORTING
        if word.pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "PRON") or word.dep_ == "nsubj":
            return False
    return False


def _adjacent_cue(first: Token) -> Direction | None:
    """Read the words just before a date: "since", "ahead of", "scheduled for", "due on"."""
    doc, index = first.doc, first.i - 1
    while (
        index >= 0
        and doc[index].lower_ in ("the", "a", "this", "that", "and", ",", "around", "about")
        and (first.i - index < 3)
    ):
        index -= 1
    if index < 0:
        return None
    word = doc[index]
    if word.lower_ == "of" and index and doc[index - 1].lower_ == "ahead":
        return Direction("future", "led by 'ahead of'")
    if word.lower_ in ("on", "for", "in", "at", "to") and index:
        previous = doc[index - 1]
        if previous.lower_ in ("scheduled", "planned", "slated", "due", "expected", "billed"):
            return Direction("future", f"'{previous.text} {word.text}'")
        if word.lower_ == "for" and previous.lower_ == "set":
            return Direction("future", "'set for'")
    return _adposition_cue(word)


def _adposition_cue(token: Token) -> Direction | None:
    word = token.lower_
    if word == "since":
        return Direction("past", "led by 'since'")
    if word in _PAST_PREPOSITIONS:
        return Direction("past", f"led by '{word}'")
    if word in _FUTURE_PREPOSITIONS:
        return Direction("future", f"led by '{word}'")
    if word == "of" and token.i and token.doc[token.i - 1].lower_ == "ahead":
        return Direction("future", "led by 'ahead of'")
    return None


_UNITS = word_set("day week weekend month quarter half year decade hour minute")
_MISSED = word_set("miss pass expire lapse ignore let")


def _noun_cue(noun: Token) -> Direction | None:
    """Read a noun and its modifiers: "the last meeting", "an upcoming vote", "a deadline of"."""
    if noun.lemma_ in ("deadline", "ultimatum") and noun.head.lemma_ not in _MISSED:
        return Direction("future", f"'{noun.text}'")
    if noun.lemma_ in _UNITS:
        # "the last week of August" says nothing of where August lies.
        return None
    for child in noun.children:
        word = child.lower_
        if child.dep_ in ("amod", "compound", "nmod", "advmod") and child.i < noun.i:
            if word in _PAST_ADJECTIVES:
                return Direction("past", f"'{child.text} {noun.text}'")
            if word in _FUTURE_ADJECTIVES:
                return Direction("future", f"'{child.text} {noun.text}'")
    return None


def _governing_verb(token: Token) -> Token | None:
    for _ in range(_MAX_STEPS):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def _verb_direction(verb: Token, depth: int = 0) -> Direction:
    """Direction of a clause from its verb group."""
    helpers = _auxiliaries(verb)
    if verb.lemma_ == "follow" and verb.tag_ in ("VBZ", "VBP", "VBD", "VBG"):
        # What is followed came before, whatever the tense.
        return Direction("past", f"'{verb.text}'")
    words = {helper.lower_ for helper in helpers}
    modal = next(
        (word for word in words if word in _FUTURE_MODALS and word not in ("'d", "’d")), None
    )
    if "'d" in words or "’d" in words:
        modal = modal or ("would" if verb.tag_ == "VB" else None)
    has_have = any(helper.lemma_ == "have" for helper in helpers)
    if modal is not None:
        if has_have:
            return Direction("past", f"'{modal} have'")
        if modal in ("could", "might", "may", "can", "must", "should", "would"):
            return Direction("future", f"'{modal}'")
        return Direction("future", "future tense")
    if verb.tag_ in ("VB", "VBP") and any(helper.tag_ == "TO" for helper in helpers):
        return _infinitive_direction(verb, has_have, depth)
    if (
        verb.lemma_ in _PLANS
        and verb.tag_ in ("VBN", "VBD")
        and (verb.dep_ == "acl" or any(helper.lemma_ == "be" for helper in helpers))
    ):
        return Direction("future", f"'{verb.text}'")
    if has_have:
        return Direction("past", "perfect tense")
    return _finite_direction(verb, helpers, depth)


def _is_condition(verb: Token) -> bool:
    """ "Would strike unless the firm improved its offer": a past form, not a past."""
    return verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children
    )


def _finite_direction(verb: Token, helpers: list[Token], depth: int) -> Direction:
    if verb.tag_ == "VBD" and _is_condition(verb):
        return Direction("future", "a condition")
    if verb.tag_ == "VBD" and _going_to(verb):
        return Direction("future", "'going to'")
    if verb.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return Direction("past", "past tense")
    if verb.tag_ == "VBN" and not helpers:
        return Direction("past", f"'{verb.text}'")
    if not helpers and verb.tag_ not in ("VBZ", "VBP", "VBN"):
        return _parent_direction(verb, depth)
    return UNKNOWN if verb.lemma_ in _REPORTING else Direction("future", "present tense")


def _going_to(verb: Token) -> bool:
    return verb.lemma_ == "be" and any(child.lower_ in ("going", "due") for child in verb.children)


def _infinitive_direction(verb: Token, has_have: bool, depth: int) -> Direction:
    if has_have:
        return Direction("past", "perfect infinitive")
    head = verb.head
    if head.lemma_ in ("refuse", "decline") and any(
        helper.lower_ == "had" for helper in _auxiliaries(head)
    ):
        return Direction("past", "perfect tense")
    if head != verb and head.lemma_ in _IMPLICATIVE and depth < 4:
        return _verb_direction(head, depth + 1)
    return Direction("future", f"'to {verb.text}'")


def _parent_direction(verb: Token, depth: int) -> Direction:
    """A participle or bare verb takes the time of the clause above it."""
    current = verb.head
    for _ in range(_MAX_STEPS):
        if depth > 4 or current == verb:
            return UNKNOWN
        if current.pos_ in ("VERB", "AUX"):
            found = _verb_direction(current, depth + 1)
            return UNKNOWN if found.reason == "present tense" else found
        if current.head == current:
            return UNKNOWN
        current = current.head
    return UNKNOWN
