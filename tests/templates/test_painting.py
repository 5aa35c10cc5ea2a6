"""What stands behind a layout's places is painted as it is drawn."""

from __future__ import annotations

import pytest
from lxml import etree

from builder.brands.template.canvas import _ramp
from tests.templates.writing import A

PLACE = (10.0, 20.0, 110.0, 70.0)  # of 100 by 50 pixels


def along(inner: str) -> dict[str, int]:
    """Return how far along a gradient corners and middle of a place are, in hundredths."""
    ramp, corner = _ramp(etree.fromstring(f'<a:gradFill xmlns:a="{A}">{inner}</a:gradFill>'), PLACE)
    assert (ramp.size, corner) == ((100, 50), (10, 20))
    points = {"top left": (1, 1), "top right": (98, 1), "low left": (1, 48), "low right": (98, 48), "middle": (50, 25)}
    return {name: round(ramp.getpixel(point) / 2.55) for name, point in points.items()}


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<a:lin ang="0"/>', (0, 100, 0, 100, 50)),
        ('<a:lin ang="5400000"/>', (0, 0, 100, 100, 50)),
        ('<a:lin ang="10800000"/>', (100, 0, 100, 0, 50)),
        ('<a:lin ang="16200000"/>', (100, 100, 0, 0, 50)),
        ('<a:lin ang="2700000"/>', (0, 67, 33, 100, 50)),
        (
            '<a:path path="circle"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>',
            (100, 100, 100, 100, 0),
        ),
        ('<a:path path="circle"><a:fillToRect l="0" t="0" r="100000" b="100000"/></a:path>', (0, 88, 45, 100, 50)),
        (
            '<a:path path="rect"><a:fillToRect l="50000" t="50000" r="50000" b="50000"/></a:path>',
            (100, 100, 100, 100, 0),
        ),
    ],
)
def test_a_gradient_runs_as_it_says(inner: str, expected: tuple[int, ...]) -> None:
    assert tuple(along(inner).values()) == pytest.approx(expected, abs=5)
