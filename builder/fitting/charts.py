"""Charts fitted: one size for all labels at which categories, names and values have room.

A chart's program places its labels itself. What is decided here is what it can place without
turning, cutting or skipping them: the size, whether names stand at the ends of lines, and how many
categories of a long line go without a label.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from builder.brands.prepared import Box, PreparedBrand
from builder.fitting.arrange import SLACK, Excess
from builder.fitting.chart_labels import labels_apart, part_labels_apart
from builder.fitting.fitted import AXIS_TO_END, FittedChart
from builder.fitting.fonts import Face
from builder.fitting.lines import LINE, Laid, Measured, Piece, measure
from builder.languages.formats import by_code
from builder.plan import Chart, Paragraph, RichText, Run, TimeAxis

BAR_LABELS = 0.38  # of the width, for the categories of bars
PLOT_WIDTH = 0.94  # of the width, for columns and lines
DIRECT_NAMES = 0.30  # of the width, for names at the ends of lines, each on one line
BROKEN_NAMES = 0.21  # of the width, for such names on two
NAMES_APART = (0.09, 0.16)  # of the height of the plot, for names of one line and of two
COLUMN_LABELS = 0.3  # of the height, for the categories of columns
ROUND_LABELS = 0.3  # of the width, for a label beside a pie
LEGEND_SIDE = 0.42  # of the width, for a legend beside a ring
LEGEND_ROWS = 3
NAME_GAP = 14.0  # points between the end of a line and its name, and after that
LEGEND_KEY = 28.0  # points for the key of a name in a legend, and the space after it
APART = 0.92  # of its share that a label may fill, so that neighbours stay apart
SKIP_FROM = 9  # categories of a line, from which some may go without a label
MANY = 8  # categories, from which their number is at fault where they have no room, and no longer their words
_STEPS = {
    "days": (1, 2, 3, 4, 5, 7, 10, 14, 21, 28, 56, 91, 182, 364, 728, 1820, 3650),
    "months": (1, 2, 3, 4, 6, 12, 24, 60, 120),
    "years": (1, 2, 4, 5, 10, 20, 25, 50, 100),
}


class ChartFit(NamedTuple):
    """A fitted chart, and what does not fit."""

    chart: FittedChart
    excess: tuple[Excess, ...]


def fit_chart(chart: Chart, area: Box, brand: PreparedBrand, language: str = "nl") -> ChartFit:
    """Fit a chart's labels at the largest size at which they have room."""
    least = min(brand.smallest["table"], brand.scale["label"])
    # answers of a poll may be whole sentences, beside ten bars
    small = min(least, brand.smallest["small"]) if chart.type.endswith("bar") and len(chart.categories) <= 10 else least
    size = brand.scale["label"] if len(chart.categories) <= 8 else least
    while True:
        result = _Trial(chart, area, brand, size, language).result()
        if not result.excess or size - 1 < (small if all(not each.word for each in result.excess) else least):
            return result
        size -= 1


class _Trial:
    """One size tried."""

    def __init__(self, chart: Chart, area: Box, brand: PreparedBrand, size: float, language: str) -> None:
        self.chart, self.area, self.brand, self.size = chart, area, brand, size
        self.language, self.excess = language, list[Excess]()
        self.names = [series.name for series in chart.series]

    def result(self) -> ChartFit:
        names = self._names()
        skip = self._categories(AXIS_TO_END - names if names else PLOT_WIDTH)
        if not names:
            self._legend()
        chart = self.chart
        if not names and not labels_apart(chart, self._plot(), self.size, self._bold, self._written):
            chart = replace(chart, labels=False)
        fitted = FittedChart(self.area, chart, self.size, names=names, label_every=skip)
        return ChartFit(fitted, tuple(self.excess))

    def _plot(self) -> tuple[float, float]:
        """Return about how wide and high the plot is, beside the labels of its axes and under a legend."""
        legend = LINE * self.size * 1.3 if len(self.names) > 1 else 0.0
        if self.chart.type.endswith("bar"):
            labels = max((self._wide(each) for each in self.chart.categories), default=0.0)
            return self.area.w * 0.94 - min(labels, self.area.w * BAR_LABELS), self.area.h * 0.94 - legend
        return self.area.w * PLOT_WIDTH, self.area.h * 0.94 - LINE * self.size - legend

    def _names(self) -> float:
        """Return the share of the width for names beside the ends of lines; 0 where they would not fit, or touch."""
        if self.chart.type != "line" or len(self.names) < 2:
            return 0.0
        longest = self._longest_value()
        told = [f"{name} {longest}" for name in self.names]
        widest = max(self._measure(each, 100_000, bold=True).widest_line for each in told)
        share = ceil(100 * (widest + NAME_GAP) / self.area.w) / 100
        if share <= DIRECT_NAMES:
            return share if _apart(self.chart, NAMES_APART[0]) else 0.0
        room = self.area.w * BROKEN_NAMES
        tried = [self._measure(each, room, bold=True) for each in told]
        fit = all(each.widest_word <= room and each.lines[0] <= 2 for each in tried)
        return BROKEN_NAMES if fit and _apart(self.chart, NAMES_APART[1]) else 0.0

    def _categories(self, plot: float) -> int:
        """See that the categories have room; gives of how many each one that is labelled is the first."""
        kind, count = self.chart.type, max(len(self.chart.categories), 1)
        if kind == "doughnut":
            return 1  # they stand in the legend
        if kind == "pie":
            self._refuse(self.chart.categories, self.area.w * ROUND_LABELS, self.area.h * 0.3)
            self._beside_parts()
            return 1
        if kind.endswith("bar"):
            labels, room = self.chart.categories, self.area.w * BAR_LABELS
            long = self._too_long(labels, room, self.area.h / count * APART)
            self.excess += self._too_many(lambda n: self._too_long(labels, room, self.area.h / n * APART), long)
            return 1
        if self.chart.times:
            return self._steps(plot, self.chart.times)
        every = 1
        while True:
            room = self.area.w * plot / count * APART * every
            long = self._too_long(self.chart.categories[::every], room, self.area.h * COLUMN_LABELS)
            if not long or kind != "line" or count < SKIP_FROM or every >= count // 3:
                break
            every += 1
        labels, wide, high = self.chart.categories, self.area.w * plot * APART, self.area.h * COLUMN_LABELS
        self.excess += self._too_many(lambda n: self._too_long(labels, wide / n, high), long)
        return every

    def _too_many(self, tried: Callable[[int], list[Excess]], long: list[Excess]) -> list[Excess]:
        """Return what is at fault where categories have no room: their number, where fewer of them would have it."""
        count = len(self.chart.categories)
        if not long or count <= MANY:
            return long
        fits = next((n for n in range(count - 1, MANY // 2 - 1, -1) if not tried(n)), 0)
        if not fits:
            return long
        message = f"{count} categories do not fit in this chart: {fits} do, at the smallest size"
        lying = int(self.area.h * APART / (LINE * self.size))
        hint = "take fewer categories"
        if not self.chart.type.endswith("bar") and lying > fits:
            better = "stacked_bar" if self.chart.type.startswith("stacked") else "bar"
            hint += f", or type: {better}, which holds {lying} of one line" if self.chart.type != "line" else ""
        return [Excess(long[0].text, long[0].points, word=False, message=message, hint=hint)]

    def _steps(self, plot: float, times: TimeAxis) -> int:
        """Return every how many days, months or years a time axis is labelled."""
        each = self.area.w * plot / times.length * APART
        widest = max(self._wide(label) for label in self.chart.categories)
        return next((step for step in _STEPS[times.unit] if step * each >= widest), _STEPS[times.unit][-1])

    def _beside_parts(self) -> None:
        """See that the labels beside the parts of a pie do not touch."""
        touching = part_labels_apart(self.chart, (self.area.w, self.area.h), self.size, self._bold, self._written)
        if touching:
            one, other = touching
            message = f"the labels '{one}' and '{other}' would touch: their parts of the pie are too small"
            hint = "take small parts together as one, or use type: bar"
            self.excess.append(Excess(self._text(other), self.size, word=False, message=message, hint=hint))

    def _legend(self) -> None:
        """See that the names of series, or the parts of a ring, have room in the legend."""
        if self.chart.type == "doughnut":
            room, height = self.area.w * LEGEND_SIDE, 0.0
            for label in self.chart.categories:
                height += self._measure(label, room).height * 1.25
            self._refuse(self.chart.categories, room, self.area.h)
            if height > self.area.h + SLACK:
                self.excess.append(Excess(self._text(self.chart.categories[-1]), height - self.area.h, word=False))
        elif len(self.names) > 1:
            wide = sum(self._measure(name, 100_000).widest_line + LEGEND_KEY for name in self.names)
            self._refuse(tuple(self.names), self.area.w * 0.9, LINE * self.size)
            if wide > self.area.w * 0.9 * LEGEND_ROWS:
                longest = max(self.names, key=len)
                self.excess.append(Excess(self._text(longest), LINE * self.size, word=False))

    def _refuse(self, labels: tuple[str, ...], width: float, height: float) -> None:
        self.excess += self._too_long(labels, width, height)

    def _too_long(self, labels: tuple[str, ...], width: float, height: float) -> list[Excess]:
        """Name the labels that a room does not hold."""
        found = []
        for label in labels:
            measured = self._measure(label, width)
            if measured.widest_word > width + SLACK:
                found.append(Excess(self._text(label), measured.widest_word - width, word=True))
            elif measured.height > height + SLACK:
                found.append(Excess(self._text(label), measured.height - height, word=False))
        return found

    def _measure(self, label: str, width: float, *, bold: bool = False) -> Measured:
        piece = Piece(label, Face(self.brand.fonts["minor"], bold, False), self.size)
        return measure((Laid((piece,), empty_size=self.size),), width, self.brand.font_folder)

    def _wide(self, label: str) -> float:
        return self._measure(label, 100_000).widest_line

    def _bold(self, label: str) -> float:
        return self._measure(label, 100_000, bold=True).widest_line

    def _written(self, value: float) -> str:
        return by_code(value, self.chart.number_format, self.language)

    def _longest_value(self) -> str:
        return max(
            (self._written(v) for s in self.chart.series for v in s.values if v is not None), key=len, default=""
        )

    def _text(self, label: str) -> RichText:
        field = "series" if label in self.names else "categories"
        return RichText((Paragraph((Run(label),)),), self.chart.at, f"{field}: {label}")


def _apart(chart: Chart, share: float) -> bool:
    """True where lines end so far from each other that names fit beside their ends."""
    values = [v for s in chart.series for v in s.values if v is not None]
    ends = sorted(s.values[-1] for s in chart.series if s.values and s.values[-1] is not None)
    height = max(values, default=0) - min(0, *values) if values else 0
    whole = len(ends) == len(chart.series)
    return whole and all(high - low >= share * height for low, high in pairwise(ends))
