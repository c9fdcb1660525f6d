"""The section of a report that says what changed since the report before it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.changes.model import Changes, Words
from analysis.changes.wording import headline, sentences
from analysis.model import Annotation


def section_html(changes: Changes, annotations: Sequence[Annotation], since: str) -> str:
    """Return the section as HTML: one line that counts, then each change with its paragraph.

    Parameters
    ----------
    changes
        From the earlier report to this one.
    annotations
        Those of this report, in its order: links lead to their paragraphs.
    since
        When the earlier report was made, in words.
    """
    order = [annotation.article.id for annotation in annotations]
    items = "".join(
        f"<li>{escape(sentence)}{_link(words, order)}</li>"
        for sentence, words in sentences(changes)
    )
    counted = headline(changes)
    lead = f"Since the report of {escape(since)}: {escape(counted)}."
    return (
        '<section class="changes"><h2>What changed</h2>'
        f"<p>{lead}</p>{f'<ul>{items}</ul>' if items else ''}</section>"
    )


def _link(words: Words | None, order: Sequence[str]) -> str:
    if words is None or not words.paragraph or words.article not in order:
        return ""
    prefix = f"{order.index(words.article) + 1}-" if len(order) > 1 else ""
    title = f" of {escape(words.article)}" if len(order) > 1 else ""
    target = f"#par{prefix}{words.paragraph}"
    return f' <a class="place" href="{target}">paragraph\u00a0{words.paragraph}</a>{title}'
