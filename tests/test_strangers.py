"""Content is data from strangers: nothing of it reaches out, blows up, or breaks a deck."""

from __future__ import annotations

import time
import unicodedata
from pathlib import Path

import pytest

from builder.pipeline.run import Options, build
from tests.tools.packages import DeckFile
from tests.tools.projects import HEAD, SmallProject, png, write_files

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><rect width="100" height="50"/>{}</svg>'
VARIABLES = "title: Proef\nlanguage: nl\nvariables: {{{}}}\nslides:\n"


def statement(text: str) -> str:
    return f"- {{kind: statement, id: zin, text: {text}}}\n"


@pytest.mark.parametrize(
    "svg",
    [
        "<!DOCTYPE svg [<!ENTITY i \"<image href='/etc/hosts'/>\">]>" + SVG.format("&i;"),
        SVG.format('<image href="/etc/passwd"/>'),
        SVG.format("<style>@import 'other.css';</style>"),
        SVG.format('<rect fill="url(other.svg#a)"/>'),
    ],
)
def test_a_drawing_that_reaches_out_is_refused(svg: str, project: SmallProject) -> None:
    project.files({"tekening.svg": svg})
    project.write("- {kind: image, id: beeld, title: Beeld, image: tekening.svg, alt: Beeld}\n")
    made = build(["proef"], project.root)
    assert [each.rule for each in made.findings] == ["image-kind"]


def test_links_that_lead_out_of_the_project_are_refused(
    project: SmallProject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("elders")
    write_files(outside, {"foto.png": png(), "geheim.yaml": "id: geheim\nsecret: hunter2\nchallenge: x\n"})
    project.write("- {kind: image, id: beeld, title: Beeld, image: é.png, alt: Beeld}\n")
    (project.folder / unicodedata.normalize("NFD", "é.png")).symlink_to(outside / "foto.png")
    (project.root / "content" / "cases").mkdir()
    (project.root / "content" / "cases" / "zz.yaml").symlink_to(outside / "geheim.yaml")
    made = build(["proef"], project.root)
    assert not made.ok
    project.write(statement("'{{ cases.geheim.secret }}'"))
    assert [each.rule for each in build(["proef"], project.root).findings] == ["unknown-name"]


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000, "{a: " * 50_000])
def test_deep_nesting_is_an_error(text: str, project: SmallProject) -> None:
    project.files({"session.yaml": text})
    made = project.run("build", "proef")
    assert made.code == 1
    assert "levels" in made.err or "YAML" in made.err


@pytest.mark.parametrize(
    "expression",
    ["n | number(999999999)", "n | round(20000000)", "n | percent(100000000)", "t | join(t)", "t | list | join(t)"],
)
def test_an_expression_cannot_take_all_time(expression: str, project: SmallProject) -> None:
    project.write(statement(f"'{{{{ {expression} }}}} en meer'"), VARIABLES.format(f"n: 1.5, t: {'ab' * 9000}"))
    started = time.process_time()
    build(["proef"], project.root)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("expression", ["t.upper", "l", "l | map('upper') | first", "t.__class__", "t.format"])
def test_methods_and_lists_are_not_printed(expression: str, project: SmallProject) -> None:
    project.write(statement(f'"{{{{ {expression} }}}}"'), VARIABLES.format("t: tekst, l: [a, b]"))
    made = build(["proef"], project.root)
    if made.ok:
        assert "0x" not in DeckFile(made.decks[0].file).text(0)
    else:
        assert {each.rule for each in made.findings} <= {"expression", "unknown-name"}


def test_braces_without_end_are_found_soon(project: SmallProject) -> None:
    project.write(statement('"' + "{{ " * 40_000 + '"'))
    started = time.process_time()
    assert not build(["proef"], project.root).ok
    assert time.process_time() - started < 5


@pytest.mark.parametrize("character", ["\\x01", "\\uFFFE", "\\uFDD05\\uFDD1"])
def test_characters_written_out_are_found(character: str, project: SmallProject) -> None:
    project.write(statement(f'"a{character}b {{{{ language }}}}"'))
    assert [each.rule for each in build(["proef"], project.root).findings] == ["control-character"]


def test_each_repetition_and_each_recap_is_one_slide(project: SmallProject) -> None:
    project.write(
        "- {kind: agenda, id: plan, recap: true, items: [{text: Deel, section: deel}]}\n"
        "- {kind: section, id: deel, title: Deel, repeat: l, as: d}\n",
        "title: Proef\nlanguage: nl\nvariables: {l: [{id: x}, {id: x-3}, {id: x}]}\nslides:\n",
    )
    deck = DeckFile(project.deck())
    assert len(set(deck.slide_parts)) == len(deck.slide_parts) == 5


def test_what_prints_differently_is_made_anew(project: SmallProject) -> None:
    project.write(statement("'{{ p }} euro'"), VARIABLES.format("p: 1.50"))
    assert "1.50" in DeckFile(project.deck()).text(0)
    project.write(statement("'{{ p }} euro'"), VARIABLES.format("p: 1.5"))
    assert "1.50" not in DeckFile(project.deck()).text(0)


def test_two_sessions_of_one_name_are_not_built_over_each_other(project: SmallProject) -> None:
    write_files(project.root / "elders" / "proef", {"session.yaml": HEAD + statement("Anders")})
    project.write(statement("Zin"))
    assert project.run("build", "proef", str(Path("elders") / "proef")).code == 2


def test_strict_refuses_every_time(project: SmallProject) -> None:
    project.write(statement("Zin"), "title: Proef\nlanguage: nl\ndate: 14-01-2027\nslides:\n")
    assert build(["proef"], project.root).ok
    for _ in range(2):
        assert not build(["proef"], project.root, Options(strict=True)).ok


@pytest.mark.parametrize("figure", ["nan", "inf", "1e5", "1_000"])
def test_only_figures_are_drawn(figure: str, project: SmallProject) -> None:
    project.files({"c.csv": f"Naam;Aantal\nA;{figure}\n"})
    project.write("- {kind: chart, id: c, title: C, type: bar, data: c.csv}\n")
    assert [each.rule for each in build(["proef"], project.root).findings] == ["wrong-type"]
