"""Outlines of shapes as path data: boxes, ellipses, arrows."""

from __future__ import annotations

from collections.abc import Iterable

from builder.pages.page import Rectangle

_CIRCLE = 0.5522847498  # of the radius: handles of the cubic curve nearest to a quarter of a circle


def number(value: float) -> str:
    """Return a measure as short as it can be written, to a hundredth of a point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def path(*commands: str | float) -> str:
    """Return path data of commands and measures."""
    return " ".join(each if isinstance(each, str) else number(each) for each in commands)


def rectangle(box: Rectangle) -> str:
    """Return the outline of a box."""
    x, y, w, h = box
    return path("M", x, y, "H", x + w, "V", y + h, "H", x, "Z")


def rounded(box: Rectangle, share: float) -> str:
    """Return a box with round corners; share: of its shorter side."""
    x, y, w, h = box
    r = min(max(share, 0), 0.5) * min(w, h)
    if r <= 0:
        return rectangle(box)
    k = r * (1 - _CIRCLE)
    return path(
        "M", x + r, y, "H", x + w - r, "C", x + w - k, y, x + w, y + k, x + w, y + r,
        "V", y + h - r, "C", x + w, y + h - k, x + w - k, y + h, x + w - r, y + h,
        "H", x + r, "C", x + k, y + h, x, y + h - k, x, y + h - r,
        "V", y + r, "C", x, y + k, x + k, y, x + r, y, "Z",
    )  # fmt: skip


def ellipse(box: Rectangle) -> str:
    """Return an ellipse in its box."""
    x, y, w, h = box
    a, b = w / 2, h / 2
    u, v = a * _CIRCLE, b * _CIRCLE
    cx, cy = x + a, y + b
    return path(
        "M", x, cy, "C", x, cy - v, cx - u, y, cx, y, "C", cx + u, y, x + w, cy - v, x + w, cy,
        "C", x + w, cy + v, cx + u, y + h, cx, y + h, "C", cx - u, y + h, x, cy + v, x, cy, "Z",
    )  # fmt: skip


def polygon(points: Iterable[tuple[float, float]], *, closed: bool = True) -> str:
    """Return the outline through points."""
    parts = [f"{'L' if n else 'M'} {number(x)} {number(y)}" for n, (x, y) in enumerate(points)]
    return " ".join([*parts, "Z"] if closed else parts)


def segment(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line."""
    return path("M", x1, y1, "L", x2, y2)


def arrow_head(x1: float, y1: float, x2: float, y2: float, long: float, wide: float) -> str:
    """Return the triangle at the end of a line from one point to another."""
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    bx, by = x2 - ux * long, y2 - uy * long
    return polygon(((x2, y2), (bx - uy * wide / 2, by + ux * wide / 2), (bx + uy * wide / 2, by - ux * wide / 2)))
