"""What an analyst can say of an annotation, as data.

Each correction is anchored by the words it quotes (:mod:`analysis.corrections.anchors`). A value
that is not given (None) leaves things as they are; the empty text takes a value away.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, model_validator

from analysis.corrections.anchors import Selector
from analysis.corrections.values import checked_edtf, checked_timex
from analysis.model import (
    ActorKind,
    ActorRole,
    AttributionKind,
    CorrectionAction,
    CorrectionLayer,
    MeetingFormat,
    MeetingStatus,
    PositionType,
    Record,
    TimexType,
)

FORMAT = "parley-corrections/1"
LONGEST_QUOTATION = 5_000
LONGEST_TEXT = 300
MOST_CORRECTIONS = 2_000
MOST_IN_A_LIST = 200

COMMON = ("layer", "action", "exact", "prefix", "suffix", "was", "note")
"""The keys that every correction may have; in TOML, the layer is the name of the table."""

_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DURATION = re.compile(r"P\d+(?:\.\d+)?[DWMY]|PT\d+(?:\.\d+)?[HM]")


def _one_line(text: str) -> str:
    if _UNSHOWABLE.search(text):
        raise ValueError("it holds a line break or a control character")
    return text.strip()


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("it is empty")
    return text


def _duration(text: str) -> str:
    if text and not _DURATION.fullmatch(text):
        raise ValueError("not a duration")
    return text


def _or_nothing(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a check that lets the empty text pass."""
    return lambda value: value if value == "" else check(value)


def _words_table(value: object) -> object:
    """Take text for a selector without context."""
    return {"exact": value} if isinstance(value, str) and value else value


Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_one_line)]
Name = Annotated[
    str, Field(max_length=LONGEST_TEXT), AfterValidator(_one_line), AfterValidator(_some)
]
Quotation = Annotated[str, Field(max_length=LONGEST_QUOTATION)]
Quoted = Annotated[Quotation, AfterValidator(_some)]


class Words(Selector):
    """Words quoted in a correction."""

    exact: Quoted
    prefix: Quotation = ""
    suffix: Quotation = ""


Nearby = Annotated[Words, BeforeValidator(_words_table)]
"""Words quoted without their context, or with it; looked for near those of the correction first."""
NearbyOrNone = Annotated[Words | Literal[""], BeforeValidator(_words_table)]
ActorReference = Name | Words
"""An actor by its name (or another name it has in the article), or by words that mention it."""
Several = Annotated[tuple[Nearby, ...], Field(max_length=MOST_IN_A_LIST)]
Edtf = Annotated[str, AfterValidator(checked_edtf)]
Duration = Annotated[str, AfterValidator(_duration)]
TimexValue = Annotated[str, AfterValidator(checked_timex)]
TimexMod = Literal[
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS",
    "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
]  # fmt: skip


Actions = Mapping[CorrectionAction, tuple[str, ...]]


class BaseCorrection(Selector):
    """What all corrections have: what is done, the words, and the analyst's reason.

    ``was`` says what the program had made of the words ("threaten", "2031-04-08", a name), which
    tells two records on the same words apart; acceptance and rejection hold for that reading only.
    """

    layer: CorrectionLayer
    actions: ClassVar[Actions]
    """The actions of this layer, each with the keys that it cannot do without."""

    action: CorrectionAction
    exact: Quoted
    prefix: Quotation = ""
    suffix: Quotation = ""
    was: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> BaseCorrection:
        problems = self.problems(self.action, sorted(self.model_fields_set))
        if problems:
            raise ValueError("; ".join(message for _, message, _ in problems))
        return self

    @classmethod
    def keys(cls, action: CorrectionAction) -> tuple[str, ...]:
        """Return the keys that a correction with this action may have."""
        own = tuple(name for name in cls.model_fields if name not in COMMON)
        if action in ("accept", "reject"):
            return COMMON
        if action == "merge":
            return (*COMMON, "into")
        return (*COMMON, *(name for name in own if name not in _NOT_WITH.get(action, ())))

    @classmethod
    def problems(cls, action: str, given: Collection[str]) -> list[tuple[str, str, str]]:
        """Return what is wrong with an action and the keys given: key, message, what is allowed."""
        if action not in cls.actions:
            return [("action", f"no action of {_plural(cls)}", ", ".join(cls.actions))]
        known = cast("CorrectionAction", action)
        allowed = cls.keys(known)
        written = ", ".join(key for key in allowed if key != "layer")
        found = [
            (key, f"{key!r} does not go with {action!r}", written)
            for key in given
            if key in cls.model_fields and key not in allowed
        ]
        found += [
            ("action", f"{action!r} needs {key!r}", f'a line such as: {key} = "…"')
            for key in cls.actions[known]
            if key not in given
        ]
        values = set(allowed) - set(COMMON)
        if action == "edit" and not values & set(given):
            found.append(
                ("action", "'edit' changes nothing", f"one of: {', '.join(sorted(values))}")
            )
        return found

    @property
    def selector(self) -> Selector:
        """The words that the correction is anchored to."""
        return Selector(exact=self.exact, prefix=self.prefix, suffix=self.suffix)

    def given(self) -> dict[str, Any]:
        """Return what was given, as TOML and JSON write it, without the layer."""
        return self.model_dump(
            exclude={"layer"}, exclude_none=True, exclude_unset=True, mode="json"
        )

    def fingerprint(self) -> str:
        """Return a hash of what the correction says."""
        said = json.dumps([self.layer, self.given()], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plural(cls: type[BaseCorrection]) -> str:
    return f"{cls.model_fields['layer'].default}s"


_NOT_WITH: dict[CorrectionAction, tuple[str, ...]] = {
    "edit": ("into",),
    "add": ("into", "without", "evidence"),
    "split": ("into", "without"),
}


class ActorCorrection(BaseCorrection):
    """A correction of an actor, anchored to a mention of it.

    ``also`` quotes further mentions, ``everywhere`` takes all places with the very words of
    ``exact``, ``without`` quotes mentions that are not of this actor. ``into`` is the actor that
    this one is merged into. "split" takes the quoted mentions from the actor whose they are.
    """

    layer: Literal["actor"] = "actor"
    actions: ClassVar[Actions] = {
        "accept": (), "reject": (), "edit": (), "add": ("name", "kind"), "merge": ("into",),
        "split": ("name",),
    }  # fmt: skip

    name: Name | None = None
    kind: ActorKind | None = None
    side: ActorReference | Literal[""] | None = None
    role: ActorRole | Literal[""] | None = None
    office: Text | None = None
    member_of: ActorReference | Literal[""] | None = None
    speaks_for: ActorReference | Literal[""] | None = None
    named: StrictBool | None = None
    aliases: Annotated[tuple[Name, ...], Field(max_length=MOST_IN_A_LIST)] | None = None
    also: Several | None = None
    everywhere: StrictBool | None = None
    without: Several | None = None
    into: ActorReference | None = None


class AttributionCorrection(BaseCorrection):
    """A correction of an attribution, anchored to its content.

    ``content`` quotes all parts of the content, where that is not just the quoted words. The empty
    ``source`` or ``actor`` says that there is none.
    """

    layer: Literal["attribution"] = "attribution"
    actions: ClassVar[Actions] = {"accept": (), "reject": (), "edit": (), "add": ()}

    source: NearbyOrNone | None = None
    cue: NearbyOrNone | None = None
    actor: ActorReference | Literal[""] | None = None
    content: Annotated[Several, Field(min_length=1)] | None = None
    kind: AttributionKind | None = None
    negated: StrictBool | None = None


class PositionCorrection(BaseCorrection):
    """A correction of a position, anchored to its evidence.

    ``issue`` is the label of the matter, ``issue_words`` the words for it here. ``attribution``
    quotes content of the attribution that reports the position; the empty one says that the
    article's writer does. ``evidence`` are the words that it rests on, where they are others.
    """

    layer: Literal["position"] = "position"
    actions: ClassVar[Actions] = {"accept": (), "reject": (), "edit": (), "add": ("type", "holder")}

    type: PositionType | None = None
    holder: ActorReference | Literal[""] | None = None
    issue: Text | None = None
    issue_words: NearbyOrNone | None = None
    condition: NearbyOrNone | None = None
    negated: StrictBool | None = None
    recipients: Annotated[tuple[ActorReference, ...], Field(max_length=MOST_IN_A_LIST)] | None = (
        None
    )
    attribution: NearbyOrNone | None = None
    evidence: Nearby | None = None


class MeetingCorrection(BaseCorrection):
    """A correction of a meeting, anchored to words that it rests on.

    ``date`` is EDTF; ``also`` quotes further words that it rests on, ``without`` words that are not
    about it. "merge" says that it is the same as the meeting whose words ``into`` quotes.
    """

    layer: Literal["meeting"] = "meeting"
    actions: ClassVar[Actions] = {
        "accept": (),
        "reject": (),
        "edit": (),
        "add": ("status",),
        "merge": ("into",),
    }

    name: Text | None = None
    place: Text | None = None
    participants: Annotated[tuple[ActorReference, ...], Field(max_length=MOST_IN_A_LIST)] | None = (
        None
    )
    format: MeetingFormat | Literal[""] | None = None
    date: Edtf | None = None
    status: MeetingStatus | None = None
    duration: Duration | None = None
    also: Several | None = None
    without: Several | None = None
    into: Nearby | None = None


class DateCorrection(BaseCorrection):
    """A correction of an expression of time, anchored to its words.

    A meeting that was dated by the expression follows its new value.
    """

    layer: Literal["date"] = "date"
    actions: ClassVar[Actions] = {"accept": (), "reject": (), "edit": (), "add": ("value",)}

    value: TimexValue | None = None
    type: TimexType | None = None
    mod: TimexMod | Literal[""] | None = None


Correction = Annotated[
    ActorCorrection
    | AttributionCorrection
    | PositionCorrection
    | MeetingCorrection
    | DateCorrection,
    Field(discriminator="layer"),
]
LAYERS: dict[CorrectionLayer, type[BaseCorrection]] = {
    "actor": ActorCorrection,
    "attribution": AttributionCorrection,
    "position": PositionCorrection,
    "meeting": MeetingCorrection,
    "date": DateCorrection,
}
"""The class of each layer's corrections, by the name of their tables in TOML."""


class Corrections(Record):
    """The corrections of one article, in the order of their file.

    ``lines`` holds the line of each in the file, where there is one.
    """

    entries: tuple[Correction, ...] = ()
    analyst: Text | None = None
    lines: tuple[int, ...] = ()

    def line(self, index: int) -> int | None:
        """Return the line in the file of the correction at `index`."""
        return self.lines[index] if index < len(self.lines) else None
