"""Pictures in their places: filled and cropped a little, never until what they tell is lost."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

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


BOX = Box(10, 20, 400, 200)


@pytest.mark.parametrize(
    ("width", "height", "fit", "start", "place"),
    [
        (400, 100, "contain", False, Box(10, 70, 400, 100)),
        (100, 200, "contain", False, Box(160, 20, 100, 200)),
        (100, 200, "contain", True, Box(10, 20, 100, 200)),
        (400, 200, "contain", False, BOX),
        (801, 200, "cover", False, Box(10, pytest.approx(20 + (200 - 400 * 200 / 801) / 2), 400, pytest.approx(400 * 200 / 801))),
        (199, 200, "cover", False, Box(10 + 201 / 2, 20, 199, 200)),
    ],
)  # fmt: skip
def test_a_picture_shown_whole_stands_in_the_middle_or_at_the_start(
    width: int, height: int, fit: str, start: bool, place: Box
) -> None:
    made = replace(picture(width, height), fit=fit, start=start)
    assert cropped(made, BOX) == (place, (0, 0, 0, 0))


def test_a_picture_is_cropped_around_what_matters_up_to_a_half() -> None:
    wide, high = replace(picture(800, 200), focus=(0.25, 0.9)), replace(picture(200, 200), focus=(0.9, 0.25))
    assert cropped(wide, BOX) == (BOX, (0.125, 0, 0.375, 0))
    assert cropped(high, BOX) == (BOX, (0, 0.125, 0, 0.375))
    assert cropped(picture(400, 200), BOX) == (BOX, (0, 0, 0, 0))


@pytest.mark.parametrize("box", [Box(1, 2, 0, 50), Box(1, 2, 50, 0), Box(1, 2, -3, 50)])
def test_a_place_without_room_crops_nothing(box: Box) -> None:
    assert cropped(picture(40, 30), box) == (box, (0, 0, 0, 0))
    assert cropped(picture(40, 30), Box(0, 0, 1, 1))[1] != (0, 0, 0, 0)
