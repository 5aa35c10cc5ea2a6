"""Labels of charts: stepped down to where they fit, names beside lines only where there is room."""

from __future__ import annotations

import pytest

from builder.brands.prepared import Box
from builder.fitting.charts import fit_chart
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
