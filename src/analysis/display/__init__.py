"""What a notebook's cells call: each function shows one thing of a report.

All take the digest of a dossier (:func:`analysis.summaries.digest`) and return a block that a
notebook shows as HTML or as plain text.
"""

from analysis.display.actors import (
    about_table,
    actor_table,
    also_named,
    main_actors,
    speaker_table,
)
from analysis.display.chronology import (
    chronology_table,
    dates_read,
    differences,
    meetings_read,
    reading_note,
)
from analysis.display.closing import annotated, evidence_note, method, provenance
from analysis.display.corrections import corrections
from analysis.display.opening import at_a_glance, others, side_table, sources, uncertain
from analysis.display.positions import position_table

__all__ = [
    "about_table",
    "actor_table",
    "also_named",
    "annotated",
    "at_a_glance",
    "chronology_table",
    "corrections",
    "dates_read",
    "differences",
    "evidence_note",
    "main_actors",
    "meetings_read",
    "method",
    "others",
    "position_table",
    "provenance",
    "reading_note",
    "side_table",
    "sources",
    "speaker_table",
    "uncertain",
]
