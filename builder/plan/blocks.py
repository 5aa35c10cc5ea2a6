"""Blocks that PowerPoint has objects for: words of a placeholder, tables, charts."""

from __future__ import annotations

from typing import Literal

from builder.diagnostics import Position
from builder.plan.parts import Part
from builder.plan.text import Align, RichText

ChartType = Literal["bar", "column", "stacked_bar", "stacked_column", "line", "pie", "doughnut"]


class Words(Part, frozen=True):
    """Text for a placeholder; brief: what is said instead where a template has no room for all of it."""

    text: RichText
    slot: str = "body"
    brief: RichText | None = None


class TableColumn(Part, frozen=True):
    """A column: heading, alignment, and its share of the width where the author gave one."""

    heading: RichText
    align: Align = "start"
    width: float | None = None


class Table(Part, frozen=True):
    """Rows of cells under headings."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[RichText, ...], ...]
    row_headers: bool
    highlight_row: int | None = None
    highlight_column: int | None = None
    alt: str = ""
    slot: str = "content"
    whole: tuple[tuple[RichText, ...], ...] = ()  # all rows of a table that was split: one width for all its parts
    at: Position | None = None


class Series(Part, frozen=True):
    """Values of a chart, one a category; None where there is none."""

    name: str
    values: tuple[float | None, ...]


class TimeAxis(Part, frozen=True):
    """Categories that are days, in their order: where each stands on the axis.

    days: as workbooks count them (1 is the first of 1900); places: units from the first; number_format: how days are written.
    """

    days: tuple[int, ...]
    places: tuple[int, ...]
    unit: Literal["days", "months", "years"]
    number_format: str

    @property
    def length(self) -> int:
        """Return how many units it goes on for."""
        return max(self.places) + 1


class Chart(Part, frozen=True):
    """A native chart; said: the categories as the source has them, where they are shown in another form."""

    type: ChartType
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    number_format: str = "General"
    highlight_series: int | None = None
    highlight_category: int | None = None
    labels: bool = True
    said: tuple[str, ...] = ()
    times: TimeAxis | None = None
    slot: str = "content"
    at: Position | None = None
