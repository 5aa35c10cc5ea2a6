"""Shapes are read out in the order in which they are seen."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.measured_text import text_area
from builder.checks.rules.title_is_read_first import tells
from builder.ooxml.namespaces import A
from builder.ooxml.slide import Box, Item, Slide, text_of
from builder.ooxml.units import is_on

FACT = Fact(
    "reading-order-follows-sight",
    "accessibility",
    "warning",
    "Screen readers read shapes in the order of the selection pane; out of order, an answer comes before its question.",
    ("WCAG 2.1 1.3.2 Meaningful Sequence", "EN 301 549 10.1.3.2", "Microsoft Accessibility Checker: reading order"),
    "reorder the shapes in the selection pane (Home, Arrange): read from bottom to top",
    Example("slide:Twee kolommen", "the left column before the right one", "the right column before the left one"),
)

_SLACK = 0.1  # of the lesser height or width that may overlap


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find a shape that is read before one that stands above it, or before it in its row."""
    told = [
        (item, box)
        for item in slide.items
        if not item.groups
        and item.element is not slide.title
        and tells(item)
        and (box := _seen(slide, item)) is not None
    ]
    title = slide.place(slide.title) if slide.title is not None else None
    if title is not None:  # what stands above the title, a date or a logo, is read after it
        told = [(item, box) for item, box in told if box.bottom > title.y]
    leftward = any(is_on(p.get("rtl")) for p in slide.root.iter(f"{A}pPr"))
    for place, (first, its) in enumerate(told):
        for later, box in told[place + 1 :]:
            both = bool(text_of(first.element)) and bool(text_of(later.element))
            if _comes_before(box, its, leftward, both):
                yield Fault(f"'{later.name}' is read after '{first.name}', and is seen before it", later.name)
                return


def _seen(slide: Slide, item: Item) -> Box | None:
    """Return where a shape is seen: its lines, where it has only text."""
    area = text_area(slide, item) if item.kind == "sp" else None
    return area.box if area is not None else item.box


def _comes_before(one: Box, other: Box, leftward: bool, texts: bool) -> bool:
    """True where one is seen before another beyond doubt: over it, or beside it in the same row.

    texts: both have words; a picture may be read after the text that it stands beside.
    """
    if not (one.w and one.h and other.w and other.h):
        return False
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    wide, high = min(one.w, other.w), min(one.h, other.h)
    if across > wide * 0.5 and down <= high * _SLACK:
        return one.y + one.h / 2 < other.y + other.h / 2
    if texts and down > high * 0.8 and across <= wide * _SLACK and abs(one.y - other.y) < high * 0.25:
        return (one.x > other.x) if leftward else (one.x < other.x)
    return False
