"""The annotations of one run, with actors who are the same in both runs that are compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analysis.model import Actor, Annotation
from analysis.reconcile import Identities


@dataclass(frozen=True)
class Run:
    """The annotations of one run, and who its actors are in both runs.

    ``mark`` follows the ids of its articles where both runs are looked at together.
    """

    annotations: tuple[Annotation, ...]
    known: Identities
    mark: str = ""

    @cached_property
    def articles(self) -> dict[str, Annotation]:
        """The annotations by the id of their article."""
        return {one.article.id: one for one in self.annotations}

    def key(self, article: str, actor: str | None) -> str | None:
        """Return who an actor is: the same in both runs, or None if there is no such actor.

        A body without a name of its own ("the ferry union") is the same wherever it is called so:
        a report is on one negotiation. Unnamed people are the same only in the same article.
        """
        found = self.known.key(article + self.mark, actor)
        described = self._actor(article, actor)
        if found is None or described is None:
            return None
        if not found.startswith(f"{article}{self.mark}:") and described.named:
            return found
        name = " ".join(described.name.casefold().split())
        if described.kind in ("organisation", "group", "state"):
            return f"called:{name}"
        return f"unnamed:{article}:{name}"

    def _actor(self, article: str, actor: str | None) -> Actor | None:
        annotation = self.articles.get(article)
        actors = annotation.actors if annotation else ()
        return next((one for one in actors if one.id == actor), None)
