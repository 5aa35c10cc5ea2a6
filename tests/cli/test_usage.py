"""Wrong usage ends with 2 and a suggestion; help and versions with 0; never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.storage.program import VERSION
from tests.tools.projects import ROOT, SmallProject, png, run_cli, run_process

SLIDES = "- {kind: statement, id: een, text: Eerste zin}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "proev"], "did you mean 'proef'?"),
        (["check", "proev"], "did you mean 'proef'?"),
        (["build", "-b", "heldr"], "did you mean 'helder'?"),
        (["check", "-b", "heldr"], "did you mean 'helder'?"),
        (["build", "-l", "nll"], "did you mean 'nl'?"),
        (["build", "-l", "fr"], "nl"),
        (["build", "-f", "pptz"], "did you mean 'pptx'?"),
        (["build", "--vorce"], "--force"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_suggestion(arguments: list[str], said: str, project: SmallProject) -> None:
    project.write(SLIDES)
    before = project.listing()
    made = project.run(arguments[0], *arguments[1:])
    assert made.code == 2
    assert said in made.err
    assert "Traceback" not in made.err
    assert made.out == ""
    assert project.listing() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["biuld"],
        ["kinds", "statment"],
        ["schema", "sesion"],
        ["verify"],
        ["brand"],
        ["brand", "nieuw"],
        ["build", "--project", "/nergens"],
    ],
)
def test_other_wrong_calls_end_with_two(arguments: list[str]) -> None:
    made = run_cli(*arguments)
    assert made.code == 2
    if arguments[0] == "biuld":
        assert "did you mean 'build'?" in made.err
    if arguments == ["kinds", "statment"]:
        assert "did you mean 'statement'?" in made.err


def test_the_sessions_brand_is_looked_for_as_well(project: SmallProject) -> None:
    project.write(SLIDES, "title: Proef\nlanguage: nl\nbrand: heldr\nslides:\n")
    made = project.run("build")
    assert made.code in (1, 2)
    assert "did you mean 'helder'?" in made.err


def test_a_project_without_sessions_is_wrong_usage(project: SmallProject) -> None:
    made = project.run("build")
    assert made.code == 2
    assert "init" in made.err


@pytest.mark.parametrize("command", ["build", "check", "verify", "kinds", "schema", "init", "brand"])
def test_every_command_explains_itself(command: str) -> None:
    made = run_cli(command, "--help")
    assert made.code == 0
    assert "Usage: " in made.out
    assert command in run_cli("--help").out


def test_the_version_is_told() -> None:
    assert run_cli("--version").out.strip().endswith(VERSION)


def test_python_m_builder_is_the_same_program(project: SmallProject) -> None:
    project.write(SLIDES)
    made = run_process("build", "--json", cwd=project.root)
    assert made.code == 0
    assert json.loads(made.out)["decks"][0]["file"] == str(project.root / "output/proef/proef-nl.pptx")
    assert run_process("build", "weg", cwd=project.root).code == 2
    failed = run_process("build", cwd=project.write("- {kind: weg, id: een}\n").root)
    assert failed.code == 1
    assert "Traceback" not in failed.err


def test_no_colour_codes_and_no_progress_off_a_terminal(project: SmallProject) -> None:
    project.write("- {kind: weg, id: een}\n")
    made = run_process("build", "-b", "helder", "-b", "avond", cwd=project.root, FORCE_COLOR="", NO_COLOR="1")
    assert "\x1b" not in made.out + made.err


def test_messages_survive_a_poor_terminal(project: SmallProject) -> None:
    project.write("- {kind: statement, id: een, tekst: één}\n", "title: Één\nlanguage: nl\nslides:\n")
    made = run_process("build", cwd=project.root, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert made.code == 1
    assert "[unknown-key]" in made.err


def test_the_webinar_checks_clean() -> None:
    made = run_cli("check", "--json", "--strict", "-b", "helder", "-b", "avond", "--project", ROOT)
    assert (made.code, made.findings) == (0, [])


def test_explain_tells_layout_and_sizes(project: SmallProject) -> None:
    project.write(SLIDES)
    made = project.run("build", "--explain")
    assert made.code == 0
    assert "een" in made.out
    assert "layout" in made.out


def test_explain_tells_how_much_of_a_picture_is_cut_off(project: SmallProject) -> None:
    slide = "  - {kind: bullets, id: een, title: Een, points: [punt], image: toren.png, alt: Een toren}\n"
    slide += "  - {kind: image, id: twee, title: Twee, image: toren.png, alt: Een toren, fit: contain}\n"
    project.write(slide, **{"toren.png": png(300, 200)})
    told = {line.split()[0]: line for line in project.run("build", "--explain").out.splitlines() if "layout" in line}
    assert re.search(r"\d+ % of the picture cut off", told["een"])
    assert "cut off" not in told["twee"]


def test_a_build_may_write_its_findings_with_pictures(project: SmallProject, tmp_path: Path) -> None:
    project.write("- {kind: bullets, id: punten, title: Punten, points: [een, '**twee']}\n")
    page = tmp_path / "report.html"
    made = project.run("build", "proef", "--report", str(page))
    assert made.code == 0
    text = page.read_text(encoding="utf-8")
    assert "markup-unmatched" in text
    assert "punten" in text


def test_a_new_project_says_how_to_go_on(tmp_path: Path) -> None:
    """By the program's name where the shell finds it, else by its whole address: the project is another folder."""
    program = tmp_path / "bin" / "fandeck"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom builder.cli import main\nmain()\n", encoding="utf-8")
    program.chmod(0o755)
    for name, folders, called in (("een", "/usr/bin", str(program)), ("twee", f"{program.parent}:/usr/bin", "fandeck")):
        environment = {**os.environ, "PATH": folders, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(
            [program, "init", tmp_path / name], env=environment, capture_output=True, text=True, check=True
        )
        assert made.stdout.splitlines()[-1] == f"    {called} build"
