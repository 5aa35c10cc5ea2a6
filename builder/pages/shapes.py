"""Shapes of a slide as marks: boxes, ellipses, lines, arrows, the sign that plays a film."""

from __future__ import annotations

from collections.abc import Callable

from builder.brands.prepared import INSIDE_ROUND
from builder.fitting.fitted import FittedConnector, FittedText
from builder.pages.outlines import arrow_head, ellipse, path, polygon, rectangle, rounded, segment
from builder.pages.page import Mark, Paint, Rectangle
from builder.plan.icons import GRID, WEIGHT, icon, lines_of

LINES = ("line", "line_down", "arrow_end", "arrow_start", "arrow_up", "arrow_down")
_HEAD = (5.0, 3.0)  # times the line's width: width and length of a large arrow head
_SMALL_HEAD = (3.0, 3.0)
_INSIDE_ELLIPSE = 0.1464466  # of the side: what an ellipse leaves free of its text at each edge
Ink = Callable[[str], Paint]


def marks_of(
    shape: FittedText, box: Rectangle, unit: float, ink: Ink, *, rtl: bool, corners: float
) -> tuple[Mark, ...]:
    """Return what a shape draws beside its words; box: in points of the real slide; corners: the share of round ones."""
    width = shape.line_width * unit
    if shape.geometry in LINES:
        return _line(shape, box, width, ink(shape.line or "line"), rtl=rtl)
    if shape.geometry == "play":
        return _play(shape, box, ink)
    if shape.geometry == "loop":
        return _loop(box, width, ink(shape.line), rtl=rtl)
    if shape.geometry == "icon":
        return (_icon(shape, box, ink(shape.line), rtl=rtl),)
    if not shape.fill and not shape.line:
        return ()
    outline = {"round": rounded(box, corners), "ellipse": ellipse(box)}.get(shape.geometry, "") or rectangle(box)
    fill = ink(shape.fill) if shape.fill else None
    return (Mark(outline, fill, ink(shape.line) if shape.line else None, width, shape.link),)


def connector_marks(child: FittedConnector, unit: float, ink: Ink) -> tuple[Mark, ...]:
    """Return an arrow of straight pieces."""
    width, paint = child.line_width * unit, ink(child.line)
    points = [(x * unit, y * unit) for x, y in child.points]
    (x1, y1), (x2, y2) = points[-2:]
    long = _SMALL_HEAD[1] * width
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    short = max(length - long * 0.9, 0) / length  # the line ends within its head
    if not child.head:
        return (Mark(polygon(points, closed=False), None, paint, width, dashed=child.dashed),)
    points[-1] = (x1 + (x2 - x1) * short, y1 + (y2 - y1) * short)
    head = Mark(arrow_head(x1, y1, x2, y2, long, _SMALL_HEAD[0] * width), paint)
    return (Mark(polygon(points, closed=False), None, paint, width, dashed=child.dashed), head)


def text_box(geometry: str, box: Rectangle, corners: float) -> Rectangle:
    """Return the part of a shape that text stands in, before its insets."""
    if geometry == "ellipse":
        across, down = box.w * _INSIDE_ELLIPSE, box.h * _INSIDE_ELLIPSE
    elif geometry == "round":
        across = down = min(box.w, box.h) * corners * INSIDE_ROUND
    else:
        return box
    return Rectangle(box.x + across, box.y + down, box.w - 2 * across, box.h - 2 * down)


def _line(shape: FittedText, box: Rectangle, width: float, paint: Paint, *, rtl: bool) -> tuple[Mark, ...]:
    x, y = box.x + box.w / 2, box.y + box.h / 2
    right, left = (box.x, y, box.x + box.w, y), (box.x + box.w, y, box.x, y)
    ends = {
        "line": right,
        "arrow_end": left if rtl else right,
        "arrow_start": right if rtl else left,
        "arrow_up": (x, box.y + box.h, x, box.y),
    }.get(shape.geometry, (x, box.y, x, box.y + box.h))
    if "arrow" not in shape.geometry:
        return (Mark(segment(*ends), None, paint, width),)
    return _arrow(ends, width, paint, _HEAD)


def _arrow(
    ends: tuple[float, float, float, float], width: float, paint: Paint, head: tuple[float, float]
) -> tuple[Mark, ...]:
    x1, y1, x2, y2 = ends
    wide, long = head[0] * width, head[1] * width
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    short = max(length - long * 0.9, 0) / length  # the line ends within its head
    shaft = segment(x1, y1, x1 + (x2 - x1) * short, y1 + (y2 - y1) * short)
    return (Mark(shaft, None, paint, width), Mark(arrow_head(x1, y1, x2, y2, long, wide), paint))


def _icon(shape: FittedText, box: Rectangle, paint: Paint, *, rtl: bool) -> Mark:
    side = box.w / GRID
    turned = rtl and icon(shape.icon).directional
    commands: list[str | float] = []
    for command, numbers in lines_of(shape.icon):
        commands.append(command)
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            commands += (box.x + (GRID - x if turned else x) * side, box.y + y * side)
    return Mark(path(*commands), None, paint, box.w * WEIGHT, round=True)


def _play(shape: FittedText, box: Rectangle, ink: Ink) -> tuple[Mark, ...]:
    # a triangle in a box, turned by a quarter round the middle of the box
    w, h = box.w * 0.36, box.h * 0.36
    cx, cy = box.x + box.w * 0.36 + w / 2, box.y + box.h * 0.32 + h / 2
    sign = polygon(((cx + h / 2, cy), (cx - h / 2, cy - w / 2), (cx - h / 2, cy + w / 2)))
    return (
        Mark(ellipse(box), ink(shape.fill), link=shape.link),
        Mark(sign, ink(f"on_{shape.fill}"), link=shape.link),
    )


def _loop(box: Rectangle, width: float, paint: Paint, *, rtl: bool) -> tuple[Mark, ...]:
    first, last = (box.x, box.x + box.w) if rtl else (box.x + box.w, box.x)
    bottom = box.y + box.h
    long = _SMALL_HEAD[1] * width
    way = path("M", first, bottom, "V", box.y, "H", last, "V", bottom - long * 0.9)
    head = arrow_head(last, box.y, last, bottom, long, _SMALL_HEAD[0] * width)
    return (Mark(way, None, paint, width), Mark(head, paint))
