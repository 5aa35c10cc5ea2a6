"""`check` on sources: each finding at its line of YAML, what a session says of itself, what its project says of findings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.checks import facts
from builder.checks.rules.language_is_plain import reading_ease
from tests.tools.projects import HEAD, SmallProject, png, run_cli

POLL = "- {{kind: poll, id: peiling, question: {question}, options: [{options}]}}\n"
AGENDA = """\
- {kind: agenda, id: programma, items: [{text: Deel, section: deel, duration: 10}, Vragen, Pauze, Werk, Slot]}
- {kind: section, id: deel, title: Deel}
- {kind: statement, id: een, text: Een, duration: 6}
- {kind: statement, id: twee, text: Twee, duration: DUUR}
"""
SMALL = "- {kind: image, id: beeld, title: Beeld, image: foto.png, alt: Een groen vlak}\n"
LOREM = "- kind: bullets\n  id: punten\n  title: Punten\n  points:\n    - een\n    - Lorem ipsum en meer\n"
LOREM += "    - Nog een punt dat zo lang is dat de dia niet half leeg staat\n" * 3


def rules(project: SmallProject) -> set[str]:
    made = project.run("check", "--json", "proef")
    return {each["rule"] for each in made.findings}


def test_the_rules_of_sources_are_these() -> None:
    found = {rule for rule, fact in facts().items() if fact.example.part == "session"}
    assert found == {"time-adds-up", "poll-fits-tools", "language-is-plain", "variable-is-used"}


def test_slides_that_take_longer_than_the_programme(project: SmallProject) -> None:
    project.write(AGENDA.replace("DUUR", "5"))
    (found,) = project.run("check", "--json", "proef").findings
    assert (found["rule"], found["slide"], found["line"]) == ("time-adds-up", "programma", 4)
    assert "take 11 minutes, the programme gives 10" in found["message"]
    assert rules(project.write(AGENDA.replace("DUUR", "4"))) == set()


def test_a_break_takes_no_minutes_of_its_section(project: SmallProject) -> None:
    assert rules(project.write(AGENDA.replace("DUUR", "4") + "- {kind: pause, id: pauze, duration: 15}\n")) == set()


@pytest.mark.parametrize(
    ("question", "options", "told"),
    [
        ("Wat telt?", "ja, nee", []),
        ("Wat denkt u? " * 10, "ja, nee", ["the question has 129 characters; Kahoot takes 120"]),
        ("Wat telt?", "a, b, c, d, e, f, g", ["the poll has 7 options; Kahoot takes 6"]),
        ("Wat telt?", "ja, " + "lang " * 16, ["the option has 79 characters; Kahoot takes 75"]),
    ],
)
def test_polls_over_the_limits_of_tools(question: str, options: str, told: list[str], project: SmallProject) -> None:
    project.write(POLL.format(question=question, options=options))
    made = project.run("check", "--json", "proef")
    assert [each["message"] for each in made.findings if each["rule"] == "poll-fits-tools"] == told
    assert made.code == 0


def test_a_variable_that_nothing_uses(project: SmallProject) -> None:
    head = "title: Proef\nlanguage: nl\nvariables: {team: Zuid, stad: Delft}\nslides:\n"
    project.write('- {kind: statement, id: zin, text: "{{ team }}"}\n', head)
    (found,) = project.run("check", "--json", "proef").findings
    assert (found["rule"], found["line"], found["message"]) == (
        "variable-is-used",
        3,
        "nothing uses the variable 'stad'",
    )


def test_the_reading_ease_of_dutch() -> None:
    easy = ["Wij gaan naar huis. Het is daar warm. Kom je ook mee? Dan eten we soep."] * 20
    hard = [
        "De gemeentelijke beleidsmedewerkers arbeidsverhoudingen verantwoorden interdepartementale samenwerkingsverbanden."
    ] * 30
    found, other = reading_ease(easy), reading_ease(hard)
    assert found is not None and other is not None
    assert found > 90 > 0 > other
    assert reading_ease(["Kort."]) is None


def test_hard_text_is_told(project: SmallProject) -> None:
    hard = "De gemeentelijke beleidsmedewerkers verantwoorden interdepartementale samenwerkingsverbanden. " * 40
    project.write(f"- {{kind: statement, id: zin, text: Kort, notes: {hard}}}\n")
    (found,) = project.run("check", "--json", "proef").findings
    assert (found["rule"], found["severity"]) == ("language-is-plain", "info")


def test_a_finding_in_a_deck_points_to_its_line(project: SmallProject) -> None:
    made = project.write(LOREM).run("check", "--json", "proef")
    (found,) = made.findings
    assert made.code == 1
    assert (found["rule"], found["slide"], found["shape"]) == ("nothing-is-left-open", "punten", "Points 3")
    assert (found["file"], found["line"]) == ("content/proef/session.yaml", 9)


def test_what_all_audiences_have_is_told_once(project: SmallProject) -> None:
    project.files({"../audiences/lijst.yaml": 'source: lijst.csv\nid: "{{ code }}"\nname: "{{ name }}"\n'})
    project.files({"../audiences/lijst.csv": "code;name\n1;Aa\n2;Lorem ipsum\n"})
    head = "title: Proef\nlanguage: nl\naudiences: lijst\nslides:\n"
    own = '- {kind: statement, id: naam, text: "{{ audience.name }}"}\n'
    made = project.write(LOREM + own, head).run("check", "--json", "proef", "-a", "all")
    left = [each for each in made.findings if each["rule"] == "nothing-is-left-open"]
    assert [(each["slide"], each.get("audience", "")) for each in left] == [("punten", ""), ("naam", "2")]


def settings(project: SmallProject, text: str, name: str = "fandeck.yaml") -> None:
    (project.root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("severity", "code", "number"), [("off", 0, 0), ("warning", 0, 1), ("error", 1, 1)])
def test_a_project_sets_severities(severity: str, code: int, number: int, project: SmallProject) -> None:
    settings(project.write(LOREM), f"checks: {{severity: {{nothing-is-left-open: {severity}}}}}\n")
    made = project.run("check", "--json", "proef")
    assert (made.code, [each["severity"] for each in made.findings]) == (code, [severity] * number)


def test_a_project_allows_a_finding_on_a_slide(project: SmallProject) -> None:
    text = "checks:\n  allow:\n    - {rule: nothing-is-left-open, slide: punten, reason: it is about lorem ipsum}\n"
    settings(project.write(LOREM), text)
    made = project.run("check", "--json", "proef")
    assert (made.code, made.findings) == (0, [])
    assert [each["allowed"] for each in made.json["allowed"]] == ["it is about lorem ipsum"]
    settings(project, text.replace("punten", "zin"))
    assert project.run("check", "proef").code == 1


def test_pyproject_says_the_same(project: SmallProject) -> None:
    text = '[[tool.fandeck.checks.allow]]\nrule = "nothing-is-left-open"\nslide = "punten"\nreason = "it is meant"\n'
    settings(project.write(LOREM), text, "pyproject.toml")
    assert project.run("check", "proef").code == 0
    settings(project, '[tool.fandeck.checks.severity]\nnothing-is-left-open = "info"\n', "pyproject.toml")
    assert [each["severity"] for each in project.run("check", "--json", "proef").findings] == ["info"]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("checks: {severity: {nothing-is-left: off}}\n", "unknown-rule", 1),
        ("checks: {severity: {nothing-is-left-open: loud}}\n", "setting", 1),
        ("checks:\n  allow:\n    - {rule: nothing-is-left-open}\n", "reason-missing", 3),
        ("checks: {sevrity: {}}\n", "unknown-key", 1),
        ("check: {severity: {}}\n", "unknown-key", 1),
        ("- checks\n", "setting", 1),
        ("checks:\n  allow:\n    - {rule: text-fits, dia: een, reason: zo}\n", "unknown-key", 3),
        ("checks: [\n", "yaml", 0),
    ],
)
def test_faults_of_settings_are_findings(text: str, rule: str, line: int, project: SmallProject) -> None:
    settings(project.write(LOREM), text)
    made = project.run("check", "proef")
    assert made.code == 1
    assert "fandeck.yaml" in made.err
    if line:
        assert f"[{rule}]" in made.err
        assert f"fandeck.yaml:{line}:" in made.err


def test_sarif_holds_findings_rules_and_what_is_allowed(project: SmallProject) -> None:
    text = LOREM + SMALL
    settings(
        project.write(text, HEAD, **{"foto.png": png()}),
        "checks:\n  allow:\n    - {rule: picture-is-sharp, reason: a sample}\n",
    )
    made = project.run("check", "proef", "-f", "sarif")
    assert made.code == 1
    run = made.json["runs"][0]
    assert made.json["version"] == "2.1.0"
    results = {each["ruleId"]: each for each in run["results"]}
    place = results["nothing-is-left-open"]["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("content/proef/session.yaml", 9)
    for each in run["results"]:
        assert run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"]
    if "picture-is-sharp" in results:
        assert results["picture-is-sharp"]["suppressions"] == [{"kind": "external", "justification": "a sample"}]


def test_junit_fails_the_rules_with_errors(project: SmallProject) -> None:
    made = project.write(LOREM).run("check", "proef", "-f", "junit")
    suite = ElementTree.fromstring(made.out)
    assert (suite.get("failures"), int(suite.get("tests", 0))) == ("1", len(facts()))
    (failed,) = [case.get("name") for case in suite.iter("testcase") if case.find("failure") is not None]
    assert failed == "nothing-is-left-open"


def test_github_annotations_name_file_and_line(project: SmallProject) -> None:
    made = project.write(LOREM).run("check", "proef", "-f", "github")
    assert re.match(
        r"::error file=content/proef/session\.yaml,title=nothing-is-left-open,line=9,col=\d+::sample text", made.out
    )
    assert "%0A" in made.out


def test_the_page_draws_the_slide_and_marks_the_shape(project: SmallProject, tmp_path: Path) -> None:
    report = tmp_path / "verslag.html"
    made = project.write(LOREM).run("check", "proef", "--report", report)
    assert made.code == 1
    text = report.read_text(encoding="utf-8")
    picture = re.search(r"<svg.*?</svg>", text, re.S)
    assert picture is not None
    root = ElementTree.fromstring(picture[0])
    words = " ".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Lorem ipsum" in words and "Punten" in words
    frames = [each for each in root.iter("{http://www.w3.org/2000/svg}path") if each.get("stroke") == "#D6004B"]
    assert len(frames) == 1  # round the shape that the finding is about
    assert "content/proef/session.yaml:9" in text
    assert "<script" not in text and "http://" not in text.replace("http://www.w3.org/2000/svg", "")


def test_verify_points_to_slide_and_shape_in_every_form(project: SmallProject, tmp_path: Path) -> None:
    deck = project.write(LOREM).deck()
    (found,) = run_cli("verify", "--json", deck).findings
    assert (found["slide"], found["shape"], found["file"]) == ("1", "Points 3", str(deck))
    assert json.loads(run_cli("verify", "-f", "sarif", deck).out)["runs"][0]["results"]
    assert "slide 1, shape Points 3" in run_cli("verify", "-f", "github", deck).out
    report = tmp_path / "verslag.html"
    assert run_cli("verify", deck, "--report", report).code == 1
    assert "<svg" in report.read_text(encoding="utf-8")
    assert run_cli("verify", deck, "--report", tmp_path / "weg" / "verslag.html").code == 2


def test_the_least_size_is_the_brands(project: SmallProject) -> None:
    """What a brand lets be fitted is no finding; the same deck, whose brand is not known, has one."""
    from builder.checks import Verifier
    from builder.ooxml.deck import DeckPackage

    deck = project.write("- {kind: statement, id: zin, text: Een zin, sources: [Bron]}\n").deck().read_bytes()
    sizes = [
        [each.rule for each in Verifier().package(DeckPackage(deck, smallest), "a.pptx")]
        for smallest in (0.0, 8.0, 14.5)
    ]
    assert sizes == [[], [], ["text-is-large-enough"]]
