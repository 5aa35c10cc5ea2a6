"""`data:` of a table or a chart: a file's rows and columns, chosen for one deck."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from builder.content import expressions
from builder.content.fields import Data
from builder.content.record_reader import Reading
from builder.content.tables.cells import heading
from builder.content.tables.columns import Column, column_of
from builder.content.tables.options import KEYS, TableOptions, read_options
from builder.content.tables.rows import Row, Table, column_name
from builder.content.tables.untyped import alike, value_in
from builder.content.yaml_nodes import Listing, Mapping, Node, Scalar
from builder.diagnostics import ContentError, Findings, Position, suggest

GetTable = Callable[[str, Position, Findings, TableOptions], Table | None]
MAX_ROWS = 5_000  # of one slide
DATA_WORDS = "\ufdd0words"  # the key under which a `data` node holds translations; cannot be typed in YAML
_KEYS = ("file", "where", "columns", *KEYS)


def read_data(node: Node, reading: Reading, findings: Findings, get: GetTable) -> Data | None:
    """Read `data: file` or `data: {file, where, columns, …}`; None (with findings) where it does not serve."""
    file, where, wanted = node, None, None
    options = TableOptions()
    if isinstance(node, Mapping):
        for key in node.entries:
            if key not in (*_KEYS, DATA_WORDS):
                findings.add("unknown-key", f"'{key}' is not a key of data", node.keys_at[key], suggest(key, _KEYS))
        file, where, wanted = node.get("file") or node, node.get("where"), node.get("columns")
    if not isinstance(file, Scalar):
        findings.add("missing-field", "data names no file", node.at, "write data: name.csv or {file: name.csv}")
        return None
    name = reading.plain_text(file)
    if isinstance(node, Mapping):
        options = read_options(node, name, findings)
    table = get(name, file.at, findings, options)
    if table is None:
        return None
    _, columns, rows = known = _known_of(table)
    if isinstance(where, Scalar):
        rows = _rows_where(known, where, reading, findings)
    if len(rows) > MAX_ROWS:
        message = f"{len(rows)} rows are more than a slide takes, {MAX_ROWS} is the most"
        findings.add("data-size", message, file.at, "choose rows with where:")
        return None
    places = list(_places(table, wanted, findings)) if isinstance(wanted, Listing) else list(range(len(columns)))
    picked = places != list(range(len(columns)))
    header, cells = tuple(table.header[place] for place in places), [row.cells for row in rows]
    if picked:
        cells = [[row[place] for place in places] for row in cells]
    if said := _words(node):
        header = tuple(said.get(each, each) for each in header)
        cells = [[said.get(cell, cell) for cell in row] for row in cells]
    lines = tuple(row.line for row in rows)
    return Data(header, tuple(map(tuple, cells)), tuple(columns[place] for place in places), lines, table.file, file.at)


def _places(table: Table, wanted: Listing, findings: Findings) -> Iterator[int]:
    """Go through the places of the columns that are wanted."""
    for item in wanted.items:
        if isinstance(item, Scalar):
            if heading(item.text) in table.header:
                yield table.header.index(heading(item.text))
            else:
                near = suggest(item.text, table.header)
                findings.add("unknown-column", f"the file has no column '{item.text}'", item.at, near)


def _words(node: Node) -> dict[str, str]:
    """Return what words of the file are called in the deck's language."""
    words = node.get(DATA_WORDS) if isinstance(node, Mapping) else None
    if not isinstance(words, Mapping):
        return {}
    return {word: child.text for word, child in words.entries.items() if isinstance(child, Scalar)}


def _rows_where(known: _Known, where: Scalar, reading: Reading, findings: Findings) -> list[Row]:
    """Return the rows for which a condition holds."""
    table, columns, rows = known
    named = [column_name(each) for each in table.header]
    try:
        if reading.names is None:
            reading.provisional = True
            expressions.check_expression(where.text, reading.known | set(named), where.at)
            return rows
        chosen = _EQUALS.match(where.text)
        if chosen and chosen[1] in named and chosen[2].partition(".")[0] not in named:
            try:
                wanted = reading.names.evaluate(chosen[2], where.at)
            except ContentError:
                return []  # what is absent equals nothing
            return [rows[place] for place in _index(known, named.index(chosen[1])).places_of(wanted, where)]
        found = []
        for row in rows:
            cells = zip(named, columns, row.cells, strict=True)
            values = {name: value_in(cell, column, as_number=True) for name, column, cell in cells}
            names = reading.names
            own = expressions.Names({**names.values, **values}, names.language, names.currency)
            if own.holds(where.text, where.at):
                found.append(row)
        return found
    except ContentError as error:
        findings.extend(error.found)
        return []


_EQUALS = re.compile(r"\s*(\w+)\s*==\s*([A-Za-z_][\w.]*)\s*$")  # `code == audience.id`, the common case


class _Index(NamedTuple):
    """The rows of a table by the cells of one column, and these cells by the number or day that they are."""

    table: Table
    column: Column
    places: dict[str, list[int]]
    alike: dict[Any, list[str]]

    def places_of(self, wanted: Any, where: Scalar) -> list[int]:
        """Return the places of the rows whose cell equals a value; raises ContentError where they cannot be compared."""
        if isinstance(wanted, bool):
            cells = list(self.places)
        else:
            known = alike(wanted, self.column.mark)
            cells = [str(wanted), *self.alike.get(known, ())] if known is not None else [str(wanted)]
            if not isinstance(wanted, str):
                cells += list(self.places)[:1]
        found: set[int] = set()
        try:
            for cell in dict.fromkeys(cells):
                if cell in self.places and expressions.same(value_in(cell, self.column, as_number=True), wanted):
                    found.update(self.places[cell])
        except expressions.Unlike as error:
            message = f"'{where.text}' cannot be worked out: {error.message}"
            raise ContentError.of("expression", message, where.at, error.hint) from error
        return sorted(found)


class _Known(NamedTuple):
    """A table, its columns, each of which finds out once what it holds, and its rows, unpacked."""

    table: Table
    columns: list[Column]
    rows: list[Row]


_known: dict[int, _Known] = {}
_indexes: dict[tuple[int, int], _Index] = {}
_MOST = 64  # tables, or columns of them, that are remembered


def _known_of(table: Table) -> _Known:
    """Return what is known of a table; remembered, so that a batch reads it once."""
    known = _known.get(id(table))
    if known is None or known.table is not table:
        if len(_known) >= _MOST:
            _known.clear()
        columns = [column_of(table, index) for index in range(len(table.header))]
        known = _known[id(table)] = _Known(table, columns, list(table.rows))
    return known


def _index(known_table: _Known, index: int) -> _Index:
    """Return the index of a column; remembered, so that a batch looks rows up."""
    table, columns, rows = known_table
    known = _indexes.get((id(table), index))
    if known is None or known.table is not table:
        column = columns[index]
        places: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            if row.cells[index]:
                places.setdefault(row.cells[index], []).append(place)
        by_value: dict[Any, list[str]] = {}
        for cell in places:
            value = alike(cell, column.mark)
            if value is not None:
                by_value.setdefault(value, []).append(cell)
        if len(_indexes) >= _MOST:
            _indexes.clear()
        known = _indexes[id(table), index] = _Index(table, column, places, by_value)
    return known
