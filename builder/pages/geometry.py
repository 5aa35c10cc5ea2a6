"""The outlines of PowerPoint's own shapes: presets that templates draw with, and paths of their own (ECMA-376-1, 20.1.9)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from builder.ooxml.namespaces import A
from builder.ooxml.units import DEGREE, fraction, number
from builder.pages.outlines import ellipse, path, polygon, rectangle, rounded, segment
from builder.pages.page import Rectangle

MAX_POINTS = 20_000
_Outline = Callable[[Rectangle, list[float]], str]


def outline_of(properties: Any, box: Rectangle) -> str | None:
    """Return the outline of a shape's properties; None for a preset that is not known here."""
    custom = properties.find(f"{A}custGeom")
    if custom is not None:
        return _custom(custom, box)
    preset = properties.find(f"{A}prstGeom")
    name = preset.get("prst", "rect") if preset is not None else "rect"
    made = _PRESETS.get(name)
    return made(box, _adjustments(preset)) if made is not None else None


def _adjustments(preset: Any) -> list[float]:
    """Return the values of a shape's handles, of 1."""
    guides = preset.findall(f"{A}avLst/{A}gd") if preset is not None else []
    return [fraction((guide.get("fmla") or "").removeprefix("val ")) for guide in guides]


def _at(adjustments: list[float], place: int, otherwise: float) -> float:
    return adjustments[place] if place < len(adjustments) else otherwise


def _points(*shares: tuple[float, float]) -> _Outline:
    return lambda box, _: polygon((box.x + box.w * x, box.y + box.h * y) for x, y in shares)


def _slanted(kind: str) -> _Outline:
    def made(box: Rectangle, adjustments: list[float]) -> str:
        x, y, w, h = box
        usual = {"parallelogram": 0.25, "trapezoid": 0.25, "hexagon": 0.25}.get(kind, 0.5)
        cut = min(_at(adjustments, 0, usual) * min(w, h), w if kind != "trapezoid" else w / 2)
        points = {
            "parallelogram": ((x + cut, y), (x + w, y), (x + w - cut, y + h), (x, y + h)),
            "trapezoid": ((x + cut, y), (x + w - cut, y), (x + w, y + h), (x, y + h)),
            "homePlate": ((x, y), (x + w - cut, y), (x + w, y + h / 2), (x + w - cut, y + h), (x, y + h)),
            "chevron": ((x, y), (x + w - cut, y), (x + w, y + h / 2), (x + w - cut, y + h), (x, y + h), (x + cut, y + h / 2)),
            "hexagon": ((x + cut, y), (x + w - cut, y), (x + w, y + h / 2), (x + w - cut, y + h), (x + cut, y + h), (x, y + h / 2)),
        }  # fmt: skip
        return polygon(points[kind])

    return made


def _corners(*which: int, snipped: bool = False) -> _Outline:
    """Return a box with some corners round or cut off; which: 0 top left, clockwise."""

    def made(box: Rectangle, adjustments: list[float]) -> str:
        x, y, w, h = box
        r = min(_at(adjustments, 0, 1 / 6), 0.5) * min(w, h)
        ways = ((x, y, 0, 1, 1, 0), (x + w, y, -1, 0, 0, 1), (x + w, y + h, 0, -1, -1, 0), (x, y + h, 1, 0, 0, -1))
        parts: list[str | float] = []
        for n, (cx, cy, ax, ay, bx, by) in enumerate(ways):
            far = r if n in which else 0.0
            parts += ["L" if n else "M", cx + ax * far, cy + ay * far]
            if far:
                parts += ["L"] if snipped else ["Q", cx, cy]
                parts += [cx + bx * far, cy + by * far]
        return path(*parts, "Z")

    return made


def _ring(box: Rectangle, adjustments: list[float]) -> str:
    thick = min(_at(adjustments, 0, 0.25), 0.5) * min(box.w, box.h)
    inner = Rectangle(box.x + thick, box.y + thick, box.w - 2 * thick, box.h - 2 * thick)
    return f"{ellipse(box)} {ellipse(inner)}"


_PRESETS: dict[str, _Outline] = {
    "rect": lambda box, _: rectangle(box),
    "flowChartProcess": lambda box, _: rectangle(box),
    "roundRect": lambda box, adjustments: rounded(box, _at(adjustments, 0, 1 / 6)),
    "flowChartAlternateProcess": lambda box, _: rounded(box, 1 / 6),
    "ellipse": lambda box, _: ellipse(box),
    "flowChartConnector": lambda box, _: ellipse(box),
    "triangle": lambda box, adjustments: polygon(
        ((box.x + box.w * _at(adjustments, 0, 0.5), box.y), (box.x + box.w, box.y + box.h), (box.x, box.y + box.h))
    ),
    "rtTriangle": _points((0, 0), (1, 1), (0, 1)),
    "diamond": _points((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "flowChartDecision": _points((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "line": lambda box, _: segment(box.x, box.y, box.x + box.w, box.y + box.h),
    "straightConnector1": lambda box, _: segment(box.x, box.y, box.x + box.w, box.y + box.h),
    "round2SameRect": _corners(0, 1),
    "round1Rect": _corners(1),
    "round2DiagRect": _corners(0, 2),
    "snip1Rect": _corners(1, snipped=True),
    "snip2SameRect": _corners(0, 1, snipped=True),
    "snip2DiagRect": _corners(1, 3, snipped=True),
    "donut": _ring,
    **{name: _slanted(name) for name in ("parallelogram", "trapezoid", "homePlate", "chevron", "hexagon")},
}


def _custom(custom: Any, box: Rectangle) -> str | None:
    """Return the paths of a shape's own geometry; None where a guide is beyond what is worked out here."""
    guides = _Guides(custom, box)
    parts: list[str | float] = []
    for each in custom.iter(f"{A}path"):
        wide, high = number(each.get("w")), number(each.get("h"))
        fx = box.w / wide if wide else 1 / 12700
        fy = box.h / high if high else 1 / 12700
        if not _way(each, guides, (box.x, box.y, fx, fy), parts):
            return None
        if len(parts) > MAX_POINTS:
            return None
    return path(*parts) if parts else None


def _way(element: Any, guides: _Guides, frame: tuple[float, float, float, float], parts: list[str | float]) -> bool:
    x0, y0, fx, fy = frame
    here = (0.0, 0.0)
    for step in element:
        kind = str(step.tag).rpartition("}")[2]
        found = [(guides.value(p.get("x")), guides.value(p.get("y"))) for p in step.iter(f"{A}pt")]
        if any(x is None or y is None for x, y in found):
            return False
        points = [(x0 + (x or 0.0) * fx, y0 + (y or 0.0) * fy) for x, y in found]
        letter = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q"}.get(kind, "")
        if letter:
            parts += [letter, *(value for point in points for value in point)]
        elif kind == "close":
            parts.append("Z")
        elif kind == "arcTo":
            values = [guides.value(step.get(name)) for name in ("wR", "hR", "stAng", "swAng")]
            if any(value is None for value in values):
                return False
            rx, ry, start, sweep = ((value or 0.0) for value in values)
            points = _arc(here, rx * fx, ry * fy, start / DEGREE, sweep / DEGREE, parts)
        if points:
            here = points[-1]
    return True


def _arc(
    here: tuple[float, float], rx: float, ry: float, start: float, sweep: float, parts: list[str | float]
) -> list[tuple[float, float]]:
    """Add an arc as path data; angles in degrees, clockwise from the right."""
    first = math.radians(start)
    cx, cy = here[0] - rx * math.cos(first), here[1] - ry * math.sin(first)
    steps = max(math.ceil(abs(sweep) / 120), 1)
    end = here
    for n in range(1, steps + 1):
        angle = math.radians(start + sweep * n / steps)
        end = (cx + rx * math.cos(angle), cy + ry * math.sin(angle))
        parts += ["A", rx, ry, "0 0", "1" if sweep > 0 else "0", *end]
    return [end]


class _Guides:
    """Values by name: the shape's own guides, and those that every shape has."""

    def __init__(self, custom: Any, box: Rectangle) -> None:
        w, h = box.w * 12700, box.h * 12700
        self._known: dict[str, float] = {
            "w": w, "h": h, "l": 0.0, "t": 0.0, "r": w, "b": h, "hc": w / 2, "vc": h / 2, "ss": min(w, h), "ls": max(w, h),
            "wd2": w / 2, "hd2": h / 2, "wd4": w / 4, "hd4": h / 4, "cd2": 180.0 * DEGREE, "cd4": 90.0 * DEGREE, "3cd4": 270.0 * DEGREE,
        }  # fmt: skip
        for guide in [*custom.findall(f"{A}avLst/{A}gd"), *custom.findall(f"{A}gdLst/{A}gd")][:500]:
            value = self._worked_out((guide.get("fmla") or "").split())
            if value is not None:
                self._known[guide.get("name", "")] = value

    def value(self, text: str | None) -> float | None:
        """Return a number, or what a guide's name stands for."""
        if text is None:
            return None
        if text in self._known:
            return self._known[text]
        try:
            return float(text) if len(text) < 16 else None
        except ValueError:
            return None

    def _worked_out(self, formula: list[str]) -> float | None:
        values = [self.value(each) for each in formula[1:]]
        if not formula or any(value is None for value in values):
            return None
        a, b, c = ([value or 0.0 for value in values] + [0.0, 0.0, 0.0])[:3]
        try:
            return {
                "val": lambda: a, "*/": lambda: a * b / c, "+-": lambda: a + b - c, "+/": lambda: (a + b) / c,
                "?:": lambda: b if a > 0 else c, "abs": lambda: abs(a), "max": lambda: max(a, b), "min": lambda: min(a, b),
                "pin": lambda: min(max(a, b), c), "sqrt": lambda: math.sqrt(a), "mod": lambda: math.sqrt(a * a + b * b + c * c),
                "sin": lambda: a * math.sin(math.radians(b / DEGREE)), "cos": lambda: a * math.cos(math.radians(b / DEGREE)),
                "tan": lambda: a * math.tan(math.radians(b / DEGREE)), "at2": lambda: math.degrees(math.atan2(b, a)) * DEGREE,
            }[formula[0]]()  # fmt: skip
        except (KeyError, ZeroDivisionError, ValueError):
            return None
