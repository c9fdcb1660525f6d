"""Positions across articles: the same matter again, and stances that changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.model import Annotation, Position
from analysis.reconcile.actors import Identities, identify, in_publication_order

# Words that say nothing of a matter.
_EMPTY = {
    "a", "an", "the", "this", "that", "these", "those", "any", "all", "some", "no", "its", "his",
    "her", "their", "our", "your", "my", "of", "to", "in", "on", "at", "for", "from", "by",
    "with", "and", "or", "as", "is", "are", "be", "been", "it", "they", "he", "she", "we", "you",
    "new", "more",
}  # fmt: skip
# Share of the shorter label's words that two labels of one matter have in common.
_OVERLAP = 0.6
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# An amount with its unit: "8 percent", "600 million euros", "$2.2 billion".
_AMOUNT = re.compile(
    r"[$€£¥]?\d+(?:[.,]\d+)*(?:[ \u00a0-](?:thousand|million|billion|trillion))?"
    r"(?:[ \u00a0]?%|[ \u00a0-](?:percent|per cent|percentage points?|euros?|dollars?|pounds?|"
    r"crowns?|kron\w+|yen|yuan|rupees?|francs?|tonn?es?|tons?|barrels?|cubic metres?|hectares?|"
    r"kilometres?|km|hours?|days?|weeks?|months?|years?))?"
)
_AGREEING = {"accept", "offer", "promise", "support"}


@dataclass(frozen=True)
class Stance:
    """One position of one article."""

    article: str
    published: str | None
    position: Position

    @property
    def issue(self) -> str:
        """The label of its matter."""
        return self.position.issue or ""

    @property
    def words(self) -> str:
        """The words for its matter in this position."""
        span = self.position.issue_span
        return span.text if span is not None else ""

    @property
    def direction(self) -> str:
        """What its holder does, in a word or two: "reject", "not accept"."""
        return f"not {self.position.type}" if self.position.negated else self.position.type

    @property
    def agrees(self) -> bool | None:
        """True for yes to the matter, False for no, None for neither."""
        if self.position.type == "reject":
            return self.position.negated
        if self.position.type in _AGREEING:
            return not self.position.negated
        return None


@dataclass(frozen=True)
class SharedPosition:
    """What one actor holds on one matter, in the order of publication."""

    id: str
    actor: str | None
    stances: tuple[Stance, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that report it."""
        return tuple(dict.fromkeys(stance.article for stance in self.stances))

    @property
    def changed(self) -> bool:
        """True if articles report a yes and a no, a thing and its denial, or other numbers."""
        return len(self.articles) > 1 and any(
            _differs(one, other)
            for index, one in enumerate(self.stances)
            for other in self.stances[index + 1 :]
            if one.article != other.article
        )


def share_positions(
    annotations: Iterable[Annotation], identities: Identities | None = None
) -> list[SharedPosition]:
    """Group the positions that an actor holds on one matter, in all articles.

    Matters are the same if the longer label has most words of the shorter one; figures may
    differ, for they are what changes. Positions of one article are in one group only where another
    article joins them. Positions whose holder is not known or not named stay alone.

    Returns
    -------
    list of SharedPosition
        In the order of publication and text, with ids "s1", "s2", ...
    """
    ordered = in_publication_order(annotations)
    known = identities if identities is not None else identify(ordered)
    groups: list[tuple[str | None, list[Stance]]] = []
    for annotation in ordered:
        article = annotation.article
        before = list(groups)
        for position in annotation.positions:
            holder = known.key(article.id, position.actor)
            stance = Stance(article.id, article.published, position)
            for key, stances in before:
                if key is not None and key == holder and _same_matter(stances[0], stance):
                    stances.append(stance)
                    break
            else:
                groups.append((holder, [stance]))
    return [
        SharedPosition(f"s{number}", holder, tuple(stances))
        for number, (holder, stances) in enumerate(groups, start=1)
    ]


def _same_matter(one: Stance, other: Stance) -> bool:
    """Tell whether two stances are on one matter, by its labels or by the words of each."""
    return same_matter(one.issue, other.issue) or same_matter(one.words, other.words)


def same_matter(one: str, other: str) -> bool:
    """Tell whether two labels are of one matter: they share most of the shorter one's words.

    Amounts ("8 percent", "600 million euros") are what changes, and do not count. A label that is
    nothing but an amount is on the matter of any in the same unit.
    """
    first, second = _words(one), _words(other)
    if not first or not second:
        return bool(_units(one) & _units(other))
    return len(first & second) / min(len(first), len(second)) >= _OVERLAP


def _differs(one: Stance, other: Stance) -> bool:
    if one.agrees is not None and other.agrees is not None and one.agrees != other.agrees:
        return True
    if one.position.type != other.position.type:
        return False
    if one.position.negated != other.position.negated:
        return True
    figures = _figures(one.issue), _figures(other.issue)
    return all(figures) and not figures[0] & figures[1]


def _words(label: str) -> frozenset[str]:
    """Return the words of a label that say something, in lower case and without a plural's s."""
    words = (word.casefold() for word in _WORD.findall(_AMOUNT.sub(" ", label)))
    return frozenset(_singular(word) for word in words if word not in _EMPTY)


def _units(label: str) -> frozenset[str]:
    """Return the units of a label's amounts: "percent", "euro"."""
    found = (_WORD.findall(match.group()) for match in _AMOUNT.finditer(label))
    return frozenset(
        _singular(parts[-1].casefold()) for parts in found if parts and not parts[-1][0].isdigit()
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _figures(label: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(label) if word[0].isdigit())
