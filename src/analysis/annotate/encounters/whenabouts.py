"""When: the dates and lengths that belong to a mention, and what each says of it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from analysis.annotate.encounters import lexicon
from analysis.annotate.encounters.context import Context, Timex
from analysis.annotate.encounters.days import Days, read_duration, read_value
from analysis.annotate.encounters.mentions import Dated, DateRole, Event, Mention
from analysis.annotate.encounters.ownership import following_words, owner_of


def give_time(
    timex: Timex, mentions: list[Mention], anchors: dict[int, Mention], context: Context
) -> None:
    if _dates_the_saying(timex, context, anchors):
        return
    mention = (
        following_words(timex.start, mentions, context)
        or _next_date(timex, mentions, context)
        or owner_of(context.doc[timex.start : timex.end].root, anchors, timex.start, context)
    )
    if mention is None or _is_of_another_round(timex, mention, context):
        return
    if _is_of_another_partner(timex, mention, context):
        return
    if timex.record.type == "DURATION":
        _give_duration(timex, mention, context)
        return
    days = _days(timex)
    if days is not None and not _is_only_beside(timex, mention):
        _give_date(timex, days, mention, context)


def _days(timex: Timex) -> Days | None:
    """Return the days of a date; all days for one that nothing places on the calendar."""
    if timex.record.type == "SET":
        return None
    value = timex.record.value
    if value[4:] == "-XX-XX" and value[:4].isdigit():  # "on 3/4/2024": March or April
        return read_value(value[:4])
    days = read_value(value, timex.record.mod)
    return Days() if days is None and timex.record.value.startswith("XX") else days


def _is_only_beside(timex: Timex, mention: Mention) -> bool:
    return _is_only_counted_in(timex, mention) or _is_of_the_journey_alone(timex, mention)


def _give_date(timex: Timex, days: Days, mention: Mention, context: Context) -> None:
    role, words = _role(timex, mention, context)
    if role is None:
        return
    if role == "resumes":
        mention.resumes = Dated("on", days, timex, words)
        return
    ordinal_day = 0
    if role == "day":
        ordinal_day = _ordinal_day(mention)
    about = timex.record.mod == "APPROX" or _is_about(timex, context)
    mention.dates.append(Dated(role, days, timex, words, ordinal_day, about))
    mention.cover(timex.start, timex.end - 1)


def _is_of_the_journey_alone(timex: Timex, mention: Mention) -> bool:
    """Tell whether only the arrival has the day: "landed on Friday and has already met"."""
    journey = mention.journey
    if journey is None or not journey.i < timex.start:
        return False
    verb = mention.head if mention.is_verb else mention.top.head
    return timex.end <= verb.i and any(child.lower_ in {"has", "have"} for child in verb.children)


def _dates_the_saying(timex: Timex, context: Context, anchors: dict[int, Mention]) -> bool:
    """Tell whether the day is that of "said": "said on Monday they would open talks"."""
    doc, index = context.doc, timex.start - 1
    while index > 0 and doc[index].lower_ in {"on", "late", "early", "in"}:
        index -= 1
    for steps in range(3):
        word = doc[index - steps] if index - steps >= 0 else None
        if word is None or word.i in anchors or word.dep_ == "nsubj":
            return False
        if word.pos_ == "VERB":
            return word.lemma_ in lexicon.SAYING_VERBS and word.tag_ in {"VBD", "VBZ", "VBN"}
        if word.pos_ not in {"NOUN", "PROPN", "DET", "ADJ"}:
            return False
    return False


def _is_about(timex: Timex, context: Context) -> bool:
    """Tell whether "around" or "about" stands before the date: "for around 5 May"."""
    return timex.start > 0 and context.doc[timex.start - 1].lower_ in {
        "around", "about", "circa", "approximately", "roughly"
    }  # fmt: skip


def _is_only_counted_in(timex: Timex, mention: Mention) -> bool:
    """Tell whether the period only bounds a count: "their third meeting this year"."""
    if len(timex.record.value) > len("2024-06") or timex.start < mention.head.i:
        return False
    noun = mention.head.doc[timex.start - 1]
    counted = noun in (mention.head, mention.top, *mention.aliases) and any(
        child.lower_ in lexicon.ORDINALS and child.lower_ not in {"opening", "inaugural"}
        for child in noun.children
    )
    return counted or noun.lower_ in {"time", "times"}


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


def _is_of_another_partner(timex: Timex, mention: Mention, context: Context) -> bool:
    """Read "met A in Lima on 12 May and B in Quito two days later": the later day is B's alone.

    Between the two days stand "and", a name or noun, and a place, but no further verb.
    """
    if not mention.is_verb:
        return False
    for dated in mention.dates:
        between = list(context.doc[dated.timex.end : timex.start])
        words = [token for token in between if not token.is_punct]
        if (
            words
            and words[0].lower_ == "and"
            and any(token.lower_ in {"in", "at"} for token in words[2:])
            and not any(token.pos_ in {"VERB", "AUX"} for token in words)
        ):
            return True
    return False


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


def _give_duration(timex: Timex, mention: Mention, context: Context) -> None:
    length = read_duration(timex.record.value)
    before = context.doc[timex.start - 1].lower_ if timex.start else ""
    after = context.doc[timex.end].lower_ if timex.end < len(context.doc) else ""
    led = before in {"in", "within", "after", "since", "every"}
    if length is None or (led and after != "of"):
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
    if _was_moved_later(timex, mention) or _is_overtaken(timex, mention):
        return "moved from", words
    role = _role_of_a_change(timex, mention, event, preposition)
    if role is not None:
        return role, words
    if preposition == "since" and _is_the_last_time(mention):
        return "on", words
    if preposition == "since" and mention.status == "ongoing":
        return "start", words
    if preposition in _ROLE_BY_PREPOSITION:
        return _ROLE_BY_PREPOSITION[preposition], words
    if _ordinal_day(mention):
        return "day", words
    return _role_by_event(timex, mention, event), words


def _role_of_a_change(
    timex: Timex, mention: Mention, event: str | None, preposition: str
) -> DateRole | None:
    """Read "put off from Monday to Friday", "rescheduled for Friday", "adjourned until Friday"."""
    moved = any(one.effect == "postpone" and one.token.i < timex.start for one in mention.events)
    if event == "postpone" or moved:
        if preposition in {"to", "until", "till"}:
            return "on"
        if preposition == "from":
            return "moved from"
    if event == "postpone" and preposition in {"for", "around", "about"}:
        return "on"
    if preposition in {"until", "till"} and _is_a_pause(mention):
        return "resumes"
    if event == "resume" and _is_a_pause(mention):
        return "resumes"  # "were suspended on Sunday and resumed on Monday"
    return None


def _role_by_event(timex: Timex, mention: Mention, event: str | None) -> DateRole | None:
    if event in {"cancel", "leave", "postpone"}:
        return "on" if _is_beside_the_noun(timex, mention) else None
    if event == "continue" and (_is_before_or_lasts(timex, mention) or _goes_on(mention)):
        return "on"
    return _ROLE_BY_EVENT.get(event or "", "on")


def _is_the_last_time(mention: Mention) -> bool:
    """Read "have not met since Saturday" as a meeting on Saturday."""
    if not mention.is_verb or not any(child.dep_ == "neg" for child in mention.head.children):
        return False
    mention.events = [Event(mention.head, "on", "self", "past")]
    mention.status, mention.status_words = "held", mention.head.text
    mention.reference = "prior"
    return True


def _goes_on(mention: Mention) -> bool:
    """Tell "are to continue on Friday", a day to come, from "continued on Friday"."""
    return any(one.effect == "continue" and one.modality == "future" for one in mention.events)


def _is_before_or_lasts(timex: Timex, mention: Mention) -> bool:
    """Tell "their meeting, on Jan. 9, lasted an hour" from "continued on Jan. 9"."""
    verbs = [event.token for event in mention.events if event.effect == "continue"]
    return any(verb.lemma_ == "last" or timex.end <= verb.i for verb in verbs)


def _was_moved_later(timex: Timex, mention: Mention) -> bool:
    """Tell whether the day is the old one: "the round planned for Thursday was put off"."""
    return any(
        event.effect == "postpone"
        and event.role == "subject"
        and event.modality in {"past", "perfect"}
        and timex.end <= event.token.i
        for event in mention.events
    )


def _is_overtaken(timex: Timex, mention: Mention) -> bool:
    """Tell whether the day is an end put off: "were to end on Friday but were extended"."""
    ends = [one for one in mention.events if one.effect == "end" and one.modality == "future"]
    longer = [one for one in mention.events if one.token.lemma_ in {"extend", "prolong"}]
    return any(end.token.i < timex.start < more.token.i for end in ends for more in longer)


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


def join_ranges(mentions: Iterable[Mention], context: Context) -> None:
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
