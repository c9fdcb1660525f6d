"""Two runs compared: the same actors, positions and meetings are found by what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.changes.meetings import meeting_changes
from analysis.changes.model import ActorChange, ArticleChange, Changes
from analysis.changes.places import words_of
from analysis.changes.positions import position_changes
from analysis.changes.runs import Run
from analysis.model import Annotation
from analysis.reconcile import identify

# No id of an article has this character: ids are names of files.
_BEFORE = "\x00before"


def compare(previous: Iterable[Annotation], current: Iterable[Annotation]) -> Changes:
    """Return what changed from the annotations of one run to those of the next.

    Parameters
    ----------
    previous, current
        The annotations of the two runs; the articles may be the same, others, or more.
    """
    old, new = tuple(previous), tuple(current)
    renamed = [_renamed(one) for one in old]
    known = identify([*new, *renamed])
    before, after = Run(old, known, _BEFORE), Run(new, known)
    return Changes(
        articles=tuple(_article_changes(old, new)),
        actors=tuple(_actor_changes(before, after)),
        positions=tuple(position_changes(before, after)),
        meetings=tuple(meeting_changes(before, after)),
    )


def _renamed(annotation: Annotation) -> Annotation:
    article = annotation.article
    return annotation.model_copy(
        update={"article": article.model_copy(update={"id": article.id + _BEFORE})}
    )


def _article_changes(old: Sequence[Annotation], new: Sequence[Annotation]) -> list[ArticleChange]:
    before = {one.article.id: one for one in old}
    found = []
    for one in new:
        article, earlier = one.article, before.pop(one.article.id, None)
        title = article.title or article.id
        if earlier is None:
            found.append(ArticleChange(change="new", article=article.id, title=title))
        elif earlier.article.text != article.text:
            found.append(ArticleChange(change="other text", article=article.id, title=title))
        elif earlier != one:
            found.append(ArticleChange(change="read differently", article=article.id, title=title))
    for one in before.values():
        article = one.article
        found.append(
            ArticleChange(change="gone", article=article.id, title=article.title or article.id)
        )
    return found


def _actor_changes(before: Run, after: Run) -> list[ActorChange]:
    """Return the actors that no article named before; an unnamed source is news only if it speaks.

    Those who were described before and are named now are news too: their name is.
    """
    seen = {
        before.key(annotation.article.id, actor.id)
        for annotation in before.annotations
        for actor in annotation.actors
    }
    found = []
    for annotation in after.annotations:
        names = {actor.id: actor.name for actor in annotation.actors}
        speakers = {one.actor for one in annotation.attributions}
        for actor in annotation.actors:
            key = after.key(annotation.article.id, actor.id)
            if key is None or key in seen or not (actor.named or actor.id in speakers):
                continue
            seen.add(key)
            words = words_of(annotation.article, actor.mentions[0]) if actor.mentions else None
            found.append(
                ActorChange(
                    key=key,
                    name=actor.name,
                    kind=actor.kind,
                    role=actor.role,
                    side=names.get(actor.side or ""),
                    words=words,
                )
            )
    return found
