"""A table: a header row, rows of short cells, written out or read from a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Any, ClassVar, Literal

from msgspec.structs import replace

from builder.content.fields import Data, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.tables.cells import Exact, heading
from builder.content.tables.columns import UNCLEAR_HINT
from builder.content.tables.notation import Mark, Unclear, day, figure, percentage, thousands
from builder.content.tables.typed import HINTS
from builder.content.yaml_nodes import Listing, Node, Scalar
from builder.diagnostics import suggest
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Align, Paragraph, RichText, Run, SlidePlan, TableColumn, Words, words
from builder.plan import Table as TableBlock
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._doubts import notes_below, percent_twice

_NUMBER = re.compile(r"^[-+−\u200e\u061c]*[\d.,\u066b\u066c\u00a0\u202f ]*\d\s?[%€\u066a]?$")


@dataclass(frozen=True)
class Cells(Record):
    """One row of a table."""

    cells: tuple[RichText, ...]
    HOLDS: ClassVar[Any] = list[RichText]

    def held(self) -> Any:
        return self.cells

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> Cells | None:
        """Read a list of cells; an empty cell is text without words."""
        if not isinstance(node, Listing):
            reading.wrong_type(node, "a list of cells, such as [one, two]")
            return None
        cells = []
        for number, cell in enumerate(node.items):
            if isinstance(cell, Scalar):
                cells.append(reading.rich(cell, f"{path}[{number}]"))
            else:
                reading.wrong_type(cell, "text")
        return cls(tuple(cells))


@record
class ColumnSpec(Record):
    """A column of a table."""

    CALLED: ClassVar[str] = "a table column"
    SHORTHAND: ClassVar[str] = "text"
    text: RichText = needed("the heading; that of the first column may be empty", may_be_empty=True)
    align: Literal["start", "center", "end"] | None = optional("default: numbers end, text start", translate=False)
    width: float | None = optional("relative to the other columns", translate=False, low=0.05, high=100)
    format: Literal["text", "number", "percent", "currency", "date"] = optional(
        "how values are written in the deck's language", "text", translate=False
    )


@record
class Table(SlideKind):
    """Rows and columns with a header row that says what each column holds.

    `rows` are lists as long as `columns`; or `data` names a file whose header names the columns, and
    `columns` picks and orders them.
    """

    USES_SESSION_FACTS: ClassVar[bool] = True
    ROLES: ClassVar[tuple[str, ...]] = ("table",)
    EXAMPLE: ClassVar[str] = """
kind: table
id: werk-inhoud
title: Inhoud van het werk
columns: [Kenmerk, Slechte baan, Goede baan]
rows:
  - [Afwisseling, steeds hetzelfde, "denken en doen samen"]
  - [Regelruimte, anderen beslissen, zelf plannen en oplossen]
  - [Leren, geen tijd, hoort bij het werk]
row_headers: true
highlight: Goede baan
"""

    columns: list[ColumnSpec] = needed(
        "the columns: text, or {text, align, width, format}", at_least=1, at_most=10, empty_items=True
    )
    rows: list[Cells] | None = optional("the rows: lists as long as columns")
    data: Data | None = optional("a file instead of rows, or {file, where, columns}", translate=False)
    row_headers: bool = optional("the first cell of a row is its heading", False, translate=False)
    caption: RichText | None = optional("a line above the table")
    highlight: RichText | None = optional(
        "a column heading or a first cell to point out", translate=False, names_text=True
    )

    def check_fields(self, say: Say) -> None:
        if bool(self.rows) == bool(self.data):
            say("rows", "table-rows", "a table has rows or data, one of the two", "write the rows as lists")
            return
        for number, column in enumerate(self.columns):
            if number and not column.text:
                hint = "say what the column holds; only the heading at the top left may be empty"
                say(f"columns[{number}]", "missing-field", f"the heading of column {number + 1} is empty", hint)
        for number, row in enumerate(self.rows or (), 1):
            if len(row.cells) != len(self.columns):
                say(
                    f"rows[{number - 1}]",
                    "row-length",
                    f"row {number} has {len(row.cells)} cells, the table has {len(self.columns)} columns",
                    _decimal_comma(row.cells, len(self.columns)) or "give every row as many cells as there are columns",
                )
        for number, column in enumerate(self.columns if self.rows else ()):
            listed = [row.cells[number] for row in self.rows or () if number < len(row.cells)]
            cells = [cell.plain if cell.meant is None else "" for cell in listed]
            if column.format in ("number", "currency") and (found := thousands(cells)):
                message = (
                    f"'{found}' in the column '{column.text.plain}' is a figure with decimals, which follow a full stop"
                )
                hint = f"write {found.replace('.', '')} where thousands are meant"
                say(f"rows[{cells.index(found)}]", "thousands-mark", message, hint, "warning")
            slashed = next((n for n, each in enumerate(cells) if _SLASHED.fullmatch(each)), -1)
            if column.format == "date" and slashed >= 0:
                message = f"'{cells[slashed]}' in the column '{column.text.plain}' is not a date, and stays as it is"
                say(f"rows[{slashed}]", "calendar-date", message, HINTS["date"], "warning")
        self._doubt_percentages(say)
        if self.data:
            for number, column in enumerate(self.columns):
                if heading(column.text.plain) not in self.data.header:
                    near = suggest(column.text.plain, self.data.header)
                    say(f"columns[{number}]", "unknown-column", f"the file has no column '{column.text.plain}'", near)
            if not self.data.rows:
                say("data", "no-rows", "no row of the file is left")
            self._check_cells(self.data, say)
            for place in notes_below(self.data.rows):
                message = f"'{self.data.rows[place][0]}' fills the first column only, and stands among the rows"
                hint = "leave notes out of the table; sources: tells where figures come from"
                say("data", "table-doubt", message, hint, "warning", at=self.data.place(place))
        if self.highlight and self._highlighted() == (None, None):
            texts = [c.text.plain for c in self.columns] + [r[0].plain for r in self._rows() if r]
            near = suggest(self.highlight.plain, texts)
            say("highlight", "unknown-highlight", f"no heading or first cell is '{self.highlight.plain}'", near)

    def _doubt_percentages(self, say: Say) -> None:
        """Tell figures that are percentages already, which the format multiplies by 100: the first of each column."""
        for number, column in enumerate(self.columns):
            for row, written in self._figures_of(number) if column.format == "percent" else ():
                if doubt := percent_twice(written):
                    message = f"{doubt[0]}, in the column '{column.text.plain}'"
                    at = self.data.place(row) if self.data else None
                    say("data" if self.data else f"rows[{row}]", "percent-twice", message, doubt[1], "warning", at=at)
                    break

    def _figures_of(self, number: int) -> Iterator[tuple[int, str]]:
        """Go through a column's cells as figures with a decimal point, each with its row; those that are none are passed over."""
        for row, cells in enumerate(self.rows or ()):
            if number < len(cells.cells):
                yield row, cells.cells[number].figure
        name = heading(self.columns[number].text.plain)
        if not self.data or name not in self.data.header:
            return
        place = self.data.header.index(name)
        for row, listed in enumerate(self.data.rows):
            try:
                yield row, figure(listed[place], self.data.columns[place].mark) or ""
            except Unclear:
                continue

    def _check_cells(self, data: Data, say: Say) -> None:
        """Tell the cells that cannot be written as their column's format asks, at their lines of the file."""
        for column in self.columns:
            name = heading(column.text.plain)
            if column.format == "text" or name not in data.header:
                continue
            place = data.header.index(name)
            for row, cells in enumerate(data.rows):
                cell = cells[place]
                if column.format == "date":
                    if any(each.isdigit() for each in cell) and day(cell) is None:
                        message = f"'{cell}' in the column '{name}' is not a date"
                        hint = HINTS["date"]
                        say("data", "wrong-type", message, hint, at=data.place(row))
                elif data.columns[place].mark is None and _is_unclear(cell):
                    message = f"'{cell}' in the column '{name}' may be read in two ways"
                    say("data", "wrong-type", message, UNCLEAR_HINT, at=data.place(row))
                elif (in_brackets := _IN_BRACKETS.fullmatch(cell)) and _plain(in_brackets[1], ".") is not None:
                    message = f"'{cell}' in the column '{name}' is not a number"
                    say(
                        "data",
                        "wrong-type",
                        message,
                        f"write -{in_brackets[1]} where less than nothing is meant",
                        at=data.place(row),
                    )
                elif _FIGURE_LIKE.fullmatch(cell) and _plain(cell, data.columns[place].mark) is None:
                    message = f"'{cell}' in the column '{name}' is not a number"
                    say("data", "wrong-type", message, "write digits, and one decimal mark", at=data.place(row))

    def _rows(self) -> list[tuple[RichText, ...]]:
        if self.rows:
            return [row.cells for row in self.rows]
        if not self.data:
            return []
        header = self.data.header
        names = [heading(column.text.plain) for column in self.columns]
        places = [header.index(name) for name in names if name in header]
        at = self.data.at
        return [tuple(replace(words(row[place]), at=at, field="data") for place in places) for row in self.data.rows]

    def _marks(self, row: int) -> Iterator[tuple[Mark | None, bool]]:
        """Go through the decimal marks of a row's cells, and whether the file has them as numbers, with a point."""
        if not self.data:
            yield from repeat((".", False), len(self.columns))
            return
        for column in self.columns:
            place = self.data.header.index(heading(column.text.plain))
            exact = isinstance(self.data.rows[row][place], Exact)
            yield ("." if exact else self.data.columns[place].mark), exact

    def _highlighted(self) -> tuple[int | None, int | None]:
        """Find the highlighted row and column."""
        if not self.highlight:
            return None, None
        wanted = self.highlight.plain
        for number, column in enumerate(self.columns):
            if column.text.plain == wanted:
                return None, number
        for number, row in enumerate(self._rows()):
            if row and row[0].plain == wanted:
                return number, None
        return None, None

    def left_out(self, deck: DeckFacts) -> list[RichText]:
        formatted = [n for n, column in enumerate(self.columns) if column.format != "text"]
        return [row.cells[n] for row in self.rows or () for n in formatted]

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        rows = self._rows()
        columns = []
        # figures stand with their units under one another: at the right, whichever way the text runs
        figures: Align = "start" if language_of(str(self.lang or deck.language)).is_rtl else "end"
        for number, column in enumerate(self.columns):
            numeric = bool(rows) and all(_NUMBER.match(row[number].plain) for row in rows if row[number])
            align: Align = column.align or (figures if numeric and number > 0 else "start")
            columns.append(TableColumn(column.text, align, column.width))
        formatted = tuple(
            tuple(_formatted(cell, self.columns[n].format, deck, *mark) for n, (cell, mark) in enumerate(row))
            for row in (zip(row, self._marks(number), strict=False) for number, row in enumerate(rows))
        )
        row_highlight, column_highlight = self._highlighted()
        headings = language_of(deck.language).comma.join(column.text.plain for column in self.columns if column.text)
        table = TableBlock(
            tuple(columns),
            formatted,
            self.row_headers,
            row_highlight,
            column_highlight,
            alt=deck.labels["table"].format(columns=headings),
            at=self.rows[0].cells[0].at if self.rows and self.rows[0].cells else None,
        )
        return [self.slide(deck, "table", [Words(self.caption, "caption") if self.caption else None, table])]


def _decimal_comma(cells: tuple[RichText, ...], wanted: int) -> str:
    """Say how a figure such as `[Loon, 1,5]` is written, where it makes a row too long."""
    pairs = [
        f"{one.plain},{next_.plain}"
        for one, next_ in pairwise(cells)
        if re.fullmatch(r"-?\d+", one.plain) and next_.plain.isdigit()
    ]
    return (
        f'a comma begins the next cell; put the figure in quotes: "{pairs[0]}"' if pairs and len(cells) > wanted else ""
    )


_IN_BRACKETS = re.compile(r"\((\d[\d.,]*)\)")  # as accountants write what is less than nothing
_SLASHED = re.compile(r"\d{1,4}/\d{1,2}(?:/\d{2,4})?", re.ASCII)
_EXACT = re.compile(r"-?\d+\.\d+%?", re.ASCII)
_FIGURE_LIKE = re.compile(r"[-+\u2212]?\d[\d.,]*[.,]\d*|[.,]\d+")


def _plain(text: str, mark: Mark | None) -> str | None:
    """Return a figure with digits and a point alone, a percentage as a fraction; None for what is neither."""
    found = figure(text, mark)
    if found is not None:
        return found
    share = percentage(text, mark)
    if share is None:
        return None
    from decimal import Decimal

    return f"{Decimal(share) / 100:f}"


def _is_unclear(text: str) -> bool:
    try:
        figure(text, None), percentage(text, None)
    except Unclear:
        return True
    return False


def _formatted(cell: RichText, style: str, deck: DeckFacts, mark: Mark | None, is_exact: bool) -> RichText:
    """Write a value as the deck's language does; text that is no number stays, as does what was typed as text.

    is_exact: the file has it as a number or a day.
    """
    is_day = is_exact and formats.is_date(cell.plain)
    if not cell or (style == "text" and not is_day and not (is_exact and _EXACT.fullmatch(cell.plain))):
        return cell
    text: str | None
    if style == "text" and not is_day:
        text = formats.stored(cell.plain, deck.language)
    elif style in ("date", "text"):
        found = day(cell.figure)
        text = None if found is None else formats.date(found, deck.language, "medium")
    else:
        text = _written(cell.figure, style, deck, mark)
    return cell if text is None else replace(cell, paragraphs=(Paragraph((Run(text),)),))


def _written(cell: str, style: str, deck: DeckFacts, mark: Mark | None) -> str | None:
    """Write a figure as the deck's language does; None for what is none."""
    try:
        text = _plain(cell, mark)
    except Unclear:
        return None
    if text is None:
        return None
    if style == "currency":
        return formats.currency(text, deck.language, deck.currency)
    if style == "percent":
        typed = percentage(cell, ".") is not None
        places = (len(text.partition(".")[2]) if typed else formats.decimals_of(text)) - 2
        return formats.percent(text, deck.language, max(places, 0))
    return formats.number(text, deck.language)
