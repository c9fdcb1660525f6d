"""Who speaks and how, and who speaks about whom."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.summaries.digest import Digest
from analysis.summaries.prose import one_line
from analysis.summaries.rows import Row

KINDS = ("direct", "mixed", "indirect")
UNKNOWN = "source not identified"


@dataclass(frozen=True)
class Speaker:
    """One source: how often it is quoted in which way, and where.

    ``attributions`` and ``words`` count by kind ("direct", "mixed", "indirect").
    """

    name: str
    side: str | None
    named: bool
    attributions: dict[str, int]
    words: dict[str, int]
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        """Number of attributions."""
        return sum(self.attributions.values())

    @property
    def total_words(self) -> int:
        """Number of words attributed."""
        return sum(self.words.values())


def speakers(digest: Digest) -> list[Speaker]:
    """Return the sources, those with most attributed words first."""
    actors = {(row["article"], row["actor"]): row for row in digest.actors}
    sides = digest.members
    groups: dict[str, list[Row]] = {}
    for row in digest.attributions:
        actor = actors.get((row["article"], row["actor"]))
        label = _label(digest, row["article"], row["actor"], actor, row["source"])
        groups.setdefault(label, []).append(row)
    result = []
    for name, found in groups.items():
        key = (found[0]["article"], found[0]["actor"])
        known = actors.get(key)
        result.append(
            Speaker(
                name=name,
                side=sides.get(key),
                named=known is not None and bool(known["named"]),
                attributions={kind: sum(row["kind"] == kind for row in found) for kind in KINDS},
                words={
                    kind: sum(int(row["words"]) for row in found if row["kind"] == kind)
                    for kind in KINDS
                },
                numbers=tuple(
                    number
                    for row in found
                    for number in digest.evidence.of(row["article"], row["attribution"])
                ),
            )
        )
    return sorted(result, key=lambda speaker: (-speaker.total_words, speaker.numbers, speaker.name))


def _label(
    digest: Digest, article: str, actor: str | None, row: Row | None, source: str | None
) -> str:
    if row is None:
        return f"“{one_line(source)}”" if source else UNKNOWN
    if row["named"]:
        return str(row["name"])
    return digest.naming.name(article, actor) or str(row["name"])


@dataclass(frozen=True)
class Aboutness:
    """How often each source speaks of each actor: ``counts[source, subject]``."""

    sources: tuple[str, ...]
    subjects: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    numbers: dict[tuple[str, str], tuple[int, ...]]


def who_speaks_of_whom(digest: Digest) -> Aboutness:
    """Count, for each source, the attributions whose content mentions another actor."""
    actors = {(row["article"], row["actor"]): row for row in digest.actors}
    counts: dict[tuple[str, str], int] = {}
    numbers: dict[tuple[str, str], tuple[int, ...]] = {}
    for annotation in digest.annotations:
        article = annotation.article.id
        for attribution in annotation.attributions:
            actor = actors.get((article, attribution.actor or ""))
            source = attribution.source.text if attribution.source else None
            speaker = _label(digest, article, attribution.actor, actor, source)
            for other in annotation.actors:
                if other.id == attribution.actor:
                    continue
                if not any(
                    part.start <= mention.start and mention.end <= part.end
                    for mention in other.mentions
                    for part in attribution.content
                ):
                    continue
                row = actors.get((article, other.id))
                key = (speaker, _label(digest, article, other.id, row, None))
                counts[key] = counts.get(key, 0) + 1
                numbers[key] = numbers.get(key, ()) + digest.evidence.of(article, attribution.id)
    order = [speaker.name for speaker in speakers(digest)]
    sources = tuple(name for name in order if any(source == name for source, _ in counts))
    totals: dict[str, int] = {}
    for (_, subject), number in counts.items():
        totals[subject] = totals.get(subject, 0) + number
    subjects = tuple(sorted(totals, key=lambda name: (-totals[name], name)))
    return Aboutness(sources, subjects, counts, numbers)
