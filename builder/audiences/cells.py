"""Cells: text made clean, and given the type that the list declares for its column."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from builder.content import expressions
from builder.content.fields import plain_number

TYPES = {
    "text": "text",
    "integer": "a whole number",
    "number": "a number",
    "date": "a date",
    "boolean": "true or false",
}
HINTS = {
    "integer": "write digits only",
    "number": "write digits only, with a decimal mark where needed",
    "date": "write year-month-day, such as 2026-12-10, or day-month-year",
    "boolean": "write true or false, yes or no, ja or nee, 1 or 0",
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_WORDS = {"true": True, "yes": True, "ja": True, "1": True, "false": False, "no": False, "nee": False, "0": False}
_THOUSANDS_COMMA = re.compile(r"-?\d{1,3}(,\d{3})+")
_THOUSANDS_POINT = re.compile(r"-?\d{1,3}(\.\d{3})+")
_COMMA = re.compile(r"-?\d+,\d+|-?\d{1,3}(\.\d{3})+(,\d+|(?<=\.\d{3}\.\d{3}))")
_POINT = re.compile(r"-?\d+\.\d+|-?\d{1,3}(,\d{3})+(\.\d+|(?<=,\d{3},\d{3}))")


class Exact(str):
    """A number, date or truth value that the source itself has as such, written with a decimal point."""

    __slots__ = ()


def clean(text: str) -> str:
    """Make a cell's text one line of NFC, control characters made spaces."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).strip()


def cell_of(value: Any) -> str:
    """Write a value of a workbook, a database or JSON as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return Exact("true" if value else "false")
    if isinstance(value, (int, float, Decimal)):
        return digits(f"{value:.15g}" if isinstance(value, float) else str(value))
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return Exact(value.date().isoformat() if whole else value.isoformat(" ", "minutes"))
    if isinstance(value, datetime.date):
        return Exact(value.isoformat())
    if isinstance(value, datetime.time):
        return Exact(value.isoformat("minutes"))
    return clean(str(value))


def digits(number: str) -> str:
    """Write a number without exponent and without decimals that say nothing: 1e3 is 1000, 12.0 is 12."""
    try:
        made = Decimal(number)
        if not made.is_finite() or abs(made.adjusted()) > expressions.LONGEST_NUMBER:
            return clean(number)
    except InvalidOperation:
        return clean(number)
    text = f"{made:f}"
    return Exact(text.rstrip("0").rstrip(".") if "." in text else text)


def has_decimal_comma(cells: Iterable[str], usual: bool) -> bool:
    """True where the numbers of a column have a decimal comma; usual: what holds where no cell tells."""
    for cell in cells:
        if isinstance(cell, Exact) or cell.isdigit():
            continue
        if _COMMA.fullmatch(cell) and not _THOUSANDS_COMMA.fullmatch(cell):
            return True
        if _POINT.fullmatch(cell) and not _THOUSANDS_POINT.fullmatch(cell):
            return False
    return usual


def typed(cell: str, kind: str, comma: bool) -> Any:
    """Give a cell its type; kind "": none was declared. Raises ValueError where it is not of it."""
    if not kind:
        return expressions.value_of(cell) if isinstance(cell, Exact) else cell
    if kind == "text":
        return str(cell)
    if kind == "date":
        return _date(cell)
    if kind == "boolean":
        word = cell.casefold()
        if word not in _WORDS:
            raise ValueError(cell)
        return _WORDS[word]
    text = plain_number(cell, decimal_comma=comma and not isinstance(cell, Exact))
    if len(text) > expressions.LONGEST_NUMBER or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise ValueError(cell)
    whole, point, decimals = text.partition(".")
    if point and kind == "number":
        return expressions.TypedFloat(f"{'-' if whole[0] == '-' else ''}{int(whole.lstrip('-'))}.{decimals}")
    if point:
        raise ValueError(cell)
    return expressions.TypedInt(str(int(whole)))


def _date(cell: str) -> str:
    day = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", cell)
    if day:
        return datetime.date(int(day[3]), int(day[2]), int(day[1])).isoformat()
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        raise ValueError(cell)
    return datetime.date.fromisoformat(cell).isoformat()
