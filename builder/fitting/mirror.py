"""Shapes turned round for languages that are read from right to left.

Fitting places everything as it is read, from the start of its area; here start becomes right. What is
inside a picture, and the sign that plays a film, stay as they are.
"""

from __future__ import annotations

from dataclasses import replace

from builder.brands.prepared import Box
from builder.fitting.fitted import Fitted, FittedGroup, FittedPicture, FittedText


def mirrored(shape: Fitted, area: Box) -> Fitted:
    """Turn a shape, with all that is in it, round the middle of its area; placeholders stand where the layout has them."""
    if isinstance(shape, FittedGroup):
        children = tuple(_turned(child, area) for child in shape.children)
        return replace(shape, box=_box(shape.box, area), children=children)
    if isinstance(shape, FittedText):
        return shape if shape.slot else _turned(shape, area)
    return replace(shape, box=_box(shape.box, area))


def _turned(child: FittedText | FittedPicture, area: Box) -> FittedText | FittedPicture:
    if isinstance(child, FittedPicture):
        return replace(child, box=_box(child.box, area))
    left, top, right, bottom = child.insets
    return replace(child, box=_box(child.box, area), insets=(right, top, left, bottom))


def _box(box: Box, area: Box) -> Box:
    return box._replace(x=2 * area.x + area.w - box.x - box.w)
