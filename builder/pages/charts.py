"""Charts as geometry: stub."""
from __future__ import annotations
from builder.pages.page import Group

def chart_of(fitted, maker):
    return Group(fitted.chart.alt, (), figure=True)
