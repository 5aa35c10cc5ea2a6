"""Polls written for tools, read back by readers of others."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from builder.polls.export import tool_names
from tests.polls.project import PollProject
from tests.tools.projects import ROOT, run_cli

OPTIONS = {
    "bekend": ["Het is nieuw; helemaal", "Ik heb ervan gehoord, een beetje", "Goed & wel"],
    "toets": ["Drie", "Vier: ja", "~Vijf", "Zes\\zeven"],
    "wensen": ["Meer tijd", "Meer geld", "Meer tijd; meer geld", "Rust", "Iets anders"],
}
QUESTIONS = ['Hoe bekend is Utrecht, "echt"?', "Wat is 2 + 2 = {x}? #1", "Wat wilt u?"]
HEAD = (
    "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters", "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "Correct answer(s) - choose at least one",
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> PollProject:
    return PollProject(tmp_path_factory.mktemp("polls"))


def export(project: PollProject, tool: str, *more: str, code: int = 0) -> Path:
    made = project.poll("export", "proef", "--to", tool, "-a", "U", "--json", *more)
    assert made.code == code, made.out + made.err
    return project.root / made.json["files"][0]["file"]


def rows_of(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_kahoot(project: PollProject) -> None:
    rows = rows_of(export(project, "kahoot", code=1))
    assert tuple(rows[7][1:]) == HEAD
    assert rows[8] == [1, QUESTIONS[0], *OPTIONS["bekend"], None, 120, "1,2,3"]
    assert rows[9] == [2, QUESTIONS[1], *OPTIONS["toets"], 30, "2"]
    assert len(rows) == 10
    found = project.poll("export", "proef", "--to", "kahoot", "-a", "U", "--json").findings
    left_out = [(each["rule"], each["file"], each["line"]) for each in found if each["severity"] == "error"]
    assert left_out == [("poll-left-out", "content/proef/slides/deel.yaml", 12)]
    assert [each["slide"] for each in found if each["rule"] == "poll-no-answer"] == ["bekend"]


def test_wooclap(project: PollProject) -> None:
    rows = rows_of(export(project, "wooclap"))
    assert rows[0] == ["Type", "Title", "Correct", *(f"Choice {n}" for n in range(1, 6))]
    assert rows[1] == ["Poll", QUESTIONS[0], None, *OPTIONS["bekend"], None, None]
    assert rows[2] == ["MCQ", QUESTIONS[1], "2", *OPTIONS["toets"], None]
    assert rows[3] == ["Poll", QUESTIONS[2], None, *OPTIONS["wensen"]]


def limesurvey(path: Path) -> list[dict[str, str]]:
    """Return the rows as LimeSurvey shows their texts: marks of HTML and braces that are no expression resolved."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")), delimiter="\t"))
    for row in rows:
        row["text"] = re.sub(r"\\([{}])", r"\1", html.unescape(row["text"]))
    return rows


def test_limesurvey_has_every_language(project: PollProject) -> None:
    path = export(project, "limesurvey")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = limesurvey(path)
    assert list(rows[0]) == [
        "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other",
    ]  # fmt: skip
    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    assert settings["language"] == "nl" and settings["additional_languages"] == "en"
    asked = [(r["name"], r["type/scale"], r["text"], r["language"]) for r in rows if r["class"] == "Q"]
    assert asked[0] == ("bekend", "L", 'Hoe bekend is Utrecht, "echt"?', "nl")
    assert asked[3] == ("bekend", "L", 'How well known is Utrecht, "really"?', "en")
    assert [each[1] for each in asked] == ["L", "L", "M"] * 2
    for language in ("nl", "en"):
        answers = [(r["class"], r["name"]) for r in rows if r["class"] in ("A", "SQ") and r["language"] == language]
        assert answers == [("A", f"A{n}") for n in (1, 2, 3, 1, 2, 3, 4)] + [("SQ", f"SQ00{n}") for n in range(1, 6)]
    assert [r["text"] for r in rows if r["class"] == "SL" and r["name"] == "surveyls_title"] == [
        "Proef & peil",
        "Trial & poll",
    ]


def test_limesurvey_keeps_every_option_apart(tmp_path: Path) -> None:
    """Its importer numbers rows without an id from 1, evaluates {x}, and takes quotation marks round a cell away."""
    project = PollProject(tmp_path)
    slides = [
        f"- {{kind: poll, id: veel{n}, question: Wat?, multiple: true, options: [a, b, c, d, e, f, '\"g\"', '{{x}}']}}\n"
        for n in range(3)
    ]
    project.part.write_text(project.part.read_text() + "".join(slides))
    path = export(project, "limesurvey")
    rows = [row for row in limesurvey(path) if row["class"] in ("Q", "SQ")]
    ids = {(row["language"], row["id"]) for row in rows}
    assert len(ids) == len(rows) and all(row["id"].isdecimal() for row in rows)
    assert {i for language, i in ids if language == "nl"} == {i for language, i in ids if language == "en"}
    parents = {row["id"]: row["name"] for row in rows if row["class"] == "Q"}
    last = [(parents[r["related_id"]], r["text"]) for r in rows if r["class"] == "SQ" and r["language"] == "nl"][-2:]
    assert last == [("veel2", '"g"'), ("veel2", "{x}")]
    text = path.read_text()
    assert '"' not in text and not re.search(r"(?<!\\)[{}]", text)


def test_gift_holds_what_has_a_right_answer(project: PollProject) -> None:
    made = project.poll("export", "proef", "--to", "gift", "-a", "U", "--json")
    assert made.code == 0
    assert [(each["rule"], each["slide"]) for each in made.findings] == [
        ("poll-left-out", "bekend"),
        ("poll-left-out", "wensen"),
    ]
    text = (project.root / made.json["files"][0]["file"]).read_text()
    assert "::toets::[plain]Wat is 2 + 2 \\= \\{x\\}? \\#1 {" in text
    assert "\t~Drie\n\t=Vier\\: ja\n\t~\\~Vijf\n\t~Zes\\\\zeven\n}" in text


@pytest.mark.parametrize(("tool", "prefix"), [("qti", ""), ("qti3", "qti-")])
def test_qti_package(project: PollProject, tool: str, prefix: str) -> None:
    with zipfile.ZipFile(export(project, tool)) as package:
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        listed = [each.get("href") for each in manifest.iter() if each.tag.endswith("}resource")]
        assert sorted(map(str, listed)) == sorted(set(package.namelist()) - {"imsmanifest.xml"})
        items = {str(name): ElementTree.fromstring(package.read(str(name))) for name in listed}
    said = [each.text for each in manifest.iter() if each.tag.split("}")[1] in ("schema", "schemaversion")]
    assert said == (["QTI Package", "3.0.0"] if prefix else ["QTIv2.2 Package", "1.0.0"])  # the schemas take no other
    for name, item in items.items():
        slide = name.removeprefix("items/").removesuffix(".xml")
        interaction = next(
            each
            for each in item.iter()
            if each.tag.split("}")[1].lower().replace("-", "").endswith("choiceinteraction")
        )
        prompt, *choices = list(interaction)
        assert prompt.text == QUESTIONS[list(OPTIONS).index(slide)]
        assert [each.text for each in choices] == OPTIONS[slide]
        most = interaction.get("max-choices" if prefix else "maxChoices")
        assert most == ("0" if slide == "wensen" else "1")
        right = [each.text for each in item.iter() if each.tag.split("}")[1] == f"{prefix}value"]
        assert right == ([choices[1].get("identifier")] if slide == "toets" else [])


def test_text_and_zoom(project: PollProject) -> None:
    text = export(project, "text").read_text()
    assert text.split("\n\n")[0] == "\n".join([QUESTIONS[0], *OPTIONS["bekend"]])
    assert "(Meer antwoorden mogelijk)" in text and "(Juist antwoord: Vier: ja)" in text
    polls = json.loads(export(project, "zoom-api").read_text())
    assert [each["questions"][0]["answers"] for each in polls] == list(OPTIONS.values())
    assert [each["questions"][0]["type"] for each in polls] == ["single", "single", "multiple"]
    assert [each["questions"][0].get("right_answers") for each in polls] == [None, ["Vier: ja"], None]


def test_a_single_choice_with_two_right_answers_takes_several(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    project.part.write_text(project.part.read_text().replace("correct: B", "correct: [B, D]"))
    asked = json.loads(export(project, "zoom-api").read_text())[1]["questions"][0]
    assert (asked["type"], asked["right_answers"]) == ("multiple", ["Vier: ja", "Zes\\zeven"])  # single takes one alone


def test_zoom_names_are_within_its_limits(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    long, question = "een-naam-" * 8 + "x", "W" * 256
    project.part.write_text(
        project.part.read_text().replace("id: wensen", f"id: {long}").replace("Wat wilt u?", question)
    )
    found = project.poll("export", "proef", "--to", "zoom-api", "--json").findings
    assert [(each["rule"], each["line"]) for each in found] == [("poll-limit", 10), ("poll-limit", 8)]


def test_language_and_audience_choose_the_wording(project: PollProject) -> None:
    made = project.poll("export", "proef", "--to", "text", "-a", "all", "-l", "all", "--json").json["files"]
    assert [(each["audience"], each["languages"]) for each in made] == [
        ("U", ["nl"]),
        ("U", ["en"]),
        ("G", ["nl"]),
        ("G", ["en"]),
    ]
    texts = [(project.root / each["file"]).read_text().splitlines()[0] for each in made]
    assert texts[1] == 'How well known is Utrecht, "really"?' and texts[2] == 'Hoe bekend is Den Haag, "echt"?'
    plain = project.poll("export", "proef", "--to", "text", "--json").json["files"][0]
    assert (project.root / plain["file"]).read_text().startswith('Hoe bekend is uw gemeente, "echt"?')


@pytest.mark.parametrize("tool", tool_names())
def test_the_same_bytes_each_time(project: PollProject, tool: str, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        run_cli("poll", "export", "sociale-innovatie", "--to", tool, "-o", tmp_path / folder, "--project", ROOT)
    (first,), (second,) = (list((tmp_path / folder).iterdir()) for folder in ("a", "b"))
    assert first.name == second.name and first.read_bytes() == second.read_bytes()


def test_a_limit_is_told_at_its_line_and_nothing_is_cut(tmp_path: Path) -> None:
    project = PollProject(tmp_path, english=False)
    long = "Een antwoord " + "dat doorgaat " * 8 + "tot het einde"
    project.part.write_text(project.part.read_text().replace("Drie", long).replace("Wat wilt u?", "W" * 121))
    made = project.poll("export", "proef", "--to", "kahoot", "--json")
    assert made.code == 1
    over = [(each["line"], each["message"].split(";")[0]) for each in made.findings if each["rule"] == "poll-limit"]
    assert over == [(5, f"the option has {len(long)} characters"), (10, "the question has 121 characters")]
    assert long in str(rows_of(project.root / made.json["files"][0]["file"]))


def test_wrong_usage(project: PollProject) -> None:
    assert project.poll("export", "proef", "--to", "kahot").code == 2
    assert "did you mean 'kahoot'" in project.poll("export", "proef", "--to", "kahot").err
    assert project.poll("export", "proef", "--to", "text", "-l", "fr").code == 2
    assert project.poll("export", "proef", "--to", "text", "-a", "niemand").code == 2
