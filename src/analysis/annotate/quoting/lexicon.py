"""The words that introduce attributions, from the reference table ``cues.csv``."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Cue(NamedTuple):
    """How a word introduces what someone says or thinks.

    ``meaning`` is statement, question, request, commitment, belief, evaluation or denial; ``takes``
    names what can follow: clause, quotation, infinitive, noun, as.
    """

    meaning: str
    takes: frozenset[str]


@lru_cache(maxsize=1)
def cues() -> dict[tuple[str, str], Cue]:
    """Return the cues by lemma and part of speech (VERB, NOUN, ADJ)."""
    table = files("analysis") / "reference" / "tables" / "cues.csv"
    with table.open(encoding="utf-8") as stream:
        return {
            (row["lemma"], row["part_of_speech"]): Cue(
                row["meaning"], frozenset(row["takes"].split())
            )
            for row in csv.DictReader(stream)
        }
