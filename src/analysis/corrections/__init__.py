"""Corrections: the analyst is right and the machine is not.

A file ``data/corrections/NAME.toml`` holds what an analyst says of the annotation of the article
NAME, anchored by the words it quotes. :func:`apply` is a pure function of an annotation and
corrections; :func:`read_corrections` reads a file, :func:`add` writes to it.
"""

from analysis.corrections.anchors import Selector, find, selector_for
from analysis.corrections.apply import Corrected, apply
from analysis.corrections.files import CorrectionFile, corrections_path, load, load_all
from analysis.corrections.making import add_at, correct, quoted
from analysis.corrections.model import (
    ActorCorrection,
    AttributionCorrection,
    Correction,
    Corrections,
    DateCorrection,
    MeetingCorrection,
    PositionCorrection,
)
from analysis.corrections.reading import read_corrections
from analysis.corrections.writing import add, remove, to_toml

__all__ = [
    "ActorCorrection",
    "AttributionCorrection",
    "Corrected",
    "Correction",
    "CorrectionFile",
    "Corrections",
    "DateCorrection",
    "MeetingCorrection",
    "PositionCorrection",
    "Selector",
    "add",
    "add_at",
    "apply",
    "correct",
    "corrections_path",
    "find",
    "load",
    "load_all",
    "quoted",
    "read_corrections",
    "remove",
    "selector_for",
    "to_toml",
]
