"""Where the links of a picture lie. PDF has none inside pictures: they are laid over them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from analysis.report.markup import Element

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# Paths in absolute coordinates, two numbers a point: what matplotlib writes.
_PLAIN_PATH = re.compile(r"[MLQCZz\d\s.,eE+-]*")
# Half the width of the area around a mark that is drawn as a symbol, in the picture's units.
_AROUND = 4.0
_LEAST = 0.001

Box = tuple[float, float, float, float]


def areas(picture: Element, targets: Collection[str]) -> list[dict[str, Any]]:
    """Return the areas of an SVG that lead somewhere, as shares of its width and height.

    Parameters
    ----------
    picture
        An ``svg`` with a ``viewBox``; others have no areas.
    targets
        Ids to which links may lead.
    """
    view = [float(number) for number in _NUMBER.findall(picture.get("viewBox"))]
    if picture.name != "svg" or len(view) != 4 or view[2] <= 0 or view[3] <= 0:
        return []
    found = []
    for link in picture.find("a"):
        target = link.get("href")[1:]
        box = _hull(list(_boxes(link)))
        if target not in targets or box is None:
            continue
        left, top, right, bottom = _within(box, view)
        if right - left > _LEAST and bottom - top > _LEAST:
            found.append({"to": target, "x": left, "y": top, "w": right - left, "h": bottom - top})
    return found


def _within(box: Box, view: list[float]) -> Box:
    shares = (
        (box[0] - view[0]) / view[2],
        (box[1] - view[1]) / view[3],
        (box[2] - view[0]) / view[2],
        (box[3] - view[1]) / view[3],
    )
    left, top, right, bottom = (round(min(max(share, 0.0), 1.0), 5) for share in shares)
    return left, top, right, bottom


def _boxes(element: Element) -> Iterator[Box]:
    """Yield the boxes of the shapes in `element`; moved or turned ones are left out."""
    if element.get("transform"):
        return
    if element.name == "path" and _PLAIN_PATH.fullmatch(element.get("d")):
        numbers = [float(number) for number in _NUMBER.findall(element.get("d"))]
        across, down = numbers[::2], numbers[1::2]
        if across and len(across) == len(down):
            yield min(across), min(down), max(across), max(down)
    elif element.name in ("rect", "use"):
        corner = [_number(element, name) for name in ("x", "y")]
        size = [_number(element, name) for name in ("width", "height")]
        if element.name == "use":
            corner, size = [value - _AROUND for value in corner], [2 * _AROUND, 2 * _AROUND]
        yield corner[0], corner[1], corner[0] + size[0], corner[1] + size[1]
    for child in element.elements():
        yield from _boxes(child)


def _number(element: Element, name: str) -> float:
    found = _NUMBER.match(element.get(name))
    return float(found[0]) if found else 0.0


def _hull(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
