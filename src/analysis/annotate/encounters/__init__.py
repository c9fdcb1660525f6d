"""Meetings of a negotiation: found, merged, dated and put in order.

The way from a parsed text to :class:`analysis.model.Meeting` records:

=============  ====================================================================
module         idea
=============  ====================================================================
lexicon        the words of meeting: nouns, verbs, what they do to a meeting
places         where: a gazetteer of cities and venues, place names in the text
days           calendar intervals, TIMEX3 values read, EDTF written
modality       whether a verb says that something happened, happens, or is to come
mentions       each place in the text that speaks of a meeting, with what it says
slots          dates, places and participants that belong to a mention
merging        which mentions speak of one meeting
solver         dates from all constraints together; contradictions kept
ordering       which meeting preceded which
derivation     how a date was reached, in words
build          all of the above, in order
=============  ====================================================================
"""

from __future__ import annotations

from analysis.annotate.encounters.build import find_meetings

__all__ = ["find_meetings"]
