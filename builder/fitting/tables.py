"""Tables fitted: columns as wide as their content asks, rows as high, one size for all cells."""

from __future__ import annotations

from typing import NamedTuple

from builder.brands.prepared import Box, PreparedBrand
from builder.fitting.arrange import SLACK, Excess
from builder.fitting.fitted import FittedTable
from builder.fitting.fonts import Face
from builder.fitting.lines import LINE, MARGIN, Laid, Piece, measure
from builder.languages.language import language_of
from builder.plan import RichText, Table

PAD_X, PAD_Y = 10.0, 7.0  # cell margins in points, written into every cell
EAST_PITCH = 1.45  # times the size: the line of East Asian fonts, which cells keep (LibreOffice sets them too high in exact lines)
LARGER = 4  # points that words may grow where there is room
ROOMY_TABLE = 0.72  # of the height, up to which cells may take more lines when they grow
ROOMY_ROW = 1.5  # rows grow up to this, where there is height to spare


class FitResult(NamedTuple):
    """A fitted table, the size chosen, and what does not fit."""

    table: FittedTable
    excess: tuple[Excess, ...]
    needed: float = 0.0  # points of height, before rows grow


def fit_table(table: Table, area: Box, brand: PreparedBrand, start: int | None = 0) -> FitResult:
    """Fit a table at the largest size at which its rows and its longest words have room.

    start: the steps down to begin with; None: its words may grow as well, as long as no cell takes more lines.
    """
    least = min(brand.smallest["table"], brand.scale["table"])
    size = max(brand.scale["table"] - (start or 0), least)
    if start is None and brand.composes and not (own := _trial(table, area, brand, size)).excess:
        return _larger(table, area, brand, own)
    while True:
        result = _trial(table, area, brand, size)
        if not result.excess or size - 1 < least:
            return result
        size -= 1


def _larger(table: Table, area: Box, brand: PreparedBrand, own: FitResult) -> FitResult:
    """Return a table at the largest size that fits: its cells take more lines only where most of the height is free."""
    size = own.table.size
    for more in range(LARGER, 0, -2):
        tried = _trial(table, area, brand, size + more)
        same_lines = own.needed * (1 + more / size) + SLACK
        if not tried.excess and tried.needed <= min(area.h, max(same_lines, area.h * ROOMY_TABLE)):
            return tried
    return own


def _trial(table: Table, area: Box, brand: PreparedBrand, size: float) -> FitResult:
    grid = [tuple(column.heading for column in table.columns), *table.rows]
    widths = _widths(table, [grid[0], *(table.whole or table.rows)], area.w, brand, size)
    pitch = EAST_PITCH / LINE if language_of(f"und-{brand.script}").is_east_asian else 1.0
    heights, excess = [], []
    for row_number, row in enumerate(grid):
        needed = size * LINE
        for column, cell in enumerate(row):
            measured = measure(
                _laid(cell, brand, size, _bold(table, row_number, column)),
                widths[column] - 2 * PAD_X,
                brand.font_folder,
            )
            needed = max(needed, measured.height)
            if measured.widest_word > widths[column] - 2 * PAD_X + SLACK:
                excess.append(Excess(cell, measured.widest_word - widths[column] + 2 * PAD_X, word=True))
        heights.append(needed * pitch + 2 * PAD_Y)
    total = sum(heights)
    if total > area.h + SLACK:
        excess.append(Excess(grid[-1][0], total - area.h, word=False))
    roomy = min(area.h / total, ROOMY_ROW) if total < area.h else 1.0
    heights = [height * roomy for height in heights]
    box = Box(area.x, area.y, sum(widths), sum(heights))
    return FitResult(FittedTable(box, table, tuple(widths), tuple(heights), size), tuple(excess), total)


def _bold(table: Table, row: int, column: int) -> bool:
    return row == 0 or (table.row_headers and column == 0) or table.highlight_row == row - 1


def _laid(cell: RichText, brand: PreparedBrand, size: float, bold: bool) -> tuple[Laid, ...]:
    family = brand.fonts["minor"]
    return tuple(
        Laid(
            tuple(Piece(run.text, Face(family, bold or run.bold, run.italic), size) for run in p.runs),
            empty_size=size,
            apart=EAST_PITCH / 5,
        )
        for p in cell.paragraphs
    )


def _widths(
    table: Table, grid: list[tuple[RichText, ...]], room: float, brand: PreparedBrand, size: float
) -> list[float]:
    """Share the width: as the author says, else by content, none narrower than its longest word."""
    least, natural = [], []
    for column in range(len(table.columns)):
        words, lines = 0.0, 0.0
        for row_number, row in enumerate(grid):
            laid = _laid(row[column], brand, size, _bold(table, row_number, column))
            measured = measure(laid, 100_000, brand.font_folder)
            words, lines = max(words, measured.widest_word), max(lines, measured.widest_line)
        least.append(words / MARGIN + 2 * PAD_X + 1)
        natural.append(lines / MARGIN + 2 * PAD_X + 1)
    given = [column.width for column in table.columns]
    if any(given):
        shares = [width or 1.0 for width in given]
        return _at_least([room * share / sum(shares) for share in shares], least, room)
    total = sum(natural)
    if total <= room:
        stretched = room if total >= 0.6 * room else min(total * 1.35, room)
        return [width * stretched / total for width in natural]
    capped = [min(width, max(room * 0.62, low)) for width, low in zip(natural, least, strict=True)]
    wish = [low + (high - low) ** 0.85 for low, high in zip(least, capped, strict=True)]
    return _at_least([width * room / sum(wish) for width in wish], least, room)


def _at_least(widths: list[float], least: list[float], room: float) -> list[float]:
    """Widen columns to their longest word at the cost of those that have more than they need."""
    if sum(least) >= room:
        return [low * room / sum(least) for low in least]
    short = [max(low - width, 0) for width, low in zip(widths, least, strict=True)]
    spare = [max(width - low, 0) for width, low in zip(widths, least, strict=True)]
    if not sum(short):
        return widths
    factor = sum(short) / sum(spare) if sum(spare) else 0
    return [width + lack - extra * factor for width, lack, extra in zip(widths, short, spare, strict=True)]
