"""Write the results of the worked examples in docs/method.md, by annotating their texts.

An example is a comment, a quoted text, and the table that the text gives::

    <!-- example: positions, published 2024-05-16 -->

    > The union rejected the offer.

    | holder | … |

    <!-- end of example -->

The comment names the tables shown, joined by "and", and the date of publication where the text is
to have one. What stands between the text and the second comment is replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from analysis.annotate.language import annotate
from analysis.articles.paragraphs import find_paragraphs
from analysis.model import Annotation, Article, text_sha256
from analysis.tables import TABLES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "method.md"
EXAMPLE = re.compile(
    r"<!-- example: (?P<tables>[a-z_ ]+?)(?:, published (?P<published>[\d-]+))? -->\n\n"
    r"(?P<quoted>(?:>.*\n)+)\n(?P<result>(?:(?!<!--).*\n)*)<!-- end of example -->\n"
)
# The columns that an example shows, with the names they bear in it.
SHOWN = {
    "time_expressions": {"text": "words", "type": "type", "value": "value", "mod": "mod",
                         "derivation": "derivation"},
    "attributions": {"attribution": "id", "source": "source", "cue": "cue",
                     "content": "content", "kind": "kind",
                     "negated": "negated", "within": "within", "confidence": "confidence"},
    "actors": {"name": "name", "kind": "kind", "side_name": "side", "role": "role",
               "office": "office", "aliases": "aliases", "mentions": "mentions"},
    "positions": {"actor_name": "holder", "type": "type", "event_type": "PLOVER", "mode": "mode",
                  "issue": "issue", "condition": "condition", "recipients": "to",
                  "confidence": "confidence"},
    "meetings": {"meeting": "id", "name": "name", "participants": "participants", "date": "date",
                 "status": "status", "derivation": "derivation",
                 "contradictions": "contradictions"},
}  # fmt: skip


def text_of(quoted: str) -> str:
    """Return the text of a Markdown quotation: its lines without the marks, in their order."""
    return "\n".join(line.removeprefix(">").removeprefix(" ") for line in quoted.splitlines())


def annotated(text: str, published: str | None) -> Annotation:
    """Annotate the text of an example."""
    return annotate(
        Article(
            id="example",
            text=text,
            sha256=text_sha256(text),
            published=published,
            paragraphs=find_paragraphs(text),
        )
    )


def result_of(annotation: Annotation, tables: str) -> str:
    """Return the tables of an example in Markdown."""
    parts = []
    for name in tables.split(" and "):
        if name == "paragraphs":
            parts.append(_paragraphs(annotation))
        elif name == "notes":
            parts.append("".join(f"- {note}\n" for note in annotation.notes))
        else:
            frame = TABLES[name]([annotation])[list(SHOWN[name])]
            parts.append(_markdown(frame.rename(columns=SHOWN[name])))
    return "\n".join(parts)


def _paragraphs(annotation: Annotation) -> str:
    text = annotation.article.text
    rows = [(part.kind, text[part.start : part.end]) for part in annotation.article.paragraphs]
    return _markdown(pd.DataFrame(rows, columns=["kind", "words"]))


def _markdown(frame: pd.DataFrame) -> str:
    """Return a table without the columns in which no row says anything."""
    told: dict[str, list[object]] = {
        str(name): frame[name].astype(object).where(frame[name].notna(), None).tolist()
        for name in frame.columns
    }
    shown = {name: [_cell(value) for value in values] for name, values in told.items()}
    shown = {name: cells for name, cells in shown.items() if any(cells)}
    rows = [list(shown), ["---"] * len(shown), *zip(*shown.values(), strict=True)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return " ".join(text.split()).replace("|", "\\|")


def rewritten(page: str, annotating: Callable[[str, str | None], Annotation] = annotated) -> str:
    """Return the page with the result of each example as the code gives it."""

    def again(match: re.Match[str]) -> str:
        annotation = annotating(text_of(match["quoted"]), match["published"])
        result = result_of(annotation, match["tables"])
        head = match.group()[: match.start("result") - match.start()]
        return f"{head}{result}\n<!-- end of example -->\n"

    return EXAMPLE.sub(again, page)


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(rewritten(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
