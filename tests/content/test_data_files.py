"""Tables in files, as spreadsheets write them."""

from __future__ import annotations

import pytest

from builder.content.tables.notation import Mark, figure
from tests.tools.packages import A, C, DeckFile
from tests.tools.projects import SmallProject

TABLE = "- kind: table\n  id: tabel\n  title: Tabel\n  columns: [Gemeente, Aandeel]\n  data: {}\n"


def cells(deck: DeckFile) -> list[list[str]]:
    rows = deck.slides[0].iter(f"{A}tr")
    return [["".join(t.text or "" for t in cell.iter(f"{A}t")) for cell in row.iter(f"{A}tc")] for row in rows]


@pytest.mark.parametrize(
    "data",
    [
        "Gemeente;Aandeel\nSúdwest;12,5\n".encode(),
        "\ufeffGemeente;Aandeel\r\nSúdwest;12,5\r\n".encode(),
        "Gemeente;Aandeel\nSúdwest;12,5\n".encode("cp1252"),
        "Gemeente;Aandeel\nSúdwest;12,5\n".encode("utf-16"),
        "Gemeente\tAandeel\nSúdwest\t12,5\n".encode(),
        "Gemeente,Aandeel\nSúdwest,12.5\n".encode(),
        'Gemeente,Aandeel\n"Súdwest","12.5"\n'.encode(),
    ],
    ids=["semicolons", "mark", "cp1252", "utf-16", "tabs", "commas", "quotes"],
)
def test_a_file_is_read_however_it_was_saved(data: bytes, project: SmallProject) -> None:
    project.write(
        TABLE.format("cijfers.csv").replace("Aandeel]", "{text: Aandeel, format: number}]"), **{"cijfers.csv": data}
    )
    assert cells(DeckFile(project.deck())) == [["Gemeente", "Aandeel"], ["Súdwest", "12,5"]]


def test_rows_are_chosen_and_columns_ordered(project: SmallProject) -> None:
    project.write(
        TABLE.format("{file: cijfers.csv, where: \"aantal_inwoners > 50 and soort == 'x'\"}"),
        **{"cijfers.csv": "Aandeel;Gemeente;Aantal inwoners;Soort\n1;A;100;x\n2;B;20;x\n3;C;100;y\n4;D;51;x\n"},
    )
    assert cells(DeckFile(project.deck())) == [["Gemeente", "Aandeel"], ["A", "1"], ["D", "4"]]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"Gemeente;Aandeel\nA;1;2\n", b"Gemeente;Aandeel\n", b"\x00\x01\x02"])
def test_a_file_that_holds_no_table_is_a_finding(data: bytes, project: SmallProject) -> None:
    project.write(TABLE.format("cijfers.csv"), **{"cijfers.csv": data})
    made = project.build()
    assert made.code == 1
    assert made.findings[0]["file"].endswith("content/proef/cijfers.csv")
    assert made.findings[0]["line"] in (1, 2)


def test_a_chart_is_drawn_from_a_file(project: SmallProject) -> None:
    project.write(
        "- {kind: chart, id: grafiek, title: Verzuim, type: line, data: cijfers.csv}\n",
        **{"cijfers.csv": "Jaar;Kantoor;Buiten\n2023;4,5;6\n2024;;7,25\n"},
    )
    _, book = next(DeckFile(project.deck()).charts())
    assert (book["B1"], book["C1"], book["A2"], book["A3"]) == ("Kantoor", "Buiten", "2023", "2024")
    assert (float(book["B2"]), float(book["C2"]), float(book["C3"])) == (4.5, 6.0, 7.25)
    assert not book.get("B3")


@pytest.mark.parametrize(
    ("text", "mark", "wanted"),
    [
        ("1.234", ",", "1234"), ("1.234.567,8", ",", "1234567.8"), ("6,4", ",", "6.4"), ("1.5", ",", "1.5"),
        ("1,234", ".", "1234"), ("1.234", ".", "1.234"), ("n.v.t.", ",", None), ("0344", ",", "0344"),
        ("0.750", ",", "0.750"), ("1234,567", ".", "1234.567"), ("1 234,5", ".", "1234.5"), ("12,34,56", ",", None),
        ("\u22125", ".", "-5"), ("+3", ".", "3"), ("1'234'567", ",", "1234567"), ("1.23.456", ",", None),
    ],
)  # fmt: skip
def test_figures_are_read_in_the_notation_of_their_file(text: str, mark: Mark, wanted: str | None) -> None:
    assert figure(text, mark) == wanted


def test_a_table_shows_the_cells_of_a_file_as_they_are_written(project: SmallProject) -> None:
    project.files({"c.csv": "sep=;\nNaam;Aantal;Deel\nA;1.234;6,40\nB;2.500;0,5\n"})
    project.write(
        "- {kind: table, id: t, title: T, columns: [Naam, Aantal, Deel], data: c.csv}\n"
        "- {kind: table, id: f, title: F, columns: [Naam, {text: Aantal, format: number}], data: c.csv}\n"
        "- {kind: chart, id: c, title: C, type: bar, data: {file: c.csv, columns: [Naam, Aantal]}}\n"
    )
    deck = DeckFile(project.deck())
    texts = [[t.text for t in slide.iter(f"{A}t")] for slide in deck.slides]
    assert {"1.234", "6,40", "2.500", "0,5"} <= set(texts[0])
    assert {"1.234", "2.500"} <= set(texts[1])
    values = [v.text for chart, _ in deck.charts() for v in chart.iter(f"{C}v")]
    assert {"1234.0", "2500.0"} <= set(values)
