"""The axis of a chart's values: few marks, with the decimals that they need, the same in every program."""

from __future__ import annotations

import re

import pytest

from builder.fitting.chart_axis import Scale, axis_code, axis_of, shows_axis
from builder.plan import Chart, Series
from tests.tools.packages import DeckFile
from tests.tools.projects import SmallProject


def lines(*values: float, code: str = "General", kind: str = "line") -> Chart:
    return Chart(kind, ("a",) * len(values), (Series("x", values), Series("y", values)), alt="", number_format=code)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "scale"),
    [((4.6, 6.8), (0, 8, 2)), ((46.0, 52.0), (0, 60, 20)), ((0.3, 0.9), (0, 1, 0.2)), ((-4.0, 9.0), (-5, 10, 5))],
)
def test_an_axis_that_is_drawn_has_five_steps_at_most(values: tuple[float, ...], scale: tuple[float, ...]) -> None:
    assert axis_of(lines(*values)) == pytest.approx(Scale(*scale))


def test_an_axis_is_drawn_where_figures_do_not_stand_at_the_data() -> None:
    one = Chart("column", ("a",), (Series("x", (1.0,)),), alt="")
    assert [shows_axis(each) for each in (lines(1.0), one)] == [True, False]


@pytest.mark.parametrize(
    ("code", "step", "written"),
    [
        ('[$-413]#,##0.0"%"', 2, '[$-413]#,##0"%"'), ("0.0%", 0.1, "0%"), ("0%", 0.005, "0.0%"), ("#,##0.00", 0.25, "#,##0.00"),
        ("#,##0", 0.5, "#,##0.0"), ("#,##0", 5, "#,##0"), ("General", 0.5, "General"),
    ],
)  # fmt: skip
def test_marks_have_as_many_decimals_as_their_distance(code: str, step: float, written: str) -> None:
    assert axis_code(lines(1.0, code=code), Scale(0, 10, step)) == written


def test_the_deck_says_where_its_axis_ends_and_how_its_marks_are_written(project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: g, title: G, type: line, unit: '%', categories: [een, twee],"
        " series: [{name: a, values: [6.8, 4.6]}, {name: b, values: [6.7, 6.6]}]}\n"
    )
    deck = DeckFile(project.deck())
    (name,) = [each for each in deck.names if re.fullmatch(r"ppt/charts/chart-g\.xml", each)]
    (axis,) = re.findall(r"<c:valAx>.*?</c:valAx>", deck.members[name].decode(), re.S)
    assert '<c:max val="8"/><c:min val="0"/>' in axis and '<c:majorUnit val="2"/>' in axis
    (code,) = re.findall(r'<c:numFmt formatCode="([^"]+)"', axis)
    assert "0.0" not in code and "0&quot;%&quot;" in code.replace('"', "&quot;")
