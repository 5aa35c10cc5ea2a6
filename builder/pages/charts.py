"""Charts as geometry: bars, lines, parts of a whole, axes, labels, where office programs put them when they place them themselves.

Distances are those that LibreOffice keeps (2 % of the frame free, 1 mm and 2.5 mm beside labels); the axis goes on for a
twentieth beyond the largest value, as in PowerPoint. A chart is one figure: its alternative text says what it shows.
"""

from __future__ import annotations

import datetime
import math
from typing import Protocol

from msgspec.structs import replace

from builder.fitting.chart_axis import Scale, axis_code, axis_of
from builder.fitting.chart_colours import end_role, point_roles, series_role
from builder.fitting.charts import BAR_LABELS, LEGEND_KEY, LEGEND_SIDE
from builder.fitting.fitted import AXIS, FittedChart
from builder.fitting.fonts import Face
from builder.fitting.lines import Laid, Piece, spans_of
from builder.languages.formats import by_code, day
from builder.pages.measures import SlideMeasures
from builder.pages.outlines import ellipse, path, polygon, rectangle, segment
from builder.pages.page import Group, Item, Line, Mark, Paint, Rectangle, Run, Side, Text

FREE = 0.02  # of the frame, at each edge
NEAR, APART = 2.835, 7.087  # points: 1 mm between data and its label, 2.5 mm between axis and labels
GAP, GAPS = 0.55, 0.70  # of a bar, between the categories of one series or stacked ones, and of several
BETWEEN = 0.08  # of a bar, between the series of one category
HOLE = 0.58
MARK = 8.0  # points across the marks of lines
ASCENT, DESCENT = 0.75, 0.25  # of the size, as labels of charts are centred
_OTHER: dict[Side, Side] = {"start": "end", "end": "start", "middle": "middle"}


_EPOCH = datetime.date(1899, 12, 30)  # from which workbooks count days


def _later(first: datetime.date, count: int, unit: str) -> datetime.date:
    """Return the day so many days, or the month or year so many of them, after a day."""
    if unit == "days":
        return first + datetime.timedelta(count)
    months = first.year * 12 + first.month - 1 + count * (12 if unit == "years" else 1)
    return datetime.date(months // 12, months % 12 + 1, 1)


def chart_of(fitted: FittedChart, maker: SlideMeasures) -> Group:
    """Return a chart as one figure."""
    drawing = _Drawing(fitted, maker)
    kind = fitted.chart.type
    if kind in ("pie", "doughnut"):
        drawing.parts()
    elif kind.endswith("bar"):
        drawing.bars()
    elif kind == "line":
        drawing.lines()
    else:
        drawing.columns()
    return Group(fitted.chart.alt, tuple(drawing.items), figure=True)


class _Drawing:
    def __init__(self, fitted: FittedChart, maker: SlideMeasures) -> None:
        self.fitted, self.chart, self.maker = fitted, fitted.chart, maker
        self.size, self.unit = maker.points(fitted.size), maker.unit
        self.family = maker.brand.fonts["minor"]
        self.folder = maker.brand.font_folder
        self.items: list[Item] = []
        box = maker.real(fitted.box)
        across, down = box.w * FREE, box.h * FREE
        self.whole = box
        self.frame = Rectangle(box.x + across, box.y + down, box.w - 2 * across, box.h - 2 * down)
        self.rtl = maker.rtl
        times = self.chart.times
        self.count = times.length if times else max(len(self.chart.categories), 1)  # places along the categories
        self.places = times.places if times else tuple(range(len(self.chart.categories)))

    # words
    def label(
        self, text: str, x: float, y: float, side: Side, role: str, *, bold: bool = False, width: float = 100_000.0, middle: bool = True
    ) -> float:  # fmt: skip
        """Put a label at a place: y is its middle, or its top; returns its height."""
        lines = self.broken(text, width, bold=bold)
        height = len(lines) * self.size * 1.2 - self.size * 0.2
        top = y - height / 2 if middle else y
        colour = self.maker.ink(role)
        physical = side if not self.rtl else _OTHER[side]
        made = tuple(
            Line(
                x,
                top + self.size * (ASCENT + 1.2 * n),
                wide,
                (Run(words, self.family, self.size, colour, bold),),
                physical,
            )
            for n, (words, wide) in enumerate(lines)
        )
        self.items.append(Text("Label", made, rtl=self.rtl))
        return height

    def broken(self, text: str, width: float, *, bold: bool = False) -> list[tuple[str, float]]:
        """Return a label's lines with their widths."""
        laid = Laid((Piece(text, Face(self.family, bold), self.size),), empty_size=self.size)
        return [(text[each.start : each.stop], each.width) for each in spans_of(laid, width, self.folder)]

    def value(self, value: float) -> str:
        """Return a value as the chart's code of numbers writes it, with the language's separators."""
        return by_code(value, self.chart.number_format, self.maker.plan.lang)

    def mark(self, value: float, scale: Scale) -> str:
        """Return a mark of an axis, with as many decimals as its marks need."""
        return by_code(value, axis_code(self.chart, scale), self.maker.plan.lang)

    # marks
    def fill(self, box: Rectangle, role: str, cover: int = 100) -> None:
        """Draw a filled box."""
        self.items.append(Mark(rectangle(box), self.paint(role, cover)))

    def paint(self, role: str, cover: int = 100) -> Paint:
        """Return a role's colour with its cover in per cent."""
        paint = self.maker.ink(role)
        return replace(paint, alpha=min(paint.alpha, cover / 100)) if cover < 100 else paint

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float) -> None:
        """Draw a line of an axis or a grid."""
        self.items.append(Mark(segment(x1, y1, x2, y2), None, self.maker.ink("line"), width))

    def role(self, series: int, category: int) -> tuple[str, int]:
        """Return the colour of a bar."""
        return point_roles(self.chart).get(category, (series_role(self.chart, series), 100))

    def _legend(self) -> None:
        """Name the series above the plot, where labels do not name them."""
        if len(self.chart.series) < 2 or self.fitted.direct:
            return
        names = [series.name for series in self.chart.series]
        key = LEGEND_KEY * self.unit
        wide = [self.broken(name, 100_000)[0][1] + key for name in names]
        rows: list[list[int]] = [[]]
        for n, each in enumerate(wide):
            if rows[-1] and sum(wide[k] for k in rows[-1]) + each > self.frame.w:
                rows.append([])
            rows[-1].append(n)
        y = self.frame.y
        for row in rows:
            x = self.frame.x + (self.frame.w - sum(wide[n] for n in row)) / 2
            for n in reversed(row) if self.rtl else row:
                role, side = series_role(self.chart, n), self.size * 0.55
                left = x + wide[n] - side - NEAR if self.rtl else x + NEAR
                self.fill(Rectangle(left, y + (self.size - side) / 2, side, side), role)
                words = left - NEAR if self.rtl else left + side + NEAR
                self.label(names[n], words, y + self.size / 2, "end" if self.rtl else "start", "text")
                x += wide[n]
            y += self.size * 1.25
        used = y - self.frame.y + APART
        self.frame = Rectangle(self.frame.x, self.frame.y + used, self.frame.w, self.frame.h - used)

    def columns(self) -> None:
        """Draw upright bars."""
        self._legend()
        count, scale = self.count, axis_of(self.chart)
        plot = self._upright_plot(scale)
        if not self.chart.labels:
            self._marks(plot, scale)
        zero = plot.y + plot.h * (1 - scale.place(0))

        def upright(start: float, thick: float, low: float, top: float) -> Rectangle:
            x = plot.x + (plot.w - start - thick if self.rtl else start)
            return Rectangle(
                x, plot.y + plot.h * (1 - scale.place(top)), thick, plot.h * (scale.place(top) - scale.place(low))
            )

        self._each_bar(plot.w, count, upright, upright=True)
        self.rule(plot.x, zero, plot.x + plot.w, zero, 1.0)
        self._names(plot)

    def _upright_plot(self, scale: Scale) -> Rectangle:
        """Return the plot beside the axis of values, where one is shown, and above the names of categories."""
        valued = not self.chart.labels or (self.chart.type == "line" and len(self.chart.series) > 1)
        room = self._room(self.frame.w)
        shown = self.chart.categories[:: 1 if self.chart.times else self.fitted.label_every]
        high = max((len(self.broken(c, room)) for c in shown), default=1)
        foot, side = (high * 1.2 - 0.2) * self.size + APART, 0.0
        if valued:
            side = max(self.broken(self.value(v), 100_000)[0][1] for v in (scale.low, scale.high)) + NEAR
        x = self.frame.x if self.rtl else self.frame.x + side
        return Rectangle(x, self.frame.y, self.frame.w - side, self.frame.h - foot)

    def _room(self, width: float) -> float:
        """Return how wide the name of a category may be."""
        return width / self.count * 0.92 * self.fitted.label_every

    def _middle(self, plot: Rectangle, place: float) -> float:
        """Return where a place along the categories has its middle."""
        return plot.x + plot.w / self.count * (self.count - place - 0.5 if self.rtl else place + 0.5)

    def _names(self, plot: Rectangle) -> None:
        """Name categories under a plot: each, each second …, or the days at the marks of a time axis."""
        every = self.fitted.label_every
        times, y, room = self.chart.times, plot.y + plot.h + APART, self._room(plot.w)
        if times:
            first = _EPOCH + datetime.timedelta(times.days[0])
            named = [
                (n, day(_later(first, n, times.unit), self.maker.plan.lang, times.unit))
                for n in range(0, times.length, every)
            ]
        else:
            named = [(n, name) for n, name in enumerate(self.chart.categories) if n % every == 0]
        for place, name in named:
            self.label(name, self._middle(plot, place), y, "middle", "text", width=room, middle=False)

    def _marks(self, plot: Rectangle, scale: Scale) -> None:
        """Draw the axis of values of an upright plot with its grid."""
        for n in range(round((scale.high - scale.low) / scale.step) + 1):
            mark = scale.low + n * scale.step
            y = plot.y + plot.h * (1 - scale.place(mark))
            self.rule(plot.x, y, plot.x + plot.w, y, 0.5)
            x = plot.x + plot.w + NEAR if self.rtl else plot.x - NEAR
            self.label(self.mark(mark, scale), x, y, "start" if self.rtl else "end", "muted")

    def bars(self) -> None:
        """Draw lying bars, the first category on top."""
        self._legend()
        count = max(len(self.chart.categories), 1)
        room = self.whole.w * BAR_LABELS
        wide = max((w for c in self.chart.categories for _, w in self.broken(c, room)), default=0.0)
        left = self.frame.x if self.rtl else self.frame.x + wide + APART
        foot = 0.0 if self.chart.labels else self.size + NEAR
        plot = Rectangle(left, self.frame.y, self.frame.w - wide - APART, self.frame.h - foot)
        scale = axis_of(self.chart)
        if foot:
            self._lying_marks(plot, scale)

        def lying(start: float, thick: float, low: float, top: float) -> Rectangle:
            long, from_ = plot.w * (scale.place(top) - scale.place(low)), plot.w * scale.place(low)
            return Rectangle(
                plot.x + plot.w - from_ - long if self.rtl else plot.x + from_, plot.y + start, long, thick
            )

        self._each_bar(plot.h, count, lying, upright=False)
        axis = plot.x + plot.w * (1 - scale.place(0) if self.rtl else scale.place(0))
        self.rule(axis, plot.y, axis, plot.y + plot.h, 1.0)
        for n, name in enumerate(self.chart.categories):
            x = plot.x + plot.w + APART if self.rtl else plot.x - APART
            self.label(name, x, plot.y + plot.h * (n + 0.5) / count, "start" if self.rtl else "end", "text", width=room)

    def _lying_marks(self, plot: Rectangle, scale: Scale) -> None:
        """Draw the axis of values under lying bars with its grid."""
        for n in range(round((scale.high - scale.low) / scale.step) + 1):
            mark = scale.low + n * scale.step
            x = plot.x + plot.w * (1 - scale.place(mark) if self.rtl else scale.place(mark))
            self.rule(x, plot.y, x, plot.y + plot.h, 0.5)
            self.label(self.mark(mark, scale), x, plot.y + plot.h + NEAR, "middle", "muted", middle=False)

    def _each_bar(self, length: float, count: int, box: _Box, *, upright: bool) -> None:
        chart = self.chart
        stacked, several = chart.type.startswith("stacked"), len(chart.series)
        rows = 1 if stacked else several
        gap = GAP if several == 1 or stacked else GAPS
        each = length / count
        thick = each / (rows + BETWEEN * (rows - 1) + gap)
        for category, at in enumerate(self.places):
            begin = each * at + thick * gap / 2
            up = down = 0.0
            for number, series in enumerate(chart.series):
                value = series.values[category]
                if value is None:
                    continue
                low, top = min(value, 0.0), max(value, 0.0)
                if stacked:
                    base = up if value >= 0 else down
                    low, top = min(base, base + value), max(base, base + value)
                    up, down = (up + value, down) if value >= 0 else (up, down + value)
                start = begin if stacked else begin + number * thick * (1 + BETWEEN)
                place = box(start, thick, low, top)
                role, cover = self.role(number, category)
                self.fill(place, role, cover)
                if chart.labels:
                    self._at_bar(place, value, role if stacked else "", upright=upright)

    def _at_bar(self, place: Rectangle, value: float, inside: str, *, upright: bool) -> None:
        words, cx, cy = self.value(value), place.x + place.w / 2, place.y + place.h / 2
        if inside:
            role = f"on_{inside}" if f"on_{inside}" in self.maker.palette else "background"
            self.label(words, cx, cy, "middle", role, bold=True)
        elif upright:
            y = place.y - NEAR - self.size / 2 if value >= 0 else place.y + place.h + NEAR + self.size / 2
            self.label(words, cx, y, "middle", "text", bold=True)
        else:
            right = (value >= 0) != self.rtl
            x = place.x + place.w + NEAR if right else place.x - NEAR
            self.label(words, x, cy, "start" if right else "end", "text", bold=True)

    def lines(self) -> None:
        """Draw lines; with names at their ends where the fitting found room there."""
        chart, scale = self.chart, axis_of(self.chart)
        self._legend()
        valued = len(chart.series) > 1 or not chart.labels
        plot = self._line_plot(scale)
        if valued:
            self._marks(plot, scale)
        zero = plot.y + plot.h * (1 - scale.place(0))
        self.rule(plot.x, zero, plot.x + plot.w, zero, 1.0)
        middles = [self._middle(plot, place) for place in self.places]
        for number, series in enumerate(chart.series):
            points = [
                (middles[n], plot.y + plot.h * (1 - scale.place(v)))
                for n, v in enumerate(series.values)
                if v is not None
            ]
            self._one_line(number, points, [v for v in series.values if v is not None])
        self._names(plot)

    def _line_plot(self, scale: Scale) -> Rectangle:
        box = self.whole
        if self.fitted.direct:
            return Rectangle(
                box.x + box.w * (1 - AXIS - self.fitted.plot if self.rtl else AXIS),
                box.y + box.h * 0.05,
                box.w * self.fitted.plot,
                box.h * 0.82,
            )
        return self._upright_plot(scale)

    def _one_line(self, number: int, points: list[tuple[float, float]], values: list[float]) -> None:
        role = series_role(self.chart, number)
        width = 3.0 if role == "accent" or self.chart.highlight_series is None else 2.25
        if len(points) > 1:
            self.items.append(Mark(polygon(points, closed=False), None, self.maker.ink(role), width * self.unit))
        for n, ((x, y), value) in enumerate(zip(points, values, strict=True)):
            dot = Rectangle(x - MARK / 2, y - MARK / 2, MARK, MARK)
            self.items.append(Mark(ellipse(dot), self.maker.ink(role)))
            if self.fitted.direct:
                if n == len(points) - 1:
                    name = f"{self.chart.series[number].name} {self.value(value)}"
                    end = x - MARK / 2 - NEAR if self.rtl else x + MARK / 2 + NEAR
                    side: Side = "end" if self.rtl else "start"
                    room = self.whole.w * self.fitted.names
                    self.label(name, end, y, side, end_role(self.chart, number), bold=True, width=room)
            elif self.chart.labels:
                self.label(self.value(value), x, y - MARK / 2 - NEAR - self.size / 2, "middle", "text", bold=True)

    def parts(self) -> None:
        """Draw the parts of a whole: a pie with its labels outside, or a ring with a legend."""
        ring = self.chart.type == "doughnut"
        values = [abs(v or 0.0) for v in self.chart.series[0].values]
        total, frame, roles = sum(values) or 1.0, self.frame, point_roles(self.chart)
        if ring:
            frame = self._part_names(roles)
            radius = min(frame.w, frame.h) / 2
        else:
            radius = min(frame.h - 3.2 * self.size, frame.w - 0.5 * self.whole.w) / 2
        cx, cy, turned = frame.x + frame.w / 2, frame.y + frame.h / 2, 0.0
        for n, value in enumerate(values):
            start, turned = turned, turned + value / total
            role, cover = roles[n]
            wedge = _wedge(cx, cy, radius, radius * HOLE if ring else 0.0, start, turned)
            self.items.append(Mark(wedge, self.paint(role, cover), self.maker.ink("background"), 1.5))
            middle = 2 * math.pi * (start + turned) / 2
            dx, dy = math.sin(middle), -math.cos(middle)
            if ring:
                at = radius * (1 + HOLE) / 2
                self.label(self.value(value), cx + dx * at, cy + dy * at, "middle", "background", bold=True)
            else:
                self._beside_part(n, value, cx + dx * (radius + NEAR), cy + dy * (radius + NEAR), dx, dy)

    def _beside_part(self, number: int, value: float, x: float, y: float, dx: float, dy: float) -> None:
        text = f"{self.chart.categories[number]}; {self.value(value)}"
        room = self.whole.w * 0.3
        lines = self.broken(text, room, bold=True)
        side: Side = "middle" if abs(dx) < 0.2 else "start" if dx > 0 else "end"
        shift = dy * (len(lines) * 1.2 * self.size) / 2
        self.label(text, x, y + shift, side, "text", bold=True, width=room)

    def _part_names(self, roles: dict[int, tuple[str, int]]) -> Rectangle:
        """Name the parts of a ring beside it; returns what is left for the ring."""
        room, key = self.whole.w * LEGEND_SIDE, self.size * 0.55
        listed = [self.broken(name, room) for name in self.chart.categories]
        wide = max((w for lines in listed for _, w in lines), default=0.0) + key + 3 * NEAR
        pitch = self.size * 1.5
        high = sum(pitch + (len(lines) - 1) * 1.2 * self.size for lines in listed)
        x = self.frame.x if self.rtl else self.frame.x + self.frame.w - wide
        y = self.frame.y + (self.frame.h - high) / 2
        for n, lines in enumerate(listed):
            left = x + wide - key if self.rtl else x
            self.fill(Rectangle(left, y + (self.size - key) / 2, key, key), *roles[n])
            words = left - NEAR if self.rtl else left + key + NEAR
            side: Side = "end" if self.rtl else "start"
            self.label(self.chart.categories[n], words, y, side, "text", width=room, middle=False)
            y += pitch + (len(lines) - 1) * 1.2 * self.size
        start = self.frame.x + wide if self.rtl else self.frame.x
        return Rectangle(start, self.frame.y, self.frame.w - wide, self.frame.h)


class _Box(Protocol):
    """Gives the place of a bar: where it begins along its axis, how thick it is, its lower and upper value."""

    def __call__(self, start: float, thick: float, low: float, top: float) -> Rectangle: ...


def _wedge(cx: float, cy: float, outer: float, inner: float, start: float, end: float) -> str:
    """Return a part of a circle or ring; start and end: of a whole turn, from the top, clockwise."""
    end = min(end, start + 0.9999)
    a, b = 2 * math.pi * start, 2 * math.pi * end
    large = "1" if end - start > 0.5 else "0"
    first = (cx + outer * math.sin(a), cy - outer * math.cos(a))
    last = (cx + outer * math.sin(b), cy - outer * math.cos(b))
    if not inner:
        return path("M", cx, cy, "L", *first, "A", outer, outer, "0", large, "1", *last, "Z")
    back = (cx + inner * math.sin(b), cy - inner * math.cos(b))
    near = (cx + inner * math.sin(a), cy - inner * math.cos(a))
    return path(
        "M",
        *first,
        "A",
        outer,
        outer,
        "0",
        large,
        "1",
        *last,
        "L",
        *back,
        "A",
        inner,
        inner,
        "0",
        large,
        "0",
        *near,
        "Z",
    )
