"""Sentences of our own, each with the attributions that a reader finds in it."""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """A construction, a text that has it, and its attributions.

    `expected` holds source, cue and content (parts joined by " … ") of each attribution; a source or
    cue of None means that there is none, "*" that its words do not matter here.
    """

    construction: str
    text: str
    expected: list[tuple[str | None, str | None, str]]


CASES = [
    Case(
        "direct",
        '"The bridge stays closed," the governor said on Tuesday.',
        [("the governor", "said", '"The bridge stays closed,"')],
    ),
    Case(
        "indirect",
        "The minister denied that the fishing talks had failed.",
        [("The minister", "denied", "that the fishing talks had failed")],
    ),
    Case(
        "mixed",
        'The envoy said the border would "never be closed again" while he was in office.',
        [
            (
                "The envoy",
                "said",
                'the border would "never be closed again" while he was in office',
            )
        ],
    ),
    Case(
        "discontinuous, quoted",
        '"We will," he said, "never sign."',
        [("he", "said", '"We will," … "never sign."')],
    ),
    Case(
        "discontinuous, not quoted",
        "The pipeline, officials say, will open in May.",
        [("officials", "say", "The pipeline … will open in May")],
    ),
    Case(
        "following sentence of the same quotation",
        "“The two sides must move,” Ms. Haddad told reporters. “If they do not, we will leave.”",
        [("Ms. Haddad", "told", "“The two sides must move,” … “If they do not, we will leave.”")],
    ),
    Case(
        "quotation of two sentences after a colon",
        'A delegate from the island told reporters: "We came to listen. The rest depends on them."',
        [
            (
                "A delegate from the island",
                "told",
                '"We came to listen. The rest depends on them."',
            )
        ],
    ),
    Case(
        "nested",
        "The mayor said that the governor had told him that the bridge was unsafe.",
        [
            ("The mayor", "said", "that the governor had told him that the bridge was unsafe"),
            ("the governor", "had told", "that the bridge was unsafe"),
        ],
    ),
    Case(
        "nested hope",
        "He said he hoped the two sides would meet soon.",
        [
            ("He", "said", "he hoped the two sides would meet soon"),
            ("he", "hoped", "the two sides would meet soon"),
        ],
    ),
    Case(
        "according to, first",
        "According to the ministry, three ships were turned back on Sunday.",
        [("the ministry", "According to", "three ships were turned back on Sunday")],
    ),
    Case(
        "according to, last",
        "Three ships were turned back, according to two officials who asked for anonymity.",
        [
            (
                "two officials who asked for anonymity",
                "according to",
                "Three ships were turned back",
            )
        ],
    ),
    Case(
        "in a statement",
        '"The offer is dead," the union said in a statement.',
        [("the union", "*", '"The offer is dead,"')],
    ),
    Case(
        "quotation fragment",
        'In a statement, the union called the offer "an insult".',
        [("the union", "called", 'the offer "an insult"')],
    ),
    Case(
        "noun as cue",
        "The president's insistence that the army must leave delayed the accord.",
        [("The president", "insistence", "*")],
    ),
    Case(
        "described as",
        'She described the plan as "a step backwards".',
        [("She", "described", 'the plan as "a step backwards"')],
    ),
    Case(
        "adjective as cue",
        "The chief negotiator was adamant that no money would change hands.",
        [("The chief negotiator", "was adamant", "that no money would change hands")],
    ),
    Case(
        "declined to say",
        "A spokeswoman declined to say whether the minister would attend.",
        [("A spokeswoman", "declined to say", "whether the minister would attend")],
    ),
    Case(
        "did not rule out",
        "The general did not rule out that the ceasefire would be extended.",
        [("The general", "did not rule out", "that the ceasefire would be extended")],
    ),
    Case(
        "would not confirm",
        "The company would not confirm that it had received an offer.",
        [("The company", "would not confirm", "that it had received an offer")],
    ),
    Case(
        "was quoted as saying",
        "The premier was quoted as saying that the deal was near.",
        [("The premier", "was quoted as saying", "that the deal was near")],
    ),
    Case(
        "is said to",
        "The rebels are said to hold four towns.",
        [(None, "are said", "The rebels … to hold four towns")],
    ),
    Case(
        "announced by",
        "It was announced by the palace that the summit would go ahead.",
        [("the palace", "was announced", "that the summit would go ahead")],
    ),
    Case(
        "inverted, with a long apposition",
        '"Nothing is agreed," said Maria Lopez, a lawyer for the fishermen who has taken part in all'
        " six rounds, on Friday.",
        [
            (
                "Maria Lopez, a lawyer for the fishermen who has taken part in all six rounds",
                "said",
                '"Nothing is agreed,"',
            )
        ],
    ),
    Case(
        "conjoined cues",
        "The minister said the talks were useful and confirmed that they would resume on Monday.",
        [
            ("The minister", "said", "the talks were useful"),
            ("The minister", "confirmed", "that they would resume on Monday"),
        ],
    ),
    Case(
        "without saying",
        "Local media said the round would go on, without saying whether the map had been shown.",
        [("Local media", "said", "*"), ("Local media", "saying", "whether the map had been shown")],
    ),
    Case(
        "single marks",
        "'We are close,' the envoy said. 'But we are not there yet.'",
        [("the envoy", "said", "'We are close,' … 'But we are not there yet.'")],
    ),
    Case(
        "closing mark missing",
        '"We are close, the envoy said on Monday.',
        [("the envoy", "said", '"We are close,')],
    ),
    Case(
        "signed below",
        "“The river belongs to all of us and nobody asked us.”\n\n— Rosa Medina, farmer",
        [
            (
                "Rosa Medina, farmer",
                "—",
                "“The river belongs to all of us and nobody asked us.”",
            )
        ],
    ),
    Case(
        "suspicion",
        "Analysts suspect that the army is behind the delay.",
        [("Analysts", "suspect", "that the army is behind the delay")],
    ),
    Case("belief", "Few believe the deal will hold.", [("Few", "believe", "the deal will hold")]),
    Case(
        "suggestion",
        "Turkey has suggested the corridor could open by June.",
        [("Turkey", "has suggested", "the corridor could open by June")],
    ),
    Case(
        "according to a post and a name",
        "According to the harbour master, Nils Aas, the pier will open in June.",
        [("the harbour master, Nils Aas", "According to", "the pier will open in June")],
    ),
    Case(
        "accused by several",
        "Angola was accused by two envoys of hiding the survey of the wells.",
        [("two envoys", "*", "of hiding the survey of the wells")],
    ),
    Case(
        "the next speaker after a semicolon",
        'The price was "a joke on all of us", the growers said; the ministry called it "fair".',
        [
            ("the growers", "said", 'The price was "a joke on all of us"'),
            ("the ministry", "called", 'it "fair"'),
        ],
    ),
    Case(
        "expects another to act",
        "The broker expects the smaller bank to sell its shares.",
        [("The broker", "expects", "the smaller bank to sell its shares")],
    ),
]

# Texts that report nobody's words or thoughts.
NOTHING = {
    "title of a work": 'The critic praised "The Long Road Home" and left early.',
    "scare quotes": 'The so-called "friends" of the accord met in Oslo.',
    "plain event": "The delegation left the hotel at noon.",
    "offer": "The company has offered 2.5 percent over two years.",
    "wish": "The union wants a shorter week.",
    "expectation in the passive": "Officials are expected to meet in Lagos on Friday.",
    "anonymity": "The officer asked not to be named.",
    "anonymity with its reason": "They declined to be quoted because the talks were private.",
    "pressing": "The regional secretary is pressing for a bonus of 900 pounds.",
    "no answer": "The embassy did not respond to a request for comment.",
    "called off": "A second round in Lagos was called off.",
    "impersonal": "It is clear that the winter will be long.",
    "recipe": "Stir the rice, add the stock and leave it to rest for ten minutes.",
}
