"""The end of a report: the annotated article, method and measured accuracy, provenance."""

from __future__ import annotations

from analysis.display.annotated import annotated_article
from analysis.display.markup import Block, Cell, joined, paragraph, table, terms
from analysis.summaries.accuracy import accuracy_lines, datasets_sentence
from analysis.summaries.digest import Digest
from analysis.summaries.prose import Prose
from analysis.summaries.provenance import date_sentence, source_line, versions


def evidence_note(digest: Digest) -> Block:
    """Say how the numbers of the report lead to the words it rests on."""
    last = len(digest.evidence.references)
    if not last:
        return paragraph("No words were marked.", "empty")
    if last == 1:
        words = "The number 1 is that of the report; it stands after the words to which it leads."
    else:
        words = (
            f"The numbers, 1 to {last}, are those of the report; each stands after the words to "
            "which it leads."
        )
    return paragraph(words, "note")


def annotated(digest: Digest) -> Block:
    """Show the article, or the articles, with numbered paragraphs and marked words."""
    parts: list[Block] = []
    for place, annotation in enumerate(digest.annotations, start=1):
        if digest.several:
            parts.append(paragraph(f"{place}. {source_line(annotation.article)}", "article-title"))
        parts.append(
            annotated_article(annotation.article, digest.evidence, place if digest.several else 0)
        )
    return joined(parts)


def method(digest: Digest) -> Block:
    """Say how accurate each layer was measured to be, on development data and on unseen texts."""
    found = accuracy_lines()
    if not found:
        return paragraph("No accuracy was recorded with this version of the program.", "empty")
    blind = any(line.blind for line in found)
    columns = ["What was counted", "On development data"]
    columns += ["On texts never used for development"] if blind else []
    lines: list[list[Cell]] = [
        [line.counted, line.tuned, line.blind] if blind else [line.counted, line.tuned]
        for line in found
    ]
    shown = table("Measured accuracy, in percent", columns, lines, "accuracy")
    return joined([shown, paragraph(datasets_sentence(), "note")])


def provenance(digest: Digest, parameters: dict[str, object] | None = None) -> Block:
    """Show source, date and its basis, hash, versions and parameters."""
    blocks = []
    for annotation in digest.annotations:
        article = annotation.article
        facts: list[tuple[str, Prose | str]] = [
            ("Article", source_line(article)),
            ("Date", date_sentence(article)),
            ("Text", f"{len(article.text):,} characters, SHA-256 {article.sha256}"),
        ]
        if article.url:
            facts.insert(1, ("Address", article.url))
        blocks.append(terms(facts, "provenance"))
    used = ", ".join(f"{name} {version}" for name, version in versions().items())
    given = [
        f"{name.replace('_', ' ')} {_value(value)}"
        for name, value in sorted((parameters or {}).items())
        if value not in ("", [], None, 0.0)
    ]
    facts = [("Made with", used), ("Parameters", "; ".join(given) or "none given")]
    blocks.append(terms(facts, "provenance"))
    return joined(blocks)


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
