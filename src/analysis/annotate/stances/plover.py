"""PLOVER event types and modes of positions.

Notes
-----
PLOVER (Political Language Ontology for Verifiable Event Records, Open Event Data Alliance;
Halterman et al. 2023, "PLOVER and POLECAT: A New Political Event Ontology and Dataset"). Modes are
those of its table of correspondence with CAMEO (2021): REQUEST and REJECT have assist, change,
yield and meet; THREATEN has relations, restrict, ban, political, expel, violence and territory;
ACCUSE has disapprove and allege. AGREE, CONCEDE and SUPPORT have none.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.annotate.stances.words import listed
from analysis.model import Plover, PloverType, PositionType
from analysis.reference.plover import EVENT_TYPES

_MEET = listed(
    "meet meeting talk talks negotiate negotiation negotiations dialogue discuss "
    "discussion summit mediate mediation mediator mediators settle settlement "
    "conference visit table peace"
)
_YIELD = listed(
    "release free lift ease lifting easing relax withdraw withdrawal pullout pull "
    "evacuate hand return halt stop end cease cease-fire ceasefire truce disarm "
    "disarmament dismantle suspend access inspector inspectors prisoner prisoners "
    "hostage hostages detainee detainees blockade embargo embargoes sanction "
    "sanctions curfew ban bans renounce surrender extradite lay strike walkout "
    "protest protests cancel drop delay postpone"
)
_ASSIST = listed(
    "aid assistance help assist support fund funds funding money loan loans grant "
    "grants troops peacekeepers cooperate cooperation share extradition intelligence "
    "finance financing invest investment trade supply supplies provide send protect "
    "protection back backing compensation"
)
_CHANGE = listed(
    "reform reforms election elections resign resignation policy policies right "
    "rights law laws constitution leadership change changes government rule pay wage "
    "wages raise increase cut cuts freeze limit cap tariff tariffs plan step reverse "
    "abandon adopt allow"
)
_THREATS: tuple[tuple[str, frozenset[str]], ...] = (
    ("territory", listed("occupy annex seize territory occupation annexation")),
    (
        "violence",
        listed(
            "attack attacks strike-back bomb bombing force war invade invasion kill destroy "
            "retaliate retaliation fight fighting militarily shell shoot terrorist missile "
            "missiles violence military crush annihilate avenge revenge execute assault"
        ),
    ),
    (
        "expel",
        listed("expel deport expulsion withdraw observers peacekeepers inspectors"),
    ),
    ("ban", listed("ban outlaw penalty penalties punish fine fines")),
    (
        "restrict",
        listed(
            "sanction sanctions tariff tariffs embargo boycott blockade restriction "
            "restrictions curfew emergency impose block close duties quota"
        ),
    ),
)


def plover_code(
    kind: PositionType, words: Iterable[str], override: PloverType | None, cue: str
) -> Plover | None:
    """Return the PLOVER code of a position.

    Parameters
    ----------
    kind
        Type of the position; "expect" has no code.
    words
        The lower-case words of the position's issue and complement, from which the mode is read.
    override
        Event type of the cue where it is not that of the position's type.
    cue
        The cue, lower case.
    """
    event = override or EVENT_TYPES[kind]
    if event is None:
        return None
    return Plover(event_type=event, mode=_mode(event, frozenset(words), cue))


def _mode(event: PloverType, words: frozenset[str], cue: str) -> str | None:
    if event in ("REQUEST", "REJECT"):
        for mode, telling in (
            ("meet", _MEET),
            ("yield", _YIELD),
            ("assist", _ASSIST),
            ("change", _CHANGE),
        ):
            if words & telling:
                return mode
        return None
    if event == "THREATEN":
        return next((mode for mode, telling in _THREATS if words & telling), "relations")
    if event == "ACCUSE":
        allegation = ("accus", "alleg", "charg", "complain", "complaint", "sue", "lawsuit", "lodg")
        return "allege" if any(part in cue for part in allegation) else "disapprove"
    return None
