"""Pictures in their places: filled and cropped a little, never until what they tell is lost."""

from __future__ import annotations

import pytest

from builder.brands.prepared import Box
from builder.fitting.pictures import MOST_CUT, cropped
from builder.plan import ImageFile, Picture


def picture(width: int, height: int) -> Picture:
    return Picture(ImageFile("p.png", "d", "png", width, height), "alt")


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 400), (900, 300), (300, 900), (3000, 100)])
@pytest.mark.parametrize("box", [Box(10, 20, 400, 300), Box(0, 0, 100, 400), Box(0, 0, 900, 60)])
def test_a_picture_is_never_distorted_never_outside_and_more_than_half_is_seen(
    width: int, height: int, box: Box
) -> None:
    place, (left, top, right, bottom) = cropped(picture(width, height), box)
    shown_w, shown_h = width * (1 - left - right), height * (1 - top - bottom)
    assert place.w / place.h == pytest.approx(shown_w / shown_h)
    assert left + right + top + bottom <= MOST_CUT
    assert place.x >= box.x - 1e-6
    assert place.y >= box.y - 1e-6
    assert place.x + place.w <= box.x + box.w + 1e-6
    assert place.y + place.h <= box.y + box.h + 1e-6
