"""What a stance verb comes to: its type and sign after negation, refusal, warning and promise."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.annotate.stances.agents import PERSONAL, is_first_person
from analysis.annotate.stances.arguments import Arguments, content_head
from analysis.annotate.stances.clause import (
    FUTURE,
    POSSIBLE,
    Reading,
    helpers,
    is_infinitive,
    is_negated,
    object_of,
    prepositions,
)
from analysis.annotate.stances.conditions import conditions_of
from analysis.annotate.stances.lexicon import Cue, lexicon
from analysis.annotate.stances.sheet import sheet_of
from analysis.annotate.stances.words import listed

_ASKED = listed("demand offer proposal request appeal call ultimatum plea invitation bid plan")
_COMMENTING = listed(
    "comment say be give elaborate discuss answer disclose reveal identify specify "
    "provide speak confirm name detail explain speculate reply respond talk put tell "
    "predict estimate guess believe"
)

_TALKING = frozenset({"discuss", "talk", "speak", "give", "put"})
_OF_INTERVIEWS = listed(
    "detail report reporter journalist matter content substance rumour rumor speculation question "
    "press medium case subject it that them interview name reason specific figure number"
)


def polarity(
    cue: Cue, reading: Reading, token: Token, arguments: Arguments
) -> tuple[str | None, bool]:
    """Return type and negation, with regard to what is denied, refused or warned of."""
    words = cue.words
    if cue.kind == "reject" and words[0] in ("decline", "refuse"):
        return _refusal(arguments.clause, reading)
    if cue.text in ("rule out", "exclude") and (reading.negated or _is_refused(token)):
        return _not_ruled_out(token, arguments)
    if cue.kind == "accept" and _is_nothing_less(token):
        return "demand", False
    if words[0] == "afford":
        return ("reject" if reading.negated and "can" in _auxiliaries(token) else None), False
    if words[0] in ("warn", "caution"):
        return _warning(token, arguments, reading)
    if words[0] == "insist" and _about_self(arguments.clause, reading.holder):
        return None, False
    if cue.kind == "promise" and arguments.clause is not None:
        return _promise(token, arguments.clause, reading)
    return _negated(cue, reading, token) if reading.negated else (cue.kind, words[0] == "doubt")


def _negated(cue: Cue, reading: Reading, token: Token) -> tuple[str | None, bool]:
    """What a denied stance comes to: not to accept, offer, support or want is to refuse."""
    if _is_negative_quantity(reading.holder) and cue.kind != "expect":
        return None, False
    if cue.kind in ("accept", "offer", "support") or cue.words[0] == "want":
        return "reject", False
    if cue.words[0] in ("recommend", "suggest", "advise", "like"):
        return None, False
    if cue.words[0] == "want" and _about_oneself_alone(token, reading):
        return None, False
    if cue.kind in ("demand", "appeal") and "can" in _auxiliaries(token):
        return None, False
    return cue.kind, cue.words[0] != "doubt"


def _about_oneself_alone(token: Token, reading: Reading) -> bool:
    """ "We do not want to go to court": no refusal of anything that another offers."""
    own = reading.holder is not None and is_first_person(reading.holder)
    return own and any(child.dep_ == "xcomp" for child in token.rights)


def _auxiliaries(token: Token) -> frozenset[str]:
    return frozenset("can" if word == "ca" else word for word in helpers(token))


def _not_ruled_out(token: Token, arguments: Arguments) -> tuple[str | None, bool]:
    """What is not ruled out is threatened where it harms; else it is left open, no stance."""
    target = arguments.object
    words = {content_head(word) for word in target.subtree} if target is not None else set()
    return ("threaten" if words & _HARM else None), False


def _is_refused(token: Token) -> bool:
    """ "Refused to rule out"."""
    return token.dep_ == "xcomp" and token.head.lemma_ in ("refuse", "decline")


def _is_nothing_less(token: Token) -> bool:
    """ "Settle for nothing less than", "accept nothing short of"."""
    after = [word.lower_ for word in token.doc[token.i + 1 : token.i + 5]]
    return "nothing" in after and not {"less", "short", "but"}.isdisjoint(after)


def _is_negative_quantity(holder: Token | None) -> bool:
    return holder is not None and holder.lower_ in ("nobody", "none", "few", "neither")


def _refusal(clause: Token | None, reading: Reading) -> tuple[str | None, bool]:
    if clause is not None and _is_of_the_interview(clause):
        return None, False
    if clause is not None and clause.lemma_ in ("rule", "exclude"):
        return None, False
    if clause is not None and lexicon().match(clause, "verb") is not None:
        inner = lexicon().match(clause, "verb")
        if inner is not None and inner[0].kind == "reject":
            return "reject", not reading.negated
    return "reject", reading.negated


def _is_of_the_interview(clause: Token) -> bool:
    """Tell "declined to discuss the report" from "refused to discuss pensions"."""
    if clause.lemma_ not in _COMMENTING or _answers_a_demand(clause):
        return False
    if clause.lemma_ not in _TALKING or clause.head.lemma_ != "refuse":
        return True
    targets = [*prepositions(clause).values(), object_of(clause)]
    words = {content_head(target) for target in targets if target is not None}
    return not words or bool(words & _OF_INTERVIEWS)


def _answers_a_demand(clause: Token) -> bool:
    """Tell "refused to respond to a demand" from "refused to respond to questions"."""
    target = prepositions(clause).get("to")
    return target is not None and content_head(target) in _ASKED


def _promise(token: Token, clause: Token, reading: Reading) -> tuple[str | None, bool]:
    act = lexicon().match(clause, "act")
    matched = matched_acts(clause)
    if token.lemma_ in ("promise", "pledge") and _is_harmless(clause):
        return "promise", reading.negated
    if is_negated(clause):
        withheld = "reject" in matched and "threaten" not in matched
        return ("reject" if withheld else "promise"), reading.negated
    stance = lexicon().match(clause, "verb")
    if stance is not None and stance[0].kind == "reject":
        return "reject", reading.negated
    if act is not None and "threaten" in matched and "promise" not in matched:
        return "threaten", reading.negated
    if token.lemma_ in ("vow", "swear") and "promise" not in matched and _has_condition(token):
        return "threaten", reading.negated
    return "promise", reading.negated


_ENDING = listed("scrap cancel abandon end stop halt suspend withdraw leave quit dissolve extend")


def _is_harmless(clause: Token) -> bool:
    """ "Promised to scrap the levy": what ends is no harm done to the other side."""
    target = object_of(clause)
    if clause.lemma_ not in _ENDING or is_negated(clause):
        return False
    return target is None or content_head(target) not in _TALKED_OF


_TALKED_OF = listed("talk negotiation deal agreement accord treaty pact truce ceasefire")


def _has_condition(token: Token) -> bool:
    return bool(conditions_of(token.doc, *sheet_of(token.doc).sentences[token.i]))


def matched_acts(verb: Token) -> frozenset[str]:
    """Return the kinds of act that `verb` may be: threaten, promise, reject, concede."""
    return frozenset(cue.kind for cue in matched_act_cues(verb))


def matched_act_cues(verb: Token) -> list[Cue]:
    """Return the longest act cues at `verb`, one a kind."""
    best: dict[str, Cue] = {}
    table = lexicon()
    for cue in table.by_form.get(verb.lower, ()):
        if cue.part != "act" or table.end_of(cue, verb) is None:
            continue
        if cue.kind not in best or len(cue.words) > len(best[cue.kind].words):
            best[cue.kind] = cue
    longest = max((len(cue.words) for cue in best.values()), default=0)
    return [cue for cue in best.values() if len(cue.words) == longest]


def _warning(token: Token, arguments: Arguments, reading: Reading) -> tuple[str | None, bool]:
    clause = arguments.clause
    if reading.negated:
        return None, False
    if "against" in arguments.prepositions:
        return "threaten", False
    if clause is not None and _is_reprisal(clause):
        return "threaten", False
    if clause is None:
        return ("threaten", False) if _warns_of_harm(arguments) else (None, False)
    if is_infinitive(clause):
        return "threaten", False
    if _about_self(clause, reading.holder):
        if lexicon().match(clause, "verb") is not None and matched_acts(clause) == frozenset():
            return None, False
        return (None if clause.lemma_ in _HARDSHIPS else "threaten"), False
    if helpers(clause) & (FUTURE | POSSIBLE):
        harmful = is_consequence(clause) or _has_deadline(clause)
        return ("threaten" if harmful else "expect"), False
    return None, False


# What a speaker warns of suffering himself: "warned that they would need five days".
_HARDSHIPS = listed("need have be face suffer lose struggle run feel require miss fall fail")


def _has_deadline(clause: Token) -> bool:
    """Tell whether the clause says what follows "unless" something is done."""
    return any(word.lower_ == "unless" for word in clause.subtree)


_HARM = listed(
    "consequence retaliation reprisal action force response war attack sanction "
    "punishment penalty strike measure repercussion retribution revenge escalation "
    "bloodshed catastrophe tariff duty embargo airstrike military invasion boycott walkout "
    "blockade lawsuit ballot shutdown stoppage"
)


def _warns_of_harm(arguments: Arguments) -> bool:
    target = arguments.prepositions.get("of") or arguments.object
    return target is not None and content_head(target) in _HARM


_MET = listed("answer meet punish repel resist retaliate avenge crush treat regard")


def _is_reprisal(clause: Token) -> bool:
    """ "Warned that any attack would be answered": what another does will be met."""
    if clause.lemma_ not in _MET or not helpers(clause) & FUTURE:
        return False
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in clause.lefts)


def is_consequence(clause: Token) -> bool:
    """Tell whether a clause speaks of harm to follow ("there will be consequences")."""
    return any(
        content_head(word) in _HARM
        for word in clause.rights
        if word.dep_ in ("dobj", "attr", "nsubj", "pobj")
    ) or clause.lemma_ in ("face", "suffer", "regret")


def _about_self(clause: Token | None, holder: Token | None) -> bool:
    """Tell whether the clause's subject is the one who speaks it ("warned that it would")."""
    if clause is None or holder is None:
        return False
    for child in clause.lefts:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in PERSONAL or is_first_person(child):
                return child.lower_ != "you"
            return bool(child.lower_ == holder.lower_)
    return False
