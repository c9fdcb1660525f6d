"""Several articles on one negotiation: what they have in common, and where they differ.

Actors, meetings and positions of different articles are recognised as the same where their words
allow it, and left apart where two readings are possible. What the articles say differently is kept
side by side, each with its article and words; nothing is decided between them. The order in which
the articles are given does not matter: they are read in the order of their publication.
"""

from analysis.reconcile.actors import Identities, identify
from analysis.reconcile.frames import (
    COLUMNS,
    FRAMES,
    offices_said,
    reconciled_actors,
    reconciled_meetings,
    reconciled_positions,
)
from analysis.reconcile.joining import Mention
from analysis.reconcile.meetings import Account, Difference, SharedMeeting, share_meetings
from analysis.reconcile.positions import SharedPosition, Stance, share_positions

__all__ = [
    "COLUMNS",
    "FRAMES",
    "Account",
    "Difference",
    "Identities",
    "Mention",
    "SharedMeeting",
    "SharedPosition",
    "Stance",
    "identify",
    "offices_said",
    "reconciled_actors",
    "reconciled_meetings",
    "reconciled_positions",
    "share_meetings",
    "share_positions",
]
