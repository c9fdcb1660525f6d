"""Of what sort a named body is, and which short descriptions can stand for it.

"The union" can be a federation of nurses but no airline; "the rebels" an army of liberation; "the
company" anything that is neither union, party, army nor office.
"""

from __future__ import annotations

from typing import Literal

from analysis.annotate.naming.groups import COMPANY_NOUNS
from analysis.annotate.naming.mentions import Entity
from analysis.annotate.naming.word_sets import word_set

Sort = Literal["company", "union", "party", "armed", "office", "bloc", "unknown"]

_UNION_WORDS = word_set(
    """
    union unions guild brotherhood teamsters workers dockworkers pilots nurses teachers seafarers
    miners employees paperworkers steelworkers metalworkers doctors players writers actors
    firefighters longshoremen drivers crew dockers attendants guards cleaners porters conductors
    """
)
_PARTY_WORDS = word_set(
    """
    party democrats liberals greens conservatives socialists republicans communists nationalists
    unionists labour
    """
)
_ARMED_WORDS = word_set(
    """
    front liberation army brigade brigades militia resistance rebels tigers battalion forces
    rebel guerrilla insurgent separatist militant fighter jihad guerrillas separatists
    """
)
_OFFICE_WORDS = word_set(
    """
    ministry department agency commission court council parliament senate congress authority
    cabinet treasury office embassy secretariat government presidency police
    """
)
_COMPANY_WORDS = word_set(
    """
    inc inc. corp corp. ltd ltd. llc plc ag sa s.a. se gmbh nv n.v. spa ab asa oyj limited company
    corporation holdings holding airlines airways bank industries motors telecom pharmaceuticals
    foods entertainment studios systems technologies capital partners securities energy health
    group railways shipping media steel
    """
)
_STAND_FOR: dict[str, frozenset[Sort]] = {
    "union": frozenset({"union"}),
    "guild": frozenset({"union"}),
    "movement": frozenset({"armed", "party"}),
    "party": frozenset({"party"}),
    "bloc": frozenset({"bloc"}),
    "grouping": frozenset({"bloc"}),
    "militia": frozenset({"armed"}),
}
# These say what part one plays towards another, not what one is.
RELATIONAL = word_set("bidder buyer employer supplier rival subsidiary target suitor acquirer")


def sort_of(entity: Entity) -> Sort:
    """Return the sort of a named body, by its name's words and by what the text has called it."""
    if entity.kind == "group" and entity.key.startswith(("bloc:", "org:")) and not entity.nouns:
        words = _words_of(entity)
        return "party" if words & _PARTY_WORDS else "bloc"
    if entity.key.startswith("bloc:"):
        return "bloc"
    ends = {name.lower().split()[-1] for name in (entity.name, *entity.names) if name}
    inside = _words_of(entity) | entity.nouns
    told: tuple[tuple[Sort, bool], ...] = (
        ("company", bool(_COMPANY_WORDS & ends)),
        ("party", bool(inside & _PARTY_WORDS)),
        ("union", bool(inside & _UNION_WORDS)),
        ("armed", bool(inside & _ARMED_WORDS)),
        ("office", bool(inside & _OFFICE_WORDS)),
        ("company", bool(entity.nouns & COMPANY_NOUNS)),
    )
    return next((sort for sort, is_told in told if is_told), "unknown")


def _words_of(entity: Entity) -> set[str]:
    return {word.strip("'") for name in entity.names for word in name.lower().split()}


def can_stand_for(noun: str, entity: Entity) -> bool:
    """Tell whether "the NOUN" can stand for a named body of this sort."""
    sort = sort_of(entity)
    if noun == "union" and "union" in entity.nouns:
        return True
    if noun in COMPANY_NOUNS or noun in ("board", "management"):
        return noun not in RELATIONAL and sort in ("company", "unknown")
    return sort in _STAND_FOR.get(noun, frozenset())
