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

    ``attributions`` and ``words`` count by kind ("direct", "mixed", "indirect"); ``pieces`` has the
    words and the evidence numbers of each statement, by kind.
    """

    name: str
    side: str | None
    named: bool
    attributions: dict[str, int]
    words: dict[str, int]
    numbers: tuple[int, ...]
    pieces: dict[str, tuple[tuple[int, tuple[int, ...]], ...]]

    @property
    def total(self) -> int:
        """Number of attributions."""
        return sum(self.attributions.values())

    @property
    def total_words(self) -> int:
        """Number of words attributed."""
        return sum(self.words.values())


def speakers(digest: Digest) -> list[Speaker]:
    """Return the sources, those with most attributed words first.

    An actor whom several articles quote is one source.
    """
    actors = {(row["article"], row["actor"]): row for row in digest.actors}
    labels = _labels(digest)
    sides = digest.members
    groups: dict[str, list[Row]] = {}
    for row in digest.attributions:
        label = labels.get((row["article"], row["actor"])) or _unknown(row["source"])
        groups.setdefault(label, []).append(row)
    result = []
    for name, found in groups.items():
        places = [(row["article"], row["actor"]) for row in found]
        known = [actors[place] for place in places if place in actors]
        result.append(
            Speaker(
                name=name,
                side=next((sides[place] for place in places if place in sides), None),
                named=any(row["named"] for row in known),
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
                pieces={
                    kind: tuple(
                        (
                            int(row["words"]),
                            digest.evidence.of(row["article"], row["attribution"]),
                        )
                        for row in found
                        if row["kind"] == kind and row["words"]
                    )
                    for kind in KINDS
                },
            )
        )
    return sorted(result, key=lambda speaker: (-speaker.total_words, speaker.numbers, speaker.name))


def _labels(digest: Digest) -> dict[tuple[str, str], str]:
    """Return the label of each actor, by article and id: one for each actor of all articles.

    Two actors with one name are told apart by a number.
    """
    owners: dict[str, str | None] = {}
    found: dict[tuple[str, str], str] = {}
    labels: dict[str | None, str] = {}
    for row in digest.actors:
        article, actor = row["article"], row["actor"]
        key = digest.identities.key(article, actor)
        if key not in labels:
            known = digest.called(article, actor) if row["named"] else None
            name = known or digest.naming.name(article, actor) or str(row["name"])
            label, number = name, 2
            while owners.setdefault(label, key) != key:
                label, number = f"{name} ({number})", number + 1
            labels[key] = label
        found[article, actor] = labels[key]
    return found


def _unknown(source: str | None) -> str:
    return f"“{one_line(source)}”" if source else UNKNOWN


@dataclass(frozen=True)
class Aboutness:
    """How often each source speaks of each actor: ``counts[source, subject]``."""

    sources: tuple[str, ...]
    subjects: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    numbers: dict[tuple[str, str], tuple[int, ...]]


def who_speaks_of_whom(digest: Digest) -> Aboutness:
    """Count, for each source, the attributions whose content mentions another actor."""
    labels = _labels(digest)
    counts: dict[tuple[str, str], int] = {}
    numbers: dict[tuple[str, str], tuple[int, ...]] = {}
    for annotation in digest.annotations:
        article = annotation.article.id
        for attribution in annotation.attributions:
            source = attribution.source.text if attribution.source else None
            speaker = labels.get((article, attribution.actor or "")) or _unknown(source)
            for other in annotation.actors:
                if other.id == attribution.actor:
                    continue
                if not any(
                    part.start <= mention.start and mention.end <= part.end
                    for mention in other.mentions
                    for part in attribution.content
                ):
                    continue
                key = (speaker, labels[article, other.id])
                counts[key] = counts.get(key, 0) + 1
                numbers[key] = numbers.get(key, ()) + digest.evidence.of(article, attribution.id)
    order = [speaker.name for speaker in speakers(digest)]
    sources = tuple(name for name in order if any(source == name for source, _ in counts))
    totals: dict[str, int] = {}
    for (_, subject), number in counts.items():
        totals[subject] = totals.get(subject, 0) + number
    subjects = tuple(sorted(totals, key=lambda name: (-totals[name], name)))
    return Aboutness(sources, subjects, counts, numbers)
