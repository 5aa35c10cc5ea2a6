"""A table has as many cells as it seems to have: none are merged or left out."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name
from builder.ooxml.units import number

FACT = Fact(
    "table-has-no-merged-cells",
    "accessibility",
    "warning",
    "With merged cells a screen reader loses count of rows and columns, and reads the wrong headings.",
    (
        "WCAG 2.1 1.3.1 Info and Relationships",
        "EN 301 549 10.1.3.1",
        "Microsoft Accessibility Checker: use simple table structure",
    ),
    "split the cells, or make two tables",
    Example("slide:Tabel", "<a:tc>", '<a:tc gridSpan="2">'),
    ("table-is-rectangular",),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find tables with merged cells."""
    for frame in slide.shapes(f"{P}graphicFrame"):
        merged = sum(number(c.get("gridSpan"), 1) > 1 or number(c.get("rowSpan"), 1) > 1 for c in frame.iter(f"{A}tc"))
        if merged:
            yield Fault(f"the table has {merged} merged cell{'s' if merged > 1 else ''}", shape_name(frame))
