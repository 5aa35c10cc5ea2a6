"""What checks look at in a chart: its series, their colours, and how they are named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.checks.rules.text_has_contrast import ground_of
from builder.ooxml.colour import local
from builder.ooxml.fills import Fill
from builder.ooxml.namespaces import A, C, R
from builder.ooxml.rgb import contrast
from builder.ooxml.slide import Item, Slide
from builder.ooxml.units import is_on

PLOTS = ("barChart", "bar3DChart", "lineChart", "line3DChart", "pieChart", "pie3DChart", "doughnutChart", "areaChart", "area3DChart",
         "scatterChart", "radarChart", "bubbleChart")  # fmt: skip


class Chart(NamedTuple):
    """A chart on a slide."""

    item: Item
    part: str
    root: Any


class Series(NamedTuple):
    """A series, or a slice of a pie: its name and colour; no colour where it is not named."""

    name: str
    fill: Fill | None
    line: Fill | None
    labelled: bool  # its values stand beside it
    named: bool  # its name stands beside it
    marked: bool  # told apart by something else than colour: marker, dashes, pattern


def charts_of(slide: Slide) -> Iterator[Chart]:
    """Go through the charts of a slide."""
    for item in slide.items:
        if item.kind == "graphicFrame":
            for reference in item.element.iter(f"{C}chart"):
                part = slide.package.target(slide.part, reference.get(f"{R}id", ""))
                root = slide.package.xml(part) if part else None
                if root is not None:
                    yield Chart(item, part, root)


def ground_of_chart(slide: Slide, chart: Chart) -> list[str]:
    """Return the colours that may lie under a chart's middle."""
    for place in (f"{C}chart/{C}plotArea/{C}spPr", f"{C}spPr"):
        fill = slide.fills.of(chart.root.find(place))
        if fill is not None and fill.stops:
            return [shade.over("FFFFFF") for _, shade in fill.stops]
    box = chart.item.box
    return ground_of(slide).under(chart.item, box.x + box.w / 2, box.y + box.h / 2, itself=False) if box else ["FFFFFF"]


def series_of(slide: Slide, chart: Chart) -> Iterator[Series]:
    """Go through what a chart tells apart: its series, or the slices of a pie."""
    area = chart.root.find(f"{C}chart/{C}plotArea")
    for plot in area if area is not None else ():
        kind = local(plot)
        if kind not in PLOTS:
            continue
        for one in plot.findall(f"{C}ser"):
            labels = [each for each in (one.find(f"{C}dLbls"), plot.find(f"{C}dLbls")) if each is not None]
            named = any(
                is_on(_value(e, "showSerName")) or is_on(_value(e, "showCatName"))
                for each in labels
                for e in _labels(each)
            )
            labelled = named or any(
                is_on(_value(e, "showVal")) or is_on(_value(e, "showPercent")) for each in labels for e in _labels(each)
            )
            if kind in ("pieChart", "pie3DChart", "doughnutChart"):
                for point in one.findall(f"{C}dPt"):
                    yield _series(slide, _name(one, "cat"), point, labelled, named)
            else:
                yield _series(slide, _name(one, "tx"), one, labelled, named)


def _labels(labels: Any) -> list[Any]:
    return [labels, *labels.findall(f"{C}dLbl")]


def _series(slide: Slide, name: str, element: Any, labelled: bool, named: bool) -> Series:
    properties = element.find(f"{C}spPr")
    line = properties.find(f"{A}ln") if properties is not None else None
    marker = element.find(f"{C}marker/{C}symbol")
    marked = (
        (marker is not None and marker.get("val") not in (None, "none"))
        or (
            line is not None
            and line.find(f"{A}prstDash") is not None
            and line.find(f"{A}prstDash").get("val") != "solid"
        )
        or (properties is not None and properties.find(f"{A}pattFill") is not None)
    )
    return Series(name, slide.fills.of(properties), slide.fills.of(line), labelled, named, marked)


def _name(series: Any, tag: str) -> str:
    return " ".join(v.text or "" for v in series.findall(f"{C}{tag}//{C}pt/{C}v"))[:40]


def _value(element: Any, tag: str) -> str | None:
    found = element.find(f"{C}{tag}")
    return found.get("val", "1") if found is not None else None


def colour_of(series: Series) -> str:
    """Return the colour by which a series is known; "" where it has none of its own."""
    for fill in (series.fill, series.line):
        if fill is not None and fill.stops and fill.stops[0][1].alpha > 0:
            return fill.stops[0][1].rgb
    return ""


def far(one: str, other: str, wanted: float) -> bool:
    """True where two colours are told apart without seeing colour."""
    return contrast(one, other) >= wanted
