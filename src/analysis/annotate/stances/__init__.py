"""Who wants, offers, accepts, refuses, threatens ... what: the engine behind ``positions``.

Each module holds one idea:

``lexicon``     the cues (words that make a stance) and their inflected forms
``subject``     whether the article is about a negotiation at all
``clause``      what the parse says of a verb: subject, objects, negation, modality
``arguments``   what a verb governs, and whether it fits a cue
``phrases``     noun phrases that name an issue, and the words of a clause
``conditions``  "if ...", "unless ...", "depending on ..."
``verbs``       stances whose cue is a verb or an adjective
``polarity``    what denial, refusal, warning and promise make of them
``verdicts``    what a speaker calls a proposal ("an insult")
``futures``     stances made by what someone will do, or must do
``nominals``    stances whose cue is a noun ("Iran's rejection of ...")
``find``        all of these over a document, each stance once
``holders``     from the words of a holder to an actor, through quotations
``issues``      one label for all the ways in which an article names an issue
``plover``      PLOVER event types and modes
``events``      the PLOVER event type of a single sentence
"""
