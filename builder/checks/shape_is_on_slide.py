"""No shape stands off the slide."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import A, Fault, P, Package, shape_name

RULE, SEVERITY = "shape-is-on-slide", "warning"
NORM = "WCAG 2.1 1.3.2 Meaningful Sequence: what is off the slide is read out, and not seen"
MEND = "move the shape onto the slide, or remove it"
_SLACK = 12700  # a point


def check(package: Package) -> Iterator[Fault]:
    """Find shapes that reach over an edge of the slide."""
    size = package.xml("ppt/presentation.xml").find(f"{P}sldSz")
    if size is None:
        return
    width, height = int(size.get("cx", 0)), int(size.get("cy", 0))
    for slide in package.slides:
        for shape in slide.root.find(f"{P}cSld/{P}spTree"):
            place = shape.find(f"{P}spPr/{A}xfrm") if shape.tag != f"{P}graphicFrame" else shape.find(f"{P}xfrm")
            if place is None or place.find(f"{A}off") is None or place.find(f"{A}ext") is None:
                continue
            x, y = (int(place.find(f"{A}off").get(k, 0)) for k in ("x", "y"))
            w, h = (int(place.find(f"{A}ext").get(k, 0)) for k in ("cx", "cy"))
            if x < -_SLACK or y < -_SLACK or x + w > width + _SLACK or y + h > height + _SLACK:
                yield Fault("the shape reaches over the edge of the slide", slide.name, shape_name(shape))
