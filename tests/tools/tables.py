"""Tables as programs write them, for tests: the same cells in every kind of file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from typing import Any

Rows = Sequence[Sequence[Any]]


def separated(rows: Rows, separator: str = ";", decimal: str = ".") -> bytes:
    """Write rows as CSV; numbers with a decimal mark, text that needs it in double quotes."""

    def cell(value: Any) -> str:
        if value is None:
            return ""
        text = str(value).replace(".", decimal) if isinstance(value, float) else str(value)
        return '"' + text.replace('"', '""') + '"' if any(each in text for each in f'{separator}"\n') else text

    return "".join(separator.join(map(cell, row)) + "\r\n" for row in rows).encode()


def workbook(
    rows: Rows,
    *,
    formats: dict[str, str] | None = None,
    before: Callable[[Any], None] | None = None,
    title: str = "Blad1",
) -> bytes:
    """Write rows as a workbook; formats: number formats by cell (`A2`); before: what is done to the book at last."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    if before:
        before(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_json(rows: Rows) -> bytes:
    """Write rows as a list of objects."""
    return json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]], ensure_ascii=False).encode()


def as_yaml(rows: Rows) -> bytes:
    """Write rows as a list of mappings."""
    lines = []
    for row in rows[1:]:
        for number, (key, value) in enumerate(zip(rows[0], row, strict=True)):
            lines.append(f"{'  ' if number else '- '}{json.dumps(key)}: {'' if value is None else json.dumps(value)}")
    return ("\n".join(lines) + "\n").encode()


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "semicolons.csv": lambda rows: separated(rows, ";", ","),
    "commas.csv": lambda rows: separated(rows, ",", "."),
    "tabs.tsv": lambda rows: separated(rows, "\t", ","),
    "book.xlsx": workbook,
    "list.json": as_json,
    "list.yaml": as_yaml,
}
