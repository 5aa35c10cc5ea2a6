"""Rows of an Excel workbook: its values as Excel shows them last, sizes bounded, nothing in it followed."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from builder.audiences.cells import Exact, cell_of, clean
from builder.audiences.rows import MAX_ROWS, Rows, Table, braced
from builder.content.yaml_nodes import Scalar
from builder.diagnostics import Findings, Position, suggest

MAX_UNPACKED = 300_000_000
MAX_MEMBERS = 5_000
MAX_COLUMNS = 500
MAX_SHEET_ROWS = 1_048_576
_CHUNK = 1 << 20
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")


class _Refused(Exception):
    """A workbook that is not read; says why, and what to do."""


def read_workbook(path: Path, file: str, sheet: Scalar | None, findings: Findings) -> Table | None:
    """Read a sheet into header and rows; None (with a finding) where the file does not serve."""
    at = Position(file, 1, 1)
    try:
        _look_inside(path)
        return _read(path, file, sheet, findings)
    except _Refused as error:
        findings.add("list-source", str(error.args[0]), at, str(error.args[1]))
    except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
        kind = type(error).__name__
        findings.add("list-source", f"is a damaged workbook ({kind})", at, "open it in Excel and save it anew as .xlsx")
    return None


def _look_inside(path: Path) -> None:
    """Refuse what is no workbook, what unpacks to too much, and XML that declares anything."""
    if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
        raise _Refused("is an old or protected workbook", "save it as .xlsx, without a password")
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > MAX_UNPACKED:
                raise _Refused(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB", "keep the list's sheet only")
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _refuse_declarations(package, member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        raise _Refused("is no Excel workbook", "open it in Excel and save it as .xlsx") from None


def _refuse_declarations(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    with package.open(member) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            if not tail and b"\0" in chunk[:4]:
                raise _Refused(f"{member.filename} in it is not UTF-8", "open it in Excel and save it anew as .xlsx")
            if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
                raise _Refused(f"{member.filename} in it declares entities", "open it in Excel and save it anew")
            tail = chunk[-16:]


def _read(path: Path, file: str, sheet: Scalar | None, findings: Findings) -> Table | None:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            if sheet is not None and sheet.text not in book.sheetnames:
                near = suggest(sheet.text, book.sheetnames)
                findings.add("unknown-sheet", f"{path.name} has no sheet '{sheet.text}'", sheet.at, near)
                return None
            sheets: Any = [each for each in book.worksheets if sheet is None or each.title == sheet.text]
            if not sheets:
                raise _Refused("has no sheet with cells", "put the list on a sheet of its own")
            sheets[0].reset_dimensions()
            rows = sheets[0].iter_rows(max_row=MAX_SHEET_ROWS, max_col=MAX_COLUMNS, values_only=True)
            return _table(rows, path.name, file, findings)
        finally:
            book.close()


def _table(rows: Iterable[tuple[Any, ...]], name: str, file: str, findings: Findings) -> Table:
    table = Table(file, [], Rows(f"{braced(name)}, row {{}}"))
    for number, values in enumerate(rows, 1):
        if not any(value is not None for value in values):
            continue
        cells = [cell if isinstance(cell, Exact) else clean(cell) for cell in map(cell_of, _trimmed(values))]
        if not table.header:
            table.header, table.line = [str(cell) for cell in cells], number
            continue
        for column, cell in enumerate(cells):
            if cell.startswith("#") and _ERROR.fullmatch(cell):
                heading = table.header[column] if column < len(table.header) else f"column {column + 1}"
                findings.add(
                    "cell-error", f"the formula of '{heading}' gives {cell} in {name}, row {number}",
                    Position(file, number, 1), "mend the formula in Excel",
                )  # fmt: skip
        table.rows.add(cells, number)
        if len(table.rows) > MAX_ROWS:
            break
    return table


def _trimmed(values: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return values[:end]
