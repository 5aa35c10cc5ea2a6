"""A chart shows what its workbook holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from builder.checks._package import Fault, Package

RULE, SEVERITY = "chart-matches-workbook", "error"
NORM = "ECMA-376 part 1, 21.2.2 (cached values of a chart); PowerPoint redraws from the workbook on editing"
MEND = "build the deck anew"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def check(package: Package) -> Iterator[Fault]:
    """Find charts without a workbook, and values that differ from it."""
    for slide in package.slides:
        for rel in package.relations(slide.part):
            if not rel.type.endswith("/chart") or rel.target not in package.names:
                continue
            root = package.xml(rel.target)
            books = [r.target for r in package.relations(rel.target) if r.type.endswith("/package")]
            if root is None or not books or books[0] not in package.names:
                yield Fault("the chart has no workbook", slide.name)
                continue
            cells = _cells(package.read(books[0]))
            for wrong in _differences(root, cells):
                yield Fault(f"the chart shows another value than its workbook in {wrong}", slide.name)


def _differences(root: Any, cells: dict[str, str]) -> Iterator[str]:
    if not cells:
        return
    for reference in root.iter(f"{_C}strRef", f"{_C}numRef"):
        formula = (reference.findtext(f"{_C}f") or "").rsplit("!", 1)[-1].replace("$", "")
        match = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", formula)
        if not match or (match[3] and match[3] != match[1]):
            continue
        for point in reference.iter(f"{_C}pt"):
            place = f"{match[1]}{int(match[2]) + int(point.get('idx', 0))}"
            if not _same(point.findtext(f"{_C}v") or "", cells.get(place, "")):
                yield place


def _same(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(abs(float(one)), 1)
    except ValueError:
        return one == other


def _cells(data: bytes) -> dict[str, str]:
    """Read the first sheet of a workbook: text by cell."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = book.namelist()
            sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
            shared = etree.fromstring(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return {}
    strings = ["".join(t.text or "" for t in si.iter(f"{_S}t")) for si in shared] if shared is not None else []
    cells = {}
    for cell in sheet.iter(f"{_S}c"):
        value = cell.findtext(f"{_S}v") or ""
        if cell.get("t") == "s" and value.isdigit() and int(value) < len(strings):
            value = strings[int(value)]
        elif cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{_S}t"))
        cells[cell.get("r", "")] = value
    return cells
