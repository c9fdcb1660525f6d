"""Letters that neither HTML nor PDF can hold, made visible."""

from __future__ import annotations

import re

# Controls but for tab, line feed and carriage return; noncharacters; halves of surrogate pairs.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_STRONG_RIGHT = frozenset({"R", "AL"})


def printable(text: str) -> str:
    """Return `text` with each control character and lone surrogate as U+FFFD, one for one."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def is_right_to_left(text: str) -> bool:
    """Tell whether the first strong letter of `text` is one that is written from right to left."""
    from unicodedata import bidirectional

    for letter in text:
        kind = bidirectional(letter)
        if kind == "L":
            return False
        if kind in _STRONG_RIGHT:
            return True
    return False
