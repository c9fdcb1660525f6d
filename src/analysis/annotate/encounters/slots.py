"""Dates, places and sequence words that belong to a mention.

A phrase belongs to the mention that it hangs from in the parse; where words simply follow one
another ("talks in Geneva on Tuesday") the order of words is trusted over the parse. A date that
hangs from a verb of saying dates the saying, not the meeting.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context, Timex
from analysis.annotate.encounters.days import Days, read_duration, read_value
from analysis.annotate.encounters.mentions import Dated, DateRole, Gap, Mention
from analysis.annotate.encounters.places import Place, is_known, place_of

_CLIMB = 6  # heads looked at above a phrase


def fill_slots(mentions: list[Mention], sentence: Span, context: Context) -> None:
    """Give the dates and places of one sentence to its mentions (all of that sentence)."""
    anchors = _anchors(mentions)
    taken: set[int] = set()
    for mention in mentions:
        _read_gap(mention, sentence, context, taken)
    timexes = context.timexes_in(sentence.start, sentence.end)
    for timex in timexes:
        if timex.start not in taken:
            _give_time(timex, mentions, anchors, context)
    _join_ranges(mentions, context)
    _give_places(sentence, mentions, anchors, context)


def _anchors(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Return token index -> mention, for every word that a date or place may hang from."""
    anchors: dict[int, Mention] = {}
    for mention in mentions:
        anchors.setdefault(mention.head.i, mention)
        anchors.setdefault(mention.top.i, mention)
    for mention in mentions:
        for event in mention.events:
            if event.effect is not None:
                anchors.setdefault(event.token.i, mention)
    return anchors


# Sequence: "first in eight months", "for the first time since November"


def _read_gap(mention: Mention, sentence: Span, context: Context, taken: set[int]) -> None:
    for token in sentence:
        if token.lower_ != "first" or not _says_first_of(token, mention):
            continue
        for preposition in sentence.doc[token.i + 1 : min(token.i + 8, sentence.end)]:
            timex = context.timex_at.get(preposition.i + 1)
            if preposition.lower_ not in {"in", "since", "for"} or timex is None:
                continue
            mention.gap = _gap(token, preposition, timex, context)
            if mention.gap is not None:
                mention.ordinal = None
                mention.cover(token, timex.end - 1)
                taken.add(timex.start)
            return


def _says_first_of(first: Token, mention: Mention) -> bool:
    head = first.head
    if head in (mention.head, mention.top, *mention.aliases):
        return True
    if head.lower_ == "time":
        verb = head.head.head if head.dep_ == "pobj" else head.head
        return any(event.token == verb for event in mention.events) or (
            mention.first <= first.i
            and first.i - mention.last <= 12
            and first.sent == (mention.head.sent)
        )
    if first.dep_ in {"attr", "nsubj", "pobj", "appos", "acomp"} or head.lemma_ == "be":
        return mention.head.i < first.i
    return first.i < mention.head.i <= first.i + 4


def _gap(first: Token, preposition: Token, timex: Timex, context: Context) -> Gap | None:
    doc = context.doc
    words = context.article.text[doc[first.i].idx : timex.record.end]
    if preposition.lower_ == "since":
        days = read_value(timex.record.value, timex.record.mod)
        return Gap(words, since=timex, days=days)
    length = read_duration(timex.record.value)
    if length is None:
        return None
    return Gap(words, number=length[0], unit=length[1])


# Dates


def _give_time(
    timex: Timex, mentions: list[Mention], anchors: dict[int, Mention], context: Context
) -> None:
    mention = (
        _following_words(timex.start, mentions, context)
        or _next_date(timex, mentions, context)
        or _owner(context.doc[timex.start : timex.end].root, anchors, timex.start, context)
    )
    if mention is None or _is_of_another_round(timex, mention, context):
        return
    if timex.record.type == "DURATION":
        _give_duration(timex, mention, context)
        return
    if timex.record.type == "SET":
        return
    days = read_value(timex.record.value, timex.record.mod)
    if days is None:
        if not timex.record.value.startswith("XX"):
            return
        days = Days()  # a weekday or month that nothing places on the calendar
    role, words = _role(timex, mention, context)
    if role is None:
        return
    ordinal_day = 0
    if role == "day":
        ordinal_day = _ordinal_day(mention)
    mention.dates.append(Dated(role, days, timex, words, ordinal_day))
    mention.cover(timex.start, timex.end - 1)


_OTHER_ROUND = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "next", "last", "other", "latter"}
)


def _is_of_another_round(timex: Timex, mention: Mention, context: Context) -> bool:
    """Tell whether "and the second in Berlin" stands between the mention and the date.

    Such a round has no noun of its own; its date is not that of the round before it.
    """
    doc = context.doc
    return any(
        doc[index].lower_ in _OTHER_ROUND
        and doc[index - 1].lower_ == "the"
        and doc[index - 2].lower_ in {"and", ",", ";", "but"}
        and doc[index + 1].pos_ == "ADP"
        for index in range(mention.head.i + 3, timex.start - 1)
    )


def _next_date(timex: Timex, mentions: list[Mention], context: Context) -> Mention | None:
    """Return the mention of the date before, in "on Wednesday and again on Thursday"."""
    index = timex.start - 1
    while index > 0 and context.doc[index].lower_ in {"on", "again", "and", ",", "in"}:
        index -= 1
    before = context.timex_at.get(index)
    if before is None or index == timex.start - 1:
        return None
    for mention in mentions:
        if any(dated.timex == before for dated in mention.dates):
            return mention
    return None


def _following_words(start: int, mentions: list[Mention], context: Context) -> Mention | None:
    """Return the mention whose words run straight up to the token at `start`, or hold it."""
    doc = context.doc
    for mention in reversed(mentions):
        if not mention.is_verb:
            left = min(mention.head.left_edge.i, mention.top.left_edge.i)
            if left <= start < mention.head.i and _is_premodifier(doc[start], mention, context):
                return mention
        if mention.head.i < start and all(
            _is_filling(token, context) for token in doc[mention.head.i + 1 : start]
        ):
            return mention
    return None


def _is_premodifier(token: Token, mention: Mention, context: Context) -> bool:
    for _ in range(_CLIMB):
        if token in (mention.head, mention.top):
            return True
        if token.dep_ in {"relcl", "acl"} or token.head == token:
            return False
        token = token.head
    return False


def _is_filling(token: Token, context: Context) -> bool:
    return (
        token.pos_ in {"ADP", "DET"}
        or token.i in context.timex_at
        or token.ent_type_ in {"GPE", "LOC", "FAC"}
        or is_known(token.text)
        or token.text == ","
    ) and token.lower_ not in {"since", "with", "between", "by"}


_OTHER_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "appos"})


def _is_another_thing(token: Token, context: Context) -> bool:
    """Tell whether a date on the way up belongs to this noun: "since the killings of Monday"."""
    return (
        token.pos_ == "NOUN"
        and token.i not in context.timex_at
        and token.i not in context.actor_at
        and token.lower_ not in _PART_OF_MEETINGS
        and token.lemma_.lower() not in lexicon.PERSON_NOUNS
    )


_PART_OF_MEETINGS = (
    lexicon.VENUE_NOUNS | lexicon.UNIT_NOUNS | frozenset(lexicon.EVENT_NOUNS) | lexicon.PERSON_NOUNS
)


def _owner(
    token: Token,
    anchors: dict[int, Mention],
    position: int,
    dates_of: Context | None = None,
) -> Mention | None:
    """Climb from a phrase to the mention it hangs from; verbs of other things stop the climb.

    With `dates_of` the phrase is a date, and nouns of other things stop the climb too.
    """
    current = token
    for _ in range(_CLIMB):
        if current.i in anchors:
            return anchors[current.i]
        if current.pos_ in {"VERB", "AUX"}:
            return _governed_mention(current, anchors, position)
        if current.head == current or current.dep_ in _OTHER_CLAUSES:
            return None
        if dates_of is not None and current != token and _is_another_thing(current, dates_of):
            return None
        current = current.head
    return None


def _governed_mention(verb: Token, anchors: dict[int, Mention], position: int) -> Mention | None:
    """Return what `verb` plans, where the phrase follows it: "agreed to meet on Friday"."""
    lemma = verb.lemma_.lower()
    plans = lemma in lexicon.FUTURE_GOVERNORS or lemma in lexicon.PROPOSAL_GOVERNORS
    if not plans:
        return None
    for child in verb.children:
        if child.dep_ in {"xcomp", "dobj"} and child.i in anchors and child.i < position:
            return anchors[child.i]
        if child.dep_ == "prep":
            for grandchild in child.children:
                if grandchild.i in anchors and grandchild.i < position:
                    return anchors[grandchild.i]
    return None


def _give_duration(timex: Timex, mention: Mention, context: Context) -> None:
    length = read_duration(timex.record.value)
    before = context.doc[timex.start - 1].lower_ if timex.start else ""
    after = context.doc[timex.end].lower_ if timex.end < len(context.doc) else ""
    if length is None or before in {"in", "within", "after", "since", "every"}:
        return
    if after in {"after", "before", "ago", "later", "earlier"}:
        return
    if mention.duration is None and length[1] in {"D", "W"}:
        mention.duration, mention.duration_words = length, timex.record.text
        mention.cover(timex.start, timex.end - 1)


_ROLE_BY_PREPOSITION: dict[str, DateRole | None] = {
    "until": "until", "till": "until", "through": "until", "to": "until", "into": "until",
    "from": "start", "starting": "start", "beginning": "start", "since": None, "before": "before",
    "after": "after", "by": "before", "ahead": "before", "following": "after",
}  # fmt: skip


def _role(timex: Timex, mention: Mention, context: Context) -> tuple[DateRole | None, str]:
    """Return the role of a date for its mention, and its words with their preposition."""
    preposition, words = _preposition(timex, context)
    event = _event_of(timex, mention)
    if _was_moved_later(timex, mention):
        return "moved from", words
    if event == "postpone" and preposition in {"to", "from", "until", "till"}:
        return ("moved from" if preposition == "from" else "on"), words
    if preposition in {"until", "till"} and _is_a_pause(mention):
        return None, words
    if preposition in _ROLE_BY_PREPOSITION:
        return _ROLE_BY_PREPOSITION[preposition], words
    if _ordinal_day(mention):
        return "day", words
    if event in {"cancel", "leave", "postpone"}:
        return ("on" if _is_beside_the_noun(timex, mention) else None), words
    return _ROLE_BY_EVENT.get(event or "", "on"), words


def _was_moved_later(timex: Timex, mention: Mention) -> bool:
    """Tell whether the day is the old one: "the round planned for Thursday was put off"."""
    return any(
        event.effect == "postpone"
        and event.role == "subject"
        and event.modality in {"past", "perfect"}
        and timex.end <= event.token.i
        for event in mention.events
    )


_ROLE_BY_EVENT: dict[str, DateRole] = {"start": "start", "end": "end", "continue": "until"}


def _preposition(timex: Timex, context: Context) -> tuple[str, str]:
    """Return the preposition before a date, or "", and the words of both."""
    doc = context.doc
    before = timex.start - 1
    while before >= 0 and doc[before].lower_ in {"the", "late", "early", "next", "last"}:
        before -= 1
    found = before >= 0 and (
        doc[before].pos_ in {"ADP", "SCONJ"} or doc[before].lower_ in _ROLE_BY_PREPOSITION
    )
    begin = doc[before if found else timex.start].idx
    return (
        doc[before].lower_ if found else "",
        context.article.text[begin : timex.record.end],
    )


def _is_a_pause(mention: Mention) -> bool:
    """Tell whether the talks were suspended: what "until" names is when they go on."""
    return any(event.token.lemma_ in {"suspend", "adjourn", "pause"} for event in mention.events)


def _is_beside_the_noun(timex: Timex, mention: Mention) -> bool:
    """Tell "Friday's talks were called off" from "called off the talks on Friday"."""
    verbs = [event.token.i for event in mention.events if event.effect in {"cancel", "leave"}]
    left = mention.head.left_edge.i
    if left <= timex.start < mention.head.i:
        return True
    return mention.head.i < timex.start and any(timex.start < verb for verb in verbs)


def _event_of(timex: Timex, mention: Mention) -> str | None:
    """Return the effect of the verb that the date hangs from, where it is one of the mention's."""
    doc = mention.head.doc
    root = doc[timex.start : timex.end].root
    by_token = {event.token.i: event for event in mention.events if event.effect}
    for ancestor in [root, *root.ancestors]:
        if ancestor.i in by_token:
            event = by_token[ancestor.i]
            return event.effect
        if ancestor in (mention.head, mention.top):
            return _effect_on_object(timex, mention)
    nearest = [event for event in mention.events if event.effect and event.token.i < timex.start]
    return nearest[-1].effect if nearest else None


def _effect_on_object(timex: Timex, mention: Mention) -> str | None:
    """Read "broke off talks on Wednesday" as "on Wednesday broke off talks"."""
    if timex.start < mention.head.i:
        return None
    return next(
        (
            event.effect
            for event in mention.events
            if event.role == "object" and event.effect in {"start", "end"}
        ),
        None,
    )


def _ordinal_day(mention: Mention) -> int:
    """Return 3 for "the third day of talks", "entered their third day"; 0 where none is counted."""
    days = [mention.top] + [
        child
        for event in mention.events
        for preposition in (event.token, *event.token.children)
        for child in preposition.children
        if event.token.lemma_ in {"enter", "be", "go", "move", "begin"}
    ]
    return max((_counted_day(day) for day in days if day.lower_ == "day"), default=0)


def _counted_day(day: Token) -> int:
    for child in day.children:
        word = child.lower_
        if word in lexicon.ORDINALS:
            return lexicon.ORDINALS[word]
        if word[:-2].isdigit() and word.endswith(("st", "nd", "rd", "th")):
            return int(word[:-2])
    return 0


def _join_ranges(mentions: Iterable[Mention], context: Context) -> None:
    """Read "on June 3 and 4", "from Monday to Wednesday": the first is the start."""
    for mention in mentions:
        dates = mention.dates
        for index in range(len(dates) - 1):
            left, right = dates[index], dates[index + 1]
            between = [token.lower_ for token in context.doc[left.timex.end : right.timex.start]]
            if right.role == "until" and left.role == "on" and "continue" not in {
                event.effect for event in mention.events
            }:  # fmt: skip
                dates[index] = Dated("start", left.days, left.timex, left.words)
            elif between in (["and"], ["-"], ["–"]) and left.days.is_day and right.days.is_day:
                dates[index] = Dated("start", left.days, left.timex, left.words)
                dates[index + 1] = Dated("end", right.days, right.timex, right.words)


# Places

_LOCATIVE = frozenset({"in", "at", "to", "outside", "near", "inside", "for"})


def _give_places(
    sentence: Span, mentions: list[Mention], anchors: dict[int, Mention], context: Context
) -> None:
    for mention in mentions:
        _place_in_the_phrase(mention, context)
        _host(mention, context)
    for preposition in sentence:
        if preposition.lower_ not in _LOCATIVE or preposition.dep_ not in {
            "prep", "agent", "dative", "prt", "advmod"
        }:  # fmt: skip
            continue
        objects = [child for child in preposition.children if child.dep_ == "pobj"]
        if not objects or preposition.i + 1 in context.timex_at:
            continue
        noun = _nearest_name(preposition, objects[0])
        place = place_of(noun, after_at=preposition.lower_ == "at") or _unknown_town(
            noun, preposition, context
        )
        if place is None:
            continue
        owner = _following_words(preposition.i, mentions, context) or _owner(
            preposition, anchors, preposition.i
        )
        if owner is not None and _is_where(preposition, owner):
            _add_places(owner, noun, place, preposition)


def _unknown_town(noun: Token, preposition: Token, context: Context) -> Place | None:
    """Return the place after "in" that neither the gazetteer nor the model knows."""
    if preposition.lower_ != "in" or noun.pos_ != "PROPN" or noun.i in context.actor_at:
        return None
    if noun.ent_type_ not in {"", "PERSON", "ORG"} or noun.i in context.timex_at:
        return None
    if noun.i != preposition.i + 1 or not noun.text[:1].isupper():
        return None
    return Place(noun.text, (noun.text.lower(),), noun.i, noun.i + 1)


def _nearest_name(preposition: Token, noun: Token) -> Token:
    """Return the name after "in" where the parse ran it into a date ("in Izmir next month")."""
    following = preposition.nbor(1)
    if following.dep_ == "poss":
        return noun
    if following.pos_ == "PROPN" and following != noun and following.head.i > following.i:
        return following if place_of(following) is not None and place_of(noun) is None else noun
    return noun


def _is_where(preposition: Token, mention: Mention) -> bool:
    word = preposition.lower_
    if word in {"in", "at", "outside", "near", "inside"}:
        return True
    verb = preposition.head
    if verb.tag_.startswith("NN") and word == "to":
        verb = verb.head  # "send delegations to Geneva"
    lemmas = lexicon.MOTION_VERBS if word == "to" else _PLANNING
    return word in {"to", "for"} and verb.lemma_.lower() in lemmas and any(
        event.token == verb for event in mention.events
    )  # fmt: skip


_PLANNING = frozenset({"plan", "schedule", "set", "slate", "fix"})


def _add_places(mention: Mention, noun: Token, place: Place, preposition: Token) -> None:
    mention.places.append(place)
    mention.cover(preposition, place.start, place.end - 1)
    for member in noun.conjuncts:
        other = place_of(member)
        if other is not None:
            mention.places.append(other)
            mention.cover(other.end - 1)
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i:
            wider = place_of(child)
            if wider is not None and place.within(wider):
                mention.places.append(wider)
        if child.dep_ == "prep" and child.lower_ in {"in", "near", "outside"} and place.is_venue:
            for grandchild in child.children:
                town = place_of(grandchild) if grandchild.dep_ == "pobj" else None
                if town is not None:
                    mention.places.append(town)
                    mention.cover(town.end - 1)


def _place_in_the_phrase(mention: Mention, context: Context) -> None:
    """Read "the Geneva talks", "the Camp David summit"."""
    if mention.is_verb:
        return
    before = [mention.head.nbor(-1)] if mention.head.i else []
    for child in {*mention.head.children, *before}:
        if child.i < mention.head.i and (
            child.dep_ in {"compound", "nmod", "amod"} or mention.head.pos_ == "VERB"
        ):
            place = place_of(child)
            if place is not None and is_known(place.chain[0]) and _is_a_town(place):
                mention.places.append(place)
                mention.cover(place.start)


def _is_a_town(place: Place) -> bool:
    return len(place.chain) > 1


def _host(mention: Mention, context: Context) -> None:
    """Read "Oman will host the talks", "talks hosted by Qatar": the host's country is the place."""
    for event in mention.events:
        if event.token.lemma_.lower() != "host":
            continue
        for child in event.token.children:
            token = child
            if child.dep_ == "agent":
                token = next((c for c in child.children if c.dep_ == "pobj"), child)
            elif child.dep_ != "nsubj":
                continue
            place = place_of(token)
            if place is not None:
                mention.places.append(place)
                mention.cover(token)
