"""Meetings of a negotiation: found, merged, dated and put in order.

The way from a parsed text to :class:`analysis.model.Meeting` records:

=============  ====================================================================
module         idea
=============  ====================================================================
lexicon        the words of meeting: nouns, verbs, what they do to a meeting
places         where: a gazetteer of cities and venues, place names in the text
days           calendar intervals, TIMEX3 values read, EDTF written
modality       whether a verb says that something happened, happens, or is to come
mentions       what one place in the text says of a meeting
finding        each such place, by its noun (nouns), verb (verbs) or pronoun (anaphors)
events         what is said to happen to the meeting, and the status that gives it
slots          what belongs to a mention (ownership): when (whenabouts), where (whereabouts), gaps
participants   who met whom
merging        which mentions speak of one meeting
solver         dates from all constraints together; contradictions kept
ordering       which meeting preceded which
consistency    order and gaps against dates; disagreements kept
derivation     how a date was reached, in words
records        status, formats, wording and dates of a meeting in one record
build          all of the above, in order
=============  ====================================================================
"""

from __future__ import annotations

from analysis.annotate.encounters.build import find_meetings

__all__ = ["find_meetings"]
