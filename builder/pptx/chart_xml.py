"""Native charts as DrawingML: theme colours, labels at the data, no gridlines to speak of.

The elements and their order follow ECMA-376 part 1, DrawingML Charts (CT_BarChart, CT_LineChart,
CT_PieChart …); the cached values equal those of the workbook beside it.
"""

from __future__ import annotations

from builder.fitting.chart_axis import axis_code, axis_of, shows_axis
from builder.fitting.chart_colours import end_role, point_roles, series_role
from builder.fitting.fitted import AXIS, FittedChart
from builder.ooxml.namespaces import OFFICE
from builder.ooxml.xml import DECLARATION, escape
from builder.plan import Chart, Series
from builder.pptx.parts import END
from builder.pptx.text_xml import TextWriter
from builder.pptx.workbook import column_letter

_CATEGORY_AXIS, _VALUE_AXIS = 500001, 500002


def chart_xml(fitted: FittedChart, text: TextWriter) -> str:
    """Write the chart part; the workbook is its relationship rId1."""
    writer = _ChartWriter(fitted, text)
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{writer.layout()}{writer.plot()}</c:plotArea>{writer.legend()}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr{writer.direction}>{writer.look("text")}</a:pPr><a:endParaRPr lang="{text.culture}"/></a:p></c:txPr>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


class _ChartWriter:
    def __init__(self, fitted: FittedChart, text: TextWriter) -> None:
        self.chart: Chart = fitted.chart
        self.size, self.text = fitted.size, text
        self.round = self.chart.type in ("pie", "doughnut")
        self.direct, self.label_every, self.plot_share = fitted.direct, fitted.label_every, fitted.plot
        self.rtl = text.rtl  # then categories begin at the right, and bars grow from there
        self.direction = ' rtl="1"' if text.rtl else ""

    def look(self, role: str, *, bold: bool = False, size: float | None = None) -> str:
        """Write the look of labels, with their language."""
        points = self.text.hundredths(size or self.size)
        return (
            f'<a:defRPr lang="{self.text.culture}" sz="{points}" b="{int(bold)}">{self.text.fill(role)}'
            f"{self.text.font('minor')}</a:defRPr>"
        )

    def words(self, role: str, *, bold: bool = False, level: bool = False, whole: bool = False) -> str:
        """Write the look of a group of labels; level: never turned; whole: on one line."""
        body = '<a:bodyPr rot="0" vert="horz"/>' if level else '<a:bodyPr wrap="none"/>' if whole else "<a:bodyPr/>"
        return (
            f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr{self.direction}>{self.look(role, bold=bold)}</a:pPr>"
            f'<a:endParaRPr lang="{self.text.culture}"/></a:p></c:txPr>'
        )

    def layout(self) -> str:
        """Leave room at the end for the names of lines."""
        if not self.direct:
            return "<c:layout/>"
        left = round(1 - AXIS - self.plot_share, 4) if self.rtl else AXIS
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left}"/><c:y val="0.05"/><c:w val="{self.plot_share}"/><c:h val="0.82"/></c:manualLayout></c:layout>'
        )

    def plot(self) -> str:
        kind = self.chart.type
        if kind == "line":
            inner = (
                '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
                + self._all_series()
                + f'<c:marker val="1"/><c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:lineChart>'
            )
        elif self.round:
            tail = '<c:firstSliceAng val="0"/>' + ('<c:holeSize val="58"/>' if kind == "doughnut" else "")
            name = f"{kind}Chart"
            return f'<c:{name}><c:varyColors val="1"/>{self._all_series()}{tail}</c:{name}>'
        else:
            stacked = kind.startswith("stacked")
            inner = (
                f'<c:barChart><c:barDir val="{"bar" if kind.endswith("bar") else "col"}"/>'
                f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{self._all_series()}'
                f'<c:gapWidth val="{55 if len(self.chart.series) == 1 or stacked else 70}"/>'
                + ('<c:overlap val="100"/>' if stacked else '<c:overlap val="-8"/>' if len(self.chart.series) > 1 else "")
                + f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/></c:barChart>'
            )  # fmt: skip
        return inner + self._axes()

    def _all_series(self) -> str:
        return "".join(self._one_series(number, series) for number, series in enumerate(self.chart.series))

    def _one_series(self, number: int, series: Series) -> str:
        letter = column_letter(number + 1)
        role = series_role(self.chart, number)
        name = (
            f'<c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0">{self.text.value(series.name)}</c:pt>'
            "</c:strCache></c:strRef></c:tx>"
        )
        if self.chart.type == "line":
            width = 3.0 if role == "accent" or self.chart.highlight_series is None else 2.25
            shape = (
                f'<c:spPr><a:ln w="{self.text.emu(width)}" cap="rnd">{self.text.fill(role)}<a:round/></a:ln></c:spPr>'
                f'<c:marker><c:symbol val="circle"/><c:size val="8"/><c:spPr>{self.text.fill(role)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>'
            )
        elif self.round:
            shape = f'<c:spPr>{self.text.fill(role)}<a:ln w="19050">{self.text.fill("background")}</a:ln></c:spPr>'
        else:
            shape = f'<c:spPr>{self.text.fill(role)}<a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        smooth = '<c:smooth val="0"/>' if self.chart.type == "line" else ""
        return (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{name}{shape}{self._points()}{self._labels(number)}'
            f"{self._categories()}{self._values(letter, series)}{smooth}</c:ser>"
        )

    def _points(self) -> str:
        """Colour single points: the parts of a round chart, or the highlighted category."""
        edge = f'<a:ln w="19050">{self.text.fill("background")}</a:ln>' if self.round else "<a:ln><a:noFill/></a:ln>"
        inverted = "" if self.round else '<c:invertIfNegative val="0"/>'
        return "".join(
            f'<c:dPt><c:idx val="{number}"/>{inverted}<c:bubble3D val="0"/><c:spPr>{self.text.fill(role, cover)}{edge}</c:spPr></c:dPt>'
            for number, (role, cover) in point_roles(self.chart).items()
        )

    def _labels(self, number: int) -> str:
        """Put values at the data; a line's name at its last point."""
        shown = "".join(f'<c:{name} val="{int(on)}"/>' for name, on in self._shown())
        code = f'<c:numFmt formatCode="{escape(self.chart.number_format)}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        if self.direct:
            last = max((n for n, v in enumerate(self.chart.series[number].values) if v is not None), default=0)
            colour = end_role(self.chart, number)
            name = '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="1"/><c:showPercent val="0"/><c:showBubbleSize val="0"/><c:separator> </c:separator>'
            nothing = '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
            return f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{code}{self.words(colour, bold=True, whole=True)}<c:dLblPos val="{"l" if self.rtl else "r"}"/>{name}</c:dLbl>{nothing}</c:dLbls>'
        kind = self.chart.type
        if kind == "doughnut":
            place = ""
        elif kind == "pie":
            place = '<c:dLblPos val="outEnd"/>'
        else:
            place = f'<c:dLblPos val="{"t" if kind == "line" else "ctr" if kind.startswith("stacked") else "outEnd"}"/>'
        if not self.chart.labels:
            return "<c:dLbls>" + "".join(f'<c:{name} val="0"/>' for name, _ in self._shown()) + "</c:dLbls>"
        role = f"on_{series_role(self.chart, number)}" if kind.startswith("stacked") else "text"
        if kind == "doughnut" or role not in self.text.palette:
            role = "background"  # every fill stands out 3:1 from it, enough for bold labels of this size
        leader = '<c:showLeaderLines val="0"/>' if self.round else ""
        return f"<c:dLbls>{code}{self.words(role, bold=True)}{place}{shown}{leader}</c:dLbls>"

    def _shown(self) -> list[tuple[str, bool]]:
        return [
            ("showLegendKey", False), ("showVal", True), ("showCatName", self.chart.type == "pie"), ("showSerName", False),
            ("showPercent", False), ("showBubbleSize", False),
        ]  # fmt: skip

    def _categories(self) -> str:
        count, times = len(self.chart.categories), self.chart.times
        self.text.shown += (each + END for each in self.chart.said)
        if times:
            days = "".join(f'<c:pt idx="{n}"><c:v>{day}</c:v></c:pt>' for n, day in enumerate(times.days))
            return (
                f"<c:cat><c:numRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:numCache><c:formatCode>{escape(times.number_format)}</c:formatCode>"
                f'<c:ptCount val="{count}"/>{days}</c:numCache></c:numRef></c:cat>'
            )
        points = "".join(f'<c:pt idx="{n}">{self.text.value(c)}</c:pt>' for n, c in enumerate(self.chart.categories))
        return f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>{points}</c:strCache></c:strRef></c:cat>'

    def _values(self, letter: str, series: Series) -> str:
        count = len(series.values)
        points = "".join(
            f'<c:pt idx="{n}"><c:v>{v!r}</c:v></c:pt>' for n, v in enumerate(series.values) if v is not None
        )
        return (
            f"<c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}${count + 1}</c:f><c:numCache>"
            f'<c:formatCode>{escape(self.chart.number_format)}</c:formatCode><c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
        )

    def _axes(self) -> str:
        flat = self.chart.type.endswith("bar")
        order = "maxMin" if flat or self.rtl else "minMax"
        growing = "maxMin" if flat and self.rtl else "minMax"
        side = "r" if self.rtl else "l"
        line = f'<c:spPr><a:ln w="12700">{self.text.fill("line")}</a:ln></c:spPr>'
        values = [v for s in self.chart.series for v in s.values if v is not None]
        ends = '<c:min val="0"/>' if values and min(values) >= 0 else ""
        show_values, code, marks = shows_axis(self.chart), self.chart.number_format, ""
        if show_values and values:
            scale = axis_of(self.chart)
            ends = f'<c:max val="{scale.high:.10g}"/><c:min val="{scale.low:.10g}"/>'
            code, marks = axis_code(self.chart, scale), f'<c:majorUnit val="{scale.step:.10g}"/>'
        grid = (
            f'<c:majorGridlines><c:spPr><a:ln w="6350">{self.text.fill("line")}</a:ln></c:spPr></c:majorGridlines>'
            if show_values
            else ""
        )
        number_format = f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>'
        times, crossing = self.chart.times, "max" if flat and show_values else "autoZero"
        kind = "dateAx" if times else "catAx"
        upright = self.label_every == 1 or times is not None
        return (
            f'<c:{kind}><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="{side if flat else "b"}"/><c:numFmt formatCode="{escape(times.number_format if times else "General")}" sourceLinked="0"/>'
            f'<c:majorTickMark val="{"out" if times else "none"}"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{self.words("text", level=upright)}<c:crossAx val="{_VALUE_AXIS}"/>'
            f'<c:crosses val="autoZero"/><c:auto val="0"/>{self._spacing()}</c:{kind}>'
            f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="{growing}"/>{ends}</c:scaling><c:delete val="{int(not show_values)}"/>'
            f'<c:axPos val="{("b" if show_values else "t") if flat else side}"/>{grid}{number_format}<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{self.words("muted")}<c:crossAx val="{_CATEGORY_AXIS}"/>'
            f'<c:crosses val="{crossing}"/><c:crossBetween val="between"/>{marks}</c:valAx>'
        )

    def _spacing(self) -> str:
        """Say how categories, or the units of time, follow one another and which of them are labelled."""
        times = self.chart.times
        if times:
            return (
                f'<c:lblOffset val="100"/><c:baseTimeUnit val="{times.unit}"/>'
                f'<c:majorUnit val="{self.label_every}"/><c:majorTimeUnit val="{times.unit}"/>'
            )
        return f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:tickLblSkip val="{self.label_every}"/><c:noMultiLvlLbl val="1"/>'

    def legend(self) -> str:
        """Write a legend only where labels cannot name the series."""
        several = len(self.chart.series) > 1 and not self.direct
        if not several and self.chart.type != "doughnut":
            return ""
        place = ("l" if self.rtl else "r") if self.chart.type == "doughnut" else "t"
        return f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/>{self.words("text")}</c:legend>'
