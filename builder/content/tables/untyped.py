"""Cells without a declared type: printed as they were typed, compared as their column is."""

from __future__ import annotations

from typing import Any

from builder.content.expressions import Unlike
from builder.content.tables.cells import Exact
from builder.content.tables.columns import UNCLEAR_HINT, Column, Sort, sort_of
from builder.content.tables.notation import WORDS, Mark, Unclear, day, figure, percentage
from builder.content.tables.typed import number_of, share_of

_CALLED: dict[Sort, str] = {
    "number": "numbers", "percentage": "percentages", "boolean": "true or false", "date": "days", "code": "codes",
    "text": "text",
}  # fmt: skip


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
        """Return the number or day that it is in its column, with a decimal point or as year-month-day; else its text.

        Of a percentage the number is what it is of one.
        """
        if self.column.facts.sort == "date":
            return day(self) or str(self)
        try:
            text = figure(self, self.column.mark)
            share = percentage(self, self.column.mark) if text is None else None
            return share_of(share) if share is not None else str(self) if text is None else text
        except Unclear:
            raise self._unclear() from None

    @property
    def meant(self) -> str:
        """Return the number or day that it is in its column; "" for codes and text. Raises Unlike where nobody can know it."""
        return self.plain if self.column.facts.sort in ("number", "percentage", "date") else ""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            if str.__eq__(self, other):
                return True
            if self[:1] in _FIRST and other[:1] in _FIRST:
                return self._is_text(other)
            return self._is_word(other)
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
        if (own := day(self)) is not None and own == day(other):
            raise Unlike(f"{self._told} and {other!s} are one day, written in two ways", "write both alike")
        number, wanted_number = _value(self, self.column.mark), _value(other, _mark_of(other, self))
        if number is None or number != wanted_number:
            return False
        if mine in ("number", "percentage") and sort_of(other) != "code" and theirs in (None, mine):
            return True
        if theirs is None and mine in ("code", "text"):
            return False
        raise Unlike(f"{self._told} and {other!s} are one number, written in two ways", "write both alike")

    def _is_word(self, other: str) -> bool:
        """Compare with other words: yes is yes in whatever letters; raises Unlike where capitals alone make a difference."""
        if self.column.facts.sort == "boolean":
            holds = WORDS.get(self.casefold())
            return holds is not None and holds is WORDS.get(other.casefold())
        if len(self) == len(other) and self.casefold() == other.casefold():
            raise Unlike(
                f"{self._told} and '{other[:60]!s}' differ in capitals only", "write both alike: capitals count here"
            )
        return False

    def _is_number(self, other: float) -> bool:
        sort = self.column.facts.sort
        self._see_that_it_is_a_share(other)
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
            self._see_that_it_is_a_share(other)
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
        if facts.sort == "text" and not isinstance(other, Cell) and (day(other) or _value(other, ".") is not None):
            raise self._unlike(other)
        return str(self), str(other)

    def _see_that_it_is_a_share(self, other: float) -> None:
        """Refuse a number that no percentage of the column reaches: 40 is meant as 40 %, which is 0.4."""
        facts = self.column.facts
        if facts.sort == "percentage" and abs(other) > max(facts.most, 1):
            raise Unlike(
                f"{self._told} is compared with {other}, which no percentage of the column reaches",
                f"a percentage is a share of one: write {other / 100:g} for {other:g} %",
            )

    def _unclear(self) -> Unlike:
        return Unlike(f"{self._told} may be read in two ways", UNCLEAR_HINT)

    @property
    def _told(self) -> str:
        return f"'{self[:60]!s}' in {self.column.called}"

    def _unlike(self, other: Any) -> Unlike:
        """Return the error that says what the column holds and how to mend it."""
        kind = _kind_of(other)
        holds = _CALLED[self.column.facts.sort]
        shown = str(other).lower() if isinstance(other, bool) else str(other)[:60]
        mend = self.column.mend
        if isinstance(other, bool) and self.column.use == "list":
            mend = f"write yes or no in each of its cells, and give it its type: fields: {{{self.column.heading}: boolean}}"
        if kind == "a day" and self.column.use == "list":
            mend = f"write a day in each of its cells, and give it its type: fields: {{{self.column.heading}: date}}"
        return Unlike(
            f"{self._told} cannot be compared with {shown}: the column holds {holds}, and {shown} is {kind}", mend
        )


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, float)):
        return "a number"
    return "a day" if day(str(value)) else "a number" if _value(str(value), ".") is not None else "text"


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


def value_in(cell: str, column: Column, *, as_number: bool = False) -> Any:
    """Return what a cell without a declared type is in expressions.

    as_number: figures of a column of numbers are numbers also where a file holds text only.
    """
    sort = column.facts.sort if cell and (as_number or isinstance(cell, Exact)) else None
    if sort in ("number", "percentage"):
        try:
            return number_of(cell, column.mark)
        except Unclear:
            return Cell(cell, column)
    if sort == "boolean" and isinstance(cell, Exact):
        return WORDS[cell]
    return Cell(cell, column)


def alike(value: Any, mark: Mark | None) -> Any:
    """Return what values that may be equal have in common: their number or their day; None where there is none."""
    if isinstance(value, (int, float)):
        return float(value)
    if not isinstance(value, str) or value[:1] not in _FIRST:
        return None
    number = _value(value, value.column.mark if isinstance(value, Cell) else mark or ".")
    return day(value) if number is None else float(number)
