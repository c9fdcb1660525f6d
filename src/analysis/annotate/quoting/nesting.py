"""Which attribution lies within which, and whether content is quoted."""

from __future__ import annotations

from analysis.annotate.quoting.drafts import Draft
from analysis.annotate.quoting.tree import Tree
from analysis.model import AttributionKind


def enclosing(drafts: list[Draft]) -> list[int | None]:
    """Return, for each attribution, the index of the smallest one whose content holds it."""
    contents = [found.content_tokens() for found in drafts]
    around: dict[int, list[int]] = {found.head: [] for found in drafts}
    for other, tokens in enumerate(contents):
        for head in tokens & around.keys():
            around[head].append(other)
    parents: list[int | None] = []
    for index, found in enumerate(drafts):
        best: int | None = None
        for other in around[found.head]:
            if other == index or contents[index] >= contents[other]:
                continue
            if best is None or len(contents[other]) < len(contents[best]):
                best = other
        parents.append(best)
    return _without_circles(parents)


def _without_circles(parents: list[int | None]) -> list[int | None]:
    """Let the first of several attributions that lie in one another stand by itself."""
    for index in range(len(parents)):
        above, seen = parents[index], {index}
        while above is not None and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == index:
            parents[index] = None
    return parents


def kind_of(tree: Tree, found: Draft) -> AttributionKind:
    """Tell whether all, none or some of the content's words are inside quotation marks."""
    words = [token for token in sorted(found.content_tokens()) if tree.has_word(token)]
    quoted = sum(tree.quotation[token] >= 0 for token in words)
    if tree.quotation[found.head] >= 0 and found.cue is not None:
        return "indirect"
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"
