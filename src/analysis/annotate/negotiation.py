"""Is there a negotiation in this text? If not, nobody holds a position in one and nobody meets.

A burglar demands a safe's contents, a maker of motors offers motors, a team meets another. Stories
of crime, business and sport use the verbs of negotiation, but not its nouns: talks, deals,
mediators, treaties, sanctions, strikes. Where a whole article has fewer than two of those words,
its positions and meetings are left out and the annotation says so, rather than fill a briefing with
inventions. (The fewest in the project's own gold articles is five.)
"""

from __future__ import annotations

import re

from analysis.model import Annotation

LEAST_SIGNS = 2
# A sentence or two can be part of a negotiation without naming it.
LEAST_WORDS = 50

_SIGNS = re.compile(
    r"""\b(?:
      (?:re)?negotiat\w+ | talks | bargain(?:ing|ed) | haggl\w+ | mediat\w+ | arbitrat\w+ | brokered
    | cease-?fires? | truces? | armistice | hostilities | hostages? | (?:prisoner|captive)s?
    | treat(?:y|ies) | accords? | pacts? | agreements? | (?<!great\ )(?<!good\ )deals?
    | settlements? | memorandum
    | compromis\w+ | concessions? | proposals? | counter-?(?:offer|proposal)s? | ultimatums?
    | summits? | diploma(?:t|ts|cy|tic|tically) | envoys? | delegat(?:ion|ions|es?) | bilateral
    | multilateral | sanctions | tariffs? | quotas? | embargo\w* | blockades?
    | unions? | strik(?:es?|ing|ers) | walk-?outs? | lock-?outs? | (?:wage|pay|contract)\ (?=\w)
    | coalitions? | mergers? | takeovers? | disputes? | stand-?offs? | deadlock\w* | impasse
    | stalemate\w* | resolutions? | veto\w* | ratif\w+ | signator(?:y|ies) | withdrawals?
    | peace | rounds?\ of | breakthroughs? | rapprochement | reconcil\w+
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
NO_NEGOTIATION = (
    "The text shows no sign of a negotiation (fewer than two words such as talks, deal, mediator, "
    "treaty, sanctions or strike), so no positions and no meetings were taken from it."
)


def tells_of_a_negotiation(text: str) -> bool:
    """Tell whether `text` has at least two words of negotiation, or is too short to tell."""
    signs = _SIGNS.finditer(text)
    if next(signs, None) is not None and next(signs, None) is not None:
        return True
    return len(_WORD.findall(text)) < LEAST_WORDS


def without_inventions(annotation: Annotation) -> Annotation:
    """Return the annotation; without positions and meetings where nothing is negotiated."""
    if not (annotation.positions or annotation.meetings):
        return annotation
    if tells_of_a_negotiation(annotation.article.text):
        return annotation
    notes = (*annotation.notes, NO_NEGOTIATION)
    return annotation.model_copy(update={"positions": (), "meetings": (), "notes": notes})
