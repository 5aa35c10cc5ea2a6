"""A table marks its header row, and each column of it says what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name, text_of
from builder.ooxml.units import is_on

FACT = Fact(
    "table-has-header",
    "accessibility",
    "error",
    "Screen readers read the column's heading with each cell, where the first row is marked as such.",
    (
        "WCAG 2.1 1.3.1 Info and Relationships",
        "EN 301 549 10.1.3.1",
        "Microsoft Accessibility Checker: no header row specified",
    ),
    "mark the first row as header and fill its cells (the first may stay empty)",
    Example("slide:Tabel", ' firstRow="1"', ""),
    ("text-has-contrast",),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find tables without a header row, or with empty header cells other than the first."""
    for frame in slide.shapes(f"{P}graphicFrame"):
        for table in frame.iter(f"{A}tbl"):
            rows = table.findall(f"{A}tr")
            properties = table.find(f"{A}tblPr")
            if len(rows) < 2 and len(table.findall(f"{A}tblGrid/{A}gridCol")) < 2:
                continue  # a single cell is a text box
            if properties is None or not is_on(properties.get("firstRow")):
                yield Fault("the table has no header row", shape_name(frame))
            elif rows and any(
                not text_of(cell) and not is_on(cell.get("hMerge")) for cell in rows[0].findall(f"{A}tc")[1:]
            ):
                yield Fault("a header cell is empty", shape_name(frame))
