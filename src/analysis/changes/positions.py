"""Positions of two runs: which are new, which changed, which are no longer reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.changes.model import PositionChange
from analysis.changes.places import words_of
from analysis.changes.runs import Run
from analysis.dossier import Dossier
from analysis.model import Annotation, Position
from analysis.reconcile.positions import same_matter
from analysis.summaries import digest

_AGREEING = {"accept", "offer", "promise", "support"}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Held:
    """One position of one run, with who holds it and the sentence that says it."""

    annotation: Annotation
    position: Position
    holder: str | None
    name: str | None
    sentence: str

    @property
    def direction(self) -> tuple[str, bool]:
        """What its holder does."""
        return self.position.type, self.position.negated

    @property
    def agrees(self) -> bool | None:
        """True for yes to the matter, False for no, None for neither."""
        if self.position.type == "reject":
            return self.position.negated
        if self.position.type in _AGREEING:
            return not self.position.negated
        return None

    @property
    def figures(self) -> frozenset[str]:
        """The numbers in its words."""
        return frozenset(_FIGURE.findall(self.position.evidence.text))

    def same_words(self, other: Held) -> bool:
        """True if both rest on the same words of the same article."""
        return (
            self.annotation.article.id == other.annotation.article.id
            and self.position.evidence.text == other.position.evidence.text
        )

    def same_matter(self, other: Held) -> bool:
        """True if one actor holds both, on one matter."""
        if self.same_words(other):
            return True
        if self.holder is None or self.holder != other.holder:
            return False
        return same_matter(self.position.issue or "", other.position.issue or "") or same_matter(
            _issue_words(self.position), _issue_words(other.position)
        )

    def turned_from(self, other: Held) -> bool:
        """True if this is another stand on the matter of the other: yes for no, or other figures.

        The same words read anew are no change of mind.
        """
        if self.same_words(other):
            return False
        stands = {self.agrees, other.agrees}
        if stands == {True, False}:
            return True
        if self.position.type != other.position.type:
            return False
        return self.position.negated != other.position.negated or (
            bool(self.figures and other.figures) and not self.figures & other.figures
        )


def _issue_words(position: Position) -> str:
    return position.issue_span.text if position.issue_span else ""


def position_changes(before: Run, after: Run) -> Iterator[PositionChange]:
    """Yield what is new or changed, in the order of the articles; then what is gone."""
    old, new = list(_held(before)), list(_held(after))
    said: list[Held] = []
    replaced: list[Held] = []
    for one in new:
        matching = [other for other in old if one.same_matter(other)]
        same = [other for other in matching if one.direction == other.direction]
        turned = [other for other in matching if one.turned_from(other)]
        if any(not one.turned_from(other) for other in same) or _is_said(one, said):
            continue
        said.append(one)
        if turned:
            replaced.append(turned[-1])
            yield _change("changed", one, turned[-1])
        else:
            yield _change("new", one)
    yield from _gone(old, new, replaced, after)


def _is_said(one: Held, said: Sequence[Held]) -> bool:
    """True if a position like this one was given already: one change, told by several articles."""
    return any(
        one.direction == other.direction and one.same_matter(other) and not one.turned_from(other)
        for other in said
    )


def _gone(
    old: Sequence[Held], new: Sequence[Held], replaced: Sequence[Held], after: Run
) -> Iterator[PositionChange]:
    for one in old:
        if one in replaced or any(
            one.direction == other.direction and one.same_matter(other) for other in new
        ):
            continue
        article = one.annotation.article
        now = after.articles.get(article.id)
        if now is None:
            why = "its article is no longer part of the report"
        elif one.position.evidence.text not in now.article.text:
            why = "its words are no longer in the article"
        else:
            why = "the article is read differently now"
        yield _change("gone", one, why=why)


def _held(run: Run) -> Iterator[Held]:
    """Yield the positions of a run, with their sentences as the reports have them."""
    made = digest(Dossier(run.annotations))
    sentences = {
        (one.row["article"], one.row["position"]): one.said().plain() for one in made.statements
    }
    for annotation in run.annotations:
        article = annotation.article.id
        names = {actor.id: actor.name for actor in annotation.actors}
        for position in annotation.positions:
            yield Held(
                annotation,
                position,
                run.key(article, position.actor),
                names.get(position.actor or ""),
                _without_numbers(sentences[article, position.id]),
            )


def _without_numbers(sentence: str) -> str:
    """Return a sentence without its numbers of evidence, which count within one report only."""
    return re.sub(r"\s*\[\d+(?:,\s*\d+)*\]", "", sentence)


def _change(change: str, one: Held, other: Held | None = None, why: str = "") -> PositionChange:
    position = one.position
    return PositionChange.model_validate(
        {
            "change": change,
            "holder": one.name,
            "type": position.type,
            "negated": position.negated,
            "issue": position.issue,
            "condition": position.condition.text if position.condition else None,
            "sentence": one.sentence,
            "words": words_of(one.annotation.article, position.evidence),
            "before_type": other.position.type if other else None,
            "before_negated": other.position.negated if other else False,
            "before": words_of(other.annotation.article, other.position.evidence)
            if other
            else None,
            "why": why,
        }
    )
