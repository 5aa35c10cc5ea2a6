"""A native chart, with its figures."""

from __future__ import annotations

from typing import Any

from builder.content.edits import Inline
from builder.content.marks import escaped
from builder.roundtrip.importing.page import Found, Page, text_of
from builder.roundtrip.seen import SeenShape

LONGEST = 200  # characters of a caption


def recognise(page: Page) -> Found | None:
    """Take a slide with one chart that shows figures for categories."""
    if len(page.charts) != 1 or page.tables:
        return None
    shape = page.charts[0]
    chart = shape.chart
    assert chart is not None
    if not chart.categories or not chart.series or any(not name for name, _ in chart.series):
        return None
    fields = figures(shape)
    texts = [s for s in page.texts if len(s.text) <= LONGEST][:1]
    if texts:
        fields["caption"] = text_of(texts[0])
    fields |= {"alt": escaped(shape.alt)} if shape.alt else {}
    doubts = ["its workbook holds other figures than it shows"] if shape.chart_doubt else []
    return Found(0.9, fields, texts, doubts=doubts)


def figures(shape: SeenShape) -> dict[str, Any]:
    """Return type, categories and series of a chart."""
    chart = shape.chart
    assert chart is not None
    size = len(chart.categories)
    rows: list[Any] = []
    for name, values in chart.series:
        padded = [*values, *([None] * (size - len(values)))][:size]
        rows.append({"name": escaped(name), "values": Inline(map(_figure, padded))})
    kind = (
        shape.chart_type if len(chart.series) == 1 or shape.chart_type not in ("pie", "doughnut") else "stacked_column"
    )
    fields: dict[str, Any] = {"type": kind, "categories": Inline(escaped(c) for c in chart.categories), "series": rows}
    return fields


def _figure(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else float(f"{value:.12g}")
