"""A chart shows what its workbook holds."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from builder.checks.fact import Example, Fact, Fault
from builder.diagnostics import Severity
from builder.ooxml.chart_parts import chart_parts
from builder.ooxml.namespaces import C, R, S
from builder.ooxml.slide import Slide
from builder.ooxml.xml import UnreadableXml, parsed
from builder.pptx.workbook import column_letter

FACT = Fact(
    "chart-matches-workbook",
    "package",
    "error",
    "PowerPoint shows the stored values and redraws from the workbook on editing: the chart changes as you edit it.",
    ("ECMA-376 part 1, 21.2.2.63 (externalData), 21.2.2.123 (numRef: cached values)",),
    "edit the chart's data once in PowerPoint, or build the deck again",
    Example("chart", "<c:v>2</c:v>", "<c:v>3</c:v>"),
)

_LONGEST_RANGE = 10_000  # cells that are looked at
_MOST = 50_000_000  # bytes of a sheet
_SPREADSHEET = "spreadsheetml.sheet"


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find charts without a workbook, and values that differ from it."""
    package = slide.package
    for shape, part, root in chart_parts(slide):
        rel = next((r for r in package.relations(part) if r.kind in ("package", "oleObject")), None)
        named = root.find(f"{C}externalData") is not None
        if rel is None or not named or (not rel.external and rel.target not in package.members):
            mild: Severity | None = "warning" if rel is None or not named else None
            yield Fault("the chart has no workbook, and cannot be edited", shape, severity=mild)
            continue
        if rel.external or not package.type_of(rel.target).endswith(_SPREADSHEET):
            continue
        sheets = _sheets(package.read(rel.target))
        if sheets is None:
            yield Fault("the chart's workbook cannot be read", shape)
            continue
        for wrong in _differences(root, sheets):
            yield Fault(f"the chart shows another value than its workbook in {wrong}", shape)
            break


def _differences(root: Any, sheets: dict[str, dict[str, str]]) -> Iterator[str]:
    first = next(iter(sheets), "")
    for reference in root.iter(f"{C}strRef", f"{C}numRef"):
        sheet, _, formula = (reference.findtext(f"{C}f") or "").rpartition("!")
        cells = sheets.get(sheet.strip("'").replace("''", "'"), sheets.get(first, {}) if not sheet else None)
        match = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", formula.replace("$", ""))
        if cells is None:
            yield f"{formula}: there is no sheet {sheet}"
            continue
        if not match:
            continue
        if wrong := _other_size(match, reference, cells):
            yield wrong
        for point in reference.iter(f"{C}pt"):
            place = _place(match, point.get("idx", "0"))
            if place and not _same(point.findtext(f"{C}v") or "", cells.get(place, "")):
                yield place


def _other_size(match: re.Match[str], reference: Any, cells: dict[str, str]) -> str:
    """Say where a range holds more or fewer cells than the chart has points; cells that are filled may be hidden ones."""
    counted = reference.find(f".//{C}ptCount")
    points = int(counted.get("val", "0")) if counted is not None and counted.get("val", "0").isdigit() else 0
    wide = _column(match[3] or match[1]) - _column(match[1]) + 1
    high = int(match[4] or match[2]) - int(match[2]) + 1
    if not points or min(wide, high) != 1 or (size := max(wide, high)) == points:
        return ""
    beyond = (_place(match, str(number)) for number in range(points, min(size, _LONGEST_RANGE)))
    if size > points and all(cells.get(place) for place in beyond):
        return ""
    return f"{match[0]}: it has {size} cells, the chart {points} points"


def _place(match: re.Match[str], index: str) -> str:
    """Return the cell of a point, in a range of one column or one row; "" for other ranges."""
    number = int(index) if index.isdigit() else 0
    if match[3] in (None, match[1]):
        return f"{match[1]}{int(match[2]) + number}"
    return f"{column_letter(_column(match[1]) + number - 1)}{match[2]}" if match[4] == match[2] else ""


def _column(letters: str) -> int:
    found = 0
    for letter in letters[:4]:
        found = found * 26 + ord(letter) - 64
    return found


def _same(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= 1e-9 * max(abs(float(one)), 1)
    except ValueError:
        return one.strip() == other.strip()


def _sheets(data: bytes) -> dict[str, dict[str, str]] | None:
    """Read the sheets of a workbook, by name: text by cell. None where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            if sum(info.file_size for info in book.infolist()) > _MOST:
                return {}
            names = book.namelist()
            strings: list[str] = []
            if "xl/sharedStrings.xml" in names:
                shared = parsed(book.read("xl/sharedStrings.xml"))
                strings = ["".join(t.text or "" for t in item.iter(f"{S}t")) for item in shared.iter(f"{S}si")]
            targets = {e.get("Id"): e.get("Target", "") for e in parsed(book.read("xl/_rels/workbook.xml.rels"))}
            found = {}
            for sheet in parsed(book.read("xl/workbook.xml")).iter(f"{S}sheet"):
                target = targets.get(sheet.get(f"{R}id"), "")
                name = target[1:] if target.startswith("/") else f"xl/{target}"
                if name in names:
                    found[sheet.get("name", "")] = _cells(parsed(book.read(name)), strings)
            return found
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        OSError,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnreadableXml,
    ):
        return None


def _cells(sheet: Any, strings: list[str]) -> dict[str, str]:
    cells = {}
    for cell in sheet.iter(f"{S}c"):
        value = cell.findtext(f"{S}v") or ""
        if cell.get("t") == "s" and value.isdigit() and int(value) < len(strings):
            value = strings[int(value)]
        elif cell.get("t") == "inlineStr":
            value = "".join(t.text or "" for t in cell.iter(f"{S}t"))
        cells[cell.get("r", "")] = value
    return cells
