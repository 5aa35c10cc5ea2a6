"""Pictures fitted: whole within a place, or filling it and cropped around what matters."""

from __future__ import annotations

from builder.brands.prepared import Box, PreparedBrand
from builder.plan import Picture

MOST_CUT = 0.5  # of a picture that fills its place: where more would be lost, it is shown whole


HOUSE_CUT, HOUSE_PLACE_CUT = (
    0.2,
    0.36,
)  # the same on a template, whose places are made for other pictures; in its own place for one


def most_cut(brand: PreparedBrand, picture: Picture, *, own: bool = False) -> float:
    """Return how much of a picture may be cut off to fill its place; own: the template's own place for a picture."""
    if brand.composes or picture.shape == "ellipse":
        return MOST_CUT
    return HOUSE_PLACE_CUT if own else HOUSE_CUT


def cropped(picture: Picture, box: Box, most: float = MOST_CUT) -> tuple[Box, tuple[float, float, float, float]]:
    """Give a picture's place and the fractions cut off at left, top, right and bottom; never distorted.

    most: of the picture that may be cut off; else it is shown whole.
    """
    ratio = picture.image.width / picture.image.height
    if box.w <= 0 or box.h <= 0:
        return box, (0, 0, 0, 0)
    place = box.w / box.h
    if picture.fit == "contain" or 1 - min(place / ratio, ratio / place) > most:
        if ratio > place:
            height = box.w / ratio
            return Box(box.x, box.y + (box.h - height) / 2, box.w, height), (0, 0, 0, 0)
        width = box.h * ratio
        spare = 0 if picture.start else (box.w - width) / 2
        return Box(box.x + spare, box.y, width, box.h), (0, 0, 0, 0)
    if ratio > place:
        cut = 1 - place / ratio
        left = cut * picture.focus[0]
        return box, (left, 0, cut - left, 0)
    cut = 1 - ratio / place
    top = cut * picture.focus[1]
    return box, (0, top, 0, cut - top)
