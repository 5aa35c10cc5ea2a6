"""Columns: all cells of one have one type, and so are they compared.

A cell without a declared type prints as it was typed. Compared with a number, a truth value or a day it is what its
whole column is: 1680 beside 0344 is a code, 1680 beside 1690 a number. What cannot be compared is told, never false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Literal, NamedTuple

from builder.content import expressions
from builder.content.expressions import Unlike
from builder.content.tables.cells import Exact
from builder.content.tables.notation import WORDS, Mark, Unclear, day, figure, marks_of, percentage
from builder.content.tables.rows import Table

Sort = Literal["number", "percentage", "boolean", "date", "code", "text"]
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
_CALLED: dict[Sort, str] = {
    "number": "numbers", "percentage": "percentages", "boolean": "true or false", "date": "days", "code": "codes",
    "text": "text",
}  # fmt: skip
_CODE = re.compile(r"0\d+", re.ASCII)
UNCLEAR_HINT = "say decimal: comma or decimal: point beside the file's name"


class Facts(NamedTuple):
    """What a column holds: its sort, whether any cell is a figure, and its decimal mark (None: it cannot be known)."""

    sort: Sort
    has_figures: bool
    mark: Mark | None


class Column:
    """A column of a table; what it holds is found out when it is first asked for.

    cells: gives all its cells; mark: tells its decimal mark from its cells.
    """

    __slots__ = ("__dict__", "_cells", "_mark", "declared", "heading", "use")

    def __init__(
        self, heading: str, use: str, cells: Callable[[], Iterable[str]], mark: Callable[[], Mark | None]
    ) -> None:
        self.heading, self.use, self._cells, self._mark = heading, use, cells, mark
        self.declared = False

    @cached_property
    def facts(self) -> Facts:
        """Return what all its cells together are."""
        return _facts(self._cells(), self.mark)

    @cached_property
    def mark(self) -> Mark | None:
        """Return its decimal mark."""
        return self._mark()

    @property
    def called(self) -> str:
        """Return how messages name it."""
        return f"the column '{self.heading}'"

    @property
    def mend(self) -> str:
        """Return what makes its type known."""
        if self.declared:
            return "compare it with text in quotes"
        if self.use == "list":
            kind = {"boolean": "boolean", "date": "date"}.get(self.facts.sort, "integer")
            zeros = "write the code with its zeros in both places, or " if self.facts.sort == "code" else ""
            return f"{zeros}give the column its type: fields: {{{self.heading}: {kind}}}"
        return "write both alike: a text in quotes, a number without"

    def __reduce__(self) -> Any:
        return (known_column, (self.heading, self.use, self.facts, self.declared))


def known_column(heading: str, use: str, facts: Facts, declared: bool = True) -> Column:
    """Return a column of which it is known what it holds: as it was declared, or found in another process."""
    made = Column(heading, use, tuple, lambda: facts.mark)
    made.__dict__["facts"], made.declared = facts, declared
    return made


def column_of(table: Table, index: int) -> Column:
    """Return a column of a table."""

    def mark() -> Mark | None:
        return table.decimal or mark_for(table.column(index), table.usual, lambda: table.marks)

    return Column(table.header[index], table.use, lambda: table.column(index), mark)


def _facts(cells: Iterable[str], mark: Mark | None) -> Facts:
    sorts: set[Sort] = set()
    for cell in cells:
        if cell:
            sorts.add(sort_of(cell))
    has_figures = bool(sorts & {"number", "code"})
    if len(sorts) == 1:
        return Facts(sorts.pop(), has_figures, mark)
    if sorts == {"number", "code"}:
        return Facts("code", True, mark)
    return Facts("text", has_figures, mark)


def sort_of(cell: str) -> Sort:
    """Return what one cell looks like; only all cells together tell what their column is."""
    if cell.isdigit() and cell.isascii():
        return "code" if _CODE.fullmatch(cell) and not isinstance(cell, Exact) else "number"
    if cell.casefold() in WORDS:
        return "boolean"
    if figure(cell, ".") is not None:
        return "number"
    if percentage(cell, ".") is not None:
        return "percentage"
    return "date" if day(cell) is not None else "text"


def mark_for(cells: Iterable[str], usual: Mark, others: Callable[[], frozenset[Mark]]) -> Mark | None:
    """Tell a column's decimal mark; None where nobody can know it.

    usual: what goes with the kind of file; others: gives the marks that the file shows elsewhere.
    """
    certain, unclear = marks_of(cells)
    if len(certain) == 1:
        return next(iter(certain))
    if not unclear:
        return usual
    if certain or len(unclear) > 1:
        return None
    elsewhere = others()
    return usual if not elsewhere or usual in elsewhere else None


class Cell(str):
    """A cell without a declared type: printed as typed, compared as its column is."""

    __slots__ = ("column",)
    column: Column

    def __new__(cls, text: str, column: Column) -> Cell:
        made = super().__new__(cls, text)
        made.column = column
        return made

    def __reduce__(self) -> Any:
        return (Cell, (str(self), self.column))

    def __hash__(self) -> int:
        return str.__hash__(self)

    @property
    def plain(self) -> str:
        """Return the number or day that it is in its column, with a decimal point or as year-month-day; else its text."""
        if self.column.facts.sort == "date":
            return day(self) or str(self)
        try:
            text = figure(self, self.column.mark)
            return str(self) if text is None else text
        except Unclear:
            raise self._unclear() from None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return str.__eq__(self, other) or (self[:1] in _FIRST and other[:1] in _FIRST and self._is_text(other))
        if not len(self):
            return False
        if isinstance(other, bool):
            return self._truth(other) is other
        if isinstance(other, (int, float)):
            return self._is_number(other)
        return NotImplemented

    def __ne__(self, other: object) -> bool:
        same = self.__eq__(other)
        return same if same is NotImplemented else not same

    def __bool__(self) -> bool:
        if self.column.declared or not len(self):
            return bool(len(self))
        if self.column.facts.sort == "number":
            return bool(self._number(0))
        if self.casefold() not in WORDS:
            return True
        return self._truth(True)

    def __lt__(self, other: Any) -> bool:
        mine, theirs = self._ordered(other)
        return bool(mine < theirs)

    def __le__(self, other: Any) -> bool:
        mine, theirs = self._ordered(other)
        return bool(mine <= theirs)

    def __gt__(self, other: Any) -> bool:
        mine, theirs = self._ordered(other)
        return bool(mine > theirs)

    def __ge__(self, other: Any) -> bool:
        mine, theirs = self._ordered(other)
        return bool(mine >= theirs)

    def _is_text(self, other: str) -> bool:
        """Compare with other text that also begins as a figure: a number is equal however it is written."""
        theirs = other.column.facts.sort if isinstance(other, Cell) else None
        mine = self.column.facts.sort
        if mine == "date" or theirs == "date":
            wanted = day(other)
            return wanted is not None and day(self) == wanted
        if "code" in (mine, theirs) and mine == theirs:
            return False
        number, wanted_number = _value(self, self.column.mark), _value(other, _mark_of(other, self))
        if number is None or number != wanted_number:
            return False
        if mine in ("number", "percentage") and sort_of(other) != "code" and theirs in (None, mine):
            return True
        if theirs is None and mine in ("code", "text"):
            return False
        raise Unlike(f"{self._told} and {other!s} are one number, written in two ways", "write both alike")

    def _is_number(self, other: float) -> bool:
        sort = self.column.facts.sort
        if sort in ("number", "percentage"):
            return bool(self._number(other) == other)
        if str.__eq__(self, str(other)):
            return True
        number = _value(self, self.column.mark)
        if number == other or (number is None and not self.column.facts.has_figures):
            raise self._unlike(other)
        return False

    def _truth(self, other: bool) -> bool:
        """Return the cell as true or false."""
        holds = WORDS.get(self.casefold())
        if holds is None or (self.column.facts.sort != "boolean" and not self._is_flag()):
            raise self._unlike(other)
        return holds

    def _is_flag(self) -> bool:
        """True in a column of words for true and false, among which 1 and 0."""
        return self.column.facts.sort == "number" and self in ("0", "1")

    def _number(self, other: float) -> float:
        try:
            number = _value(self, self.column.mark, strict=True)
        except Unclear:
            raise self._unclear() from None
        if number is None:
            raise self._unlike(other)
        return number

    def _ordered(self, other: Any) -> tuple[Any, Any]:
        """Return both sides as what is compared by size."""
        facts = self.column.facts
        if not len(self):
            return _NOTHING, _NOTHING
        if isinstance(other, (int, float)) and not isinstance(other, bool):
            if facts.sort not in ("number", "percentage"):
                raise self._unlike(other)
            return self._number(other), other
        if not isinstance(other, str):
            raise self._unlike(other)
        if facts.sort == "date":
            wanted = day(other)
            if wanted is None:
                raise self._unlike(other)
            return day(self), wanted
        if facts.sort in ("number", "percentage"):
            number = _value(other, _mark_of(other, self))
            if number is None:
                raise self._unlike(other)
            return self._number(number), number
        return str(self), str(other)

    def _unclear(self) -> Unlike:
        return Unlike(f"{self._told} may be read in two ways", UNCLEAR_HINT)

    @property
    def _told(self) -> str:
        return f"'{self[:60]!s}' in {self.column.called}"

    def _unlike(self, other: Any) -> Unlike:
        """Return the error that says what the column holds and how to mend it."""
        kind = "true or false" if isinstance(other, bool) else "a number" if isinstance(other, (int, float)) else "text"
        holds = _CALLED[self.column.facts.sort]
        shown = str(other).lower() if isinstance(other, bool) else str(other)[:60]
        return Unlike(f"{self._told} cannot be compared with {shown}: the column holds {holds}, and {shown} is {kind}",
                      self.column.mend)  # fmt: skip


_NOTHING = float("nan")  # an empty cell is neither more nor less than anything
_FIRST = frozenset("0123456789-+.,\u2212")


def _mark_of(other: str, cell: Cell) -> Mark | None:
    """Return the decimal mark of text that a cell is compared with: that of its own column, or a point."""
    return other.column.mark if isinstance(other, Cell) else "." if "." in other else cell.column.mark


def _value(cell: str, mark: Mark | None, *, strict: bool = False) -> float | int | None:
    """Return a cell as a number, a percentage as a fraction; None where it is neither. Raises Unclear where strict."""
    try:
        text = figure(cell, mark)
        if text is not None:
            return float(text) if "." in text else int(text)
        text = percentage(cell, mark)
        return None if text is None else float(text) / 100
    except Unclear:
        if strict:
            raise
        return None


class Percentage(expressions.TypedFloat):
    """A share that prints as a percentage: 12.5% is 0.125."""

    def __new__(cls, typed: str) -> Percentage:
        made = float.__new__(cls, _share(typed))
        made.typed = typed
        return made

    @property
    def plain(self) -> str:
        """Return the share that it is of one."""
        return _share(self.typed)


def _share(typed: str) -> str:
    """Return what a percentage is of one, without the noise of a division."""
    from decimal import Decimal

    return str(Decimal(typed.rstrip("% \u00a0")) / 100)


def value_in(cell: str, column: Column, *, as_number: bool = False) -> Any:
    """Return what a cell without a declared type is in expressions.

    as_number: figures of a column of numbers are numbers also where a file holds text only.
    """
    sort = column.facts.sort if cell and (as_number or isinstance(cell, Exact)) else None
    if sort in ("number", "percentage"):
        try:
            return _typed_number(cell, column.mark)
        except Unclear:
            return Cell(cell, column)
    if sort == "boolean" and isinstance(cell, Exact):
        return WORDS[cell]
    return Cell(cell, column)


def _typed_number(cell: str, mark: Mark | None) -> Any:
    text = figure(cell, mark)
    if text is None:
        text = percentage(cell, mark)
        return cell if text is None else Percentage(f"{text}%")
    if len(text) > expressions.LONGEST_NUMBER:
        return str(cell)
    return expressions.TypedFloat(text) if "." in text else expressions.TypedInt(text)


def alike(value: Any, mark: Mark | None) -> Any:
    """Return what values that may be equal have in common: their number or their day; None where there is none."""
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, str) or value[:1] not in _FIRST:
        return None
    number = _value(value, value.column.mark if isinstance(value, Cell) else mark or ".")
    return day(value) if number is None else float(number)


def typed(cell: str, kind: str, mark: Mark | None) -> Any:
    """Return a cell as the type that its column was declared to have.

    Raises ValueError where it is not of it, Unclear where its decimal mark cannot be known.
    """
    if kind == "text":
        return str(cell)
    if kind == "date":
        found = day(cell)
        if found is None:
            raise ValueError(cell)
        return found
    if kind == "boolean":
        word = cell.casefold()
        if word not in WORDS:
            raise ValueError(cell)
        return WORDS[word]
    if kind == "integer" and mark is None:  # whole numbers have no decimals: their marks are those of thousands
        mark = "," if "." in cell else "."
    text = figure(cell, mark)
    share = percentage(cell, mark) if text is None and kind == "number" else None
    if share is not None:
        return Percentage(f"{share}%")
    if text is None or len(text) > expressions.LONGEST_NUMBER:
        raise ValueError(cell)
    whole, point, decimals = text.partition(".")
    if point and kind == "number":
        return expressions.TypedFloat(f"{'-' if whole[0] == '-' else ''}{int(whole.lstrip('-'))}.{decimals}")
    if point:
        raise ValueError(cell)
    return expressions.TypedInt(str(int(whole)))
