"""A table that was read: its header, its rows kept small, and where each row stands."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec import Struct

from builder.content.tables.cells import heading
from builder.content.tables.notation import Mark, mark_of, marks_of
from builder.content.tables.strange_cells import MOST, may_be_strange, what_is_strange
from builder.diagnostics import Findings, Position

MAX_ROWS = 200_000
LOOKED_AT = 2_000  # rows that are looked at for the file's decimal mark
TITLES = 10  # rows that may be titles above a table
_BETWEEN = "\x1f"

Use = Literal["list", "data"]


class Row(NamedTuple):
    """One row: its cells as the header has them, its line, its number, and how messages name it."""

    cells: list[str]
    line: int
    number: int
    named: str


class Rows:
    """Rows kept small, as all of them stay in memory while decks are made; each is unpacked when asked for.

    named: how messages name a row by its number, as `lijst.csv, line {}`.
    """

    def __init__(self, named: str) -> None:
        self.named = named
        self._cells: list[str | tuple[str, ...]] = []
        self._lines, self._numbers = array("I"), array("I")

    def add(self, cells: list[str], line: int, number: int | None = None) -> None:
        """Add a row; number: by which messages name it, its line where none is given."""
        plain = all(type(cell) is str for cell in cells) and not any(_BETWEEN in cell for cell in cells)
        self._cells.append(_BETWEEN.join(cells) if plain and cells else tuple(cells))
        self._lines.append(line)
        self._numbers.append(line if number is None else number)

    def __len__(self) -> int:
        return len(self._cells)

    def __getitem__(self, place: int) -> Row:
        packed, number = self._cells[place], self._numbers[place]
        cells = packed.split(_BETWEEN) if isinstance(packed, str) else list(packed)
        return Row(cells, self._lines[place], number, self.named.format(number))

    def __iter__(self) -> Iterator[Row]:
        return (self[place] for place in range(len(self)))


class Table(Struct, dict=True):
    """A source read.

    file: how messages name it; line: the header's; usual: the decimal mark that goes with its kind of file;
    decimal: the one that its user names.
    """

    file: str
    header: list[str]
    rows: Rows
    line: int = 1
    usual: Mark = "."
    decimal: Mark | None = None
    use: Use = "list"

    def at(self, row: Row) -> Position:
        """Return the place of a row."""
        return Position(self.file, row.line, 1)

    def column(self, index: int, most: int | None = None) -> Iterator[str]:
        """Go through the cells of a column; most: only of so many rows."""
        rows = self.rows
        return (rows[place].cells[index] for place in range(min(len(rows), most or len(rows))))

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """Return the decimal marks that its figures show beyond doubt, in whatever column."""
        found: set[Mark] = set()
        for index in range(len(self.header)):
            found |= marks_of(self.column(index, LOOKED_AT)).certain
        return frozenset(found)


def column_name(text: str) -> str:
    """Make a heading a name for expressions: `Aantal inwoners` is `aantal_inwoners`."""
    name = re.sub(r"\W+", "_", text.strip().lower()).strip("_")
    return f"_{name}" if name[:1].isdigit() else name


def braced(name: str) -> str:
    """Write a file's name so that formatting leaves it as it is."""
    return name.replace("{", "{{").replace("}", "}}")


def fitting(table: Table, findings: Findings) -> Table | None:
    """Drop empty rows and empty columns at the end, and see that rows are as long as the header."""
    while table.header and not table.header[-1]:
        table.header.pop()
    table.header = [heading(each) for each in table.header]
    at = Position(table.file, table.line, 1)
    if (line := _line_of_headings(table)) is not None:
        findings.add(
            f"{table.use}-heading", f"line {table.line} seems to be a title: it has {_cells(_filled(table.header))}, "
            f"line {line} has more", at, f"if the headings stand in line {line}, say header: {line}",
        )  # fmt: skip
        return None
    if table.use == "data" and not _headings_serve(table, at, findings):
        return None
    width, rows, broken = len(table.header), Rows(table.rows.named), 0
    broken = _find_strange(table, Position(table.file, table.line, 1), "the headings", table.header, findings, broken)
    for row in table.rows:
        cells = row.cells
        if not any(cells):
            continue
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        if len(cells) > width:
            if any(cells[width:]):
                used = max(number for number, cell in enumerate(cells, 1) if cell)
                findings.add(
                    "row-length", f"{row.named} has {used} cells, the header {width}", table.at(row),
                    "give each cell a heading, and put text that holds the separator in double quotes"
                    + (second_line(table) if not rows else ""),
                )  # fmt: skip
            del cells[width:]
        broken = _find_strange(table, table.at(row), row.named, cells, findings, broken)
        rows.add(cells, row.line, row.number)
    table.rows = rows
    if len(rows) > MAX_ROWS:
        findings.add(f"{table.use}-size", f"has {len(rows)} rows, {MAX_ROWS} is the most", at, "split the file")
        return None
    if not rows:
        what = "no audience" if table.use == "list" else "no rows"
        hint = "put headings in the first row, and a row for each below"
        findings.add(f"{table.use}-empty", f"holds {what}", at, hint)
        return None
    return table


def _filled(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell)


def _cells(count: int) -> str:
    return f"{count} cell" + ("s" if count != 1 else "")


def _line_of_headings(table: Table) -> int | None:
    """Return the line that the headings seem to stand in, where the first row is a title above them."""
    if _filled(table.header) > 1 and all(table.header):
        return None
    for place in range(min(len(table.rows), TITLES)):
        row = table.rows[place]
        if _filled(row.cells) > max(len(table.header), 1):
            return row.line
    return None


def second_line(table: Table) -> str:
    """Return the hint that headings may stand in the row below; "" where that holds figures."""
    row = table.rows[0] if table.rows else None
    if row is None or not any(row.cells) or any(mark_of(cell)[0] for cell in row.cells):
        return ""
    return f"; if the headings stand in line {row.line}, say header: {row.line}"


def _headings_serve(table: Table, at: Position, findings: Findings) -> bool:
    """See that every column of figures has a heading of its own; the first holds what the rows are called."""
    seen: set[str] = set()
    faults = len(findings.errors)
    for index, each in enumerate(table.header):
        if each in seen and each:
            findings.add("data-heading", f"the heading '{each}' stands here twice", at, "rename one of the two")
        if not each and index and any(row.cells[index : index + 1] not in ([], [""]) for row in table.rows):
            message = f"column {index + 1} has cells, but no heading"
            findings.add("data-heading", message, at, "give it a heading" + second_line(table))
        seen.add(each)
    return len(findings.errors) == faults


def _find_strange(table: Table, at: Position, named: str, cells: list[str], findings: Findings, found: int) -> int:
    """Tell cells that hold something else than was meant; returns how many warnings there are."""
    if not may_be_strange(cells):
        return found
    for number, cell in enumerate(cells):
        strange = what_is_strange(cell, table.header[number] or f"column {number + 1}") if cell else None
        if strange and (strange.severity == "error" or found < MOST):
            found += strange.severity == "warning"
            message = strange.message.replace("{}", named)
            findings.add(strange.rule, message, at, strange.hint, severity=strange.severity)
    return found
