"""The axis of a chart's values: its ends, the distance of its marks, and how these are written."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from builder.languages.formats import decimals_of
from builder.plan import Chart

MOST_STEPS = 10
FEW_STEPS = 5  # where the axis is drawn: figures are read at the data, the grid only leads to them


class Scale(NamedTuple):
    """An axis of values: its ends, and the distance of its marks."""

    low: float
    high: float
    step: float

    def place(self, value: float) -> float:
        """Return where a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: list[float], most: int = MOST_STEPS) -> Scale:
    """Return the axis that shows all values, from 0 where none is less, in so many steps at most."""
    top, bottom = max([*values, 0.0]), min([*values, 0.0])
    if top == bottom:
        return Scale(0.0, 1.0, 0.2)
    span = top - bottom
    power = 10.0 ** math.floor(math.log10(span))
    steps = (each * power / 10 for each in (1, 2, 5, 10, 20, 50))
    step = next(each for each in steps if span * 1.05 / each <= most)
    high = math.ceil((top + span * 0.05) / step - 1e-9) * step if top > 0 else 0.0
    low = math.floor((bottom - span * 0.05) / step + 1e-9) * step if bottom < 0 else 0.0
    return Scale(low, high, step)


def shows_axis(chart: Chart) -> bool:
    """True where values are read at an axis: lines of several series, and charts whose figures would touch."""
    return not chart.labels or (chart.type == "line" and len(chart.series) > 1)


def axis_of(chart: Chart) -> Scale:
    """Return the axis of a chart's values."""
    most = FEW_STEPS if shows_axis(chart) else MOST_STEPS
    if chart.type.startswith("stacked"):
        columns = list(zip(*(series.values for series in chart.series), strict=True))
        sums = [sum(v for v in each if v is not None and v > 0) for each in columns]
        return scale_of(sums + [sum(v for v in each if v is not None and v < 0) for each in columns], most)
    return scale_of([v for series in chart.series for v in series.values if v is not None], most)


def axis_code(chart: Chart, scale: Scale) -> str:
    """Return the code by which the marks are written: with as many decimals as their distance has."""
    code = chart.number_format
    share = code.rstrip().endswith("%") and '"%"' not in code
    places = decimals_of(round(scale.step * (100 if share else 1), 10))
    return re.sub(r"0(?:\.0+)?(?![\d#])", "0" + ("." + "0" * places if places else ""), code, count=1)
