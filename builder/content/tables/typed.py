"""Cells of a type: what a list declares for a column, and the figures of a column of numbers."""

from __future__ import annotations

from typing import Any

from builder.content import expressions
from builder.content.tables.notation import WORDS, Mark, day, figure, percentage

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
    "date": "write year-month-day, such as 2026-12-10, or day-month-year with hyphens or full stops, such as 10-12-2026",
    "boolean": "write true or false, yes or no, ja or nee, 1 or 0",
}


class Percentage(expressions.StoredFloat):
    """A share that prints as a percentage: 12.5% is 0.125."""

    def __new__(cls, typed: str) -> Percentage:
        made = float.__new__(cls, share_of(typed))
        made.typed = typed
        return made

    @property
    def plain(self) -> str:
        """Return the share that it is of one."""
        return share_of(self.typed)


def share_of(typed: str) -> str:
    """Return what a percentage is of one, without the noise of a division."""
    from decimal import Decimal

    return str(Decimal(typed.rstrip("% \u00a0")) / 100)


def number_of(cell: str, mark: Mark | None) -> Any:
    text = figure(cell, mark)
    if text is None:
        text = percentage(cell, mark)
        return cell if text is None else Percentage(f"{text}%")
    if len(text) > expressions.LONGEST_NUMBER:
        return str(cell)
    return expressions.StoredFloat(text) if "." in text else expressions.TypedInt(text)


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
        return expressions.StoredFloat(f"{'-' if whole[0] == '-' else ''}{int(whole.lstrip('-'))}.{decimals}")
    if point:
        raise ValueError(cell)
    return expressions.TypedInt(str(int(whole)))
