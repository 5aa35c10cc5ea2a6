"""A comparison across types is true or told, never silently false."""

from __future__ import annotations

import pickle

import pytest

from builder.content.expressions import Names, Unlike, value_of
from builder.content.tables.columns import Column, mark_for
from builder.content.tables.typed import Percentage
from builder.content.tables.untyped import Cell, value_in
from builder.diagnostics import ContentError
from tests.content.tables.conftest import Build, texts
from tests.tools.projects import SmallProject

LIJST = "code;naam;jaar;actief;inwoners;aandeel;sinds\n1680;Aa;2024;nee;1.200;12,5%;1-2-2020\n0344;Bee;2023;ja;900;8%;10-12-2026\n"
TABLE = '- {kind: table, id: t, title: T, columns: [jaar, aantal], data: {file: d.csv, where: "%s"}}\n'
END = "- {kind: statement, id: einde, text: einde}\n"


def column(*cells: str) -> list[Cell]:
    """Make a column of a list."""
    made = Column("x", "list", lambda: cells, lambda: mark_for(cells, ",", frozenset))
    return [Cell(cell, made) for cell in cells]


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("audience.jaar == 2024", "1680"),
        ("2024 == audience.jaar", "1680"),
        ("audience.jaar == '2024'", "1680"),
        ("audience.jaar != 2024", "0344"),
        ("audience.jaar == jaar", "1680"),
        ("audience.jaar in jaren", "1680"),
        ("audience.jaar not in jaren", "0344"),
        ("audience.jaar in ['2024', '2025']", "1680"),
        ("audience.code == code", "1680"),
        ("audience.id == 1680", "1680"),
        ("audience.id == '0344'", "0344"),
        ("audience.actief", "0344"),
        ("not audience.actief", "1680"),
        ("audience.actief == 'ja'", "0344"),
        ("audience.actief == true", "0344"),
        ("audience.actief != true", "1680"),
        ("audience.inwoners > 1000", "1680"),
        ("audience.inwoners == 1200", "1680"),
        ("audience.inwoners < 1000", "0344"),
        ("audience.aandeel > 0.1", "1680"),
        ("audience.aandeel == 0.125", "1680"),
        ("audience.sinds == '2020-02-01'", "1680"),
        ("audience.sinds > '2025-01-01'", "0344"),
    ],
)
def test_an_untyped_column_is_compared_as_what_it_holds(condition: str, wanted: str, build_for: Build) -> None:
    slide = f'- {{kind: statement, id: a, text: gekozen, when: "{condition}"}}\n'
    made = build_for(
        slide + END, "l.csv", LIJST, variables="variables: {jaar: 2024, code: 1680, jaren: [2024, 2025]}\n"
    )
    assert {each for each, said in texts(made).items() if "gekozen" in said} == {wanted}


@pytest.mark.parametrize(
    ("condition", "more", "said"),
    [
        ("audience.code == 344", "", "the column 'code'"),
        ("audience.naam == 5", "", "the column 'naam'"),
        ("audience.naam > 5", "", "fields: {naam: integer}"),
        ("audience.actief == 1", "", "fields: {actief: boolean}"),
        ("audience.jaar == 2024", "fields: {jaar: text}\n", None),
        ("audience.jaar == 2024.0", "fields: {jaar: text}\n", "the column 'jaar'"),
        ("audience.actief == 'ja'", "fields: {actief: boolean}\n", "true or false"),
        ("audience.jaar == '02024'", "fields: {jaar: integer}\n", "the number 2024"),
        ("audience.sinds == 2020", "fields: {sinds: date}\n", "the column 'sinds'"),
        ("woord == 3", "", "'drie' is text"),
        ("keus == 'ja'", "", "true or false"),
    ],
)
def test_what_cannot_be_compared_is_told(condition: str, more: str, said: str | None, build_for: Build) -> None:
    slide = f'- {{kind: statement, id: a, text: gekozen, when: "{condition}"}}\n'
    made = build_for(slide + END, "l.csv", LIJST, more, variables="variables: {woord: drie, keus: true}\n")
    if said is None:
        assert made.code == 0
    else:
        assert made.code == 1
        assert said in str(made.findings)


def test_a_flag_among_other_words_is_told(build_for: Build) -> None:
    slide = '- {kind: statement, id: a, text: gekozen, when: "audience.actief"}\n'
    made = build_for(slide + END, "l.csv", "code;naam;actief\na;Aa;nee\nb;Bee;onbekend\n")
    assert made.code == 1
    assert "'nee' in the column 'actief'" in str(made.findings)
    assert "fields: {actief:" in str(made.findings)


def test_groups_compare_as_conditions_do(build_for: Build) -> None:
    more = 'groups: {nieuw: "jaar == 2024", actief: "actief", groot: "inwoners >= 1000"}\n'
    slide = "- {kind: statement, id: a, text: \"{{ audience.groups | join(', ') }}.\"}\n"
    made = texts(build_for(slide, "l.csv", LIJST, more))
    assert ("groot, nieuw." in made["1680"], "actief." in made["0344"]) == (True, True)


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ("code == audience.id", {"1680": ["9"], "0344": ["10"]}),
        ("code != audience.id", {"1680": ["10", "11"], "0344": ["9", "11"]}),
        ("audience.id == code", {"1680": ["9"], "0344": ["10"]}),
        ("code == audience.code and jaar == 2024", {"1680": ["9"], "0344": ["10"]}),
        ("jaar > audience.jaar", {"1680": ["11"], "0344": ["9", "10", "11"]}),
        ("code in [audience.id, '0014']", {"1680": ["9", "11"], "0344": ["10", "11"]}),
    ],
)
def test_rows_are_found_by_a_code_whatever_it_looks_like(
    where: str, wanted: dict[str, list[str]], build_for: Build
) -> None:
    data = "code;jaar;aantal\n1680;2024;9\n0344;2024;10\n0014;2025;11\n"
    made = texts(build_for(TABLE % where + END, "l.csv", LIJST, **{"d.csv": data}))
    assert {id_: [t for t in said if t in ("9", "10", "11")] for id_, said in made.items()} == wanted


@pytest.mark.parametrize(
    ("data", "where", "found"),
    [
        (
            "code;jaar;aantal\n1680;2024;9\n344;2024;10\n",
            "code == audience.id",
            "write the code with its zeros in both places",
        ),
        (
            "code;jaar;aantal\n1680;2024;9\n344;2024;10\n",
            "code != audience.id",
            "write the code with its zeros in both places",
        ),
        ("code;jaar;aantal\n1680;n.b.;9\n0344;n.b.;10\n", "jaar == 2024", "the column holds text"),
        ("code;jaar;aantal\n1680;1,5;9\n0344;1.234;10\n0014;1.5;1\n", "jaar > 2", "may be read in two ways"),
    ],
)
def test_rows_that_cannot_be_compared_are_told(data: str, where: str, found: str, build_for: Build) -> None:
    made = build_for(TABLE % where + END, "l.csv", LIJST, **{"d.csv": data})
    assert made.code == 1
    assert found in str(made.findings)


@pytest.mark.parametrize(("given", "wanted"), [("nee", False), ("ja", True), ("false", False), ("0", False)])
def test_a_flag_that_is_set_stays_a_flag(given: str, wanted: bool, project: SmallProject) -> None:
    project.write(
        "- {kind: statement, id: a, text: gekozen, when: vlag}\n" + END,
        "title: T\nlanguage: nl\nvariables: {vlag: true}\nslides:\n",
    )
    made = project.build("--set", f"vlag={given}")
    assert ("gekozen" in texts(made)[""] if "" in texts(made) else "gekozen" in str(texts(made))) is wanted
    assert project.build("--set", "vlag=misschien").code == 2


@pytest.mark.parametrize("given", ["2024", "'2024'"])
def test_a_number_that_is_set_is_what_it_is_compared_with(given: str, project: SmallProject) -> None:
    head = f"title: T\nlanguage: nl\nvariables: {{jaar: {given}}}\nslides:\n"
    project.write("- {kind: statement, id: a, text: gekozen, when: \"jaar == '2025'\"}\n" + END, head)
    assert "gekozen" in str(texts(project.build("--set", "jaar=2025")))


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("audience.inwoners | number", "1.200"), ("audience.inwoners | int + 1", "1201"), ("audience.n | number", "1,5"),
        ("audience.n | float + 1", "2,5"), ("audience.sinds | date", "1 februari 2020"), ("audience.deel | percent", "25%"),
    ],
)  # fmt: skip
def test_filters_read_a_cell_as_its_column(expression: str, wanted: str, build_for: Build) -> None:
    rows = "code;naam;inwoners;n;sinds;deel\na;Aa;1.200;1,5;1-2-2020;0,25\nb;Bee;900;2,5;2-2-2020;1\n"
    made = texts(build_for(f"- {{kind: statement, id: s, text: '{{{{ {expression} }}}}'}}\n", "l.csv", rows))
    assert made["a"][0].replace("\u00a0", "") == wanted


def test_cells_stay_what_they_are_in_another_process() -> None:
    cells = column("1680", "0344")
    sent = pickle.loads(pickle.dumps(cells))
    assert sent == cells
    assert sent[0] == 1680
    with pytest.raises(Unlike):
        assert sent[1] == 344
    percentage = pickle.loads(pickle.dumps(Percentage("12.5%")))
    assert (percentage, str(percentage)) == (0.125, "12.5%")


def test_a_number_compared_with_text_of_another_writing_is_told() -> None:
    names = Names({"n": value_of("344"), "half": value_of("0.5")}, "nl")
    assert names.evaluate("n == '344'", None) is True
    assert names.evaluate("n == 'geen'", None) is False
    assert names.evaluate("half == '0.5' and n != '345'", None) is True
    with pytest.raises(ContentError, match="which is text"):
        names.evaluate("n == '0344'", None)


def test_figures_of_a_column_are_numbers_in_conditions_of_data() -> None:
    made = Column("x", "data", lambda: ["1.234", "0,5"], lambda: ",")
    assert [value_in(cell, made, as_number=True) for cell in ("1.234", "0,5")] == [1234, 0.5]
    assert value_in("", made, as_number=True) == ""
    assert not value_in("", made, as_number=True) > 3


def test_a_word_for_yes_among_others_is_told_with_the_type_to_give(build_for: Build) -> None:
    slide = "- {kind: statement, id: a, text: gekozen, when: audience.actief}\n"
    made = build_for(slide + END, "l.csv", "code,naam,v,actief\na,Aa,1,ja\nb,Bee,2,misschien\n")
    assert "fields: {actief: boolean}" in made.findings[0]["hint"]


def test_reckoning_with_an_untyped_column_is_told_with_the_type_to_give(build_for: Build) -> None:
    slide = "- {kind: statement, id: a, text: '{{ audience.v * 2 }}'}\n"
    made = build_for(slide + END, "l.csv", "code;naam;v\na;Aa;1.250\nb;Bee;980\n")
    assert {each["hint"] for each in made.findings} == {"give the column its type: fields: {v: integer}"}
