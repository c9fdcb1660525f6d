"""What a notebook's cells call: each function shows one thing of a report.

All take the digest of a dossier (:func:`analysis.summaries.digest`) and return a block that a
notebook shows as HTML or as plain text.
"""

from analysis.display.sections import (
    about_table,
    actor_table,
    also_named,
    annotated,
    at_a_glance,
    chronology_table,
    dates_read,
    differences,
    evidence_note,
    main_actors,
    meetings_read,
    method,
    others,
    position_table,
    provenance,
    side_table,
    sources,
    speaker_table,
    uncertain,
)

__all__ = [
    "about_table",
    "actor_table",
    "also_named",
    "annotated",
    "at_a_glance",
    "chronology_table",
    "dates_read",
    "differences",
    "evidence_note",
    "main_actors",
    "meetings_read",
    "method",
    "others",
    "position_table",
    "provenance",
    "side_table",
    "sources",
    "speaker_table",
    "uncertain",
]
