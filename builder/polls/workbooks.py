"""Workbooks written with the same bytes each time; text is text, also where it begins with `=`."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from builder.storage.zip_writer import deflate, write_zip

_WHEN = datetime.datetime(2000, 1, 1)
Cell = str | int | float | None


def workbook(title: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a workbook of one sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def _undated(data: bytes) -> bytes:
    """Return a package without the dates of its making."""
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members: dict[str, Any] = {name: package.read(name) for name in package.namelist()}
    properties = DocumentProperties(creator="fandeck", created=_WHEN, modified=_WHEN)
    members["docProps/core.xml"] = tostring(properties.to_tree())
    stream = io.BytesIO()
    write_zip(stream, [(name, deflate(content)) for name, content in members.items()])
    return stream.getvalue()
