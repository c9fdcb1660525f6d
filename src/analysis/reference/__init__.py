"""Tables of the world that do not change with the article: public facts, in CSV, with their dates.

The tables lie in ``reference/tables``; its README says what each column holds and where the facts
come from. Everything here is read once and cached; nothing needs more than the standard library.
"""

from analysis.reference.bodies import Body, bodies, members_of, paraphrases
from analysis.reference.lexicon import Alias, Entry, aliases, entries
from analysis.reference.offices import Holder, heads_called, holder_on, holders, offices_held
from analysis.reference.states import State, states
from analysis.reference.words import (
    first_names,
    organisation_words,
    role_nouns,
)

__all__ = [
    "Alias",
    "Body",
    "Entry",
    "Holder",
    "State",
    "aliases",
    "bodies",
    "entries",
    "first_names",
    "heads_called",
    "holder_on",
    "holders",
    "members_of",
    "offices_held",
    "organisation_words",
    "paraphrases",
    "role_nouns",
    "states",
]
