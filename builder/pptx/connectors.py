"""Ways of straight pieces as PowerPoint's connectors: which preset, turned how, bent where.

A connector runs from the top left of its box to the bottom right, level at first; flips and a quarter turn make every other way
of it (ECMA-376 part 1, 20.1.9.18 and presetShapeDefinitions.xml: bentConnector3 and bentConnector5).
"""

from __future__ import annotations

from typing import NamedTuple

from builder.brands.prepared import Box

Point = tuple[float, float]
TOP, LEFT, BOTTOM, RIGHT = range(4)  # the connection sites of a rectangle
LEAST = 1.0  # points of a side by which bends are measured where a way has none


class Connector(NamedTuple):
    """A preset with its adjustments, its box before it is turned, the attributes that turn it, its sites at both ends."""

    preset: str
    adjust: tuple[int, ...]
    box: Box
    turned: str
    leaves: int
    enters: int


def connector_geometry(points: tuple[Point, ...]) -> Connector:
    """Return the connector that draws a way of two to four or six points."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    leaves, enters = _site(points[0], points[1]), _site(points[-1], points[-2])
    if len(points) == 2:
        box = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
        return Connector("straightConnector1", (), box, _flips(x2 < x1, y2 < y1), leaves, enters)
    if len(points) == 3:
        return _corner(points, leaves, enters)
    upright = abs(points[1][0] - x1) < abs(points[1][1] - y1)
    level = [(y, x) for x, y in points] if upright else list(points)
    (a1, b1), (a2, b2) = level[0], level[-1]
    along, down = _least(a2 - a1), _least(b2 - b1)
    adjust: tuple[float, ...] = ((level[1][0] - a1) / along,)
    if len(points) == 6:
        adjust = (*adjust, (level[2][1] - b1) / down, (level[3][0] - a1) / along)
    preset = "bentConnector5" if len(points) == 6 else "bentConnector3"
    wide, high = abs(along), abs(down) if len(points) == 6 else abs(b2 - b1)
    box = Box((x1 + x2) / 2 - wide / 2, (y1 + y2) / 2 - high / 2, wide, high)
    # turned by a quarter, what ran to the right runs down, and what ran down runs to the left
    turned = ' rot="5400000"' + _flips(along < 0, down > 0) if upright else _flips(along < 0, down < 0)
    return Connector(preset, tuple(round(each * 100_000) for each in adjust), box, turned, leaves, enters)


def _corner(points: tuple[Point, ...], leaves: int, enters: int) -> Connector:
    """Return a way of one bend: level first as the preset is, or upright first, which is the preset turned by a quarter."""
    (x1, y1), (x, y), (x2, y2) = points
    wide, high = abs(x2 - x1), abs(y2 - y1)
    if abs(x - x1) >= abs(y - y1):
        box = Box(min(x1, x2), min(y1, y2), wide, high)
        return Connector("bentConnector2", (), box, _flips(x2 < x1, y2 < y1), leaves, enters)
    box = Box((x1 + x2) / 2 - high / 2, (y1 + y2) / 2 - wide / 2, high, wide)
    return Connector("bentConnector2", (), box, ' rot="5400000"' + _flips(y2 < y1, x2 > x1), leaves, enters)


def _least(length: float) -> float:
    """Return a length that can be divided by."""
    return length if abs(length) >= LEAST else LEAST


def _flips(across: bool, down: bool) -> str:
    return (' flipH="1"' if across else "") + (' flipV="1"' if down else "")


def _site(end: Point, near: Point) -> int:
    """Return the side of a shape at which a way leaves or enters it."""
    if abs(near[0] - end[0]) >= abs(near[1] - end[1]):
        return RIGHT if near[0] > end[0] else LEFT
    return BOTTOM if near[1] > end[1] else TOP
