"""From the words for a holder to an actor, through quotations and the pronouns in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from analysis.annotate.stances.agents import FIRST_PLURAL, PERSONAL, is_first_person
from analysis.model import Actor, Attribution

_NEGATIVE = frozenset({"nobody", "none", "neither", "nothing"})
_SEVERAL = frozenset({"they", "we", "both"})


@dataclass
class Speakers:
    """Who speaks where in the article, and which actor each token belongs to."""

    doc: Doc
    mentions: Mapping[int, str]
    actors: Mapping[str, Actor]
    attributions: tuple[Attribution, ...]

    @classmethod
    def of(cls, doc: Doc) -> Speakers:
        """Read what the earlier components left on the document."""
        actors = {actor.id: actor for actor in doc._.actors or ()}
        return cls(
            doc=doc,
            mentions=_mention_index(doc) if actors else {},
            actors=actors,
            attributions=tuple(doc._.attributions or ()),
        )

    def known_tokens(self) -> frozenset[int]:
        """Return the tokens of actors that can take a stance whatever their noun is.

        An unnamed role is one only by its noun, which is for the grammar of stances to judge.
        """
        return frozenset(
            index for index, actor in self.mentions.items() if self.actors[actor].kind != "role"
        )

    def attribution_at(self, token: Token) -> Attribution | None:
        """Return the innermost attribution whose content holds `token`."""
        return self._innermost.get(token.i)

    @cached_property
    def _innermost(self) -> dict[int, Attribution]:
        """Token -> the attribution with the shortest content around it, of equals the first."""
        starts = [token.idx for token in self.doc]
        contents = [(span, one) for one in self.attributions for span in one.content]
        found: dict[int, Attribution] = {}
        for span, attribution in sorted(contents, key=lambda item: item[0].end - item[0].start):
            for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                found.setdefault(index, attribution)
        return found

    def actor_at(self, token: Token | None) -> str | None:
        """Return the actor that the mention around `token` names."""
        if token is None:
            return None
        return self.mentions.get(token.i)

    def speaker(self, attribution: Attribution | None) -> str | None:
        """Return who takes the stances of a quotation: the source, or whom it speaks for."""
        actor = self._actor(attribution)
        if actor is None:
            return None
        return actor.speaks_for or actor.id

    def side_of_speaker(self, attribution: Attribution | None) -> str | None:
        """Return whom the speaker means by "we": the side, or the body, that he belongs to."""
        actor = self._actor(attribution)
        if actor is None:
            return None
        return actor.speaks_for or actor.side or actor.member_of or actor.id

    def _actor(self, attribution: Attribution | None) -> Actor | None:
        if attribution is None or attribution.actor is None:
            return None
        return self.actors.get(attribution.actor)

    def is_speaker(self, token: Token, attribution: Attribution | None) -> bool:
        """Tell whether `token` stands for the source of the attribution."""
        if attribution is None:
            return False
        if is_first_person(token):
            return True
        actor = self.actor_at(token)
        if actor is not None and attribution.actor is not None:
            return actor in (attribution.actor, self.speaker(attribution))
        return token.lower_ in PERSONAL and token.lower_ != "you" and _is_first(token, attribution)

    def holder(self, token: Token | None, attribution: Attribution | None) -> str | None:
        """Return the actor that holds a stance.

        Parameters
        ----------
        token
            The word that names the holder, or None where it is who speaks.
        attribution
            The innermost attribution that the stance stands in.
        """
        if token is None or token.lower_ in _NEGATIVE:
            return self.speaker(attribution)
        if token.lower_ in FIRST_PLURAL and is_first_person(token):
            return self.side_of_speaker(attribution)
        if is_first_person(token):
            return self.speaker(attribution)
        if any(child.lower_ in FIRST_PLURAL for child in token.lefts if child.dep_ == "poss"):
            return self.side_of_speaker(attribution)
        if token.lower_ == "it" and attribution is not None and _is_first(token, attribution):
            named = self._actor(attribution)
            if named is not None and named.kind not in ("person", "role"):
                return named.id
        actor = self.actor_at(token)
        if actor is not None:
            return self._body(actor) if token.lower_ == "it" else actor
        if attribution is not None and self.is_speaker(token, attribution):
            speaker = self.speaker(attribution)
            return self._body(speaker) if token.lower_ == "it" and speaker else speaker
        found = self._subject_before(token) or self._body_in_phrase(token)
        if found is None and token.lower_ == "members" and attribution is not None:
            return self.side_of_speaker(attribution)
        return found

    def _subject_before(self, pronoun: Token) -> str | None:
        """ "They insist": the subject of the sentence before, if its number fits."""
        sentence = pronoun.sent
        if pronoun.lower_ not in ("they", "it") or pronoun.i != sentence.start or not pronoun.i:
            return None
        before = self.doc[sentence.start - 1].sent
        root = before.root
        subject = next((child for child in root.lefts if child.dep_ == "nsubj"), None)
        actor = self.actor_at(subject)
        if subject is None or actor is None or self.actors[actor].kind == "person":
            return None
        plural = subject.tag_ in ("NNS", "NNPS") or bool(subject.conjuncts)
        return actor if plural == (pronoun.lower_ == "they") else None

    def holders(self, token: Token | None, attribution: Attribution | None) -> list[str | None]:
        """Return all who hold a stance together ("France and Turkey", "both sides")."""
        if token is not None and _is_both_sides(token):
            parties = self._parties()
            if len(parties) == 2:
                return list(parties)
        found = [self.holder(token, attribution)]
        together = [*token.conjuncts] if token is not None else []
        if attribution is not None and found[0] in (attribution.actor, self.speaker(attribution)):
            together += self._named_with_the_source(token, attribution)
        for other in together:
            actor = self.actor_at(other)
            if actor is None or actor in found or (token is not None and other.i == token.i):
                continue
            if token is None or token.tag_ == "PRP" or other.i > token.i:
                found.append(actor)
        return found

    def _named_with_the_source(
        self, token: Token | None, attribution: Attribution
    ) -> Iterator[Token]:
        """Yield whom "they" means beside the first: "France and Turkey said that they would"."""
        if attribution.source is None or (token is not None and token.lower_ not in _SEVERAL):
            return
        source = self.doc.char_span(
            attribution.source.start, attribution.source.end, alignment_mode="expand"
        )
        if source is not None:
            for other in source.root.conjuncts:
                if source.start <= other.i < source.end:
                    yield other

    @cached_property
    def has_parties(self) -> bool:
        """Whether the article sets parties against each other, so that others stand outside."""
        return any(actor.role == "party" for actor in self.actors.values())

    def _parties(self) -> list[str]:
        return [
            actor.id
            for actor in self.actors.values()
            if actor.role == "party" and actor.side in (None, actor.id) and actor.kind != "person"
        ]

    def _body(self, actor_id: str) -> str:
        """ "It" is no person: the body that the person belongs to or speaks for."""
        actor = self.actors.get(actor_id)
        if actor is None or actor.kind not in ("person", "role"):
            return actor_id
        return actor.speaks_for or actor.member_of or actor.side or actor_id

    def _body_in_phrase(self, token: Token) -> str | None:
        for child in token.children:
            if child.dep_ in ("appos", "poss", "compound", "amod", "nmod"):
                found = self.actor_at(child)
                if found is not None and (child.dep_ == "appos" or token.pos_ == "NOUN"):
                    return found
        return None


def _is_both_sides(token: Token) -> bool:
    if token.lower_ == "both":
        return True
    if token.lemma_.lower() not in ("side", "party", "camp"):
        return False
    return any(child.lower_ in ("two", "both") for child in token.lefts)


def _is_first(token: Token, attribution: Attribution) -> bool:
    """A pronoun that opens what is said, right after the one who says it: "X said he hoped"."""
    first = min(span.start for span in attribution.content)
    if attribution.source is None or attribution.kind == "direct":
        return False
    return token.idx - first <= 8 and attribution.source.end <= first


def _mention_index(doc: Doc) -> Mapping[int, str]:
    from analysis.annotate import actors

    index = getattr(actors, "mention_index", None)
    return index(doc) if index is not None else {}
