"""Result files read into sheets of texts: CSV however it is written, workbooks, within bounds."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from builder.content.tables.separated import decode
from builder.content.tables.sheet_facts import Refused, look_inside
from builder.content.tables.workbook import cell_text, unescaped
from builder.languages.characters import NOT_IN_TEXT

MAX_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 500
_SEPARATORS = (",", ";", "\t", "|")
_UNSEEN = re.compile(f"{NOT_IN_TEXT.pattern}|[\u200b\u200e\u200f\u2060]")  # and what has no width


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
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return _workbook(path)
    text = decode(data)
    if "\0" in text:
        raise Unreadable("is no table of text", "export the results as CSV or .xlsx")
    return [Sheet("", _separated(text, familiar))]


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
        return _cleaned(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), _of_text)
    except csv.Error:
        pass
    if text.count('"') % 2:
        raise Unreadable("is damaged: a quotation mark is not closed, so that rows run together", "export it again")
    try:
        return _cleaned(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _of_text)
    except csv.Error:
        raise Unreadable("is no table: a cell is too long or does not end", "export it again") from None


def _cleaned(rows: Iterable[Sequence[Any]], text: Callable[[Any], str]) -> list[list[str]]:
    """Return rows of texts within bounds, without those at the end that hold nothing."""
    made: list[list[str]] = []
    for row in rows:
        made.append([text(cell) for cell in row[:MAX_COLUMNS]])
        if len(made) > MAX_ROWS and any(made[-1]):
            raise Unreadable(f"has more than {MAX_ROWS} rows", "export one session at a time")
    while made and not any(made[-1]):
        made.pop()
    return made


def _workbook(path: Path) -> list[Sheet]:
    from openpyxl import load_workbook

    try:
        look_inside(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, data_only=True, keep_links=False)
            return [Sheet(sheet.title, _cleaned(sheet.iter_rows(), _of_cell)) for sheet in book.worksheets]
    except Refused as error:
        raise Unreadable(error.message, error.hint) from None
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a damaged workbook leads it to
        raise Unreadable(f"is a damaged workbook ({type(error).__name__})", "export it again") from None


def _of_cell(cell: Any) -> str:
    """Return a cell as Excel shows it; lines stay, as they may part answers."""
    return _of_text(unescaped(cell.value)) if isinstance(cell.value, str) else cell_text(cell)


def _of_text(text: str) -> str:
    return _UNSEEN.sub("", text).strip()
