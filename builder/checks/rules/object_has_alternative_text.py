"""Pictures, charts, tables, films, diagrams and groups have an alternative text, or are marked as decorative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import P
from builder.ooxml.slide import SHAPES, Slide, hidden, is_decorative, properties_of, shape_name, text_of

FACT = Fact(
    "object-has-alternative-text",
    "accessibility",
    "error",
    "People who cannot see a picture, chart or diagram hear its alternative text, or nothing.",
    (
        "WCAG 2.1 1.1.1 Non-text Content",
        "EN 301 549 10.1.1.1",
        "Microsoft Accessibility Checker: missing alternative text",
    ),
    "write what the object tells (alt:), or mark it as decorative",
    Example("slide:Een foto", ' descr="Een groen vlak"', ""),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find objects without a description; those in a described group are described by it."""
    for shape in slide.shapes(f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"):
        groups = list(shape.iterancestors(f"{P}grpSp"))
        if hidden(shape) or any(_described(group) or hidden(group) for group in groups):
            continue
        if shape.tag == f"{P}grpSp" and (_has_words(shape) or any(_speaks(each) for each in shape)):
            continue  # its parts speak, or are found missing, one by one
        if not _described(shape):
            yield Fault("no alternative text", shape_name(shape))


def _described(shape: Any) -> bool:
    properties = properties_of(shape)
    return (
        properties is not None and bool((properties.get("descr") or properties.get("title") or "").strip())
    ) or is_decorative(shape)


def _has_words(shape: Any) -> bool:
    return bool(text_of(shape))


def _speaks(shape: Any) -> bool:
    return shape.tag in (f"{P}pic", f"{P}graphicFrame", f"{P}grpSp") or (shape.tag in SHAPES and _described(shape))
