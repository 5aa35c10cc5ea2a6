"""Rows of an Excel workbook: its values as Excel shows them, sizes bounded, nothing in it followed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from builder.content.tables.cells import Exact, cell_of, clean
from builder.content.tables.number_formats import shown
from builder.content.tables.options import TableOptions
from builder.content.tables.rows import MAX_ROWS, Rows, Table, Use, braced
from builder.content.tables.separated import with_above
from builder.content.tables.sheet_facts import Refused, SheetFacts, facts_of, look_inside
from builder.diagnostics import Findings, Position, suggest

MAX_COLUMNS = 500
MAX_SHEET_ROWS = 1_048_576
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # ECMA-376 part 1, 22.9.2.19: characters that XML does not take


def read_workbook(path: Path, file: str, options: TableOptions, use: Use, findings: Findings) -> Table | None:
    """Read a sheet into header and rows; None (with a finding) where the file does not serve."""
    at = Position(file, 1, 1)
    try:
        special = look_inside(path)
        return _read(path, file, options, use, special, findings)
    except Refused as error:
        findings.add(f"{use}-source", error.message, at, error.hint)
    except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
        kind = type(error).__name__
        hint = "open it in Excel and save it anew as .xlsx"
        findings.add(f"{use}-source", f"is a damaged workbook ({kind})", at, hint)
    return None


def _read(
    path: Path, file: str, options: TableOptions, use: Use, special: set[str], findings: Findings
) -> Table | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _opened(path)
        try:
            sheet = _sheet(book, path.name, options, findings)
            if sheet is None:
                return None
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=MAX_SHEET_ROWS, max_col=MAX_COLUMNS)
            of = f", sheet {sheet.title}" if len(book.worksheets) > 1 else ""
            table = Table(file, [], Rows(braced(f"{path.name}{of}") + ", row {}"), use=use)
            _Sheet(table, f"{path.name}{of}", facts_of(path, sheet.title, special), options, findings).read(rows)
            if not table.header:
                message = f"row {options.header} of {path.name}{of}" if options.header else f"the sheet {sheet.title}"
                findings.add(f"{use}-empty", f"{message} is empty", Position(file, 1, 1), "say sheet: or header:")
                return None
            return table
        finally:
            book.close()


def _opened(path: Path) -> Any:
    """Open a workbook for its values; sheets of charts are passed over, as not all that Excel writes there can be read."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):
        def read_chartsheet(self, sheet: Any, rel: Any) -> None:
            return

    reader = Reader(path, read_only=True, data_only=True, keep_links=False)
    reader.read()
    return reader.wb


def _sheet(book: Any, name: str, options: TableOptions, findings: Findings) -> Any:
    """Return the sheet that is asked for, else the first that is shown; None (with a finding) where there is none."""
    wanted = options.sheet
    if wanted is None:
        found = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
        if found is None:
            raise Refused("has no sheet with cells that is shown", "put the table on a sheet of its own")
        return found
    found = next((each for each in book.worksheets if each.title.strip() == wanted.text.strip()), None)
    if found is None:
        near = suggest(wanted.text, [each.title for each in book.worksheets])
        findings.add("unknown-sheet", f"{name} has no sheet '{wanted.text}'", wanted.at, near)
    return found


class _Sheet:
    """Reads the rows of a sheet into a table, and notes what nobody would see in it."""

    def __init__(self, table: Table, named: str, facts: SheetFacts, options: TableOptions, findings: Findings) -> None:
        self.table, self.named, self.facts, self.options, self.findings = table, named, facts, options, findings
        self.above: list[str] = []
        self.values: dict[tuple[int, int], str] = {}  # of merged cells, by the place of the one that holds it
        self.holders = {(top, column) for (_, column), top in facts.merged.items()}

    def read(self, rows: Iterator[tuple[Any, ...]]) -> None:
        """Read all rows."""
        hidden = []
        for number, cells in enumerate(rows, 1):
            row = self._cells(number, cells)
            if not self.table.header:
                if number >= self.options.header and any(row):
                    header = with_above([str(cell) for cell in row], self.above)
                    self.table.header, self.table.line = self._shown(header), number
                    self._tell_hidden_columns(header)
                else:
                    self.above = [str(cell) for cell in row] if number == self.options.header - 1 else []
                continue
            if number in self.facts.hidden and any(row):
                hidden.append(number)
                if self.options.hidden == "skip":
                    continue
            self._find_faults(number, row)
            if any(row):
                self.table.rows.add(self._shown(row), number)
            if len(self.table.rows) > MAX_ROWS:
                break
        if hidden and not self.options.hidden:
            self._tell_hidden(hidden)

    def _cells(self, number: int, cells: tuple[Any, ...]) -> list[str]:
        row = [cell_text(cell) for cell in _trimmed(cells)]
        for column in range(1, len(cells) + 1) if self.facts.merged else ():
            if (number, column) in self.holders and column <= len(row):
                self.values[number, column] = row[column - 1]
            top = self.facts.merged.get((number, column))
            if top is not None and (value := self.values.get((top, column))):
                row += [""] * (column - len(row))
                row[column - 1] = row[column - 1] or value
        return row

    def _find_faults(self, number: int, row: list[str]) -> None:
        at = Position(self.table.file, number, 1)
        for column in [column for line, column in self.facts.unknown if line == number] if self.facts.unknown else ():
            from openpyxl.utils import get_column_letter

            if column > len(row) or not row[column - 1]:
                self.findings.add(
                    "cell-error", f"{get_column_letter(column)}{number} in {self.named} ('{self._heading(column - 1)}') "
                    "holds a formula that was never worked out", at, "open the workbook in Excel and save it",
                )  # fmt: skip

    def _heading(self, column: int) -> str:
        header = self.table.header
        return header[column] if column < len(header) and header[column] else f"column {column + 1}"

    def _shown(self, row: list[str]) -> list[str]:
        """Return a row without the columns that are hidden, where they are to be left out."""
        if self.options.hidden != "skip" or not self.facts.hidden_columns:
            return row
        return [cell for column, cell in enumerate(row, 1) if column not in self.facts.hidden_columns]

    def _tell_hidden_columns(self, header: list[str]) -> None:
        hidden = [cell for column, cell in enumerate(header, 1) if column in self.facts.hidden_columns and cell]
        if hidden and not self.options.hidden and self.table.use == "data":
            listed = ", ".join(f"'{each}'" for each in hidden[:5]) + (", …" if len(hidden) > 5 else "")
            self.findings.add(
                "hidden-columns", f"hidden in Excel, and read from {self.named}: {listed}", Position(self.table.file, self.table.line, 1),
                "hidden: skip leaves them out; hidden: take reads them", severity="info",
            )  # fmt: skip

    def _tell_hidden(self, hidden: list[int]) -> None:
        listed = ", ".join(map(str, hidden[:5])) + (", …" if len(hidden) > 5 else "")
        which, verb = ("row", "is") if len(hidden) == 1 else ("rows", "are")
        self.findings.add(
            "hidden-rows", f"{which} {listed} of {self.named} {verb} hidden or filtered out in Excel, and {verb} read",
            Position(self.table.file, hidden[0], 1), "hidden: skip leaves them out; hidden: take reads them",
            severity="info",
        )  # fmt: skip


def cell_text(cell: Any) -> str:
    """Return a cell's value as Excel shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return cell_of(unescaped(value))
    made = cell_of(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and cell.has_style:
        made = shown(made, cell.number_format)
    return made if isinstance(made, Exact) else clean(made)


def unescaped(text: str) -> str:
    """Return a text with the characters that XML does not take, which a workbook spells out."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _trimmed(values: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(values)
    while end and values[end - 1].value is None:
        end -= 1
    return values[:end]
