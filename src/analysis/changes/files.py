"""Annotations as reports keep them, read back for a comparison."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from analysis.errors import AnnotationError
from analysis.model import Annotation

NAME = "annotation.jsonl"


def read_annotations(path: Path) -> tuple[Annotation, ...]:
    """Read the annotations of a report.

    Parameters
    ----------
    path
        A file of annotations, one a line, or the folder of a report with such a file.

    Raises
    ------
    AnnotationError
        If there is no such file, or a line of it is no annotation.
    """
    file = path / NAME if path.is_dir() else path
    try:
        lines = file.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"cannot be read: {error}", where=file) from error
    return tuple(
        _annotation(line, f"{file}, line {number}")
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )


def _annotation(line: str, where: str) -> Annotation:
    try:
        return Annotation.from_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise AnnotationError(
            f"not an annotation: {first['msg']}",
            where=where,
            found=place or line[:80],
            allowed="a line that `parley annotate` wrote",
        ) from error
