"""What belongs together in a chart can be told without seeing colour."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.charts import charts_of, colour_of, far, series_of
from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import C
from builder.ooxml.slide import Slide

FACT = Fact(
    "colour-is-not-alone",
    "accessibility",
    "warning",
    "One man in twelve cannot tell red from green; printed in grey, nobody can.",
    ("WCAG 2.1 1.4.1 Use of Color", "EN 301 549 10.1.4.1"),
    "write the names beside the lines or slices, or tell them apart by markers, dashes, patterns or lightness",
    Example("slide:Lijnen", "two lines of different lightness", "two lines of one lightness"),
)

_APART = 1.35  # of luminance: two neighbours that are still told apart in grey


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find charts whose series are named by a legend, and are alike but for their hue."""
    for chart in charts_of(slide):
        if chart.root.find(f"{C}chart/{C}legend") is None:
            continue
        told = [(series, colour_of(series)) for series in series_of(slide, chart)]
        for place, (one, colour) in enumerate(told):
            for other, second in told[place + 1 :]:
                alike = bool(colour and second) and not far(colour, second, _APART)
                if alike and not (one.named and other.named) and not (one.marked and other.marked):
                    yield Fault(f"'{one.name}' and '{other.name}' differ by hue alone", chart.item.name, text=one.name)
                    break
            else:
                continue
            break
