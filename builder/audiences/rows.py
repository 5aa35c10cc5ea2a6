"""Sources of a list read into a header and rows, each row with its place: CSV, JSON, YAML; others by their modules."""

from __future__ import annotations

import csv
import io
import json
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from builder.audiences.cells import Exact, cell_of, clean, digits
from builder.content.data_files import decode, separator_of
from builder.content.yaml_nodes import MAX_BYTES as MAX_YAML
from builder.content.yaml_nodes import Listing, Mapping, Scalar, read_yaml
from builder.diagnostics import Findings, Position

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".yaml", ".yml")
_SPACE = re.compile(r"[ \t\r\n]*")


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
        kept, number = self._cells[place], self._numbers[place]
        cells = kept.split(_BETWEEN) if isinstance(kept, str) else list(kept)
        return Row(cells, self._lines[place], number, self.named.format(number))

    def __iter__(self) -> Iterator[Row]:
        return (self[place] for place in range(len(self)))


_BETWEEN = "\x1f"


@dataclass(slots=True)
class Table:
    """A source read.

    file: how messages name it; line: the header's; comma: whether its numbers usually have a decimal comma.
    """

    file: str
    header: list[str]
    rows: Rows
    line: int = 1
    comma: bool = False

    def at(self, row: Row) -> Position:
        """Give the place of a row."""
        return Position(self.file, row.line, 1)


def read_rows(path: Path, file: str, sheet: Scalar | None, findings: Findings) -> Table | None:
    """Read a file; None (with findings) where it cannot be read.

    file: how messages name it; sheet: the sheet of a workbook, None for the first.
    """
    at, kind = Position(file, 1, 1), path.suffix.lower()
    if kind not in KINDS:
        hint = "save it as .xlsx" if kind in (".xls", ".xlsm", ".xlsb", ".ods") else "use .csv, .xlsx, .json or .yaml"
        findings.add("list-source", f"a list cannot be read from a {kind or 'nameless'} file", at, hint)
        return None
    limit = MAX_YAML if kind in (".yaml", ".yml") else MAX_BYTES
    if path.stat().st_size > limit:
        findings.add("list-size", f"is larger than {limit // 1_000_000} MB", at, "split the list, or save it as CSV")
        return None
    if kind == ".xlsx":
        from builder.audiences.workbook_rows import read_workbook

        table = read_workbook(path, file, sheet, findings)
    elif kind == ".json":
        table = _read_json(path, file, findings)
    elif kind in (".yaml", ".yml"):
        table = _read_yaml(path, file, findings)
    else:
        table = _read_csv(path, file, findings)
    return None if table is None else fitting(table, findings)


def fitting(table: Table, findings: Findings) -> Table | None:
    """Drop empty rows and empty columns at the end, and see that rows are as long as the header."""
    while table.header and not table.header[-1]:
        table.header.pop()
    width, rows = len(table.header), Rows(table.rows.named)
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
                    "give each cell a heading, and put text that holds the separator in double quotes",
                )  # fmt: skip
            del cells[width:]
        rows.add(cells, row.line, row.number)
    table.rows = rows
    at = Position(table.file, table.line, 1)
    if len(rows) > MAX_ROWS:
        findings.add("list-size", f"has {len(rows)} rows, {MAX_ROWS} is the most", at, "split the list")
        return None
    if not rows:
        findings.add("list-empty", "holds no audience", at, "put headings in the first row, and a row for each below")
        return None
    return table


def _read_csv(path: Path, file: str, findings: Findings) -> Table | None:
    """Read a CSV file; the line of a row is its first."""
    text = decode(path.read_bytes())
    if not text.strip():
        findings.add("list-empty", "is empty", Position(file, 1, 1))
        return None
    named = re.match(r"sep=(.)\r?\n", text, re.I)
    delimiter = named[1] if named and named[1] not in '"\r\n' else separator_of(text)
    body = text[named.end() :] if named else text
    before = 1 if named else 0
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    table, line = Table(file, [], Rows(f"{braced(path.name)}, line {{}}"), comma=delimiter != ","), 1
    try:
        while True:
            line = reader.line_num + before + 1
            cells = [clean(cell) for cell in next(reader)]
            if table.header:
                table.rows.add(cells, line)
            elif any(cells):
                table.header, table.line = cells, line
    except StopIteration:
        return table
    except csv.Error:
        row = "".join(body.splitlines(keepends=True)[line - before - 1 : reader.line_num])
        long = len(row) > csv.field_size_limit()
        findings.add(
            "list-source", "a cell is too long" if long else "a cell in double quotes does not end as it should",
            Position(file, line, 1), 'look for a lone "; write a double quote inside quotes twice',
        )  # fmt: skip
        return None


def _read_yaml(path: Path, file: str, findings: Findings) -> Table | None:
    """Read a list of mappings in YAML."""
    node = read_yaml(path, file, findings)
    if node is None:
        return None
    if not isinstance(node, Listing):
        findings.add("list-source", "a list of rows is needed here", node.at, "begin each row with a dash: - code: …")
        return None
    found: list[tuple[dict[str, str], int, int]] = []
    for item in node.items:
        line = item.at.line
        if not isinstance(item, Mapping):
            findings.add("list-source", "a row is keys and values", item.at, "write - code: … and name: …")
            continue
        cells = {}
        for key, value in item.entries.items():
            if isinstance(value, Scalar):
                cells[clean(key)] = "" if value.absent else clean(value.text)
            else:
                said = f"'{key}' of {path.name}, line {line} is no single value"
                findings.add("list-source", said, value.at, "write one value")
        found.append((cells, line, line))
    return _of_mappings(file, found, f"{braced(path.name)}, line {{}}")


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that doubles are seen."""


def _read_json(path: Path, file: str, findings: Findings) -> Table | None:
    """Read a list of objects in JSON."""
    text = decode(path.read_bytes())
    found: list[tuple[dict[str, str], int, int]] = []
    try:
        for number, (item, line) in enumerate(_json_items(text), 1):
            named, at = f"{path.name}, row {number}", Position(file, line, 1)
            if not isinstance(item, _Pairs):
                findings.add("list-source", f"{named} is no object with keys and values", at)
                continue
            cells: dict[str, str] = {}
            for key, value in item:
                if clean(key) in cells:
                    findings.add("list-source", f"'{key}' stands twice in {named}", at, "remove one of the two")
                if isinstance(value, list):
                    findings.add("list-source", f"'{key}' of {named} is no single value", at, "write one value")
                cells[clean(key)] = value if isinstance(value, Exact) else cell_of(value)
            found.append((cells, line, number))
    except json.JSONDecodeError as error:
        at = Position(file, error.lineno, error.colno)
        findings.add("list-source", f"this is not JSON: {error.msg}", at, "write a list: [{…}, {…}]")
        return None
    except RecursionError:
        findings.add("list-source", "values stand too deep inside each other", Position(file, 1, 1))
        return None
    return _of_mappings(file, found, f"{braced(path.name)}, row {{}}")


def _json_items(text: str) -> Iterator[tuple[Any, int]]:
    """Go through the items of a JSON list, each with its line."""
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=Exact, parse_float=digits, parse_constant=str)

    def space(index: int) -> int:
        match = _SPACE.match(text, index)
        return match.end() if match else index

    index, line, counted = space(0), 1, 0
    if text[index : index + 1] != "[":
        raise json.JSONDecodeError("a list of rows is needed", text, index)
    index = space(index + 1)
    first = True
    while text[index : index + 1] != "]" or not first:
        line += text.count("\n", counted, index)
        counted = index
        item, index = decoder.raw_decode(text, index)
        yield item, line
        first, index = False, space(index)
        if text[index : index + 1] == "]":
            break
        if text[index : index + 1] != ",":
            raise json.JSONDecodeError("a comma or ] is needed", text, index)
        index = space(index + 1)
    if space(index + 1) != len(text):
        raise json.JSONDecodeError("something follows the list", text, space(index + 1))


def braced(name: str) -> str:
    """Write a file's name so that formatting leaves it as it is."""
    return name.replace("{", "{{").replace("}", "}}")


def _of_mappings(file: str, found: list[tuple[dict[str, str], int, int]], named: str) -> Table:
    """Make rows of mappings; the header is all keys, in the order in which they appear."""
    header = list(dict.fromkeys(key for cells, _, _ in found for key in cells))
    rows = Rows(named)
    for cells, line, number in found:
        rows.add([cells.get(key, "") for key in header], line, number)
    return Table(file, header, rows)
