"""A table stays as high as it is drawn: PowerPoint makes rows as high as their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.checks.fact import Example, Fact, Fault
from builder.checks.measured_text import laid
from builder.fitting.fonts import has_twin
from builder.fitting.lines import measure
from builder.ooxml.namespaces import A
from builder.ooxml.slide import Item, Slide
from builder.ooxml.text import Cell, cells_of
from builder.ooxml.units import POINT, is_on, number

FACT = Fact(
    "table-fits",
    "content",
    "warning",
    "Rows grow with their text once PowerPoint draws them: the table covers what stands below it, or leaves the slide.",
    ("ECMA-376 part 1, 21.1.3.18 (tr: its height is the least)", "measured with the font's own metrics"),
    "shorten the text, widen the column, or divide the table over slides",
    Example("slide:Tabel", "a word in a cell", "sixty words in a cell"),
    ("text-fits", "shape-is-on-slide"),
)

_OVER, _OVER_UNSURE = 1.08, 1.25  # of the room; with a font that is not at hand
_EDGE = 1.02  # of the slide's height
_LEAST = 4.0  # points
_SIDE, _TOP = 91440, 45720  # margins of a cell that says none (21.1.3.17), in EMU


class _Need(NamedTuple):
    """What a cell's text takes, in points, and whether it is measured with the font's own widths."""

    height: float
    word: float
    width: float
    exact: bool


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find tables that come out higher than they are drawn, or past the end of the slide, and words wider than their column."""
    for item in slide.items:
        table = next(item.element.iter(f"{A}tbl"), None) if item.kind == "graphicFrame" else None
        if table is not None and item.box is not None:
            wrong = _wrong(slide, item, table)
            if wrong:
                yield Fault(wrong, item.name)


def _wrong(slide: Slide, item: Item, table: Any) -> str:
    widths = [number(column.get("w")) for column in table.findall(f"{A}tblGrid/{A}gridCol")]
    heights = [number(row.get("h")) / POINT for row in table.findall(f"{A}tr")]
    exact = True
    for cell in cells_of(slide, item):
        need = _need(cell, widths) if cell.row < len(heights) else None
        if need is None:
            continue
        over = _OVER if need.exact else _OVER_UNSURE
        if need.word > need.width * over + _LEAST:
            return f"a word in row {cell.row + 1} takes {need.word:.0f} pt of width, and its column has {need.width:.0f} pt"
        if number(cell.element.get("rowSpan"), 1) == 1 and need.height > heights[cell.row]:
            heights[cell.row], exact = need.height, exact and need.exact
    box = item.box
    total = sum(heights)
    if box is None:
        return ""
    over = _OVER if exact else _OVER_UNSURE
    bottom = slide.package.size_of_slides[1]
    if box.y <= bottom and box.y + total * POINT > bottom * (over - _OVER + _EDGE):
        return "the table runs off the slide"
    if total > box.h / POINT * over + _LEAST:
        return f"the table grows to {total:.0f} pt of height, and has {box.h / POINT:.0f} pt"
    return ""


def _need(cell: Cell, widths: list[int]) -> _Need | None:
    """Return what a cell's own text takes; None for a cell without text, or whose text is turned."""
    properties = cell.element.find(f"{A}tcPr")
    turned = properties is not None and properties.get("vert", "horz") != "horz"
    covered = is_on(cell.element.get("hMerge")) or is_on(cell.element.get("vMerge"))
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.text.strip()]
    if turned or covered or not runs:
        return None
    left, right, top, bottom = (
        number(properties.get(side), usual) if properties is not None else usual
        for side, usual in (("marL", _SIDE), ("marR", _SIDE), ("marT", _TOP), ("marB", _TOP))
    )
    span = max(number(cell.element.get("gridSpan"), 1), 1)
    width = max((sum(widths[cell.column : cell.column + span]) - left - right) / POINT, 1)
    measured = measure(laid(cell.paragraphs), width)
    return _Need(
        measured.height + (top + bottom) / POINT, measured.widest_word, width, all(has_twin(run.font) for run in runs)
    )
