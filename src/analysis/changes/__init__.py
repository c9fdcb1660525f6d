"""What changed between two reports on one negotiation, compared by meaning.

``compare(previous, current)`` takes the annotations of two runs; ``sentences`` says the changes in
words. Nothing here compares texts: an actor is the same by who it is, a position by its holder,
matter and direction, a meeting by where, when and between whom it is.
"""

from analysis.changes.compare import compare
from analysis.changes.files import read_annotations
from analysis.changes.model import (
    ActorChange,
    ArticleChange,
    Changes,
    MeetingChange,
    PositionChange,
    Words,
)
from analysis.changes.section import section_html
from analysis.changes.wording import headline, sentences

__all__ = [
    "ActorChange",
    "ArticleChange",
    "Changes",
    "MeetingChange",
    "PositionChange",
    "Words",
    "compare",
    "headline",
    "read_annotations",
    "section_html",
    "sentences",
]
