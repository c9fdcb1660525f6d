"""Hand-built dossiers: articles with annotations placed by searching for their words."""

from __future__ import annotations

import re
from typing import Any

from analysis.dossier import Dossier
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    Meeting,
    Paragraph,
    Position,
    SentenceSpan,
    Span,
    TimeExpression,
    text_sha256,
)


def article(text: str, **facts: Any) -> Article:
    """An article whose paragraphs are the lines of `text`."""
    paragraphs = tuple(
        Paragraph(start=match.start(), end=match.end()) for match in re.finditer(r"[^\n]+", text)
    )
    facts = {"id": "made", "title": "Made up", "published": "2031-04-10"} | facts
    return Article(text=text, paragraphs=paragraphs, sha256=text_sha256(text), **facts)


class Builder:
    """Builds an annotation of `text`; spans are given by their words."""

    def __init__(self, text: str, **facts: Any) -> None:
        self.article = article(text, **facts)
        self.actors: list[Actor] = []
        self.attributions: list[Attribution] = []
        self.positions: list[Position] = []
        self.meetings: list[Meeting] = []
        self.times: list[TimeExpression] = []
        self.notes: tuple[str, ...] = ()

    def span(self, words: str, after: int = 0) -> Span:
        start = self.article.text.index(words, after)
        return self.article.span(start, start + len(words))

    def actor(
        self, name: str, kind: str = "state", mention: str | None = None, **facts: Any
    ) -> str:
        words = mention or name
        mentions = tuple(
            self.article.span(match.start(), match.end())
            for match in re.finditer(re.escape(words), self.article.text)
        )
        identity = f"a{len(self.actors) + 1}"
        facts = {"mentions": mentions, "key": f"{kind}:{name}"} | facts
        self.actors.append(Actor(id=identity, name=name, kind=kind, **facts))
        return identity

    def says(
        self, actor: str | None, source: str | None, cue: str | None, *content: str, **facts: Any
    ) -> str:
        identity = f"q{len(self.attributions) + 1}"
        facts = {"kind": "indirect"} | facts
        self.attributions.append(
            Attribution(
                id=identity,
                actor=actor,
                source=self.span(source) if source else None,
                cue=self.span(cue) if cue else None,
                content=tuple(self.span(words) for words in content),
                **facts,
            )
        )
        return identity

    def position(
        self,
        actor: str | None,
        kind: str,
        evidence: str,
        cue: str | None = None,
        issue: str | None = None,
        condition: str | None = None,
        **facts: Any,
    ) -> str:
        identity = f"p{len(self.positions) + 1}"
        whole = self.span(evidence)
        facts = {"issue": issue} | facts
        self.positions.append(
            Position(
                id=identity,
                actor=actor,
                type=kind,
                evidence=whole,
                cue=self.span(cue, whole.start) if cue else None,
                issue_span=self.span(issue, whole.start) if issue else None,
                condition=self.span(condition, whole.start) if condition else None,
                **facts,
            )
        )
        return identity

    def meeting(self, *evidence: str, **facts: Any) -> str:
        identity = f"m{len(self.meetings) + 1}"
        facts = {"status": "held", "derivation": "as given"} | facts
        self.meetings.append(
            Meeting(id=identity, evidence=tuple(self.span(words) for words in evidence), **facts)
        )
        return identity

    def time(self, words: str, value: str, kind: str = "DATE", **facts: Any) -> str:
        identity = f"t{len(self.times) + 1}"
        span = self.span(words)
        facts = {"derivation": f"“{words}” is {value}"} | facts
        self.times.append(
            TimeExpression(
                id=identity,
                start=span.start,
                end=span.end,
                text=words,
                type=kind,
                value=value,
                **facts,
            )
        )
        return identity

    def annotation(self) -> Annotation:
        sentences = tuple(
            SentenceSpan(start=paragraph.start, end=paragraph.end)
            for paragraph in self.article.paragraphs
        )
        return Annotation(
            article=self.article,
            actors=tuple(self.actors),
            attributions=tuple(self.attributions),
            positions=tuple(self.positions),
            meetings=tuple(self.meetings),
            time_expressions=tuple(self.times),
            sentences=sentences,
            notes=self.notes,
        )

    def dossier(self) -> Dossier:
        return Dossier([self.annotation()])


FISHERY = """\
Negotiators for Norrland and the Sund Islands met on Tuesday in Vik, the first talks since March.
Norrland is demanding a herring quota of 60,000 tonnes. "We will close our ports unless the quota is raised," said Fisheries Minister Ada Holm.
The Sund Islands offered 45,000 tonnes and rejected any access to inner waters.
A Sund official who asked not to be named said a second round would open in Osby on 17 April.
The Seafarers' Union urged both governments to extend last year's deal.
Bo Lind, who mediates for the Nordic Council, said he hoped for a settlement before summer."""


def fishery() -> Builder:
    """A dossier with two sides, a mediator, a union, two meetings and one of unknown date."""
    made = Builder(FISHERY, publisher="The Coast", published_basis="dateline")
    norrland = made.actor("Norrland", role="party", side="a1")
    sund = made.actor("Sund Islands", role="party", side="a2")
    holm = made.actor(
        "Ada Holm", "person", side=norrland, office="Fisheries Minister", speaks_for=norrland
    )
    official = made.actor("Sund official", "role", "A Sund official", named=False, side=sund)
    union = made.actor("Seafarers' Union", "organisation", role="third party")
    lind = made.actor("Bo Lind", "person", role="mediator", member_of=None)
    quoted = made.says(
        holm,
        "Fisheries Minister Ada Holm",
        "said",
        "We will close our ports unless the quota is raised",
        kind="direct",
    )
    second = made.says(
        official,
        "A Sund official who asked not to be named",
        "said",
        "a second round would open in Osby on 17 April",
    )
    hoped = made.says(lind, "Bo Lind", "said", "he hoped for a settlement before summer")
    made.position(
        norrland,
        "demand",
        "Norrland is demanding a herring quota of 60,000 tonnes",
        "demanding",
        "a herring quota",
    )
    made.position(
        norrland,
        "threaten",
        "We will close our ports unless the quota is raised",
        "close",
        "our ports",
        "unless the quota is raised",
        attribution=quoted,
    )
    made.position(
        sund, "offer", "The Sund Islands offered 45,000 tonnes", "offered", "45,000 tonnes"
    )
    made.position(
        sund,
        "reject",
        "rejected any access to inner waters",
        "rejected",
        "any access to inner waters",
    )
    made.position(
        union,
        "appeal",
        "urged both governments to extend last year's deal",
        "urged",
        "last year's deal",
        recipients=(norrland, sund),
    )
    made.position(
        lind,
        "expect",
        "hoped for a settlement before summer",
        "hoped",
        "a settlement",
        attribution=hoped,
        confidence=0.4,
    )
    made.meeting(
        "Negotiators for Norrland and the Sund Islands met on Tuesday in Vik",
        place="Vik",
        participants=(norrland, sund),
        start="2031-04-08",
        end="2031-04-08",
        date="2031-04-08",
        derivation="“Tuesday” in an article of 10 April 2031, past tense → 2031-04-08",
    )
    made.meeting(
        "a second round would open in Osby on 17 April",
        place="Osby",
        participants=(norrland, sund),
        start="2031-04-17",
        end="2031-04-17",
        date="2031-04-17",
        status="scheduled",
        name="second round",
        derivation="“17 April” after publication → 2031-04-17",
    )
    made.meeting(
        "the first talks since March",
        start="2031-03",
        end="2031-03",
        date="2031-03",
        before=("m1",),
    )
    assert second
    made.time("Tuesday", "2031-04-08")
    made.time("March", "2031-03")
    made.time("17 April", "2031-04-17")
    return made
