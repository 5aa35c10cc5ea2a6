"""Labels at the data of a chart: whether they keep apart, worked out from where their program will put them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from builder.plan import Chart

_GAP, _GAPS, _BETWEEN = 0.55, 0.70, 0.08  # of a bar: between categories of one series, of several; between series
_PIE = 0.36  # of the height, the radius of a pie with labels around it
_NEAR = 8.0  # points between a pie and its labels

Wide = Callable[[str], float]  # how wide a label is
Written = Callable[[float], str]  # how a figure is written


class _Label(NamedTuple):
    """A label: its middle and its size."""

    x: float
    y: float
    w: float
    h: float

    def touches(self, other: _Label) -> bool:
        return abs(self.x - other.x) < (self.w + other.w) / 2 and abs(self.y - other.y) < (self.h + other.h) / 2


def labels_apart(chart: Chart, plot: tuple[float, float], size: float, wide: Wide, written: Written) -> bool:
    """Return whether the figures at bars, columns and points keep apart; plot: its width and height in points."""
    if chart.type in ("pie", "doughnut"):
        return True
    columns = [[_Label(x, y, wide(written(v)) + 2, size) for x, y, v in category] for category in _placed(chart, *plot)]
    for here in columns:
        if any(one.touches(other) for n, one in enumerate(here) for other in here[n + 1 :]):
            return False
    return not any(one.touches(other) for here, there in pairwise(columns) for one in here for other in there)


def _placed(chart: Chart, width: float, height: float) -> Iterator[list[tuple[float, float, float]]]:
    """Go through the categories: the places of their labels, and the figures; y grows upwards."""
    lying, stacked = chart.type.endswith("bar"), chart.type.startswith("stacked")
    along, up = (height, width) if lying else (width, height)
    rows = len(chart.series) if not stacked and chart.type != "line" else 1
    count = chart.times.length if chart.times else max(len(chart.categories), 1)
    each = along / count
    bar = each / (rows + _BETWEEN * (rows - 1) + (_GAP if rows == 1 else _GAPS))
    low, high = _ends(chart, stacked=stacked)
    unit = up / ((high - low) * 1.05 or 1)
    for category in range(len(chart.categories)):
        start = each * ((chart.times.places[category] if chart.times else category) + 0.5)
        found, above, below = [], 0.0, 0.0
        for number, series in enumerate(chart.series):
            value = series.values[category]
            if value is None:
                continue
            place = start + (number - (rows - 1) / 2) * bar * (1 + _BETWEEN) if rows > 1 else start
            at = value
            if stacked:
                at = (above if value >= 0 else below) + value / 2
                above, below = (above + value, below) if value >= 0 else (above, below + value)
            found.append((at * unit, -place, value) if lying else (place, at * unit, value))
        yield found


def _ends(chart: Chart, *, stacked: bool) -> tuple[float, float]:
    columns = [[v for v in each if v is not None] for each in zip(*(s.values for s in chart.series), strict=True)]
    if stacked:
        sums = [(sum(v for v in each if v < 0), sum(v for v in each if v > 0)) for each in columns]
        return min([0.0, *(low for low, _ in sums)]), max([0.0, *(high for _, high in sums)])
    values = [v for each in columns for v in each]
    return min([0.0, *values]), max([0.0, *values])


def part_labels_apart(
    chart: Chart, area: tuple[float, float], size: float, wide: Wide, written: Written
) -> tuple[str, str] | None:
    """Return two neighbours whose labels around a pie would touch; None where all keep apart."""
    values = [value or 0.0 for value in chart.series[0].values]
    total = sum(values) or 1.0
    width, height = area
    radius, turned = height * _PIE, 0.0
    placed: list[tuple[str, _Label]] = []
    for name, value in zip(chart.categories, values, strict=True):
        middle = 2 * math.pi * (turned + value / 2) / total
        turned += value
        text = f"{name}; {written(value)}"
        w, dx, dy = min(wide(text), width * 0.3), math.sin(middle), -math.cos(middle)
        lines = math.ceil(wide(text) / (width * 0.3))
        away = radius + _NEAR
        placed.append((name, _Label(dx * away + dx * w / 2, dy * (away + lines * size / 2), w, lines * size * 1.1)))
    ring = [*placed, placed[0]] if len(placed) > 2 else placed
    return next((((one, other)) for (one, a), (other, b) in pairwise(ring) if a.touches(b)), None)
