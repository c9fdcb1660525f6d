"""Making the result of a rule: a date with its derivation."""

from __future__ import annotations

from analysis.annotate.timex.lexer import Lexed
from analysis.annotate.timex.reading import derive, mod_in
from analysis.annotate.timex.scene import Found, Scene


def finish(
    scene: Scene, first: int, end: int, value: str, *steps: str, anchored: bool = False
) -> Found:
    anchor = scene.anchor.date.isoformat() if anchored and scene.anchor else None
    words = scene.words(first, end)
    return Found(
        first,
        end,
        "DATE",
        value,
        derive(words, *steps, value=value),
        anchor=anchor,
        mod=mod_in(scene.lexed, first, end),
    )


def made(
    scene: Scene, first: int, end: int, value: str, *steps: str, anchor: str | None
) -> list[Found]:
    return [
        Found(
            first,
            end,
            "DATE",
            value,
            derive(scene.words(first, end), *steps, value=value),
            anchor=anchor,
            mod=mod_in(scene.lexed, first, end),
        )
    ]


def span(scene: Scene, first: int, end: int, value: str) -> list[Found]:
    words = scene.words(first, end)
    return [Found(first, end, "DURATION", value, derive(words, "a length of time", value=value))]


def touches(lexed: Lexed, at: int, step: int) -> bool:
    """Tell whether no blank lies between a token and the next (or the one before)."""
    left, right = (at, at + 1) if step > 0 else (at - 1, at)
    return left >= 0 and right < len(lexed.starts) and lexed.ends[left] == lexed.starts[right]
