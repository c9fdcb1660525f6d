"""Positions as sentences and as cells of a table, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from analysis.model import Annotation, Position, Span
from analysis.summaries.names import Naming
from analysis.summaries.prose import (
    Prose,
    as_prose,
    listed,
    one_line,
    quote,
    refs,
    sentence,
)
from analysis.summaries.references import Evidence
from analysis.summaries.rows import Row, rows

LONGEST_WORDS = 220

# Type: (singular, plural, after "does not"/"do not").
_VERBS: dict[str, tuple[str, str, str]] = {
    "demand": ("demands", "demand", "demand"),
    "offer": ("offers", "offer", "offer"),
    "accept": ("accepts", "accept", "accept"),
    "reject": ("rejects", "reject", "reject"),
    "threaten": ("threatens", "threaten", "threaten"),
    "promise": ("promises", "promise", "promise"),
    "appeal": ("appeals", "appeal", "ask for"),
    "criticise": ("criticises", "criticise", "criticise"),
    "support": ("supports", "support", "support"),
    "expect": ("hopes or expects", "hope or expect", "expect"),
}
# The same where an infinitive follows.
_BEFORE_TO: dict[str, tuple[str, str, str]] = {
    "accept": ("agrees", "agree", "agree"),
    "reject": ("refuses", "refuse", "refuse"),
}
_NOUNS = {
    "demand": "Demand",
    "offer": "Offer",
    "accept": "Acceptance",
    "reject": "Refusal",
    "threaten": "Threat",
    "promise": "Promise",
    "appeal": "Appeal",
    "criticise": "Criticism",
    "support": "Support",
    "expect": "Expectation",
}
# What comes between a cue and its object: "rejection of the offer", "calls for a truce".
_LEADING = re.compile(r"^[\s,:;–—-]+")
_LEADING_OF = re.compile(
    # "To" before a noun phrase; before a verb, "agreed to withdraw", it stays.
    r"^(?:(?:of|against|for|on)\s+(?!\w+ing\b)|"
    r"to\s+(?=(?:the|an?|its|their|his|her|our|any|all|this|that|these|those|some|no)\b|[A-Z0-9]|"
    r"\w+(?:[^su]s|tion|ment)\b))"
)
_OBJECT_OF = {"reject", "accept", "criticise", "support"}
_LEADING_FOR = re.compile(r"^for\s+", re.IGNORECASE)
# After these the cue is a noun whose phrase goes on: "offer from the council", "threat of force".
_GOES_WITH_A_NOUN = re.compile(r"(?:of|from|by|between)\s", re.IGNORECASE)
# When something was offered or refused stands before what was: "offered in March to buy".
_LEADING_TIME = re.compile(
    r"^(?:(?:on|in|late on|early on|by|last|late last|this)\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|yesterday|today|week|month|year|night)"
    r"(?:\s+(?:[12]\d{3}|morning|afternoon|evening|night))?(?:,?\s+|$)"
)
# What the writer adds after the words that say what it is about: ", a charge that ...".
_ADDED = re.compile(
    r",\s+(?:(?:a|an|the|another)\s+(?:\w+\s)?(?:accusation|allegation|call|charge|claim|demand|idea|"
    r"move|offer|plan|proposal|request|step|suggestion|threat)\b|only (?:for|to)\b|"
    r"(?:adding|arguing|calling|citing|declining|giving|leaving|noting|prompting|raising|"
    r"saying|setting|stressing|warning)\b)"
)
_DETERMINER = re.compile(r"\b(?:the|an?|its|their|his|her|any|all|no)\s+$", re.IGNORECASE)
# "For a 9 percent raise was met": the sentence goes on after the noun phrase.
_GOES_ON = re.compile(r"\s+(?:was|were|is|are|be|been|had|has|have|would|will|could|can)\b")
_PRONOUNS = r"(?:it|them|him|her|us|me|you|that|this|to|for|on|against|with|not|an?)\b"
_WHOM_TO_DO = re.compile(
    rf"^(?:to\s+(?=the\b|both\b|all\b|[A-Z]))?(?!{_PRONOUNS})(?P<whom>(?:[\w.'’&-]+\s+){{1,6}}?)"
    r"(?P<what>(?:not\s+)?to\s+[a-z].*)$"
)
_WHOM_FOR = re.compile(
    rf"^(?!{_PRONOUNS})(?P<whom>(?:[\w.'’&-]+\s+){{1,6}}?)(?:of|for|over)\s+(?P<what>\S.*)$"
)
_WHOM: dict[str, re.Pattern[str]] = {"appeal": _WHOM_TO_DO, "criticise": _WHOM_FOR}
# How a type is joined to those it is addressed to.
_TO_WHOM = {
    "appeal": " to ",
    "criticise": " ",
    "demand": " of ",
    "offer": " ",
    "promise": " ",
    "threaten": " ",
    "expect": " of ",
    "support": " ",
}
_OF_AN_AMOUNT = re.compile(r"^of\s+(?=[\d$£€])", re.IGNORECASE)
_SAYS_NOTHING = {
    "it", "this", "that", "these", "those", "them", "one", "ones", "so", "such", "they", "which",
}  # fmt: skip
_PERSONAL = _SAYS_NOTHING | {
    "he", "him", "his", "she", "her", "hers", "its", "their", "theirs", "i", "me", "my", "we", "us",
    "our", "ours", "you", "your", "who", "whose", "both", "himself", "herself", "itself",
}  # fmt: skip
# Words that are a clause of their own: "they would close the bay".
_SUBJECT = re.compile(r"^(?:(?i:it|they|we|he|she|i|you|there)\b|This\b|These\b|Those\b)")
_NOBODY = re.compile(r"^(?:few|nobody|no one|none|neither)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"^(?:(?:not )?to|that|for|on|in|against|if|when)\s", re.IGNORECASE)
_FIRST_WORDS = 5
_HOPING = re.compile(r"hop|optimis|wish", re.IGNORECASE)
_EXPECTING = re.compile(
    r"expect|warn|caution|predict|anticipat|believ|confiden|likely|foresee|think|forecast",
    re.IGNORECASE,
)
# "Threatened to close" names a threat; "will close" is one, and its verb belongs to it.
_NAMES_ITS_TYPE = {
    "threaten": re.compile(r"threat|warn|vow|ultimatum", re.IGNORECASE),
    "promise": re.compile(r"promis|pledg|vow|commit|guarant|assur|undert|agree", re.IGNORECASE),
}


@dataclass(frozen=True)
class Statement:
    """One position, ready to be said.

    ``words`` are the article's for what is wanted, offered or refused; ``condition`` those of the
    condition; ``reporter`` is who says it where that is not the holder, "the article" for its
    writer; ``numbers`` lead to the words. ``names_holder`` and ``names_recipient`` tell whether
    the words do so themselves, and need not be told twice.
    """

    row: Row
    holder: str | None
    words: str
    condition: str | None
    reporter: str | None
    unnamed: bool
    recipients: tuple[str, ...]
    numbers: tuple[int, ...]
    plural: bool = False
    names_holder: bool = False
    names_recipient: bool = False
    cue: str = ""

    @property
    def type(self) -> str:
        """The position's type ("demand")."""
        return str(self.row["type"])

    @property
    def negated(self) -> bool:
        """True when the position is denied ("did not reject")."""
        return bool(self.row["negated"])

    def verb(self) -> str:
        """Return the verb that agrees with the holder: "demands", "do not reject"."""
        singular, plural, bare = self._verbs()
        if self.negated and not _NOBODY.match(self.holder or ""):
            return f"{'do' if self.plural else 'does'} not {bare}"
        return plural if self.plural else singular

    def _verbs(self) -> tuple[str, str, str]:
        if self.type == "expect" and _HOPING.search(self.cue):
            return "hopes", "hope", "hope"
        if self.type == "expect" and _EXPECTING.search(self.cue):
            return "expects", "expect", "expect"
        if self.type == "appeal" and self.words.startswith("that "):
            return "asks", "ask", "ask"
        if self.type in _BEFORE_TO and self.words.startswith("to "):
            return _BEFORE_TO[self.type]
        return _VERBS[self.type]

    def claim(self) -> str:
        """Return holder and verb: "Iran demands", "refusal by an unidentified holder"."""
        if self.holder is not None:
            return f"{self.holder} {self.verb()}"
        return f"{self._noun()} by an unidentified holder"

    def _noun(self) -> str:
        noun = _NOUNS[self.type].lower()
        denies_itself = _NOBODY.match(str(self.row["evidence"])) is not None
        return f"denied {noun}" if self.negated and not denies_itself else noun

    def said(self) -> Prose:
        """Return the position as a sentence, with its condition, its source and its evidence."""
        if self.holder is None:
            evidence = _quoted(without_dateline(self.row["evidence"]))
            return sentence(
                as_prose(self.claim()) + ": " + evidence + self.qualified(condition=False)
            )
        if self.names_holder:
            start = as_prose(f"{self._noun()} by {self.holder}")
            return sentence(start + ": " + _quoted(self.words) + self.qualified())
        whom, words = self._addressed()
        start = as_prose(self.claim()) + whom
        colon = ":" if _SUBJECT.match(words) or (self.type == "criticise" and whom) else ""
        return sentence(start + f"{colon} " + _quoted(words) + self.qualified())

    def _addressed(self) -> tuple[Prose, str]:
        """Return those whom the position addresses, joined to its verb, and the words without them.

        "Urged both sides to settle" -> "to both sides", "to settle".
        """
        split = _WHOM[self.type].match(self.words) if self.type in _WHOM else None
        joint = " of " if self._verbs()[0] == "asks" else _TO_WHOM.get(self.type)
        named = listed(self.recipients)
        if self.negated or joint is None:
            return Prose(), self.words
        aim = " for" if self.type == "appeal" and not _CLAUSE.match(self.words) else ""
        if split is not None and (self.names_recipient or self.type == "appeal"):
            whom = named if self.recipients else as_prose(split["whom"].strip())
            return joint + whom, split["what"]
        if not self.recipients or (self.names_recipient and self.type not in _WHOM):
            return as_prose(aim), self.words
        return joint + named + aim, self.words

    def cell(self, holder: str | None = None, lead: str = "") -> Prose:
        """Return the position as one entry of a table's cell.

        Parameters
        ----------
        holder
            Who holds it, when that is not plain from the row of the table.
        lead
            Words before the quotation, such as "does not offer".
        """
        start = as_prose(f"{lead} " if lead else "") + _quoted(self.words)
        return start + self.qualified(holder=holder)

    def qualified(self, *, condition: bool = True, holder: str | None = None) -> Prose:
        """Return holder, condition, source and evidence, as they follow the words."""
        tail = as_prose(f" ({holder}" if holder else "")
        if self.condition and condition:
            tail = tail + ("; " if holder else " (") + "condition: " + _quoted(self.condition)
        tail = tail + ")" if tail else tail
        if self.reporter:
            tail = tail + f", according to {self.reporter}"
        return tail + refs(self.numbers)


def _quoted(words: str) -> Prose:
    """Return words as a quotation; an ellipsis at its end tells that it was cut short."""
    return quote(words, LONGEST_WORDS)


# "NORHAVEN, May 16 - ", "GENEVA (Reuters) – ": not part of what is said.
_DATELINE = re.compile(
    r"^[^\Wa-z\d_][^\Wa-z\d_.' -]+(?:,[^\n–—-]{1,40})?(?:\s\([^)\n]{1,30}\))?\s*[–—-]{1,2}\s+(?=\S)"
)


def without_dateline(words: str) -> str:
    """Return `words` without the place and date with which a report opens."""
    return _DATELINE.sub("", words)


def statements(
    annotations: Iterable[Annotation],
    positions: pd.DataFrame,
    attributions: pd.DataFrame,
    actors: pd.DataFrame,
    evidence: Evidence,
    naming: Naming,
) -> list[Statement]:
    """Return the positions of the table, in its order, ready to be said.

    Parameters
    ----------
    annotations
        For the exact words; the tables hold their places only.
    positions, attributions, actors
        Tables of the same articles.
    evidence, naming
        Made from the same annotations.
    """
    found = {
        (annotation.article.id, position.id): (annotation, position)
        for annotation in annotations
        for position in annotation.positions
    }
    sources = {(row["article"], row["attribution"]): row for row in rows(attributions)}
    named = {(row["article"], row["actor"]): bool(row["named"]) for row in rows(actors)}
    held_by = {
        (key[0], one.attribution, one.evidence.start, one.evidence.end, one.actor)
        for key, (_, one) in found.items()
    }
    result = []
    for row in rows(positions):
        annotation, position = found[row["article"], row["position"]]
        article, holder = row["article"], row["actor"]
        source = sources.get((article, row["attribution"]))
        speaker = source["actor"] if source else None
        reporter, unnamed = None, False
        is_said_together = (
            article, row["attribution"], position.evidence.start, position.evidence.end, speaker
        ) in held_by and _is_in_the_source(annotation, holder, source)  # fmt: skip
        if source is not None and (speaker is None or speaker != holder) and not is_said_together:
            reporter = naming.name(article, speaker) or _source_words(source)
            unnamed = not named.get((article, speaker), bool(speaker))
        elif source is not None:
            unnamed = not named.get((article, holder), True)
        result.append(
            Statement(
                row=row,
                holder=naming.name(article, holder),
                words=wording(position, annotation.article.text),
                condition=position.condition.text if position.condition else None,
                reporter=reporter,
                unnamed=unnamed,
                recipients=tuple(
                    name
                    for name in (naming.name(article, actor) for actor in position.recipients)
                    if name
                ),
                numbers=evidence.of(article, row["position"]),
                plural=naming.plural(article, holder),
                names_holder=_names_holder(annotation, position),
                names_recipient=_are_named_in(annotation, position.recipients, position),
                cue=position.cue.text if position.cue else "",
            )
        )
    return result


def _is_in_the_source(annotation: Annotation, actor: str | None, source: Row | None) -> bool:
    """Tell whether the words for who says it name the actor too: "France and Turkey said"."""
    if source is None or not source["source"]:
        return False
    words = one_line(source["source"])
    return any(
        re.search(rf"(?<!\w){re.escape(one_line(mention.text))}(?!\w)", words) is not None
        for one in annotation.actors
        if one.id == actor
        for mention in one.mentions
    )


def _names_holder(annotation: Annotation, position: Position) -> bool:
    """Tell whether the words of a position are a clause with its holder in it."""
    words = wording(position, annotation.article.text)
    named = [
        mention.text
        for actor in annotation.actors
        if actor.id == position.actor
        for mention in actor.mentions
        if position.evidence.start <= mention.start and mention.end <= position.evidence.end
    ]
    is_whole = words == one_line(position.evidence.text)
    start = words if is_whole else " ".join(words.split()[:_FIRST_WORDS])
    return any(
        re.search(rf"(?<!\w){re.escape(one_line(name))}(?!\w)", start, re.IGNORECASE)
        for name in named
        if name.lower() not in _PERSONAL
    )


def _are_named_in(annotation: Annotation, actors: tuple[str, ...], position: Position) -> bool:
    """Tell whether the words of a position, from its cue on, name one of the actors."""
    start = position.cue.end if position.cue else position.evidence.start
    return any(
        start <= mention.start and mention.end <= position.evidence.end
        for actor in annotation.actors
        if actor.id in actors
        for mention in actor.mentions
    )


def joined(found: Iterable[Statement]) -> list[Statement]:
    """Return the statements with those merged that say the same of several holders, or twice.

    "France and Turkey support: ..." for two positions on one piece of evidence; in the order of
    the first of each.
    """
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for one in found:
        key = (
            one.row["article"], one.numbers, one.type, one.negated, one.words, one.condition,
            one.reporter, one.holder is None or one.names_holder,
        )  # fmt: skip
        groups.setdefault(key, []).append(one)
    return [_together(group) for group in groups.values()]


def _together(group: list[Statement]) -> Statement:
    first = group[0]
    holders = list(dict.fromkeys(one.holder for one in group if one.holder is not None))
    if len(holders) < 2:
        return first
    return replace(
        first,
        holder=listed(holders).plain(),
        plural=True,
        unnamed=all(one.unnamed for one in group),
        recipients=tuple(dict.fromkeys(name for one in group for name in one.recipients)),
    )


def _source_words(attribution: Row) -> str:
    words = one_line(attribution["source"] or "")
    return words or "a source that was not identified"


def wording(position: Position, text: str) -> str:
    """Return the words that say what a position is about, cut from its evidence.

    What follows the cue, without the condition, where the issue lies there ("demanding" -> "that
    all sanctions be lifted"); the words of the issue where it comes before the cue; the whole
    evidence where neither is known, and where a threat or promise is not called one ("will close").
    """
    evidence, cue, issue = position.evidence, position.cue, position.issue_span
    if issue is not None and not issue.overlaps(evidence):
        return one_line(without_dateline(evidence.text))
    names_it = _NAMES_ITS_TYPE.get(position.type)
    if cue is not None and names_it is not None and not names_it.search(cue.text):
        whole = _without(position.condition, evidence.start, evidence.end, text)
        return without_dateline(_LEADING.sub("", one_line(whole)))
    if cue is None or (issue is not None and issue.start < cue.end):
        return _issue_or_evidence(position, text)
    return _after_cue(position, cue, text) or _issue_or_evidence(position, text)


def _after_cue(position: Position, cue: Span, text: str) -> str | None:
    """Return the words after the cue, without its preposition; None where they say nothing."""
    start = cue.end - 2 if cue.text.lower().endswith(" to") else cue.end
    after = one_line(_without(position.condition, start, position.evidence.end, text))
    after = _LEADING_TIME.sub("", _LEADING.sub("", after))
    after = _without_additions(after, position)
    least = 2
    if position.type in _OBJECT_OF:
        after = _LEADING_OF.sub("", after)
    elif _OF_AN_AMOUNT.match(after):
        after, least = _OF_AN_AMOUNT.sub("", after), 1
    elif _GOES_WITH_A_NOUN.match(after) or _is_commitment(cue.text, after):
        after = f"{one_line(cue.text)} {after}"
    elif _LEADING_FOR.match(after):
        after, least = _LEADING_FOR.sub("", after), 1
    return None if len(after.split()) < least or _says_nothing(after) else after


def _is_commitment(cue: str, after: str) -> bool:
    """Tell whether the cue and "to" belong together: "is committed to peace"."""
    return after.startswith("to ") and re.search(r"committed|dedicated", cue, re.I) is not None


def _without_additions(after: str, position: Position) -> str:
    """Return the words up to what the writer adds, or up to where the sentence goes on."""
    issue = one_line(position.issue_span.text) if position.issue_span else ""
    start = re.match(rf"for\s+(?:\w+\s+)?{re.escape(issue)}", after, re.IGNORECASE)
    if issue and start is not None and _GOES_ON.match(after, start.end()):
        return start.group()
    added = _ADDED.search(after)
    if added is None or _is_within_marks(after, added.start()):
        return after
    return after[: added.start()]


def _is_within_marks(words: str, index: int) -> bool:
    before = words[:index]
    return (
        before.count("(") > before.count(")")
        or before.count("“") > before.count("”")
        or before.count('"') % 2 == 1
    )


def _says_nothing(words: str) -> bool:
    return all(word in _SAYS_NOTHING for word in words.lower().split())


def _tells(words: str) -> bool:
    """Tell whether words say enough by themselves: a name, or more than one bare word."""
    return not _says_nothing(words) and (len(words.split()) > 1 or not words.islower())


def _issue_or_evidence(position: Position, text: str) -> str:
    """Return the words of the issue if they tell what it is, else the whole evidence."""
    issue, cue = position.issue_span, position.cue
    if issue is None or not _tells(issue.text) or (cue and issue.text in cue.text):
        return one_line(without_dateline(position.evidence.text))
    before = _DETERMINER.search(text[max(0, issue.start - 10) : issue.start])
    return one_line((before.group() if before else "") + issue.text)


def _without(condition: Span | None, start: int, end: int, text: str) -> str:
    if condition is None or condition.end <= start or condition.start >= end:
        return text[start:end]
    before, after = text[start : max(start, condition.start)], text[condition.end : end]
    return before if len(before.split()) >= 2 else after
