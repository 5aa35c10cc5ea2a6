"""What a workbook's package says besides the values of its cells: bounds, hidden rows, formulas, merged cells."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree  # parts that declare anything are refused before one is parsed

MAX_UNPACKED = 300_000_000
MAX_MEMBERS = 5_000
MAX_HIDDEN = 500  # columns that are looked at
MAX_MERGED = 100_000  # cells that lie under merged ones
_CHUNK = 1 << 20
_MARKS = (b"hidden=", b"<f", b":f", b"mergeCell ")  # parts without any of these are not looked at twice


class Refused(Exception):
    """A workbook that is not read; says why, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(slots=True)
class SheetFacts:
    """What is special in a sheet.

    hidden, hidden_columns: numbers of hidden rows and columns, from 1; unknown: cells (row, column, from 1) whose formula has no result;
    merged: cells that lie under a merged one in another row, with the row of the one that holds the value.
    """

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unknown: set[tuple[int, int]] = field(default_factory=set)
    merged: dict[tuple[int, int], int] = field(default_factory=dict)


def look_inside(path: Path) -> set[str]:
    """Refuse what is no workbook, what unpacks to too much, and XML that declares anything.

    Returns the parts that hold hidden rows, formulas or merged cells.
    """
    if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
        raise Refused("is an old or protected workbook", "save it as .xlsx, without a password")
    special = set()
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > MAX_UNPACKED:
                raise Refused(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB", "keep the table's sheet only")
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")) and _is_special(package, member):
                    special.add(member.filename)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError):
        raise Refused("is no Excel workbook", "open it in Excel and save it as .xlsx") from None
    return special


def _is_special(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    found = False
    with package.open(member) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            if not tail and b"\0" in chunk[:4]:
                raise Refused(f"{member.filename} in it is not UTF-8", "open it in Excel and save it anew as .xlsx")
            whole = tail + chunk
            if b"<!DOCTYPE" in whole or b"<!ENTITY" in whole:
                raise Refused(f"{member.filename} in it declares entities", "open it in Excel and save it anew")
            found = found or any(mark in whole for mark in _MARKS)
            tail = chunk[-16:]
    return found


def facts_of(path: Path, title: str, special: set[str]) -> SheetFacts:
    """Return what is special in the sheet of a title."""
    with zipfile.ZipFile(path) as package:
        part = _part_of(package, title)
        if part not in special:
            return SheetFacts()
        with package.open(part) as stream:
            return _read_facts(stream)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _part_of(package: zipfile.ZipFile, title: str) -> str:
    """Return the name of a sheet's part: by the package's relationships, transitional or strict."""
    book = _target(package, "_rels/.rels", "", lambda relation: relation.get("Type", "").endswith("/officeDocument"))
    named = {
        key.rpartition("}")[2]: value
        for sheet in ElementTree.fromstring(package.read(book)).iter()
        if _local(sheet.tag) == "sheet" and sheet.get("name") == title
        for key, value in sheet.attrib.items()
    }
    folder, name = posixpath.split(book)
    return _target(package, f"{folder}/_rels/{name}.rels", folder, lambda each: each.get("Id") == named.get("id"))


def _target(package: zipfile.ZipFile, relations: str, folder: str, wanted: Any) -> str:
    for each in ElementTree.fromstring(package.read(relations.lstrip("/"))):
        if wanted(each):
            target = each.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return ""


def _read_facts(stream: Any) -> SheetFacts:
    """Go through a sheet's rows once."""
    facts, number, within = SheetFacts(), 0, 0
    for event, element in ElementTree.iterparse(stream, ("start", "end")):
        tag = _local(element.tag)
        if event == "start":
            if tag == "row":
                number = int(element.get("r", number + 1))
                within = 0
            continue
        if tag == "c":
            within = _column(element.get("r", ""), within + 1)
            if _is_unknown(element):
                facts.unknown.add((number, within))
            element.clear()
        elif tag == "row":
            if element.get("hidden") in ("1", "true"):
                facts.hidden.add(number)
            element.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max", 0)), MAX_HIDDEN)
            facts.hidden_columns.update(range(int(element.get("min", 1)), last + 1))
        elif tag == "mergeCell":
            facts.merged.update(_under(element.get("ref", ""), MAX_MERGED - len(facts.merged)))
    return facts


def _is_unknown(cell: Any) -> bool:
    """True for a formula without a result: Excel keeps one, other programs leave it to Excel."""
    parts = {_local(each.tag): each for each in cell}
    if "f" not in parts:
        return False
    return cell.get("t") != "str" and not (("v" in parts and parts["v"].text) or "is" in parts)


def _column(reference: str, usual: int) -> int:
    from openpyxl.utils import column_index_from_string

    letters = reference.rstrip("0123456789")
    return column_index_from_string(letters) if letters else usual


def _under(reference: str, most: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Go through the cells below the first row of a merged range that is one column wide."""
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if left is not None and top is not None and bottom is not None and left == right:
        for row in range(top + 1, min(bottom, top + most) + 1):
            yield (row, left), top
