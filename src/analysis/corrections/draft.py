"""An annotation being corrected: records by id, looked up by words and by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from analysis.corrections.anchors import Place, Selector, find, fold, nearest
from analysis.model import (
    Actor,
    Annotation,
    Attribution,
    CorrectionStatus,
    Meeting,
    Position,
    Span,
    TimeExpression,
)

Item = Actor | Attribution | Position | Meeting | TimeExpression
AnyItem = TypeVar("AnyItem", Actor, Attribution, Position, Meeting, TimeExpression)
Stretch = tuple[int, int]

# The least share of the words that a record and a quotation must have in common (Jaccard).
_SAME_WORDS = 0.5
# How many characters are searched in all for words near those that are lost.
_MOST_SEARCHED = 1_000_000
_NUMBER = re.compile(r"\d+$")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


class UndoneError(Exception):
    """A correction that cannot be carried out: its status, and why, in words."""

    def __init__(self, status: CorrectionStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


@dataclass(frozen=True)
class Anchor:
    """Where in the text a correction is anchored: one place, or several that fit alike."""

    selector: Selector
    places: tuple[Place, ...]


class Draft:
    """The records of an annotation while it is corrected.

    Records are immutable and replaced as wholes; ids that were removed are never given again.
    ``moved`` says into which actor one was merged.
    """

    def __init__(self, annotation: Annotation) -> None:
        self.annotation = annotation
        self.article = annotation.article
        self.text = annotation.article.text
        self.actors = {one.id: one for one in annotation.actors}
        self.attributions = {one.id: one for one in annotation.attributions}
        self.positions = {one.id: one for one in annotation.positions}
        self.meetings = {one.id: one for one in annotation.meetings}
        self.dates = {one.id: one for one in annotation.time_expressions}
        self.moved: dict[str, str] = {}
        self._searches = 0
        self._original = dict(self.actors)
        self._originals = self.records()
        self._last = {
            letter: max((_number(one) for one in ids), default=0)
            for letter, ids in (
                ("a", self.actors),
                ("q", self.attributions),
                ("p", self.positions),
                ("m", self.meetings),
                ("t", self.dates),
            )
        }

    def result(self) -> Annotation:
        """Return the annotation as corrected."""
        return self.annotation.model_copy(
            update={
                "actors": tuple(self.actors.values()),
                "attributions": tuple(self.attributions.values()),
                "positions": tuple(self.positions.values()),
                "meetings": tuple(self.meetings.values()),
                "time_expressions": tuple(self.dates.values()),
            }
        )

    def records(self) -> dict[str, Item]:
        """Return all records as they are now, by id."""
        return {
            **self.actors,
            **self.attributions,
            **self.positions,
            **self.meetings,
            **self.dates,
        }

    def changed_since(self, before: Mapping[str, Item]) -> list[str]:
        """Return the ids of the records that were there before, and now are others."""
        now = self.records()
        return [
            key
            for key, old in before.items()
            if key in now and now[key] is not old and now[key] != old
        ]

    def new_id(self, letter: str) -> str:
        """Return an id that no record has or had."""
        self._last[letter] += 1
        return f"{letter}{self._last[letter]}"

    def span(self, place: Place) -> Span:
        """Return the words at a place."""
        return self.article.span(place.start, place.end)

    # Words -----------------------------------------------------------------------------------

    def anchor(self, selector: Selector) -> Anchor:
        """Return where the words of a correction stand.

        Raises
        ------
        UndoneError
            If they are lost.
        """
        places = tuple(find(self.text, selector))
        if not places:
            raise UndoneError("lost", self._lost(selector))
        return Anchor(selector, places)

    def only_place(self, anchor: Anchor) -> Place:
        """Return the one place of an anchor.

        Raises
        ------
        UndoneError
            If several fit alike.
        """
        if len(anchor.places) > 1:
            raise UndoneError("ambiguous", self._several(anchor.places))
        return anchor.places[0]

    def near(self, selector: Selector, key: str, anchor: Place) -> Span:
        """Return the words of `selector`; if they stand several times, those nearest to `anchor`.

        Nearest are those within the anchor, else in its sentence, else in its paragraph.

        Raises
        ------
        UndoneError
            If they are not there, or it is not clear which are meant.
        """
        places = find(self.text, selector)
        if not places:
            raise UndoneError("lost", f"{key}: {self._lost(selector)}")
        if len(places) == 1:
            return self.span(places[0])
        for start, end in self._around(anchor):
            inside = [place for place in places if start <= place.start and place.end <= end]
            if len(inside) == 1:
                return self.span(inside[0])
            if inside:
                break
        raise UndoneError("ambiguous", f"{key}: {self._several(places)}")

    def _around(self, anchor: Place) -> Iterator[Stretch]:
        yield anchor.start, anchor.end
        units = (self.annotation.sentences, self.article.paragraphs)
        for unit in units:
            touched = [one for one in unit if one.start < anchor.end and one.end > anchor.start]
            if touched:
                yield touched[0].start, touched[-1].end

    def same_sentence(self, one: Stretch, other: Stretch) -> bool:
        """Tell whether two stretches of words touch the same sentence."""
        first = next(iter([*self._around(Place(*one))][1:]), one)
        return first[0] < other[1] and other[0] < first[1]

    def _lost(self, selector: Selector) -> str:
        words = f"“{shown(selector.exact)}” is no longer in the text"
        self._searches += len(self.text)
        close = nearest(self.text, selector) if self._searches <= _MOST_SEARCHED else None
        if close is None:
            return words
        return f"{words}; nearest: “{shown(self.text[close.start : close.end])}”"

    def _several(self, places: Iterable[Place]) -> str:
        where = []
        for place in places:
            number = self.article.paragraph_at(place.start)
            where.append("no paragraph" if number is None else f"paragraph {number + 1}")
        return (
            f"the words fit in {len(where)} places ({listed(where)}): "
            "a longer prefix or suffix tells them apart"
        )

    # Records ---------------------------------------------------------------------------------

    def target(
        self,
        records: Mapping[str, AnyItem],
        anchor: Anchor,
        words: Callable[[AnyItem], Iterable[Stretch]],
        kind: str,
        was: str | None,
    ) -> AnyItem:
        """Return the record that rests on the words of an anchor.

        Raises
        ------
        UndoneError
            If none does, or more than one.
        """
        found: dict[str, AnyItem] = {}
        for place in anchor.places:
            for record in _nearest_records(records.values(), (place.start, place.end), words):
                found[record.id] = record
        if len(found) > 1 and was:
            fitting = {key: one for key, one in found.items() if self.is_as(one, was)}
            found = fitting or found
        if not found:
            raise UndoneError("no target", f"no {kind} rests on these words")
        if len(found) > 1:
            names = listed([f"“{self.describe(one)}”" for one in found.values()])
            raise UndoneError(
                "ambiguous", f"{len(found)} {kind}s rest on these words ({names}): was = … chooses"
            )
        return next(iter(found.values()))

    def is_as(self, record: Item, was: str) -> bool:
        """Tell whether a record is what the program is said to have made of the words."""
        return _key(was) in {_key(one) for one in self.descriptions(record)}

    def describe(self, record: Item) -> str:
        """Return a short description of a record, which tells it from others on the same words."""
        return next(iter(self.descriptions(record)))

    def descriptions(self, record: Item) -> list[str]:
        """Return all short descriptions of a record, the most telling first.

        Those of what the program had made of it come last.
        """
        found = _descriptions(record, self.actors)
        original = self._originals.get(record.id)
        if original is not None:
            found += _descriptions(original, self._original)
        return list(dict.fromkeys(found))

    # Actors ----------------------------------------------------------------------------------

    def name(self, actor: str | None) -> str | None:
        """Return the name of an actor, or None."""
        found = self.actors.get(actor or "")
        return found.name if found else None

    def actor(self, reference: str | Selector, key: str) -> Actor:
        """Return the actor that a correction names, or whose mention it quotes.

        A name is looked for among the names that actors have, then among those that the program
        had given them, then among their other names.

        Raises
        ------
        UndoneError
            If there is no such actor, or more than one.
        """
        if isinstance(reference, Selector):
            try:
                anchor = self.anchor(reference)
                return self.target(self.actors, anchor, mention_words, "actor", None)
            except UndoneError as undone:
                raise UndoneError(undone.status, f"{key}: {undone.detail}") from None
        wanted = _key(reference)
        tiers: tuple[Callable[[Actor], Iterable[str]], ...] = (
            lambda one: [one.name],
            lambda one: [self._original[one.id].name] if one.id in self._original else [],
            lambda one: one.aliases,
        )
        for names in tiers:
            found = [
                one for one in self.actors.values() if wanted in {_key(name) for name in names(one)}
            ]
            if len(found) == 1:
                return found[0]
            if found:
                raise UndoneError(
                    "ambiguous",
                    f"{key}: {len(found)} actors are called “{shown(reference)}”: quote the words "
                    "of one of them",
                )
        merged = [
            self._target_of(identity)
            for identity, one in self._original.items()
            if identity in self.moved and wanted == _key(one.name)
        ]
        if len(merged) == 1 and merged[0] in self.actors:
            return self.actors[merged[0]]
        raise UndoneError("no target", f"{key}: there is no actor “{shown(reference)}”")

    def _target_of(self, identity: str) -> str:
        while identity in self.moved:
            identity = self.moved[identity]
        return identity

    def owner_in(self, stretch: Stretch) -> str | None:
        """Return the actor of the first, longest mention inside a stretch of words, or None."""
        inside = [
            (mention.start, -mention.end, actor.id)
            for actor in self.actors.values()
            for mention in actor.mentions
            if stretch[0] <= mention.start and mention.end <= stretch[1]
        ]
        return min(inside)[2] if inside else None


def _descriptions(record: Item, actors: Mapping[str, Actor]) -> list[str]:
    """Return the short descriptions of a record, where actors have these names."""
    match record:
        case Actor():
            return [record.name, *record.aliases]
        case Attribution():
            named = actors.get(record.actor or "")
            spans = [span.text for span in (record.source, record.cue) if span]
            return [*([named.name] if named else []), *spans, record.kind]
        case Position():
            holder = actors.get(record.actor or "")
            name = holder.name if holder else "nobody named"
            short = f"{record.type} by {name}"
            return [
                short,
                record.type,
                name,
                *([f"{short} on {record.issue}"] if record.issue else []),
            ]
        case Meeting():
            given = (record.name, record.date, record.place, record.status)
            return [one for one in given if one]
        case TimeExpression():
            return [record.value]


def insert(
    records: dict[str, AnyItem], record: AnyItem, start: Callable[[AnyItem], Stretch]
) -> None:
    """Put a new record in its place in text order, and leave the others as they are."""
    place = start(record)
    after = {key: one for key, one in records.items() if start(one) > place}
    for key in after:
        del records[key]
    records[record.id] = record
    records.update(after)


def mention_words(actor: Actor) -> Iterator[Stretch]:
    """Yield the stretches of words by which a correction may mean an actor."""
    return ((span.start, span.end) for span in actor.mentions)


def attribution_words(one: Attribution) -> Iterator[Stretch]:
    """Yield the stretches of words by which a correction may mean an attribution."""
    yield one.content[0].start, one.content[-1].end
    yield from ((span.start, span.end) for span in one.content)
    spans = [*filter(None, (one.source, one.cue)), *one.content]
    yield min(span.start for span in spans), max(span.end for span in spans)


def position_words(one: Position) -> Iterator[Stretch]:
    """Yield the stretch of words by which a correction may mean a position."""
    yield one.evidence.start, one.evidence.end


def meeting_words(one: Meeting) -> Iterator[Stretch]:
    """Yield the stretches of words by which a correction may mean a meeting."""
    return ((span.start, span.end) for span in one.evidence)


def date_words(one: TimeExpression) -> Iterator[Stretch]:
    """Yield the stretch of words by which a correction may mean an expression of time."""
    yield one.start, one.end


def _nearest_records(
    records: Iterable[AnyItem],
    words: Stretch,
    of: Callable[[AnyItem], Iterable[Stretch]],
) -> list[AnyItem]:
    """Return the records whose words have most in common with `words`.

    Where none has enough in common, those count whose words lie within `words`, or around them.
    """
    records = list(records)
    shares = [
        (max((shared(words, stretch) for stretch in of(record)), default=0.0), record)
        for record in records
    ]
    best = max((share for share, _ in shares), default=0.0)
    if best >= _SAME_WORDS:
        return [record for share, record in shares if share == best]
    around = [
        (share, record)
        for share, record in shares
        if any(start <= words[0] and words[1] <= end for start, end in of(record))
    ]
    if around:  # the tightest of those around the quoted words
        best = max(share for share, _ in around)
        return [record for share, record in around if share == best]
    return [
        record
        for record in records
        if any(words[0] <= start and end <= words[1] for start, end in of(record))
    ]


def shared(one: Stretch, other: Stretch) -> float:
    """Return what two stretches have in common, as a share of what either covers (Jaccard)."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    if both <= 0:
        return 0.0
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def shown(words: str, limit: int = 120) -> str:
    """Return words on one line, shortened."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def listed(items: list[str]) -> str:
    """Return items as an English list, at most eight of them."""
    kept = items if len(items) <= 8 else [*items[:7], f"{len(items) - 7} more"]
    return kept[0] if len(kept) == 1 else f"{', '.join(kept[:-1])} and {kept[-1]}"


def _key(name: str) -> str:
    return _ARTICLE.sub("", fold(name)).casefold()


def _number(identity: str) -> int:
    match = _NUMBER.search(identity)
    return int(match.group()) if match else 0
