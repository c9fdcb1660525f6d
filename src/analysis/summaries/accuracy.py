"""What was measured of each layer, in words for readers who do not know the measures' names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from analysis.summaries.prose import capitalised

ACCURACY_FILE = "accuracy.json"
BLIND = "blind/"

# Layer: what is told of it, as measure and words. "Found" is F1 where precision is measured too.
_TOLD: tuple[tuple[str, str, str], ...] = (
    ("attributions", "content soft", "Statements found, with most of their words"),
    ("attributions", "source of matched", "Right source, of those found"),
    ("actors", "actors found", "Actors found"),
    ("actors", "aliases merged", "Names of one actor brought together"),
    ("actors", "side", "Right side, of those found"),
    ("positions", "evidence, type and holder", "Positions found, with kind and holder"),
    ("positions", "macro F1", "Kind of position in single sentences"),
    ("meetings", "found and dated", "Meetings found, with their date"),
    ("meetings", "participants", "Right participants, of those found"),
    ("time_expressions", "value", "Dates found, with their value"),
)
_DATA = {
    "parley": ("own", "articles invented for this project"),
    "polnear": ("PolNeAR", "articles on a US election"),
    "meantime": ("MEANTIME", "Wikinews articles on two companies"),
    "gum": ("GUM", "texts of many kinds"),
    "plover": ("PLOVER", "single sentences"),
}


@dataclass(frozen=True)
class AccuracyLine:
    """One measure, with its values on data used for development and on unseen data, as text."""

    counted: str
    tuned: str
    blind: str


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    try:
        text = (resources.files("analysis.reference") / ACCURACY_FILE).read_text("utf-8")
    except (FileNotFoundError, ModuleNotFoundError):
        return ()
    return tuple(json.loads(text))


def accuracy_lines() -> list[AccuracyLine]:
    """Return what was measured for this version; empty when nothing was recorded with it."""
    found = []
    for layer, measure, words in _TOLD:
        values = {
            entry["dataset"]: entry["measures"][measure]
            for entry in _entries()
            if entry["layer"] == layer and _counts(entry["measures"].get(measure))
        }
        if values:
            tuned = _values({k: v for k, v in values.items() if not k.startswith(BLIND)})
            blind = _values({k: v for k, v in values.items() if k.startswith(BLIND)})
            found.append(AccuracyLine(words, tuned, blind))
    return found


def _counts(measure: dict[str, Any] | None) -> bool:
    """Tell whether something was there to be measured."""
    return measure is not None and measure["value"] is not None and measure.get("gold") != 0


def _values(values: dict[str, dict[str, Any]]) -> str:
    return ", ".join(
        f"{100 * measure['value']:.0f} ({_short(name)})" for name, measure in values.items()
    )


def _key(dataset: str) -> str:
    """Return the name of the data among the parts of a path: "parley" of "gold/parley"."""
    parts = dataset.removeprefix(BLIND).split("/")
    return next((part for part in parts if part in _DATA), parts[0])


def _short(dataset: str) -> str:
    return _DATA.get(_key(dataset), (_key(dataset), ""))[0]


def datasets_sentence() -> str:
    """Return what the data are on which the accuracy was measured."""
    sizes: dict[tuple[str, bool], int] = {}
    for entry in _entries():
        key = (_key(entry["dataset"]), entry["dataset"].startswith(BLIND))
        sizes[key] = max(sizes.get(key, 0), entry["documents"])
    items = []
    for (name, blind), number in sizes.items():
        short, what = _DATA.get(name, (name, "texts"))
        items.append(
            f"{short}: {number} {what}" + (", never used for development" if blind else "")
        )
    return (
        "Measured on texts that people annotated. “Found” is F1, which counts both what is missed "
        "and what is invented; of actors, it is the share found. The program was tuned on its "
        "development data; on other articles it does less well. "
        + "; ".join(capitalised(item) for item in items)
        + "."
    )
