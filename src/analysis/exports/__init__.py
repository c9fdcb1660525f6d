"""Annotations in the formats of the tools that users of Parley already have.

``export(annotations, format)`` returns the bytes of one file. Each format is one module, which says
where its fields are described and what of an annotation it cannot hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from analysis.errors import ParameterError
from analysis.model import Annotation

Writer = Callable[[Sequence[Annotation]], "Exported"]


@dataclass(frozen=True)
class Exported:
    """The file's bytes, and in words what the format could not hold."""

    content: bytes
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """One format: the ending of its files, and what it is good for."""

    suffix: str
    meaning: str


FORMATS: Mapping[str, Format] = {
    "graphml": Format(".graphml", "network of actors, for Gephi, Cytoscape, igraph"),
    "timelinejs": Format(".timeline.json", "dated meetings, for TimelineJS"),
    "icalendar": Format(".ics", "meetings known to the day, for calendars"),
    "plover": Format(".plover.jsonl", "positions and meetings as PLOVER events"),
    "dna": Format(".dna.csv", "statements, in the columns of Discourse Network Analyzer"),
}


def export(annotations: Sequence[Annotation], format: str) -> Exported:
    """Return annotations as a file of another tool.

    Parameters
    ----------
    annotations
        One or several; their order is kept.
    format
        A key of ``FORMATS``.

    Raises
    ------
    ParameterError
        If the format is unknown.
    """
    if format not in FORMATS:
        raise ParameterError("unknown format", where="--to", found=format, allowed=FORMATS)
    write: Writer = import_module(f"analysis.exports.{format}").write
    return write(tuple(annotations))
