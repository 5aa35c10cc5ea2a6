"""Columns: all cells of one have one type, and so are they compared.

A cell without a declared type prints as it was typed. Compared with a number, a truth value or a day it is what its
whole column is: 1680 beside 0344 is a code, 1680 beside 1690 a number. What cannot be compared is told, never false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Literal, NamedTuple

from builder.content.tables.cells import Exact
from builder.content.tables.notation import WORDS, Mark, day, figure, marks_of, percentage
from builder.content.tables.rows import Table

Sort = Literal["number", "percentage", "boolean", "date", "code", "text"]
_CODE = re.compile(r"0\d+", re.ASCII)
UNCLEAR_HINT = "say decimal: comma or decimal: point beside the file's name"


class Facts(NamedTuple):
    """What a column holds: its sort, whether any cell is a figure, and its decimal mark (None: it cannot be known).

    most: the largest of percentages, as a fraction.
    """

    sort: Sort
    has_figures: bool
    mark: Mark | None
    most: float = 0.0


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
    most = 0.0
    for cell in cells:
        if cell:
            sorts.add(sort_of(cell))
            if cell[-1] == "%":
                most = max(most, _share(cell, mark))
    has_figures = bool(sorts & {"number", "code"})
    if len(sorts) == 1:
        return Facts(sorts.pop(), has_figures, mark, most)
    if sorts == {"number", "code"}:
        return Facts("code", True, mark)
    return Facts("text", has_figures, mark)


def _share(cell: str, mark: Mark | None) -> float:
    """Return a percentage as a fraction; 0 for what is none."""
    share = percentage(cell, mark or ".")
    return float(share) / 100 if share is not None else 0.0


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
