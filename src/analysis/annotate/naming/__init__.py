"""Who is named, described or referred to in an article, and which of it is the same actor.

``words`` (the doc as plain lists) -> ``names`` and ``descriptions`` (mentions) -> ``merging``
(named actors) -> ``coreference`` (descriptions and pronouns) -> ``sides`` -> ``records``.
"""
