"""Is there a negotiation in this text? If not, nobody holds a position in one and nobody meets.

A burglar demands a safe's contents, a maker of motors offers motors, a team meets another. Stories
of crime, business and sport use the verbs of negotiation, but hardly its nouns: talks, mediators,
treaties, sanctions, strikes. Where a whole article has too few of those, its positions and meetings
are left out and the annotation says so, rather than fill a briefing with inventions.

Some nouns are of negotiation alone ("ceasefire"), some of much else too ("deal", "summit"): two of
the first kind are needed, or one and one of the second, or four of the second. More are needed of
texts whose kind is plain from other words: a match report names talks about a contract, a thriller
has its hostages, and a diary, a job advertisement or a sermon speaks of "I", "we" and "you". Where
signs are few and nobody holds any of the positions found, there is no negotiation either; where
states meet, there is one whatever it is called.
"""

from __future__ import annotations

import re

from analysis.model import Annotation

# A sentence or two can be part of a negotiation without naming it.
LEAST_WORDS = 50
# Different signs that texts of these kinds need: of sport, of fiction, and in the first person.
OF_SPORT, OF_FICTION, OF_PERSONAL = 3, 6, 4
# Different words that make a text one of sport or of fiction.
_KIND_WORDS = 4
_PERSONAL_SHARE, _PERSONAL_LEAST = 0.02, 4

_SIGNS = re.compile(
    r"""\b(?:
      (?:re)?negotiat\w+ | talks | bargain(?:ing|ed) | haggl\w+ | mediat\w+ | arbitrat\w+ | brokered
    | cease-?fires? | truces? | armistice | hostilities | hostages? | (?:prisoner|captive)s?
    | treat(?:y|ies) | accords? | pacts? | memorandum
    | compromis\w+ | concessions? | counter-?(?:offer|proposal)s? | ultimatums?
    | diploma(?:t|ts|cy|tic|tically) | envoys? | delegat(?:ion|ions|es?) | bilateral
    | multilateral | sanctions | tariffs? | quotas? | embargo\w* | blockades?
    | strik(?:es?|ing|ers) | walk-?outs? | lock-?outs? | (?:wage|pay)\ (?=\w)
    | coalitions? | mergers? | takeovers? | buy-?outs? | (?:bids?|bidders?)\ (?:for|to) | suitors?
    | stand-?offs? | deadlock\w* | impasse
    | stalemate\w* | veto\w* | ratif\w+ | signator(?:y|ies) | withdrawals?
    | rounds?\ of\ (?:talks|negotiations|meetings) | breakthroughs? | rapprochement | bondholders?
    | creditors?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WEAK_SIGNS = re.compile(
    r"""\b(?:
      agreements? | (?<!great\ )(?<!good\ )deals? | settlements? | proposals? | summits? | disputes?
    | resolutions? | peace | reconcil\w+ | unions? | contracts? | offers? | demands?
    | bids? | rounds? | sides | subsidies
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPORT = re.compile(
    r"\b(?:referees?|penalt(?:y|ies)|goals?|half-?time|midfield\w*|strikers?|headers?|coach\w*"
    r"|match(?:es)?|scor(?:ed|ing|er)|season|cup|league|innings|wickets?|kick-?off|winger|defenders?"
    r"|stadium|derby|tournament|championship)\b",
    re.IGNORECASE,
)
_FICTION = re.compile(
    r"\b(?:thrillers?|novels?|plots?|scenes?|second act|dialogues?|credits|cast|played by|sequel"
    r"|title role|cinemas?|reviews?|protagonist|heroine|chapters?|fictional|director|audience"
    r"|opens in cinemas)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:I|us|(?i:we|you|my|our|your|me|ourselves|yourself))\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’(?!\w)")
_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_ENOUGH = 2
# Letters by which two signs are one: "negotiators", "negotiating".
_STEM = 5
NO_NEGOTIATION = (
    "The text shows no sign of a negotiation (too few words such as talks, deal, mediator, "
    "treaty, sanctions or strike), so no positions and no meetings were taken from it."
)


def tells_of_a_negotiation(text: str) -> bool:
    """Tell whether `text` has enough words of negotiation for its kind, or is too short to tell."""
    if len(_WORD.findall(text)) < LEAST_WORDS:
        return True
    signs, weak = _different(_SIGNS, text), _different(_WEAK_SIGNS, text)
    if _different(_FICTION, text) >= _KIND_WORDS:
        return signs >= OF_FICTION
    if _is_personal(text):
        return signs >= OF_PERSONAL
    if _different(_SPORT, text) >= _KIND_WORDS:
        return signs >= OF_SPORT
    return signs >= _ENOUGH or (signs == 1 and weak >= 1) or weak >= _KIND_WORDS


def without_inventions(annotation: Annotation) -> Annotation:
    """Return the annotation; without positions and meetings where nothing is negotiated."""
    if not (annotation.positions or annotation.meetings):
        return annotation
    text = annotation.article.text
    told = tells_of_a_negotiation(text) or _states_meet(annotation)
    if told and not _is_a_list(annotation) and not _is_nobodys(annotation):
        return annotation
    notes = (*annotation.notes, NO_NEGOTIATION)
    return annotation.model_copy(update={"positions": (), "meetings": (), "notes": notes})


def _states_meet(annotation: Annotation) -> bool:
    """Tell whether two states, or blocs of them, meet; off the field, that is to negotiate."""
    if _different(_SPORT, annotation.article.text) >= _KIND_WORDS:
        return False
    states = {actor.id for actor in annotation.actors if actor.kind in ("state", "group")}
    return any(len(states.intersection(one.participants)) > 1 for one in annotation.meetings)


def _is_nobodys(annotation: Annotation) -> bool:
    """Tell whether signs are few, nobody meets, and no position has a holder."""
    return (
        not annotation.meetings
        and not any(position.actor for position in annotation.positions)
        and len(_WORD.findall(annotation.article.text)) >= LEAST_WORDS
        and _different(_SIGNS, annotation.article.text) < _ENOUGH
    )


def _different(pattern: re.Pattern[str], text: str) -> int:
    return len({match.group().casefold()[:_STEM] for match in pattern.finditer(text)})


def _is_personal(text: str) -> bool:
    """Tell whether the writer says "I", "we" or "you", outside quotation marks, again and again."""
    own = _QUOTED.sub(" ", text)
    number = len(_PERSONAL.findall(own))
    words = len(_WORD.findall(own))
    return number >= _PERSONAL_LEAST and number / max(words, 1) >= _PERSONAL_SHARE


def _is_a_list(annotation: Annotation) -> bool:
    """Tell whether more than half of the words stand in items of a list."""
    article = annotation.article
    kinds: dict[bool, int] = {True: 0, False: 0}
    for paragraph in article.paragraphs:
        words = len(_WORD.findall(article.text[paragraph.start : paragraph.end]))
        kinds[paragraph.kind == "list item"] += words
    return kinds[True] > kinds[False]
