"""Whether an article is about a negotiation at all."""

from __future__ import annotations

from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc

from analysis.annotate.stances.words import listed

_NEGOTIATING = frozenset(
    map(
        get_string_id,
        listed(
            "talks negotiation negotiations negotiate negotiated negotiating negotiator "
            "negotiators ceasefire cease-fire truce armistice mediator mediators mediation "
            "mediate mediated mediating bargaining accord accords pact pacts treaty treaties "
            "agreement agreements deal deals offer offers offered proposal proposals proposed "
            "demand demands demanded demanding sanctions tariff tariffs quota quotas "
            "settlement compromise concession concessions delegation delegations summit "
            "ultimatum walkout strike strikes union takeover merger bid peace dispute envoy "
            "envoys creditors bondholders hostages coalition arbitration arbitrator "
            "conciliation reject rejected rejects rejection threatened threatens threat"
        ),
    )
)
_SHORT = 120
_WORDS_PER_TERM = 200


def is_about_a_negotiation(doc: Doc) -> bool:
    """Tell whether the words of bargaining are frequent enough for stances to be on a negotiation.

    A text of a few sentences is given the benefit of the doubt. In a longer one at least two such
    words, and one in 200, are asked for: below that, what is "rejected" or "promised" is the stuff
    of other news.
    """
    if len(doc) < _SHORT:
        return True
    count = sum(form in _NEGOTIATING for form in doc.to_array([LOWER]).tolist())
    return count >= max(2, len(doc) // _WORDS_PER_TERM)
