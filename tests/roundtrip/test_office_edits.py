"""Edits made in LibreOffice Impress itself come home: over UNO, saved by it as PowerPoint files."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.roundtrip import edited as by
from tests.roundtrip.test_pull import lines_changed, read, words
from tests.tools.projects import SmallProject

PYTHON = "/usr/bin/python3"  # of the system, for which LibreOffice's `uno` is installed
EDITS: dict[str, list[list[str]]] = {
    "nothing": [],
    "a point": [["say", "Er valt iets te leren", "Er valt veel te leren"]],
    "a title": [["say", "Twee kanten", "Twee zijden"]],
    "a new point": [["after", "Er is hulp in de buurt", "Er is koffie"]],
    "notes": [["notes", "Wat goed werk is", "Andere notities"]],
    "a copy": [["duplicate", "Twee kanten"]],
    "a slide gone": [["remove", "Wie mag regelen"]],
    "several": [["say", "tempo", "tempo en rust"], ["say", "overleggen", "samen overleggen"], ["notes", "Wat goed werk is", "Kort"]],
}  # fmt: skip


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallProject, dict[str, Path]]:
    """Decks edited in one sitting, by the names of their edits."""
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True).returncode:
        if os.environ.get("CI") == "true":
            pytest.fail("uno not found: apt-get install python3-uno")
        pytest.skip("uno not found: apt-get install python3-uno")
    folder = tmp_path_factory.mktemp("impress")
    project = by.session(folder / "project")
    deck = project.deck()
    files = {name: folder / f"{number}.pptx" for number, name in enumerate(EDITS)}
    jobs = folder / "jobs.json"
    jobs.write_text(json.dumps([[str(files[name]), edits] for name, edits in EDITS.items()]))
    made = subprocess.run(
        [PYTHON, str(Path(__file__).with_name("in_impress.py")), str(deck), str(folder / "profile"), str(jobs)],
        capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return project, files


def pulled(edited: tuple[SmallProject, dict[str, Path]], name: str) -> Any:
    project, files = edited
    made = project.run("pull", files[name], "--dry-run", "--json")
    assert made.code == 0, made.out + made.err
    return made.json


@pytest.mark.office
def test_a_deck_that_was_only_saved_brings_nothing(edited: tuple[SmallProject, dict[str, Path]]) -> None:
    assert pulled(edited, "nothing")["changes"] == []


@pytest.mark.office
@pytest.mark.parametrize(
    ("name", "sorts", "lines"),
    [
        ("a point", ["text"], ["-      - Er valt iets te leren   # the first", "+      - Er valt veel te leren   # the first"]),
        ("a title", ["text"], ["-    title: Twee kanten", "+    title: Twee zijden"]),
        ("a new point", ["new item"], ["+      - Er is koffie"]),
        ("a slide gone", ["slide gone"], []),
        ("several", ["text", "text", "text"], None),
    ],
)  # fmt: skip
def test_an_edit_comes_home(
    name: str, sorts: list[str], lines: list[str] | None, edited: tuple[SmallProject, dict[str, Path]]
) -> None:
    result = pulled(edited, name)
    assert sorted(each["sort"] for each in result["changes"]) == sorts
    changed = [line for line in result["diff"].splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---"))]
    if lines is not None:
        assert changed == lines
    else:
        assert "+      - heading: Vraagt" not in changed and any("tempo en rust" in line for line in changed)


@pytest.mark.office
def test_notes_written_anew_replace_the_old_ones(edited: tuple[SmallProject, dict[str, Path]]) -> None:
    result = pulled(edited, "notes")
    assert [(each["sort"], each["field"], each["state"]) for each in result["changes"]] == [("text", "notes", "taken")]
    assert "+      Andere notities" in result["diff"] and "-      - eerst dit" in result["diff"]


@pytest.mark.office
def test_a_copied_slide_is_a_new_one(edited: tuple[SmallProject, dict[str, Path]], tmp_path: Path) -> None:
    """Written, and built: the next deck says what the edited one says, slide by slide."""
    files = edited[1]
    project = by.session(tmp_path / "project")
    project.deck()
    before = (project.folder / "session.yaml").read_text()
    made = project.run("pull", files["a copy"], "--yes", "--json")
    assert [(each["sort"], each["state"]) for each in made.json["changes"]] == [("new slide", "taken")]
    assert all(line.startswith("+") for line in lines_changed(before, (project.folder / "session.yaml").read_text()))
    again = project.build()
    assert again.code == 0, again.out
    assert words(read(Path(again.json["decks"][0]["file"]))) == words(read(files["a copy"]))
