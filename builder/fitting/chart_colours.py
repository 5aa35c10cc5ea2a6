"""The colours of a chart, as roles of the brand: of its series, of single points, of the words on them."""

from __future__ import annotations

from builder.plan import Chart

_SERIES = ("primary", "accent", "good", "quiet", "warning", "bad")
_QUIETER = (100, 75, 55)  # per cent of the quiet colour, for parts that are not pointed out


def series_role(chart: Chart, number: int) -> str:
    """Return the colour of a series: the highlighted one stands out, or each has its own."""
    if chart.highlight_series is not None:
        return "accent" if number == chart.highlight_series else "quiet"
    return _SERIES[number % len(_SERIES)]


def point_roles(chart: Chart) -> dict[int, tuple[str, int]]:
    """Return the colours of single points, each with its cover in per cent: parts of a round chart, or the highlighted category."""
    chosen = chart.highlight_category
    if chart.type in ("pie", "doughnut"):
        if chosen is None:
            last, colours = len(chart.categories) - 1, len(_SERIES)
            # the last part lies beside the first, and may not have its colour
            beside = {last: (_SERIES[1], 100)} if last and last % colours == 0 else {}
            return {n: (_SERIES[n % colours], 100) for n in range(last + 1)} | beside
        return {
            n: ("accent", 100) if n == chosen else ("quiet", _QUIETER[n % len(_QUIETER)])
            for n in range(len(chart.categories))
        }
    if chosen is not None and chart.type != "line" and len(chart.series) == 1:
        return {chosen: ("accent", 100)}
    return {}


def end_role(chart: Chart, number: int) -> str:
    """Return the colour of a line's name at its end."""
    named = {"accent": "accent_text", "primary": "primary_text", "quiet": "muted"}
    return named.get(series_role(chart, number), "text")
