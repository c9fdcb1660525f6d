"""Stances whose cue is a verb or an adjective: "rejected", "called on", "is ready to"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.annotate.stances.agents import FIRST_PERSON, PERSONAL, is_agentive
from analysis.annotate.stances.clause import (
    FUTURE,
    POSSIBLE,
    SUBJECTS,
    Reading,
    complement_clause,
    helpers,
    is_infinitive,
    is_negated,
    is_passive,
    object_of,
    prepositions,
    read,
    subject_of,
)
from analysis.annotate.stances.lexicon import Cue, lexicon
from analysis.annotate.stances.phrases import (
    clause_extent,
    content_noun,
    in_clause,
    is_name,
    noun_phrase,
    verb_phrase,
)
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.words import listed

_COMMENTING = listed(
    "comment say be give elaborate discuss answer disclose reveal identify specify provide "
    "speak confirm name detail explain speculate reply respond talk put tell predict estimate "
    "guess believe"
)
_TREATY = listed(
    "agreement accord treaty pact deal memorandum protocol convention contract declaration "
    "ceasefire cease-fire truce communique charter statement settlement mou understanding"
)
_ADDRESSING = listed(
    "urge exhort implore beseech entreat ask beg invite encourage advise counsel lobby order "
    "instruct command compel pressure pressurise pressurize press push tell warn caution "
    "accuse criticise criticize condemn blame denounce assure reassure promise threaten call "
    "appeal want request require thank congratulate praise support back defend sue rebuke "
    "chide berate offer expect recommend plead"
)
_COPULAS = frozenset({"be", "remain", "seem", "appear", "stay", "become", "stand", "feel"})


@dataclass(slots=True)
class Arguments:
    """What a verb governs."""

    object: Token | None
    clause: Token | None
    prepositions: dict[str, Token]
    quoted: bool = False


def verb_stance(token: Token, cue: Cue, end: int) -> Stance | None:
    """Return the stance that the verb `token` makes, or None where the grammar says otherwise."""
    if not _is_verb(token):
        return None
    reading = read(token)
    arguments = arguments_of(token, cue)
    if reading.irrealis or not _has_frame(token, cue, arguments, reading):
        return None
    if _is_only_possible(reading, cue):
        return None
    kind, negated = _polarity(cue, reading, token, arguments)
    if kind is None or not _acceptable_holder(reading.holder, cue, token):
        return None
    stance = Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=(token.i, max(end, token.i + 1)),
        anchor=token,
        holder=reading.holder,
        extent=clause_extent(token, reading.holder),
        confidence=cue.confidence,
        negated=negated,
        plover=cue.plover,
        by_speaker=reading.holder is None,
    )
    _fill(stance, arguments, cue)
    return stance


def _is_only_possible(reading: Reading, cue: Cue) -> bool:
    """Tell whether the stance might be, or should be, taken; "could not accept" is a refusal."""
    if reading.negated and cue.kind in ("accept", "offer") and not reading.obligation:
        return False
    return reading.possible or reading.obligation


def _is_verb(token: Token) -> bool:
    if token.tag_.startswith("VB"):
        return token.dep_ not in ("amod", "compound", "aux", "auxpass")
    # The small models take some finite verbs for nouns; a subject or object of its own shows it.
    return token.tag_ in ("NN", "NNS", "JJ") and any(
        child.dep_ in ("nsubj", "ccomp") for child in token.children
    )


def arguments_of(token: Token, cue: Cue) -> Arguments:
    """Collect object, clause and prepositional phrases of a verb."""
    quoted = any(child.dep_ == "ccomp" and child.i < token.i for child in token.lefts)
    return Arguments(
        object=object_of(token),
        clause=complement_clause(token),
        prepositions=prepositions(token),
        quoted=quoted,
    )


def _has_frame(token: Token, cue: Cue, arguments: Arguments, reading: Reading) -> bool:
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
        return _is_real_object(arguments.object)
    if frame == "treaty":
        return arguments.object is not None and content_head(arguments.object) in _TREATY
    if frame == "clause":
        return clause is not None and not is_infinitive(clause) and _has_subject(clause)
    if frame == "infinitive":
        return clause is not None and is_infinitive(clause) and not _has_subject(clause)
    if frame == "object-infinitive":
        return _is_object_infinitive(clause, arguments, reading)
    if frame == "future":
        return clause is not None and bool(helpers(clause) & (FUTURE | POSSIBLE))
    if frame == "quote":
        return arguments.quoted
    if frame == "nothing":
        return True
    return frame in arguments.prepositions


def content_head(noun: Token) -> str:
    """Return the lower-case lemma of a noun."""
    return str(noun.lemma_.lower())


def _is_real_object(noun: Token | None) -> bool:
    if noun is None or noun.ent_type_ in ("DATE", "TIME", "PERCENT", "CARDINAL"):
        return False
    return noun.tag_ not in ("PRP", "EX", "WP") or noun.lower_ in ("it", "this", "that", "them")


def _has_subject(clause: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in clause.lefts)


def _is_object_infinitive(clause: Token | None, arguments: Arguments, reading: Reading) -> bool:
    if clause is None or not is_infinitive(clause):
        return False
    return _has_subject(clause) or arguments.object is not None or reading.passive


def _acceptable_holder(holder: Token | None, cue: Cue, token: Token) -> bool:
    if holder is None:
        # "All sanctions must be lifted, it was demanded": only where a speaker can be the holder.
        return is_passive(token) and cue.confidence >= 0.85 and cue.kind != "expect"
    if holder.lower_ == "it" and cue.kind in ("expect", "support") and cue.confidence < 0.7:
        return False
    return is_agentive(holder)


def _polarity(
    cue: Cue, reading: Reading, token: Token, arguments: Arguments
) -> tuple[str | None, bool]:
    """Return type and negation, with regard to what is denied, refused or warned of."""
    words = cue.words
    if cue.kind == "reject" and words[0] in ("decline", "refuse"):
        return _refusal(arguments.clause, reading)
    if words[0] in ("warn", "caution"):
        return _warning(token, arguments, reading)
    if words[0] == "insist" and _about_self(arguments.clause, reading.holder):
        return None, False
    if cue.kind == "promise" and arguments.clause is not None:
        return _promise(arguments.clause, reading)
    if cue.kind in ("accept", "offer") and reading.negated:
        if _is_negative_quantity(reading.holder):
            return cue.kind, True
        return "reject", False
    if cue.kind == "support" and reading.negated:
        return "reject", False
    if cue.kind == "demand" and words[0] == "want" and reading.negated:
        return "reject", False
    return cue.kind, reading.negated


def _is_negative_quantity(holder: Token | None) -> bool:
    return holder is not None and holder.lower_ in ("nobody", "none", "few", "neither")


def _refusal(clause: Token | None, reading: Reading) -> tuple[str | None, bool]:
    if clause is not None and clause.lemma_ in _COMMENTING:
        return None, False
    if clause is not None and lexicon().match(clause, "verb") is not None:
        inner = lexicon().match(clause, "verb")
        if inner is not None and inner[0].kind == "reject":
            return "reject", not reading.negated
    return "reject", reading.negated


def _promise(clause: Token, reading: Reading) -> tuple[str | None, bool]:
    act = lexicon().match(clause, "act")
    matched = matched_acts(clause)
    if is_negated(clause):
        return ("reject" if "reject" in matched else "promise"), reading.negated
    stance = lexicon().match(clause, "verb")
    if stance is not None and stance[0].kind == "reject":
        return "reject", reading.negated
    if act is not None and "threaten" in matched and "promise" not in matched:
        return "threaten", reading.negated
    return "promise", reading.negated


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
        return "threaten", False
    if helpers(clause) & (FUTURE | POSSIBLE):
        return ("threaten" if is_consequence(clause) else "expect"), False
    return None, False


_HARM = listed(
    "consequence retaliation reprisal action force response war attack sanction punishment "
    "penalty strike measure repercussion retribution revenge escalation bloodshed catastrophe "
    "tariff"
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
            if child.lower_ in PERSONAL or child.lower_ in FIRST_PERSON:
                return child.lower_ != "you"
            return bool(child.lower_ == holder.lower_)
    return False


def _fill(stance: Stance, arguments: Arguments, cue: Cue) -> None:
    """Find the issue, the recipients and the extent of the complement."""
    clause, target = arguments.clause, arguments.object
    recipients: list[Token] = []
    if target is not None and is_addressee(target) and cue.words[0] in _ADDRESSING:
        recipients.append(target)
        target = None
    recipients += _prepositional_recipients(arguments, cue)
    if clause is not None:
        stance.complement = (int(clause.left_edge.i), int(clause.right_edge.i) + 1)
        recipients += _clause_recipients(clause, stance)
    stance.topic = _topic(stance, target, clause, arguments)
    if target is not None:
        recipients += possessors(target)
    stance.recipients = tuple(dict.fromkeys(recipients))
    set_issue(stance, clause)


def set_issue(stance: Stance, clause: Token | None) -> None:
    """Set the issue phrase from the topic, or from the verb of the clause where there is none."""
    if stance.topic is not None:
        stance.issue = noun_phrase(stance.topic)
    elif clause is not None and clause.pos_ == "VERB":
        stance.issue = verb_phrase(clause)


def is_addressee(noun: Token) -> bool:
    """Tell whether `noun` names someone who can be asked, told or blamed."""
    return is_agentive(noun) and noun.lower_ not in ("it", "this", "that")


def _prepositional_recipients(arguments: Arguments, cue: Cue) -> list[Token]:
    wanted = ["to", "upon", "from", "with"]
    if cue.words[-1] in ("on", "upon", "to", "with", "of", "at", "against", "by"):
        wanted.append(cue.words[-1])
    if cue.kind in ("criticise", "threaten"):
        wanted.append("against")
    return [
        arguments.prepositions[preposition]
        for preposition in wanted
        if preposition in arguments.prepositions
        and is_addressee(arguments.prepositions[preposition])
    ]


def _clause_recipients(clause: Token, stance: Stance) -> list[Token]:
    if stance.kind not in ("demand", "appeal", "expect", "support", "criticise"):
        return []
    for child in clause.lefts:
        if child.dep_ == "nsubj" and is_addressee(child) and child.lower_ not in FIRST_PERSON:
            return [child] if child is not stance.holder else []
    return []


def possessors(noun: Token) -> list[Token]:
    """Return who the thing belongs to ("Iran's offer", "the offer from Iran"), if named."""
    found = [child for child in noun.lefts if child.dep_ == "poss" and is_agentive(child)]
    for preposition, target in prepositions(noun).items():
        if preposition in ("from", "by") and is_agentive(target):
            found.append(target)
    return found


def _topic(
    stance: Stance, target: Token | None, clause: Token | None, arguments: Arguments
) -> Token | None:
    if target is not None and target.tag_ not in ("PRP", "WP", "WDT"):
        return content_noun(target)
    if clause is not None:
        found = in_clause(clause)
        if found is not None:
            return found
    return _prepositional_topic(stance, arguments)


def _prepositional_topic(stance: Stance, arguments: Arguments) -> Token | None:
    for preposition in ("for", "of", "on", "over", "about", "to", "with", "against", "in"):
        target = arguments.prepositions.get(preposition)
        if target is None or target.ent_type_ in ("DATE", "TIME"):
            continue
        if target.pos_ == "VERB":
            found = in_clause(target)
            if found is not None:
                return found
        elif target.pos_ == "NOUN" and not is_agentive(target):
            return content_noun(target)
    return None


def adjective_stance(token: Token, cue: Cue, end: int) -> Stance | None:
    """Return the stance of a predicate adjective ("is ready to", "unwilling to"), if it is one."""
    if token.dep_ in ("amod", "compound") or token.tag_.startswith("NN"):
        return None
    verb = token.head if token.dep_ in ("acomp", "attr", "xcomp", "oprd", "prep") else token
    reading = read(verb)
    if reading.irrealis or reading.possible or reading.obligation:
        return None
    clause = complement_clause(token) or (complement_clause(verb) if verb is not token else None)
    if clause is token:
        clause = None
    arguments = Arguments(None, clause, prepositions(token))
    holder = reading.holder or subject_of(verb)
    if "predicate" in cue.frames:
        return _verdict(token, cue, verb, holder, reading)
    if not _has_frame(token, cue, arguments, reading):
        return None
    if holder is None or not is_agentive(holder):
        return None
    negated = reading.negated or is_negated(token)
    kind = "reject" if cue.kind in ("offer", "accept", "support") and negated else cue.kind
    stance = Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=(token.i, max(end, token.i + 1)),
        anchor=token,
        holder=holder,
        extent=clause_extent(verb, holder),
        confidence=cue.confidence,
        negated=negated and kind == cue.kind,
        plover=cue.plover,
    )
    _fill(stance, arguments, cue)
    return stance


def _verdict(
    token: Token, cue: Cue, verb: Token, subject: Token | None, reading: Reading
) -> Stance | None:
    """A speaker's verdict on a thing: "the offer was unacceptable"."""
    if subject is None or is_agentive(subject) or verb.lemma_ not in _COPULAS | {"call", "deem"}:
        return None
    if reading.negated:
        return None
    topic = content_noun(subject)
    return Stance(
        kind=cue.kind,  # type: ignore[arg-type]
        cue=(token.i, max(end_of(token), token.i + 1)),
        anchor=token,
        holder=None,
        extent=clause_extent(verb, None),
        confidence=cue.confidence,
        topic=topic,
        issue=noun_phrase(topic),
        recipients=tuple(possessors(subject)),
        by_speaker=True,
    )


def end_of(token: Token) -> int:
    """Return the token index after `token`."""
    return int(token.i) + 1


__all__ = ["adjective_stance", "is_name", "verb_stance"]
