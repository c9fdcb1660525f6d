"""What a verb governs, and whether that fits the frames of a cue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.annotate.stances.clause import (
    FUTURE,
    POSSIBLE,
    SUBJECTS,
    Reading,
    complement_clause,
    helpers,
    is_infinitive,
    object_of,
    prepositions,
)
from analysis.annotate.stances.lexicon import Cue
from analysis.annotate.stances.words import listed

_TREATY = listed(
    "agreement accord treaty pact deal memorandum protocol convention contract "
    "declaration ceasefire cease-fire truce communique charter statement settlement "
    "mou understanding"
)


_PROPOSAL = listed(
    "proposal offer bid plan deal move motion bill resolution amendment measure "
    "request attempt effort initiative takeover merger statement text draft law "
    "legislation appointment reform budget package accession entry membership sale "
    "tariff sanction decision treaty agreement accord pact ratification candidate "
    "limit cap step clause provision paragraph target mandate expansion enlargement "
    "nomination consensus compromise ceasefire truce demand"
)
_RULE = listed(
    "ban order ruling law curfew decree embargo injunction sanction edict call resolution"
)
_PAPERS = listed(
    "proposal offer plan package draft formula blueprint roadmap amendment compromise document "
    "text counterproposal counter-proposal counteroffer counter-offer paper concession alternative "
    "solution proposition term outline framework scheme timetable schedule bid initiative deal "
    "demand idea motion list set version"
)
_JOINT = listed(
    "talk negotiation deal agreement accord treaty pact coalition government alliance bloc "
    "process meeting conference summit convention ceasefire truce committee council commission "
    "union partnership session round dialogue"
)
_OBJECTS = {
    "treaty": _TREATY,
    "proposal": _PROPOSAL,
    "rule": _RULE,
    "paper": _PAPERS,
    "joint": _JOINT,
}
_PROPOSING = frozenset({"should", "could", "might", "must"})


@dataclass(slots=True)
class Arguments:
    """What a verb governs."""

    object: Token | None
    clause: Token | None
    prepositions: dict[str, Token]
    quoted: bool = False


def arguments_of(token: Token, cue: Cue) -> Arguments:
    """Collect object, clause and prepositional phrases of a verb."""
    quoted = any(child.dep_ == "ccomp" and child.i < token.i for child in token.lefts)
    return Arguments(
        object=object_of(token),
        clause=complement_clause(token),
        prepositions=prepositions(token),
        quoted=quoted,
    )


def has_frame(token: Token, cue: Cue, arguments: Arguments, reading: Reading) -> bool:
    if cue.words == ("refuse",):
        return True
    if not cue.frames:
        return (
            _has_phrase_content(cue, arguments) if len(cue.words) > 1 else _has_content(arguments)
        )
    return any(_fits(frame, token, cue, arguments, reading) for frame in sorted(cue.frames))


def _has_phrase_content(cue: Cue, arguments: Arguments) -> bool:
    """Tell "hold out for a raise" from "hold out for long"."""
    target = arguments.prepositions.get(cue.words[-1])
    if target is None:
        return True
    return target.ent_type_ not in ("DATE", "TIME") and target.pos_ not in ("ADJ", "ADV")


def _has_content(arguments: Arguments) -> bool:
    return bool(
        arguments.object is not None
        or arguments.clause is not None
        or arguments.prepositions
        or arguments.quoted
    )


def _fits(frame: str, token: Token, cue: Cue, arguments: Arguments, reading: Reading) -> bool:
    clause = arguments.clause
    if frame == "object":
        return _is_real_object(arguments.object) and not _is_of_the_clause(token, clause)
    if frame in _OBJECTS:
        return arguments.object is not None and content_head(arguments.object) in _OBJECTS[frame]
    if frame == "clause":
        return clause is not None and not is_infinitive(clause) and _has_subject(clause)
    if frame == "infinitive":
        return clause is not None and is_infinitive(clause) and not _has_subject(clause)
    if frame == "object-infinitive":
        return _is_object_infinitive(clause, arguments, reading)
    if frame in _WISHES:
        return _WISHES[frame](token, clause)
    if frame == "future":
        return clause is not None and bool(helpers(clause) & (FUTURE | POSSIBLE))
    if frame == "quote":
        return arguments.quoted
    if frame == "nothing":
        return True
    return frame in arguments.prepositions


def _is_of_the_clause(token: Token, clause: Token | None) -> bool:
    """Tell if a relative pronoun belongs further down: "something that it said it would stop"."""
    return (
        token.dep_ == "relcl"
        and clause is not None
        and not is_infinitive(clause)
        and _has_subject(clause)
    )


def _is_required(_verb: Token, clause: Token | None) -> bool:
    """Tell "insists that they must leave" from "insists that it never asked": what is to be."""
    if clause is None or is_infinitive(clause):
        return False
    auxiliaries = helpers(clause)
    if auxiliaries & (_PROPOSING | FUTURE | {"ought", "needs", "need", "shall"}):
        return True
    if clause.lower_ in ("has", "have", "had", "needs", "need"):
        return any(child.dep_ == "xcomp" for child in clause.rights)
    if any(word.lower_ == "only" for word in clause.subtree) and "can" in auxiliaries:
        return True
    if clause.tag_ == "VBP" and not auxiliaries:
        # "Insists that the states contribute": the tagger cannot know that it is a subjunctive.
        return clause.lemma_ not in ("be", "have", "do")
    return clause.tag_ == "VB" or (clause.tag_ == "VBN" and auxiliaries == {"be"})


def _is_wish(verb: Token, clause: Token | None) -> bool:
    """ "Would like the ban lifted", "would like to see": not "like", which asks for nothing."""
    if clause is None or not helpers(verb) & {"would", "'d", "’d"}:
        return False
    return is_infinitive(clause) or _is_wished_result(verb, clause)


def _is_wished_result(_verb: Token, clause: Token | None) -> bool:
    """ "Wants the ban lifted", "needs the troops out": a thing, and what it is to become."""
    if clause is None or not _has_subject(clause):
        return False
    if any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.lefts):
        return False
    return clause.tag_ in ("VBN", "VBD", "JJ", "RB", "VBG", "RP")


def _is_proposed(_verb: Token, clause: Token | None) -> bool:
    """ "Suggested that a commission (should) inspect the site", "suggested holding talks"."""
    if clause is None:
        return False
    if clause.tag_ == "VBG" and not _has_subject(clause):
        return True
    if helpers(clause) & _PROPOSING:
        return True
    lefts = {child.lower_ for child in clause.lefts if child.dep_ in ("aux", "auxpass")}
    return clause.tag_ == "VB" and "to" not in lefts and not lefts - {"be"} and _has_subject(clause)


_WISHES: dict[str, Callable[[Token, Token | None], bool]] = {
    "outcome": _is_wished_result,
    "subjunctive": _is_proposed,
    "required": _is_required,
    "wish": _is_wish,
}


def content_head(noun: Token) -> str:
    """Return the lower-case lemma of a noun."""
    return str(noun.lemma_.lower())


def _is_real_object(noun: Token | None) -> bool:
    if noun is None or noun.ent_type_ in ("DATE", "TIME"):
        return False
    return noun.tag_ not in ("PRP", "EX", "WP") or noun.lower_ in ("it", "this", "that", "them")


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in clause.lefts)


def _is_object_infinitive(clause: Token | None, arguments: Arguments, reading: Reading) -> bool:
    if clause is None or not is_infinitive(clause):
        return False
    return _has_subject(clause) or arguments.object is not None or reading.passive
