"""Each place in the text that speaks of a meeting: "Tuesday's talks", "met", "the last round".

A mention is found by its noun or its verb; what else is said of the meeting there (dates, place,
participants, whether it happened) is filled in by :mod:`.slots`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from spacy.attrs import LEMMA, LOWER
from spacy.strings import StringStore
from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context, Timex
from analysis.annotate.encounters.days import Days
from analysis.annotate.encounters.lexicon import Effect
from analysis.annotate.encounters.modality import Modality
from analysis.annotate.encounters.places import Place, is_country, place_of
from analysis.model import MeetingFormat, MeetingStatus

Reference = Literal["definite", "new", "prior", "next", "again", "bare"]
DateRole = Literal["on", "start", "end", "until", "before", "after", "moved from", "day"]


@dataclass(frozen=True)
class Dated:
    """A time expression said of a meeting; `words` are its words with their preposition."""

    role: DateRole
    days: Days
    timex: Timex
    words: str
    ordinal_day: int = 0  # "on the third day of talks": 3


@dataclass(frozen=True)
class Gap:
    """How long ago the meeting before this one was: "first in eight months", "since November"."""

    words: str
    number: int = 0
    unit: str = ""
    since: Timex | None = None
    days: Days | None = None


@dataclass
class Event:
    """A verb (or event noun) that says what happens to the meeting."""

    token: Token
    effect: Effect | None
    role: Literal["subject", "object", "purpose", "self"]
    modality: Modality


@dataclass
class Mention:
    """One mention; token indices, `first` and `last` included, bound its evidence."""

    head: Token
    top: Token
    kind: str
    sentence: int
    first: int
    last: int
    reference: Reference = "bare"
    events: list[Event] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    is_about_the_sides: bool = False
    duration: tuple[int, str] | None = None
    duration_words: str = ""
    ordinal: int | None = None
    gap: Gap | None = None
    status: MeetingStatus | None = None
    status_words: str = ""
    format: MeetingFormat | None = None
    follows: list[Mention] = field(default_factory=list)
    said_on: Dated | None = None
    aliases: list[Token] = field(default_factory=list)  # "met, their third round of talks,"
    is_demonstrative: bool = False  # "those talks": the ones just spoken of
    is_anaphor: bool = False  # "they would continue": takes up a meeting, never opens one
    is_background: bool = False  # named as what came before or after another
    origin: Mention | None = None  # the mention of several meetings that this one is part of

    @property
    def is_verb(self) -> bool:
        """Tell whether a verb, not a noun, names the meeting."""
        return self.head.pos_ in {"VERB", "AUX"} and self.head.lower_ != "talks"

    @property
    def speaks_of_the_future(self) -> bool:
        """Tell whether a verb beside it is in the future: "the talks would focus on aid"."""
        return any(
            event.modality == "future" and event.effect in {None, "on", "start"}
            for event in self.events
        )

    def cover(self, *tokens: Token | int) -> None:
        """Widen the evidence so that it holds these tokens."""
        for token in tokens:
            index = token if isinstance(token, int) else token.i
            self.first = min(self.first, index)
            self.last = max(self.last, index)


def find_mentions(context: Context) -> list[Mention]:
    """Return the mentions of meetings in the prose of the article, in text order."""
    found: list[Mention] = []
    candidates = _candidates(context)
    if not candidates:
        return []
    for number, sentence in context.prose():
        first = bisect_left(candidates, sentence.start)
        for index in candidates[first : bisect_left(candidates, sentence.end)]:
            token = context.doc[index]
            mention = _mention(token, number, context, found) or _anaphor(token, number, found)
            if mention is not None:
                found.append(mention)
    return found


def _candidates(context: Context) -> list[int]:
    """Return the tokens whose form or lemma can name a meeting or take one up."""
    if not len(context.doc):
        return []
    forms, lemmas = _hashes()
    table = context.doc.to_array([LOWER, LEMMA]).tolist()
    return [index for index, (form, lemma) in enumerate(table) if form in forms or lemma in lemmas]


@lru_cache(maxsize=1)
def _hashes() -> tuple[frozenset[int], frozenset[int]]:
    hashes = StringStore()  # asked for a string, a store answers with its hash
    verbs = (
        lexicon.VERBS_OF_MEETING
        | lexicon.PHONE_VERBS
        | lexicon.SPEAKING_VERBS
        | {"sit", "return"}
        | _TAKEN_UP
        | _DELIBERATING
    )
    return (
        frozenset(hashes[word] for word in _NOUN_FORMS),
        frozenset(hashes[word] for word in verbs),
    )


# "are to discuss the case in Bengaluru on Friday": a meeting where day and town are named.
_DELIBERATING = frozenset({"discuss", "negotiate", "bargain"})
_LOOK_BACK = 1  # sentences between a pronoun and the meeting it stands for
_NOUN_FORMS = (
    lexicon.MEETING_NOUNS | lexicon.ROUND_NOUNS | lexicon.CALL_NOUNS | frozenset({"meets"})
)


def _mention(token: Token, number: int, context: Context, found: list[Mention]) -> Mention | None:
    if token.tag_.startswith("NN") or _is_mistagged(token):
        if token.lower_ in _NOUN_FORMS:
            return _noun_mention(token, number, found)
    elif token.pos_ in {"VERB", "AUX"}:
        return _verb_mention(token, number, context)
    return None


# Nouns


def _noun_mention(noun: Token, number: int, found: list[Mention]) -> Mention | None:
    if _modifies_another_noun(noun):
        return None
    if not _names_a_meeting(noun) and not _takes_up_a_round(noun, number, found):
        return None
    top = _top(noun)
    if _renames(top, found):
        return None
    kind = _kind(noun, top)
    mention = Mention(noun, top, kind, number, top.i, top.i)
    mention.cover(noun)
    _read_modifiers(mention)
    if kind == "call":
        mention.format = "phone"
    return mention


def _is_mistagged(token: Token) -> bool:
    """Tell whether the tagger took the noun "talks" for a verb: "the Abuja talks brought"."""
    return token.lower_ == "talks" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _takes_up_a_round(noun: Token, number: int, found: list[Mention]) -> bool:
    """Tell whether "the session" follows hard upon the meeting that it can stand for."""
    return (
        noun.lower_ in {"session", "round", "conference", "call", "conversation"}
        and bool(found)
        and number - found[-1].sentence <= _LOOK_BACK
        and any(child.lower_ in {"the", "this"} or child.dep_ == "poss" for child in noun.children)
        and not {child.lower_ for child in noun.children} & lexicon.FOREIGN_WORDS
        and not any(child.lower_ == "of" for child in noun.children)
        and not _is_sport(noun)
    )


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
    word = noun.lower_
    if word == "conference" and modifiers & {"video", "phone", "telephone"}:
        return True
    if word in lexicon.MEETING_NOUNS:
        foreign = {"shareholder", "shareholders", "cabinet", "board", "prayer", "town", "track",
                   "annual", "sports", "race"}  # fmt: skip
        return not modifiers & foreign
    if word in lexicon.CALL_NOUNS:
        if noun.head.lower_ == "by":
            return False  # "resumed by videoconference" says how, not what
        return bool(modifiers & {"phone", "telephone", "video", "tele"}) or word == (
            "videoconference"
        )
    if modifiers & lexicon.FOREIGN_WORDS:
        return False
    return _round_is_of_talks(noun, modifiers)


def _round_is_of_talks(noun: Token, modifiers: set[str]) -> bool:
    objects = _objects_of(noun, "of")
    if objects:  # "round of talks" is found by its "talks"
        return any(
            _is_meeting_word(child) and child.lower_ not in lexicon.MEETING_NOUNS
            for child in objects
        )
    if modifiers & lexicon.NEGOTIATING_WORDS:
        return True
    if noun.lower_ == "conference":
        return _is_what_they_gather_for(noun)
    if noun.lower_ in {"round", "rounds", "session", "sessions"}:
        sequence = modifiers & (
            set(lexicon.ORDINALS)
            | lexicon.PRIOR_ADJECTIVES
            | lexicon.SCHEDULED_ADJECTIVES
            | lexicon.NEW_ADJECTIVES
        )
        return bool(sequence) and not _is_sport(noun)
    return False


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


def _is_sport(noun: Token) -> bool:
    return any(token.lower_ in _SPORT or token.lemma_.lower() in _SPORT for token in noun.sent)


def _is_meeting_word(token: Token) -> bool:
    return token.lower_ in lexicon.MEETING_NOUNS or token.lower_ in {
        "dialogue", "bargaining", "mediation", "diplomacy", "haggling", "contacts", "conciliation"
    }  # fmt: skip


def _objects_of(token: Token, preposition: str) -> list[Token]:
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
        if word in {"round", "rounds", "session", "sessions"}:
            return "round"
        if word in {"summit", "summits"}:
            return "summit"
        if word == "conference":
            by_wire = {child.lower_ for child in token.children} & {"video", "phone", "telephone"}
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


# Verbs


def _verb_mention(verb: Token, number: int, context: Context) -> Mention | None:
    lemma = verb.lemma_.lower()
    if lemma in lexicon.VERBS_OF_MEETING:
        if lemma == "meet" and not _is_meeting_of_people(verb, context):
            return None
        return _plain_verb(verb, number, "meeting")
    if lemma in lexicon.PHONE_VERBS and verb.pos_ == "VERB":
        mention = _plain_verb(verb, number, "call")
        mention.format = "phone"
        return mention
    if lemma in lexicon.SPEAKING_VERBS and _by_phone(verb):
        mention = _plain_verb(verb, number, "call")
        mention.format = "phone"
        return mention
    if lemma in _DELIBERATING and _has_day_and_town(verb, context):
        return _plain_verb(verb, number, "meeting")
    if lemma == "sit" and _sits_down_with(verb):
        return _plain_verb(verb, number, "meeting")
    if lemma == "return" and _returns_to_the_table(verb):
        return _plain_verb(verb, number, "meeting")
    return None


def _plain_verb(verb: Token, number: int, kind: str) -> Mention:
    mention = Mention(verb, verb, kind, number, verb.i, verb.i)
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg", "prt"}:
            mention.cover(child)
    adverbs = {
        child.lower_
        for child in verb.children
        if child.dep_ == "advmod" and child.i > 0 and child.nbor(-1).lower_ != "and"
    }
    if adverbs & {"again", "anew"} or verb.lemma_.lower() in {"reconvene", "return"}:
        mention.reference = "again"
    elif adverbs & {"last", "previously", "earlier"}:
        mention.reference = "prior"
    else:
        mention.reference = "new"
    return mention


def _is_meeting_of_people(verb: Token, context: Context) -> bool:
    """Tell "met the envoy" and "the sides met on Friday" from "met the deadline"."""
    if _is_sport(verb) or context.is_about_sport:
        return False
    objects = [
        child
        for child in verb.children
        if child.dep_ == "dobj" and child.lower_ not in _NOUN_FORMS | lexicon.UNIT_NOUNS
    ]
    if objects:
        return any(_is_person(token, context) for token in objects)
    if _is_passive(verb):
        return False
    prepositions = {child.lower_ for child in verb.children if child.dep_ == "prep"}
    if "with" in prepositions:
        objects = _objects_of(verb, "with")
        return any(_is_person(token, context) for token in objects)
    return True


def _is_passive(verb: Token) -> bool:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return verb.tag_ in {"VBN", "VBD"} and any(helper.lemma_ == "be" for helper in helpers)


def _is_person(token: Token, context: Context) -> bool:
    if token.i in context.actor_at:
        return True
    if token.lower_ in lexicon.NOT_MET:
        return False
    return (
        token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or token.lower_ in lexicon.PERSON_NOUNS
        or token.lemma_.lower() in lexicon.PERSON_NOUNS
    )


def _has_day_and_town(verb: Token, context: Context) -> bool:
    nouns = [verb, *(child for child in verb.children if child.dep_ == "dobj")]
    objects = [
        token for noun in nouns for word in ("in", "on") for token in _objects_of(noun, word)
    ]
    towns = [token for token in objects if token.i not in context.timex_at]
    days = [token for token in objects if token.i in context.timex_at]
    for token in towns:
        place = place_of(token)
        if place is not None and not is_country(place.name):
            return bool(days)
    return False


def _by_phone(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "on", "over", "via"}:
            for grandchild in child.children:
                if grandchild.lower_ in {"phone", "telephone", "video"}:
                    return True
    return False


def _sits_down_with(verb: Token) -> bool:
    particles = {child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod"}}
    prepositions = {child.lower_ for child in verb.children if child.dep_ == "prep"}
    return "down" in particles | prepositions and bool(prepositions & {"with", "for", "at"})


def _returns_to_the_table(verb: Token) -> bool:
    return any(token.lower_ in {"table"} and any(
        child.lower_ in {"negotiating", "bargaining", "the"} for child in token.children
    ) for token in _objects_of(verb, "to"))  # fmt: skip


# "They would continue on Wednesday", "the sides will resume on Monday", "called it off"

_TAKEN_UP = frozenset(
    {"continue", "resume", "begin", "start", "end", "conclude", "reconvene", "postpone", "cancel",
     "call", "hold", "take", "break", "delay", "reschedule", "collapse", "last", "open", "scrap"}
)  # fmt: skip
_CALLED_OFF = frozenset({"cancel", "call", "postpone", "delay", "reschedule", "scrap", "put"})
_CARRIED_ON = frozenset({"continue", "resume"})


def _anaphor(token: Token, number: int, found: list[Mention]) -> Mention | None:
    if token.pos_ not in {"VERB", "AUX"} or token.lemma_.lower() not in _TAKEN_UP:
        return None
    if not found or number - found[-1].sentence > _LOOK_BACK:
        return None
    lemma = token.lemma_.lower()
    particles = lexicon.NEEDS_PARTICLE.get(lemma)
    if particles and not any(child.lower_ in particles for child in token.children):
        return None
    for child in token.children:
        if child.dep_ in {"nsubj", "nsubjpass"} and _stands_for(child, found[-1]):
            return _taking_up(child, number)
        if child.dep_ == "dobj" and lemma in _CALLED_OFF and _stands_for(child, found[-1]):
            return _taking_up(child, number)
    if lemma in _CARRIED_ON and _is_intransitive(token):
        return _taking_up(token, number)
    return None


def _stands_for(pronoun: Token, last: Mention) -> bool:
    if pronoun.lower_ in {"they", "them"}:
        return last.top.tag_ in {"NNS", "NNPS"} or last.head.tag_ in {"NNS", "NNPS"}
    return pronoun.lower_ == "it" and (last.is_verb or last.top.tag_ in {"NN", "NNP"})


def _is_intransitive(verb: Token) -> bool:
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ in {"dobj", "xcomp"} for child in verb.children):
        return False
    return subject.lower_ == "they" or subject.lemma_.lower() in lexicon.PERSON_NOUNS


def _taking_up(head: Token, number: int) -> Mention:
    mention = Mention(head, head, "talks", number, head.i, head.i, "definite")
    mention.is_anaphor = True
    return mention
