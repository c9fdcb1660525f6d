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


def polarity(
    cue: Cue, reading: Reading, token: Token, arguments: Arguments
) -> tuple[str | None, bool]:
    """Return type and negation, with regard to what is denied, refused or warned of."""
    words = cue.words
    if cue.kind == "reject" and words[0] in ("decline", "refuse"):
        return _refusal(arguments.clause, reading)
    if cue.text == "rule out" and reading.negated:
        return _not_ruled_out(token, arguments)
    if words[0] in ("warn", "caution"):
        return _warning(token, arguments, reading)
    if words[0] == "insist" and _about_self(arguments.clause, reading.holder):
        return None, False
    if cue.kind == "promise" and arguments.clause is not None:
        return _promise(token, arguments.clause, reading)
    return _negated(cue, reading, token) if reading.negated else (cue.kind, words[0] == "doubt")


def _negated(cue: Cue, reading: Reading, token: Token) -> tuple[str | None, bool]:
    """What a denied stance comes to: not to accept, offer, support or want is to refuse."""
    if cue.kind in ("accept", "offer") and _is_negative_quantity(reading.holder):
        return cue.kind, True
    if cue.words[0] == "want" and _is_negative_quantity(reading.holder):
        return None, False
    if cue.kind in ("accept", "offer", "support") or cue.words[0] == "want":
        return "reject", False
    if cue.kind in ("demand", "appeal") and "can" in _auxiliaries(token):
        return None, False
    return cue.kind, cue.words[0] != "doubt"


def _auxiliaries(token: Token) -> frozenset[str]:
    return frozenset("can" if word == "ca" else word for word in helpers(token))


def _not_ruled_out(token: Token, arguments: Arguments) -> tuple[str | None, bool]:
    """What is not ruled out is threatened where it harms, and held open where it does not."""
    target = arguments.object
    words = {content_head(word) for word in target.subtree} if target is not None else set()
    return ("threaten" if words & _HARM else "offer"), False


def _is_negative_quantity(holder: Token | None) -> bool:
    return holder is not None and holder.lower_ in ("nobody", "none", "few", "neither")


def _refusal(clause: Token | None, reading: Reading) -> tuple[str | None, bool]:
    if clause is not None and clause.lemma_ in _COMMENTING and not _answers_a_demand(clause):
        return None, False
    if clause is not None and lexicon().match(clause, "verb") is not None:
        inner = lexicon().match(clause, "verb")
        if inner is not None and inner[0].kind == "reject":
            return "reject", not reading.negated
    return "reject", reading.negated


def _answers_a_demand(clause: Token) -> bool:
    """Tell "refused to respond to a demand" from "refused to respond to questions"."""
    target = prepositions(clause).get("to")
    return target is not None and content_head(target) in _ASKED


def _promise(token: Token, clause: Token, reading: Reading) -> tuple[str | None, bool]:
    act = lexicon().match(clause, "act")
    matched = matched_acts(clause)
    if is_negated(clause):
        return ("reject" if "reject" in matched else "promise"), reading.negated
    stance = lexicon().match(clause, "verb")
    if stance is not None and stance[0].kind == "reject":
        return "reject", reading.negated
    if act is not None and "threaten" in matched and "promise" not in matched:
        return "threaten", reading.negated
    if token.lemma_ in ("vow", "swear") and "promise" not in matched and _has_condition(token):
        return "threaten", reading.negated
    return "promise", reading.negated


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
    "bloodshed catastrophe tariff duty embargo airstrike military invasion"
)


def _warns_of_harm(arguments: Arguments) -> bool:
    target = arguments.prepositions.get("of") or arguments.object
    return target is not None and content_head(target) in _HARM


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
