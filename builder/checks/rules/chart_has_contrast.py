"""The bars, lines and slices of a chart stand out from what is under them, and so do its words."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.charts import Chart, charts_of, colour_of, ground_of_chart, series_of
from builder.checks.fact import Example, Fact, Fault
from builder.ooxml.namespaces import A, C
from builder.ooxml.rgb import contrast
from builder.ooxml.slide import Slide
from builder.ooxml.units import is_on, number

FACT = Fact(
    "chart-has-contrast",
    "accessibility",
    "warning",
    "People with low vision cannot see a bar or line that hardly differs from the page.",
    ("WCAG 2.1 1.4.11 Non-text Contrast: 3:1", "WCAG 2.1 1.4.3 Contrast (Minimum)", "EN 301 549 10.1.4.11"),
    "choose a darker or lighter colour, or write the values beside the bars",
    Example("chart", "words of the axis in the theme's text colour", "the same in DDDDDD on white"),
)


def of_slide(slide: Slide) -> Iterator[Fault]:
    """Find series without 3:1 whose values are not written beside them, and words of charts without contrast."""
    for chart in charts_of(slide):
        grounds = ground_of_chart(slide, chart)
        for series in series_of(slide, chart):
            colour = colour_of(series)
            outlined = series.line is not None and series.line.stops and series.fill is not None
            if not colour or series.labelled or outlined:
                continue
            ratio = max(contrast(colour, ground) for ground in grounds)
            if ratio < 2.98:
                yield Fault(
                    f"'{series.name}' has a contrast of {ratio:.1f}:1; it takes 3:1", chart.item.name, text=series.name
                )
        yield from _words(slide, chart, grounds)


def _words(slide: Slide, chart: Chart, grounds: list[str]) -> Iterator[Fault]:
    for text in chart.root.iter(f"{C}txPr"):
        parent = text.getparent()
        if parent.tag in (f"{C}dLbls", f"{C}dLbl"):
            continue  # may stand on a bar
        for properties in text.iter(f"{A}defRPr"):
            shade = slide.palette.first(properties.find(f"{A}solidFill"))
            size, bold = number(properties.get("sz"), 1000) / 100, is_on(properties.get("b"))
            wanted = 3.0 if size >= 18 or (bold and size >= 14) else 4.5
            ratio = max(contrast(shade.over(g), g) for g in grounds) if shade is not None else 21
            if ratio < wanted - 0.02:
                yield Fault(
                    f"words of the chart have a contrast of {ratio:.1f}:1; it takes {wanted:g}:1",
                    chart.item.name,
                    severity="error",
                )
                return
