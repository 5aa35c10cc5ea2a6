"""Labels of charts: stepped down to where they fit, names beside lines only where there is room."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.brands.prepared import Box
from builder.fitting.chart_colours import end_role, point_roles, series_role
from builder.fitting.charts import fit_chart
from builder.fitting.fonts import Face, ruler
from builder.fitting.lines import Laid, Piece, break_lines
from builder.plan import Chart, ChartType, Series
from tests.fitting.brands import prepared

AREA = Box(40, 120, 880, 340)


def chart(kind: ChartType, categories: list[str], *names: str) -> Chart:
    series = tuple(
        Series(name, tuple(float(10 * n + m) for m in range(len(categories)))) for n, name in enumerate(names, 1)
    )
    return Chart(kind, tuple(categories), series, alt="")


def test_short_labels_keep_their_size_and_long_ones_step_down() -> None:
    brand = prepared("helder")
    short = fit_chart(chart("column", ["een", "twee", "drie"], "Aantal"), AREA, brand)
    assert (short.chart.size, short.excess) == (brand.scale["label"], ())
    words = ["Arbeidsinhoud", "Arbeidsomstandigheden", "Arbeidsvoorwaarden", "Arbeidsverhoudingen", "Samenwerking"]
    long = fit_chart(chart("column", words, "Aantal"), AREA, brand)
    assert brand.smallest["table"] <= long.chart.size < brand.scale["label"]
    assert long.excess == ()


@pytest.mark.parametrize("kind", ["column", "bar", "pie", "doughnut", "stacked_column"])
def test_a_word_wider_than_its_place_is_named(kind: ChartType) -> None:
    word = "Arbeidsongeschiktheidsverzekeringsmaatschappijen" * 2
    result = fit_chart(chart(kind, [word, "twee", "drie", "vier"], "Aantal"), AREA, prepared("avond"))
    assert result.chart.size == prepared("avond").smallest["table"]
    assert result.excess[0].word
    assert word in result.excess[0].text.field


def test_names_stand_beside_lines_only_where_they_fit() -> None:
    brand = prepared("helder")
    years = [str(year) for year in range(2020, 2026)]
    assert fit_chart(chart("line", years, "Verzuim", "Plezier"), AREA, brand).chart.direct
    long = "De tevredenheid van alle medewerkers over hun eigen werk en dat van anderen"
    assert not fit_chart(chart("line", years, "Verzuim", long), AREA, brand).chart.direct


def test_a_long_line_labels_some_of_its_years_and_columns_label_all_or_refuse() -> None:
    years = [str(year) for year in range(1990, 2026)]
    line = fit_chart(chart("line", years, "Verzuim"), AREA, prepared("helder"))
    assert line.chart.label_every > 1
    assert line.excess == ()
    many = [f"Gemeente {number}" for number in range(60)]
    assert fit_chart(chart("column", many, "Aantal"), AREA, prepared("helder")).excess


def wide(text: str, size: float, *, bold: bool = False) -> float:
    return ruler(Face("Calibri", bold)).width(text) * size


WORD = "Arbeidsverhoudingen"


def least_width(kind: ChartType, categories: list[str], size: float, area: Box = AREA, *names: str) -> float:
    """Return the least width of an area in which labels keep a size, to a tenth of a point."""
    low, high = 10.0, 4000.0
    while high - low > 0.1:
        middle = (low + high) / 2
        made = fit_chart(chart(kind, categories, *(names or ("Aantal",))), area._replace(w=middle), prepared("helder"))
        low, high = (low, middle) if made.chart.size == size and not made.excess else (middle, high)
    return high


@pytest.mark.parametrize(
    ("kind", "categories", "share"),
    [
        ("column", [WORD, "b", "c", "d"], 0.94 / 4 * 0.92),
        ("stacked_column", [WORD, "b"], 0.94 / 2 * 0.92),
        ("line", [WORD, "b", "c", "d"], 0.94 / 4 * 0.92),
        ("bar", [WORD, "b", "c", "d"], 0.38),
        ("stacked_bar", [WORD, "b"], 0.38),
        ("pie", [WORD, "b", "c"], 0.3),
        ("doughnut", [WORD, "b", "c"], 0.42),
    ],
)
def test_a_label_has_its_share_of_the_width(kind: ChartType, categories: list[str], share: float) -> None:
    """Six tenths of a point more are what rounding may cost."""
    room = (wide(WORD, 18) - 0.6) / share
    assert least_width(kind, categories, 18) == pytest.approx(room, abs=0.6)


def least_height(kind: ChartType, categories: list[str], width: float) -> float:
    """Return the least height of an area in which labels keep their size, to a tenth of a point."""
    low, high = 1.0, 4000.0
    while high - low > 0.1:
        middle = (low + high) / 2
        made = fit_chart(chart(kind, categories, "Aantal"), Box(0, 0, width, middle), prepared("helder"))
        low, high = (low, middle) if made.chart.size == 18 and not made.excess else (middle, high)
    return high


@pytest.mark.parametrize(
    ("kind", "categories", "lines", "share"),
    [
        ("column", ["een label over twee", "b"], 2, 0.3),
        ("bar", ["een", "twee", "drie"], 1, 0.92 / 3),
        ("pie", ["een", "twee"], 1, 0.3),
        ("doughnut", ["een", "twee", "drie"], 3 * 1.25, 1.0),
    ],
)
def test_a_label_has_its_share_of_the_height(
    kind: ChartType, categories: list[str], lines: float, share: float
) -> None:
    width = 300.0 if kind == "column" else 2000.0
    assert least_height(kind, categories, width) == pytest.approx((lines * 18 * 1.2 - 0.6) / share, abs=2)


def test_more_than_eight_categories_have_the_smallest_labels() -> None:
    for count, size in ((8, 18), (9, 14)):
        made = fit_chart(chart("column", [str(n) for n in range(count)], "Aantal"), AREA, prepared("helder"))
        assert (made.chart.size, made.excess) == (size, ())


def test_a_label_that_does_not_fit_is_named_with_what_is_too_much() -> None:
    long = "een label van woorden die niet op regels gaan"
    (excess,) = fit_chart(chart("bar", [long, "b"], "Aantal"), Box(0, 0, 300, 40), prepared("helder")).excess
    lines = measured_lines(long, 300 * 0.38, 14)
    assert (excess.word, excess.text.field) == (False, f"categories: {long}")
    assert excess.points == pytest.approx(lines * 14 * 1.2 - 40)  # the other label leaves it the whole height
    first = fit_chart(chart("pie", [WORD], "Aantal"), Box(0, 0, 200, 400), prepared("helder")).excess[0]
    assert first.points == pytest.approx(wide(WORD, 14) - 60)


def measured_lines(text: str, width: float, size: float) -> int:
    return break_lines(Laid((Piece(text, Face("Calibri"), size),)), width).number


def test_names_in_a_legend_have_one_line_each_and_three_in_all() -> None:
    """A key and the space after it take 28 points; nine tenths of the width are the legend's."""
    name = "De tevredenheid van medewerkers"
    room = wide(name, 18)
    one = least_width("column", ["a"], 18, AREA, name, "b")
    assert one == pytest.approx((room / 0.99) / 0.9, rel=0.01)
    names = [f"{name} {n}" for n in range(12)]
    all_rows = sum(wide(each, 18) + 28 for each in names) / 3 / 0.9
    assert least_width("column", ["a"], 18, AREA, *names) == pytest.approx(all_rows, abs=0.5)
    alone = fit_chart(chart("column", ["a"], name), AREA._replace(w=100), prepared("helder"))
    assert alone.excess == ()  # a single series needs no legend
    made = fit_chart(chart("column", ["a"], *names), AREA._replace(w=400), prepared("helder"))
    assert made.excess[-1].text.field == f"series: {names[10]}"


def lines_with(*ends: tuple[float, ...], names: tuple[str, ...] = ("een", "twee", "drie"), area: Box = AREA) -> bool:
    series = tuple(Series(name, values) for name, values in zip(names, ends, strict=False))
    direct: bool = fit_chart(
        Chart("line", tuple("abcd")[: len(ends[0])], series, alt=""), area, prepared("helder")
    ).chart.direct
    return direct


def test_names_stand_at_the_ends_of_lines_that_end_far_enough_apart() -> None:
    """Nine hundredths of the height of the plot, which holds zero, for names of one line; every line has its end."""
    assert lines_with((100, 50), (0, 59))
    assert not lines_with((100, 50), (0, 58))
    assert lines_with((100, 50), (0, 59), (0, 68))
    assert not lines_with((100, 50), (0, 59), (0, 67))
    assert not lines_with((-100, 20), (100, 37))
    assert lines_with((-100, 20), (100, 38))
    assert not lines_with((100, 5), (0, None))  # type: ignore[arg-type]
    assert lines_with((None, 5), (10, 9))  # type: ignore[arg-type]
    assert not lines_with((100, 50))


def test_names_at_ends_have_three_tenths_of_the_width_on_one_line_with_their_value() -> None:
    word = "Arbeidstevredenheid"
    low, high = 100.0, 2000.0
    while high - low > 0.1:
        middle = (low + high) / 2
        direct = lines_with((1, 5), (10, 90), names=("a", word), area=AREA._replace(w=middle))
        low, high = (low, middle) if direct else (middle, high)
    assert high == pytest.approx((wide(f"{word} 90", 18, bold=True) + 14) / 0.3, rel=0.02)
    assert not lines_with((1, 5), (10, 90), names=("a", f"{word} en {word} en"))
    assert lines_with((1, 5), (10, 90), names=("a", f"{word} en"))


def test_the_plot_is_as_wide_as_the_names_at_its_end_leave_it() -> None:
    """The last point stands half a category before the end of the plot; its name ends within the chart."""
    values = ((1.0, 5.0, 4.0, 3.0), (10.0, 90.0, 80.0, 90.0))
    plots = []
    for name in ("b", "Arbeidstevredenheid"):
        series = (Series("a", values[0]), Series(name, values[1]))
        made = fit_chart(Chart("line", tuple("abcd"), series, alt=""), AREA, prepared("helder")).chart
        assert made.direct
        end = 0.07 + made.plot * (1 - 0.5 / 4) + wide(f"{name} 90", 18, bold=True) / AREA.w
        assert 0.9 < end <= 1
        plots.append(made.plot)
    assert plots[0] > plots[1]


@pytest.mark.parametrize(("count", "width", "every"), [(8, 40, 1), (9, 400, 1), (9, 240, 2), (9, 120, 3), (12, 90, 4)])
def test_a_line_of_nine_or_more_skips_labels_up_to_a_third(count: int, width: float, every: int) -> None:
    categories = [f"{2000 + n}" for n in range(count)]
    made = fit_chart(chart("line", categories, "Aantal"), AREA._replace(w=width), prepared("helder"))
    assert made.chart.label_every == every


def test_colours_of_series_and_points() -> None:
    """The highlighted stands out and the others are quiet; else each has its own, in turn."""
    many = chart("column", ["a", "b"], *"cdefghi")
    turn = ["primary", "accent", "good", "quiet", "warning", "bad", "primary"]
    assert [series_role(many, n) for n in range(7)] == turn
    marked = replace(many, highlight_series=1)
    assert [series_role(marked, n) for n in range(3)] == ["quiet", "accent", "quiet"]
    assert [end_role(many, n) for n in range(4)] == ["primary_text", "accent_text", "text", "muted"]
    assert point_roles(many) == point_roles(replace(many, highlight_category=1)) == {}
    one = replace(chart("column", ["a", "b"], "c"), highlight_category=1)
    assert point_roles(one) == {1: ("accent", 100)}
    assert point_roles(replace(one, type="line")) == point_roles(replace(one, highlight_category=None)) == {}
    for kind in ("pie", "doughnut"):
        parts = chart(kind, list("abcdefg"), "n")  # type: ignore[arg-type]
        apart = [*turn[:-1], "accent"]  # the last lies beside the first
        assert point_roles(parts) == {n: (role, 100) for n, role in enumerate(apart)}
        assert point_roles(replace(parts, highlight_category=4)) == {
            0: ("quiet", 100), 1: ("quiet", 75), 2: ("quiet", 55), 3: ("quiet", 100), 4: ("accent", 100),
            5: ("quiet", 55), 6: ("quiet", 100),
        }  # fmt: skip
