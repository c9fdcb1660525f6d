"""Stances whose cue is a verb or an adjective: "rejected", "called on", "is ready to"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from analysis.annotate.stances.agents import ACTOR_TOKENS, is_agentive, is_first_person
from analysis.annotate.stances.arguments import Arguments, arguments_of, has_frame
from analysis.annotate.stances.clause import (
    Reading,
    complement_clause,
    helpers,
    is_hypothetical,
    is_negated,
    is_passive,
    prepositions,
    read,
    subject_of,
)
from analysis.annotate.stances.lexicon import Cue
from analysis.annotate.stances.phrases import (
    clause_extent,
    content_noun,
    in_clause,
    noun_phrase,
    verb_phrase,
)
from analysis.annotate.stances.polarity import matched_acts, polarity
from analysis.annotate.stances.stance import Stance
from analysis.annotate.stances.verdicts import verdict
from analysis.annotate.stances.words import listed

_ADDRESSING = listed(
    "urge exhort implore beseech entreat ask beg invite encourage advise counsel "
    "lobby order instruct command compel pressure pressurise pressurize press push "
    "tell warn caution accuse criticise criticize condemn blame denounce assure "
    "reassure promise threaten call appeal want request require thank congratulate "
    "praise support back defend sue rebuke chide berate offer expect recommend plead"
)
_SOLD = listed(
    "discount product view course ticket range voucher menu meal room flight holiday tour "
    "subscription phone car model insight glimpse prayer toast explanation comment detail "
    "clue resistance excuse opinion evidence congratulation thanks"
)
_LISTENERS = listed("reporter journalist reader audience viewer")
_NOT_DOING = frozenset({"fail", "struggle", "forget", "neglect", "appear", "seem"})
_CONDITIONING = frozenset({"tie", "link", "condition", "make"})
_SUING = frozenset({"file", "lodge", "sue", "take", "bring", "indict", "charge"})
HINTING = listed("say signal hint indicate suggest tell concede admit acknowledge add announce")
_COPULAS = frozenset({"be", "remain", "seem", "appear", "stay", "become", "stand", "feel"})


def verb_stance(token: Token, cue: Cue, end: int) -> Stance | None:
    """Return the stance that the verb `token` makes, or None where the grammar says otherwise."""
    if not _is_verb(token) or _only_describes(token, cue):
        return None
    arguments = arguments_of(token, cue)
    reading = _reading(token, cue, arguments)
    if reading.irrealis or is_hypothetical(token) or _is_not_done(token):
        return None
    if not has_frame(token, cue, arguments, reading):
        return None
    if _is_only_possible(reading, cue, token):
        return None
    if reading.future and _is_deed(token, cue):
        return None
    kind, negated = polarity(cue, reading, token, arguments)
    if kind == "support" and reading.future:
        kind = "promise"
    if kind == "criticise" and reading.future and cue.words[0] in _SUING:
        kind = "threaten"
    if kind is None or not _acceptable_holder(reading.holder, cue, token):
        return None
    if _is_of_manners(cue, arguments.object):
        return None
    stance = Stance(
        kind=kind,  # type: ignore[arg-type]
        cue=(token.i, max(end, token.i + 1)),
        anchor=token,
        holder=reading.holder,
        extent=clause_extent(token, reading.holder),
        confidence=cue.confidence,
        negated=negated,
        plover=cue.plover if kind == cue.kind else None,
        by_speaker=reading.holder is None,
    )
    _fill(stance, arguments, cue)
    return stance


def _only_describes(token: Token, cue: Cue) -> bool:
    """Tell whether the verb only describes someone ("candidates seeking office"), or a deed in
    passing ("for rejecting the plan")."""
    if token.dep_ == "pcomp":
        return True
    return token.dep_ == "acl" and token.tag_ == "VBG" and cue.confidence < 0.7


def _is_of_manners(cue: Cue, target: Token | None) -> bool:
    """Tell "welcomed the visitors" and "defend its territory" from taking someone's part."""
    if target is None:
        return False
    if cue.kind == "offer" and (target.lemma_.lower() in _SOLD or target.lower_ == "nothing"):
        return True
    if cue.words[0] == "ask" and target.lemma_.lower() in _LISTENERS:
        return True
    if cue.words[0] == "welcome":
        return is_agentive(target)
    return cue.words[0] == "defend" and any(child.tag_ == "PRP$" for child in target.lefts)


def _is_only_possible(reading: Reading, cue: Cue, token: Token) -> bool:
    """Tell whether the stance might be, or should be, taken; "could not accept" is a refusal."""
    if cue.kind in ("accept", "offer") and not reading.obligation:
        return reading.possible and not reading.negated and not is_of_oneself(token)
    return reading.possible or reading.obligation


def _reading(token: Token, cue: Cue, arguments: Arguments) -> Reading:
    reading = read(token)
    if cue.kind in ("accept", "offer", "support") and _is_of_nothing(arguments):
        return replace(reading, negated=not reading.negated)
    return reading


def _is_of_nothing(arguments: Arguments) -> bool:
    """ "Accepted no inspections", "agreed to nothing": a denial in the object."""
    targets = (arguments.object, arguments.prepositions.get("to"))
    return any(
        target is not None
        and (target.lower_ == "nothing" or any(child.lower_ == "no" for child in target.lefts))
        for target in targets
    )


def _is_not_done(token: Token) -> bool:
    """ "Failed to agree", "appeared to endorse", "hoping to avert": nothing that someone chose."""
    if token.dep_ == "xcomp" and token.head.lemma_ in _NOT_DOING:
        return True
    if token.lower_ == "hoping" and not helpers(token):
        return True
    return token.dep_ == "relcl" and token.lemma_ in ("strike", "reach", "clinch")


def _is_deed(token: Token, cue: Cue) -> bool:
    """Tell deeds to come ("will quit the talks", "will sign"), which are threats or promises."""
    done = matched_acts(token) & {"promise", "threaten"}
    return cue.kind in ("accept", "reject") and cue.confidence < 0.8 and bool(done)


def is_of_oneself(verb: Token) -> bool:
    """ "Signalled that they could live with it": what speakers say that they might do."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    saying = verb.head
    if subject is None or verb.dep_ != "ccomp" or saying.pos_ != "VERB":
        return False
    if saying.lemma_ not in HINTING:
        return False
    own = any(child.tag_ == "PRP$" for child in subject.lefts)
    return own or is_first_person(subject) or subject.lower_ in ("it", "they", "he", "she")


def _is_verb(token: Token) -> bool:
    if token.tag_.startswith("VB"):
        return token.dep_ not in ("amod", "compound", "aux", "auxpass")
    # The small models take some finite verbs for nouns; a subject or object of its own shows it.
    return token.tag_ in ("NN", "NNS", "JJ") and any(
        child.dep_ in ("nsubj", "ccomp") for child in token.children
    )


def _acceptable_holder(holder: Token | None, cue: Cue, token: Token) -> bool:
    if holder is None:
        # Who rejected or proposed is not said; that someone is blamed is a fact of its own.
        return is_passive(token) and cue.confidence >= 0.85 and cue.kind == "criticise"
    if holder.lower_ == "it" and cue.kind in ("expect", "support") and cue.confidence < 0.7:
        return False
    return is_agentive(holder)


def _fill(stance: Stance, arguments: Arguments, cue: Cue) -> None:
    """Find the issue, the recipients and the extent of the complement."""
    clause, target = arguments.clause, arguments.object
    if cue.words[0] in _CONDITIONING and arguments.prepositions:
        target, clause = None, None  # "tied its loan to a deal": the deal is what is asked for
    if target is not None and stance.anchor.i < target.i < stance.cue[1] and _is_of(cue, target):
        # The object is part of the cue: "lodged a protest", "expressed support".
        arguments.prepositions = {**prepositions(target), **arguments.prepositions}
        clause = clause or next((each for each in target.rights if each.dep_ == "acl"), None)
        target = None
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


def _is_of(cue: Cue, noun: Token) -> bool:
    """Tell "express concern", whose object is part of the cue, from "put the plan on the table"."""
    return not {noun.lower_, noun.lemma_.lower()}.isdisjoint(cue.words)


def set_issue(stance: Stance, clause: Token | None) -> None:
    """Set the issue phrase from the topic, or from the verb of the clause where there is none."""
    if stance.topic is not None:
        stance.issue = noun_phrase(stance.topic)
    elif clause is not None and clause.pos_ == "VERB":
        stance.issue = verb_phrase(clause)


def is_addressee(noun: Token) -> bool:
    """Tell whether `noun` names someone who can be asked, told or blamed."""
    if noun.lower_ in ("it", "this", "that"):
        return noun.lower_ == "it" and noun.i in noun.doc.user_data.get(ACTOR_TOKENS, ())
    return is_agentive(noun)


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
        if child.dep_ == "nsubj" and is_addressee(child) and not is_first_person(child):
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


def _does_harm(clause: Token) -> bool:
    """ "Ready to strike", "prepared to retaliate"."""
    acts = matched_acts(clause)
    return "threaten" in acts and not acts & {"promise", "concede"}


def _is_kind_of_people(verb: Token, holder: Token) -> bool:
    """Tell whether a relative clause says what kind of people are meant ("voters willing to")."""
    return verb.dep_ in ("relcl", "acl") and holder.tag_ in ("NN", "NNS") and holder.i < verb.i


def _passive_subject(verb: Token) -> Token | None:
    """ "Is committed", "was disappointed": participles that say how the subject is minded."""
    for child in verb.lefts:
        if child.dep_ == "nsubjpass":
            return child
        if child.dep_ in ("aux", "auxpass"):
            # Now and then the parser hangs the subject on the auxiliary.
            return next((inner for inner in child.lefts if inner.dep_ == "nsubj"), None)
    return None


def adjective_stance(token: Token, cue: Cue, end: int) -> Stance | None:
    """Return the stance of a predicate adjective ("is ready to", "unwilling to"), if it is one."""
    if token.dep_ in ("amod", "compound") or token.tag_.startswith("NN") or token.tag_ == "VBD":
        return None
    verb = token.head if token.dep_ in ("acomp", "attr", "xcomp", "oprd", "prep") else token
    reading = read(verb)
    if reading.irrealis or reading.possible or reading.obligation:
        return None
    clause = complement_clause(token) or (complement_clause(verb) if verb != token else None)
    if clause == token:
        clause = None
    inside = [prepositions(word) for word in token.doc[token.i : end]]
    arguments = Arguments(None, clause, {k: v for found in inside for k, v in found.items()})
    holder = reading.holder or subject_of(verb) or _passive_subject(verb)
    if "predicate" in cue.frames:
        return verdict(token, cue, verb, holder, reading)
    if not has_frame(token, cue, arguments, reading):
        return None
    if holder is None or not is_agentive(holder) or _is_kind_of_people(verb, holder):
        return None
    negated = reading.negated or is_negated(token)
    kind = "reject" if cue.kind in ("offer", "accept", "support") and negated else cue.kind
    if kind == "offer" and clause is not None and _does_harm(clause):
        kind = "threaten"
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
