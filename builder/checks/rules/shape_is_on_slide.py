"""No shape stands off the slide."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.rules.title_is_read_first import tells
from builder.ooxml.slide import Box, Item, Slide, is_decorative, text_of
from builder.ooxml.units import POINT

FACT = Fact(
    "shape-is-on-slide",
    "content",
    "warning",
    "What is off the slide is read out and not seen; what reaches over its edge is cut off.",
    ("WCAG 2.1 1.3.2 Meaningful Sequence", "EN 301 549 10.1.3.2"),
    "move the shape onto the slide, or remove it; a title may stand off the slide, for screen readers only",
    Example("slide:Een foto", '<a:off x="…"', '<a:off x="99999999"'),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find shapes that tell something and reach over an edge of the slide."""
    width, height = slide.package.size_of_slides
    for item in slide.items:
        box = item.box
        if box is None or item.groups or item.element is slide.title or is_decorative(item.element) or not tells(item):
            continue
        off = box.x < -POINT or box.y < -POINT or box.right > width + POINT or box.bottom > height + POINT
        if off and not _bleeds(item, box, width, height):
            yield Fault("the shape reaches over the edge of the slide", item.name)


def _bleeds(item: Item, box: Box, width: int, height: int) -> bool:
    """True for a picture or surface that runs off the edge on purpose: most of it is on the slide, and it has no words."""
    seen = box.common(Box(0, 0, width, height))
    return not text_of(item.element) and item.kind in ("pic", "sp") and seen > box.w * box.h * 0.5
