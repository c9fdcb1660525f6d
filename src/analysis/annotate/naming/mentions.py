"""The records that pass between the stages: a mention, and an entity as a set of mentions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from analysis.model import ActorKind, ActorRole

Form = Literal[
    "name", "acronym", "adjective", "people", "capital", "seat", "paraphrase", "description",
    "pronoun",
]  # fmt: skip
Definiteness = Literal["definite", "indefinite", "bare", "possessed"]


@dataclass(slots=True, eq=False)
class Mention:
    """Words that refer to an actor.

    ``first`` to ``last`` (end exclusive) are tokens, ``start`` and ``end`` code points, ``head`` is
    the token that carries the grammar. ``name`` is the name proper, or the description.
    ``key`` is set where a reference table knows the name. ``owners`` are the mentions that a
    description belongs to ("the *Iranian* negotiators", "a spokesman for *Ashton*").
    """

    first: int
    last: int
    head: int
    start: int
    end: int
    form: Form
    name: str
    kind: ActorKind | None = None
    key: str | None = None
    noun: str = ""
    noun_class: str = ""
    title: str = ""
    definiteness: Definiteness = "bare"
    plural: bool = False
    owners: list[Mention] = field(default_factory=list)
    speaks_for: Mention | None = None
    entity: Entity | None = None
    certain: bool = True
    called: str = ""
    described: bool = False
    inner: tuple[int, int] | None = None

    @property
    def length(self) -> int:
        """Length in code points."""
        return self.end - self.start


@dataclass(slots=True, eq=False)
class Entity:
    """One actor: its mentions, and what is known of it.

    ``affiliations`` are the actors it belongs to, nearest first.
    """

    kind: ActorKind
    key: str
    name: str
    named: bool = True
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    office: str | None = None
    gender: str | None = None
    plural: bool = False
    definites: tuple[str, ...] = ()
    nouns: set[str] = field(default_factory=set)
    affiliations: list[Entity] = field(default_factory=list)
    speaks_for: Entity | None = None
    side: Entity | None = None
    role: ActorRole | None = None
    members: list[Entity] = field(default_factory=list)
    confidence: float = 1.0
    id: str = ""

    def add(self, mention: Mention) -> None:
        """Make `mention` one of this entity's."""
        mention.entity = self
        self.mentions.append(mention)
