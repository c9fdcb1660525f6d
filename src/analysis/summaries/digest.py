"""What all sentences, tables and charts of a report share, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from analysis.model import Annotation
from analysis.reconcile import Identities, SharedMeeting, identify, share_meetings
from analysis.summaries.confident import confident
from analysis.summaries.names import Naming, name_actors
from analysis.summaries.parties import ordered_sides, side_names
from analysis.summaries.prose import Piece, Prose
from analysis.summaries.references import Evidence, number_evidence
from analysis.summaries.rows import Row, Tables, rows
from analysis.summaries.statements import Statement, statements


class Source(Tables, Protocol):
    """Annotations with their tables; a dossier is one."""

    @property
    def annotations(self) -> Sequence[Annotation]: ...


@dataclass(frozen=True)
class Digest:
    """Annotations and tables, with evidence numbers, names, and positions as sentences.

    ``left_out`` counts the positions and meetings below ``minimum_confidence``.
    """

    source: Source
    annotations: tuple[Annotation, ...]
    evidence: Evidence
    naming: Naming
    statements: tuple[Statement, ...]
    minimum_confidence: float = 0.0
    left_out: tuple[int, int] = (0, 0)

    @cached_property
    def actors(self) -> list[Row]:
        """The rows of the table of actors."""
        return rows(self.source.actors)

    @cached_property
    def attributions(self) -> list[Row]:
        """The rows of the table of attributions."""
        return rows(self.source.attributions)

    @cached_property
    def meetings(self) -> list[Row]:
        """The rows of the table of meetings."""
        return rows(self.source.meetings)

    @cached_property
    def time_expressions(self) -> list[Row]:
        """The rows of the table of time expressions."""
        return rows(self.source.time_expressions)

    @cached_property
    def members(self) -> dict[tuple[str, str], str]:
        """The name of the side of each actor, by article and id, for those on a side."""
        return side_names(self.actors, self.identities)

    @cached_property
    def sides(self) -> tuple[str, ...]:
        """The names of the sides, in text order."""
        return ordered_sides(self.members)

    @cached_property
    def identities(self) -> Identities:
        """The actors, recognised across articles."""
        return identify(self.annotations)

    def called(self, article: str, actor: str | None) -> str | None:
        """Return the name of an actor, the same in all articles; None if there is none."""
        key = self.identities.key(article, actor)
        return None if key is None else self.identities.name(key)

    @cached_property
    def shared_meetings(self) -> list[SharedMeeting]:
        """The meetings, recognised across articles, in order of time."""
        return share_meetings(self.annotations, self.identities)

    def paragraph(self, article: str, number: int, *, bare: bool = False) -> Prose:
        """Return "paragraph 3", or the `bare` "3", leading to it; nothing for number 0.

        Of several articles, it says which: "paragraph 3 of article 2".
        """
        if not number:
            return Prose()
        order = [annotation.article.id for annotation in self.annotations]
        place = order.index(article) + 1
        target = f"par{place}-{number}" if self.several else f"par{number}"
        words = str(number) if bare else f"paragraph\u00a0{number}"
        if self.several and not bare:
            words += f" of article\u00a0{order.index(article) + 1}"
        if self.several and not bare:
            words += f" of article\u00a0{place}"
        return Prose((Piece(words, "place", target),))

    @property
    def several(self) -> bool:
        """True when the report covers more than one article."""
        return len(self.annotations) > 1

    @property
    def negotiation(self) -> bool:
        """True when a meeting or a position was found: there is something to brief on."""
        return len(self.source.meetings) > 0 or len(self.source.positions) > 0


def digest(source: Source, *, minimum_confidence: float = 0.0) -> Digest:
    """Prepare the annotations and tables of `source` for sentences, tables and charts.

    Parameters
    ----------
    source
        A dossier.
    minimum_confidence
        From 0 to 1; positions and meetings below it are left out, and the report says how many.

    Raises
    ------
    ParameterError
        If `minimum_confidence` is not between 0 and 1.
    """
    left_out = (0, 0)
    if minimum_confidence:
        sure = confident(source.annotations, minimum_confidence)
        source, left_out = sure, sure.left_out
    annotations = tuple(source.annotations)
    evidence = number_evidence(annotations)
    naming = name_actors(annotations)
    said = statements(
        annotations, source.positions, source.attributions, source.actors, evidence, naming
    )
    return Digest(source, annotations, evidence, naming, tuple(said), minimum_confidence, left_out)
