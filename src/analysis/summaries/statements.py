"""Positions as sentences and as cells of a table, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.model import Annotation, Position, Span
from analysis.summaries.names import Naming
from analysis.summaries.prose import Prose, as_prose, listed, one_line, quote, refs, sentence
from analysis.summaries.references import Evidence
from analysis.summaries.rows import Row, rows

LONGEST_WORDS = 160

# Type: (singular, plural, after "does not"/"do not").
_VERBS: dict[str, tuple[str, str, str]] = {
    "demand": ("demands", "demand", "demand"),
    "offer": ("offers", "offer", "offer"),
    "accept": ("accepts", "accept", "accept"),
    "reject": ("rejects", "reject", "reject"),
    "threaten": ("threatens", "threaten", "threaten"),
    "promise": ("promises", "promise", "promise"),
    "appeal": ("appeals", "appeal", "appeal"),
    "criticise": ("criticises", "criticise", "criticise"),
    "support": ("supports", "support", "support"),
    "expect": ("hopes or expects", "hope or expect", "expect"),
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
_LEADING_OF = re.compile(r"^(?:of|to|against|for)\s+(?!\w+ing\b)", re.IGNORECASE)
_OBJECT_OF = {"reject", "accept", "criticise", "support"}
_LEADING_FOR = re.compile(r"^for\s+", re.IGNORECASE)
# After these the cue is a noun whose phrase goes on: "offer from the council", "threat of force".
_GOES_WITH_A_NOUN = re.compile(r"(?:of|from|by|between)\s", re.IGNORECASE)
_SAYS_NOTHING = {
    "it", "this", "that", "these", "those", "them", "one", "ones", "so", "such", "they", "which",
}  # fmt: skip
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
    writer; ``numbers`` lead to the words.
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
        singular, plural, bare = _VERBS[self.type]
        if self.negated:
            return f"{'do' if self.plural else 'does'} not {bare}"
        return plural if self.plural else singular

    def claim(self) -> str:
        """Return holder and verb: "Iran demands", "refusal, by whom was not identified"."""
        if self.holder is not None:
            return f"{self.holder} {self.verb()}"
        noun = _NOUNS[self.type].lower()
        return f"{f'denied {noun}' if self.negated else noun}, by whom was not identified"

    def said(self) -> Prose:
        """Return the position as a sentence, with its condition, its source and its evidence."""
        start = as_prose(self.claim())
        if self.holder is None:
            words = quote(self.row["evidence"], LONGEST_WORDS)
            return sentence(start + ": " + words + self.qualified(condition=False))
        if self.recipients:
            start = start + " (to " + listed(self.recipients) + ")"
        return sentence(start + ": " + quote(self.words, LONGEST_WORDS) + self.qualified())

    def cell(self, holder: str | None = None, lead: str = "") -> Prose:
        """Return the position as one entry of a table's cell.

        Parameters
        ----------
        holder
            Who holds it, when that is not plain from the row of the table.
        lead
            Words before the quotation, such as "does not offer:".
        """
        start = as_prose(f"{lead} " if lead else "") + quote(self.words, LONGEST_WORDS)
        if holder:
            start = start + f" ({holder})"
        return start + self.qualified()

    def qualified(self, *, condition: bool = True) -> Prose:
        """Return condition, source and evidence, as they follow the words."""
        tail = Prose()
        if self.condition and condition:
            tail = " (condition: " + quote(self.condition, LONGEST_WORDS) + ")"
        if self.reporter:
            tail = tail + f", according to {self.reporter}"
        return tail + refs(self.numbers)


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
    result = []
    for row in rows(positions):
        annotation, position = found[row["article"], row["position"]]
        article, holder = row["article"], row["actor"]
        source = sources.get((article, row["attribution"]))
        speaker = source["actor"] if source else None
        reporter, unnamed = None, False
        if source is not None and (speaker is None or speaker != holder):
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
            )
        )
    return result


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
        return one_line(evidence.text)
    names_it = _NAMES_ITS_TYPE.get(position.type)
    if cue is not None and names_it is not None and not names_it.search(cue.text):
        return one_line(_without(position.condition, evidence.start, evidence.end, text))
    if cue is None or (issue is not None and issue.start < cue.end):
        return _issue_or_evidence(position)
    after = _LEADING.sub("", one_line(_without(position.condition, cue.end, evidence.end, text)))
    if position.type in _OBJECT_OF:
        after = _LEADING_OF.sub("", after)
    elif _GOES_WITH_A_NOUN.match(after):
        after = f"{one_line(cue.text)} {after}"
    else:
        after = _LEADING_FOR.sub("", after)
    if len(after.split()) < 2 or _says_nothing(after):
        return _issue_or_evidence(position)
    return after


def _says_nothing(words: str) -> bool:
    return all(word in _SAYS_NOTHING for word in words.lower().split())


def _tells(words: str) -> bool:
    """Tell whether words say enough by themselves: a name, or more than one bare word."""
    return not _says_nothing(words) and (len(words.split()) > 1 or not words.islower())


def _issue_or_evidence(position: Position) -> str:
    """Return the words of the issue if they tell what it is, else the whole evidence."""
    issue, cue = position.issue_span, position.cue
    if issue is None or not _tells(issue.text) or (cue and issue.text in cue.text):
        return one_line(position.evidence.text)
    return one_line(issue.text)


def _without(condition: Span | None, start: int, end: int, text: str) -> str:
    if condition is None or condition.end <= start or condition.start >= end:
        return text[start:end]
    before, after = text[start : max(start, condition.start)], text[condition.end : end]
    return before if len(before.split()) >= 2 else after
