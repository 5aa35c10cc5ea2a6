"""A slide's title is read out first."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.slide import FOOTERS, Item, Slide, is_decorative, placeholder, properties_of, shape_name, text_of

FACT = Fact(
    "title-is-read-first",
    "accessibility",
    "warning",
    "Screen readers read shapes in the order of the selection pane; where the title is not first, listeners do not know what the slide is about.",
    ("WCAG 2.1 1.3.2 Meaningful Sequence", "EN 301 549 10.1.3.2", "Microsoft Accessibility Checker: reading order"),
    "move the title to the bottom of the selection pane, which is read first",
    Example("slide:Punten", "the title before the points", "the points before the title"),
    ("reading-order-follows-sight",),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find slides on which something that tells comes before the title."""
    if slide.title is None or not text_of(slide.title):
        return
    for item in slide.items:
        if item.element is slide.title or slide.title in item.groups:
            return
        if tells(item) and item.kind != "grpSp":
            yield Fault(f"'{item.name}' is read before the title", shape_name(slide.title))
            return


def tells(item: Item) -> bool:
    """True for a shape that is read out: text, or a picture, chart or table that is not decorative."""
    ph = placeholder(item.element)
    if (
        is_decorative(item.element)
        or any(is_decorative(g) for g in item.groups)
        or (ph is not None and ph.get("type") in FOOTERS)
    ):
        return False
    properties = properties_of(item.element)
    return (
        bool(text_of(item.element))
        or item.kind in ("graphicFrame", "pic")
        or bool(properties is not None and properties.get("descr"))
    )
