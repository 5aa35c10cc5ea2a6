"""Texts do not stand on one another, and no picture or surface covers a text."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.checks.measured_text import text_area
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import FOOTERS, Box, Item, Slide, placeholder, text_of

FACT = Fact(
    "shapes-do-not-overlap",
    "content",
    "warning",
    "Text under another text or a picture cannot be read.",
    ("WCAG 2.1 1.4.3 Contrast (Minimum): what is covered has none",),
    "move one of the shapes",
    Example("slide:Punten", "the points under the title", "the points on the title"),
    ("text-has-contrast", "reading-order-follows-sight"),
)

_MOST = 0.5  # of a text that a surface may cover: a line of colour under words is none
_SHARE = 0.15  # of the lesser text that may be covered: measures are not exact


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find texts whose lines overlap, and pictures, tables, charts and surfaces drawn over them."""
    texts: list[tuple[Item, Box]] = []
    for item in slide.items:
        box = _box(slide, item)
        if box is None:
            yield from _covered(item, texts)
            continue
        for other, its in texts:
            if other.element in item.groups or item.element in other.groups:
                continue
            shared = box.common(its)
            if (
                shared
                and shared > _SHARE * min(its.w * its.h, box.w * box.h)
                and min(its.h, box.h) * 0.25 < shared / max(min(its.w, box.w), 1)
            ):
                yield Fault(f"'{item.name}' covers '{other.name}'", item.name)
                return
        if item.kind == "sp":
            texts.append((item, box))


def _covered(item: Item, texts: list[tuple[Item, Box]]) -> Iterator[Fault]:
    """Find a text before a surface without words, filled with one colour, that covers most of it."""
    fill = item.element.find(f"{P}spPr/{A}solidFill") if item.kind == "sp" and item.box is not None else None
    if fill is None or item.box is None or next(fill.iter(f"{A}alpha"), None) is not None or text_of(item.element):
        return
    for other, its in texts:
        if other.element not in item.groups and item.box.common(its) > _MOST * its.w * its.h > 0:
            yield Fault(f"'{item.name}' covers '{other.name}'", item.name)
            return


def _box(slide: Slide, item: Item) -> Box | None:
    """Return the place that a text, picture, table or chart takes."""
    ph = placeholder(item.element)
    if ph is not None and ph.get("type") in FOOTERS:
        return None
    if item.kind == "sp":
        area = text_area(slide, item)
        return area.box if area is not None else None
    return item.box if item.kind in ("pic", "graphicFrame") else None
