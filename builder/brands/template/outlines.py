"""Where shapes stand on a painting, and their outlines, in pixels."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from builder.ooxml.namespaces import A

Edges = tuple[float, float, float, float]  # left, top, right, bottom


class Frame(NamedTuple):
    """How a group's coordinates become pixels: factor and offset."""

    fx: float
    fy: float
    dx: float
    dy: float


def _values(element: Any, names: str) -> tuple[float, float]:
    return tuple(float(element.get(name, "0") or 0) for name in names.split()) if element is not None else (0.0, 0.0)  # type: ignore[return-value]


def place_of(xfrm: Any, frame: Frame) -> Edges | None:
    """Return left, top, right and bottom in pixels."""
    if xfrm is None or xfrm.find(f"{A}off") is None:
        return None
    x, y = _values(xfrm.find(f"{A}off"), "x y")
    w, h = _values(xfrm.find(f"{A}ext"), "cx cy")
    left, top = x * frame.fx + frame.dx, y * frame.fy + frame.dy
    return left, top, left + w * frame.fx, top + h * frame.fy


def inner_frame(xfrm: Any, frame: Frame) -> Frame:
    """Return the frame of a group's children."""
    if xfrm is None or xfrm.find(f"{A}chOff") is None:
        return frame
    x, y = _values(xfrm.find(f"{A}off"), "x y")
    w, h = _values(xfrm.find(f"{A}ext"), "cx cy")
    cx, cy = _values(xfrm.find(f"{A}chOff"), "x y")
    cw, ch = _values(xfrm.find(f"{A}chExt"), "cx cy")
    sx, sy = (w / cw if cw else 1), (h / ch if ch else 1)
    return Frame(frame.fx * sx, frame.fy * sy, frame.dx + (x - cx * sx) * frame.fx, frame.dy + (y - cy * sy) * frame.fy)


def outline(properties: Any, place: Edges) -> list[tuple[float, float]]:
    """Return the outline of a shape in pixels: its own path, an ellipse, a triangle, else its box."""
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        points = _path(custom, place)
        if points:
            return points
    preset = properties.find(f"{A}prstGeom")
    kind = preset.get("prst") if preset is not None else ""
    if kind == "ellipse":
        return [
            (left + wide / 2 * (1 + math.cos(t * math.pi / 16)), top + high / 2 * (1 + math.sin(t * math.pi / 16)))
            for t in range(32)
        ]
    if kind == "rtTriangle":
        return [(left, top), (right, bottom), (left, bottom)]
    if kind == "triangle":
        return [(left + wide / 2, top), (right, bottom), (left, bottom)]
    if kind == "line":
        return [(left, top), (right, bottom)]
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _path(custom: Any, place: Edges) -> list[tuple[float, float]]:
    left, top, right, bottom = place
    points: list[tuple[float, float]] = []
    for path in custom.iter(f"{A}path"):
        wide, high = float(path.get("w", "0") or 0), float(path.get("h", "0") or 0)
        if not wide or not high:
            return []
        for point in path.iter(f"{A}pt"):
            try:
                x, y = float(point.get("x", "0")), float(point.get("y", "0"))
            except ValueError:
                return []  # named guides
            points.append((left + x / wide * (right - left), top + y / high * (bottom - top)))
        if len(points) > 4000:
            return []
    return points if len(points) >= 3 else []


def turned(points: list[tuple[float, float]], place: Edges, degrees: float) -> list[tuple[float, float]]:
    x, y = (place[0] + place[2]) / 2, (place[1] + place[3]) / 2
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (px - x) * cos - (py - y) * sin, y + (px - x) * sin + (py - y) * cos) for px, py in points]
