"""Compile the hand-made gold articles of tests/gold into the annotation format.

The YAML names stretches of text by quoting them; this script finds them and writes one JSON object
an article, or a negotiation of several articles: those of tests/gold/source and of
tests/gold/blind/source to parley.jsonl there, those of tests/gold/several likewise to
negotiations.jsonl. Run it after each change to a source file:

    python scripts/compile_gold.py

How a stretch is named: ``words`` is every occurrence as whole words (mentions) or the nearest one
(elsewhere); ``words#2`` is the second occurrence; ``context>words`` is ``words`` in ``context``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    Meeting,
    Position,
    Span,
    TimeExpression,
    text_sha256,
)

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
SETS = {
    GOLD: "parley",
    GOLD / "blind": "parley",
    GOLD / "several": "negotiations",
    GOLD / "several" / "blind": "negotiations",
}


class Finder:
    """Finds quoted stretches in one article's text."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.body = article.text.index("\n\n") + 2

    def all(self, words: str) -> list[Span]:
        """Return every stretch that `words` names, in the notation of mentions."""
        if ">" in words:
            context, inner = words.split(">")
            outer = self.nearest(context, self.body)
            return [self.nearest(inner, outer.start)]
        if match := re.fullmatch(r"(.+)#(\d+)", words):
            spans = self._occurrences(match[1])
            if len(spans) < int(match[2]):
                raise SystemExit(f"{self.article.id}: no occurrence {words!r}")
            return [spans[int(match[2]) - 1]]
        return self._occurrences(words)

    def nearest(self, words: str, offset: int) -> Span:
        """Return the occurrence of `words` whose start is nearest to `offset` (code points)."""
        return min(self._occurrences(words), key=lambda span: abs(span.start - offset))

    def one(self, words: str, offset: int) -> Span:
        """Return the stretch that `words` names, the nearest to `offset` if it names several."""
        return min(self.all(words), key=lambda span: abs(span.start - offset))

    def next(self, words: str, offset: int) -> Span:
        """Return the first occurrence of `words` at or after `offset` (code points)."""
        return next(span for span in self._occurrences(words) if span.start >= offset)

    def _occurrences(self, words: str) -> list[Span]:
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
        spans = [
            self.article.span(*match.span())
            for match in re.finditer(pattern, self.article.text)
            if match.start() >= self.body
        ]
        if not spans:
            raise SystemExit(f"{self.article.id}: not in the text: {words!r}")
        return spans


def compile_article(source: dict[str, Any]) -> Annotation:
    """Turn one YAML source into an annotation."""
    article = _article(source)
    finder = Finder(article)
    actors = _actors(source["actors"], finder)
    ids = {actor.name: actor.id for actor in actors}
    attributions = _attributions(source["attributions"], finder, ids)
    return Annotation(
        article=article,
        actors=tuple(actors),
        attributions=tuple(attributions),
        positions=tuple(_positions(source["positions"], finder, ids, attributions)),
        meetings=tuple(_meetings(source["meetings"], finder, ids)),
        time_expressions=tuple(_times(source["times"], finder)),
    )


def compile_negotiation(source: dict[str, Any]) -> dict[str, Any]:
    """Turn one YAML source of several articles into a negotiation of the gold format."""
    articles = [_article(one) for one in source["articles"]]
    finders = {article.id: Finder(article) for article in articles}

    def described(row: dict[str, Any]) -> dict[str, Any]:
        mentions = {}
        for name, finder in finders.items():
            given = row.get(name, [])
            spans = [
                span
                for words in ([given] if isinstance(given, str) else given)
                for span in finder.all(words)
            ]
            if spans:
                mentions[name] = sorted([span.start, span.end] for span in spans)
        facts = {key: value for key, value in row.items() if key not in finders}
        return facts | {"mentions": mentions}

    return {
        "format": "parley-several/1",
        "id": source["id"],
        "articles": [json.loads(article.model_dump_json()) for article in articles],
        **{
            kind: [described(row) for row in source[kind]]
            for kind in ("actors", "meetings", "positions")
        },
    }


def _article(source: dict[str, Any]) -> Article:
    text = source["text"].rstrip("\n") + "\n"
    return Article(
        id=source["id"],
        title=source["title"],
        published=str(source["published"]),
        published_basis="given with the gold data",
        language="en",
        sha256=text_sha256(text),
        text=text,
    )


def _actors(rows: list[dict[str, Any]], finder: Finder) -> list[Actor]:
    ids = {row["name"]: f"a{number}" for number, row in enumerate(rows, 1)}
    actors = []
    for row in rows:
        mentions = {span.start: span for words in row["mentions"] for span in finder.all(words)}
        spans = tuple(mentions[start] for start in sorted(mentions))
        side = row.get("side")
        own_side = ids[row["name"]] if row.get("role") == "party" else None
        actors.append(
            Actor(
                id=ids[row["name"]],
                name=row["name"],
                kind=row["kind"],
                side=ids[side] if side else own_side,
                role=row.get("role"),
                office=row.get("office"),
                named=row.get("named", True),
                aliases=tuple(dict.fromkeys(span.text for span in spans)),
                mentions=spans,
            )
        )
    return actors


def _attributions(
    rows: list[dict[str, Any]], finder: Finder, ids: dict[str, str]
) -> list[Attribution]:
    found = []
    for row in rows:
        if row.get("skip"):
            continue
        content = tuple(finder.all(words)[0] for words in row["content"])
        cue = finder.one(row["cue"], content[0].start)
        place = finder.all(row["near"])[0].start if "near" in row else cue.start
        source = finder.nearest(row["source"], place)
        actor = ids[row["actor"]] if "actor" in row else None
        found.append((content[0].start, source, actor, cue, content, row["kind"]))
    found.sort(key=lambda item: item[0])
    return [
        Attribution(
            id=f"q{number}", source=source, actor=actor, cue=cue, content=content, kind=kind
        )
        for number, (_, source, actor, cue, content, kind) in enumerate(found, 1)
    ]


def _positions(
    rows: list[dict[str, Any]],
    finder: Finder,
    ids: dict[str, str],
    attributions: list[Attribution],
) -> list[Position]:
    positions = []
    for number, row in enumerate(rows, 1):
        evidence = finder.all(row["evidence"])[0]
        condition = row.get("condition")
        positions.append(
            Position(
                id=f"p{number}",
                actor=ids[row["actor"]],
                type=row["type"],
                issue=row.get("issue"),
                negated=row.get("negated", False),
                condition=finder.nearest(condition, evidence.start) if condition else None,
                attribution=_attribution_of(row, evidence, ids, attributions),
                evidence=evidence,
            )
        )
    return positions


def _attribution_of(
    row: dict[str, Any], evidence: Span, ids: dict[str, str], attributions: list[Attribution]
) -> str | None:
    if "source" not in row:
        return None
    for attribution in attributions:
        if attribution.actor == ids[row["source"]] and any(
            span.overlaps(evidence) for span in attribution.content
        ):
            return attribution.id
    raise SystemExit(f"no attribution of {row['source']!r} holds {row['evidence']!r}")


def _meetings(rows: list[dict[str, Any]], finder: Finder, ids: dict[str, str]) -> list[Meeting]:
    meetings = []
    for number, row in enumerate(rows, 1):
        start = str(row["start"]) if row["start"] else None
        end = str(row["end"]) if row.get("end") else start
        meetings.append(
            Meeting(
                id=f"m{number}",
                place=row["place"],
                participants=tuple(ids[name] for name in row["participants"]),
                start=start,
                end=end,
                date=start if start == end else f"{start or '..'}/{end}",
                status=row["status"],
                evidence=tuple(finder.all(words)[0] for words in row["evidence"]),
                derivation="annotated by hand",
            )
        )
    return meetings


def _times(rows: list[list[str]], finder: Finder) -> list[TimeExpression]:
    expressions = []
    offset = finder.body
    for number, (words, kind, value) in enumerate(rows, 1):
        span = finder.next(str(words), offset)
        offset = span.start + 1
        expressions.append(
            TimeExpression(
                id=f"t{number}",
                start=span.start,
                end=span.end,
                text=span.text,
                type=kind,
                value=str(value),
                derivation="annotated by hand",
            )
        )
    return expressions


def compiled(folder: Path) -> str:
    """Return the JSON lines of a set's sources, in the order of their file names."""
    lines = []
    for path in sorted((folder / "source").glob("*.yaml")):
        source = yaml.safe_load(path.read_text("utf-8"))
        if "articles" in source:
            made = compile_negotiation(source)
        else:
            made = json.loads(compile_article(source).to_json())
        lines.append(json.dumps(made, ensure_ascii=False))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for folder, name in SETS.items():
        (folder / f"{name}.jsonl").write_text(compiled(folder), "utf-8")
