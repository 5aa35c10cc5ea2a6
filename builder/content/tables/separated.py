"""CSV and its kin: encoding, separator and quotes told from the file, each row with its own line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from itertools import islice
from pathlib import Path

from builder.content.tables.cells import as_typed, clean
from builder.content.tables.options import TableOptions
from builder.content.tables.rows import TITLES, Rows, Table, Use, braced
from builder.diagnostics import Findings, Position

_NAMED = re.compile(r'"?sep=(.)"?\r?\n', re.I)  # as Excel writes it
_SEPARATORS = (";", "\t", ",")


def decode(raw: bytes) -> str:
    """Decode UTF-8 with or without a mark, UTF-16, else Windows-1252 as Excel writes it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    head = raw[:400]
    if head and head.count(0) * 3 > len(head):  # UTF-16 without its mark: half of its bytes are nothing
        return raw.decode("utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le", "replace")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    return unicodedata.normalize("NFC", text)


def separator_of(text: str, header: int = 0) -> str:
    """Find the separator: the one that cuts the line of the headings into most cells, quotes respected.

    header: that line; 0 for the first that holds a separator.
    """
    lines = islice(io.StringIO(text), header - 1, header) if header else islice(io.StringIO(text), TITLES)
    for line in lines:
        bare = re.sub(r'"[^"]*"', "", line)
        if any(each in bare for each in _SEPARATORS):
            return max(_SEPARATORS, key=bare.count)
        if "|" in bare:
            return "|"
    return ","


def read_csv(path: Path, file: str, options: TableOptions, use: Use, findings: Findings) -> Table | None:
    """Read a CSV file; the line of a row is its first."""
    raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message, hint = "is an Excel workbook under another name", "save it as .xlsx, or as CSV"
        findings.add(f"{use}-source", message, Position(file, 1, 1), hint)
        return None
    text = decode(raw)
    if not text.strip():
        findings.add(f"{use}-empty", "is empty", Position(file, 1, 1), "put headings in the first line")
        return None
    named = _NAMED.match(text)
    before = 1 if named else 0
    body = text[named.end() :] if named else text
    at_least = max(options.header - before, 0)
    delimiter = named[1] if named and named[1] not in '"\r\n' else separator_of(body, at_least)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    table = Table(file, [], Rows(f"{braced(path.name)}, line {{}}"), usual="." if delimiter in ",|" else ",", use=use)
    line, above = 1, list[str]()
    try:
        while True:
            line = reader.line_num + before + 1
            cells = [as_typed(clean(cell)) for cell in next(reader)]
            if table.header:
                table.rows.add(cells, line)
            elif line >= options.header and any(cells):
                table.header, table.line = with_above(cells, above), line
            else:
                above = cells if line == options.header - 1 else []
    except StopIteration:
        return _found(table, options, findings)
    except csv.Error:
        limit = csv.field_size_limit()
        findings.add(
            f"{use}-source", f"a cell in double quotes does not end as it should, or is longer than {limit} characters",
            Position(file, line, 1), 'look for a lone "; write a double quote inside quotes twice',
        )  # fmt: skip
        return None


def with_above(cells: list[str], above: list[str]) -> list[str]:
    """Return headings in two rows as one.

    Where a cell of the lower row is empty, the upper one names the column; where the lower row has a heading more than
    once, the upper one stands before it, which also holds for the cells after it: 2024 M, 2024 V, 2025 M, 2025 V.
    """
    below = cells + [""] * (len(above) - len(cells))
    upper = above + [""] * (len(below) - len(above))
    made, group = [], ""
    for cell, over in zip(below, upper, strict=True):
        group = over or group
        made.append(f"{group} {cell}".strip() if cell and below.count(cell) > 1 else cell or over)
    return made


def _found(table: Table, options: TableOptions, findings: Findings) -> Table | None:
    if table.header:
        return table
    message = f"line {options.header}, where the headings should stand, is empty" if options.header else "is empty"
    at = Position(table.file, options.header or 1, 1)
    findings.add(f"{table.use}-empty", message, at, "say header: and the line of the headings")
    return None
