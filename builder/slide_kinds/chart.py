"""A native chart, its figures written out or read from a file."""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from builder.content.fields import Data, Describe, Plain, Record, Say, needed, optional, record
from builder.content.record_reader import Reading
from builder.content.tables.columns import UNCLEAR_HINT, Column
from builder.content.tables.notation import Unclear, day, figure, in_digits, percentage
from builder.content.yaml_nodes import Listing, Node, Scalar
from builder.diagnostics import suggest
from builder.languages import formats
from builder.languages.language import language_of
from builder.plan import Chart as ChartBlock
from builder.plan import RichText, Series, SlidePlan, TimeAxis, Words, words
from builder.slide_kinds._base import DeckFacts, SlideKind
from builder.slide_kinds._doubts import FIRST_DAY, doubts, uneven_times

Unit = Literal["days", "months", "years"]
ROUND = ("pie", "doughnut")
COLOURS = 6  # of series or parts that are told apart
MOST_COLUMNS = 40  # days, months or years that columns are spread over


@dataclass(frozen=True)
class Values(Record):
    """The figures of a series; an empty one is a gap."""

    values: tuple[float | None, ...]

    def held(self) -> Any:
        return self.values

    @classmethod
    def from_node(cls, node: Node, reading: Reading, path: str) -> Values | None:
        """Read a list of numbers."""
        if not isinstance(node, Listing):
            reading.wrong_type(node, "a list of numbers")
            return None
        values: list[float | None] = []
        for item in node.items:
            if isinstance(item, Scalar) and item.absent:
                values.append(None)
            else:
                values.append(reading.typed(item, float, path, {"unit": "figures"}))
        reading.find_thousands(node.items)
        return cls(tuple(values))

    @classmethod
    def schema(cls, describe: Describe) -> dict[str, Any]:
        return {"type": "array", "items": {"type": ["number", "string", "null"]}}


@record
class SeriesSpec(Record):
    """A series of figures."""

    CALLED: ClassVar[str] = "a series"
    name: Plain = needed("what the figures are")
    values: Values = needed("a number for each category", translate=False)


@record
class Chart(SlideKind):
    """Bars, columns, lines or parts of a whole, drawn by PowerPoint from a workbook inside the deck.

    `categories` with `series`, or `data`: a file whose first column holds the categories and whose
    other columns are the series.
    """

    ROLES: ClassVar[tuple[str, ...]] = ("chart",)
    EXAMPLE: ClassVar[str] = """
kind: chart
id: verloop
title: Wie mag regelen, blijft
type: column
categories: [weinig ruimte, enige ruimte, veel ruimte]
series:
  - {name: vertrekkers, values: [14, 9, 5]}
unit: "%"
caption: Vertrokken medewerkers in een jaar
highlight: veel ruimte
sources: [Voorbeeldcijfers]
"""

    type: Literal["bar", "column", "stacked_bar", "stacked_column", "line", "pie", "doughnut"] = needed(
        "the chart's form", translate=False
    )
    categories: list[Plain] | None = optional("what stands along the axis")
    series: list[SeriesSpec] | None = optional("the figures: [{name, values}]")
    data: Data | None = optional("a file instead of categories and series", translate=False)
    unit: Plain | None = optional("what the figures count; % follows each figure", shown=False)
    time: bool | None = optional(
        "categories that are dates stand on an axis of time; false: as text, all as far apart", translate=False
    )
    caption: RichText | None = optional("a line above the chart")
    highlight: Plain | None = optional("a series or category to point out", translate=False, names_text=True)
    alt: Plain | None = optional("what the chart tells; else made from its figures")
    decorative: bool = optional("true where it tells nothing", False, translate=False)

    def figures(self) -> tuple[tuple[str, ...], tuple[Series, ...]]:
        """Return the categories and the series, wherever they come from."""
        if self.data:
            header, rows = self.data.header, self.data.rows
            series = tuple(
                Series(header[n], tuple(self._figure(row[n], self.data.columns[n]) for row in rows))
                for n in range(1, len(header))
            )
            return tuple(row[0] for row in rows), series
        return (
            tuple(str(each) for each in self.categories or ()),
            tuple(Series(str(each.name), each.values.values) for each in self.series or ()),
        )

    def check_fields(self, say: Say) -> None:
        if bool(self.data) == bool(self.categories or self.series):
            say("series", "chart-data", "a chart has categories with series, or data")
            return
        if not self.data and not (self.categories and self.series):
            say("series", "chart-data", "categories and series go together")
            return
        categories, series = self.figures()
        if not categories or not series:
            say("data", "no-rows", "there are no figures to draw")
        for number, each in enumerate(series):
            if len(each.values) != len(categories):
                say(
                    f"series[{number}].values",
                    "series-length",
                    f"'{each.name}' has {len(each.values)} values for {len(categories)} categories",
                    _decimal_commas(each.values, len(categories))
                    or "give a value for each category; leave one empty where there is none",
                )
        if self.data:
            self._check_figures(self.data, say)
        self._check_form(categories, series, say)
        self._doubt(categories, series, say)
        if self.highlight and self.highlight not in (*categories, *(s.name for s in series)):
            near = suggest(str(self.highlight), (*categories, *(s.name for s in series)))
            say("highlight", "unknown-highlight", f"no series or category is '{self.highlight}'", near)

    def _doubt(self, categories: tuple[str, ...], series: tuple[Series, ...], say: Say) -> None:
        """Tell what is drawn as it stands, and hardly meant so."""
        rows = self.data.rows if self.data else ()
        for place, message, hint in doubts(categories, series, rows, percent=self.unit == "%"):
            at = self.data.place(place) if self.data and place >= 0 else None
            field = "data" if self.data else f"categories[{place}]" if place >= 0 else "series"
            say(field, "chart-doubt", message, hint, "warning", at)
        if self.type == "line" and self.time is None and (uneven := uneven_times(categories)):
            hint = "write dates as 2026-12-31 for an axis of time, or say time: false"
            say("data" if self.data else "categories", "chart-doubt", uneven, hint, "warning")

    def _check_form(self, categories: tuple[str, ...], series: tuple[Series, ...], say: Say) -> None:
        """See that this form of chart can show these figures: parts of a whole, colours that are told apart, dates."""
        empty = not any(value is not None for each in series for value in each.values)
        if series and empty and not self._holds_text():  # which is told cell by cell
            say("data" if self.data else "series", "chart-form", "the chart has no figures", "leave the slide out")
        if self.type == "line" and len(categories) == 1:
            message = "a line of one point is no line"
            say("data" if self.data else "categories", "chart-doubt", message, "use type: column", "warning")
        if self.type in ROUND:
            if len(series) > 1:
                say(
                    "series", "series-count", f"a {self.type} shows one series, not {len(series)}", "use stacked_column"
                )
            self._check_parts(categories, series, say)
        elif len(series) > COLOURS:
            message = f"{len(series)} series are more than the {COLOURS} colours of a chart tell apart"
            say("data" if self.data else "series", "series-count", message, "take fewer series, or draw two charts")
        if self.time and categories and (wrong := next((c for c in categories if _day(c) is None), None)) is not None:
            hint = "write year-month-day, such as 2026-12-10, or leave time: out"
            say("time", "wrong-type", f"an axis of time needs dates, and '{wrong}' is none", hint)

    def _check_parts(self, categories: tuple[str, ...], series: tuple[Series, ...], say: Say) -> None:
        """Tell figures that are no parts of a whole, and parts that cannot be told apart."""
        field = "data" if self.data else "series"
        for name, each in ((name, each) for one in series for name, each in zip(categories, one.values, strict=False)):
            if each is not None and each < 0:
                message = f"a {self.type} cannot show a figure below zero: '{name}' is {each:g}"
                say(field, "chart-form", message, "use type: bar, which shows figures below zero")
                return
        parts = [each for one in series for each in one.values if each is not None]
        if parts and not any(parts):
            say(field, "chart-form", f"a {self.type} has nothing to show: all figures are zero", "leave the slide out")
        if len(categories) > (COLOURS if self.type == "doughnut" else 2 * COLOURS):
            message = f"{len(categories)} parts of a {self.type} cannot be told apart"
            say(field, "chart-form", message, "take small parts together as one, or use type: bar")
        total = f"{math.fsum(parts):.10g}"
        if self.unit == "%" and len(series) == 1 and parts and total != "100":
            message = f"the percentages of this {self.type} add up to {total}, not to 100"
            say(field, "chart-sum", message, "mend the figures, or name what is left", "warning")

    def _figure(self, cell: str, column: Column) -> float | None:
        """Return a cell of a file as a figure; None for what is none."""
        try:
            text = figure(cell, column.mark)
            if text is None and self.unit == "%":
                text = percentage(cell, column.mark)
        except Unclear:
            return None
        return None if text is None else float(text)

    def _check_figures(self, data: Data, say: Say) -> None:
        """Tell every cell that is no figure, at its line of the file."""
        for row, cells in enumerate(data.rows):
            for number in range(1, len(data.header)):
                cell, column = cells[number], data.columns[number]
                if not cell or self._figure(cell, column) is not None:
                    continue
                message, hint = f"'{cell}' in the column '{data.header[number]}' is not a number", _hint(cell)
                if column.mark is None and figure(cell, ".") is not None:
                    message = f"'{cell}' in the column '{data.header[number]}' may be read in two ways"
                    hint = UNCLEAR_HINT
                say("data", "wrong-type", message, hint, at=data.place(row))

    def _holds_text(self) -> bool:
        """True where cells of the file say something, were it no figure."""
        return self.data is not None and any(cell for row in self.data.rows for cell in row[1:])

    def plan(self, deck: DeckFacts) -> list[SlidePlan]:
        categories, series = self.figures()
        said: tuple[str, ...] = ()
        times = None
        if days := self._days(categories):
            order = sorted(range(len(days)), key=days.__getitem__)
            days, said = [days[n] for n in order], tuple(categories[n] for n in order)
            series = tuple(Series(s.name, tuple(s.values[n] for n in order)) for s in series)
            unit = _unit(days)
            times = self._axis(days, unit, deck.language)
            categories = tuple(formats.day(day, deck.language, unit if times else "days") for day in days)
        figures = [v for s in series for v in s.values if v is not None]
        number_format = formats.figures_code(figures, deck.language, "unit" if self.unit == "%" else "")
        names = [s.name for s in series]
        chart = ChartBlock(
            self.type,
            categories,
            series,
            said=said,
            times=times,
            alt=self._alt(deck, categories, series),
            number_format=number_format,
            highlight_series=names.index(str(self.highlight)) if self.highlight in names else None,
            highlight_category=_place(self.highlight, said or categories),
            at=self.title.at if self.title else None,
        )
        caption = self._caption()
        return [self.slide(deck, "chart", [Words(caption, "caption") if caption else None, chart])]

    def _days(self, categories: tuple[str, ...]) -> list[datetime.date]:
        """Return the categories as days, where all are and no more was asked for than that."""
        days = [_day(each) for each in categories] if self.time is not False and len(categories) > 1 else []
        return [] if None in days else [each for each in days if each]

    def _axis(self, days: list[datetime.date], unit: Unit, language: str) -> TimeAxis | None:
        """Return the axis of time for these days, in their order; None where they stand better as text, as far apart."""
        if self.type not in ("line", "column", "stacked_column") or len(set(days)) < len(days) or days[0] < FIRST_DAY:
            return None
        places = [_count(day, unit) for day in days]
        if self.type != "line" and places[-1] - places[0] >= MOST_COLUMNS:
            return None
        return TimeAxis(
            tuple((day - _EPOCH).days for day in days),
            tuple(place - places[0] for place in places),
            unit,
            formats.day_code(language, unit),
        )

    def _caption(self) -> RichText | None:
        if not self.unit or self.unit == "%" or (self.caption and self.unit.lower() in self.caption.plain.lower()):
            return self.caption
        if not self.caption:
            return words(str(self.unit))
        return self.caption.suffixed(f"({self.unit})")

    def _alt(self, deck: DeckFacts, categories: tuple[str, ...], series: tuple[Series, ...]) -> str:
        if self.decorative:
            return ""
        if self.alt:
            return str(self.alt)
        before, after = formats.percent_signs(deck.language) if self.unit == "%" else ("", "")
        shown = [
            f"{c} {before}{formats.number(v, deck.language)}{after}"
            for s in series
            for c, v in zip(categories, s.values, strict=True)
            if v is not None
        ]
        if len(shown) > 12:
            shown = [*shown[:12], deck.labels.count("and_more", len(shown) - 12)]
        apart = language_of(deck.language).comma
        kind = deck.labels["chart_" + self.type.removeprefix("stacked_")]
        return deck.labels["chart"].format(type=kind, series=apart.join(s.name for s in series), data=apart.join(shown))


def _hint(cell: str) -> str:
    """Return what to write instead of a cell that is no figure."""
    if percentage(cell, ".") is not None:
        return 'say unit: "%" for figures that are percentages'
    if _EXPONENT.fullmatch(cell):
        from decimal import Decimal

        return f"write {Decimal(cell):f}"
    if better := in_digits(cell):
        return f"write {better}"
    if not any(each.isdigit() for each in cell):
        return "leave the cell empty where there is no figure"
    return "write figures only; unit: says what they count"


def _place(name: str | None, names: tuple[str, ...]) -> int | None:
    return names.index(str(name)) if name in names else None


def _day(text: str) -> datetime.date | None:
    found = day(text)
    return None if found is None else datetime.date.fromisoformat(found)


def _unit(days: list[datetime.date]) -> Unit:
    """Return what these days are: years where all are the first of one, months where all are; else days."""
    if any(each.day != 1 for each in days):
        return "days"
    return "months" if any(each.month != 1 for each in days) else "years"


def _count(day: datetime.date, unit: Unit) -> int:
    """Return the number of a day, month or year in the order of all."""
    return {"days": day.toordinal(), "months": day.year * 12 + day.month, "years": day.year}[unit]


_EPOCH = datetime.date(1899, 12, 30)  # from which workbooks count days
_EXPONENT = re.compile(r"[-+]?\d+(\.\d+)?[eE][-+]?\d{1,2}", re.ASCII)


def _decimal_commas(values: tuple[float | None, ...], wanted: int) -> str:
    """Say how figures such as `[1,5 , 2,5]` are written, where they are twice as many as there should be."""
    digits = [f"{value:g}" for value in values if value is not None]
    if len(digits) != 2 * wanted or len(digits) != len(values) or not all(each.isdigit() for each in digits[1::2]):
        return ""
    figures = ", ".join(f"{whole}.{part}" for whole, part in zip(digits[::2], digits[1::2], strict=True))
    return f"a comma begins the next figure, and a full stop the decimals: [{figures}]"
