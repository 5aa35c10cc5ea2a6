"""A file read into a table, whatever its kind, within bounds."""

from __future__ import annotations

from pathlib import Path

from builder.content.tables.options import TABLES, WORKBOOKS, TableOptions
from builder.content.tables.rows import Table, Use, fitting
from builder.content.yaml_nodes import MAX_BYTES as MAX_YAML
from builder.diagnostics import Findings, Position

MAX_BYTES = 50_000_000
KINDS = (*TABLES, ".yaml", ".yml")
_SAVED_ANEW = (".xls", ".xlsb", ".ods", ".numbers")


def read_table(
    path: Path, file: str, findings: Findings, options: TableOptions | None = None, use: Use = "list"
) -> Table | None:
    """Read a file; None (with findings) where it cannot be read.

    file: how messages name it; use: whether it is a list of audiences or the data of a slide.
    """
    options = options or TableOptions()
    at, kind = Position(file, 1, 1), path.suffix.lower()
    what = "a list" if use == "list" else "data"
    if kind not in KINDS:
        hint = "save it as .xlsx" if kind in _SAVED_ANEW else "use .csv, .xlsx, .json or .yaml"
        findings.add(f"{use}-source", f"{what} cannot be read from a {kind or 'nameless'} file", at, hint)
        return None
    limit = MAX_YAML if kind in (".yaml", ".yml") else MAX_BYTES
    if path.stat().st_size > limit:
        findings.add(f"{use}-size", f"is larger than {limit // 1_000_000} MB", at, "split it, or save it as CSV")
        return None
    table = _read(path, kind, file, options, use, findings)
    if table is None:
        return None
    table.decimal = options.decimal
    return fitting(table, findings)


def _read(path: Path, kind: str, file: str, options: TableOptions, use: Use, findings: Findings) -> Table | None:
    if kind in WORKBOOKS:
        from builder.content.tables.workbook import read_workbook

        return read_workbook(path, file, options, use, findings)
    if kind == ".json":
        from builder.content.tables.mappings import read_json

        return read_json(path, file, use, findings)
    if kind in (".yaml", ".yml"):
        from builder.content.tables.mappings import read_rows_of_yaml

        return read_rows_of_yaml(path, file, use, findings)
    from builder.content.tables.separated import read_csv

    return read_csv(path, file, options, use, findings)
