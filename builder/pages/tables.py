"""Tables as cells: every cell with its place, what it heads, its fill and its lines."""

from __future__ import annotations

from typing import Literal

from builder.fitting.fitted import FittedTable
from builder.fitting.fonts import Face
from builder.fitting.lines import LINE, Laid, Piece
from builder.fitting.tables import EAST_PITCH, PAD_X, PAD_Y
from builder.languages.language import language_of
from builder.pages.measures import SlideMeasures
from builder.pages.page import Cell, Paint, Rectangle, Table
from builder.pages.text import Block, Setting, set_text


def table_of(fitted: FittedTable, maker: SlideMeasures) -> Table:
    """Return a table in points of the real slide; in text that runs from the right its first column is the rightmost."""
    table = fitted.table
    rows = []
    y = fitted.box.y
    for number, height in enumerate(fitted.heights):
        cells, x = [], fitted.box.x
        for column, width in enumerate(fitted.widths):
            left = 2 * fitted.box.x + fitted.box.w - x - width if maker.rtl else x
            box = Rectangle(left * maker.unit, y * maker.unit, width * maker.unit, height * maker.unit)
            cells.append(_cell(fitted, maker, number, column, box))
            x += width
        rows.append(tuple(cells))
        y += height
    return Table(table.alt, tuple(rows))


def _cell(fitted: FittedTable, maker: SlideMeasures, row: int, column: int, box: Rectangle) -> Cell:
    table, size = fitted.table, maker.points(fitted.size)
    words = table.columns[column].heading if row == 0 else table.rows[row - 1][column]
    first = table.row_headers and column == 0
    name = f"{'row' if row == 0 else 'body'}:{'column' if first else 'body'}"
    strong = row == 0 or first or table.highlight_row == row - 1
    highlighted = row > 0 and (table.highlight_row == row - 1 or table.highlight_column == column)
    family = maker.brand.fonts["minor"]
    pitch = 0.0 if language_of(maker.plan.lang).is_east_asian else size * LINE
    settings: list[Setting] = []
    for paragraph in maker.marked(words.paragraphs):
        pieces = tuple(Piece(run.text, Face(family, strong or run.bold, run.italic), size) for run in paragraph.runs)
        laid = Laid(pieces, empty_size=size, apart=EAST_PITCH / 5)
        align = table.columns[column].align
        made = maker.setting(paragraph, laid, Paint(f"cell:text:{name}"), "P", align, 0.0, None, words)
        settings.append(made._replace(pitch=pitch))
    u = maker.unit
    block = Block(box, (PAD_X * u, PAD_Y * u, PAD_X * u, PAD_Y * u), "ctr")
    fill = maker.ink("surface") if highlighted else Paint(f"cell:fill:{name}")
    heads: Literal["", "column", "row"] = "column" if row == 0 else "row" if first else ""
    return Cell(box, heads, fill, Paint(f"cell:rule:{name}"), set_text(settings, block, maker.brand.font_folder))
