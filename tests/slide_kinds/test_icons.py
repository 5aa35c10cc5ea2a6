"""Icons: native shapes in the theme's colours, by name, on whatever takes one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from builder.plan.icons import icon, icon_names, lines_of
from tests.tools.packages import DeckFile
from tests.tools.projects import ROOT, SmallProject, run_cli

WITH_ICONS = {
    "points": "- {kind: bullets, id: een, title: T, points: [{text: Samen, icon: users}, {text: Verder, icon: arrow-right}]}\n",
    "columns": "- {kind: columns, id: een, title: T, columns: [{heading: Samen, text: t, icon: users}, {text: Verder, icon: arrow-right}]}\n",
    "steps": "- {kind: process, id: een, title: T, steps: [{title: Samen, icon: users}, {title: Verder, icon: arrow-right}, Klaar]}\n",
    "events": '- {kind: timeline, id: een, title: T, events: [{date: "1", title: Samen, icon: users}, {date: "2", title: Verder, icon: arrow-right}]}\n',
}


def icons_of(project: SmallProject) -> list[str]:
    xml = DeckFile(project.deck()).members["ppt/slides/slide-een.xml"].decode()
    return [each for each in re.findall("<p:sp>.*?</p:sp>", xml) if 'name="Icon ' in each]


@pytest.mark.parametrize("where", WITH_ICONS)
def test_an_icon_is_lines_in_a_colour_of_the_theme(where: str, project: SmallProject) -> None:
    project.write(WITH_ICONS[where])
    users, arrow = icons_of(project)
    assert 'name="Icon users' in users and 'name="Icon arrow-right' in arrow
    for each in (users, arrow):
        assert "<a:custGeom>" in each and 'fill="none"' in each and "<a:noFill/>" in each
        assert re.search(r'<a:ln w="\d+" cap="rnd"><a:solidFill><a:schemeClr', each)
        assert "adec:decorative" in each and "descr=" not in each
        assert "flipH" not in each
    assert users.count("<a:moveTo>") == icon("users").path.count("M")


def test_only_what_points_onwards_turns_round(project: SmallProject) -> None:
    project.write(WITH_ICONS["points"], "title: Proef\nlanguage: ar\nslides:\n")
    users, arrow = icons_of(project)
    assert "flipH" not in users
    assert 'flipH="1"' in arrow


def test_an_unknown_icon_is_told_with_its_line_and_the_nearest_name(project: SmallProject) -> None:
    project.write("- kind: bullets\n  id: een\n  title: T\n  points:\n    - {text: Samen, icon: user-s}\n")
    (found,) = project.build().findings
    assert found["rule"] == "unknown-icon"
    assert (found["line"], found["hint"]) == (8, "did you mean 'users'?")


def test_the_command_finds_icons_by_name_and_by_picture() -> None:
    listed = run_cli("icons", "hand", "--json").json
    assert {"name": "handshake", "shows": "a handshake", "directional": False} in listed
    assert "scale" in [each["name"] for each in run_cli("icons", "pair of", "--json").json]
    assert len(run_cli("icons", "--json").json) == len(icon_names()) > 150
    wrong = run_cli("icons", "hamer")
    assert wrong.code == 2
    assert "hammer" in wrong.err


def test_every_icon_can_be_drawn() -> None:
    counts = {"M": 2, "L": 2, "C": 6, "Z": 0}
    for name in icon_names():
        commands = lines_of(name)
        assert commands[0][0] == "M", name
        assert all(len(numbers) == counts[letter] for letter, numbers in commands), name
        assert all(0 <= number <= 2400 for _, numbers in commands for number in numbers), name


def test_the_page_of_icons_is_current() -> None:
    made = subprocess.run(
        [sys.executable, "tools/make_icons.py", "--check"], cwd=ROOT, capture_output=True, check=False
    )
    assert made.returncode == 0, made.stderr


def test_a_deck_without_icons_does_not_read_them(project: SmallProject) -> None:
    project.write("- {kind: bullets, id: een, title: T, points: [Samen]}\n")
    told = (
        "import json, sys\nfrom builder.cli import run\n"
        "import builder.plan.icons as icons\nsys.argv = ['fandeck', '--project', sys.argv[1], 'build', 'proef']\nrun()\n"
        "print(json.dumps(icons._icons.cache_info().currsize))"
    )
    made = subprocess.run(
        [sys.executable, "-c", told, str(project.root)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert made.stdout.strip().endswith("0")
    assert Path(project.root / "output").is_dir()
