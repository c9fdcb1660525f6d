"""The same articles, with only the positions and meetings of which the program is sure enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.errors import ParameterError
from analysis.model import Annotation
from analysis.tables import TABLES


@dataclass(frozen=True)
class Confident:
    """Annotations without the positions and meetings below `minimum`, and their tables.

    ``left_out`` is how many positions and meetings are not there.
    """

    annotations: tuple[Annotation, ...]
    minimum: float
    left_out: tuple[int, int]

    @cached_property
    def actors(self) -> pd.DataFrame:
        """The table of actors."""
        return TABLES["actors"](self.annotations)

    @cached_property
    def attributions(self) -> pd.DataFrame:
        """The table of attributions."""
        return TABLES["attributions"](self.annotations)

    @cached_property
    def positions(self) -> pd.DataFrame:
        """The table of positions."""
        return TABLES["positions"](self.annotations)

    @cached_property
    def meetings(self) -> pd.DataFrame:
        """The table of meetings."""
        return TABLES["meetings"](self.annotations)

    @cached_property
    def time_expressions(self) -> pd.DataFrame:
        """The table of time expressions."""
        return TABLES["time_expressions"](self.annotations)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """The table of sentences."""
        return TABLES["sentences"](self.annotations)

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The table of articles."""
        return TABLES["articles"](self.annotations)


def confident(annotations: Sequence[Annotation], minimum: float) -> Confident:
    """Leave out the positions and meetings whose confidence is below `minimum`.

    Who is quoted stays as it is: a position without its source would look like the writer's own.

    Raises
    ------
    ParameterError
        If `minimum` is not between 0 and 1.
    """
    if not 0 <= minimum <= 1:
        raise ParameterError(
            "not a share", where="minimum_confidence", found=minimum, allowed="0 to 1"
        )
    kept = tuple(_kept(annotation, minimum) for annotation in annotations)
    lost = [
        sum(len(getattr(one, name)) for one in annotations)
        - sum(len(getattr(one, name)) for one in kept)
        for name in ("positions", "meetings")
    ]
    return Confident(kept, minimum, (lost[0], lost[1]))


def _kept(annotation: Annotation, minimum: float) -> Annotation:
    positions = tuple(one for one in annotation.positions if one.confidence >= minimum)
    meetings = [one for one in annotation.meetings if one.confidence >= minimum]
    ids = {one.id for one in meetings}
    linked = tuple(
        one.model_copy(update={"before": tuple(other for other in one.before if other in ids)})
        for one in meetings
    )
    return annotation.model_copy(update={"positions": positions, "meetings": linked})
