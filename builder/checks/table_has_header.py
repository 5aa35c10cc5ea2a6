"""A table marks its header row, and each column of it says what it holds."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks._package import A, Fault, P, Package, shape_name, text_of

RULE, SEVERITY = "table-has-header", "error"
NORM = "WCAG 2.1 1.3.1 Info and Relationships; EN 301 549 10.1.3.1; Microsoft Accessibility Checker: table header row"
MEND = "mark the first row as header and fill its cells (the first may stay empty)"


def check(package: Package) -> Iterator[Fault]:
    """Find tables without a header row, or with empty header cells other than the first."""
    for slide in package.slides:
        for frame in slide.root.iter(f"{P}graphicFrame"):
            for table in frame.iter(f"{A}tbl"):
                properties = table.find(f"{A}tblPr")
                if properties is None or properties.get("firstRow") not in ("1", "true"):
                    yield Fault("the table has no header row", slide.name, shape_name(frame))
                    continue
                cells = next(table.iter(f"{A}tr")).findall(f"{A}tc")
                if any(not text_of(cell) for cell in cells[1:]):
                    yield Fault("a header cell is empty", slide.name, shape_name(frame))
