"""Figures in charts and polls: as they are written, or told why they cannot be."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.languages import formats
from builder.slide_kinds._shares import shown_shares, whole_percentages
from tests.tools.packages import C, DeckFile
from tests.tools.projects import SmallProject


def chart_slide(form: str, categories: str, values: str, more: str = "") -> str:
    return f"- {{kind: chart, id: c, title: T, type: {form}, categories: [{categories}], series: [{{name: X, values: [{values}]}}]{more}}}\n"


def labels_of(root: Any, language: str = "nl") -> list[str]:
    """Write the cached figures as the labels' code does."""
    code = root.find(f".//{C}dLbls/{C}numFmt").get("formatCode")
    return [formats.by_code(float(v.text), code, language) for v in root.iterfind(f".//{C}val//{C}v")]


def only_finding(project: SmallProject, rule: str) -> dict[str, Any]:
    found = [each for each in project.build().findings if each["rule"] == rule]
    assert len(found) == 1, project.build().out
    return found[0]


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ("0.001, 0.0025, 0.004", ["0,001", "0,0025", "0,004"]),
        ("12.345, 1.005, 100", ["12,345", "1,005", "100"]),
        ("1234.125, -2000, 0.5", ["1.234,125", "-2.000", "0,5"]),
        ("1.5, 2, 3.25", ["1,50", "2,00", "3,25"]),
        ("1500, 2, 0", ["1.500", "2", "0"]),
        ("0.33333333333333, 1, 2", ["0,333", "1,000", "2,000"]),
    ],
)
def test_labels_have_the_decimals_of_the_figures(project: SmallProject, values: str, shown: list[str]) -> None:
    root, _ = next(DeckFile(project.write(chart_slide("column", "a, b, c", values)).deck()).charts())
    assert labels_of(root) == shown
    axis = root.find(f".//{C}valAx/{C}numFmt").get("formatCode")
    assert axis == root.find(f".//{C}dLbls/{C}numFmt").get("formatCode")


@given(st.lists(st.decimals(-(10**6), 10**6, places=4), min_size=1, max_size=5))
def test_no_figure_is_written_as_another(figures: list[Decimal]) -> None:
    code = formats.figures_code(map(float, figures), "en")
    for figure in figures:
        assert Decimal(formats.by_code(float(figure), code, "en").replace(",", "")) == figure


def test_the_words_of_a_chart_are_its_cache_and_its_workbook(project: SmallProject) -> None:
    project.files({"d.csv": "naam;deel\nA;0,0125\nB;12,5\nC;3\n"})
    project.write("- {kind: chart, id: c, title: T, type: bar, data: d.csv}\n")
    deck = DeckFile(project.deck())
    root, cells = next(deck.charts())
    assert [cells["B2"], cells["B3"], cells["B4"]] == [v.text for v in root.iterfind(f".//{C}val//{C}v")]
    alt = deck.slides[0].find(".//{*}graphicFrame//{*}cNvPr").get("descr")
    for shown in labels_of(root):
        assert shown in alt


@pytest.mark.parametrize(
    ("form", "values", "message", "hint"),
    [
        ("pie", "5, -2, 3", "below zero: 'b' is -2", "type: bar"),
        ("doughnut", "5, 2, -3.5", "below zero: 'c' is -3.5", "type: bar"),
        ("pie", "0, 0, 0", "all figures are zero", "leave the slide out"),
    ],
)
def test_a_round_chart_shows_no_figures_that_are_no_parts(
    project: SmallProject, form: str, values: str, message: str, hint: str
) -> None:
    found = only_finding(project.write(chart_slide(form, "a, b, c", values)), "chart-form")
    assert message in found["message"]
    assert hint in found["hint"]


def test_parts_and_series_that_cannot_be_told_apart_are_told(project: SmallProject) -> None:
    names = ", ".join(f"deel {n}" for n in range(12))
    touching = only_finding(
        project.write(chart_slide("pie", names, "50, 20, 10, 5, 3, 2, 2, 2, 2, 2, 1, 1")), "text-fits"
    )
    assert "would touch" in touching["message"]
    assert "type: bar" in touching["hint"]
    ring = only_finding(project.write(chart_slide("doughnut", names, ",".join(["1"] * 12))), "chart-form")
    assert "12 parts" in ring["message"]
    series = ", ".join(f"{{name: S{n}, values: [1, 2]}}" for n in range(7))
    project.write(f"- {{kind: chart, id: c, title: T, type: line, categories: [a, b], series: [{series}]}}\n")
    assert "7 series" in only_finding(project, "series-count")["message"]


def test_the_last_part_of_a_pie_has_not_the_colour_of_the_first(project: SmallProject) -> None:
    root, _ = next(DeckFile(project.write(chart_slide("pie", "a,b,c,d,e,f,g", "1,1,1,1,1,1,1")).deck()).charts())
    colours = [point.find(".//{*}schemeClr").get("val") for point in root.iter(f"{C}dPt")]
    assert len(colours) == 7
    assert all(one != other for one, other in zip(colours, [*colours[1:], colours[0]], strict=True))


def test_too_many_categories_are_told_by_their_number(project: SmallProject) -> None:
    names = ", ".join(f"Gemeente {n}" for n in range(60))
    found = only_finding(project.write(chart_slide("column", names, ", ".join(map(str, range(1, 61))))), "text-fits")
    assert re.match(r"60 categories do not fit in this chart: \d+ do", found["message"])
    assert "type: bar" in found["hint"]


@pytest.mark.parametrize(
    ("form", "values", "kept"),
    [("line", [[3, 9], [3.1, 8], [3.2, 8.1]], False), ("line", [[3, 9, 4]], True), ("column", [[123456] * 24], False),
     ("stacked_bar", [[100, 1], [1, 100], [1, 1]], False), ("bar", [[3, 9]], True)],
)  # fmt: skip
def test_figures_that_would_touch_stand_on_an_axis(
    project: SmallProject, form: str, values: list[list[float]], kept: bool
) -> None:
    names = ", ".join(str(n) for n in range(len(values[0])))
    series = ", ".join(f"{{name: S{n}, values: {each}}}" for n, each in enumerate(values))
    project.write(f"- {{kind: chart, id: c, title: T, type: {form}, categories: [{names}], series: [{series}]}}\n")
    root, _ = next(DeckFile(project.deck()).charts())
    assert root.find(f".//{C}dLbls/{C}showVal").get("val") == str(int(kept))
    assert root.find(f".//{C}valAx/{C}delete").get("val") == str(int(kept))


def test_days_are_an_axis_of_time_in_the_decks_language(project: SmallProject) -> None:
    project.files({"d.csv": "datum;n\n5-1-2024;9\n2024-01-01;3\n2-1-2024;4\n"})
    project.write("- {kind: chart, id: c, title: T, type: line, data: d.csv, highlight: 2-1-2024}\n")
    root, cells = next(DeckFile(project.deck()).charts())
    first = datetime.date(1899, 12, 30)
    days = [first + datetime.timedelta(int(v.text)) for v in root.iterfind(f".//{C}cat//{C}v")]
    assert days == [datetime.date(2024, 1, day) for day in (1, 2, 5)]
    assert [cells["A2"], cells["A4"], cells["B4"]] == ["45292", "45296", "9.0"]
    axis = root.find(f".//{C}dateAx")
    assert axis.find(f"{C}numFmt").get("formatCode") == "[$-413]d mmm yyyy"
    assert axis.find(f"{C}baseTimeUnit").get("val") == "days"
    assert root.find(f".//{C}catAx") is None


@pytest.mark.parametrize(
    ("form", "categories", "unit"),
    [
        ("column", "2024-01-01, 2024-03-01, 2024-02-01", "months"),
        ("line", "2020-01-01, 2021-01-01, 2024-01-01", "years"),
        ("line", "2020-01-31, 2020-02-28, 2024-01-01", "days"),
    ],
)
def test_the_days_say_the_unit_of_the_axis(project: SmallProject, form: str, categories: str, unit: str) -> None:
    root, _ = next(DeckFile(project.write(chart_slide(form, categories, "1, 2, 3")).deck()).charts())
    assert root.find(f".//{C}dateAx/{C}baseTimeUnit").get("val") == unit


@pytest.mark.parametrize(
    ("form", "categories", "more", "shown"),
    [
        ("line", "2024-01-01, 2024-01-05, 2024-01-02", ", time: false", ["2024-01-01", "2024-01-05", "2024-01-02"]),
        ("bar", "5-6-2024, 1-1-2024, 2-1-2024", "", ["1 jan 2024", "2 jan 2024", "5 jun 2024"]),
        ("line", "2024-01-01, 2024-01-01, 2024-01-02", "", ["1 jan 2024", "1 jan 2024", "2 jan 2024"]),
        ("column", "2020-01-01, 2021-06-05, 2024-01-02", "", ["1 jan 2020", "5 jun 2021", "2 jan 2024"]),
        ("line", "2024-01-01, onbekend, 2024-01-02", "", ["2024-01-01", "onbekend", "2024-01-02"]),
    ],
)
def test_days_that_are_no_axis_of_time_are_text(
    project: SmallProject, form: str, categories: str, more: str, shown: list[str]
) -> None:
    root, _ = next(DeckFile(project.write(chart_slide(form, categories, "1, 2, 3", more)).deck()).charts())
    assert [v.text for v in root.iterfind(f".//{C}cat//{C}v")] == shown
    assert root.find(f".//{C}dateAx") is None


def test_an_axis_of_time_that_is_asked_for_needs_dates(project: SmallProject) -> None:
    project.write(chart_slide("line", "2024-01-01, mei, 2024-01-02", "1, 2, 3", ", time: true"))
    assert "'mei'" in only_finding(project, "wrong-type")["message"]


def test_percentages_of_a_pie_that_are_not_the_whole_are_told(project: SmallProject) -> None:
    found = only_finding(project.write(chart_slide("pie", "a, b", "60, 30", ', unit: "%"')), "chart-sum")
    assert (found["severity"], "90" in found["message"]) == ("warning", True)
    project.write(chart_slide("pie", "a, b, c", "33.3, 33.3, 33.4", ', unit: "%"'))
    assert project.build().findings == []


# polls
@given(st.lists(st.integers(0, 500), min_size=1, max_size=10).filter(any), st.integers(0, 200))
def test_whole_percentages_add_up_and_stay_near(counts: list[int], silent: int) -> None:
    total = sum(counts) + silent
    shown = whole_percentages(counts, total)
    rest = 100 - sum(shown)
    assert rest == 0 if not silent else abs(rest - Fraction(100 * silent, total)) < 1
    assert all(abs(one - Fraction(100 * count, total)) < 1 for one, count in zip(shown, counts, strict=True))
    shares = shown_shares(counts, total)
    assert [formats.by_code(each, "0%", "en") for each in shares] == [f"{each}%" for each in shown]


def poll(results: str, more: str = "") -> str:
    return (
        f"- {{kind: poll, id: p, question: Hoe vaak?, options: [Ja, Nee, Weet niet], results: {{{results}}}{more}}}\n"
    )


@pytest.mark.parametrize(
    ("results", "shown"),
    [
        ("A: 1, B: 1, C: 1", ["34%", "33%", "33%"]),
        ("A: 1, B: 7, C: 0", ["13%", "87%", "0%"]),
        ("A: 60%, Nee: 40%", ["60%", "40%", "0%"]),
        ("A: '12,5%', B: 37.5 %, C: 50%", ["12,5%", "37,5%", "50,0%"]),
    ],
)
def test_the_answers_of_a_poll_are_percentages_of_one_whole(
    project: SmallProject, results: str, shown: list[str]
) -> None:
    deck = DeckFile(project.write(poll(results)).deck())
    root, cells = next(deck.charts())
    assert labels_of(root) == shown
    assert [cells["B2"], cells["B3"], cells["B4"]] == [v.text for v in root.iterfind(f".//{C}val//{C}v")]
    assert ("antwoorden" in deck.text(0)) is ("%" not in results)


def test_only_the_answer_that_is_chosen_most_stands_out(project: SmallProject) -> None:
    root, _ = next(DeckFile(project.write(poll("A: 1, B: 1, C: 1")).deck()).charts())
    assert list(root.iter(f"{C}dPt")) == []


@pytest.mark.parametrize(
    ("results", "rule", "said", "hint"),
    [
        ("A: 60%, B: 30%", "results-sum", "90", "multiple: true"),
        ("A: 60%, B: 30", "results-mixed", "'B' is a number", "30%"),
        ("A: 160%", "out-of-range", "160%", ""),
        ("A: 12.5, B: 4", "wrong-type", "12.5", "12.5%"),
    ],
)
def test_results_that_cannot_be_right_are_told(
    project: SmallProject, results: str, rule: str, said: str, hint: str
) -> None:
    found = next(each for each in project.write(poll(results)).build().findings if each["rule"] == rule)
    assert said in found["message"]
    assert hint in found.get("hint", "")


# worked out in text
@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("3 * 1.1", "3,3"), ("0.1 + 0.2", "0,3"), ("10 / 4", "2,5"), ("10 / 5", "2"), ("1 / 3", "0,333"),
        ("[0.1, 0.2, 0.3] | sum", "0,6"), ("1.005 | round(2)", "1,01"), ("2.5 | round", "3"), ("0.0025 | number", "0,0025"),
        ("(1 / 3) | number", "0,333"), ("'meer' if 0.1 + 0.2 == 0.3 else 'minder'", "meer"), ("1234567 * 1.5", "1851850,5"),
    ],
)  # fmt: skip
def test_what_is_worked_out_has_no_noise(project: SmallProject, expression: str, shown: str) -> None:
    assert shown in DeckFile(
        project.write(f'- {{kind: statement, id: s, text: "|{{{{ {expression} }}}}|"}}\n').deck()
    ).text(0).split("|")


@pytest.mark.parametrize(
    ("slide", "words"),
    [
        (chart_slide("pie", "a, b, Totaal", "30, 70, 100"), "'Totaal' is the sum of the others"),
        (chart_slide("bar", "Total, a, b", "3.5, 1.5, 2"), "'Total' is the sum of the others"),
        (chart_slide("bar", "a, b", "0.25, 0.75", ', unit: "%"'), "less than one percent"),
        (chart_slide("line", "2010, 2015, 2025", "1, 2, 3"), "not equally far apart"),
        (chart_slide("line", "12/31/2025, 01/02/2026, 02/01/2026", "1, 2, 3"), "day or month comes first"),
        ("- {kind: chart, id: c, title: T, type: bar, categories: [a, b], series: [{name: X, values: [1, 2]}, {name: X, values: [3, 4]}]}\n",
         "two series are called 'X'"),
    ],
)  # fmt: skip
def test_what_is_hardly_meant_is_told(slide: str, words: str, project: SmallProject) -> None:
    project.write(slide)
    found = only_finding(project, "chart-doubt")
    assert words in found["message"] and found["severity"] == "warning" and found["hint"]


@pytest.mark.parametrize(
    "slide",
    [
        chart_slide("pie", "a, b, Rest", "30, 70, 100"), chart_slide("bar", "a, b, Totaal", "30, 70, 90"),
        chart_slide("bar", "a, Totaal", "30, 30"), chart_slide("bar", "a, b", "0.25, 0.5", ', unit: "%"'),
        chart_slide("line", "2010, 2015, 2020", "1, 2, 3"), chart_slide("line", "2010, 2015, 2025", "1, 2, 3", ", time: false"),
        chart_slide("column", "2010, 2015, 2025", "1, 2, 3"),
    ],
)  # fmt: skip
def test_what_may_be_meant_is_not_told(slide: str, project: SmallProject) -> None:
    assert project.write(slide).build().findings == []


def test_a_note_below_the_figures_is_told_at_its_line(project: SmallProject) -> None:
    project.files({"d.csv": "maand;n\njan;30\nfeb;20\nmrt;\n;\nBron: CBS;\n"}).write(
        "- {kind: chart, id: c, title: T, type: column, data: d.csv}\n"
    )
    found = only_finding(project, "chart-doubt")
    assert (found["line"], "'Bron: CBS' has no figures" in found["message"]) == (6, True)


@pytest.mark.parametrize(
    ("slide", "language", "told"),
    [
        (chart_slide("bar", "a, b", "1.250, 980"), "nl", "write 1250"), (chart_slide("bar", "a, b", "1.250, 980"), "en", ""),
        (chart_slide("bar", "a, b", "1.250, 0.5"), "nl", ""), (chart_slide("bar", "a, b", "12.345, 100"), "nl", ""),
        ("- {kind: figures, id: f, title: T, figures: [{value: 1.234, label: a}]}\n", "nl", "write 1234"),
        ("- {kind: figures, id: f, title: T, figures: [{value: 12.5, label: a}]}\n", "nl", ""),
        ("- {kind: table, id: t, title: T, columns: [a, {text: b, format: number}], rows: [[x, 1.250], [y, 980]]}\n", "nl", "write 1250"),
        ("- {kind: table, id: t, title: T, columns: [a, b], rows: [[x, 1.250], [y, 980]]}\n", "nl", ""),
        ("- {kind: statement, id: s, text: x, when: aantal > 10.000}\n", "nl", "write 10000"),
        ("- {kind: statement, id: s, text: x, when: \"aantal > 10.5 or '1.000' == naam\"}\n", "nl", ""),
    ],
)  # fmt: skip
def test_thousands_written_with_a_full_stop_are_told(
    slide: str, language: str, told: str, project: SmallProject
) -> None:
    head = f"title: T\nlanguage: {language}\nvariables: {{aantal: 20000, naam: x}}\nslides:\n"
    found = project.write(slide, head).build().findings
    assert [told in each["hint"] for each in found if each["rule"] == "thousands-mark"] == ([True] if told else [])


def test_percentages_that_would_be_multiplied_are_told(project: SmallProject) -> None:
    row = "- {{kind: table, id: t, title: T, columns: [a, {{text: b, format: percent}}], rows: [[x, {}], [y, 0.5]]}}\n"
    project.write(row.format(12.5))
    assert 'write 0.125, or "12.5%"' in only_finding(project, "percent-twice")["hint"]
    assert project.write(row.format(1.5)).build().findings == []


@pytest.mark.parametrize(("value", "hint"), [("1.250", "write 1250"), ("0.6", "60% where"), ("12.5", "12.5% where")])
def test_answers_with_decimals_are_told_with_what_they_may_be(value: str, hint: str, project: SmallProject) -> None:
    project.write(f"- {{kind: poll, id: p, question: Q?, options: [a, b], results: {{A: {value}, B: 1}}}}\n")
    assert hint in only_finding(project, "wrong-type")["hint"]
