"""Ways as connectors: preset, turn, bend and sites, against the geometry that the presets have by the standard."""

from __future__ import annotations

import re

import pytest

from builder.pptx.connectors import BOTTOM, LEFT, RIGHT, TOP, Connector, connector_geometry

Point = tuple[float, float]


def drawn(made: Connector) -> list[Point]:
    """Draw a preset as its definition says: the path in its box, flipped, then turned round the box's middle."""
    x, y, w, h = made.box
    adjust = [each / 100_000 for each in made.adjust]
    path = {
        "straightConnector1": [(0, 0), (w, h)],
        "bentConnector2": [(0, 0), (w, 0), (w, h)],
        "bentConnector3": [(0, 0), (adjust[0] * w, 0), (adjust[0] * w, h), (w, h)] if adjust else [],
    }[made.preset]
    if 'flipH="1"' in made.turned:
        path = [(w - a, b) for a, b in path]
    if 'flipV="1"' in made.turned:
        path = [(a, h - b) for a, b in path]
    path = [(a - w / 2, b - h / 2) for a, b in path]
    if re.search('rot="5400000"', made.turned):
        path = [(-b, a) for a, b in path]
    return [(a + x + w / 2, b + y + h / 2) for a, b in path]


WAYS: list[tuple[tuple[Point, ...], int, int]] = [
    (((0, 0), (90, 0)), RIGHT, LEFT),
    (((90, 10), (0, 10)), LEFT, RIGHT),
    (((0, 0), (90, 40)), RIGHT, LEFT),
    (((0, 0), (45, 0), (45, 60), (90, 60)), RIGHT, LEFT),
    (((0, 60), (45, 60), (45, 0), (90, 0)), RIGHT, LEFT),
    (((90, 0), (45, 0), (45, 60), (0, 60)), LEFT, RIGHT),
    (((0, 0), (0, 30), (80, 30), (80, 60)), BOTTOM, TOP),
    (((80, 0), (80, 30), (0, 30), (0, 60)), BOTTOM, TOP),
    (((0, 60), (0, 30), (80, 30), (80, 0)), TOP, BOTTOM),
    (((0, 0), (0, 40), (70, 40)), BOTTOM, LEFT),
    (((70, 0), (70, 40), (0, 40)), BOTTOM, RIGHT),
    (((0, 40), (70, 40), (70, 0)), RIGHT, BOTTOM),
    (((70, 40), (0, 40), (0, 0)), LEFT, BOTTOM),
    (((0, 40), (0, 0), (70, 0)), TOP, LEFT),
]


@pytest.mark.parametrize(("points", "leaves", "enters"), WAYS)
def test_a_connector_draws_its_way(points: tuple[Point, ...], leaves: int, enters: int) -> None:
    made = connector_geometry(points)
    assert (made.leaves, made.enters) == (leaves, enters)
    for (x, y), (a, b) in zip(drawn(made), points, strict=True):
        assert (round(x, 2), round(y, 2)) == (a, b)
