"""No shape stands off the slide, has no size, or is switched off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.checks.rules.title_is_read_first import tells
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Box, Item, Slide, hidden, shape_name, text_of
from builder.ooxml.units import POINT, number

FACT = Fact(
    "shape-is-on-slide",
    "content",
    "warning",
    "What is off the slide or without a size is read out and not seen; what reaches over its edge is cut off; what is switched off goes along unseen.",
    ("WCAG 2.1 1.3.2 Meaningful Sequence", "EN 301 549 10.1.3.2"),
    "move the shape onto the slide, or remove it; a title may stand off the slide, for screen readers only",
    Example("slide:Een foto", '<a:off x="…"', '<a:off x="99999999"'),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find shapes that tell something and reach over an edge of the slide."""
    for shape in slide.shapes():
        if hidden(shape) and text_of(shape):
            yield Fault("the shape is switched off, and its text goes along unseen", shape_name(shape))
    width, height = slide.package.size_of_slides
    for item in slide.items:
        if not tells(item):
            continue
        if slide.layout is not None and (wrong := _unseen(item)):
            yield Fault(wrong, item.name)
            continue
        box = item.box
        if box is None or item.groups or item.element is slide.title:
            continue
        off = box.x < -POINT or box.y < -POINT or box.right > width + POINT or box.bottom > height + POINT
        if off and not _bleeds(item, box, width, height):
            yield Fault("the shape reaches over the edge of the slide", item.name)


def _unseen(item: Item) -> str:
    """Return why a shape that tells something cannot be seen wherever it stands; "" where it can."""
    if item.box is None:
        return "" if item.kind == "grpSp" else "neither the slide nor its layout says where the shape stands"
    if any(_has_no_room(group) for group in item.groups):
        return "the shape's group has no size inside"
    return "the shape has no size" if not (item.box.w and item.box.h) and item.kind in ("pic", "graphicFrame") else ""


def _has_no_room(group: Any) -> bool:
    inner = group.find(f"{P}grpSpPr/{A}xfrm/{A}chExt")
    return inner is not None and not (number(inner.get("cx")) and number(inner.get("cy")))


def _bleeds(item: Item, box: Box, width: int, height: int) -> bool:
    """True for a picture or surface that runs off the edge on purpose: most of it is on the slide, and it has no words."""
    seen = box.common(Box(0, 0, width, height))
    return not text_of(item.element) and item.kind in ("pic", "sp") and seen > box.w * box.h * 0.5
