"""Cells: what a source holds written as one line of text, as people see it in the program that wrote it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Any

from builder.content import expressions

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
# UTF-8 of a letter beyond ASCII, its bytes shown as letters of Windows-1252
_BROKEN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_QUOTED_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_QUOTE_PREFIX = re.compile(r"'(?=[=+@-]|0|[\d.,]{3})[-=+@]?[\d.,\s()/+-]+")


class Exact(str):
    """A number, date or truth value that the source itself has as such, written with a decimal point."""

    __slots__ = ()


def clean(text: str) -> str:
    """Make a cell's text one line of NFC, control characters made spaces."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text)).strip()


def heading(text: str) -> str:
    """Return a heading with single plain spaces, as a non-breaking one cannot be seen."""
    return " ".join(text.split())


def as_typed(text: str) -> str:
    """Return a cell of text without what made Excel keep it as text: `="0301"`, and `'0301` before a figure."""
    if text[:1] == "=":
        formula = _QUOTED_FORMULA.fullmatch(text)
        return clean(formula[1].replace('""', '"')) if formula else text
    return text[1:] if text[:1] == "'" and _QUOTE_PREFIX.fullmatch(text) else text


def mended(text: str) -> str:
    """Return the text that UTF-8 read as Windows-1252 comes from (`SÃºdwest` is Súdwest); "" where it is no such text."""
    if text.isascii() or not _BROKEN.search(text):
        return ""
    try:
        whole = b"".join(_byte(each) for each in text).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return ""
    return clean(whole) if whole != text else ""


def _byte(character: str) -> bytes:
    """Return a character's byte in Windows-1252, whose five gaps stand for themselves."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def cell_of(value: Any) -> str:
    """Write a value of a workbook, a database or JSON as a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return Exact("true" if value else "false")
    if isinstance(value, (int, float)) or (not isinstance(value, str) and type(value).__name__ == "Decimal"):
        return digits(f"{value:.15g}" if isinstance(value, float) else str(value))
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return Exact(value.date().isoformat() if whole else value.isoformat(" ", "minutes"))
    if isinstance(value, datetime.date):
        return Exact(value.isoformat())
    if isinstance(value, datetime.time):
        return Exact(value.isoformat("minutes"))
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return Exact(f"{minutes // 60}:{minutes % 60:02d}")
    return as_typed(clean(str(value)))


def digits(number: str) -> str:
    """Write a number without exponent and without decimals that say nothing: 1e3 is 1000, 12.0 is 12."""
    from decimal import Decimal, InvalidOperation

    try:
        made = Decimal(number)
        if not made.is_finite() or abs(made.adjusted()) > expressions.LONGEST_NUMBER:
            return clean(number)
    except InvalidOperation:
        return clean(number)
    text = f"{made:f}"
    return Exact(text.rstrip("0").rstrip(".") if "." in text else text)
