"""Result files read into sheets of texts: CSV however it is written, workbooks, within bounds."""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 50_000_000
MAX_UNPACKED = 300_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
_SEPARATORS = (",", ";", "\t", "|")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b\u200e\u200f\u2060\ufeff\ufdd0-\ufddf]")


class Sheet(NamedTuple):
    """A table as it stands in a file: rows of texts, of any length. number: of the sheet's first row, from 1."""

    name: str
    rows: list[list[str]]


class Unreadable(Exception):
    """A file that cannot be read; message and hint for people."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def sheets_of(path: Path, familiar: Callable[[str], bool]) -> list[Sheet]:
    """Return the sheets of a file; familiar: says of a text whether it is a known question or answer. Raises Unreadable."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"is larger than {MAX_BYTES // 1_000_000} MB", "export one session at a time")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from None
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Unreadable("is an old or protected workbook", "open it in Excel and save it as .xlsx, without a password")
    return [Sheet("", _separated(decoded(data), familiar))]


def decoded(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16 with or without its mark, else Windows-1252. Raises Unreadable."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    zeros = data[:2000].count(0)
    if zeros and zeros >= len(data[:2000]) // 4:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    if b"\0" in data:
        raise Unreadable("is no table of text", "export the results as CSV or .xlsx")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separated(text: str, familiar: Callable[[str], bool]) -> list[list[str]]:
    """Return rows cut by the separator with which most cells are familiar, and most rows are alike."""
    named = re.match(r"sep=(.)\r?\n", text, re.I)  # as Excel writes it
    if named:
        return _rows(text[named.end() :], named[1])
    tried = [_rows(text, each) for each in _SEPARATORS if each in text] or [_rows(text, ",")]
    return max(tried, key=lambda rows: _likeliness(rows, familiar))


def _likeliness(rows: list[list[str]], familiar: Callable[[str], bool]) -> tuple[int, int]:
    known = sum(familiar(cell) for row in rows[:400] for cell in row if cell)
    lengths = Counter(len(row) for row in rows if len(row) > 1)
    return known, lengths.most_common(1)[0][1] if lengths else 0


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return _cleaned(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        pass
    if text.count('"') % 2:
        raise Unreadable("is damaged: a quotation mark is not closed, so that rows run together", "export it again")
    try:
        return _cleaned(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Unreadable("is no table: a cell is too long or does not end", "export it again") from None


def _cleaned(rows: Any) -> list[list[str]]:
    made = []
    for row in rows:
        made.append([_UNSEEN.sub("", cell).strip() for cell in row[:MAX_COLUMNS]])
        if len(made) > MAX_ROWS:
            raise Unreadable(f"has more than {MAX_ROWS} rows", "export one session at a time")
    return made


def _workbook(data: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(each.file_size for each in package.infolist()) > MAX_UNPACKED:
                raise Unreadable(f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB")
            for name in package.namelist():
                if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(name)[:2000]:
                    raise Unreadable("is no workbook as Excel writes it")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), data_only=True)
            return [_sheet(sheet) for sheet in book.worksheets]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
        raise Unreadable(f"is a damaged workbook ({type(error).__name__})", "export it again") from None


def _sheet(sheet: Any) -> Sheet:
    """Read a sheet; rows that hold nothing at its end do not count, however far down a cell was formatted."""
    rows = [[_text(cell) for cell in row[:MAX_COLUMNS]] for row in sheet.iter_rows(values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MAX_ROWS:
        raise Unreadable(f"has more than {MAX_ROWS} rows", "export one session at a time")
    return Sheet(sheet.title, rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return _UNSEEN.sub("", str(value).replace("_x000D_", "")).strip()
