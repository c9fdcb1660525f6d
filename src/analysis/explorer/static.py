"""What the explorer shows where it cannot be a widget: the annotated text, and tables under it."""

from __future__ import annotations

from analysis.display import actor_table, annotated, chronology_table, position_table
from analysis.summaries import Digest


def static_html(digest: Digest) -> str:
    """Return the annotated articles with tables of actors, positions and meetings, as HTML.

    The numbers in the tables lead to the words in the text. There is no script in it.
    """
    blocks = [annotated(digest), actor_table(digest)]
    if digest.negotiation:
        blocks += [position_table(digest), chronology_table(digest)]
    return "\n".join(block.html for block in blocks)
