"""Nouns that speak of a meeting: "Tuesday's talks", "a third round", "two days of talks"."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.mentions import Mention, Reference
from analysis.model import MeetingStatus

LOOK_BACK = 1  # sentences between "the session" and the meeting that it can stand for
NOUN_FORMS = lexicon.MEETING_NOUNS | lexicon.ROUND_NOUNS | lexicon.CALL_NOUNS | frozenset({"meets"})


def noun_mention(noun: Token, number: int, found: list[Mention]) -> Mention | None:
    if _modifies_another_noun(noun):
        return None
    if not _names_a_meeting(noun) and not _takes_up_a_round(noun, number, found):
        return None
    top = _top(noun)
    if _renames(top, found) or _is_what_they_met_for(top, found):
        return None
    kind = _kind(noun, top)
    mention = Mention(noun, top, kind, number, top.i, top.i)
    mention.cover(noun)
    _read_modifiers(mention)
    mention.is_several = top.tag_ == "NNS" and any(
        child.dep_ == "nummod" and child.lower_ not in {"one", "1"} for child in top.children
    ) and kind in {"summit", "meeting", "round"}  # fmt: skip
    if kind == "call":
        mention.format = "phone"
    return mention


def is_mistagged(token: Token) -> bool:
    """Tell whether the tagger took the noun "talks" for a verb: "the Abuja talks brought"."""
    return token.lower_ == "talks" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _takes_up_a_round(noun: Token, number: int, found: list[Mention]) -> bool:
    """Tell whether "the session" follows hard upon the meeting that it can stand for."""
    return (
        noun.lower_ in {"session", "round", "conference", "call", "conversation"}
        and bool(found)
        and number - found[-1].sentence <= LOOK_BACK
        and any(child.lower_ in {"the", "this"} or child.dep_ == "poss" for child in noun.children)
        and not {child.lower_ for child in noun.children} & lexicon.FOREIGN_WORDS
        and not any(child.lower_ == "of" for child in noun.children)
        and not is_sport(noun)
    )


def _is_what_they_met_for(top: Token, found: list[Mention]) -> bool:
    """Fold "met for talks", "met on the sidelines of a summit" into one mention."""
    preposition = top.head
    if top.dep_ != "pobj" or preposition.lower_ not in {"for", "of", "during", "at"}:
        return False
    above = [preposition.head]
    if preposition.lower_ == "of":
        if preposition.head.lower_ not in {"sidelines", "margins", "fringes"}:
            return False
        above = list(preposition.head.ancestors)[:3]
    for mention in reversed(found[-3:]):
        if mention.is_verb and mention.head in above:
            mention.aliases.append(top)
            mention.cover(top)
            return True
    return False


def _renames(top: Token, found: list[Mention]) -> bool:
    """Fold "the talks, the fourth round this autumn," into one mention."""
    after_comma = top.left_edge.i > 0 and top.doc[top.left_edge.i - 1].text in {",", "-", "–", "—"}
    if not found or not (top.dep_ == "appos" or (after_comma and top.dep_ in _LOOSE)):
        return False
    for mention in reversed(found[-3:]):
        if top.head in (mention.top, mention.head) and (top.dep_ == "appos" or mention.is_verb):
            for child in top.children:
                _read_ordinal(mention, child, top)
            mention.aliases.append(top)
            mention.cover(top)
            return True
    return False


# How the parser joins "…, their third meeting" to the verb "met" before it.
_LOOSE = frozenset({"npadvmod", "dobj", "dep", "conj", "advmod"})


def _modifies_another_noun(noun: Token) -> bool:
    return (
        noun.dep_ in {"compound", "nmod", "poss"}
        and noun.head.i > noun.i
        and noun.head.tag_.startswith("NN")
        and noun.dep_ != "poss"
    )


def _names_a_meeting(noun: Token) -> bool:
    modifiers = {
        token.lower_
        for child in noun.children
        if child.i < noun.i
        for token in (child, *child.children)
    }
    modifiers |= {
        "".join(token.lower_ for token in child.subtree)
        for child in noun.children
        if child.i < noun.i and child.dep_ in {"amod", "compound", "nmod", "advmod"}
    }
    word = noun.lower_
    if word == "conference" and modifiers & (lexicon.BY_WIRE - {"conference"}):
        return True
    if word in lexicon.MEETING_NOUNS:
        foreign = {"shareholder", "shareholders", "cabinet", "board", "prayer", "town", "track",
                   "annual", "sports", "race"}  # fmt: skip
        return not modifiers & foreign
    if word in lexicon.CALL_NOUNS:
        if noun.head.lower_ == "by":
            return False  # "resumed by videoconference" says how, not what
        if word in {"videoconference", "teleconference"}:
            return True
        by_wire = bool(modifiers & lexicon.BY_WIRE) or _goes_by_wire(noun)
        return by_wire and not _is_for_the_public(noun)
    if modifiers & lexicon.FOREIGN_WORDS:
        return False
    if word in {"attempt", "effort"}:  # "an earlier attempt, in Vienna in May"
        return bool(modifiers & lexicon.PRIOR_ADJECTIVES) and bool(objects_of(noun, "in"))
    return _round_is_of_talks(noun, modifiers)


def _goes_by_wire(noun: Token) -> bool:
    """Read "had a conversation by telephone"."""
    return any(
        word.lower_ in lexicon.BY_WIRE
        for holder in (noun, noun.head)
        for preposition in holder.children
        if preposition.lower_ in {"by", "over", "via"}
        for word in preposition.children
    )


def _is_for_the_public(call: Token) -> bool:
    """Tell whether reporters or investors are spoken to: "told analysts on a conference call"."""
    return any(token.lemma_.lower() in _PUBLIC for token in call.sent)


_PUBLIC = frozenset({"reporter", "journalist", "analyst", "investor", "shareholder", "earnings"})


def _round_is_of_talks(noun: Token, modifiers: set[str]) -> bool:
    objects = objects_of(noun, "of")
    if objects:  # "round of talks" is found by its "talks"
        return any(
            _is_meeting_word(child) and child.lower_ not in lexicon.MEETING_NOUNS
            for child in objects
        )
    if modifiers & lexicon.NEGOTIATING_WORDS:
        return True
    if noun.lower_ == "conference":
        counted = modifiers & (lexicon.PRIOR_ADJECTIVES | lexicon.ORDINALS.keys() | {"next"})
        return _is_what_they_gather_for(noun) or bool(objects_of(noun, "in") or counted)
    if noun.lower_ == "dialogue":
        return _is_held(noun)
    if noun.lower_ in {"round", "rounds", "session", "sessions", "cycle"}:
        sequence = modifiers & (
            set(lexicon.ORDINALS)
            | lexicon.PRIOR_ADJECTIVES
            | lexicon.SCHEDULED_ADJECTIVES
            | lexicon.NEW_ADJECTIVES
        )
        return bool(sequence) and not is_sport(noun)
    return False


def _is_held(noun: Token) -> bool:
    """Tell "opened a dialogue in Cairo", "last held high-level dialogue" from dialogue at large."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubj", "nsubjpass"} or verb.pos_ != "VERB":
        return False
    return verb.lemma_.lower() in {"hold", "open", "begin", "start", "resume", "convene", "launch"}


def _is_what_they_gather_for(noun: Token) -> bool:
    """Tell whether a conference is one that people come together for."""
    preposition = noun.head
    return (
        noun.dep_ == "pobj"
        and preposition.lower_ in {"for", "at", "to"}
        and preposition.head.lemma_.lower() in lexicon.GATHERING_VERBS | {"meet", "travel", "fly"}
    )


_SPORT = frozenset(
    {"fight", "match", "cup", "tournament", "golf", "boxing", "championship", "draft", "knockout",
     "shot", "par", "birdie", "player", "seed", "qualifier", "playoffs", "playoff",
     "innings", "coach", "striker", "league", "semi-final",
     "applause", "drinks", "layoffs", "funding", "runoff", "ballot", "golfer", "bout", "club"}
)  # fmt: skip


def is_sport(noun: Token) -> bool:
    return any(token.lower_ in _SPORT or token.lemma_.lower() in _SPORT for token in noun.sent)


def _is_meeting_word(token: Token) -> bool:
    return token.lower_ in lexicon.MEETING_NOUNS or token.lower_ in {
        "dialogue", "bargaining", "mediation", "diplomacy", "haggling", "contacts", "conciliation"
    }  # fmt: skip


def objects_of(token: Token, preposition: str) -> list[Token]:
    return [
        grandchild
        for child in token.children
        if child.dep_ == "prep" and child.lower_ == preposition
        for grandchild in child.children
        if grandchild.dep_ in {"pobj", "pcomp"}
    ]


def _top(noun: Token) -> Token:
    """Return the noun that counts or times the meeting: "two days of talks", "the end of talks"."""
    preposition = noun.head
    if noun.dep_ == "pobj" and preposition.lower_ == "of":
        above = preposition.head
        if above.lower_ in lexicon.UNIT_NOUNS or above.lower_ in lexicon.EVENT_NOUNS:
            return _top(above)
    return noun


def _kind(noun: Token, top: Token) -> str:
    for token in (top, noun):
        word = token.lower_
        if word in lexicon.ROUND_NOUNS - {"conference", "dialogue"}:
            return "round"
        if word in {"summit", "summits"}:
            return "summit"
        if word == "conference":
            by_wire = {child.lower_ for child in token.children} & lexicon.BY_WIRE
            return "call" if by_wire else word
        if word in {"meeting", "meetings", "encounter", "get-together", "sit-down"}:
            return "meeting"
        if word in lexicon.CALL_NOUNS:
            return "call"
    return "talks"


def _read_modifiers(mention: Mention) -> None:
    """Read determiner, ordinal and adjectives of the noun phrase."""
    words: set[str] = set()
    for token in {mention.top, mention.head}:
        for child in token.children:
            if child.i < token.i and child.dep_ not in {"prep", "punct"}:
                words.add(child.lower_)
                mention.cover(child.left_edge if child.dep_ != "relcl" else child)
                _read_ordinal(mention, child, mention.top)
    mention.reference = _reference(mention, words)
    mention.is_demonstrative = bool(words & {"this", "that", "these", "those"})
    _read_status_adjectives(mention, words)


def _read_ordinal(mention: Mention, child: Token, top: Token) -> None:
    word = child.lower_
    if word in lexicon.ORDINALS and top.lower_ not in {"day", "days", "week", "weeks"}:
        mention.ordinal = lexicon.ORDINALS[word]
    elif word[:1].isdigit() and word.endswith(("st", "nd", "rd", "th")) and word[:-2].isdigit():
        mention.ordinal = int(word[:-2])


def _reference(mention: Mention, words: set[str]) -> Reference:
    if words & lexicon.PRIOR_ADJECTIVES:
        return "prior"
    if "next" in words:
        return "next"
    if words & lexicon.NEW_ADJECTIVES:
        return "new"
    if words & {"a", "an", "any", "some"}:
        return "new"
    if words & {"the", "this", "that", "these", "those", "his", "her", "their", "its", "our"}:
        return "definite"
    if any(child.dep_ == "poss" for child in mention.head.children):
        return "definite"
    return "bare"


def _read_status_adjectives(mention: Mention, words: set[str]) -> None:
    table: tuple[tuple[frozenset[str], MeetingStatus], ...] = (
        (lexicon.CANCELLED_ADJECTIVES, "cancelled"),
        (lexicon.PROPOSED_ADJECTIVES, "proposed"),
        (lexicon.SCHEDULED_ADJECTIVES, "scheduled"),
        (lexicon.ONGOING_ADJECTIVES, "ongoing"),
    )
    for adjectives, status in table:
        found = sorted(words & adjectives)
        if found:
            mention.status, mention.status_words = status, found[0]
            return
