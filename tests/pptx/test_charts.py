"""Charts as they are written: what stands where, in both directions of reading, and the workbook beside them."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from lxml import etree
from msgspec.structs import replace

from builder.brands.prepared import Box
from builder.fitting.fitted import FittedChart
from builder.plan import Chart, Series
from builder.pptx.chart_xml import chart_xml
from builder.pptx.parts import Rels
from builder.pptx.text_xml import TextWriter
from builder.pptx.workbook import column_letter, workbook
from tests.fitting.brands import prepared
from tests.tools.packages import A, C

BRAND = prepared("helder")
KINDS = ("column", "bar", "stacked_column", "stacked_bar", "line", "pie", "doughnut")


def chart(kind: str = "column", names: int = 2, **more: object) -> Chart:
    series = tuple(Series(f"s{n}", (1.0 + n, 20.5, 3.0 + n)) for n in range(names))
    return replace(Chart(kind, ("a", "b", "c"), series, alt=""), **more)  # type: ignore[arg-type]


def written(made: Chart, *, rtl: bool = False, **more: Any) -> Any:
    text = TextWriter("nl-NL", Rels(), BRAND.palette, rtl, rtl, 1.0, BRAND.fonts, {})
    return etree.fromstring(chart_xml(FittedChart(Box(0, 0, 10, 10), made, 16.0, **more), text).encode())


def value(root: Any, path: str) -> str | None:
    found = root.find(".//" + "/".join(f"{C}{name}" for name in path.split("/")))
    return found.get("val") if found is not None else None


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_of_its_kind(kind: str) -> None:
    root = written(chart(kind, 1))
    element = {"pie": "pieChart", "doughnut": "doughnutChart", "line": "lineChart"}.get(kind, "barChart")
    (plot,) = root.iter(f"{C}{element}")
    assert value(plot, "varyColors") == ("1" if kind in ("pie", "doughnut") else "0")
    assert value(plot, "barDir") == (
        {"bar": "bar", "column": "col"}[kind.split("_")[-1]] if element == "barChart" else None
    )
    assert value(plot, "grouping") == ("stacked" if "stacked" in kind else {"barChart": "clustered", "lineChart": "standard"}.get(element))  # fmt: skip
    assert value(plot, "holeSize") == ("58" if kind == "doughnut" else None)
    assert (root.find(f".//{C}catAx") is None) == (kind in ("pie", "doughnut"))
    assert (value(plot, "smooth") == "0") == (kind == "line")
    assert value(plot, "overlap") == ("100" if "stacked" in kind else None)
    gap = value(plot, "gapWidth")
    assert gap == ("55" if element == "barChart" else None)
    if element == "barChart" and "stacked" not in kind:
        several = written(chart(kind, 2))
        assert (value(several, "gapWidth"), value(several, "overlap")) == ("70", "-8")
    inverted = root.findall(f".//{C}ser/{C}invertIfNegative")
    assert len(inverted) == (1 if element == "barChart" else 0)


def test_values_and_categories_are_those_of_the_workbook() -> None:
    made = chart(
        "column", 2, series=(Series("s & t", (1.5, None, 3.0)), Series("u", (4.0, 5.0, 6.0))), number_format="0.0"
    )
    root = written(made)
    assert [each.text for each in root.iter(f"{C}f")] == [
        "Sheet1!$B$1", "Sheet1!$A$2:$A$4", "Sheet1!$B$2:$B$4", "Sheet1!$C$1", "Sheet1!$A$2:$A$4", "Sheet1!$C$2:$C$4",
    ]  # fmt: skip
    first = root.find(f".//{C}ser/{C}val/{C}numRef/{C}numCache")
    assert [(p.get("idx"), p.findtext(f"{C}v")) for p in first.iter(f"{C}pt")] == [("0", "1.5"), ("2", "3.0")]
    assert value(first, "ptCount") == "3" and first.findtext(f"{C}formatCode") == "0.0"
    assert [value(each, "idx") for each in root.iter(f"{C}ser")] == ["0", "1"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(made))).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [(None, "s & t", "u"), ("a", 1.5, 4), ("b", None, 5), ("c", 3, 6)]
    assert sheet["B2"].number_format == "0.0" and sheet["A2"].number_format == "General"


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])  # fmt: skip
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters


@pytest.mark.parametrize(
    ("kind", "place", "colour"),
    [("column", "outEnd", "text"), ("bar", "outEnd", "text"), ("stacked_column", "ctr", "on"), ("stacked_bar", "ctr", "on"),
     ("line", "t", "text"), ("pie", "outEnd", "text"), ("doughnut", None, "background")],
)  # fmt: skip
def test_values_stand_at_the_data_in_a_colour_that_is_read_there(kind: str, place: str | None, colour: str) -> None:
    root = written(chart(kind, 1))
    labels = root.find(f".//{C}dLbls")
    assert value(labels, "dLblPos") == place
    assert [value(labels, name) for name in ("showVal", "showCatName", "showSerName", "showLegendKey", "showPercent", "showBubbleSize")] == [
        "1", "1" if kind == "pie" else "0", "0", "0", "0", "0",
    ]  # fmt: skip
    assert value(labels, "showLeaderLines") == ("0" if kind in ("pie", "doughnut") else None)
    role = {"on": "on_primary"}.get(colour, colour)
    wanted = etree.fromstring(f"<x xmlns:a='{A[1:-1]}'>{BRAND.palette[role].xml()}</x>")[0]
    (fill,) = labels.find(f"{C}txPr").iter(f"{A}solidFill")
    assert dict(fill[0].attrib) == dict(wanted.attrib)
    letters = labels.find(f".//{A}defRPr")
    assert dict(letters.attrib) == {"lang": "nl-NL", "sz": "1600", "b": "1"}


def test_a_stack_whose_colour_has_no_partner_has_labels_of_the_ground() -> None:
    palette = {name: colour for name, colour in BRAND.palette.items() if name != "on_primary"}
    text = TextWriter("nl-NL", Rels(), palette, False, False, 1.0, BRAND.fonts, {})
    root = etree.fromstring(chart_xml(FittedChart(Box(0, 0, 1, 1), chart("stacked_bar", 1), 16.0), text).encode())
    (fill,) = root.find(f".//{C}dLbls/{C}txPr").iter(f"{A}solidFill")
    assert fill[0].get("val") == palette["background"].scheme


def test_names_at_the_ends_of_lines_stand_at_their_last_value() -> None:
    made = chart("line", 2, series=(Series("a", (1.0, 2.0, None)), Series("b", (5.0, 9.0, 9.0))))
    for rtl, side, left in ((False, "r", "0.07"), (True, "l", "0.078")):
        root = written(made, rtl=rtl, names=0.21)
        labels = list(root.iter(f"{C}dLbl"))
        assert [value(each, "idx") for each in labels] == ["1", "2"]
        assert {value(each, "dLblPos") for each in labels} == {side}
        assert {(value(each, "showVal"), value(each, "showSerName"), value(each, "showCatName")) for each in labels} == {("1", "1", "0")}  # fmt: skip
        assert [each.findtext(f"{C}separator") for each in labels] == [" ", " "]
        others = [child for each in root.iter(f"{C}dLbls") for child in each if child.tag.startswith(f"{C}show")]
        assert {each.get("val") for each in others} == {"0"} and len(others) == 12
        assert value(root, "layout/manualLayout/x") == left and value(root, "layout/manualLayout/w") == "0.852"
        assert root.find(f".//{C}legend") is None
    plain = written(made)
    assert plain.find(f".//{C}manualLayout") is None and value(plain, "legend/legendPos") == "t"


@pytest.mark.parametrize(
    ("kind", "names", "place"),
    [("column", 1, None), ("column", 2, "t"), ("line", 2, "t"), ("pie", 1, None), ("doughnut", 1, "r")],
)
def test_a_legend_stands_only_where_labels_cannot_name_the_series(kind: str, names: int, place: str | None) -> None:
    assert value(written(chart(kind, names)), "legend/legendPos") == place
    assert value(written(chart(kind, names), rtl=True), "legend/legendPos") == ("l" if place == "r" else place)


@pytest.mark.parametrize(
    ("kind", "rtl", "order", "growing", "side", "values"),
    [("column", False, "minMax", "minMax", "b", "l"), ("column", True, "maxMin", "minMax", "b", "r"),
     ("bar", False, "maxMin", "minMax", "l", "t"), ("bar", True, "maxMin", "maxMin", "r", "t"),
     ("line", False, "minMax", "minMax", "b", "l"), ("line", True, "maxMin", "minMax", "b", "r")],
)  # fmt: skip
def test_axes_run_as_the_language_reads(kind: str, rtl: bool, order: str, growing: str, side: str, values: str) -> None:
    """The first bar stands at the top; columns and lines begin where reading does."""
    root = written(chart(kind), rtl=rtl)
    assert value(root, "catAx/scaling/orientation") == order and value(root, "valAx/scaling/orientation") == growing
    assert value(root, "catAx/axPos") == side and value(root, "valAx/axPos") == values
    assert value(root, "catAx/crossAx") == value(root, "valAx/axId") == "500002"
    assert value(root, "valAx/crossAx") == value(root, "catAx/axId") == "500001"
    assert {each.get("val") for each in root.iter(f"{C}axId")} == {"500001", "500002"}
    directions = {each.get("rtl") for each in root.iter(f"{A}pPr")}
    assert directions == ({"1"} if rtl else {None})


def test_an_axis_begins_at_zero_unless_something_is_below_it() -> None:
    def least(*values: float | None) -> str | None:
        return value(written(chart(series=(Series("a", values),), categories=tuple("abc")[: len(values)])), "valAx/scaling/min")  # fmt: skip

    assert least(1.0, 2.0) == least(0.0, 5.0) == "0"
    assert least(-0.1, 2.0) is None and least(None, None) is None


def test_values_have_an_axis_only_where_lines_are_several() -> None:
    for kind, names, shown in (("line", 2, True), ("line", 1, False), ("column", 2, False)):
        root = written(chart(kind, names))
        assert value(root, "valAx/delete") == ("0" if shown else "1")
        assert value(root, "catAx/delete") == "0"
        assert (root.find(f".//{C}majorGridlines") is not None) == shown


def test_categories_that_all_have_labels_are_never_turned() -> None:
    level, skipped = written(chart()), written(chart("line"), label_every=3)
    assert level.find(f".//{C}catAx/{C}txPr/{A}bodyPr").get("rot") == "0"
    assert level.find(f".//{C}valAx/{C}txPr/{A}bodyPr").get("rot") is None
    assert value(level, "catAx/tickLblSkip") == "1"
    assert skipped.find(f".//{C}catAx/{C}txPr/{A}bodyPr").get("rot") is None
    assert value(skipped, "catAx/tickLblSkip") == "3"
    assert level.find(f".//{C}catAx//{A}defRPr").get("b") == "0"


def test_a_highlighted_line_is_thicker_and_the_others_are_quiet() -> None:
    def widths(made: Chart) -> list[float]:
        return [int(each.find(f"{C}spPr/{A}ln").get("w")) / 12700 for each in written(made).iter(f"{C}ser")]

    assert widths(chart("line", 3)) == [3, 3, 3]
    assert widths(chart("line", 3, highlight_series=1)) == [2.25, 3, 2.25]


def test_single_points_have_their_own_colours() -> None:
    column = written(chart("column", 1, highlight_category=2))
    (point,) = column.iter(f"{C}dPt")
    assert (value(point, "idx"), value(point, "invertIfNegative"), value(point, "bubble3D")) == ("2", "0", "0")
    assert point.find(f"{C}spPr/{A}ln/{A}noFill") is not None
    pie = written(chart("pie", 1, highlight_category=1))
    assert [value(each, "idx") for each in pie.iter(f"{C}dPt")] == ["0", "1", "2"]
    assert {value(each, "invertIfNegative") for each in pie.iter(f"{C}dPt")} == {None}
    assert {each.find(f"{C}spPr/{A}ln").get("w") for each in pie.iter(f"{C}dPt")} == {"19050"}
    covers = [each.find(f"{C}spPr/{A}solidFill//{A}alpha") for each in pie.iter(f"{C}dPt")]
    assert [each.get("val") if each is not None else None for each in covers] == [None, None, "55000"]
