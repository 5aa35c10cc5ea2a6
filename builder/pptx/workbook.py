"""The workbook inside a chart: one sheet, text as text, numbers as numbers, the same bytes every time.

Written here rather than with a library so that text that starts with `=` never becomes a formula,
and no date or machine enters the file. Follows ECMA-376 part 1, SpreadsheetML.
"""

from __future__ import annotations

import io

from builder.ooxml.namespaces import OFFICE
from builder.ooxml.xml import DECLARATION, escape
from builder.plan import Chart
from builder.storage.zip_writer import deflate, write_zip

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOT = f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
_BOOK_RELS = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)
_BOOK = f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'


def column_letter(number: int) -> str:
    """Give a column's letters; 0 is A."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def workbook(chart: Chart) -> bytes:
    """Write the workbook of a chart: categories in column A, a series in each next column."""
    rows: list[list[str | float | None]] = [["", *(series.name for series in chart.series)]]
    categories: tuple[str | int, ...] = chart.times.days if chart.times else chart.categories
    for number, category in enumerate(categories):
        rows.append([category, *[series.values[number] for series in chart.series]])
    body = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    sheet = f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    codes = [chart.number_format, *([chart.times.number_format] if chart.times else [])]
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(codes))
    looks = "".join(
        f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for n in range(len(codes))
    )
    styles = (
        f'{DECLARATION}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{1 + len(codes)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{looks}</cellXfs></styleSheet>'
    )
    parts = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _ROOT, "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _BOOK_RELS, "xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles,
    }  # fmt: skip
    stream = io.BytesIO()
    write_zip(stream, [(name, deflate(text.encode())) for name, text in parts.items()])
    return stream.getvalue()


def _row(number: int, values: list[str | float | None]) -> str:
    """Write a row; a number in the first column is a day."""
    cells = ""
    for column, value in enumerate(values):
        place = f"{column_letter(column)}{number}"
        if isinstance(value, str):
            if value:
                cells += f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        elif value is not None:
            cells += f'<c r="{place}" s="{1 if column else 2}"><v>{value!r}</v></c>'
    return f'<row r="{number}">{cells}</row>'
