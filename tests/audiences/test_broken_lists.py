"""Every fault of a list: its rule, its place, what is said; all in one run."""

from __future__ import annotations

import pytest

from builder.diagnostics import ContentError
from tests.audiences.conftest import HEAD, MakeList

GOOD = "code,naam\na,Aa\n"
SETTINGS = {
    key: HEAD + f"{key}: \"{{{{ x | default('') }}}}\"\n"
    for key in ("language", "accent", "logo", "file_name", "brand")
}
TYPED = HEAD + "fields: {x: %s}\n"
IN_ROWS = [
    (TYPED % "integer", "code,naam,x\na,A,1\nb,B,veel\n", "cell-type", 3, "'veel' in the column 'x' is not a whole"),
    (TYPED % "integer", "code,naam,x\na,A,1.5\n", "cell-type", 2, "'1.5'"),
    (TYPED % "number", "code,naam,x\na,A,1e5\n", "cell-type", 2, "not a number"),
    (TYPED % "number", f"code,naam,x\na,A,{'9' * 40}\n", "cell-type", 2, "not a number"),
    (TYPED % "date", "code,naam,x\na,A,31-2-2026\n", "cell-type", 2, "not a date"),
    (TYPED % "date", "code,naam,x\na,A,12/31/2026\n", "cell-type", 2, "not a date"),
    (TYPED % "boolean", "code,naam,x\na,A,misschien\n", "cell-type", 2, "not true or false"),
    (HEAD, "code,naam\na,A\nb,B\na,C\n", "duplicate-id", 4, "lijst.csv, line 4: the id 'a' stands in lijst.csv, line 2"),
    (HEAD, "code,naam\n,A\n", "empty-id", 2, "the id is empty"),
    (HEAD, "code,naam\na,\n", "empty-name", 2, "the name is empty"),
    (HEAD, "code,naam\na b,A\n", "list-id", 2, "'a b' cannot be an id"),
    (HEAD, "code,naam\n../a,A\n", "list-id", 2, "cannot be an id"),
    (HEAD, "code,naam\n..,A\n", "list-id", 2, "cannot be an id"),
    (HEAD, f"code,naam\n{'a' * 61},A\n", "list-id", 2, "longer than 60"),
    (HEAD, "code,naam\nAll,A\n", "list-id", 2, "already has a meaning"),
    (HEAD, "code,naam\nplain,A\n", "list-id", 2, "already has a meaning"),
    (HEAD, "code,naam\nCOM1,A\n", "list-id", 2, "Windows"),
    (HEAD, "code,naam\nnul.txt,A\n", "list-id", 2, "Windows"),
    (HEAD, "code,naam\nGroß,A\ngross,B\n", "duplicate-file-name", 3, "also that of lijst.csv, line 2"),
    (SETTINGS["file_name"], "code,naam,x\na,A,Deck\nb,B,DECK\n", "duplicate-file-name", 3, "line 2 ('Deck')"),
    (SETTINGS["file_name"], "code,naam,x\na,A,\nb,B,A\n", "duplicate-file-name", 3, "line 2 ('a')"),
    (SETTINGS["file_name"], "code,naam,x\na,A,aux\n", "file-name", 2, "Windows"),
    (SETTINGS["file_name"], "code,naam,x\na,A,../b\n", "file-name", 2, "cannot be a file's name"),
    (SETTINGS["accent"], "code,naam,x\na,A,groen\n", "list-accent", 2, "'groen' is not a colour"),
    (SETTINGS["language"], "code,naam,x\na,A,nl klingonees\n", "unknown-language", 2, "'klingonees'"),
    (SETTINGS["logo"], "code,naam,x\na,A,weg.svg\n", "logo-exists", 2, "no file 'weg.svg'"),
    (SETTINGS["logo"], "code,naam,x\na,A,../../../../etc/passwd\n", "outside-project", 2, "leads out"),
    (HEAD, "code,naam\na,A,extra\n", "row-length", 2, "lijst.csv, line 2 has 3 cells, the header 2"),
    (HEAD, 'code,naam\na,"A\nB",C\n', "row-length", 2, "has 3 cells"),
    (HEAD, 'code,naam\nb,B\na,"A\n', "list-source", 3, "does not end"),
    (HEAD, "code,naam,Naam\na,A,B\n", "list-heading", 1, "'naam' and 'Naam' mean the same"),
    (HEAD, "code,naam,naam\na,A,B\n", "list-heading", 1, "stands here twice"),
    (HEAD, "code,,naam\na,x,B\n", "list-heading", 1, "column 2 has cells, but no heading"),
    (HEAD, "code,naam,groups\na,A,x\n", "list-heading", 1, "already means"),
    (HEAD, "code,naam\n", "list-empty", 1, "holds no audience"),
    (HEAD, "", "list-empty", 1, "is empty"),
    (HEAD + "file_name: \"{{ naam }} {{ x }}\"\n", "code,naam,x\na,A,\n", "empty-cell", 2, "cell of 'x' is empty"),
]  # fmt: skip
IN_DEFINITION = [
    (HEAD + "naem: x\n", "unknown-key", 4, "did you mean 'name'?"),
    ('source: lijst.csv\nname: "{{ naam }}"\n', "missing-field", 1, "'id' is missing"),
    ('id: "{{ code }}"\n', "missing-field", 1, "'source' is missing"),
    (HEAD.replace("{{ code }}", "code"), "list-id", 2, "every row would have the id 'code'"),
    (HEAD.replace("{{ code }}", "{{ kode }}"), "unknown-name", 2, "did you mean 'code'?"),
    (HEAD.replace("{{ code }}", "{{ code"), "expression", 2, "{{ has no }}"),
    ("source: lijst.csv\nid: {{ code }}\n", "yaml-key", 2, "quote the text"),
    (HEAD + "fields: {naam: tekst}\n", "unknown-value", 4, "'tekst' is not a type"),
    (HEAD + "fields: {naem: text}\n", "unknown-column", 4, "did you mean 'naam'?"),
    (HEAD + "fields: [naam]\n", "wrong-type", 4, "fields are columns with types"),
    (HEAD + 'groups: {g: "inwoner > 5"}\n', "unknown-name", 4, "there is no 'inwoner'"),
    (HEAD + 'groups: {g: "{{ naam }}"}\n', "expression", 4, "no braces"),
    (HEAD + 'groups: {"a b": "naam"}\n', "group-name", 4, "cannot be a group's name"),
    (HEAD + 'groups: {g: "naam > 5"}\n', "expression", 4, "give the column its type"),
    (HEAD + 'groups: {g: "naam.upper()"}\n', "expression", 4, ""),
    (HEAD.replace("lijst.csv", "lijts.csv"), "source-exists", 1, "did you mean 'lijst.csv'?"),
    (HEAD.replace("lijst.csv", "../../../../etc/passwd"), "outside-project", 1, "leads out of the project"),
    (HEAD.replace("lijst.csv", "lijst.yaml"), "list-source", 1, "a list of rows is needed"),
    (HEAD + "database: X\n", "list-source", 4, "both"),
    (HEAD + "sheet: X\n", "list-source", 4, "only a workbook has sheets"),
    (HEAD.replace("source: lijst.csv", "database: lijst\nquery: SELECT 1"), "list-database", 1, "environment variable"),
    (HEAD.replace("source: lijst.csv", "database: LIJST"), "missing-field", 1, "'query' is missing"),
    ("- a\n", "wrong-type", 1, "a list is keys and values"),
]


@pytest.mark.parametrize(("definition", "rows", "rule", "line", "said"), IN_ROWS)
def test_faults_of_rows(definition: str, rows: str, rule: str, line: int, said: str, read: MakeList) -> None:
    with pytest.raises(ContentError) as raised:
        read(rows, definition)
    assert [(each.rule, each.at.line if each.at else 0) for each in raised.value.found] == [(rule, line)]
    found = raised.value.found[0]
    assert found.at
    assert found.at.file == "content/audiences/lijst.csv"
    assert said in str(found)


@pytest.mark.parametrize(("definition", "rule", "line", "said"), IN_DEFINITION)
def test_faults_of_definitions(definition: str, rule: str, line: int, said: str, read: MakeList) -> None:
    with pytest.raises(ContentError) as raised:
        read(GOOD, definition)
    found = raised.value.found[0]
    assert (found.rule, found.at and found.at.line) == (rule, line), str(raised.value)
    assert said in str(found)


def test_all_faults_come_in_one_run(read: MakeList) -> None:
    with pytest.raises(ContentError) as raised:
        read(
            "code,naam,x,kleur\na,A,veel,#12\n,B,1,\na,C,2,rood\n",
            HEAD + 'fields: {x: integer, y: text}\naccent: "{{ kleur }}"\ngroups: {g: "z"}\n',
        )
    rules = {each.rule for each in raised.value.found}
    assert rules == {"cell-type", "empty-id", "duplicate-id", "list-accent", "unknown-column", "unknown-name"}
    assert sum(each.rule == "list-accent" for each in raised.value.found) == 2


def test_short_rows_and_empty_ends_are_fine(read: MakeList) -> None:
    made = read("code,naam,x,\na,A\nb,B,1,,,\n,,,\n\n")
    assert [each.id for each in made.audiences] == ["a", "b"]
