"""What a user says about a table beside its file's name: sheet, header, hidden, decimal."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from builder.content.tables.notation import Mark
from builder.content.yaml_nodes import Mapping, Scalar
from builder.diagnostics import Findings, suggest

KEYS = ("sheet", "header", "hidden", "decimal")
_MARKS: dict[str, Mark] = {"comma": ",", "point": "."}
WORKBOOKS = (".xlsx", ".xlsm")
TABLES = (".csv", ".tsv", ".txt", *WORKBOOKS, ".json")  # files that hold a table and nothing else


class TableOptions(Struct, frozen=True):
    """How a file is read.

    sheet: of a workbook, None for the first that is shown; header: the line of the headings, 0 for the first that
    is not empty; hidden: what is done with hidden rows, "" to take them and say so; decimal: the decimal mark, None
    where it is to be told.
    """

    sheet: Scalar | None = None
    header: int = 0
    hidden: Literal["", "skip", "take"] = ""
    decimal: Mark | None = None

    @property
    def key(self) -> tuple[str, int, str, str]:
        """Return what tells these options from others."""
        return (self.sheet.text if self.sheet else "", self.header, self.hidden, self.decimal or "")


def read_options(node: Mapping, file: str, findings: Findings) -> TableOptions:
    """Read the keys beside a file's name; file: that name, "" for a database."""
    sheet, header = _scalar(node, "sheet", findings), _scalar(node, "header", findings)
    hidden, decimal = _scalar(node, "hidden", findings), _scalar(node, "decimal", findings)
    suffix = file[file.rfind(".") :].lower() if "." in file else ""
    is_workbook = suffix in WORKBOOKS or not suffix
    if sheet is not None and not is_workbook:
        findings.add("list-source", "only a workbook has sheets", node.place("sheet"), "remove sheet:")
    if hidden is not None and not is_workbook:
        findings.add("list-source", "only a workbook has hidden rows", node.place("hidden"), "remove hidden:")
    if header is not None and suffix in (".json", ".yaml", ".yml"):
        findings.add("list-source", f"a {suffix} file has no line of headings", header.at, "remove header:")
    line = 0
    if header is not None:
        if re.fullmatch(r"[1-9]\d{0,4}", header.text.strip(), re.ASCII):
            line = int(header.text)
        else:
            message = f"header is the line that the headings stand in, '{header.text}' was found"
            findings.add("wrong-type", message, header.at, "write header: 3")
    if hidden is not None and hidden.text not in ("skip", "take"):
        hint = suggest(hidden.text, ("skip", "take")) or "write hidden: skip"
        findings.add("unknown-value", f"'{hidden.text}' is not one of the choices", hidden.at, hint)
    if decimal is not None and decimal.text not in _MARKS:
        hint = suggest(decimal.text, _MARKS) or "write decimal: comma or decimal: point"
        findings.add("unknown-value", f"'{decimal.text}' is not one of the choices", decimal.at, hint)
    rows: Literal["", "skip", "take"] = "" if hidden is None else "skip" if hidden.text == "skip" else "take"
    return TableOptions(sheet, line, rows, _MARKS.get(decimal.text) if decimal else None)


def _scalar(node: Mapping, key: str, findings: Findings) -> Scalar | None:
    child = node.get(key)
    if child is None or isinstance(child, Scalar):
        return child
    findings.add("wrong-type", f"text is needed for '{key}'", child.at)
    return None
