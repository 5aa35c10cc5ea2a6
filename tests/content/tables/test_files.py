"""Tables in files: the same cells whatever the file, no figure changed in silence, every fault at its own line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.tables.columns import Column, column_of
from builder.content.tables.notation import Unclear, figure
from builder.content.tables.options import TableOptions
from builder.content.tables.reading import read_table
from builder.content.tables.rows import Table
from builder.content.tables.typed import typed
from builder.content.tables.untyped import value_in
from builder.diagnostics import Findings
from tests.content.tables.conftest import Build, rules, texts
from tests.tools.packages import A, C, DeckFile
from tests.tools.projects import SmallProject
from tests.tools.tables import FORMS, separated

ROWS = [
    ["code", "naam", "inwoners", "aandeel", "dag", "leeg"],
    ["0344", "Súdwest-Fryslân", 1234, 12.5, "2026-12-10", None],
    ["1680", "Nuenen, Gerwen en Nederwetten", 20, 0.75, "2026-02-01", None],
    ["0014", '"De Kaap"; x', 9, 1.25, "2025-01-31", None],
]


def table_of(data: bytes, folder: Path, name: str = "x.csv", **options: object) -> tuple[Table | None, Findings]:
    """Read a file."""
    path, findings = folder / name, Findings()
    path.write_bytes(data)
    return read_table(path, name, findings, TableOptions(**options), "data"), findings  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FORMS)
def test_a_list_is_the_same_in_every_kind_of_file(name: str, build_for: Build) -> None:
    slide = (
        "- {kind: statement, id: a, text: '{{ audience.name }}|{{ audience.inwoners + 1 }}|{{ audience.aandeel | number }}|"
        "{{ audience.dag | date }}', when: 'audience.leeg is not defined'}\n"
    )
    more = "fields: {inwoners: integer, aandeel: number, dag: date}\n"
    made = texts(build_for(slide, f"lijst-{name}", FORMS[name](ROWS), more))
    assert {id_: said[0] for id_, said in made.items()} == {
        "0344": "Súdwest-Fryslân|1235|12,5|10 december 2026",
        "1680": "Nuenen, Gerwen en Nederwetten|21|0,75|1 februari 2026",
        "0014": '"De Kaap"; x|10|1,25|31 januari 2025',
    }


@pytest.mark.parametrize("name", FORMS)
def test_data_are_the_same_in_every_kind_of_file(name: str, project: SmallProject) -> None:
    project.write(
        f"- {{kind: table, id: t, title: T, data: {{file: {name}, where: \"code != '0014' and inwoners > 9\"}},\n"
        "   columns: [naam, {text: inwoners, format: number}, {text: aandeel, format: number}, {text: dag, format: date}]}\n"
        f"- {{kind: chart, id: c, title: C, type: bar, data: {{file: {name}, columns: [naam, aandeel]}}}}\n",
        **{name: FORMS[name](ROWS)},
    )
    deck = DeckFile(project.deck())
    cells = [["".join(t.text or "" for t in cell.iter(f"{A}t")) for cell in row.iter(f"{A}tc")]
             for row in deck.slides[0].iter(f"{A}tr")]  # fmt: skip
    assert cells[1:] == [
        ["Súdwest-Fryslân", "1.234", "12,5", "10 dec 2026"],
        ["Nuenen, Gerwen en Nederwetten", "20", "0,75", "1 feb 2026"],
    ]
    values = [v.text for chart, _ in deck.charts() for v in chart.iter(f"{C}v")]
    assert [v for v in values if v in ("12.5", "0.75", "1.25")] == ["12.5", "0.75", "1.25"]


@pytest.mark.parametrize(
    ("cells", "separator", "wanted"),
    [
        (["1.234", "12.5", "0.75"], ";", [1.234, 12.5, 0.75]),
        (["1,234", "12.5"], ",", [1234, 12.5]),
        (["1.234", "1.234,5"], ";", [1234, 1234.5]),
        (["1.234", "500"], ";", [1234, 500]),
        (["1,234", "500"], ",", [1234, 500]),
        (["1.234", "500"], ",", [1.234, 500]),
        (["1.234", "0.750"], ";", [1.234, 0.75]),
        (["1 234", "12 345,6"], ";", [1234, 12345.6]),
        (["1'234.5", "7"], ",", [1234.5, 7]),
        (["1.234", "1.234.567"], ",", [1234, 1234567]),
        (["12,5", "1.5"], ";", [12.5, 1.5]),
        (["-1.234", "+2"], ";", [-1234, 2]),
        (["1.234", "0,5"], "\t", [1234, 0.5]),
    ],
)
def test_a_column_tells_its_decimal_mark(
    cells: list[str], separator: str, wanted: list[float], tmp_path: Path, project: SmallProject, build_for: Build
) -> None:
    data = separated([["n", "v"], *([f"r{n}", cell] for n, cell in enumerate(cells))], separator)
    table, _ = table_of(data, tmp_path)
    assert table is not None
    mark = column_of(table, 1).mark
    assert [float(figure(cell, mark) or "nan") for cell in table.column(1)] == wanted
    assert [typed(cell, "number", mark) for cell in table.column(1)] == wanted  # as lists have it


UNKNOWN = [
    ("a;b\n1.234;12.5\n2.345;0.5\n", "0"),
    ("a;b\n1.234;1\n1,234;2\n", "0"),
    ('a,b\n"1,234","12,5"\n"2,345","0,5"\n', "0"),
    ("a;b\n1,5;1\n1.5;2\n1.234;3\n", "0"),
]


@pytest.mark.parametrize(("data", "column"), UNKNOWN)
def test_a_mark_that_cannot_be_known_is_asked_for(data: str, column: str, tmp_path: Path) -> None:
    table, _ = table_of(data.encode(), tmp_path)
    assert table is not None
    assert column_of(table, int(column)).mark is None
    said, _ = table_of(data.encode(), tmp_path, decimal=".")
    assert said is not None
    assert column_of(said, int(column)).mark == "."


def test_a_mark_that_cannot_be_known_is_told_at_every_cell(project: SmallProject) -> None:
    slides = (
        "- {kind: chart, id: c, title: C, type: bar, data: {file: d.csv%s, columns: [n, v]}}\n"
        "- {kind: table, id: t, title: T, data: {file: d.csv%s}, columns: [n, {text: v, format: number}]}\n"
    )
    data = "n;v;w\na;1.234;12.5\nb;5;0.5\nc;2.345;1\n"
    project.write(slides % ("", ""), **{"d.csv": data})
    made = project.build()
    assert set(rules(made)) == {("wrong-type", "d.csv", 2), ("wrong-type", "d.csv", 4)}
    assert all("decimal: comma or decimal: point" in each["hint"] for each in made.findings)
    project.write(slides % (", decimal: point", ", decimal: point"), **{"d.csv": data})
    assert "1,234" in [t.text for t in DeckFile(project.deck()).slides[1].iter(f"{A}t")]


def test_a_mark_of_a_list_that_cannot_be_known_is_told(build_for: Build) -> None:
    rows = "code;naam;n;w\na;Aa;1.234;12.5\nb;Bee;2.345;0.5\n"
    slide = "- {kind: statement, id: a, text: '{{ audience.n }}'}\n"
    made = build_for(slide, "l.csv", rows, "fields: {n: number}\n")
    assert rules(made) == [("cell-type", "l.csv", 2), ("cell-type", "l.csv", 3)]
    assert texts(build_for(slide, "l.csv", rows, "fields: {n: integer}\n"))["a"][0] == "1234"
    assert texts(build_for(slide, "l.csv", rows, "fields: {n: number}\ndecimal: point\n"))["a"][0] == "1,234"


FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, places=3) | st.integers(-(10**9), 10**9)


def written(value: object, decimal: str, grouped: bool) -> str:
    """Write a number as people do in one language."""
    text = f"{value:,}" if grouped else f"{value}"
    return text.replace(",", "\0").replace(".", decimal).replace("\0", "." if decimal == "," else ",")


@given(
    values=st.lists(FIGURES, min_size=1, max_size=6),
    decimal=st.sampled_from([",", "."]),
    grouped=st.booleans(),
    separator=st.sampled_from([";", ",", "\t"]),
)
def test_no_figure_changes_in_silence(
    values: list[object], decimal: str, grouped: bool, separator: str, tmp_path: Path
) -> None:
    """However figures are written, they come out as they are meant wherever any of them tells how; else usage holds."""
    cells = [written(value, decimal, grouped) for value in values]
    table, _ = table_of(separated([["n", "v"], *(["r", cell] for cell in cells)], separator), tmp_path)
    assert table is not None
    column = column_of(table, 1)
    from builder.content.tables.notation import marks_of

    if not marks_of(cells).certain and (separator == ",") is not (decimal == "."):
        return  # figures that may be read in two ways, in a file of the other usage
    for cell, value in zip(table.column(1), values, strict=True):
        try:
            assert figure(cell, column.mark) is not None
            assert float(figure(cell, column.mark) or "") == float(value)  # type: ignore[arg-type]
        except Unclear:
            assert column.mark is None


@given(
    value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14)
    | st.integers(-(10**14), 10**14)
)
def test_numbers_of_json_keep_their_value(value: float, tmp_path: Path) -> None:
    table, _ = table_of(json.dumps([{"v": value}]).encode(), tmp_path, "x.json")
    assert table is not None
    cell = table.rows[0].cells[0]
    assert float(cell) == pytest.approx(float(value), rel=1e-15, abs=1e-30)


@given(codes=st.lists(st.from_regex(r"0?[0-9]{3}", fullmatch=True), min_size=1, max_size=8, unique=True))
def test_every_code_finds_its_own_row_and_no_other(codes: list[str]) -> None:
    column = Column("code", "data", lambda: codes, lambda: ",")
    listed = Column("code", "list", lambda: codes, lambda: ",")
    for wanted in codes:
        found = []
        for cell in codes:
            try:
                if value_in(cell, column, as_number=True) == value_in(wanted, listed):
                    found.append(cell)
            except Exception as error:  # told, which is right too
                assert "one number" in str(error)
        assert found == [wanted]


@pytest.mark.parametrize(
    "data",
    [
        "n;v\na;\nb;1\n",
        "\ufeffn;v\r\na;1\r\n",
        "sep=;\nn;v\na;1\n",
        '"sep=;"\nn;v\na;1\n',
        "n|v\na|1\n",
        "n;\u00a0v \na;1\n",
        'n; "v"\na; "1"\n',
    ],
)
def test_forms_of_csv(data: str, tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        table, findings = table_of(data.encode(encoding), tmp_path)
        assert table is not None, list(findings)
        assert table.header == ["n", "v"]
        assert table.rows[0].cells[0] == "a"


def test_headings_of_data_are_found_by_what_can_be_seen(project: SmallProject) -> None:
    project.write(
        "- {kind: table, id: t, title: T, data: d.csv, columns: [Gemeente, Aantal inwoners, Jaar]}\n"
        "- {kind: table, id: u, title: U, data: {file: d.csv, where: aantal_inwoners > 5}, columns: [Gemeente]}\n",
        **{"d.csv": '\ufeffGemeente ;Aantal\u00a0inwoners; "Jaar"\nAa;10;2024\n'},
    )
    assert project.build().code == 0


def test_every_fault_of_a_data_file_is_told_at_its_line(project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: c, title: C, type: line, data: d.csv}\n"
        "- {kind: table, id: t, title: T, data: e.csv, columns: [n, {text: dag, format: date}]}\n"
        "- {kind: table, id: u, title: U, data: f.csv, columns: [n]}\n",
        **{
            "d.csv": 'maand;Noord;Zuid\n"jan\nuari";3;1\nfeb;;2\nmrt;n.v.t.;3\napr;-;4\nmei;5;12%\njun;1e3;0\n',
            "e.csv": "n;dag\na;2026-12-10\nb;31-2-2026\nc;12/31/2026\nd;onbekend\n",
            "f.csv": "n;m\na;1\nb;1;2\nc;1;2;3\n",
        },
    )
    made = project.build()
    assert rules(made) == [
        *(("wrong-type", "d.csv", line) for line in (5, 6, 7, 8)),
        *(("wrong-type", "e.csv", line) for line in (3, 4)),
        *(("row-length", "f.csv", line) for line in (3, 4)),
    ]
    hints = [each["hint"] for each in made.findings]
    assert hints[:4] == [
        "leave the cell empty where there is no figure",
        "leave the cell empty where there is no figure",
        'say unit: "%" for figures that are percentages',
        "write 1000",
    ]


def test_a_fault_of_a_file_is_told_once_however_many_slides_show_it(build_for: Build) -> None:
    slides = "".join(
        f"- {{kind: chart, id: c{n}, title: '{{{{ audience.name }}}}', type: bar, data: d.csv}}\n" for n in range(3)
    )
    made = build_for(slides, "l.csv", "code;naam\na;Aa\nb;Bee\n", **{"d.csv": "n;v\nx;veel\ny;1\nz;n.b.\n"})
    assert rules(made) == [("wrong-type", "d.csv", 2), ("wrong-type", "d.csv", 4)]


def test_percentages_are_figures_of_a_chart_that_counts_in_them(project: SmallProject) -> None:
    project.write(
        '- {kind: chart, id: c, title: C, type: bar, unit: "%", data: d.csv}\n'
        "- {kind: table, id: t, title: T, data: d.csv, columns: [n, {text: v, format: percent}]}\n",
        **{"d.csv": "n;v\na;12,5%\nb;60 %\n"},
    )
    deck = DeckFile(project.deck())
    assert {"12.5", "60.0"} <= {v.text for chart, _ in deck.charts() for v in chart.iter(f"{C}v")}
    assert {"12,5%", "60%"} <= {(t.text or "").replace("\u00a0", "") for t in deck.slides[1].iter(f"{A}t")}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("n;;v\na;1;2\n", "column 2 has cells, but no heading"),
        ("n;v;v\na;1;2\n", "stands here twice"),
        ("Overzicht 2026\n\nn;v\na;1\n", "say header: 3"),
        ("Overzicht;;\nn;v;w\na;1;2\n", "say header: 2"),
    ],
)
def test_headings_of_data_that_do_not_serve(data: str, said: str, project: SmallProject) -> None:
    project.write("- {kind: chart, id: c, title: C, type: bar, data: d.csv}\n", **{"d.csv": data})
    made = project.build()
    assert made.code == 1
    assert said in made.findings[0]["message"] + made.findings[0]["hint"]


def test_a_header_below_a_title_in_csv(project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: c, title: C, type: bar, data: {file: d.csv, header: 3}}\n",
        **{"d.csv": "Overzicht, 2026\n\nn;v\na;1,5\n"},
    )
    assert "1.5" in [v.text for chart, _ in DeckFile(project.deck()).charts() for v in chart.iter(f"{C}v")]


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("sheet: A", "list-source"), ("hidden: skip", "list-source"), ("header: nul", "wrong-type"),
        ("header: 0", "wrong-type"), ("decimal: punt", "unknown-value"), ("kop: 3", "unknown-key"),
    ],
)  # fmt: skip
def test_options_that_do_not_serve(options: str, rule: str, project: SmallProject) -> None:
    project.write(
        f"- {{kind: chart, id: c, title: C, type: bar, data: {{file: d.csv, {options}}}}}\n", **{"d.csv": "n;v\na;1\n"}
    )
    made = project.build()
    assert next(each["rule"] for each in made.findings) == rule
