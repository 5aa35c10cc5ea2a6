"""Every row of a table has a cell for every column, every cell a body of text, and merged cells stay inside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, P
from builder.ooxml.slide import Slide, shape_name
from builder.ooxml.units import is_on, number

FACT = Fact(
    "table-is-rectangular",
    "package",
    "error",
    "A row with a cell too many or too few makes PowerPoint offer a repair, and the slide comes up empty; a cell that is covered by none is not shown.",
    ("ECMA-376 part 1, 21.1.3.18 (tr), 21.1.3.16 (tc: gridSpan, rowSpan, hMerge, vMerge)",),
    "give each row as many cells as the table has columns",
    Example("slide:Tabel", "<a:tblGrid>", '<a:tblGrid><a:gridCol w="914400"/>'),
    ("table-has-no-merged-cells",),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find rows of another length than the grid, and spans that do not agree with the cells they cover."""
    for frame in slide.shapes(f"{P}graphicFrame"):
        for table in frame.iter(f"{A}tbl"):
            wrong = _wrong(table)
            if wrong:
                yield Fault(wrong, shape_name(frame))


def _wrong(table: Any) -> str:
    columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
    rows = [tr.findall(f"{A}tc") for tr in table.findall(f"{A}tr")]
    if not rows:
        return "the table has no rows"
    for number_of, cells in enumerate(rows, 1):
        if len(cells) != columns:
            return f"row {number_of} has {len(cells)} cells, the table {columns} columns"
        if any(cell.find(f"{A}txBody") is None for cell in cells):
            return f"a cell of row {number_of} has no body of text"
    if any(number(tr.get("h")) < 0 for tr in table.findall(f"{A}tr")):
        return "a row has a height below nought"
    under = set[int]()
    for down, cells in enumerate(rows):
        for across, cell in enumerate(cells):
            wide, high = number(cell.get("gridSpan"), 1), number(cell.get("rowSpan"), 1)
            if across + wide > columns or down + high > len(rows):
                return f"a merged cell of row {down + 1} reaches out of the table"
            covered = [
                rows[y][x]
                for y in range(down, down + high)
                for x in range(across, across + wide)
                if (y, x) != (down, across)
            ]
            under.update(id(c) for c in covered)
            if any(not is_on(c.get("hMerge")) and not is_on(c.get("vMerge")) for c in covered):
                return f"a merged cell of row {down + 1} covers cells that are not marked as merged"
        if any(_is_merged(cell) and id(cell) not in under for cell in cells):
            return f"a cell of row {down + 1} is marked as merged, and none covers it"
    return ""


def _is_merged(cell: Any) -> bool:
    return is_on(cell.get("hMerge")) or is_on(cell.get("vMerge"))
