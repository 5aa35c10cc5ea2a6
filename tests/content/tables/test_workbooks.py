"""Workbooks as people see them in Excel: what they show, what they hide, and what was never worked out."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from builder.content.tables.cells import Exact, as_typed, mended
from builder.content.tables.number_formats import shown
from builder.content.tables.options import TableOptions
from builder.content.tables.reading import read_table
from builder.content.tables.rows import Table
from builder.content.yaml_nodes import Scalar
from builder.diagnostics import Findings, Position
from tests.content.tables.conftest import Build, rules, texts
from tests.tools.packages import A, C, DeckFile
from tests.tools.projects import SmallProject
from tests.tools.tables import workbook

SHOWN = "- {kind: statement, id: a, text: '{{ audience.name }}|{{ audience.v }}'}\n"


def table_of(data: bytes, folder: Path, **options: Any) -> tuple[Table | None, Findings]:
    """Read a workbook."""
    path, findings = folder / "b.xlsx", Findings()
    path.write_bytes(data)
    return read_table(path, "b.xlsx", findings, TableOptions(**options)), findings


def rows_of(data: bytes, folder: Path, **options: Any) -> list[list[str]]:
    """Read a workbook that has no faults, header and rows."""
    table, findings = table_of(data, folder, **options)
    assert table is not None, [str(each) for each in findings]
    return [table.header, *(row.cells for row in table.rows)]


@pytest.mark.parametrize(
    ("number", "code", "wanted"),
    [
        ("344", "0000", "0344"), ("14", "00000", "00014"), ("1680", "0000", "1680"), ("344", "0000;-0000", "0344"),
        ("344", '"GM"0000', "GM0344"), ("344", "\\G\\M0000", "GM0344"), ("344", "0", "344"), ("344", "#,##0", "344"),
        ("3.5", "00", "3.5"), ("-3", "00", "-3"), ("0.125", "0.0%", "12.5%"), ("0.3", "0%", "30%"),
        ("0.07", "0%", "7%"), ("1", "0 %", "100%"), ("12", '0" %"', "12"), ("301234567", "0000000000", "0301234567"),
        ("5", '0" stuks"', "5"), ("1234.5", "General", "1234.5"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows(number: str, code: str, wanted: str) -> None:
    assert shown(Exact(number), code) == wanted


def test_zeros_before_a_code_stay_in_id_file_name_and_slide(build_for: Build) -> None:
    rows = [["code", "naam", "v"], [344, "Utrecht", 0.125], [14, "Groningen", 0.3]]
    book = workbook(rows, formats={"A2": "0000", "A3": "0000", "C2": "0.0%", "C3": "0%"})
    made = build_for(SHOWN, "l.xlsx", book)
    assert {id_: said[0] for id_, said in texts(made).items()} == {"0344": "Utrecht|12,5%", "0014": "Groningen|30%"}
    assert {Path(each["file"]).name.split("-")[1] for each in made.json["decks"]} == {"0344", "0014"}


def test_a_percentage_counts_as_a_share(build_for: Build) -> None:
    book = workbook([["code", "naam", "v"], ["a", "Aa", 0.125]], formats={"C2": "0.0%"})
    slide = "- {kind: statement, id: a, text: '{{ audience.v | percent }}', when: 'audience.v > 0.1'}\n"
    assert texts(build_for(slide, "l.xlsx", book))["a"][0].startswith(("12", "13"))


def test_a_formula_without_a_result_is_told_with_its_cell(build_for: Build) -> None:
    rows = [["code", "naam", "v"], ["a", "Aa", '=B2&"x"'], ["b", "Bee", "=1+1"]]
    made = build_for(SHOWN, "l.xlsx", workbook(rows))
    assert rules(made) == [("cell-error", "l.xlsx", 2), ("cell-error", "l.xlsx", 3)]
    assert "C2 in l.xlsx ('v')" in made.findings[0]["message"]
    assert "never worked out" in made.findings[0]["message"]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_of_excel_is_told_in_data_too(error: str, project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: c, title: C, type: bar, data: d.xlsx}\n",
        **{"d.xlsx": workbook([["naam", "n"], ["a", error]])},
    )
    assert rules(project.build()) == [("cell-error", "d.xlsx", 2)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Aa_x000D_\nbij Zee", "Aa bij Zee"), ("_x0041_lmere", "Almere"), ("_x005F_x000D_", "_x000D_"),
        ("Aa_x000A_Bee", "Aa Bee"), ("_xyz_", "_xyz_"), ("x_x00e9_n", "xén"),
    ],
)  # fmt: skip
def test_characters_that_xml_does_not_take_come_back(text: str, wanted: str, tmp_path: Path) -> None:
    assert rows_of(workbook([["code"], [text]]), tmp_path) == [["code"], [wanted]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('="0301234567"', "0301234567"), ("'0301234567", "0301234567"), ('="a ""b"" c"', 'a "b" c'), ("'+31 20", "+31 20"),
        ("'s-Gravenhage", "'s-Gravenhage"), ("'t Harde", "'t Harde"), ("=1+1", "=1+1"), ("'", "'"), ("'0344", "0344"),
        ("'80-jarige", "'80-jarige"), ("'2024", "2024"),
    ],
)  # fmt: skip
def test_what_keeps_a_cell_text_in_excel_is_no_part_of_it(text: str, wanted: str) -> None:
    assert as_typed(text) == wanted


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_first_sheet_that_is_shown_is_read(state: str, tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        second = book.create_sheet("Lijst")
        second.append(["code"])
        second.append(["b"])
        book["Oud"].sheet_state = state

    data = workbook([["x"], ["q"]], title="Oud", before=hide)
    table, _ = table_of(data, tmp_path)
    assert table
    assert (table.header, table.rows[0].cells, table.rows[0].named) == (["code"], ["b"], "b.xlsx, sheet Lijst, row 2")
    sheet = Scalar("Oud", Position("x", 1, 1))
    assert rows_of(data, tmp_path, sheet=sheet) == [["x"], ["q"]]


TITLED: list[list[Any]] = [["Overzicht 2026"], [], ["code", "naam", "n"], ["a", "Aa", 1], ["b", "Bee", 2]]


def test_a_title_above_the_headings_is_told_and_passed_over(tmp_path: Path) -> None:
    table, findings = table_of(workbook(TITLED), tmp_path)
    found = next(iter(findings))
    assert (table, found.rule, found.hint) == (None, "list-heading", "if the headings stand in line 3, say header: 3")
    assert "seems to be a title" in found.message
    assert rows_of(workbook(TITLED), tmp_path, header=3) == [["code", "naam", "n"], ["a", "Aa", "1"], ["b", "Bee", "2"]]


def test_headings_in_two_rows(tmp_path: Path) -> None:
    rows = [["code", "naam", "Inwoners", None], [None, None, "2023", "2024"], ["a", "Aa", 1, 2], ["b", "Bee", 3, 4]]

    def merge(book: Any) -> None:
        for each in ("A1:A2", "B1:B2", "C1:D1"):
            book.active.merge_cells(each)

    for before in (None, merge):
        assert rows_of(workbook(rows, before=before), tmp_path, header=2)[0] == ["code", "naam", "2023", "2024"]


def test_headings_in_two_rows_are_told(build_for: Build) -> None:
    rows = [["Gemeente", None, "Inwoners", None], ["code", "naam", "v", "2024"], ["a", "Aa", 1, 2]]
    made = build_for(SHOWN, "l.xlsx", workbook(rows))
    assert made.code == 1
    assert "say header: 2" in made.findings[0]["hint"]
    assert texts(build_for(SHOWN, "l.xlsx", workbook(rows), "header: 2\n"))["a"][0] == "Aa|1"


def hide_row(book: Any) -> None:
    """Hide the first row of audiences, as a filter does."""
    book.active.auto_filter.ref = "A1:C3"
    book.active.row_dimensions[2].hidden = True


def test_hidden_rows_are_noticed_or_left_out(build_for: Build) -> None:
    book = workbook([["code", "naam", "v"], ["a", "Aa", 1], ["b", "Bee", 2]], before=hide_row)
    told = build_for(SHOWN, "l.xlsx", book)
    assert rules(told) == [("hidden-rows", "l.xlsx", 2)]
    assert told.findings[0]["severity"] != "error"
    assert set(texts(told)) == {"a", "b"}
    assert set(texts(build_for(SHOWN, "l.xlsx", book, "hidden: skip\n"))) == {"b"}
    taken = build_for(SHOWN, "l.xlsx", book, "hidden: take\n")
    assert (set(texts(taken)), rules(taken)) == ({"a", "b"}, [])


def hide_column(book: Any) -> None:
    book.active.column_dimensions["B"].hidden = True


def test_hidden_columns_of_a_chart_are_noticed_or_left_out(project: SmallProject) -> None:
    rows = [["naam", "geheim", "n"], ["a", 7, 1], ["b", 8, 2]]
    project.files({"d.xlsx": workbook(rows, before=hide_column)})
    for option, series, told in (("", 2, ["hidden-columns"]), ("hidden: skip, ", 1, []), ("hidden: take, ", 2, [])):
        project.write(f"- {{kind: chart, id: c, title: T, type: bar, data: {{{option}file: d.xlsx}}}}\n")
        made = project.build()
        root = next(DeckFile(project.deck()).charts())[0]
        assert (len(root.findall(f".//{C}ser")), [each["rule"] for each in made.findings]) == (series, told)


def test_cells_merged_downward_hold_for_all_their_rows(tmp_path: Path) -> None:
    rows = [["provincie", "naam"], ["Utrecht", "Aa"], [None, "Bee"], ["Drenthe", "Cee"]]
    data = workbook(rows, before=lambda book: book.active.merge_cells("A2:A3"))
    assert rows_of(data, tmp_path)[1:] == [["Utrecht", "Aa"], ["Utrecht", "Bee"], ["Drenthe", "Cee"]]


def test_values_of_every_kind(tmp_path: Path) -> None:
    row = [
        datetime.datetime(2026, 12, 10), datetime.datetime(2026, 12, 10, 14, 5), datetime.time(9, 30),
        datetime.timedelta(hours=30, minutes=5), True, 3.0000000000000004, 0.1 + 0.2, 1e-7, 12345678901, "  x ", 1e20,
    ]  # fmt: skip
    wanted = ["2026-12-10", "2026-12-10 14:05", "09:30", "30:05", "true", "3", "0.3", "0.0000001", "12345678901", "x",
              "100000000000000000000"]  # fmt: skip
    header = [f"k{n}" for n in range(len(row))]
    assert rows_of(workbook([header, row]), tmp_path) == [header, wanted]


def test_a_table_shows_numbers_with_the_mark_of_its_language(project: SmallProject) -> None:
    rows = [["naam", "n", "deel", "jaar"], ["a", 1234.5, 0.125, 2024], ["1.5", 3, 0.5, 2025]]
    book = workbook(rows, formats={"C2": "0.0%", "C3": "0%"})
    project.write(
        "- {kind: table, id: t, title: T, data: d.xlsx, columns: [naam, n, deel, jaar]}\n", **{"d.xlsx": book}
    )
    texts_of = [t.text for t in DeckFile(project.deck()).slides[0].iter(f"{A}t")]
    assert {"1234,5", "12,5%", "2024", "1.5", "50%"} <= set(texts_of)


def test_a_title_of_several_cells_is_told_alone(tmp_path: Path) -> None:
    rows = [["Ledenlijst", None, "2026"], [None], ["code", "naam", "inwoners", "deel"], ["a", "Aa", 1, 2]]
    table, findings = table_of(workbook(rows), tmp_path)
    assert (table, [str(each.hint) for each in findings]) == (None, ["if the headings stand in line 3, say header: 3"])


def test_a_workbook_with_macros_is_a_workbook(build_for: Build) -> None:
    assert texts(build_for(SHOWN, "l.xlsm", workbook([["code", "naam", "v"], ["a", "Aa", 1]])))["a"][0] == "Aa|1"


def test_data_of_a_workbook_for_tables_and_charts(project: SmallProject) -> None:
    def more(book: Any) -> None:
        sheet = book.create_sheet("Cijfers")
        for row in (["Titel boven de tabel"], ["naam", "deel", "dag"], ["Aa", 0.5, datetime.date(2026, 12, 10)],
                    ["Bee", 1234.5, datetime.date(2026, 2, 1)]):  # fmt: skip
            sheet.append(row)
        sheet.row_dimensions[4].hidden = True

    project.write(
        "- {kind: table, id: t, title: T, data: {file: d.xlsx, sheet: Cijfers, header: 2, hidden: take},\n"
        "   columns: [naam, {text: deel, format: number}, {text: dag, format: date}]}\n"
        "- {kind: chart, id: c, title: C, type: bar,\n"
        "   data: {file: d.xlsx, sheet: Cijfers, header: 2, hidden: skip, where: deel < 1, columns: [naam, deel]}}\n",
        **{"d.xlsx": workbook([["x"], ["y"]], before=more)},
    )
    deck = DeckFile(project.deck())
    said = [t.text for t in deck.slides[0].iter(f"{A}t")]
    assert {"Aa", "0,5", "10 dec 2026", "Bee", "1.234,5", "1 feb 2026"} <= set(said)
    values = [v.text for chart, _ in deck.charts() for v in chart.iter(f"{C}v")]
    assert ("0.5" in values, "1234.5" in values) == (True, False)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SÃºdwest-FryslÃ¢n", "Súdwest-Fryslân"), ("cafÃ©", "café"), ("â‚¬ 5", "€ 5"), ("Ã‰Ã©n", "Één"),
        ("São Paulo", ""), ("SÃO", ""), ("Súdwest", ""), ("Âge", ""), ("上海", ""),
    ],
)  # fmt: skip
def test_letters_of_a_wrong_encoding_are_known(text: str, wanted: str) -> None:
    assert mended(text) == wanted


def test_letters_of_a_wrong_encoding_are_told(build_for: Build) -> None:
    made = build_for(SHOWN, "l.csv", "code;naam;v\na;Aa;1\nb;SÃºdwest;2\n")
    assert [(*each, found["severity"]) for each, found in zip(rules(made), made.findings, strict=True)] == [
        ("broken-letters", "l.csv", 3, "warning")
    ]
    assert "Súdwest" in made.findings[0]["hint"]


def test_a_sheet_of_a_chart_is_passed_over(project: SmallProject) -> None:
    book = workbook([["n", "v"], ["a", 1.5]], before=lambda book: book.create_chartsheet("Grafiek", 0))
    project.files({"d.xlsx": book}).write("- {kind: table, id: t, title: T, columns: [n, v], data: d.xlsx}\n")
    assert "1,5" in DeckFile(project.deck()).text(0)
    project.write("- {kind: table, id: t, title: T, columns: [n, v], data: {file: d.xlsx, sheet: Grafiek}}\n")
    (found,) = project.build().findings
    assert (found["rule"], "Blad1" in found["hint"]) == ("unknown-sheet", True)


def test_a_workbook_under_another_name_is_told(project: SmallProject) -> None:
    project.files({"d.csv": workbook([["n", "v"], ["a", 1]])})
    (found,) = project.write("- {kind: table, id: t, title: T, columns: [n, v], data: d.csv}\n").build().findings
    assert ("workbook under another name" in found["message"], found["hint"]) == (True, "save it as .xlsx, or as CSV")


def test_days_of_a_workbook_are_written_in_the_deck_s_language(project: SmallProject) -> None:
    project.files({"d.xlsx": workbook([["n", "v"], ["a", datetime.date(2026, 12, 10)], ["b", "in mei"]])})
    project.write("- {kind: table, id: t, title: T, columns: [n, v], data: d.xlsx}\n")
    assert all(each in DeckFile(project.deck()).text(0) for each in ("10 dec 2026", "in mei"))
