"""How figures, dates and truth values are written in tables: one rule for lists and data files.

A figure with one mark and three digits behind it (1.234) may be a thousand or one and a bit. The column tells, else
the kind of file: `;` and tabs go with decimal commas. Where other columns of the file say otherwise, nobody can know.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from builder.content.tables.cells import Exact

Mark = Literal[",", "."]
WORDS = {
    "true": True, "yes": True, "y": True, "ja": True, "j": True, "waar": True, "wahr": True, "oui": True, "1": True,
    "false": False, "no": False, "n": False, "nee": False, "nein": False, "onwaar": False, "falsch": False, "non": False,
    "0": False,
}  # fmt: skip
_SPACES = re.compile(r"[-+\u2212]?\d{1,3}(?:[ \u00a0\u2009\u202f'\u2019]\d{3})+(?:[.,]\d+)?")
_SPACE = re.compile(r"[ \u00a0\u2009\u202f'\u2019]")
_PLAIN = re.compile(r"[-+\u2212]?\d+")
_DECIMAL = re.compile(r"[-+\u2212]?\d+([.,])\d+")
_EITHER = re.compile(r"[-+\u2212]?[1-9]\d{0,2}([.,])\d{3}")
_GROUPED = re.compile(
    r"[-+\u2212]?[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+|(?<=\.\d{3}\.\d{3}))|(?:,\d{3})+(?:\.\d+|(?<=,\d{3},\d{3})))"
)
_LONGEST = 60  # characters that are looked at as a figure


class Unclear(ValueError):
    """A figure that may be read in two ways."""


class Marks(NamedTuple):
    """The decimal marks that figures show beyond doubt, and those of figures that may be read in two ways."""

    certain: frozenset[Mark]
    unclear: frozenset[Mark]


@lru_cache(maxsize=8192)
def mark_of(cell: str) -> tuple[Mark | None, bool]:
    """Return the decimal mark of a figure (of one with none: None), and whether it may be read in two ways."""
    if len(cell) > _LONGEST or _PLAIN.fullmatch(cell):
        return None, False
    if _SPACES.fullmatch(cell):
        return next((mark for mark in _MARKS if mark in cell), None), False
    if either := _EITHER.fullmatch(cell):
        return _as_mark(either[1]), True
    if decimal := _DECIMAL.fullmatch(cell):
        return _as_mark(decimal[1]), False
    if _GROUPED.fullmatch(cell):
        last = max(cell.rfind("."), cell.rfind(","))
        if cell.count(cell[last]) > 1:  # 1.234.567: its marks are those of thousands
            return ("," if cell[last] == "." else "."), False
        return _as_mark(cell[last]), False
    return None, False


_MARKS: tuple[Mark, ...] = (",", ".")


def _as_mark(character: str) -> Mark:
    return "," if character == "," else "."


def marks_of(cells: Iterable[str]) -> Marks:
    """Return the decimal marks of a column's figures."""
    certain: set[Mark] = set()
    unclear: set[Mark] = set()
    for cell in cells:
        if isinstance(cell, Exact) or cell.isdigit():
            continue
        mark, either = mark_of(cell.rstrip("% \u00a0\u202f"))
        if mark is not None:
            (unclear if either else certain).add(mark)
    return Marks(frozenset(certain), frozenset(unclear))


def figure(cell: str, mark: Mark | None) -> str | None:
    """Write a figure with digits and a decimal point alone; None for what is none.

    mark: the decimal mark of its column, None where nobody can know it; a cell that needs it raises Unclear.
    """
    if isinstance(cell, Exact):
        return str(cell) if _DIGITS.fullmatch(cell) else None
    if len(cell) > _LONGEST:
        return None
    own, either = mark_of(cell)
    if either:
        if mark is None:
            raise Unclear(cell)
        own = mark
    elif own is None and not _PLAIN.fullmatch(cell) and not _SPACES.fullmatch(cell):
        return None
    bare = _SPACE.sub("", cell).replace("\u2212", "-").lstrip("+")
    if own is None:
        return bare if bare.isascii() else None
    other = "." if own == "," else ","
    text = bare.replace(other, "").replace(own, ".")
    return text if text.isascii() else None


_DIGITS = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?", re.ASCII)
_FRACTION = re.compile(r"(\d{1,6})/([1-9]\d{0,5})", re.ASCII)
_MONEY = re.compile(r"(-?)\s?(?:[\u20ac$\u00a3\u00a5]|EUR|USD|GBP)\s?(-?[\d., \u00a0]*\d)(?:,-)?")
_COUNTED = re.compile(r"(-?[\d., \u00a0]*\d)\s?(?:[\u20ac$\u00a3\u00a5]|[^\W\d_]{1,12}\.?)")


def in_digits(text: str) -> str:
    """Return how a figure is written as a number that is refused with its unit, as a time or a fraction; "" where nobody can know."""
    if clock := _CLOCK.fullmatch(text):
        minutes = int(clock[1]) * 60 + int(clock[2])
        return f"{minutes} for minutes, or {minutes / 60:.4g} for hours"
    if fraction := _FRACTION.fullmatch(text):
        return f"{int(fraction[1]) / int(fraction[2]):.4g}"
    found = _MONEY.fullmatch(text)
    bare = f"{found[1]}{found[2]}" if found else counted[1] if (counted := _COUNTED.fullmatch(text)) else ""
    try:
        return f"{number}; unit: says what it counts" if (number := figure(bare.strip(), None)) else ""
    except Unclear:
        return ""


def thousands(texts: Iterable[str], *, alone: bool = False) -> str:
    """Return a figure of YAML, whose decimals follow a full stop, that may be meant as thousands: 1.250 among whole figures.

    alone: a figure that stands for itself, not in a list. Else only one that ends with 0 is surely no decimal as it is typed.
    """
    listed = list(texts)
    if any(_DECIMAL.fullmatch(each) and not _EITHER.fullmatch(each) for each in listed):
        return ""
    found = [each for each in listed if "." in each and _EITHER.fullmatch(each)]
    return next((each for each in found if alone or each.endswith("0")), "")


def percentage(cell: str, mark: Mark | None) -> str | None:
    """Return the figure before a percent sign, as in `12,5 %`; None where the cell is no percentage. Raises Unclear."""
    if cell[-1:] != "%":
        return None
    bare = cell[:-1].rstrip()
    return figure(Exact(bare) if isinstance(cell, Exact) else bare, mark)


def day(cell: str) -> str | None:
    """Write a day as year-month-day; read as year-month-day, day-month-year, day.month.year, each also with a time."""
    found = _ISO.fullmatch(cell)
    if found:
        year, month, number = found[1], found[2], found[3]
    else:
        found = _DAY_FIRST.fullmatch(cell)
        if not found:
            return None
        year, month, number = found[4], found[3], found[1]
    try:
        return datetime.date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[ T]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d\d?)([-.])(\d\d?)\2(\d{4})(?: \d\d?:\d\d(?::\d\d)?)?", re.ASCII)
