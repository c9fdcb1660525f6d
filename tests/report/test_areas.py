"""Where links lie on a picture: shares of its width and height."""

from __future__ import annotations

import pytest

from analysis.report.areas import areas
from analysis.report.markup import parse


def picture(inside: str, view: str = "0 0 200 100") -> object:
    return next(parse(f'<svg viewBox="{view}">{inside}</svg>').find("svg"))


@pytest.mark.parametrize(
    ("inside", "box"),
    [
        ('<a href="#w1"><path d="M 20 10 L 120 10 L 120 60 z"/></a>', (0.1, 0.1, 0.5, 0.5)),
        ('<a href="#w1"><g><path d="M20,10 L120,60"/></g></a>', (0.1, 0.1, 0.5, 0.5)),
        ('<a href="#w1"><rect x="20" y="10" width="100" height="50"/></a>', (0.1, 0.1, 0.5, 0.5)),
        ('<a href="#w1"><path d="M -50 -50 L 400 400"/></a>', (0.0, 0.0, 1.0, 1.0)),
        ('<a href="#w1"><use x="100" y="50"/></a>', (0.48, 0.46, 0.04, 0.08)),
    ],
)
def test_the_area_of_a_link_is_that_of_its_shapes(
    inside: str, box: tuple[float, float, float, float]
) -> None:
    (area,) = areas(picture(inside), {"w1"})  # type: ignore[arg-type]
    assert area["to"] == "w1"
    assert (area["x"], area["y"], area["w"], area["h"]) == pytest.approx(box)


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="#elsewhere"><path d="M 20 10 L 120 60"/></a>',
        '<a href="#w1"><path d="M 20 10 L 120 60" transform="scale(2)"/></a>',
        '<a href="#w1"><path d="m 20 10 l 120 60"/></a>',
        '<a href="#w1"><path d="M 20 10 A 1 2 3 4 5 6 7"/></a>',
        '<a href="#w1"><path d=""/></a>',
        '<a href="#w1"></a>',
    ],
)
def test_what_has_no_plain_place_has_no_area(inside: str) -> None:
    assert areas(picture(inside), {"w1"}) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("view", ["", "0 0 0 100", "0 0 100", "none"])
def test_a_picture_without_a_size_has_no_areas(view: str) -> None:
    assert areas(picture('<a href="#w1"><path d="M 1 1 L 5 5"/></a>', view), {"w1"}) == []  # type: ignore[arg-type]
