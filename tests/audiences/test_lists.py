"""Lists read from CSV, JSON, YAML, workbooks and databases: names, types, forms by language, groups."""

from __future__ import annotations

import datetime
import io
import json
import pickle
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.audiences.lists import list_names, load_list, load_lists
from builder.content import expressions
from builder.diagnostics import ContentError, Findings, UsageError
from builder.projects.project import Project
from tests.audiences.conftest import HEAD, MakeList
from tests.tools.projects import ROOT, write_files

ODD = [
    "'s-Gravenhage",
    "Súdwest-Fryslân",
    "Bergen (NH.)",
    "Nuenen, Gerwen en Nederwetten",
    "بلدية الرباط",
    "上海市",
    '"De Kaap"',
]


def as_csv(rows: list[list[str]], separator: str = ",") -> str:
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\n".join(quoted) + "\n"


def workbook(rows: list[list[Any]], sheet: str = "Blad1") -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_lists_of_this_project_read_without_fault() -> None:
    project = Project.at(ROOT)
    for each in load_lists(list_names(project), project):
        assert each.audiences


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_odd_names_come_through_every_form_of_csv(separator: str, encoding: str, read: MakeList) -> None:
    rows = [["code", "naam"], *([f"g{n}", name] for n, name in enumerate(ODD))]
    made = read(as_csv(rows, separator).encode(encoding))
    assert [each.name for each in made.audiences] == ODD
    assert [str(each.record("nl")) for each in made.audiences] == ODD


def test_cp1252_and_a_sep_line(read: MakeList) -> None:
    made = read("sep=;\r\ncode;naam\r\na;Súdwest-Fryslân\r\n".encode("cp1252"))
    assert (made.audiences[0].name, made.audiences[0].at.line) == ("Súdwest-Fryslân", 3)


def test_a_row_is_named_by_its_first_line(read: MakeList) -> None:
    made = read('code,naam\n\na,"Gemeente\nAa"\nb,Bee\n')
    assert [each.row for each in made.audiences] == ["lijst.csv, line 3", "lijst.csv, line 5"]
    assert made.audiences[0].name == "Gemeente Aa"
    assert str(made.audiences[1].at) == "content/audiences/lijst.csv:5:1"


def test_headings_become_names_and_cells_get_types(read: MakeList) -> None:
    made = read(
        "code;naam;Aantal inwoners;Per km²;Sinds;Lid;Postcode\n0344;Utrecht;1.234;12,5;1-2-1999;ja;0344\n",
        HEAD + "fields: {Aantal inwoners: integer, per_km²: number, sinds: date, lid: boolean}\n",
    )
    record = made.audiences[0].record("nl")
    assert made.fields == ("code", "naam", "aantal_inwoners", "per_km²", "sinds", "lid", "postcode")
    assert record["aantal_inwoners"] == 1234
    assert str(record["aantal_inwoners"]) == "1234"
    assert record["per_km²"] == 12.5
    assert record["sinds"] == "1999-02-01"
    assert record["lid"] is True
    assert record["postcode"] == record.id == "0344"


@pytest.mark.parametrize(
    ("cells", "separator", "numbers"),
    [
        (["1.234", "1,5"], ";", [1234, 1.5]),
        (["1.234"], ";", [1234]),
        (["52.374", "4.9"], ";", [52.374, 4.9]),
        (["1,234"], ",", [1234]),
        (["1,5", "1.234"], ",", [1.5, 1234]),
        (["1,234.5", "2,000"], ",", [1234.5, 2000]),
        (["1.234.567", "2.000"], ",", [1234567, 2000]),
        (["-007", "-0.5"], ",", [-7, -0.5]),
    ],
)
def test_decimal_marks_are_told_from_the_column(
    cells: list[str], separator: str, numbers: list[float], read: MakeList
) -> None:
    rows = [["code", "naam", "x"], *([f"c{n}", "n", cell] for n, cell in enumerate(cells))]
    made = read(as_csv(rows, separator).replace('"', "") if separator == ";" else as_csv(rows),
                HEAD + "fields: {x: number}\n")  # fmt: skip
    assert [each.record("nl")["x"] for each in made.audiences] == numbers


def test_forms_by_language(read: MakeList) -> None:
    made = read(
        "code,naam,naam.en,naam.fy,naam_in.nl,naam_in.en\na,Fryslân,Friesland,,in Fryslân,in Frisia\n"
    )  # fmt: skip
    audience = made.audiences[0]
    assert (str(audience.record("en-GB")), audience.record("en").naam) == ("Friesland", "Friesland")
    assert audience.record("en").name == "Friesland"
    assert str(audience.record("fy")) == str(audience.record("de")) == audience.name == "Fryslân"
    assert audience.record("nl").naam_in == "in Fryslân"
    with pytest.raises(ContentError, match=r"lijst.csv, line 2"):
        expressions.Names({"audience": audience.record("de")}, "de").text("audience.naam_in", None)
    assert made.fields == ("code", "naam", "naam_in")


def test_a_name_with_forms_only_is_absent_elsewhere(read: MakeList) -> None:
    audience = read("code,naam.nl,naam.en\na,Aa,Ay\n").audiences[0]
    assert (audience.name, str(audience.record("de"))) == ("Aa", "Aa")
    assert not hasattr(audience.record("de"), "name")
    assert audience.record("en").name == "Ay"


def test_a_name_with_a_filter_follows_the_language(read: MakeList) -> None:
    definition = HEAD.replace("{{ naam }}", "{{ naam }}, {{ dag | date }}") + "fields: {dag: date}\n"
    audience = read("code,naam,dag\na,Aa,2026-12-10\n", definition).audiences[0]
    assert audience.record("nl").name == "Aa, 10 december 2026"
    assert audience.record("en").name.startswith("Aa, December 10")


def test_groups_and_empty_cells(read: MakeList) -> None:
    made = read(
        "code,naam,inwoners\na,Aa,250000\nb,Bee,\nc,Cee,5\n",
        HEAD + 'fields: {inwoners: integer}\ngroups: {groot: "inwoners >= 100000", leeg: "inwoners is not defined",'
        " cee: \"name == 'Cee' and id == 'c'\"}\n",
    )
    assert made.groups == ("groot", "leeg", "cee")
    assert [set(each.groups) for each in made.audiences] == [{"groot"}, {"leeg"}, {"cee"}]
    first, second, _ = (expressions.Names({"audience": each.record("nl")}, "nl") for each in made.audiences)
    assert first.evaluate("'groot' in audience.groups", None) is True
    assert second.evaluate("audience.inwoners | default('geen')", None) == "geen"
    assert second.evaluate("audience.inwoners > 5", None, lenient=True) is False
    with pytest.raises(ContentError, match=r"its cell is empty: lijst.csv, line 3"):
        second.text("audience.inwoners", None)


def test_settings_of_a_row(read: MakeList) -> None:
    made = read(
        'code,naam,talen,merk,kleur,beeld,bestand\na,Aa,"nl, en-GB",avond,#2A7F77,logos/a.svg,Deck Aa\nb,Bee,,,,,\n',
        HEAD + 'language: "{{ talen }}"\nbrand: "{{ merk }}"\naccent: "{{ kleur }}"\nlogo: "{{ beeld }}"\n'
        'file_name: "{{ bestand }}"\n',
        **{"logos/a.svg": "<svg/>"},
    )
    first, second = made.audiences
    assert (first.languages, first.brand, first.accent, first.logo, first.file_name) == (
        ("nl", "en-GB"), "avond", "#2A7F77", "logos/a.svg", "Deck Aa",
    )  # fmt: skip
    assert (second.languages, second.brand, second.logo, second.file_name) == ((), "", "", "")
    assert first.record("nl").brand == "avond"


def test_values_are_data_only(read: MakeList) -> None:
    made = read("code,naam,x\na,{{ code }} **b**,\x01../../{{ 7 * 7 }}\x02\n")
    assert made.audiences[0].name == "{{ code }} **b**"
    assert made.audiences[0].record("nl").x == "../../{{ 7 * 7 }}"


def test_nfc(read: MakeList) -> None:
    assert read("code,naam\na,Su\u0301dwest\n").audiences[0].name == "Súdwest"


def test_workbook(read: MakeList) -> None:
    rows = [
        ["Code", "Naam", "Aantal", "Vanaf", "Deel", "Lid"],
        ["0344", "Súdwest-Fryslân", 12.0, datetime.datetime(2026, 1, 2), 0.1 + 0.2, True],
        [],
        [17, "上海市", None, None, None, None],
    ]
    definition = HEAD.replace(".csv", ".xlsx") + "fields: {aantal: integer, vanaf: date, lid: boolean}\n"
    made = read("", definition, **{"lijst.xlsx": workbook(rows)})
    first, second = made.audiences
    record = first.record("nl")
    assert (first.id, first.row, str(record["aantal"]), record["vanaf"]) == (
        "0344",
        "lijst.xlsx, row 2",
        "12",
        "2026-01-02",
    )
    assert (str(record["deel"]), record["deel"] > 0, record["lid"]) == ("0.3", True, True)
    assert (second.id, second.name, second.at.line) == ("17", "上海市", 4)


def test_sheet_of_a_workbook(read: MakeList) -> None:
    book = workbook([["code", "naam"], ["a", "Aa"]], "Teams")
    definition = HEAD.replace(".csv", ".xlsx")
    assert read("", definition + "sheet: Teams\n", **{"lijst.xlsx": book}).audiences[0].name == "Aa"
    with pytest.raises(ContentError, match="did you mean 'Teams'"):
        read("", definition + "sheet: Taems\n", **{"lijst.xlsx": book})


def repacked(book: bytes, member: str, change: Any) -> bytes:
    source, stream = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.infolist():
            data = source.read(each)
            target.writestr(each.filename, change(data) if each.filename == member else data)
    return stream.getvalue()


BOOK = workbook([["code", "naam"], ["a", "Aa"]])
ENTITIES = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (b"PK nothing", "is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "password"),
        (BOOK[: len(BOOK) // 2], "is no Excel workbook"),
        (repacked(BOOK, "xl/worksheets/sheet1.xml", lambda data: ENTITIES + data), "declares entities"),
        (repacked(BOOK, "xl/worksheets/sheet1.xml", lambda data: data[:-40]), "damaged"),
        (repacked(BOOK, "docProps/app.xml", lambda data: b" " * 310_000_000), "unpacks to more"),
    ],
)
def test_a_workbook_that_does_not_serve(book: bytes, said: str, read: MakeList) -> None:
    with pytest.raises(ContentError, match=said):
        read("", HEAD.replace(".csv", ".xlsx"), **{"lijst.xlsx": book})


def test_a_formula_that_fails_is_named(read: MakeList) -> None:
    with pytest.raises(ContentError, match=r"'naam' gives #N/A in lijst.xlsx, row 2"):
        read("", HEAD.replace(".csv", ".xlsx"), **{"lijst.xlsx": workbook([["code", "naam"], ["a", "#N/A"]])})


def test_json(read: MakeList) -> None:
    text = json.dumps(
        [{"code": "a", "naam": "Aa", "n": 1e3}, {"code": 12, "naam": "上海市", "lid": True, "n": None}], indent=1
    )
    made = read("", HEAD.replace(".csv", ".json") + "fields: {n: integer}\n", **{"lijst.json": text})
    first, second = made.audiences
    assert (first.record("nl").n, second.id, second.row) == (1000, "12", "lijst.json, row 2")
    assert second.at.line == 7
    assert not hasattr(second.record("nl"), "n")


@pytest.mark.parametrize(
    "text", ["", "{}", "[", "[1]", "[{}", '[{"code": "a"} {}]', "[{}]x", '[{"code": []}]', '[{"a": 1, "a": 2}]', "[]",
             "[" * 100_000, '[{"code": 1e999999999, "naam": NaN, "x": {}}]', '[{"code": "\\ud800", "naam": 1}, ]'],
)  # fmt: skip
def test_json_that_does_not_serve(text: str, read: MakeList) -> None:
    with pytest.raises(ContentError):
        read("", HEAD.replace(".csv", ".json"), **{"lijst.json": text})


def test_yaml(read: MakeList) -> None:
    text = "- {code: 0344, naam: Utrecht}\n- code: no\n  naam: Noord\n  leeg:\n"
    made = read("", HEAD.replace(".csv", "-rijen.yml"), **{"lijst-rijen.yml": text})
    assert [each.id for each in made.audiences] == ["0344", "no"]
    assert made.audiences[1].row == "lijst-rijen.yml, line 2"


DATABASE = 'database: LIJST_DB\nquery: SELECT code, naam, n FROM gemeenten ORDER BY code\nid: "{{ code }}"\nname: "{{ naam }}"\n'


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sqlalchemy = pytest.importorskip("sqlalchemy")
    path = tmp_path / "lijst.db"
    engine = sqlalchemy.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE gemeenten (code TEXT, naam TEXT, n REAL)")
        connection.exec_driver_sql(
            "INSERT INTO gemeenten VALUES ('0344', 'Utrecht', 12.0), ('b', 'Bergen (NH.)', NULL)"
        )
    engine.dispose()
    monkeypatch.setenv("LIJST_DB", f"sqlite:///{path}")
    return path


def test_database(database: Path, read: MakeList) -> None:
    made = read("", DATABASE + "fields: {n: integer}\n")
    assert [each.id for each in made.audiences] == ["0344", "b"]
    assert str(made.audiences[0].record("nl").n) == "12"
    assert made.audiences[1].row == "lijst.yaml, row 2 of the query"
    assert len(made.files) == 1


def test_a_database_is_left_alone_where_asked(read: MakeList, tmp_path: Path) -> None:
    write_files(tmp_path / "content/audiences", {"lijst.yaml": DATABASE + 'groups: {a: "n > 1"}\n'})
    made = load_list("lijst", Project.at(tmp_path), connect=False)
    assert (list(made.audiences), made.groups) == ([], ("a",))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("DELETE FROM gemeenten", "does not read"),
        ("SELECT code FROM gemeenten; DELETE FROM gemeenten", "more than one statement"),
        ("WITH x AS (SELECT 1) DELETE FROM gemeenten", "readonly"),
        ("SELECT code FROM gemeente", "no such table"),
    ],
)
def test_a_query_only_reads(query: str, said: str, database: Path, read: MakeList) -> None:
    with pytest.raises(ContentError, match=said):
        read("", DATABASE.replace("SELECT code, naam, n FROM gemeenten ORDER BY code", f'"{query}"'))
    assert len(read("", DATABASE).audiences) == 2


@pytest.mark.parametrize(
    "address",
    [
        "",
        "geheim",
        "postgresql://jan:geheim@localhost:1/x",
        "nergens://jan:geheim@h/x",
        "sqlite:////geheim/nergens/x.db",
    ],
)
def test_no_address_is_ever_printed(address: str, read: MakeList, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIJST_DB", address)
    with pytest.raises(ContentError) as raised:
        read("", DATABASE)
    assert "LIJST_DB" in str(raised.value) or "driver" in str(raised.value)
    assert "geheim" not in str(raised.value)
    assert "jan" not in str(raised.value)


def test_an_address_in_the_file_is_refused_and_not_repeated(read: MakeList) -> None:
    with pytest.raises(ContentError, match="does not belong in a file") as raised:
        read("", DATABASE.replace("LIJST_DB", "postgresql://jan:geheim@h/x"))
    assert "geheim" not in str(raised.value)


def test_several_lists_have_ids_of_their_own(read: MakeList, tmp_path: Path) -> None:
    read("code,naam\na,Aa\n", **{"twee.yaml": HEAD.replace("lijst", "twee"), "twee.csv": "code,naam\nx,X\na,Bee\n"})
    with pytest.raises(ContentError, match=r"twee.csv, line 3: the id 'a' stands in lijst.csv, line 2 too"):
        load_lists(["lijst", "twee"], Project.at(tmp_path))
    assert len(load_lists(["lijst", "lijst"], Project.at(tmp_path))) == 1


def test_an_unknown_list_is_wrong_usage(read: MakeList, tmp_path: Path) -> None:
    read("code,naam\na,Aa\n")
    for name in ("lijts", "../lijst", "lijst.yaml"):
        with pytest.raises(UsageError, match="there is no audience list"):
            load_list(name, Project.at(tmp_path))


def test_audiences_can_be_sent_to_other_processes(read: MakeList) -> None:
    audience = read("code,naam,naam.en\na,Aa,Ay\n").audiences[0]
    assert str(pickle.loads(pickle.dumps(audience)).record("en")) == "Ay"


def _calls(work: Callable[[], object]) -> int:
    """Return how many calls some work makes: the same on an idle machine and on a busy one."""
    count = 0

    def see(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_the_rows_and_not_faster(read: MakeList) -> None:
    settings = HEAD + 'fields: {n: integer, dag: date}\ngroups: {groot: "n > 500"}\n'

    def work(total: int) -> None:
        rows = "".join(f"c{n},Gemeente {n},{n},Utrecht,2026-01-01,x\n" for n in range(total))
        for audience in read("code,naam,n,p,dag,x\n" + rows, settings).audiences:
            audience.record("nl")

    few, many = _calls(lambda: work(500)), _calls(lambda: work(2000))
    assert many < 4.2 * few
    assert many / 2000 < 600  # for each row


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_bytes_break_the_reader(data: bytes, tmp_path: Path) -> None:
    from builder.content.tables.reading import read_table

    path, findings = tmp_path / "x.csv", Findings()
    path.write_bytes(data)
    table = read_table(path, "x.csv", findings)
    assert table is not None or findings.errors
    if table:
        assert all(len(row.cells) == len(table.header) for row in table.rows)


@given(names=st.lists(CELL.filter(lambda text: any(each.isalnum() for each in text)), min_size=1, max_size=5))
def test_what_is_written_is_read(names: list[str], tmp_path: Path) -> None:
    from builder.content.tables.cells import clean

    rows = [["code", "naam"], *([f"c{n}", name] for n, name in enumerate(names))]
    write_files(tmp_path / "content/audiences", {"lijst.csv": as_csv(rows), "lijst.yaml": HEAD})
    made = load_list("lijst", Project.at(tmp_path))
    assert [each.record("nl").naam for each in made.audiences] == [clean(name) for name in names]


def test_two_rows_whose_ids_and_names_make_one_file_name_are_told(tmp_path: Path, read: MakeList) -> None:
    with pytest.raises(ContentError) as raised:
        read("code,naam\na,B C\na-b,C\n")
    assert [each.rule for each in raised.value.found] == ["duplicate-file-name"]
    assert len(read("code,naam\na,B C\na-b,D\n").audiences) == 2
