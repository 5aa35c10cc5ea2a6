"""Shapes turned round for languages that are read from right to left.

Fitting places everything as it is read, from the start of its area; here start becomes right. What is
inside a picture, and the sign that plays a film, stay as they are. Where the layouts do not run the way of the text (a
template used as it is, a slide in another language than its deck), columns and pictures change places instead.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from builder.brands.prepared import Box, Slot
from builder.fitting.fitted import Fitted, FittedConnector, FittedGroup, FittedPicture, FittedText


def other_side(role: str) -> str:
    """Give the role whose layout has its picture at the other side."""
    for side, other in (("_end", "_start"), ("_start", "_end")):
        if role.endswith(side):
            return role.removesuffix(side) + other
    return role


def columns_turned(slots: dict[str, Slot]) -> dict[str, Slot]:
    """Number the columns of a layout from its other side: `body1` is where the last one was."""
    count = sum(1 for name in slots if _COLUMN.fullmatch(name) and name.startswith("body"))
    made = dict(slots)
    for name in slots:
        if found := _COLUMN.fullmatch(name):
            made[name] = slots[f"{found[1]}{count + 1 - int(found[2])}"]
    return made


_COLUMN = re.compile(r"(heading|body)(\d)")


def mirrored(shape: Fitted, area: Box) -> Fitted:
    """Turn a shape, with all that is in it, round the middle of its area; placeholders stand where the layout has them."""
    if isinstance(shape, FittedGroup):
        return _group(shape, area)
    if isinstance(shape, FittedText):
        return shape if shape.slot else _turned(shape, area)
    return replace(shape, box=_box(shape.box, area))


@lru_cache(maxsize=128)  # what was arranged once is turned once
def _group(group: FittedGroup, area: Box) -> FittedGroup:
    children = tuple(
        _led_back(child, area) if isinstance(child, FittedConnector) else _turned(child, area)
        for child in group.children
    )
    return replace(group, box=_box(group.box, area), children=children)


def _led_back(child: FittedConnector, area: Box) -> FittedConnector:
    points = tuple((2 * area.x + area.w - x, y) for x, y in child.points)
    return replace(child, box=_box(child.box, area), points=points)


def _turned(child: FittedText | FittedPicture, area: Box) -> FittedText | FittedPicture:
    if isinstance(child, FittedPicture):
        return replace(child, box=_box(child.box, area))
    left, top, right, bottom = child.insets
    return replace(child, box=_box(child.box, area), insets=(right, top, left, bottom))


def _box(box: Box, area: Box) -> Box:
    return box._replace(x=2 * area.x + area.w - box.x - box.w)
